"""What people type is read the same in every locale, or asked about; it is never guessed."""

from __future__ import annotations

from decimal import Decimal

from reportwizard.money.amount import Amount
from reportwizard.money.reading import AmountReading, read_amount
from support.cases import each_case
from support.locales import in_every_locale

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
    "5-": "5",
    "5.50-": "-5.50",
    "46,296-": "46296",
    "1`234´567.50": "1234567.50",
    "1'250,000.50": "1250000.50",
    "1.25.000": "125000",
    "1200;": "1200",
    "1,": "1",
    "45.-": "45",
    "1.234": "1234",
    "1,234": "1234",
    "12.500": "12500",
    "999,999": "999999",
    "١،٢٣٤": "1234",
    "₸1.234": "1234",
    "1k234": "1234",
    "123456789012345.678": "123456789012345.678",
    "1₸.5": "1.5",
    "1 thousand 100": "1100",
    "1 lakh 5": "100005",
    "-300 тенге 50 тиын": "-300.5",
    "1,200.50 (one thousand two hundred 50/100)": "1200.50",
    "1,200.5 (one thousand two hundred 00/100)": "1200.5",
    "-1.234": "-1234",
    "5k": "5000",
    "5 тыс": "5000",
    "5 млн тенге": "5000000",
    "5 lakh": "500000",
    "500 հզ. тг": "500000",
    "46 հազ. KZT": "46000",
    "2 հազ": "2000",
    "1 մլն. 200 հազ.": "1200000",
    "1.5 т.р.": "1500",
    "5 mlrd": "5000000000",
    "20 na libo": "20000",
    "1046․5 тг": "1046.5",
    "1046 тг։": "1046",
    "१०४६ тг।": "1046",
    "۱۲۳۴۔۵": "1234.5",
    "=5": "5",
    '"5"': "5",
    "(5": "5",
    "Total: 1200": "1200",
    "1,25,000/- only": "125000",
    "10 000 тенге 50 тиын": "10000.5",
    "4万6296": "46296",
    "1 million 200 thousand": "1200000",
    "1,200.00 (one thousand two hundred)": "1200.00",
    "- ₸5": "-5",
    "total-tenge 5": "5",
    "elfu 5": "5000",
    "Elfu 5": "5000",
    "₸+5": "5",
    "3万500": "30500",
    "5 KZT/-": "5",
    "5 т.г": "5",
    "Kazakhstani 5": "5",
    "1\u3000046": "1046",
    "1\u2018046\u2032956": "1046956",
    "₸-5": "-5",
    "(₸5)": "-5",
    "₸(5)": "-5",
    "(5) KZT": "-5",
    "\u061c-٥": "-5",
    "\u200e\u22125": "-5",
}

ASKED = {
    "1650.000": ("1650000", "1650.000"),
    "1 650.000": ("1650000", "1650.000"),
    "1,650.000": ("1650000", "1650.000"),
    "12'000.000": ("12000000", "12000.000"),
    "1'250,001": ("1250001", "1250.001"),
    "38.250,000": ("38250000", "38250.000"),
    "1892,000": ("1892000", "1892.000"),
    "4705,001/=": ("4705001", "4705.001"),
    "1250,000,000": ("1250000000",),
    "1250 000": ("1250000",),
    "1 046'956": ("1046956",),
    "1.234.56": ("1234.56",),
    "1.250 млн": ("1250000", "1250000000"),
    "5m": ("5000000", "5"),
    "5 million 7": ("5700000", "5000007"),
    "1 thousand 99": ("1990", "1099"),
    "3万5": ("35000", "30005"),
    "thousand 5": ("5000", "5"),
    "mio 5": ("5",),
    "1,250,000.50k": ("1250000500", "1250000.50"),
    "1  046": ("1046",),
    "1, 046.50": ("1046.50",),
    "5/000/000": ("5000000",),
    "500 ($1)": ("500",),
    "5 тенге xyz 50 тиын": ("5.5",),
    "5 т": ("5000", "5"),
    "1046․000": ("1046000", "1046.000"),
    "50 тиын": ("0.5",),
    "~5": ("5",),
    "about 5": ("5",),
    "5+": ("5",),
    "xyz 5": ("5",),
    "5 тг xyz": ("5",),
    "5,5,-": ("5.5",),
    "$5 KZT": ("5",),
    "₸ $5": ("5",),
    "125:00": ("125",),
    "12:50 тг": ("12.5",),
    "отель 300 тенге 50 тиын": ("300.5",),
    "$300 тенге 50 тиын": ("300.5",),
    "12$50": ("12.5",),
    "₸ 50 тиын": ("50", "0.5"),
    "₸ 5.5 тиын": ("5.5",),
    "500 USD (230 000 KZT)": ("230000",),
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
    "12,34.56": "groups of three",
    "1.2.3.56": "groups of three",
    "0,123,456": "groups of three",
    "1,046.956.78": "more than one decimal mark",
    "1٫2٫3": "more than one decimal mark",
    "1..2": "side by side",
    "1,,2": "side by side",
    "1.,2": "side by side",
    "NaN": "spreadsheet",
    "-inf": "spreadsheet",
    "Infinity": "spreadsheet",
    "1e5": "short form",
    "1ee5": "letters between",
    "5‰": "is a share",
    "1E+5": "short form",
    "1_000": "Take the “_” out",
    "½": "one half is 0.5",
    "5½": "one half is 0.5",
    "5½0": "one half is 0.5",
    "5%": "is a share",
    "5%0": "is a share",
    "1/2": "or a sum",
    "00.500": "without the 0 in front",
    "012.500": "without the 0 in front",
    "2023-10-03": "or a sum",
    "5 тенге 50 тиын 20 тиын": "letters between",
    "5.50 тенге 50 тиын": "letters between",
    "1k2345": "letters between",
    "1k2m": "letters between",
    "5 million + 300 thousand": "letters between",
    "5 тенге 100 тиын": "letters between",
    "1.5₸50": "cannot hold",
    "5 тиын 5 тенге": "letters between",
    "12:50": "or a sum",
    "5 and 10%": "is a share",
    "5-10": "or a sum",
    "5×4": "or a sum",
    "0x10": "or a sum",
    "5 of 10": "letters between",
    "5\n10": "more than one line",
    "5#1": "cannot hold",
    "五千": "none of the digits 0 to 9",
    "tenge": "none of the digits 0 to 9",
    "1234567890123456": "more than 15 digits",
    "1000 million million million": "more than 15 digits",
    "1234.5678901234567890123456789": "too many digits after the mark",
    "5" * 201: "too long",
}


def _read(text: str, locale: str, currency: str = "KZT") -> AmountReading:
    return read_amount(text, currency=currency, locale=locale)


def test_is_read_in_every_locale() -> None:
    for locale, text, value in in_every_locale(READ):
        amount = _read(text, locale).amount
        assert amount == Amount(Decimal(value), "KZT"), (text, locale, amount)


def test_is_asked_about_in_every_locale() -> None:
    for locale, text, values in in_every_locale(ASKED):
        reading = _read(text, locale)
        assert reading.amount is None, (text, locale)
        assert reading.message, (text, locale)
        offered = [choice.amount for choice in reading.choices]
        assert offered == [Amount(Decimal(value), "KZT") for value in values], (text, locale)


def test_is_refused_in_every_locale_with_words_of_its_own() -> None:
    for locale, text, words in in_every_locale(REFUSED):
        reading = _read(text, locale)
        assert (reading.amount, reading.choices) == (None, ()), (text, locale)
        assert words in reading.message, (text, locale, reading.message)


def test_only_a_text_without_anything_in_it_is_empty() -> None:
    assert [text for text in REFUSED if _read(text, "en").empty] == ["", " \u200b"]


def test_without_a_currency_no_amount_is_offered() -> None:
    assert [_read(text, "en", "").choices for text in ("1250 000", "5 and 6", "5")] == [(), (), ()]


def test_the_words_of_a_refusal_are_short_and_hold_no_control_character() -> None:
    for text in (*REFUSED, "\x1b[31m5\x1b[0mx", "x" * 500, "5\x005"):
        trouble = _read(text, "en").message
        assert trouble.isprintable()
        assert len(trouble) < 200


def test_a_question_says_what_was_not_understood() -> None:
    questions = {
        "5 xyz": "“xyz” was not understood. Which amount do you mean?",
        "xyz 5": "“xyz” was not understood. Which amount do you mean?",
        "отель 300 тенге 50 тиын": "“отель” was not understood. Which amount do you mean?",
        "ab cd 300 тенге 50 тиын ef": "“ab cd ef” was not understood. Which amount do you mean?",
        "~5": "“~5” is not an exact amount. Which amount do you mean?",
        "about 5": "“about 5” is not an exact amount. Which amount do you mean?",
        "500 USD (230 000 KZT)": "“500 USD (230 000 KZT)” holds two amounts. Which one do you mean?",
        "1650.000": "“1650.000”: which amount do you mean?",
        "₸ $5": "“₸ $5” names two currencies. Which amount do you mean?",
        "$300 тенге 50 тиын": "“$300 тенге 50 тиын” names two currencies. Which amount do you mean?",
        "1.2.34": "The marks in “1.2.34” do not set groups of three digits apart. Is a digit missing?"
        " Write the digits without marks between them.",
        "1,2,3%": "A number with “%” is a share of something. Write the number itself, without “%”.",
        "5#1": "A number cannot hold “#”. Take it out of “5#1”.",
        "1." + "5" * 29: "This number has too many digits after the mark. Write fewer of them.",
        "$1.234": "Is this in US dollars? The box is for tenge (KZT). Write the amount in tenge, or choose"
        " 1,234.00 KZT or 1.2340 KZT if only the currency sign is wrong.",
        "x" * 41: f"“{'x' * 40}…” has none of the digits 0 to 9. Write a number, such as 1046956.78.",
        "x" * 40: f"“{'x' * 40}” has none of the digits 0 to 9. Write a number, such as 1046956.78.",
    }
    assert {text: _read(text, "en").message for text in questions} == questions


@each_case("locale", ["en", "de", "fr_TN", "ar_TN", "kk_KZ"])
def test_dinars_of_three_decimals_come_first(locale: str) -> None:
    choices = _read("12,500", locale, "TND").choices
    assert [choice.amount.value for choice in choices] == [Decimal("12.500"), Decimal(12500)]


def test_each_choice_has_a_label_and_a_reason() -> None:
    whole, exact = _read("1650.000", "kk_KZ").choices
    assert (whole.label, exact.label) == ("1\u00a0650\u00a0000,00 KZT", "1\u00a0650,00 KZT")
    assert (whole.reason, exact.reason) == ("about 1,7 million tenge", "about 1,7 thousand tenge")


def test_what_was_read_as_thousands_carries_the_other_reading() -> None:
    reading = read_amount("1.850", currency="USD", locale="en")
    assert reading.amount == Amount(Decimal(1850), "USD")
    assert [(choice.amount.value, choice.label, choice.reason) for choice in reading.alternatives] == [
        (Decimal("1.850"), "1.85 USD", "less than 2 US dollars")
    ]
    assert read_amount("1.85", currency="USD", locale="en").alternatives == ()


def test_the_draft_s_own_way_of_writing_comes_first_where_nothing_else_is_known() -> None:
    def first(text: str, locale: str) -> str:
        return str(_read(text, locale).choices[0].amount.value)

    assert (first("1892,345", "kk_KZ"), first("1892.345", "kk_KZ")) == ("1892.345", "1892345")
    assert (first("1892,345", "en_NG"), first("1892.345", "en_NG")) == ("1892345", "1892.345")


@each_case(
    ("text", "currency", "values"),
    [
        ("1 250,000", "TND", "1250.000"),
        ("1234,500", "TND", "1234.500"),
        ("1,234.500", "KWD", "1234.500"),
        ("0,500", "TND", "0.500"),
        ("12,500", "TND", "12.500 or 12500"),
        ("12.500", "IQD", "12500 or 12.500"),
        ("1250,000", "IQD", "1250000 or 1250.000"),
        ("1,250.000", "IQD", "1250.000"),
    ],
)
def test_money_of_three_decimals(text: str, currency: str, values: str) -> None:
    for locale in ("en", "de", "fr_TN", "ar_IQ"):
        reading = _read(text, locale, currency)
        amounts = [reading.amount] if reading.amount else [choice.amount for choice in reading.choices]
        assert reading.alternatives == ()
        assert " or ".join(str(amount.value) for amount in amounts) == values


def test_groups_of_four_are_read_where_they_are_usual() -> None:
    assert _read("1,2345,6789", "zh_CN", "CNY").amount == Amount(Decimal(123456789), "CNY")
    assert _read("1,2345,6789", "en", "CNY").amount is None


def test_the_mark_of_a_column_decides() -> None:
    def read(text: str, mark: str) -> str:
        reading = read_amount(text, currency="KZT", locale="en", mark=mark)
        assert reading.alternatives == ()
        return str(reading.amount)

    assert (read("1.500", "."), read("1.500", ","), read("1650.000", ",")) == (
        "1.500 KZT",
        "1500 KZT",
        "1650000 KZT",
    )


def test_more_decimals_than_the_currency_has_are_kept_and_noted() -> None:
    reading = _read("9670960.5", "fr", "XOF")
    assert str(reading.amount) == "9670960.5 XOF"
    assert reading.notes == (
        "Amounts in West African CFA francs (XOF) have no digits after the mark. Is the mark in the right"
        " place? Your number is kept as you wrote it.",
    )
    assert "have 2 digits after the mark" in _read("1.2345", "en", "USD").notes[0]
    assert _read("9670960.00", "fr", "XOF").notes


@each_case(("text", "currency"), [("9670960", "XOF"), ("1234,56", "RSD"), ("1.5", "TND"), ("0.50", "KZT")])
def test_decimals_that_the_currency_has_are_not_noted(text: str, currency: str) -> None:
    reading = _read(text, "en", currency)
    assert reading.amount is not None
    assert reading.notes == ()


def test_an_old_currency_is_read_in_its_own_box_and_known_elsewhere_by_its_code_in_capitals() -> None:
    assert _read("5 DEM", "de_DE", "DEM").amount == Amount(Decimal(5), "DEM")
    assert "German marks" in _read("5 DEM", "kk_KZ").message
    assert "“sit” was not understood" in _read("5 sit", "kk_KZ").message
