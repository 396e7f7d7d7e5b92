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

# What is merged field by field.
_PARTED = (Expense, HandIn)


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same answer; True is not 1."""
    return one is other or (type(one) is type(other) and bool(one == other))


def merge_value(base: Any, mine: Any, theirs: Any) -> Pair:
    """Merge an answer, a row or a cell: tables by their names, lists row by row, anything else as a whole."""
    if same(mine, theirs) or same(theirs, base):
        return mine, mine
    if same(mine, base):
        return theirs, theirs
    if _is_table(mine) and _is_table(theirs):
        return _merge_tables(base if _is_table(base) else {}, mine, theirs)
    if _is_rows(mine) and _is_rows(theirs):
        ours, others = merge_rows(base if _is_rows(base) else (), mine, theirs)
        return type(mine)(ours), type(mine)(others)
    if type(mine) in _PARTED and type(mine) is type(theirs):
        return _merge_parted(base if isinstance(base, type(mine)) else type(mine)(), mine, theirs)
    # Words against nothing: the words stay, and nothing is left to ask.
    return (mine, mine) if theirs in (None, "") else (mine, theirs)


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _is_rows(value: Any) -> bool:
    return isinstance(value, tuple | list)


def _merge_tables(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Pair:
    ours, others = {}, {}
    for key in dict.fromkeys((*mine, *theirs)):
        pair = merge_value(base.get(key), mine.get(key), theirs.get(key))
        if pair[0] is not None:
            ours[key] = pair[0]
        if pair[1] is not None:
            others[key] = pair[1]
    return ours, others


def _merge_parted(base: Any, mine: Any, theirs: Any) -> Pair:
    names = [field.name for field in fields(mine)]
    pairs = {name: merge_value(*(getattr(one, name) for one in (base, mine, theirs))) for name in names}
    return (
        replace(mine, **{name: pair[0] for name, pair in pairs.items()}),
        replace(mine, **{name: pair[1] for name, pair in pairs.items()}),
    )


def merge_rows(
    base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]
) -> tuple[list[Any], list[Any]]:
    """Merge lists: rows that are on all sides hold the rest in place; rows added on both stay."""
    ours: list[Any] = []
    others: list[Any] = []
    for begin, end in _gaps(base, mine, theirs):
        pair = _merge_gap(*(side[a:b] for side, a, b in zip((base, mine, theirs), begin, end, strict=True)))
        ours += pair[0]
        others += pair[1]
        row = mine[end[1] : end[1] + 1]
        ours += row
        others += row
    return ours, others


Place = tuple[int, int, int]


def _gaps(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> list[tuple[Place, Place]]:
    """Return where the three sides differ, each stretch up to a row that is on all of them."""
    in_mine, in_theirs = _matches(base, mine), _matches(base, theirs)
    anchors = [(row, in_mine[row], in_theirs[row]) for row in in_mine if row in in_theirs]
    begin: Place = (0, 0, 0)
    gaps = []
    for anchor in (*anchors, (len(base), len(mine), len(theirs))):
        gaps.append((begin, anchor))
        begin = (anchor[0] + 1, anchor[1] + 1, anchor[2] + 1)
    return gaps


def _matches(base: Sequence[Any], side: Sequence[Any]) -> dict[int, int]:
    """Return which row of `base` is which row of `side`."""
    matcher = SequenceMatcher(None, [*map(repr, base)], [*map(repr, side)], autojunk=False)
    return {a + n: b + n for a, b, size in matcher.get_matching_blocks() for n in range(size)}


def _merge_gap(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> Pair:
    pair = [*mine], [*theirs]
    if pair[0] == pair[1] or pair[1] == [*base]:
        return pair[0], pair[0]
    if pair[0] == [*base]:
        return pair[1], pair[1]
    if len(base) > min(len(mine), len(theirs)):
        return pair  # taken away on one side, changed on the other
    pairs = [merge_value(*three) for three in zip(base, mine, theirs, strict=False)]
    added = [*mine[len(base) :], *_not_in(theirs[len(base) :], mine)]
    return [one for one, _ in pairs] + added, [other for _, other in pairs] + added


def _not_in(rows: Sequence[Any], known: Sequence[Any]) -> list[Any]:
    seen = {repr(row) for row in known}
    return [row for row in rows if repr(row) not in seen]


def merge_set(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """Merge lists in which only what is there matters: added on one side comes, taken away goes."""
    kept = [row for row in mine if row in theirs or row not in base]
    return kept + [row for row in theirs if row not in mine and row not in base]
