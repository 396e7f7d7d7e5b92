"""Rows that were copied in a spreadsheet program, with or without headings."""

from __future__ import annotations

from collections.abc import Sequence

from reportwizard.kinds.base import Region
from reportwizard.kinds.table_edit import split_block
from reportwizard.ledger.columns import find_columns, kind_of
from reportwizard.ledger.result import NOTHING_SAID, LedgerFile, Options
from reportwizard.ledger.rows import Row
from reportwizard.ledger.table import read_table
from reportwizard.report.expense import BY_ID

ORDER = ("date", "what", "category", "amount", "receipt", "note")
"""The columns that rows without headings are read into, from the one into which they are pasted."""

_NOTHING = "No expenses were found in what you pasted. Copy the day, what was paid for, and the amount."


def read_pasted(
    text: str, region: Region, column: str = ORDER[0], options: Options = NOTHING_SAID
) -> LedgerFile:
    """Read rows with tabs between their cells. Never raises; what cannot be read is kept as it is written.

    `column` is where the first cell goes where the rows have no headings.
    """
    rows = [Row(line, tuple(cells)) for line, cells in enumerate(split_block(text), 1) if any(cells)]
    columns = find_columns(rows)
    names = ORDER[ORDER.index(column) :]
    if (columns is None or columns.at < 0) and _suits(rows, names):
        rows = [Row(0, tuple(BY_ID[name].label for name in names)), *rows]
        columns = find_columns(rows)
    read = read_table(rows, columns, region, options) if columns else LedgerFile()
    return LedgerFile(refusal=_NOTHING) if read.is_empty else read


def _suits(rows: Sequence[Row], names: Sequence[str]) -> bool:
    """Whether the amounts of rows stand where the list has them."""
    place = names.index("amount") if "amount" in names else -1
    if place < 0 or max((len(row.cells) for row in rows), default=len(names) + 1) > len(names):
        return False
    cells = [row.cells[place] for row in rows if len(row.cells) > place and row.cells[place]]
    return all(kind_of(cell) == "number" for cell in cells)
