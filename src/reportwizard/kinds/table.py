"""A table with fixed rows ({row: {column: cell}}) or added rows ([{column: cell}, …]), and its changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reportwizard.kinds.count import CountKind
from reportwizard.kinds.kind import UNREAD, JsonKind, Kind, in_form_order, parts_of
from reportwizard.kinds.text import TextKind
from reportwizard.kinds.values import Column, FieldSpec, Problem, Reading, Region, Typed, Value, from_typed
from reportwizard.money.numerals import word_list
from reportwizard.money.refusals import echo
from reportwizard.text import clean_line, clean_text

if TYPE_CHECKING:
    Cells = Mapping[str, Value]

# Cells are of these two kinds; a table never holds a table.
_CELL_KINDS: dict[str, Kind] = {"text": TextKind(), "count": CountKind()}

MAX_ROWS = 200
"""Rows that a table with free rows may hold; more is surely a paste gone wrong."""

_BETWEEN = "; "
_QUOTED = r'"[^"]*+(?:""[^"]*+)*+"(?=[\t\n]|\Z)'
_CELL = re.compile(rf"({_QUOTED}|[^\t\n]*)(\t|\n|\Z)")


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

    def show(self, value: Value, spec: FieldSpec, region: Region) -> str:
        """Return one line for each row that holds something: `Number of editors: target 26 · result 27`."""
        if isinstance(value, Typed):
            return value.text
        names = {row.id: row.label for row in spec.rows}
        columns = {column.id: column for column in spec.columns}
        lines: dict[str, list[str]] = {}
        for row, key, cell in cells_of(value):
            label = (columns[key].short or columns[key].label).lower() if key in columns else key
            shown = show_cell(cell, columns[key], region) if key in columns else str(cell)
            lines.setdefault(row, []).append(f"{label} {shown}")
        heads = {row: names.get(row) or (str(int(row) + 1) if row.isdecimal() else row) for row in lines}
        return "\n".join(f"{heads[row]}: {' · '.join(cells)}" for row, cells in lines.items())

    def problems(self, value: Value, spec: FieldSpec, region: Region) -> tuple[Problem, ...]:
        """Name every cell that is not read, and every row or column that the form does not know."""
        if not isinstance(value, Mapping | tuple):
            return (Problem("unreadable", "This is not a table. Fill in the rows again."),)
        columns = {column.id: column for column in spec.columns}
        rows = {row.id for row in spec.rows}
        problems: list[Problem] = []
        for row, key, cell in cells_of(value):
            if key not in columns or (rows and row not in rows):
                unknown = row if rows and row not in rows else str(cell) if key == UNREAD else key
                message = f"This table has no place for {echo(unknown)}. Take it out, or write it elsewhere."
                problems.append(Problem("unreadable", message, cell=(row, key)))
                continue
            in_cell = cell_kind(columns[key]).problems(cell, columns[key], region)
            problems += (replace(problem, cell=(row, key)) for problem in in_cell)
        return tuple(problems)


def _row_from_plain(plain: object, spec: FieldSpec, region: Region) -> Cells:
    if not isinstance(plain, Mapping):
        return parts_of(from_typed(plain))
    columns = {column.id: column for column in spec.columns}
    cells = {
        str(key): cell_kind(columns[key]).from_plain(cell, columns[key], region)
        if key in columns
        else from_typed(cell)
        for key, cell in plain.items()
    }
    return in_form_order(cells, spec.columns)


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
        cells = in_form_order({**parts_of(fixed.get(row)), column: cell}, spec.columns)
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
    return {} if value is None else {UNREAD: parts_of(value)}


def free_rows(value: Value | None) -> list[Cells]:
    """Return the rows of a table with free rows; what is no table is in a second row."""
    if isinstance(value, tuple):
        return list(value)
    return [] if value is None else [{}, parts_of(value)]


def trim(rows: tuple[Cells, ...]) -> tuple[Cells, ...] | None:
    """Return free rows without the empty ones at the end; None if none is left."""
    kept = list(rows)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept) or None


def cells_of(value: Value) -> Iterator[tuple[str, str, Value]]:
    """Yield every filled cell as (row, column, cell); free rows by their number from 0."""
    rows: list[tuple[str, Value]] = []
    if isinstance(value, Mapping):
        rows = list(value.items())
    elif isinstance(value, tuple):
        rows = [(str(number), cells) for number, cells in enumerate(value)]
    for row, cells in rows:
        yield from ((row, column, cell) for column, cell in parts_of(cells).items())


def show_cell(cell: Value | None, column: Column, region: Region) -> str:
    """Return one cell as a reader expects it; empty where nothing is in it."""
    return "" if cell is None else cell_kind(column).show(cell, column, region)


class Entry(NamedTuple):
    """A table after one cell was written, and what to tell the applicant about it."""

    value: Value | None
    remark: str = ""


class Pasted(NamedTuple):
    """A table after a paste: how many cells were filled, and the texts that found no place."""

    value: Value | None
    filled: int
    left_out: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def strays(value: Value | None, spec: FieldSpec) -> tuple[tuple[str, str, Value], ...]:
    """Return as (row, column, cell) what the form has no place for; `with_cell` can take it out."""
    rows, columns = {row.id for row in spec.rows}, {column.id for column in spec.columns}
    table: Value = fixed_rows(value) if spec.rows else tuple(free_rows(value))
    return tuple(
        cell for cell in cells_of(table) if cell[1] not in columns or (spec.rows and cell[0] not in rows)
    )


def write_cell(
    value: Value | None, spec: FieldSpec, row: str, column: Column, text: str, region: Region
) -> Entry:
    """Write a text into a cell; words beside a number go to the comments of the row."""
    reading = read_cell(text, column, region)
    changed = with_cell(value, spec, row, column.id, reading.value)
    if not reading.extra_words or reading.extra_words.casefold() in _units_of(row, spec):
        return Entry(changed)
    # The last column of texts is the place for words about the numbers before it.
    comments = next((other for other in reversed(spec.columns) if other.kind == "text"), None)
    name = column.short or column.label
    if comments is None:
        return Entry(changed, f"Only the number is kept here, without “{reading.extra_words}”.")
    cells = fixed_rows(changed)[row] if spec.rows else free_rows(changed)[int(row)]
    existing, note = parts_of(cells).get(comments.id, ""), f"{name}: {clean_line(text)}"
    if not isinstance(existing, str) or reading.extra_words in existing or note in existing.split(_BETWEEN):
        return Entry(changed)
    # It replaces an older note about this number.
    others = [part for part in existing.split(_BETWEEN) if part and not _is_note(part, name, column, region)]
    kept = with_cell(changed, spec, row, comments.id, _BETWEEN.join([*others, note]))
    remark = f"The number is here; “{note}” is kept in “{comments.short or comments.label}”."
    return Entry(kept, remark)


def _is_note(part: str, name: str, column: Column, region: Region) -> bool:
    head = f"{name}: "
    return part.startswith(head) and read_cell(part.removeprefix(head), column, region).extra_words != ""


def _units_of(row: str, spec: FieldSpec) -> set[str]:
    """Return the words for what a row counts, in lower case: they say nothing new beside its numbers."""
    own = next((known for known in spec.rows if known.id == row), None)
    words = set(own.label.casefold().split()) if own else set()
    return words | word_list("people") if own and own.role.startswith("people.") else words


def with_note_separator(text: str, spec: FieldSpec, region: Region) -> str:
    """Return the text of a cell with a separator behind it if a note about a number is at its end."""
    last = text.rpartition(_BETWEEN)[2]
    counts = (column for column in spec.columns if column.kind == "count")
    is_note = any(_is_note(last, column.short or column.label, column, region) for column in counts)
    return f"{text}{_BETWEEN}" if is_note else text


def split_block(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a copied block, as spreadsheets write it: tabs, line ends, `"` around odd cells.

    A text that is one cell keeps its quotation marks unless a spreadsheet must have set them.
    """
    text = clean_text(text).removesuffix("\n")
    rows: list[list[str]] = [[]]
    position, end = 0, "\t"
    while end and (match := _CELL.match(text, position)):
        position, end = match.end(), match[2]
        rows[-1].append(match[1])
        if end == "\n":
            rows.append([])
    if len(rows) == 1 and len(rows[0]) == 1 and not re.search(r'[\t\n]|""', text):
        return ((text,),)
    quoted = re.compile(_QUOTED).fullmatch
    return tuple(
        tuple(cell[1:-1].replace('""', '"') if quoted(cell) else cell for cell in row) for row in rows
    )


def paste_block(
    value: Value | None, spec: FieldSpec, at: tuple[str, str], block: Sequence[Sequence[str]], region: Region
) -> Pasted:
    """Write a block of texts from a cell (row, column) to the right and down; free rows grow as needed.

    An empty cell of the block leaves the cell below it as it is. A first row of the table's own headings is
    left out.
    """
    ids = [known.id for known in spec.columns]
    columns = spec.columns[ids.index(at[1]) :] if at[1] in ids else ()
    are_headings = [
        text.strip().casefold() in (column.short.casefold(), column.label.casefold())
        for text, column in zip(block[0] if block else (), columns, strict=False)
        if text.strip()
    ]
    block = block[1:] if len(are_headings) > 1 and all(are_headings) else block
    free = range(max(MAX_ROWS, len(free_rows(value))))
    rows = [known.id for known in spec.rows] or list(map(str, free))
    rows = rows[rows.index(at[0]) :] if at[0] in rows else []
    filled, left_out, remarks = 0, list[str](), list[str]()
    for number, texts in enumerate(block):
        fitting = columns if number < len(rows) else ()
        left_out += [text for text in texts[len(fitting) :] if text.strip()]
        # From right to left: the comments are there before a number looks for a place for its words.
        for column, text in reversed(list(zip(fitting, texts, strict=False))):
            if text.strip():
                entry = write_cell(value, spec, rows[number], column, text, region)
                value, filled = entry.value, filled + 1
                remarks.append(entry.remark)
    return Pasted(value, filled, tuple(left_out), tuple(dict.fromkeys(filter(None, remarks))))


def insert_row(value: Value | None, number: int) -> Value | None:
    """Return free rows with an empty one at `number` (from 0)."""
    rows = free_rows(value)
    return trim((*rows[:number], {}, *rows[number:]))


def remove_row(value: Value | None, number: int) -> Value | None:
    """Return free rows without the one at `number` (from 0)."""
    rows = free_rows(value)
    return trim((*rows[:number], *rows[number + 1 :]))
