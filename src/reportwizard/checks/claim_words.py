"""The words around numbers of people and pages, in all languages of `data/claims/`, and how they are found.

A file there holds lists of words by category; docs/adding-a-check.md says what each is for. All languages are
looked for at once, because people mix them; a word only counts together with a noun of its own language.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportwizard.checks.word_lists import data_file, data_names, items

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NOUNS = ("participants", "people", "editors", "organizers", "articles", "pages", "files", "items")
"""What is counted: the lists of a language that hold nouns."""
CATEGORIES = (
    *NOUNS, "other", "between", "about", "range", "label", "part", "after", "attended", "total", "counted",
    "is", "scale", "link", "numbers",
)  # fmt: skip

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
# A class of all Chinese characters takes milliseconds to compile, in each pattern that holds it. So they are
# looked for only in a text that has some, and one character that is no letter stands in for each of them.
_FIRST_IDEOGRAPH, _STAND_IN = "\u3400", "\ue000"
WORD = rf"[^\W_](?:[^\W_]|[{_MARKS}]|['’ʼ](?=[\u0400-\u04ff]))*|{_STAND_IN}"
"""One word of a text as `stand_ins` gives it; an apostrophe inside a Cyrillic word belongs to it."""
_WORD = re.compile(WORD)
_ACCENTS = re.compile(f"[{_MARKS}]")
_SAME = str.maketrans({"ı": "i", "’": "'", "ʼ": "'", "\u0640": None})


def folded(text: str) -> str:
    """Return a text as it is compared: small letters, no accents, one form for each letter."""
    text = text.casefold()
    if text.isascii():
        return text
    return _ACCENTS.sub("", unicodedata.normalize("NFD", text.translate(_SAME)))


@lru_cache(20_000)
def fold(word: str) -> str:
    """Return one word as it is compared; the words of a report come again and again."""
    return folded(word)


class Entry(NamedTuple):
    """One entry of a list: its words, and whether the last of them may go on in any way."""

    words: tuple[str, ...]
    open_end: bool
    category: str
    language: str
    value: int = 0

    def matches(self, words: Sequence[str], at: int) -> bool:
        """Whether the entry stands at a place of a sentence; its first word is known to."""
        if len(self.words) == 1:
            return True
        *first, last = self.words
        there = words[at : at + len(self.words)]
        if len(there) < len(self.words) or list(there[:-1]) != first:
            return False
        return there[-1] == last or (self.open_end and there[-1].startswith(last))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries by their first word; those of one word with an open end by that beginning."""

    whole: dict[str, list[Entry]] = field(default_factory=dict)
    begun: dict[str, list[Entry]] = field(default_factory=dict)
    noun_first: frozenset[str] = frozenset()

    def at(self, words: Sequence[str], place: int, close: Callable[[int], bool]) -> list[Entry]:
        """Return the entries that stand at a place, of each language and category the longest.

        `close` says of a word whether it stands close to the one before it, so that both may be one entry.
        """
        word = words[place]
        candidates = list(self.whole.get(word, ()))
        if word[0] == _AND:
            candidates += (entry for entry in self.whole.get(word[1:], ()) if len(entry.words) == 1)
        for length in range(2, len(word) + 1) if len(word) < 30 else ():
            candidates += self.begun.get(word[:length], ())
        if not candidates:
            return candidates
        longest: dict[tuple[str, str], Entry] = {}
        for entry in candidates:
            key = entry.language, _GROUPS.get(entry.category, entry.category)
            known = longest.get(key)
            if known and len(known.words) >= len(entry.words):
                continue
            whole = all(close(place + number) for number in range(1, len(entry.words)))
            if whole and entry.matches(words, place):
                longest[key] = entry
        return list(longest.values())


# In Arabic “and” is written as a part of the next word.
_AND = "و"
# Of a noun and a phrase that begins with it and means something else, only the longer counts.
_GROUPS = dict.fromkeys((*NOUNS, "other"), "noun")


@cache
def lexicon() -> Lexicon:
    """Return the words of every language; read once, when first needed."""
    whole: dict[str, list[Entry]] = {}
    begun: dict[str, list[Entry]] = {}
    noun_first = set()
    for name in data_names("claims"):
        language, lists = name.removesuffix(".toml"), data_file("claims", name)
        if lists.get("noun_first"):
            noun_first.add(language)
        for category in CATEGORIES:
            # A whole list is folded at once, which is much faster than word by word.
            for item in items(folded(lists[category])):
                entry = _entry(item, category, language)
                single_open = entry.open_end and len(entry.words) == 1
                (begun if single_open else whole).setdefault(entry.words[0], []).append(entry)
    return Lexicon(whole, begun, frozenset(noun_first))


def _entry(item: str, category: str, language: str) -> Entry:
    value = 0
    if category == "numbers":
        item, _, number = item.rpartition(" ")
        value = int(number)
    return Entry(_words(item), item[-1] == "*", category, language, value)


def _words(item: str) -> tuple[str, ...]:
    # Most entries are plain letters between blanks: those need no search for words, which takes longer.
    plain = item.replace(" ", "").isalpha() and max(item) < _FIRST_IDEOGRAPH
    return tuple(item.split()) if plain else words_in(item)


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text; each Chinese character is one."""
    return tuple(text[found.start() : found.end()] for found in _WORD.finditer(stand_ins(text)))


def stand_ins(text: str) -> str:
    """Return a text of the same length in which `WORD` finds each Chinese character as a word."""
    if max(text, default="") < _FIRST_IDEOGRAPH:
        return text
    return _ideographs().sub(_STAND_IN, text)


@cache
def _ideographs() -> re.Pattern[str]:
    return re.compile("[\u3400-\u9fff\uf900-\ufaff]")


@cache
def number_words() -> frozenset[str]:
    """Return the first words of all written-out numbers, to pass over sentences without any number."""
    entries = (entry for entries in lexicon().whole.values() for entry in entries)
    return frozenset(entry.words[0] for entry in entries if entry.category == "numbers")
