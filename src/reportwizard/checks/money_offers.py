"""What the other figures of a report make of an unclear amount, and the sentence about money left over."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.checks.money_figures import (
    AWARDED,
    AWARDED_LOCAL,
    SPENT,
    SPENT_LOCAL,
    USD,
    cents,
    figures,
    left_in,
    show_rate,
)
from reportwizard.checks.money_slips import doubtful
from reportwizard.checks.money_unspent import EXPLANATION
from reportwizard.money.amount import Amount
from reportwizard.money.rates import rate_range
from reportwizard.money.showing import show_amount

if TYPE_CHECKING:
    from reportwizard.checks.money_figures import Figures
    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Choice
    from reportwizard.report.report import Report


def likelier_first(report: Report, question: Question, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Put the reading that fits the other figures first, with that as its reason.

    A figure fits by its size: the one that is fewer times too large or too small. The order stays where the
    other figures say nothing.
    """
    expected, reason = _expected(report, question)
    amounts = [choice.value for choice in choices]
    if not expected or not all(isinstance(amount, Amount) and amount.value > 0 for amount in amounts):
        return choices
    ordered = sorted(choices, key=lambda choice: _times_off(choice, expected))
    return (replace(ordered[0], reason=reason), *ordered[1:])


def _times_off(choice: Choice, expected: Decimal) -> Decimal:
    assert isinstance(choice.value, Amount)
    return max(choice.value.value / expected, expected / choice.value.value)


def _expected(report: Report, question: Question) -> tuple[Decimal | None, str]:
    """Return about how large an amount should be, and in words why."""
    of = figures(report)
    code, locale = report.currency, report.locale
    rate = of.awarded.rate or _usual_rate(code)
    if question.id == SPENT and of.spent.local and rate:
        return of.spent.local.value / rate, f"fits {show_amount(of.spent.local, locale)} in question 10"
    if question.id == SPENT_LOCAL and of.spent.usd and rate:
        return of.spent.usd.value * rate, f"fits about {show_rate(rate, code, locale)} for 1 USD"
    if question.id == AWARDED_LOCAL and of.awarded.usd and rate:
        return of.awarded.usd.value * rate, f"fits about {show_rate(rate, code, locale)} for 1 USD"
    if question.id == SPENT and of.awarded.usd:
        return of.awarded.usd.value, f"fits the award of {show_amount(of.awarded.usd, locale)}"
    if question.id == AWARDED:
        return Decimal(2000), "Rapid Fund grants are 500 to 5,000 US dollars"
    return None, ""


def _usual_rate(code: str) -> Decimal | None:
    known = rate_range(code) if code and code != USD else None
    return (known.low * known.high).sqrt() if known else Decimal(1) if code == USD else None


def unspent_sentence(report: Report) -> str:
    """Return the beginning of an answer to 13.1: what is left, in both currencies; empty where unknown."""
    of = figures(report)
    left = left_in(of.awarded.usd, of.spent.usd)
    question = report.form.by_id.get(EXPLANATION)
    if left is None or left.none or question is None or not report.asked(question) or doubtful(of):
        return ""
    return (
        f"{show_amount(left.left, report.locale)}{_in_local(of, left.left, report)} were not spent because "
    )


def _in_local(of: Figures, left: Amount, report: Report) -> str:
    rate, local = of.spent.rate, of.spent.local
    if rate is None or local is None or local.currency == USD:
        return ""
    known = left_in(of.awarded.local, local)
    if known is not None:
        return f" ({show_amount(known.left, report.locale)})"
    there = Amount(cents(left.value * rate, local.currency), local.currency)
    at = show_rate(rate, local.currency, report.locale)
    return f" ({show_amount(there, report.locale)} at {at} for 1 USD)"
