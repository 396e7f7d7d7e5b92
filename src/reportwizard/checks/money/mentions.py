"""The amounts of money that a sentence names, in any of the ways in which people write them.

An amount is a number right beside a sign, a code or a word of one of the currencies looked for. Years, dates,
shares, and counts of people are therefore none, nor are sums in other currencies or in rounded thousands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from reportwizard.money.currencies import words_by_code
from reportwizard.money.numerals import NotANumberError, read_digits, tidy, words

_LONGEST = 20_000
_LONG_WORD = 4
_WITHOUT_BLANKS = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "KHMER", "LAO", "MYANMAR", "THAI")
_NUMBER = (
    r"(?<![\d.,٫٬'])(?P<number>\d{1,3}(?:[ ٬']\d{3}){1,5}(?:[.,٫]\d+)?(?![ .,٫٬']?\d)|\d+(?:[.,٫٬']\d+)*)"
)
_BEFORE_NUMBER = re.compile(" ?:? ?")
_AFTER_NUMBER = re.compile(r" ?\(?")
_WRITTEN_OUT = re.compile(r"\s*(?P<word>%|‰|[^\W\d_]+\.?)")
# "Try 2 more", "30 km", "le 5 mai": also words or units, so they are currencies only in capitals.
_ORDINARY = frozenset({
    "all", "bam", "cop", "cup", "gel", "lak", "mad", "mop", "real", "sol", "sos", "sum", "top", "try", "won",
    "af", "ar", "bd", "cf", "da", "db", "fr", "km", "ks", "ld", "le", "ll", "ls", "mt", "nu", "rf", "ro",
    "um",
})  # fmt: skip


class Mention(NamedTuple):
    """One amount in a text: what its digits may mean, and the codes of the currencies that its sign may mean.

    `rough`: the text says "about".
    """

    values: tuple[Decimal, ...]
    codes: tuple[str, ...]
    rough: bool = False


class _Item(NamedTuple):
    """A number or a currency, and where it stands. A currency has `codes`; each is used once."""

    start: int
    end: int
    digits: str = ""
    codes: tuple[str, ...] = ()


def amounts_in(text: str, codes: Iterable[str]) -> tuple[Mention, ...]:
    """Return the amounts of these currencies that a text names, in its order. Never raises.

    A text that is nothing but a number is an amount in any of them.
    """
    text, wanted = tidy(text[:_LONGEST]), tuple(dict.fromkeys(codes))
    items = list(_items(text, wanted))
    if len(items) == 1 and items[0].digits and items[0].digits == text:
        return _mention(text, items[0], wanted, 0)
    found: list[Mention] = []
    used: set[int] = set()
    for place, item in enumerate(items):
        beside = _beside(text, items, place, used) if item.digits else None
        if beside is not None:
            used.add(beside)
            currency = items[beside]
            found += _mention(text, item, currency.codes, min(item.start, currency.start))
    return tuple(found)


def _beside(text: str, items: list[_Item], place: int, used: set[int]) -> int | None:
    """Return the place of the currency that a number belongs to: the one before it, else the one after."""
    item = items[place]
    before = items[place - 1] if place and place - 1 not in used else None
    after = items[place + 1] if place + 1 < len(items) else None
    if before and before.codes and _BEFORE_NUMBER.fullmatch(text[before.end : item.start]):
        if after and after.codes == before.codes:
            used.add(place + 1)
        return place - 1
    if after and after.codes and _AFTER_NUMBER.fullmatch(text[item.end : after.start]):
        return place + 1
    return None


def _mention(text: str, item: _Item, codes: tuple[str, ...], start: int) -> tuple[Mention, ...]:
    if _is_scaled(text, item):
        return ()
    try:
        values = read_digits(item.digits)
    except NotANumberError:
        return ()
    return (Mention(values, codes, _is_rough(text[:start].rstrip().casefold())),)


def _is_scaled(text: str, item: _Item) -> bool:
    """Whether `%`, `thousand` or another such word follows: the digits alone are not the amount."""
    after = _WRITTEN_OUT.match(text, item.end)
    return after is not None and (after["word"] in "%‰" or after["word"].casefold() in words("scale"))


def _is_rough(before: str) -> bool:
    return before.endswith(("~", "≈", "±", *words("rough")))


def _items(text: str, codes: tuple[str, ...]) -> Iterator[_Item]:
    for found in _pattern(codes).finditer(text):
        if found["number"]:
            yield _Item(found.start(), found.end(), digits=found["number"])
        elif named := _meant(found["currency"], codes):
            yield _Item(found.start(), found.end(), codes=named)


def _meant(token: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the currencies, of those looked for, that a token may name."""
    key = token.casefold()
    letter = len(key) == 1 and key.isalpha() and key.isascii()
    ordinary = letter or key in _ORDINARY
    if ordinary and not token[0].isupper():
        return ()
    return tuple(code for code in codes if key in _tokens(code))


@lru_cache(maxsize=8)
def _pattern(codes: tuple[str, ...]) -> re.Pattern[str]:
    """Return the expression for numbers, and for what these currencies are called, the longest name first."""
    names = sorted({token for code in codes for token in _tokens(code)}, key=lambda name: (-len(name), name))
    return re.compile(f"{_NUMBER}|(?P<currency>{'|'.join(map(_bounded, names))})", re.IGNORECASE)


def _bounded(name: str) -> str:
    """Return the expression for a name that is no part of another one; longer words may have endings."""
    if unicodedata.name(name[0], "").startswith(_WITHOUT_BLANKS):
        return re.escape(name)
    before = r"(?<![^\W\d_])" if name[0].isalpha() or name == "$" else ""
    after = r"(?![^\W\d_])" if name[-1].isalpha() and len(name) < _LONG_WORD else ""
    return f"{before}{re.escape(name)}{after}"


@lru_cache(maxsize=8)
def _tokens(code: str) -> frozenset[str]:
    """Return the names of a currency in small letters: its code, its signs and its words."""
    return frozenset({code.casefold(), *(tidy(word).casefold() for word in words_by_code().get(code, ()))})
