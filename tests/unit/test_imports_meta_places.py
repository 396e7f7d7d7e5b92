"""Questions are found by their whole wording, and by nothing else."""

from __future__ import annotations

from support.cases import each_case
from support.published_pages import FORM, PageStyle, left_over, print_page, read_page, recognise

PAGE = print_page(
    {
        "project_title": "Two rivers",
        "awarded": "900",
        "activities_and_results": "We met.",
        "learning_questions": "Who came?",
        "learning_answers": "Neighbours.",
        "surprises": "Rain.",
        "sharing_plan": "A blog.",
        "data_difficulties": "No",
        "spent_local": "5000",
        "spent_usd": "850",
        "financial_report": "https://example.org/list",
        "has_unspent_funds": "No",
        "complies_with_agreement": "Yes",
        "complies_with_laws": "Yes",
        "complies_with_tax_code": "Yes",
    },
    PageStyle(),
)


def answers(page: str) -> dict[str, object]:
    return dict(read_page(page, currency="KES", locale="en").report.answers)


WHOLE = answers(PAGE)


@each_case("question", ["activities_and_results", "surprises", "sharing_plan", "spent_usd"])
@each_case(
    "change",
    [
        str.upper,
        str.lower,
        lambda wording: wording.replace(" ", "\u00a0"),
        lambda wording: wording.replace(" ", "  "),
        lambda wording: wording.rstrip("?.:"),
        lambda wording: wording.replace("the ", "", 1).replace("your ", "the ", 1),
        lambda wording: wording + " (required)",
        lambda wording: wording + " (optional)",
        lambda wording: f"'''{wording}'''",
        lambda wording: f"**{wording}**",
    ],
)
def test_slightly_changed_wording_is_recognised(question: str, change: object) -> None:
    assert callable(change)
    wording = FORM.by_id[question].wording
    page = PAGE.replace(f"{wording} (required)", change(wording))
    assert answers(page) == WHOLE


@each_case("number", ["", "99. ", "3) ", "Q "])
def test_the_number_in_front_of_a_question_does_not_matter(number: str) -> None:
    page = PAGE.replace("5. Did anything unexpected", f"{number}Did anything unexpected")
    found = answers(page)
    assert found["surprises"] == "Rain."
    assert str(found["learning_answers"]).startswith("Neighbours.")


@each_case(
    "answer",
    [
        "1. First, we met.\n2. Then we wrote.\n5. Did we rest? No.",
        "4. We visited a school.",
        "Part 2: the second day\n\nReview of notes",
        "What is your plan to share?\nWe asked that.",
        "“Did anything unexpected or surprising happen when implementing your activities?” was hard.",
        "Did anything unexpected or surprising happen? Yes.",
        "Wikimedia project: yes. Other metrics: no. Number of participants 12",
        "See 12.2. and 14.1. below; 13. is empty.",
        "Please state the total amount you need.\nAre you in compliance with the law? asked the mayor.",
        "edit\n\nEdit wars\n\nWe edit.",
        "a [edit] b\n[1] Source",
        "Due date: 2 May\nAmount spent: 3 USD",
        "| a | b |\n| 1 | 2 |",
        "tab\tin\ttext",
        "نص عربي\n\n中文。\n\n👍🏽 ‏١٢‏",
    ],
)
def test_an_answer_that_looks_like_the_form_stays_whole(answer: str) -> None:
    for name in ("activities_and_results", "surprises", "sharing_plan", "financial_report"):
        page = PAGE.replace(str(WHOLE[name]), answer)
        assert answers(page) == {**WHOLE, name: answer}


def test_a_quoted_question_is_not_the_question() -> None:
    quoted = f"As I said under “{FORM.by_id['activities_and_results'].wording}”: rain."
    assert answers(PAGE.replace("Rain.", quoted)) == {**WHOLE, "surprises": quoted}


def test_a_question_quoted_before_its_own_place() -> None:
    quoted = f"I will say it under {FORM.by_id['spent_usd'].wording} below."
    assert answers(PAGE.replace("Rain.", quoted)) == {**WHOLE, "surprises": quoted}


def test_a_question_glued_to_the_answer_above() -> None:
    page = PAGE.replace("\n\n6. What is your plan", " 6. What is your plan")
    page = page.replace("Yes\n\n14.2.", "Yes Your response to the review feedback. 14.2.")
    page = page.replace("Yes\n\n14.3.", "Yes\nYour response to the review feedback.\n14.3.")
    assert page.count("Your response") == 2
    assert answers(page) == WHOLE


def test_a_letter_in_front_of_a_glued_question_belongs_to_the_answer() -> None:
    page = PAGE.replace("\n\n6. What is your plan", " We took plan A. What is your plan")
    assert answers(page) == {**WHOLE, "surprises": "Rain. We took plan A."}


def test_wording_with_an_answer_on_its_line() -> None:
    page = PAGE.replace("US dollars. (required)\n\n850", "US dollars. (required) 850")
    page = page.replace("activities?", "activities?").replace("experiences? (required)\n\n", "experiences? ")
    assert answers(page) == WHOLE


def test_wording_broken_over_lines() -> None:
    wording = FORM.by_id["sharing_plan"].wording
    assert answers(PAGE.replace(wording, wording.replace(" results ", "\nresults\n"))) == WHOLE


def test_questions_out_of_order_are_found_too() -> None:
    start, end = PAGE.index("5. Did anything"), PAGE.index("6. What is")
    page = PAGE[:start] + PAGE[end:] + "\n\n" + PAGE[start:end]
    assert answers(page) == WHOLE


def test_a_table_of_contents_above() -> None:
    contents = "Contents\n\n  1 General information\n  2 Part 1: Project and impact\n  3 Part 2: Learning\n"
    page = PAGE.replace("General information edit", f"{contents}\nGeneral information edit")
    imported = read_page(page, currency="KES", locale="en")
    assert (dict(imported.report.answers), left_over(imported)) == (WHOLE, ())


@each_case("lead", ["\u200f", "\u200e5. ", "| ", "  • ", "> ", "== ", "[edit]", "edit", "edit 5) "])
def test_marks_in_front_of_a_question_do_not_matter(lead: str) -> None:
    page = PAGE.replace("5. Did anything unexpected", f"{lead}Did anything unexpected")
    assert answers(page) == WHOLE


def test_a_page_in_one_line_still_gives_its_short_answers() -> None:
    page = " ".join(PAGE.split())
    assert recognise(page) == "rapid-fund-2023-page"
    found = answers(page)
    short = ("data_difficulties", "spent_local", "spent_usd", "has_unspent_funds", "complies_with_laws")
    assert {name: found[name] for name in short} == {name: WHOLE[name] for name in short}


@each_case(
    "mark",
    [" өңдеу", "[Bearbeiten]", " [править | править код]", " ==", " edit", "[modifier | modifier le code]"],
)
def test_a_section_mark_in_any_language_is_no_answer(mark: str) -> None:
    page = PAGE.replace(" edit\n", f"{mark}\n")
    imported = read_page(page, currency="KES", locale="en")
    assert page.count(mark) > 3
    assert (dict(imported.report.answers), left_over(imported)) == (WHOLE, ())


def test_no_break_spaces_are_spaces() -> None:
    assert answers(PAGE.replace(" ", "\u00a0")) == answers(PAGE)
