"""Plain text: the published page's order, the applicant's words as they are."""

from __future__ import annotations

from reportwizard.exports.registry import export_report
from reportwizard.report.text_layout import escape_heading, read_row, unescape_heading, write_rows
from support.cases import each_case
from support.nasty import complete_report


def test_a_page_reads_like_the_published_one() -> None:
    lines = export_report(complete_report(), "text").split("\n")
    assert lines[:2] == ["Lagoas do Norte: photographs & articles", "Rapid Fund Final Report"]
    assert "- Applicant username: Exemplo da Silva" in lines
    assert "- Amount spent: 2100.09 USD, 12180.50 BRL" in lines
    at = lines.index("13. Do you have any unspent funds from the Fund? (required)")
    assert lines[at + 1 : at + 4] == ["", "Yes", ""]
    assert "12180.50 BRL" in lines
    assert "* small groups of 4 or 5 people" in lines


def test_the_last_line_says_how_to_read_the_text_back() -> None:
    text = export_report(complete_report(), "text")
    assert text.endswith("\n[reportwizard: form=rapid-fund-final version=2023 locale=pt_BR currency=BRL]\n")


def test_the_fifteen_numbers_of_the_form_are_in_order() -> None:
    report = complete_report()
    numbered = [question for question in report.form.questions if question.number]
    lines = export_report(report, "text").split("\n")
    headings = [f"{question.number}. {question.wording}" for question in numbered]
    found = [next(at for at, line in enumerate(lines) if line.startswith(heading)) for heading in headings]
    assert found == sorted(found)
    assert {question.number.split(".")[0] for question in numbered} == {
        str(number) for number in range(1, 16)
    }


def test_a_draft_is_marked_in_its_first_line() -> None:
    assert export_report(complete_report(), "text", unfinished=True).startswith("DRAFT: not finished\n\n")


@each_case(
    ("line", "written"),
    [
        ("Part 2: Learning", "\\Part 2: Learning"),
        ("\\Part 2: Learning", "\\\\Part 2: Learning"),
        (" Part 2: Learning", " Part 2: Learning"),
        ("\\x", "\\x"),
        ("", ""),
    ],
)
def test_only_lines_like_headings_get_a_backslash(line: str, written: str) -> None:
    headings = {"Part 2: Learning"}
    assert escape_heading(line, headings) == written
    assert unescape_heading(written, headings) == line


def test_columns_are_aligned_by_display_width() -> None:
    assert write_rows([("日本", "a|b"), ("e\u0301tat", "\\\n"), ("", " x ")]) == [
        "| 日本 | a\\|b  |",
        "| e\u0301tat | \\\\\\n  |",
        "|      | \\ x\\  |",
    ]


@each_case(
    ("line", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("|a|b|", ["a", "b"]),
        ("|  |  |", ["", ""]),
        ("| a \\| b |", ["a | b"]),
        ("| \\\\ | \\n |", ["\\", "\n"]),
        ("|   a", ["a"]),
    ],
)
def test_rows_are_read_with_or_without_padding(line: str, cells: list[str]) -> None:
    assert read_row(line) == cells
