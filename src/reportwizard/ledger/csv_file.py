"""A list of expenses as a CSV file that no spreadsheet runs, and that `read_ledger` reads back exactly."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from reportwizard.ledger.records import DANGEROUS
from reportwizard.ledger.rows import NUMBER, used_columns, written_cell
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import decimals_of
from reportwizard.money.numerals import unmistakable
from reportwizard.report.expense import cell_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportwizard.report.expense import Expense

SUFFIX = ".csv"
# A spreadsheet that parts cells at semicolons sees another beginning of a cell there.
_RISKY = re.compile(rf"(\A|;\s*)('*)(?=[{DANGEROUS}])")
_CURRENCY = "Currency"


def write_csv(ledger: Sequence[Expense]) -> str:
    """Return the list as CSV: commas, `\r\n` at the ends of lines, amounts as bare numbers with a point.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; an amount below 0 stands
    in brackets. For Excel, write the file in UTF-8 with a byte order mark.
    """
    columns = used_columns(ledger)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    headings = [column.label for column in columns]
    headings.insert([column.id for column in columns].index("amount") + 1, _CURRENCY)
    writer.writerow([NUMBER, *headings])
    for number, expense in enumerate(ledger, 1):
        writer.writerow([number, *_cells(expense, [column.id for column in columns])])
    return file.getvalue()


def _cells(expense: Expense, columns: Sequence[str]) -> Iterator[str]:
    currency = next(
        (one.currency for one in (expense.amount, expense.planned) if isinstance(one, Amount)), ""
    )
    for column in columns:
        value = cell_value(expense, column)
        if isinstance(value, Amount):
            yield _number(value, "USD" if column == "usd" else currency)
        else:
            yield harmless(written_cell(value))
        if column == "amount":
            yield currency


def _number(amount: Amount, currency: str) -> str:
    digits = unmistakable(abs(amount.value), decimals_of(amount.currency))
    number = f"({digits})" if amount.value < 0 else digits
    return number if amount.currency == currency else f"{number} {amount.currency}"


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet runs; reading the file takes the apostrophe off again."""
    return _RISKY.sub(r"\1\2'", text)
