"""What is dismissed with a reason is asked no more, until its facts change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from reportwizard.checks.dismiss import CheckResult, Dismissed, at_question, dismiss, facts, undo_dismissal
from reportwizard.checks.finding import Finding
from reportwizard.checks.links.online import run_online
from reportwizard.checks.registry import check_report, run_checks
from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.encode import encode
from support.cases import each_case
from support.check_examples import codes as codes_of_all_checks
from support.check_examples import example
from support.drafts import NOW
from support.nasty import complete_report

if TYPE_CHECKING:
    from reportwizard.kinds.values import Plain
    from reportwizard.report.report import Report

DAY = date(2025, 8, 1)
TEXT = "The audience consisted of 27 people. Write to ann@example.org."
STORY = "activities_and_results"


def a_questionable_report() -> Report:
    return complete_report().with_answer(STORY, TEXT).with_answer("surprises", None)


def dismissed_one(report: Report, code: str, reason: str = "Some came for lunch only.") -> Report:
    """The report with what has this code dismissed."""
    checked = check_report(report, DAY)
    return dismiss(
        report, next(finding for finding in checked.findings if finding.code == code), reason, checked
    )


def codes(report: Report, day: date = DAY) -> list[str]:
    return [finding.code for finding in run_checks(report, day)]


def test_a_dismissed_finding_is_hidden_and_no_other() -> None:
    report = a_questionable_report()
    assert {"wording.claim_mismatch", "privacy.email", "dates.overdue"} <= set(codes(report))
    left = dismissed_one(report, "wording.claim_mismatch")
    assert set(codes(report)) - set(codes(left)) == {"wording.claim_mismatch"}
    (one,) = check_report(left, DAY).dismissed
    assert one.finding in check_report(report, DAY).findings
    assert (one.entry.reason, one.entry.facts["said"]) == ("Some came for lunch only.", 27)


def test_other_words_around_the_same_figures_keep_it_dismissed() -> None:
    report = dismissed_one(a_questionable_report(), "wording.claim_mismatch")
    assert "wording.claim_mismatch" not in codes(report.with_answer(STORY, f"It rained. {TEXT}"))
    overdue = dismissed_one(report, "dates.overdue", "They gave us more time.")
    assert "dates.overdue" not in codes(overdue, date(2025, 12, 24))


def test_other_figures_reopen_it_and_the_message_says_so() -> None:
    report = dismissed_one(a_questionable_report(), "wording.claim_mismatch")
    changed = report.with_answer(STORY, TEXT.replace("27", "28"))
    findings = run_checks(changed, DAY)
    finding = next(finding for finding in findings if finding.code == "wording.claim_mismatch")
    assert "“28 people”" in finding.message
    assert "before that this is right (“Some came for lunch only.”)" in finding.message
    assert finding.message.endswith("The figures or words changed since.")
    assert "wording.claim_mismatch" not in codes(changed.with_answer(STORY, TEXT))
    again = dismissed_one(changed, "wording.claim_mismatch", "They left early.")
    assert [entry.reason for entry in again.dismissed] == ["They left early."]


def test_two_findings_of_one_code_are_dismissed_separately() -> None:
    links = "https://docs.google.com/document/d/a/edit https://docs.google.com/document/d/b/edit"
    report = complete_report().with_answer("impact_links", links)
    first, second = (finding for finding in run_checks(report) if finding.code == "links.private_edit")
    report = dismiss(report, first, "Anybody may write.", check_report(report))
    assert [finding.message for finding in run_checks(report) if finding.code == first.code] == [
        second.message
    ]
    report = dismiss(report, second, "This one too.", check_report(report))
    assert [item.entry.reason for item in check_report(report).dismissed] == [
        "Anybody may write.",
        "This one too.",
    ]


def test_a_dismissal_can_be_undone() -> None:
    report = a_questionable_report()
    left = dismissed_one(report, "privacy.email")
    assert undo_dismissal(left, check_report(left, DAY).dismissed[0].entry) == report


def test_it_may_be_dismissed_without_a_reason() -> None:
    left = dismissed_one(a_questionable_report(), "privacy.email", " \n ")
    assert left.dismissed[0].reason == ""
    assert decode(encode(left, saved_at=NOW, app_version="1"), "left").dismissed == left.dismissed
    entry = replace(left.dismissed[0], facts={"found": "somebody@example.org"})
    again = check_report(replace(left, dismissed=(entry,)), DAY).findings
    message = next(item.message for item in again if item.code == "privacy.email")
    assert message.endswith("You said before that this is right. The figures or words changed since.")


def test_errors_cannot_be_dismissed() -> None:
    report = a_questionable_report()
    checked = check_report(report, DAY)
    missing = next(finding for finding in checked.findings if finding.severity == "error")
    with pytest.raises(ValueError, match=missing.code):
        dismiss(report, missing, "No surprises.", checked)
    text = '[[dismissed]]\ncode = "required.missing"\nquestion = "surprises"\nreason = "none"\n'
    forced = decode(encode(report, saved_at=NOW, app_version="1") + text.encode(), "forced")
    assert len(forced.dismissed) == 1
    assert "required.missing" in codes(forced)


def test_facts_are_plain_and_leave_out_what_changes_by_itself() -> None:
    data: dict[str, Plain] = {"said": 3, "days": 4, "repair": {}, "targets": {"a": [1]}}
    assert facts(Finding("a.b", "note", "q", "m", data)) == {"said": 3, "targets": {"a": [1]}}


def test_only_what_can_be_dismissed_is_shown_at_a_question() -> None:
    error, note = Finding("a.b", "error", "q", "m"), Finding("a.c", "note", "q", "m")
    elsewhere = Finding("a.c", "note", "other", "m")
    assert at_question(CheckResult((error, note, elsewhere)), "q") == CheckResult((note,))


@each_case("answer", [TEXT, "27 people came. 27 people came.", "ann@example.org"])
def test_every_warning_can_be_dismissed_and_saved_in_a_draft(answer: str) -> None:
    report = a_questionable_report().with_answer(STORY, answer).with_answer("impact_links", "See the photos.")
    report = report.with_answer("complies_with_laws", False)
    for _ in range(20):
        checked = check_report(report, DAY)
        wanted = [finding for finding in checked.findings if finding.severity != "error"]
        if not wanted:
            break
        report = dismiss(report, wanted[0], "Right “as” it is.", checked)
        report = decode(encode(report, saved_at=NOW, app_version="1"), "draft")
    assert {finding.severity for finding in run_checks(report, DAY)} == {"error"}
    assert all(isinstance(item, Dismissed) for item in check_report(report, DAY).dismissed)
    assert len(check_report(report, DAY).dismissed) == len(report.dismissed) > 2


@each_case("code", codes_of_all_checks())
def test_a_dismissal_holds_on_another_day_and_in_another_locale(code: str) -> None:
    shown = example(code, fires=True)
    online = run_online(shown.report, shown.web)
    checked = check_report(shown.report, shown.today, online)
    wanted = [finding for finding in checked.findings if finding.code == code and finding.severity != "error"]
    report = shown.report
    for finding in wanted:
        report = dismiss(report, finding, "It is right.", check_report(report, shown.today, online))
    elsewhere = replace(report, locale="ar_EG")
    tomorrow = shown.today + timedelta(days=1) if shown.today else None
    again = check_report(elsewhere, tomorrow, run_online(elsewhere, shown.web))
    assert [
        finding.message for finding in again.findings if finding.code == code and finding.severity != "error"
    ] == []
    assert sum(entry.finding.code == code for entry in again.dismissed) == len(wanted)
