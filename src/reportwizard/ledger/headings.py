"""Words in headings and cells, folded so that case, accents and marks do not matter, and what they mean."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, TypeVar

from reportwizard.money.currencies import currencies, currencies_named, find_currency, other_currencies
from reportwizard.money.numerals import LETTER, normalize, number_words

Found = TypeVar("Found")

_LONGEST_RUN = 5
_LONGEST_LOOKED_AT = 200
# TEUR and kUSD are thousands of them.
_CODE = re.compile(r"(?<![A-Za-z])[kKtT]?([A-Z]{3})(?![A-Za-z])")
_IN_BRACKETS = re.compile(r"[(\[]\s*([A-Z]{3})\s*[)\]]")
_BETWEEN_WORDS = re.compile(r"[\s()\[\]:;/,]+")
# Accents of Latin, Greek, Cyrillic, Hebrew and Arabic letters. Indian and Thai signs are none.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\ufeff]"
)
_LETTERS = str.maketrans(
    {"№": " no ", "#": " no ", "ı": "i", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o"}
)
# Scripts that are written without spaces between words: a word is looked for anywhere in them.
_NO_BLANKS = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\u1100-\u11ff\uac00-\ud7af]")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return text in lower case without accents, each run of other characters as one space."""
    text = text.translate(_LETTERS)
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return " ".join(text.casefold().translate(_FOLDED).split())


class _Folded(dict[int, str]):
    """Each letter, digit and mark as it is, and any other character as a space."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " "
        return self[code]


_FOLDED = _Folded()


HEADINGS, CELLS = "heading_words", "statement_words"
"""The files of `data/` with the words in headings, and in the cells of a bank's list."""


@cache
def words_of(key: str, file: str = HEADINGS) -> dict[str, int]:
    """Return the folded words of one list of a file in `data/`, each with its index there.

    Marks and statuses have the words of headings too.
    """
    words: dict[str, int] = {}
    listed, names = data_file(file)[key], data_file(file).get("headings", {}).get(key, ())
    for index, word in enumerate(chain(listed, *(data_file(HEADINGS)[name] for name in names))):
        words.setdefault(fold(word), index)
    return words


@cache
def data_file(name: str) -> dict[str, Any]:
    """Return what a file of `data/` holds."""
    return tomllib.loads(Path(__file__).with_name("data").joinpath(f"{name}.toml").read_text("utf-8"))


def runs(words: Sequence[str]) -> Iterator[str]:
    """Yield the runs of words that are side by side, at most five words long, the longest first."""
    for size in range(min(_LONGEST_RUN, len(words)), 0, -1):
        yield from (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))


def found_in(folded: str, table: Mapping[str, Found]) -> dict[str, Found]:
    """Return which of a table's words are in a folded text as whole words, the longest first."""
    found = {run: table[run] for run in runs(folded.split()) if run in table}
    if _NO_BLANKS.search(folded):
        rest = folded
        # A word inside a longer one means nothing: 出金 in 入出金.
        for word in sorted(filter(_NO_BLANKS.search, table), key=len, reverse=True):
            if word in rest:
                rest = rest.replace(word, " ")
                found.setdefault(word, table[word])
    return found


def beginning(folded: str, key: str, file: str = HEADINGS) -> str:
    """Return the longest word of a list with which a folded text begins; empty if there is none."""
    listed, words = words_of(key, file), folded.split(maxsplit=_LONGEST_RUN)[:_LONGEST_RUN]
    found = [start for start in accumulate(words, "{} {}".format) if start in listed]
    if _NO_BLANKS.search(folded):
        found += [word for word in _without_blanks(key, file) if folded.startswith(word)]
    return max(found, key=len, default="")


@cache
def _without_blanks(key: str, file: str) -> tuple[str, ...]:
    return tuple(word for word in words_of(key, file) if _NO_BLANKS.search(word) and len(word) > 1)


@lru_cache(maxsize=8192)
def total_in(text: str) -> str:
    """Return where a cell has the word of a total: at its `begin` (`Subtotal Personnel`) or its `end`.

    It is `weak` where it says it for certain only if it is alone: `Summe Reisen`.
    """
    folded = fold(text[:_LONGEST_LOOKED_AT])
    words = folded.split()
    if _words_of_totals().isdisjoint(words) and not _NO_BLANKS.search(folded):
        return ""
    if beginning(folded, "totals") or folded in words_of("totals_alone"):
        return "begin"
    ends = (" ".join(words[-size:]) in words_of("totals") for size in (1, 2))
    if any(ends) or folded.endswith((*_without_blanks("totals", HEADINGS), "計", "计")):
        return "end"
    return "weak" if beginning(folded, "totals_alone") else ""


@cache
def _words_of_totals() -> frozenset[str]:
    return frozenset(" ".join([*words_of("totals"), *words_of("totals_alone")]).split())


def only(found: Collection[str]) -> str:
    """Return the only text of several; empty where there is none or another one."""
    return next(iter(found)) if len(found) == 1 else ""


@lru_cache(maxsize=1024)
def currency_in(text: str) -> str:
    """Return the code of the one currency that a text names: `Mongolian Tugrik (MNT)`, `тенге`, `US dollars`.

    Empty if it names none, or where a sign may mean several; several signs must mean the same one.
    """
    text = text.strip()[:_LONGEST_LOOKED_AT]
    if code := named_for_certain(text):
        return code
    # One letter of the alphabet is no currency here: “N” also is above the numbers of the lines.
    words = (run for run in runs(cell_words(normalize(text))) if not (len(run) == 1 and run.isalpha()))
    named = (currencies_named(run, before=True) for run in words)
    found = {codes[0] for codes in named if len(codes) == 1}
    return only(found)


def named_for_certain(text: str) -> str:
    """Return the code of a currency that a text names by its code in capitals or by its full name."""
    for pattern in (_IN_BRACKETS, _CODE):
        codes: set[str] = {code for code in pattern.findall(text) if find_currency(code)}
        codes -= other_currencies().keys()
        if len(codes) == 1:
            return codes.pop()
    named = set(found_in(fold(text), _names()).values())
    return only(named)


@cache
def _names() -> dict[str, str]:
    """Return currencies by their names of two words and more; one word may mean something else too."""
    named = ((fold(name), known.code) for known in currencies() for name in (known.name, known.plural))
    return {name: code for name, code in named if " " in name}


_PARTS = re.compile(rf"{LETTER}+|\d[\d., ]*|\S")
_UNIT = re.compile(r"(?i)(?:[(\[:,]|(?<!\S)(?:in|в|у|en|em|w|v|i|dalam|på|na)\s)([^()\[\]:,]+)")


@cache
def _scales() -> dict[str, str]:
    """Return the words for a thousand and more, in lower case, and themselves; single letters are none."""
    tables = [
        (number_words()[name], size)
        for name, size in (("scale", 2), ("scale_or_million", 2), ("scale_asked", 4))
    ]
    words = (
        (word, size)
        for table, size in tables
        for factor in table
        if int(factor) >= 1000
        for word in table[factor]
    )
    return {word.casefold(): word for word, size in words if len(word) >= size or _NO_BLANKS.search(word)}


@lru_cache(maxsize=4096)
def scale_in(text: str) -> str:
    """Return the word that multiplies the figures of a text: `тыс` for `Сумма, тыс. руб.` and `TEUR`."""
    scales, last = _scales(), ""
    for part in _PARTS.findall(normalize(text)[:_LONGEST_LOOKED_AT]):
        code = _CODE.fullmatch(part)
        if re.sub(r"\D", "", part) in ("000", "1000") or (
            code and part != code[1] and find_currency(code[1])
        ):
            return "thousand"
        # "5 million" is a sum.
        if part.casefold() in scales and not last[:1].isdecimal():
            return scales[part.casefold()]
        for word in _scales_without_blanks() if _NO_BLANKS.search(part) else ():
            _, found, rest = part.partition(word)
            if found and (not rest or currencies_named(rest, before=False)):
                return word
        last = part
    return ""


@cache
def _scales_without_blanks() -> list[str]:
    return sorted(filter(_NO_BLANKS.search, _scales()), key=len, reverse=True)


def unit_in(title: str) -> tuple[str, str]:
    """Return the scale and the currency that a title names in brackets, or after "in", a colon or a comma."""
    for unit in filter(None, map(str.strip, _UNIT.findall(normalize(title)[:_LONGEST_LOOKED_AT]))):
        # One word alone is a currency, "in all" is none.
        is_name = " " not in unit and not find_currency(unit.upper())
        scale, code = scale_in(unit), currency_in(unit) if is_name else named_for_certain(unit)
        # "In thousands of villages" counts no money.
        last = unit.split()[-1].strip(".")
        is_last = scale_in(last) or currencies_named(last, before=False)
        is_sum = scale != "thousand" and any(map(str.isdecimal, unit))
        if (code or (scale and is_last)) and not is_sum:
            return scale, code
    return "", ""


def cell_words(text: str) -> list[str]:
    """Return the words and signs of a cell, without brackets and stops between them."""
    return [word for word in _BETWEEN_WORDS.split(text) if word]


FIELDS = (
    *("amount", "date", "currency", "receipt", "category", "note", "planned", "what", "number"),
    *(
        "value_date",
        "party",
        "before",
        "balance",
        "out",
        "in",
        "direction",
        "status",
        "fee",
        "quantity",
        "other",
    ),
)
"""What a heading may mean; where its words fit two of them equally well, the first counts."""

RANKS = ("account", "incl", "paid", "total", "", "priced", "excl", "due", "unit", "tax")
"""What an amount's heading may say besides; of two such columns the one with the earlier word is taken."""

MINOR_RANKS = frozenset(RANKS.index(name) for name in ("priced", "unit", "tax"))
"""Nobody takes these for what was paid where another column of amounts is beside them."""

LOCAL = "local"
"""Means the applicant's own currency, whichever that is."""

_AMOUNTS = frozenset(RANKS.index(name) for name in ("incl", "paid", "total", "excl", "due"))

EXACT = 1_000_000
# What a word such as "amount" only goes along with: "Amount received", "Balance amount".
_NARROW = frozenset(["out", "in", "balance", "before"])


@dataclass(frozen=True, slots=True)
class Heading:
    """What one heading may mean.

    `meanings` holds the fields that it may name, the surest first, each with how sure it is. `currency` is a
    code, `local`, a sign that may mean several (`$`), or empty. `joined` names the two fields that a heading
    such as `Date / What` joins. `rank` is an index of `RANKS`. `scale` is a word that multiplies its figures.
    """

    text: str
    meanings: tuple[tuple[int, str], ...] = ()
    currency: str = ""
    joined: tuple[str, ...] = ()
    rank: int = RANKS.index("")
    scale: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether the heading is a word of its field, and nothing else."""
        return bool(self.meanings) and self.meanings[0][0] >= EXACT


@lru_cache(maxsize=4096)
def read_heading(text: str) -> Heading:
    """Read a heading: as a whole it counts more than the words inside it."""
    folded = fold(text) if len(text) <= 80 else ""
    if not folded or (any(map(str.isdecimal, text)) and not any(map(str.isalpha, text))):
        return Heading(text)
    found = _words_found(folded)
    plain = _words_found(folded.replace(" in ", " ")) if "in" in found and folded not in _fields() else found
    if "amount" in plain:
        found = plain
    if {"out", "in"} <= found.keys() or found_in(folded, words_of("both_ways")):
        # "Withdrawal / Deposit" is over amounts of both kinds, or over marks that tell them apart.
        found = {name: word for name, word in found.items() if name in ("direction", "currency")}
        found["amount"] = "amount"
    joined = _joined(text, folded, found)
    scored = [(_confidence(folded, word, name), name) for name, word in found.items()]
    narrow = not _NARROW.isdisjoint(found)
    meanings = tuple(
        sorted(scored, key=lambda fit: (narrow and fit[0] < EXACT and fit[1] not in _NARROW, -fit[0]))
    )
    if not meanings and (named_for_certain(text) or _ranks().get(folded) in _AMOUNTS):
        meanings = ((1, "amount"),)
    if any(word in words_of("day_words") for word in folded.split()) and not joined:
        meanings = tuple(fit for fit in meanings if fit[1] in ("date", "value_date") or fit[0] >= EXACT)
    ranks, tax, plain_rank = set(found_in(folded, _ranks()).values()), RANKS.index("tax"), RANKS.index("")
    # "Incl. VAT" and "excl. VAT" name the tax too, and are not it; what speaks against an amount counts.
    ranks = ranks - {tax} or ranks
    rank = max((rank for rank in ranks if rank > plain_rank), default=min(ranks, default=plain_rank))
    currency = _currency(text, folded, found.get("amount", ""))
    return Heading(text, meanings, currency, joined, rank, scale_in(text))


@cache
def _fields() -> dict[str, tuple[str, ...]]:
    """Return the fields that each word may mean."""
    found: dict[str, tuple[str, ...]] = {}
    for name in FIELDS:
        for word in words_of(name):
            found[word] = (*found.get(word, ()), name)
    return found


@cache
def _ranks() -> dict[str, int]:
    return {word: at for at, name in enumerate(RANKS) if name for word in words_of(f"rank_{name}")}


def _words_found(folded: str) -> dict[str, str]:
    """Return the fields that a heading speaks of, each with the word that is the surest."""
    best: dict[str, str] = {}
    for word, names in found_in(folded, _fields()).items():
        # Shorter words mean too many things inside others: "no", "art", "was", "tag".
        if word != folded and word.isascii() and len(word) < 4 and word != "amt":
            continue
        for name in names:
            known = best.get(name, "")
            if not known or _confidence(folded, word, name) > _confidence(folded, known, name):
                best[name] = word
    return {name: best[name] for name in FIELDS if name in best}


def _confidence(folded: str, word: str, name: str) -> int:
    """Whole headings first, then words in a longer run, then those that come earlier in their list."""
    long = len(word.split()) if word.isascii() else max(len(word.split()), len(word) // 2)
    return EXACT * (folded == word) + 10_000 * long + 1_000 - words_of(name)[word]


def _joined(text: str, folded: str, found: Mapping[str, str]) -> tuple[str, ...]:
    """Return two fields of which a heading speaks in one breath."""
    joined = any(mark in text for mark in "/+&,\n") or any(word in words_of("and") for word in folded.split())
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
    last = max((at for at, word in enumerate(words) if fold(word) in known), default=len(words))
    sign = next((word for word in words if any(unicodedata.category(mark) == "Sc" for mark in word)), "")
    return named_for_certain(text) or currency_in(" ".join(words[last + 1 :])) or currency_in(sign) or sign
