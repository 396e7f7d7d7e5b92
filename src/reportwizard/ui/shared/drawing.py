"""Text in columns of terminal cells, whatever the script, and the signs on screen."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textual.content import Content

from reportwizard.text import clean_text

SIGNS = {
    "done": "✓",
    "look": "!",
    "fix": "✗",
    "ask": "?",
    "open": "○",
    "optional": "·",
    "chosen": "●",
    "cursor": "▌",
    "edge": "│",
    "folded": "▸",
    "unfolded": "▾",
    "back": "‹",
    "on": "›",
    "read": "=",
    "empty": "–",
    "rule": "─",
    "under": "━",
    "cut": "…",
    "dot": "·",
    "into": "↓",
    "minus": "−",
    "plus": "+",
}
"""By name; each is one cell wide."""

TONES = {
    "done": "$good",
    "look": "bold $look",
    "fix": "bold $fix",
    "ask": "$accent",
    "open": "$quiet",
    "optional": "$quiet",
    "read": "$good",
    "chosen": "$good",
}
"""The colours of the signs of a state."""


def sign(name: str) -> str:
    return SIGNS[name]


def styled_sign(name: str) -> Content:
    """Return a sign in its colour."""
    return Content.styled(sign(name), TONES.get(name, "$quiet"))


# Textual breaks lines at every space. Those inside an amount, `8 500.00 USD`, are replaced while it does.
_GLUE = re.compile(r"[\u00a0\u202f]|(?<=\d) (?=\d{3}\b|[A-Z]{3}\b)")
_GLUED = {"\u00a0": "\U000f8fa0", "\u202f": "\U000f8faf", " ": "\U000f8f20"}
_FREED = str.maketrans({glued: blank for blank, glued in _GLUED.items()})


def plain(text: str, style: str = "") -> Content:
    """Return the applicant's text without markup and terminal sequences."""
    return Content.styled(clean_text(text), style) if style else Content(clean_text(text))


def one_line(text: str, width: int, style: str = "") -> Content:
    """Return text on one line of at most `width` cells, cut with … between words where they are short."""
    line = plain(" ".join(clean_text(text).split()), style)
    shown = cut(line, width)
    words = shown.plain.rpartition(" ")[0].rstrip(" ,;:·–")
    if shown.plain != line.plain and 2 * len(words) > len(shown):
        return Content.assemble(line[: len(words)], (f" {sign('cut')}", style))
    return shown


def cut(content: Content, width: int) -> Content:
    """Return content of at most `width` cells, cut with …"""
    return content.truncate(max(width, 1), ellipsis=True)


def fitted(content: Content, width: int) -> Content:
    """Return content of exactly `width` cells, cut or padded."""
    return content.truncate(max(width, 0), ellipsis=True, pad=True)


def right_aligned(content: Content, width: int) -> Content:
    """Return content at the right end of `width` cells."""
    content = cut(content, width)
    return content.pad_left(max(width - content.cell_length, 0))


def left_right(left: Content, right: Content, width: int, *, gap: int = 1) -> Content:
    """Return one line with content at both ends; the left one is cut first."""
    if not right:
        return fitted(left, width)
    return cut(Content.assemble(fitted(left, width - right.cell_length - gap), " " * gap, right), width)


def columns(cells: Iterable[tuple[Content, int]], gap: int = 2) -> Content:
    """Return content in columns of the given widths; a negative width aligns at the right."""
    return Content(" " * gap).join(
        fitted(content, width) if width >= 0 else right_aligned(content, -width) for content, width in cells
    )


def cursor_bar(is_current: bool) -> Content:
    """Return the bar before the current line, or two spaces."""
    return Content.styled(f"{sign('cursor')} ", "$accent") if is_current else Content("  ")


def highlighted(line: Content, width: int, is_current: bool) -> Content:
    """Return a line on the background of the current one, if it is that."""
    return fitted(line, width).stylize_before("on $raised") if is_current else line


def wrapped(content: Content, width: int) -> list[Content]:
    """Return content in lines of at most `width` cells; no amount is broken, and long paths at `/`."""
    for at in reversed(_breaks(content.plain, max(width, 1))):
        content = Content.assemble(content[:at], "\n", content[at:])
    text, spans = content.plain, list(content.spans)
    glued = _GLUE.sub(lambda found: _GLUED[found[0]], text)
    lines = (content if glued == text else Content(glued, spans)).wrap(max(width, 1)) if text else []
    return [Content(line.plain.translate(_FREED), list(line.spans)).rstrip() for line in lines]


def _breaks(text: str, width: int) -> list[int]:
    """Return where words such as paths go on in the next line: after the last `/`, `_` or `-` that fits."""
    breaks = list[int]()
    for word in re.finditer(rf"\S{{{width + 1},}}", text):
        start = word.start()
        while word.end() - start > width:
            fits = max(text.rfind(mark, start, start + width) for mark in "/_-") + 1
            start = fits or start + width
            breaks += [fits] if fits else []
    return breaks


def hanging_lines(mark: Content, content: Content, width: int) -> list[Content]:
    """Return content wrapped to `width` cells with a hanging indent after `mark`."""
    indent, lines = Content(" " * mark.cell_length), wrapped(content, width - mark.cell_length)
    return [Content.assemble(indent if number else mark, line) for number, line in enumerate(lines)]


def rule(title: str, width: int) -> Content:
    """Return a horizontal line with a title in it: `─ Your fund ────`."""
    if not title:
        return Content.styled(sign("rule") * width, "$line")
    name = one_line(title, max(width - 4, 1), "$quiet")
    rest = max(width - name.cell_length - 3, 0)
    return Content.assemble((f"{sign('rule')} ", "$line"), name, (" " + sign("rule") * rest, "$line"))


def progress_bar(share: float, width: int, style: str = "$good") -> Content:
    """Return a bar filled from the left by a share from 0 to 1."""
    full = round(min(max(share, 0.0), 1.0) * width)
    return Content.assemble((sign("under") * full, style), (sign("under") * (width - full), "$line"))


def numbered_name(number: str, name: str, style: str = "bold") -> Content:
    """Return number and name of a question or part, for a heading: `2  Links to your impact`."""
    return Content.assemble((f"{number}  " if number else "", "bold $accent"), plain(name, style))
