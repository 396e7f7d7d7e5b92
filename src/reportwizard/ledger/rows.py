"""A list of expenses as rows of text, for exports, and such rows as expenses again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from reportwizard.kinds.base import Typed
from reportwizard.kinds.unread import unclear
from reportwizard.ledger.header import find_header
from reportwizard.ledger.records import Record
from reportwizard.ledger.table import read_table
from reportwizard.report.expense import COLUMNS, Expense, cell_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportwizard.kinds.base import Column, Region, Value

NUMBER = "No."
"""The heading over the numbers of the expenses. A line with a number is never taken for a total."""

# These columns are left out of a list in which they hold nothing.
_OPTIONAL = frozenset(["usd", "planned"])


def used_columns(ledger: Sequence[Expense]) -> tuple[Column, ...]:
    """Return the columns of a list, without those of budget sheets where nothing stands in them."""
    return tuple(
        column
        for column in COLUMNS
        if column.id not in _OPTIONAL or any(cell_value(expense, column.id) is not None for expense in ledger)
    )


def written_cell(value: Value | None) -> str:
    """Return a cell in its one exact form: `2023-10-03`, `1046956.78 KZT`, text as it is.

    What could not be read carries a mark that says so.
    """
    if isinstance(value, Typed):
        return unclear(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else str(value)


def table_rows(ledger: Sequence[Expense]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the headings and the rows of a list for a report; amounts carry their code."""
    columns = used_columns(ledger)
    rows = (
        (str(number), *(written_cell(cell_value(expense, column.id)) for column in columns))
        for number, expense in enumerate(ledger, 1)
    )
    return (NUMBER, *(column.label for column in columns)), tuple(rows)


def read_rows(rows: Sequence[Sequence[str]], region: Region) -> tuple[Expense, ...]:
    """Return the expenses of rows that `table_rows` gave, the headings first; nothing without headings."""
    records = [Record(line, tuple(cells)) for line, cells in enumerate(rows, 1)]
    header = find_header(records[:1])
    return read_table(records, header, region, mark=".").expenses if header else ()
