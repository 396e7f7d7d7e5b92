"""One line of a list as an expense: each cell read by what its column holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportwizard.kinds.base import Region, Typed
from reportwizard.kinds.unread import from_unclear
from reportwizard.ledger.amounts import read_day, read_money
from reportwizard.ledger.heading import LOCAL
from reportwizard.ledger.marks import has_two_readings
from reportwizard.ledger.words import currency_in
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import decimals_of
from reportwizard.report.expense import Expense
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from reportwizard.kinds.base import Problem

MONEY = ("amount", "usd", "planned")
"""The columns that hold amounts."""

_CODE_LENGTH = 3
_THOUSANDS = "If it means thousands, write it without the mark."


@dataclass(frozen=True)
class Style:
    """How the cells of one list are written.

    `currency` counts where a line names none. `currencies` are those that headings name (a code, `local`, or
    a sign). `marks` are the decimal marks of its money columns, `order` is what stands first in its dates;
    both empty where nothing decides.
    """

    region: Region
    currency: str
    currencies: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    order: str = ""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """An expense, and why some of its cells were not read, by column."""

    expense: Expense
    problems: tuple[tuple[str, str], ...] = ()


def read_row(cells: Mapping[str, str], style: Style) -> ReadRow:
    """Read the cells of one line, by field. What cannot be read stays as it was written."""
    problems: list[tuple[str, str]] = []
    named = cells.get("currency", "")
    code = currency_in(named) if named else ""
    if any(map(str.isdecimal, named)) and not code:
        amount: Amount | Typed | None = _torn(cells, named, style, problems)
    else:
        # A currency that is not known goes beside the number, so that the applicant sees both.
        amount = _money(cells, "amount", code, "" if code else named, style, problems)
    usd = _money(cells, "usd", "", "", style, problems, otherwise="USD")
    planned = _money(cells, "planned", "", "", style, problems, otherwise=code)
    expense = Expense(
        date=_day(cells.get("date", ""), style, problems),
        what=clean_line(cells.get("what", "")),
        category=clean_line(cells.get("category", "")),
        amount=amount,
        usd=usd,
        planned=planned,
        receipt=clean_line(cells.get("receipt", "")),
        note=clean_line(cells.get("note", "")),
    )
    return ReadRow(expense, tuple(problems))


def _torn(cells: Mapping[str, str], named: str, style: Style, problems: list[tuple[str, str]]) -> Typed:
    """Keep an amount beside which a number stands in the place of a currency: a comma tore the two apart."""
    words = f"“{named}” is not a currency. If it belongs to the amount, put quotation marks around both."
    problems.append(("amount", words))
    return Typed(f"{cells.get('amount', '')}, {named}", style.currency)


def _day(text: str, style: Style, problems: list[tuple[str, str]]) -> dt.date | Typed | None:
    if not text:
        return None
    if kept := from_unclear(text):
        return kept
    reading = read_day(text, style.region, style.order)
    problems += [("date", in_words(problem)) for problem in reading.problems]
    return reading.value if isinstance(reading.value, dt.date | Typed) else None


def _money(
    cells: Mapping[str, str],
    name: str,
    code: str,
    beside: str,
    style: Style,
    problems: list[tuple[str, str]],
    otherwise: str = "",
) -> Amount | Typed | None:
    """Read an amount. `code` is what its line says for certain, `otherwise` counts where nothing is said."""
    text = cells.get(name, "")
    if is_blank(text):
        return None
    if kept := from_unclear(text):
        return kept
    headed = style.currencies.get(name, "")
    if headed == LOCAL:
        headed = style.region.currency or style.currency
    if not code and headed and len(headed) != _CODE_LENGTH:
        headed, beside = "", beside or headed
    currency = code or headed or otherwise or style.currency
    reading = read_money(
        f"{text} {beside}".strip(),
        currency,
        style.region.locale,
        fixed=bool(code),
        mark=style.marks.get(name, ""),
    )
    problems += [(name, in_words(problem)) for problem in reading.problems]
    problems += [(name, f"{text.strip()}: {note}") for note in reading.notes]
    if isinstance(reading.value, Amount) and _may_be_thousands(text, reading.value):
        problems.append((name, f"{text.strip()} was read with three decimals. {_THOUSANDS}"))
    return reading.value if isinstance(reading.value, Amount | Typed) else None


def _may_be_thousands(text: str, amount: Amount) -> bool:
    """Whether the column's mark made three decimals of an amount in a currency that has fewer."""
    return has_two_readings(text) and amount.value < 1000 and decimals_of(amount.currency) < len("000")


def is_undecided(expense: Expense, marks: Mapping[str, str]) -> bool:
    """Whether an amount has two readings, and the mark of its column, which would decide, is not known."""
    figures = ((name, getattr(expense, name)) for name in MONEY if not marks.get(name))
    return any(isinstance(figure, Typed) and has_two_readings(figure.text) for _, figure in figures)


def is_blank(text: str) -> bool:
    """Whether a cell holds no amount: nothing, or the dash that spreadsheets write for nothing."""
    return not text.strip(" -–—\u00a0")


def in_words(problem: Problem) -> str:
    """Return a problem with the readings that there are to choose from."""
    offers = " or ".join(choice.label for choice in problem.choices)
    return f"{problem.message} It may be {offers}." if offers else problem.message
