"""A table with rows of one's own on a copied page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportwizard.imports.page_words import after_words, plain_words
from reportwizard.kinds.table import read_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Column, Region, Value

_HAS_DIGIT = re.compile(r"\d")
# A row between bars starts with one, or has at least three cells: one bar alone can stand in an address.
_BARS = re.compile(r"\s*\||[^|\n]*\|[^|\n]*\|")
_RULE = re.compile(r"[\s|:+\-–—]*")


def read_free_rows(
    question: Question, text: str, region: Region
) -> tuple[tuple[dict[str, Value], ...], list[str]]:
    """Read rows whose cells stand between tabs or bars, or each on a line of its own.

    Return the rows, and the lines whose cells cannot be told apart, word for word.
    """
    width = len(question.columns)
    heading = plain_words(" ".join(column.label for column in question.columns))
    below = after_words(text, heading)
    lines = (text if below is None else below).split("\n")
    lines = [line for line in lines if not _RULE.fullmatch(line) and plain_words(line) != heading]
    marked, rest = _marked_lines(lines)
    rows = [_cells(line, width) for line in marked]
    if not rows:
        rows, rest = _stacked_rows(rest, width)
    read = (_read_row(question.columns, row, region) for row in rows)
    return tuple(row for row in read if row), rest


def _marked_lines(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the lines with marks between cells from those without."""
    rows: list[list[str]] = []
    rest: list[str] = []
    in_tabs = False
    for line in lines:
        if "\t" in line.strip() or _BARS.match(line):
            in_tabs = "\t" in line.strip()
            rows.append([line])
        elif in_tabs:
            # A browser copies a line break inside a cell as one, so the line goes on with the cell above.
            rows[-1].append(line.strip())
        else:
            rest.append(line.strip())
    return [" ".join(row) for row in rows], rest


def _cells(line: str, width: int) -> list[str]:
    """Cut a line at its marks; the last cell may hold such marks itself."""
    mark = "\t" if "\t" in line.strip() else "|"
    if mark == "|":
        line = line.strip().removeprefix(mark).removesuffix(mark)
    return [cell.strip() for cell in line.split(mark, width - 1)]


def _stacked_rows(lines: list[str], width: int) -> tuple[list[list[str]], list[str]]:
    """Take lines as cells where they fill whole rows and every target and result is a number."""
    rows = [lines[start : start + width] for start in range(0, len(lines), width)]
    if all(len(row) == width and all(_HAS_DIGIT.search(cell) for cell in row[2:4]) for row in rows):
        return rows, []
    return [], ["\n".join(lines)]


def _read_row(columns: Sequence[Column], cells: list[str], region: Region) -> dict[str, Value]:
    read = {
        column.id: read_cell(cell, column, region).value for column, cell in zip(columns, cells, strict=False)
    }
    return {key: value for key, value in read.items() if value is not None}
