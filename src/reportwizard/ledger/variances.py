"""Which lines of a budget sheet cost much more or less than was planned (question 12.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from reportwizard.ledger.totals import WIDE
from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount
from reportwizard.report.expense import Expense

MOST_PERCENT = 20
"""A line may cost so much more or less than planned before it is listed."""

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Variance:
    """One line whose cost differs from the budget; `place` counts from 0.

    `percent` is the difference in per cent of what was planned, None where nothing was.
    """

    place: int
    expense: Expense
    planned: Amount
    spent: Amount
    percent: Decimal | None


def variances(ledger: Sequence[Expense]) -> tuple[Variance, ...]:
    """Return the lines of a budget that differ by more than 20 %, in the order of the list.

    A line that was planned and has no cost counts as 0. Lines that were never in a budget are not compared.
    """
    found = (_variance(place, expense) for place, expense in enumerate(ledger))
    return tuple(one for one in found if one is not None)


def _variance(place: int, expense: Expense) -> Variance | None:
    planned = expense.planned
    if not isinstance(planned, Amount):
        return None
    spent = Amount(Decimal(0), planned.currency) if expense.amount is None else None
    known = (expense.amount, expense.usd)
    same = (one for one in known if isinstance(one, Amount) and one.currency == planned.currency)
    spent = spent or next(same, None)
    if spent is None:
        return None
    with localcontext(WIDE):
        difference = spent.value - planned.value
        if abs(difference) * 100 <= MOST_PERCENT * abs(planned.value):
            return None
        percent = difference * 100 / abs(planned.value) if planned.value else None
    return Variance(place, expense, planned, spent, percent)


def variance_text(ledger: Sequence[Expense], locale: str) -> str:
    """Return the lines for question 12.2, ready to insert; empty where no line differs that much."""
    return "\n".join(_words(one, locale) for one in variances(ledger))


def _words(one: Variance, locale: str) -> str:
    category = one.expense.category
    name = one.expense.what or category or f"Expense {one.place + 1}"
    if len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME].rstrip()}…"
    named = f"{name} ({category})" if category and category != name else name
    if one.percent is None:
        figures = f"not in the budget, spent {show_amount(one.spent, locale)}"
    else:
        planned, spent = show_amount(one.planned, locale), show_amount(one.spent, locale)
        figures = f"planned {planned}, spent {spent} ({_percent(one.percent)})"
    why = " ".join(one.expense.note.split())
    return f"- {named}: {figures}. {why}".rstrip()


def _percent(percent: Decimal) -> str:
    return f"{percent:+.1f}".removesuffix(".0") + " %"
