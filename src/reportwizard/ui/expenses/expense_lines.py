"""The list of expenses as a table: the cell with the cursor, and each change that keys can make."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from reportwizard.drafts.format.answers import LEDGER
from reportwizard.kinds.values import Problem, Value
from reportwizard.ledger.totals import why_too_large
from reportwizard.report.expense import Expense, edit_text, problems, read_cell
from reportwizard.report.report import Report
from reportwizard.ui.fields.table_editor import TableCursor

if TYPE_CHECKING:
    # The lines, and by question the answer before a change and after it.
    _Content: TypeAlias = tuple[tuple[Expense, ...], Mapping[str, tuple[Value | None, Value | None]]]

COLUMNS = ("date", "what", "category", "amount", "receipt")
"""The boxes of a line, in the order of Tab."""


class ExpenseLines(TableCursor):
    """The lines of the list; below the last one a new line is always open.

    `send` is called with each new report and with the id of what changed in it, empty for several answers.
    """

    def __init__(self, report: Report, send: Callable[[Report, str], None]) -> None:
        super().__init__(len(COLUMNS))
        self.report, self._send = report, send
        self._move_to(len(report.ledger), 0)

    # What is there

    @property
    def ledger(self) -> tuple[Expense, ...]:
        return self.report.ledger

    @property
    def row_count(self) -> int:
        return len(self.ledger) + 1

    @property
    def on_new_line(self) -> bool:
        """Whether the cursor is in the line below the last one, in which nothing is written yet."""
        return self.row >= len(self.ledger)

    @property
    def current(self) -> Expense:
        return self._new_line if self.on_new_line else self.ledger[self.row]

    @property
    def column_id(self) -> str:
        return COLUMNS[self.column]

    @property
    def _content(self) -> _Content:
        return self.ledger, {}

    def cell_text(self) -> str:
        return edit_text(self.current, self.column_id, self.report.region)

    def problems(self) -> tuple[tuple[str, Problem], ...]:
        """Return the problems of the line with the cursor, without empty cells while it is being written."""
        found = problems(self.current, self.report.region)
        if self.on_new_line or self._begun:
            found = tuple(item for item in found if getattr(self.current, item[0]) is not None)
        return found

    def _with_current(self, *lines: Expense) -> tuple[Expense, ...]:
        """Return the list with the line at the cursor replaced by other lines, or by none."""
        return (*self.ledger[: self.row], *lines, *self.ledger[self.row + 1 :])

    def fill(self, report: Report) -> bool:
        """Take another report; the cursor stays on its line. Returns whether the list changed."""
        before, current = self.report, None if self.on_new_line else self.current
        self.report = report
        if report.ledger == before.ledger:
            return False
        same = [index for index, line in enumerate(report.ledger) if line == current]
        nearest = min(same, key=lambda index: abs(index - self.row), default=self.row)
        self.undo_stack.clear()
        self._move_to(len(report.ledger) if current is None else nearest, self.column)
        return True

    # Moving

    def go(self, row: int, column: int) -> None:
        """Put the cursor there; it stops at the edges. A line that was emptied goes when it is left."""
        if row != self.row:
            if self.leave() and row > self.row:
                row -= 1
            self._move_to(row, column)
        else:
            super().go(row, column)

    def leave(self) -> bool:
        """Take the line with the cursor out if it was emptied; whether it was."""
        emptied = not self.on_new_line and self.current == Expense()
        if emptied:
            self._put(self._with_current())
        return emptied

    def _move_to(self, row: int, column: int) -> None:
        """Put the cursor into another line, or into a list that has changed.

        A new line has the last day that was read before it, and nothing else.
        """
        self.row = min(max(row, 0), len(self.ledger))
        days = [None, *(line.date for line in self.ledger[: self.row] if isinstance(line.date, date))]
        self._new_line = Expense(date=days[-1])
        self._begun = False
        self.go(self.row, column)

    def step(self, by: int) -> bool:
        if not super().step(by):
            self.go(self.row, 0)
        return True

    def next_line(self) -> bool:
        """Go to the next line, and from the last one to a new one; False in one with nothing in it."""
        if self.on_new_line:
            return False
        self.go(self.row + 1, 0 if self.row + 1 == len(self.ledger) else self.column)
        return True

    # Changing

    def _put(self, ledger: tuple[Expense, ...], answers: Mapping[str, Value | None] | None = None) -> None:
        report = replace(self.report, ledger=ledger)
        for question, value in (answers or {}).items():
            report = report.with_answer(question, value)
        if report != self.report:
            self.report = report
            self._send(report, "" if answers else LEDGER)

    def write(self, text: str) -> str:
        """Take the text of the cell; return why it cannot be kept, empty if it can."""
        line, _ = read_cell(self.current, self.column_id, text, self.report.region)
        if line != self.current:
            self._typing_began = self._typing_began or self._remember()
        return self._write_line(line)

    def _write_line(self, line: Expense) -> str:
        """Replace the line with the cursor; a new line without anything of its own is none yet."""
        nothing = line in (self._new_line, Expense())
        if self.on_new_line and nothing:
            self._new_line = line
            return ""
        if self.on_new_line and (refusal := why_too_large(self._with_current(line))):
            return refusal
        # Where all of a line just begun was taken back, it is as new as before.
        emptied = self._begun and nothing
        self._begun = (self._begun or self.on_new_line) and not emptied
        self._put(self._with_current() if emptied else self._with_current(line))
        return ""

    def kinds(self) -> list[str]:
        """Return the kinds of the other lines, the newest first."""
        return [line.category for line in reversed(self._with_current()) if line.category]

    def complete(self) -> None:
        """Write a kind of which the first letters were typed, as it is written elsewhere in the list."""
        typed, kinds = self.cell_text().casefold(), self.kinds()
        if self.column_id != "category" or not self.typing or not typed or typed in map(str.casefold, kinds):
            return
        if kind := next((kind for kind in kinds if kind.casefold().startswith(typed)), ""):
            self.write(kind)

    def choose(self, column: str, value: Value) -> None:
        """Take one of several readings of a cell of the line with the cursor, and go there."""
        self._remember()
        changed: dict[str, Any] = {column: value}
        self._write_line(replace(self.current, **changed))
        self.go(self.row, COLUMNS.index(column))

    def answer(self, answers: Mapping[str, Value | None]) -> None:
        changed = {
            question: (self.report.answers.get(question), value) for question, value in answers.items()
        }
        self._remember((self.ledger, changed))
        self._put(self.ledger, answers)
        self.go(self.row, self.column)

    def add(self, expenses: Sequence[Expense], *, instead: bool = False) -> str:
        """Add lines to the list, or replace it by them; return why they cannot be kept, empty if they are.

        The cursor is in the new line below them.
        """
        ledger = (*(() if instead else self.ledger), *expenses)
        if refusal := why_too_large(ledger):
            return refusal
        self._remember()
        self._put(ledger)
        self._move_to(len(ledger), 0)
        return ""

    def remove_line(self) -> None:
        """Take the line with the cursor out of the list."""
        row = self.row
        self._remember()
        self._put(self._with_current())
        self._move_to(row, self.column)

    def _restore(self, content: _Content) -> bool:
        ledger, written = content
        now = self.report.answers
        # An answer that was changed again since then stays.
        answers = {id: before for id, (before, after) in written.items() if now.get(id) == after}
        changed = ledger != self.ledger or bool(answers)
        self._put(ledger, answers)
        return changed
