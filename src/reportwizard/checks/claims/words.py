"""The words around numbers of people and pages, in all languages of `data/claims/`, and how they are found.

A file there holds lists of words by category; docs/adding-a-check.md says what each is for. People mix
languages, so all are looked for at once; a word only counts together with a noun of its own language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from reportwizard.checks.texts import data_file, data_names, items

PAGES = ("articles", "pages", "files", "items")
NOUNS = ("participants", "people", "editors", "users", "organizers", *PAGES)
"""What is counted: the lists of a language that hold nouns."""
CATEGORIES = (
    *NOUNS, "other", "between", "about", "range", "label", "part", "intended", "who", "event", "events",
    "clause", "after", "attended", "total", "counted", "is", "scale", "link", "numbers",
)  # fmt: skip

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
# A class of all Chinese characters takes milliseconds to compile, in each pattern that holds it. So they are
# looked for only in a text that has some, and one character that is no letter stands in for each of them.
_FIRST_IDEOGRAPH, _STAND_IN = "\u3400", "\ue000"
_SCRIPTS = {"\u0400\u04ff": ("kk", "ru", "uk"), "\u0600\u06ff": ("ar",), f"{_FIRST_IDEOGRAPH}\u9fff": ("zh",)}
"""Languages whose lists are read only for words in their letters, by the first and the last of these."""

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
        """Whether the entry is at a place of a sentence; its first word is known to."""
        last = at + len(self.words) - 1
        if last == at:
            return True
        if last >= len(words) or any(words[at + place] != self.words[place] for place in range(1, last - at)):
            return False
        return words[last] == self.words[-1] or (self.open_end and words[last].startswith(self.words[-1]))


class _Lists(NamedTuple):
    """The entries of some languages by their first word; those of one word with an open end apart."""

    whole: dict[str, list[Entry]]
    open_ended: dict[str, list[Entry]]


@cache
def _lists(languages: tuple[str, ...]) -> _Lists:
    made = _Lists({}, {})
    for language in languages:
        for category in CATEGORIES:
            # A whole list is folded at once, which is much faster than word by word.
            for item in items(folded(_words_of(language).get(category, ""))):
                item, _, number = item.rpartition(" ") if category == "numbers" else (item, "", "0")
                bare = item.rstrip("*")
                # To look for words takes long, so plain letters are cut at their spaces.
                plain = item[0] < _FIRST_IDEOGRAPH and bare.replace(" ", "").isalpha()
                words = tuple(bare.split()) if plain else words_in(item)
                entry = Entry(words, bare != item, category, language, int(number))
                place = made.open_ended if entry.open_end and len(words) == 1 else made.whole
                place.setdefault(words[0], []).append(entry)
    return made


@cache
def _languages(script: str) -> tuple[str, ...]:
    """Return the languages that are written in a script; for none, those that may be in any."""
    names = [file.removesuffix(".toml") for file in data_names("claims")]
    own = {name for listed in _SCRIPTS.values() for name in listed}
    return _SCRIPTS.get(script) or tuple(name for name in names if name not in own)


def _words_of(language: str) -> dict[str, Any]:
    return data_file("claims", f"{language}.toml")


@lru_cache(20_000)
def beginning(word: str) -> tuple[Entry, ...]:
    """Return the entries whose first word is, or begins, a folded one."""
    found: list[Entry] = []
    own = next((script for script in _SCRIPTS if script[0] <= word[0] <= script[1]), "")
    for script in dict.fromkeys(("", own)):
        lists = _lists(_languages(script))
        found += lists.whole.get(word, ())
        if word[0] == AND:
            found += [entry for entry in lists.whole.get(word[1:], ()) if len(entry.words) == 1]
        for length in range(2, len(word) + 1) if len(word) < _LONGEST_WORD else ():
            found += lists.open_ended.get(word[:length], ())
    return tuple(found)


def entries_at(words: Sequence[str], place: int, close: Callable[[int], bool]) -> list[Entry]:
    """Return the entries that are at a place, of each language and category the longest.

    `close` says of a word whether it is close to the one before it, so that both may be one entry.
    """
    longest: dict[tuple[str, str], Entry] = {}
    for entry in beginning(words[place]):
        key = entry.language, _GROUPS.get(entry.category, entry.category)
        if (known := longest.get(key)) and len(known.words) >= len(entry.words):
            continue
        more = range(place + 1, place + len(entry.words))
        if entry.matches(words, place) and all(map(close, more)):
            longest[key] = entry
    return list(longest.values())


def may_be(word: str, category: str) -> bool:
    """Whether a folded word begins an entry of a category, in any language."""
    return any(entry.category == category for entry in beginning(word))


def noun_first(languages: Set[str]) -> bool:
    """Whether one of some languages puts a number behind what it counts."""
    return any(_words_of(language).get("noun_first") for language in languages)


def tells_a_number(text: str) -> bool:
    """Whether a text holds a number in words, in a language of which it has a noun too."""
    found = [entry for word in words_in(text) for entry in beginning(fold(word))]
    languages = {entry.language for entry in found if entry.category in NOUNS}
    return any(entry.category == "numbers" and entry.language in languages for entry in found)


AND = "و"
"""In Arabic “and” is written as a part of the next word."""

_LONGEST_WORD = 30
# Of a noun and a phrase that begins with it and means something else, only the longer counts.
_GROUPS = dict.fromkeys((*NOUNS, "other"), "noun")


def project_in(words: Iterable[str]) -> str:
    """Return the first Wikimedia project that one of some folded words names; empty for none."""
    begins = tuple(name for _, name in _projects())
    named = next((word for word in words if word.startswith(begins)), "")
    return next((project for project, name in _projects() if named.startswith(name)), "") if named else ""


@cache
def _projects() -> tuple[tuple[str, str], ...]:
    lists = data_file("projects.toml")
    return tuple((project, name) for project, names in lists.items() for name in items(folded(names)))


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text; each Chinese character is one."""
    if (standing := stand_ins(text)) is text:
        return tuple(_WORD.findall(text))
    return tuple(text[found.start() : found.end()] for found in _WORD.finditer(standing))


def stand_ins(text: str) -> str:
    """Return a text of the same length in which `WORD` finds each Chinese character as a word."""
    if max(text, default="") < _FIRST_IDEOGRAPH:
        return text
    return _ideographs().sub(_STAND_IN, text)


@cache
def _ideographs() -> re.Pattern[str]:
    return re.compile("[\u3400-\u9fff\uf900-\ufaff]")


_GROUP = "[ \u00a0\u202f\u2009.,'’٬]"
_TOKEN = re.compile(
    # A number with groups of three digits, or without; never one that goes on as a date, a range, 3.5 or 3rd.
    rf"(?P<number>(?:\d{{1,3}}(?:{_GROUP}\d{{3}})+|\d+)(?![\d]|[.,:/×–-]\d|[^\W\d_]))"
    rf"|(?P<odd>\d+(?:[.,:/×–-]\d+)+)"
    rf"|(?P<word>{WORD})"
)
_END = re.compile(r"[!?。！？؟۔;；\n]+|\.(?=\s|$)")
_BLANK = re.compile("[ \t\u00a0\u202f\u2009\u200e\u200f\u061c]*")
_CLOSE = re.compile("[ \t\u00a0\u202f\u2009\u200e\u200f\u061c'’-]*")
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
    """One sentence that holds a number. `start` and `end` are its place in `text`."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    _found: dict[int, list[Entry]] = field(default_factory=dict)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words; a number stands as its digits."""
        return tuple(token.word for token in self.tokens)

    def entries(self, place: int) -> list[Entry]:
        """Return what the word lists say at a token; they are only asked where a number is near."""
        if place not in self._found:
            word = 0 <= place < len(self.tokens) and self.tokens[place].kind == "word"
            self._found[place] = entries_at(self.words, place, self._close) if word else []
        return self._found[place]

    @cached_property
    def languages_of(self) -> dict[str, set[str]]:
        """The languages that have a word of a category in the sentence, by category."""
        found: dict[str, set[str]] = {}
        for place in range(len(self.tokens)):
            for entry in self.entries(place):
                found.setdefault(entry.category, set()).add(entry.language)
        return found

    def gap(self, place: int) -> str:
        """Return what is before a token, after the one before it; nothing past the last token."""
        if not 0 < place < len(self.tokens):
            return ""
        return self.text[self.tokens[place - 1].end : self.tokens[place].start]

    def _close(self, place: int) -> bool:
        return 0 < place < len(self.tokens) and bool(_CLOSE.fullmatch(self.gap(place)))

    def joined(self, place: int) -> bool:
        """Whether nothing but spaces is between a token and the one before it."""
        return 0 < place < len(self.tokens) and bool(_BLANK.fullmatch(self.gap(place)))

    def has(self, place: int, category: str, languages: set[str]) -> Entry | None:
        """Return an entry of a category that is at a token in one of some languages."""
        for entry in self.entries(place):
            if entry.category == category and entry.language in languages:
                return entry
        return None


def sentences(text: str) -> Iterator[Sentence]:
    """Give the sentences of a text that hold a number, in digits or in words of some languages."""
    start = 0
    like = stand_ins(text)
    for end in (*_ends(text), len(text)):
        for first, last in _pieces(text, start, end):
            words = words_in(text[first:last])
            if any(word[0].isdecimal() or may_be(fold(word), "numbers") for word in words):
                tokens = tuple(_token(found, text) for found in _TOKEN.finditer(like, first, last))
                yield Sentence(text, first, last, tokens)
        start = end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the places of a sentence; a very long one is cut at spaces."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        cut = blank if blank > 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _ends(text: str) -> Iterator[int]:
    """Give the ends of sentences; a stop after a word such as “approx.” is none."""
    for found in _END.finditer(text):
        before = text[max(0, found.start() - 12) : found.start()]
        last = words_in(before)[-1:] if found[0] == "." else ()
        if not (last and before.endswith(last[0]) and may_be(fold(last[0]), "about")):
            yield found.end()


def _token(found: re.Match[str], text: str) -> Token:
    """Return a word or a number; where a space parts one it may mean two, and a year means nothing here."""
    kind, written = found.lastgroup or "odd", text[found.start() : found.end()]
    if kind != "number":
        return Token(kind, fold(written), found.start(), found.end())
    digits, last = re.sub(r"\D", "", written), written.split()[-1]
    meant = [digits, *([last] if last != written and last.isdecimal() else [])]
    if len(digits) > _MOST_DIGITS or (written == digits and int(digits) in _YEARS):
        meant = []
    return Token(kind, written, found.start(), found.end(), tuple(map(int, meant)))
