"""Putting words into columns of terminal cells: wide letters and combining marks keep every column."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textual.content import Content

from reportwizard.text import clean_text
from reportwizard.ui.shared.signs import TONES, sign

# Textual breaks lines at every space. Those inside an amount, `8 500.00 USD`, are no spaces while it does.
_GLUE = re.compile(r"[\u00a0\u202f]|(?<=\d) (?=\d{3}\b|[A-Z]{3}\b)")
_GLUED = {"\u00a0": "\U000f8fa0", "\u202f": "\U000f8faf", " ": "\U000f8f20"}
_FREED = str.maketrans({glued: blank for blank, glued in _GLUED.items()})


def plain(text: str, style: str = "") -> Content:
    """Return the applicant's text for any widget: brackets stay brackets, terminal sequences are gone."""
    return Content.styled(clean_text(text), style) if style else Content(clean_text(text))


def one_line(text: str, cells: int, style: str = "") -> Content:
    """Return text on one line of at most `cells` terminal cells, ended with … where it was cut."""
    return cut(plain(" ".join(clean_text(text).split()), style), cells)


def cut(content: Content, cells: int) -> Content:
    """Return content of at most `cells` terminal cells, ended with … where it was cut."""
    if content.cell_length <= cells:
        return content
    ended = content.truncate(max(cells, 1) - 1) if cells > 1 else Content()
    return Content.assemble(ended, sign("cut"))


def fitted(content: Content, cells: int) -> Content:
    """Return content of exactly `cells` terminal cells: cut, or followed by spaces."""
    content = cut(content, cells)
    return Content.assemble(content, " " * max(cells - content.cell_length, 0))


def right_aligned(content: Content, cells: int) -> Content:
    """Return content at the right end of `cells` terminal cells."""
    content = cut(content, cells)
    return Content.assemble(" " * max(cells - content.cell_length, 0), content)


def left_right(left: Content, right: Content, cells: int, *, gap: int = 1) -> Content:
    """Return one line with words at both ends; the left ones are cut if there is no room."""
    if not right:
        return fitted(left, cells)
    room = max(cells - right.cell_length - gap, 1)
    return cut(Content.assemble(fitted(left, room), " " * gap, right), cells)


def columns(parts: Iterable[tuple[Content, int]], gap: int = 2) -> Content:
    """Return content in columns: each with its width, a negative one for words at the right end of it."""
    made = [fitted(one, width) if width >= 0 else right_aligned(one, -width) for one, width in parts]
    return Content(" " * gap).join(made)


def cursor_bar(here: bool) -> Content:
    """Return the bar of the cursor and a space, or as much room."""
    return Content.styled(f"{sign('cursor')} ", "$accent") if here else Content("  ")


def highlighted(content: Content, cells: int, here: bool) -> Content:
    """Return a line on the ground of the cursor, `cells` wide; without the cursor as it is."""
    return fitted(content, cells).stylize_before("on $raised") if here else content


def wrapped(content: Content, cells: int) -> list[Content]:
    """Return content broken into lines of at most `cells` terminal cells; no amount is broken."""
    text, spans = content.plain, list(content.spans)
    glued = _GLUE.sub(lambda found: _GLUED[found[0]], text)
    lines = (content if glued == text else Content(glued, spans)).wrap(max(cells, 1)) if text else []
    return [Content(line.plain.translate(_FREED), list(line.spans)).rstrip() for line in lines]


def hanging_lines(mark: Content, words: Content, cells: int) -> list[Content]:
    """Return words broken into lines of at most `cells` terminal cells, the first one after a mark."""
    blank, lines = Content(" " * mark.cell_length), wrapped(words, cells - mark.cell_length)
    return [Content.assemble(blank if number else mark, line) for number, line in enumerate(lines)]


def styled_sign(name: str) -> Content:
    """Return a sign in the colour of what it means."""
    return Content.styled(sign(name), TONES.get(name, "$quiet"))


def rule(title: str, cells: int) -> Content:
    """Return a line across, with a title in it: `─ Your fund ────`."""
    if not title:
        return Content.styled(sign("rule") * cells, "$line")
    words = one_line(title, max(cells - 4, 1))
    rest = max(cells - words.cell_length - 3, 0)
    return Content.assemble(
        (f"{sign('rule')} ", "$line"), words.stylize("$quiet"), (" " + sign("rule") * rest, "$line")
    )


def progress_bar(share: float, cells: int, style: str = "$good") -> Content:
    """Return a bar that is filled from the left by a share from 0 to 1."""
    full = round(min(max(share, 0.0), 1.0) * cells)
    return Content.assemble((sign("under") * full, style), (sign("under") * (cells - full), "$line"))


def numbered_name(number: str, name: str) -> Content:
    """Return what a question or a part is called in a heading: `2  Links to your impact`."""
    return Content.assemble((f"{number}  " if number else "", "bold $accent"), plain(name, "bold"))
