from __future__ import annotations

from reportwizard.checks.finding import Finding
from reportwizard.drafts.store.summaries import summarize
from support.drafts import NOW, a_report


def test_a_report_is_summarized() -> None:
    report = a_report(project_title="Camp", due_date="2027-01-02", surprises="Rain.")
    line = summarize(report, NOW, name="camp")
    assert (line.name, line.title, str(line.due_date), line.saved_at) == ("camp", "Camp", "2027-01-02", NOW)
    assert (line.form, line.answered, line.problem) == ("rapid-fund-final", 3, "")


def test_a_date_that_was_not_read_is_no_due_date() -> None:
    assert summarize(a_report(due_date="soon"), NOW).due_date is None


def test_findings_are_counted_where_the_checks_have_run() -> None:
    findings = [Finding("a", "error", "x", ""), Finding("b", "note", "x", ""), Finding("c", "note", "x", "")]
    line = summarize(a_report(), NOW, findings=findings)
    assert (line.errors, line.warnings, line.notes) == (1, 0, 2)
    assert summarize(a_report(), NOW).errors is None
