"""What changed between two texts, word by word, for people to read. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Change = Literal["same", "added", "removed"]

# More words are compared line by line: a text of a whole book must not make a screen wait.
_MAX_WORDS = 3_000
_MAX_LINES = 5_000
_WORDS = re.compile(r"\s+|[^\s]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class Piece(NamedTuple):
    """A piece of text that is in both versions, only in the new one, or only in the old one."""

    change: Change
    text: str


def word_diff(old: str, new: str, *, by_line: bool = False) -> list[Piece]:
    """Return the pieces that lead from `old` to `new`; those that are not added make up the old text.

    `by_line` is for lists: a line in which anything changed is removed and added as a whole.
    """
    if by_line:
        # The last line ends like the others, or it would differ from itself where another one follows.
        old, new = (f"{text}\n" if text else "" for text in (old, new))
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    if by_line or max(len(a), len(b)) > _MAX_WORDS:
        a, b = _LINES.findall(old), _LINES.findall(new)
    if max(len(a), len(b)) > _MAX_LINES:
        a, b = [old], [new]
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    spans = [(tag == "equal", "".join(a[i:j]), "".join(b[k:m])) for tag, i, j, k, m in codes]
    return [piece for piece in _pieces(spans) if piece.text]


def _pieces(spans: list[tuple[bool, str, str]]) -> Iterator[Piece]:
    """Yield pieces, some empty; a space between two changes belongs to them, so that a sentence is one."""
    removed = added = ""
    for number, (same, old, new) in enumerate(spans):
        is_between = 0 < number < len(spans) - 1 and not new.strip(" ")
        if not same or is_between:
            removed, added = removed + old, added + new
            continue
        yield from (Piece("removed", removed), Piece("added", added), Piece("same", new))
        removed = added = ""
    yield from (Piece("removed", removed), Piece("added", added))


def shortened(pieces: list[Piece], around: int = 120) -> list[Piece]:
    """Return the pieces with long unchanged ones cut to what is next to a change."""
    short = list(pieces)
    for number, (change, text) in enumerate(pieces):
        if change == "same" and len(text) > 2 * around + 20:
            begin = text[:around] if number else ""
            end = text[-around:] if number < len(pieces) - 1 else ""
            short[number] = Piece("same", f"{begin} … {end}")
    return short
