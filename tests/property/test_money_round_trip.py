"""What is shown is read back: in every locale, in any way of grouping, without a unit gained or lost."""

from __future__ import annotations

import re
from decimal import Decimal

from babel import Locale
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Column, Region
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import currencies, decimals_of
from reportwizard.money.reading import AmountReading, read_amount
from reportwizard.money.showing import show_amount
from support.locales import ALL_LOCALES

MONEY = KINDS["money"]
ASKED = Column("spent_local", "Spent", kind="money", currency="local")
# Toki Pona groups by two digits, as in 12 34: everywhere else that is two numbers, or a slip.
GROUPED_BY_THREE = tuple(code for code in ALL_LOCALES if not code.startswith("tok"))
SOME_VALUES = tuple(map(Decimal, ("0.25", "1234.5", "12345678901234.5")))

codes = st.sampled_from([currency.code for currency in currencies()])
locales = st.sampled_from(GROUPED_BY_THREE)


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    """An amount with at most the decimals of its currency."""
    code = draw(codes)
    units = draw(st.integers(0, 10**15 - 1))
    return Amount(Decimal(units).scaleb(-draw(st.integers(0, decimals_of(code)))), code)


def _values(reading: AmountReading) -> list[Decimal]:
    """What a text was read as; or what it may mean, the likeliest first."""
    if reading.amount is not None:
        return [reading.amount.value, *(other.amount.value for other in reading.alternatives)]
    return [choice.amount.value for choice in reading.choices]


def test_every_locale_s_way_of_writing_is_read_back() -> None:
    for code in GROUPED_BY_THREE:
        locale = Locale.parse(code)
        for system in {"latn", locale.default_numbering_system}:
            for value in SOME_VALUES:
                shown = format_decimal(value, locale=locale, numbering_system=system)
                assert _values(read_amount(shown, currency="KZT", locale=code))[0] == value, (code, shown)


def test_every_locale_s_minus_sign_is_read_back() -> None:
    for code in ALL_LOCALES:
        locale = Locale.parse(code)
        for system in {"latn", locale.default_numbering_system}:
            shown = format_decimal(Decimal("-5.5"), locale=locale, numbering_system=system)
            assert _values(read_amount(shown, currency="KZT", locale=code)) == [Decimal("-5.5")], (
                code,
                shown,
            )


@given(amounts(), locales)
@example(Amount(Decimal("12.500"), "TND"), "ar_TN")
@example(Amount(Decimal(12500), "TND"), "ar_TN")
def test_a_shown_amount_is_read_back(amount: Amount, locale: str) -> None:
    shown = show_amount(amount, locale)
    assert _values(read_amount(shown, currency=amount.currency, locale=locale))[0] == amount.value


@given(amounts(), locales)
@example(Amount(Decimal("12.500"), "TND"), "ar_TN")
def test_an_edited_amount_is_read_back_without_a_question(amount: Amount, locale: str) -> None:
    region = Region(locale, amount.currency)
    reading = MONEY.read(MONEY.edit_text(amount, ASKED, region), ASKED, region)
    assert (reading.value, reading.problems, reading.notes) == (amount, (), ())


def _grouped(whole: int, mark: str, *, by_two: bool) -> str:
    digits = str(whole)
    head, groups = digits[:-3], [digits[-3:]]
    size = 2 if by_two else 3
    while head:
        groups.insert(0, head[-size:])
        head = head[:-size]
    return mark.join(groups)


@given(
    whole=st.integers(0, 10**15 - 1),
    part=st.text("0123456789", max_size=5),
    marks=st.sampled_from(
        [",.", ".,", " .", " ,", "'.", "',", "\u00a0,", "\u202f,", "\u066c\u066b", " \u066b"]
    ),
    by_two=st.booleans(),
    around=st.sampled_from(["{}", " {} ", "\u200f{}\u200e", "KZT {}", "{} тг", "₸{}"]),
)
def test_any_grouping_is_read_as_one_of_its_two_meanings(
    whole: int, part: str, marks: str, by_two: bool, around: str
) -> None:
    text = _grouped(whole, marks[0], by_two=by_two) + (marks[1] + part if part else "")
    value = Decimal(f"{whole}.{part}" if part else whole)
    values = _values(read_amount(around.format(text), currency="KZT", locale="kk_KZ"))
    assert value in values
    assert len(values) == 1 or values[0] == values[1] * 1000 or values[1] == values[0] * 1000


@given(st.from_regex(r"[1-9][0-9]{0,5}([., '][0-9]{1,4}){0,4}", fullmatch=True), codes, locales)
@example("1250,000", "KZT", "en")
@example("S/.1250", "PEN", "es_PE")
def test_no_value_is_a_power_of_ten_away_from_both_of_its_readings(
    text: str, currency: str, locale: str
) -> None:
    """All marks set groups apart, or the last one is the decimal mark: there is no third value."""
    marked = "".join(character for character in text if character in "0123456789.,' ").lstrip(".,' ")
    whole, part = re.findall(r"\d+", marked)[:-1], re.findall(r"\d+", marked)[-1]
    meant = {Decimal("".join(whole) + part), Decimal("".join(whole) + "." + part)}
    assert set(_values(read_amount(text, currency=currency, locale=locale))) <= meant
