"""A widget that is drawn as lines: one instead of many, and every line knows what a click on it means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.dom import DOMNode
from textual.geometry import Offset, Size
from textual.message import Message
from textual.visual import VisualType
from textual.widget import Widget

from reportwizard.ui.shared.drawing import wrapped


class ItemMessage(Message):
    """Something was done with the thing of this name."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id

    @property
    def control(self) -> DOMNode | None:
        return self._sender if isinstance(self._sender, Widget) else None


class Zone(NamedTuple):
    """Cells of a line that can be clicked, from `start` up to but not including `end`, and what for."""

    start: int
    end: int
    target: str


class Row(NamedTuple):
    """One line on the screen. `what` is what a click anywhere on it means, where no zone says more."""

    content: Content
    target: str = ""
    zones: tuple[Zone, ...] = ()


def row_of_zones(things: Iterable[tuple[Content, str]], lead: Content) -> Row:
    """Return things beside each other after `lead`, each with what a click on it means."""
    line, zones = lead, list[Zone]()
    for words, what in things:
        line = Content.assemble(line, "   " if zones else "", words)
        zones.append(Zone(line.cell_length - words.cell_length, line.cell_length, what))
    return Row(line, zones=tuple(zones))


class LinesWidget(Widget):
    """Lines, made again by `rows` when they change; `clicked` is told what was clicked."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LinesWidget { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: tuple[int, Sequence[Row]] | None = None
        self._pressed = Offset()

    def rows(self, width: int) -> Sequence[Row]:
        """Return the lines for a width in terminal cells; a subclass draws them."""
        return ()

    def clicked(self, what: str) -> None:
        """Do what a click means."""

    def lines(self) -> Sequence[Row]:
        """Return the lines for the current width; they are kept until `redraw`."""
        return self._lines(self.content_size.width)

    def _lines(self, width: int) -> Sequence[Row]:
        if self._rows is None or self._rows[0] != width:
            self._rows = (width, self.rows(width))
        return self._rows[1]

    def redraw(self) -> None:
        """Draw again what is another line now; only another number of lines costs a new layout."""
        before, self._rows = self._rows, None
        width = self.content_size.width
        if not self.is_attached:
            return
        if not width:
            # What is hidden is laid out when it is shown.
            self.refresh(layout=self.display)
        elif before is None or before[0] != width or not _same(before[1], self._lines(width)):
            self.refresh(layout=len(self._lines(width)) != self.content_size.height)

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width)) if width else 0

    def render(self) -> VisualType:
        return Content("\n").join(row.content for row in self.lines())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Note what is clicked: the page may move before the button is up."""
        self._pressed = event.offset - self.gutter.top_left

    def on_click(self, event: events.Click) -> None:
        lines, place = self.lines(), self._pressed
        if 0 <= place.y < len(lines):
            row = lines[place.y]
            zones = (zone.target for zone in row.zones if zone.start <= place.x < zone.end)
            if what := next(zones, row.target):
                event.stop()
                self.clicked(what)


def _same(rows: Sequence[Row], others: Sequence[Row]) -> bool:
    """Whether both are the same on the screen and under the mouse; content alone compares letters only."""
    return len(rows) == len(others) and all(
        one.content.is_same(other.content) and one[1:] == other[1:]
        for one, other in zip(rows, others, strict=True)
    )


class Lines(LinesWidget):
    """Lines that their owner draws, and that tell it what was clicked."""

    def __init__(
        self,
        draw: Callable[[int], Sequence[Row]],
        click: Callable[[str], object] = lambda _: None,
        *,
        classes: str = "",
    ) -> None:
        super().__init__(classes=classes)
        self._draw, self._click = draw, click

    def rows(self, width: int) -> Sequence[Row]:
        return self._draw(width)

    def clicked(self, what: str) -> None:
        self._click(what)


class Text(LinesWidget):
    """Lines of text that are handed over; wrapped to the width."""

    def __init__(self, content: Content | None = None, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._content = content or Content()

    def show(self, content: Content) -> None:
        self._content = content
        self.redraw()

    def rows(self, width: int) -> Sequence[Row]:
        return [Row(line) for line in wrapped(self._content, width)]
