"""Earlier versions of answers: list them, and put one back."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import click

from reportwizard.commands.common import Place, find_question, place_options, say, show
from reportwizard.commands.completion import complete_questions, draft_argument
from reportwizard.drafts.format.answers import LEDGER, display_text, size_label, with_plain
from reportwizard.drafts.history.folder import state_at
from reportwizard.drafts.history.versions import Version, version_time
from reportwizard.errors import DraftError
from reportwizard.report.report import Report

_EXCERPT = 60


@click.command("history")
@draft_argument
@click.argument("question_id", metavar="[ID]", default="", shell_complete=complete_questions)
@place_options
@click.pass_obj
def show_history(place: Place, draft: str, question_id: str) -> None:
    """List the earlier versions of a draft's answers.

    The newest comes first; with ID, only those of one answer. The first word of a line is what `restore`
    takes.
    """
    folder, name, report = place.open(draft)
    _check_id(report, question_id)
    versions = folder.versions(name, question_id)
    if versions:
        show("\n".join(_lines(report, versions)))
    else:
        say("There are no earlier versions yet.")


def _check_id(report: Report, question_id: str) -> None:
    if question_id and question_id != LEDGER:
        find_question(report.form, question_id)


def _lines(report: Report, versions: list[Version]) -> Iterator[str]:
    for version in versions:
        words = " ".join(display_text(report, version.answer_id, version.plain).split())
        excerpt = words if len(words) <= _EXCERPT else f"{words[:_EXCERPT]} …"
        at = f"{version.at.astimezone():%Y-%m-%d %H:%M}"
        size = size_label(report, version.answer_id, version.words, version.plain)
        yield "  ".join(filter(None, (version.id, at, version.answer_id, size, excerpt)))


@click.command("restore")
@draft_argument
@click.argument("version_id", metavar="VERSION")
@click.argument("question_id", metavar="[ID]", default="", shell_complete=complete_questions)
@place_options
@click.pass_obj
def restore_version(place: Place, draft: str, version_id: str, question_id: str) -> None:
    """Put an earlier version of an answer back.

    VERSION is the first word of a line that `history` prints. Without ID, every answer comes back as it was
    then. The current answers are kept as earlier versions.
    """
    folder, name, report = place.open(draft)
    _check_id(report, question_id)
    wanted = _wanted(folder.versions(name, question_id), version_id, question_id)
    if not wanted:
        _refuse(version_id, draft, question_id)
    for version in wanted:
        report = with_plain(report, version.answer_id, version.plain)
    names = [version.answer_id for version in wanted]
    folder.change(name, report, always=frozenset(names))
    say(f"Put back: {', '.join(names)}. What was there before is kept as an earlier version.")


def _wanted(versions: list[Version], version_id: str, question_id: str) -> list[Version]:
    """Return the version named; without a question, what was in every answer then."""
    if question_id:
        return [version for version in versions if version.id == version_id][:1]
    at = version_time(version_id)
    known = any(version.id == version_id for version in versions)
    return [*state_at(versions, at)] if at and known else []


def _refuse(version_id: str, draft: str, question_id: str) -> None:
    command = f"reportwizard history {shlex.quote(draft)} {question_id}".strip()
    raise DraftError(f"There is no version “{version_id}”.", f"`{command}` lists them. Nothing was changed.")
