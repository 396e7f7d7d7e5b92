"""What people write beside a number: a currency in signs or words, "lakh", "коп.", "Total:", "only"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from reportwizard.money.currencies import currency_words, other_currencies
from reportwizard.money.numerals import normalize, number_words, word_list

ONE = Decimal(1)
_LONGEST = 24
# Marks around a number that change nothing; "=" is in front where a cell was copied with its formula.
_MARKS = frozenset(" .,:;!*\"'“”«»()[]{}|=-¦·•、。，：；　\n\t")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_RUN = re.compile(r"[^\W\d_]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Affix:
    """One sign or word beside a number, and what it may mean there.

    `codes` are the currencies that it names, the likeliest first. After a number, `factor` says how many of
    it there are (`other` where people do not agree), in the `scaled` currencies alone if it has such, and
    `minor` how many of it make one. `label`: it changes nothing. A word that is none of this is `unknown`.
    """

    text: str
    codes: tuple[str, ...] = ()
    factor: Decimal = ONE
    other: Decimal = Decimal(0)
    scaled: frozenset[str] = frozenset()
    minor: int = 0
    label: bool = False

    @property
    def unknown(self) -> bool:
        """Whether nobody knows what it means."""
        return not (self.codes or self.minor or self.label or self.factor != ONE)

    def beside(self, currency: str, *, before: bool) -> Affix:
        """Return what it means in a box for this currency: of several meanings, the one that fits."""
        own = currency in self.codes
        if before:
            codes = self.codes if own or not self.label else ()
            return Affix(self.text, codes, label=self.label)
        if self.scaled and currency and currency not in self.scaled:
            return Affix(self.text, self.codes if own else ())
        if self.factor != ONE:
            return replace(self, codes=self.codes if own else (), other=self.other or Decimal(own))
        if self.minor and not own:
            return replace(self, codes=())
        return replace(self, minor=0, codes=self.codes if own or not self.label else ())


@lru_cache(maxsize=4096)
def read_affixes(text: str, currency: str, *, before: bool) -> tuple[Affix, ...]:
    """Return the words of a tidy text that is before or after a number; marks and spaces are left out."""
    typed, text = text, _BRACKETS.sub(_without_spelled, _key(text))
    found: list[Affix] = []
    at = 0
    while at < len(text):
        affix = None if text[at].isspace() else _longest(text, at)
        if affix is None and text[at] in _MARKS:
            at += 1
            continue
        if affix is None:
            # An old code counts in capitals only: "5 sit" is no sum in tolars.
            word = _RUN.findall(text, at)[0]
            code = word.upper()
            affix = Affix(word, (code,) if code in other_currencies() and code in typed else ())
        if affix.text.upper() == currency:
            affix = Affix(affix.text, (currency,))
        at += len(affix.text)
        found.append(affix.beside(currency, before=before))
    return tuple(found)


def _without_spelled(brackets: re.Match[str]) -> str:
    """Leave out an amount in words that is in brackets: "(one thousand two hundred)"."""
    spelled = word_list("spelled")
    return " " if any(word in spelled for word in re.findall(r"[^\W\d_]+", brackets[1])) else brackets[0]


def _longest(text: str, at: int) -> Affix | None:
    known = _known()
    for end in range(min(len(text), at + _LONGEST), at, -1):
        affix = known.get(text[at:end])
        if affix and (end == len(text) or _ends(text[end - 1], text[end])):
            return affix
    return None


def _ends(last: str, following: str) -> bool:
    """Whether a word can end between two characters; some scripts set no spaces between words."""
    return not (last.isalpha() and following.isalpha()) or last >= "\u3040" or "\u0e00" <= last <= "\u0eff"


@cache
def _known() -> dict[str, Affix]:
    known = {word: Affix(word, codes) for word, codes in currency_words().items()}

    def add(word: str, **meaning: object) -> None:
        key = _key(word)
        known[key] = replace(known.get(key, Affix(key)), **meaning)  # type: ignore[arg-type]

    tables = number_words()
    for name, other in (("scale", 0), ("scale_asked", 1), ("scale_or_million", 1_000_000)):
        for factor, listed in tables[name].items():
            for word in listed:
                add(word, factor=Decimal(factor), other=Decimal(other))
    for word in tables["beside"]["south_asian"]:
        add(word, scaled=frozenset(tables["beside"]["south_asia"]))
    for parts, listed in tables["minor"].items():
        for word in listed:
            add(word, minor=int(parts))
    for word in tables["beside"]["filler"]:
        add(word, label=True)
    return {_key(word): replace(affix, text=_key(word)) for word, affix in known.items()}


def _key(text: str) -> str:
    return unicodedata.normalize("NFKC", normalize(text)).casefold().replace("\u0307", "")
