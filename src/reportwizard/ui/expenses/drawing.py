"""How the list of expenses is drawn: its columns, and the lines in view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from textual.content import Content

from reportwizard.kinds.base import Region, Typed
from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount
from reportwizard.report.expense import COLUMN_BY_ID, Expense, cell_value, edit_text
from reportwizard.ui.expenses.lines import COLUMNS, ExpenseLines
from reportwizard.ui.fields.table_grid import GAP, LEFT, Layout
from reportwizard.ui.shared.drawing import cursor_bar, left_right, one_line, sign
from reportwizard.ui.shared.lines_widget import Row

HEAD = 3
"""Rows above the first line: the heading, the names of the columns, a rule."""
_MIN_WHAT, _KIND, _RECEIPT = 8, 10, 9
_MIN_AMOUNT, _MAX_AMOUNT, _MAX_DAY = 9, 18, 13
_SAMPLE = Expense(date=dt.date(2026, 12, 28))
_MEASURED = 300


def lay_out(lines: ExpenseLines, largest: Amount | None, width: int) -> Layout:
    """Return the columns that fit into `width` terminal cells; what was paid for takes the rest.

    `largest` is the amount that all the others fit below.
    """
    region = lines.report.region
    amount = len(_amount_text(largest, region)) if largest else 0
    amount = min(max(amount, _MIN_AMOUNT), _MAX_AMOUNT)
    day = min(max(len(edit_text(_SAMPLE, "date", region)), len("Date")), _MAX_DAY)
    label = max(3, len(str(len(lines.ledger) + 1))) + 1
    used = LEFT + label + day + _KIND + amount + _RECEIPT + GAP * (len(COLUMNS) - 1)
    labels = {column: COLUMN_BY_ID[column].label for column in COLUMNS} | {"category": "Kind"}
    labels["amount"] = region.currency or labels["amount"]
    widths = (day, max(width - used, _MIN_WHAT), _KIND, -amount, _RECEIPT)
    return Layout(label, widths, tuple(labels.values()))


def _amount_text(amount: Amount, region: Region) -> str:
    """Return an amount; without its code if it is in the currency that is over the column."""
    text = show_amount(amount, region.locale)
    return text.removesuffix(region.currency).strip() if amount.currency == region.currency else text


def head_rows(total: Sequence[str], layout: Layout, width: int) -> list[Row]:
    """Return the heading, `List of expenses   12 lines · 7,043.30 PEN`, the names of the columns, a rule."""
    dot = f" {sign('dot')} "
    count = f"{total[0]}{dot if total[1:] else ''}" if total else ""
    sums = Content.assemble((count, "$quiet"), (dot.join(total[1:]), "bold"))
    title = Content.styled(" " * LEFT + "List of expenses", "bold")
    return [Row(left_right(title, sums, width)), *layout.head()]


def line_row(lines: ExpenseLines, number: int, layout: Layout) -> Row:
    """Return one line of the list; the one with the cursor has a bar, and the box lies over its cell."""
    current = number == lines.row
    expense = lines.current if current else lines.ledger[number]
    cells = (_cell(expense, column, lines.report.region, current) for column in COLUMNS)
    label = Content.styled(f"{number + 1:>{layout.label - 1}}", "$quiet")
    return layout.row(number, label, cells, current=current, bar=cursor_bar(current))


def _cell(expense: Expense, column: str, region: Region, current: bool) -> Content:
    value = cell_value(expense, column)
    if column == "amount" and value is None:
        value = expense.usd
    if isinstance(value, Typed) or (column == "amount" and expense.is_unpaid and not current):
        typed = value.text if isinstance(value, Typed) else ""
        return one_line(f"{sign('ask')} {typed}"[:_MEASURED], _MEASURED, "$fix")
    if value is None:
        return Content() if current else Content.styled(sign("empty"), "$edge")
    text = edit_text(expense, column, region) if column == "date" else str(value)
    if isinstance(value, Amount):
        text = _amount_text(value, region)
    return one_line(text[:_MEASURED], _MEASURED, "$quiet" if column == "category" else "")
