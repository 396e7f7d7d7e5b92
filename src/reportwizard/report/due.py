"""When a report is due, seen from a day; and whether it was handed in already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reportwizard.report.report import Report

SOON = 7
"""Days before the due date from which on it is spoken of."""

DueStatus = Literal["", "soon", "late"]


def due_status(due: date | None, today: date) -> DueStatus:
    """Say whether a due date is past (`late`) or at most a week away (`soon`).

    All that is counted in a report changes with the days only when this does; lists rely on that.
    """
    days = SOON + 1 if due is None else (due - today).days
    return "late" if days < 0 else "soon" if days <= SOON else ""


def is_handed_in(report: Report) -> bool:
    """Whether the applicant said so, or the status is not that of a report which is being written."""
    status = report.value("report.status")
    return bool(report.hand_in.handed_in) or (isinstance(status, str) and status != _being_written(report))


def mark_handed_in(report: Report, day: date) -> Report:
    """Return the report as handed in on a day, with the status after the usual one."""
    report = replace(report, hand_in=replace(report.hand_in, handed_in=day))
    question, usual = report.form.role("report.status"), _being_written(report)
    if question is None or not usual or report.value("report.status") not in (None, usual):
        return report
    ids = [option.id for option in question.options]
    later = [*ids[ids.index(usual) + 1 :], usual]
    return report.with_answer(question.id, later[0])


def reopen(report: Report) -> Report:
    """Return a report that was handed in as it is at the beginning of another round."""
    kept = report.hand_in
    report = replace(report, hand_in=replace(kept, round=kept.round + 1, ticks=(), place="", handed_in=None))
    question = report.form.role("report.status")
    return report.with_answer(question.id, _being_written(report) or None) if question else report


def allowed_after_hand_in(before: Report, after: Report) -> bool:
    """Whether a change is one that a report may still have when it is handed in.

    That is its status, and what comes after the hand-in.
    """
    return not changed_after_hand_in(before, after)


def changed_after_hand_in(before: Report, after: Report) -> set[str]:
    """Return the ids of the answers that differ, but must not, as both reports are handed in.

    The list of expenses counts as the answer `ledger`.
    """
    if not (is_handed_in(before) and is_handed_in(after)):
        return set()
    form, status = before.form, before.form.role("report.status")
    free = {question.id for part in form.parts if part.comes_after for question in part.questions}
    ids = {*before.answers, *after.answers} - free - {status.id if status else ""}
    changed = {id for id in ids if before.answers.get(id) != after.answers.get(id)}
    return changed if before.ledger == after.ledger else {*changed, "ledger"}


def _being_written(report: Report) -> str:
    """Return the status of a report that is being written; empty if the form has none."""
    question = report.form.role("report.status")
    if question is None:
        return ""
    # Only here: a list of drafts asks how near a day is, and reads no answers.
    from reportwizard.kinds.base import Region
    from reportwizard.kinds.registry import KINDS

    value = KINDS[question.kind].read(question.default, question, Region()).value
    return value if isinstance(value, str) else ""
