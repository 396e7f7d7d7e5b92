"""One amount or one day of a list, where the other cells of its column may say how it is meant."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from reportwizard.kinds import date
from reportwizard.kinds.base import Choice, Column, Problem, Reading, Typed
from reportwizard.ledger.marks import day_order, settled
from reportwizard.money.numerals import split, tidy
from reportwizard.money.reading import read_amount
from reportwizard.money.refusals import echo
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from reportwizard.kinds.base import Region

_DAY = Column("date", "Date", "date")


def read_money(text: str, currency: str, locale: str, *, fixed: bool = False, mark: str = "") -> Reading:
    """Read an amount in any currency, below 0 too.

    `currency` counts where the text names none; with `fixed`, one that contradicts it is asked about. `mark`
    is the decimal mark of the column (`.` or `,`) where that is known: it decides between two readings.
    """
    text = clean_line(text)
    clear = settled(text, mark) if mark else text
    found = read_amount(clear, currency=currency, locale=locale)
    if found.amount is not None or found.empty:
        return Reading(found.amount, notes=found.notes)
    pieces = split(tidy(text))
    around = (pieces.before, pieces.after) if pieces else ("", "")
    codes = _currencies_around(*around, locale)
    foreign = bool(codes) and not _is_own(*around, currency, locale)
    if foreign and len(codes) == 1 and not fixed:
        return read_money(text, codes[0], locale, fixed=True, mark=mark)
    trouble, choices = found.trouble, found.choices
    if foreign:
        trouble = _which_currency(text, currency if fixed else "")
        named = read_amount(clear, currency="", locale=locale).choices
        choices = (*choices, *named) if fixed else named
    offered = tuple(Choice(choice.amount, choice.label, choice.reason) for choice in choices)
    return Reading(
        Typed(text, currency), (Problem("ambiguous" if offered else "unreadable", trouble, offered),)
    )


@lru_cache(maxsize=1024)
def _currencies_around(before: str, after: str, locale: str) -> tuple[str, ...]:
    """Return the codes of the currencies that the words around a number may name; at most a few of them."""
    if not before and not after:
        return ()
    choices = read_amount(f"{before}1{after}", currency="", locale=locale).choices
    return tuple(dict.fromkeys(choice.amount.currency for choice in choices))


@lru_cache(maxsize=1024)
def _is_own(before: str, after: str, currency: str, locale: str) -> bool:
    """Whether the words around a number belong to an amount in this currency."""
    return (
        bool(currency)
        and read_amount(f"{before}1{after}", currency=currency, locale=locale).amount is not None
    )


def _which_currency(text: str, currency: str) -> str:
    if currency:
        return f"{echo(text)} names another currency than its line does ({currency}). Write only one of them."
    return f"The currency sign in {echo(text)} may mean several currencies. Write the code, such as USD."


@lru_cache(maxsize=4096)
def read_day(text: str, region: Region, order: str = "") -> Reading:
    """Read a day. `order` (`day` or `month`) says what stands first in the column, where that is known."""
    reading = date.read(text, _DAY, region)
    if not order or not isinstance(reading.value, Typed) or not reading.problems:
        return reading
    days = [choice.value for choice in reading.problems[0].choices if isinstance(choice.value, dt.date)]
    chosen = [day for day in days if day_order(text, day) == order]
    return Reading(chosen[0]) if len(chosen) == 1 else reading
