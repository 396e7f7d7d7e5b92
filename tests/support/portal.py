"""The page of a portal as a browser copies it: each question, the form's help, and what stands in its box."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from reportwizard.forms.form import Question
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Column, Value
from reportwizard.report.report import Report
from reportwizard.report.written import heading, help_lines, statement_column

Change = Callable[[str, str], str]


def as_it_is(_id: str, text: str) -> str:
    """Change nothing."""
    return text


def portal_page(report: Report, change: Change = as_it_is) -> str:
    """Return such a page; `change` takes the id of a question, or of a row and a column, and its text."""
    return "\n".join(
        line for part in report.form.parts for line in (part.heading, *_part(report, part.id, change))
    )


def _part(report: Report, part: str, change: Change) -> Iterator[str]:
    for question in report.printed(next(one for one in report.form.parts if one.id == part)):
        yield from (heading(question), *help_lines(question), *_box(report, question, change), "")


def _box(report: Report, question: Question, change: Change) -> Iterator[str]:
    value = report.answers.get(question.id)
    if question.kind not in ("agreement", "table"):
        text = "" if value is None else KINDS[question.kind].portal(value, question, report.region)
        yield change(question.id, text)
        return
    columns = question.columns or (statement_column(question),)
    if question.columns:
        yield "\t".join([*([""] if question.rows else []), *(one.label for one in columns)])
    names = {row.id: f"{row.letter} {row.label}".strip() for row in question.rows}
    free = {str(number): cells for number, cells in enumerate(value)} if isinstance(value, tuple) else {}
    rows = value if isinstance(value, Mapping) else free
    for key in names or rows:
        cells = rows.get(key, {})
        cells = cells if isinstance(cells, Mapping) else {"": cells}
        texts = [change(f"{key}.{one.id}", _cell(report, cells.get(one.id), one)) for one in columns]
        yield "\t".join([*([names[key]] if names else []), *texts])


def _cell(report: Report, value: Value | None, column: Column) -> str:
    return "" if value is None else KINDS[column.kind].portal(value, column, report.region)
