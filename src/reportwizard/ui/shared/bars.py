"""The fixed lines of the frame: title, tabs, status and keys."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.content import Content

from reportwizard.ui.shared.drawing import (
    TONES,
    cut,
    fitted,
    left_right,
    one_line,
    plain,
    sign,
    styled_sign,
    wrapped,
)
from reportwizard.ui.shared.keys import current_key, textual_key
from reportwizard.ui.shared.lines_widget import ItemMessage, LinesWidget, Row, Zone, row_of_zones
from reportwizard.ui.wizard import wizard

WIDE = 110
"""Columns of a terminal that has space for a rail or a pane."""


_LABEL = re.compile(r" (?=[a-z])")
_SEVERAL = re.compile(r"↑|\b\d(?=[ –])")


class TitleLine(LinesWidget):
    """Row 1: the title; at the right, when the report is due and whether it is saved."""

    DEFAULT_CSS = "TitleLine { height: 1; }"
    _shown = Content(), Content(), Content()

    def show(self, title: Content, due: Content, saved: Content) -> None:
        self._shown = title, due, saved
        self.redraw()

    def rows(self, width: int) -> Sequence[Row]:
        title, due, saved = self._shown
        saved = cut(saved, max(width - 12, 8))
        right = Content("   ").join([content for content in (due, saved) if content])
        if right.cell_length > width - 12:
            right = saved
        return [Row(Content.assemble(" ", left_right(title, right, max(width - 2, 1)), " "))]


class Tab(NamedTuple):
    """A tab: `state` names a sign, and `badge` is the number after it on a wide screen."""

    id: str
    name: str
    state: str = ""
    badge: int = 0
    number: str = ""


class TabsLine(LinesWidget):
    """Rows 2 and 3: the parts of the report; outside one, the name of the screen and a remark."""

    DEFAULT_CSS = "TabsLine { height: 2; }"
    _tabs: Sequence[Tab] = ()
    _current = _name = _remark = ""

    class Clicked(ItemMessage):
        """A tab was clicked."""

    def show(self, tabs: Sequence[Tab], current: str) -> None:
        self._tabs, self._current, self._name = tabs, current, ""
        self.redraw()

    def show_name(self, name: str, remark: str = "") -> None:
        self._name, self._remark = name, remark
        self.redraw()

    def rows(self, width: int) -> Sequence[Row]:
        if self._name:
            name = Content.styled(f"   {self._name}", "bold $accent")
            end = name.cell_length
            remark = one_line(self._remark, max(width - end - 3, 1), "$quiet") if self._remark else Content()
            underline = Content.assemble(" ", _underline(max(width - 2, 1), 2, end - 1))
            return [Row(left_right(name, remark, max(width - 1, 1))), Row(underline)]
        for short in (False, True):
            line, zones, underlined = self._draw(width, short=short)
            if line.cell_length <= width:
                break
        return [Row(cut(line, width), zones=tuple(zones)), Row(_underline(width, *underlined))]

    def clicked(self, target: str) -> None:
        self.post_message(self.Clicked(target))

    def _draw(self, width: int, *, short: bool) -> tuple[Content, list[Zone], tuple[int, int]]:
        """Return the line, its zones, and the columns to underline; `short` keeps the current name alone."""
        is_wide = width >= WIDE
        line, zones, underlined, number = Content(" "), list[Zone](), (0, 0), ""
        for tab in self._tabs:
            is_current = tab.id == self._current
            gap = " " * (4 if is_wide else 2) if zones else ""
            edge = (sign("edge"), gap) if is_wide and number and not tab.number else ("", "")
            number, name = tab.number, f"{tab.number} {tab.name}".strip()
            if short and number and not is_current:
                name = number
            label = plain(name, "bold $accent" if is_current else "")
            if tab.state:
                state = sign(tab.state) + (str(tab.badge) if is_wide and tab.badge else "")
                label = Content.assemble(label, " ", (state, TONES.get(tab.state, "")))
            line = Content.assemble(line, gap, (edge[0], "$line"), edge[1], label)
            zones.append(Zone(line.cell_length - label.cell_length, line.cell_length, tab.id))
            underlined = zones[-1][:2] if is_current else underlined
        return line, zones, underlined


def _underline(width: int, start: int, end: int) -> Content:
    thin, thick = sign("rule"), sign("under")
    return Content.assemble(
        (thin * start, "$line"),
        (thick * max(min(end, width) - start, 0), "$accent"),
        (thin * max(width - end, 0), "$line"),
    )


class Neighbours(NamedTuple):
    """The names of the pages before and after, and the states of all pages of the part."""

    before: str = ""
    after: str = ""
    states: tuple[str, ...] = ()
    current: int = -1


class StatusLine(LinesWidget):
    """The row above the keys: the neighbours of the page, or a message on up to three rows.

    A dialog for long messages would take the keys of somebody who is typing.
    """

    DEFAULT_CSS = "StatusLine { height: auto; min-height: 1; max-height: 3; }"
    MIN_SECONDS, CHARACTERS = 1.5, 40
    """How long a message stays while keys come; the characters read in a second."""
    stays = False
    _neighbours, _message, _since = Neighbours(), Content(), 0.0

    class Clicked(ItemMessage):
        """`before`, `after`, or the index of a page of this part was clicked."""

    def show(self, neighbours: Neighbours) -> None:
        self._neighbours = neighbours
        self.redraw()

    def say(self, message: str, state: str = "done", *, stays: bool = False) -> None:
        """Show a message, or none; one that `stays` is not removed by a key."""
        text = plain(" ".join(message.split()))
        self._message = Content.assemble(styled_sign(state), " ", text) if message else Content()
        self._since, self.stays = time.monotonic(), stays
        self.redraw()

    def clear_message(self, *, key: bool = False, page: bool = False) -> None:
        """Remove the message; a `key` only after the time to read it, with another `page` earlier."""
        seconds = self.MIN_SECONDS + (0 if page else max(len(self._message) / self.CHARACTERS - 1, 0))
        if self._message and not (key and (self.stays or time.monotonic() - self._since < seconds)):
            self._message = Content()
            self.redraw()

    def rows(self, width: int) -> Sequence[Row]:
        if self._message:
            lines = wrapped(self._message, width - 4)[:3]
            return [
                Row(Content.assemble("   " if number else " ", line)) for number, line in enumerate(lines)
            ]
        return [_neighbours_row(self._neighbours, width)]

    def clicked(self, target: str) -> None:
        self.post_message(self.Clicked(target))


def _neighbours_row(pages: Neighbours, width: int) -> Row:
    dots = [
        Content.styled(f"[{sign(state)}]", "bold $on on $accent")
        if index == pages.current
        else Content.assemble(" ", styled_sign(state), " ")
        for index, state in enumerate(pages.states)
    ]
    side = max((width - 3 * len(dots)) // 2 - 2, 1)
    before = one_line(f"{sign('back')} {pages.before}", side, "$quiet") if pages.before else Content()
    after = Content()
    if pages.after:
        after = Content.assemble(one_line(pages.after, side - 2, "$quiet"), (f" {sign('on')}", "$quiet"))
    middle = max((width - 3 * len(dots)) // 2 - 1, before.cell_length + 1)
    line = Content.assemble(fitted(before, middle), *dots)
    zones = [Zone(1 + middle + 3 * index, 4 + middle + 3 * index, str(index)) for index in range(len(dots))]
    zones += [Zone(0, 1 + before.cell_length, "before"), Zone(width - 1 - after.cell_length, width, "after")]
    left = fitted(line, width - 2 - after.cell_length)
    return Row(Content.assemble(" ", left, after, " "), zones=tuple(zones))


class Hint(NamedTuple):
    """The label of a key, and what the key does."""

    key: str
    label: str


def join_hints(*hints: str) -> str:
    """Return a line of hints, without those that are empty."""
    return "   ".join(filter(None, hints))


def read_hints(line: str) -> list[Hint]:
    """Return the hints of a line such as `Enter open   ↑ ↓ choose   Esc back`, for each key the first one."""
    hints = dict[str, Hint]()
    for hint in filter(None, line.split("   ")):
        # The label begins with a small letter, the name of a key with another sign.
        key, label = _LABEL.split(hint.strip(), maxsplit=1)
        hints.setdefault(key, Hint(key, label))
    return [*hints.values()]


class KeysLine(LinesWidget):
    """The last row: at most six keys of this page, which can be clicked; the last one always."""

    DEFAULT_CSS = "KeysLine { height: 1; background: $band; }"
    LIMIT = 6

    def __init__(self, hints: str = "") -> None:
        super().__init__()
        self._hints = read_hints(hints)

    def show(self, hints: str) -> None:
        self._hints = read_hints(hints)
        self.redraw()

    def rows(self, width: int) -> Sequence[Row]:
        keymap, focused = wizard(self).settings.keymap, self.screen.focused or self
        hints = [*self._hints[: self.LIMIT - 1], *self._hints[self.LIMIT - 1 :][-1:]]
        return [keys_row(hints, width, lambda key: current_key(key, focused, keymap))]

    def clicked(self, target: str) -> None:
        self.app.simulate_key(target)


def keys_row(hints: Sequence[Hint], width: int, current: Callable[[str], tuple[str, str]]) -> Row:
    """Return hints on one line; if there are too many, those before the last one are left out.

    `current` returns the name and the label of the key that the key map has for another. Of several keys,
    `1 2` or `1–6`, each can be clicked.
    """
    shown = list[tuple[Content, str]]()
    for hint in hints:
        key, label = current(hint.key)
        shown.append((Content.assemble((label, "bold"), " ", (hint.label, "$quiet")), key))
    while len(shown) > 1 and sum(content.cell_length + 3 for content, _ in shown) - 2 > width:
        del shown[-2]
    row = row_of_zones(shown, Content(" "))
    single = (
        Zone(zone.start + key.start(), zone.start + key.end(), textual_key(key[0]))
        for zone in row.zones
        if zone.target in ("", "down")
        for key in _SEVERAL.finditer(row.content.plain[zone.start : zone.end])
    )
    return Row(cut(row.content, width), zones=(*single, *row.zones))
