"""Sentences cut into words and numbers, with what the word lists say about each word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from reportwizard.checks.claims.words import WORD, Entry, Lexicon, fold, stand_ins, words_in

_GROUP = "[ \u00a0\u202f\u2009.,'’٬]"
_TOKEN = re.compile(
    # A number with groups of three digits, or without; never one that goes on as a date, a range, 3.5 or 3rd.
    rf"(?P<number>(?:\d{{1,3}}(?:{_GROUP}\d{{3}})+|\d+)(?![\d]|[.,:/×–-]\d|[^\W\d_]))"
    rf"|(?P<odd>\d+(?:[.,:/×–-]\d+)+)"
    rf"|(?P<word>{WORD})"
)
_END = re.compile(r"[!?。！？؟۔;；\n]+|\.(?=\s|$)")
_DIGIT = re.compile(r"\d")
_BLANK = re.compile("[ \t\u00a0\u202f\u2009\u200e\u200f\u061c]*")
_CLOSE = re.compile("[ \t\u00a0\u202f\u2009\u200e\u200f\u061c'’-]*")
_YEARS = range(1900, 2101)
_MOST_DIGITS = 9
_LONGEST = 2000
"""A longer sentence, such as a text without any stop, is cut at a blank."""


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
    lexicon: Lexicon
    _found: dict[int, list[Entry]] = field(default_factory=dict)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words; a number stands as its digits."""
        return tuple(token.word for token in self.tokens)

    def entries(self, place: int) -> list[Entry]:
        """Return what the word lists say at a token; they are only asked where a number is near."""
        if place not in self._found:
            word = 0 <= place < len(self.tokens) and self.tokens[place].kind == "word"
            self._found[place] = self.lexicon.at(self.words, place, self._close) if word else []
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
        """Return what stands in front of a token, after the one before it; nothing past the last token."""
        if not 0 < place < len(self.tokens):
            return ""
        return self.text[self.tokens[place - 1].end : self.tokens[place].start]

    def _close(self, place: int) -> bool:
        return 0 < place < len(self.tokens) and bool(_CLOSE.fullmatch(self.gap(place)))

    def joined(self, place: int) -> bool:
        """Whether nothing but blanks stands between a token and the one before it."""
        return 0 < place < len(self.tokens) and bool(_BLANK.fullmatch(self.gap(place)))

    def has(self, place: int, category: str, languages: set[str]) -> Entry | None:
        """Return an entry of a category that stands at a token in one of some languages."""
        for entry in self.entries(place):
            if entry.category == category and entry.language in languages:
                return entry
        return None


def sentences(text: str, lexicon: Lexicon) -> Iterator[Sentence]:
    """Give the sentences of a text that hold a number, in digits or in words of some languages."""
    start = 0
    like = stand_ins(text)
    for end in (*_ends(text, lexicon), len(text)):
        for first, last in _pieces(text, start, end):
            if last > first and _has_number(text[first:last], lexicon):
                tokens = tuple(_token(found, text) for found in _TOKEN.finditer(like, first, last))
                yield Sentence(text, first, last, tokens, lexicon)
        start = end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the places of a sentence; a very long one is cut at blanks."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        cut = blank if blank > 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _ends(text: str, lexicon: Lexicon) -> Iterator[int]:
    for found in _END.finditer(text):
        if found[0] != "." or not _abbreviates(text, found.start(), lexicon):
            yield found.end()


def _abbreviates(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether a stop ends a word such as “approx.”, which does not end the sentence."""
    before = text[max(0, at - 12) : at]
    words = words_in(before)
    return bool(words) and before.endswith(words[-1]) and lexicon.estimates(fold(words[-1]))


def _has_number(sentence: str, lexicon: Lexicon) -> bool:
    return bool(_DIGIT.search(sentence)) or any(lexicon.counts(fold(word)) for word in words_in(sentence))


def _token(found: re.Match[str], text: str) -> Token:
    kind, written = found.lastgroup or "odd", text[found.start() : found.end()]
    if kind != "number":
        return Token(kind, fold(written), found.start(), found.end())
    return Token(kind, written, found.start(), found.end(), _values(written))


def _values(written: str) -> tuple[int, ...]:
    """Return what a number may mean: where a blank parts it, two numbers. A year means nothing here."""
    digits = re.sub(r"\D", "", written)
    if len(digits) > _MOST_DIGITS or (written == digits and int(digits) in _YEARS):
        return ()
    last = written.split()[-1]
    return (int(digits), int(last)) if last != written and last.isdecimal() else (int(digits),)
