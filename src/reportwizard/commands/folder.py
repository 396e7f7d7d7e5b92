"""The folder of drafts: begin one, list them, put one in the trash and bring it back."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from reportwizard.commands.answers import answered
from reportwizard.commands.common import (
    Place,
    currency_option,
    filled,
    json_option,
    place_options,
    say,
    show,
    show_json,
)
from reportwizard.commands.completion import draft_argument
from reportwizard.text import counted

if TYPE_CHECKING:
    from reportwizard.checks.finding import Finding
    from reportwizard.drafts.store.summaries import Summary
    from reportwizard.report.report import Report

today = date.today


@click.command("new")
@click.argument("name")
@click.option("--form", "form", metavar="ID|FILE", help="The form; `forms` lists the known ones.")
@currency_option
@click.option(
    "--set", "answers", metavar="ID=VALUE", multiple=True, help="An answer; repeat this option for more."
)
@place_options
@click.pass_obj
def new_draft(place: Place, name: str, form: str | None, currency: str, answers: tuple[str, ...]) -> None:
    """Begin a draft, and print the path of its file."""
    from reportwizard.forms.outside import default_form, form_of
    from reportwizard.report.start import start_report

    chosen = default_form() if form is None else form_of(filled(form))
    report = start_report(chosen, locale=place.locale_of_new(), currency=currency)
    for answer in answers:
        question_id, equals, text = answer.partition("=")
        if not equals:
            raise click.UsageError(f"--set takes ID=VALUE, not {answer!r}.")
        report = answered(report, question_id.strip(), text)
    show(str(place.create(name, report)))


@click.command("list")
@json_option
@place_options
@click.pass_obj
def list_drafts(place: Place, as_json: bool) -> None:
    """List the drafts, the last saved first."""
    folder = place.folder()
    drafts = folder.summaries(_check, today())
    if as_json:
        show_json([_shape(draft) for draft in drafts])
        return
    between = ""
    # Each as soon as it is read: a folder of thousands takes a while.
    for draft in drafts:
        show(between + "\n".join(_lines(draft)))
        between = "\n"
    if not between:
        say(f"There are no drafts in {folder.path} yet. Begin one: reportwizard new NAME")


def _check(report: Report, /, today: date) -> Iterable[Finding]:
    # Only here: where nothing changed since the last list, no draft is read and nothing is checked.
    from reportwizard.checks.registry import run_checks

    return run_checks(report, today)


def _shape(draft: Summary) -> dict[str, object]:
    findings = {"errors": draft.errors, "warnings": draft.warnings, "notes": draft.notes}
    return {
        "draft": draft.name,
        "path": str(draft.path),
        "form": draft.form or None,
        "title": draft.title,
        "due_date": draft.due_date and draft.due_date.isoformat(),
        "days_left": draft.due_date and (draft.due_date - today()).days,
        "answered": draft.answered,
        "asked": draft.asked,
        "findings": None if draft.errors is None else findings,
        "saved_at": draft.saved_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "problem": draft.problem or None,
        **({"two_versions": list(draft.two_versions)} if draft.two_versions else {}),
    }


def _lines(draft: Summary) -> Iterator[str]:
    yield f"{draft.name}  {draft.title}".rstrip()
    saved = f"saved {draft.saved_at.astimezone():%Y-%m-%d %H:%M}"
    if draft.problem:
        yield f"    cannot be opened: {draft.problem}"
        return
    done = f"{draft.answered} of {draft.asked} required questions answered"
    named = draft.form_title if draft.form_title.startswith(f"{draft.form}: ") else draft.form
    yield f"    {named} · {_handed_in(draft) or due_words(draft.due_date)} · {done}"
    counts = ((draft.errors, "error"), (draft.warnings, "warning"), (draft.notes, "note"))
    found = ", ".join(counted(many, word) for many, word in counts if many)
    yield f"    {found or 'nothing to fix'} · {saved}"
    if draft.two_versions:
        yield f"    changed in two places, waits for your choice: {', '.join(draft.two_versions)}"


def _handed_in(draft: Summary) -> str:
    from reportwizard.money.days import in_english

    day = draft.handed_in_on
    return "" if not draft.handed_in else f"handed in {in_english(day)}" if day else "handed in"


def due_words(due: date | None) -> str:
    """Return a due date with the days left, or gone; and its moment on this computer's clock."""
    if due is None:
        return "no due date yet"
    days = (due - today()).days
    apart = counted(abs(days), "day")
    when = f"{apart} left" if days > 0 else f"{apart} ago" if days else "today"
    from reportwizard.money.days import due_here, in_english, local_zone

    here = due_here(due, local_zone())
    return f"due {in_english(due)} ({when}{f'; {here}' if here else ''})"


@click.command("delete")
@draft_argument
@place_options
@click.pass_obj
def delete_draft(place: Place, draft: str) -> None:
    """Put a draft in the trash; `trash` brings it back."""
    folder, name = place.find(draft)
    trashed = folder.delete(name)
    say(f"“{name}” is in the trash. To bring it back: reportwizard trash --restore {shlex.quote(trashed.id)}")


@click.command("trash")
@click.option("--restore", "trash_id", metavar="ID", help="Bring this one back, and print its path.")
@place_options
@click.pass_obj
def show_trash(place: Place, trash_id: str | None) -> None:
    """List the drafts that were deleted, or bring one back."""
    folder = place.folder()
    if trash_id is not None:
        show(str(folder.path_of(folder.restore(trash_id))))
        return
    for trashed in folder.trash():
        show(trashed.id)
