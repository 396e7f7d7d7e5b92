"""What the list of reports says about each of them: two lines, at any width. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.content import Content

from reportwizard.drafts.store.copies import copy_of
from reportwizard.drafts.store.names import EXAMPLE
from reportwizard.text import clean_line
from reportwizard.ui.shared.days import due_words, handed_in_words, time_words
from reportwizard.ui.shared.drawing import bar, ends, one_line
from reportwizard.ui.shared.line_list import Item
from reportwizard.ui.shared.signs import sign

if TYPE_CHECKING:
    from reportwizard.drafts.store.summaries import Summary

UNTITLED = "Report without a title yet"
INDENT = "  "
"""What stands left of every line on the screens before a report."""
_BAR = 16


def title_of(draft: Summary) -> str:
    """Return what a report is called: its title; the name of its file where it cannot be read."""
    return draft.name if draft.answered is None else clean_line(draft.title) or UNTITLED


def is_example(draft: Summary) -> bool:
    """Whether a report is the finished example that comes with a form."""
    return draft.name in (EXAMPLE, f"{EXAMPLE}-{draft.form}")


def state_words(draft: Summary, today: date) -> tuple[str, str]:
    """Return where a report stands, and the colour of these words: `due in 12 days`, `handed in`."""
    if draft.problem:
        return "damaged", "$fix"
    if draft.handed_in:
        return handed_in_words(draft.handed_in_on, today), "$good"
    due, tone = due_words(draft.due_date, today)
    if draft.ready and draft.answered and tone != "$fix":
        return "ready to hand in", ""
    return due, tone or "$look"


def in_order(drafts: Iterable[Summary]) -> list[Summary]:
    """Return reports as they are listed: those handed in last, else as they come."""
    return sorted(drafts, key=lambda draft: draft.handed_in)


def report_item(draft: Summary, now: datetime) -> Item:
    """Return a report for the list."""

    def draw(width: int, here: bool) -> list[Content]:
        room = width - len(INDENT)
        lines = _lines(draft, room, here, now)
        return [Content.assemble(INDENT, line) for line in lines]

    return Item(draft.name, draw, height=2)


def _lines(draft: Summary, room: int, here: bool, now: datetime) -> list[Content]:
    words, tone = state_words(draft, now.date())
    title = one_line(title_of(draft), room, "bold" if here else "")
    saved = Content.styled(time_words(draft.saved_at, now), "$quiet")
    state = Content.styled(words, f"bold {tone}" if here and tone else tone)
    return [ends(title, state, room, gap=2), ends(_done(draft, room), saved, room, gap=2)]


def _done(draft: Summary, room: int) -> Content:
    """Say how far a report is; of one that cannot be read, why; of another version, of which one."""
    copy = copy_of(draft.name)
    if draft.problem:
        return one_line(f"{sign('fix')} {draft.problem}", room, "$fix")
    if copy is not None:
        return one_line(f"another version of “{copy.of}”: {copy.why}", room, "$quiet")
    answered, asked = draft.answered or 0, draft.asked or 0
    share = answered / asked if asked else 1.0
    shown = bar(share, _BAR, "$edge" if draft.handed_in else "$good")
    return Content.assemble(shown, (f"  {answered} of {asked}", "$quiet"), (_remark(draft), "$quiet"))


def _remark(draft: Summary) -> str:
    if draft.two_versions:
        return "   changed in two places"
    return "   an example to look at" if is_example(draft) else ""


def action_item(id: str, words: str, remark: str, style: str) -> Item:
    """Return something to do from the list: words at the left, a remark at the right."""

    def draw(width: int, here: bool) -> list[Content]:
        room = width - len(INDENT)
        left = one_line(words, room, f"bold {style}" if here else style)
        return [Content.assemble(INDENT, ends(left, one_line(remark, room // 2, "$quiet"), room, gap=2))]

    return Item(id, draw, height=1)


def blank() -> Item:
    """Return an empty line between groups."""
    return Item("", lambda _width, _here: [Content()], height=1)
