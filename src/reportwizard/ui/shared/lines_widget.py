"""A widget that draws lines, each with a target for clicks: one widget instead of many."""

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
    """A message about the item with this id."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id

    @property
    def control(self) -> DOMNode | None:
        return self._sender if isinstance(self._sender, Widget) else None


class Zone(NamedTuple):
    """The cells of a line from `start` up to, but not including, `end`, that can be clicked."""

    start: int
    end: int
    target: str


class Row(NamedTuple):
    """One line; `target` is for clicks outside its zones."""

    content: Content
    target: str = ""
    zones: tuple[Zone, ...] = ()


def row_of_zones(parts: Iterable[tuple[Content, str]], lead: Content) -> Row:
    """Return a line of contents with their targets after `lead`."""
    line, zones = lead, list[Zone]()
    for content, target in parts:
        line = Content.assemble(line, "   " if zones else "", content)
        zones.append(Zone(line.cell_length - content.cell_length, line.cell_length, target))
    return Row(line, zones=tuple(zones))


class LinesWidget(Widget):
    """Draws the lines of `rows`, and calls `clicked` with the target of a click."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LinesWidget { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: tuple[int, Sequence[Row]] | None = None
        self._pressed = Offset()

    def rows(self, width: int) -> Sequence[Row]:
        """Return the lines for a width in cells."""
        return ()

    def clicked(self, target: str) -> None:
        """Handle a click."""

    def lines(self) -> Sequence[Row]:
        """Return the visible lines; they are cached until `redraw`."""
        return self._lines(self.content_size.width)

    def _lines(self, width: int) -> Sequence[Row]:
        if self._rows is None or self._rows[0] != width:
            self._rows = (width, self.rows(width))
        return self._rows[1]

    def redraw(self) -> None:
        """Draw the lines that changed; only another number of lines needs a new layout."""
        old, self._rows = self._rows, None
        width = self.content_size.width
        if not self.is_attached:
            return
        if not width:
            # A hidden widget is laid out when it is shown.
            self.refresh(layout=self.display)
        elif old is None or old[0] != width or not _same(old[1], self._lines(width)):
            self.refresh(layout=len(self._lines(width)) != self.content_size.height)

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width)) if width else 0

    def render(self) -> VisualType:
        return Content("\n").join(row.content for row in self.lines())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Note where: the page may scroll before the button is released."""
        self._pressed = event.offset - self.gutter.top_left

    def on_click(self, event: events.Click) -> None:
        lines, pressed = self.lines(), self._pressed
        if 0 <= pressed.y < len(lines):
            row = lines[pressed.y]
            zones = (zone.target for zone in row.zones if zone.start <= pressed.x < zone.end)
            if target := next(zones, row.target):
                event.stop()
                self.clicked(target)


def _same(old: Sequence[Row], new: Sequence[Row]) -> bool:
    # `==` of contents would ignore styles.
    return len(old) == len(new) and all(
        before.content.is_same(after.content) and before[1:] == after[1:]
        for before, after in zip(old, new, strict=True)
    )


class Lines(LinesWidget):
    """Lines that another object draws; it gets the clicks."""

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

    def clicked(self, target: str) -> None:
        self._click(target)


class Text(LinesWidget):
    """Text, wrapped to the width."""

    def __init__(self, content: Content | None = None, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._content = content or Content()

    def show(self, content: Content) -> None:
        self._content = content
        self.redraw()

    def rows(self, width: int) -> Sequence[Row]:
        return [Row(line) for line in wrapped(self._content, width)]
