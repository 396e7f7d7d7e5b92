"""How a table is drawn: columns by what is in them, headings, and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from textual.content import Content

from reportwizard.forms.form import Question
from reportwizard.kinds.base import Column, Region, Typed, Value
from reportwizard.kinds.table import cell_kind, show_cell
from reportwizard.kinds.unread import typed_text
from reportwizard.ui.fields.table_state import ROW, STRAY, GridRow, TableState
from reportwizard.ui.shared.drawing import columns, fitted, highlighted, one_line, plain, sign
from reportwizard.ui.shared.lines_widget import Row, Zone

LEFT, GAP = 2, 2
"""Cells left of a table (the bar of a cursor and a space), and between two columns."""
_LABEL, _MIN_LABEL = 22, 12
_MIN_NUMBER, _MAX_NUMBER = 6, 12
_MIN_TEXT, _MIN_ANY = 11, 3
# Nothing on screen is wider than this; marks above and below letters take no cells of their own.
_MEASURED = 500


class Layout(NamedTuple):
    """The columns of a table in terminal cells.

    `label` is what is left of the first column, with a gap. A column whose cells are right-aligned has a
    negative width.
    """

    label: int
    widths: tuple[int, ...]
    headings: tuple[str, ...]

    @property
    def starts(self) -> tuple[int, ...]:
        """Where each column begins, and where the next one would."""
        return (*accumulate((GAP + abs(width) for width in self.widths), initial=LEFT + self.label),)

    @property
    def end(self) -> int:
        return self.starts[-1] - GAP

    def head(self) -> list[Row]:
        """Return the headings, and a rule below them."""
        headings = self._line(map(plain, self.headings)).stylize("$quiet")
        rule = Content.styled(sign("rule") * (self.end - LEFT), "$line")
        return [Row(headings.pad_left(LEFT + self.label)), Row(rule.pad_left(LEFT))]

    def row(
        self, number: int, label: Content, cells: Iterable[Content], current: bool, bar: str | Content
    ) -> Row:
        """Return one row of cells after the bar of the cursor; a click on a cell means `row column`."""
        line = Content.assemble(bar, fitted(label, self.label), self._line(cells))
        zones = (Zone(*ends, f"{number} {column}") for column, ends in enumerate(pairwise(self.starts)))
        return Row(highlighted(line, self.end, current), str(number), tuple(zones))

    def _line(self, cells: Iterable[Content]) -> Content:
        return columns(zip(cells, self.widths, strict=True), GAP)


def lay_out(question: Question, rows: Sequence[GridRow], region: Region, width: int) -> Layout:
    """Return the widths that show the most of a table in `width` terminal cells.

    Numbers are as wide as they need; texts share the rest, long ones taking what short ones leave. Where
    the official headings do not fit, the short ones stand.
    """
    filled = [row for row in rows if row.kind == ROW]
    shown = [
        [cell_text(row.cells[place], column, region) for row in filled if row.cells[place] is not None]
        for place, column in enumerate(question.columns)
    ]
    numeric = tuple(map(_holds_numbers, question.columns, shown))
    label = max((length(row.label) for row in filled), default=1)
    label = max(label, _LABEL) if question.rows else label
    headings = [column.short or column.label for column in question.columns]
    official = [
        short if number else column.label
        for column, short, number in zip(question.columns, headings, numeric, strict=True)
    ]
    if label + sum(max(length(heading), _MIN_NUMBER) + GAP for heading in official) <= width:
        headings = official
    needs = list(map(_min_and_full_width, headings, shown, numeric))
    available = width - GAP * len(needs)
    label = min(label, max(available - sum(minimum for minimum, _ in needs), _MIN_LABEL))
    widths = zip(_share(available - label, needs), numeric, strict=True)
    return Layout(
        label + GAP, tuple(-width if number else width for width, number in widths), tuple(headings)
    )


def _holds_numbers(column: Column, shown: Sequence[str]) -> bool:
    """Whether numbers are in a column: by its kind, or by all that was typed into it."""
    typed = "".join(shown)
    return column.kind == "count" or (any(map(str.isdigit, typed)) and not any(map(str.isalpha, typed)))


def _min_and_full_width(heading: str, shown: Sequence[str], number: bool) -> tuple[int, int]:
    """Return the least width of a column, and the width that shows everything."""
    longest = max(map(length, shown), default=0)
    if number:
        needed = max(length(heading), min(longest, _MAX_NUMBER), _MIN_NUMBER)
        return needed, needed
    minimum = min(max(length(heading), _MIN_NUMBER), _MIN_TEXT)
    return minimum, max(length(heading), longest, minimum)


def _share(available: int, needs: Sequence[tuple[int, int]]) -> list[int]:
    """Give each column its least width, then the narrowest text one cell more in turn while there are any."""
    widths = [minimum for minimum, _ in needs]
    while sum(widths) > max(available, _MIN_ANY * len(widths)):
        widths[widths.index(max(widths))] -= 1
    while sum(widths) < available:
        short = [place for place, (_, full) in enumerate(needs) if widths[place] < full]
        if not short:
            break
        widths[min(short, key=lambda place: widths[place])] += 1
    return widths


def cell_text(cell: Value | None, column: Column, region: Region) -> str:
    """Return a cell as it is in the table, with a sign if it cannot be read."""
    text = show_cell(cell, column, region)
    unread = cell is not None and bool(cell_kind(column).problems(cell, column, region))
    return f"{sign('fix')} {text}" if unread else text


@lru_cache(maxsize=4096)
def length(text: str) -> int:
    """Return how many terminal cells a text takes on one line; of a very long one, of its beginning."""
    return Content(" ".join(text[:_MEASURED].split())).cell_length


def table_row(
    state: TableState, layout: Layout, number: int, width: int, add: tuple[str, str], *, focused: bool
) -> Row:
    """Return one line of a table; `add` is the label of the one that adds a row, and a remark after it."""
    row, current = state.rows[number], focused and number == state.row
    if row.kind == ROW:
        label = one_line(row.label, layout.label - GAP)
        label = label.stylize("$quiet" if not state.question.rows else "bold" if current else "")
        return layout.row(number, label, _cells(state, layout, row, current), current, " " * LEFT)
    if row.kind == STRAY:
        text = f"{sign('ask')} {row.row}, {row.column}: {typed_text(row.cells[0] or '')[:_MEASURED]}"
        line = one_line(text, width - LEFT - 1, "$look bold" if current else "$look")
    else:
        line, remark = Content.styled(add[0], "$accent bold" if current else "$accent"), add[1]
        if remark:
            available = max(width - LEFT - line.cell_length - 4, 1)
            line = Content.assemble(line, "   ", one_line(remark, available, "$quiet"))
    return Row(highlighted(line.pad_left(LEFT), width - 1, current), str(number))


def _cells(state: TableState, layout: Layout, row: GridRow, current: bool) -> Iterator[Content]:
    for place, (cell, column) in enumerate(zip(row.cells, state.question.columns, strict=True)):
        text = sign("empty") if cell is None else cell_text(cell, column, state.region)
        style = "$edge" if cell is None else "$fix" if isinstance(cell, Typed) else ""
        if current and place == state.column:
            style = "bold $on on $accent"
        elif current and not place and not state.question.rows:
            style = "bold"
        width = layout.widths[place]
        yield columns([(one_line(text[:_MEASURED], abs(width)), width)]).stylize(style)
