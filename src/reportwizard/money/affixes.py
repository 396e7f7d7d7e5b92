"""What people write beside a number: a currency in signs or words, "lakh", "коп.", "Total:", "only"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from reportwizard.money.cldr import babel_locale
from reportwizard.money.currencies import currency_words, decimals_of, find_currency, other_currencies
from reportwizard.money.numerals import LETTER, normalize, number_words, word_list

_MAX_LENGTH = 24
# Marks around a number that change nothing; "=" is in front where a cell was copied with its formula.
_MARKS = frozenset(" .,:;!*\"'“”«»()[]{}|=-¦·•、。，：；　\n\t")
_BRACKETS = re.compile(r"\(([^()]*)\)")
# Each form of a currency's name in any language.
_COUNTS = (None, 1, 1.5, 2, 5, 11, 100)
_LETTERS = re.compile(f"{LETTER}+")
_LETTERS_OR_SIGN = re.compile(f"{LETTER}+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Affix:
    """A sign or word beside a number, and what it may mean there: the currencies of its `codes`, or nothing.

    `factor` multiplies the number (or `other_factor`, where people do not agree), only in `factor_currencies`
    if there are any; `minor_units` make one unit: 100 for `cents`.
    """

    text: str
    codes: tuple[str, ...] = ()
    factor: Decimal = Decimal(1)
    other_factor: Decimal = Decimal(0)
    factor_currencies: frozenset[str] = frozenset()
    minor_units: int = 0
    is_label: bool = False

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows what it means."""
        return not (self.codes or self.minor_units or self.is_label or self.factor != 1)

    def in_field(self, currency: str, *, before: bool) -> Affix:
        """Return what it means in a field for this currency: of several meanings, the one that fits."""
        is_own = currency in self.codes
        codes = self.codes if is_own else ()
        if before:
            codes = codes if self.is_label else self.codes
            # "thousand 5": asked about; a short word is no scale there.
            factor = self.factor if len(self.text) > 3 and not codes else Decimal(1)
            return Affix(self.text, codes, factor, Decimal(1), is_label=self.is_label)
        if self.factor_currencies and currency and currency not in self.factor_currencies:
            return Affix(self.text, codes, is_label=self.is_label)
        # "mill." are millimes or millions.
        if self.factor != 1 and not self.minor_units == 1000 == 10 ** decimals_of(currency):
            return replace(self, codes=codes, other_factor=self.other_factor or Decimal(is_own))
        if self.minor_units and not is_own:
            return replace(self, codes=(), factor=Decimal(1))
        return replace(self, minor_units=0, codes=codes if self.is_label else self.codes)


@lru_cache(maxsize=4096)
def read_affixes(text: str, currency: str, locale: str, *, before: bool) -> tuple[Affix, ...]:
    """Return the words of a normalized text that is before or after a number, without marks and spaces."""
    typed, text = text, _BRACKETS.sub(_without_spelled, _key(text))
    affixes: list[Affix] = []
    start = 0
    while start < len(text):
        affix = _longest_known(text, start)
        if affix is None and text[start] in _MARKS:
            start += 1
            continue
        word = _LETTERS_OR_SIGN.findall(text, start)[0]
        if affix is None:
            # An old code counts in capitals only: "5 sit" is no sum in tolars.
            code = word.upper()
            affix = Affix(word, (code,) if code in other_currencies() and code in typed else ())
        affix = _in_local_words(affix, word, currency, locale)
        end = start + len(affix.text)
        is_next = end == len(text) if before else start == 0
        if is_next and affix.is_label and not _is_boundary(typed[-before], "a"):
            # "A1" and "15in" are no amounts: a word stands apart from its number.
            affix = replace(affix, is_label=False)
        if affix.text.upper() == currency:
            affix = Affix(affix.text, (currency,))
        start = end
        affixes.append(affix.in_field(currency, before=before))
    return tuple(affixes)


def _without_spelled(brackets: re.Match[str]) -> str:
    """Leave out an amount in words that is in brackets: "(one thousand two hundred)"."""
    return brackets[0] if word_list("spelled").isdisjoint(_LETTERS.findall(brackets[1])) else " "


def _longest_known(text: str, start: int) -> Affix | None:
    for end in range(min(len(text), start + _MAX_LENGTH), start, -1):
        word = text[start:end]
        # As in "K.Sh" and "N.Rs".
        without_points = word if word[-1] == "." else word.replace(".", "")
        affix = _known_affixes().get(word) or _known_affixes().get(without_points)
        if affix and (end == len(text) or _is_boundary(text[end - 1], text[end])):
            return replace(affix, text=word)
    return None


def _is_boundary(last: str, following: str) -> bool:
    """Whether a word can end between two characters; some scripts set no spaces between words."""
    if last >= "\u3040" or "\u0e00" <= last <= "\u109f" or "\u1780" <= last <= "\u17ff":
        return True
    return _LETTERS.fullmatch(last + following) is None


def _in_local_words(affix: Affix, word: str, currency: str, locale: str) -> Affix:
    """Return what a word means in the locale, if it is not understood without that."""
    is_known = currency in affix.codes or affix.is_label or affix.factor > 1 or affix.minor_units
    if is_known and len(affix.text) >= len(word):
        return affix
    own, joining = _local_words(currency, locale)
    if word in own and len(affix.text) <= len(word):
        return replace(affix, text=word, codes=(*affix.codes, currency))
    return replace(affix, is_label=True) if word == joining else affix


@lru_cache(maxsize=64)
def _local_words(currency: str, locale: str) -> tuple[frozenset[str], str]:
    """Return the words of a currency's name in English and in a locale, and the locale's word for "and"."""
    from babel.numbers import get_currency_name

    shown, known = babel_locale(locale), find_currency(currency)
    names = [known.name, known.plural] if known else []
    names += [get_currency_name(currency, count, shown) for count in _COUNTS] if known else []
    words = (word for name in names for word in _LETTERS.findall(_key(name)) if len(word) > 1)
    two = str(shown.list_patterns["standard"]["2"])
    return frozenset(words), _key(two.replace("{0}", "").replace("{1}", ""))


@cache
def _known_affixes() -> dict[str, Affix]:
    words = ((_key(word), codes) for word, codes in currency_words().items())
    affixes = {key: Affix(key, codes) for key, codes in words}

    def add(words: Iterable[str], **meaning: object) -> None:
        for key in map(_key, words):
            affixes[key] = replace(affixes.get(key, Affix(key)), **meaning)  # type: ignore[arg-type]

    tables, beside = number_words(), number_words()["beside"]
    for name, other in (("scale", 0), ("scale_asked", 1), ("scale_or_million", 1_000_000)):
        for factor, words in tables[name].items():
            add(words, factor=Decimal(factor), other_factor=Decimal(other))
    add(beside["south_asian"], factor_currencies=frozenset(beside["south_asia"]))
    # In Hungarian a thousand, elsewhere "and".
    add(["e"], factor=Decimal(1000), other_factor=Decimal(1), factor_currencies=frozenset(["HUF"]))
    for units, words in tables["minor"].items():
        add(words, minor_units=int(units))
    add(beside["filler"], is_label=True)
    return affixes


def _key(text: str) -> str:
    return unicodedata.normalize("NFKC", normalize(text)).casefold().replace("\u0307", "")
