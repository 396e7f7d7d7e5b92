"""A text as a row of words, each with its place, so that wording is found whatever stands between the words.

No-break spaces, quotation marks, bullets and line breaks are no words: `don’t` and `don't` are the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# "edit" is the mark of a section; copying can glue it to the front of what follows ("edit1. Describe …").
_WORD = re.compile(r"^edit(?=[A-Z0-9])|[^\W_]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `text` in small letters, with the offsets where each one starts and ends."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]


def words_of(text: str) -> Words:
    """Take a text apart into its words."""
    found = list(_WORD.finditer(text))
    return Words(
        text,
        [match[0].casefold() for match in found],
        [match.start() for match in found],
        [match.end() for match in found],
    )


def plain_words(text: str) -> tuple[str, ...]:
    """Return only the words of a text, in small letters."""
    return tuple(words_of(text).words)


def after_words(text: str, words: tuple[str, ...]) -> str | None:
    """Return what follows `words` in a text that starts with them; None where it does not start so."""
    end = 0
    matches = _WORD.finditer(text)
    for word in words:
        match = next(matches, None)
        if match is None or match[0].casefold() != word:
            return None
        end = match.end()
    return text[end:]
