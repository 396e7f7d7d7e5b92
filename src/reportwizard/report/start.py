"""The report that an applicant begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.report.report import Report

if TYPE_CHECKING:
    from reportwizard.forms.form import Form


def start_report(form: Form, *, locale: str = "en", currency: str = "") -> Report:
    """Return a new report with the answers that the form itself suggests.

    `locale` is a code such as `kk_KZ`; `currency` is the local currency as an ISO 4217 code, or empty.
    """
    report = Report(form, locale=locale, currency=currency)
    for question in form.questions:
        if question.default:
            report, _ = report.with_typed(question.id, question.default)
    return report
