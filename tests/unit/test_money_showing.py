"""Amounts are shown in the locale's marks and the standard's decimals, never rounded."""

from __future__ import annotations

from decimal import Decimal

from reportwizard.money.amount import Amount
from reportwizard.money.cldr import babel_locale
from reportwizard.money.showing import (
    decimal_mark,
    show_amount,
    show_count,
    show_number,
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
        ("1234.56", "RSD", "sr_RS", "1.234,56 RSD"),
        ("5", "KZT", "en", "5.00 KZT"),
        ("5", "XOF", "fr_SN", "5 XOF"),
        ("9670960.5", "XOF", "fr_SN", "9 670 960,5 XOF"),
        ("12.5", "TND", "fr_TN", "12,500 TND"),
        ("1.23456", "USD", "en", "1.23456 USD"),
        ("123456789012345.1234567890123", "USD", "en", "123,456,789,012,345.1234567890123 USD"),
        ("0.1234567890123456789012345678", "USD", "en", "0.1234567890123456789012345678 USD"),
    ],
)
def test_an_amount_is_shown_whole(value: str, currency: str, locale: str, shown: str) -> None:
    found = show_amount(_amount(value, currency), locale)
    assert found.replace("\u00a0", " ").replace("\u202f", " ") == shown


@each_case("currency", ["RSD", "ALL", "AFN", "IRR", "LBP", "MMK", "LAK", "MGA", "SLL"])
def test_decimals_that_cldr_drops_are_shown(currency: str) -> None:
    assert show_amount(_amount("1234.56", currency), "en") == f"1,234.56 {currency}"


def test_a_count_and_a_number_have_the_marks_of_the_locale() -> None:
    assert show_count(1234567, "de") == "1.234.567"
    assert show_number(Decimal("1234.50"), "de") == "1.234,50"


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
