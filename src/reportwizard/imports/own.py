"""What every reader of our own exports needs: an empty report by the stamp, and answers out of tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportwizard.errors import FormError, PageError
from reportwizard.forms.loader import load_form
from reportwizard.imports.imported import Imported
from reportwizard.kinds.agreement import statement
from reportwizard.kinds.base import Column, Typed
from reportwizard.report.report import Report
from reportwizard.report.written import statement_answer, unwritten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Region, Value
    from reportwizard.report.written import Stamp


def empty_report(stamp: Stamp, currency: str, locale: str) -> Report:
    """Return a report without answers for the stamp's form, locale and currency.

    `currency` and `locale` count where the stamp names none. `PageError` where the form is not known.
    """
    try:
        form = load_form(stamp.form)
    except FormError as error:
        raise PageError(
            f"This is a report for the form “{stamp.form}”, which we do not have.", error.hint
        ) from error
    return Report(form, locale=stamp.locale or locale, currency=stamp.currency or currency)


def imported(
    report: Report, answers: Mapping[str, Value | None], name: str, unplaced: Sequence[str]
) -> Imported:
    """Return the report with these answers, and what fitted none of its questions."""
    for question_id, value in answers.items():
        report = report.with_answer(question_id, value)
    return Imported(replace(report, unplaced=tuple(unplaced)), name, len(report.answers), tuple(unplaced))


def simple_answer(text: str, question: Question, stamp: Stamp, region: Region) -> Value | None:
    """Read one answer that is no table; the word that the form prints for no answer is none."""
    if text == question.empty_shown_as and question.id not in stamp.literal:
        return None
    return unwritten(text, question, region)


def table_answer(rows: Sequence[Sequence[str]], question: Question, region: Region) -> Value | None:
    """Read an agreement or a table out of its rows as exports lay them out, the header first in a table.

    What has a name that the form does not know is kept under that name.
    """
    if question.kind == "agreement":
        asked = statement_answer(question)
        ids = {statement(row): row.id for row in question.rows}
        return _filled((ids.get(row[0], row[0]), _cell(row[1:], asked, region)) for row in rows if row)
    if not rows:
        return None
    columns = _columns(rows[0][1:] if question.rows else rows[0], question)
    if not question.rows:
        return tuple(_cells(row, columns, region) for row in rows[1:]) or None
    ids = {row.label: row.id for row in question.rows}
    return _filled((ids.get(row[0], row[0]), _cells(row[1:], columns, region)) for row in rows[1:] if row)


def _columns(labels: Iterable[str], question: Question) -> list[Column]:
    known = {column.label: column for column in question.columns}
    return [known.get(label) or Column(label, label, kind="") for label in labels]


def _cells(cells: Sequence[str], columns: Sequence[Column], region: Region) -> dict[str, Value]:
    filled = zip(columns, cells, strict=False)
    return {
        column.id: value for column, text in filled if (value := _cell([text], column, region)) is not None
    }


def _cell(cells: Sequence[str], asked: Column, region: Region) -> Value | None:
    if not cells or not cells[0]:
        return None
    return unwritten(cells[0], asked, region) if asked.kind else Typed(cells[0])


def _filled(pairs: Iterable[tuple[str, Value | None]]) -> Mapping[str, Value] | None:
    return {key: value for key, value in pairs if value} or None
