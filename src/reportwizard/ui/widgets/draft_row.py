"""One draft in a list of drafts, as two lines of text: what it is, how far it is, when it is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from reportwizard.drafts.store.copies import copy_of
from reportwizard.drafts.store.names import EXAMPLE, slug
from reportwizard.text import clean_line
from reportwizard.ui.content import shortened

if TYPE_CHECKING:
    from datetime import date, datetime

    from reportwizard.drafts.store.summaries import Summary

UNTITLED = "Report without a title yet"
SOON = 7
"""Days before the due date from which a draft stands out; the checks warn from the same day on."""

_MARGIN = 2
_BAR = {40: 8, 100: 20}


def title_of(draft: Summary) -> str:
    """Return what a draft is called: its title, else words for a draft without one."""
    if draft.answered is None:
        return draft.name
    return draft.title.strip() or UNTITLED


def due_words(due: date | None, today: date) -> tuple[str, str]:
    """Return how many days are left, or how many days late it is; and the style that goes with it."""
    if due is None:
        return "no due date yet", "$quiet"
    days = (due - today).days
    if not days:
        return "due today", "$warning bold"
    count = f"{abs(days):,}".replace(",", " ") + (" day" if abs(days) == 1 else " days")
    if days < 0:
        return f"{count} late", "$error bold"
    return f"{count} left", "$warning bold" if days <= SOON else "$foreground"


def saved_words(saved_at: datetime, now: datetime) -> str:
    """Return when a draft was saved, on the wall clock of `now`: `today 14:03`, `3 days ago`."""
    at = saved_at.astimezone(now.tzinfo)
    days = (now.date() - at.date()).days
    if days <= 0:
        return f"saved today {at:%H:%M}"
    if days == 1:
        return f"saved yesterday {at:%H:%M}"
    if days < 60:
        return f"saved {days} days ago"
    return f"saved {days // 30} months ago" if days < 720 else f"saved {days // 365} years ago"


def row_lines(draft: Summary, width: int, now: datetime) -> tuple[Content, Content]:
    """Return the two lines about a draft, each at most `width` cells wide."""
    room = max(width - 2 * _MARGIN, 1)
    title = shortened(title_of(draft), 500)
    saved = Content.styled(saved_words(draft.saved_at, now), "$quiet")
    if draft.problem:
        trouble = Content.assemble(("✗ cannot be opened: ", "$error bold"), shortened(draft.problem, 1000))
        return _between(title.stylize("bold"), saved, room), _between(trouble, Content(""), room)
    if draft.answered is None:
        return _between(title, Content(""), room), _between(Content(""), saved, room)
    due = Content.styled(*due_words(draft.due_date, now.date()))
    about = Content.assemble(_progress(draft, room), ("  " + _remark(draft), "$quiet"))
    return _between(title.stylize("bold"), due, room), _between(about, saved, room)


def _between(left: Content, right: Content, room: int) -> Content:
    """Put `left` and `right` at the two ends of a line; `left` gives way where there is no room for both."""
    free = room - right.cell_length - (2 if right else 0)
    left = left.truncate(max(free, 0), ellipsis=True)
    gap = " " * max(room - left.cell_length - right.cell_length, 0)
    line = Content.assemble(" " * _MARGIN, left, gap, right)
    return line.truncate(room + _MARGIN, ellipsis=True)


def _progress(draft: Summary, room: int) -> Content:
    answered, asked = draft.answered or 0, draft.asked or 0
    cells = max((size for least, size in _BAR.items() if room >= least), default=0)
    full = cells if answered >= asked else cells * answered // asked
    style = "$success" if answered >= asked else "$primary"
    words = f" {answered} of {asked} answered" if room >= 60 else f" {answered} of {asked}"
    return Content.assemble(("━" * full, style), ("─" * (cells - full), "$rule"), words)


def _remark(draft: Summary) -> str:
    """Name the form; and first the file, where the title does not tell which one it is."""
    copy = copy_of(draft.name)
    if copy is not None:
        return f"another version of “{clean_line(copy.of)}”: {copy.why}"
    if draft.name in (EXAMPLE, f"{EXAMPLE}-{draft.form}"):
        return "an example to look at"
    form = draft.form_title or draft.form
    return form if draft.name == slug(draft.title) else f"{clean_line(draft.name)} · {form}"
