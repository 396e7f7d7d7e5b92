"""The words around numbers of people and pages, in all languages of `data/claims/`, and how they are found.

A file there holds lists of words by category; docs/adding-a-check.md says what each is for. People mix
languages, so every language that has a noun in the text is looked for; a word only counts together with a
noun of its own language.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportwizard.checks.word_lists import data_file, data_names, items

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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


class Language(NamedTuple):
    """The entries of one language by their first word; those of one word with an open end apart.

    `noun_first`: a number stands behind what it counts. `numbers`: the first words of written-out numbers.
    """

    whole: dict[str, list[Entry]]
    begun: dict[str, list[Entry]]
    noun_first: bool
    numbers: frozenset[str]

    def at(self, word: str) -> Iterator[Entry]:
        """Give the entries whose first word is, or begins, this one."""
        yield from self.whole.get(word, ())
        if word[0] == AND:
            yield from (entry for entry in self.whole.get(word[1:], ()) if len(entry.words) == 1)
        for length in range(2, len(word) + 1) if len(word) < _LONGEST_WORD else ():
            yield from self.begun.get(word[:length], ())


class Lexicon(NamedTuple):
    """The words of the languages that a text may be written in, by the language's code."""

    languages: dict[str, Language]

    def at(self, words: Sequence[str], place: int, close: Callable[[int], bool]) -> list[Entry]:
        """Return the entries that stand at a place, of each language and category the longest.

        `close` says of a word whether it stands close to the one before it, so that both may be one entry.
        """
        longest: dict[tuple[str, str], Entry] = {}
        for language in self.languages.values():
            for entry in language.at(words[place]):
                key = entry.language, _GROUPS.get(entry.category, entry.category)
                known = longest.get(key)
                if known and len(known.words) >= len(entry.words):
                    continue
                whole = all(close(place + number) for number in range(1, len(entry.words)))
                if whole and entry.matches(words, place):
                    longest[key] = entry
        return list(longest.values())

    def estimates(self, word: str) -> bool:
        """Whether a folded word is one for numbers that are not exact, such as “approx”."""
        found = (entry for language in self.languages.values() for entry in language.whole.get(word, ()))
        return any(entry.category == "about" for entry in found)

    def counts(self, word: str) -> bool:
        """Whether a folded word begins a written-out number."""
        return any(word in language.numbers for language in self.languages.values())

    def noun_first(self, languages: Iterable[str]) -> bool:
        """Whether one of some languages puts a number behind what it counts."""
        return any(self.languages[language].noun_first for language in languages)


AND = "و"
"""In Arabic “and” is written as a part of the next word."""

_LONGEST_WORD = 30
# Of a noun and a phrase that begins with it and means something else, only the longer counts.
_GROUPS = dict.fromkeys((*NOUNS, "other"), "noun")


def lexicon(text: str) -> Lexicon:
    """Return the words of those languages that have a noun in a text: without one nothing is counted there.

    So the lists of a language are only made ready for a report that needs them.
    """
    whole, begun = _nouns()
    found: set[str] = set()
    for word in set(map(fold, set(words_in(text)))):
        found.update(whole.get(word, ()))
        if word[0] == AND:
            found.update(whole.get(word[1:], ()))
        for length in range(2, len(word) + 1) if len(word) < _LONGEST_WORD else ():
            found.update(begun.get(word[:length], ()))
    return Lexicon({name: _language(name) for name in sorted(found)})


@cache
def _nouns() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the first words of all nouns with their languages; those with an open end apart."""
    whole: dict[str, set[str]] = {}
    begun: dict[str, set[str]] = {}
    for file in data_names("claims"):
        lists = data_file("claims", file)
        for item in items(folded(",".join(lists[noun] for noun in NOUNS))):
            first = item[0] if item[0] >= _FIRST_IDEOGRAPH else _words(item)[0]
            single_open = item[-1] == "*" and " " not in item
            (begun if single_open else whole).setdefault(first, set()).add(file.removesuffix(".toml"))
    return whole, begun


@cache
def _language(name: str) -> Language:
    whole: dict[str, list[Entry]] = {}
    begun: dict[str, list[Entry]] = {}
    lists = data_file("claims", f"{name}.toml")
    for category in CATEGORIES:
        # A whole list is folded at once, which is much faster than word by word.
        for item in items(folded(lists[category])):
            entry = _entry(item, category, name)
            single_open = entry.open_end and len(entry.words) == 1
            (begun if single_open else whole).setdefault(entry.words[0], []).append(entry)
    numbers = (first for first, found in whole.items() if any(one.category == "numbers" for one in found))
    return Language(whole, begun, bool(lists.get("noun_first")), frozenset(numbers))


def _entry(item: str, category: str, language: str) -> Entry:
    value = 0
    if category == "numbers":
        item, _, number = item.rpartition(" ")
        value = int(number)
    return Entry(_words(item), item[-1] == "*", category, language, value)


def _words(item: str) -> tuple[str, ...]:
    # Most entries are plain letters between blanks: those need no search for words, which takes longer.
    plain = item.rstrip("*").replace(" ", "").isalpha() and max(item) < _FIRST_IDEOGRAPH
    return tuple(item.rstrip("*").split()) if plain else words_in(item)


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
