"""A file as sheets of typed cells: a workbook (`.xlsx`, `.xls`, `.ods`), or text with separators."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from reportwizard.ledger.csv_text import SEPARATORS, read_records, said_separator
from reportwizard.ledger.encoding import decodings
from reportwizard.ledger.filetype import what_else
from reportwizard.ledger.rows import HEAD_ROWS, MOST_LINES_ABOVE, MOST_ROWS, Book, Sheet

MOST_BYTES = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""

_HEAD_SIZE = 200_000


def open_book(data: bytes, locale: str = "en") -> Book:
    """Return the sheets of a file. Never raises.

    `locale` is how the applicant writes: it helps where a text does not say which letters its bytes are.
    """
    if len(data) > MOST_BYTES:
        return Book(
            refusal=f"This file is larger than {MOST_BYTES // 2**20} MB. Keep only the lines of this grant."
        )
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n,;|"):
        return Book(refusal="This file is empty. Save the sheet again, and look that it has lines.")
    kind, refusal = what_else(data)
    if refusal:
        return Book(refusal=refusal)
    if kind:
        from reportwizard.ledger.workbook import read_workbook

        return read_workbook(data, kind)
    decoded = decodings(data, locale)
    if not decoded:
        return Book(refusal="This is not a text file. Save the sheet as .xlsx or as CSV, and read that file.")
    return Book(tuple(sheet for one in decoded for sheet in _text_sheets(one.text, one.notes)))


def _text_sheets(text: str, notes: tuple[str, ...]) -> Iterator[Sheet]:
    """Give a text cut at each separator that it may have; the one that it names itself comes first."""
    separators = dict.fromkeys(filter(None, (said_separator(text), *SEPARATORS)))
    for separator in [one for one in separators if one in text] or SEPARATORS[:1]:
        load = partial(read_records, text, separator, MOST_ROWS + MOST_LINES_ABOVE)
        yield Sheet("", read_records(text[:_HEAD_SIZE], separator, HEAD_ROWS).rows, load, notes)
