"""Months and other words of dates, in English and in the applicant's language."""

from __future__ import annotations

from datetime import date

import pytest

from reportwizard.money.day_reading import DayContext, day_of, international, read_day, short_years
from reportwizard.money.days import (
    date_order,
    english_date,
    english_month,
    find_month,
    month_names,
    show_date,
    unknown_words,
    weekday_phrase,
)
from support.cases import each_case

THIRD = date(2023, 10, 3)


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
    assert [locale for locale in day_first if date_order(locale).both_orders] == ["en", "en_PH", "zh", "sv"]
    # In numbers the month is first in Panama, in words the day; in Armenia it is the other way round.
    assert (date_order("es_PA").day_first, date_order("hy_AM").day_first) == (False, True)
    year_first = [
        locale for locale in ("kk_KZ", "hu_HU", "sv_SE", "fa_IR") if date_order(locale).year_first_in_words
    ]
    assert year_first == ["kk_KZ", "hu_HU"]
    marks = {"sv_SE": "-", "hu_HU": ".", "ja_JP": "/", "en_GB": ""}
    assert {locale: date_order(locale).year_mark for locale in marks} == marks
    # A language that Unicode CLDR does not know is shown in English: nothing is known of its order.
    assert date_order("xx_XX").both_orders


def test_a_date_is_shown_in_words_and_in_numbers() -> None:
    assert weekday_phrase(date(2026, 7, 12)) == "a Sunday"
    assert show_date(THIRD, "en_GB") == english_date(THIRD) == "3 October 2023"
    assert "қазан" in show_date(THIRD, "kk_KZ")
    assert (show_date(THIRD, "en_GB", "medium"), show_date(THIRD, "sv_SE", "medium")) == (
        "3 Oct 2023",
        "3 okt. 2023",
    )
    numbers = {
        "kk_KZ": "03.10.2023",
        "en_US": "10/3/2023",
        "hy_AM": "03.10.2023",
        "hu_HU": "2023. 10. 03.",
        # Where CLDR knows nothing of a language, the day is first.
        "ht": "03/10/2023",
    }
    assert {locale: show_date(THIRD, locale, "numeric") for locale in numbers} == numbers
    # The year of the day, not that of the week.
    assert show_date(date(2024, 12, 30), "kk_KZ", "numeric") == "30.12.2024"


def test_a_date_is_in_the_project_on_each_of_its_days() -> None:
    first, last = date(2026, 7, 1), date(2026, 11, 10)
    days = (date(2026, 6, 30), first, last, date(2026, 11, 11))
    for context, inside in (
        (DayContext("en", first, last), [False, True, True, False]),
        (DayContext("en", first), [False, True, True, True]),
        (DayContext("en", last=last), [True, True, True, False]),
        (DayContext("en"), [False] * 4),
    ):
        assert [context.holds(day) for day in days] == inside


@each_case(
    ("text", "locale", "sure"),
    [
        ("2026-10-03", "en", True),
        ("20261003", "en", True),
        ("3 October 2026", "en", True),
        ("3 October", "en", True),
        # Without a year and outside the project; and with another order.
        ("3 January", "en", False),
        ("3/10/2026", "kk_KZ", False),
        ("13/10/2026", "kk_KZ", True),
        ("3 مهر 1405", "fa_IR", True),
    ],
)
def test_nobody_needs_to_look_at_a_date_with_one_reading(text: str, locale: str, sure: bool) -> None:
    reading = read_day(text, DayContext(locale, date(2026, 7, 1), date(2026, 11, 10), date(2026, 11, 30)))
    assert reading.day is not None
    assert reading.sure is sure


@each_case(
    ("text", "order", "outcome"),
    [
        ("3 octubre 2023", "", "2023-10-03"),
        ("3 Şubat 2023", "", "2023-02-03"),
        ("octubre", "", ""),
        ("3 nonsense 2023", "", ""),
        ("3/10/2023", "day", "2023-10-03"),
        ("3/10/2023", "month", "2023-03-10"),
        ("03/10/23", "day", "2023-10-03"),
        ("1/2/03", "month", "2003-01-02"),
    ],
)
def test_a_column_of_a_file_has_an_order_and_months_of_any_language(
    text: str, order: str, outcome: str
) -> None:
    reading = read_day(text, DayContext("en_US", order=order, in_file=True))
    assert (str(reading.day or ""), reading.others, reading.choices) == (outcome, (), ())
    assert (reading.message == "") is bool(outcome)


@each_case(
    ("text", "first", "last", "day"),
    [
        ("1/12", "2025-07-01", "", "2025-12-01"),
        ("1/6", "2025-07-01", "", "2026-06-01"),
        ("1/12", "", "2026-11-10", "2025-12-01"),
        ("1/10", "", "2026-11-10", "2026-10-01"),
        ("29/2", "2026-01-01", "2026-12-31", "2028-02-29"),
    ],
)
def test_a_date_without_a_year_is_the_nearest_in_the_project(
    text: str, first: str, last: str, day: str
) -> None:
    start, end = (date.fromisoformat(text) if text else None for text in (first, last))
    assert str(read_day(text, DayContext("kk_KZ", start, end, date(2027, 1, 1))).day) == day


def test_short_years_and_years_of_other_calendars_are_understood() -> None:
    years = {
        (67, "th"): [2067, 1967, 2567],
        (99, "en"): [2099, 1999],
        (100, "en"): [100],
        (113, "zh"): [2024],
        (113, "nan"): [2024],
        **{(20, code): [2020, 1920, 1420] for code in ("fa", "ps", "mzn", "lrc", "glk")},
        **{(21, code): [2021, 1921, 1321] for code in ("fa", "ps", "mzn", "lrc", "glk")},
    }
    assert {key: short_years(*key) for key in years} == years
    assert [international(year) for year in (1299, 1300, 1420, 1421, 2399, 2400)] == [
        *(1299, 1921, 2041, 1421, 2399, 1857)
    ]


@each_case(
    ("day", "expected"),
    [
        ((1300, 1, 1), "1921-03-21"),
        ((1402, 1, 1), "2023-03-21"),
        ((1402, 6, 31), "2023-09-22"),
        ((1402, 7, 1), "2023-09-23"),
        ((1402, 11, 30), "2024-02-19"),
        ((1402, 12, 29), "2024-03-19"),
        # 1403 is a leap year, 1402 is none.
        ((1403, 12, 30), "2025-03-20"),
        ((2569, 2, 28), "2026-02-28"),
        ((2026, 2, 28), "2026-02-28"),
    ],
)
def test_a_date_of_another_calendar(day: tuple[int, int, int], expected: str) -> None:
    assert str(day_of(*day)) == expected


@each_case(
    ("month", "day"), [(12, 30), (1, 32), (6, 32), (7, 31), (11, 31), (1, 0), (0, 1), (13, 1), (-1, 1)]
)
def test_a_day_that_the_persian_calendar_lacks_is_refused(month: int, day: int) -> None:
    with pytest.raises(ValueError, match="no such day"):
        day_of(1402, month, day)


def test_english_months_have_capitals() -> None:
    assert (english_month(1), english_month(12)) == ("January", "December")
