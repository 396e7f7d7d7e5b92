"""What a file is by its first bytes, whatever its name says, and what to do where it holds no list."""

from __future__ import annotations

import io
import zipfile

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
# What stands in a packed file: which kind of document it is, or what to say about it.
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


def what_else(data: bytes) -> tuple[str, str]:
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
