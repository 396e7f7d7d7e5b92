"""The layout of a report as plain text, for its writer and its reader: lines, quotes and rows of tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence

# Columns are padded up to these widths: one long comment must not fill every row.
_MAX_WIDTH, _MAX_LAST_WIDTH = 90, 40
_CELL = re.compile(r"(?:[^\\|]|\\.)*", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_UNESCAPED = {"n": "\n"}
# A mail program turns some of the spaces between columns into those that do not break.
_PADDING = " \xa0"
_TO_ESCAPE = re.compile(rf"[\\|\n]|\A[{_PADDING}]|[{_PADDING}]\Z")


def escape_heading(line: str, headings: Container[str]) -> str:
    """Put a backslash before an applicant's line that could be taken for a heading of the form."""
    return f"\\{line}" if line.lstrip("\\") in headings else line


def unescape_heading(line: str, headings: Container[str]) -> str:
    """Undo `escape_heading`."""
    return line[1:] if line.startswith("\\") and line.lstrip("\\") in headings else line


def quote_lines(text: str) -> list[str]:
    """Return the lines of somebody else's text, each with `> ` before it."""
    return [f"> {line}" for line in text.split("\n")]


def unquote_lines(lines: Iterable[str]) -> str:
    """Undo `quote_lines`; the space after `>` may be lost where a line was empty."""
    return "\n".join(line[1:].removeprefix(" ") for line in lines)


def write_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return one line `| a | b |` a row; in a cell, `\\n` is a line break, and `|` follows a backslash."""
    escaped = [[_escape(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*escaped, strict=True)]
    limits = [_MAX_WIDTH] * (len(widths) - 1) + [_MAX_LAST_WIDTH]
    widths = [*map(min, widths, limits)]
    lines = []
    for row in escaped:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        lines.append(f"| {' | '.join(padded)} |")
    return lines


def read_row(line: str) -> list[str]:
    """Return the cells of a line that `write_rows` wrote."""
    cells, start, inner = [], 0, line.strip().removeprefix("|")
    while (match := _CELL.match(inner, start)) and start < len(inner):
        cells.append(match[0])
        start = match.end() + 1
    return [_ESCAPED.sub(lambda match: _UNESCAPED.get(match[1], match[1]), _trim(cell)) for cell in cells]


def _escape(cell: str) -> str:
    return _TO_ESCAPE.sub(lambda match: "\\n" if match[0] == "\n" else f"\\{match[0]}", cell)


def _trim(cell: str) -> str:
    """Take the padding off, but not a last space behind a backslash."""
    cell = cell.lstrip(_PADDING)
    trimmed = cell.rstrip(_PADDING)
    is_escaped = (len(trimmed) - len(trimmed.rstrip("\\"))) % 2
    return cell[: len(trimmed) + is_escaped]


def _width(text: str) -> int:
    """Return the width of a text in a terminal: wide characters take two columns, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
