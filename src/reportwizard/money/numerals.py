"""Numbers as people write them: digits of any script, with any group and decimal marks. Nothing is guessed.

Both amounts and counts are read with these functions. A text is first made `tidy`, then `split` into the
digits and what stands around them; `read_digits` says which numbers the digits may mean.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

MOST_DIGITS = 15
# As many as Python computes with exactly, so that nothing done with an amount ever rounds it.
_MOST_IN_ALL = 28
_LONGEST = 200

# Bidi controls, zero-width characters, the soft hyphen and the byte order mark show nothing.
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_LOOKALIKES = {
    " ": "\u00a0\u202f\u2009\u2007\t",
    "'": "\u2019\u02bc",
    "-": "\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d",
    "+": "\uff0b",
    ",": "\u060c\u2e41\uff0c\ufe50",
    ".": "\uff0e\ufe52",
    "(": "\uff08",
    ")": "\uff09",
}
_TIDY = str.maketrans({odd: plain for plain, odds in _LOOKALIKES.items() for odd in odds})
_UNSEEN = re.compile(f"[{_INVISIBLE}]")

_SPLIT = re.compile(r"(?P<before>\D*?)(?P<digits>[.,٫]?\d(?:[\d.,٫٬' ]*\d)?)(?P<after>\D*)", re.DOTALL)
_PLAIN = re.compile(r"\d+")
_POINT = re.compile(r"(?P<whole>\d*)(?P<mark>[.,])(?P<part>\d+)")
_DATE = re.compile(r"(?:19|20)\d\d([ .])\d{1,2}\1\d{1,2}|\d{1,2}([ .])\d{1,2}\2(?:19|20)\d\d")
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3}")


class NotANumberError(ValueError):
    """A text cannot be read as one number; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text around its one number: `before` and `after` are trimmed and hold no digits."""

    before: str
    digits: str
    after: str


def tidy(text: str) -> str:
    """Return `text` without characters that show nothing, trimmed, with one form for each look-alike mark."""
    if text.isascii():
        return text.strip().replace("\t", " ")
    return _UNSEEN.sub("", text).translate(_TIDY).strip()


@cache
def words(name: str) -> frozenset[str]:
    """Return one list of words (`scale`, `rough` or `date`), tidy and in small letters."""
    text = Path(__file__).with_name("data").joinpath("number_words.toml").read_text("utf-8")
    return frozenset(tidy(word).casefold() for word in tomllib.loads(text)[name])


def split(text: str) -> Pieces | None:
    """Split a tidy text around its one number; None where it has no number, or more than one."""
    if len(text) > _LONGEST:
        return None
    found = _SPLIT.fullmatch(text)
    return found and Pieces(found["before"].strip(), found["digits"], found["after"].strip())


def ascii_digits(text: str) -> str:
    """Return `text` with the digits 0 to 9 for those of any script."""
    return "".join(str(int(character)) if character.isdecimal() else character for character in text)


def read_digits(digits: str) -> tuple[Decimal, ...]:
    """Return what the digits of `Pieces` may mean: one number, or two where a mark can be read both ways.

    Of two, the first is the whole number (the mark sets groups apart) and the second has three decimals.
    As many decimals are kept as were written. Raises `NotANumberError`.
    """
    if not digits.isascii():
        digits = ascii_digits(digits)
    if _PLAIN.fullmatch(digits):
        return (_number(digits, ""),)
    point = _POINT.fullmatch(digits)
    if point:
        return _one_mark(point["whole"], point["part"])
    whole, part = _cut(digits)
    return (_number(_ungrouped(whole, digits), part),)


def decimal_places(value: Decimal) -> int:
    """Return how many digits after the mark say something: 2 for 1.50 where both were written, 0 for 12."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def unmistakable(value: Decimal) -> str:
    """Return a number in ASCII digits and a point, so that `read_digits` gives it back and nothing else.

    12.500 could be twelve thousand five hundred, so it gets one more 0 (12.5000), which reading takes off.
    """
    text = f"{value:f}"
    whole, _, part = text.lstrip("-").partition(".")
    return f"{text}0" if _like_group(whole, part) else text


def _like_group(whole: str, part: str) -> bool:
    """Whether a mark between these digits may set a group of three apart."""
    return len(part) == 3 and 1 <= len(whole) <= 3 and whole[0] != "0"


def _one_mark(whole: str, part: str) -> tuple[Decimal, ...]:
    if _like_group(whole, part):
        return (_number(whole + part, ""), _number(whole, part))
    if part.endswith("0") and _like_group(whole, part[:-1]):
        part = part[:-1]
    return (_number(whole, part),)


def _cut(digits: str) -> tuple[str, str]:
    """Cut at the decimal mark, if there is one: the last mark, standing once, and not of a kind before it."""
    if "٫" in digits:
        return _cut_at("٫", digits)
    last = max(digits.rfind("."), digits.rfind(","))
    mark = digits[last] if last >= 0 else ""
    other_marks = {character for character in digits if not character.isdecimal()} - {mark}
    if not mark or (not other_marks and digits.count(mark) > 1):
        return digits, ""
    return _cut_at(mark, digits)


def _cut_at(mark: str, digits: str) -> tuple[str, str]:
    whole, _, part = digits.partition(mark)
    if mark in part:
        raise NotANumberError(f"“{digits}” has more than one decimal mark. Write it once.")
    if not _PLAIN.fullmatch(part):
        raise _bad_groups(digits)
    return whole, part


def _ungrouped(whole: str, digits: str) -> str:
    marks = {character for character in whole if not character.isdecimal()}
    if not marks:
        return whole
    mark = marks.pop()
    if marks or not _GROUPS.fullmatch(whole.replace(mark, ",")):
        raise _bad_groups(digits)
    return whole.replace(mark, "")


def _bad_groups(digits: str) -> NotANumberError:
    if re.search(r"[.,٫٬']{2}", digits):
        return NotANumberError(f"“{digits}” has two marks side by side. Take one of them out.")
    if _DATE.fullmatch(digits):
        return NotANumberError(f"“{digits}” looks like a date. Write a number here.")
    if " " in digits:
        return NotANumberError(f"“{digits}”: is this two numbers, or is a digit missing? Write one number.")
    return NotANumberError(
        f"The marks in “{digits}” do not set groups of three digits apart. Is a digit missing?"
        " Write the digits without marks between them."
    )


def _number(whole: str, part: str) -> Decimal:
    if len(whole) > MOST_DIGITS and len(whole.lstrip("0")) > MOST_DIGITS:
        raise NotANumberError(f"This number has more than {MOST_DIGITS} digits. Is it one number?")
    if len(whole) + len(part) > _MOST_IN_ALL:
        raise NotANumberError("This number has too many digits after the mark. Write fewer of them.")
    return Decimal(f"{whole}.{part}" if part else whole)
