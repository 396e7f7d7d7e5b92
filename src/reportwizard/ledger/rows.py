"""The lines of a list with their cells, as a file or a paste holds them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from reportwizard.money.numerals import unambiguous


class Money(Decimal):
    """A number that a spreadsheet shows with a currency; `sign` is what is beside it."""

    sign = ""


Cell: TypeAlias = str | Decimal | dt.date
"""A text, or what a spreadsheet keeps as a number or a day. An empty cell is an empty text."""

MAX_ROWS = 100_000
"""The most lines with words in them that are read."""

MAX_LINES_ABOVE = 60
"""Headings are looked for in the first so many lines."""

HEAD_ROWS = 160
"""So many lines are enough to find the headings of a list."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line that is not empty: its number in the file, from 1, and its cells."""

    line: int
    cells: tuple[Cell, ...]

    def text(self, column: int | None) -> str:
        """Return what is in a column; empty if the line is shorter."""
        return text_of(self.cell(column))

    def cell(self, column: int | None) -> Cell:
        """Return a cell as it is; an empty text where the line is shorter."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""

    def texts(self) -> list[str]:
        """Return every cell as text."""
        return list(map(text_of, self.cells))


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines of a list; `faults` say which are torn and why, `too_many` that there are more of them."""

    rows: tuple[Row, ...] = ()
    faults: tuple[tuple[int, str], ...] = ()
    too_many: bool = False


def text_of(cell: Cell) -> str:
    """Return a cell as text: a number in digits and a point that reads back, a day as `2023-10-03`."""
    if isinstance(cell, str):
        return cell
    return unambiguous(cell) if isinstance(cell, Decimal) else cell.isoformat()


@dataclass(frozen=True)
class Sheet:
    """One way to read a file: a sheet of a workbook, or a text cut at one separator.

    `head` holds its first lines, enough to find its headings; `load` reads them all. `notes` say what had to
    be guessed, or could not be read.
    """

    name: str
    head: tuple[Row, ...]
    load: Callable[[], Rows]
    notes: tuple[str, ...] = ()


class RefusedError(Exception):
    """A file that is not read: its message says why, and what to do."""
