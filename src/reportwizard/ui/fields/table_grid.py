"""Where everything in a table stands: its rows, the widths of its columns, the cell at a point."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from textual.content import Content

from reportwizard.kinds.base import Typed, Value
from reportwizard.kinds.table import as_cells, fixed_rows, free_rows, show_cell
from reportwizard.kinds.table_edit import strays

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Column, Region

ROW, ADD, STRAY = "row", "add", "stray"

_COUNT_LEAST, _COUNT_MOST = 6, 10
_TEXT_LEAST, _TEXT_COMFORT = 11, 20
_LABEL_LEAST, _ANY_LEAST = 12, 3
# Nothing on screen is wider than this.
_MEASURED = 500


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line of a table. `kind` is ROW, ADD (the place to add a row) or STRAY.

    `row` is a row's id, or its number from 0; a stray cell, for which the form has no place, also has its
    `column`, and is the only one in `cells`.
    """

    kind: str
    row: str = ""
    label: str = ""
    cells: tuple[Value | None, ...] = ()
    column: str = ""


def grid_rows(question: Question, value: Value | None, shown: int) -> tuple[GridRow, ...]:
    """Return the lines of a table; where rows are free, at least `shown` of them."""
    rows = [*_fixed(question, value)] if question.rows else [*_free(question, value, shown), GridRow(ADD)]
    for row, column, cell in strays(value, question):
        rows.append(GridRow(STRAY, row, column=column, cells=(cell,)))
    return tuple(rows)


def _fixed(question: Question, value: Value | None) -> list[GridRow]:
    stored = fixed_rows(value)
    return [
        GridRow(ROW, row.id, row.label, _cells(question, stored.get(row.id, {}))) for row in question.rows
    ]


def _free(question: Question, value: Value | None, shown: int) -> list[GridRow]:
    stored = free_rows(value)
    stored += [{} for _ in range(max(shown, 1) - len(stored))]
    return [
        GridRow(ROW, str(number), str(number + 1), _cells(question, cells))
        for number, cells in enumerate(stored)
    ]


def _cells(question: Question, cells: Value) -> tuple[Value | None, ...]:
    return tuple(as_cells(cells).get(column.id) for column in question.columns)


@dataclass(frozen=True, slots=True)
class Layout:
    """The widths of a table, in terminal cells, and the headings of its columns, one or two lines each."""

    label: int
    widths: tuple[int, ...]
    gap: int
    headings: tuple[tuple[str, ...], ...]

    @property
    def top(self) -> int:
        """Lines above the first row: the headings and a rule."""
        return max(len(lines) for lines in self.headings) + 1

    @property
    def width(self) -> int:
        """The width of the whole table."""
        return self.label + sum(self.gap + width for width in self.widths)

    def left(self, column: int) -> int:
        """Where a column begins."""
        return self.label + sum(self.gap + width for width in self.widths[:column]) + self.gap

    def column_at(self, x: int) -> int | None:
        """Return the column at a point; the gap before a column belongs to it; None over the row labels."""
        if x < self.label:
            return None
        return next(
            (place for place, width in enumerate(self.widths) if x < self.left(place) + width),
            len(self.widths) - 1,
        )


@dataclass(frozen=True, slots=True)
class _Need:
    """What one column needs: its heading, the least width, and the width that shows everything in it."""

    title: str
    least: int
    wanted: int
    grows: bool


def lay_out(question: Question, rows: Sequence[GridRow], region: Region, width: int) -> Layout:
    """Return the widths that show the most of a table in `width` terminal cells.

    Counts are as wide as they need; texts share the rest, long ones taking what short ones leave. Where
    the official headings do not fit, the short ones stand.
    """
    columns = question.columns
    label = max(length(row.label) for row in rows)
    shown = [_widest(column, place, rows, region) for place, column in enumerate(columns)]
    needs = [_need(column, column.label, most) for column, most in zip(columns, shown, strict=True)]
    comfort = [max(need.least, _TEXT_COMFORT) if need.grows else need.least for need in needs]
    if label + sum(comfort) + 2 * len(needs) > width:
        titles = [column.short or column.label for column in columns]
        needs = [_need(*each) for each in zip(columns, titles, shown, strict=True)]
    least = sum(need.least for need in needs)
    gap = 2 if question.rows or label + least + 2 * len(needs) <= width else 1
    room = width - gap * len(needs)
    label = min(label, max(room - least, _LABEL_LEAST))
    widths = _share(room - label, needs)
    headings = tuple(_heading(need.title, most) for need, most in zip(needs, widths, strict=True))
    return Layout(label, widths, gap, headings)


def _widest(column: Column, place: int, rows: Sequence[GridRow], region: Region) -> int:
    cells = [row.cells[place] for row in rows if row.kind == ROW]
    mark = 2 if column.kind == "count" else 0
    shown = (length(show_cell(cell, column, region)) + mark * isinstance(cell, Typed) for cell in cells)
    return max(shown, default=0)


def _need(column: Column, title: str, shown: int) -> _Need:
    folded = max(map(length, fold(title))) if length(title) > _TEXT_LEAST else length(title)
    if column.kind == "count":
        needed = max(folded, min(shown, _COUNT_MOST), _COUNT_LEAST)
        return _Need(title, needed, needed, grows=False)
    least = min(max(folded, _COUNT_LEAST), _TEXT_LEAST)
    return _Need(title, least, max(length(title), shown, least), grows=True)


def _share(room: int, needs: Sequence[_Need]) -> tuple[int, ...]:
    """Give each column its least width, then the narrowest text one cell more in turn until room is out."""
    widths = [need.least for need in needs]
    while sum(widths) > max(room, _ANY_LEAST * len(widths)):
        widths[widths.index(max(widths))] -= 1
    texts = [place for place, need in enumerate(needs) if need.grows]
    while texts and sum(widths) < room:
        short = [place for place in texts if widths[place] < needs[place].wanted]
        widths[min(short or texts, key=lambda place: widths[place])] += 1
    return tuple(widths)


def _heading(title: str, width: int) -> tuple[str, ...]:
    return (title,) if length(title) <= width else fold(title)


@lru_cache(maxsize=256)
def fold(title: str) -> tuple[str, ...]:
    """Return a heading in two lines, as even as its words allow; in one where it is a single word."""
    words = title.split()
    folds = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    return min(folds, key=lambda lines: max(map(length, lines)), default=(title,))


@lru_cache(maxsize=1024)
def length(text: str) -> int:
    """Return how many terminal cells a text takes on one line; of a very long one, of its beginning."""
    return Content(" ".join(text[:_MEASURED].split())).cell_length
