"""The findings that were dismissed, between a draft file and a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from reportwizard.drafts.format.document import rows_of
from reportwizard.report.dismissal import Dismissal
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reportwizard.kinds.base import Plain
    from reportwizard.report.report import Report

DISMISSED = "dismissed"
"""Their name at the top of a draft file."""

DISMISSED_BEFORE = "set_aside"
"""What earlier versions called them; it is read as well."""

_KNOWN = ("check", "code", "question", "reason", "facts")


def dismissed_from_plain(
    document: Mapping[str, Any], tidy: Callable[[Any], Any], extra: dict[str, Any]
) -> tuple[Dismissal, ...]:
    """Return what a draft file holds; what cannot be understood of it goes to `extra`, to be written back."""
    rows = rows_of(document, DISMISSED, DISMISSED_BEFORE)
    found = [_entry(tidy(row)) if isinstance(row, dict) else None for row in rows]
    left = [row for row, entry in zip(rows, found, strict=True) if entry is None]
    if left:
        extra[DISMISSED] = left
    return tuple(entry for entry in found if entry)


def _entry(row: dict[str, Any]) -> Dismissal | None:
    check, question = row.get("check", row.get("code")), row.get("question")
    reason, about = row.get("reason", ""), row.get("facts", {})
    if not (isinstance(check, str) and isinstance(question, str)):
        return None
    if not (isinstance(reason, str) and isinstance(about, dict)):
        return None
    more = {key: value for key, value in row.items() if key not in _KNOWN}
    return Dismissal(check, question, clean_line(reason), about, more)


def dismissed_to_plain(report: Report) -> Plain | None:
    """Return what a draft file is to hold; None where there is nothing."""
    rows = [_row(entry) for entry in report.dismissed]
    return cast("Plain", [*rows, *cast("list[Plain]", report.extra.get(DISMISSED, []))]) or None


def _row(entry: Dismissal) -> Mapping[str, Any]:
    row: dict[str, Any] = {"check": entry.code, "question": entry.question}
    if entry.reason:
        row["reason"] = entry.reason
    if entry.facts:
        row["facts"] = dict(entry.facts)
    return {**row, **entry.extra}
