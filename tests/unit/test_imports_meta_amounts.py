"""Amounts of a page: header and answers together, and whose currency counts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reportwizard.imports.amounts import PrintedAmount, read_pair, split_amount
from reportwizard.kinds.values import Typed
from reportwizard.money.amount import Amount
from support.cases import each_case
from support.published_pages import FORM, LAYOUT, PageStyle, left_over, print_page, read_page


def money(number: str, code: str) -> Amount:
    return Amount(Decimal(number), code)


def read(layout: str = "2023", currency: str = "", **given: str) -> Any:
    page = print_page({"project_title": "River", **given}, PageStyle(layout=layout))
    return read_page(page, currency=currency, locale="en")


@each_case(
    ("text", "number", "code"),
    [
        ("2292.84 USD", "2292.84", "USD"),
        ("USD 2292.84", "2292.84", "USD"),
        ("1046956.78", "1046956.78", ""),
        ("USD", "", "USD"),
        ("12 ABC", "12 ABC", ""),
        ("USD 5 EUR", "USD 5 EUR", ""),
        ("5 KZT / 7 USD", "5 KZT / 7 USD", ""),
        ("see the list", "see the list", ""),
        ("5" * 196 + " USD", "5" * 196, "USD"),
        ("5" * 197 + " USD", "5" * 197 + " USD", ""),
        ("", "", ""),
    ],
)
def test_an_amount_is_split_into_number_and_currency(text: str, number: str, code: str) -> None:
    assert split_amount(text) == PrintedAmount(number, code)


@each_case(
    ("text", "usd", "local"),
    [
        ("2292.84 USD, 1046956.78", ("2292.84", "USD"), ("1046956.78", "")),
        ("2223.26 USD, 1470000 XOF", ("2223.26", "USD"), ("1470000", "XOF")),
        ("12855.5 AED, 3500 USD", ("3500", "USD"), ("12855.5", "AED")),
        ("2,292.84 USD, 1,046,956.78 KZT", ("2,292.84", "USD"), ("1,046,956.78", "KZT")),
        ("1400 USD,1400 USD", ("1400", "USD"), ("1400", "USD")),
        ("12856 AED", None, ("12856", "AED")),
        ("300 USD", ("300", "USD"), None),
        (f"300 USD{' ' * 193}", ("300", "USD"), None),
        ("USD,", ("", "USD"), None),
        ("", None, None),
    ],
)
def test_a_line_with_two_amounts_is_read_as_a_pair(
    text: str, usd: tuple[str, str] | None, local: tuple[str, str] | None
) -> None:
    wanted = {"spent_usd": usd and PrintedAmount(*usd), "spent_local": local and PrintedAmount(*local)}
    found = read_pair(text, LAYOUT.facts["amount spent"], FORM.by_id)
    assert found == {key: amount for key, amount in wanted.items() if amount}


@each_case("text", ["5", "5 EUR, 6", "1 USD, 2 EUR, 3 KZT", "a, b", "9" * 500, f"300 USD{' ' * 194}"])
def test_other_lines_are_not_read_as_a_pair(text: str) -> None:
    assert read_pair(text, LAYOUT.facts["amount spent"], FORM.by_id) is None


def test_two_dollar_amounts_are_distinguished_by_their_order() -> None:
    pair = read_pair("1 USD, 2 USD", LAYOUT.facts["amount funded"], FORM.by_id)
    assert pair == {
        "amount_awarded": PrintedAmount("2", "USD"),
        "amount_awarded_local": PrintedAmount("1", "USD"),
    }


def test_awarded_amounts_are_read_in_their_currencies() -> None:
    assert read(awarded="2735.7").report.answers["amount_awarded"] == money("2735.7", "USD")
    report = read("2025", awarded="12855.5 AED, 3500 USD").report
    assert report.answers["amount_awarded"] == money("3500", "USD")
    assert report.answers["amount_awarded_local"] == money("12855.5", "AED")
    assert report.currency == "AED"
    assert read("2025", awarded="900 EUR").report.answers["amount_awarded_local"] == money("900", "EUR")


def test_the_header_fills_missing_answers() -> None:
    result = read(currency="KZT", spent="2292.84 USD, 1046956.78")
    assert result.report.answers["spent_usd"] == money("2292.84", "USD")
    assert result.report.answers["spent_local"] == money("1046956.78", "KZT")
    assert left_over(result) == ()


def test_the_header_gives_the_currency() -> None:
    result = read("2022", spent="2223.26 USD, 1470000 XOF", spent_local="1470000", spent_usd="2223.26")
    assert result.report.currency == "XOF"
    assert result.report.answers["spent_local"] == money("1470000", "XOF")
    assert left_over(result) == ()


def test_swapped_amounts_do_not_make_a_fund_in_dollars() -> None:
    report = read(spent_local="2900 USD", spent_usd="10000 KZT").report
    assert (report.currency, report.answers["spent_local"]) == ("KZT", money("2900", "USD"))
    assert report.answers["spent_usd"] == Typed("10000 KZT", "USD")


def test_a_fund_in_dollars() -> None:
    result = read(spent="1400 USD, 1400 USD", spent_local="1400", spent_usd="1400")
    assert result.report.currency == "USD"
    assert result.report.answers["spent_local"] == result.report.answers["spent_usd"] == money("1400", "USD")


def test_the_given_currency_counts_for_amounts_without_a_code() -> None:
    result = read("2025", "KZT", awarded="900 AED, 250 USD", spent="880 AED", spent_local="880")
    assert result.report.currency == "KZT"
    assert result.report.answers["amount_awarded_local"] == money("900", "AED")
    assert result.report.answers["spent_local"] == money("880", "KZT")
    assert left_over(result) == ("Amount spent: 880 AED",)


def test_an_answer_with_a_code_keeps_it() -> None:
    assert read(currency="KZT", spent_local="880 AED").report.answers["spent_local"] == money("880", "AED")
    report = read(spent_local="KES 1,880.50").report
    assert (report.answers["spent_local"], report.currency) == (money("1880.50", "KES"), "KES")


def test_without_any_currency_nothing_is_guessed() -> None:
    result = read(spent="5 USD, 880.5", spent_local="880.5", spent_usd="5")
    assert result.report.answers["spent_local"] == Typed("880.5", "")
    assert (result.report.currency, left_over(result)) == ("", ())
    assert read(spent="5 USD, 880.5").report.answers["spent_local"] == Typed("880.5", "")


@each_case("spent", ["5 USD, 881", "6 USD, 880", "6 USD", "881 KES", "880 AED", "7", "5 USD, 880 KES, 1"])
def test_a_header_that_contradicts_the_answers_is_kept(spent: str) -> None:
    result = read(currency="KES", spent=spent, spent_local="880", spent_usd="5")
    assert result.report.answers["spent_local"] == money("880", "KES")
    assert result.report.answers["spent_usd"] == money("5", "USD")
    assert left_over(result) == (f"Amount spent: {spent}",)


@each_case("spent", ["5 USD, 880", "5.00 USD, 880.0 KES", "5 USD", "880 KES", "880", "5", "USD,", ""])
def test_a_header_that_agrees_leaves_nothing(spent: str) -> None:
    result = read(currency="KES", spent=spent, spent_local="880", spent_usd="5.00")
    assert left_over(result) == ()


def test_an_empty_draft_has_no_amounts() -> None:
    result = read(currency="KES", awarded="900", spent="USD,")
    assert {"spent_usd", "spent_local"}.isdisjoint(result.report.answers)


def test_an_ambiguous_amount_stays_as_printed() -> None:
    assert read(currency="TND", spent_local="12.500").report.answers["spent_local"] == Typed("12.500", "TND")


def test_text_below_an_amount_is_kept() -> None:
    result = read(spent_usd="850.25\n\nRate of the bank", data_difficulties="No, never at all")
    assert result.report.answers["spent_usd"] == money("850.25", "USD")
    assert result.report.answers["data_difficulties"] is False
    assert left_over(result) == ("never at all", "Rate of the bank")


def test_text_in_place_of_an_amount_stays_as_printed() -> None:
    for text in ("see the list", "5 EUR", "EUR 5"):
        assert read(spent_usd=text).report.answers["spent_usd"] == Typed(
            text.replace("EUR 5", "5 EUR"), "USD"
        )
    assert "spent_usd" not in read(spent_usd="N/A").report.answers
