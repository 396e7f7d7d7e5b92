"""The lines of the frame that stay while pages come and go: title, parts, neighbours or a message, keys."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual.content import Content
from textual.message import Message

from reportwizard.ui.shared.drawing import cut, ends, fitted, one_line, plain, signed, wrapped
from reportwizard.ui.shared.drawn import Drawn, Row, Zone
from reportwizard.ui.shared.signs import TONES, sign

WIDE = 110
"""Terminal cells from which there is a rail, or a pane at the right."""


class TitleLine(Drawn):
    """Row 1: the title at the left; at the right when the report is due, and whether it is saved."""

    DEFAULT_CSS = "TitleLine { height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._title, self._due, self._saved = Content(), Content(), Content()

    def show(self, title: Content, due: Content, saved: Content) -> None:
        """Show other words; what cannot be saved matters more than the end of a long title."""
        if (title, due.markup, saved.markup) != (self._title, self._due.markup, self._saved.markup):
            self._title, self._due, self._saved = title, due, saved
            self.redraw()

    def rows(self, width: int) -> Sequence[Row]:
        saved = cut(self._saved, max(width - 12, 8))
        right = Content("   ").join([one for one in (self._due, saved) if one])
        if right.cell_length > width - 12:
            right = saved
        return [Row(Content.assemble(" ", ends(self._title, right, max(width - 2, 1)), " "))]


class Tab(NamedTuple):
    """One name of the parts line. `state` is the name of a sign, empty for none; `many` how many."""

    id: str
    name: str
    state: str = ""
    many: int = 0
    number: str = ""


class TabsLine(Drawn):
    """Rows 2 and 3: the parts of the report with their state, and a line under the current one.

    Outside of a report: the name of the screen, with a remark at the right end.
    """

    DEFAULT_CSS = "TabsLine { height: 2; }"

    class Clicked(Message):
        """A part was clicked."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    def __init__(self) -> None:
        super().__init__()
        self._tabs: Sequence[Tab] = ()
        self._current = ""
        self._name, self._remark = "", ""

    def show(self, tabs: Sequence[Tab], current: str) -> None:
        """Show the parts of a report."""
        if (tuple(tabs), current) != (self._tabs, self._current) or self._name:
            self._tabs, self._current, self._name = tuple(tabs), current, ""
            self.redraw()

    def show_name(self, name: str, remark: str = "") -> None:
        """Show the name of a screen outside of a report."""
        self._name, self._remark = name, remark
        self.redraw()

    def rows(self, width: int) -> Sequence[Row]:
        if self._name:
            return _name_rows(self._name, self._remark, width)
        for names in (self._full, self._numbers):
            line, zones, under = self._draw(names, width)
            if line.cell_length <= width:
                break
        return [Row(cut(line, width), zones=tuple(zones)), Row(_underline(width, *under))]

    def clicked(self, what: str) -> None:
        self.post_message(self.Clicked(what))

    def _full(self, tab: Tab) -> str:
        return f"{tab.number} {tab.name}".strip()

    def _numbers(self, tab: Tab) -> str:
        """Where not all names fit, only the current part keeps its own."""
        return self._full(tab) if tab.id == self._current or not tab.number else tab.number

    def _draw(self, name_of: Callable[[Tab], str], width: int) -> tuple[Content, list[Zone], tuple[int, int]]:
        wide = width >= WIDE
        line, zones, under = Content(" "), list[Zone](), (0, 0)
        for number, tab in enumerate(self._tabs):
            if number:
                line = Content.assemble(line, " " * (4 if wide else 2))
            if wide and number and not tab.number and self._tabs[number - 1].number:
                line = Content.assemble(line, (sign("edge"), "$line"), "    ")
            here = tab.id == self._current
            start = line.cell_length
            words = plain(name_of(tab), "bold $accent" if here else "")
            if tab.state:
                shown = sign(tab.state) + (str(tab.many) if wide and tab.many else "")
                style = TONES.get(tab.state, "") + ("" if tab.state == "done" else " bold")
                words = Content.assemble(words, " ", (shown, style))
            line = Content.assemble(line, words)
            zones.append(Zone(start, line.cell_length, tab.id))
            if here:
                under = (start, line.cell_length)
        return line, zones, under


def _underline(width: int, start: int, end: int) -> Content:
    thin, thick = sign("rule"), sign("under")
    return Content.assemble(
        (thin * start, "$line"),
        (thick * max(min(end, width) - start, 0), "$accent"),
        (thin * max(width - end, 0), "$line"),
    )


def _name_rows(name: str, remark: str, width: int) -> list[Row]:
    words = Content.styled(f"   {name}", "bold $accent")
    end = words.cell_length
    shown = one_line(remark, max(width - end - 3, 1), "$quiet") if remark else Content()
    line = ends(words, shown, max(width - 1, 1))
    below = Content.assemble(" ", _underline(max(width - 2, 1), 2, end - 1))
    return [Row(line), Row(below)]


@dataclass(frozen=True, slots=True)
class Near:
    """What is left and right of a page: the names of its neighbours, and a sign for each page of the part."""

    before: str = ""
    after: str = ""
    states: tuple[str, ...] = ()
    current: int = -1


class NearLine(Drawn):
    """Row 23: the neighbours of the page; while there is something to say, that, on up to three rows.

    A long message opens no dialog: that would take the keys of somebody who is typing.
    """

    DEFAULT_CSS = "NearLine { height: auto; min-height: 1; max-height: 3; }"
    LEAST, LETTERS = 1.5, 40
    """Seconds that a message stands at least, also while keys come; letters that one reads in a second."""

    class Clicked(Message):
        """`before`, `after`, or the number of a page of this part was clicked."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self) -> None:
        super().__init__()
        self._near = Near()
        self._message = Content()
        self._since = 0.0
        self.stays = False

    @property
    def message(self) -> str:
        """What is said now; empty where nothing is."""
        return self._message.plain

    def show(self, near: Near) -> None:
        """Show other neighbours."""
        if near != self._near:
            self._near = near
            self.redraw()

    def say(self, words: str, state: str = "done", *, stays: bool = False) -> None:
        """Say something in place of the neighbours; what `stays` goes with `hush` alone."""
        self._message = Content.assemble(signed(state), " ", plain(" ".join(words.split())))
        self._since, self.stays = time.monotonic(), stays
        self.redraw()

    def hush(self, *, key: bool = False) -> None:
        """Take the message away; where a `key` asks for it, only when it could be read."""
        read = self.LEAST + max(len(self._message) - self.LETTERS, 0) / self.LETTERS
        if self._message and not (key and (self.stays or time.monotonic() - self._since < read)):
            self._message = Content()
            self.redraw()

    def rows(self, width: int) -> Sequence[Row]:
        if self._message:
            lines = wrapped(self._message, width - 4)
            return [
                Row(Content.assemble("   " if number else " ", one)) for number, one in enumerate(lines[:3])
            ]
        return [self._neighbours(width)]

    def clicked(self, what: str) -> None:
        self.post_message(self.Clicked(what))

    def _neighbours(self, width: int) -> Row:
        near = self._near
        dots, zones = Content(), list[Zone]()
        for number, state in enumerate(near.states):
            here = number == near.current
            one = Content.styled(f"[{sign(state)}]", "bold $on on $accent") if here else signed(state)
            start = dots.cell_length + (0 if here else 1)
            dots = Content.assemble(dots, one if here else Content.assemble(" ", one, " "))
            zones.append(Zone(start, dots.cell_length, str(number)))
        side = max((width - dots.cell_length) // 2 - 2, 1)
        before = one_line(f"{sign('back')} {near.before}", side, "$quiet") if near.before else Content()
        after = one_line(f"{near.after} {sign('on')}", side, "$quiet") if near.after else Content()
        if near.after and not after.plain.endswith(sign("on")):
            after = Content.assemble(one_line(near.after, side - 2, "$quiet"), (f" {sign('on')}", "$quiet"))
        room = width - 2 - after.cell_length
        middle = max((width - dots.cell_length) // 2 - 1, before.cell_length + 1)
        line = Content.assemble(fitted(before, middle), dots)
        at = 1 + middle
        placed = tuple(Zone(at + zone.start, at + zone.end, zone.what) for zone in zones)
        more = (
            Zone(0, 1 + before.cell_length, "before"),
            Zone(width - 1 - after.cell_length, width, "after"),
        )
        return Row(Content.assemble(" ", fitted(line, room), after, " "), zones=(*placed, *more))


class Hint(NamedTuple):
    """A key as it stands on the keyboard, and what it does; `press` is Textual's name of it for a click."""

    key: str
    words: str
    press: str = ""


class KeysLine(Drawn):
    """The last row: at most six keys that matter here. A click is as good as the key."""

    DEFAULT_CSS = "KeysLine { height: 1; background: $band; }"
    MOST = 6

    def __init__(self, hints: Sequence[Hint] = ()) -> None:
        super().__init__()
        self._hints = tuple(hints)

    def show(self, hints: Sequence[Hint]) -> None:
        """Show other keys."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.redraw()

    def rows(self, width: int) -> Sequence[Row]:
        """One line; where it is narrow, keys go from the middle: the first and the last stay."""
        hints = list(self._hints[: self.MOST])
        while len(hints) > 1 and sum(len(one.key) + len(one.words) + 4 for one in hints) - 2 > width:
            del hints[-2]
        line, zones = Content(" "), list[Zone]()
        for number, hint in enumerate(hints):
            start = line.cell_length + (3 if number else 0)
            gap = "   " if number else ""
            line = Content.assemble(line, gap, (hint.key, "bold"), " ", (hint.words, "$quiet"))
            zones.append(Zone(start, line.cell_length, hint.press))
        return [Row(cut(line, width), zones=tuple(zones))]

    def clicked(self, what: str) -> None:
        self.app.simulate_key(what)
