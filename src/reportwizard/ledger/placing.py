"""An expense in its place in the list, while it is being written. Free of any interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.report.expense import Expense

if TYPE_CHECKING:
    from collections.abc import Sequence


def place_of(ledger: Sequence[Expense], expense: Expense | None, at: int) -> int | None:
    """Return where this very expense stands, looked for at `at` first; None where it is not in the list.

    Two expenses may say the same; so the object itself is looked for, then its like.
    """
    if expense is None:
        return None
    if at < len(ledger) and ledger[at] is expense:
        return at
    same = (place for place, one in enumerate(ledger) if one is expense)
    like = (place for place, one in enumerate(ledger) if one == expense)
    return next(same, next(like, None))


def put_in_place(
    ledger: Sequence[Expense], at: int, old: Expense | None, new: Expense | None
) -> tuple[Expense, ...]:
    """Return the list with `new` in the place of `old`; at `at` where `old` is not in it.

    Nothing and an empty expense have no place: then `old` is only taken out.
    """
    found = place_of(ledger, old, at)
    place = min(at, len(ledger)) if found is None else found
    rest = ledger[place:] if found is None else ledger[place + 1 :]
    return (*ledger[:place], *(() if new is None or new == Expense() else (new,)), *rest)
