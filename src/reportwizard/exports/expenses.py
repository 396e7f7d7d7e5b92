"""The list of expenses as a workbook (XLSX): real numbers, real days, and a sum for each currency."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from xlsxwriter import Workbook

from reportwizard.kinds.values import Value
from reportwizard.ledger.totals import totals_by_currency
from reportwizard.ledger.write import currency_of, escape_formula, exact_text, headings, used_columns
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import decimals_of
from reportwizard.money.numerals import decimal_places
from reportwizard.report.expense import Expense, cell_value

# A workbook holds no day before its first, and 15 digits of a number.
_FIRST_DAY, _MAX_DIGITS = date(1900, 3, 1), 15
_WIDTHS = {"Date": 11, "What": 36, "Category": 22, "Amount": 14, "Receipt": 24, "Note": 36}


def write_xlsx(ledger: Sequence[Expense]) -> bytes:
    """Return the list as a workbook, always the same bytes; no text in it becomes a formula."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        # Otherwise it holds the time of writing.
        book.set_properties(dict(created=datetime(2000, 1, 1)))
        _Sheet(book, ledger).write(ledger)
    return file.getvalue()


class _Sheet:
    def __init__(self, book: Workbook, ledger: Sequence[Expense]) -> None:
        self._book: Any = book
        self._sheet: Any = book.add_worksheet("Expenses")
        self._columns = [column.id for column in used_columns(ledger)]
        self._bold = self._book.add_format({"bold": True, "bottom": 1})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})

    def write(self, ledger: Sequence[Expense]) -> None:
        """Write the frozen headings, the expenses, and their totals."""
        names = headings(ledger)
        for at, name in enumerate(names):
            self._sheet.set_column(at, at, _WIDTHS.get(name, 10))
            self._sheet.write_string(0, at, name, self._bold)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        for row, expense in enumerate(ledger, 1):
            self._sheet.write_number(row, 0, row)
            at, currency = 1, currency_of(expense)
            for column in self._columns:
                self._cell(row, at, cell_value(expense, column), "USD" if column == "usd" else currency)
                at += 1
                if column == "amount":
                    self._sheet.write_string(row, at, currency)
                    at += 1
        amount = 1 + self._columns.index("amount")
        for row, total in enumerate(totals_by_currency(ledger), len(ledger) + 2):
            self._sheet.write_string(row, amount - 1, "Total", self._bold)
            self._amount(row, amount, total, total.currency, {"bold": True})
            self._sheet.write_string(row, amount + 1, total.currency, self._bold)

    def _cell(self, row: int, at: int, value: Value | None, currency: str) -> None:
        if isinstance(value, Amount):
            self._amount(row, at, value, currency, {})
        elif isinstance(value, date) and value >= _FIRST_DAY:
            self._sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), self._day)
        elif value is not None:
            self._sheet.write_string(row, at, escape_formula(exact_text(value)))

    def _amount(self, row: int, at: int, amount: Amount, currency: str, formats: dict[str, object]) -> None:
        """Write a number; as text if it has too many digits, or another currency than its row."""
        digits = len(amount.value.as_tuple().digits)
        if digits > _MAX_DIGITS or amount.currency != currency:
            self._sheet.write_string(row, at, str(amount))
            return
        decimals = max(decimals_of(amount.currency), decimal_places(amount.value))
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        self._sheet.write_number(
            row, at, amount.value, self._book.add_format({"num_format": pattern, **formats})
        )
