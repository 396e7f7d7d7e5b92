"""What the applicant is told when another program wrote to the open draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportwizard.drafts.merging.merge import Merged
    from reportwizard.report.report import Report
    from reportwizard.ui.session import Session

_MOST = 4


def tell_of_merge(session: Session, merged: Merged) -> None:
    """Say which answers came from elsewhere, and which were changed in two places."""
    only_taken = [one for one in merged.taken if one not in merged.kept_twice]
    if only_taken:
        words = f"Changed in another program, and taken over here: {_names(session.report, only_taken)}."
        session.app.notify(words, timeout=10, markup=False)
    if merged.kept_twice:
        names = _names(session.report, merged.kept_twice)
        words = f"Changed here and in another program: {names}. Both are kept: press F8 there to choose."
        session.app.notify(words, severity="warning", timeout=20, markup=False)


def _names(report: Report, answer_ids: Iterable[str]) -> str:
    questions = report.form.by_id
    names = [questions[one].name if one in questions else "List of expenses" for one in answer_ids]
    more = len(names) - _MOST
    return ", ".join(names[:_MOST]) + (f" and {more} more" if more > 0 else "")
