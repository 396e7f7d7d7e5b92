"""A day, as people write it: `3/10/2023`, `3 October`, `03.10.23`, in the applicant's language too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from reportwizard.kinds.base import Asked, Choice, Plain, Problem, Reading, Region, Typed, Value
from reportwizard.kinds.unread import from_typed, shown_typed, typed_plain
from reportwizard.money.day_reading import EXAMPLE, DayContext, DayReading, read_day
from reportwizard.money.days import english_date, medium_date, numeric_date, show_date, weekday_phrase
from reportwizard.money.numerals import normalize
from reportwizard.money.refusals import echo
from reportwizard.text import clean_line


def read(text: str, asked: Asked, region: Region) -> Reading:
    """Read a day in the order of the locale; the other order is an alternative if it is possible."""
    text = clean_line(text)
    if not normalize(text):
        return Reading(None)
    found = read_day(text, _around(asked, region))
    if found.day is None:
        return _asked(text, found)
    return Reading(found.day, alternatives=tuple(map(_choice, found.others)))


def read_unseen(text: str, around: DayContext) -> Reading:
    """Read a day where nobody sees how it is read: what may mean another one too is asked about."""
    text = clean_line(text)
    if not normalize(text):
        return Reading(None)
    found = read_day(text, around)
    return Reading(found.day) if found.sure else _asked(text, found)


def _around(asked: Asked, region: Region) -> DayContext:
    """Return what is known around a day: the project; for one of its own days, the other of them."""
    first, last = region.first, region.last
    if asked.role == "project.start":
        first = None
    elif asked.role == "project.end":
        last = None
    elif asked.role == "report.due":
        first, last = last or first, None
    return DayContext(region.locale, first, last, region.today)


def _asked(text: str, found: DayReading) -> Reading:
    choices = tuple(map(_choice, found.possible))
    if not choices:
        return Reading(Typed(text), (Problem("unreadable", found.message),))
    words = f"{echo(text)}: which day do you mean?"
    if len(choices) == 1:
        words = f"Is {echo(text)} the day {choices[0].label}? Choose it, or write the day again."
    return Reading(Typed(text), (Problem("ambiguous", words, choices),))


def _choice(day: date) -> Choice:
    return Choice(day, english_date(day), weekday_phrase(day))


def from_plain(plain: object, asked: Asked, region: Region) -> Value | None:
    """Take a day, a day with a time (which is left out), or text. What is no single day becomes `Typed`."""
    if isinstance(plain, datetime):
        plain = plain.date()
    if isinstance(plain, date):
        plain = plain.isoformat()
    if isinstance(plain, str):
        return read_unseen(plain, replace(_around(asked, region), in_file=True)).value
    return from_typed(plain)


def to_plain(value: Value) -> Plain:
    """Return the day itself (JSON writers use its ISO form), or `{"typed": …}`."""
    return value if isinstance(value, date) else typed_plain(value)


def show(value: Value, asked: Asked, region: Region) -> str:
    """Return the day in English words, as the forms are: `3 October 2023`; or what was typed."""
    return english_date(value) if isinstance(value, date) else shown_typed(value)


def edit_text(value: Value, asked: Asked, region: Region) -> str:
    """Return the day as the applicant writes days, `03.10.2023`, or what was typed.

    Where that would be asked about, the month is a word.
    """
    if not isinstance(value, date):
        return shown_typed(value)
    for written in (numeric_date, medium_date, show_date):
        text = written(value, region.locale)
        if read(text, asked, region).value == value:
            return text
    return value.isoformat()


def portal(value: Value, asked: Asked, region: Region) -> str:
    """Return the day as `2023-10-03`; nothing if none was read."""
    return value.isoformat() if isinstance(value, date) else ""


def problems(value: Value, asked: Asked, region: Region) -> tuple[Problem, ...]:
    """Say why a day was not read, or offer the days it may be."""
    if isinstance(value, date):
        return ()
    text = shown_typed(value)
    found = read_day(text, _around(asked, region))
    return _asked(text, found if text else DayReading(message=f"Write one day, {EXAMPLE}.")).problems


def missing(value: Value | None, asked: Asked) -> tuple[str, ...]:
    return () if value is not None else ("a date",)
