"""What every shipped form promises, and every question of the Rapid Fund final report, one a line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportwizard.errors import FormError
from reportwizard.forms.conditions import parse_condition
from reportwizard.forms.external import published_forms
from reportwizard.forms.loader import build_form, form_ids, load_form, shipped_form
from reportwizard.forms.page import Headings, check_page
from reportwizard.forms.schema import check_form

if TYPE_CHECKING:
    from reportwizard.forms.form import Form, Question
    from reportwizard.kinds.values import Column, Option, Row

RAPID = "rapid-fund-final"
SAMPLE = Path(__file__).parents[2].parent / "shared" / "samples" / "kazakh-conference-final-report.txt"

# part, number, id, kind, need: R required, O optional, own (ours, not of the form), or the condition under
# which it is required.
QUESTIONS = """
general | -    | project_title             | text      | R
general | -    | applicant_username        | text      | R
general | -    | organization_name         | text      | O
general | -    | request_id                | text      | O
general | -    | grant_id                  | text      | O
general | -    | report_id                 | text      | O
general | -    | funding_program           | text      | O
general | -    | application_type          | text      | O
general | -    | report_status             | choice    | O
general | -    | project_start             | date      | O
general | -    | project_end               | date      | O
general | -    | due_date                  | date      | R
general | -    | fund_in_usd               | yes_no    | own
general | -    | amount_awarded            | money     | R
general | -    | amount_awarded_local      | money     | O
impact  | 1    | activities_and_results    | long_text | R
impact  | 2    | impact_links              | long_text | R
impact  | -    | shared_materials          | long_text | R
impact  | 3    | fund_effects              | agreement | R
impact  | -    | fund_effects_other        | text      | O
learning | -   | learning_questions        | long_text | O
learning | 4   | learning_answers          | long_text | R
learning | 5   | surprises                 | long_text | R
learning | 6   | sharing_plan              | long_text | R
metrics | 7    | people_metrics            | table     | R
metrics | -    | content_metrics           | table     | O
metrics | 8    | other_metrics             | table     | O
metrics | 9    | data_difficulties         | yes_no    | R
metrics | 9.1  | data_difficulties_details | long_text | data_difficulties = yes
finance | 10   | spent_local               | money     | R
finance | 11   | spent_usd                 | money     | R
finance | 12   | financial_report          | long_text | R
finance | 12.2 | budget_changes            | long_text | O
finance | 13   | has_unspent_funds         | yes_no    | R
finance | 13.1 | unspent_explanation       | long_text | has_unspent_funds = yes
finance | 13.2 | unspent_plan              | choice    | has_unspent_funds = yes
finance | 13.3 | unspent_plan_details      | long_text | has_unspent_funds = yes
finance | 14.1 | complies_with_agreement   | yes_no    | R
finance | 14.2 | complies_with_laws        | yes_no    | R
finance | 14.3 | complies_with_tax_code    | yes_no    | R
finance | 15   | recommendations           | long_text | O
review  | -    | officer_notes             | long_text | O
review  | -    | applicant_response        | long_text | O
"""

# question, list, the ids in it in the form's order (a letter before an id, a cell's kind after it).
ENTRIES = {
    ("report_status", "options"): "draft under_review accepted incomplete unknown",
    ("fund_effects", "rows"): (
        "A:underrepresented_participants B:inclusive_culture C:underrepresented_topics "
        "D:underrepresented_perspectives E:editor_retention F:organizer_retention G:belonging"
    ),
    ("fund_effects", "options"): "strongly_agree agree neither disagree strongly_disagree not_applicable",
    ("people_metrics", "rows"): "participants editors organizers",
    ("people_metrics", "columns"): "target/count result/count comments/text",
    ("content_metrics", "rows"): (
        "wikipedia commons wikidata wiktionary wikisource incubator translatewiki mediawiki wikiquote "
        "wikivoyage wikibooks wikiversity wikinews wikispecies wikifunctions"
    ),
    ("content_metrics", "columns"): "target/count created/count improved/count",
    ("other_metrics", "columns"): "name/text description/text target/text result/text comments/text",
    ("unspent_plan", "options"): "A:a B:b C:c",
}


@pytest.fixture(params=form_ids())
def form(request: pytest.FixtureRequest) -> Form:
    return load_form(request.param)


@pytest.fixture
def rapid() -> Form:
    return load_form(RAPID)


def test_both_ways_of_loading_give_the_same_form(form: Form) -> None:
    assert check_form(shipped_form(form.id), form.id) == build_form(shipped_form(form.id), form.id) == form


def test_a_form_is_in_the_folder_of_its_id() -> None:
    assert [load_form(form_id).id for form_id in form_ids()] == list(form_ids())


def test_ids_are_unique_and_plain(form: Form) -> None:
    ids = [question.id for question in form.questions]
    assert len(ids) == len(set(ids)) > 0
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in (*ids, *(part.id for part in form.parts)))


def test_every_condition_names_a_question_asked_earlier(form: Form) -> None:
    earlier: set[str] = set()
    for question in form.questions:
        needed = {
            parse_condition(text).question for text in (question.asked_if, question.required_if) if text
        }
        assert needed <= earlier, question.id
        earlier.add(question.id)


def test_no_wording_is_empty_or_frayed(form: Form) -> None:
    for text in [text for question in form.questions for text in printed(question)]:
        assert text
        assert text == text.strip()
        assert "  " not in text


def test_short_names_are_short_and_distinct(form: Form) -> None:
    names = [question.short for question in form.questions]
    assert all(0 < len(name.split()) <= 4 for name in names)
    assert len(set(names)) == len(names)
    assert all(0 < len(part.short.split()) <= 2 for part in form.parts)


def test_every_rule_names_its_source(form: Form) -> None:
    assert form.rules
    assert all(
        rule.source.startswith("https://") or rule.source == "Your grant agreement" for rule in form.rules
    )


def test_the_questions_of_the_rapid_fund_report(rapid: Form) -> None:
    expected = [[cell.strip() for cell in line.split("|")] for line in QUESTIONS.strip().splitlines()]
    assert [described(rapid, question) for question in rapid.questions] == expected


def described(form: Form, question: Question) -> list[str]:
    need = question.asked_if or "R" if question.required else "own" if question.own else "O"
    return [form.part_of[question.id].id, question.number or "-", question.id, question.kind, need]


def test_the_lists_of_the_rapid_fund_report(rapid: Form) -> None:
    found = {
        (question.id, key): " ".join(map(named, getattr(question, key)))
        for question in rapid.questions
        for key in ("options", "rows", "columns")
        if getattr(question, key)
    }
    assert found == ENTRIES


def named(entry: object) -> str:
    letter, kind = getattr(entry, "letter", ""), getattr(entry, "kind", "")
    return f"{letter}:" * bool(letter) + str(getattr(entry, "id", "")) + f"/{kind}" * bool(kind)


def test_the_currencies_defaults_and_references_of_the_rapid_fund_report(rapid: Form) -> None:
    def having(key: str) -> dict[str, object]:
        return {question.id: getattr(question, key) for question in rapid.questions if getattr(question, key)}

    assert having("currency") == {
        "amount_awarded": "USD",
        "amount_awarded_local": "local",
        "spent_local": "local",
        "spent_usd": "USD",
    }
    assert having("default") == {"funding_program": "Rapid Fund", "report_status": "draft"}
    assert having("reference") == {"learning_questions": True, "officer_notes": True}
    assert having("beside") == {
        "learning_questions": "learning_answers",
        "officer_notes": "applicant_response",
    }
    assert having("links").keys() == {"impact_links", "shared_materials", "financial_report"}
    assert having("empty_shown_as") == dict.fromkeys(
        ("organization_name", "officer_notes", "applicant_response"), "N/A"
    )


def test_the_rapid_fund_report_itself(rapid: Form) -> None:
    assert (rapid.version, rapid.report_type) == ("2023", "Final")
    assert "CC BY-SA 4.0" in rapid.attribution
    assert [part.heading for part in rapid.parts] == [
        "General information",
        "Part 1: Project and impact",
        "Part 2: Learning",
        "Part 3: Metrics",
        "Part 4: Financial reporting",
        "Review notes",
    ]


def test_the_wording_is_that_of_a_published_page(rapid: Form) -> None:
    if not SAMPLE.exists():
        pytest.skip("the sample page is not here")
    page = plain(SAMPLE.read_text(encoding="utf-8"))
    numbered = [question for part in rapid.parts if part.id != "general" for question in part.questions]
    for question in numbered:
        heading = f"{question.number}. {question.wording}" if question.number else question.wording
        for text in (heading, *printed(question)):
            assert plain(text) in page, question.id
    pages = dict((form.id, page) for form, page in published_forms())
    assert plain(pages[rapid.id].notices[0]) in page


def test_every_page_file_fits_its_form() -> None:
    assert published_forms()
    for form, page in published_forms():
        check_page(page, form, f"{form.id}/page.toml")
        for wrong in (replace(page, number="nobody"), replace(page, headings=(Headings("nobody", ()),))):
            with pytest.raises(FormError, match="nobody"):
                check_page(wrong, form, "page.toml")


def printed(question: Question) -> list[str]:
    """Return the official words of a question; paraphrases are our own."""
    entries: tuple[Option | Row | Column, ...] = (*question.options, *question.rows, *question.columns)
    labels = [entry.label for entry in entries if not getattr(entry, "paraphrased", False)]
    helps = [line.removeprefix("- ") for line in question.help.splitlines()]
    return [question.wording, *helps, *filter(None, [question.intro]), *labels]


def plain(text: str) -> str:
    """Return text with straight quotes and single blanks: pages and forms differ in these alone."""
    return re.sub(r"\s+", " ", text.translate(str.maketrans("“”’", '""\''))).strip()
