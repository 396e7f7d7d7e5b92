"""Before the hand-in: what a reader would ask, and the report in any format."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from reportwizard.commands.common import (
    BLOCKED,
    READY,
    UNUSABLE,
    Place,
    json_option,
    not_asked_shape,
    output_options,
    place_options,
    refuse_gone,
    refuse_unready,
    say,
    show,
    show_json,
    two_versions_shape,
)
from reportwizard.commands.completion import complete_drafts, complete_formats, draft_argument
from reportwizard.errors import ReportWizardError

if TYPE_CHECKING:
    from reportwizard.checks.dismiss import Dismissed
    from reportwizard.checks.finding import Finding
    from reportwizard.report.report import Report


_NOT_ASKED = "The form does not ask for it. The answer stays in the draft; `show` prints it."


@click.command("check")
@click.argument("named", metavar="DRAFT...", nargs=-1, required=True, shell_complete=complete_drafts)
@click.option("--online", is_flag=True, help="Also request each link once. Takes up to 90 s.")
@json_option
@place_options
@click.pass_obj
def check_drafts(place: Place, named: tuple[str, ...], as_json: bool, online: bool) -> int:
    """Say what is missing, and what does not fit together.

    Status 0: ready to hand in. 1: something must be fixed first. 2: a draft cannot be read.
    """
    status, checked = READY, []
    for draft in named:
        try:
            checked.append(_check(draft, refuse_gone(place.load(draft)), online=online))
        except ReportWizardError as error:
            say(str(error))
            status = UNUSABLE
    several = len(named) > 1
    if as_json and (several or checked):
        shapes = [one.shape(named=several) for one in checked]
        show_json(shapes if several else shapes[0])
    elif checked:
        show("\n\n".join("\n".join(one.lines(named=several)) for one in checked))
    return status or (READY if all(one.ready for one in checked) else BLOCKED)


class _Checked(NamedTuple):
    draft: str
    report: Report
    findings: tuple[Finding, ...]
    ready: bool
    dismissed: tuple[Dismissed, ...] = ()

    def shape(self, *, named: bool) -> dict[str, Any]:
        """Return what `--json` prints; with the draft's name if there are several."""
        name = {"draft": self.draft} if named else {}
        dismissed = [{**finding_shape(finding), "reason": entry.reason} for finding, entry in self.dismissed]
        return {
            **name,
            "ready": self.ready,
            "findings": [finding_shape(finding) for finding in self.findings],
            **({"dismissed": dismissed} if dismissed else {}),
            **not_asked_shape(self.report),
            **two_versions_shape(self.report),
        }

    def lines(self, *, named: bool) -> Iterator[str]:
        """Give the findings in words, the verdict last."""
        if named:
            yield f"{self.draft}:"
        for finding in self.findings:
            yield f"{finding.severity:<8} {self._numbered(finding.question)}: {finding.message}"
        for finding, entry in self.dismissed:
            reason = f" Reason: {entry.reason}" if entry.reason else ""
            yield f"{'right':<8} {self._numbered(finding.question)}: {finding.message}{reason}"
        for answer_id in self.report.not_asked:
            yield f"{'kept':<8} {answer_id}: {_NOT_ASKED}"
        for question_id in two_versions_shape(self.report).get("two_versions", ()):
            how = f"`reportwizard choose {shlex.quote(self.draft)}` shows both versions."
            yield f"{'choose':<8} {self._numbered(question_id)}: It was changed in two places. {how}"
        yield ("Ready to hand in." if self.ready else "Fix the errors before you hand in.")

    def _numbered(self, question_id: str) -> str:
        question = self.report.form.by_id.get(question_id)
        return f"{question.number if question else ''} {question_id}".strip()


def _check(draft: str, report: Report, *, online: bool) -> _Checked:
    from reportwizard.checks.registry import blocks, check_report

    findings, dismissed = check_report(report, date.today(), ask_online(report) if online else ())
    return _Checked(draft, report, findings, not blocks(findings), dismissed)


def finding_shape(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "question": finding.question,
        "message": finding.message,
        "data": dict(finding.data),
    }


class _FormatOption(click.Option):
    """The option that names a format; its help lists them all, and only then loads them."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        from reportwizard.exports.registry import EXPORTS

        self.help = f"One of: {', '.join(EXPORTS)}."
        return super().get_help_record(ctx)


def ask_online(report: Report) -> list[Finding]:
    """Ask the website of each link once; return what there is to say about the answers.

    `ReportWizardError` if the library for it is not installed.
    """
    from reportwizard.checks.links.online import is_public, links_to_ask, run_online

    try:
        from reportwizard.commands.ask_links import ask_links
    except ImportError:
        raise ReportWizardError(
            "Asking links needs one more library, which is not installed.",
            "Install it: pip install httpx (or, with pipx: pipx inject reportwizard httpx)",
        ) from None
    return run_online(report, ask_links(links_to_ask(report), public=is_public))


@click.command("export")
@draft_argument
@click.option(
    "--to", "fmt", cls=_FormatOption, metavar="FORMAT", required=True, shell_complete=complete_formats
)
@output_options
@click.option("--unfinished", is_flag=True, help="Write it anyway, marked as a draft.")
@click.option("--review", is_flag=True, help="With --to docx: show what is missing or open in comments.")
@place_options
@click.pass_obj
def export_draft(
    place: Place, draft: str, fmt: str, target: str, force: bool, unfinished: bool, review: bool
) -> None:
    """Write the report in the format you choose.

    While something must be fixed, this needs --unfinished, which marks the report as a draft.
    """
    from reportwizard.commands.files import refuse_terminal, write_output
    from reportwizard.exports.registry import EXPORTS, export_file

    report = refuse_gone(place.load(draft))
    if fmt in EXPORTS and EXPORTS[fmt].binary:
        refuse_terminal(target, f"{draft}{EXPORTS[fmt].suffix}")
    exported = _review_copy(report, fmt) if review else export_file(report, fmt, unfinished=unfinished)
    if not (unfinished or review):
        refuse_unready(report, "--unfinished writes it as a draft.")
    if report.not_asked:
        say(f"Not in the report: {', '.join(report.not_asked)}. {_NOT_ASKED}")
    write_output(target, exported, replace=force)


def _review_copy(report: Report, fmt: str) -> bytes:
    if fmt != "docx":
        raise click.UsageError("Only a Word document has comments: --review needs --to docx.")
    from reportwizard.hand_in.review_copy import review_copy

    return review_copy(report, date.today())
