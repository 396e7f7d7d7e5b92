"""What changed between two texts, word by word, for people to read. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Change = Literal["same", "added", "removed"]

# More words than this are compared line by line: a text of a whole book must not make a screen wait.
_MOST_WORDS = 3_000
_MOST_LINES = 5_000
_WORDS = re.compile(r"\s+|[^\s]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class Piece(NamedTuple):
    """A stretch of text that is in both, only in the new one, or only in the old one."""

    change: Change
    text: str


def word_diff(old: str, new: str, *, by_line: bool = False) -> list[Piece]:
    """Return the pieces that lead from `old` to `new`; those that are not added make up the old text.

    `by_line` is for lists: a line in which anything changed goes as a whole, and comes as a whole.
    """
    if by_line:
        # The last line ends like the others, or it would differ from itself where another one follows.
        old, new = (f"{text}\n" if text else "" for text in (old, new))
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    if by_line or max(len(a), len(b)) > _MOST_WORDS:
        a, b = _LINES.findall(old), _LINES.findall(new)
    if max(len(a), len(b)) > _MOST_LINES:
        a, b = [old], [new]
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return list(_pieces([(tag == "equal", "".join(a[i:j]), "".join(b[k:m])) for tag, i, j, k, m in codes]))


def _pieces(stretches: list[tuple[bool, str, str]]) -> Iterator[Piece]:
    """Give the pieces; a space between two changes belongs to them, so that a sentence is marked as one."""
    removed = added = ""
    for number, (same, old, new) in enumerate(stretches):
        between = 0 < number < len(stretches) - 1 and not new.strip(" ")
        if not same or between:
            removed, added = removed + old, added + new
            continue
        yield from _change(removed, added)
        removed = added = ""
        yield Piece("same", new)
    yield from _change(removed, added)


def _change(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)


def shortened(pieces: list[Piece], around: int = 120) -> list[Piece]:
    """Return the pieces with long unchanged stretches cut to what is beside a change."""
    short: list[Piece] = []
    for number, piece in enumerate(pieces):
        text = piece.text
        first, last = number == 0, number == len(pieces) - 1
        if piece.change == "same" and len(text) > 2 * around + 20:
            begin = "" if first else text[:around]
            end = "" if last else text[-around:]
            text = f"{begin} … {end}"
        short.append(Piece(piece.change, text))
    return short
