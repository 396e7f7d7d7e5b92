"""A file as sheets of typed cells: a workbook (`.xlsx`, `.xls`, `.ods`), or text with separators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias

from reportwizard.ledger.csv_text import MOST_ROWS, SEPARATORS, read_records, said_separator
from reportwizard.ledger.encoding import decodings
from reportwizard.ledger.filetype import what_else
from reportwizard.money.numerals import unmistakable

Cell: TypeAlias = str | Decimal | dt.date
"""A text, or what a spreadsheet keeps as a number or a day. An empty cell is an empty text."""

MOST_BYTES = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""

MOST_LINES_ABOVE = 60
"""Headings are looked for in the first so many lines."""

_HEAD_SIZE, _HEAD_ROWS = 200_000, 160


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a sheet that is not empty: its number in the file, from 1, and its cells."""

    line: int
    cells: tuple[Cell, ...]

    def text(self, column: int | None) -> str:
        """Return what stands in a column; empty where the line is shorter."""
        return text_of(self.cells[column]) if column is not None and column < len(self.cells) else ""

    def cell(self, column: int | None) -> Cell:
        """Return a cell as it is; an empty text where the line is shorter."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines of a sheet; `faults` say which are torn and why, `too_many` that there are more of them."""

    rows: tuple[Row, ...]
    faults: tuple[tuple[int, str], ...] = ()
    too_many: bool = False


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

    @cached_property
    def all(self) -> Rows:
        """Every line of the sheet."""
        return self.load()


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a file; `refusal` says why there are none, and what to do."""

    sheets: tuple[Sheet, ...] = ()
    refusal: str = ""


def text_of(cell: Cell) -> str:
    """Return a cell as text: a number in digits and a point that reads back, a day as `2023-10-03`."""
    if isinstance(cell, str):
        return cell
    return unmistakable(cell) if isinstance(cell, Decimal) else cell.isoformat()


def open_book(data: bytes, locale: str = "en") -> Book:
    """Return the sheets of a file. Never raises.

    `locale` is how the applicant writes: it helps where a text does not say which letters its bytes are.
    """
    if len(data) > MOST_BYTES:
        return Book(
            refusal=f"This file is larger than {MOST_BYTES // 2**20} MB. Keep only the lines of this grant."
        )
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n,;|"):
        return Book(refusal="This file is empty. Save the sheet again, and look that it has lines.")
    kind, refusal = what_else(data)
    if refusal:
        return Book(refusal=refusal)
    if kind:
        from reportwizard.ledger.workbook import read_workbook

        return read_workbook(data, kind)
    decoded = decodings(data, locale)
    if not decoded:
        return Book(refusal="This is not a text file. Save the sheet as .xlsx or as CSV, and read that file.")
    return Book(tuple(sheet for one in decoded for sheet in text_sheets(one.text, one.notes)))


def text_sheets(text: str, notes: tuple[str, ...] = ()) -> list[Sheet]:
    """Return a text cut at each separator that it may have; the one that it names itself comes first."""
    separators = dict.fromkeys(filter(None, (said_separator(text), *SEPARATORS)))
    there = [one for one in separators if one in text] or SEPARATORS[:1]
    return [_text_sheet(text, one, notes) for one in there]


def _text_sheet(text: str, separator: str, notes: tuple[str, ...]) -> Sheet:
    def read(part: str, most: int) -> Rows:
        found = read_records(part, separator, most)
        return Rows(tuple(Row(*record) for record in found.rows), tuple(found.faults), found.too_many)

    head = read(text[:_HEAD_SIZE], _HEAD_ROWS).rows
    return Sheet("", head, lambda: read(text, MOST_ROWS + MOST_LINES_ABOVE), notes)
