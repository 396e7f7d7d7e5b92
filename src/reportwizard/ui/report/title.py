"""The words of the title line: when the report is due, and whether every word is saved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from reportwizard.report.due import was_handed_in
from reportwizard.ui.shared.drawing import plain, signed

if TYPE_CHECKING:
    from datetime import datetime

    from reportwizard.drafts.saving.autosave import Status
    from reportwizard.report.report import Report

SOON = 7
"""Days before the due date from which it is amber."""
_IN_DAYS = 14


def due_words(report: Report, today: date) -> str:
    """Return when a report is due: `due in 12 days`, `due 12 December 2026`; empty once it is handed in."""
    due = report.value("report.due")
    if not isinstance(due, date) or was_handed_in(report):
        return ""
    days = (due - today).days
    if days < 0:
        return f"{-days} {'day' if days == -1 else 'days'} late"
    if days <= 1:
        return "due tomorrow" if days else "due today"
    return f"due in {days} days" if days < _IN_DAYS else f"due {day_words(report, due)}"


def day_words(report: Report, day: date) -> str:
    """Return a day as readers of this report expect it."""
    from reportwizard.kinds.date import show

    question = report.form.role("report.due")
    return show(day, question, report.region) if question else day.isoformat()


def due_line(report: Report, today: date) -> Content:
    """Return the due date in its colour; of a report that is handed in, that."""
    if was_handed_in(report):
        return Content.assemble(signed("done"), (" handed in", "$quiet"))
    words = due_words(report, today)
    due = report.value("report.due")
    days = (due - today).days if isinstance(due, date) else SOON
    style = "$fix" if days < 0 else "$look" if days <= SOON else "$quiet"
    return Content.styled(words, style) if words else Content()


def saved_line(status: Status, now: datetime, *, slow: bool) -> Content:
    """Return the state of saving: a time in minutes; `saving…` only where it is `slow`."""
    if status.state == "failed":
        return Content.assemble(signed("fix"), " ", plain(status.words.partition("; ")[0], "$fix bold"))
    if status.state == "read only":
        return Content.assemble(signed("look"), " ", plain(status.words, "$look bold"))
    if status.state == "saving" and (slow or status.at is None):
        return Content.styled("saving…", "$quiet")
    if status.at is None:
        return Content.styled("nothing to save yet", "$quiet")
    at = status.at.astimezone(now.tzinfo)
    when = f"{at:%H:%M}" if at.date() == now.date() else f"{at.day} {at:%B}"
    return Content.assemble(signed("done"), (f" saved {when}", "$quiet"))
