"""The text of a report that people read and imports read back: each simple answer has one exact form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from reportwizard.forms.loader import load_form
from reportwizard.kinds.values import Column, Option, Region, Typed, Value
from reportwizard.money.amount import Amount
from reportwizard.report.written import (
    Content,
    Stamp,
    fingerprint,
    header_part,
    heading,
    headings,
    help_lines,
    read_fingerprints,
    read_stamp,
    read_written,
    reference_printed_under,
    statement_column,
    with_answer_markers,
    with_colon,
    write_answer,
    write_fingerprints,
)
from support.cases import each_case

FORM = load_form("rapid-fund-final")
REGION = Region("kk_KZ", "KZT")
OPTIONS = (Option("yes", "Yes"), Option("no", "No"))


def _column(kind: str) -> Column:
    return Column("a", "A", kind, currency="local", options=OPTIONS)


@each_case(
    ("kind", "value", "text"),
    [
        ("money", Amount(Decimal("1046956.78"), "KZT"), "1046956.78 KZT"),
        ("money", Amount(Decimal("-12.5"), "USD"), "-12.50 USD"),
        ("money", Amount(Decimal("1.234"), "USD"), "1.2340 USD"),
        ("money", Amount(Decimal("1.234"), "TND"), "1.234 TND"),
        ("money", Typed("1.234", "KZT"), "1.234 (unclear, in KZT)"),
        ("count", 150, "150"),
        ("count", -3, "-3"),
        ("count", Typed("many"), "many (unclear)"),
        ("date", date(2023, 10, 3), "3 October 2023"),
        ("choice", "no", "No"),
        ("text", "two words", "two words"),
        ("long_text", "a (unclear)", "a (unclear)"),
        ("text", None, ""),
    ],
)
def test_an_answer_has_one_form_that_is_read_back(kind: str, value: Value | None, text: str) -> None:
    assert write_answer(value, _column(kind), REGION) == text
    assert read_written(text, _column(kind), REGION) == value


@each_case(
    ("kind", "text", "value"),
    [
        ("text", "1.234 (unclear)", "1.234 (unclear)"),
        ("money", " 1 234,50 тг ", Amount(Decimal("1234.50"), "KZT")),
        ("money", "1234.5678 KZT", Amount(Decimal("1234.5678"), "KZT")),
        # Written into an export by hand: three digits are no decimals for certain.
        ("money", "1650.000 KZT", Typed("1650.000 KZT", "KZT")),
        ("count", "123456789012345678", 123456789012345678),
        ("count", "150\n 212", Typed("150 / 212")),
        ("count", "about 40 people", Typed("about 40 people")),
        ("date", "03.10.2023", date(2023, 10, 3)),
        # Here nobody sees how it is read.
        ("date", "3/10/2023", Typed("3/10/2023")),
    ],
)
def test_other_text_is_read_as_if_it_were_typed(kind: str, text: str, value: Value) -> None:
    assert read_written(text, _column(kind), REGION) == value


def test_text_that_does_not_fit_a_text_question_has_no_mark() -> None:
    assert write_answer(Typed("two words"), _column("text"), REGION) == "two words"


def test_headings_name_their_question_and_the_list_of_expenses() -> None:
    lines = headings(FORM)
    question = next(question for question in FORM.questions if question.number == "13")
    assert heading(question).startswith("13. Do you have any unspent funds")
    assert lines[heading(question)] == lines[f"{heading(question)} (required)"] == question.id
    assert lines["List of expenses"] == "ledger"
    assert {lines[part.heading] for part in FORM.parts} == {""}
    header = header_part(FORM)
    assert header is FORM.parts[0]
    assert not {heading(question) for question in header.questions} & set(lines)
    # Of two questions with the same words, the second one has a number.
    twice = replace(
        FORM, parts=(*FORM.parts, *(replace(FORM.parts[-1], id=id) for id in ("again", "once_more")))
    )
    last = heading(FORM.parts[-1].printed[-1])
    assert {f"{last} (2)", f"{last} (3) (required)"} <= set(headings(twice))
    assert f"{last} (4)" not in headings(twice)
    assert heading(replace(question, number="")) == question.wording


def test_a_header_is_an_unnumbered_first_part_of_short_answers() -> None:
    first = FORM.parts[0]
    assert header_part(replace(FORM, parts=(replace(first, number="1"), *FORM.parts[1:]))) is None
    for kind in ("long_text", "agreement", "table"):
        question = replace(first.questions[0], kind=kind)
        part = replace(first, questions=(*first.questions, question))
        assert header_part(replace(FORM, parts=(part, *FORM.parts[1:]))) is None


def test_a_label_ends_with_a_colon_but_for_a_question() -> None:
    labels = ("Name", "Name:", "名前：", "Who?", "谁？", "من؟")
    assert [with_colon(label) for label in labels] == ["Name:", *labels[1:]]
    assert with_answer_markers("a", "b") == "<!-- answer: a -->b<!-- /answer -->"


@each_case(
    ("stamp", "line"),
    [
        (
            Stamp("rapid-fund-final", "2023", "kk_KZ", "KZT"),
            "reportwizard: form=rapid-fund-final version=2023 locale=kk_KZ currency=KZT",
        ),
        (
            Stamp("a/b c", "1/2]", "x/y", "", ("q1", "q_2"), (("own", "a,b:c /]"), ("two", ""))),
            "reportwizard: form=a/b%20c version=1/2%5D locale=x%2Fy currency= literal=q1,q_2"
            " own=own:a%2Cb%3Ac%20%2F%5D,two:",
        ),
    ],
)
def test_a_stamp_is_read_back(stamp: Stamp, line: str) -> None:
    assert str(stamp) == line
    assert read_stamp(f"[{line}]") == stamp
    assert read_stamp("reportwizard: form=a") is None


def test_a_fingerprint_changes_with_the_answer_alone() -> None:
    assert (fingerprint(None), fingerprint("a"), fingerprint([["a"]])) == ("-----", "25ezf", "vauqk")
    assert fingerprint("\n\na\n") == fingerprint("a")
    assert len({fingerprint(text) for text in ("a", "a ", "Xa", "aX")}) == 4
    contents: dict[str, Content] = {FORM.questions[0].id: "a", "ledger": [["a"]]}
    prints = write_fingerprints(FORM, contents)
    read = read_fingerprints(FORM, prints)
    assert (read[FORM.questions[0].id], read["ledger"], read[FORM.questions[1].id]) == (
        fingerprint("a"),
        fingerprint([["a"]]),
        "-----",
    )
    assert len(read) == len(FORM.questions) + 1
    assert read_fingerprints(FORM, prints[5:]) == {}


def test_a_reference_is_printed_under_a_numbered_question() -> None:
    places = {
        question.id: reference_printed_under(FORM, question)
        for question in FORM.questions
        if reference_printed_under(FORM, question)
    }
    host = FORM.by_id["learning_answers"]
    reference = next(
        question for question in FORM.questions if question.beside == host.id and question.reference
    )
    assert places == {reference.id: host.id}
    assert reference_printed_under(FORM, replace(reference, reference=False)) == ""


def test_help_and_introduction_are_lines_above_the_answer() -> None:
    question = FORM.questions[0]
    assert help_lines(replace(question, help=" one\n- two ", intro="three\n")) == ("one", "- two", "three")
    assert help_lines(replace(question, help="", intro="three")) == ("three",)
    assert help_lines(replace(question, help="", intro="")) == ()
    agreement = next(question for question in FORM.questions if question.kind == "agreement")
    column = statement_column(agreement)
    assert (column.id, column.label, column.kind, column.options) == ("", "", "choice", agreement.options)
