"""The kind of answer that is a whole number."""

from __future__ import annotations

import math

from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Column, Region, Typed, Value
from support.cases import each_case
from support.locales import ALL_LOCALES

COUNT = KINDS["count"]
ASKED = Column("result", "Result", kind="count")
REGION = Region("kk_KZ", "KZT")


@each_case(
    ("text", "number"),
    [
        ("0", 0),
        ("33", 33),
        (" 33 ", 33),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1,234", 1234),
        ("1.234", 1234),
        ("1.234.567", 1234567),
        ("12,34,567", 1234567),
        ("٣٣", 33),
        ("३३", 33),
        ("33.0", 33),
        ("33,00", 33),
        ("33;", 33),
        ("33*", 33),
        ("999999999999999", 999999999999999),
    ],
)
def test_a_whole_number_is_read_in_every_locale(text: str, number: int) -> None:
    for locale in ALL_LOCALES:
        reading = COUNT.read(text, ASKED, Region(locale))
        assert (reading.value, reading.extra_words, reading.problems) == (number, "", ()), locale


@each_case(
    ("text", "number", "extra_words"),
    [
        ("35+", 35, "or more"),
        ("~500", 500, "about"),
        ("≈ 500", 500, "about"),
        ("±150", 150, "about"),
        (">= 20", 20, "at least"),
        ("< 20", 20, "less than"),
        ("about 40", 40, "about"),
        ("About 1,200 people.", 1200, "About … people"),
        ("约40", 40, "约"),
        ("40人", 40, "人"),
        ("(40 people", 40, "( … people"),
        ("40 участников", 40, "участников"),
        ("40 " + "very " * 30, 40, ("very " * 30)[:60]),
    ],
)
def test_words_beside_the_number_are_kept(text: str, number: int, extra_words: str) -> None:
    reading = COUNT.read(text, ASKED, REGION)
    assert (reading.value, reading.extra_words, reading.problems) == (number, extra_words, ())


@each_case(
    ("text", "words"),
    [
        ("12.5", "not a whole number"),
        ("1,23", "not a whole number"),
        ("0.500", "not a whole number"),
        ("-5", "below 0"),
        ("−5", "below 0"),
        ("(5)", "below 0"),
        ("5-", "below 0"),
        ("40%", "share"),
        ("4%0", "share"),
        ("5 т", "in full"),
        ("5A", "There is a letter"),
        ("5k", "in full"),
        ("2 million", "in full"),
        ("2 հազ. մարդ", "in full"),
        ("1e5", "short form"),
        ("5th", "There is a letter"),
        ("10-15", "more than one number"),
        ("27 people and 6 online", "letters between"),
        ("12 50", "two numbers"),
        ("½", "one half is 0.5"),
        ("none", "none of the digits"),
        ("N/A", "none of the digits"),
        ("1234567890123456", "more than 15 digits"),
    ],
)
def test_what_is_no_count_is_refused_in_words(text: str, words: str) -> None:
    reading = COUNT.read(text, ASKED, REGION)
    assert reading.value == Typed(text)
    assert reading.problems[0].code == "unreadable"
    assert words in reading.problems[0].message


@each_case(
    ("text", "numbers"),
    [
        ("1250,000", [1250000, 1250]),
        ("1 650.000", [1650000, 1650]),
        ("1892,345", [1892345]),
        ("1250,000,000", [1250000000]),
        ("about 1250,000", [1250000, 1250]),
    ],
)
def test_a_first_group_that_is_too_long_is_offered_never_taken(text: str, numbers: list[int]) -> None:
    reading = COUNT.read(text, ASKED, REGION)
    assert reading.value == Typed(text)
    assert reading.problems[0].code == "ambiguous"
    assert [choice.value for choice in reading.problems[0].choices] == numbers


def test_nothing_is_not_zero() -> None:
    assert COUNT.read(" ", ASKED, REGION).value is None
    assert COUNT.missing(None, ASKED) == ("a number",)
    assert COUNT.missing(0, ASKED) == ()


@each_case(
    ("plain", "value"),
    [
        (33, 33),
        (0, 0),
        (33.0, 33),
        ("33", 33),
        ("1 234", 1234),
        (None, None),
        ("", None),
        ({"typed": "many"}, Typed("many")),
        ("many", Typed("many")),
        ("35+", Typed("35+")),
        (True, Typed("yes")),
        (False, Typed("no")),
        (-1, Typed("-1")),
        (33.5, Typed("33.5")),
        (math.nan, Typed("nan")),
        (math.inf, Typed("inf")),
        (1e300, Typed("1e+300")),
        (10**15, Typed("1000000000000000")),
        ([33], Typed("[33]")),
    ],
)
def test_a_draft_s_value_is_taken_or_kept_as_typed(plain: object, value: Value | None) -> None:
    kept = COUNT.from_plain(plain, ASKED, REGION)
    assert (kept, type(kept)) == (value, type(value))


def test_a_number_beyond_measure_is_kept_as_typed() -> None:
    assert isinstance(COUNT.from_plain(10**5000, ASKED, REGION), Typed)


def test_a_number_is_shown_in_the_locale_and_handed_over_bare() -> None:
    assert COUNT.to_plain(1234) == 1234
    assert COUNT.show(1234, ASKED, REGION) == "1\u00a0234"
    assert COUNT.edit_text(1234, ASKED, REGION) == COUNT.portal(1234, ASKED, REGION) == "1234"
    assert COUNT.problems(1234, ASKED, REGION) == ()


def test_what_was_typed_is_kept_shown_and_never_handed_over() -> None:
    typed = Typed("many")
    assert COUNT.to_plain(typed) == {"typed": "many"}
    assert COUNT.show(typed, ASKED, REGION) == COUNT.edit_text(typed, ASKED, REGION) == "many"
    assert COUNT.portal(typed, ASKED, REGION) == ""
    assert COUNT.problems(typed, ASKED, REGION)[0].code == "unreadable"


def test_a_stored_number_with_words_is_offered_without_them() -> None:
    problem = COUNT.problems(Typed("35+"), ASKED, REGION)[0]
    assert (problem.code, [choice.value for choice in problem.choices]) == ("ambiguous", [35])
