"""The wording that a page is split at: numbers, order, and what may be in the middle of a line."""

from __future__ import annotations

from dataclasses import replace

from reportwizard.forms.loader import load_form
from reportwizard.forms.page import Headings, Wordings
from reportwizard.imports.layout import PageLayout, layout_of, page_labels, row_labels
from reportwizard.imports.wordings import Label, plain_words
from support.published_pages import FORM, LAYOUT


def labels_of(layout: PageLayout, key: str, generation: str = "") -> list[Label]:
    return [label for label in page_labels(layout, generation) if label.key == key]


def test_a_label_has_the_number_the_wording_and_the_place_of_its_question() -> None:
    for key, number, order, inline, first in (
        ("activities_and_results", "1", 10, True, "describe"),
        ("fund_effects_other", "F", 50, False, "other"),
        ("learning_answers", "4", 1010, True, "in"),
        ("learning_questions", "", 1020, True, "you"),
        ("people_metrics", "7", 2010, False, "wikimedia"),
        ("content_metrics", "", 2020, True, "wikimedia"),
        ("officer_notes", "", 4010, False, "review"),
    ):
        label = labels_of(LAYOUT, key)[0]
        assert (label.number, label.order, label.inline, label.words[0]) == (number, order, inline, first)
    wordings = {label.key: " ".join(label.words) for label in reversed(page_labels(LAYOUT, ""))}
    assert wordings["fund_effects_other"] == "other optional"
    assert wordings["content_metrics"].startswith("wikimedia project target result number of created")
    assert wordings["people_metrics"] == "wikimedia metrics results"


def test_a_table_is_found_by_its_help_too() -> None:
    for question in FORM.questions:
        helps = [
            label for label in labels_of(LAYOUT, question.id) if label.words == plain_words(question.help)
        ]
        assert len(helps) == bool(question.kind == "table" and question.help), question.id
        assert all(label.order == labels_of(LAYOUT, question.id)[0].order for label in helps)


def test_headings_fill_a_line_and_the_list_of_expenses_follows_its_question() -> None:
    headings = [label for label in page_labels(LAYOUT, "") if not label.key and label.order >= 0]
    assert {label.order for label in headings} == {0, 1000, 2000, 3000, 4000}
    assert all(label.whole_line and not label.inline for label in headings)
    assert plain_words("Part 1 Understanding your work") in {label.words for label in headings}
    (ledger,) = labels_of(LAYOUT, "ledger")
    assert (ledger.order, ledger.whole_line) == (labels_of(LAYOUT, "financial_report")[0].order + 5, True)


def test_other_wordings_belong_to_their_generation_and_come_one_after_the_other() -> None:
    response = labels_of(LAYOUT, "applicant_response")[1]
    assert (response.order, response.inline, response.words[0]) == (4020, False, "your")
    assert labels_of(LAYOUT, "applicant_response", "2022")[1] == response
    whole, first, *links = labels_of(LAYOUT, "impact_links", "2022")
    # Who copies a question may stop after its first sentence.
    assert (first.words, first.order, first.whole_line) == (whole.words[:4], whole.order, True)
    assert [(label.order, label.inline) for label in links] == [
        (20, True), (21, False), (22, True), (22, False),
    ]  # fmt: skip
    assert labels_of(LAYOUT, "impact_links", "2024") == labels_of(LAYOUT, "impact_links")
    gone = {label.order for label in page_labels(LAYOUT, "2022") if label.order < -1}
    assert gone == {-3}
    assert not any(label.order < -1 for label in page_labels(LAYOUT, ""))
    leaked = Wordings("surprises", ("One two three four five six seven",), leaked=True)
    layout = PageLayout(FORM, replace(LAYOUT.page, wordings=(leaked,)))
    assert not labels_of(layout, "surprises")[1].inline
    assert layout.leaked.sub("", "Rain. one two three four five six seven ") == "Rain."


def test_an_earlier_heading_has_the_number_of_its_part_if_there_is_one() -> None:
    first, notes = FORM.parts[1], FORM.parts[-1]
    earlier = (Headings(first.id, ("Our work",)), Headings(notes.id, ("Remarks",)))
    layout = PageLayout(FORM, replace(LAYOUT.page, headings=earlier))
    assert layout.headings_of(first)[1:] == [("part", "1", "our", "work")]
    assert layout.headings_of(notes)[1:] == [("remarks",)]


def test_the_rows_of_a_table_are_labels_with_their_letters() -> None:
    rows = row_labels(FORM.by_id["fund_effects"])
    assert [(label.order, label.number, label.inline) for label in rows] == [
        (place, letter, True) for place, letter in enumerate("ABCDEFG")
    ]
    assert rows[1].key == FORM.by_id["fund_effects"].rows[1].id


def test_a_form_without_pages_has_its_own_wording_alone() -> None:
    assert layout_of(FORM) is layout_of(FORM)
    form = load_form("small-grant-report")
    layout = layout_of(form)
    assert layout.form is form
    assert (layout.page.name, layout.page.programme, layout.page.generation) == (form.id, "", "")
    assert {label.key for label in page_labels(layout, "")} >= {
        question.id for question in layout.parts[0].printed
    }
