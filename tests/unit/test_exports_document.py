"""The neutral document: what stands in a report, in which order, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.exports.document import Document, Fact, Item, Table, Text, build_document
from reportwizard.kinds.values import Typed
from reportwizard.money.amount import Amount
from reportwizard.report.report import Report
from support.nasty import complete_report

if TYPE_CHECKING:
    from reportwizard.kinds.values import Value


def _item(document: Document, question_id: str) -> Item:
    return next(item for section in document.sections for item in section.items if item.id == question_id)


def _ids(document: Document) -> list[str]:
    return [item.id for section in document.sections for item in section.items]


def _table(document: Document, question_id: str) -> Table:
    answer = _item(document, question_id).answer
    assert isinstance(answer, Table)
    return answer


def test_facts_are_those_of_a_page_s_header() -> None:
    facts = build_document(complete_report()).facts
    assert Fact("due_date", "Due date", "30 June 2025") in facts
    assert Fact("amount_awarded_local", "Amount awarded in local currency", "13920.00 BRL") in facts
    assert Fact("organization_name", "Organization name", "N/A", answered=False) in facts
    assert Fact("", "Report type", "Final") in facts
    assert Fact("", "Amount spent", "2100.09 USD, 12180.50 BRL") in facts
    assert "grant_id" not in {fact.id for fact in facts}


def test_a_required_fact_without_an_answer_is_shown_empty() -> None:
    document = build_document(Report(complete_report().form))
    assert Fact("due_date", "Due date", "", answered=False) in document.facts
    assert "Amount spent" not in {fact.label for fact in document.facts}


def test_parts_and_questions_are_in_the_portal_s_order() -> None:
    document = build_document(complete_report())
    assert [section.heading for section in document.sections] == [
        "Part 1: Project and impact",
        "Part 2: Learning",
        "Part 3: Metrics",
        "Part 4: Financial reporting",
        "Review notes",
    ]
    assert _ids(document)[:4] == [
        "activities_and_results",
        "impact_links",
        "shared_materials",
        "fund_effects",
    ]
    assert _item(document, "unspent_plan").heading.startswith("13.2. What are you planning")
    assert _item(document, "unspent_plan").answer == Text(
        "B. Propose to use them to partially or fully fund a new/future grant request with PO approval"
    )


def test_a_reference_is_printed_under_its_question() -> None:
    document = build_document(complete_report())
    reference = _item(document, "learning_answers").reference
    assert reference
    assert reference.label == "You can recall these learning questions below:"
    assert reference.text.startswith("1. Do walks")
    assert "learning_questions" not in _ids(document)
    assert "officer_notes" in _ids(document)


def test_answers_to_questions_that_do_not_apply_are_left_out() -> None:
    report = complete_report().with_answer("has_unspent_funds", False)
    document = build_document(report)
    assert "unspent_explanation" not in _ids(document)
    assert "unspent_explanation" not in document.report.answers
    assert "unspent_explanation" in report.answers


def test_required_marks_follow_the_conditions() -> None:
    document = build_document(complete_report())
    assert _item(document, "unspent_plan").mark == " (required)"
    assert _item(document, "recommendations").mark == ""


def test_tables_have_every_row_of_the_form() -> None:
    table = _table(build_document(complete_report()), "content_metrics")
    assert table.header[:2] == ("", "Target")
    assert len(table.rows) == 15
    assert table.rows[1] == ("Wikimedia Commons", "300", "412", "")
    assert table.rows[2] == ("Wikidata", "", "", "")


def test_statements_are_rows_with_their_letter() -> None:
    table = _table(build_document(complete_report()), "fund_effects")
    assert table.header == ()
    assert table.rows[0] == ("A. Bring in participants from underrepresented groups", "Strongly agree")
    assert table.rows[3][1] == "Neither agree nor disagree"


def test_an_unanswered_table_is_empty_and_says_so() -> None:
    table = _table(build_document(Report(complete_report().form)), "people_metrics")
    assert not table.answered
    assert table.rows[0] == ("Number of participants", "", "", "")


def test_what_was_not_read_is_marked_with_its_currency() -> None:
    report = (
        complete_report()
        .with_answer("spent_local", Typed("1.234", "BRL"))
        .with_answer("data_difficulties", Typed("?"))
    )
    document = build_document(report)
    assert _item(document, "spent_local").answer == Text("1.234 (unclear, in BRL)")
    assert _item(document, "data_difficulties").answer == Text("? (unclear)")


def test_what_the_form_does_not_know_is_kept_by_its_id() -> None:
    value: Value = {"gardens": {"target": 3, "visitors": Typed("many")}}
    table = _table(build_document(complete_report().with_answer("people_metrics", value)), "people_metrics")
    assert table.header == ("", "Target", "Results", "Comments and tools used", "visitors")
    assert table.rows[-1] == ("gardens", "3", "", "", "many")


def test_control_characters_are_removed() -> None:
    report = complete_report().with_answer("surprises", "red \x1b[31malert\x07 \u202e!")
    assert _item(build_document(report), "surprises").answer == Text("red alert !")


def test_a_literal_na_differs_from_no_answer() -> None:
    assert build_document(complete_report()).stamp.literal == ()
    report = complete_report().with_answer("organization_name", "N/A")
    assert build_document(report).stamp.literal == ("organization_name",)


def test_values_of_every_kind_are_exact() -> None:
    report = complete_report()
    report = replace(report, locale="ar_EG").with_answer("spent_local", Amount(Decimal("1E+3"), "BRL"))
    report = report.with_answer("project_start", date(1999, 12, 31))
    document = build_document(report)
    assert _item(document, "spent_local").answer == Text("1000.00 BRL")
    assert Fact("project_start", "Project start date", "31 December 1999") in document.facts
    assert _item(document, "complies_with_laws").answer == Text("Yes")


def test_every_word_and_amount_of_a_table_fits_its_column() -> None:
    header = ("No.", "Date", "What", "Category", "Amount", "Receipt", "Note")
    rows = [
        (
            "1",
            "1 September 2026",
            "Bus tickets",
            "Communication",
            "10000.000 TND",
            "receipts/01.pdf",
            "museum",
        ),
        ("2", "2 May 2026", "Hall", "Administration", "114.75 TND", "x" * 90, "paid late " * 9),
    ]
    wide = Table(header, tuple(rows), has_row_names=False)
    assert wide.is_crowded
    for words in ("September", "tickets", "Communication", "10000.000 TND", "museum"):
        column = next(at for at, cell in enumerate(rows[0]) if words in cell)
        assert wide.min_widths[column] >= len(words) < wide.relative_widths[column], words
    assert wide.min_widths[5] < 30, "the rest of a word without an end comes on the next line"
    assert max(wide.relative_widths) < sum(wide.relative_widths) / 3
    narrow = Table(("Target", "Comment"), (("5", "a long comment " * 9),), has_row_names=False)
    assert not narrow.is_crowded
    assert narrow.relative_widths[0] < narrow.relative_widths[1]
