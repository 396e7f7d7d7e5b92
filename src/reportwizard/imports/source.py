"""The text of a file from another program, in any usual encoding."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from reportwizard.errors import ReportWizardError

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 20 * 1024 * 1024
"""The most bytes that are read; a published report has about ten thousand."""

# The longer mark stands first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


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
    """Return bytes as text: by their byte order mark, else as UTF-8. `name` stands in the error's words."""
    if len(data) > LIMIT:
        raise ReportWizardError(f"{name}: this is larger than {LIMIT // 2**20} MB; no report is that large.")
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", "utf-8"))
    try:
        text = data.removeprefix(mark).decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ReportWizardError(
            f"{name}: this is not a text file that can be read.",
            "Open it in the program that made it, and save it there as plain text in UTF-8.",
        )
    return text.replace("\r\n", "\n")
