"""A published report, where it lies beside the repository: the one amount in it that does not add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.money_reports import money_findings
from support.published_pages import read_page

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "kazakh-conference-final-report.txt"


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the published report is not part of the repository")
def test_only_the_unspent_amount_is_found() -> None:
    report = read_page(SAMPLE.read_text("utf-8"), currency="KZT", locale="en").report
    (finding,) = money_findings(report)
    assert (finding.code, finding.severity, finding.question) == (
        "money.unspent_amount",
        "warning",
        "unspent_explanation",
    )
    assert finding.message == (
        "Awarded 3,102.18 USD − spent 2,292.84 USD leaves 809.34 USD; 13.1 names 783.98 USD:"
        " 25.36 USD are unexplained."
    )
    assert finding.data["difference_local"] == {"amount": "11579.89", "currency": "KZT"}
