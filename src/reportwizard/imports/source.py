"""The text of a file from another program, in any usual encoding."""

from __future__ import annotations

import re
from pathlib import Path

from reportwizard.errors import ReportWizardError
from reportwizard.ledger.text import BYTE_ORDER_MARKS

LIMIT = 10 * 1024 * 1024
"""The most bytes that are read; a published report has about ten thousand."""

_COPY = "Open it, mark everything, copy it, and import that text."
# What files of other programs begin with, what they are, and what to do.
_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (rb"\{\\rtf", "an RTF document", _COPY),
    (rb"%PDF-", "a PDF", _COPY),
    (rb"PK\x03\x04.{0,200}opendocument", "an OpenDocument file (ODT)", _COPY),
    (rb"PK\x03\x04.{0,4000}word/", "a Word document (DOCX)", _COPY),
    (rb"PK\x03\x04", "a packed file", "Unpack it first, or open it and copy its text."),
    (rb"\xd0\xcf\x11\xe0", "an old Office document", _COPY),
    (
        rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0|RIFF.{4}WEBP|II\*\0|MM\0\*|.{4}ftyp(?:hei|avi|mif)",
        "a picture",
        "Open the page of the report itself, mark everything, copy it, and import that text.",
    ),
)
_CHARSET = re.compile(rb"<meta[^>]{0,80}charset=[\"']?([\w-]{3,20})", re.IGNORECASE)


def read_file(path: Path) -> str:
    """Return the text of a file, with `\\n` newlines.

    `ReportWizardError` where it is missing, too large, or no text.
    """
    return decode(read_bytes(path, LIMIT + 1), str(path))


def read_bytes(path: Path, most: int) -> bytes:
    """Return at most so many bytes of a file; `ReportWizardError` where it is missing or cannot be opened."""
    if path.is_dir():
        raise ReportWizardError(f"{path}: this is a folder.", "Write the name of a file in it too.")
    if not path.exists():
        raise ReportWizardError(f"{path}: there is no such file.", "Look at its name, and at its folder.")
    if not path.is_file():
        raise ReportWizardError(f"{path}: this is no ordinary file.", "Save the text as a file first.")
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise ReportWizardError(f"{path}: this file cannot be opened: {error.strerror}.") from error


def decode(data: bytes, name: str) -> str:
    """Return bytes as text: by their byte order mark, as UTF-8, or by what a web page says of itself.

    `name` stands in the error's words. `ReportWizardError` names what a file of another program is.
    """
    if len(data) > LIMIT:
        raise ReportWizardError(f"{name}: this is larger than {LIMIT // 2**20} MB; no report is that large.")
    for start, kind, hint in _KINDS:
        if re.match(start, data, re.DOTALL):
            raise ReportWizardError(f"{name}: this is {kind}. It cannot be read here.", hint)
    mark, encoding = next((pair for pair in BYTE_ORDER_MARKS if data.startswith(pair[0])), (b"", "utf-8"))
    try:
        text = data.removeprefix(mark).decode(encoding)
    except UnicodeDecodeError:
        text = _by_its_own_word(data)
    if "\0" in text:
        raise ReportWizardError(
            f"{name}: this is not a text file that can be read.",
            "Open it in the program that made it, and save it there as plain text in UTF-8.",
        )
    return text.replace("\r\n", "\n")


def _by_its_own_word(data: bytes) -> str:
    """Return the text of a web page that names its encoding."""
    named = _CHARSET.search(data[:4096])
    try:
        return data.decode(named[1].decode("ascii")) if named else "\0"
    except (UnicodeDecodeError, LookupError):
        return "\0"
