"""A table that is edited cell by cell: its cursor with undo, its columns, and the one box for the cell."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from textual import events, on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from reportwizard.ui.shared.boxes import Box, clean_paste
from reportwizard.ui.shared.drawing import columns, fitted, highlighted, plain, sign
from reportwizard.ui.shared.lines_widget import Lines, Row, Zone
from reportwizard.ui.wizard import wizard


class Step(NamedTuple):
    """What a change replaced, as the table holds it, and where the cursor was."""

    content: Any
    row: int
    column: int


class TableCursor(ABC):
    """A cell of a table, and what was changed: typing into one cell is one step until the cursor moves."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.row = self.column = 0
        self.undo_stack: deque[Step] = deque(maxlen=200)
        self._typing_began: Step | None = None

    @property
    @abstractmethod
    def row_count(self) -> int:
        """How many lines the cursor can be in."""

    @property
    def last(self) -> int:
        """The last row with cells, counted from 0."""
        return self.row_count - 1

    @property
    def typing(self) -> bool:
        """Whether the text of the cell was changed since the cursor came."""
        return self._typing_began is not None

    @abstractmethod
    def cell_text(self) -> str:
        """Return the text of the cell with the cursor, as it is edited."""

    @property
    @abstractmethod
    def _content(self) -> Any:
        """What a change replaces."""

    @abstractmethod
    def _restore(self, content: Any) -> bool:
        """Put back what a change replaced; False if it is there already: it was typed, and typed back."""

    def go(self, row: int, column: int) -> None:
        """Put the cursor there; it stops at the edges."""
        self.row = min(max(row, 0), self.row_count - 1)
        self.column = min(max(column, 0), self.columns - 1)
        self._typing_began = None

    def step(self, by: int) -> bool:
        """Go to the next cell, or to the one before, line by line; False if the table ends."""
        end = (self.last + 1) * self.columns
        index = min(self.row * self.columns + self.column, end) + by
        if not 0 <= index < end:
            return False
        self.go(*divmod(index, self.columns))
        return True

    def _remember(self, content: Any = None) -> Step:
        """Note what a change is about to replace."""
        self.undo_stack.append(Step(content or self._content, self.row, self.column))
        return self.undo_stack[-1]

    def _move_to(self, row: int, column: int) -> None:
        self.go(row, column)

    def undo(self) -> bool:
        while self.undo_stack:
            content, row, column = self.undo_stack.pop()
            if self._restore(content):
                self._move_to(row, column)
                return True
        return False


CursorT = TypeVar("CursorT", bound=TableCursor)


LEFT, GAP = 2, 2
"""Cells left of a table (the bar of a cursor and a space), and between two columns."""


class Layout(NamedTuple):
    """The columns of a table in terminal cells.

    `label` is what is left of the first column, with a gap. A column whose cells are right-aligned has a
    negative width.
    """

    label: int
    widths: tuple[int, ...]
    headings: tuple[str, ...]

    @property
    def starts(self) -> tuple[int, ...]:
        """Where each column begins, and where the next one would."""
        return (*accumulate((GAP + abs(width) for width in self.widths), initial=LEFT + self.label),)

    @property
    def end(self) -> int:
        return self.starts[-1] - GAP

    def head(self) -> list[Row]:
        """Return the headings, and a rule below them."""
        headings = self._line(map(plain, self.headings)).stylize("$quiet")
        rule = Content.styled(sign("rule") * (self.end - LEFT), "$line")
        return [Row(headings.pad_left(LEFT + self.label)), Row(rule.pad_left(LEFT))]

    def row(
        self, number: int, label: Content, cells: Iterable[Content], current: bool, bar: str | Content
    ) -> Row:
        """Return one row of cells after the bar of the cursor; a click on a cell means `row column`."""
        line = Content.assemble(bar, fitted(label, self.label), self._line(cells))
        zones = (Zone(*ends, f"{number} {column}") for column, ends in enumerate(pairwise(self.starts)))
        return Row(highlighted(line, self.end, current), str(number), tuple(zones))

    def _line(self, cells: Iterable[Content]) -> Content:
        return columns(zip(cells, self.widths, strict=True), GAP)


class CellBox(Box):
    """The box that edits a cell. Each change is written at once; its table decides what its keys do.

    While it `begins_row` a letter begins a row: the next one waits until that is done.
    """

    DEFAULT_CSS = """
    CellBox.-number { width: 25; }
    """
    begins_row = False

    def __init__(self, table: TableEditor[Any]) -> None:
        super().__init__()
        self.table = table

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return not self.begins_row and super().check_consume_key(key, character)

    def watch_value(self, value: str) -> None:
        """Hand each change over before the next key comes."""
        self.table.typed(value)

    async def action_submit(self) -> None:
        self.table.enter()

    def action_undo(self) -> None:
        self.table.undo()

    def action_delete_right(self) -> None:
        if not self.table.remove_row():
            super().action_delete_right()

    def _on_paste(self, event: events.Paste) -> None:
        """Take a block of cells as a block; ask about lines that go into a text."""
        text, notice = clean_paste(event.text)
        if "\t" in text.strip("\n") or ("\n" in text.strip() and self.table.takes_lines):
            event.stop().prevent_default()
            self.table.paste(text, notice)
        # Else Textual hands it on to `Box`.


class TableEditor(Widget, Generic[CursorT]):
    """The cells of a table and the keys that lead through them; `state` holds them and the cursor.

    A subclass draws the rows `in_view`, shows `grid` and `box`, and says what typing and Enter do.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("pageup", "page(-1)"),
        ("pagedown", "page(1)"),
        ("tab", "step(1)"),
        ("shift+tab", "step(-1)"),
    ]

    def __init__(self, state: CursorT, *args: Any) -> None:
        super().__init__(*args)
        self.state = state
        self.box = CellBox(self)
        self.grid = Lines(self.grid_rows, self._clicked)
        self._text = ""
        self._view = range(0)

    def grid_rows(self, width: int) -> Sequence[Row]:
        """Return the lines of the table for a width in terminal cells, with the rows that are in view."""
        return ()

    def in_view(self, row_count: int, max_rows: int) -> range:
        """Return the rows to draw: those drawn last, scrolled just enough to show the one with the cursor."""
        top = first_in_view(row_count, max_rows, self._view.start, self.state.row)
        self._view = range(top, min(top + max_rows, row_count))
        return self._view

    def redraw(self) -> None:
        """Draw the table as it is now."""

    def show_cell(self, *, select: bool = False) -> None:
        """Show the cell with the cursor in the box; `select` lets what is typed take its place."""
        self._text = self.state.cell_text()
        self.box.set_value_silently(self._text)
        if select:
            self.box.action_select_all()
        self.redraw()

    # What the box hands over

    def typed(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.write(text)
            self.redraw()

    def write(self, text: str) -> None:
        """Take the text of the cell with the cursor."""

    def enter(self) -> None:
        """Go to the next row, or on from the last one."""

    def undo(self) -> None:
        if self.state.undo():
            self.show_cell()
        else:
            wizard(self).say("There is nothing to take back.", "look")

    def remove_row(self) -> bool:
        """Take out the row with the cursor, where Del does that now; whether the key is used up."""
        return False

    @property
    def takes_lines(self) -> bool:
        """Whether pasted lines go into cells below each other; inside an existing text they stay together."""
        return not self._text

    def paste(self, text: str, notice: str = "") -> None:
        """Take a copied block; `notice` says what was cleaned of it."""

    # Keys and mouse

    def action_move(self, by: int) -> None:
        self.state.go(self.state.row + by, self.state.column)
        self.show_cell()

    def action_page(self, by: int) -> None:
        self.action_move(by * max(len(self._view) - 1, 1))

    def _clicked(self, target: str) -> None:
        row, _, column = target.partition(" ")
        self.state.go(int(row), int(column) if column else self.state.column)
        self.show_cell()
        self.screen.set_focus(self.box, scroll_visible=False)

    @on(events.MouseScrollDown)
    @on(events.MouseScrollUp)
    def _scroll(self, event: events.MouseEvent) -> None:
        if len(self._view) < self.state.row_count:
            event.stop()
            self.action_move(1 if isinstance(event, events.MouseScrollDown) else -1)


def first_in_view(row_count: int, max_rows: int, top: int, cursor: int) -> int:
    """Return the first row to draw: `top`, scrolled just enough to show the row with the cursor."""
    return max(min(max(top, cursor - max_rows + 1), cursor, row_count - max_rows), 0)
