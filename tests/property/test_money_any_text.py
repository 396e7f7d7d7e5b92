"""Any text and any value of a draft is taken without an error, and nothing is read that is not certain."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Column, Region, Typed
from reportwizard.money.amount import Amount
from reportwizard.money.cldr import guess_locale, locales, nearest_locale
from reportwizard.money.currencies import currencies, find_currencies, other_currencies
from reportwizard.money.day_reading import DayContext, read_day
from reportwizard.money.days import show_date
from reportwizard.money.reading import read_amount

ASKED = Column("answer", "Answer", currency="local")
EXACT = {"money": Amount, "count": int, "date": date}

# Characters that numbers, currencies and dates are made of, and those that only look like them.
NUMBER_LIKE = "0123456789٣५۷.,٫٬،' ’\u00a0\u202f-−+()/_%eE$₸€KZTtgтг½²①五\u200f\u202e\x1b\x00\n\t\ud800"
texts = st.one_of(st.text(), st.text(NUMBER_LIKE, max_size=30), st.text("0123456789., ", max_size=20))
codes = st.sampled_from(["", *(currency.code for currency in currencies())])
writing = st.sampled_from([locale.code for locale in locales()])
regions = st.builds(Region, writing, codes)
plain_values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), texts, st.dates(), st.datetimes(), st.times()
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["amount", "currency", "typed", "x"]), inner, max_size=3),
    ),
    max_leaves=4,
)


@given(texts, codes, writing)
@example("1" * 10_000, "KZT", "kk_KZ")
@example(" " * 10_000 + "x", "KZT", "kk_KZ")
@example("1 " * 5_000, "KZT", "kk_KZ")
def test_an_amount_is_read_or_the_words_say_why_not(text: str, currency: str, locale: str) -> None:
    reading = read_amount(text, currency=currency, locale=locale)
    assert (reading.amount is None) == bool(reading.message)
    assert reading.amount is None or reading.amount.currency == currency
    assert reading.amount is None or not reading.choices


@pytest.mark.parametrize("name", EXACT)
@given(text=texts, region=regions)
def test_a_kind_reads_any_text(name: str, text: str, region: Region) -> None:
    kind = KINDS[name]
    reading = kind.read(text, ASKED, region)
    assert reading.value is None or isinstance(reading.value, EXACT[name] | Typed)
    assert isinstance(reading.value, Typed) == bool(reading.problems)
    if reading.value is not None:
        assert bool(kind.problems(reading.value, ASKED, region)) == isinstance(reading.value, Typed)
        assert kind.portal(reading.value, ASKED, region).isascii()


@pytest.mark.parametrize("name", EXACT)
@given(plain=plain_values, region=regions)
@example(plain={"amount": ""}, region=Region())
@example(plain={"amount": None, "currency": "KZT"}, region=Region())
def test_a_kind_takes_any_value_of_a_draft_and_gives_it_back(
    name: str, plain: object, region: Region
) -> None:
    kind = KINDS[name]
    value = kind.from_plain(plain, ASKED, region)
    if value is None:
        return
    stored = kind.to_plain(value)
    json.dumps(stored, default=date.isoformat)
    assert kind.from_plain(stored, ASKED, region) == value
    assert kind.show(value, ASKED, region)
    assert kind.edit_text(value, ASKED, region)


days = st.dates(date(1900, 1, 1), date(2060, 12, 31))


@given(days, writing)
def test_a_day_shown_to_others_is_read_back_without_a_question(value: date, locale: str) -> None:
    for shown in (show_date(value, locale), KINDS["date"].show(value, ASKED, Region(locale))):
        assert KINDS["date"].from_plain(shown, ASKED, Region(locale)) == value


@given(days, writing, st.none() | days, st.none() | days)
def test_a_day_in_a_box_is_read_back(value: date, locale: str, first: date | None, last: date | None) -> None:
    region = Region(locale, first=first, last=last)
    assert KINDS["date"].read(KINDS["date"].edit_text(value, ASKED, region), ASKED, region).value == value


DAY_LIKE = "0123456789٣۵/.-: 年月日,TZJanMayoct"


@given(st.text(DAY_LIKE, max_size=20), writing, st.none() | days, st.none() | days, st.booleans())
def test_any_text_is_a_day_a_question_or_refused_with_a_reason(
    text: str, locale: str, first: date | None, last: date | None, in_file: bool
) -> None:
    reading = read_day(text, DayContext(locale, first, last, date(2026, 11, 30), in_file=in_file))
    assert (reading.day is not None) + bool(reading.choices) + bool(reading.message) == 1
    assert reading.sure <= (reading.day is not None)
    assert len(set(reading.possible)) == len(reading.possible)


@given(st.integers(0, 10**15 - 1), writing)
def test_a_count_shown_in_the_locale_is_read_back(value: int, locale: str) -> None:
    region = Region(locale)
    assert KINDS["count"].read(KINDS["count"].show(value, ASKED, region), ASKED, region).value == value


@given(texts, writing)
def test_any_search_and_any_setting_has_an_answer(text: str, locale: str) -> None:
    known = {locale.code for locale in locales()}
    assert guess_locale({"LANG": text}) in known
    assert nearest_locale(text) in known
    assert set(find_currencies(text, locale)) <= {*currencies(), *other_currencies().values()}


def test_amounts_are_exact() -> None:
    reading = read_amount("0.1", currency="USD", locale="en")
    assert reading.amount == Amount(Decimal("0.1"), "USD")


def test_times_are_kept_as_typed() -> None:
    assert KINDS["date"].from_plain(time(1), ASKED, Region()) == Typed("01:00:00")
    assert KINDS["date"].from_plain(datetime(2023, 1, 1, 1), ASKED, Region()) == date(2023, 1, 1)
