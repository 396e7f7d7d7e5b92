"""A page as a browser copies it, where such a page lies beside this repository."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportwizard.kinds.values import Typed
from reportwizard.money.amount import Amount
from support.published_pages import other_programme, read_page, recognise

if TYPE_CHECKING:
    from reportwizard.imports.imported import ImportResult

SAMPLE = Path(__file__).parents[2].parent / "shared" / "samples" / "kazakh-conference-final-report.txt"


@pytest.fixture(scope="module")
def text() -> str:
    if not SAMPLE.is_file():
        pytest.skip("no sample beside the repository")
    return SAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def imported(text: str) -> ImportResult:
    return read_page(text, currency="KZT", locale="kk_KZ")


def test_is_recognised(text: str, imported: ImportResult) -> None:
    assert recognise(text) == imported.recognised == "rapid-fund-2023-page"
    assert other_programme(text) is None


def test_header(imported: ImportResult) -> None:
    answers = imported.report.answers
    assert answers["request_id"] == "22215712"
    assert str(answers["project_title"]).endswith("/Events/Conference")
    assert answers["applicant_username"] == "Batyrbek.kz"
    assert answers["funding_program"] == "Rapid Fund"
    assert answers["report_status"] == "under_review"
    assert answers["due_date"] == date(2023, 10, 3)
    assert answers["amount_awarded"] == Amount(Decimal("3102.18"), "USD")
    assert "organization_name" not in answers


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("activities_and_results", "The conference", "grant proposal."),
        ("impact_links", "Project page:", "kazakh-wiki-conference-2023/"),
        ("shared_materials", "Presentations from", "2023_(presentations)"),
        ("learning_answers", "We have discovered", "the Movement Strategy"),
        ("surprises", "There weren't", "we expected."),
        ("sharing_plan", "We share all", "via this chat"),
        ("budget_changes", "There was a plan", "National Museum."),
        ("unspent_explanation", "$783.98", "in the tour"),
        ("unspent_plan_details", "We are planning", "in 2024"),
    ],
)
def test_texts_are_whole(text: str, imported: ImportResult, question: str, first: str, last: str) -> None:
    answer = str(imported.report.answers[question])
    assert answer in text.split("\n\n")
    assert (answer[: len(first)], answer[-len(last) :]) == (first, last)


def test_texts_after_wording_of_the_form(text: str, imported: ImportResult) -> None:
    for question, before in (
        ("learning_questions", "You can recall these learning questions below: "),
        ("financial_report", "Provide the link to the financial report "),
    ):
        assert before + str(imported.report.answers[question]) in [line.strip() for line in text.splitlines()]


def test_tables(imported: ImportResult) -> None:
    answers = imported.report.answers
    assert answers["people_metrics"] == {
        "participants": {"target": 32, "result": 33},
        "editors": {"target": 26, "result": 27},
        "organizers": {"target": 4, "result": 4},
    }
    assert answers["content_metrics"] == {
        "wikipedia": {"target": 100, "created": 10, "improved": 100},
        "commons": {"target": 200, "created": 71, "improved": 200},
        "wikidata": {"target": 100, "created": 3, "improved": 100},
    }
    assert answers["fund_effects"] == {
        "underrepresented_participants": "agree",
        "inclusive_culture": "agree",
        "underrepresented_topics": "not_applicable",
        "underrepresented_perspectives": "not_applicable",
        "editor_retention": "agree",
        "organizer_retention": "agree",
        "belonging": "strongly_agree",
    }


def test_short_answers(imported: ImportResult) -> None:
    answers = imported.report.answers
    assert answers["spent_local"] == Amount(Decimal("1046956.78"), "KZT")
    assert answers["spent_usd"] == Amount(Decimal("2292.84"), "USD")
    assert answers["data_difficulties"] is False
    assert answers["has_unspent_funds"] is True
    assert answers["unspent_plan"] == "b"
    assert [answers[f"complies_with_{name}"] for name in ("agreement", "laws", "tax_code")] == [True] * 3


def test_unanswered_questions_are_absent_and_nothing_is_unplaced(imported: ImportResult) -> None:
    absent = {
        "organization_name",
        "fund_effects_other",
        "other_metrics",
        "data_difficulties_details",
        "recommendations",
        "officer_notes",
        "applicant_response",
    }
    assert not absent.intersection(imported.report.answers)
    assert imported.unplaced == ()
    (note,) = imported.notes
    assert "robot" in note
    assert imported.placed == 29


def test_without_a_currency_the_local_amount_stays_as_printed(text: str) -> None:
    report = read_page(text, currency="", locale="kk_KZ").report
    assert report.answers["spent_local"] == Typed("1046956.78", "")
    assert report.currency == ""
