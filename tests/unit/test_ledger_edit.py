"""An expense finds its place in the list again, whatever happened to the list meanwhile."""

from __future__ import annotations

from reportwizard.ledger.edit import place_of, put_in_place
from reportwizard.report.expense import Expense
from support.ledger import spent

A, B, C = spent("1 KZT", "a"), spent("2 KZT", "b"), spent("3 KZT", "c")


def test_a_new_expense_goes_where_it_was_begun_or_to_the_end() -> None:
    assert put_in_place((A, B), 2, None, C) == (A, B, C)
    assert put_in_place((A, B), 0, None, C) == (C, A, B)
    assert put_in_place((A,), 7, None, C) == (A, C)


def test_an_expense_is_replaced_where_it_stands_now() -> None:
    assert put_in_place((A, B), 1, B, C) == (A, C)
    assert put_in_place((B, A), 1, B, C) == (C, A)


def test_of_two_alike_the_very_one_is_replaced() -> None:
    like = spent("1 KZT", "a")
    assert like == A
    assert put_in_place((A, like), 0, like, C) == (A, C)
    assert place_of((A, B), like, 5) == 0


def test_nothing_and_an_empty_expense_have_no_place() -> None:
    assert put_in_place((A, B), 0, A, None) == (B,)
    assert put_in_place((A, B), 0, A, Expense()) == (B,)
    assert put_in_place((A, B), 2, None, Expense()) == (A, B)


def test_words_are_not_lost_where_the_list_was_replaced() -> None:
    assert put_in_place((C,), 3, A, B) == (C, B)
    assert place_of((C,), A, 0) is None
