"""The lines of the frame that stay while pages come and go: title, parts, neighbours or a message, keys."""

from __future__ import annotations

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
from reportwizard.ui.shared.keys import current_key
from reportwizard.ui.shared.lines_widget import ItemMessage, LinesWidget, Row, Zone, row_of_zones
from reportwizard.ui.wizard import wizard

WIDE = 110
"""Terminal cells from which there is a rail, or a pane at the right."""


class TitleLine(LinesWidget):
    """Row 1: the title at the left; at the right when the report is due, and whether it is saved."""

    DEFAULT_CSS = "TitleLine { height: 1; }"
    _shown = Content(), Content(), Content()

    def show(self, title: Content, due: Content, saved: Content) -> None:
        """Show other words; what cannot be saved matters more than the end of a long title."""
        self._shown = title, due, saved
        self.redraw()

    def rows(self, width: int) -> Sequence[Row]:
        title, due, saved = self._shown
        saved = cut(saved, max(width - 12, 8))
        right = Content("   ").join([one for one in (due, saved) if one])
        if right.cell_length > width - 12:
            right = saved
        return [Row(Content.assemble(" ", left_right(title, right, max(width - 2, 1)), " "))]


class Tab(NamedTuple):
    """One name of the parts line. `state` is the name of a sign, empty for none; `many` how many."""

    id: str
    name: str
    state: str = ""
    badge: int = 0
    number: str = ""


class TabsLine(LinesWidget):
    """Rows 2 and 3: the parts of the report with their state, and a line under the current one.

    Outside of a report: the name of the screen, with a remark at the right end.
    """

    DEFAULT_CSS = "TabsLine { height: 2; }"
    _tabs: Sequence[Tab] = ()
    _current = _name = _remark = ""

    class Clicked(ItemMessage):
        """A part was clicked."""

    def show(self, tabs: Sequence[Tab], current: str) -> None:
        self._tabs, self._current, self._name = tabs, current, ""
        self.redraw()

    def show_name(self, name: str, remark: str = "") -> None:
        self._name, self._remark = name, remark
        self.redraw()

    def rows(self, width: int) -> Sequence[Row]:
        if self._name:
            words = Content.styled(f"   {self._name}", "bold $accent")
            end = words.cell_length
            remark = one_line(self._remark, max(width - end - 3, 1), "$quiet") if self._remark else Content()
            below = Content.assemble(" ", _underline(max(width - 2, 1), 2, end - 1))
            return [Row(left_right(words, remark, max(width - 1, 1))), Row(below)]
        for short in (False, True):
            line, zones, under = self._draw(width, short=short)
            if line.cell_length <= width:
                break
        return [Row(cut(line, width), zones=tuple(zones)), Row(_underline(width, *under))]

    def clicked(self, what: str) -> None:
        self.post_message(self.Clicked(what))

    def _draw(self, width: int, *, short: bool) -> tuple[Content, list[Zone], tuple[int, int]]:
        """Draw all names; where they do not fit, `short`: only the current part keeps its own."""
        wide = width >= WIDE
        line, zones, under, before = Content(" "), list[Zone](), (0, 0), ""
        for tab in self._tabs:
            here = tab.id == self._current
            gap = " " * (4 if wide else 2) if zones else ""
            edge = (sign("edge"), gap) if wide and before and not tab.number else ("", "")
            line = Content.assemble(line, gap, (edge[0], "$line"), edge[1])
            before = tab.number
            start = line.cell_length
            name = tab.number if short and tab.number and not here else f"{tab.number} {tab.name}".strip()
            words = plain(name, "bold $accent" if here else "")
            if tab.state:
                shown = sign(tab.state) + (str(tab.badge) if wide and tab.badge else "")
                style = TONES.get(tab.state, "") + ("" if tab.state == "done" else " bold")
                words = Content.assemble(words, " ", (shown, style))
            line = Content.assemble(line, words)
            zones.append(Zone(start, line.cell_length, tab.id))
            under = (start, line.cell_length) if here else under
        return line, zones, under


def _underline(width: int, start: int, end: int) -> Content:
    thin, thick = sign("rule"), sign("under")
    return Content.assemble(
        (thin * start, "$line"),
        (thick * max(min(end, width) - start, 0), "$accent"),
        (thin * max(width - end, 0), "$line"),
    )


class Neighbours(NamedTuple):
    """What is left and right of a page: the names of its neighbours, and a sign for each page of the part."""

    before: str = ""
    after: str = ""
    states: tuple[str, ...] = ()
    current: int = -1


class StatusLine(LinesWidget):
    """Row 23: the neighbours of the page; while there is something to say, that, on up to three rows.

    A long message opens no dialog: that would take the keys of somebody who is typing.
    """

    DEFAULT_CSS = "StatusLine { height: auto; min-height: 1; max-height: 3; }"
    LEAST, LETTERS = 1.5, 40
    """Seconds that a message stays at least, also while keys come; letters that one reads in a second."""
    _near, _message = Neighbours(), Content()
    _since, stays = 0.0, False

    class Clicked(ItemMessage):
        """`before`, `after`, or the number of a page of this part was clicked."""

    @property
    def message(self) -> str:
        """What is said now; empty if nothing is."""
        return self._message.plain

    def show(self, near: Neighbours) -> None:
        self._near = near
        self.redraw()

    def say(self, words: str, state: str = "done", *, stays: bool = False) -> None:
        """Say something in place of the neighbours; what `stays` goes with `clear_message` alone."""
        self._message = Content.assemble(styled_sign(state), " ", plain(" ".join(words.split())))
        self._since, self.stays = time.monotonic(), stays
        self.redraw()

    def clear_message(self, *, key: bool = False) -> None:
        """Take the message away; where a `key` asks for it, only when it could be read."""
        read = self.LEAST + max(len(self._message) - self.LETTERS, 0) / self.LETTERS
        if self._message and not (key and (self.stays or time.monotonic() - self._since < read)):
            self._message = Content()
            self.redraw()

    def rows(self, width: int) -> Sequence[Row]:
        if self._message:
            lines = wrapped(self._message, width - 4)[:3]
            return [Row(Content.assemble("   " if at else " ", one)) for at, one in enumerate(lines)]
        return [_neighbours(self._near, width)]

    def clicked(self, what: str) -> None:
        self.post_message(self.Clicked(what))


def _neighbours(near: Neighbours, width: int) -> Row:
    dots = [
        Content.styled(f"[{sign(state)}]", "bold $on on $accent")
        if place == near.current
        else Content.assemble(" ", styled_sign(state), " ")
        for place, state in enumerate(near.states)
    ]
    side = max((width - 3 * len(dots)) // 2 - 2, 1)
    before = one_line(f"{sign('back')} {near.before}", side, "$quiet") if near.before else Content()
    after = Content()
    if near.after:
        after = Content.assemble(one_line(near.after, side - 2, "$quiet"), (f" {sign('on')}", "$quiet"))
    middle = max((width - 3 * len(dots)) // 2 - 1, before.cell_length + 1)
    line = Content.assemble(fitted(before, middle), *dots)
    zones = [Zone(1 + middle + 3 * at, 4 + middle + 3 * at, str(at)) for at in range(len(dots))]
    zones += [Zone(0, 1 + before.cell_length, "before"), Zone(width - 1 - after.cell_length, width, "after")]
    left = fitted(line, width - 2 - after.cell_length)
    return Row(Content.assemble(" ", left, after, " "), zones=tuple(zones))


class Hint(NamedTuple):
    """A key as it is on the keyboard, and what it does."""

    key: str
    label: str


class KeysLine(LinesWidget):
    """The last row: at most six keys that matter here. A click is as good as the key."""

    DEFAULT_CSS = "KeysLine { height: 1; background: $band; }"
    MOST = 6

    def __init__(self, hints: Sequence[Hint] = ()) -> None:
        super().__init__()
        self._hints = hints

    def show(self, hints: Sequence[Hint]) -> None:
        self._hints = hints
        self.redraw()

    def rows(self, width: int) -> Sequence[Row]:
        keymap, here = wizard(self).settings.keymap, self.screen.focused or self
        return [keys_row(self._hints[: self.MOST], width, lambda key: current_key(key, here, keymap))]

    def clicked(self, what: str) -> None:
        self.app.simulate_key(what)


def keys_row(hints: Sequence[Hint], width: int, chosen: Callable[[str], tuple[str, str]]) -> Row:
    """Return keys on one line; where it is narrow, they go from the middle: the first and the last stay.

    `chosen` returns Textual's name of the key that does it now, and how that one is shown.
    """
    shown = list[tuple[str, Content]]()
    for hint in hints:
        key, label = chosen(hint.key)
        shown.append((key, Content.assemble((label, "bold"), " ", (hint.label, "$quiet"))))
    while len(shown) > 1 and sum(words.cell_length + 3 for _, words in shown) - 2 > width:
        del shown[-2]
    row = row_of_zones([(words, key) for key, words in shown], Content(" "))
    return row._replace(content=cut(row.content, width))
