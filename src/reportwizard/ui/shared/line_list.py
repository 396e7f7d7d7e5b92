"""The one list of the program: lines under headings, and a cursor that stays in view."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content

from reportwizard.ui.shared.drawing import cursor_bar, cut, highlighted, sign, styled_sign, wrapped
from reportwizard.ui.shared.lines_widget import ItemMessage, LinesWidget, Row

LEFT = 3
"""Cells left of each line: a space, the bar of the cursor, a space."""


def typed_digit(event: events.Key) -> int | None:
    """Return the digit that a key types, in any script; None for any other key."""
    try:
        return unicodedata.decimal(event.character or "")
    except (TypeError, ValueError):
        return None


def typed_choice(event: events.Key, many: int) -> int | None:
    """Return which of `many` things a key chooses, from 0; other letters end here."""
    if event.is_printable:
        event.stop()
    number = typed_digit(event)
    return number - 1 if number and number <= many else None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list. `draw` is given a width and whether the cursor is here, and returns its lines.

    An item with an empty id is a heading: the cursor passes it by. `height` says how many lines it has at any
    width, so that it is drawn only if it can be seen; 0 if that is not known. A `number` chooses it.
    `sign` is the name of a sign before it; `what` is what a click on a heading means.
    """

    id: str
    draw: Callable[[int, bool], Sequence[Content]]
    height: int = 0
    number: int = 0
    sign: str = ""
    target: str = ""


def heading(text: Content | str, *, blank: bool = True) -> Item:
    """Return an item that is a heading, with a blank line before it."""
    words = text if isinstance(text, Content) else Content.styled(text, "bold $accent")
    return Item("", lambda _width, _here: [*([Content()] if blank else []), words])


def text_item(words: Content, *, sign: str = "", what: str = "", wrap: bool = False) -> Item:
    """Return an item that is words alone, which the cursor passes by: on one line, or wrapped."""

    def draw(width: int, _here: bool) -> list[Content]:
        return wrapped(words, width) if wrap else [cut(words, width)]

    return Item("", draw, sign=sign, target=what)


class LineList(LinesWidget, can_focus=True):
    """A list with a cursor. It fills the room it is given, and shows the part of it with the cursor.

    ↑ ↓ and the page keys move, Enter and the number of an item choose, a click moves and chooses. All other
    keys go on to the page. With `marks_always` the cursor is seen while the keys go elsewhere, too.
    """

    DEFAULT_CSS = """
    LineList { height: 1fr; }
    LineList.-fit-content { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("pageup", "page(-1)"),
        ("pagedown", "page(1)"),
        ("home", "end(0)"),
        ("end", "end(-1)"),
        ("enter", "choose"),
    ]

    more_key = ""
    """A key to name where not all can be seen."""

    class Moved(ItemMessage):
        """The cursor is on another item."""

    class Chosen(Moved):
        """Enter was pressed on an item, or it was clicked."""

    def __init__(
        self,
        items: Sequence[Item] = (),
        *,
        cursor: str = "",
        classes: str | None = None,
        marks_always: bool = False,
    ) -> None:
        super().__init__(classes=classes)
        self._items: Sequence[Item] = items
        self.cursor = cursor
        self._top = 0
        self._marks_always = marks_always
        self._drawn: dict[tuple[int, int], list[Row]] = {}
        self._settle()

    def show(self, items: Sequence[Item], cursor: str | None = None) -> None:
        """Show other items; the cursor stays where it is, or goes to the item named."""
        before, place = self.cursor, self._place
        self._items = items
        if cursor is not None:
            self.cursor = cursor
        self._settle(place)
        self.redraw()
        if self.cursor != before:
            self.post_message(self.Moved(self.cursor))

    @property
    def ids(self) -> list[str]:
        return [item.id for item in self._items if item.id]

    @property
    def _place(self) -> int:
        ids = self.ids
        return ids.index(self.cursor) if self.cursor in ids else 0

    def _settle(self, place: int = 0) -> None:
        """Put the cursor on something that is there: where its item is gone, on the one in its place."""
        ids = self.ids
        if self.cursor not in ids:
            self.cursor = ids[min(place, len(ids) - 1)] if ids else ""

    def rows(self, width: int) -> list[Row]:
        return [row for number in range(len(self._items)) for row in self._rows_of(number, width)]

    def _rows_of(self, number: int, width: int) -> list[Row]:
        if (number, width) not in self._drawn:
            item = self._items[number]
            here = bool(item.id) and item.id == self.cursor and (self.has_focus or self._marks_always)
            begin = Content.assemble(styled_sign(item.sign), " ") if item.sign else cursor_bar(here)
            self._drawn[number, width] = rows = list[Row]()
            for line in item.draw(max(width - LEFT - 1, 1), here):
                words = highlighted(Content.assemble(" ", begin, line), width, here)
                rows.append(Row(words, item.target or item.id))
                begin = cursor_bar(here)
        return self._drawn[number, width]

    # Scrolling: only what is in view is drawn.

    def lines(self) -> Sequence[Row]:
        width, height = self.content_size.width, max(self.content_size.height, 1)
        heights = (item.height or len(self._rows_of(at, width)) for at, item in enumerate(self._items))
        starts = [0, *accumulate(heights)]
        self._top = self._scrolled(starts, height)
        end = self._top + height
        first, last = bisect_right(starts, self._top) - 1, bisect_right(starts, end - 1)
        rows = [row for at in range(first, min(last, len(self._items))) for row in self._rows_of(at, width)]
        shown = rows[self._top - starts[first] :][:height] if rows else []
        if end < starts[-1]:
            below = self._items[last - 1 :]
            more = sum(bool(item.sign) for item in below) or sum(bool(item.id) for item in below)
            words = f"{more} more" if more else "more"
            key = f"   {self.more_key}" if self.more_key and not self.has_focus else ""
            shown[-1] = Row(Content.assemble((f"   {sign('unfolded')} {words}", "$quiet"), (key, "bold")))
        return shown

    def _scrolled(self, starts: Sequence[int], height: int) -> int:
        """Return the first line in view, where `starts` are the first lines of the items, and the end."""
        total = starts[-1]
        if total <= height:
            return 0
        at = next((at for at, item in enumerate(self._items) if item.id and item.id == self.cursor), 0)
        first, last = starts[at], starts[at + 1] - 1
        ids = self.ids
        if ids and self.cursor == ids[0]:
            first = 0  # with the headings above it
        if ids and self.cursor == ids[-1]:
            last = total - 1  # with the words below it
        below = 1 if last < total - 1 else 0
        return min(max(self._top, last + below - height + 1, 0), first, total - height)

    def redraw(self) -> None:
        """Draw again; a list that fills its room never needs a new layout."""
        self._drawn.clear()
        if self.has_class("-fit-content"):
            super().redraw()
        else:
            self._rows = None
            self.refresh()

    # Keys and mouse

    def go_to(self, id: str) -> None:
        if id in self.ids and id != self.cursor:
            self.cursor = id
            self.redraw()
            self.post_message(self.Moved(id))

    def action_move(self, by: int) -> None:
        """Move the cursor; it stops at the ends."""
        if ids := self.ids:
            self.go_to(ids[min(max(self._place + by, 0), len(ids) - 1)])

    def action_page(self, by: int) -> None:
        """Move the cursor by about a screen."""
        self.action_move(by * max(self.content_size.height // 2, 1))

    def action_end(self, place: int) -> None:
        if self.ids:
            self.go_to(self.ids[place])

    def action_choose(self) -> None:
        if self.cursor:
            self.post_message(self.Chosen(self.cursor))

    def on_key(self, event: events.Key) -> None:
        """Choose an item by its number."""
        number = typed_digit(event)
        if item := next((one for one in self._items if number and one.number == number), None):
            event.stop()
            self.clicked(item.id)

    def clicked(self, what: str) -> None:
        self.go_to(what)
        self.action_choose()

    def on_mouse_scroll_down(self) -> None:
        self.action_move(1)

    def on_mouse_scroll_up(self) -> None:
        self.action_move(-1)
