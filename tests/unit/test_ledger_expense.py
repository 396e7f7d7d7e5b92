from __future__ import annotations

import datetime as dt

from reportwizard.kinds.values import Region, Typed
from reportwizard.report.expense import (
    COLUMNS,
    Expense,
    edit_text,
    expense_from_plain,
    expense_to_plain,
    problems,
    read_cell,
    show_cell,
    unread_cells,
)
from support.cases import each_case
from support.ledger import KZ, amount, spent

FULL = Expense(
    date=dt.date(2025, 3, 2),
    what="Bus tickets",
    category="Travel & Events",
    amount=amount("-1500.50 KZT"),
    usd=amount("-3.29 USD"),
    planned=amount("2000 KZT"),
    receipt="receipts/07.pdf",
    note="money back",
)


def test_an_expense_is_plain_values_in_the_order_of_its_columns() -> None:
    plain = expense_to_plain(FULL)
    assert list(plain) == [column.id for column in COLUMNS]
    assert plain["amount"] == {"amount": "-1500.50", "currency": "KZT"}
    assert expense_from_plain(plain, KZ) == FULL


def test_what_is_empty_is_not_written() -> None:
    assert expense_to_plain(Expense(what="Tea")) == {"what": "Tea"}
    assert expense_from_plain({}, KZ) == Expense()


@each_case("plain", ["taxi 500", 500, True, ["taxi", 500]])
def test_what_is_no_line_becomes_words(plain: object) -> None:
    expense = expense_from_plain(plain, KZ)
    assert expense.what
    assert expense == Expense(what=expense.what)


@each_case(
    ("stored", "read"),
    [
        ("1 500,50", amount("1500.50 KZT")),
        (-5, amount("-5 KZT")),
        ("20 USD", amount("20 USD")),
        ("1.234", Typed("1.234", "KZT")),
        ({"typed": "much", "currency": "USD"}, Typed("much", "USD")),
        ({"amount": "x", "currency": "KZT"}, Typed("x KZT", "KZT")),
        ("", None),
        (None, None),
    ],
)
def test_an_amount_of_a_draft_written_by_hand_is_read(stored: object, read: object) -> None:
    assert expense_from_plain({"amount": stored}, KZ).amount == read


def test_a_line_written_by_hand_may_say_its_currency_once() -> None:
    assert expense_from_plain({"amount": "12,50", "currency": "EUR"}, KZ).amount == amount("12.50 EUR")
    assert expense_from_plain({"amount": "12,50", "currency": "?"}, KZ).amount == amount("12.50 KZT")


def test_a_day_that_cannot_be_read_is_kept() -> None:
    assert expense_from_plain({"date": "31 February 2025"}, KZ).date == Typed("31 February 2025")
    assert expense_from_plain({"date": dt.datetime(2025, 3, 2, 12, 0)}, KZ).date == dt.date(2025, 3, 2)


@each_case(
    ("category", "in_kind"), [("In kind", True), ("in-kind services", True), ("Kind", False), ("", False)]
)
def test_what_was_given_in_kind_is_no_money(category: str, in_kind: bool) -> None:
    assert Expense(category=category).in_kind is in_kind


@each_case("column", [column.id for column in COLUMNS])
def test_every_cell_reads_back_from_its_own_text(column: str) -> None:
    changed, reading = read_cell(Expense(), column, edit_text(FULL, column, KZ), KZ)
    assert getattr(changed, column) == getattr(FULL, column)
    assert not reading.problems
    assert show_cell(FULL, column, KZ)
    emptied, _ = read_cell(FULL, column, " ", KZ)
    assert getattr(emptied, column) == getattr(Expense(), column)
    assert show_cell(emptied, column, KZ) == edit_text(emptied, column, KZ) == ""


def test_a_cell_in_another_currency_shows_and_keeps_it() -> None:
    expense, reading = read_cell(Expense(), "amount", "20 USD", KZ)
    assert expense.amount == amount("20 USD")
    assert not reading.problems
    assert edit_text(expense, "amount", KZ) == "20 USD"
    assert show_cell(expense, "amount", KZ) == "20,00 USD"


def test_what_is_not_read_is_kept_with_its_readings() -> None:
    expense, reading = read_cell(Expense(), "amount", "1650.000", KZ)
    assert expense.amount == Typed("1650.000", "KZT")
    assert [choice.value for choice in reading.problems[0].choices] == [
        amount("1650000 KZT"),
        amount("1650.000 KZT"),
    ]
    [(column, problem)] = problems(expense, KZ)
    assert (column, problem.code) == ("amount", "ambiguous")


def test_every_unread_cell_is_named_with_its_place() -> None:
    ledger = (spent("5 KZT"), Expense(what="Tea"), Expense(date=Typed("May"), amount=Typed("1..2", "KZT")))
    assert [(place, column) for place, column, _ in unread_cells(ledger, KZ)] == [
        (1, "amount"),
        (2, "date"),
        (2, "amount"),
    ]


def test_an_amount_typed_before_the_currency_was_chosen_is_asked_about() -> None:
    expense, _ = read_cell(Expense(), "amount", "1 500", Region("kk_KZ", ""))
    assert expense.amount == Typed("1 500", "")
    [(_, problem)] = problems(expense, KZ)
    assert [choice.value for choice in problem.choices] == [amount("1500 KZT")]
    [(_, before)] = problems(expense, Region("kk_KZ", ""))
    assert "Choose your local currency first" in before.message
