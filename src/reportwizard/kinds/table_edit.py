"""Changes to a table as an applicant makes them: a cell is typed, a block is pasted, a row is added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportwizard.kinds.base import Asked, Column, Reading, Region, Value
from reportwizard.kinds.table import as_cells, cells_of, fixed_rows, free_rows, read_cell, trim, with_cell
from reportwizard.text import clean_line, clean_text

MOST_ROWS = 200
"""Rows that a table with free rows may hold; more is surely a paste gone wrong."""

_BETWEEN = "; "
_QUOTED = r'"[^"]*+(?:""[^"]*+)*+"(?=[\t\n]|\Z)'
_CELL = re.compile(rf"({_QUOTED}|[^\t\n]*)(\t|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A table after one cell was written, how the cell was read, and what to tell the applicant about it."""

    value: Value | None
    reading: Reading
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A table after a paste: how many cells were filled, and the texts that found no place."""

    value: Value | None
    filled: int
    left_out: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def row_cells(value: Value | None, asked: Asked, row: str) -> dict[str, Value]:
    """Return the cells of one row; empty if the table has no such row."""
    if asked.rows:
        return dict(as_cells(fixed_rows(value).get(row)))
    rows = free_rows(value)
    return dict(as_cells(rows[int(row)])) if int(row) < len(rows) else {}


def strays(value: Value | None, asked: Asked) -> tuple[tuple[str, str, Value], ...]:
    """Return as (row, column, cell) what the form has no place for; `with_cell` can take it out."""
    rows, columns = {row.id for row in asked.rows}, {column.id for column in asked.columns}
    table: Value = fixed_rows(value) if asked.rows else tuple(free_rows(value))
    return tuple(
        found for found in cells_of(table) if found[1] not in columns or (asked.rows and found[0] not in rows)
    )


def write_cell(
    value: Value | None, asked: Asked, row: str, column: Column, text: str, region: Region
) -> Entry:
    """Write a text into a cell; words beside a number go to the comments of the row."""
    reading = read_cell(text, column, region)
    changed = with_cell(value, asked, row, column.id, reading.value)
    if not reading.extra_words:
        return Entry(changed, reading)
    comments = _comments(asked)
    name = column.short or column.label
    if comments is None:
        return Entry(changed, reading, f"Only the number is kept here, without “{reading.extra_words}”.")
    there = row_cells(changed, asked, row).get(comments.id, "")
    note = f"{name}: {clean_line(text)}"
    if not isinstance(there, str) or reading.extra_words in there or note in there.split(_BETWEEN):
        return Entry(changed, reading)
    kept = with_cell(changed, asked, row, comments.id, _with_note(there, note, name, column, region))
    remark = f"The number is here; “{note}” is kept in “{comments.short or comments.label}”."
    return Entry(kept, reading, remark)


def _with_note(there: str, note: str, name: str, column: Column, region: Region) -> str:
    """Return comments with a note about one number at their end, in the place of an older one about it."""
    head = f"{name}: "
    kept = (
        part
        for part in there.split(_BETWEEN)
        if part
        and not (part.startswith(head) and read_cell(part.removeprefix(head), column, region).extra_words)
    )
    return _BETWEEN.join([*kept, note])


def _comments(asked: Asked) -> Column | None:
    """The last column of texts: the place for words about the numbers before it."""
    return next((column for column in reversed(asked.columns) if column.kind == "text"), None)


def split_block(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a copied block, as spreadsheets write it: tabs, line ends, `"` around odd cells.

    A text that is one cell keeps its quotation marks unless a spreadsheet must have set them.
    """
    text = clean_text(text)
    text = text.removesuffix("\n")
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
    value: Value | None, asked: Asked, at: tuple[str, str], block: Sequence[Sequence[str]], region: Region
) -> Pasted:
    """Write a block of texts from a cell (row, column) to the right and down; free rows grow as needed.

    An empty cell of the block leaves the cell below it as it is.
    """
    rows, columns = _rows_from(value, asked, at[0]), _columns_from(asked, at[1])
    filled, left_out, remarks = 0, list[str](), list[str]()
    for number, texts in enumerate(block):
        room = columns if number < len(rows) else []
        left_out += [text for text in texts[len(room) :] if text.strip()]
        # From right to left: the comments are there before a number looks for room for its words.
        for column, text in reversed(list(zip(room, texts, strict=False))):
            if text.strip():
                entry = write_cell(value, asked, rows[number], column, text, region)
                value, filled = entry.value, filled + 1
                remarks.append(entry.remark)
    return Pasted(value, filled, tuple(left_out), tuple(dict.fromkeys(filter(None, remarks))))


def _rows_from(value: Value | None, asked: Asked, row: str) -> list[str]:
    if asked.rows:
        ids = [known.id for known in asked.rows]
        return ids[ids.index(row) :] if row in ids else []
    return [str(number) for number in range(int(row), max(MOST_ROWS, len(free_rows(value))))]


def _columns_from(asked: Asked, column: str) -> list[Column]:
    ids = [known.id for known in asked.columns]
    return list(asked.columns[ids.index(column) :]) if column in ids else []


def insert_row(value: Value | None, number: int) -> Value | None:
    """Return free rows with an empty one at `number` (from 0)."""
    rows = free_rows(value)
    return trim((*rows[:number], {}, *rows[number:]))


def remove_row(value: Value | None, number: int) -> Value | None:
    """Return free rows without the one at `number` (from 0)."""
    rows = free_rows(value)
    return trim((*rows[:number], *rows[number + 1 :]))
