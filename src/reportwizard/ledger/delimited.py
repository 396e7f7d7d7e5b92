"""The bytes of a CSV file as text, with its encoding known or guessed, and the text as lines of cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from reportwizard.ledger.headings import data_file
from reportwizard.ledger.result import number_list
from reportwizard.ledger.rows import MAX_ROWS, Row, Rows
from reportwizard.text import clean_text

SEPARATORS = (",", ";", "\t", "|")

# A spreadsheet may write its empty lines too, a million of them; a cell may hold several lines.
_MAX_LINES = 1_100_000
_MAX_CELLS, _LONGEST_LINE = 1_000, 1_000_000
_UNPAIRED = (
    'A quotation mark (") in this line has no partner. Add it or take it out. The line was read without it.'
)
_TOO_LONG = f"This line is longer than {_LONGEST_LINE:,} characters. Only its beginning was read."
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?\s*', re.IGNORECASE)

# What a spreadsheet would run, at the start of a cell or after the other common separator; with the quotation
# mark that makes it harmless. Full-width signs count in programs for East Asian languages.
DANGEROUS = "=+\\-@\t\r＝＋－＠"
_GUARDED = {other: re.compile(rf"(\A|{other}\s*)('*)'(?=[{DANGEROUS}])") for other in ",;"}


def read_records(text: str, separator: str, limit: int = MAX_ROWS) -> Rows:
    """Read every line that has words; at most so many, and then `too_many` says so. Never raises."""
    if text.count("\n") + text.count("\r") > _MAX_LINES:
        return Rows(too_many=True)
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    faults = [(at, _TOO_LONG) for at, line in enumerate(lines, 1) if len(line) > _LONGEST_LINE]
    lines = [line[:_LONGEST_LINE] for line in lines]
    if lines and _SEPARATOR_LINE.fullmatch(lines[0]):
        lines[0] = "\n"
    try:
        rows = tuple(islice(_rows(_numbered_records(lines, separator), separator), limit + 1))
    except csv.Error:
        # A quotation mark without partner takes all that follows for one cell: so each line is alone.
        records = enumerate((_line_alone(line, separator) for line in lines), 1)
        rows = tuple(islice(_rows(records, separator), limit + 1))
        unpaired = [
            (at, _UNPAIRED) for at, line in enumerate(lines, 1) if '"' in line and _is_torn(line, separator)
        ]
        faults = sorted([*faults, *unpaired])
    return Rows(rows[:limit], tuple(faults), len(rows) > limit)


def _numbered_records(lines: list[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each record with the number of the line on which it begins."""
    start, reader = 1, csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)
    for cells in reader:
        yield start, cells
        start = reader.line_num + 1


def _rows(records: Iterable[tuple[int, list[str]]], separator: str) -> Iterator[Row]:
    for line, cells in records:
        found = tuple(cell_text(cell, separator) for cell in cells[:_MAX_CELLS]) if any(cells) else ()
        if any(found):
            yield Row(line, found)


def _line_alone(line: str, separator: str) -> list[str]:
    """Read one line by itself; one whose quotation marks have no partner is cut at its separators."""
    if not _is_torn(line, separator):
        return next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
    cells = line.rstrip("\r\n").split(separator)
    return [cell.strip().removeprefix('"').removesuffix('"').replace('""', '"') for cell in cells]


def _is_torn(line: str, separator: str) -> bool:
    try:
        next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
    except csv.Error:
        return True
    return line.count('"') % 2 == 1


def declared_separator(text: str) -> str:
    """Return the separator that the first line names (`sep=;`); empty if it does not."""
    found = _SEPARATOR_LINE.match(text.removeprefix("\ufeff")[:20])
    return found[1] if found else ""


def other_separator(separator: str) -> str:
    """Return at what a spreadsheet of another country would part the cells of a file."""
    return ";" if separator == "," else ","


def cell_text(text: str, separator: str = ",") -> str:
    """Return a cell trimmed and clean, without the apostrophe that keeps a spreadsheet from running it."""
    if text.isascii() and text.isprintable() and "'" not in text:
        return text.strip()
    return clean_text(_GUARDED[other_separator(separator)].sub(r"\1\2", text)).strip()


# The longer mark comes first: that of UTF-32 begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""With what a text in each encoding may begin."""

_TRADITIONAL = ("Hant", "TW", "HK", "MO")
# Bytes that no text holds, whatever its letters are in.
_NOT_IN_TEXT = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0b\x0c\x1b")
_SAMPLE, _GUESSED_FROM = 4_000, 20_000
_BROKEN = "\ufffd"
_SAVE = "save the sheet as .xlsx, and read that file."


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file; `notes` say what had to be guessed."""

    text: str
    notes: tuple[str, ...] = ()


def decodings(data: bytes, locale: str) -> tuple[Decoded, ...]:
    """Return the texts that bytes may be, the likeliest first; nothing if they are no text. Never raises.

    There is one, unless the bytes are in an older character set: then those of the applicant's language come
    first, and after them what the letters themselves look like.
    """
    mark, encoding = next((pair for pair in BYTE_ORDER_MARKS if data.startswith(pair[0])), (b"", ""))
    encoding = encoding or _utf16_without_mark(data)
    if encoding:
        return (_marked_decoding(data[len(mark) :].decode(encoding, "replace")),)
    if len(data.translate(None, _NOT_IN_TEXT)) * 100 < len(data) * 99:
        return ()
    try:
        return (Decoded(data.decode("utf-8")),)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    text = data.decode("utf-8", "replace")
    if sum(not character.isascii() for character in text) > 2 * text.count(_BROKEN):
        return (_marked_decoding(text),)
    return tuple(_guessed(data, locale, line)) or (_marked_decoding(data.decode("cp1252", "replace")),)


def _utf16_without_mark(data: bytes) -> str:
    """Return which UTF-16 this is, without a mark at its beginning; empty if it is something else.

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


def _guessed(data: bytes, locale: str, line: int) -> Iterator[Decoded]:
    """Yield the text in each old character set that it may be in and that fits every byte."""
    from charset_normalizer import from_bytes

    known = data_file("encodings")
    language, _, rest = locale.partition("_")
    own = known["languages"].get(language, ["cp1252"])
    if language == "zh" and any(part in rest for part in _TRADITIONAL):
        own = own[::-1]
    # Lines without letters beyond A to Z say nothing, and would hide those that do.
    sample = b"\n".join(line for line in data[:_GUESSED_FROM].splitlines() if not line.isascii())
    looks_like = from_bytes(sample, cp_isolation=[*known["names"], *known["nameless"]])
    guessed = [found.encoding for found in looks_like]
    letters = [byte for byte in data[:_GUESSED_FROM] if chr(byte).isalpha()]
    # Western words are mostly letters from A to Z.
    if own == ["cp1252"] and sum(byte > 127 for byte in letters) * 2 >= len(letters):
        own = guessed
    for encoding in dict.fromkeys((*own, *guessed, "cp1252")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        name = known["names"].get(encoding, encoding)
        note = f"The letters were read as {name}. Look at line {line}: if they are wrong, {_SAVE}"
        yield Decoded(text, (note,))


def _marked_decoding(text: str) -> Decoded:
    """Return a text with a note on the lines in which letters could not be read, if any."""
    if _BROKEN not in text:
        return Decoded(text)
    where = number_list("line", (at for at, line in enumerate(text.split("\n"), 1) if _BROKEN in line))
    note = f"Some letters could not be read ({where}); “{_BROKEN}” is in their place. To fix that, {_SAVE}"
    return Decoded(text, (note,))
