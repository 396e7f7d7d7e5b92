"""The result of an import: a report, and the text that has no place in it; and the cells of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from reportwizard.kinds.values import Value
from reportwizard.report.report import Report
from reportwizard.text import pluralize

STRUCK_OUT = "Words that were struck out were left out."
TOO_LONG = ("This is too long for a report.", "Bring in the page of one report, and nothing else.")


@dataclass(frozen=True)
class ImportResult:
    """An imported report.

    `recognised` is the kind of source: `rapid-fund-2023-page`, `reportwizard-text`, `reportwizard-html`.
    `placed` counts the answers. `notes` are messages about what was left out on purpose.
    """

    report: Report
    recognised: str
    placed: int
    notes: tuple[str, ...] = ()

    @property
    def unplaced(self) -> tuple[str, ...]:
        """The text that fits no question."""
        return self.report.unplaced

    @property
    def found(self) -> str:
        """How many of the answers that the form requires are there: `21 of 23 answers`."""
        report = self.report
        asked = [question.id for question in report.questions() if report.required(question)]
        return f"{sum(id in report.answers for id in asked)} of {pluralize(len(asked), 'answer')}"


@dataclass
class ReportBuilder:
    """A report while it is filled, and the text that fits no question."""

    report: Report
    unplaced: list[str] = field(default_factory=list)

    def put(self, question_id: str, value: Value | None) -> None:
        """Answer a question, unless `value` is None."""
        if value is not None:
            self.report = self.report.with_answer(question_id, value)

    def add_expenses(self, rows: Sequence[Sequence[str]]) -> None:
        """Add the rows of a list of expenses, its headings first; keep what cannot be read as unplaced."""
        from reportwizard.ledger.write import read_rows

        rows = [row for row in rows if any(row)]
        expenses = read_rows(rows, self.report.region) if rows else ()
        self.report = replace(self.report, ledger=(*self.report.ledger, *expenses))
        if len(expenses) < len(rows) - 1:
            self.add_unplaced(["\n".join("\t".join(row) for row in rows)])

    def add_unplaced(self, texts: Iterable[str]) -> None:
        """Keep texts that fit no question."""
        self.unplaced += [text.strip("\n") for text in texts if text.strip()]

    def build(self, recognised: str) -> ImportResult:
        """Return the report with its answers and the unplaced texts, each once."""
        report = replace(self.report, unplaced=tuple(dict.fromkeys(self.unplaced)))
        return ImportResult(report, recognised, len(report.answers))


CELL_BREAK = "\ue00a"
"""A line break inside a cell, where each line is a row; removed from texts that come in."""

_RAISED, _LOWERED = (str.maketrans("0123456789+-", to) for to in ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "₀₁₂₃₄₅₆₇₈₉₊₋"))


def raised(text: str, *, lowered: bool = False) -> str:
    """Return raised or lowered text with digits of that form: the mark of a note is no part of a number."""
    return text if text.startswith("[") else text.translate(_LOWERED if lowered else _RAISED)


_MAX_COLSPAN, _MAX_ROWSPAN = 20, 1000


class Grid:
    """A table filled cell by cell, in the order of the page."""

    def __init__(self) -> None:
        self._rows: list[list[str]] = [[]]
        # The last row that a cell above spans, by column.
        self._spanned: dict[int, int] = {}

    def row(self) -> None:
        """Begin the next row."""
        self._rows.append([])

    def cell(self, text: str, rowspan: str = "", colspan: str = "") -> None:
        """Add a cell at the next free place; the first of the places that it spans holds its text."""
        row, number = self._rows[-1], len(self._rows)
        while self._spanned.get(len(row), 0) >= number:
            row.append("")
        height, width = _span(rowspan, _MAX_ROWSPAN), _span(colspan, _MAX_COLSPAN)
        for column in range(len(row), len(row) + width):
            self._spanned[column] = number + height - 1
        row += [text, *[""] * (width - 1)]

    def rows(self) -> list[list[str]]:
        """Return the rows that have cells."""
        return [row for row in self._rows if row]


def table_text(rows: Iterable[Iterable[str]]) -> str:
    """Return a table as a browser copies it: a line for each row, tabs between the cells."""

    def one_line(cell: str) -> str:
        return cell.strip(" \n").replace("\t", " ").replace("\n", CELL_BREAK)

    return "\n".join("\t".join(map(one_line, row)) for row in rows)


def _span(text: str, limit: int) -> int:
    return min(max(int(text), 1), limit) if text.isascii() and text.isdecimal() and len(text) < 9 else 1
