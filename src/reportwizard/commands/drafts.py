"""The folder of drafts: begin one, list them, say when one is due, delete one and bring it back."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from reportwizard.commands.options import (
    command,
    complete_drafts,
    currency_option,
    draft_argument,
    json_option,
    output_options,
)
from reportwizard.commands.output import Status, print_json, print_message, print_text
from reportwizard.commands.workspace import Workspace, refuse_empty
from reportwizard.text import pluralize

if TYPE_CHECKING:
    from reportwizard.checks.finding import Finding
    from reportwizard.drafts.store.summaries import Summary
    from reportwizard.report.report import Report

today = date.today


@command(
    "new",
    click.argument("name"),
    click.option("--form", metavar="ID|FILE", help="The form; `forms` lists the known ones."),
    click.option(
        "--like",
        metavar="DRAFT",
        shell_complete=complete_drafts,
        help="Keep form, applicant, rows of tables, currency and locale of an older report.",
    ),
    currency_option,
    click.option(
        "--set", "answers", metavar="ID=VALUE", multiple=True, help="An answer; repeat this option for more."
    ),
)
def new_draft(
    workspace: Workspace,
    name: str,
    form: str | None,
    like: str | None,
    currency: str,
    answers: tuple[str, ...],
) -> None:
    """Begin a draft, and print the path of its file."""
    from reportwizard.commands.answers import with_typed_answer
    from reportwizard.forms.external import default_form, form_of
    from reportwizard.report.new_report import start_like, start_report

    if like is not None:
        if form is not None:
            raise click.UsageError("--like takes the form of the older report: leave --form out.")
        older = workspace.load(like, needs_form=True)
        report = start_like(older).with_region(currency=currency or None)
    else:
        chosen = default_form() if form is None else form_of(refuse_empty(form))
        report = start_report(chosen, locale=workspace.default_locale(), currency=currency)
    for answer in answers:
        question_id, equals, text = answer.partition("=")
        if not equals:
            raise click.UsageError(f"--set takes ID=VALUE, not {answer!r}.")
        report = with_typed_answer(report, question_id.strip(), text)
    print_text(str(workspace.create(name, report)))


@command("list", json_option)
def list_drafts(workspace: Workspace, as_json: bool) -> None:
    """List the drafts, the last saved first."""
    folder = workspace.folder()
    summaries = folder.summaries(_check, today())
    if as_json:
        print_json([_shape(summary) for summary in summaries])
        return
    between = ""
    # Each as soon as it is read: a folder of thousands takes a while.
    for summary in summaries:
        print_text(between + "\n".join(_lines(summary)))
        between = "\n"
    if not between:
        print_message(f"There are no drafts in {folder.path} yet. Begin one: reportwizard new NAME")


def _check(report: Report, /, today: date) -> Iterable[Finding]:
    # Only here: where nothing changed since the last list, no draft is read and nothing is checked.
    from reportwizard.checks.registry import run_checks

    return run_checks(report, today)


def _shape(summary: Summary) -> dict[str, object]:
    findings = {"errors": summary.errors, "warnings": summary.warnings, "notes": summary.notes}
    return {
        "draft": summary.name,
        "path": str(summary.path),
        "form": summary.form or None,
        "title": summary.title,
        "due_date": summary.due_date and summary.due_date.isoformat(),
        "days_left": summary.due_date and (summary.due_date - today()).days,
        "answered": summary.answered,
        "asked": summary.asked,
        "findings": None if summary.errors is None else findings,
        "saved_at": summary.saved_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "problem": summary.problem or None,
        **({"two_versions": list(summary.two_versions)} if summary.two_versions else {}),
    }


def _lines(summary: Summary) -> Iterator[str]:
    from reportwizard.money.days import english_date

    yield f"{summary.name}  {summary.title}".rstrip()
    if summary.problem:
        yield f"    cannot be opened: {summary.problem}"
        return
    answered = f"{summary.answered} of {summary.asked} required questions answered"
    form = summary.form_title if summary.form_title.startswith(f"{summary.form}: ") else summary.form
    day = summary.handed_in_on
    handed_in = f"handed in {english_date(day)}" if day else "handed in"
    yield f"    {form} · {handed_in if summary.handed_in else due_text(summary.due_date)} · {answered}"
    counts = {
        f"{summary.errors} to fix or answer": summary.errors,
        f"{summary.warnings} to look at": summary.warnings,
        pluralize(summary.notes or 0, "note"): summary.notes,
    }
    findings = ", ".join(words for words, count in counts.items() if count)
    yield f"    {findings or 'nothing to fix'} · saved {summary.saved_at.astimezone():%Y-%m-%d %H:%M}"
    if summary.two_versions:
        yield f"    changed in two places, waits for your choice: {', '.join(summary.two_versions)}"


def due_text(due: date | None) -> str:
    """Return a due date with the days left, or since; and its moment on this computer's clock."""
    from reportwizard.money.days import english_date, local_due_time, local_zone

    if due is None:
        return "no due date yet"
    days = (due - today()).days
    count = pluralize(abs(days), "day")
    distance = f"{count} left" if days > 0 else f"{count} ago" if days else "today"
    local = local_due_time(due, local_zone())
    return f"due {english_date(due)} ({distance}{f'; {local}' if local else ''})"


@command(
    "due",
    draft_argument,
    click.option("--ics", is_flag=True, help="Write it as a file that your calendar can open."),
    output_options,
)
def show_due(workspace: Workspace, draft: str, ics: bool, target: str, force: bool) -> int:
    """Say when a report is due, also in your local time.

    With --ics, write it for your calendar, with a reminder a week before. Status 2: the draft has no due
    date.
    """
    if not ics and (target != "-" or force):
        raise click.UsageError("-o and --force go with --ics: they write the file for your calendar.")
    from reportwizard.commands.files import write_output
    from reportwizard.report.calendar_file import calendar_file, no_due_words

    _, name, report = workspace.open(draft)
    day = report.value("report.due")
    event = calendar_file(report, name, now())
    if event is None or not isinstance(day, date):
        question = report.form.role("report.due")
        example = f" reportwizard set {shlex.quote(draft)} {question.id} DAY" if question else ""
        print_message(f"{no_due_words(report)}{example}")
        return Status.UNUSABLE
    if ics:
        write_output(target, event.encode(), replace=force)
    else:
        print_text(due_text(day))
    return Status.READY


def now() -> datetime:
    """Return the time now."""
    return datetime.now(UTC)


@command("delete", draft_argument)
def delete_draft(workspace: Workspace, draft: str) -> None:
    """Put a draft in the trash; `trash` brings it back."""
    folder, name = workspace.find(draft)
    elsewhere = workspace.drafts or folder.path != workspace.path()
    place = f" --drafts {shlex.quote(str(folder.path))}" if elsewhere else ""
    restore = f"reportwizard trash{place} --restore {shlex.quote(folder.delete(name).id)}"
    print_message(f"“{name}” is in the trash. To bring it back: {restore}")


@command(
    "trash",
    click.option("--restore", "trash_id", metavar="ID", help="Bring this one back, and print its path."),
)
def show_trash(workspace: Workspace, trash_id: str | None) -> None:
    """List the drafts that were deleted, or bring one back."""
    folder = workspace.folder()
    if trash_id is not None:
        print_text(str(folder.path_of(folder.restore(trash_id))))
        return
    for trashed in folder.trash():
        print_text(trashed.id)
