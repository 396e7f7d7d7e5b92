"""The state of a table: its rows, the cell with the cursor, and each change that keys can make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from reportwizard.forms.form import Question
from reportwizard.kinds import table
from reportwizard.kinds.kind import parts_of
from reportwizard.kinds.values import Column, Problem, Reading, Region, Value
from reportwizard.kinds.values import Row as FormRow
from reportwizard.text import pluralize
from reportwizard.ui.fields.table_editor import TableCursor

ROW, ADD, STRAY = "row", "add", "stray"

_ALL_SHOWN, _SHOWN_FIRST = 8, 3
"""Fixed rows that are all shown; of more, only so many, and those in use."""


class GridRow(NamedTuple):
    """One line of a table. `kind` is ROW, ADD (the place to add a row) or STRAY.

    `row` is a row's id, or its number from 0; a stray cell, for which the form has no place, also has its
    `column`, and is the only one in `cells`.
    """

    kind: str
    row: str = ""
    label: str = ""
    cells: tuple[Value | None, ...] = ()
    column: str = ""


class TableState(TableCursor):
    """The table of a question. `send` is called with each new value; the cursor is in one of `rows`.

    A row that is shown stays until the table is built again, also when it is emptied.
    """

    def __init__(self, question: Question, region: Region, send: Callable[[Value | None], object]) -> None:
        super().__init__(len(question.columns))
        self.question, self.region = question, region
        self.value: Value | None = None
        self.rows: tuple[GridRow, ...] = ()
        self.remark = ""
        """What to tell about the text that was written last, such as that words went elsewhere."""
        self.folded = len(question.rows) > _ALL_SHOWN
        self._shown_ids = {row.id for row in question.rows[: _SHOWN_FIRST if self.folded else None]}
        self._free_shown = 1
        self._send = send
        # Letters may be faster than messages: an answer that comes back can be older than what is on screen.
        self._sent: list[Value | None] = []
        self._rebuild()

    def fill(self, value: Value | None, region: Region) -> bool:
        """Take what the report holds; the echo of our own change, even a late one, changes nothing.

        Returns whether there is anything new to draw.
        """
        if value in self._sent and region == self.region:
            del self._sent[: self._sent.index(value) + 1]
            return False
        self._sent.clear()
        if value != self.value:
            self.undo_stack.clear()
            self._typing_began = None
        self.value, self.region = value, region
        self._rebuild()
        return True

    # What is there

    @property
    def current(self) -> GridRow:
        return self.rows[self.row]

    @property
    def current_column(self) -> Column:
        return self.question.columns[self.column]

    @property
    def cell(self) -> Value | None:
        return self.current.cells[self.column] if self.current.kind == ROW else None

    @property
    def hidden(self) -> tuple[FormRow, ...]:
        """The fixed rows that are not shown."""
        return tuple(row for row in self.question.rows if row.id not in self._shown_ids)

    @property
    def _content(self) -> tuple[Value | None, int]:
        return self.value, self._free_shown

    @property
    def row_count(self) -> int:
        return len(self.rows)

    @property
    def last(self) -> int:
        return sum(1 for row in self.rows if row.kind == ROW) - 1

    def cell_text(self) -> str:
        if self.current.kind == STRAY:
            return str(self.current.cells[0] or "")
        cell, column = self.cell, self.current_column
        text = "" if cell is None else table.cell_kind(column).edit_text(cell, column, self.region)
        return table.with_note_separator(text, self.question, self.region)

    def read(self, text: str) -> Reading:
        """Return how a text would be read in the cell with the cursor."""
        if self.current.kind != ROW:
            return Reading(None)
        return table.read_cell(text, self.current_column, self.region)

    def problems(self) -> tuple[Problem, ...]:
        """Return why the cell with the cursor cannot be handed in."""
        cell, column = self.cell, self.current_column
        return () if cell is None else table.cell_kind(column).problems(cell, column, self.region)

    def _rebuild(self) -> None:
        self.rows = tuple(self._lines())
        self._free_shown = self.last + 1
        self.row = min(self.row, len(self.rows) - 1)

    def _lines(self) -> Iterator[GridRow]:
        if self.question.rows:
            fixed = table.fixed_rows(self.value)
            self._shown_ids |= fixed.keys() & {row.id for row in self.question.rows}
            shown = (row for row in self.question.rows if row.id in self._shown_ids)
            yield from (GridRow(ROW, row.id, row.label, self._cells(fixed.get(row.id))) for row in shown)
        else:
            free = table.free_rows(self.value)
            free += [{} for _ in range(max(self._free_shown, 1) - len(free))]
            for number, cells in enumerate(free):
                yield GridRow(ROW, str(number), str(number + 1), self._cells(cells))
        if not self.question.rows or self.hidden:
            yield GridRow(ADD)
        for row, column, cell in table.strays(self.value, self.question):
            yield GridRow(STRAY, row, column=column, cells=(cell,))

    def _cells(self, cells: Value | None) -> tuple[Value | None, ...]:
        held = parts_of(cells)
        return tuple(held.get(column.id) for column in self.question.columns)

    def go(self, row: int, column: int) -> None:
        super().go(row, column)
        self.remark = ""

    def go_to(self, row: str, column: str) -> bool:
        """Put the cursor into a row, by its id, and a column; whether there is such a row."""
        columns = [item.id for item in self.question.columns]
        for number, line in enumerate(self.rows):
            if row and line.row == row and line.column in ("", column):
                self.go(number, columns.index(column) if column in columns else self.column)
                return True
        return False

    # Changing

    def _put(self, value: Value | None) -> None:
        if value != self.value:
            self.value = value
            self._sent.append(value)
            self._send(value)
        self._rebuild()

    def _change(self, value: Value | None, free_shown: int = 0) -> None:
        """Take a value as a step of its own, with so many free rows shown."""
        if value != self.value:
            self._remember()
        self._free_shown = free_shown or self._free_shown
        self._put(value)
        self._typing_began, self.remark = None, ""

    def write(self, text: str) -> None:
        before = self._typing_began.content[0] if self._typing_began else self.value
        row, column = self.current.row, self.current_column
        entry = table.write_cell(before, self.question, row, column, text, self.region)
        if entry.value != self.value:
            self._typing_began = self._typing_began or self._remember()
        self.remark = entry.remark
        self._put(entry.value)

    def paste(self, text: str) -> tuple[str, bool]:
        """Write a copied block from the cursor's cell on, in one step.

        Returns what to tell about it, and whether everything found a place.
        """
        if self.current.kind != ROW:
            return "Nothing was pasted. Go to a box of the table first.", False
        block = table.split_block(text)
        at = (self.current.row, self.current_column.id)
        question = self.question
        if question.rows and len(block) <= self.last + 1 - self.row:
            # It fits into the rows in sight; a longer block fills those that are not shown as well.
            question = replace(
                question, rows=tuple(row for row in question.rows if row.id in self._shown_ids)
            )
        pasted = table.paste_block(self.value, question, at, block, self.region)
        self._change(pasted.value)
        return _paste_message(pasted), not pasted.left_out

    def remove_row(self) -> bool:
        """Take out an empty free row, or a cell for which the form has no place; False if neither is."""
        row = self.current
        if row.kind == STRAY:
            self._change(table.with_cell(self.value, self.question, row.row, row.column, None))
            return True
        if self.question.rows or row.kind != ROW or any(cell is not None for cell in row.cells):
            return False
        self._change(table.remove_row(self.value, self.row), max(self.last, 1))
        self.go(min(self.row, self.last), self.column)
        return True

    def add_row(self) -> str:
        """Add an empty free row below the cursor's, and go there; return what to tell about it."""
        if self.last + 1 >= table.MAX_ROWS:
            return f"A table holds {table.MAX_ROWS} rows at most."
        number = min(self.row, self.last) + 1
        self._change(table.insert_row(self.value, number), self.last + 2)
        self.go(number, 0)
        return ""

    def open_row(self, row: str) -> None:
        self._shown_ids.add(row)
        self._rebuild()
        self.go(next(number for number, line in enumerate(self.rows) if line.row == row), 0)

    def _restore(self, content: tuple[Value | None, int]) -> bool:
        value, free_shown = content
        if value == self.value:
            return False
        self._free_shown = free_shown
        self._put(value)
        return True


def _paste_message(pasted: table.Pasted) -> str:
    sentences = [
        f"{pluralize(pasted.filled, 'box was', 'boxes were')} filled. Ctrl+Z takes it back.",
        *pasted.remarks,
    ]
    if pasted.left_out:
        shown = ", ".join(f"“{text if len(text) <= 20 else text[:20] + '…'}”" for text in pasted.left_out[:3])
        more = f" and {len(pasted.left_out) - 3} more" if len(pasted.left_out) > 3 else ""
        sentences.append(f"No place for {shown}{more}: the table ends here.")
    return " ".join(sentences)
