"""Any answer of a report as a draft stores it, and back; the list of expenses counts as one answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from reportwizard.drafts.format.decode import expense_of
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Plain, Value
from reportwizard.report.expense import COLUMNS, expense_from_plain, expense_to_plain
from reportwizard.report.report import Report
from reportwizard.text import pluralize

LEDGER = "ledger"
"""The id under which the list of expenses is kept beside the answers; no question has it."""

# The columns of an expense that need no label.
_SELF_EXPLAINING = ("date", "what", "category", "amount")


def answer_ids(report: Report) -> list[str]:
    """Return the ids of all answers, in the form's order, the list of expenses last."""
    ids = [question.id for question in report.form.questions if question.id in report.answers]
    return [*ids, LEDGER] if report.ledger else ids


def stored(report: Report, answer_id: str) -> object:
    """Return an answer as the report holds it: the same object until it is changed."""
    return report.ledger if answer_id == LEDGER else report.answers.get(answer_id)


def plain_of(report: Report, answer_id: str) -> Plain | None:
    """Return an answer as a draft stores it; None if there is none."""
    if answer_id == LEDGER:
        rows = [merged(expense_to_plain(expense), dict(expense.extra)) or {} for expense in report.ledger]
        return cast("Plain", rows) or None
    value = report.answers.get(answer_id)
    return None if value is None else KINDS[report.form.by_id[answer_id].kind].to_plain(value)


def merged(own: Plain | None, kept: Plain | None) -> Plain | None:
    """Return what the program has to write, with what it did not understand added."""
    if isinstance(own, Mapping) and isinstance(kept, Mapping):
        added = {key: merged(own.get(key), value) for key, value in kept.items()}
        return cast("Plain", {**own, **added})
    return kept if own is None or own == {} else own


def stranded(own: Plain | None, kept: Plain | None) -> Any:
    """Return what of `kept` is not in `merged` because something else is in its place; None if all is."""
    if isinstance(own, Mapping) and isinstance(kept, Mapping):
        parts = {key: stranded(own.get(key), value) for key, value in kept.items()}
        return {key: part for key, part in parts.items() if part is not None} or None
    return None if own is None or own == {} or own == kept else kept


def unknown_text(plain: Any) -> str:
    """Return what this program does not understand as text to copy, each name and each part on a line."""
    if isinstance(plain, Mapping):
        return "\n".join(f"{name}: {unknown_text(part)}" for name, part in plain.items())
    if isinstance(plain, list | tuple):
        return "\n".join(map(unknown_text, plain))
    return str(plain)


def value_of(report: Report, answer_id: str, plain: Any) -> Value | None:
    """Return a stored answer as the value of its question; None if there is none."""
    question = report.form.by_id.get(answer_id)
    if question is None or plain is None:
        return None
    return KINDS[question.kind].from_plain(plain, question, report.region)


def with_plain(report: Report, answer_id: str, plain: Any) -> Report:
    """Return the report with one answer as a draft stores it; the report itself if the id is unknown."""
    if answer_id == LEDGER:
        rows = plain if isinstance(plain, list) else []
        return replace(report, ledger=tuple(expense_of(row, report.region) for row in rows))
    if answer_id not in report.form.by_id:
        return report
    return report.with_answer(answer_id, value_of(report, answer_id, plain))


def display_text(report: Report, answer_id: str, plain: Any) -> str:
    """Return a stored answer as a reader sees it."""
    if answer_id == LEDGER:
        rows = plain if isinstance(plain, list) else []
        return "\n".join(_expense_line(report, row) for row in rows)
    value = value_of(report, answer_id, plain)
    if value is None:
        return ""
    question = report.form.by_id[answer_id]
    return KINDS[question.kind].show(value, question, report.region)


def size_label(report: Report, answer_id: str, words: int, plain: Any) -> str:
    """Return the size of an answer: words of a text, lines of the list of expenses; else nothing."""
    if answer_id == LEDGER:
        return pluralize(len(plain) if isinstance(plain, list) else 0, "expense")
    question = report.form.by_id.get(answer_id)
    return pluralize(words, "word") if question and question.kind in ("text", "long_text") else ""


def _expense_line(report: Report, row: Any) -> str:
    """Return everything in an expense in one line, so that no two that differ look alike."""
    expense = expense_from_plain(row, report.region)
    cells = ((column, getattr(expense, column.id)) for column in COLUMNS)
    return " · ".join(
        f"{'' if column.id in _SELF_EXPLAINING else f'{column.label}: '}{getattr(cell, 'text', cell)}"
        for column, cell in cells
        if cell not in (None, "")
    )
