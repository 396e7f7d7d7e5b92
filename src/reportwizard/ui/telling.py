"""What the applicant is told when another program wrote to the open draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reportwizard.report.report import Report

if TYPE_CHECKING:
    from reportwizard.drafts.merging.merge import Merged

_MOST = 4


def merge_words(report: Report, merged: Merged) -> Iterator[tuple[str, str]]:
    """Give what came from elsewhere, and what was changed twice, each with the name of its sign."""
    only_taken = [one for one in merged.taken if one not in merged.kept_twice]
    if only_taken:
        yield f"Changed in another program, and taken over here: {_names(report, only_taken)}.", "done"
    if merged.kept_twice:
        names = _names(report, merged.kept_twice)
        yield (
            f"Changed here and in another program: {names}. Both are kept: press F8 there to choose.",
            "look",
        )


def _names(report: Report, answer_ids: Iterable[str]) -> str:
    questions = report.form.by_id
    names = [questions[one].name if one in questions else "List of expenses" for one in answer_ids]
    more = len(names) - _MOST
    return ", ".join(names[:_MOST]) + (f" and {more} more" if more > 0 else "")
