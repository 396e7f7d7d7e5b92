"""How the list of expenses is drawn: its columns, and the lines in view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from reportwizard.kinds.base import Region, Typed
from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount
from reportwizard.report.expense import COLUMN_BY_ID, Expense, cell_value, edit_text
from reportwizard.ui.expenses.below import LEFT
from reportwizard.ui.expenses.lines import ExpenseLines
from reportwizard.ui.shared.drawing import columns, cursor_bar, highlighted, left_right, one_line, plain
from reportwizard.ui.shared.drawn import Row, Zone
from reportwizard.ui.shared.signs import sign

GAP = 2
HEAD = 3
"""Rows above the first line: the heading, the names of the columns, a rule."""
_KIND, _RECEIPT = 10, 9
_AMOUNT, _WIDEST_AMOUNT, _WIDEST_DAY = 9, 18, 13
_SAMPLE = Expense(date=dt.date(2026, 12, 28))
_MEASURED = 300


class Spot(NamedTuple):
    """Where a column stands: its first cell, and its width."""

    start: int
    width: int


def lay_out(lines: ExpenseLines, largest: Amount | None, width: int) -> dict[str, Spot]:
    """Return the columns that fit into `width` terminal cells; what was paid for takes the rest.

    `largest` is the amount that all the others fit below.
    """
    region = lines.report.region
    amount = len(_amount_words(largest, region)) if largest else 0
    widths = {
        "date": min(max(len(edit_text(_SAMPLE, "date", region)), len("Date")), _WIDEST_DAY),
        "what": 0,
        "category": _KIND,
        "amount": min(max(amount, _AMOUNT), _WIDEST_AMOUNT),
        "receipt": _RECEIPT,
    }
    start = LEFT + max(3, len(str(len(lines.ledger) + 1))) + 1
    used = start + sum(widths.values()) + GAP * (len(widths) - 1)
    widths["what"] = max(width - 1 - used, 8)
    spots = {}
    for column, cells in widths.items():
        spots[column] = Spot(start, cells)
        start += cells + GAP
    return spots


def _amount_words(amount: Amount, region: Region) -> str:
    """Return an amount; without its code if it is in the currency that is over the column."""
    words = show_amount(amount, region.locale)
    return words.removesuffix(region.currency).strip() if amount.currency == region.currency else words


def head_rows(total: Sequence[str], spots: dict[str, Spot], region: Region, width: int) -> list[Row]:
    """Return the heading, `List of expenses   12 lines · 7,043.30 PEN`, the names of the columns, a rule."""
    dot = f" {sign('dot')} "
    many = f"{total[0]}{dot if total[1:] else ''}" if total else ""
    right = Content.assemble((many, "$quiet"), (dot.join(total[1:]), "bold"))
    left = Content.styled(" " * LEFT + "List of expenses", "bold")
    labels = {column: COLUMN_BY_ID[column].label for column in spots} | {"category": "Kind"}
    labels["amount"] = region.currency or labels["amount"]
    names = _in_columns({column: plain(label, "$quiet") for column, label in labels.items()}, spots)
    end = spots["receipt"]
    under = Content.styled(sign("rule") * (end.start + end.width - LEFT), "$line")
    title = left_right(left, right, width - 1)
    return [Row(title), Row(names.pad_left(spots["date"].start)), Row(under.pad_left(LEFT))]


def line_row(lines: ExpenseLines, number: int, spots: dict[str, Spot], width: int) -> Row:
    """Return one line of the list; the one with the cursor has a bar, and the box lies over its cell."""
    here = number == lines.row
    expense = lines.here if here else lines.ledger[number]
    cells = {column: _cell(expense, column, lines.report.region, here) for column in spots}
    digits = spots["date"].start - LEFT - 1
    count = (f"{number + 1:>{digits}} ", "$quiet")
    line = Content.assemble(" ", cursor_bar(here), count, _in_columns(cells, spots))
    zones = tuple(
        Zone(spot.start, spot.start + spot.width + GAP, f"{number} {column}")
        for column, spot in spots.items()
    )
    return Row(highlighted(line, min(line.cell_length, width), here), f"{number} what", zones)


def _in_columns(cells: dict[str, Content], spots: dict[str, Spot]) -> Content:
    """Return cells beside one another; amounts are at the right end of theirs."""
    widths = {column: -spot.width if column == "amount" else spot.width for column, spot in spots.items()}
    return columns(((cells[column], width) for column, width in widths.items()), GAP)


def _cell(expense: Expense, column: str, region: Region, here: bool) -> Content:
    value = cell_value(expense, column)
    if column == "amount" and value is None:
        value = expense.usd
    if isinstance(value, Typed) or (column == "amount" and expense.is_unpaid and not here):
        text = value.text if isinstance(value, Typed) else ""
        return one_line(f"{sign('ask')} {text}"[:_MEASURED], _MEASURED, "$fix")
    if value is None:
        return Content() if here else Content.styled(sign("empty"), "$edge")
    words = edit_text(expense, column, region) if column == "date" else str(value)
    if isinstance(value, Amount):
        words = _amount_words(value, region)
    return one_line(words[:_MEASURED], _MEASURED, "$quiet" if column == "category" else "")
