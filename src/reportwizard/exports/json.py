"""JSON for other programs: the answers as drafts hold them, and the form's own words beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from reportwizard.exports.document import Document
from reportwizard.kinds.registry import KINDS
from reportwizard.report.expense import Expense, expense_to_plain
from reportwizard.report.report import Report
from reportwizard.report.written import LEDGER
from reportwizard.text import clean_text


def render(document: Document) -> str:
    """Return `show_shape` of the exported report, and `parts` with the wordings and the shown answers."""
    report, contents = document.report, document.contents()
    # An empty table shows nothing, not even its header.
    shown = {
        key: content for key, content in contents.items() if key in report.answers or isinstance(content, str)
    }
    notice = {"notice": document.notice} if document.notice else {}
    parts = [
        {
            "id": part.id,
            "heading": part.heading,
            "questions": [
                {
                    "id": question.id,
                    "number": question.number,
                    "wording": question.wording,
                    "kind": question.kind,
                    "required": report.required(question),
                    "shown": shown.get(question.id, ""),
                }
                for question in report.printed(part)
            ],
        }
        for part in report.form.parts
    ]
    more = {"title": document.title, "form_title": document.kind, "parts": parts}
    return json.dumps({**notice, **show_shape(report), **more}, ensure_ascii=False, indent=2) + "\n"


def show_shape(report: Report) -> dict[str, Any]:
    """Return a report as `show --json` prints it, with all answers, even those that are not asked now.

    Dates are ISO 8601 texts, amounts `{"amount": "1046956.78", "currency": "KZT"}`, unread answers
    `{"typed": …}`; unanswered ids are absent, and so is `ledger` if there are no expenses.
    """
    by_id = report.form.by_id
    answers = {
        question_id: _jsonable(KINDS[by_id[question_id].kind].to_plain(report.answers[question_id]))
        for question_id in by_id
        if question_id in report.answers
    }
    ledger = {LEDGER: ledger_shape(report.ledger)} if report.ledger else {}
    return {
        "form": report.form.id,
        "form_version": report.form.version,
        "locale": report.locale,
        "currency": report.currency,
        "answers": answers,
        **ledger,
        "unplaced": _jsonable(report.unplaced),
    }


def ledger_shape(ledger: Iterable[Expense]) -> list[dict[str, Any]]:
    """Return a list of expenses as JSON: the filled cells, as drafts hold them."""
    return [_jsonable(expense_to_plain(expense)) for expense in ledger]


def _jsonable(plain: object) -> Any:
    if isinstance(plain, Mapping):
        return {clean_text(str(key)): _jsonable(value) for key, value in plain.items()}
    if isinstance(plain, list | tuple):
        return [_jsonable(value) for value in plain]
    if isinstance(plain, str):
        return clean_text(plain)
    return plain.isoformat() if isinstance(plain, date) else plain
