"""Two texts compared for people: what was taken out and written, by signs and not by colour alone."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from reportwizard.drafts.history.differences import Piece, shortened, word_diff
from reportwizard.ui.shared.drawing import plain
from reportwizard.ui.shared.signs import sign

MOST = 40_000
"""Characters of a text that are shown and compared: a whole book would only make it slow."""
_MARKS = {"removed": ("minus", "$fix"), "added": ("plus", "$good bold")}


def changes(then: str, now: str, *, by_line: bool = False) -> Content:
    """Return what was changed on the way to `now`; long stretches that stayed are cut."""
    pieces = shortened(word_diff(then[:MOST], now[:MOST], by_line=by_line))
    parts, before = list[Content](), ""
    for piece in pieces:
        if before and not before[-1:].isspace() and not piece.text[:1].isspace():
            parts.append(Content(" "))
        parts += _marked(piece, by_line=by_line)
        before = piece.text
    return Content("").join(parts)


def _marked(piece: Piece, *, by_line: bool) -> Iterator[Content]:
    """Give a stretch with its sign; in a list each line has one."""
    if piece.change == "same":
        yield plain(piece.text)
        return
    name, style = _MARKS[piece.change]
    for text in piece.text.splitlines(keepends=True) if by_line else [piece.text]:
        words = text.strip()
        left, _, right = text.partition(words) if words else (text, "", "")
        mark = Content.styled(sign(name), style) if words else Content()
        # Blanks around a word stay outside of its sign, so that lines break there.
        yield Content.assemble(plain(left), mark, plain(words, style), plain(right))


def side(text: str, other: str) -> Content:
    """Return one of two versions, with the words in bold that the other does not have."""
    pieces = word_diff(other[:MOST], text[:MOST])
    kept = [piece for piece in pieces if piece.change != "removed"]
    return Content("").join(
        plain(piece.text, "bold $accent") if piece.change == "added" else plain(piece.text) for piece in kept
    )
