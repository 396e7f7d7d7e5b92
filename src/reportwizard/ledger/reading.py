"""A file with expenses: a list in CSV, or the Foundation's budget sheet saved as CSV."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reportwizard.kinds.base import Region
from reportwizard.ledger.budget_sheet import read_sheet
from reportwizard.ledger.encoding import decode
from reportwizard.ledger.file import LedgerFile, LineProblem
from reportwizard.ledger.header import MOST_LINES_ABOVE, find_header
from reportwizard.ledger.records import MOST_ROWS, SEPARATORS, read_records, said_separator
from reportwizard.ledger.sheet_header import find_sheet
from reportwizard.ledger.table import read_table

if TYPE_CHECKING:
    from reportwizard.ledger.header import Header
    from reportwizard.ledger.records import Records
    from reportwizard.ledger.sheet_header import Sheet

EXAMPLE = "Date, What, Category, Amount, Currency, Receipt, Note"
"""Headings that are understood."""

_NOTHING = "There are no expenses in this file. Write a line for each of them below the headings."
# Enough of a file to see which separator it uses.
_SAMPLE_SIZE, _SAMPLE_ROWS = 200_000, 100


class _Layout(NamedTuple):
    """How a file is laid out: its separator, and where its headings stand."""

    separator: str
    sheet: Sheet | None
    header: Header | None

    @property
    def columns(self) -> int:
        """How many columns are understood."""
        headings = self.sheet or self.header
        return len(headings.columns) if headings else 0


def read_ledger(data: bytes, *, currency: str = "", locale: str = "en", mark: str = "") -> LedgerFile:
    """Read a file with expenses. Never raises; what cannot be read is told line by line, or in `refusal`.

    `currency` and `locale` say how the applicant writes, where the file does not say it itself. `mark` is the
    decimal mark (`.` or `,`) where the applicant said which one the file uses. Files of at most 64 MB and
    100,000 lines are read.
    """
    decoded = decode(data)
    if decoded.refusal:
        return LedgerFile(refusal=decoded.refusal)
    if not decoded.text.strip("\ufeff\0 \t\r\n,;|"):
        return LedgerFile(refusal="This file is empty. Save the sheet again, and look that it has lines.")
    read = _read_text(decoded.text, Region(locale, currency), mark)
    if read.refusal:
        # Where no heading was found, the letters may be the reason.
        return replace(read, refusal=" ".join([read.refusal, *decoded.notes]))
    if not read.expenses:
        return replace(read, layout="", refusal=_NOTHING)
    return replace(read, notes=(*decoded.notes, *read.notes))


def _read_text(text: str, region: Region, mark: str) -> LedgerFile:
    separators = dict.fromkeys(filter(None, (said_separator(text), *SEPARATORS)))
    layout = max((_layout(text, one) for one in separators), key=lambda layout: layout.columns)
    if not layout.columns:
        return LedgerFile(
            refusal=f"No line with the names of the columns was found. Write one over your list: {EXAMPLE}."
        )
    records = read_records(text, layout.separator, MOST_ROWS + MOST_LINES_ABOVE)
    if records.too_many:
        return LedgerFile(
            refusal=f"This file has more than {MOST_ROWS:,} lines. Keep only the lines of this grant."
        )
    read = _read_rows(records, layout, region, mark)
    faults = (LineProblem(*fault) for fault in records.faults)
    return replace(read, problems=tuple(sorted((*read.problems, *faults), key=lambda found: found.line)))


def _layout(text: str, separator: str) -> _Layout:
    rows = read_records(text[:_SAMPLE_SIZE], separator, _SAMPLE_ROWS).rows
    sheet = find_sheet(rows)
    return _Layout(separator, sheet, None if sheet else find_header(rows))


def _read_rows(records: Records, layout: _Layout, region: Region, mark: str) -> LedgerFile:
    if layout.sheet:
        return read_sheet(records.rows, layout.sheet, region, mark)
    header = find_header(records.rows)
    return read_table(records.rows, header, region, mark) if header else LedgerFile()
