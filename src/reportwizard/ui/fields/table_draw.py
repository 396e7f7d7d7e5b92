"""How a table looks: headings, rows, the line that adds a row, and the whole text of the current cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from reportwizard.forms.form import Question
from reportwizard.kinds.base import Region
from reportwizard.kinds.table import cell_kind, show_cell
from reportwizard.kinds.unread import shown_typed
from reportwizard.ui.content import plain, shortened
from reportwizard.ui.fields.table_grid import ADD, STRAY, GridRow, Layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportwizard.kinds.base import Column, Problem, Value

HERE = "$text bold on $primary 25%"
_EMPTY = "·"
_MOST_LINES = 12
# Marks above and below letters take no room of their own; a text is cut before it is measured.
_MOST_A_CELL = 4
_BETWEEN = "   "


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a line that can be clicked: from `start` up to `end`, in terminal cells."""

    start: int
    end: int
    action: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One table, ready to be drawn. `place` is the cursor's row and column; None without focus."""

    question: Question
    region: Region
    rows: tuple[GridRow, ...]
    layout: Layout
    place: tuple[int, int] | None

    def lines(self) -> Iterator[Content]:
        """Give the headings, a rule, every row, and a rule."""
        layout = self.layout
        above = layout.top - 1
        for line in range(above):
            parts = [Content(" " * layout.label)]
            for column, heading, width in zip(
                self.question.columns, layout.headings, layout.widths, strict=True
            ):
                place = line - (above - len(heading))
                parts.append(_fitted(heading[place] if place >= 0 else "", width, "$quiet bold", column.kind))
            yield Content(" " * layout.gap).join(parts)
        rule = Content.styled("─" * layout.width, "$rule")
        yield rule
        for number in range(len(self.rows)):
            yield self._row(number)
        yield rule

    def _row(self, number: int) -> Content:
        row = self.rows[number]
        here = self.place is not None and self.place[0] == number
        if row.kind == ADD:
            return self._add_line(here)
        if row.kind == STRAY:
            text = f"? {row.row}, {row.column}: {shown_typed(row.cells[0] or '')}"
            return _fitted(text, self.layout.width, HERE if here else "$warning")
        parts = [_fitted(row.label, self.layout.label, "bold" if here else "")]
        for place, column in enumerate(self.question.columns):
            at_cursor = here and self.place is not None and self.place[1] == place
            parts.append(self._cell(row.cells[place], column, self.layout.widths[place], at_cursor))
        return Content(" " * self.layout.gap).join(parts)

    def _cell(self, cell: Value | None, column: Column, width: int, at_cursor: bool) -> Content:
        text, style = show_cell(cell, column, self.region), ""
        if cell is None:
            text, style = _EMPTY, "$quiet"
        elif self.problems(cell, column):
            text, style = f"✗ {text}", "$error"
        return _fitted(text, width, HERE if at_cursor else style, column.kind)

    def problems(self, cell: Value, column: Column) -> tuple[Problem, ...]:
        """Return why a cell cannot be handed in."""
        return cell_kind(column).problems(cell, column, self.region)

    def _add_line(self, here: bool) -> Content:
        line = Content.styled("+ add a row", HERE if here else "$primary")
        for _, words in self._tools():
            line = Content.assemble(line, _BETWEEN, (words, "$quiet"))
        return line

    def _tools(self) -> tuple[tuple[str, str], ...]:
        """What can be clicked behind “add a row”: only for a row that the cursor stands in."""
        row = self.rows[self.place[0]] if self.place else None
        if row is None or row.kind in (ADD, STRAY):
            return ()
        return (
            ("move_row(-1)", "↑ up"),
            ("move_row(1)", "↓ down"),
            ("remove_row", f"✕ remove row {row.label}"),
        )

    def zones(self) -> tuple[Zone, ...]:
        """Return what can be clicked in the line that adds a row."""
        end = Content("+ add a row").cell_length
        zones = [Zone(0, end, "add_row")]
        for action, words in self._tools():
            start = end + len(_BETWEEN)
            end = start + Content(words).cell_length
            zones.append(Zone(start, end, action))
        return tuple(zones)

    def detail(self, place: tuple[int, int], width: int) -> list[Content]:
        """Return the whole text of a cell after the column's official heading, and what is wrong."""
        row = self.rows[place[0]]
        if row.kind == ADD:
            return Content.styled("Enter adds a row; or just type.", "$quiet").wrap(width)
        if row.kind == STRAY:
            stored = shown_typed(row.cells[0] or "")[: _MOST_A_CELL * _MOST_LINES * width]
            words = f"The form has no place for this. Delete takes it out: {stored}"
            return _at_most(plain(words).wrap(width))
        column, cell = self.question.columns[place[1]], row.cells[place[1]]
        name = row.label if self.question.rows else f"row {row.label}"
        text = show_cell(cell, column, self.region)[: _MOST_A_CELL * _MOST_LINES * width]
        whole = Content.assemble(
            plain(f"{column.label}, {name}: ", "$quiet"), plain(text or "empty", "" if text else "$quiet")
        )
        lines = _at_most(whole.wrap(width))
        for problem in self.problems(cell, column) if cell is not None else ():
            lines += plain(f"✗ {problem.message}", "$error bold").wrap(width)
        return lines


def _at_most(lines: list[Content]) -> list[Content]:
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[: _MOST_LINES - 1], Content.styled("… Enter shows the rest.", "$quiet")]


def _fitted(text: str, width: int, style: str = "", kind: str = "text") -> Content:
    """Return text in exactly `width` terminal cells, cut with … where it is longer; counts to the right."""
    cut = shortened(text[: _MOST_A_CELL * (width + 1)], width)
    room = " " * (width - cut.cell_length)
    return Content.styled(f"{room}{cut.plain}" if kind == "count" else f"{cut.plain}{room}", style)


def unread_words(question: Question, wrong: tuple[Problem, ...]) -> str:
    """Name the first cell that cannot be read, and say how many there are."""
    row, column = wrong[0].cell or ("", "")
    rows = {known.id: known.label for known in question.rows}
    columns = {known.id: known.short or known.label for known in question.columns}
    name = rows.get(row) or (f"row {int(row) + 1}" if row.isdecimal() else row)
    place = f"{columns.get(column, column)}, {name}" if wrong[0].cell else "the whole table"
    return (
        f"1 cell needs another look: {place}"
        if len(wrong) == 1
        else f"{len(wrong)} cells need another look; the first is {place}"
    )
