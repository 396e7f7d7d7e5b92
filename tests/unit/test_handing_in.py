"""The words of Hand in: what is missing, the ways, one answer to copy, the last card; without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportwizard.checks.registry import check_report
from reportwizard.forms.loader import load_form
from reportwizard.report.due import handed_in, opened_again, stays_handed_in, was_handed_in
from reportwizard.report.hand_in import HandIn
from reportwizard.report.report import Report
from reportwizard.ui.hand_in.copy_page import stop_lines
from reportwizard.ui.hand_in.finish_page import card_lines, figures, told_to_others
from reportwizard.ui.hand_in.page import hand_in_items
from support.nasty import complete_report, nasty_report

if TYPE_CHECKING:
    from textual.content import Content

OTHER = "small-grant-report"
DAY = date(2026, 10, 3)


def words(lines: list[Content]) -> str:
    return "\n".join(line.plain for line in lines)


def page(report: Report) -> str:
    items = hand_in_items(report, check_report(report).findings)
    return words([line for item in items for line in item.draw(76, False)])


def test_a_report_that_is_ready_has_four_ways() -> None:
    text = page(complete_report())
    assert "You copy your answers into the grantee portal: https://wmf.fluxx.io/" in text
    assert "✓  All 24 answers are there." in text
    for way in ("1  Copy into the grantee portal", "2  Write a file", "3  Send it", "4  I handed it in"):
        assert way in text
    assert text.endswith(
        "You cannot change the report after Submit.\nSend corrections to your program officer."
    )


def test_what_is_missing_is_listed_and_only_a_draft_can_be_written() -> None:
    report, _ = complete_report().with_answer("surprises", None).with_typed("spent_usd", "1651.000")
    text = page(report)
    assert "1 to fix   1 answer to go" in text
    assert "○ 5    Surprises                not answered" in text
    assert "✗ 11   Spent, in US dollars" in text
    assert "2  Write a draft to show to others" in text
    assert "I handed it in" not in text


def test_nothing_of_one_form_stands_in_the_words_of_another() -> None:
    form = load_form(OTHER)
    report = Report(form)
    for text in (page(report), words(card_lines(report, 0)), words(stop_lines(report, None, 0, 0, ""))):
        for word in ("Wikimedia", "Fluxx", "Foundation", "grantee", "program officer"):
            assert word not in text
    assert form.reader in page(report) or form.portal in page(report)


def test_handed_in_keeps_the_day_and_open_again_begins_a_round() -> None:
    report = complete_report().with_answer("report_status", "draft")
    there = handed_in(report, DAY)
    assert (there.answers["report_status"], there.hand_in.handed_in) == ("under_review", DAY)
    assert was_handed_in(there)
    again = opened_again(there)
    assert not was_handed_in(again)
    assert again == replace(report, hand_in=HandIn(round=2))
    accepted = report.with_answer("report_status", "accepted")
    assert was_handed_in(accepted)
    assert handed_in(accepted, DAY).answers["report_status"] == "accepted"
    assert not was_handed_in(opened_again(accepted))
    other = Report(replace(report.form, parts=report.form.parts[1:]))
    assert opened_again(handed_in(other, DAY)) == replace(other, hand_in=HandIn(round=2))


def test_the_ticks_of_a_round_go_and_what_is_known_of_the_portal_stays() -> None:
    kept = HandIn(1, ("a",), "a", {"surprises": 2000}, reshape=True)
    again = opened_again(handed_in(replace(complete_report(), hand_in=kept), DAY))
    assert again.hand_in == HandIn(2, (), "", {"surprises": 2000}, reshape=True)


@pytest.mark.parametrize(
    ("question", "value", "stays"),
    [
        ("surprises", "It snowed.", False),
        ("report_status", "draft", True),
        ("applicant_response", "We add the list.", True),
    ],
)
def test_only_the_status_and_the_review_change_once_it_is_handed_in(
    question: str, value: str, stays: bool
) -> None:
    open_ = complete_report().with_answer("report_status", "draft")
    closed = handed_in(open_, DAY)
    assert stays_handed_in(closed, closed.with_answer(question, value)) is stays
    assert stays_handed_in(open_, open_.with_answer(question, value))


def test_the_card_has_figures_only_where_they_are_there() -> None:
    report = complete_report()
    text = words(card_lines(report, 7))
    assert "Handed in. Thank you, Exemplo da Silva." in text
    assert "18 people   429 pages" in text
    assert "2.100,09 of 2.400,00 USD" in text
    assert "7 mistakes fixed before anybody saw them" in text
    assert "Put their questions into “Review notes”." in text
    assert told_to_others(report) == f"{report.title}: 18 people, 429 pages."
    empty = Report(report.form)
    assert figures(empty) == []
    text = words(card_lines(empty, 0))
    assert "Thank you." in text
    assert "mistakes" not in text
    assert told_to_others(empty.with_answer("project_title", "A walk")) == "A walk."


def test_one_answer_is_shown_as_it_is_copied() -> None:
    report = complete_report()
    question = report.form.by_id["spent_local"]
    text = words(stop_lines(report, question, 6, 24, "Copied."))
    assert "7 of 24" in text
    assert "✓ Copied." in text
    assert "│ 12180.50" in text
    long = report.with_answer("surprises", "One line.\n" * 20)
    text = words(stop_lines(long, report.form.by_id["surprises"], 0, 1, "Sent."))
    assert "▾ 14 more lines" in text
    assert "✓" not in text
    assert "That was the last one." in words(stop_lines(report, None, 24, 24, ""))


def test_hostile_answers_stay_in_their_columns() -> None:
    report = nasty_report(2)
    for question in report.questions():
        if question.id in report.answers:
            assert all(one.cell_length <= 78 for one in stop_lines(report, question, 0, 9, "Copied."))
    assert all(line.cell_length <= 56 for line in card_lines(report, 1))
