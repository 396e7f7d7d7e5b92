"""When a report is due, seen from a day; and whether it was handed in already."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reportwizard.report.report import Report

SOON = 7
"""Days before the due date from which on it is spoken of."""

Nearness = Literal["", "soon", "late"]


def nearness(due: date | None, today: date) -> Nearness:
    """Say whether a due date is past (`late`) or at most a week away (`soon`).

    All that is counted in a report changes with the days only when this does; lists rely on that.
    """
    days = SOON + 1 if due is None else (due - today).days
    return "late" if days < 0 else "soon" if days <= SOON else ""


def was_handed_in(report: Report) -> bool:
    """Whether the status is another one than that of a report which is being written."""
    status = report.value("report.status")
    return isinstance(status, str) and status != _being_written(report)


def can_be_handed_in(report: Report) -> bool:
    """Whether the form has a status that says so."""
    return bool(_being_written(report))


def with_handed_in(report: Report, yes: bool) -> Report:
    """Return the report with the status of one that is handed in, or of one that is being written again.

    The status after the usual one is that of a report which its reader has. Without a status in the form the
    report stays as it is.
    """
    question, usual = report.form.role("report.status"), _being_written(report)
    if question is None or not usual:
        return report
    ids = [option.id for option in question.options]
    later = [*ids[ids.index(usual) + 1 :], *ids[: ids.index(usual)]]
    return report.with_answer(question.id, later[0] if yes and later else usual)


def stays_handed_in(before: Report, after: Report) -> bool:
    """Whether a change is one that a report may still have when it is handed in.

    That is its status, which opens it again, and what comes after the hand-in.
    """
    if not was_handed_in(before):
        return True
    form, status = before.form, before.form.role("report.status")
    free = {one.id for part in form.parts if part.comes_after for one in part.questions}
    ids = {*before.answers, *after.answers}
    changed = {id for id in ids if before.answers.get(id) != after.answers.get(id)}
    return changed <= {*free, status.id if status else ""} and before.ledger == after.ledger


def _being_written(report: Report) -> str:
    """Return the status of a report that is being written; empty where the form has none."""
    question = report.form.role("report.status")
    if question is None:
        return ""
    # Only here: a list of drafts asks how near a day is, and reads no answers.
    from reportwizard.kinds.base import Region
    from reportwizard.kinds.registry import KINDS

    value = KINDS[question.kind].read(question.default, question, Region()).value
    return value if isinstance(value, str) else ""
