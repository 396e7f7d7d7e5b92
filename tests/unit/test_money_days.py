"""Months and other words of dates, in English and in the applicant's language."""

from __future__ import annotations

from datetime import date

from reportwizard.money.days import (
    date_order,
    english_month,
    find_month,
    month_names,
    show_date,
    unknown_words,
    weekday_phrase,
)
from support.cases import each_case


@each_case(
    ("text", "locale", "month"),
    [
        ("3 October 2023", "kk_KZ", 10),
        ("3 OCT 2023", "en", 10),
        ("Sept 3", "en", 9),
        ("3 қазан", "kk_KZ", 10),
        ("3 октября", "ru_RU", 10),
        ("3 oct.", "fr", 10),
        ("3 באוקטובר", "he_IL", 10),
        ("3 tháng 10, 2023", "vi", 10),
        ("3 tháng 1, 2023", "vi", 1),
        ("2023年12月3日", "ja", 12),
        ("3 Dwe mar Apar 2023", "luo", 10),
        ("3 octobers", "en", 0),
        ("3 tháng 13", "vi", 0),
        ("soon", "en", 0),
    ],
)
def test_a_month_is_found_by_its_name(text: str, locale: str, month: int) -> None:
    assert find_month(text, locale)[0] == month


def test_the_text_is_given_back_without_the_month() -> None:
    assert find_month("3 October 2023", "en")[1].split() == ["3", "2023"]


def test_a_name_that_means_two_months_is_not_read() -> None:
    # Other languages looked up before must not lend this one their names.
    for locale in ("en", "fr", "zu_ZA", "hnj"):
        assert month_names(locale)
    assert month_names("st_ZA")["phupjane"] == 6
    assert find_month("3 Jan 2023", "st_ZA")[0] == 0
    assert find_month("3 January 2023", "st_ZA")[0] == 1


@each_case(
    ("text", "locale", "odd"),
    [
        ("Tuesday 3rd of 2023", "kk_KZ", []),
        ("3 de de 2023", "es", []),
        ("before 3", "es", ["before"]),
    ],
)
def test_words_of_dates_are_known(text: str, locale: str, odd: list[str]) -> None:
    assert unknown_words(text, locale) == odd


def test_the_order_is_that_of_the_locale() -> None:
    day_first = {
        "en": False,
        "en_GB": True,
        "kk_KZ": True,
        "en_PH": False,
        "zh": False,
        "sv": True,
        "ht": True,
    }
    assert {locale: date_order(locale).day_first for locale in day_first} == day_first
    assert [locale for locale in day_first if date_order(locale).both_orders] == ["en", "en_PH"]
    # A language that Unicode CLDR does not know is shown in English: nothing is known of its order.
    assert date_order("xx_XX").both_orders


def test_what_was_read_stands_beside_its_box() -> None:
    assert weekday_phrase(date(2026, 7, 12)) == "a Sunday"


def test_a_day_is_shown_in_the_long_form() -> None:
    assert show_date(date(2023, 10, 3), "en_GB") == "3 October 2023"
    assert "қазан" in show_date(date(2023, 10, 3), "kk_KZ")


def test_english_months_have_capitals() -> None:
    assert (english_month(1), english_month(12)) == ("January", "December")
