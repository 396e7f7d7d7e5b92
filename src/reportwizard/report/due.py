"""When a report is due, seen from a day; and whether it was handed in already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

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
    question, status = report.form.role("report.status"), report.value("report.status")
    if question is None or not isinstance(status, str):
        return False
    # Only here: a list of drafts asks how near a day is, and reads no answers.
    from reportwizard.kinds.base import Region
    from reportwizard.kinds.registry import KINDS

    return status != KINDS[question.kind].read(question.default, question, Region()).value
