"""The sheets of a workbook: `.xlsx`, `.xls` and `.ods`, read with calamine."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from reportwizard.ledger.csv_text import cell_text
from reportwizard.ledger.filetype import BROKEN, LOCKED, XLSX
from reportwizard.ledger.result import numbered
from reportwizard.ledger.rows import HEAD_ROWS, MOST_LINES_ABOVE, MOST_ROWS, Book, Cell, Row, Rows, Sheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_MOST_CELLS, _MOST_SHEETS, _MOST_COLUMNS = 20_000_000, 100, 1_000
_CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})([0-9]{1,7})"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_SHEET = re.compile(r"<sheet [^>]*>")
_RESULT = re.compile(rb"<v[^>]*>[^<]")
_TOO_WIDE = (
    "This sheet has a cell far away from the others. Copy your list into a new sheet, and read that one."
)


def read_workbook(data: bytes, kind: str) -> Book:
    """Return the visible sheets of a workbook that hold anything; hidden ones where no other does."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    notes: dict[str, tuple[str, ...]] = {}
    try:
        if kind == XLSX:
            notes = _look_into(data)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        hidden = {one.name for one in workbook.sheets_metadata if one.visible != SheetVisibleEnum.Visible}
        named = [(name, _sheet(workbook, name)) for name in workbook.sheet_names[:_MOST_SHEETS]]
    except _TooWideError:
        return Book(refusal=_TOO_WIDE)
    except PasswordError:
        return Book(refusal=LOCKED)
    # Whatever is wrong with a file from outside, the Rust library tells it in one of these.
    except (CalamineError, OSError, ValueError, KeyError, zipfile.BadZipFile, zipfile.LargeZipFile):
        return Book(refusal=BROKEN)
    seen = [(name, sheet) for name, sheet in named if name not in hidden and sheet.height] or [
        (name, sheet) for name, sheet in named if sheet.height
    ]
    if not seen:
        return Book(refusal="This spreadsheet is empty. Look that you saved it after you had filled it in.")
    return Book(tuple(_typed_sheet(name, sheet, notes.get(name, ())) for name, sheet in seen))


class _TooWideError(ValueError):
    """A sheet has a cell so far out that nobody has the memory for all that is before it."""


def _sheet(workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.height * sheet.width > _MOST_CELLS:
        raise _TooWideError
    return sheet


def _typed_sheet(name: str, sheet: CalamineSheet, notes: tuple[str, ...]) -> Sheet:
    first = sheet.start[0] + 1 if sheet.start else 1

    def rows() -> Iterator[Row]:
        for line, cells in enumerate(sheet.to_python(skip_empty_area=True), first):
            row = tuple(map(_cell, cells[:_MOST_COLUMNS]))
            if any(cell != "" for cell in row):
                yield Row(line, row)

    def read(most: int) -> Rows:
        found = tuple(islice(rows(), most + 1))
        return Rows(found[:most], too_many=len(found) > most)

    return Sheet(name, read(HEAD_ROWS).rows, lambda: read(MOST_ROWS + MOST_LINES_ABOVE), notes)


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return cell_text(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        # A spreadsheet computes with 15 digits; what a float has beyond them was never written.
        return Decimal(f"{value:.15g}") + 0 if abs(value) < 10**15 else str(value)
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else str(value)


def _look_into(data: bytes) -> dict[str, tuple[str, ...]]:
    """Return, by sheet, which cells of an `.xlsx` hold a formula whose result is not in the file.

    `_TooWideError` where a cell is so far out that reading the sheet would take all memory.
    """
    found: dict[str, tuple[str, ...]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        for name, path in _paths(archive):
            if path in names and (cells := _unusable(archive.read(path))):
                found[name] = (_formula_words(cells),)
    return found


def _paths(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Return the sheets of an `.xlsx` with the files that hold them."""
    if "xl/workbook.xml" not in archive.namelist():
        return []
    rels = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {
        _attribute(tag, "Id"): _attribute(tag, "Target") for tag in re.findall(r"<Relationship [^>]*>", rels)
    }
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    sheets = [
        (_attribute(tag, "name"), targets.get(_attribute(tag, "r:id"), "")) for tag in _SHEET.findall(book)
    ]
    return [
        (name, target.lstrip("/") if target.startswith("/") else f"xl/{target}") for name, target in sheets
    ]


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def _unusable(xml: bytes) -> list[str]:
    """Return the cells without a result; those that hold an error (`#REF!`) too."""
    found, widest, longest = [], 0, 0
    for cell in _CELL.finditer(xml):
        column, line, attributes, content = cell.groups()
        if content:
            widest, longest = max(widest, _number_of(column)), max(longest, int(line))
            empty = b"<f" in content and b't="str"' not in attributes and not _RESULT.search(content)
            if empty or b't="e"' in attributes:
                found.append(f"{column.decode()}{line.decode()}")
    if longest * widest > _MOST_CELLS:
        raise _TooWideError
    return found


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _formula_words(cells: Sequence[str]) -> str:
    return (
        f"The formula in {numbered('cell', cells)} has no result in this file. Open it in your spreadsheet"
        " program, save it, and read it again."
    )
