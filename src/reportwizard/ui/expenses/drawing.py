"""How the list of expenses is drawn: its columns, the lines in view, and what stands below them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from reportwizard.kinds.base import Typed
from reportwizard.money.amount import Amount
from reportwizard.report.expense import BY_ID, Expense, cell_value, edit_text, show_cell
from reportwizard.ui.expenses.lines import COLUMNS
from reportwizard.ui.shared.drawing import cut, ends, fitted, one_line, plain, rule, signed, to_the_right
from reportwizard.ui.shared.drawn import Row, Zone
from reportwizard.ui.shared.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportwizard.kinds.base import Region
    from reportwizard.ui.expenses.lines import ExpenseLines
    from reportwizard.ui.expenses.offers import Compared, Sums

LEFT, GAP = 3, 2
HEAD = 3
"""Rows above the first line: the heading, the names of the columns, a rule."""
_KIND, _RECEIPT = 10, 9
_AMOUNT, _WIDEST_AMOUNT, _WIDEST_DAY = 9, 18, 13
_LABELS = {"category": "Kind"}
_SAMPLE = Expense(date=dt.date(2026, 12, 28))
_MEASURED = 300


class Spot(NamedTuple):
    """Where a column stands: its first cell, and its width."""

    id: str
    start: int
    width: int


class Layout(NamedTuple):
    """The columns of a list; the note takes the place of the receipt while the cursor is there."""

    number: int
    spots: tuple[Spot, ...]
    width: int

    def spot(self, column: str) -> Spot:
        """Return where a column stands."""
        return next(one for one in self.spots if one.id == column)


def lay_out(lines: ExpenseLines, width: int) -> Layout:
    """Return the columns that fit into `width` terminal cells; what was paid for takes the rest."""
    region = lines.report.region
    number = max(3, len(str(len(lines.ledger) + 1)))
    unseen = "receipt" if lines.column_id == "note" else "note"
    ids = [one for one in COLUMNS if one != unseen]
    widths = {
        "date": min(max(len(edit_text(_SAMPLE, "date", region)), len("Date")), _WIDEST_DAY),
        "category": _KIND,
        "amount": _amount_width(lines.ledger, region),
        "receipt": _RECEIPT,
        "note": _RECEIPT,
    }
    start = LEFT + number + 1
    used = sum(widths[one] + GAP for one in ids if one != "what")
    widths["what"] = max(width - 1 - start - used, 8)
    spots = []
    for one in ids:
        spots.append(Spot(one, start, widths[one]))
        start += widths[one] + GAP
    return Layout(number, tuple(spots), start - GAP)


def _amount_width(ledger: Sequence[Expense], region: Region) -> int:
    """Return the width that the largest amount needs; only that one is written out to know it."""
    amounts = [line.amount for line in ledger if isinstance(line.amount, Amount)]
    largest = max(amounts, key=lambda one: abs(one.value), default=None)
    words = _amount_words(largest, region) if largest else ""
    return min(max(len(words), _AMOUNT), _WIDEST_AMOUNT)


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


def head_rows(layout: Layout, region: Region) -> list[Row]:
    """Return the names of the columns, and a rule."""
    line = Content(" " * layout.spots[0].start)
    parts = []
    for spot in layout.spots:
        name = region.currency if spot.id == "amount" and region.currency else BY_ID[spot.id].label
        parts.append(_placed(plain(_LABELS.get(spot.id, name), "$quiet"), spot))
    names = Content.assemble(line, Content(" " * GAP).join(parts))
    under = Content.assemble(" " * LEFT, (sign("rule") * (layout.width - LEFT), "$line"))
    return [Row(names), Row(under)]


def line_row(lines: ExpenseLines, number: int, layout: Layout, width: int) -> Row:
    """Return one line of the list; the one with the cursor has a bar, and the box lies over its cell."""
    here = number == lines.row
    expense = lines.here if here else lines.ledger[number]
    region = lines.report.region
    cells = Content(" " * GAP).join(
        [_placed(_cell(expense, spot.id, region, here), spot) for spot in layout.spots]
    )
    bar = Content.styled(f" {sign('cursor')} ", "$accent") if here else Content(" " * LEFT)
    line = Content.assemble(bar, (f"{number + 1:>{layout.number}} ", "$quiet"), cells)
    zones = tuple(
        Zone(spot.start, spot.start + spot.width + GAP, f"{number} {spot.id}") for spot in layout.spots
    )
    return Row(
        fitted(line, min(layout.width, width)).stylize_before("on $raised") if here else line,
        f"{number} what",
        zones,
    )


def _placed(content: Content, spot: Spot) -> Content:
    return to_the_right(content, spot.width) if spot.id == "amount" else fitted(content, spot.width)


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
    from reportwizard.money.showing import about_words

    line, region = lines.here, lines.report.region
    parts = []
    if isinstance(line.date, dt.date):
        parts.append(plain(show_cell(line, "date", region), "$good bold"))
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
