"""A new report."""

from __future__ import annotations

from reportwizard.forms.form import Form
from reportwizard.report.report import Report

_APPLICANT = ("project.person", "project.organization")


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
    """Return a new report of the same form, applicant, locale and currency as an old one.

    The names of rows that the applicant added are kept too.
    """
    report = start_report(old.form, locale=old.locale, currency=old.currency)
    for role in _APPLICANT:
        if question := old.form.role(role):
            report = report.with_answer(question.id, old.value(role))
    for question in old.form.questions:
        if question.columns and not question.rows:
            rows, column = old.answers.get(question.id), question.columns[0].id
            if isinstance(rows, tuple):
                names = tuple({column: row[column]} for row in rows if row.get(column))
                report = report.with_answer(question.id, names)
    return report
