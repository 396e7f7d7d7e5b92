"""Days that have passed, come soon, or stand in the wrong order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportwizard.checks.finding import Finding
from reportwizard.kinds.base import Region
from reportwizard.kinds.registry import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Value
    from reportwizard.report.report import Report

DUE, START, END, STATUS = "report.due", "project.start", "project.end", "report.status"
SOON = 7
"""Days before the due date from which on it is spoken of."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def dates_overdue(report: Report, today: date) -> Iterator[Finding]:
    """Fires where the due date is before today and the report was not handed in: its status is the first one.

    Source: reports are due 30 days after the project's end (Meta-Wiki, Grants:Project/Rapid/Report).
    """
    due = _day(report, DUE)
    if due and due < today and not _was_handed_in(report):
        days = (today - due).days
        message = (
            f"The report was due on {_said(due)}, {_many(days)} ago. Hand it in as soon as you can, and tell"
            " your program officer."
        )
        yield Finding(
            "dates.overdue", "warning", _id(report, DUE), message, {"due": due.isoformat(), "days": days}
        )


def dates_soon(report: Report, today: date) -> Iterator[Finding]:
    """Fires from 7 days before the due date up to that day.

    Source: more time is asked for before the due date (Meta-Wiki, Grants:Project/Rapid/Report).
    """
    due = _day(report, DUE)
    if due and 0 <= (due - today).days <= SOON and not _was_handed_in(report):
        days = (due - today).days
        when = f"in {_many(days)}" if days else "today"
        message = (
            f"The report is due {when}, on {_said(due)}. If you need more time, ask your program officer"
            " before that day."
        )
        yield Finding("dates.soon", "note", _id(report, DUE), message, {"due": due.isoformat(), "days": days})


def dates_order(report: Report) -> Iterator[Finding]:
    """Fires where the project ends before it starts. Source: the due date is counted
    from the project's end (Meta-Wiki, Grants:Project/Rapid/Report)."""
    start, end = _day(report, START), _day(report, END)
    if start and end and end < start:
        message = (
            f"The project ends on {_said(end)}, before it starts on {_said(start)}. Correct one of the two"
            " days."
        )
        yield Finding(
            "dates.order",
            "warning",
            _id(report, END),
            message,
            {"start": start.isoformat(), "end": end.isoformat()},
        )


def _day(report: Report, role: str) -> date | None:
    day = report.value(role)
    return day if isinstance(day, date) else None


def _id(report: Report, role: str) -> str:
    question = report.form.role(role)
    return question.id if question else ""


def _was_handed_in(report: Report) -> bool:
    """Whether the status is another one than that of a report which is being written."""
    question, status = report.form.role(STATUS), report.value(STATUS)
    return question is not None and isinstance(status, str) and status != _read(question)


def _read(question: Question) -> Value | None:
    """Return the status that a report has while it is being written."""
    return KINDS[question.kind].read(question.default, question, Region()).value


def _said(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _many(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
