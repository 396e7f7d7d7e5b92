"""Answers that were changed in two places: show both versions, and keep one."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

import click

from reportwizard.commands.common import (
    Place,
    find_question,
    json_option,
    place_options,
    say,
    show,
    show_json,
)
from reportwizard.commands.completion import complete_questions, draft_argument
from reportwizard.drafts.format.answers import LEDGER, display_text, plain_of, with_plain
from reportwizard.drafts.merging.conflicts import Conflict, Resolution, can_keep_both, conflicts_of, settle
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.recovery import record_other_version
from reportwizard.errors import AnswerError
from reportwizard.exports.json import show_shape
from reportwizard.report.report import Report

_PLACES = {"mine": "in the report", "theirs": "from the other place"}


@click.command("choose")
@draft_argument
@click.argument("question_id", metavar="[ID]", default="", shell_complete=complete_questions)
@click.argument("choice", metavar="[mine|theirs|both]", default="")
@json_option
@place_options
@click.pass_obj
def choose_version(place: Place, draft: str, question_id: str, choice: str, as_json: bool) -> None:
    """Choose between two versions of an answer.

    They come from changes in two places. Without ID, list them. `mine` keeps what is in the report, `theirs`
    takes the other version, and `both` puts one text below the other. The version that you do not take stays
    as an earlier version.
    """
    folder, name, report = place.open(draft)
    if choice:
        if as_json:
            raise click.UsageError("--json lists what waits for a choice. Leave it out to choose.")
        _settle(folder, name, report, _wanted(report, draft, question_id), choice)
        return
    waiting = [one for one in conflicts_of(report) if question_id in ("", one.answer_id)]
    if question_id and not waiting:
        _wanted(report, draft, question_id)
    if as_json:
        show_json({"two_versions": [_shape(report, one) for one in waiting]})
    elif not waiting:
        say("No answer was changed in two places.")
    else:
        show("\n".join(line for one in waiting for line in _lines(report, one)).rstrip())
        first = waiting[0]
        ways = _ways(report, first)
        say(f"To choose: reportwizard choose {shlex.quote(draft)} {first.answer_id} {ways}")


def _wanted(report: Report, draft: str, question_id: str) -> Conflict:
    """Return the oldest choice that an answer waits for; refuse an answer that waits for none."""
    for one in conflicts_of(report):
        if one.answer_id == question_id:
            return one
    if question_id != LEDGER:
        find_question(report.form, question_id)
    raise AnswerError(
        f"{question_id}: this answer was not changed in two places. Nothing was changed.",
        f"`reportwizard choose {shlex.quote(draft)}` lists those that were.",
    )


def _ways(report: Report, conflict: Conflict) -> str:
    return "mine|theirs|both" if can_keep_both(report, conflict) else "mine|theirs"


def _settle(folder: DraftFolder, name: str, report: Report, conflict: Conflict, choice: str) -> None:
    answer_id, ways = conflict.answer_id, _ways(report, conflict).split("|")
    if choice not in ways:
        why = " Only texts can be kept both." if choice == "both" else ""
        raise click.UsageError(f"Choose {', '.join(ways[:-1])} or {ways[-1]}, not {choice!r}.{why}")
    record_other_version(folder, name, report, conflict)
    taken: Resolution = choice  # type: ignore[assignment]
    settled = settle(report, conflict, taken)
    folder.change(name, settled, always=frozenset({answer_id}))
    left = len(conflicts_of(settled))
    more = f" {left} more to choose." if left else ""
    say(f"Done: {answer_id}. The other version stays as an earlier version.{more}")


def _shape(report: Report, conflict: Conflict) -> dict[str, Any]:
    at = conflict.noticed_at
    return {
        "question": conflict.answer_id,
        "noticed_at": at and f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "mine": _value(report, conflict.answer_id),
        "theirs": _value(with_plain(report, conflict.answer_id, conflict.theirs), conflict.answer_id),
        "choices": _ways(report, conflict).split("|"),
    }


def _value(report: Report, answer_id: str) -> Any:
    """Return an answer as `show --json` prints it; None if there is none."""
    shape = show_shape(report)
    return shape.get(LEDGER) if answer_id == LEDGER else shape["answers"].get(answer_id)


def _lines(report: Report, conflict: Conflict) -> Iterator[str]:
    at = conflict.noticed_at
    yield f"{conflict.answer_id}{f'  noticed {at.astimezone():%Y-%m-%d %H:%M}' if at else ''}"
    sides = {"mine": plain_of(report, conflict.answer_id), "theirs": conflict.theirs}
    for side, value in sides.items():
        yield f"  {side}: {_PLACES[side]}"
        words = display_text(report, conflict.answer_id, value) or "(empty)"
        yield from (f"    {line}".rstrip() for line in words.splitlines())
    yield ""
