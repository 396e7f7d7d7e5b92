"""When a report is due, on the applicant's own clock; and the same for a calendar."""

from __future__ import annotations

import shlex
from datetime import UTC, date, datetime

import click

from reportwizard.commands.common import READY, UNUSABLE, Place, output_options, place_options, say, show
from reportwizard.commands.completion import draft_argument
from reportwizard.commands.folder import due_words


def now() -> datetime:
    """Return the time now."""
    return datetime.now(UTC)


@click.command("due")
@draft_argument
@click.option("--ics", is_flag=True, help="Write it as a file that your calendar can open.")
@output_options
@place_options
@click.pass_obj
def show_due(place: Place, draft: str, ics: bool, target: str, force: bool) -> int:
    """Say when a report is due, also in your local time.

    With --ics, write it for your calendar, with a reminder a week before. Status 2: the draft has no due
    date.
    """
    if not ics and (target != "-" or force):
        raise click.UsageError("-o and --force go with --ics: they write the file for your calendar.")
    from reportwizard.commands.files import write_output
    from reportwizard.report.calendar_file import calendar_file, no_due_words

    _, name, report = place.open(draft)
    day = report.value("report.due")
    text = calendar_file(report, name, now())
    if text is None or not isinstance(day, date):
        question = report.form.role("report.due")
        how = f" reportwizard set {shlex.quote(draft)} {question.id} DAY" if question else ""
        say(f"{no_due_words(report)}{how}")
        return UNUSABLE
    if ics:
        write_output(target, text.encode(), replace=force)
    else:
        show(due_words(day))
    return READY
