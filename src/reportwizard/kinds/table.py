"""A table, with fixed rows ({row: {column: cell}}) or with added rows ([{column: cell}, …])."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from reportwizard.kinds.base import Column, FieldSpec, Plain, Problem, Reading, Region, Typed, Value
from reportwizard.kinds.count import CountKind
from reportwizard.kinds.kind import JsonKind, Kind, in_form_order
from reportwizard.kinds.text import TextKind
from reportwizard.kinds.unread import from_typed, typed_plain, typed_text

if TYPE_CHECKING:
    Cells = Mapping[str, Value]

# Cells are of these two kinds; a table never holds a table.
_CELL_KINDS: dict[str, Kind] = {"text": TextKind(), "count": CountKind()}
# Where something stands that is no table, or no row: it is kept under this name, which no form uses.
_UNREAD = "unread"


class TableKind(JsonKind):
    lacking = "at least one number"
    """The form does not say which cells must be filled."""

    def from_plain(self, plain: object, spec: FieldSpec, region: Region) -> Value | None:
        """Take a stored table: rows and columns in the form's order, unknown ones kept at the end."""
        if isinstance(plain, Mapping) and isinstance(plain.get("typed"), str) and len(plain) == 1:
            return self.read(plain["typed"], spec, region).value
        if spec.rows and isinstance(plain, Mapping):
            rows = {str(row): _row_from_plain(cells, spec, region) or None for row, cells in plain.items()}
            return in_form_order(rows, spec.rows) or None
        if not spec.rows and isinstance(plain, list | tuple):
            return trim(tuple(_row_from_plain(cells, spec, region) for cells in plain))
        return None if plain in (None, "", [], {}) else from_typed(plain)

    def to_plain(self, value: Value) -> Plain:
        if isinstance(value, Mapping):
            return {row: _row_to_plain(cells) for row, cells in value.items()}
        if isinstance(value, tuple):
            return [_row_to_plain(cells) for cells in value]
        return typed_plain(value)

    def show(self, value: Value, spec: FieldSpec, region: Region) -> str:
        """Return one line for each row that holds something: `Number of editors: target 26 · result 27`."""
        if isinstance(value, Typed):
            return value.text
        names = {row.id: row.label for row in spec.rows}
        columns = {column.id: column for column in spec.columns}
        lines: dict[str, list[str]] = {}
        for row, key, cell in cells_of(value):
            label = (columns[key].short or columns[key].label).lower() if key in columns else key
            shown = show_cell(cell, columns[key], region) if key in columns else typed_text(cell)
            lines.setdefault(row, []).append(f"{label} {shown}")
        heads = {row: names.get(row) or (str(int(row) + 1) if row.isdecimal() else row) for row in lines}
        return "\n".join(f"{heads[row]}: {' · '.join(cells)}" for row, cells in lines.items())

    def problems(self, value: Value, spec: FieldSpec, region: Region) -> tuple[Problem, ...]:
        """Name every cell that is not read, and every row or column that the form does not know."""
        if not isinstance(value, Mapping | tuple):
            return (Problem("unreadable", "This is not a table. Fill in the rows again."),)
        columns = {column.id: column for column in spec.columns}
        rows = {row.id for row in spec.rows}
        found: list[Problem] = []
        for row, key, cell in cells_of(value):
            if key not in columns or (rows and row not in rows):
                place = f"The form has no place for “{row}, {key}”."
                message = f"{place} Write it into another answer, then take it out."
                found.append(Problem("unreadable", message, cell=(row, key)))
                continue
            problems = cell_kind(columns[key]).problems(cell, columns[key], region)
            found += (replace(problem, cell=(row, key)) for problem in problems)
        return tuple(found)


def _row_from_plain(plain: object, spec: FieldSpec, region: Region) -> Cells:
    if not isinstance(plain, Mapping):
        return as_cells(from_typed(plain))
    columns = {column.id: column for column in spec.columns}
    cells = {
        str(key): cell_kind(columns[key]).from_plain(cell, columns[key], region)
        if key in columns
        else from_typed(cell)
        for key, cell in plain.items()
    }
    return in_form_order(cells, spec.columns)


def _row_to_plain(cells: Value) -> Plain:
    if not isinstance(cells, Mapping):
        return {}
    return {
        column: typed_plain(cell) if isinstance(cell, Typed) else cast("Plain", cell)
        for column, cell in cells.items()
    }


def cell_kind(column: Column) -> Kind:
    return _CELL_KINDS[column.kind]


def read_cell(text: str, column: Column, region: Region) -> Reading:
    return cell_kind(column).read(text, column, region)


def with_cell(
    value: Value | None, spec: FieldSpec, row: str, column: str, cell: Value | None
) -> Value | None:
    """Return the table with one cell set, or emptied where `cell` is None; None if nothing is left.

    `row` is a row's id, or where rows are free its number from 0; the row just after the last may be named.
    """
    if spec.rows:
        fixed = fixed_rows(value)
        cells = in_form_order({**as_cells(fixed.get(row)), column: cell}, spec.columns)
        return in_form_order({**fixed, row: cells or None}, spec.rows) or None
    rows = free_rows(value)
    number = int(row)
    rows += [{} for _ in range(number + 1 - len(rows))]
    rows[number] = in_form_order({**rows[number], column: cell}, spec.columns)
    return trim(tuple(rows))


def fixed_rows(value: Value | None) -> dict[str, Value]:
    """Return the rows of a table with fixed rows by id; what is no table is in a row `unread`."""
    if isinstance(value, Mapping):
        return dict(value)
    return {} if value is None else {_UNREAD: as_cells(value)}


def free_rows(value: Value | None) -> list[Cells]:
    """Return the rows of a table with free rows; what is no table is in a second row."""
    if isinstance(value, tuple):
        return list(value)
    return [] if value is None else [{}, as_cells(value)]


def as_cells(value: Value | None) -> Cells:
    """Return the cells of a row; what is no row is in a cell `unread`."""
    if isinstance(value, Mapping):
        return value
    return {} if value is None else {_UNREAD: value}


def trim(rows: tuple[Cells, ...]) -> tuple[Cells, ...] | None:
    """Return free rows without the empty ones at the end; None if none is left."""
    kept = list(rows)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept) or None


def cells_of(value: Value) -> Iterator[tuple[str, str, Value]]:
    """Give every filled cell as (row, column, cell); free rows by their number from 0."""
    rows: list[tuple[str, Value]] = []
    if isinstance(value, Mapping):
        rows = list(value.items())
    elif isinstance(value, tuple):
        rows = [(str(number), cells) for number, cells in enumerate(value)]
    for row, cells in rows:
        yield from ((row, column, cell) for column, cell in as_cells(cells).items())


def show_cell(cell: Value | None, column: Column, region: Region) -> str:
    """Return one cell as a reader expects it; empty where nothing is in it."""
    return "" if cell is None else cell_kind(column).show(cell, column, region)
