"""The cells of one table, with a place kept for those that reach over several rows or columns."""

from __future__ import annotations

BREAK = "\ue00a"
"""A line break inside a cell, where a row is a line. It is taken out of texts that come in."""

_WIDEST, _LONGEST = 20, 1000


class Grid:
    """Filled row by row, cell by cell, in the order of the page."""

    def __init__(self) -> None:
        self._rows: list[list[str]] = [[]]
        # By column: the last row that a cell above reaches down to.
        self._taken: dict[int, int] = {}

    def row(self) -> None:
        """Begin the next row."""
        self._rows.append([])

    def cell(self, text: str, rowspan: str = "", colspan: str = "") -> None:
        """Add a cell at the next free place; of the places that it spans, the first one holds its text."""
        row, at = self._rows[-1], len(self._rows)
        while self._taken.get(len(row), 0) >= at:
            row.append("")
        down, right = _number(rowspan, _LONGEST), _number(colspan, _WIDEST)
        for column in range(len(row), len(row) + right):
            self._taken[column] = at + down - 1
        row += [text, *[""] * (right - 1)]

    def rows(self) -> list[list[str]]:
        """Return the rows that have a cell."""
        return [row for row in self._rows if row]

    def text(self) -> str:
        """Return the table as lines, its cells between tabs, as a browser copies it."""
        return "\n".join("\t".join(map(_in_a_line, row)) for row in self.rows())


def _number(text: str, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdecimal() and len(text) < 9 else 1


def _in_a_line(cell: str) -> str:
    return cell.strip(" \n").replace("\t", " ").replace("\n", BREAK)
