"""Every check, in the order in which they run. To add one: a function in its family, and a line here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reportwizard.checks import dates, metrics, privacy, required, wording
from reportwizard.checks.claims import checks as claims
from reportwizard.checks.dismiss import CheckResult, split_dismissed
from reportwizard.checks.finding import Check, DatedCheck, Finding, cell_of, in_order
from reportwizard.checks.links import checks as links
from reportwizard.checks.money import rate, sums, unspent
from reportwizard.report.report import Report

CHECKS: tuple[Check, ...] = (
    *required.BLOCKING,
    rate.money_award_currency,
    rate.money_same_figure,
    rate.money_swapped,
    rate.money_magnitude,
    rate.money_rate,
    sums.money_overspent,
    sums.money_unspent_contradiction,
    unspent.money_unspent_amount,
    unspent.money_unspent_no_amount,
    sums.money_underspent,
    sums.money_small_remainder,
    sums.money_minor_units,
    sums.money_two_sums,
    sums.money_late_expense,
    sums.ledger_unread,
    metrics.metrics_no_result,
    metrics.metrics_low_result,
    metrics.metrics_high_result,
    metrics.metrics_equal_to_target,
    metrics.metrics_no_tool,
    metrics.metrics_more_editors_than_participants,
    claims.wording_claim_mismatch,
    claims.wording_figure_mistyped,
    claims.wording_no_figures,
    wording.wording_placeholder,
    wording.wording_see_elsewhere,
    wording.wording_too_short,
    wording.wording_same_answer,
    wording.wording_same_passage,
    wording.wording_translator_footer,
    wording.wording_assistant_remains,
    wording.wording_markup_left,
    wording.wording_mojibake,
    wording.wording_question_pasted,
    links.links_none,
    links.links_missing_kind,
    links.links_private_edit,
    links.links_malformed,
    links.links_cut,
    links.links_duplicate,
    privacy.privacy_email,
    privacy.privacy_phone,
    privacy.privacy_bank,
    privacy.privacy_invite,
    required.compliance_no,
    dates.dates_order,
    dates.dates_due_mismatch,
    dates.dates_outside,
    required.review_comment,
)
"""The check that gives `metrics.no_result` is called `metrics_no_result`; docs/checks.md relies on that."""

DATED_CHECKS: tuple[DatedCheck, ...] = (dates.dates_overdue, dates.dates_soon)
"""Checks that compare with today's date."""

_SAID_BETTER = {
    "wording.placeholder": ("links.none",),
    "wording.too_short": ("wording.placeholder", "wording.see_elsewhere"),
    "wording.figure_mistyped": ("wording.claim_mismatch",),
}
"""What another finding at the same answer and row says better: the applicant reads it once."""


def run_checks(report: Report, today: date | None = None) -> tuple[Finding, ...]:
    """Run every check; findings come in the form's order, and at one question the gravest first.

    `today` is the day on the applicant's calendar. Without it, checks that need it say nothing. What the
    applicant dismissed is left out.
    """
    return check_report(report, today).findings


def check_report(report: Report, today: date | None = None, more: Iterable[Finding] = ()) -> CheckResult:
    """Run every check; return what is open, and what the applicant dismissed.

    `more` are findings that came in another way, such as those about what websites answered.
    """
    found = [finding for check in CHECKS for finding in check(report)]
    places = {(finding.code, finding.question, cell_of(finding)) for finding in found}
    findings = [
        item
        for item in found
        if places.isdisjoint((code, item.question, cell_of(item)) for code in _SAID_BETTER.get(item.code, ()))
    ]
    if today is not None:
        findings += [finding for check in DATED_CHECKS for finding in check(report, today)]
    return split_dismissed(report, in_order(report, [*findings, *more]))


def blocks(findings: Iterable[Finding]) -> bool:
    """Whether the report cannot be handed in yet."""
    return any(finding.severity == "error" for finding in findings)
