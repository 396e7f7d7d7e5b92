"""A whole number of people, pages, events or other things; words such as "about" are kept beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TypeGuard

from reportwizard.kinds.base import Asked, Choice, Plain, Problem, Reading, Region, Typed, Value
from reportwizard.kinds.unread import as_text, from_typed, shown_typed, typed_plain
from reportwizard.money.numerals import MAX_DIGITS, NotANumberError, normalize, read_digits, split_number
from reportwizard.money.refusals import echo, why_no_number, why_not_a_count
from reportwizard.money.showing import show_count
from reportwizard.text import clean_line

_SIGNS = dict.fromkeys("~≈∼±", "about") | {"+": "or more", ">": "more than", "<": "less than"}
_SIGNS |= dict.fromkeys(("≥", ">="), "at least") | dict.fromkeys(("≤", "<="), "at most")
_LONGEST_WORDS = 60
# 1.234 is read as thousands, and so is a plain number; 1250,000 and 1 250.000 are asked about.
_ONE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}|\d+")
EXAMPLE = "40"


def read(text: str, asked: Asked, region: Region) -> Reading:
    """Read a whole number. Words beside it go to `extra_words`: "about" from `~500`, "or more" from `35+`."""
    text = clean_line(text)
    plain = normalize(text)
    if not plain:
        return Reading(None)
    try:
        numbers, extra_words = _numbers_and_words(plain)
    except NotANumberError as problem:
        choices = _choices(problem.offers, region)
        return Reading(
            Typed(text), (Problem("ambiguous" if choices else "unreadable", str(problem), choices),)
        )
    if len(numbers) > 1:
        question = f"{echo(text)}: which number do you mean?"
        return Reading(Typed(text), (Problem("ambiguous", question, _choices(numbers, region)),))
    return Reading(int(numbers[0]), extra_words=extra_words)


def _choices(numbers: Iterable[Decimal], region: Region) -> tuple[Choice, ...]:
    """Return the whole ones among the numbers that a text may mean, to choose from."""
    whole = [int(number) for number in numbers if number == number.to_integral_value()]
    return tuple(Choice(one, show_count(one, region.locale), "A whole number.") for one in whole)


def _numbers_and_words(text: str) -> tuple[tuple[Decimal, ...], str]:
    """Return the number, or the two that a mark after a long first group leaves; and the words beside it."""
    pieces = split_number(text)
    if pieces is None:
        raise NotANumberError(why_no_number(text, EXAMPLE))
    why_not = why_not_a_count(pieces.before, pieces.after, text)
    if why_not:
        raise NotANumberError(why_not)
    numbers = read_digits(pieces.digits)
    if _ONE_GROUP.fullmatch(pieces.digits):
        numbers = numbers[:1]
    if numbers[0] != numbers[0].to_integral_value():
        raise NotANumberError(f"{echo(text)} is not a whole number. Count whole people, pages or things.")
    words = (_SIGNS.get(pieces.before, pieces.before), _SIGNS.get(pieces.after, pieces.after.rstrip(".")))
    return numbers, " … ".join(word for word in words if word)[:_LONGEST_WORDS]


def from_plain(plain: object, asked: Asked, region: Region) -> Value | None:
    """Take a whole number; text is read if it is nothing but a number. The rest is kept as `Typed`."""
    if isinstance(plain, float) and plain.is_integer() and 0 <= plain < 10**MAX_DIGITS:
        plain = int(plain)
    if isinstance(plain, int) and not isinstance(plain, bool) and 0 <= plain < 10**MAX_DIGITS:
        return plain
    if isinstance(plain, str):
        reading = read(plain, asked, region)
        return from_typed(plain) if reading.extra_words else reading.value
    return from_typed(plain)


def to_plain(value: Value) -> Plain:
    return value if isinstance(value, int) else typed_plain(value)


def show(value: Value, asked: Asked, region: Region) -> str:
    return show_count(value, region.locale) if _is_count(value) else shown_typed(value)


def edit_text(value: Value, asked: Asked, region: Region) -> str:
    return as_text(value) if _is_count(value) else shown_typed(value)


def portal(value: Value, asked: Asked, region: Region) -> str:
    """Return the digits for the portal's box; nothing if no number was read."""
    return as_text(value) if _is_count(value) else ""


def problems(value: Value, asked: Asked, region: Region) -> tuple[Problem, ...]:
    if _is_count(value):
        return ()
    text = shown_typed(value)
    reading = read(text, asked, region)
    if reading.problems or not isinstance(reading.value, int):
        return reading.problems or (Problem("unreadable", f"Write a number, such as {EXAMPLE}."),)
    number = show_count(reading.value, region.locale)
    choice = Choice(reading.value, number, "The words beside it belong in the comments.")
    return (
        Problem("ambiguous", f"Is {echo(text)} the number {number}? Choose it, or write another.", (choice,)),
    )


def missing(value: Value | None, asked: Asked) -> tuple[str, ...]:
    return () if value is not None else ("a number",)


def _is_count(value: Value) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
