"""Days and times in words: `due in 12 days`, `today 14:03`, `3 March`."""

from __future__ import annotations

from datetime import date, datetime

from reportwizard.report.due import due_status
from reportwizard.text import pluralize

_FEW = 14
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_TONES = {"late": "$fix", "soon": "$look", "": ""}


def short_date(day: date, today: date) -> str:
    """Return `12 December`, with the year if it is not this one."""
    return f"{day.day} {_MONTHS[day.month - 1]}" if day.year == today.year else long_date(day)


def long_date(day: date) -> str:
    """Return `12 December 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def recent_time(at: datetime, now: datetime) -> str:
    """Return `today 14:03`, `yesterday 09:05` or `3 March`, in the time zone of `now`."""
    at = at.astimezone(now.tzinfo)
    days = (now.date() - at.date()).days
    if days <= 0:
        return f"today {at:%H:%M}"
    return f"yesterday {at:%H:%M}" if days == 1 else short_date(at.date(), now.date())


def handed_in_label(day: date | None, today: date | None = None) -> str:
    """Return `handed in 3 March`."""
    if day is None:
        return "handed in"
    return f"handed in {short_date(day, today) if today else long_date(day)}"


def due_label(due: date | None, today: date) -> tuple[str, str]:
    """Return `due in 12 days`, `2 days late` and so on, and the colour of that."""
    if due is None:
        return "", ""
    days = (due - today).days
    count = pluralize(abs(days), "day")
    if days < 0:
        words = f"{count} late"
    elif days < _FEW:
        words = f"due in {count}" if days else "due today"
    else:
        words = f"due {short_date(due, today)}"
    return words, _TONES[due_status(due, today)]
