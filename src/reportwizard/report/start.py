"""The report that an applicant begins with."""

from __future__ import annotations

from reportwizard.forms.form import Form
from reportwizard.kinds.base import Value
from reportwizard.report.report import Report

_WHO = ("project.person", "project.organization")


def start_report(form: Form, *, locale: str = "en", currency: str = "") -> Report:
    """Return a new report with the answers that the form itself suggests.

    `locale` is a code such as `kk_KZ`; `currency` is the local currency as an ISO 4217 code, or empty.
    """
    report = Report(form, locale=locale, currency=currency)
    for question in form.questions:
        if question.default:
            report, _ = report.with_typed(question.id, question.default)
    return report


def start_like(old: Report) -> Report:
    """Return a new report of the form of an old one, which keeps who the applicant is and how they write.

    Kept too: the local currency, and the names of rows that the applicant gave. All else is asked again.
    """
    report = start_report(old.form, locale=old.locale, currency=old.currency)
    for role in _WHO:
        if question := old.form.role(role):
            report = report.with_answer(question.id, old.value(role))
    for question in old.form.questions:
        if question.columns and not question.rows:
            report = report.with_answer(
                question.id, _names(old.answers.get(question.id), question.columns[0].id)
            )
    return report


def _names(rows: Value | None, column: str) -> Value | None:
    if not isinstance(rows, tuple):
        return None
    return tuple({column: row[column]} for row in rows if row.get(column))
