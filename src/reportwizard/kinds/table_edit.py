"""Changes to a table as an applicant makes them: a cell is typed, a block is pasted, a row is added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportwizard.kinds.base import Column, FieldSpec, Region, Value
from reportwizard.kinds.table import as_cells, cells_of, fixed_rows, free_rows, read_cell, trim, with_cell
from reportwizard.text import clean_line, clean_text

MAX_ROWS = 200
"""Rows that a table with free rows may hold; more is surely a paste gone wrong."""

_BETWEEN = "; "
_QUOTED = r'"[^"]*+(?:""[^"]*+)*+"(?=[\t\n]|\Z)'
_CELL = re.compile(rf"({_QUOTED}|[^\t\n]*)(\t|\n|\Z)")


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
        found for found in cells_of(table) if found[1] not in columns or (spec.rows and found[0] not in rows)
    )


def write_cell(
    value: Value | None, spec: FieldSpec, row: str, column: Column, text: str, region: Region
) -> Entry:
    """Write a text into a cell; words beside a number go to the comments of the row."""
    reading = read_cell(text, column, region)
    changed = with_cell(value, spec, row, column.id, reading.value)
    if not reading.extra_words:
        return Entry(changed)
    # The last column of texts is the place for words about the numbers before it.
    comments = next((other for other in reversed(spec.columns) if other.kind == "text"), None)
    name = column.short or column.label
    if comments is None:
        return Entry(changed, f"Only the number is kept here, without “{reading.extra_words}”.")
    cells = fixed_rows(changed)[row] if spec.rows else free_rows(changed)[int(row)]
    existing, note = as_cells(cells).get(comments.id, ""), f"{name}: {clean_line(text)}"
    if not isinstance(existing, str) or reading.extra_words in existing or note in existing.split(_BETWEEN):
        return Entry(changed)
    kept = with_cell(changed, spec, row, comments.id, _with_note(existing, note, name, column, region))
    remark = f"The number is here; “{note}” is kept in “{comments.short or comments.label}”."
    return Entry(kept, remark)


def _with_note(comments: str, note: str, name: str, column: Column, region: Region) -> str:
    """Return comments with a note about one number at their end, in the place of an older one about it."""
    head = f"{name}: "
    kept = (
        part
        for part in comments.split(_BETWEEN)
        if part
        and not (part.startswith(head) and read_cell(part.removeprefix(head), column, region).extra_words)
    )
    return _BETWEEN.join([*kept, note])


def split_block(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a copied block, as spreadsheets write it: tabs, line ends, `"` around odd cells.

    A text that is one cell keeps its quotation marks unless a spreadsheet must have set them.
    """
    text = clean_text(text).removesuffix("\n")
    rows: list[list[str]] = [[]]
    for cell, end in _pieces(text):
        rows[-1].append(cell)
        if end == "\n":
            rows.append([])
    if len(rows) == 1 and len(rows[0]) == 1 and not re.search(r'[\t\n]|""', text):
        return ((text,),)
    return tuple(tuple(_unquoted(cell) for cell in row) for row in rows)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    while match := _CELL.match(text, place):
        yield match[1], match[2]
        place = match.end()
        if not match[2]:
            return


def _unquoted(cell: str) -> str:
    quoted = re.fullmatch(_QUOTED, cell) is not None
    return cell[1:-1].replace('""', '"') if quoted else cell


def paste_block(
    value: Value | None, spec: FieldSpec, at: tuple[str, str], block: Sequence[Sequence[str]], region: Region
) -> Pasted:
    """Write a block of texts from a cell (row, column) to the right and down; free rows grow as needed.

    An empty cell of the block leaves the cell below it as it is.
    """
    ids = [known.id for known in spec.columns]
    columns = spec.columns[ids.index(at[1]) :] if at[1] in ids else ()
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
