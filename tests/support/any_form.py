"""Every form that there is, shipped or made for the tests, and a whole report of any of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.forms.external import load_form_file
from reportwizard.forms.loader import form_ids, load_form
from reportwizard.money.amount import Amount
from reportwizard.report.new_report import start_report

if TYPE_CHECKING:
    from reportwizard.forms.form import Form, Question
    from reportwizard.kinds.values import Column, Value
    from reportwizard.report.report import Report

FIXTURES = Path(__file__).parents[1] / "forms"
"""The folder of the forms that are made for the tests."""

EVERY_FORM = (*form_ids(), "nineteen-questions", "three-questions")
"""The ids of all of them."""


def any_form(form_id: str) -> Form:
    """One of `EVERY_FORM`."""
    return load_form(form_id) if form_id in form_ids() else load_form_file(FIXTURES / form_id)


def whole_report(form: Form) -> Report:
    """A report with an answer to every question, in Kenyan shillings where a question takes local money."""
    report = start_report(form, currency="KES")
    for question in form.questions:
        if not question.default:
            report = report.with_answer(question.id, answer(question))
    return report


def answer(question: Question) -> Value:
    """Some answer of the question's kind."""
    if question.kind == "table":
        rows = [{one.id: cell(one) for one in question.columns}]
        return {row.id: rows[0] for row in question.rows} or tuple(rows)
    if question.kind == "agreement":
        return {row.id: question.options[0].id for row in question.rows}
    simple: dict[str, Value] = {
        "text": f"Words about {question.id}",
        "long_text": f"We met.\n\nMore about {question.id}: https://example.org/{question.id}",
        "yes_no": True,
        "count": 7,
        "date": date(2026, 5, 1),
        "money": Amount(Decimal("100.00"), question.currency.replace("local", "KES")),
    }
    return question.options[-1].id if question.kind == "choice" else simple[question.kind]


def cell(column: Column) -> Value:
    """Something for a cell of this column."""
    return 12 if column.kind == "count" else "Twelve"
