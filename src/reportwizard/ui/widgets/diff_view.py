"""Two texts compared for people: what comes, what goes, marked by signs and not by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from reportwizard.drafts.history.differences import Piece, shortened, word_diff
from reportwizard.ui.content import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

COMES, GOES = ("[+ ", " +]"), ("[− ", " −]")
"""The signs around words that come and words that go."""

# A screen shows some thousand characters; a diff of a whole book would only make it slow.
_MOST = 40_000


def diff_content(now: str, then: str, *, by_line: bool = False) -> Content:
    """Return what changes where `then` takes the place of `now`; long stretches that stay are cut."""
    pieces = shortened(word_diff(now[:_MOST], then[:_MOST], by_line=by_line))
    return Content("").join(_marked(piece) for piece in pieces) if pieces else Content("")


def _marked(piece: Piece) -> Content:
    if piece.change == "same":
        return plain(piece.text)
    (begin, end), style = (COMES, "$success") if piece.change == "added" else (GOES, "$error")
    # Blanks around a word stay outside of its signs, so that lines break there.
    words = piece.text.strip()
    if not words:
        return plain(piece.text)
    left, _, right = piece.text.partition(words)
    return Content.assemble(plain(left), (begin, style), plain(words, style), (end, style), plain(right))


def side_content(text: str, other: str) -> Content:
    """Return one of two versions, with the words underlined that the other does not have."""
    pieces: Iterable[Piece] = word_diff(other[:_MOST], text[:_MOST])
    kept = [piece for piece in pieces if piece.change != "removed"]
    return Content("").join(
        plain(piece.text, "bold underline") if piece.change == "added" else plain(piece.text)
        for piece in kept
    )
