"""Amounts are shown in the locale's marks and the standard's decimals, never rounded."""

from __future__ import annotations

from decimal import Decimal

from reportwizard.money.amount import Amount
from reportwizard.money.cldr import babel_locale
from reportwizard.money.currencies import format_exact, with_own_decimals
from reportwizard.money.showing import (
    approximate,
    approximate_magnitude,
    decimal_mark,
    short_rate,
    show_amount,
    show_count,
    show_number,
    show_rate,
)
from support.cases import each_case


def _amount(value: str, currency: str) -> Amount:
    return Amount(Decimal(value), currency)


@each_case(
    ("value", "currency", "locale", "shown"),
    [
        ("1046956.78", "KZT", "kk_KZ", "1 046 956,78 KZT"),
        ("1046956.78", "KZT", "en", "1,046,956.78 KZT"),
        ("1046956.78", "KZT", "de", "1.046.956,78 KZT"),
        ("1046956.78", "KZT", "de_CH", "1’046’956.78 KZT"),
        ("1234567.5", "INR", "hi_IN", "12,34,567.50 INR"),
        ("292800.5", "BDT", "bn_BD", "2,92,800.50 BDT"),
        ("1234.56", "RSD", "sr_RS", "1.234,56 RSD"),
        ("5", "KZT", "en", "5.00 KZT"),
        ("5", "XOF", "fr_SN", "5 XOF"),
        ("9670960.5", "XOF", "fr_SN", "9 670 960,5 XOF"),
        ("12.5", "TND", "fr_TN", "12,500 TND"),
        ("1.23456", "USD", "en", "1.23456 USD"),
        ("5", "AFN", "en", "5.00 AFN"),
        # Three decimals look like thousands where money has two or none, and in few Iraqi dinars.
        ("1.234", "USD", "en", "1.2340 USD"),
        ("1.000", "XOF", "en", "1.0000 XOF"),
        ("-1.125", "USD", "en", "-1.1250 USD"),
        ("0.125", "USD", "en", "0.125 USD"),
        ("1.2345", "USD", "en", "1.2345 USD"),
        ("1.125", "TND", "en", "1.125 TND"),
        ("999.5", "IQD", "en", "999.5000 IQD"),
        ("1000", "IQD", "en", "1,000.000 IQD"),
        ("123456789012345.1234567890123", "USD", "en", "123,456,789,012,345.1234567890123 USD"),
        ("0.1234567890123456789012345678", "USD", "en", "0.1234567890123456789012345678 USD"),
    ],
)
def test_an_amount_is_shown_whole(value: str, currency: str, locale: str, shown: str) -> None:
    text = show_amount(_amount(value, currency), locale)
    assert text.replace("\u00a0", " ").replace("\u202f", " ") == shown


@each_case("currency", ["RSD", "ALL", "AFN", "IRR", "LBP", "MMK", "LAK", "MGA", "SLL"])
def test_decimals_that_cldr_drops_are_shown(currency: str) -> None:
    assert show_amount(_amount("1234.56", currency), "en") == f"1,234.56 {currency}"


def test_a_count_and_a_number_have_the_marks_of_the_locale() -> None:
    assert show_count(1234567, "de") == "1.234.567"
    assert show_count(1234567, "de_CH") == "1’234’567"
    assert show_number(Decimal("1234.50"), "de") == "1.234,50"


def test_a_choice_has_no_closing_zeros_beyond_those_of_its_currency() -> None:
    values = (("1650.000", "XOF"), ("1650.10", "XOF"), ("1650.000", "KZT"), ("1.65E+3", "KZT"))
    shown = [show_amount(with_own_decimals(_amount(*value)), "en") for value in values]
    assert shown == ["1,650 XOF", "1,650.1 XOF", "1,650.00 KZT", "1,650.00 KZT"]


def test_an_amount_is_approximated_in_words() -> None:
    about = {
        "2500000000": "about 2.5 billion tenge",
        "1000000000": "about 1 billion tenge",
        "-1700000": "about 1.7 million tenge",
        "1000": "about 1 thousand tenge",
        "999": "999 tenge",
        "1.5": "less than 2 tenge",
        "1850": "about 1.9 thousand tenge",
        "123456": "about 120 thousand tenge",
    }
    assert {value: approximate(Decimal(value), "tenge", "en") for value in about} == about
    magnitudes = {
        "7043.30": "about 7 thousand",
        "1850": "about 1.9 thousand",
        "-123456": "about 120 thousand",
        "1670000": "about 1.7 million",
        "1000000000": "about 1 billion",
        "996": "about 1 thousand",
        "994": "",
    }
    assert {value: approximate_magnitude(Decimal(value), "en") for value in magnitudes} == magnitudes
    assert approximate_magnitude(Decimal(1398500), "es_CL") == "about 1,4 million"
    by_lakh = {"246000": "about 2.5 lakh", "23400000": "about 2.3 crore", "25000": "about 25 thousand"}
    assert {value: approximate_magnitude(Decimal(value), "ne_NP") for value in by_lakh} == by_lakh


def test_a_rate_has_enough_digits_to_compare_it() -> None:
    short = {"456.6234": "456.62", "0.92334": "0.9233", "0.00219123": "0.002191", "1234567.891": "1234567.89"}
    assert {rate: f"{short_rate(Decimal(rate))}" for rate in short} == short
    assert f"{short_rate(Decimal('1500.000'))}" == "1500"
    assert show_rate(Decimal("456.6234"), "KZT", "de") == "456,62 KZT"
    assert show_rate(Decimal("0.92334"), "EUR", "en") == "0.9233 EUR"
    assert show_rate(Decimal(10) ** 15 - 1, "KZT", "en") == "999,999,999,999,999.00 KZT"
    assert show_rate(Decimal(10) ** 15, "KZT", "en") == "1000000000000000 KZT"


def test_an_amount_is_written_for_drafts_and_the_portal() -> None:
    amount = _amount("1.2E+3", "KZT")
    assert (amount.portal(), str(amount)) == ("1200", "1200 KZT")
    assert amount.plain() == {"amount": "1200", "currency": "KZT"}
    assert format_exact(_amount("1350.5", "TND")) == "1350.500 TND"
    assert format_exact(_amount("1350.12345", "TND")) == "1350.12345 TND"


@each_case(
    ("code", "shown_in"),
    [
        ("kk_KZ", "kk_KZ"),
        ("arz", "ar_EG"),
        ("zh-yue", "yue_Hant_HK"),
        ("be-tarask", "be_BY"),
        ("kk_XX", "kk"),
        ("xx_YY", "en"),
        ("", "en"),
        ("../../etc", "en"),
        ("nonsense with blanks", "en"),
    ],
)
def test_any_code_has_a_locale_to_show_in(code: str, shown_in: str) -> None:
    assert str(babel_locale(code)) == shown_in


def test_the_decimal_mark_is_that_of_the_locale() -> None:
    assert (decimal_mark("kk_KZ"), decimal_mark("en")) == (",", ".")
