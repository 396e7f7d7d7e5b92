"""A file as sheets of typed cells: a workbook (`.xlsx`, `.xls`, `.ods`), or text with separators."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial, reduce
from itertools import count, islice, product
from typing import TYPE_CHECKING, TypeAlias

from reportwizard.ledger.delimited import SEPARATORS, cell_text, declared_separator, decodings, read_records
from reportwizard.ledger.result import number_list
from reportwizard.ledger.rows import (
    HEAD_ROWS,
    MAX_LINES_ABOVE,
    MAX_ROWS,
    Cell,
    Money,
    RefusedError,
    Row,
    Rows,
    Sheet,
)
from reportwizard.money.currencies import currencies_named
from reportwizard.money.numerals import normalize

if TYPE_CHECKING:
    from lxml import etree
    from python_calamine import CalamineSheet


MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""

_HEAD_SIZE = 200_000


def open_book(data: bytes, locale: str = "en") -> tuple[Sheet, ...]:
    """Return the sheets of a file; `RefusedError` if it has none that can be read.

    `locale` is how the applicant writes: it helps where a text does not say which letters its bytes are.
    """
    if _is_workbook(data):
        return _read_workbook(data)
    texts = decodings(data, locale)
    if not texts:
        raise RefusedError("This is not a text file. Save the sheet as .xlsx or as CSV, and read that file.")
    return tuple(sheet for text in texts for sheet in text_sheets(text.text, text.notes))


def text_sheets(text: str, notes: tuple[str, ...] = ()) -> Iterator[Sheet]:
    """Yield a text cut at each separator that it may have; the one that it names itself comes first."""
    separators = dict.fromkeys(filter(None, (declared_separator(text), *SEPARATORS)))
    for separator in [separator for separator in separators if separator in text] or SEPARATORS[:1]:
        load = partial(read_records, text, separator, MAX_ROWS + MAX_LINES_ABOVE)
        yield Sheet("", read_records(text[:_HEAD_SIZE], separator, HEAD_ROWS).rows, load, notes)


_SAVE = "Save your list as .xlsx or as CSV (UTF-8), and read that file."
_BANK = "Ask your bank's website for the list as CSV or Excel, or write the expenses into a spreadsheet."
_PACKED = "This is a packed file. Unpack it, and read the list that is in it."
_WORD = f"This is a text document. Copy its table into a spreadsheet. {_SAVE}"
_APPLE = "This is a Numbers or Pages file. Export it to Excel, and read that file."
_CONVERT = "Open it in your spreadsheet program, save it as .xlsx, and read that file."
_OLE = b"\xd0\xcf\x11\xe0"
# What a file begins with, without the marks of its encoding.
_REFUSED = (
    (rb"%PDF", f"This is a PDF file: its figures cannot be read safely. {_BANK}"),
    (rb"\x89PNG|\xff?\xd8\xff|GIF8|RIFF|(?:II|MM)\*[^\t,;|]", f"This is a picture. {_BANK}"),
    (rb".{0,4}ftyp", f"This is a picture or a film. {_BANK}"),
    (
        rb"OFXHEADER|!Type:|:20:|\{1:|(?i:.*(?:iso:20022|<ofx>))",
        f"This is a bank's file for other programs. {_BANK}",
    ),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!", _PACKED),
    (rb"\{\\rtf", _WORD),
    (
        rb"(?i:.*<html|.*<table|<!doctype html|<meta)",
        f"This is a web page, although its name may say something else. {_CONVERT}",
    ),
    (rb"(?i:<\?xml|.*schemas-microsoft-com:office:spreadsheet)", f"This is an XML file. {_CONVERT}"),
)
# What is in a packed file that is no spreadsheet.
_MEMBERS = {
    "Index/Document.iwa": _APPLE,
    "Index.zip": _APPLE,
    "word/": _WORD,
    "ppt/": f"This is a presentation. {_SAVE}",
}
_LARGEST_UNPACKED = 256 * 1024 * 1024
_BROKEN = "This spreadsheet is damaged and cannot be opened. Save it again in your spreadsheet program."
_LOCKED = (
    "This spreadsheet has a password. Save it without one in your spreadsheet program, and read that file."
)


def _is_workbook(data: bytes) -> bool:
    """Whether this is a workbook, or else a text; `RefusedError` for anything else."""
    if len(data) > MAX_BYTES:
        limit = f"{MAX_BYTES // 2**20} MB"
        raise RefusedError(f"This file is larger than {limit}. Keep only the lines of this grant.")
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n,;|"):
        raise RefusedError("This file is empty. Save the sheet again, and check that it has lines.")
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(_OLE):
        # The names of the streams in the old container of Office are written in UTF-16.
        for name, refusal in (("EncryptedPackage", _LOCKED), ("WordDocument", _WORD)):
            if name.encode("utf-16-le") in data:
                raise RefusedError(refusal)
        return True
    # Excel before 1997 wrote its cells without a container.
    if data[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00") and data[3:4] == b"\0":
        return True
    start = data[:2_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    for pattern, refusal in _REFUSED:
        if re.match(pattern, start, re.DOTALL):
            raise RefusedError(refusal)
    return False


def _packed(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {member.filename: member.file_size for member in archive.infolist()}
            mimetype = archive.read("mimetype")[:100] if "mimetype" in members else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, EOFError):
        raise RefusedError(_BROKEN) from None
    if sum(members.values()) > _LARGEST_UNPACKED:
        raise RefusedError("This spreadsheet is too large. Copy the lines of this grant into a new one.")
    if b"opendocument.spreadsheet" in mimetype and "content.xml" in members:
        return True
    for name, refusal in ((b"opendocument.spreadsheet", _BROKEN), (b"opendocument.text", _WORD)):
        if name in mimetype:
            raise RefusedError(refusal)
    if any(name.startswith("xl/workbook") for name in members):
        return True
    found = (
        refusal for start, refusal in _MEMBERS.items() if any(name.startswith(start) for name in members)
    )
    raise RefusedError(next(found, _PACKED))


_MAX_CELLS, _MAX_SHEETS, _MAX_COLUMNS = 20_000_000, 100, 1_000
_CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})([0-9]{1,7})"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STYLE = re.compile(rb'\bs="(\d+)"')
_RESULT = re.compile(rb"<v[^>]*>[^<]")
_HIDDEN = re.compile(rb'<row (?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d+)"[^>]*>\s*<c\b')
_NO_RESULT = (
    "The formula in {} has no result in this file. Open it in your spreadsheet program, save it, and read it"
    " again."
)
_TOO_WIDE = (
    "This sheet has a cell far away from the others. Copy your list into a new sheet, and read that one."
)


def _read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """Return the visible sheets of a workbook that hold anything; hidden ones where no other does."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    # Whatever is wrong with a file from outside, the Rust library tells it in one of these.
    broken = (
        CalamineError,
        OSError,
        ValueError,
        KeyError,
        SyntaxError,
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
    )
    try:
        notes, signs = _of_sheets(data)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        hidden = {
            sheet.name for sheet in workbook.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible
        }
        sheets = {name: workbook.get_sheet_by_name(name) for name in workbook.sheet_names[:_MAX_SHEETS]}
    except PasswordError:
        raise RefusedError(_LOCKED) from None
    except broken:
        raise RefusedError(_BROKEN) from None
    if any(sheet.height * sheet.width > _MAX_CELLS for sheet in sheets.values()):
        raise RefusedError(_TOO_WIDE)
    filled = [name for name, sheet in sheets.items() if sheet.height]
    names = [name for name in filled if name not in hidden] or filled
    if not names:
        raise RefusedError("This spreadsheet is empty. Check that you saved it after you filled it in.")
    return tuple(_typed_sheet(name, sheets[name], notes.get(name, ()), signs.get(name, {})) for name in names)


def _typed_sheet(
    name: str, sheet: CalamineSheet, notes: tuple[str, ...], signs: Mapping[tuple[int, int], str]
) -> Sheet:
    first, left = sheet.start or (0, 0)

    def rows() -> Iterator[Row]:
        for line, cells in enumerate(sheet.to_python(skip_empty_area=True), first + 1):
            shown = (signs.get((line, column), "") for column in count(left + 1))
            row = tuple(map(_cell, cells[:_MAX_COLUMNS], shown))
            if any(cell != "" for cell in row):
                yield Row(line, row)

    def read(limit: int) -> Rows:
        found = tuple(islice(rows(), limit + 1))
        return Rows(found[:limit], too_many=len(found) > limit)

    return Sheet(name, read(HEAD_ROWS).rows, lambda: read(MAX_ROWS + MAX_LINES_ABOVE), notes)


def _cell(value: object, sign: str) -> Cell:
    if isinstance(value, str):
        return cell_text(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        # A spreadsheet computes with 15 digits; what a float has beyond them was never written.
        number = Decimal(f"{value:.15g}") + 0
        if sign:
            number = Money(number)
            number.sign = sign
        return number if abs(value) < 10**15 else str(value)
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else str(value)


_OPEN = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE = f"{_OPEN}table:1.0}}", f"{_OPEN}office:1.0}}"
_Signs: TypeAlias = dict[tuple[int, int], str]
# A sign in the format of a number: [$€-407], "KZT" or \\€.
_SIGN = re.compile(r'\[\$([^\]-]+)(-[^\]]*)?\]|"([^"]+)"|\\(\S)')


def _of_sheets(data: bytes) -> tuple[dict[str, tuple[str, ...]], dict[str, _Signs]]:
    """Return, by sheet, what to say of hidden lines of an `.xlsx`, and of formulas without a result in it.

    And the sign beside each number that a spreadsheet shows with a currency, by its line and column.
    """
    from lxml import etree

    notes: dict[str, tuple[str, ...]] = {}
    signs: dict[str, _Signs] = {}
    if not data.startswith(b"PK"):
        return notes, signs
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = set(archive.namelist())
        if "content.xml" in members:
            return notes, _signs_of_ods(archive.read("content.xml"))
        if "xl/workbook.xml" not in members:
            return notes, signs
        parser = etree.XMLParser(recover=True, resolve_entities=False)
        book, rels = (
            etree.fromstring(archive.read(f"xl/{name}"), parser)
            for name in ("workbook.xml", "_rels/workbook.xml.rels")
        )
        styles = (
            etree.fromstring(archive.read("xl/styles.xml"), parser) if "xl/styles.xml" in members else None
        )
        formats = {} if styles is None else _formats(styles)
        targets = {element.get("Id"): element.get("Target", "") for element in ([] if rels is None else rels)}
        for sheet in [] if book is None else book.iterfind(".//{*}sheet"):
            target = targets.get(sheet.get(_ID), "")
            path = target.lstrip("/") if target[:1] == "/" else f"xl/{target}"
            xml = archive.read(path) if path in members else b""
            hidden, signs[sheet.get("name", "")] = [line.decode() for line in _HIDDEN.findall(xml)], {}
            cells = _unusable(xml, formats, signs[sheet.get("name", "")])
            messages = [_NO_RESULT.format(number_list("cell", cells))] * bool(cells)
            messages += [f"Hidden in the sheet, and read too: {number_list('line', hidden)}."] * bool(hidden)
            notes[sheet.get("name", "")] = tuple(messages)
    return notes, signs


def _formats(styles: etree._Element) -> dict[bytes, str]:
    """Return the sign of a currency in each style of a cell that has one."""
    signs = {each.get("numFmtId"): _sign_in(each.get("formatCode", "")) for each in styles.iter("{*}numFmt")}
    cells = styles.iterfind("{*}cellXfs/{*}xf")
    found = ((str(at).encode(), signs.get(cell.get("numFmtId"))) for at, cell in enumerate(cells))
    return {style: sign for style, sign in found if sign}


def _sign_in(code: str) -> str:
    for sign, country, *others in _SIGN.findall(code.partition(";")[0]):
        sign = "US$" if (sign, country) == ("$", "-409") else (sign or "".join(others)).strip()
        is_letter = len(sign) == 1 and unicodedata.category(sign) != "Sc"
        if not is_letter and currencies_named(normalize(sign), before=False):
            return sign
    return ""


def _signs_of_ods(xml: bytes) -> dict[str, _Signs]:
    """Return the currency of each cell that has one; equal cells and lines are written once."""
    from lxml import etree

    found: dict[str, _Signs] = {}
    tree = etree.fromstring(xml, etree.XMLParser(recover=True, huge_tree=True))
    for table in [] if tree is None else tree.iter("{*}table"):
        signs, line = found.setdefault(table.get(f"{_TABLE}name", ""), {}), 1
        for row in table.iter("{*}table-row"):
            lines, column = int(row.get(f"{_TABLE}number-rows-repeated", 1)), 1
            for cell in row.iter("{*}table-cell", "{*}covered-table-cell"):
                columns = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
                if sign := cell.get(f"{_OFFICE}currency"):
                    places = product(range(line, line + lines), range(column, column + columns))
                    signs.update(dict.fromkeys(islice(places, _MAX_COLUMNS), sign))
                column += columns
            line += lines
    return found


def _unusable(xml: bytes, formats: Mapping[bytes, str], signs: _Signs) -> list[str]:
    """Return the cells without a result; those that hold an error (`#REF!`) too; fill `signs`."""
    found, width, height = [], 0, 0
    for cell in _CELL.finditer(xml):
        column, line, attributes, content = cell.groups()
        if content:
            # Of Z, AA, …: the letters are digits in base 26.
            number = reduce(lambda number, letter: number * 26 + letter - ord("A") + 1, column, 0)
            width, height = max(width, number), max(height, int(line))
            style = _STYLE.search(attributes)
            if style and style[1] in formats:
                signs[int(line), number] = formats[style[1]]
            empty = b"<f" in content and b't="str"' not in attributes and not _RESULT.search(content)
            if empty or b't="e"' in attributes:
                found.append(f"{column.decode()}{line.decode()}")
    if width * height > _MAX_CELLS:
        # All cells before one that is so far out would not fit in memory.
        raise RefusedError(_TOO_WIDE)
    return found
