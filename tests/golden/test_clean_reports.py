"""Reports without mistakes get no warning: silence matters as much as catching."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.checks.registry import run_checks
from reportwizard.drafts.format.decode import decode
from reportwizard.forms.loader import example_of, load_form
from support.cases import each_case
from support.clean_reports import REGIONS, STORIES, clean_report
from support.nasty import complete_report

if TYPE_CHECKING:
    from reportwizard.report.report import Report

EXAMPLE = Path(__file__).parents[2] / "drafts" / "example.toml"


def warnings(report: Report) -> list[str]:
    """What a program officer would ask, a day before the report is due."""
    due = report.answers["due_date"]
    assert isinstance(due, date)
    findings = run_checks(report, due - timedelta(days=20))
    return [f"{finding.code}: {finding.message}" for finding in findings if finding.severity != "note"]


def test_the_shipped_example_is_silent() -> None:
    assert warnings(decode(EXAMPLE.read_bytes(), "example")) == []


def test_an_invented_report_is_silent() -> None:
    assert warnings(complete_report()) == []


@each_case("seed", range(100))
def test_short_reports_are_silent(seed: int) -> None:
    assert warnings(clean_report(seed)) == []


def test_the_short_reports_are_of_many_kinds() -> None:
    reports = [clean_report(seed) for seed in range(100)]
    assert len({report.locale for report in reports}) == len(REGIONS)
    assert {report.locale[:2] for report in reports} == set(STORIES)
    texts = {report.answers["activities_and_results"] for report in reports}
    assert len(texts) == 100
    assert clean_report(7) == clean_report(7) != clean_report(8)


def test_another_number_of_participants_is_found() -> None:
    """So the silence above is no accident: most are asked about, and for nothing else."""
    table = {"participants": {"target": 70, "result": 70}}
    known = [report for report in map(clean_report, range(100)) if report.locale[:2] not in ("ja", "hi")]
    asked = [warnings(report.with_answer("people_metrics", table)) for report in known]
    assert len(list(filter(None, asked))) > len(known) * 0.8
    codes = {warning.partition(":")[0] for warnings in asked for warning in warnings}
    assert codes == {"wording.claim_mismatch"}


@each_case("locale", ["en", "kk_KZ", "ar_EG", "tr_TR", "hi_IN"])
def test_the_applicants_locale_changes_nothing(locale: str) -> None:
    for seed in range(0, 100, 10):
        report = clean_report(seed)
        codes = [finding.code for finding in run_checks(report)]
        assert [finding.code for finding in run_checks(replace(report, locale=locale))] == codes


def test_the_example_in_the_drafts_folder_is_the_one_that_comes_with_the_form() -> None:
    assert EXAMPLE.read_bytes() == example_of(load_form("rapid-fund-final"))
