"""Say why something is right as it is; list that, and take it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

import click

from reportwizard.checks.dismiss import (
    CheckResult,
    can_be_dismissed,
    dismiss,
    split_dismissed,
    undo_dismissal,
)
from reportwizard.checks.finding import Finding
from reportwizard.checks.registry import check_report
from reportwizard.commands.common import Place, find_question, place_options, say, show
from reportwizard.commands.completion import complete_questions, draft_argument
from reportwizard.commands.hand_in import ask_online
from reportwizard.report.report import Report

today = date.today


@click.command("dismiss")
@draft_argument
@click.argument("code", required=False)
@click.argument("question", required=False, shell_complete=complete_questions)
@click.option("--reason", metavar="TEXT", default="", help="Why it is right as it is, in one sentence.")
@click.option("--back", is_flag=True, help="Take it back: it is asked again.")
@click.option("--online", is_flag=True, help="Also request each link once, like `check --online`.")
@place_options
@click.pass_obj
def dismiss_findings(
    place: Place, draft: str, code: str | None, question: str | None, reason: str, back: bool, online: bool
) -> None:
    """Say why something is right as it is; it is not asked again.

    CODE and QUESTION are as in `check --json`. Errors cannot be dismissed. Without CODE, list what is
    dismissed, and what can be.
    """
    folder, name, report = place.open(draft)
    checked = check_report(report, today(), ask_online(report) if online else ())
    if code is None and not (back or reason):
        show("\n".join(_lines(checked)))
        return
    if code is None or question is None or back == bool(reason.strip()):
        raise click.UsageError("Give CODE and QUESTION, with either --reason TEXT or --back.")
    find_question(report.form, question)
    done = _back if back else partial(_dismiss, reason=reason)
    folder.change(name, done(report, checked, code, question))


def _lines(checked: CheckResult) -> Iterator[str]:
    yield "Right as it is:" if checked.dismissed else "Nothing is dismissed."
    for finding, entry in checked.dismissed:
        yield f"  {_named(finding)}\n      reason: {entry.reason}"
    open_ones = [finding for finding in checked.findings if finding.severity != "error"]
    if open_ones:
        yield "They will ask:"
    yield from (f"  {_named(finding)}" for finding in open_ones)


def _named(finding: Finding) -> str:
    return f"{finding.code} {finding.question}: {finding.message}"


def _dismiss(report: Report, checked: CheckResult, code: str, question: str, reason: str) -> Report:
    found = _found(checked.findings, code, question)
    if not all(map(can_be_dismissed, found)):
        raise click.UsageError("Fix this before you hand in. It cannot be dismissed.")
    everything = [*checked.findings, *(finding for finding, _ in checked.dismissed)]
    for finding in found:
        report = dismiss(report, finding, reason, split_dismissed(report, everything))
    say(f"{len(found)} are not asked again." if len(found) > 1 else "This is not asked again.")
    return report


def _back(report: Report, checked: CheckResult, code: str, question: str) -> Report:
    _found([finding for finding, _ in checked.dismissed], code, question)
    for finding, entry in checked.dismissed:
        if (finding.code, finding.question) == (code, question):
            report = undo_dismissal(report, entry)
    say("This is asked again.")
    return report


def _found(findings: tuple[Finding, ...] | list[Finding], code: str, question: str) -> list[Finding]:
    found = [finding for finding in findings if (finding.code, finding.question) == (code, question)]
    if not found:
        raise click.UsageError(
            f"There is no {code} at {question} now. `reportwizard dismiss DRAFT` lists what there is."
        )
    return found
