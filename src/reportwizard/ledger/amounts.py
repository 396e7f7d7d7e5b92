"""The figures and days of one column: what its other cells say about one that can be read in two ways."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from reportwizard.kinds import date
from reportwizard.kinds.values import Problem, Reading, Typed
from reportwizard.money import day_reading
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import decimals_of
from reportwizard.money.day_reading import FIRST_YEAR, DayContext, without_time
from reportwizard.money.days import date_order
from reportwizard.money.numerals import ascii_digits, normalize, split_number, unambiguous
from reportwizard.money.showing import decimal_mark
from reportwizard.report import expense
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from reportwizard.ledger.rows import Cell

_OTHER = {".": ",", ",": "."}
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*|[1-9]\d?(?:,\d{2})+,\d{3}")
_IN_NUMBERS = re.compile(r"(\d{1,2})\s?[-/ ]\s?(\d{1,2})(?:\s?[-/ ]\s?(?:\d{4}|\d{2}))?")
SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_EPOCHS = (dt.date(1899, 12, 30), dt.date(1904, 1, 1))


@lru_cache(maxsize=2**15)
def mark_evidence(text: str) -> tuple[str, bool]:
    """Return what an amount says about decimal marks, and whether it has two readings itself.

    The first is the mark that certainly is a decimal mark (`,` for `12,50` and for `1.234.567`), or, with two
    readings, the one that may be (`.` for `1.500`); else it is empty.
    """
    if "." not in text and "," not in text and text.isascii():
        return "", False
    pieces = split_number(normalize(text))
    if pieces is None or pieces.digits[0] in ".,":
        return "", False
    digits = ascii_digits(pieces.digits)
    mark = max(".,", key=digits.rfind)
    if mark not in digits or "٫" in digits:
        return "", False
    if digits.count(mark) > 1:
        are_groups = all(2 <= len(part) <= 4 and part.isdecimal() for part in digits.split(mark)[1:])
        return (_OTHER[mark] if are_groups else "", False)
    whole, _, part = digits.rpartition(mark)
    if len(part) != 3 or not part.isdecimal():
        return mark, False
    if whole.startswith("0"):
        return (mark, False) if whole == "0" else ("", False)
    # A mark of the other kind in front of three digits says nothing for certain either: 38.250,000.
    plain = whole.isdecimal() or bool(_GROUPS.fullmatch(whole))
    return mark if plain else "", plain


def certain_mark(cells: Iterable[Cell]) -> str:
    """Return the one decimal mark that the cells of a column certainly have; empty if they have none."""
    evidence = (mark_evidence(cell) for cell in cells if isinstance(cell, str))
    found = {mark for mark, is_ambiguous in evidence if mark and not is_ambiguous}
    return found.pop() if len(found) == 1 else ""


def marks_of(
    cells: Iterable[tuple[int, Cell]], elsewhere: str, currency: str, locale: str, chosen: str = ""
) -> tuple[str, tuple[int, str] | None]:
    """Return the decimal mark of a column (empty if nothing says it), and the cell to ask about, if any.

    That is the first one that has two readings which no other cell decides: its place (a number given by the
    caller) and its text. The mark may still be known by how the locale writes.
    `elsewhere` is the mark of the other columns of the file, `chosen` the one that the applicant chose.
    """
    found: set[str] = set()
    unclear: list[tuple[int, str, str]] = []
    exact = False
    for place, cell in cells:
        if not isinstance(cell, str):
            continue
        own, is_ambiguous = mark_evidence(cell)
        if is_ambiguous:
            unclear.append((place, cell, own))
        elif own:
            found.add(own)
            exact = exact or cell.rstrip(" )")[-4:-3] in (".", ",")
    thousands = not currency or decimals_of(currency) < len("000")
    if not thousands and not found:
        # More digits than a group, or groups, in front of three decimals: 1250,000 and 1 250,000 dinars.
        found = {mark for _, text, mark in unclear if sum(map(str.isdecimal, text.rpartition(mark)[0])) > 3}
    mark = chosen or (next(iter(found)) if len(found) == 1 else "" if found else elsewhere)
    if chosen or not unclear:
        return mark, None
    if mark:
        odd = [item for item in unclear if item[2] == mark] if thousands and not exact else []
        return mark, odd[0][:2] if odd else None
    marks = {own for _, _, own in unclear}
    agreed = not found and thousands and len(marks) == 1 and decimal_mark(locale) not in marks
    return _OTHER[marks.pop()] if agreed else "", unclear[0][:2]


def read_money(
    cell: Cell, currency: str, locale: str, *, fixed: bool = False, mark: str = "", beside: str = ""
) -> Reading:
    """Read a cell as `report.expense.read_money` reads a text; a number of a spreadsheet is what it is.

    `mark` is the decimal mark of its column, `beside` the sign or word that belongs to it. What is not read
    stays as it was written.
    """
    if isinstance(cell, Decimal) and not beside and currency:
        return Reading(Amount(cell, currency))
    text = f"{cell if isinstance(cell, str) else format(cell)} {beside}".strip().removeprefix("+").lstrip()
    if isinstance(cell, Decimal):
        text, mark = f"{unambiguous(cell)} {beside}".strip(), "."
    reading = expense.read_money(text, currency, locale, fixed=fixed, mark=mark)
    if isinstance(reading.value, Typed):
        return replace(reading, value=Typed(clean_line(text), reading.value.currency))
    return reading


def days_of(texts: Iterable[str], around: DayContext) -> tuple[DayContext, str]:
    """Return what is known around the days of a column, and the cell to ask about where nothing says it.

    `order` is what comes first in them (`day` or `month`). A cell such as 13/02 says it for all of them; else
    most of those that fall inside the project in one order alone; else the locale.
    """
    natural = "day" if date_order(around.locale).day_first else "month"
    found = ((text, _IN_NUMBERS.fullmatch(without_time(text))) for text in dict.fromkeys(texts))
    unclear = {text: numbers.groups() for text, numbers in found if numbers}
    orders = {
        "day" if int(first) > 12 else "month"
        for first, second in unclear.values()
        if (int(first) > 12) != (int(second) > 12)
    }
    if around.order or len(orders) == 1:
        return replace(around, order=around.order or orders.pop()), ""
    if orders:
        return around, ""
    both = {text: days for text in unclear if len(set((days := in_both_orders(text, around)).values())) == 2}
    fitting = {text: [order for order in days if around.holds(days[order])] for text, days in both.items()}
    telling = {text: orders[0] for text, orders in fitting.items() if len(orders) == 1}
    said = [*telling.values()]
    order = max(("day", "month"), key=lambda order: (said.count(order), order == natural))
    cells = [text for text in telling if telling[text] == order] or both
    return replace(around, order=order), "" if {*said} == {natural} else next(iter(cells), "")


def in_both_orders(text: str, around: DayContext) -> dict[str, dt.date]:
    """Return the days that a text means where the `day` comes first, and where the `month` does."""
    days = {order: day_reading.read_day(text, replace(around, order=order)).day for order in ("day", "month")}
    return {order: day for order, day in days.items() if day}


def read_day(cell: Cell, around: DayContext) -> Reading:
    """Read a day; one that a spreadsheet counts, too. What its column leaves open is asked about."""
    if isinstance(cell, dt.date):
        return Reading(cell) if cell.year >= FIRST_YEAR else _no_day(cell.isoformat())
    return _read_day(str(cell), around)


@lru_cache(maxsize=4096)
def _read_day(text: str, around: DayContext) -> Reading:
    plain = without_time(text)
    if SERIAL.fullmatch(plain):
        counted = [epoch + dt.timedelta(int(Decimal(plain))) for epoch in _EPOCHS]
        return Reading(next(filter(around.holds, counted), counted[0]))
    if plain == "1899-12-30":
        return _no_day(plain)
    return date.read_unseen(text, around)


def _no_day(text: str) -> Reading:
    return Reading(
        Typed(text), (Problem("unreadable", f"“{text}” is the day 0 of a spreadsheet, not a day."),)
    )


def problem_text(problem: Problem) -> str:
    """Return a problem with the readings that there are to choose from."""
    offers = " or ".join(choice.label for choice in problem.choices)
    return f"{problem.message} It may be {offers}." if offers else problem.message


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds no amount: nothing, or the dash that spreadsheets write for nothing."""
    return isinstance(cell, str) and not cell.strip(" -–—\u00a0")
