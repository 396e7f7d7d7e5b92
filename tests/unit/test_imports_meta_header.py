"""The header of a page: names that look odd, keys in every way of copying, and what is left over."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportwizard.imports.imported import CELL_BREAK
from reportwizard.imports.page import read_header
from reportwizard.kinds.values import Typed
from support.cases import each_case
from support.published_pages import LAYOUT, NOTICE, PageStyle, left_over, print_page, read_page

FUND = "Grants:Programs/Wikimedia Community Fund/Rapid Fund"

TITLES = [
    "River:Walk",
    "A/B/C: every slash",
    "#RiverWalk 2024",
    "ذاكرة المدينة القديمة",
    "می\u200cخواهیم بنویسیم",
    "河流/第二届",
    "Due south: Part 2",
    "Rapid Fund for rivers (ID 5)",
    "¡Ríos! “2024” & more",
]


def imported(page: str, currency: str = "") -> Any:
    return read_page(page, currency=currency, locale="en")


@each_case("layout", ["2022", "2023", "2025"])
@each_case("title", TITLES)
def test_titles_are_read_from_every_layout(title: str, layout: str) -> None:
    given = {
        "project_title": title,
        "applicant_username": "Example",
        "request_id": "22900000",
        "spent": "5 EUR",
        "report_id": "11",
        "awarded": "20",
    }
    result = imported(print_page(given, PageStyle(layout=layout, browser=True)))
    report = result.report
    assert report.answers["project_title"] == title
    assert report.answers["applicant_username"] == "Example"
    assert report.answers["request_id"] == "22900000"
    assert left_over(result) == ()


@each_case("layout", ["2022", "2023", "2025"])
@each_case("name", ["مثال", "Two words", "Dots.and_lines", "示例", "12345", "O'Example-2"])
def test_usernames_are_read_from_every_layout(name: str, layout: str) -> None:
    given = {"project_title": "Rivers", "applicant_username": name, "report_id": "11"}
    answers = imported(print_page(given, PageStyle(layout=layout))).report.answers
    assert (answers["project_title"], answers["applicant_username"]) == ("Rivers", name.removeprefix("User:"))


@each_case("layout", ["2022", "2023", "2025"])
def test_a_page_without_a_username_has_no_such_answer(layout: str) -> None:
    given = {"project_title": "Rivers", "report_id": "11", "awarded": "3 USD"}
    result = imported(print_page(given, PageStyle(layout=layout)))
    report = result.report
    assert report.answers["project_title"] == "Rivers"
    assert "applicant_username" not in report.answers
    assert left_over(result) == ()


def test_a_lone_name_that_is_not_the_page_s_title_is_the_username() -> None:
    header = read_header(
        f"{FUND}/Old rivers (ID: 7)/Final Report\nExample\nReport ID: 1\nRapid Fund Final Report",
        LAYOUT,
    )
    assert (header.fields["applicant_username"], header.fields["project_title"]) == ("Example", "Old rivers")


def test_a_title_is_read_without_the_bars_of_a_table_and_before_that_of_the_page() -> None:
    header = read_header(
        f"{FUND}/Old rivers (ID: 7)/Final Report\n| River |\nRapid Fund Final Report", LAYOUT
    )
    assert header.fields["project_title"] == "River"
    assert not any(header.other_lines)


def test_what_a_mail_has_above_a_page_is_no_title() -> None:
    number = {"request_id": "12345678"}
    for above, fields in (
        ("Dear all, see below.", {}),
        ("Hi,\nHere is the report:", {}),
        ("From: a@example.org\nSubject: River", {}),
        (
            "From: a@example.org\nSubject: Report\nHello,\nRivers",
            {"project_title": "Rivers"},
        ),
        ("Rivers, a story (ID: 12345678)", {"project_title": "Rivers, a story", **number}),
        ("What next?", {"project_title": "What next?"}),
        ("Rivers\nDear all,", {}),
    ):
        header = read_header(f"{above}\n\nRapid Fund Final Report", LAYOUT)
        assert header.fields == fields, above
        kept = "\n".join(header.other_lines).split("\n")
        assert fields or set(above.split("\n")) <= set(kept), above


def test_a_title_of_a_page_may_end_as_a_sentence_does() -> None:
    header = read_header("Example\nWe map it.\nReport ID: 1\nRapid Fund Final Report", LAYOUT)
    assert (header.fields["applicant_username"], header.fields["project_title"]) == ("Example", "We map it.")


def test_a_line_below_a_whole_fact_is_not_a_part_of_it() -> None:
    for first in ("Report type: Final", "Report type: Final | Report Status: Draft | Grant ID: G-1"):
        header = read_header(f"River\n{first}\nSome words\nDue date:\n2024-05-31\nMore words", LAYOUT)
        assert [(fact.label, text) for fact, text in header.facts if text] == [("Report type", "Final")], (
            first
        )
        assert header.other_lines[:2] == ["Some words", "More words"], first
        assert header.fields["due_date"] == "2024-05-31"
    assert (header.fields["report_status"], header.fields["grant_id"]) == ("Draft", "G-1")


def test_a_line_that_is_too_long_for_a_label_stays_whole() -> None:
    line, long = f"Due date: {'x' * 990}", "x" * 20_000
    for text, others in (
        (line, []),
        (f"{line}x", [f"{line}x"]),
        (long, [long]),
        (f"{long}\n{line}", [long, line]),
    ):
        header = read_header(f"Rapid Fund Final Report\n{text}", LAYOUT)
        assert [other for other in header.other_lines if other] == others


def test_the_page_name_gives_the_title_where_nothing_else_does() -> None:
    name = f"https://meta.wikimedia.org/wiki/{FUND}/Old_rivers%2C_2_(ID:_7)/Final_Report".replace(" ", "_")
    header = read_header(f"{name}\nReport Status: Draft", LAYOUT)
    assert header.fields == {"request_id": "7", "project_title": "Old rivers, 2", "report_status": "Draft"}
    for other in ("Rivers/Old rivers (ID: 7)/Final Report", f"{FUND}/Old rivers (ID: 7)/Report"):
        header = read_header(f"{other}\nReport Status: Draft", LAYOUT)
        assert (header.page_title, header.fields["project_title"]) == ("", other), other


@each_case(
    "lines",
    [
        "Report Status: Draft\nDue date: 2024-05-31\nFunding program: Rapid Fund",
        "Report Status: Draft Due date: 2024-05-31 Funding program: Rapid Fund",
        f"Report Status: Draft{CELL_BREAK}Due date: 2024-05-31\nFunding program: Rapid{CELL_BREAK}Fund",
        "• report status : Draft\n• DUE DATE:2024-05-31\n- Funding\u00a0program:\u00a0Rapid Fund",
        "| Report Status | Draft |\n| Due date | 2024-05-31 |\n| Funding program | Rapid Fund |",
        "* **Report Status:** Draft\n* **Due date**: 2024-05-31\n_Funding program_: Rapid Fund",
        "| Report Status: | Draft |\n| **Due date:** | 2024-05-31 |\n| Funding program |Rapid Fund|",
        "Report Status\tDraft\nDue date:\t2024-05-31\nFunding program\tRapid Fund",
        "edit- Report Status: Draft\nDue date:\n2024-05-31\nFunding program:\nRapid Fund",
        "  • Report status: Draft\n\n\n  • Report due date: 2024-05-31\n\neditFunding program: Rapid Fund",
    ],
)
def test_header_lines_are_read_in_every_way_of_copying(lines: str) -> None:
    header = read_header(f"River\nRapid Fund Final Report\n{lines}", LAYOUT)
    assert header.fields == {
        "project_title": "River",
        "report_status": "Draft",
        "due_date": "2024-05-31",
        "funding_program": "Rapid Fund",
    }
    assert not any(header.other_lines)


@each_case(
    "heading",
    [
        "General information edit",
        "General information[edit]",
        "General information\nedit",
        "General information\n[edit]",
        "General information [edit | edit source]",
        "General information",
    ],
)
@each_case("glued", ["\n\n", "", " "])
def test_the_notice_of_the_robot_is_left_out_with_a_note(heading: str, glued: str) -> None:
    page = f"River\nRapid Fund Final Report\n\n{NOTICE}{glued}{heading}\n- Applicant username: Example"
    result = imported(page)
    assert dict(result.report.answers) == {"project_title": "River", "applicant_username": "Example"}
    assert (result.unplaced, len(result.notes)) == ((), 1)


def test_a_notice_with_other_words_in_it_is_kept() -> None:
    notice = NOTICE.replace("discussion page", "river")
    result = imported(
        f"River\nRapid Fund Final Report\n\n{notice}\n\nGeneral information\n- Due date: 2024-05-31"
    )
    assert (result.unplaced, result.notes) == ((notice,), ())


def test_unknown_lines_of_the_header_are_kept() -> None:
    page = print_page({"project_title": "River", "awarded": "5", "report_status": "Lost"}, PageStyle())
    page = page.replace(
        "Report type: Final", "Report type: Interim\n\nSome words: a, b\n\nReport Status: Found"
    )
    result = imported(page)
    assert result.report.answers["report_status"] == Typed("Lost")
    assert set(left_over(result)) == {"Report type: Interim", "Some words: a, b", "Found"}


def test_not_given_in_the_header_is_no_answer() -> None:
    given = {
        "project_title": "River",
        "applicant_username": "n/a",
        "organization_name": "N/A",
        "grant_id": "N/A",
    }
    for layout in ("2022", "2023", "2025"):
        assert "N/A" not in imported(print_page(given, PageStyle(layout=layout))).report.answers.values()


def test_the_wiki_s_foot_is_removed_and_other_lines_below_stay() -> None:
    page = print_page({"project_title": "River", "applicant_response": "Done."}, PageStyle())
    foot = (
        "\n\nRetrieved from “https://meta.wikimedia.org/wiki/Example”\nCategories: Rapid Fund reports"
        "\nThis page was last edited on 2 May 2024, at 10:00."
        "\nText is available under the licence\nPrivacy policy"
    )
    result = imported(page + foot)
    assert result.report.answers["applicant_response"] == "Done."
    assert left_over(result) == ()
    assert left_over(imported(page + foot + "\nOne more word")) == ("One more word",)


@each_case(
    ("text", "day"),
    [
        ("2023-10-03T00:00:00Z", date(2023, 10, 3)),
        ("2023-10-03", date(2023, 10, 3)),
        ("01 December 2024", date(2024, 12, 1)),
        ("30 July 2025", date(2025, 7, 30)),
        ("7 Feb. 2025", date(2025, 2, 7)),
        ("7 de febrero de 2025", date(2025, 2, 7)),
        ("in the summer", Typed("in the summer")),
        ("31 February 2025", Typed("31 February 2025")),
        ("3/10/2025", Typed("3/10/2025")),
    ],
)
def test_a_date_is_read_or_stays_as_printed(text: str, day: date | Typed) -> None:
    page = print_page({"project_title": "River", "due_date": text}, PageStyle())
    assert imported(page).report.answers["due_date"] == day
