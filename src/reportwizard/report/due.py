"""Whether a report is due soon or late, and whether it is handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reportwizard.report.report import Report

SOON_DAYS = 7
"""Days before the due date from which on it is spoken of."""

DueStatus = Literal["", "soon", "late"]


def due_status(due: date | None, today: date) -> DueStatus:
    """Say whether a due date is past (`late`) or at most a week away (`soon`).

    The counts of a report depend on today only through this; lists rely on that.
    """
    days = SOON_DAYS + 1 if due is None else (due - today).days
    return "late" if days < 0 else "soon" if days <= SOON_DAYS else ""


def is_handed_in(report: Report) -> bool:
    """Whether the applicant said so, or it was brought in from a page that says so; no status alone does."""
    return bool(report.hand_in.handed_in) or report.hand_in.published


def mark_published(report: Report) -> Report:
    """Return a report that was read from its published page: handed in, if its status there says so."""
    status = report.value("report.status")
    published = isinstance(status, str) and status != _initial_status(report)
    return replace(report, hand_in=replace(report.hand_in, published=published))


def mark_handed_in(report: Report, day: date) -> Report:
    """Return the report as handed in on a day, with the status that follows the initial one."""
    report = replace(report, hand_in=replace(report.hand_in, handed_in=day))
    question, initial = report.form.role("report.status"), _initial_status(report)
    if question is None or not initial or report.value("report.status") not in (None, initial):
        return report
    ids = [option.id for option in question.options]
    following = [*ids[ids.index(initial) + 1 :], initial]
    return report.with_answer(question.id, following[0])


def reopen(report: Report) -> Report:
    """Return a report that was handed in as it is at the start of another round."""
    old = report.hand_in
    hand_in = replace(old, round=old.round + 1, ticks=(), place="", handed_in=None, published=False)
    report = replace(report, hand_in=hand_in)
    question = report.form.role("report.status")
    return report.with_answer(question.id, _initial_status(report) or None) if question else report


def changed_after_hand_in(before: Report, after: Report) -> set[str]:
    """Return the ids of the answers that differ, but must not, as both reports are handed in.

    The status may change, and so may parts that come after the hand-in. The list of expenses counts as the
    answer `ledger`.
    """
    if not (is_handed_in(before) and is_handed_in(after)):
        return set()
    form, status = before.form, before.form.role("report.status")
    free = {question.id for part in form.parts if part.comes_after for question in part.questions}
    ids = {*before.answers, *after.answers} - free - {status.id if status else ""}
    changed = {id for id in ids if before.answers.get(id) != after.answers.get(id)}
    return changed if before.ledger == after.ledger else {*changed, "ledger"}


def _initial_status(report: Report) -> str:
    """Return the status of a report in progress; empty if the form has none."""
    question = report.form.role("report.status")
    if question is None:
        return ""
    # Only here: a list of drafts needs `due_status`, and reads no answers.
    from reportwizard.kinds.registry import KINDS
    from reportwizard.kinds.values import Region

    value = KINDS[question.kind].read(question.default, question, Region()).value
    return value if isinstance(value, str) else ""
