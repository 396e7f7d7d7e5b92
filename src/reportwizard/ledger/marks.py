"""What the other cells of a column say about one that can be read in two ways."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportwizard.money.numerals import NotANumberError, ascii_digits, read_digits, split, tidy

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

_OTHER = {".": ",", ",": "."}
# Day, month and year in numbers with the year last; a date with points always begins with the day.
_NUMBERS = re.compile(r"(\d{1,2})\s?[/ -]\s?(\d{1,2})\s?[/ -]\s?\d{4}")


def decided_mark(texts: Iterable[str]) -> str:
    """Return the decimal mark of a column (`.` or `,`); empty where no cell shows it, or they disagree."""
    return _agreed(map(decimal_mark_in, texts))


def decided_order(texts: Iterable[str]) -> str:
    """Return what stands first in a column's dates (`day` or `month`); empty where that is not certain."""
    return _agreed(map(_order_in, texts))


def _agreed(found: Iterable[str]) -> str:
    said = {one for one in found if one}
    return said.pop() if len(said) == 1 else ""


def decimal_mark_in(text: str) -> str:
    """Return the decimal mark that an amount shows for certain: `,` for `12,50` and for `1.234.567`."""
    pieces = split(tidy(text)) if "." in text or "," in text or not text.isascii() else None
    if pieces is None or pieces.digits[0] in ".,":
        return ""
    mark = last_mark(pieces.digits)
    if not mark or "٫" in pieces.digits:
        return ""
    try:
        certain = len(read_digits(pieces.digits)) == 1
    except NotANumberError:
        return ""
    if not certain:
        return ""
    return mark if pieces.digits.count(mark) == 1 else _OTHER[mark]


def has_two_readings(text: str) -> bool:
    """Whether a mark in an amount may set a group apart, or decimals: `1.234`, and `$ 12,500`."""
    pieces = split(tidy(text))
    try:
        return pieces is not None and len(read_digits(pieces.digits)) == 2
    except NotANumberError:
        return False


def last_mark(digits: str) -> str:
    """Return the last of the marks `.` and `,` in a tidy number; empty where it has none."""
    at = max(digits.rfind("."), digits.rfind(","))
    return digits[at] if at >= 0 else ""


def _order_in(text: str) -> str:
    numbers = _three_numbers(text)
    if not numbers:
        return ""
    first, second = int(numbers[1]), int(numbers[2])
    if first > 12 >= second:
        return "day"
    return "month" if second > 12 >= first else ""


def day_order(text: str, day: dt.date) -> str:
    """Return what stands first in a date of three numbers, where it means this day."""
    numbers = _three_numbers(text)
    if not numbers:
        return ""
    return "day" if int(numbers[1]) == day.day else "month"


def _three_numbers(text: str) -> re.Match[str] | None:
    plain = tidy(text)
    return _NUMBERS.fullmatch(plain if plain.isascii() else ascii_digits(plain))
