"""Merging two reports with a common ancestor, answer by answer. Pure.

An answer changed on one side only is taken from there. An answer changed on both sides is kept twice: mine
stays the answer, theirs waits in the draft until the applicant chooses (`conflicts.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from reportwizard.drafts.format.answers import LEDGER, plain_of, stored
from reportwizard.drafts.merging.conflicts import Conflict, entries_of, with_conflict, with_entries
from reportwizard.drafts.merging.values import merge_set, merge_value, same
from reportwizard.report.due import changed_after_hand_in, is_handed_in
from reportwizard.report.hand_in import HandIn
from reportwizard.report.report import Report

# Lists beside the answers, such as the texts without a place: what either side added or removed counts.
_LISTS = [field.name for field in fields(Report) if field.default == () and field.name != LEDGER]


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of merging two reports.

    `taken` names the answers that are taken from the other side; `kept_twice` those that both sides changed.
    `complete` is False if both sides changed something that this program does not know, so that the other
    side's file must be kept.
    """

    report: Report
    taken: tuple[str, ...] = ()
    kept_twice: tuple[str, ...] = ()
    complete: bool = True


def merge(base: Report | None, mine: Report, theirs: Report, noticed_at: datetime | None = None) -> Merged:
    """Merge two versions of one report; `base` is their common ancestor, None if not known.

    Without a base, what is on one side only is taken, and what differs is kept twice. Where one side was
    handed in, its answers stay; what the other side has instead waits until the report is opened again.
    """
    merged = _merge(base, mine, theirs, noticed_at, set())
    final = theirs if is_handed_in(theirs) else mine
    closed = changed_after_hand_in(final, merged.report)
    if not closed:
        return merged
    merged = _merge(base, mine, theirs, noticed_at, closed)
    return replace(merged, report=merged.report.with_region(locale=final.locale, currency=final.currency))


def _merge(
    base: Report | None, mine: Report, theirs: Report, noticed_at: datetime | None, closed: set[str]
) -> Merged:
    """Merge answer by answer; those that are `closed` stay as they were handed in."""
    start = base or _empty_base(mine, theirs)
    report, complete = _merge_rest(start, mine, theirs)
    taken, twice, handed_in = [], [], is_handed_in(mine) != is_handed_in(theirs)
    for answer_id in (*(question.id for question in mine.form.questions), LEDGER):
        sides = stored(start, answer_id), stored(mine, answer_id), stored(theirs, answer_id)
        if sides[1] is sides[2]:
            continue
        answer, other = merge_value(*sides)
        if answer_id in closed:
            answer, other = (sides[2], answer) if is_handed_in(theirs) else (sides[1], other)
            other = answer if other in (None, ()) else other
        report = _with_stored(report, answer_id, answer)
        if not same(answer, sides[1]):
            taken.append(answer_id)
        if not same(answer, other):
            twice.append(answer_id)
            # It waits with what only one side changed in it, so that either choice has all of that.
            plain = plain_of(_with_stored(report, answer_id, other), answer_id)
            report = with_conflict(report, Conflict(answer_id, plain, noticed_at, handed_in))
    # A locale or currency that only the other side chose is taken; amounts change with the currency.
    locale, _ = merge_value(start.locale, report.locale, theirs.locale)
    currency, _ = merge_value(start.currency, report.currency, theirs.currency)
    if (locale, currency) != (report.locale, report.currency):
        report = report.with_region(locale=locale, currency=currency)
    return Merged(report, tuple(taken), tuple(twice), complete)


def _empty_base(mine: Report, theirs: Report) -> Report:
    """Return an empty ancestor for two versions of unknown origin, with which my region wins."""
    empty: dict[str, Any] = {name: () for name in _LISTS}
    return replace(
        mine,
        answers={},
        ledger=(),
        extra={},
        hand_in=HandIn(),
        locale=theirs.locale,
        currency=theirs.currency if mine.currency else "",
        **empty,
    )


def _with_stored(report: Report, answer_id: str, value: Any) -> Report:
    if answer_id == LEDGER:
        return replace(report, ledger=value)
    return report.with_answer(answer_id, value)


def _merge_rest(base: Report, mine: Report, theirs: Report) -> tuple[Report, bool]:
    """Merge the tables beside the answers and what this program does not know; return whether all fits."""
    sides = (base, mine, theirs)
    ours, others = merge_value(*(with_entries(side, []).extra for side in sides))
    lists: dict[str, Any] = {
        name: tuple(merge_set(*(getattr(side, name) for side in sides))) for name in _LISTS
    }
    # Where both sides went on handing in, mine wins: the portal holds what it holds.
    hand_in, _ = merge_value(*(side.hand_in for side in sides))
    report = replace(mine, extra=dict(ours or {}), hand_in=hand_in, **lists)
    return with_entries(report, merge_set(*map(entries_of, sides))), same(ours, others)
