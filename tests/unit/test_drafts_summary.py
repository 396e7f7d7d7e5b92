from __future__ import annotations

from pathlib import Path

from reportwizard.checks.finding import Finding
from reportwizard.drafts.store.summaries import Summary, summarize
from reportwizard.report.report import Report
from support.drafts import NOW, a_report


def summarized(report: Report, findings: list[Finding] | None = None) -> Summary:
    return summarize("camp", Path("camp.toml"), NOW, report, findings)


def test_a_report_is_summarized() -> None:
    report = a_report(project_title="Camp", due_date="2027-01-02", surprises="Rain.")
    line = summarized(report)
    assert (line.name, line.title, str(line.due_date), line.saved_at) == ("camp", "Camp", "2027-01-02", NOW)
    assert (line.form, line.answered, line.problem) == ("rapid-fund-final", 3, "")


def test_a_date_that_was_not_read_is_no_due_date() -> None:
    assert summarized(a_report(due_date="soon")).due_date is None


def test_findings_are_counted_where_the_checks_have_run() -> None:
    findings = [Finding("a", "error", "x", ""), Finding("b", "note", "x", ""), Finding("c", "note", "x", "")]
    line = summarized(a_report(), findings)
    assert (line.errors, line.warnings, line.notes) == (1, 0, 2)
    assert summarized(a_report()).errors is None
