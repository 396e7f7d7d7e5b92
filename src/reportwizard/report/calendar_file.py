"""The due date of a report for the applicant's calendar: an iCalendar file (RFC 5545) of one event."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, uuid5

from reportwizard.report.report import Report
from reportwizard.text import clean_line

_MAX_LINE = 75
"""Bytes of one line (RFC 5545, 3.1); a longer one continues on the next line, after a space."""


def calendar_file(report: Report, name: str, stamp: datetime) -> str | None:
    """Return a calendar file with the due date as an all-day event; None for a report without one.

    `name` is that of the draft: a file written again for it replaces the event. `stamp` is the time now, with
    its time zone. The alarm is a week before.
    """
    day = report.value("report.due")
    if not isinstance(day, date):
        return None
    rule = report.form.rule("more_time")
    stamp = stamp.astimezone(UTC)
    about = f"{report.form.title}. {rule.text if rule else ''}".strip()
    summary = _escape(f"Report due: {clean_line(report.title) or report.form.title}")
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//reportwizard//reportwizard//EN",
        "BEGIN:VEVENT",
        f"UID:{uuid5(NAMESPACE_URL, f'reportwizard:{report.form.id}/{name}')}",
        # strftime writes years before 1000 without their zeros.
        f"DTSTAMP:{stamp.year:04}{stamp:%m%dT%H%M%SZ}",
        # Without an end it lasts that one day (RFC 5545, 3.6.1).
        f"DTSTART;VALUE=DATE:{day.year:04}{day:%m%d}",
        f"SUMMARY:{summary}",
        f"DESCRIPTION:{_escape(about)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{summary}",
        "TRIGGER:-P7D",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def no_due_words(report: Report) -> str:
    """Say why a report has no due date, and what to do where its form asks for one."""
    question = report.form.role("report.due")
    if question is None:
        return "This form does not ask for a due date."
    return f"This report has no due date yet. Answer “{question.name}” first."


def _escape(text: str) -> str:
    return re.sub(r"[\\;,]", r"\\\g<0>", text)


def _fold(line: str) -> str:
    """Break a line into pieces that are short enough, never inside a character."""
    pieces, size = [""], 0
    for character in line:
        size += len(character.encode())
        if size > _MAX_LINE:
            pieces.append(" ")
            size = 1 + len(character.encode())
        pieces[-1] += character
    return "\r\n".join(pieces)
