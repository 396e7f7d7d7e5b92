"""Numbers of any script and grouping, before any currency is known."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportwizard.money.numerals import (
    NotANumberError,
    NumberParts,
    ascii_digits,
    decimal_places,
    normalize,
    read_digits,
    split_number,
    unambiguous,
    word_list,
)
from support.cases import each_case


def test_tidy_takes_out_what_shows_nothing_and_evens_look_alikes() -> None:
    assert normalize("\u200f\ufeff 1\u00a0234\u200b ") == "1 234"
    assert normalize("\u22125") == "-5"
    assert normalize("1’2") == "1'2"
    assert normalize("\t1\t2 ") == "1 2"


@each_case(
    ("text", "pieces"),
    [
        ("1 234,5", NumberParts("", "1 234,5", "")),
        ("about 40 people", NumberParts("about", "40", "people")),
        ("$.5", NumberParts("$", ".5", "")),
        ("5,-", NumberParts("", "5", ",-")),
        ("5 and 6", None),
        ("five", None),
        ("", None),
        ("1" * 200, NumberParts("", "1" * 200, "")),
        ("1" * 201, None),
    ],
)
def test_split_finds_the_one_number(text: str, pieces: NumberParts | None) -> None:
    assert split_number(text) == pieces


def test_two_readings_are_the_whole_number_and_the_one_with_decimals() -> None:
    assert read_digits("1.234") == (Decimal(1234), Decimal("1.234"))


def test_a_zero_in_the_fourth_place_only_says_that_the_mark_is_decimal() -> None:
    texts = ("12.5000", "1.0450", "1.2345", "1.1203", "0.1230", "05.1230", ".1230", "5٫1230")
    read = ("12.500", "1.045", "1.2345", "1.1203", "0.1230", "5.1230", "0.1230", "5.1230")
    assert [str(number) for text in texts for number in read_digits(text)] == [*read]


@each_case("digits", ["12 34", "1,2,3", "1.2.3,4", "1,234.5,6", "01 234"])
def test_what_makes_no_groups_is_refused(digits: str) -> None:
    with pytest.raises(NotANumberError):
        read_digits(digits)


@each_case("value", ["0", "5", "1.5", "12.500", "0.500", "1234.567", "999.999", "12.5000", "-1.234"])
def test_an_unmistakable_number_is_read_in_one_way(value: str) -> None:
    text = unambiguous(Decimal(value))
    assert read_digits(text.lstrip("-")) == (abs(Decimal(value)),)


def test_an_unmistakable_number_gets_one_more_zero_only_where_it_is_needed() -> None:
    written = [
        *(("12.500", 2, "12.5000"), ("-12.500", 2, "-12.5000"), ("1234.500", 2, "1234.5000")),
        *(("12.500", 3, "12.5000"), ("123.500", 3, "123.5000"), ("1234.500", 3, "1234.500")),
        *(("0.500", 2, "0.500"), ("-0.500", 2, "-0.500"), ("12.5", 2, "12.5"), ("1E+3", 2, "1000")),
    ]
    for value, decimals, text in written:
        assert unambiguous(Decimal(value), decimals) == text


def test_a_list_of_words_is_normalized_and_flat() -> None:
    assert "тыс" in word_list("scale")
    assert {word for word in word_list("rough") if word != normalize(word).casefold()} == set()


def test_digits_of_any_script_become_ascii() -> None:
    assert ascii_digits("१२٣۴５a") == "12345a"


def test_decimal_places_counts_what_was_written() -> None:
    assert [decimal_places(Decimal(text)) for text in ("12", "1.50", "1E+3", "NaN")] == [0, 2, 0, 0]
