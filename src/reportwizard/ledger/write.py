"""A list of expenses as rows of text for reports, and as a CSV file; both read back exactly."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence

from reportwizard.kinds.values import Column, Region, Typed, Value, unclear
from reportwizard.ledger.columns import NUMBER, find_columns
from reportwizard.ledger.delimited import DANGEROUS, other_separator
from reportwizard.ledger.result import Options
from reportwizard.ledger.rows import Row
from reportwizard.ledger.table import read_table
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import decimals_of, format_exact
from reportwizard.money.days import english_date
from reportwizard.money.numerals import unambiguous
from reportwizard.report.expense import COLUMN_BY_ID, COLUMNS, Expense, cell_value

# A spreadsheet that parts cells at another separator sees another beginning of a cell there.
_RISKY = {other: re.compile(rf"(\A|{other}\s*)('*)(?=[{DANGEROUS}])") for other in ",;"}


def used_columns(ledger: Sequence[Expense]) -> tuple[Column, ...]:
    """Return the columns of a list, without those of budget sheets where nothing is in them."""
    return tuple(
        column
        for column in COLUMNS
        if column.id not in ("usd", "planned")
        or any(cell_value(expense, column.id) is not None for expense in ledger)
    )


def exact_text(value: Value | None) -> str:
    """Return a cell in its one exact form: `2023-10-03`, `1046956.78 KZT`, text as it is.

    What could not be read carries a mark that says so.
    """
    if isinstance(value, Typed):
        return unclear(value)
    return "" if value is None else format_exact(value) if isinstance(value, Amount) else str(value)


def table_rows(ledger: Sequence[Expense]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the headings and the rows of a list for a report; days with their month in words."""
    columns = used_columns(ledger)
    rows = []
    for number, expense in enumerate(ledger, 1):
        values = [cell_value(expense, column.id) for column in columns]
        cells = [english_date(value) if isinstance(value, dt.date) else exact_text(value) for value in values]
        rows.append((str(number), *cells))
    return (NUMBER, *(column.label for column in columns)), tuple(rows)


def read_rows(rows: Sequence[Sequence[str]], region: Region) -> tuple[Expense, ...]:
    """Return the expenses of rows that `table_rows` gave, the headings first; nothing without headings."""
    lines = [Row(line, tuple(cells)) for line, cells in enumerate(rows, 1)]
    columns = find_columns(lines[:1])
    return read_table(lines, columns, region, Options(decimal=".")).expenses if columns else ()


def headings(ledger: Sequence[Expense]) -> list[str]:
    """Return what is over the columns of a file: the currency has one of its own."""
    names = [column.label for column in used_columns(ledger)]
    names.insert(names.index(COLUMN_BY_ID["amount"].label) + 1, "Currency")
    return [NUMBER, *names]


def currency_of(expense: Expense) -> str:
    """Return the currency that is in the column of its own; empty if there is no amount."""
    amounts = (amount.currency for amount in (expense.amount, expense.planned) if isinstance(amount, Amount))
    return next(amounts, "")


def write_csv(ledger: Sequence[Expense], separator: str = ",", decimal: str = ".") -> str:
    """Return the list as CSV: `\r\n` at the ends of lines, amounts as bare numbers.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; an amount below 0 is
    in brackets. For Excel, write the file in UTF-8 with a byte order mark.
    """
    columns = [column.id for column in used_columns(ledger)]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n", delimiter=separator)
    writer.writerow(headings(ledger))
    for number, expense in enumerate(ledger, 1):
        cells, currency = [str(number)], currency_of(expense)
        for column in columns:
            value = cell_value(expense, column)
            if isinstance(value, Amount):
                cells.append(_number(value, "USD" if column == "usd" else currency, decimal))
            else:
                cells.append(escape_formula(exact_text(value), separator))
            if column == "amount":
                cells.append(currency)
        writer.writerow(cells)
    return file.getvalue()


def _number(amount: Amount, currency: str, decimal: str) -> str:
    digits = unambiguous(abs(amount.value), decimals_of(amount.currency)).replace(".", decimal)
    number = f"({digits})" if amount.value < 0 else digits
    return number if amount.currency == currency else f"{number} {amount.currency}"


def escape_formula(text: str, separator: str = ",") -> str:
    """Return a cell that no spreadsheet runs; reading the file takes the apostrophe off again."""
    return _RISKY[other_separator(separator)].sub(r"\1\2'", text)
