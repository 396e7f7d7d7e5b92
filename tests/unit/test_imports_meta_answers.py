"""Long answers of a page: help texts go, words stay; learning questions and what was learned are apart."""

from __future__ import annotations

from typing import Any

from reportwizard.imports.answers import is_not_given, split_learning, without_help
from reportwizard.kinds.values import Typed
from support.cases import each_case
from support.published_pages import FORM, PageStyle, left_over, print_page, read_page

LINKS = FORM.by_id["impact_links"]
LIST = FORM.by_id["financial_report"]


def answers(page: str) -> dict[str, Any]:
    return dict(read_page(page, currency="", locale="en").report.answers)


@each_case(
    "printed",
    [
        LINKS.help,
        LINKS.help.replace("- ", "  • ").replace("\n", "\n\n"),
        LINKS.help.replace("- ", "").replace("\n", " "),
        LINKS.help.upper(),
        LINKS.help.replace(" ", "\u00a0"),
    ],
)
@each_case("answer", ["https://example.org/a", "- a list\n- of links", "Surveys and their results: b"])
def test_help_is_removed_from_an_answer(printed: str, answer: str) -> None:
    assert without_help(LINKS, f"{printed}\n\n{answer}") == answer


@each_case("answer", ["Share the link", "Important social media posts: a", "Share links to", ""])
def test_an_answer_without_help_is_unchanged(answer: str) -> None:
    assert without_help(LINKS, answer) in (answer, "")
    assert without_help(LIST, answer) == answer


def test_help_on_the_answer_s_own_line() -> None:
    assert (
        without_help(LIST, "Provide the link to the financial report https://example.org")
        == "https://example.org"
    )
    assert (
        without_help(LIST, "Provide the link: https://example.org") == "Provide the link: https://example.org"
    )


@each_case(
    ("text", "questions", "answer"),
    [
        (" Who came? Who stayed?\n\nNeighbours.", "Who came? Who stayed?", "Neighbours."),
        (" Who came?\nWho stayed?\n\nNeighbours.", "Who came?\nWho stayed?", "Neighbours."),
        ("\n\nWho came?\nWho stayed?\n\nNeighbours.", "Who came?\nWho stayed?", "Neighbours."),
        ("\n\n  • Who came?\n  • Who stayed?\n\nNeighbours.", "• Who came?\n  • Who stayed?", "Neighbours."),
        (
            " We ask:\n\n  1. Who came?\n  2. Who stayed?\n\nAll.",
            "We ask:\n\n  1. Who came?\n  2. Who stayed?",
            "All.",
        ),
        (" Who came?\n\nWho came?\n\nNeighbours.", "Who came?", "Who came?\n\nNeighbours."),
        (" Who came? Who stayed?\n\n1. Who came?\nAll.", "Who came? Who stayed?", "1. Who came?\nAll."),
        (" Who came?\n\nDid we ask enough?\n\nNo.", "Who came?", "Did we ask enough?\n\nNo."),
        (" Who came?\nNeighbours.", "Who came?", "Neighbours."),
        ("\n\nNeighbours came.", "", "Neighbours came."),
        (" من جاء؟\nمن بقي؟\n\nالجيران.", "من جاء؟\nمن بقي؟", "الجيران."),
        (" 谁来了？\n\n邻居。", "谁来了？", "邻居。"),
        (" Neighbours\n\nCame.", "Neighbours", "Came."),
        ("", "", ""),
    ],
)
def test_learning_questions_are_split_from_their_answer(text: str, questions: str, answer: str) -> None:
    found = split_learning(text)
    assert (found[0], found[1].strip()) == (questions, answer)


def test_an_answer_above_the_learning_questions_is_kept_too() -> None:
    page = print_page(
        {"awarded": "5", "learning_questions": "Who came?", "learning_answers": "Neighbours."}, PageStyle()
    )
    page = page.replace("questions below. (required)\n\n", "questions below. (required)\n\nMany things.\n\n")
    assert answers(page)["learning_answers"] == "Many things.\n\nNeighbours."
    assert answers(page)["learning_questions"] == "Who came?"


@each_case("text", ["N/A", "n/a", " N/A. ", "N / A", "n.a."])
def test_not_given_counts_as_no_answer_unless_it_is_required(text: str) -> None:
    assert is_not_given(text)
    given = {"awarded": "5", "data_difficulties": "No", "has_unspent_funds": "Yes"}
    optional = (
        "recommendations",
        "budget_changes",
        "officer_notes",
        "data_difficulties_details",
        "learning_questions",
    )
    page = print_page(
        {**given, **dict.fromkeys((*optional, "surprises", "unspent_explanation"), text)}, PageStyle()
    )
    found = answers(page)
    assert set(optional).isdisjoint(found)
    assert found["surprises"] == found["unspent_explanation"] == text.strip()


@each_case("text", ["-", "–", " — ", "N/A"])
def test_a_dash_is_no_short_answer(text: str) -> None:
    page = print_page({"awarded": "5", "data_difficulties": text, "spent_usd": text}, PageStyle())
    columns = "Other Metrics name Metrics Description Target Result Tools and comments"
    page = page.replace(columns, text)
    assert {"data_difficulties", "spent_usd", "other_metrics"}.isdisjoint(answers(page))
    assert left_over(read_page(page, currency="", locale="en")) == ()


@each_case("text", ["N/A for us", "na", "Nothing", "-", "No"])
def test_other_short_texts_are_answers(text: str) -> None:
    page = print_page({"awarded": "5", "recommendations": text}, PageStyle())
    assert answers(page)["recommendations"] == text


def test_further_questions_of_an_older_page_are_unplaced() -> None:
    page = print_page(
        {
            "project_title": "River",
            "awarded": "5",
            "activities_and_results": "Walks.",
            "impact_links": "A link",
        },
        PageStyle(layout="2022", required=False),
    )
    old = "Briefly describe how your proposed activities and strategies were implemented"
    effective = (
        "Were there any strategies or approaches that you felt were effective in achieving your goals?"
    )
    page = page.replace(FORM.by_id["activities_and_results"].wording, old)
    page = page.replace("Walks.", f"Walks.\n\n2. {effective}\n\nGroups.\n\n1. Small ones")
    page = page.replace(
        "A link",
        "  • Upload Documents and Files\nN/A\n  • Here is an additional field to type in URLs.\nA link",
    )
    assert answers(page)["activities_and_results"] == "Walks."
    assert "Groups.\n\n1. Small ones" in read_page(page, currency="", locale="en").unplaced
    assert answers(page)["impact_links"] == "A link"


def test_marks_around_a_short_answer_are_no_part_of_it() -> None:
    for text, value, rest in (
        ("- Yes", True, ()),
        ("• No.", False, ()),
        ("'''Yes'''", True, ()),
        ("**No**", False, ()),
        ("Yes / No", Typed("Yes / No"), ()),
        ("Yes\n(No)", Typed("Yes (No)"), ()),
        ("Yes, no problems", True, ("no problems",)),
        ("No\nNo", False, ("No",)),
        ("☒ Yes\n☐ No", True, ()),
        ("◉ Yes ○ No", True, ()),
        ("[ ] Yes [x] No", False, ()),
        ("( ) Yes\n(•) No\nBecause it rained.", False, ("Because it rained.",)),
        ("☒ Yes\n☐ No\nIt rained.", True, ("It rained.",)),
        ("Yes ☐ No ☒", False, ()),
        ("☒ Yes ☒ No", Typed("☒ Yes ☒ No"), ()),
        ("☐\t☒", Typed("☐ ☒"), ()),
    ):
        result = read_page(
            print_page({"awarded": "5", "data_difficulties": text}, PageStyle()), currency="", locale="en"
        )
        assert (result.report.answers["data_difficulties"], left_over(result)) == (value, rest), text
    page = print_page({"awarded": "5", "data_difficulties": "☐ Yes ☐ No"}, PageStyle())
    assert "data_difficulties" not in answers(page)
    for text, shown in (
        ("* 12.50", "12.50 USD"),
        ("- **12.50**", "12.50 USD"),
        ("-12.50", Typed("-12.50", "USD")),
        ("12.50\n7.50", Typed("12.50 7.50", "USD")),
    ):
        value = answers(print_page({"awarded": "5", "spent_usd": text}, PageStyle()))["spent_usd"]
        assert (value if isinstance(value, Typed) else str(value)) == shown, text


def test_a_question_may_be_copied_without_its_further_sentences() -> None:
    page = print_page({"awarded": "5", "learning_answers": "Much.", "surprises": "Rain."}, PageStyle())
    whole = FORM.by_id["surprises"].wording
    assert answers(page.replace(whole, whole.partition("? ")[0]))["surprises"] == "Rain."
    assert answers(page.replace("Much.", f"Much.\n{whole[:40]}"))["surprises"] == "Rain."


def test_extra_text_after_a_choice_is_kept() -> None:
    plan = f"B. {FORM.by_id['unspent_plan'].options[1].label}\n\nIn May"
    given = {
        "awarded": "5",
        "has_unspent_funds": "Yes",
        "unspent_plan": plan,
        "complies_with_laws": "Yes. We asked.",
    }
    result = read_page(print_page(given, PageStyle()), currency="", locale="en")
    assert result.report.answers["unspent_plan"] == "b"
    assert result.report.answers["complies_with_laws"] is True
    assert left_over(result) == ("In May", "We asked.")


def test_a_paraphrased_option_is_recognised_by_its_letter() -> None:
    given = {"awarded": "5", "has_unspent_funds": "Yes", "unspent_plan": "C. Send it back. All.\n\nSoon"}
    result = read_page(print_page(given, PageStyle()), currency="", locale="en")
    assert (result.report.answers["unspent_plan"], left_over(result)) == ("c", (given["unspent_plan"],))
    given["unspent_plan"] = "B. Something else"
    assert answers(print_page(given, PageStyle()))["unspent_plan"] == Typed("B. Something else")


def test_a_table_without_its_question_is_recognised_by_its_help() -> None:
    page = print_page({"awarded": "5", "people_metrics": {"editors": ["1", "2", ""]}}, PageStyle())
    page = page.replace("7. Wikimedia Metrics results. (required)\n\n", "")
    assert answers(page)["people_metrics"] == {"editors": {"target": 1, "result": 2}}
