"""A table on screen without its screen: the value, the cursor, and each change that keys can make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.kinds.table import cell_kind, with_cell
from reportwizard.kinds.table_edit import (
    MOST_ROWS,
    insert_row,
    move_row,
    paste_block,
    remove_row,
    split_block,
    write_cell,
)
from reportwizard.kinds.unread import shown_typed
from reportwizard.ui.fields.table_grid import ADD, ROW, STRAY, GridRow, grid_rows
from reportwizard.ui.fields.table_history import Echo, History

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Column, Region, Value
    from reportwizard.kinds.table_edit import Pasted
    from reportwizard.ui.fields.table_history import Step, View


class TableState:
    """One table. `send` is called with each new value; the cursor is a place in `rows` and a column."""

    def __init__(self, question: Question, region: Region, send: Callable[[Value | None], None]) -> None:
        self.question = question
        self.region = region
        self.value: Value | None = None
        self.row = self.column = 0
        self.rows: tuple[GridRow, ...] = ()
        self._shown = 1
        self._send = send
        self._echo = Echo()
        self._history = History()
        self._before: Step | None = None
        self._noted = False
        self._rebuild()

    def fill(self, value: Value | None, region: Region) -> None:
        """Take what the report holds; an answer of our own that comes back late changes nothing."""
        self.region = region
        if not self._echo.returned(value) and value != self.value:
            self._history.clear()
            self._shown, self._noted = 1, False
            if self._before is not None:
                self._before = (value, self._view)
        if not self._echo.waiting:
            self.value = value
        self._rebuild()

    @property
    def here(self) -> GridRow:
        """The line that the cursor stands in."""
        return self.rows[self.row]

    @property
    def here_column(self) -> Column:
        """The column that the cursor stands in."""
        return self.question.columns[self.column]

    @property
    def free(self) -> bool:
        """Whether rows can be added."""
        return not self.question.rows

    @property
    def _view(self) -> View:
        return (self.row, self.column, self._shown)

    @property
    def _last_row(self) -> int:
        return sum(1 for row in self.rows if row.kind == ROW) - 1

    def _rebuild(self) -> None:
        self.rows = grid_rows(self.question, self.value, self._shown)
        self._shown = self._last_row + 1
        self.row = min(self.row, len(self.rows) - 1)

    def _put(self, value: Value | None) -> None:
        if value != self.value:
            self.value = value
            self._echo.sent(value)
            self._send(value)
        self._rebuild()

    def _change(self, value: Value | None) -> None:
        if value != self.value:
            self._history.note((self.value, self._view))
        self._put(value)

    def go(self, row: int, column: int) -> None:
        """Put the cursor there; it stops at the edges."""
        self.row = min(max(row, 0), len(self.rows) - 1)
        self.column = min(max(column, 0), len(self.question.columns) - 1)

    def go_last(self) -> None:
        """Put the cursor in the last cell of the last row."""
        self.go(self._last_row, len(self.question.columns) - 1)

    def step(self, by: int) -> bool:
        """Go to the next cell, or to the one before, line by line; False where the table ends."""
        columns = len(self.question.columns)
        place = self.row * columns + self.column + by
        if self.here.kind != ROW:
            place = (self._last_row + 1) * columns - (1 if by < 0 else 0)
        if not 0 <= place <= self._last_row * columns + columns - 1:
            return False
        self.go(*divmod(place, columns))
        return True

    def cell_text(self) -> str:
        """The text of the current cell, as it is edited and copied."""
        row = self.here
        cell = row.cells[0 if row.kind != ROW else self.column] if row.cells else None
        if cell is None:
            return ""
        if row.kind != ROW:
            return shown_typed(cell)
        return cell_kind(self.here_column).edit_text(cell, self.here_column, self.region)

    def begin(self) -> None:
        """Begin to edit the current cell: until `end`, all changes are one step."""
        self._before, self._noted = (self.value, self._view), False

    def write(self, text: str) -> str:
        """Take the text of the cell being edited; return what to tell about it."""
        if self._before is None:
            return ""
        entry = write_cell(self._before[0], self.question, self.here.row, self.here_column, text, self.region)
        if entry.value != self.value and not self._noted:
            self._history.note(self._before)
            self._noted = True
        self._put(entry.value)
        return entry.remark

    def end(self, *, restore: bool = False) -> None:
        """End editing; `restore` brings back how the table was before."""
        if self._before is not None and restore:
            self._put(self._before[0])
        if self._before is not None and self._noted and self.value == self._before[0]:
            self._history.forget()
        self._before, self._noted = None, False

    def clear(self) -> None:
        """Empty the current cell, or take out what the form has no place for."""
        row = self.here
        if row.kind != ADD:
            column = self.here_column.id if row.kind == ROW else row.column
            self._change(with_cell(self.value, self.question, row.row, column, None))

    def paste(self, text: str) -> str:
        """Write a copied block from the current cell on; return what to tell about it."""
        if self.here.kind == ADD and (refusal := self.add_row()):
            return refusal
        if self.here.kind == STRAY:
            return "Nothing can be written here: the form has no place for it."
        block = split_block(text)
        at = (self.here.row, self.here_column.id)
        pasted = paste_block(self.value, self.question, at, block, self.region)
        self._change(pasted.value)
        return _words(pasted, single=len(block) == 1 and len(block[0]) == 1)

    def add_row(self) -> str:
        """Add an empty row below the current one, at the end from elsewhere, and go there."""
        if self._last_row + 1 >= MOST_ROWS:
            return f"A table holds {MOST_ROWS} rows at most."
        number = min(self.row, self._last_row) + 1
        self._shown = self._last_row + 2
        self._change(insert_row(self.value, number))
        self.go(number, 0)
        return ""

    def remove_row(self) -> str:
        """Take the current row out; return what to tell about it."""
        if self.here.kind != ROW:
            return ""
        label, held = self.here.label, any(cell is not None for cell in self.here.cells)
        step = (self.value, self._view)
        self._shown = max(self._last_row, 1)
        value = remove_row(self.value, self.row)
        if value != self.value:
            self._history.note(step)
        self._put(value)
        self.go(min(self.row, self._last_row), self.column)
        return f"Row {label} is removed. ctrl+z brings it back." if held else ""

    def move_row(self, by: int) -> None:
        """Move the current row up or down; the cursor stays in it."""
        to = self.row + by
        if self.here.kind == ROW and 0 <= to <= self._last_row:
            self._change(move_row(self.value, self.row, to))
            self.go(to, self.column)

    def undo(self) -> None:
        """Bring back how the table was before the last change."""
        self._return_to(self._history.undo((self.value, self._view)))

    def redo(self) -> None:
        """Make the change again that was taken back."""
        self._return_to(self._history.redo((self.value, self._view)))

    def _return_to(self, step: Step | None) -> None:
        if step is not None:
            value, (row, column, self._shown) = step
            self._put(value)
            self.go(row, column)


def _words(pasted: Pasted, *, single: bool) -> str:
    """Say what a paste did: how much was filled, and what found no place."""
    words = list(pasted.remarks)
    if not single:
        cells = "1 cell was" if pasted.filled == 1 else f"{pasted.filled} cells were"
        words.insert(0, f"{cells} filled. ctrl+z takes this back.")
    if pasted.left_out:
        shown = ", ".join(f"“{text if len(text) <= 20 else text[:20] + '…'}”" for text in pasted.left_out[:3])
        more = f" and {len(pasted.left_out) - 3} more" if len(pasted.left_out) > 3 else ""
        words.append(f"No place for {shown}{more}: the table ends here.")
    return " ".join(words)
