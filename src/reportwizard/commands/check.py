"""What a reader would ask: say it, and say why something is right as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from reportwizard.commands.options import (
    command,
    complete_drafts,
    complete_questions,
    draft_argument,
    json_option,
)
from reportwizard.commands.output import Status, print_json, print_message, print_text
from reportwizard.commands.workspace import Workspace, find_question
from reportwizard.errors import NotReadyError, ReportWizardError
from reportwizard.paths import pip_install

if TYPE_CHECKING:
    from reportwizard.checks.dismiss import CheckResult
    from reportwizard.checks.finding import Finding
    from reportwizard.report.report import Report

NOT_ASKED = "The form does not ask for it. The answer stays in the draft; `show` prints it."


@command(
    "check",
    click.argument("named", metavar="DRAFT...", nargs=-1, required=True, shell_complete=complete_drafts),
    click.option("--online", is_flag=True, help="Also request each link once. Takes up to 90 s."),
    json_option,
)
def check_drafts(workspace: Workspace, named: tuple[str, ...], as_json: bool, online: bool) -> int:
    """Say what is missing, and what does not fit together.

    Status 0: ready to hand in. 1: something must be fixed first. 2: a draft cannot be read.
    """
    status, results = Status.READY, []
    for draft in named:
        try:
            report = workspace.load(draft, needs_form=True)
            results.append(_Result(draft, report, _checked(report, online=online)))
        except ReportWizardError as error:
            print_message(str(error))
            status = Status.UNUSABLE
    several = len(named) > 1
    if as_json and several:
        print_json([{"draft": result.draft, **result.shape()} for result in results])
    elif as_json and results:
        print_json(results[0].shape())
    elif results:
        texts = ["\n".join(result.lines()) for result in results]
        names = [f"{result.draft}:\n" if several else "" for result in results]
        print_text("\n\n".join(map("".join, zip(names, texts, strict=True))))
    return status or (Status.READY if all(result.ready for result in results) else Status.BLOCKED)


def _checked(report: Report, *, online: bool) -> CheckResult:
    from reportwizard.checks.registry import check_report

    return check_report(report, date.today(), check_online(report) if online else ())


class _Result(NamedTuple):
    draft: str
    report: Report
    checked: CheckResult

    @property
    def ready(self) -> bool:
        """Whether nothing blocks the hand-in."""
        from reportwizard.checks.registry import blocks

        return not blocks(self.checked.findings)

    def shape(self) -> dict[str, Any]:
        """Build what `--json` prints."""
        dismissed = [{**asdict(finding), "reason": entry.reason} for finding, entry in self.checked.dismissed]
        return {
            "ready": self.ready,
            "findings": [asdict(finding) for finding in self.checked.findings],
            **({"dismissed": dismissed} if dismissed else {}),
            **kept_shape(self.report),
        }

    def lines(self) -> Iterator[str]:
        """Yield the findings as text, the gravest first, and the verdict last."""
        order = ("error", "warning", "note").index
        for finding in sorted(self.checked.findings, key=lambda finding: order(finding.severity)):
            yield f"{finding.severity:<8} {self._numbered(finding.question)}: {finding.message}"
        for finding, entry in self.checked.dismissed:
            reason = f" Reason: {entry.reason}" if entry.reason else ""
            yield f"{'right':<8} {self._numbered(finding.question)}: {finding.message}{reason}"
        for answer_id in self.report.not_asked:
            yield f"{'kept':<8} {answer_id}: {NOT_ASKED}"
        for question_id in kept_shape(self.report).get("two_versions", ()):
            import shlex

            choose = f"`reportwizard choose {shlex.quote(self.draft)}` shows both versions."
            yield f"{'choose':<8} {self._numbered(question_id)}: It was changed in two places. {choose}"
        yield "Ready to hand in." if self.ready else "Fix the errors before you hand in."

    def _numbered(self, question_id: str) -> str:
        question = self.report.form.by_id.get(question_id)
        return f"{question.number if question else ''} {question_id}".strip()


def check_online(report: Report) -> list[Finding]:
    """Request each link once, and return the findings.

    `ReportWizardError` if the library for it is not installed.
    """
    from reportwizard.checks.links.online import is_public, links_to_request, run_online

    try:
        from reportwizard.commands.request_links import request_links
    except ImportError:
        raise ReportWizardError(
            "Checking links needs one more library, which is not installed.",
            f"Install it: {pip_install('online')} (with pipx: pipx inject reportwizard httpx).",
        ) from None
    return run_online(report, request_links(links_to_request(report), public=is_public))


def refuse_unready(report: Report, hint: str) -> None:
    """Raise `NotReadyError`, with what is missing, where something blocks the hand-in."""
    from reportwizard.checks.required import run_blocking

    if missing := run_blocking(report):
        listed = "\n".join(f"{finding.question}: {finding.message}" for finding in missing)
        raise NotReadyError(f"This report cannot be handed in yet.\n{listed}", hint)


def kept_shape(report: Report) -> dict[str, Any]:
    """Build what `--json` adds where a report has answers that are not asked, or two versions of one."""
    from reportwizard.drafts.merging.conflicts import waiting_ids

    shape = {"not_asked": dict(report.not_asked), "two_versions": list(waiting_ids(report))}
    return {key: value for key, value in shape.items() if value}


@command(
    "dismiss",
    draft_argument,
    click.argument("code", required=False),
    click.argument("question", required=False, shell_complete=complete_questions),
    click.option("--reason", metavar="TEXT", default="", help="Why it is right as it is, in one sentence."),
    click.option("--back", is_flag=True, help="Take it back: it is asked again."),
    click.option("--online", is_flag=True, help="Also request each link once, like `check --online`."),
)
def dismiss_findings(
    workspace: Workspace,
    draft: str,
    code: str | None,
    question: str | None,
    reason: str,
    back: bool,
    online: bool,
) -> None:
    """Say why something is right as it is; it is not asked again.

    CODE and QUESTION are as in `check --json`. Errors cannot be dismissed. Without CODE, list what is
    dismissed, and what can be.
    """
    folder, name, report = workspace.open(draft)
    checked = _checked(report, online=online)
    if code is None and not (back or reason):
        print_text("Right as it is:" if checked.dismissed else "Nothing is dismissed.")
        for finding, entry in checked.dismissed:
            print_text(f"  {finding.code} {finding.question}: {finding.message}")
            print_text(f"      reason: {entry.reason}")
        dismissible = [finding for finding in checked.findings if finding.severity != "error"]
        if dismissible:
            print_text("They will ask:")
        for finding in dismissible:
            print_text(f"  {finding.code} {finding.question}: {finding.message}")
        return
    if code is None or question is None or back == bool(reason.strip()):
        raise click.UsageError("Give CODE and QUESTION, with either --reason TEXT or --back.")
    question = find_question(report.form, question).id
    known = [finding for finding, _ in checked.dismissed] if back else checked.findings
    findings = [finding for finding in known if (finding.code, finding.question) == (code, question)]
    if not findings:
        raise click.UsageError(
            f"There is no {code} at {question} now. `reportwizard dismiss DRAFT` lists what there is."
        )
    change = _restore if back else partial(_dismiss, reason=reason)
    folder.change(name, change(report, checked, findings))


def _dismiss(report: Report, checked: CheckResult, findings: list[Finding], reason: str) -> Report:
    from reportwizard.checks.dismiss import can_be_dismissed, dismiss, split_dismissed

    if not all(map(can_be_dismissed, findings)):
        raise click.UsageError("Fix this before you hand in. It cannot be dismissed.")
    everything = [*checked.findings, *(finding for finding, _ in checked.dismissed)]
    for finding in findings:
        report = dismiss(report, finding, reason, split_dismissed(report, everything))
    print_message(
        f"{len(findings)} are not asked again." if len(findings) > 1 else "This is not asked again."
    )
    return report


def _restore(report: Report, checked: CheckResult, findings: list[Finding]) -> Report:
    from reportwizard.checks.dismiss import undo_dismissal

    for finding, entry in checked.dismissed:
        if finding in findings:
            report = undo_dismissal(report, entry)
    print_message("This is asked again.")
    return report
