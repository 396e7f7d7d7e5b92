"""The kind of answer that is an amount of money."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal

from reportwizard.kinds.money import currency_of
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Column, Plain, Reading, Region, Typed, Value
from reportwizard.money.amount import Amount
from support.cases import each_case

MONEY = KINDS["money"]
LOCAL = Column("spent_local", "Spent", kind="money", currency="local")
DOLLARS = Column("spent_usd", "Spent", kind="money", currency="USD")
KAZAKH = Region("kk_KZ", "KZT")
TENGE = Amount(Decimal("1046956.78"), "KZT")


def _taken(plain: object, asked: Column = LOCAL, region: Region = KAZAKH) -> Value | None:
    return MONEY.from_plain(plain, asked, region)


def test_the_currency_is_the_box_s_own_or_the_local_one() -> None:
    assert currency_of(LOCAL, KAZAKH) == "KZT"
    assert currency_of(DOLLARS, KAZAKH) == "USD"
    assert currency_of(LOCAL, Region("kk_KZ")) == ""


def test_an_amount_is_read_in_the_currency_of_the_box() -> None:
    assert MONEY.read("1 046 956,78", LOCAL, KAZAKH).value == TENGE
    assert MONEY.read("5", DOLLARS, KAZAKH).value == Amount(Decimal(5), "USD")


@each_case("text", ["", "  ", "\u200b", "\n"])
def test_nothing_typed_is_no_answer(text: str) -> None:
    reading = MONEY.read(text, LOCAL, KAZAKH)
    assert (reading.value, reading.problems) == (None, ())


def test_two_readings_are_kept_as_typed_and_asked_about() -> None:
    reading = MONEY.read("1650.000", LOCAL, KAZAKH)
    assert reading.value == Typed("1650.000", "KZT")
    assert [problem.code for problem in reading.problems] == ["ambiguous"]
    assert [choice.value for choice in reading.problems[0].choices] == [
        Amount(Decimal(1650000), "KZT"),
        Amount(Decimal("1650.000"), "KZT"),
    ]


def test_thousands_are_read_and_the_other_reading_is_offered() -> None:
    reading = MONEY.read("1.234", LOCAL, KAZAKH)
    assert (reading.value, reading.problems) == (Amount(Decimal(1234), "KZT"), ())
    assert [choice.value for choice in reading.alternatives] == [Amount(Decimal("1.234"), "KZT")]


def test_a_text_that_an_older_draft_holds_unread_stays_so_and_is_asked_about() -> None:
    kept = _taken({"typed": "1.234", "currency": "KZT"})
    assert kept == Typed("1.234", "KZT")
    problem = MONEY.problems(kept, LOCAL, KAZAKH)[0]
    assert problem.code == "ambiguous"
    assert [choice.value for choice in problem.choices] == [
        Amount(Decimal(1234), "KZT"),
        Amount(Decimal("1.234"), "KZT"),
    ]


def test_another_currency_is_asked_about_and_the_number_can_be_kept() -> None:
    problem = MONEY.read("$5", LOCAL, KAZAKH).problems[0]
    assert problem.code == "ambiguous"
    assert problem.message.startswith("Is this in US dollars?")
    assert [choice.value for choice in problem.choices] == [Amount(Decimal(5), "KZT")]


@each_case("text", ["-5", "(5)", "−5 KZT", "-1.234", "-$5"])
def test_an_amount_below_zero_is_refused_in_words(text: str) -> None:
    reading = MONEY.read(text, LOCAL, KAZAKH)
    assert isinstance(reading.value, Typed)
    assert reading.problems[0].code == "unreadable"
    assert reading.problems[0].choices == ()
    assert "cannot be below 0" in reading.problems[0].message


def test_what_cannot_be_read_is_kept_word_for_word() -> None:
    reading = MONEY.read(" twelve ", LOCAL, KAZAKH)
    assert reading.value == Typed("twelve", "KZT")
    assert reading.problems[0].code == "unreadable"


def test_without_a_local_currency_the_number_waits() -> None:
    reading = MONEY.read("5", LOCAL, Region("kk_KZ"))
    assert reading.value == Typed("5", "")
    assert reading.problems[0].message.startswith("Choose your local currency first.")


def test_a_note_comes_with_the_amount() -> None:
    reading = MONEY.read("5.5", LOCAL, Region("fr_SN", "XOF"))
    assert reading.value == Amount(Decimal("5.5"), "XOF")
    assert len(reading.notes) == 1


@each_case(
    ("plain", "value"),
    [
        ({"amount": "1046956.78", "currency": "KZT"}, TENGE),
        ({"amount": "1046956.78"}, TENGE),
        ({"amount": "1046956.78", "currency": None}, TENGE),
        ({"amount": 5, "currency": "kzt"}, Amount(Decimal(5), "KZT")),
        ({"amount": "5", "currency": "USD"}, Amount(Decimal(5), "USD")),
        ({"typed": "1.234", "currency": "KZT"}, Typed("1.234", "KZT")),
        ({"typed": "1.234", "currency": "no"}, Typed("1.234", "KZT")),
        ({"typed": ""}, None),
        (5, Amount(Decimal(5), "KZT")),
        (1046956.78, TENGE),
        (1.234, Amount(Decimal("1.234"), "KZT")),
        ("1 046 956,78", TENGE),
        ("1.234", Typed("1.234", "KZT")),
        ("", None),
        (None, None),
    ],
)
def test_a_draft_s_value_is_taken(plain: object, value: Value | None) -> None:
    assert _taken(plain) == value


@each_case(
    ("plain", "text"),
    [
        ({"amount": "5", "currency": "XYZ"}, "5 XYZ"),
        ({"amount": "1 000", "currency": "KZT"}, "1 000 KZT"),
        ({"amount": "1e5", "currency": "KZT"}, "1e5 KZT"),
        ({"amount": "NaN", "currency": "KZT"}, "NaN KZT"),
        ({"amount": [5], "currency": [1]}, "[5] [1]"),
        ({"other": 5}, '{"other": 5}'),
        (True, "yes"),
        (math.nan, "nan"),
        (math.inf, "inf"),
        (1e300, "1e+300"),
        (date(2023, 10, 3), "2023-10-03"),
        (b"5", "b'5'"),
    ],
)
def test_what_is_no_amount_in_a_draft_is_kept_as_typed(plain: object, text: str) -> None:
    assert _taken(plain) == Typed(text, "KZT")


@each_case("digits", [16, 400, 5000])
def test_a_number_beyond_measure_is_kept_as_typed(digits: int) -> None:
    number = 10**digits
    for plain in (number, {"amount": number}, [number], {"typed": number}, {"typed": [number]}):
        value = _taken(plain)
        assert isinstance(value, Typed)
        assert MONEY.problems(value, LOCAL, KAZAKH)[0].code == "unreadable"


@each_case(
    ("value", "plain"),
    [
        (TENGE, {"amount": "1046956.78", "currency": "KZT"}),
        (Amount(Decimal("1E+6"), "KZT"), {"amount": "1000000", "currency": "KZT"}),
        (Amount(Decimal("1E-7"), "KZT"), {"amount": "0.0000001", "currency": "KZT"}),
        (Typed("1.234", "KZT"), {"typed": "1.234", "currency": "KZT"}),
        (Typed("1.234"), {"typed": "1.234"}),
    ],
)
def test_a_draft_holds_plain_numbers_without_exponents(value: Value, plain: Plain) -> None:
    assert MONEY.to_plain(value) == plain


def test_an_amount_is_shown_edited_and_handed_over_in_three_ways() -> None:
    assert MONEY.show(TENGE, LOCAL, KAZAKH) == "1\u00a0046\u00a0956,78 KZT"
    assert MONEY.edit_text(TENGE, LOCAL, KAZAKH) == "1 046 956,78"
    assert MONEY.portal(TENGE, LOCAL, KAZAKH) == "1046956.78"
    for value, edited, portal in (("279971.0", "279 971,00", "279971.00"), ("2400", "2 400", "2400")):
        amount = Amount(Decimal(value), "KZT")
        written = MONEY.edit_text(amount, LOCAL, KAZAKH), MONEY.portal(amount, LOCAL, KAZAKH)
        assert written == (edited, portal)


def test_what_was_typed_is_shown_and_edited_and_never_handed_over() -> None:
    typed = Typed("twelve", "KZT")
    assert MONEY.show(typed, LOCAL, KAZAKH) == MONEY.edit_text(typed, LOCAL, KAZAKH) == "twelve"
    assert MONEY.portal(typed, LOCAL, KAZAKH) == ""


@each_case("number", ["12.500", "999.999", "0.500", "1234.500", "12500", "1.5", "0", "12.3450"])
@each_case("locale", ["fr_TN", "ar_TN", "en"])
def test_an_edited_amount_reads_back_without_a_question(number: str, locale: str) -> None:
    region = Region(locale, "TND")
    value = Amount(Decimal(number), "TND")
    assert MONEY.read(MONEY.edit_text(value, LOCAL, region), LOCAL, region).value == value


def test_a_chosen_amount_reads_back_as_itself_without_a_question_or_a_note() -> None:
    rows = {"1651.000": "USD en", "1 651,000": "KZT kk_KZ", "1,651.000": "XOF fr_SN", "1 lakh": "INR en_IN",
            "12,500": "TND fr_TN", "1250,000": "IQD en"}  # fmt: skip
    for text, box in rows.items():
        currency, locale = box.split()
        region = Region(locale, currency)
        reading = MONEY.read(text, LOCAL, region)
        for choice in reading.problems[0].choices if reading.problems else ():
            shown = MONEY.edit_text(choice.value, LOCAL, region)
            assert MONEY.read(shown, LOCAL, region) == Reading(choice.value), (text, shown)


def test_a_read_amount_has_no_problem() -> None:
    assert MONEY.problems(TENGE, LOCAL, KAZAKH) == ()
    assert MONEY.problems(TENGE, LOCAL, Region("kk_KZ")) == ()


def test_a_stored_amount_in_another_currency_is_asked_about() -> None:
    problem = MONEY.problems(TENGE, DOLLARS, KAZAKH)[0]
    assert problem.code == "ambiguous"
    assert problem.message.startswith("Is this in tenge? The box is for US dollars (USD).")
    assert problem.choices[0].value == Amount(TENGE.value, "USD")
    assert MONEY.edit_text(TENGE, DOLLARS, KAZAKH) == "1 046 956,78 KZT"


def test_stored_problems_are_reported_again() -> None:
    assert MONEY.problems(Typed("1.234", "KZT"), LOCAL, KAZAKH)[0].code == "ambiguous"
    assert MONEY.problems(Typed("twelve", "KZT"), LOCAL, KAZAKH)[0].code == "unreadable"
    assert "below 0" in MONEY.problems(Amount(Decimal(-5), "KZT"), LOCAL, KAZAKH)[0].message
    assert MONEY.problems("5", LOCAL, KAZAKH)[0].code == "unreadable"


def test_a_text_that_can_be_read_since_the_currency_was_chosen_is_offered() -> None:
    problem = MONEY.problems(Typed("5"), LOCAL, KAZAKH)[0]
    assert (problem.code, problem.choices[0].value) == ("ambiguous", Amount(Decimal(5), "KZT"))


def test_only_no_answer_is_missing() -> None:
    assert MONEY.missing(None, LOCAL) == ("an amount",)
    assert MONEY.missing(TENGE, LOCAL) == MONEY.missing(Typed("x"), LOCAL) == ()
