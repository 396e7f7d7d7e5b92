"""A cursor in the cells of a table, and the changes that Ctrl+Z takes back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from typing import Generic, TypeVar

StepT = TypeVar("StepT")


class TableCursor(ABC, Generic[StepT]):
    """A cell of a table, and what was changed in it: typing into one cell is one step until the cursor moves.

    A step holds what a change replaced, for `_restore` to put it back.
    """

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.row = self.column = 0
        self.undo_stack: deque[StepT] = deque(maxlen=200)
        self._typing_began: StepT | None = None

    @property
    @abstractmethod
    def row_count(self) -> int:
        """How many lines the cursor can be in."""

    @property
    def last(self) -> int:
        """The last row with cells, pluralize from 0."""
        return self.row_count - 1

    @property
    def typing(self) -> bool:
        """Whether the text of the cell was changed since the cursor came."""
        return self._typing_began is not None

    @abstractmethod
    def cell_text(self) -> str:
        """Return the text of the cell with the cursor, as it is edited."""

    @abstractmethod
    def _restore(self, step: StepT) -> bool:
        """Put back what a step replaced; False if it is there already: it was typed, and typed back again."""

    def go(self, row: int, column: int) -> None:
        """Put the cursor there; it stops at the edges."""
        self.row = min(max(row, 0), self.row_count - 1)
        self.column = min(max(column, 0), self.columns - 1)
        self._typing_began = None

    def step(self, by: int) -> bool:
        """Go to the next cell, or to the one before, line by line; False if the table ends."""
        end = (self.last + 1) * self.columns
        place = min(self.row * self.columns + self.column, end) + by
        if not 0 <= place < end:
            return False
        self.go(*divmod(place, self.columns))
        return True

    def undo(self) -> bool:
        """Take back the last change; False if there is none."""
        while self.undo_stack:
            if self._restore(self.undo_stack.pop()):
                return True
        return False
