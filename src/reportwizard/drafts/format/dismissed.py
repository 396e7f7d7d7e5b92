"""The findings that were set aside, between a draft file and a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from reportwizard.report.set_aside import SetAside
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reportwizard.kinds.base import Plain
    from reportwizard.report.report import Report

NAME = "set_aside"
"""Their name at the top of a draft file."""

_TEXTS = ("code", "question", "reason")


def set_aside_from_plain(
    stored: Any, tidy: Callable[[Any], Any], extra: dict[str, Any]
) -> tuple[SetAside, ...]:
    """Return what a draft file holds; what cannot be understood of it goes to `extra`, to be written back."""
    rows = stored if isinstance(stored, list) else [stored]
    found = [_entry(tidy(row)) if isinstance(row, dict) else None for row in rows]
    left = [row for row, entry in zip(rows, found, strict=True) if entry is None]
    if left:
        extra[NAME] = left if isinstance(stored, list) else stored
    return tuple(entry for entry in found if entry)


def _entry(row: dict[str, Any]) -> SetAside | None:
    about = row.get("facts", {})
    if not isinstance(about, dict) or not all(isinstance(row.get(key), str) for key in _TEXTS):
        return None
    more = {key: value for key, value in row.items() if key not in (*_TEXTS, "facts")}
    return SetAside(row["code"], row["question"], clean_line(row["reason"]), about, more)


def set_aside_to_plain(report: Report) -> Plain | None:
    """Return what a draft file is to hold; None where there is nothing."""
    rows = [_row(entry) for entry in report.set_aside]
    kept = report.extra.get(NAME)
    if kept is None or not rows:
        return cast("Plain", rows) or kept
    return cast("Plain", [*rows, *(kept if isinstance(kept, list) else [kept])])


def _row(entry: SetAside) -> Mapping[str, Any]:
    row = {"code": entry.code, "question": entry.question, "reason": entry.reason}
    about = {"facts": dict(entry.facts)} if entry.facts else {}
    return {**row, **about, **entry.extra}
