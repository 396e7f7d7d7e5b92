"""What a heading over a column of a list means, whatever its language and its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from reportwizard.ledger.words import cell_words, currency_in, fold, found_in, named_for_certain, words_of

FIELDS = (
    *("amount", "date", "currency", "receipt", "category", "note", "planned", "what", "number"),
    *("value_date", "party", "balance", "out", "in", "direction", "status", "fee", "quantity", "other"),
)
"""What a heading may stand for; where its words fit two of them equally well, the first counts."""

RANKS = ("account", "incl", "paid", "total", "", "priced", "excl", "due", "unit", "tax")
"""What an amount's heading may say besides; of two such columns the one with the earlier word is taken."""

LOCAL = "local"
"""Stands for the applicant's own currency, whichever that is."""

_AMOUNTS = frozenset(RANKS.index(name) for name in ("incl", "paid", "total", "excl", "due"))

EXACT = 1_000_000
_LONGEST = 80
# Shorter words mean too many things inside others: "no", "art", "was", "tag".
_SHORTEST_INSIDE = 4
_JOINERS = "/+&,\n"
_AND = frozenset(["and", "y", "e", "et", "и", "та", "мен", "және", "و", "na", "dan", "ve", "und", "en", "i"])
# What a word such as "amount" only goes along with: "Amount received", "Balance amount".
_NARROW = frozenset(["out", "in", "balance"])
_NO_TEXT = frozenset(["number", "quantity", "other"])
# A heading with one of these words inside is a day, or nothing that the list has a place for.
_DAYS = ("date", "value_date")
_BY_DAY = frozenset(fold(word) for word in (
    "date", "datum", "fecha", "data", "дата", "tarih", "tarihi", "tanggal", "tarehe", "التاريخ", "تاريخ",
    "күні", "तारीख", "ngày", "วันที่", "日期", "日付", "날짜", "buchungstag", "wertstellung",
    "valuta", "dt",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """What one heading may stand for.

    `fits` holds how sure each field is, the surest first. `currency` is a code, `local`, a sign that may mean
    several (`$`), or empty. `two` names the two fields that a heading such as `Date / What` joins. `rank` is
    a place in `RANKS`. `is_whole`: nothing but the words of its field stands there.
    """

    text: str
    fits: tuple[tuple[int, str], ...] = ()
    currency: str = ""
    two: tuple[str, ...] = ()
    rank: int = RANKS.index("")

    @property
    def is_price(self) -> bool:
        """Whether it names a price, which may be that of one piece."""
        return self.rank in (RANKS.index("priced"), RANKS.index("unit"))

    @property
    def is_paid(self) -> bool:
        """Whether it says that its amounts were paid."""
        return self.rank == RANKS.index("paid")

    @property
    def is_whole(self) -> bool:
        """Whether the heading is a word of its field, and nothing else."""
        return bool(self.fits) and self.fits[0][0] >= EXACT


@lru_cache(maxsize=4096)
def read_heading(text: str) -> Heading:
    """Say what a heading may stand for: the whole heading counts more than words inside it."""
    folded = fold(text) if len(text) <= _LONGEST else ""
    if not folded or _is_number(text):
        return Heading(text)
    found = _words_found(folded)
    if "in" in found and folded not in _fields() and "amount" in (plain := _words_found(_without_in(folded))):
        found = plain
    two = _joined(text, folded, found)
    sure = [(_sureness(folded, word, name), name) for name, word in found.items()]
    narrow = not _NARROW.isdisjoint(found)
    fits = tuple(sorted(sure, key=lambda fit: (narrow and fit[0] < EXACT and fit[1] not in _NARROW, -fit[0])))
    if not fits and (named_for_certain(text) or _ranks().get(folded) in _AMOUNTS):
        fits = ((1, "amount"),)
    if not _BY_DAY.isdisjoint(folded.split()) and not two:
        fits = tuple(fit for fit in fits if fit[1] in _DAYS or fit[0] >= EXACT)
    return Heading(text, fits, _currency(text, folded, found.get("amount", "")), two, _rank(folded))


def _without_in(folded: str) -> str:
    """Return a heading without the "in" before something: "Paid in KES" is no money that came in."""
    return folded.replace(" in ", " ")


def _is_number(text: str) -> bool:
    return any(map(str.isdecimal, text)) and not any(map(str.isalpha, text))


@cache
def _fields() -> dict[str, tuple[str, ...]]:
    """Return the fields that each word may stand for."""
    found: dict[str, tuple[str, ...]] = {}
    for name in FIELDS:
        for word in words_of(name):
            found[word] = (*found.get(word, ()), name)
    return found


@cache
def _ranks() -> dict[str, int]:
    return {word: at for at, name in enumerate(RANKS) if name for word in words_of(f"rank_{name}")}


def _rank(folded: str) -> int:
    """Return what an amount's heading says besides; of several words one that speaks against it counts."""
    found, tax, plain = set(found_in(folded, _ranks()).values()), RANKS.index("tax"), RANKS.index("")
    # "Incl. VAT" and "excl. VAT" name the tax too, and are not it.
    said = found - {tax} or found
    against = [rank for rank in said if rank > plain]
    return max(against) if against else min(said, default=plain)


def _words_found(folded: str) -> dict[str, str]:
    """Return the fields that a heading speaks of, each with the word that is the surest."""
    best: dict[str, str] = {}
    for word, names in found_in(folded, _fields()).items():
        if word != folded and word.isascii() and len(word) < _SHORTEST_INSIDE and word != "amt":
            continue
        for name in names:
            known = best.get(name, "")
            if not known or _sureness(folded, word, name) > _sureness(folded, known, name):
                best[name] = word
    return {name: best[name] for name in FIELDS if name in best}


def _sureness(folded: str, word: str, name: str) -> int:
    """Whole headings first, then words in a longer run, then those that stand earlier in their list."""
    long = len(word.split()) if word.isascii() else max(len(word.split()), len(word) // 2)
    return EXACT * (folded == word) + 10_000 * long + 1_000 - words_of(name)[word]


def _joined(text: str, folded: str, found: Mapping[str, str]) -> tuple[str, ...]:
    """Return two fields of which a heading speaks in one breath."""
    joined = any(mark in text for mark in _JOINERS) or not _AND.isdisjoint(folded.split())
    if not joined or folded in found.values():
        return ()
    words = {
        name: set(word.split()) for name, word in found.items() if name not in ("number", "quantity", "other")
    }
    apart = [
        name
        for name, own in words.items()
        if all(own.isdisjoint(other) for kept, other in words.items() if kept != name)
    ]
    return tuple(apart) if len(apart) == 2 and "currency" not in apart else ()


def _currency(text: str, folded: str, word: str) -> str:
    """Return whose currency a heading names: by code or name, or by a sign or word after the amount's."""
    if found_in(folded, words_of("local_currency")):
        return LOCAL
    if found_in(folded, words_of("us_dollars")):
        return "USD"
    known, words = word.split(), cell_words(text)
    last = max((at for at, one in enumerate(words) if fold(one) in known), default=len(words))
    sign = next((one for one in words if any(unicodedata.category(mark) == "Sc" for mark in one)), "")
    return named_for_certain(text) or currency_in(" ".join(words[last + 1 :])) or currency_in(sign) or sign
