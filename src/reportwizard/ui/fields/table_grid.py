"""How a table is drawn: columns by what is in them, headings, and the rows that are in view."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from textual.content import Content

from reportwizard.forms.form import Question
from reportwizard.kinds.base import Column, Region, Typed, Value
from reportwizard.kinds.table import cell_kind, show_cell
from reportwizard.kinds.unread import shown_typed
from reportwizard.ui.fields.table_state import ADD, ROW, STRAY, GridRow
from reportwizard.ui.shared.drawing import fitted, highlighted, one_line, right_aligned
from reportwizard.ui.shared.drawn import Row, Zone
from reportwizard.ui.shared.signs import sign

LEFT, GAP = 2, 2
"""Cells left of a table (a space is below the bar of its box), and between two columns."""
_LABEL, _LABEL_LEAST = 22, 12
_NUMBER_LEAST, _NUMBER_MOST = 6, 12
_TEXT_LEAST, _ANY_LEAST = 11, 3
# Nothing on screen is wider than this; marks above and below letters take no room of their own.
_MEASURED = 500


class Layout(NamedTuple):
    """The widths of a table in terminal cells, its headings, and which columns hold numbers."""

    label: int
    widths: tuple[int, ...]
    headings: tuple[str, ...]
    numbers: tuple[bool, ...]

    @property
    def width(self) -> int:
        return self.label + sum(self.widths) + GAP * len(self.widths)

    def zones(self, row: int) -> tuple[Zone, ...]:
        """Return where the cells of a row can be clicked, each with the gap before it: `row column`."""
        starts = accumulate((GAP + width for width in self.widths), initial=LEFT + self.label)
        return tuple(Zone(*ends, f"{row} {place}") for place, ends in enumerate(pairwise(starts)))


def lay_out(question: Question, rows: Sequence[GridRow], region: Region, width: int) -> Layout:
    """Return the widths that show the most of a table in `width` terminal cells.

    Numbers are as wide as they need; texts share the rest, long ones taking what short ones leave. Where
    the official headings do not fit, the short ones stand.
    """
    filled = [row for row in rows if row.kind == ROW]
    shown = [
        [words(row.cells[place], column, region) for row in filled if row.cells[place] is not None]
        for place, column in enumerate(question.columns)
    ]
    numbers = tuple(map(_holds_numbers, question.columns, shown))
    label = max((length(row.label) for row in filled), default=1)
    label = max(label, _LABEL) if question.rows else label
    headings = [column.short or column.label for column in question.columns]
    official = [
        short if number else column.label
        for column, short, number in zip(question.columns, headings, numbers, strict=True)
    ]
    if label + sum(max(length(one), _NUMBER_LEAST) + GAP for one in official) <= width:
        headings = official
    needs = [_need(*each) for each in zip(headings, shown, numbers, strict=True)]
    room = width - GAP * len(needs)
    label = min(label, max(room - sum(least for least, _ in needs), _LABEL_LEAST))
    return Layout(label, _share(room - label, needs), tuple(headings), numbers)


def _holds_numbers(column: Column, shown: Sequence[str]) -> bool:
    """Whether numbers are in a column: by its kind, or by all that was typed into it."""
    typed = "".join(shown)
    return column.kind == "count" or (any(map(str.isdigit, typed)) and not any(map(str.isalpha, typed)))


def _need(heading: str, shown: Sequence[str], number: bool) -> tuple[int, int]:
    """Return the least width of a column, and the width that shows everything."""
    most = max(map(length, shown), default=0)
    if number:
        needed = max(length(heading), min(most, _NUMBER_MOST), _NUMBER_LEAST)
        return needed, needed
    least = min(max(length(heading), _NUMBER_LEAST), _TEXT_LEAST)
    return least, max(length(heading), most, least)


def _share(room: int, needs: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Give each column its least width, then the narrowest text one cell more in turn until room is out."""
    widths = [least for least, _ in needs]
    while sum(widths) > max(room, _ANY_LEAST * len(widths)):
        widths[widths.index(max(widths))] -= 1
    while sum(widths) < room:
        short = [place for place, (_, wanted) in enumerate(needs) if widths[place] < wanted]
        if not short:
            break
        widths[min(short, key=lambda place: widths[place])] += 1
    return tuple(widths)


def words(cell: Value | None, column: Column, region: Region) -> str:
    """Return a cell as it is in the table, with a sign if it cannot be read."""
    text = show_cell(cell, column, region)
    unread = cell is not None and bool(cell_kind(column).problems(cell, column, region))
    return f"{sign('fix')} {text}" if unread else text


@lru_cache(maxsize=4096)
def length(text: str) -> int:
    """Return how many terminal cells a text takes on one line; of a very long one, of its beginning."""
    return Content(" ".join(text[:_MEASURED].split())).cell_length


class Drawing(NamedTuple):
    """A table, ready to be drawn. `row` and `column` are the cursor's; -1 without focus.

    `more` are the words of the line that adds a row, and a remark after them.
    """

    question: Question
    region: Region
    layout: Layout
    more: tuple[str, str]
    row: int = -1
    column: int = -1

    def head(self) -> list[Row]:
        layout = self.layout
        cells = zip(layout.headings, layout.widths, layout.numbers, strict=True)
        parts = [_cell(one, width, "$quiet", right=right) for one, width, right in cells]
        line = Content(" " * GAP).join([Content(" " * layout.label), *parts])
        return [
            Row(line.pad_left(LEFT)),
            Row(Content.styled(sign("rule") * layout.width, "$line").pad_left(LEFT)),
        ]

    def line(self, number: int, row: GridRow, width: int) -> Row:
        here = number == self.row
        zones: tuple[Zone, ...] = ()
        if row.kind == ADD:
            add, remark = self.more
            line = Content.styled(add, "$accent bold" if here else "$accent")
            room = width - LEFT - line.cell_length - 4
            line = Content.assemble(line, "   ", one_line(remark, max(room, 1), "$quiet")) if remark else line
        elif row.kind == STRAY:
            text = f"{sign('ask')} {row.row}, {row.column}: {shown_typed(row.cells[0] or '')[:_MEASURED]}"
            line = one_line(text, width - LEFT - 1, "$look bold" if here else "$look")
        else:
            line, zones = self._cells(row, here), self.layout.zones(number)
        wide = LEFT + self.layout.width if row.kind == ROW else width - 1
        return Row(highlighted(line.pad_left(LEFT), wide, here), str(number), zones)

    def _cells(self, row: GridRow, here: bool) -> Content:
        free, layout = not self.question.rows, self.layout
        parts = [_cell(row.label, layout.label, "$quiet" if free else "bold" if here else "")]
        for place, (cell, column) in enumerate(zip(row.cells, self.question.columns, strict=True)):
            text = sign("empty") if cell is None else words(cell, column, self.region)
            style = "$edge" if cell is None else "$fix" if isinstance(cell, Typed) else ""
            if here and place == self.column:
                style = "bold $on on $accent"
            elif free and here and not place:
                style = "bold"
            parts.append(_cell(text, layout.widths[place], style, right=layout.numbers[place]))
        return Content(" " * GAP).join(parts)


def _cell(text: str, width: int, style: str = "", *, right: bool = False) -> Content:
    content = one_line(text[:_MEASURED], width)
    placed = right_aligned(content, width) if right else fitted(content, width)
    return placed.stylize(style) if style else placed


def in_view(rows: int, most: int, top: int, cursor: int) -> int:
    """Return the first row to draw: `top`, or as little beside it as brings the cursor's row into view."""
    if rows <= most:
        return 0
    return max(min(max(top, cursor - most + 1), cursor, rows - most), 0)
