"""Reports that hold nothing but amounts, and what the checks of money find in them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.checks.registry import CHECKS
from reportwizard.forms.loader import load_form
from reportwizard.kinds.money import currency_of
from reportwizard.kinds.registry import KINDS
from reportwizard.money.amount import Amount
from reportwizard.report.report import Report

if TYPE_CHECKING:
    from reportwizard.checks.finding import Finding

MONEY_CHECKS = tuple(check for check in CHECKS if getattr(check, "__name__", "").startswith("money_"))


def money_report(local: str, /, **answers: str | bool) -> Report:
    """An English report in a local currency; amounts are given as bare numbers such as `2292.84`."""
    report = Report(load_form("rapid-fund-final"), locale="en", currency=local)
    for question_id, answer in answers.items():
        question = report.form.by_id[question_id]
        if question.kind == "money":
            amount = Amount(Decimal(str(answer)), currency_of(question, report.region))
            report = report.with_answer(question_id, amount)
        else:
            report = report.with_answer(question_id, answer)
    return report


def figures_report(local: str, awarded: str, spent_usd: str, spent_local: str, **more: str | bool) -> Report:
    """A report with an award, what was spent in both currencies, and more."""
    answers = {"amount_awarded": awarded, "spent_usd": spent_usd, "spent_local": spent_local, **more}
    return money_report(local, **answers)


def money_findings(report: Report) -> list[Finding]:
    """What all checks of the money family find."""
    return [finding for check in MONEY_CHECKS for finding in check(report)]


def money_codes(report: Report) -> list[str]:
    """The codes of the findings, without their family."""
    return [finding.code.removeprefix("money.") for finding in money_findings(report)]


def repaired(report: Report, finding: Finding) -> Report:
    """The report with the repair of a finding, read as a program reads it from JSON."""
    repair = finding.data["repair"]
    assert isinstance(repair, dict)
    assert isinstance(repair["label"], str)
    assert repair["label"]
    answers = repair["answers"]
    assert isinstance(answers, dict)
    for question_id, plain in answers.items():
        question = report.form.by_id[question_id]
        value = KINDS[question.kind].from_plain(plain, question, report.region)
        report = report.with_answer(question_id, value)
    return report
