"""Dates to offer for a question, from the answers to others."""

from __future__ import annotations

from datetime import date, timedelta

from reportwizard.forms.conditions import parse_days_after
from reportwizard.forms.form import Question
from reportwizard.kinds.values import Choice
from reportwizard.money.days import english_date
from reportwizard.report.report import Report


def suggestion(report: Report, question: Question) -> Choice | None:
    """Return a date to offer for a question that has no answer yet; None if there is none."""
    if not question.suggested or question.id in report.answers:
        return None
    source, days = parse_days_after(question.suggested)
    day = report.answers.get(source)
    if not isinstance(day, date):
        return None
    try:
        offered = day + timedelta(days=days)
    except OverflowError:
        return None
    return Choice(offered, english_date(offered), f"{days} days after: {report.form.by_id[source].name}")
