"""Merging two versions of one value with a common ancestor. Pure.

Every function returns two values: the merged one in which mine wins, and the one in which theirs wins. They
are equal where nothing was changed on both sides. None means that there is nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from difflib import SequenceMatcher
from typing import Any

from reportwizard.report.expense import Expense
from reportwizard.report.hand_in import HandIn

Pair = tuple[Any, Any]

_MERGED_BY_FIELD = (Expense, HandIn)


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same answer; True is not 1."""
    return one is other or (type(one) is type(other) and bool(one == other))


def merge_value(base: Any, mine: Any, theirs: Any) -> Pair:
    """Merge an answer, a row or a cell: tables by key, lists by row, anything else as a whole."""
    if same(mine, theirs) or same(theirs, base):
        return mine, mine
    if same(mine, base):
        return theirs, theirs
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        return _merge_tables(base if isinstance(base, Mapping) else {}, mine, theirs)
    if isinstance(mine, tuple | list) and isinstance(theirs, tuple | list):
        ours, others = merge_rows(base if isinstance(base, tuple | list) else (), mine, theirs)
        return type(mine)(ours), type(mine)(others)
    if isinstance(mine, _MERGED_BY_FIELD) and type(mine) is type(theirs):
        return _merge_fields(base if isinstance(base, type(mine)) else type(mine)(), mine, theirs)
    # Words against nothing: the words stay, and nothing is left to ask.
    return (mine, mine) if theirs in (None, "") else (mine, theirs)


def _merge_tables(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Pair:
    keys = dict.fromkeys((*mine, *theirs))
    pairs = {key: merge_value(base.get(key), mine.get(key), theirs.get(key)) for key in keys}
    ours, others = ({key: pair[at] for key, pair in pairs.items() if pair[at] is not None} for at in (0, 1))
    return ours, others


def _merge_fields(base: Any, mine: Any, theirs: Any) -> Pair:
    names = [field.name for field in fields(mine)]
    pairs = {name: merge_value(*(getattr(side, name) for side in (base, mine, theirs))) for name in names}
    ours, others = (replace(mine, **{name: pair[at] for name, pair in pairs.items()}) for at in (0, 1))
    return ours, others


def merge_rows(
    base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]
) -> tuple[list[Any], list[Any]]:
    """Merge lists: rows that are on all sides anchor the others; rows added on both stay."""
    ours: list[Any] = []
    others: list[Any] = []
    in_mine, in_theirs = _matches(base, mine), _matches(base, theirs)
    anchors = [(row, in_mine[row], in_theirs[row]) for row in in_mine if row in in_theirs]
    begin = (0, 0, 0)
    for end in (*anchors, (len(base), len(mine), len(theirs))):
        gap = [side[a:b] for side, a, b in zip((base, mine, theirs), begin, end, strict=True)]
        row = mine[end[1] : end[1] + 1]
        for merged, rows in zip((ours, others), _merge_gap(*gap), strict=True):
            merged += [*rows, *row]
        begin = (end[0] + 1, end[1] + 1, end[2] + 1)
    return ours, others


def _matches(base: Sequence[Any], side: Sequence[Any]) -> dict[int, int]:
    """Return which row of `base` is which row of `side`."""
    matcher = SequenceMatcher(None, [*map(repr, base)], [*map(repr, side)], autojunk=False)
    return {a + n: b + n for a, b, size in matcher.get_matching_blocks() for n in range(size)}


def _merge_gap(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> Pair:
    """Merge what is between two anchors."""
    pair = [*mine], [*theirs]
    if pair[0] == pair[1] or pair[1] == [*base]:
        return pair[0], pair[0]
    if pair[0] == [*base]:
        return pair[1], pair[1]
    if len(base) > min(len(mine), len(theirs)):
        return pair  # removed on one side, changed on the other
    pairs = [merge_value(*rows) for rows in zip(base, mine, theirs, strict=False)]
    seen = {repr(row) for row in mine}
    added = [*mine[len(base) :], *(row for row in theirs[len(base) :] if repr(row) not in seen)]
    return [ours for ours, _ in pairs] + added, [others for _, others in pairs] + added


def merge_set(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """Merge lists whose order does not matter: what was added on one side comes, what was removed goes."""
    kept = [row for row in mine if row in theirs or row not in base]
    return kept + [row for row in theirs if row not in mine and row not in base]
