"""The bytes of a list as text: what they are in is known, or it is guessed and said."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

MOST_BYTES = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NAMES = {"cp1251": "Windows-1251 (Cyrillic)", "cp1252": "Windows-1252 (Western European)"}
_SAVE = (
    "In your spreadsheet program, save the sheet as CSV, with the character set UTF-8, and import that file."
)
# What other kinds of files begin with, and what they are.
_OTHERS = (
    (b"PK\x03\x04", "a spreadsheet or another packed file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a packed file"),
    (b"{\\rtf", "a text document with formatting"),
)
# Bytes that no text holds, whatever its letters are in.
_NOT_IN_TEXT = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0b\x0c\x1b")
_SAMPLE = 4_000
_BROKEN = "\ufffd"
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file; `refusal` says why there is none, `notes` what had to be guessed."""

    text: str = ""
    refusal: str = ""
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Return bytes as text. Never raises."""
    if len(data) > MOST_BYTES:
        return Decoded(
            refusal=f"This file is larger than {MOST_BYTES // 2**20} MB. Keep only the lines of this grant."
        )
    other = next((name for start, name in _OTHERS if data.startswith(start)), "")
    if other:
        return Decoded(refusal=f"This is {other}, not a list in CSV. {_SAVE}")
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", ""))
    if encoding:
        return _repaired(data[len(mark) :].decode(encoding, "replace"))
    if wide := _wide(data):
        return _repaired(data.decode(wide, "replace"))
    if len(data.translate(None, _NOT_IN_TEXT)) * 100 < len(data) * 99:
        return Decoded(refusal=f"This is not a text file. {_SAVE}")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _guessed(data, data.count(b"\n", 0, error.start) + 1)


def _wide(data: bytes) -> str:
    """Return which UTF-16 this is, without a mark at its beginning; empty where it is something else.

    Blanks, digits and separators make every second byte a zero, whatever the language.
    """
    sample = data[:_SAMPLE]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if (first + second) * 10 < len(sample) or min(first, second) * 10 > max(first, second):
        return ""
    encoding = "utf-16-le" if second > first else "utf-16-be"
    text = sample.decode(encoding, "replace")
    good = sum(character.isprintable() or character.isspace() for character in text)
    return encoding if good * 100 >= len(text) * 99 else ""


def _guessed(data: bytes, line: int) -> Decoded:
    """Read bytes that are not UTF-8: in one of two older character sets, or as UTF-8 with broken places."""
    text = data.decode("utf-8", "replace")
    broken = text.count(_BROKEN)
    if sum(not character.isascii() for character in text) > 2 * broken:
        return _repaired(text)
    encoding = "cp1251" if _is_cyrillic(data) else "cp1252"
    note = (
        f"This file is not in UTF-8. It was read as {_NAMES[encoding]}, which is a guess."
        f" Look at line {line}: if its letters are wrong, {_SAVE[0].lower()}{_SAVE[1:]}"
    )
    return Decoded(data.decode(encoding, "replace"), notes=(note,))


def _is_cyrillic(data: bytes) -> bool:
    """Whether most letters beyond A to Z stand side by side, as in Cyrillic words; accents stand alone."""
    table = bytes(1 if byte >= 0xC0 or byte in (0xA8, 0xB8, 0xB2, 0xB3) else 0 for byte in range(256))
    high = data.translate(table)
    return high.count(b"\1\1") * 3 > high.count(b"\1")


def _repaired(text: str) -> Decoded:
    """Say where characters could not be read, and keep the rest."""
    lines = (
        [number for number, line in enumerate(text.split("\n"), 1) if _BROKEN in line]
        if _BROKEN in text
        else []
    )
    if not lines:
        return Decoded(text)
    named = ", ".join(map(str, lines[:_MOST_NAMED])) + (", …" if len(lines) > _MOST_NAMED else "")
    where = f"line {named}" if len(lines) == 1 else f"lines {named}"
    return Decoded(
        text, notes=(f"Some letters could not be read ({where}); “{_BROKEN}” stands for them. {_SAVE}",)
    )
