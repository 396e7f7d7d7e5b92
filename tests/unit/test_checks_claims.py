"""Numbers told in the text against the tables: when they are compared, and when they are let be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportwizard.checks.claims.checks import wording_claim_mismatch, wording_figure_mistyped
from support.cases import each_case
from support.money_reports import figures_report
from support.small_reports import data_values, findings_of, small_report

if TYPE_CHECKING:
    from reportwizard.checks.finding import Finding
    from reportwizard.kinds.values import Value

TABLES: dict[str, Value] = {
    "people_metrics": {
        "participants": {"target": 32, "result": 33},
        "editors": {"target": 26, "result": 27},
        "organizers": {"target": 4, "result": 4},
    },
    "content_metrics": {
        "wikipedia": {"target": 100, "created": 10, "improved": 90},
        "commons": {"target": 200, "created": 271},
    },
}


def mismatches(text: str, **answers: Value) -> list[Finding]:
    """What does not fit the tables in the answer to question 1."""
    return findings_of(wording_claim_mismatch, **{**TABLES, "activities_and_results": text, **answers})


def test_a_mismatch_holds_the_figures() -> None:
    (finding,) = mismatches("It went well. The audience was 27 people. We are glad.")
    assert (finding.severity, finding.question) == ("warning", "activities_and_results")
    assert data_values(finding, "said", "table", "row") == (27, 33, "participants")
    assert "“27 people” here, but question 7 “People” says 33 for “Number of participants”" in finding.message


@each_case(
    ("text", "row", "said"),
    [
        ("We had 27 participants.", "participants", 27),
        ("45 people came.", "participants", 45),
        ("There were 45 editors.", "editors", 45),
        ("We were 9 organizers in total.", "organizers", 9),
        ("We wrote 130 articles.", "wikipedia", 130),
        ("The walks gave 1,150 photos in total.", "commons", 1150),
        ("We improved 410 pages.", "", 410),
        ("Our 60 participants uploaded 1,500 photos.", "commons", 1500),
    ],
)
def test_each_noun_is_compared_with_its_row(text: str, row: str, said: int) -> None:
    (finding,) = mismatches(text)
    assert data_values(finding, "row", "said") == (row, said)


@each_case(
    "text",
    [
        "33 people came.",
        "Together with us, 37 people were there.",
        "Our target was 32 participants.",
        "We created 10 articles and improved 90 articles.",
        "There were 100 articles, 271 photos and 371 pages.",
        "27 editors and 4 organizers took part.",
    ],
)
def test_every_number_of_the_table_fits(text: str) -> None:
    assert mismatches(text) == []


@each_case(
    "text",
    [
        "About 27 people came. Over 100 articles, nearly 300 photos, more than 40 editors.",
        "approx. 40 people, ca. 50 people, ~45 people, ±150 people, >40 people, 100+ people, 40 people or so",
        "20-25 people, 20 to 25 people, 4 or 5 people, between 20 and 25 people",
        "In 2023 people came. 2024 participants. On May 12 people met.",
        "Day 3 participants wrote. Room 27 people. Version 2.27 people. COVID-19 participants.",
        "27% of participants, 27 percent of people, 40 % participants",
        "$27 people, 27 USD for people, € 45 people",
        "27th participants, 27-year-old people, 27/30 people, 27 of the people",
        "https://example.org/27_people https://example.org/?q=45 people",
        "27 thousand people, five hundred people, one hundred and twenty people",
        "Three photo walks. 40 person days. 27 new editors. 45 registered participants.",
        "We have a group with ±150 members, 400 followers, 90 subscribers.",
    ],
)
def test_inexact_counts_are_ignored(text: str) -> None:
    for sentence in [text, *text.split(", ")]:
        assert mismatches(sentence) == []


@each_case(
    "text",
    [
        "Each workshop had 20 participants.",
        "Attendance was 22 people per session.",
        "On the first day 25 people came.",
        "20 participants answered the survey.",
        "25 people follow us on Facebook.",
        "We plan to invite 50 people.",
        "25 people who had never edited came.",
        "25 participants uploaded a photo.",
        "There was lunch for 40 people.",
        "Two people changed their username.",
        "15 photos are on the main page.",
        "500 people live there. 90 people from all towns read it.",
        "The wiki has 250,000 articles.",
    ],
)
def test_parts_plans_and_other_people_are_ignored(text: str) -> None:
    assert mismatches(text) == []


SESSIONS = [22, 25, 21, 22, 15, 15, 33]


def test_numbers_of_sessions_are_ignored() -> None:
    text = "\n".join(
        f"Meetup of month {number}. Attendance: {came} people." for number, came in enumerate(SESSIONS)
    )
    for participants in (153, 140, 33):
        table: Value = {"participants": {"result": participants}}
        assert mismatches(text, people_metrics=table) == []
    table = {"participants": {"result": 140}}
    (finding,) = mismatches(f"{text}\n153 people in total.", people_metrics=table)
    assert data_values(finding, "said", "table") == (153, 140)


def test_a_number_repeated_for_each_event_is_ignored() -> None:
    assert mismatches("Attendance: 22 people.\n" * 7) == []
    assert mismatches("In Almaty 16 people came. In Astana 17 people came.") == []
    assert mismatches("First walk: 20 photos uploaded. Second: 30 photos uploaded.") == []


def test_more_people_than_in_the_table_are_no_part_of_them() -> None:
    (finding,) = mismatches("We held three workshops. 45 participants attended the workshops.")
    assert data_values(finding, "said", "table") == (45, 33)
    assert mismatches("We held three workshops. 25 participants attended the workshops.") == []
    assert mismatches("At workshops of earlier years 45 people came. 33 people came to ours.") == []


def test_a_total_counts_even_beside_other_numbers() -> None:
    (finding,) = mismatches("Day 1: 15 people. Day 2: 12 people. In total 27 people attended the two days.")
    assert data_values(finding, "said") == (27,)
    assert mismatches("A total of 27 people in May, a total of 30 people in June.") == []


def test_the_right_number_anywhere_excuses_the_others() -> None:
    assert mismatches("27 people came.", surprises="In the end we were 33 people.") == []
    assert len(mismatches("27 people came in total.", surprises="In the end we were 33 people.")) == 1


def test_an_answer_gets_one_mismatch_for_each_row() -> None:
    findings = mismatches("27 people came. The 27 people were glad.", surprises="45 people, and 45 editors.")
    assert [data_values(finding, "said", "row") for finding in findings] == [
        (27, "participants"),
        (45, "participants"),
        (45, "editors"),
    ]


def test_only_narratives_are_searched_for_claims() -> None:
    others = ("impact_links", "learning_questions", "budget_changes", "officer_notes", "applicant_response")
    answers: dict[str, Value] = dict.fromkeys(others, "27 people came.")
    assert findings_of(wording_claim_mismatch, **TABLES, **answers) == []


@each_case(
    "table",
    [{}, {"participants": {"target": 32}}, {"editors": {"result": 9}}, {"participants": {"comments": "x"}}],
)
def test_without_a_result_nothing_is_compared(table: Value) -> None:
    assert mismatches("27 people came.", people_metrics=table) == []


def test_numbers_with_blanks_may_be_one_or_two() -> None:
    assert mismatches("In May of 2025 271 photos were uploaded.") == []
    assert mismatches("By 12 271 photos were uploaded.") == []
    (finding,) = mismatches("We gathered 1 500 photos in total.")
    assert data_values(finding, "said") == (1500,)


@each_case(
    ("text", "said"),
    [
        ("আমরা ২৭১টি ছবি তুলেছি।", [271]),
        ("我们上传了271张照片。", [271]),
        ("호수 사진 271장을 올렸다.", [271]),
        ("ภาพ271ภาพ", [271]),
        ("Tulipiga picha 271 za ziwa.", [271]),
        ("Tulipiga picha 271 za ziwa, na 217 za milima.", []),
        ("The film has 271px, and we met in room A271.", []),
        ("会場は271円でした。", []),
        ("The walk was on May 12, 2024.", []),
        ("Gelen 12 kişi vardı.", [12]),
        ("We rode 121 km.", []),
        ("We took 2717 photos.", [2717]),
        ("12 Mayıs günü yürüdük.", []),
    ],
)
def test_a_figure_nearly_that_of_a_table_in_any_script(text: str, said: list[int]) -> None:
    tables: dict[str, Value] = {
        "people_metrics": {"editors": {"result": 21}},
        "content_metrics": {"commons": {"created": 217}},
    }
    report = replace(small_report(**tables, activities_and_results=text), locale="tr_TR")
    assert [finding.data["said"] for finding in wording_figure_mistyped(report)] == said


def test_a_total_in_a_text_is_compared_with_what_was_spent() -> None:
    said = {
        "We spent NPR 253,000.00 in total.": "253,000.00 NPR",
        "All went well. The total cost of the project was NPR 300,000.": "300,000.00 NPR",
        "En total gastamos 1.852 USD.": "1,852.00 USD",
        # A part, the figures themselves, an estimate, the award, and no total at all.
        "The hall cost NPR 20,000 in total.": "",
        "In total NPR 246,000 were spent.": "",
        "In total about NPR 250,000 were spent.": "",
        "We were given 1,900 US dollars in total.": "",
        "The museum gave us a lens for NPR 253,000.": "",
    }
    for text, shown in said.items():
        for question in ("activities_and_results", "financial_report"):
            report = figures_report("NPR", "1900", "1847.50", "246000", **{question: text})
            found = [finding.message for finding in wording_claim_mismatch(report)]
            assert [message.startswith(f"You write {shown} in total here, but 1") for message in found] == (
                [True] if shown else []
            ), text
