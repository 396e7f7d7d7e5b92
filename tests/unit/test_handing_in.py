"""The words of Hand in: what is missing, the ways, one answer to copy, the last card; without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from reportwizard.checks.registry import check_report
from reportwizard.forms.loader import load_form
from reportwizard.hand_in.proof import prove
from reportwizard.hand_in.stops import stops
from reportwizard.report.due import (
    changed_after_hand_in,
    is_handed_in,
    mark_handed_in,
    mark_published,
    reopen,
)
from reportwizard.report.hand_in import HandIn
from reportwizard.report.report import Report
from reportwizard.ui.hand_in.file_page import format_items
from reportwizard.ui.hand_in.finish_page import card_lines, figures, project_summary
from reportwizard.ui.hand_in.hand_in_page import hand_in_items
from reportwizard.ui.hand_in.walk_rows import (
    PUBLISHED,
    CopyState,
    body_lines,
    boxed,
    end_rows,
    first_rows,
    head_rows,
    offer_rows,
    offers,
    squeezed,
)
from reportwizard.ui.shared.lines_widget import Row
from support.cases import each_case
from support.nasty import complete_report, nasty_report

if TYPE_CHECKING:
    import pytest
    from textual.content import Content

    from reportwizard.ui.shared.line_list import Item

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
    for way in (
        "1 Copy into the portal, question by question 25 stops, one key each",
        "2 Write a file text, Word, PDF, wiki page, web page",
        "3 Send it",
        "4 I handed it in",
    ):
        assert way in " ".join(text.split())
    assert text.endswith(
        "You cannot change the report after Submit.\nSend corrections to your program officer."
    )


def test_what_is_missing_is_listed_and_only_a_draft_can_be_written() -> None:
    report, _ = complete_report().with_answer("surprises", None).with_typed("spent_usd", "1651.000")
    text = " ".join(page(report).split())
    assert "1 to fix 1 answer to go ○ 5 Surprises not answered ✗ 11 Spent, in US dollars" in text
    assert "Or 2 Write a draft to show to others marked as not finished" in text
    assert "I handed it in" not in text


def test_no_words_of_one_form_are_shown_for_another() -> None:
    form = load_form(OTHER)
    report = Report(form)
    for text in (page(report), words(card_lines(report, 0)), seen(end_rows(report, []))):
        for word in ("Wikimedia", "Fluxx", "Foundation", "grantee", "program officer"):
            assert word not in text
    assert form.reader in page(report) or form.portal in page(report)


def test_handed_in_keeps_the_day_and_open_again_begins_a_round() -> None:
    report = complete_report().with_answer("report_status", "draft")
    there = mark_handed_in(report, DAY)
    assert (there.answers["report_status"], there.hand_in.handed_in) == ("under_review", DAY)
    assert is_handed_in(there)
    again = reopen(there)
    assert not is_handed_in(again)
    assert again == replace(report, hand_in=HandIn(round=2))
    accepted = report.with_answer("report_status", "accepted")
    assert not is_handed_in(accepted)
    assert mark_handed_in(accepted, DAY).answers["report_status"] == "accepted"
    assert not is_handed_in(mark_published(report))
    published = mark_published(accepted)
    assert is_handed_in(published)
    assert changed_after_hand_in(published, published.with_answer("surprises", "Snow.")) == {"surprises"}
    assert reopen(published) == again
    other = Report(replace(report.form, parts=report.form.parts[1:]))
    assert reopen(mark_handed_in(other, DAY)) == replace(other, hand_in=HandIn(round=2))


def test_the_ticks_of_a_round_go_and_what_is_known_of_the_portal_stays() -> None:
    kept = HandIn(1, ("a",), "a", {"surprises": 2000}, reshape=True)
    again = reopen(mark_handed_in(replace(complete_report(), hand_in=kept), DAY))
    assert again.hand_in == HandIn(2, (), "", {"surprises": 2000}, reshape=True)


@each_case(
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
    closed = mark_handed_in(open_, DAY)
    assert (not changed_after_hand_in(closed, closed.with_answer(question, value))) is stays
    assert not changed_after_hand_in(open_, open_.with_answer(question, value))


def test_the_card_has_figures_only_where_they_are_there() -> None:
    report = complete_report()
    text = words(card_lines(report, 7))
    assert "Handed in. Thank you, Exemplo da Silva." in text
    assert "18 people   17 pages   412 files" in text
    assert "2.100,09 of 2.400,00 USD" in text
    assert "7 mistakes fixed before anybody saw them" in text
    assert "Put their questions into “Review notes”." in text
    text = words(card_lines(report.with_answer("applicant_username", "Afi K."), 1))
    assert "Thank you, Afi K.\n" in text
    assert "1 mistake fixed before anybody saw it" in text
    figures_ = "18 people (12 edited, 3 organized), 17 pages (6 created, 11 improved), 412 files."
    assert project_summary(report) == f"{report.title}: {figures_}"
    empty = Report(report.form)
    assert figures(empty) == []
    text = words(card_lines(empty, 0))
    assert "Thank you." in text
    assert "mistakes" not in text
    assert project_summary(empty.with_answer("project_title", "A walk")) == "A walk."


def test_the_card_says_until_when_receipts_are_kept_where_the_form_and_the_day_say_it() -> None:
    for form, day, expected in (
        ("rapid-fund-final", DAY, ["Keep your receipts until October 2030."]),
        ("rapid-fund-final", None, []),
        (OTHER, DAY, []),
    ):
        report = replace(Report(load_form(form)), hand_in=HandIn(handed_in=day))
        assert [line.plain for line in card_lines(report, 0) if "receipts" in line.plain] == expected


def test_a_format_says_what_it_needs_and_that_it_cannot_be_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    def shown(items: list[Item]) -> str:
        return " ".join(words([line for item in items for line in item.draw(76, False)]).split())

    assert "4 PDF For auditors, and to print." in shown(format_items("text"))
    assert "8 copy all of it instead as the format above says" in shown(format_items("text"))
    monkeypatch.setattr("reportwizard.exports.registry.find_spec", lambda _: None)
    monkeypatch.setattr("sys.executable", "/opt/bin/python")
    assert "4 PDF needs: /opt/bin/python -m pip install 'reportwizard[pdf]'" in shown(format_items("docx"))
    assert "8 copy all of it instead not in this format" in shown(format_items("docx"))
    report = complete_report()
    assert "text, Word, wiki page, web page" in shown(hand_in_items(report, []))
    # What came of a comparison is said where one does it again.
    proof = prove(report, "4. What you learned")
    assert proof.verdict[0][:30] in shown(hand_in_items(report, [], proof.verdict))


def seen(rows: list[Row]) -> str:
    return words([row.content for row in rows])


def card(report: Report, id: str, tables: str = "", told: str = "", sure: bool = False) -> str:
    walk = stops(report, tables)
    number = next(number for number, one in enumerate(walk) if one.id == id)
    body = boxed(body_lines(report, walk[number]), 0, 9)
    foot = offer_rows(offers(report, walk[number], tables), "")
    return seen([*head_rows(report, walk, number, CopyState(told, sure)), *body, *foot])


def test_the_card_of_a_stop_says_what_to_expect_and_what_to_do() -> None:
    report = complete_report()
    text = card(report, "spent_local", told="Copied.", sure=True)
    many = len(stops(report))
    for said in (
        f"  stop 18 of {many}\n",
        "10  Spent, in your currency",
        "The box for an amount in the portal is called:",
        "✓ Copied. Paste it in the portal with Ctrl+V, then press Enter here.",
        "! The portal wants it like this: 12180.50",
        "│ 12180.50",
        "Nothing pasted?  2 write it to a file   8 the copy page",
    ):
        assert said in text
    text = card(report, "fund_effects")
    assert "The 7 rows of buttons in the portal are called:" in text
    assert "Click these in the portal, then press Enter here." in text
    assert "│ A. Bring in participants from underrepresented groups" in text
    assert "Copied" not in text
    assert "Nothing pasted?" not in text
    text = card(report, "facts")
    assert "The portal has these already." in text
    assert "│ Project title" in text
    text = card(report, "people_metrics/participants/comments", told="Sent to your terminal.")
    assert "! Sent to your terminal. Type the numbers, paste the text, then press" in text
    assert "People › Number of participants › Comments " in text
    assert "7 cell by cell" in text
    one_row = report.with_answer("content_metrics", {"wikinews": {"created": 6}})
    text = card(one_row, "content_metrics/wikinews/created")
    assert "Wikinews" in text
    assert "Wikipedia" not in text


def test_a_long_text_scrolls_and_a_limit_is_counted_down_and_marked() -> None:
    report = complete_report().with_answer("surprises", "One line.\n" * 20 + "“End”")
    report = replace(report, hand_in=HandIn(limits={"surprises": 200}))
    text = card(report, "surprises", told="Sent.")
    assert "▾ 13 more lines   PgDn" in text
    assert "205 of 200 characters · 5 too many" in text
    fit = "! The last 5 characters do not fit: the box ends after “…One line. One line.”."
    assert fit in " ".join(text.split())
    assert "! Portals may change this: 2 curly quotes." in text
    assert "! 21 lines run together: 20 line breaks become spaces." in text
    stop = next(one for one in stops(report) if one.id == "surprises")
    last = body_lines(report, stop)[-1]
    assert [last.plain[one.start : one.end] for one in last.spans] == ["“End”"]
    assert body_lines(report, stop, PUBLISHED)[0].plain.startswith("One line. One line.")
    assert offers(report, stop, "")["5"] == "make it plain"
    assert boxed(body_lines(report, stop), 12, 9)[-1].content.plain.strip() == "│ “End”"


def test_of_a_long_table_the_row_that_is_typed_is_in_view_below_the_header() -> None:
    rows = tuple({"name": f"Kind {number}", "result": str(number)} for number in range(1, 16))
    rows = ({}, {}, *rows[2:])
    report = complete_report().with_answer("other_metrics", rows)
    stop = next(one for one in stops(report) if one.id == "other_metrics/9/name")
    header, row, more = seen(boxed(body_lines(report, stop), stop.row, 3, pinned=1)).splitlines()
    assert "Name " in header
    assert "│ Row 10  Kind 10 " in row
    assert "▾ 5 more lines" in more  # rows without a figure are not shown
    assert [one.row for one in stops(report) if one.questions[0].id == "people_metrics"] == [0, 1, 2]


def test_the_test_comes_first_and_the_end_says_what_has_no_tick() -> None:
    report = complete_report()
    first = seen(first_rows(report.form, 26, CopyState("Copied.", True)))
    assert "Pasting works" in first
    assert "26 stops" in first
    walk = stops(report)
    assert f"{len(walk)} stops have no tick yet." in seen(end_rows(report, walk))
    ticked = replace(report, hand_in=replace(report.hand_in, ticks=tuple(one.mark for one in walk)))
    assert "✓ That was the last one. Everything is ticked." in seen(end_rows(ticked, walk))
    assert "✓ done" in seen(head_rows(ticked, walk, 0, CopyState()))
    assert seen(end_rows(report, walk)).rstrip().endswith("   8 the copy page")
    assert max(row.content.cell_length for row in end_rows(report, walk, 52)) <= 56
    assert "There is no answer to copy yet." in seen(end_rows(Report(report.form), []))


def test_hostile_answers_stay_in_their_columns() -> None:
    report = nasty_report(2)
    for tables in ("", "cells", "rows"):
        walk = stops(report, tables)
        for width in (56, 74):
            for number, stop in enumerate(walk):
                head = head_rows(report, walk, number, CopyState("Copied.", True), width)
                rows = [*head, *boxed(body_lines(report, stop, "", width), 0, 99, width)]
                assert all(row.content.cell_length <= width + 4 for row in rows)
                assert all(row.content.plain.strip() for row in squeezed(head, 0))
    assert all(line.cell_length <= 56 for line in card_lines(report, 1))
