"""The state of the list of expenses: the cell with the cursor, and each change that keys can make."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from reportwizard.drafts.format.answers import LEDGER
from reportwizard.kinds.base import Problem, Value
from reportwizard.ledger.totals import why_too_large
from reportwizard.report.expense import Expense, edit_text, problems, read_cell
from reportwizard.report.report import Report

COLUMNS = ("date", "what", "category", "amount", "receipt")
"""The boxes of a line, in the order of Tab."""


class _Step(NamedTuple):
    """What one change replaced, and where the cursor was."""

    ledger: tuple[Expense, ...]
    answers: Mapping[str, Value | None]
    row: int
    column: int


class ExpenseLines:
    """The list, a cursor in it, and what can be taken back. Below the last line one is always open.

    `send` is called with each new report and with the id of what changed in it, empty for several answers.
    """

    def __init__(self, report: Report, send: Callable[[Report, str], None]) -> None:
        self.report = report
        self.row, self.column = len(report.ledger), 0
        self._send = send
        self._past: deque[_Step] = deque(maxlen=200)
        self._begin_line()
        self._came()

    # What is there

    @property
    def ledger(self) -> tuple[Expense, ...]:
        """The lines that are written."""
        return self.report.ledger

    @property
    def is_open(self) -> bool:
        """Whether the cursor is in the line below the last one, in which nothing is written yet."""
        return self.row >= len(self.ledger)

    @property
    def here(self) -> Expense:
        """The line with the cursor."""
        return self._fresh if self.is_open else self.ledger[self.row]

    @property
    def column_id(self) -> str:
        return COLUMNS[self.column]

    @property
    def typing(self) -> bool:
        """Whether the text of the cell was changed since the cursor came."""
        return self._before is not None

    def cell_text(self) -> str:
        """The text of the cell with the cursor, as it is edited."""
        return edit_text(self.here, self.column_id, self.report.region)

    def problems(self) -> tuple[tuple[str, Problem], ...]:
        """Return what of the line with the cursor is not read; of one that is being written, only what is."""
        found = problems(self.here, self.report.region)
        if self.is_open or self._line_started:
            found = tuple(one for one in found if getattr(self.here, one[0]) is not None)
        return found

    def _others(self, *instead: Expense) -> tuple[Expense, ...]:
        """Return the list without the line with the cursor, or with others in its place."""
        return (*self.ledger[: self.row], *instead, *self.ledger[self.row + 1 :])

    def fill(self, report: Report) -> bool:
        before, here = self.report, None if self.is_open else self.here
        self.report = report
        if report.ledger == before.ledger:
            return False
        same = [place for place, one in enumerate(report.ledger) if one == here]
        found = min(same, key=lambda place: abs(place - self.row), default=self.row)
        self._past.clear()
        self._settle(len(report.ledger) if here is None else found, self.column)
        return True

    # Moving

    def _came(self) -> None:
        """Note how the cell is to which the cursor came."""
        self._before: _Step | None = None
        self._was = (self.cell_text(), getattr(self.here, self.column_id))

    def go(self, row: int, column: int) -> None:
        """Put the cursor there; it stops at the edges. A line that was emptied goes when it is left."""
        if row != self.row:
            row -= self.leave() and row > self.row
            self.row = min(max(row, 0), len(self.ledger))
            self._begin_line()
        self.column = min(max(column, 0), len(COLUMNS) - 1)
        self._came()

    def leave(self) -> bool:
        emptied = not self.is_open and self.here == Expense()
        if emptied:
            self._put(self._others())
        return emptied

    def _begin_line(self) -> None:
        """Let the line that is open have the day of the line before it, and nothing else."""
        before = self.ledger[: self.row][-1:]
        self._line_started = False
        self._fresh = Expense(date=before[0].date if before else None)

    def step(self, by: int) -> None:
        """Go to the next box, or to the one before, line by line."""
        row, column = divmod(self.row * len(COLUMNS) + self.column + by, len(COLUMNS))
        if 0 <= row <= len(self.ledger):
            self.go(row, column)
        else:
            self.go(self.row, 0)

    def next_line(self) -> bool:
        """Go to the next line, and from the last one to a new one; False in one with nothing in it."""
        if self.is_open:
            return False
        self.go(self.row + 1, 0 if self.row + 1 == len(self.ledger) else self.column)
        return True

    # Changing

    @property
    def _now(self) -> _Step:
        return _Step(self.ledger, {}, self.row, self.column)

    def _put(self, ledger: tuple[Expense, ...], answers: Mapping[str, Value | None] | None = None) -> None:
        report = replace(self.report, ledger=ledger)
        for question, value in (answers or {}).items():
            report = report.with_answer(question, value)
        if report != self.report:
            self.report = report
            self._send(report, "" if answers else LEDGER)

    def write(self, text: str) -> str:
        """Take the text of the cell; all its changes until the cursor moves are one step.

        Returns why it cannot be kept; empty if it can.
        """
        here = self.here
        if text == self._was[0]:
            new = _with(here, self.column_id, self._was[1])
        else:
            new, _ = read_cell(here, self.column_id, text, self.report.region)
        if self._before is None and new != here:
            self._before = self._now
            self._past.append(self._before)
        return self._write_line(new)

    def _write_line(self, new: Expense) -> str:
        """Put a line in the place of the one with the cursor; one that says nothing new is none yet."""
        nothing = new in (self._fresh, Expense())
        if self.is_open and nothing:
            self._fresh = new
            return ""
        if self.is_open and (why := why_too_large(self._others(new))):
            return why
        # Where all of a line just begun was taken back, it is as open as before.
        emptied = self._line_started and nothing
        self._line_started = (self._line_started or self.is_open) and not emptied
        self._put(self._others() if emptied else self._others(new))
        return ""

    def kind_of(self, text: str) -> str:
        """Return the kind of another line that begins with a text; empty if none does."""
        return completed(text, self._others())

    def complete(self) -> None:
        """Write a kind of which the first letters were typed, as it is written elsewhere in the list."""
        if self.column_id == "category" and self.typing and (kind := self.kind_of(self.cell_text())):
            self.write(kind)

    def choose(self, column: str, value: Value) -> None:
        """Take one of several readings of a cell."""
        self._past.append(self._now)
        self._write_line(_with(self.here, column, value))
        self._came()

    def answer(self, answers: Mapping[str, Value | None]) -> None:
        """Put what the list offers into answers of the report."""
        before = {question: self.report.answers.get(question) for question in answers}
        self._past.append(self._now._replace(answers=before))
        self._put(self.ledger, answers)
        self._came()

    def add(self, expenses: Sequence[Expense], *, instead: bool = False) -> str:
        """Put lines below the list, or in the place of it; return why they cannot be kept, empty if they are.

        The cursor is in the new line below them.
        """
        ledger = (*(() if instead else self.ledger), *expenses)
        if why := why_too_large(ledger):
            return why
        self._past.append(self._now)
        self._put(ledger)
        self._settle(len(ledger), 0)
        return ""

    def take_out(self) -> Expense | None:
        """Take the line with the cursor out of the list; return it, None if there is none."""
        if self.is_open:
            return None
        gone, row = self.here, self.row
        self._past.append(self._now)
        self._put(self._others())
        self._settle(row, self.column)
        return gone

    def _settle(self, row: int, column: int) -> None:
        """Put the cursor somewhere in a list that has changed."""
        self.row = min(max(row, 0), len(self.ledger))
        self._begin_line()
        self.go(self.row, column)

    def undo(self) -> bool:
        """Take back the last cell, line, paste, or answer; False if there is nothing to take back."""
        while self._past:
            step = self._past.pop()
            if step.ledger != self.ledger or step.answers:  # else typed, and typed back again
                self._put(step.ledger, step.answers)
                self._settle(step.row, step.column)
                return True
        return False


def _with(expense: Expense, column: str, value: Value | None) -> Expense:
    changed: dict[str, Any] = {column: value}
    return replace(expense, **changed)


def completed(text: str, ledger: Sequence[Expense]) -> str:
    """Return the newest kind of expense in a list that begins with a text.

    Empty if none begins so, or where the text is a kind itself.
    """
    typed = text.casefold()
    kinds = {line.category.casefold(): line.category for line in ledger}
    if not typed.strip() or typed in kinds:
        return ""
    completions = (line.category for line in reversed(ledger) if line.category.casefold().startswith(typed))
    return next(completions, "")
