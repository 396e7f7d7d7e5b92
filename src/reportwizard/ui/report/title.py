"""The words of the title line: when the report is due, and whether every word is saved."""

from __future__ import annotations

from datetime import date, datetime

from textual.content import Content

from reportwizard.drafts.saving.autosave import Status
from reportwizard.report.due import was_handed_in
from reportwizard.report.report import Report
from reportwizard.ui.shared.days import due_words
from reportwizard.ui.shared.drawing import plain, signed


def due_line(report: Report, today: date) -> Content:
    """Return the due date in its colour; nothing once the report is handed in."""
    if was_handed_in(report):
        return Content()
    due = report.value("report.due")
    words, tone = due_words(due if isinstance(due, date) else None, today)
    return Content.styled(words, tone or "$quiet")


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
