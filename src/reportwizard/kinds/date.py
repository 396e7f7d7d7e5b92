"""A day: `2023-10-03`, `3 October 2023`, `03.10.2023`, or as the applicant's language writes it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from reportwizard.kinds.base import Choice, Problem, Reading, Typed
from reportwizard.kinds.unread import from_typed, shown_typed, typed_plain
from reportwizard.money.days import english_month, find_month, month_first, odd_words, show_date
from reportwizard.money.numerals import ascii_digits, tidy
from reportwizard.money.refusals import echo
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from reportwizard.kinds.base import Asked, Plain, Region, Value

FIRST_YEAR, LAST_YEAR = 1900, 2200
_EXAMPLE = "such as 2023-10-03 or 3 October 2023"
_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?", re.I
)
_NUMBERS = re.compile(r"(\d+)([\s./,年년-]+)(\d+)[\s./,月월-]+(\d+)[\s.,日일]*")
_LONGEST = 100


class _NotADateError(ValueError):
    """A text is not one day; the message says why, and what to do."""


def read(text: str, asked: Asked, region: Region) -> Reading:
    """Read a day. Where day and month can be swapped, both days are offered, the locale's order first."""
    text = clean_line(text)
    if not tidy(text):
        return Reading(None)
    try:
        days = _days(ascii_digits(tidy(text)), region.locale)
    except _NotADateError as problem:
        return Reading(Typed(text), (Problem("unreadable", str(problem)),))
    if len(days) == 1:
        return Reading(days[0])
    return Reading(Typed(text), (_ask(text, days, region.locale),))


def _ask(text: str, days: list[date], locale: str) -> Problem:
    choices = tuple(
        Choice(day, show_date(day, locale), f"Day {day.day} of month {day.month}.") for day in days
    )
    means = "can mean two days" if len(days) > 1 else "was not read when it was written"
    return Problem("ambiguous", f"{echo(text)} {means}. Choose the day you mean.", choices)


def _days(text: str, locale: str) -> list[date]:
    """Return the day that a text means, or the two that it may mean."""
    if len(text) > _LONGEST:
        raise _NotADateError(f"This is too long for a date. Write one day, {_EXAMPLE}.")
    iso = _ISO.fullmatch(text)
    if iso:
        return [_day(*iso.groups())]
    numbers = _NUMBERS.fullmatch(text)
    if numbers:
        return _from_numbers(numbers[1], numbers[3], numbers[4], dotted="." in numbers[2], locale=locale)
    return [_from_words(text, locale)]


def _from_numbers(first: str, second: str, third: str, *, dotted: bool, locale: str) -> list[date]:
    """Read three numbers: year, month, day; or with the year last, day and month in either order."""
    if len(first) == 4:
        return [_day(first, second, third)]
    if len(third) != 4:
        raise _NotADateError(f"Write the year with four digits, {_EXAMPLE}.")
    # Nobody writes the month first with points between: that is always day, month, year.
    if dotted or int(first) > 12 or first == second:
        return [_day(third, second, first)]
    if int(second) > 12:
        return [_day(third, first, second)]
    days = [_day(third, second, first), _day(third, first, second)]
    return days[::-1] if month_first(locale) else days


def _from_words(text: str, locale: str) -> date:
    """Read a day whose month is a word, in English or in the locale's language."""
    month, rest = find_month(text, locale)
    if not month:
        raise _NotADateError(f"No month was found in {echo(text)}. Write one day, {_EXAMPLE}.")
    numbers = sorted(re.findall(r"\d+", rest), key=len)
    if len(numbers) != 2:
        raise _NotADateError(f"Write one day, one month and one year, {_EXAMPLE}.")
    odd = odd_words(rest, locale)
    if odd:
        raise _NotADateError(f"“{odd[0]}” is not part of a date. Write only the day, {_EXAMPLE}.")
    if len(numbers[1]) != 4 or len(numbers[0]) > 2:
        raise _NotADateError(f"Write the year with four digits, {_EXAMPLE}.")
    return _day(numbers[1], str(month), numbers[0])


def _day(year: str, month: str, day: str) -> date:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise _NotADateError(
            f"The year {year} is not between {FIRST_YEAR} and {LAST_YEAR}."
            f" Write the year of the international calendar, {_EXAMPLE}."
        )
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise _NotADateError(_why_no_day(int(year), int(month), int(day))) from None


def _why_no_day(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f"There is no month {month}. Write the month from 1 to 12, or as a word, {_EXAMPLE}."
    return f"{english_month(month)} {year} has no day {day}. Look at the calendar again."


def from_plain(plain: object, asked: Asked, region: Region) -> Value | None:
    """Take a day, a day with a time (which is left out), or text. What is no single day becomes `Typed`."""
    if isinstance(plain, datetime):
        plain = plain.date()
    if isinstance(plain, date):
        plain = plain.isoformat()
    return read(plain, asked, region).value if isinstance(plain, str) else from_typed(plain)


def to_plain(value: Value) -> Plain:
    """Return the day itself (JSON writers use its ISO form), or `{"typed": …}`."""
    return value if isinstance(value, date) else typed_plain(value)


def show(value: Value, asked: Asked, region: Region) -> str:
    """Return the day in the locale's long form, such as `3 қазан 2023 ж.`, or what was typed."""
    return show_date(value, region.locale) if isinstance(value, date) else shown_typed(value)


def edit_text(value: Value, asked: Asked, region: Region) -> str:
    """Return the day as `2023-10-03`, or what was typed."""
    return value.isoformat() if isinstance(value, date) else shown_typed(value)


def portal(value: Value, asked: Asked, region: Region) -> str:
    """Return the day as `2023-10-03`; nothing where none was read."""
    return value.isoformat() if isinstance(value, date) else ""


def problems(value: Value, asked: Asked, region: Region) -> tuple[Problem, ...]:
    """Say why a day was not read, or offer the two days it may be."""
    if isinstance(value, date):
        return ()
    text = shown_typed(value)
    reading = read(text, asked, region)
    if reading.problems or not isinstance(reading.value, date):
        return reading.problems or (Problem("unreadable", f"Write one day, {_EXAMPLE}."),)
    return (_ask(text, [reading.value], region.locale),)


def missing(value: Value | None, asked: Asked) -> tuple[str, ...]:
    """Return what is missing: the date, where nothing was written."""
    return () if value is not None else ("a date",)
