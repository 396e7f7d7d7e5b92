"""Words in headings and cells: folded so that case, accents and marks do not matter."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

from reportwizard.money.currencies import currencies, currencies_named, find_current_currency
from reportwizard.money.numerals import tidy

Found = TypeVar("Found")

_LONGEST_RUN = 5
_LONGEST_LOOKED_AT = 200
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_IN_BRACKETS = re.compile(r"[(\[]\s*([A-Z]{3})\s*[)\]]")
_BETWEEN_WORDS = re.compile(r"[\s()\[\]:;/,]+")
# Accents of Latin, Greek, Cyrillic, Hebrew and Arabic letters. Indian and Thai signs are none.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\ufeff]"
)
_LETTERS = str.maketrans(
    {"№": " no ", "#": " no ", "ı": "i", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o"}
)
# Scripts that are written without blanks between words: a word is looked for anywhere in them.
_NO_BLANKS = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\u1100-\u11ff\uac00-\ud7af]")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return text in small letters without accents, each run of other characters as one blank."""
    text = text.translate(_LETTERS)
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return " ".join("".join(map(_letter, text.casefold())).split())


@cache
def _letter(letter: str) -> str:
    return letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " "


@cache
def words_of(name: str) -> dict[str, int]:
    """Return one list of `data/heading_words.toml` or `data/statement_words.toml`, by its key there.

    The words are folded, each with its place in the list. Keys of the second file begin with `cell.`.
    """
    file, _, key = name.rpartition(".")
    found: dict[str, int] = {}
    for place, word in enumerate(_lists("statement_words" if file else "heading_words")[key]):
        found.setdefault(fold(word), place)
    return found


@cache
def _lists(file: str) -> dict[str, list[str]]:
    text = Path(__file__).with_name("data").joinpath(f"{file}.toml").read_text("utf-8")
    lists: dict[str, list[str]] = tomllib.loads(text)
    return lists


def runs(words: Sequence[str]) -> Iterator[str]:
    """Give the runs of words that stand side by side, at most five words long, the longest first."""
    for size in range(min(_LONGEST_RUN, len(words)), 0, -1):
        yield from (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))


def found_in(folded: str, table: Mapping[str, Found]) -> dict[str, Found]:
    """Return what of a table of words stands whole in a folded text, the longest words first."""
    found = {run: table[run] for run in runs(folded.split()) if run in table}
    if _NO_BLANKS.search(folded):
        inside = [word for word in table if word in folded and _NO_BLANKS.search(word) and word not in found]
        found |= {word: table[word] for word in sorted(inside, key=len, reverse=True)}
    return found


def beginning(folded: str, name: str) -> str:
    """Return the longest word of a list with which a folded text begins; empty where there is none."""
    listed, words = words_of(name), folded.split()
    runs_in_front = (" ".join(words[:size]) for size in range(1, min(_LONGEST_RUN, len(words)) + 1))
    found = [run for run in runs_in_front if run in listed]
    if _NO_BLANKS.search(folded):
        found += [word for word in _no_blanks(name) if folded.startswith(word)]
    return max(found, key=len, default="")


@cache
def _no_blanks(name: str) -> tuple[str, ...]:
    return tuple(word for word in words_of(name) if _NO_BLANKS.search(word) and len(word) > 1)


def is_total(text: str) -> bool:
    """Whether a cell's words say that its line adds up others: `Subtotal Personnel`, `Итого:`."""
    folded = fold(text[:_LONGEST_LOOKED_AT])
    return bool(beginning(folded, "totals")) or folded in words_of("totals_alone")


@lru_cache(maxsize=1024)
def currency_in(text: str) -> str:
    """Return the code of the one currency that a text names: `Mongolian Tugrik (MNT)`, `тенге`, `US dollars`.

    Empty where it names none, or where a sign may mean several.
    """
    text = text.strip()[:_LONGEST_LOOKED_AT]
    return named_for_certain(text) or _by_token(tidy(text))


def named_for_certain(text: str) -> str:
    """Return the code of a currency that a text names by its code in capitals or by its full name."""
    for pattern in (_IN_BRACKETS, _CODE):
        codes: set[str] = {code for code in pattern.findall(text) if find_current_currency(code)}
        if len(codes) == 1:
            return codes.pop()
    named = set(found_in(fold(text), _names()).values())
    return named.pop() if len(named) == 1 else ""


@cache
def _names() -> dict[str, str]:
    """Return currencies by their names of two words and more; one word may mean something else too."""
    named = ((fold(name), known.code) for known in currencies() for name in (known.name, known.plural))
    return {name: code for name, code in named if " " in name}


def cell_words(text: str) -> list[str]:
    """Return the words and signs of a cell, without brackets and stops between them."""
    return [word for word in _BETWEEN_WORDS.split(text) if word]


def _by_token(text: str) -> str:
    """Find a sign or word that belongs to one currency alone; several such signs must mean the same one.

    One letter of the alphabet is no currency here: “N” also stands above the numbers of the lines.
    """
    words = (run for run in runs(cell_words(text)) if not (len(run) == 1 and run.isalpha()))
    named = (currencies_named(run, before=True) for run in words)
    found = {codes[0] for codes in named if len(codes) == 1}
    return found.pop() if len(found) == 1 else ""
