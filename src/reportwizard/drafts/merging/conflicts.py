"""Answers that were changed in two places: mine stays the answer, theirs waits in the draft for a choice.

A draft file has them as `[[conflicts]]`, beside the answers and never among them. So no export contains
them, and a version of the program that does not know them keeps them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from reportwizard.drafts.format.answers import LEDGER, display_text, plain_of, stored, value_of, with_plain
from reportwizard.kinds.values import Plain
from reportwizard.report.due import is_handed_in
from reportwizard.report.report import Report

CONFLICTS = "conflicts"
"""The name of the table in a draft file."""

Resolution = Literal["mine", "theirs", "both"]

_TEXTS = ("text", "long_text")


@dataclass(frozen=True, slots=True)
class Conflict:
    """The other version of one answer, as a draft stores it; `noticed_at` is in UTC, None if unknown.

    `handed_in`: the answer was handed in, and this version was written meanwhile.
    """

    answer_id: str
    theirs: Plain | None
    noticed_at: datetime | None = None
    handed_in: bool = False

    @property
    def sides(self) -> tuple[str, str]:
        """Where the version in the report is from, and where this one is."""
        return ("as handed in", "written meanwhile") if self.handed_in else ("here", "in the other copy")

    def to_plain(self) -> dict[str, Any]:
        """Return it as a draft stores it."""
        plain: dict[str, Any] = {"question": self.answer_id}
        if self.noticed_at is not None:
            plain["noticed_at"] = self.noticed_at.astimezone(UTC).replace(microsecond=0)
        return {**plain, "theirs": self.theirs, **({"handed_in": True} if self.handed_in else {})}


def conflicts_of(report: Report) -> tuple[Conflict, ...]:
    """Return what waits for a choice, the oldest first; nothing as long as the report is handed in."""
    return () if is_handed_in(report) else other_versions(report)


def other_versions(report: Report) -> tuple[Conflict, ...]:
    """Return the other versions in a draft, the oldest first; entries that cannot be read are skipped."""
    found = (_conflict(entry) for entry in entries_of(report))
    known = {*report.form.by_id, LEDGER}
    return tuple(conflict for conflict in found if conflict is not None and conflict.answer_id in known)


def waiting_ids(report: Report) -> tuple[str, ...]:
    """Return the ids of the answers that wait for a choice, each once."""
    return tuple(dict.fromkeys(conflict.answer_id for conflict in conflicts_of(report)))


def with_conflict(report: Report, conflict: Conflict) -> Report:
    """Return the report with another version of an answer kept beside it, once."""
    id, theirs = conflict.answer_id, conflict.theirs
    known = [other.theirs for other in other_versions(report) if other.answer_id == id]
    if theirs in (None, "", [], {}) or theirs in [plain_of(report, id), *known]:
        return report
    return with_entries(report, [*entries_of(report), conflict.to_plain()])


def settle(report: Report, conflict: Conflict, choice: Resolution) -> Report:
    """Return the report after the applicant's choice; the other version is gone from it."""
    entries = [entry for entry in entries_of(report) if _conflict(entry) != conflict]
    report = with_entries(report, entries)
    if choice == "theirs":
        return with_plain(report, conflict.answer_id, conflict.theirs)
    if choice == "both" and can_keep_both(report, conflict):
        plains = plain_of(report, conflict.answer_id), conflict.theirs
        # A line takes the empty line as a space.
        both = "\n\n".join(display_text(report, conflict.answer_id, plain) for plain in plains)
        return with_plain(report, conflict.answer_id, both)
    return report


def can_keep_both(report: Report, conflict: Conflict) -> bool:
    """Whether both versions are texts, which can be in the answer one after the other."""
    question = report.form.by_id.get(conflict.answer_id)
    if question is None or question.kind not in _TEXTS:
        return False
    mine = stored(report, conflict.answer_id)
    return isinstance(mine, str) and isinstance(value_of(report, conflict.answer_id, conflict.theirs), str)


def entries_of(report: Report) -> list[Any]:
    """Return all entries in a draft, also those that cannot be read."""
    entries = report.extra.get(CONFLICTS, [])
    return list(entries) if isinstance(entries, list) else [entries]


def with_entries(report: Report, entries: list[Any]) -> Report:
    """Return the report with other entries."""
    extra = {key: value for key, value in report.extra.items() if key != CONFLICTS}
    if entries:
        extra[CONFLICTS] = entries
    return replace(report, extra=extra)


def _conflict(entry: object) -> Conflict | None:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("question"), str) or "theirs" not in entry:
        return None
    at = entry.get("noticed_at")
    noticed_at = at if isinstance(at, datetime) and at.tzinfo else None
    return Conflict(entry["question"], entry["theirs"], noticed_at, entry.get("handed_in") is True)
