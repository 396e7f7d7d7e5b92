"""An expense finds its place in the list again, whatever happened to the list meanwhile."""

from __future__ import annotations

from reportwizard.ledger.edit import place_of
from support.ledger import spent

A, B, C = spent("1 KZT", "a"), spent("2 KZT", "b"), spent("3 KZT", "c")


def test_the_very_expense_is_found_before_one_like_it() -> None:
    like = spent("1 KZT", "a")
    assert like == A
    assert place_of((A, like), like, 0) == 1
    assert place_of((A, B), like, 5) == 0
    assert place_of((B, A), B, 1) == 0
    assert place_of((C,), A, 0) is None
    assert place_of((C,), None, 0) is None
