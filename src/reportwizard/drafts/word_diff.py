"""What changed between two texts, word by word, for people to read. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Change = Literal["same", "added", "removed"]

# More words than this are compared line by line: a text of a whole book must not make a screen wait.
_MOST_WORDS = 3_000
_MOST_LINES = 5_000
_WORDS = re.compile(r"\s+|[^\s]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class Piece(NamedTuple):
    """A stretch of text that stands in both, only in the new one, or only in the old one."""

    change: Change
    text: str


def word_diff(old: str, new: str) -> list[Piece]:
    """Return the pieces that lead from `old` to `new`; those that are not added make up the old text."""
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(a), len(b)) > _MOST_WORDS:
        a, b = _LINES.findall(old), _LINES.findall(new)
    if max(len(a), len(b)) > _MOST_LINES:
        a, b = [old], [new]
    pieces: list[Piece] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(a[a0:a1])))
            continue
        if a1 > a0:
            pieces.append(Piece("removed", "".join(a[a0:a1])))
        if b1 > b0:
            pieces.append(Piece("added", "".join(b[b0:b1])))
    return pieces


def shortened(pieces: list[Piece], around: int = 120) -> list[Piece]:
    """Return the pieces with long unchanged stretches cut to what stands beside a change."""
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
