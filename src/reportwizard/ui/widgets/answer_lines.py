"""One answer as lines of text for reading: long texts cut short, tables and statements in columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from reportwizard.kinds import agreement, choice, table
from reportwizard.kinds.registry import KINDS
from reportwizard.text import count_words
from reportwizard.ui.content import plain, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Region, Value
    from reportwizard.report.report import Report

_MOST_LINES = 6
_MOST_ROWS = 20
_LONGEST_CELL = 160
_GAP = 2
# A column of words that is narrower is hard to read; its table is then written row by row.
_NARROWEST, _NARROWEST_STATEMENT = 16, 34
_NOT_YET = "not answered yet"
_MISSING = Content.styled(_NOT_YET, "$error")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a column; numbers stand at the right of theirs."""

    label: str
    is_number: bool = False


def answer_lines(report: Report, question: Question, width: int) -> list[Content]:
    """Return the answer as lines at most `width` cells wide; where there is none, one line that says so."""
    value = report.answers.get(question.id)
    if value is None:
        return excerpt(*_nothing(report, question), width)
    if isinstance(value, Mapping | tuple) and not KINDS[question.kind].problems(
        value, question, report.region
    ):
        headings, rows = _rows(value, question, report.region)
        lines = table_lines(headings, rows[:_MOST_ROWS], width)
        more = [Content.styled(f"… {len(rows)} rows", "$quiet")] if len(rows) > _MOST_ROWS else []
        return [*lines, *more]
    if question.reference:
        return quoted(report.show(question), width)
    return excerpt(report.show(question), "", width)


def _nothing(report: Report, question: Question) -> tuple[str, str]:
    if report.required(question):
        return _NOT_YET, "$error"
    return f"no answer ({question.empty_shown_as or 'optional'})", "$quiet"


def excerpt(text: str, style: str, width: int) -> list[Content]:
    """Return a text in lines; of a long one the beginning, and how many words it has."""
    width = max(width, 1)
    text = text.rstrip()
    # Only what may be seen is wrapped: an answer of 20,000 characters costs no more than a short one.
    start = text[: (_MOST_LINES + 2) * width]
    lines = plain(start, style).wrap(width)
    if len(start) == len(text) and len(lines) <= _MOST_LINES + 1:
        return lines
    words = f"… {count_words(text):,} words".replace(",", " ")
    return [*lines[:_MOST_LINES], Content.styled(words, "$quiet")]


def quoted(text: str, width: int) -> list[Content]:
    """Return a text that is no answer, with a bar before each line."""
    return [Content.styled("│ ", "$quiet") + line for line in excerpt(text, "", width - 2)]


def hanging(first: Content, text: Content, width: int) -> list[Content]:
    """Wrap a text behind `first`, its other lines below the beginning of the first one."""
    indent = first.cell_length
    lines = text.wrap(max(width - indent, 1))
    return [(Content(" " * indent) if number else first) + line for number, line in enumerate(lines)]


def _rows(value: Value, question: Question, region: Region) -> tuple[list[Heading], list[list[Content]]]:
    if question.columns:
        return _table(value, question, region)
    given: Mapping[str, Value] = value if isinstance(value, Mapping) else {}
    rows = []
    for row in question.rows:
        answer = _cell(choice.show(given[row.id], question, region)) if row.id in given else _MISSING
        rows.append([_cell(agreement.statement(row)), answer])
    return [Heading(""), Heading("")], rows


def _table(value: Value, question: Question, region: Region) -> tuple[list[Heading], list[list[Content]]]:
    """Return the rows and columns that hold something."""
    named = {row.id: row.label for row in question.rows}
    pairs = table.fixed_rows(value).items() if named else enumerate(table.free_rows(value))
    filled = [(named.get(str(key), ""), cells) for key, row in pairs if (cells := table.as_cells(row))]
    columns = [column for column in question.columns if any(column.id in cells for _, cells in filled)]
    headings = [Heading(column.short or column.label, column.kind == "count") for column in columns]
    rows = [
        [_cell(name), *(_cell(table.show_cell(cells.get(column.id), column, region)) for column in columns)]
        for name, cells in filled
    ]
    return ([Heading(""), *headings], rows) if named else (headings, [row[1:] for row in rows])


def _cell(text: str) -> Content:
    return shortened(text, _LONGEST_CELL)


def table_lines(headings: Sequence[Heading], rows: Sequence[Sequence[Content]], width: int) -> list[Content]:
    """Return rows in columns; the widest column gives way where they do not fit."""
    labels = [Content.styled(heading.label, "$quiet") for heading in headings]
    widths = [max(cell.cell_length for cell in column) for column in zip(labels, *rows, strict=True)]
    spare = width - sum(widths) - _GAP * (len(widths) - 1)
    if spare < 0:
        widest = widths.index(max(widths))
        widths[widest] += spare
        if widths[widest] < (_NARROWEST if any(labels) else _NARROWEST_STATEMENT):
            return _row_by_row(labels, rows, width)
    shown = [labels, *rows] if any(labels) else rows
    return [line for row in shown for line in _row_lines(row, headings, widths)]


def _row_lines(row: Sequence[Content], headings: Sequence[Heading], widths: Sequence[int]) -> list[Content]:
    wrapped = [cell.wrap(room) if cell else [Content("")] for cell, room in zip(row, widths, strict=True)]
    lines = []
    for number in range(max(map(len, wrapped))):
        parts = [cell[number] if number < len(cell) else Content("") for cell in wrapped]
        padded = [
            part.pad_left(room - part.cell_length)
            if heading.is_number
            else part.pad_right(room - part.cell_length)
            for part, heading, room in zip(parts, headings, widths, strict=True)
        ]
        lines.append(Content(" " * _GAP).join(padded).rstrip())
    return lines


def _row_by_row(labels: Sequence[Content], rows: Sequence[Sequence[Content]], width: int) -> list[Content]:
    """Write each row as two texts: what names it, and below that the other cells one after the other."""
    lines = []
    for first, *others in rows:
        named = zip(labels[1:], others, strict=True)
        cells = [Content(" ").join([label, cell]) if label else cell for label, cell in named if cell]
        lines += first.wrap(max(width, 1))
        if cells:
            lines += hanging(Content("   "), Content(" · ").join(cells), width)
    return lines
