"""The text of a CSV file as lines of cells, each with the line of the file on which it begins."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from reportwizard.ledger.rows import MOST_ROWS, Row, Rows
from reportwizard.text import clean_text

SEPARATORS = (",", ";", "\t", "|")

# A spreadsheet may write its empty lines too, a million of them; a cell may hold several lines.
_MOST_LINES = 1_100_000
_MOST_FAULTS = 100
_MOST_CELLS, _LONGEST_LINE = 1_000, 1_000_000
_UNPAIRED = (
    'A quotation mark (") in this line has no partner. Add it or take it out. The line was read without it.'
)
_TOO_LONG = f"This line is longer than {_LONGEST_LINE:,} characters. Only its beginning was read."
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?\s*', re.IGNORECASE)

# What a spreadsheet would run, at the start of a cell or after the other common separator; with the quotation
# mark that makes it harmless. Full-width signs count in programs for East Asian languages.
DANGEROUS = "=+\\-@\t\r＝＋－＠"
_GUARDED = re.compile(rf"(\A|;\s*)('*)'(?=[{DANGEROUS}])")


def read_records(text: str, separator: str, most: int = MOST_ROWS) -> Rows:
    """Read every line that has words; at most so many, and then `too_many` says so. Never raises."""
    if text.count("\n") + text.count("\r") > _MOST_LINES:
        return Rows(too_many=True)
    reader = _Reader(list(io.StringIO(text.removeprefix("\ufeff"), newline="")), separator)
    rows = tuple(islice(reader.rows(), most + 1))
    return Rows(rows[:most], tuple(reader.faults), len(rows) > most)


def said_separator(text: str) -> str:
    """Return the separator that the first line names (`sep=;`); empty where it does not."""
    found = _SEPARATOR_LINE.match(text.removeprefix("\ufeff")[:20])
    return found[1] if found else ""


class _Reader:
    """Reads line by line, so that a quotation mark without partner spoils one line and not the rest."""

    def __init__(self, lines: list[str], separator: str) -> None:
        self.lines, self.separator = lines, separator
        self.faults: list[tuple[int, str]] = []
        self.at = 0

    def __iter__(self) -> _Reader:
        return self

    def __next__(self) -> str:
        if self.at >= len(self.lines):
            raise StopIteration
        self.at += 1
        line = self.lines[self.at - 1]
        if len(line) > _LONGEST_LINE:
            self.faults.append((self.at, _TOO_LONG))
            line = self.lines[self.at - 1] = line[:_LONGEST_LINE]
        return line

    def rows(self) -> Iterator[Row]:
        """Give the lines that have words, their cells trimmed and clean."""
        if self.lines and _SEPARATOR_LINE.fullmatch(self.lines[0]):
            self.at = 1
        reader = self._csv(self)
        while self.at < len(self.lines):
            start = self.at
            try:
                cells = next(reader if len(self.faults) < _MOST_FAULTS else self._csv([next(self)]))
            except (csv.Error, StopIteration):
                self.at = start + 1
                cells, reader = self._plainly(start), self._csv(self)
            found = tuple(map(cell_text, cells[:_MOST_CELLS])) if any(cells) else ()
            if any(found):
                yield Row(start + 1, found)

    def _csv(self, lines: Iterable[str], *, strict: bool = True) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self.separator, strict=strict, skipinitialspace=True)

    def _plainly(self, start: int) -> list[str]:
        """Read one line by itself; one whose quotation marks have no partner is cut at its separators."""
        line = self.lines[start]
        if line.count('"') % 2 == 0:
            with contextlib.suppress(csv.Error, StopIteration):
                return next(self._csv([line], strict=False))
        if '"' in line:
            self.faults.append((start + 1, _UNPAIRED))
        cells = line.rstrip("\r\n").split(self.separator)
        return [cell.strip().removeprefix('"').removesuffix('"').replace('""', '"') for cell in cells]


def cell_text(text: str) -> str:
    """Return a cell trimmed and clean, without the apostrophe that keeps a spreadsheet from running it."""
    if text.isascii() and text.isprintable() and "'" not in text:
        return text.strip()
    return clean_text(_GUARDED.sub(r"\1\2", text)).strip()
