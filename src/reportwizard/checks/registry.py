"""Every check, in the order in which they run. To add one: a function in its family, and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.checks import compliance, dates, ledger, metrics, wording
from reportwizard.checks.blocking import BLOCKING, in_order
from reportwizard.checks.claims import table as claims
from reportwizard.checks.dismiss import Checked, sort_out
from reportwizard.checks.links import checks as links
from reportwizard.checks.money import left, rate, unspent
from reportwizard.checks.privacy import checks as privacy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from reportwizard.checks.finding import Check, DatedCheck, Finding
    from reportwizard.report.report import Report

CHECKS: tuple[Check, ...] = (
    *BLOCKING,
    rate.money_award_currency,
    rate.money_same_figure,
    rate.money_swapped,
    rate.money_magnitude,
    rate.money_rate,
    left.money_overspent,
    left.money_unspent_contradiction,
    unspent.money_unspent_amount,
    left.money_small_remainder,
    left.money_minor_units,
    ledger.ledger_total_local,
    ledger.ledger_total_usd,
    ledger.ledger_unread,
    ledger.ledger_receipt_twice,
    ledger.ledger_no_receipt,
    metrics.metrics_no_result,
    metrics.metrics_low_result,
    metrics.metrics_high_result,
    metrics.metrics_equal_to_target,
    metrics.metrics_more_editors_than_participants,
    claims.wording_claim_mismatch,
    wording.wording_placeholder,
    wording.wording_same_answer,
    wording.wording_translator_footer,
    links.links_none,
    links.links_missing_kind,
    links.links_private_edit,
    links.links_malformed,
    links.links_duplicate,
    links.links_http,
    privacy.privacy_email,
    privacy.privacy_phone,
    privacy.privacy_bank,
    privacy.privacy_id_number,
    privacy.privacy_invite,
    compliance.compliance_no,
    dates.dates_order,
)
"""The check that gives `metrics.no_result` is called `metrics_no_result`; docs/checks.md relies on that."""

DATED_CHECKS: tuple[DatedCheck, ...] = (
    dates.dates_overdue,
    dates.dates_soon,
)
"""Checks that compare with today's date."""


def run_checks(report: Report, today: date | None = None) -> tuple[Finding, ...]:
    """Run every check; findings come in the form's order, and at one question the gravest first.

    `today` is the day on the applicant's calendar. Without it, checks that need it say nothing. What the
    applicant dismissed is left out.
    """
    return check_report(report, today).findings


def check_report(report: Report, today: date | None = None, more: Iterable[Finding] = ()) -> Checked:
    """Run every check; return what is open, and what the applicant dismissed.

    `more` are findings that came in another way, such as those about what websites answered.
    """
    found = [finding for check in CHECKS for finding in check(report)]
    if today is not None:
        found += [finding for check in DATED_CHECKS for finding in check(report, today)]
    return sort_out(report, in_order(report, [*found, *more]))


def blocks(findings: Iterable[Finding]) -> bool:
    """Whether the report cannot be handed in yet."""
    return any(finding.severity == "error" for finding in findings)
