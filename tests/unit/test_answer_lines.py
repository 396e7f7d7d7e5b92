"""An answer as lines: never wider than the room, never more than a few, never losing what stands in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.content import Content

from reportwizard.ui.widgets.answer_lines import Heading, answer_lines, excerpt, hanging, table_lines
from support.drafts import a_report
from support.nasty import nasty_report


def plain(lines: list[Content]) -> list[str]:
    """The lines without their styles."""
    return [line.plain for line in lines]


def test_a_short_text_is_shown_whole() -> None:
    assert plain(excerpt("One.\n\nTwo.", "", 20)) == ["One.", "", "Two."]


def test_a_text_one_line_too_long_is_not_cut_only_to_say_so() -> None:
    assert plain(excerpt("\n".join("1234567"), "", 20)) == list("1234567")
    assert plain(excerpt("\n".join("12345678"), "", 20)) == [*"123456", "… 8 words"]


def test_the_words_of_a_text_without_blanks_are_counted_by_its_characters() -> None:
    assert plain(excerpt("我们学到了很多东西" * 100, "", 20))[-1] == "… 900 words"


def test_other_lines_hang_below_the_first_ones_text() -> None:
    assert plain(hanging(Content("✗ "), Content("one two three"), 9)) == ["✗ one two", "  three"]


def test_the_widest_column_gives_way_and_numbers_stand_right() -> None:
    headings = [Heading(""), Heading("Target", is_number=True), Heading("Comments")]
    rows = [[Content("Editors"), Content("26"), Content("counted on the dashboard by hand")]]
    assert plain(table_lines(headings, rows, 35)) == [
        "         Target  Comments",
        "Editors      26  counted on the",
        "                 dashboard by hand",
    ]


def test_a_table_without_room_is_written_row_by_row() -> None:
    headings = [Heading("Name"), Heading("Description"), Heading("Result")]
    rows = [[Content("Photos used"), Content("in articles after a month"), Content("61")]]
    assert plain(table_lines(headings, rows, 30)) == [
        "Photos used",
        "   Description in articles",
        "   after a month · Result 61",
    ]


def test_a_table_with_cells_that_are_not_read_says_all_of_it() -> None:
    report = a_report(people_metrics='{"editors": {"target": "many", "unknown": "x"}}')
    text = " ".join(plain(answer_lines(report, report.form.by_id["people_metrics"], 60)))
    assert "many" in text
    assert "unknown x" in text


def test_a_table_of_many_rows_ends_with_their_number() -> None:
    rows = tuple({"name": f"Metric {number}", "result": str(number)} for number in range(200))
    report = a_report().with_answer("other_metrics", rows)
    lines = plain(answer_lines(report, report.form.by_id["other_metrics"], 60))
    assert lines[1].startswith("Metric 0")
    assert lines[-1] == "… 200 rows"
    assert len(lines) < 30


def test_a_statement_without_an_answer_says_so() -> None:
    report = a_report(fund_effects='{"belonging": "agree"}')
    lines = plain(answer_lines(report, report.form.by_id["fund_effects"], 100))
    assert sum(line.endswith("not answered yet") for line in lines) == 6
    assert lines[-1].startswith("G. Increased")
    assert lines[-1].endswith("Agree")


@pytest.mark.parametrize("width", [30, 49, 91])
@pytest.mark.parametrize("seed", range(0, 60, 6))
def test_no_line_is_wider_than_the_room(seed: int, width: int) -> None:
    report = nasty_report(seed)
    for question in report.questions():
        lines = answer_lines(report, question, width)
        assert lines
        assert max(line.cell_length for line in lines) <= width


@given(st.text(max_size=600), st.integers(min_value=2, max_value=60))
@settings(max_examples=80)
def test_any_text_stays_in_its_room(text: str, width: int) -> None:
    report = a_report(surprises=text)
    question = report.form.by_id["surprises"]
    lines = answer_lines(report, question, width)
    assert 1 <= len(lines) <= 7
    assert all(line.cell_length <= max(width, len("not answered yet")) for line in lines)
