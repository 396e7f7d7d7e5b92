"""A list of items under headings, with a cursor; and numbered actions beside each other."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content

from reportwizard.ui.shared.drawing import (
    cursor_bar,
    cut,
    highlighted,
    left_right,
    one_line,
    plain,
    sign,
    styled_sign,
    wrapped,
)
from reportwizard.ui.shared.lines_widget import ItemMessage, LinesWidget, Row, row_of_zones
from reportwizard.ui.wizard import attempt, wizard

LEFT = 3
"""Cells before each line: a space, the bar of the cursor, a space."""
_MIN_REMARK = 16


def typed_digit(event: events.Key) -> int | None:
    """Return the digit that a key types, in any script."""
    try:
        return unicodedata.decimal(event.character or "")
    except (TypeError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list. `draw` gets the width and whether the item is current, and returns its lines.

    The cursor skips an item without an id. With a `height` in lines, an item out of view is not drawn. A
    `number` chooses it; `sign` names a sign before it; `target` is for clicks, by default the id.
    """

    id: str
    draw: Callable[[int, bool], Sequence[Content]]
    height: int = 0
    number: int = 0
    sign: str = ""
    target: str = ""


BLANK = Item("", lambda _width, _is_current: [Content()], height=1)
"""A line with nothing on it."""


def heading(text: Content | str, *, blank: bool = True) -> Item:
    """Return a heading, by default after a blank line."""
    content = text if isinstance(text, Content) else Content.styled(text, "bold $accent")
    return Item("", lambda _width, _is_current: [*([Content()] if blank else []), content])


def text_item(content: Content, *, sign: str = "", target: str = "", wrap: bool = False) -> Item:
    """Return text that the cursor skips, on one line or wrapped."""

    def draw(width: int, _is_current: bool) -> list[Content]:
        return wrapped(content, width) if wrap else [cut(content, width)]

    return Item("", draw, sign=sign, target=target)


def row_item(
    id: str, label: str, remark: str = "", *, lead: Content | str = "", style: str = "", number: int = 0
) -> Item:
    """Return an item of one line, with a remark in grey at its right end."""

    def draw(width: int, is_current: bool) -> list[Content]:
        left = Content.assemble(lead, plain(label, f"{style} bold" if is_current else style))
        if left.cell_length > width:
            left = cut(left, width - min(len(remark), _MIN_REMARK) - 2)
        space = width - left.cell_length - 2
        right = one_line(remark, space, "$quiet") if space >= min(len(remark), _MIN_REMARK) else Content()
        return [left_right(left, right, width, gap=2)]

    return Item(id, draw, height=1, number=number)


class LineList(LinesWidget, can_focus=True):
    """A list with a cursor that is always in view; all other keys go on to the page.

    With `marks_always` the cursor is shown without the focus, too.
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
    """The key that is named if not everything is in view."""

    class Moved(ItemMessage):
        """The cursor moved."""

    class Chosen(Moved):
        """An item was chosen with Enter, its number or a click."""

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
        self.cursor = cursor or next(iter(self.ids), "")
        self._top = 0
        self._marks_always = marks_always
        self._drawn: dict[tuple[int, int], list[Row]] = {}

    def show(self, items: Sequence[Item], cursor: str | None = None) -> None:
        """Replace the items; the cursor goes to this id, or stays: in its place if its item is gone."""
        old, index = self.cursor, self._index
        self._items = items
        self.cursor, ids = old if cursor is None else cursor, self.ids
        if self.cursor not in ids:
            self.cursor = ids[min(index, len(ids) - 1)] if ids else ""
        self.redraw()
        if self.cursor != old:
            self.post_message(self.Moved(self.cursor))

    @property
    def ids(self) -> list[str]:
        return [item.id for item in self._items if item.id]

    @property
    def _index(self) -> int:
        ids = self.ids
        return ids.index(self.cursor) if self.cursor in ids else 0

    def rows(self, width: int) -> list[Row]:
        return [row for number in range(len(self._items)) for row in self._rows_of(number, width)]

    def _rows_of(self, number: int, width: int) -> list[Row]:
        if (number, width) not in self._drawn:
            item = self._items[number]
            is_current = bool(item.id) and item.id == self.cursor and (self.has_focus or self._marks_always)
            mark = Content.assemble(styled_sign(item.sign), " ") if item.sign else cursor_bar(is_current)
            self._drawn[number, width] = rows = list[Row]()
            for line in item.draw(max(width - LEFT - 1, 1), is_current):
                content = highlighted(Content.assemble(mark, line), width - 1, is_current)
                rows.append(Row(content.pad_left(1), item.target or item.id))
                mark = cursor_bar(is_current)
        return self._drawn[number, width]

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
            count = sum(bool(item.sign) for item in below) or sum(bool(item.id) for item in below)
            more = f"   {sign('unfolded')} {f'{count} more' if count else 'more'}"
            key = f"   {self.more_key}" if self.more_key and not self.has_focus else ""
            shown[-1] = Row(Content.assemble((more, "$quiet"), (key, "bold")))
        return shown

    def _scrolled(self, starts: Sequence[int], height: int) -> int:
        """Return the first line in view; `starts` are the first lines of the items, and the end."""
        total = starts[-1]
        if total <= height:
            return 0
        at = next((at for at, item in enumerate(self._items) if item.id and item.id == self.cursor), 0)
        first, last = starts[at], starts[at + 1] - 1
        ids = self.ids
        if ids and self.cursor == ids[0]:
            if self.has_focus and last + 1 > height:
                return min(first, total - height)  # a long text is above it
            first = 0  # and the headings above it
        if ids and self.cursor == ids[-1]:
            last = total - 1  # and the text below it
        below = 1 if last < total - 1 else 0
        return min(max(self._top, last + below - height + 1, 0), first, total - height)

    def redraw(self) -> None:
        """Draw again; only a list that fits its content needs a new layout."""
        self._drawn.clear()
        if self.has_class("-fit-content"):
            super().redraw()
        else:
            self._rows = None
            self.refresh()

    def go_to(self, id: str) -> None:
        if id in self.ids and id != self.cursor:
            self.cursor = id
            self.redraw()
            self.post_message(self.Moved(id))

    def action_move(self, by: int) -> None:
        if ids := self.ids:
            self.go_to(ids[min(max(self._index + by, 0), len(ids) - 1)])

    def action_page(self, by: int) -> None:
        self.action_move(by * max(self.content_size.height // 2, 1))

    def action_end(self, index: int) -> None:
        if self.ids:
            self.go_to(self.ids[index])

    def action_choose(self) -> None:
        if self.cursor:
            self.post_message(self.Chosen(self.cursor))

    def on_key(self, event: events.Key) -> None:
        """Choose an item by its number."""
        number, items = typed_digit(event), {item.number: item for item in self._items if item.number}
        if number and items:
            event.stop()
            if number in items:
                self.clicked(items[number].id)
            else:
                wizard(self).say(f"There is no {number} here.", "look")

    def clicked(self, target: str) -> None:
        self.go_to(target)
        self.action_choose()

    def on_mouse_scroll_down(self) -> None:
        self.action_move(1)

    def on_mouse_scroll_up(self) -> None:
        self.action_move(-1)


class ChoiceRow(LinesWidget):
    """Actions by their labels, centred on as many lines as they need. A click or a number runs one.

    A number in a sentence that is typed by mistake runs none; `hint` says what to do then.
    """

    def __init__(
        self, actions: Mapping[str, Callable[[], object]], classes: str = "", hint: str = ""
    ) -> None:
        super().__init__(classes=classes)
        self.actions, self._in_sentence = actions, False
        self._hint = hint or "Press an arrow key, then a number."

    def rows(self, width: int) -> list[Row]:
        lines: list[list[tuple[Content, str]]] = [[]]
        for number, label in enumerate(self.actions, 1):
            choice = Content.assemble((f"{number}  ", "bold"), (label, "$accent")), label
            if lines[-1] and _width([*lines[-1], choice]) > width:
                lines.append([])
            lines[-1].append(choice)
        return [row_of_zones(line, Content(" " * ((width - _width(line)) // 2))) for line in lines]

    def clicked(self, target: str) -> None:
        attempt(self, self.actions[target])

    def on_key(self, event: events.Key) -> None:
        number, is_typed = typed_digit(event), event.is_printable
        self._in_sentence = is_typed and (self._in_sentence or (number is None and event.key != "space"))
        if is_typed:
            event.stop()
        if self._in_sentence:
            wizard(self).say(f"Letters do nothing here. {self._hint}", "look")
        elif number and number <= len(self.actions):
            self.clicked([*self.actions][number - 1])


def _width(choices: list[tuple[Content, str]]) -> int:
    return row_of_zones(choices, Content()).content.cell_length
