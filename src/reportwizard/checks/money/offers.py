"""What the other figures of a report make of an unclear amount, and the sentence about money left over."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reportwizard.checks.money.figures import (
    EXPLANATION,
    SPENT,
    SPENT_LOCAL,
    USD,
    Figures,
    read_figures,
    rounded,
)
from reportwizard.checks.money.rate import is_doubtful, plausible
from reportwizard.forms.form import Question
from reportwizard.kinds.values import Choice
from reportwizard.money.amount import Amount
from reportwizard.money.rates import rate_range
from reportwizard.money.showing import show_amount, show_rate
from reportwizard.report.report import Report

# Part of an award may be spent, but readings that people mix up are a hundred times apart and more.
_FITS = 10


def likeliest_first(report: Report, question: Question, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Put the reading that fits the other figures first, with that as its reason.

    The one that is the fewest times too large or too small fits, unless it is more than ten times. A single
    reading has no reason: it may leave out a word that nobody knows.
    """
    expected, reason = _expected(report, question) if len(choices) > 1 else (None, "")
    amounts = [choice.value for choice in choices]
    if not expected or not all(isinstance(amount, Amount) and amount.value > 0 for amount in amounts):
        return choices
    ordered = sorted(choices, key=lambda choice: _times_off(choice, expected))
    if _times_off(ordered[0], expected) > _FITS:
        return choices
    return (replace(ordered[0], reason=reason), *ordered[1:])


def _times_off(choice: Choice, expected: Decimal) -> Decimal:
    assert isinstance(choice.value, Amount)
    return max(choice.value.value / expected, expected / choice.value.value)


def _expected(report: Report, question: Question) -> tuple[Decimal | None, str]:
    """Return about how large an amount should be, and why, as text."""
    figures, locale = read_figures(report), report.locale
    if report.ledger:
        # Most reports have no list, and load nothing for it.
        from reportwizard.ledger.totals import offers

        for offer in offers(report):
            if offer.question == question.id:
                listed = offer.total.amount
                return listed.value, f"fits your list of expenses, {show_amount(listed, locale)}"
    own = plausible(figures.awarded) and figures.awarded.rate
    rate = own or _usual_rate(report.currency)
    for pair in (figures.awarded, figures.spent):
        if not rate:
            break
        if question.id == pair.local_id and pair.usd is not None:
            shown = show_rate(rate, report.currency, locale)
            why = f"fits the rate of {'' if own else 'about '}{shown} for 1 USD"
            if report.currency == USD:
                why = f"fits your {show_amount(pair.usd, locale)}"
            return pair.usd.value * rate, why
        if question.id == pair.usd_id and pair.local is not None:
            why = f"fits your {show_amount(pair.local, locale)}"
            return pair.local.value / rate, why
    awarded = {SPENT: figures.awarded.usd, SPENT_LOCAL: figures.awarded.local}.get(question.role)
    if awarded is not None:
        return awarded.value, f"fits the award of {show_amount(awarded, locale)}"
    return None, ""


def _usual_rate(code: str) -> Decimal | None:
    known = rate_range(code) if code and code != USD else None
    return (known.low * known.high).sqrt() if known else Decimal(1) if code == USD else None


def unspent_sentence(report: Report) -> str:
    """Return the beginning of an answer to 13.1: what is left, in both currencies; empty if unknown."""
    figures, question = read_figures(report), report.form.role(EXPLANATION)
    left = figures.left_usd
    if left is None or left.is_nothing or is_doubtful(figures):
        return ""
    if question is None or not report.asked(question):
        return ""
    amounts = f"{show_amount(left.rest, report.locale)}{_in_local(figures, left.rest, report)}"
    return f"{amounts} were not spent because "


def _in_local(figures: Figures, left: Amount, report: Report) -> str:
    rate, local = figures.spent.rate, figures.spent.local
    if rate is None or local is None or local.currency == USD:
        return ""
    if figures.left_local is not None:
        return f" ({show_amount(figures.left_local.rest, report.locale)})"
    converted = Amount(rounded(left.value * rate, local.currency), local.currency)
    shown_rate = show_rate(rate, local.currency, report.locale)
    return f" ({show_amount(converted, report.locale)} at {shown_rate} for 1 USD)"
