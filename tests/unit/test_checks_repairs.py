"""A repair that a finding brings along mends it, and changes nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.checks.finding import repair_of
from reportwizard.checks.registry import run_checks
from support.cases import each_case
from support.check_examples import codes, example
from support.small_reports import small_report

if TYPE_CHECKING:
    from reportwizard.report.report import Report

EDIT = "https://docs.google.com/document/d/a/edit?usp=sharing"


def repaired(report: Report, code: str) -> Report:
    """The report with the first repair of a code taken."""
    finding = next(finding for finding in run_checks(report) if finding.code == code)
    repair = repair_of(report, finding)
    assert repair is not None
    assert repair.label
    for question, value in repair.answers.items():
        report = report.with_answer(question, value)
    return report


@each_case(
    ("code", "text", "wanted"),
    [
        ("links.private_edit", f"Plan ({EDIT}).", "Plan (https://docs.google.com/document/d/a/view)."),
        (
            "links.private_edit",
            f"{EDIT}/x {EDIT}",
            f"https://docs.google.com/document/d/a/view {EDIT}",
        ),
        (
            "links.malformed",
            "https://w.wiki/a then w.wiki/a",
            "https://w.wiki/a then https://w.wiki/a",
        ),
    ],
)
def test_a_link_is_replaced_only_as_a_link_of_its_own(code: str, text: str, wanted: str) -> None:
    assert repaired(small_report(impact_links=text), code).answers["impact_links"] == wanted


def test_the_line_of_a_translator_is_taken_out() -> None:
    text = "It went well.\n\nTranslated with DeepL.com (free version)"
    report = repaired(small_report(surprises=text), "wording.translator_footer")
    assert report.answers["surprises"] == "It went well."


@each_case("code", codes())
def test_a_repair_removes_its_finding(code: str) -> None:
    shown = example(code, fires=True)
    before = [finding for finding in run_checks(shown.report, shown.today) if finding.code == code]
    for finding in before:
        repair = repair_of(shown.report, finding)
        if repair is None:
            continue
        report = shown.report
        for question, value in repair.answers.items():
            report = report.with_answer(question, value)
        left = [finding.data for finding in run_checks(report, shown.today) if finding.code == code]
        assert finding.data not in left


def test_findings_in_a_table_have_no_repair() -> None:
    report = small_report(other_metrics=({"name": "Photos", "comments": EDIT},))
    finding = next(finding for finding in run_checks(report) if finding.code == "links.private_edit")
    assert repair_of(report, finding) is None
