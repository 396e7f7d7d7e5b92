"""All findings on a page as a browser copies it, where such a page lies beside this repository."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportwizard.checks.registry import run_checks
from support.published_pages import read_page

if TYPE_CHECKING:
    from reportwizard.report.report import Report

SAMPLE = Path(__file__).parents[2].parent / "shared" / "samples" / "kazakh-conference-final-report.txt"
TODAY = date(2023, 11, 1)


@pytest.fixture(scope="module")
def report() -> Report:
    if not SAMPLE.is_file():
        pytest.skip("no sample beside the repository")
    return read_page(SAMPLE.read_text("utf-8"), currency="KZT", locale="kk_KZ").report


def codes(report: Report, today: date | None = TODAY) -> Counter[tuple[str, str]]:
    """How often each code is found at each question."""
    return Counter((finding.code, finding.question) for finding in run_checks(report, today))


def test_the_sample_has_exactly_these_findings(report: Report) -> None:
    assert codes(report) == {
        ("wording.claim_mismatch", "activities_and_results"): 1,
        ("links.private_edit", "impact_links"): 1,
        ("links.missing_kind", "impact_links"): 1,
        ("metrics.equal_to_target", "content_metrics"): 1,
        ("links.private_edit", "financial_report"): 1,
        ("money.unspent_amount", "unspent_explanation"): 1,
    }


def test_no_error_in_the_sample(report: Report) -> None:
    assert "error" not in {finding.severity for finding in run_checks(report, TODAY)}


def test_the_figures_of_the_findings(report: Report) -> None:
    data_by_code = {finding.code: finding.data for finding in run_checks(report, TODAY)}
    assert data_by_code["links.missing_kind"]["kind"] == "dashboard"
    assert data_by_code["metrics.equal_to_target"]["column"] == "improved"
    claim = data_by_code["wording.claim_mismatch"]
    assert (claim["said"], claim["table"], claim["row"]) == (27, 33, "participants")


def test_repairs_remove_their_findings(report: Report) -> None:
    text = str(report.answers["activities_and_results"])
    repaired = report.with_answer("activities_and_results", text.replace("27 people", "33 people"))
    for question in ("impact_links", "financial_report"):
        links = str(repaired.answers[question]).replace("/edit", "/view")
        repaired = repaired.with_answer(question, links)
    left = {code for code, _ in codes(repaired, None)}
    assert left == {"links.missing_kind", "metrics.equal_to_target", "money.unspent_amount"}


@pytest.mark.parametrize("locale", ["en", "ar_EG", "tr_TR", "de_DE", "hi_IN"])
def test_the_sample_has_the_same_findings_in_every_locale(report: Report, locale: str) -> None:
    assert codes(replace(report, locale=locale)) == codes(report)
