"""The cells of one table, with a place kept for those that reach over several rows or columns."""

from __future__ import annotations

BREAK = "\ue00a"
"""A line break inside a cell, where a row is a line. It is taken out of texts that come in."""

_WIDEST, _LONGEST = 50, 500
_MOST_CELLS = 200_000


class Grid:
    """Filled row by row, cell by cell, in the order of the page."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], str] = {}
        self._row = self._column = 0

    def row(self) -> None:
        """Begin the next row."""
        self._row, self._column = self._row + 1, 0

    def cell(self, text: str, rowspan: str = "", colspan: str = "") -> None:
        """Add a cell at the next free place; of the places that it spans, the first one holds its text."""
        while (self._row, self._column) in self._cells:
            self._column += 1
        room = len(self._cells) < _MOST_CELLS
        down, right = (_number(rowspan, _LONGEST), _number(colspan, _WIDEST)) if room else (1, 1)
        for row in range(down):
            for column in range(right):
                self._cells[self._row + row, self._column + column] = ""
        self._cells[self._row, self._column] = text
        self._column += right

    def rows(self) -> list[list[str]]:
        """Return the rows that have a cell, each up to its last one."""
        found: dict[int, list[str]] = {}
        for (row, column), text in sorted(self._cells.items()):
            cells = found.setdefault(row, [])
            cells += [""] * (column - len(cells))
            cells.append(text)
        return list(found.values())

    def text(self) -> str:
        """Return the table as lines, its cells between tabs, as a browser copies it."""
        return "\n".join("\t".join(map(_in_a_line, row)) for row in self.rows())


def _number(text: str, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdecimal() and len(text) < 9 else 1


def _in_a_line(cell: str) -> str:
    return cell.strip(" \n").replace("\t", " ").replace("\n", BREAK)
