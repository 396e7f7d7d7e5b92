"""Numbers as people write them: digits of any script, with any group and decimal marks."""

from __future__ import annotations

import itertools
import re
import unicodedata
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from reportwizard.money.tables import read_words

MAX_DIGITS = 15
"""The most digits before the decimal mark."""
TOO_MANY_DIGITS = f"This number has more than {MAX_DIGITS} digits. Is it one number?"
# As many as Python computes with exactly, so that nothing done with an amount ever rounds it.
_MAX_EXACT_DIGITS = 28
_MAX_LENGTH = 200

# Bidi controls, zero-width characters, the soft hyphen and the byte order mark.
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_LOOKALIKES = {
    " ": "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "'": "\u2018\u2019\u02bb\u02bc\u2032\uff07",
    "-": "\u058a\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d",
    "+": "\uff0b",
    ",": "\u060c\u201a\u2e41\uff0c\ufe50",
    # Full stops too: of Armenian, Urdu, Chinese, Hindi and Amharic.
    ".": "\uff0e\ufe52\u2024\u06d4\u3002\uff61\u0964\u1362",
    # The Armenian full stop looks like one.
    ":": "\uff1a\u0589",
    "/": "\uff0f\u2044\u2215",
    "(": "\uff08",
    ")": "\uff09",
}
_TO_PLAIN = str.maketrans({odd: plain for plain, odds in _LOOKALIKES.items() for odd in odds})
# Letters that Unicode does not take apart, that Arabic keyboards have for Persian ones, and नवंबर for नवम्बर.
_TO_PLAIN_LETTERS = str.maketrans("ıđłøيىكं", "idloییکम")
_UNSEEN = re.compile(f"[{_INVISIBLE}]")

# Scripts of Asia set signs on their letters, which Python does not count as letters. They are ranges, because
# a thousand single signs would take milliseconds in each pattern.
_SIGNS = "".join(
    c if unicodedata.category(c)[0] == "M" else " " for c in map(chr, range(0x300, 0x1E00))
).split()
LETTER = rf"(?:[^\W\d_]|[{''.join(f'{signs[0]}-{signs[-1]}' for signs in _SIGNS)}])"
# The digits of one number. A mark before them is theirs unless it closes a word or a sign: ".50", but
# "Rs.50" and "S/.50".
NUMBER = rf"(?:(?<!{LETTER}|/)[.,٫](?=\d))?\d(?:[\d.,٫٬' ]*\d)?"
_SPLIT = re.compile(r"(\D*?)([.,٫]?\d(?:[\d.,٫٬' ]*\d)?)(\D*)", re.DOTALL)
_MIDPOINT = re.compile(r"(?<=\d)·(?=\d)")
_TICK = re.compile(r"(?<=\d)[`´](?=\d)")
_ODD_BLANKS = re.compile(r" *([.,]) *|  +")
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
    """The digits of a text's one number, and the trimmed text before and after it."""

    before: str
    digits: str
    after: str


def normalize(text: str) -> str:
    """Return `text` trimmed, without invisible characters, with one form for all look-alikes of a mark."""
    if not text.isascii():
        text = _MIDPOINT.sub("٫", _UNSEEN.sub("", text).translate(_TO_PLAIN))
    return _TICK.sub("'", text).strip().replace("\t", " ")


def plain_letters(text: str) -> str:
    """Return text in lower case without accents and invisible marks, so that "colon" finds "colón"."""
    letters = unicodedata.normalize("NFKD", normalize(text).casefold())
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", letters).translate(_TO_PLAIN_LETTERS)


@cache
def number_words() -> dict[str, Any]:
    return read_words("number_words.toml")


@cache
def word_list(name: str) -> frozenset[str]:
    """Return one list of words (`scale`, `filler`, `spelled`, `date` …), normalized and in lower case."""
    listed = number_words().get(name) or number_words()["beside"][name]
    words = itertools.chain.from_iterable(listed.values()) if isinstance(listed, dict) else listed
    return frozenset(normalize(word).casefold() for word in words)


def split_number(text: str) -> NumberParts | None:
    """Split a normalized text at its one number; None if it has no number, or more than one."""
    match = _SPLIT.fullmatch(text) if len(text) <= _MAX_LENGTH else None
    return match and NumberParts(*map(str.strip, match.groups()))


def ascii_digits(text: str) -> str:
    """Replace the digits of any script with 0 to 9."""
    return text if text.isascii() else re.sub(r"[^\D0-9]", lambda digit: str(int(digit[0])), text)


def read_digits(digits: str, *, by_four: bool = False) -> tuple[Decimal, ...]:
    """Return what digits may mean: one number; or two, without and with three decimals. None is rounded.

    `by_four` allows groups of four digits. Raises `NotANumberError`.
    """
    digits = ascii_digits(digits)
    if _PLAIN.fullmatch(digits):
        return (_number(digits, ""),)
    if (closed := _ODD_BLANKS.sub(lambda odd: odd[1] or " ", digits)) != digits:
        raise _grouping_error(digits, *read_digits(closed, by_four=by_four))
    whole, mark, decimals = _split_at_decimal_mark(digits)
    if len(decimals) == 4 and decimals[-1] == "0" and mark != "٫" and whole[:1] not in ("", "0"):
        # As `unambiguous` writes it.
        decimals = decimals[:-1]
    elif len(decimals) == 3 and mark != "٫" and whole not in ("", "0"):
        if whole.startswith("0"):
            raise NotANumberError(f"“{digits}”: write it without the 0 in front.")
        return _numbers(whole, digits, ("", decimals), by_four=by_four, last_group=decimals)
    return _numbers(whole, digits, (decimals,), by_four=by_four)


def decimal_places(value: Decimal) -> int:
    """Return how many digits are written after the mark, closing zeros too; 0 for what is no number."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def without_closing_zeros(value: Decimal) -> Decimal:
    """Return a number in plain digits: 1650 for 1650.000 and for 1.65E+3."""
    return Decimal(f"{value.normalize():f}")


def unambiguous(value: Decimal, decimals: int = 2) -> str:
    """Return a number in ASCII digits and a point, so that it is read back as itself and nothing else.

    12.500 could be thousands: it gets one more 0 (12.5000), unless it has many digits and money 3 `decimals`.
    """
    text = f"{value:f}"
    whole, _, part = text.lstrip("-").partition(".")
    is_ambiguous = len(part) == 3 and whole != "0" and (decimals != 3 or len(whole) <= 3)
    return f"{text}0" if is_ambiguous else text


def _split_at_decimal_mark(digits: str) -> tuple[str, str, str]:
    """Split at the last mark if it occurs once. Return whole part, mark and decimals."""
    last = max(digits.rfind("."), digits.rfind(","))
    mark = "٫" if "٫" in digits else digits[last] if last >= 0 else ""
    other = "," if mark == "." else "."
    if not mark or (digits.count(mark) > 1 and mark != "٫" and other not in digits):
        return digits, "", ""
    whole, _, decimals = digits.partition(mark)
    if mark in decimals and not re.search(r"[.,٫]{2}", digits):
        raise NotANumberError(f"“{digits}” has more than one decimal mark. Write it once.")
    if not _PLAIN.fullmatch(decimals):
        raise _grouping_error(digits)
    return whole, mark, decimals


def _numbers(
    whole: str, digits: str, readings: tuple[str, ...], *, by_four: bool, last_group: str = ""
) -> tuple[Decimal, ...]:
    """Return a number for each reading of the decimals; `last_group` goes to the one without decimals."""
    plain = re.sub(r"\D", "", whole)
    if len(plain) + len(last_group) > MAX_DIGITS >= len(plain):
        readings, last_group = readings[1:] or readings, ""
    numbers = tuple(_number(plain if part else plain + last_group, part) for part in readings)
    if _has_groups(whole, by_four=by_four):
        return numbers
    if _LIKELY_GROUPS.fullmatch(whole):
        raise _grouping_error(digits, *numbers)
    # As in 1,234,56.
    once_more = re.fullmatch(r"(.+)[.,'](\d{1,2})", whole)
    if readings == ("",) and once_more and _has_groups(once_more[1], by_four=by_four):
        raise _grouping_error(digits, _number(re.sub(r"\D", "", once_more[1]), once_more[2]))
    raise _grouping_error(digits)


def _has_groups(whole: str, *, by_four: bool) -> bool:
    """Whether digits have no marks, or groups that a language uses."""
    if not whole or _PLAIN.fullmatch(whole):
        return True
    groups = _ALL_GROUPS if by_four else _GROUPS
    marks = set(whole) - set("0123456789")
    if len(marks) == 1:
        return groups.fullmatch(whole.replace(marks.pop(), ",")) is not None
    return _MILLIONS.fullmatch(whole) is not None


def _grouping_error(digits: str, *offers: Decimal) -> NotANumberError:
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


def _number(whole: str, decimals: str) -> Decimal:
    if len(whole.lstrip("0")) > MAX_DIGITS:
        raise NotANumberError(TOO_MANY_DIGITS)
    if len(whole) + len(decimals) > _MAX_EXACT_DIGITS:
        raise NotANumberError("This number has too many digits after the mark. Write fewer of them.")
    return Decimal(f"{whole}.{decimals}" if decimals else whole)
