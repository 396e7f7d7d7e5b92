from __future__ import annotations

import datetime as dt

import pytest

from reportwizard.kinds.base import Typed
from reportwizard.ledger.amounts import read_day, read_money
from reportwizard.ledger.marks import decided_mark, decided_order, decimal_mark_in
from reportwizard.ledger.words import currency_in
from support.ledger import KZ, amount


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("12,50", ","),
        ("12.5", "."),
        ("0.500", "."),
        ("1,234,567", "."),
        ("1.234.567", ","),
        ("1.234,50", ","),
        ("1,234.5 USD", "."),
        ("10,46,956", "."),
        ("$ 1 234,5", ","),
        ("1 234.567", ""),
        *((text, "") for text in ("", "12", "1.234", "12,500", "1 234", "٣٤٥٫٦٧", "12..5", "Rs.500", "x, y")),
    ],
)
def test_an_amount_shows_its_decimal_mark_only_where_it_is_certain(text: str, mark: str) -> None:
    assert decimal_mark_in(text) == mark


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["1.234", "12,50", "7"], ","),
        (["1.234", "12.50"], "."),
        (["1.234", "12"], ""),
        (["12,50", "12.50", "1.234"], ""),
        ([], ""),
    ],
)
def test_a_column_decides_where_its_certain_cells_agree(column: list[str], mark: str) -> None:
    assert decided_mark(column) == mark


@pytest.mark.parametrize(
    ("text", "mark", "read"),
    [
        ("1.234", ",", "1234 KZT"),
        ("1.234", ".", "1.234 KZT"),
        ("1,234", ",", "1.234 KZT"),
        ("-1.234", ",", "-1234 KZT"),
        ("(1,234)", ".", "-1234 KZT"),
        ("1.234 тг", ",", "1234 KZT"),
        ("Rs. 1.234", ",", "?Rs. 1.234"),
        ("1.234 USD", ",", "1234 USD"),
        ("1.234", "", "?1.234"),
        ("12,50", ".", "12.50 KZT"),
        ("20 USD", "", "20 USD"),
        ("$20", "", "?$20"),
        ("twenty", "", "?twenty"),
        ("1 046 956,78", "", "1046956.78 KZT"),
    ],
)
def test_amounts_of_a_column(text: str, mark: str, read: str) -> None:
    value = read_money(text, "KZT", "en", mark=mark).value
    assert (f"?{value.text}" if isinstance(value, Typed) else str(value)) == read


def test_an_empty_cell_is_no_amount() -> None:
    assert read_money(" ", "KZT", "en").value is None


def test_a_sign_of_several_currencies_offers_them() -> None:
    [problem] = read_money("$20", "KZT", "en").problems
    assert problem.code == "ambiguous"
    assert "several currencies" in problem.message
    assert problem.choices[0].value == amount("20 USD")


def test_a_sign_of_the_own_currency_among_several_is_no_question() -> None:
    assert read_money("$1.234", "COP", "es_CO", mark=",").value == amount("1234 COP")


def test_a_line_that_names_two_currencies_is_asked_about() -> None:
    reading = read_money("20 USD", "KZT", "en", fixed=True)
    assert reading.value == Typed("20 USD", "KZT")
    assert "another currency than its line" in reading.problems[0].message
    assert [choice.value for choice in reading.problems[0].choices] == [amount("20 KZT"), amount("20 USD")]


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["03/04/2025", "25/04/2025"], "day"),
        (["03/04/2025", "04/25/2025"], "month"),
        (["25/04/2025", "04/25/2025"], ""),
        (["03/04/2025", "2025-04-25", "25 April 2025"], ""),
        (["٢٥/٠٤/٢٠٢٥"], "day"),
    ],
)
def test_the_order_of_day_and_month_is_decided_like_the_decimal_mark(column: list[str], order: str) -> None:
    assert decided_order(column) == order


@pytest.mark.parametrize(
    ("order", "day"),
    [("day", dt.date(2025, 4, 3)), ("month", dt.date(2025, 3, 4)), ("", Typed("03/04/2025"))],
)
def test_a_day_with_two_readings_is_read_in_the_order_of_its_column(order: str, day: object) -> None:
    assert read_day("03/04/2025", KZ, order).value == day


@pytest.mark.parametrize("order", ["day", "month", ""])
def test_a_day_with_one_reading_is_read_in_any_order(order: str) -> None:
    assert read_day("25/04/2025", KZ, order).value == dt.date(2025, 4, 25)
    assert read_day("31 February 2025", KZ, order).value == Typed("31 February 2025")


@pytest.mark.parametrize("heading", ["Amount N", "N", "Amount (E)", "D."])
def test_one_letter_of_a_heading_is_no_currency(heading: str) -> None:
    assert currency_in(heading) == ""


def test_a_sign_of_a_heading_is_a_currency() -> None:
    assert (currency_in("Amount (₦)"), currency_in("Ksh")) == ("NGN", "KES")
