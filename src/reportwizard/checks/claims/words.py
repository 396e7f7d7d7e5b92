"""The words around numbers of people and pages, in all languages of `data/claims/`.

A file there holds lists of words by category; docs/adding-a-check.md says what each is for. People mix
languages, so all are looked for at once; a word only counts together with a noun of its own language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from reportwizard.checks.texts import data_file, data_names, items, load_data_file

PAGES = ("articles", "pages", "files", "items")
NOUNS = ("participants", "people", "editors", "users", "organizers", *PAGES)
"""What is counted: the lists of a language that hold nouns."""
CATEGORIES = (
    *NOUNS, "other", "between", "new", "about", "range", "label", "part", "intended", "who", "event",
    "events", "clause", "after", "attended", "total", "counted", "is", "scale", "link", "numbers",
)  # fmt: skip
# Of a noun and a phrase that begins with it and means something else, only the longer counts.
_GROUPS = dict.fromkeys((*NOUNS, "other"), "noun")

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
# A class of all Chinese characters takes milliseconds to compile, in each pattern that holds it. So they are
# looked for only in a text that has some, and one character that is no letter is put in place of each.
_FIRST_IDEOGRAPH, _PLACEHOLDER = "\u3400", "\ue000"
_SCRIPTS = {"\u0400\u04ff": ("kk", "ru", "uk"), "\u0600\u06ff": ("ar",), f"{_FIRST_IDEOGRAPH}\u9fff": ("zh",)}
"""Languages whose lists are read only for words in their letters, by the first and the last of these."""

# One word of a text with placeholders; an apostrophe inside a Cyrillic word belongs to it.
_WORD = rf"[^\W_](?:[^\W_]|[{_MARKS}]|['’ʼ](?=[\u0400-\u04ff]))*|{_PLACEHOLDER}"
_WORDS = re.compile(_WORD)
_SAME = {"ı": "i", "’": "'", "ʼ": "'", "\u0640": ""}
_LONGEST_WORD = 30

AND = "و"
"""In Arabic “and” is written as a part of the next word."""


def fold_text(text: str) -> str:
    """Return a text as it is compared: small letters, no accents, one form for each letter."""
    text = text.casefold()
    if text.isascii():
        return text
    for letter, same in _SAME.items():
        text = text.replace(letter, same)
    return re.sub(f"[{_MARKS}]", "", unicodedata.normalize("NFD", text))


@lru_cache(20_000)
def fold(word: str) -> str:
    """Return one word as it is compared; the words of a report come again and again."""
    return fold_text(word)


class Entry(NamedTuple):
    """One entry of a list: its words, and whether the last of them may have any ending."""

    words: tuple[str, ...]
    open_end: bool
    category: str
    language: str
    value: int = 0


class _Index(NamedTuple):
    """The lists of some languages by first word: in a line each, `entry;category;language` as written.

    Entries of one word that may have any ending are apart. Few are ever looked up, so few are taken apart:
    kept as lines, they need a third of the memory.
    """

    whole: dict[str, str]
    open_ended: dict[str, str]
    noun_first: set[str]


@cache
def _index(languages: tuple[str, ...]) -> _Index:
    index = _Index(defaultdict(str), defaultdict(str), set())
    for language in languages:
        words = load_data_file("claims", f"{language}.toml")
        if words.get("noun_first"):
            index.noun_first.add(language)
        for category in CATEGORIES:
            end = f";{category};{language}\n"
            # A whole list is folded at once, which is much faster than word by word.
            for item in items(fold_text(words.get(category, ""))):
                first, lists = item.partition(" ")[0], index.whole
                if item[-1] == "*" and item[:-1].isalpha():
                    first, lists = item[:-1], index.open_ended
                elif first >= _FIRST_IDEOGRAPH or not first.isalpha():
                    first = words_in(item)[0]
                lists[first] += item + end
    return index


def _entry(line: str) -> Entry:
    item, category, language = line.split(";")
    item, _, number = item.rpartition(" ") if category == "numbers" else (item, "", "0")
    return Entry(words_in(item), item.endswith("*"), category, language, int(number))


@cache
def _languages(script: str) -> tuple[str, ...]:
    """Return the languages that are written in a script; for none, those that may be in any."""
    own = {language for languages in _SCRIPTS.values() for language in languages}
    return _SCRIPTS.get(script) or tuple(name for name in data_names("claims") if name not in own)


@lru_cache(20_000)
def entries_for(word: str) -> tuple[Entry, ...]:
    """Return the entries whose first word is, or begins, a folded one."""
    found = ""
    script = next((script for script in _SCRIPTS if script[0] <= word[0] <= script[1]), "")
    for name in dict.fromkeys(("", script)):
        index = _index(_languages(name))
        found += index.whole.get(word, "")
        if word[0] == AND:
            lines = index.whole.get(word[1:], "").splitlines(keepends=True)
            found += "".join(line for line in lines if len(_entry(line.rstrip()).words) == 1)
        for length in range(2, len(word) + 1) if len(word) < _LONGEST_WORD else ():
            found += index.open_ended.get(word[:length], "")
    return tuple(map(_entry, found.splitlines()))


@lru_cache(20_000)
def categories_of(word: str) -> frozenset[str]:
    """Return the categories that have an entry beginning with a folded word, in any language."""
    return frozenset(entry.category for entry in entries_for(word))


def noun_first(languages: Set[str]) -> bool:
    """Whether one of some languages puts a number behind what it counts."""
    written = (_languages(""), *_SCRIPTS.values())
    return any(languages & _index(names).noun_first for names in written if languages & set(names))


def has_number_in_words(text: str) -> bool:
    """Whether a text holds a number in words, in a language of which it has a noun too."""
    entries = [entry for word in set(map(fold, words_in(text))) for entry in entries_for(word)]
    languages = {entry.language for entry in entries if entry.category in NOUNS}
    return any(entry.category == "numbers" and entry.language in languages for entry in entries)


def project_in(words: Iterable[str]) -> str:
    """Return the first Wikimedia project that one of some folded words names; empty for none."""
    projects = _projects()
    names = tuple(projects)
    word = next((word for word in words if word.startswith(names)), "")
    return next(projects[name] for name in names if word.startswith(name)) if word else ""


@cache
def _projects() -> dict[str, str]:
    lists = data_file("projects.toml")
    return {name: project for project, names in lists.items() for name in items(fold_text(names))}


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text; each Chinese character is one."""
    marked = with_placeholders(text)
    if marked is text:
        return tuple(_WORDS.findall(text))
    return tuple(text[word.start() : word.end()] for word in _WORDS.finditer(marked))


def with_placeholders(text: str) -> str:
    """Return a text of the same length in which each Chinese character is found as a word."""
    if text.isascii() or max(text) < _FIRST_IDEOGRAPH:
        return text
    return re.sub("[\u3400-\u9fff\uf900-\ufaff]", _PLACEHOLDER, text)


_GROUP = "[ \u00a0\u202f\u2009.,'’٬]"
_TOKEN = re.compile(
    # A number with groups of three digits, or without; never one that goes on as a date, a range, 3.5 or 3rd.
    rf"(?P<number>(?:\d{{1,3}}(?:{_GROUP}\d{{3}})+|\d+)(?![\d]|[.,:/×–-]\d|[^\W\d_]))"
    rf"|(?P<odd>\d+(?:[.,:/×–-]\d+)+)"
    rf"|(?P<word>{_WORD})"
)
_END = re.compile(r"[!?。！？؟۔;；\n]+|\.(?=\s|$)")
_BLANKS = " \t\u00a0\u202f\u2009\u200e\u200f\u061c"
_YEARS = range(1900, 2101)
_MOST_DIGITS = 9
_LONGEST = 2000
"""A longer sentence, such as a text without any stop, is cut at a space."""


class Token(NamedTuple):
    """A word or a number, with its place in the text. `values` are what a number may mean, if it counts."""

    kind: str
    word: str
    start: int
    end: int
    values: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """One sentence that holds a number. `end` is where it ends in `text`."""

    text: str
    end: int
    tokens: tuple[Token, ...]
    _found: dict[int, list[Entry]] = field(default_factory=dict)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words; a number is written in digits."""
        return tuple(token.word for token in self.tokens)

    def entries(self, index: int) -> list[Entry]:
        """Return the entries at a token: of each language and category the longest."""
        if index not in self._found:
            longest: dict[tuple[str, str], Entry] = {}
            is_word = 0 <= index < len(self.tokens) and self.tokens[index].kind == "word"
            for entry in entries_for(self.words[index]) if is_word else ():
                key = entry.language, _GROUPS.get(entry.category, entry.category)
                known = longest.get(key)
                if (known is None or len(known.words) < len(entry.words)) and self._matches(entry, index):
                    longest[key] = entry
            self._found[index] = list(longest.values())
        return self._found[index]

    def _matches(self, entry: Entry, index: int) -> bool:
        """Whether an entry is at a token; its first word is known to be. Hyphens may join its words."""
        end = index + len(entry.words)
        words, last = self.words[index + 1 : end], entry.words[-1]
        if not words:
            return len(entry.words) == 1
        same = words == entry.words[1:] or (
            entry.open_end and words[:-1] == entry.words[1:-1] and words[-1].startswith(last)
        )
        return same and all(not self.gap(place).strip(f"{_BLANKS}'’-") for place in range(index + 1, end))

    @cached_property
    def languages_of(self) -> dict[str, set[str]]:
        """The languages that have a word of a category in the sentence, by category."""
        found: dict[str, set[str]] = {}
        for index in range(len(self.tokens)):
            for entry in self.entries(index):
                found.setdefault(entry.category, set()).add(entry.language)
        return found

    def gap(self, index: int) -> str:
        """Return what is before a token, after the one before it; nothing past the last token."""
        if not 0 < index < len(self.tokens):
            return ""
        return self.text[self.tokens[index - 1].end : self.tokens[index].start]

    def joined(self, index: int) -> bool:
        """Whether nothing but spaces is between a token and the one before it."""
        return 0 < index < len(self.tokens) and not self.gap(index).strip(_BLANKS)

    def find(self, index: int, category: str, languages: Set[str]) -> Entry | None:
        """Return an entry of a category that is at a token in one of some languages."""
        for entry in self.entries(index):
            if entry.category == category and entry.language in languages:
                return entry
        return None


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text that hold a number, in digits or in words of some languages."""
    start = 0
    marked = with_placeholders(text)
    for end in (*_ends(text), len(text)):
        for first, last in _pieces(text, start, end):
            words = words_in(text[first:last])
            if any(word[0].isdecimal() or "numbers" in categories_of(fold(word)) for word in words):
                tokens = tuple(_token(found, text) for found in _TOKEN.finditer(marked, first, last))
                yield Sentence(text, last, tokens)
        start = end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places of a sentence; a very long one is cut at spaces."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        cut = blank if blank > 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _ends(text: str) -> Iterator[int]:
    """Yield the ends of sentences; a stop after a word such as “approx.” is none."""
    for stop in _END.finditer(text):
        before = text[max(0, stop.start() - 12) : stop.start()]
        last = words_in(before)[-1:] if stop[0] == "." else ()
        if not (last and before.endswith(last[0]) and "about" in categories_of(fold(last[0]))):
            yield stop.end()


def _token(found: re.Match[str], text: str) -> Token:
    """Return a word or a number; where a space parts one it may mean two, and a year means nothing here."""
    kind, written = found.lastgroup or "odd", text[found.start() : found.end()]
    if kind != "number":
        return Token(kind, fold(written), found.start(), found.end())
    digits, last = re.sub(r"\D", "", written), written.split()[-1]
    values = [digits, *([last] if last != written and last.isdecimal() else [])]
    if len(digits) > _MOST_DIGITS or (written == digits and int(digits) in _YEARS):
        values = []
    return Token(kind, written, found.start(), found.end(), tuple(map(int, values)))
