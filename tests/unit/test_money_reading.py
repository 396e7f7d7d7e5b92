"""What people type is read the same in every locale, or asked about; it is never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportwizard.money.amount import Amount
from reportwizard.money.reading import AmountReading, read_amount
from support.locales import ALL_LOCALES, in_every_locale

pytestmark = in_every_locale

READ = {
    "1 046 956,78": "1046956.78",
    "1\u00a0046\u00a0956,78": "1046956.78",
    "1\u202f046\u202f956,78": "1046956.78",
    "1\u2009046\u2009956,78": "1046956.78",
    "1\u2007046\u2007956,78": "1046956.78",
    "1,046,956.78": "1046956.78",
    "10,46,956.78": "1046956.78",
    "1.046.956,78": "1046956.78",
    "1'046'956.78": "1046956.78",
    "1’046’956.78": "1046956.78",
    "1ʼ046ʼ956.78": "1046956.78",
    "1046956.78": "1046956.78",
    "1046956,78": "1046956.78",
    "₸1 046 956,78": "1046956.78",
    "KZT 1046956.78": "1046956.78",
    "1046956.78 тг": "1046956.78",
    "1046956.78 тг.": "1046956.78",
    "١٬٠٤٦٬٩٥٦٫٧٨": "1046956.78",
    "\u200f١٬٠٤٦٬٩٥٦٫٧٨": "1046956.78",
    "\u2066١٬٠٤٦٬٩٥٦٫٧٨\u2069": "1046956.78",
    "\ufeff1046956.78\u200b ": "1046956.78",
    "१०,४६,९५६.७८": "1046956.78",
    "１，０４６，９５６．７８": "1046956.78",
    "1,046,956": "1046956",
    "10.46.956": "1046956",
    "1.046.956": "1046956",
    "٣٤٥٫٦٧": "345.67",
    "۳۴۵٫۶۷": "345.67",
    "1,5": "1.5",
    "1.5": "1.5",
    ".5": "0.5",
    "0.500": "0.500",
    "0,500": "0.500",
    "1.234,5": "1234.5",
    "1,234.5": "1234.5",
    "1.234,567": "1234.567",
    "1 046,956": "1046.956",
    "1234,567": "1234.567",
    "1.2345": "1.2345",
    "12.5000": "12.500",
    "1 234": "1234",
    "1'234": "1234",
    "0": "0",
    "007": "7",
    "+5": "5",
    "5.": "5",
    "500/-": "500",
    "500,-": "500",
    "500.--": "500",
    "500.—": "500",
    "1.234,-": "1234",
    "999999999999999": "999999999999999",
    "(5)": "-5",
    "−5": "-5",
    "-5": "-5",
    "5-": "-5",
    "- ₸5": "-5",
    "₸-5": "-5",
    "(₸5)": "-5",
    "₸(5)": "-5",
    "(5) KZT": "-5",
    "\u061c-٥": "-5",
    "\u200e\u22125": "-5",
}

ASKED = {
    "1.234": ("1234", "1.234"),
    "1,234": ("1234", "1.234"),
    "12.500": ("12500", "12.500"),
    "999,999": ("999999", "999.999"),
    "١،٢٣٤": ("1234", "1.234"),
    "₸1.234": ("1234", "1.234"),
    "-1.234": ("-1234", "-1.234"),
    "$5": ("5",),
    "5 USD": ("5",),
    "$1.234": ("1234", "1.234"),
}

REFUSED = {
    "": "Nothing is written",
    " \u200b": "Nothing is written",
    "12 50": "two numbers",
    "5 000 12": "two numbers",
    "2023 10 03": "looks like a date",
    "03.10.2023": "looks like a date",
    "1  046": "two numbers",
    "1 046'956": "two numbers",
    "12,34.56": "groups of three",
    "0,123,456": "groups of three",
    "1.234.56": "groups of three",
    "1,046.956.78": "more than one decimal mark",
    "1 046.956.780": "more than one decimal mark",
    "1٫2٫3": "more than one decimal mark",
    "1..2": "side by side",
    "1,,2": "side by side",
    "1.,2": "side by side",
    "1,": "begins or ends with a mark",
    "NaN": "spreadsheet",
    "-inf": "spreadsheet",
    "Infinity": "spreadsheet",
    "1e5": "short form",
    "1E+5": "short form",
    "1_000": "Take the “_” out",
    "½": "one half is 0.5",
    "5½": "one half is 0.5",
    "5½0": "one half is 0.5",
    "5%": "is a share",
    "5%0": "is a share",
    "1/2": "or a sum",
    "5-10": "or a sum",
    "5×4": "or a sum",
    "0x10": "or a sum",
    "5k": "in full",
    "5 тыс": "in full",
    "5 млн тенге": "in full",
    "5 lakh": "in full",
    "~5": "not an exact amount",
    "about 5": "not an exact amount",
    "5+": "not an exact amount",
    "5 of 10": "letters between",
    "5\n10": "more than one line",
    "5#1": "cannot hold",
    "五千": "none of the digits 0 to 9",
    "tenge": "none of the digits 0 to 9",
    "5 xyz": "not a currency",
    "(5": "Take “(” out of “(5”",
    '"5"': "out of",
    "=5": "Take “=” out of “=5”",
    "5;": "Take “;” out",
    "$5 KZT": "two currencies",
    "1234567890123456": "more than 15 digits",
    "1234.5678901234567890123456789": "too many digits after the mark",
    "5,5,-": "no decimals",
    "5" * 201: "too long",
}


def _read(text: str, locale: str, currency: str = "KZT") -> AmountReading:
    return read_amount(text, currency=currency, locale=locale)


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_is_read_in_every_locale(text: str, value: str) -> None:
    for locale in ALL_LOCALES:
        amount = _read(text, locale).amount
        assert amount is not None, locale
        assert (str(amount.value), amount.currency) == (value, "KZT"), locale


@pytest.mark.parametrize(("text", "values"), ASKED.items())
def test_is_asked_about_in_every_locale(text: str, values: tuple[str, ...]) -> None:
    for locale in ALL_LOCALES:
        reading = _read(text, locale)
        assert reading.amount is None, locale
        assert tuple(str(choice.amount.value) for choice in reading.choices) == values, locale
        assert {choice.amount.currency for choice in reading.choices} == {"KZT"}, locale


@pytest.mark.parametrize(("text", "words"), REFUSED.items())
def test_is_refused_in_every_locale_with_words_of_its_own(text: str, words: str) -> None:
    for locale in ALL_LOCALES:
        reading = _read(text, locale)
        assert (reading.amount, reading.choices) == (None, ()), locale
        assert words in reading.trouble, locale


def test_only_a_text_without_anything_in_it_is_empty() -> None:
    assert [text for text in REFUSED if _read(text, "en").empty] == ["", " \u200b"]


def test_the_words_of_a_refusal_are_short_and_hold_no_control_character() -> None:
    for text in (*REFUSED, "\x1b[31m5\x1b[0mx", "x" * 500, "5\x005"):
        trouble = _read(text, "en").trouble
        assert trouble.isprintable()
        assert len(trouble) < 200


@pytest.mark.parametrize("locale", ["en", "de", "fr_TN", "ar_TN", "kk_KZ"])
def test_dinars_of_three_decimals_come_first(locale: str) -> None:
    choices = _read("12,500", locale, "TND").choices
    assert [choice.amount.value for choice in choices] == [Decimal("12.500"), Decimal(12500)]


def test_each_choice_has_a_label_and_a_reason() -> None:
    whole, exact = _read("1.234", "kk_KZ").choices
    assert (whole.label, exact.label) == ("1 234 KZT", "1,234 KZT")
    assert "separates the thousands" in whole.reason
    assert "a little more than 1:" in exact.reason


def test_more_decimals_than_the_currency_has_are_kept_and_noted() -> None:
    reading = _read("9670960.5", "fr", "XOF")
    assert str(reading.amount) == "9670960.5 XOF"
    assert "have no digits after the mark" in reading.notes[0]
    assert "have 2 digits after the mark" in _read("1.2345", "en", "USD").notes[0]


@pytest.mark.parametrize(
    ("text", "currency"), [("9670960.00", "XOF"), ("1234,56", "RSD"), ("1.5", "TND"), ("0.500", "KZT")]
)
def test_decimals_that_the_currency_has_and_closing_zeros_are_not_noted(text: str, currency: str) -> None:
    reading = _read(text, "en", currency)
    assert reading.amount is not None
    assert reading.notes == ()


def test_what_is_known_of_the_size_decides_which_reading_comes_first() -> None:
    def first(near: str) -> str:
        reading = read_amount("1.234", currency="KZT", locale="en", near=Decimal(near))
        return str(reading.choices[0].amount.value)

    assert first("1250") == "1234"
    assert first("2") == "1.234"


def test_what_is_known_of_the_source_decides_which_reading_comes_first() -> None:
    def first(hint: int) -> str:
        reading = read_amount("1.234", currency="KZT", locale="en", decimals_hint=hint)
        return str(reading.choices[0].amount.value)

    assert (first(0), first(3)) == ("1234", "1.234")


def test_an_old_currency_is_read_in_its_own_box_and_known_elsewhere_by_its_code_in_capitals() -> None:
    assert _read("5 DEM", "de_DE", "DEM").amount == Amount(Decimal(5), "DEM")
    assert "German marks" in _read("5 DEM", "kk_KZ").trouble
    assert "not a currency" in _read("5 sit", "kk_KZ").trouble
