"""A day, as people write it: `3/10/2023`, `3 October`, `03.10.23`, in the applicant's language too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from reportwizard.kinds.kind import Kind, unread_reading
from reportwizard.kinds.values import Choice, FieldSpec, Problem, Reading, Region, Value, from_typed
from reportwizard.money.day_reading import EXAMPLE, DayContext, DayReading, read_day
from reportwizard.money.days import english_date, show_date, weekday_phrase
from reportwizard.money.numerals import normalize
from reportwizard.money.refusals import echo
from reportwizard.text import clean_line


class DateKind(Kind):
    lacking = "a date"
    box = "box for a day"

    def read(self, text: str, spec: FieldSpec, region: Region) -> Reading:
        """Read a day in the order of the locale; the other order is an alternative if it is possible."""
        text = clean_line(text)
        if not normalize(text):
            return Reading(None)
        reading = read_day(text, _context(spec, region))
        if reading.day is None:
            return _ask(text, reading)
        return Reading(reading.day, alternatives=tuple(map(_choice, reading.others)))

    def from_plain(self, plain: object, spec: FieldSpec, region: Region) -> Value | None:
        """Take a day, one with a time (which is left out), or text. What is no single day becomes `Typed`."""
        if isinstance(plain, datetime):
            plain = plain.date()
        if isinstance(plain, date):
            plain = plain.isoformat()
        if isinstance(plain, str):
            return read_unseen(plain, replace(_context(spec, region), in_file=True)).value
        return from_typed(plain)

    def show(self, value: Value, spec: FieldSpec, region: Region) -> str:
        """Return the day in English words, as the forms are: `3 October 2023`; or what was typed."""
        return english_date(value) if isinstance(value, date) else str(value)

    def edit_text(self, value: Value, spec: FieldSpec, region: Region) -> str:
        """Return the day as the applicant writes days, `03.10.2023`, or what was typed.

        Where that would be asked about, the month is a word.
        """
        if not isinstance(value, date):
            return str(value)
        for style in ("numeric", "medium", "long"):
            text = show_date(value, region.locale, style)
            if self.read(text, spec, region).value == value:
                return text
        return value.isoformat()

    def portal(self, value: Value, spec: FieldSpec, region: Region) -> str:
        return value.isoformat() if isinstance(value, date) else ""

    def problems(self, value: Value, spec: FieldSpec, region: Region) -> tuple[Problem, ...]:
        if isinstance(value, date):
            return ()
        text = str(value)
        reading = read_day(text, _context(spec, region))
        return _ask(text, reading if text else DayReading(message=f"Write one day, {EXAMPLE}.")).problems


def read_unseen(text: str, context: DayContext) -> Reading:
    """Read a day where nobody sees how it is read: an ambiguous one is asked about."""
    text = clean_line(text)
    if not normalize(text):
        return Reading(None)
    reading = read_day(text, context)
    return Reading(reading.day) if reading.sure else _ask(text, reading)


def _context(spec: FieldSpec, region: Region) -> DayContext:
    """Return what is known around a day: the project; for one of its own days, the other of them."""
    first, last = region.first, region.last
    if spec.role == "project.start":
        first = None
    elif spec.role == "project.end":
        last = None
    elif spec.role == "report.due":
        first, last = last or first, None
    return DayContext(region.locale, first, last, region.today)


def _ask(text: str, reading: DayReading) -> Reading:
    choices = tuple(map(_choice, reading.possible))
    message = f"{echo(text)}: which day do you mean?" if choices else reading.message
    if len(choices) == 1:
        message = f"Is {echo(text)} the day {choices[0].label}? Choose it, or write the day again."
    return unread_reading(text, message, choices)


def _choice(day: date) -> Choice:
    return Choice(day, english_date(day), weekday_phrase(day))
