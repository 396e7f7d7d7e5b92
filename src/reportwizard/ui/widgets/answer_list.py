"""A list of blocks of text with a cursor on one of them, drawn only where they can be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

_MARK = "▌"
_STEP = 3
_CLOSE = 3
# The mark on the left, and a blank before the scroll bar.
_MARGINS = len(_MARK) + 1


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of the list. `lines` draws them for a width in cells; no line may be wider.

    `target` says what Enter opens; a block without one is a heading that the cursor passes over. `wanted`
    says that something is to be done there, and `about` is what the block tells of, for its keys. A line
    without any text parts two blocks: it is never marked, and of two such lines only one is shown.
    """

    lines: Callable[[int], list[Content]]
    target: str = ""
    wanted: bool = False
    about: object = None


class AnswerList(ScrollView, can_focus=True, inherit_bindings=False):
    """Blocks of any height. A click opens what stands under the mouse."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"answer-list--cursor", "answer-list--mark"}
    DEFAULT_CSS = """
    AnswerList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    AnswerList > .answer-list--cursor { background: $panel; }
    AnswerList:focus > .answer-list--cursor { background: $primary 18%; }
    AnswerList > .answer-list--mark { color: $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "end(-1)", "Top", show=False),
        Binding("end", "end(1)", "Bottom", show=False),
        Binding("enter", "open", "Open", show=False),
    ]

    cursor: reactive[int] = reactive(-1, repaint=False)
    """The number of the block that the cursor is on; -1 where there is nothing to open."""

    class Opened(Message):
        """Enter was pressed on a block, or it was clicked."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks: Sequence[Block] = ()
        self._lines: list[tuple[int, Content]] = []
        self._tops: list[int] = [0]

    @property
    def target(self) -> str:
        """What Enter would open; empty for nothing."""
        return self._blocks[self.cursor].target if 0 <= self.cursor < len(self._blocks) else ""

    @property
    def about(self) -> object:
        """What the block at the cursor tells of; None for nothing in particular."""
        return self._blocks[self.cursor].about if 0 <= self.cursor < len(self._blocks) else None

    def show(self, blocks: Sequence[Block], at: str = "", *, near: int = -1) -> None:
        """Show these blocks, with the cursor on the last one whose target is `at`, else on the first.

        With the number of a block in `near`, the cursor stays there, or close by.
        """
        self._blocks = blocks
        places = [number for number, block in enumerate(blocks) if block.target]
        wanted = [number for number in places if at and blocks[number].target == at]
        place = (wanted[-1:] or places[:1] or [-1])[0]
        if near >= 0:
            close = [number for number in wanted if abs(number - near) <= _CLOSE]
            place = min(close or places, key=lambda number: abs(number - near), default=-1)
        self._lay_out()
        self.set_reactive(AnswerList.cursor, place)
        self._keep_in_sight()
        self.refresh()

    def on_resize(self) -> None:
        """Draw every block for the new width."""
        self._lay_out()
        self._keep_in_sight()
        self.refresh()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width - _MARGINS
        self._lines, self._tops = [], []
        if width <= 0:
            return
        for number, block in enumerate(self._blocks):
            self._tops.append(len(self._lines))
            for line in block.lines(width):
                if line or (self._lines and self._lines[-1][1]):
                    self._lines.append((number, line))
        self._tops.append(len(self._lines))
        self.virtual_size = Size(width, len(self._lines))

    def watch_cursor(self) -> None:
        """Keep the cursor in sight."""
        self._keep_in_sight()
        self.refresh()

    def _keep_in_sight(self) -> None:
        """Show the block at the cursor, with the headings over it where there is room for both."""
        height = self.size.height
        if self.cursor < 0 or not height or self.cursor + 1 >= len(self._tops):
            return
        top, end = self._tops[self.cursor], self._tops[self.cursor + 1]
        over = self._tops[self._heading_over(self.cursor)]
        if end - over <= height:
            top = over
        if not any(block.target for block in self._blocks[self.cursor + 1 :]):
            end = min(len(self._lines), top + height)
        # Forced: a list that hears its size for the first time has no scroll bar yet.
        if top < self.scroll_offset.y or end - top > height:
            self.scroll_to(y=top, animate=False, force=True)
        elif end > self.scroll_offset.y + height:
            self.scroll_to(y=end - height, animate=False, force=True)

    def _heading_over(self, number: int) -> int:
        while number and not self._blocks[number - 1].target:
            number -= 1
        return number

    def _next(self, start: int, step: int, holds: Callable[[Block], object]) -> int:
        """Return the nearest block from `start` on for which something holds; the cursor where none is."""
        place = start
        while 0 <= place < len(self._blocks):
            if holds(self._blocks[place]):
                return place
            place += step
        return self.cursor

    def action_move(self, step: int) -> None:
        """Move to the next block, or the one before; a block higher than the list is read first."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        if self.cursor >= 0 and self.cursor + 1 < len(self._tops):
            hidden = self._tops[self.cursor + 1] - bottom if step > 0 else top - self._tops[self.cursor]
            if hidden > 0:
                self.scroll_to(y=top + step * min(hidden, _STEP), animate=False)
                return
        place = self._next(self.cursor + step, step, lambda block: block.target)
        if place == self.cursor:
            self.scroll_to(y=0 if step < 0 else len(self._lines), animate=False)
        self.cursor = place

    def action_page(self, step: int) -> None:
        """Move by as many lines as can be seen."""
        if self.cursor < 0 or not self._lines:
            return
        line = self._tops[self.cursor] + step * max(self.size.height - 1, 1)
        if not 0 <= line < len(self._lines):
            self.action_end(step)
            return
        place = self._lines[line][0]
        moved = self._next(place, step, lambda block: block.target)
        self.cursor = moved if moved != self.cursor else self._next(place, -step, lambda block: block.target)

    def action_end(self, step: int) -> None:
        """Move to the first block, or the last."""
        self.cursor = self._next(0 if step < 0 else len(self._blocks) - 1, -step, lambda block: block.target)
        self.scroll_to(y=0 if step < 0 else len(self._lines), animate=False)

    def action_open(self) -> None:
        """Open what the cursor is on."""
        if self.target:
            self.post_message(self.Opened(self.target))

    def to_next_wanted(self) -> bool:
        """Move to the next block where something is to be done, from the top again after the last."""
        here = self.cursor
        places = [number for number, block in enumerate(self._blocks) if block.wanted]
        if places:
            self.cursor = next((place for place in places if place > here), places[0])
        return bool(places)

    def on_click(self, event: events.Click) -> None:
        """Open what stands under the mouse."""
        line = self.scroll_offset.y + event.y
        if line < len(self._lines) and self._blocks[self._lines[line][0]].target:
            self.cursor = self._lines[line][0]
            self.action_open()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list."""
        line = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if line >= len(self._lines):
            return Strip.blank(width, self.visual_style.rich_style)
        number, content = self._lines[line]
        style, mark = self.visual_style, Content(" ")
        if number == self.cursor and content:
            style = self.get_visual_style("answer-list--cursor")
            mark = Content.styled(_MARK, self.get_visual_style("answer-list--mark", partial=True))
        return Visual.to_strips(self, mark + content, width, 1, style, pad=True)[0]
