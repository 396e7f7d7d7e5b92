"""A file as sheets of typed cells: a workbook (`.xlsx`, `.xls`, `.ods`), or text with separators."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from reportwizard.ledger.result import number_list
from reportwizard.ledger.rows import HEAD_ROWS, MAX_LINES_ABOVE, MAX_ROWS, Book, Cell, Row, Rows, Sheet
from reportwizard.ledger.text import SEPARATORS, cell_text, declared_separator, decodings, read_records

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""

_HEAD_SIZE = 200_000


def open_book(data: bytes, locale: str = "en") -> Book:
    """Return the sheets of a file. Never raises.

    `locale` is how the applicant writes: it helps where a text does not say which letters its bytes are.
    """
    if len(data) > MAX_BYTES:
        return Book(
            refusal=f"This file is larger than {MAX_BYTES // 2**20} MB. Keep only the lines of this grant."
        )
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n,;|"):
        return Book(refusal="This file is empty. Save the sheet again, and check that it has lines.")
    kind, refusal = detect_kind(data)
    if refusal:
        return Book(refusal=refusal)
    if kind:
        return read_workbook(data, kind)
    texts = decodings(data, locale)
    if not texts:
        return Book(refusal="This is not a text file. Save the sheet as .xlsx or as CSV, and read that file.")
    return Book(tuple(sheet for text in texts for sheet in _text_sheets(text.text, text.notes)))


def _text_sheets(text: str, notes: tuple[str, ...]) -> Iterator[Sheet]:
    """Give a text cut at each separator that it may have; the one that it names itself comes first."""
    separators = dict.fromkeys(filter(None, (declared_separator(text), *SEPARATORS)))
    for separator in [separator for separator in separators if separator in text] or SEPARATORS[:1]:
        load = partial(read_records, text, separator, MAX_ROWS + MAX_LINES_ABOVE)
        yield Sheet("", read_records(text[:_HEAD_SIZE], separator, HEAD_ROWS).rows, load, notes)


XLSX, XLS, ODS = "xlsx", "xls", "ods"

_SAVE = "Save your list as .xlsx or as CSV (UTF-8), and read that file."
_BANK = "Ask your bank's website for the list as CSV or Excel, or write the expenses into a spreadsheet."
_PACKED = "This is a packed file. Unpack it, and read the list that is in it."
_WORD = f"This is a text document. Copy its table into a spreadsheet. {_SAVE}"
_APPLE = "This is a Numbers or Pages file. Export it to Excel, and read that file."
_WEB_PAGE = (
    "This is a web page, although its name may say something else."
    " Open it in your spreadsheet program, save it as .xlsx, and read that file."
)
_XML = "This is an XML file. Open it in your spreadsheet program, save it as .xlsx, and read that file."
_OLE = b"\xd0\xcf\x11\xe0"
_STARTS = {
    f"This is a PDF file: its figures cannot be read safely. {_BANK}": (b"%PDF",),
    f"This is a picture. {_BANK}": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*"),
    f"This is a bank's file for other programs. {_BANK}": (b"OFXHEADER", b"!Type:", b":20:", b"{1:"),
    _PACKED: (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!"),
    _WORD: (b"{\\rtf",),
}
# What is in a packed file: which kind of document it is, or what to say about it.
_MEMBERS = {
    "xl/workbook": (XLSX, ""),
    "Index/Document.iwa": ("", _APPLE),
    "Index.zip": ("", _APPLE),
    "word/": ("", _WORD),
    "ppt/": ("", f"This is a presentation. {_SAVE}"),
}
_LARGEST_UNPACKED = 256 * 1024 * 1024
BROKEN = "This spreadsheet is damaged and cannot be opened. Save it again in your spreadsheet program."
LOCKED = (
    "This spreadsheet has a password. Save it without one in your spreadsheet program, and read that file."
)


def detect_kind(data: bytes) -> tuple[str, str]:
    """Return the kind of a workbook (`xlsx`, `xls`, `ods`; empty for text), and why it cannot be read."""
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(_OLE):
        return _compound(data)
    # Excel before 1997 wrote its cells without a container.
    if data[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00") and data[3:4] == b"\0":
        return XLS, ""
    refusal = next((words for words, starts in _STARTS.items() if data.startswith(starts)), "")
    if refusal or data[4:8] == b"ftyp":
        return "", refusal or f"This is a picture or a film. {_BANK}"
    return "", _marked_up(data[:2_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower())


def _packed(data: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            mimetype = archive.read("mimetype")[:100] if "mimetype" in archive.namelist() else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, EOFError):
        return "", BROKEN
    if sum(member.file_size for member in members) > _LARGEST_UNPACKED:
        return "", "This spreadsheet is too large. Copy the lines of this grant into a new one."
    if b"opendocument.spreadsheet" in mimetype:
        names = {member.filename: member.flag_bits for member in members}
        return (ODS, "") if "content.xml" in names else ("", BROKEN)
    if b"opendocument.text" in mimetype:
        return "", _WORD
    for start, meant in _MEMBERS.items():
        if any(member.filename.startswith(start) for member in members):
            return meant
    return "", _PACKED


def _compound(data: bytes) -> tuple[str, str]:
    """Look for the names of the streams in the old container of Office; they are written in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "", LOCKED
    if "WordDocument".encode("utf-16-le") in data:
        return "", _WORD
    return XLS, ""


def _marked_up(start: bytes) -> str:
    if b"iso:20022" in start or b"<ofx>" in start:
        return f"This is a bank's file for other programs. {_BANK}"
    if b"<html" in start or b"<table" in start or start.startswith((b"<!doctype html", b"<meta")):
        return _WEB_PAGE
    is_xml = start.startswith(b"<?xml") or b"schemas-microsoft-com:office:spreadsheet" in start
    return _XML if is_xml else ""


_MAX_CELLS, _MAX_SHEETS, _MAX_COLUMNS = 20_000_000, 100, 1_000
_CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})([0-9]{1,7})"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RESULT = re.compile(rb"<v[^>]*>[^<]")
_NO_RESULT = (
    "The formula in {} has no result in this file. Open it in your spreadsheet program, save it, and read it"
    " again."
)
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
        hidden = {
            sheet.name for sheet in workbook.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible
        }
        named = [(name, workbook.get_sheet_by_name(name)) for name in workbook.sheet_names[:_MAX_SHEETS]]
        if any(sheet.height * sheet.width > _MAX_CELLS for _, sheet in named):
            raise _TooWideError
    except _TooWideError:
        return Book(refusal=_TOO_WIDE)
    except PasswordError:
        return Book(refusal=LOCKED)
    # Whatever is wrong with a file from outside, the Rust library tells it in one of these.
    except (
        CalamineError,
        OSError,
        ValueError,
        KeyError,
        SyntaxError,
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
    ):
        return Book(refusal=BROKEN)
    seen = [(name, sheet) for name, sheet in named if name not in hidden and sheet.height] or [
        (name, sheet) for name, sheet in named if sheet.height
    ]
    if not seen:
        return Book(refusal="This spreadsheet is empty. Check that you saved it after you filled it in.")
    return Book(tuple(_typed_sheet(name, sheet, notes.get(name, ())) for name, sheet in seen))


class _TooWideError(ValueError):
    """A sheet has a cell so far out that all cells before it would not fit in memory."""


def _typed_sheet(name: str, sheet: CalamineSheet, notes: tuple[str, ...]) -> Sheet:
    first = sheet.start[0] + 1 if sheet.start else 1

    def rows() -> Iterator[Row]:
        for line, cells in enumerate(sheet.to_python(skip_empty_area=True), first):
            row = tuple(map(_cell, cells[:_MAX_COLUMNS]))
            if any(cell != "" for cell in row):
                yield Row(line, row)

    def read(limit: int) -> Rows:
        found = tuple(islice(rows(), limit + 1))
        return Rows(found[:limit], too_many=len(found) > limit)

    return Sheet(name, read(HEAD_ROWS).rows, lambda: read(MAX_ROWS + MAX_LINES_ABOVE), notes)


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

    `_TooWideError` if a cell is so far out that reading the sheet would take all memory.
    """
    found: dict[str, tuple[str, ...]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        for name, path in _paths(archive):
            if path in names and (cells := _unusable(archive.read(path))):
                found[name] = (_NO_RESULT.format(number_list("cell", cells)),)
    return found


def _paths(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Return the sheets of an `.xlsx` with the files that hold them."""
    from lxml import etree

    if "xl/workbook.xml" not in archive.namelist():
        return []
    parser = etree.XMLParser(recover=True, resolve_entities=False)
    book, rels = (
        etree.fromstring(archive.read(f"xl/{name}"), parser)
        for name in ("workbook.xml", "_rels/workbook.xml.rels")
    )
    targets = {element.get("Id"): element.get("Target", "") for element in ([] if rels is None else rels)}
    found = [] if book is None else book.iterfind(".//{*}sheet")
    sheets = [(element.get("name", ""), targets.get(element.get(_ID), "")) for element in found]
    return [(name, path.lstrip("/") if path[:1] == "/" else f"xl/{path}") for name, path in sheets]


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
    if longest * widest > _MAX_CELLS:
        raise _TooWideError
    return found


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
