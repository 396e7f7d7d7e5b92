"""Cleaning text that comes in, from a keyboard, a paste, a file or a page; and counting."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Line and paragraph separators, next line, form feed and vertical tab all mean a new line to a writer.
_NEWLINES = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
# A whole terminal sequence is dropped: "\x1b[31m" must not leave "[31m" behind. One that is never closed
# loses only its escape character, so that no words go with it.
_TERMINAL = (
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)|[PX^_][^\x1b\n]*\x1b\\)?"
    r"|\x9b[0-?]*[ -/]*[@-~]"
)
# Overrides, embeddings and isolates can make a text read differently from what is stored. The plain marks
# (U+200E, U+200F, U+061C) and the joiners stay: Arabic, Hebrew and Persian writers need them.
_UNWANTED = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u202a-\u202e\u2066-\u2069"  # bidi overrides, embeddings, isolates
    "\ud800-\udfff"  # lone surrogates
    "\ufeff\ufff9-\ufffb\U000e0001"  # byte order mark, annotations, language tag
    "\ufffe\uffff"  # no characters: no file of a word processor can hold them
)
_WORD, _FIRST_WITHOUT_SPACES = re.compile(r"\w\S*"), "\u0e00"
_TO_CLEAN = re.compile(f"[\r\x0b\x0c\x85\u2028\u2029{_UNWANTED}]")


def clean_text(text: str) -> str:
    """Return `text` with `\\n` newlines, composed characters (NFC) and nothing a terminal would obey.

    Control characters other than newline and tab, terminal sequences, bidi overrides, lone surrogates and
    noncharacters are dropped. Idempotent.
    """
    if _TO_CLEAN.search(text):
        text = re.sub(_NEWLINES, "\n", text)
        text = re.sub(_TERMINAL, "", text)
        text = re.sub(f"[{_UNWANTED}]", "", text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line: runs of newlines and tabs become one space, ends are trimmed."""
    return re.sub(r"[\n\t]+", " ", clean_text(text)).strip()


def pluralize(count: int, singular: str, plural: str = "") -> str:
    """Return a count with its noun: `1 answer`, `1,204 answers`. Without `plural`, the noun gets an s."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def count_words(text: str) -> int:
    """Return the number of words in `text`.

    Each character of Chinese, Japanese, Thai, Lao, Khmer and Burmese, written without spaces, counts as one.
    """
    pattern = _WORD if max(text, default="") < _FIRST_WITHOUT_SPACES else _word_or_character()
    return sum(1 for _ in pattern.finditer(text))


@cache
def _word_or_character() -> re.Pattern[str]:
    # Takes milliseconds to compile: only who writes such a script waits for it.
    no_spaces = (
        "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff"
        "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    )
    return re.compile(f"[{no_spaces}]|[^\\W{no_spaces}](?:[^\\s{no_spaces}])*")
