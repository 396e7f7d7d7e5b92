"""Pages that are no Rapid Fund final report are named; anything else is left to others."""

from __future__ import annotations

from itertools import pairwise

from support.cases import each_case
from support.published_pages import LAYOUT, PageStyle, other_programme, print_page, read_page, recognise

FUND = "Grants:Programs/Wikimedia Community Fund"
NOTICE = "This is an automatically generated Meta-Wiki page. The page was created by CR-FluxxBot."
APPLICATION = "The page was copied from Fluxx, where the user has submitted their application."


@each_case(
    ("head", "name"),
    [
        (f"{FUND}/General Support Fund/River Club/Final Report", "General Support Fund report"),
        (
            f"{FUND}/River Club Annual Plan/Final Report\n\nFinal Learning Report",
            "General Support Fund report",
        ),
        (f"{FUND}/River Club/Midpoint Report\nReport type: Midpoint", "General Support Fund midpoint report"),
        (f"{FUND}/River Club/Yearly Report (2022)", "General Support Fund yearly report"),
        ("Final Learning Report\n\nFunding program: Wikimedia Community Fund", "General Support Fund report"),
        ("General Support Fund Final Learning Report", "General Support Fund report"),
        (f"{FUND}/Conference Fund/River Days/Final Report", "Conference Fund report"),
        ("Conference Fund Final Report\n\nReport Status: Draft", "Conference Fund report"),
        (
            f"{FUND}/Conference Fund/River Days\n{APPLICATION}\nReview Final Report",
            "Conference Fund application",
        ),
        ("Grants:Programs/Wikimedia Alliances Fund/River/Final Report", "Wikimedia Alliances Fund report"),
        ("• Funding program: Wikimedia Alliances Fund", "Wikimedia Alliances Fund report"),
        (
            "Jump to content\nGrants:Project/MSIG/River Charter/Report",
            "Movement Strategy Implementation Grant (MSIG) report",
        ),
        (
            "Movement Strategy Implementation Grant Report",
            "Movement Strategy Implementation Grant (MSIG) report",
        ),
        ("Grants:Project/Rapid/Example/River walk/Report", "Rapid Grant (before 2022) report"),
        ("Report accepted\nThis report for a Rapid Grant approved in", "Rapid Grant (before 2022) report"),
        ("https://meta.wikimedia.org/wiki/Grants:Project/Rapid/River", "Rapid Grant (before 2022) report"),
        ("Grants:Project/River/Final", "Project Grant report"),
        (f"{FUND}/Rapid Fund/River walk (ID: 22900000)", "Rapid Fund application"),
        (f"{FUND}/Rapid Fund/River walk (ID: 22900000)\n\n{APPLICATION}", "Rapid Fund application"),
        (f"{FUND}/Rapid_Fund/River_walk_(ID:_22900000)", "Rapid Fund application"),
        ("Rapid Fund Midpoint Report\nReport type: Midpoint", "Rapid Fund midpoint report"),
        ("Grants talk:Programs/Wikimedia Community Fund/Rapid Fund/River", "discussion page of a grant"),
    ],
)
def test_other_pages_are_named(head: str, name: str) -> None:
    page = f"{head}\n\n{NOTICE}\n\nGeneral information edit\n\nPart 1 Understanding your work\n\n1. Text"
    assert other_programme(head) == name
    assert other_programme(page) == name
    assert recognise(page) is None


@each_case(
    "text",
    [
        "",
        "Hello",
        "Rapid Fund Final Report",
        f"{FUND}/Rapid Fund/A: General Support Fund/Conference (ID: 1)/Final Report",
        "Rapid Fund Final Report\nFunding program: Rapid Fund, Wikimedia Community Fund",
        "Dear friends,\nthe General Support Fund and the Conference Fund are other programs.",
    ],
)
def test_texts_that_are_not_another_programme(text: str) -> None:
    assert other_programme(text) is None


def test_an_answer_may_mention_another_programme() -> None:
    links = (
        "https://meta.wikimedia.org/wiki/Grants:Project/Rapid/Example\nMovement Strategy Implementation Grant"
        "\nFunding program: Conference Fund\nGrants:Conference/Example"
    )
    answers = {"project_title": "Conference Fund", "awarded": "5", "impact_links": links}
    for style in (PageStyle(), PageStyle(layout="2022"), PageStyle(layout="2025"), PageStyle(header=False)):
        page = print_page(answers, style)
        assert other_programme(page) is None
        assert read_page(page, currency="", locale="en").report.answers["impact_links"] == links


@each_case(
    "text",
    [
        "",
        "Rapid Fund Final Report",
        "We wrote our Rapid Fund final report.\n\nPart 1: Project and impact was hard.",
        "10. Please state the total amount spent in your local currency.\n\n5",
        "Rapid Fund Final Report\n\nhow to fill in the form",
        "Rapid Fund Final Report\nDue date: 2024-05-31",
        "# A shopping list\n\n1. Bread\n2. Milk",
    ],
)
def test_texts_that_are_not_the_form(text: str) -> None:
    assert recognise(text) is None


def test_a_name_and_two_lines_of_the_header_are_a_page() -> None:
    assert recognise("Rapid Fund Final Report\nDue date: 2024-05-31\nReport status: Draft")


@each_case(
    ("style", "name"),
    [
        (PageStyle(), "rapid-fund-2023-page"),
        (PageStyle(layout="2022"), "rapid-fund-2022-page"),
        (PageStyle(layout="2025"), "rapid-fund-2025-page"),
    ],
)
def test_part_of_a_page_is_recognised(style: PageStyle, name: str) -> None:
    page = print_page(
        {"project_title": "River", "application_type": "Standard application", "spent": "5 USD"}, style
    )
    assert recognise(page) == name
    assert recognise(page[: page.index("Part 2")]) == name
    assert recognise(page.replace("Rapid Fund Final Report", "")) == name
    assert recognise(page[page.index("Part 1") :]) == name.replace("2025", "2023")
    parts = [page.index(f"Part {number}") for number in "1234"]
    for start, end in pairwise(parts[:3]):
        assert recognise(page[start:end].split("\n", 1)[1]) == "rapid-fund-2023-page"
    assert recognise(page[parts[2] :].split("\n", 1)[1]) is None


def test_three_questions_are_a_page() -> None:
    asked = [f"{question.wording}\n\nRain.\n\n" for question in LAYOUT.form.parts[2].printed[1:4]]
    assert recognise("".join(asked)) == "rapid-fund-2023-page"
    assert recognise("".join(asked[:2])) is None


def test_a_year_in_the_text_does_not_decide_the_generation() -> None:
    page = print_page({"project_title": "River 2022", "due_date": "2025-07-30"}, PageStyle())
    assert recognise(page) == "rapid-fund-2023-page"
