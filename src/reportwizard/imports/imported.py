"""What an import gives: a report, the words that found no place in it, and the cells of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from reportwizard.kinds.base import Value
from reportwizard.report.report import Report

TOO_LONG = ("This is too long for a report.", "Bring in the page of one report, and nothing else.")


@dataclass(frozen=True)
class ImportResult:
    """A report that came in.

    `recognised` names what the text was: `rapid-fund-2023-page`, `reportwizard-text`, `reportwizard-html`.
    `placed` counts the answers; `unplaced` holds the text that fits no question, which the report holds too.
    `notes` say in words what was left out on purpose.
    """

    report: Report
    recognised: str
    placed: int
    unplaced: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class Filling:
    """A report while it is filled, and the text that fits no question so far."""

    report: Report
    unplaced: list[str] = field(default_factory=list)

    def put(self, question_id: str, value: Value | None) -> None:
        """Answer a question; nothing if `value` is None."""
        if value is not None:
            self.report = self.report.with_answer(question_id, value)

    def expenses(self, rows: Sequence[Sequence[str]]) -> None:
        """Add the rows of a list of expenses, its headings first; what is no such list is left over."""
        from reportwizard.ledger.write import read_rows

        rows = [row for row in rows if any(row)]
        found = read_rows(rows, self.report.region) if rows else ()
        self.report = replace(self.report, ledger=(*self.report.ledger, *found))
        if len(found) < len(rows) - 1:
            self.leave(["\n".join("\t".join(row) for row in rows)])

    def leave(self, texts: Iterable[str]) -> None:
        """Keep texts that fit nowhere."""
        self.unplaced += [text.strip("\n") for text in texts if text.strip()]

    def finish(self, name: str) -> ImportResult:
        """Return the report with all that was put into it and left over."""
        unplaced = tuple(dict.fromkeys(self.unplaced))
        report = replace(self.report, unplaced=unplaced)
        return ImportResult(report, name, len(report.answers), unplaced)


CELL_BREAK = "\ue00a"
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

        def in_a_line(cell: str) -> str:
            return cell.strip(" \n").replace("\t", " ").replace("\n", CELL_BREAK)

        return "\n".join("\t".join(map(in_a_line, row)) for row in self.rows())


def _number(text: str, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdecimal() and len(text) < 9 else 1
