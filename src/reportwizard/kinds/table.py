"""A table, with fixed rows ({row: {column: cell}}) or with added rows ([{column: cell}, …])."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from reportwizard.kinds import count, text
from reportwizard.kinds.base import Asked, Column, Kind, Plain, Problem, Reading, Region, Typed, Value
from reportwizard.kinds.unread import as_text, from_json, from_typed, shown_typed, typed_plain
from reportwizard.text import clean_text

if TYPE_CHECKING:
    Cells = Mapping[str, Value]

# Cells are of these two kinds; a table never holds a table.
_CELL_KINDS: dict[str, Kind] = {"text": text, "count": count}
# Where something stands that is no table, or no row: it is kept under this name, which no form uses.
UNREAD = "unread"


def cell_kind(column: Column) -> Kind:
    """Return the kind of a column's cells."""
    return _CELL_KINDS[column.kind]


def read(text: str, asked: Asked, region: Region) -> Reading:
    """Read JSON: an object of rows where rows are fixed, else a list of rows."""
    text = clean_text(text).strip()
    plain = from_json(text, dict if asked.rows else list)
    value = Typed(text) if text and plain is None else from_plain(plain, asked, region)
    return Reading(value, () if value is None else problems(value, asked, region))


def read_cell(text: str, column: Column, region: Region) -> Reading:
    """Read what was typed into one cell."""
    return cell_kind(column).read(text, column, region)


def with_cell(value: Value | None, asked: Asked, row: str, column: str, cell: Value | None) -> Value | None:
    """Return the table with one cell set, or emptied where `cell` is None; None if nothing is left.

    `row` is a row's id, or where rows are free its number from 0; the row just after the last may be named.
    """
    if asked.rows:
        fixed = fixed_rows(value)
        fixed[row] = _with(as_cells(fixed.get(row)), column, cell, asked)
        order = [known.id for known in asked.rows if known.id in fixed]
        order += [key for key in fixed if key not in order]
        return {key: fixed[key] for key in order if fixed[key]} or None
    rows = free_rows(value)
    number = int(row)
    rows += [{} for _ in range(number + 1 - len(rows))]
    rows[number] = _with(rows[number], column, cell, asked)
    return trim(tuple(rows))


def fixed_rows(value: Value | None) -> dict[str, Value]:
    """Return the rows of a table with fixed rows by id; what is no table is in a row `unread`."""
    if isinstance(value, Mapping):
        return dict(value)
    return {} if value is None else {UNREAD: as_cells(value)}


def free_rows(value: Value | None) -> list[Cells]:
    """Return the rows of a table with free rows; what is no table is in a second row."""
    if isinstance(value, tuple):
        return list(value)
    return [] if value is None else [{}, as_cells(value)]


def as_cells(value: Value | None) -> Cells:
    """Return the cells of a row; what is no row is in a cell `unread`."""
    if isinstance(value, Mapping):
        return value
    return {} if value is None else {UNREAD: value}


def trim(rows: tuple[Cells, ...]) -> tuple[Cells, ...] | None:
    """Return free rows without the empty ones at the end; None if none is left."""
    kept = list(rows)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept) or None


def _with(cells: Cells, column: str, cell: Value | None, asked: Asked) -> Cells:
    changed = {**cells, column: cell}
    order = [known.id for known in asked.columns if known.id in changed]
    order += [key for key in cells if key not in order]
    return {key: kept for key in order if (kept := changed[key]) is not None}


def cells_of(value: Value) -> Iterator[tuple[str, str, Value]]:
    """Give every filled cell as (row, column, cell); free rows by their number from 0."""
    rows: list[tuple[str, Value]] = []
    if isinstance(value, Mapping):
        rows = list(value.items())
    elif isinstance(value, tuple):
        rows = [(str(number), cells) for number, cells in enumerate(value)]
    for row, cells in rows:
        yield from ((row, column, cell) for column, cell in as_cells(cells).items())


def from_plain(plain: object, asked: Asked, region: Region) -> Value | None:
    """Take a stored table: rows and columns in the form's order, unknown ones kept at the end."""
    if isinstance(plain, Mapping) and isinstance(plain.get("typed"), str) and len(plain) == 1:
        return read(plain["typed"], asked, region).value
    if asked.rows and isinstance(plain, Mapping):
        order = [row.id for row in asked.rows]
        keys = [key for key in order if key in plain] + [str(key) for key in plain if str(key) not in order]
        read_rows = {key: _row_from_plain(plain.get(key), asked, region) for key in keys}
        return {key: cells for key, cells in read_rows.items() if cells} or None
    if not asked.rows and isinstance(plain, list | tuple):
        return trim(tuple(_row_from_plain(cells, asked, region) for cells in plain))
    return None if plain in (None, "", [], {}) else from_typed(plain)


def _row_from_plain(plain: object, asked: Asked, region: Region) -> Cells:
    if not isinstance(plain, Mapping):
        return as_cells(from_typed(plain))
    cells: dict[str, Value] = {}
    for column in asked.columns:
        cell = cell_kind(column).from_plain(plain.get(column.id), column, region)
        if cell is not None:
            cells[column.id] = cell
    known = {column.id for column in asked.columns}
    for key in plain:
        if key not in known and (unknown := from_typed(plain[key])) is not None:
            cells[str(key)] = unknown
    return cells


def to_plain(value: Value) -> Plain:
    if isinstance(value, Mapping):
        return {row: _row_to_plain(cells) for row, cells in value.items()}
    if isinstance(value, tuple):
        return [_row_to_plain(cells) for cells in value]
    return typed_plain(value)


def _row_to_plain(cells: Value) -> Plain:
    if not isinstance(cells, Mapping):
        return {}
    return {
        column: typed_plain(cell) if isinstance(cell, Typed) else cast("Plain", cell)
        for column, cell in cells.items()
    }


def show_cell(cell: Value | None, column: Column, region: Region) -> str:
    """Return one cell as a reader expects it; empty where nothing is in it."""
    return "" if cell is None else cell_kind(column).show(cell, column, region)


def show(value: Value, asked: Asked, region: Region) -> str:
    """Return one line for each row that holds something: `Number of editors: target 26 · result 27`."""
    if isinstance(value, Typed):
        return value.text
    names = {row.id: row.label for row in asked.rows}
    columns = {column.id: column for column in asked.columns}
    lines: dict[str, list[str]] = {}
    for row, key, cell in cells_of(value):
        label = (columns[key].short or columns[key].label).lower() if key in columns else key
        shown = show_cell(cell, columns[key], region) if key in columns else str(getattr(cell, "text", cell))
        lines.setdefault(row, []).append(f"{label} {shown}")
    heads = {row: names.get(row) or (str(int(row) + 1) if row.isdecimal() else row) for row in lines}
    return "\n".join(f"{heads[row]}: {' · '.join(cells)}" for row, cells in lines.items())


def edit_text(value: Value, asked: Asked, region: Region) -> str:
    return as_text(to_plain(value)) if isinstance(value, Mapping | tuple) else shown_typed(value)


portal = show


def problems(value: Value, asked: Asked, region: Region) -> tuple[Problem, ...]:
    """Name every cell that is not read, and every row or column that the form does not know."""
    if not isinstance(value, Mapping | tuple):
        return (Problem("unreadable", "This is not a table. Fill in the rows again."),)
    columns = {column.id: column for column in asked.columns}
    rows = {row.id for row in asked.rows}
    found: list[Problem] = []
    for row, key, cell in cells_of(value):
        if key not in columns or (rows and row not in rows):
            words = (
                f"The form has no place for “{row}, {key}”. Write it into another answer, then take it out."
            )
            found.append(Problem("unreadable", words, cell=(row, key)))
            continue
        for problem in cell_kind(columns[key]).problems(cell, columns[key], region):
            found.append(replace(problem, cell=(row, key)))
    return tuple(found)


def missing(value: Value | None, asked: Asked) -> tuple[str, ...]:
    """A table is missing where no cell is filled; the form does not say which of them must be."""
    return () if value is not None else ("at least one number",)
