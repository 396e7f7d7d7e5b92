"""Numbers as people write them: digits of any script, with any group and decimal marks. Nothing is guessed.

Both amounts and counts are read with these functions. `normalize` a text first;
`split_number` then finds the digits in it, and `read_digits` says which numbers they may mean.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

MAX_DIGITS = 15
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

# The digits of one number. A mark before them is theirs unless it closes a word or a sign: ".50", but
# "Rs.50" and "S/.50".
NUMBER = r"(?:(?<![^\W\d_]|/)[.,٫](?=\d))?\d(?:[\d.,٫٬' ]*\d)?"
_SPLIT = re.compile(r"(?P<before>\D*?)(?P<digits>[.,٫]?\d(?:[\d.,٫٬' ]*\d)?)(?P<after>\D*)", re.DOTALL)
_TICK = re.compile(r"(?<=\d)[`´](?=\d)")
_PLAIN = re.compile(r"\d+")
_DATE = re.compile(r"(?:19|20)\d\d([ .])\d{1,2}\1\d{1,2}|\d{1,2}([ .])\d{1,2}\2(?:19|20)\d\d")
_BY_THREE = r"[1-9]\d{0,2}(?:,\d{3})+"
_BY_TWO = r"[1-9]\d?(?:,\d{2})+,\d{3}"
_BY_FOUR = r"[1-9]\d{0,3}(?:,\d{4})+"
_GROUPS = re.compile(f"{_BY_THREE}|{_BY_TWO}")
_ALL_GROUPS = re.compile(f"{_BY_THREE}|{_BY_TWO}|{_BY_FOUR}")
# As in 1'250,000: the apostrophe sets the millions apart, another mark the thousands.
_MILLIONS = re.compile(r"[1-9]\d{0,2}(?:'\d{3})+([.,])\d{3}(?:\1\d{3})*")
# Groups of three after a first one that is too long, or with marks of several kinds.
_LIKELY_GROUPS = re.compile(r"[1-9]\d*(?:[.,' ]\d{3})+")


class NotANumberError(ValueError):
    """A text cannot be read as one number; the message says why, and what to do.

    `offers` are the numbers that a person would still understand: to be offered, never taken.
    """

    def __init__(self, message: str, *offers: Decimal) -> None:
        super().__init__(message)
        self.offers = offers


class NumberParts(NamedTuple):
    """A text around its one number: `before` and `after` are trimmed and hold no digits."""

    before: str
    digits: str
    after: str


def normalize(text: str) -> str:
    """Return `text` without characters that show nothing, trimmed, with one form for each look-alike mark."""
    if not text.isascii():
        text = _UNSEEN.sub("", text).translate(_TIDY)
    if "`" in text or "´" in text:
        text = _TICK.sub("'", text)
    return text.strip().replace("\t", " ")


@cache
def number_words() -> dict[str, Any]:
    """Return the tables of `data/number_words.toml`."""
    return tomllib.loads(Path(__file__).with_name("data").joinpath("number_words.toml").read_text("utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """Return one list of words (`scale`, `filler`, `spelled`, `date` …), tidy and in lower case."""
    listed = number_words().get(name) or number_words()["beside"][name]
    flat = itertools.chain.from_iterable(listed.values()) if isinstance(listed, dict) else listed
    return frozenset(normalize(word).casefold() for word in flat)


def split_number(text: str) -> NumberParts | None:
    """Split a tidy text around its one number; None if it has no number, or more than one."""
    if len(text) > _LONGEST:
        return None
    found = _SPLIT.fullmatch(text)
    return found and NumberParts(found["before"].strip(), found["digits"], found["after"].strip())


def ascii_digits(text: str) -> str:
    """Return `text` with the digits 0 to 9 for those of any script."""
    return "".join(str(int(character)) if character.isdecimal() else character for character in text)


def read_digits(digits: str, *, by_four: bool = False) -> tuple[Decimal, ...]:
    """Return what digits may mean: one number, or two where a mark can be read both ways.

    Of two, the first is the whole number (the mark separates groups) and the second has three decimals.
    As many decimals are kept as were written. `by_four`: groups of four digits are usual where this was
    written. Raises `NotANumberError`.
    """
    if not digits.isascii():
        digits = ascii_digits(digits)
    if _PLAIN.fullmatch(digits):
        return (_number(digits, ""),)
    whole, mark, part = _cut(digits)
    if len(part) == 4 and part[-1] == "0" and mark != "٫" and whole[:1] not in ("", "0"):
        # As `unambiguous` writes it.
        part = part[:-1]
    elif len(part) == 3 and mark != "٫" and whole not in ("", "0"):
        if whole.startswith("0"):
            raise NotANumberError(f"“{digits}”: write it without the 0 in front.")
        return _certain(whole, digits, ("", part), by_four=by_four, last_group=part)
    return _certain(whole, digits, (part,), by_four=by_four)


def decimal_places(value: Decimal) -> int:
    """Return how many digits after the mark say something: 2 for 1.50 where both were written, 0 for 12."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def unambiguous(value: Decimal, decimals: int = 2) -> str:
    """Return a number in ASCII digits and a point, so that it is read back as itself and nothing else.

    12.500 could be twelve thousand five hundred, so it gets one more 0 (12.5000), which reading takes off.
    `decimals` are those of its currency: where they are three, so are those of 1234.500.
    """
    text = f"{value:f}"
    whole, _, part = text.lstrip("-").partition(".")
    mistakable = len(part) == 3 and whole != "0" and (decimals != 3 or len(whole) <= 3)
    return f"{text}0" if mistakable else text


def _cut(digits: str) -> tuple[str, str, str]:
    """Cut at the decimal mark: the last mark, where it is once. Without one, all is whole."""
    last = max(digits.rfind("."), digits.rfind(","))
    mark = "٫" if "٫" in digits else digits[last] if last >= 0 else ""
    other = {".": ",", ",": "."}.get(mark, ".")
    if not mark or (digits.count(mark) > 1 and mark != "٫" and other not in digits):
        return digits, "", ""
    whole, _, part = digits.partition(mark)
    if mark in part and not re.search(r"[.,٫]{2}", digits):
        raise NotANumberError(f"“{digits}” has more than one decimal mark. Write it once.")
    if not _PLAIN.fullmatch(part):
        raise _bad_groups(digits)
    return whole, mark, part


def _certain(
    whole: str, digits: str, parts: tuple[str, ...], *, by_four: bool, last_group: str = ""
) -> tuple[Decimal, ...]:
    """Return a number for each of the decimal `parts`; `last_group` belongs to the one without decimals."""
    plain = "".join(re.findall(r"\d", whole))
    if len(plain) + len(last_group) > MAX_DIGITS >= len(plain):
        parts, last_group = parts[1:] or parts, ""
    numbers = tuple(_number(plain if part else plain + last_group, part) for part in parts)
    if _in_groups(whole, by_four=by_four):
        return numbers
    if _LIKELY_GROUPS.fullmatch(whole):
        raise _bad_groups(digits, *numbers)
    once_more = re.fullmatch(r"(.+)[.,'](\d{1,2})", whole)
    if parts == ("",) and once_more and _in_groups(once_more[1], by_four=by_four):
        raise _bad_groups(digits, _number("".join(re.findall(r"\d", once_more[1])), once_more[2]))
    raise _bad_groups(digits)


def _in_groups(whole: str, *, by_four: bool) -> bool:
    """Whether digits have no marks, or form groups that a language uses."""
    if not whole or _PLAIN.fullmatch(whole):
        return True
    groups = _ALL_GROUPS if by_four else _GROUPS
    marks = set(whole) - set("0123456789")
    if len(marks) == 1:
        return groups.fullmatch(whole.replace(marks.pop(), ",")) is not None
    return _MILLIONS.fullmatch(whole) is not None


def _bad_groups(digits: str, *offers: Decimal) -> NotANumberError:
    if re.search(r"[.,٫٬']{2}", digits):
        return NotANumberError(f"“{digits}” has two marks side by side. Take one of them out.")
    if _DATE.fullmatch(digits):
        return NotANumberError(f"“{digits}” looks like a date. Write a number here.")
    if " " in digits:
        why = f"“{digits}”: is this two numbers, or is a digit missing? Write one number."
        return NotANumberError(why, *offers)
    return NotANumberError(
        f"The marks in “{digits}” do not set groups of three digits apart. Is a digit missing?"
        " Write the digits without marks between them.",
        *offers,
    )


def _number(whole: str, part: str) -> Decimal:
    if len(whole) > MAX_DIGITS and len(whole.lstrip("0")) > MAX_DIGITS:
        raise NotANumberError(f"This number has more than {MAX_DIGITS} digits. Is it one number?")
    if len(whole) + len(part) > _MOST_IN_ALL:
        raise NotANumberError("This number has too many digits after the mark. Write fewer of them.")
    return Decimal(f"{whole}.{part}" if part else whole)
