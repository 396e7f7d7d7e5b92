"""A whole number of people, pages, events or other things; words such as "about" are kept beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from reportwizard.kinds.kind import Kind, unread_reading
from reportwizard.kinds.values import Choice, FieldSpec, Problem, Reading, Region, Value, as_text, from_typed
from reportwizard.money.numerals import MAX_DIGITS, NotANumberError, normalize, read_digits, split_number
from reportwizard.money.refusals import echo, why_no_number, why_not_a_count
from reportwizard.money.showing import show_count
from reportwizard.text import clean_line

_SIGNS = dict.fromkeys("~≈∼±", "about") | {"+": "or more", ">": "more than", "<": "less than"}
_SIGNS |= dict.fromkeys(("≥", ">="), "at least") | dict.fromkeys(("≤", "<="), "at most")
_MAX_WORDS = 60
# 1.234 is read as thousands, and so is a plain number; 1250,000 and 1 250.000 are asked about.
_ONE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}|\d+")
_EXAMPLE = "40"


class CountKind(Kind):
    lacking = "a number"
    box = "box for a number"

    def read(self, text: str, spec: FieldSpec, region: Region) -> Reading:
        """Read a whole number; words beside it are apart: "about" from `~500`, "or more" from `35+`."""
        text = clean_line(text)
        plain = normalize(text)
        if not plain:
            return Reading(None)
        try:
            pieces = split_number(plain)
            if pieces is None:
                raise NotANumberError(why_no_number(plain, _EXAMPLE))
            if why_not := why_not_a_count(pieces.before, pieces.after, plain):
                raise NotANumberError(why_not)
            numbers = read_digits(pieces.digits)
            if numbers[0] != numbers[0].to_integral_value():
                why_not = f"{echo(plain)} is not a whole number. Count whole people, pages or things."
                raise NotANumberError(why_not)
        except NotANumberError as error:
            return unread_reading(text, str(error), _choices(error.offers, region))
        if len(numbers) > 1 and not _ONE_GROUP.fullmatch(pieces.digits):
            return unread_reading(text, f"{echo(text)}: which number do you mean?", _choices(numbers, region))
        words = [_SIGNS.get(side, side.rstrip(".,;:*!")) for side in (pieces.before, pieces.after)]
        return Reading(int(numbers[0]), extra_words=" … ".join(filter(None, words))[:_MAX_WORDS])

    def from_plain(self, plain: object, spec: FieldSpec, region: Region) -> Value | None:
        """Take a whole number; text is read if it is nothing but a number. The rest is kept as `Typed`."""
        if isinstance(plain, float) and plain.is_integer() and 0 <= plain < 10**MAX_DIGITS:
            plain = int(plain)
        if isinstance(plain, int) and not isinstance(plain, bool) and 0 <= plain < 10**MAX_DIGITS:
            return plain
        if isinstance(plain, str):
            reading = self.read(plain, spec, region)
            return from_typed(plain) if reading.extra_words else reading.value
        return from_typed(plain)

    def show(self, value: Value, spec: FieldSpec, region: Region) -> str:
        return show_count(value, region.locale) if isinstance(value, int) else str(value)

    def edit_text(self, value: Value, spec: FieldSpec, region: Region) -> str:
        return as_text(value) if isinstance(value, int) else str(value)

    def portal(self, value: Value, spec: FieldSpec, region: Region) -> str:
        return as_text(value) if isinstance(value, int) else ""

    def problems(self, value: Value, spec: FieldSpec, region: Region) -> tuple[Problem, ...]:
        if isinstance(value, int):
            return ()
        text = str(value)
        reading = self.read(text, spec, region)
        if reading.problems or not isinstance(reading.value, int):
            return reading.problems or (Problem("unreadable", f"Write a number, such as {_EXAMPLE}."),)
        number = show_count(reading.value, region.locale)
        message = f"Is {echo(text)} the number {number}? Choose it, or write another."
        choice = Choice(reading.value, number, "The words beside it belong in the comments.")
        return (Problem("ambiguous", message, (choice,)),)


def _choices(numbers: Iterable[Decimal], region: Region) -> tuple[Choice, ...]:
    """Return the whole ones among the numbers that a text may mean, to choose from."""
    whole = [int(number) for number in numbers if number == number.to_integral_value()]
    return tuple(Choice(number, show_count(number, region.locale), "A whole number.") for number in whole)
