"""How the list of expenses is drawn: its columns, the lines in view, and what stands below them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from reportwizard.kinds.base import Region, Typed
from reportwizard.money.amount import Amount
from reportwizard.report.expense import BY_ID, Expense, cell_value, edit_text, show_cell
from reportwizard.ui.shared.drawing import columns, cut, ends, fitted, one_line, plain, rule, signed
from reportwizard.ui.shared.drawn import Row, Zone
from reportwizard.ui.shared.signs import sign

if TYPE_CHECKING:
    from reportwizard.ui.expenses.lines import ExpenseLines
    from reportwizard.ui.expenses.offers import Compared, Sums

LEFT, GAP = 3, 2
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

    The note takes the place of the receipt while the cursor is there; `largest` is the amount that all the
    others fit below.
    """
    region = lines.report.region
    unseen = "receipt" if lines.column_id == "note" else "note"
    largest_words = _amount_words(largest, region) if largest else ""
    widths = {
        "date": min(max(len(edit_text(_SAMPLE, "date", region)), len("Date")), _WIDEST_DAY),
        "what": 0,
        "category": _KIND,
        "amount": min(max(len(largest_words), _AMOUNT), _WIDEST_AMOUNT),
        "receipt": _RECEIPT,
        "note": _RECEIPT,
    }
    del widths[unseen]
    start = LEFT + max(3, len(str(len(lines.ledger) + 1))) + 1
    used = start + sum(widths.values()) + GAP * (len(widths) - 1)
    widths["what"] = max(width - 1 - used, 8)
    spots = {}
    for column, cells in widths.items():
        spots[column] = Spot(start, cells)
        start += cells + GAP
    return spots


def _amount_words(amount: Amount, region: Region) -> str:
    """Return an amount; without its code where it is in the currency that stands over the column."""
    from reportwizard.money.showing import show_amount

    words = show_amount(amount, region.locale)
    return words.removesuffix(region.currency).strip() if amount.currency == region.currency else words


def title_row(total: Sequence[str], width: int) -> Row:
    """Return the heading: `List of expenses          12 lines · 7,043.30 PEN`."""
    left = Content.styled(" " * LEFT + "List of expenses", "bold")
    dot = f" {sign('dot')} "
    many = Content.styled(dot.join([*total[:1], ""]), "$quiet")
    right = Content.assemble(many, (dot.join(total[1:]), "bold"))
    return Row(ends(left, right, width - 1))


def head_rows(spots: dict[str, Spot], region: Region) -> list[Row]:
    """Return the names of the columns, and a rule."""
    labels = {column: BY_ID[column].label for column in spots} | {"category": "Kind"}
    labels["amount"] = region.currency or labels["amount"]
    names = _in_columns({column: plain(label, "$quiet") for column, label in labels.items()}, spots)
    end = spots[next(reversed(spots))]
    under = Content.assemble(" " * LEFT, (sign("rule") * (end.start + end.width - LEFT), "$line"))
    return [Row(names.pad_left(spots["date"].start)), Row(under)]


def line_row(lines: ExpenseLines, number: int, spots: dict[str, Spot], width: int) -> Row:
    """Return one line of the list; the one with the cursor has a bar, and the box lies over its cell."""
    here = number == lines.row
    expense = lines.here if here else lines.ledger[number]
    cells = {column: _cell(expense, column, lines.report.region, here) for column in spots}
    bar = Content.styled(f" {sign('cursor')} ", "$accent") if here else Content(" " * LEFT)
    digits = spots["date"].start - LEFT - 1
    line = Content.assemble(bar, (f"{number + 1:>{digits}} ", "$quiet"), _in_columns(cells, spots))
    zones = tuple(
        Zone(spot.start, spot.start + spot.width + GAP, f"{number} {column}")
        for column, spot in spots.items()
    )
    if here:
        line = fitted(line, min(line.cell_length, width)).stylize_before("on $raised")
    return Row(line, f"{number} what", zones)


def _in_columns(cells: dict[str, Content], spots: dict[str, Spot]) -> Content:
    """Return cells beside one another; amounts stand at the right end of theirs."""
    placed = (
        (cells[column], -spot.width if column == "amount" else spot.width) for column, spot in spots.items()
    )
    return columns(placed, GAP)


def _cell(expense: Expense, column: str, region: Region, here: bool) -> Content:
    value = cell_value(expense, column)
    if column == "amount" and value is None:
        value = expense.usd
    if isinstance(value, Typed) or (column == "amount" and expense.is_unpaid and not here):
        text = value.text if isinstance(value, Typed) else ""
        return one_line(f"{sign('ask')} {text}"[:_MEASURED], _MEASURED, "$fix")
    if value is None:
        return Content() if here else Content.styled(sign("empty"), "$edge")
    style = "$quiet" if column == "category" else ""
    return one_line(_words(expense, column, region)[:_MEASURED], _MEASURED, style)


def _words(expense: Expense, column: str, region: Region) -> str:
    if column == "date":
        return edit_text(expense, column, region)
    if column != "amount":
        return str(cell_value(expense, column))
    amount = expense.amount if expense.amount is not None else expense.usd
    return _amount_words(amount, region) if isinstance(amount, Amount) else ""


def read_row(lines: ExpenseLines) -> Content:
    """Return how the day and the amount of the line with the cursor are read."""
    from reportwizard.money.days import in_english
    from reportwizard.money.showing import about_words

    line, region = lines.here, lines.report.region
    parts = []
    if isinstance(line.date, dt.date):
        parts.append(plain(in_english(line.date), "$good bold"))
    if isinstance(line.amount, Amount):
        words = f"{sign('read')} {show_cell(line, 'amount', region)}"
        parts.append(plain(words, "$good bold"))
        if about := about_words(line.amount.value):
            parts.append(Content.styled(about, "$quiet"))
    return Content("   ").join(parts)


def compared_rows(sums: Sums, width: int) -> list[Row]:
    """Return the questions beside the list: `10  7,043.30 PEN   the same as this list ✓`."""
    if not sums.compared:
        return []
    numbers = " and ".join(one.question.number or f"“{one.question.name}”" for one in sums.compared)
    title = f"Question {numbers}" if sums.compared[0].question.number else numbers
    wide = max(max(len(one.answer), 1) for one in sums.compared)
    rows = [Row(Content()), Row(Content.assemble(" " * LEFT, rule(title, width - LEFT - 1)))]
    return [*rows, *(_compared_row(one, wide, width) for one in sums.compared)]


def _compared_row(one: Compared, wide: int, width: int) -> Row:
    done = one.state == "done"
    words = Content.assemble(
        " ",
        signed("look") if one.state == "look" else " ",
        " ",
        plain(f"{one.question.number or ' ':<2}", "bold $accent"),
        "  ",
        plain(f"{one.answer or sign('empty'):<{wide}}"),
        "   ",
        (one.remark, "$good" if done else "$look" if one.state else "$quiet"),
        (f" {sign('done')}" if done else "", "$good"),
    )
    return Row(cut(words, width), f"question {one.question.id}")
