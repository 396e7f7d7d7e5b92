"""Versions of answers, and of damaged drafts: list the earlier ones, put one back, choose, and repair."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

import click

from reportwizard.commands.options import any_question_argument, command, draft_argument, json_option
from reportwizard.commands.output import print_json, print_message, print_text
from reportwizard.commands.workspace import Workspace, find_question
from reportwizard.drafts.format.answers import LEDGER, display_text, plain_of, size_label, with_plain
from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.salvage import salvage, with_broken
from reportwizard.drafts.history.folder import state_at
from reportwizard.drafts.history.versions import version_time
from reportwizard.drafts.merging.conflicts import Conflict, Resolution, can_keep_both, conflicts_of, settle
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.recovery import merge_copy, record_other_version
from reportwizard.errors import AnswerError, DraftError, NewerDraftError
from reportwizard.exports.json import show_shape
from reportwizard.report.report import Report
from reportwizard.text import pluralize

_EXCERPT = 60
_EXPENSES = "expenses"


@command("history", draft_argument, any_question_argument)
def show_history(workspace: Workspace, draft: str, question_id: str) -> None:
    """List the earlier versions of a draft's answers.

    The newest comes first; with ID, only those of one answer. The first word of a line is what `restore`
    takes.
    """
    folder, name, report = workspace.open(draft)
    question_id = _answer_id(report, question_id)
    versions = folder.versions(name, question_id)
    for version in versions:
        text = " ".join(display_text(report, version.answer_id, version.plain).split())
        excerpt = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]} …"
        time = f"{version.at.astimezone():%Y-%m-%d %H:%M}"
        size = size_label(report, version.answer_id, version.words, version.plain)
        print_text("  ".join(filter(None, (version.id, time, _shown(version.answer_id), size, excerpt))))
    if not versions:
        print_message("There are no earlier versions yet.")


def _answer_id(report: Report, named: str) -> str:
    if named in (LEDGER, _EXPENSES):
        return LEDGER
    return named and find_question(report.form, named).id


def _shown(answer_id: str) -> str:
    return _EXPENSES if answer_id == LEDGER else answer_id


@command("restore", draft_argument, click.argument("version_id", metavar="VERSION"), any_question_argument)
def restore_version(workspace: Workspace, draft: str, version_id: str, question_id: str) -> None:
    """Put an earlier version of an answer back.

    VERSION is the first word of a line that `history` prints. Without ID, every answer comes back as it was
    then. The current answers are kept as earlier versions.
    """
    folder, name, report = workspace.open(draft)
    question_id = _answer_id(report, question_id)
    found = folder.versions(name, question_id)
    versions = [version for version in found if version.id == version_id][:1]
    if versions and not question_id:
        # What was in every answer then.
        time = version_time(version_id)
        versions = [*state_at(found, time)] if time else []
    if not versions:
        history = f"reportwizard history {shlex.quote(draft)} {question_id}".strip()
        raise DraftError(
            f"There is no version “{version_id}”.", f"`{history}` lists them. Nothing was changed."
        )
    for version in versions:
        report = with_plain(report, version.answer_id, version.plain)
    names = [version.answer_id for version in versions]
    folder.change(name, report, always=frozenset(names))
    print_message(
        f"Put back: {', '.join(map(_shown, names))}. What was there before is kept as an earlier version."
    )


@command(
    "choose",
    draft_argument,
    any_question_argument,
    click.argument("choice", metavar="[mine|theirs|both]", default=""),
    json_option,
)
def choose_version(workspace: Workspace, draft: str, question_id: str, choice: str, as_json: bool) -> None:
    """Choose between two versions of an answer.

    They come from changes in two places. Without ID, list them. `mine` keeps what is in the report, `theirs`
    takes the other version, and `both` puts one text below the other. The version that you do not take stays
    as an earlier version.
    """
    folder, name, report = workspace.open(draft)
    if choice and as_json:
        raise click.UsageError("--json lists what waits for a choice. Leave it out to choose.")
    question_id = _answer_id(report, question_id)
    names_one = bool(question_id or choice)
    conflicts = [item for item in conflicts_of(report) if item.answer_id == question_id or not names_one]
    if names_one and not conflicts:
        raise AnswerError(
            f"{question_id}: this answer was not changed in two places. Nothing was changed.",
            f"`reportwizard choose {shlex.quote(draft)}` lists those that were.",
        )
    if choice:
        _settle(folder, name, report, conflicts[0], choice)
    elif as_json:
        print_json({"two_versions": [_conflict_shape(report, conflict) for conflict in conflicts]})
    elif not conflicts:
        print_message("No answer was changed in two places.")
    else:
        print_text("\n".join(line for conflict in conflicts for line in _lines(report, conflict)).rstrip())
        choices = "|".join(_choices(report, conflicts[0]))
        print_message(
            f"To choose: reportwizard choose {shlex.quote(draft)} {_shown(conflicts[0].answer_id)} {choices}"
        )


def _choices(report: Report, conflict: Conflict) -> list[str]:
    return ["mine", "theirs", *(["both"] if can_keep_both(report, conflict) else [])]


def _settle(folder: DraftFolder, name: str, report: Report, conflict: Conflict, choice: str) -> None:
    choices = _choices(report, conflict)
    if choice not in choices:
        reason = " Only two texts can both be kept." if choice == "both" else ""
        raise click.UsageError(f"Choose {', '.join(choices[:-1])} or {choices[-1]}, not {choice!r}.{reason}")
    record_other_version(folder, name, report, conflict)
    chosen: Resolution = choice  # type: ignore[assignment]
    settled = settle(report, conflict, chosen)
    folder.change(name, settled, always=frozenset({conflict.answer_id}))
    remaining = len(conflicts_of(settled))
    more = f" {remaining} more to choose." if remaining else ""
    print_message(f"Chosen: {conflict.answer_id}. The other version stays as an earlier version.{more}")


def _conflict_shape(report: Report, conflict: Conflict) -> dict[str, Any]:
    time = conflict.noticed_at
    return {
        "question": conflict.answer_id,
        "noticed_at": time and f"{time:%Y-%m-%dT%H:%M:%SZ}",
        "mine": _value(report, conflict.answer_id),
        "theirs": _value(with_plain(report, conflict.answer_id, conflict.theirs), conflict.answer_id),
        "choices": _choices(report, conflict),
    }


def _value(report: Report, answer_id: str) -> Any:
    """Return an answer as `show --json` prints it; None if there is none."""
    shape = show_shape(report)
    return shape.get(LEDGER) if answer_id == LEDGER else shape["answers"].get(answer_id)


def _lines(report: Report, conflict: Conflict) -> Iterator[str]:
    time = conflict.noticed_at
    yield f"{_shown(conflict.answer_id)}{f'  noticed {time.astimezone():%Y-%m-%d %H:%M}' if time else ''}"
    values = plain_of(report, conflict.answer_id), conflict.theirs
    for choice, side, value in zip(("mine", "theirs"), conflict.sides, values, strict=True):
        yield f"  {choice}: {side}"
        text = display_text(report, conflict.answer_id, value) or "(empty)"
        yield from (f"    {line}".rstrip() for line in text.splitlines())
    yield ""


@command("repair", draft_argument, click.argument("copy", metavar="[COPY]", default=""))
def repair_draft(workspace: Workspace, draft: str, copy: str) -> None:
    """Keep what can be read of a damaged draft.

    The lines that cannot be read are printed, and stay in the draft as texts that fit no question. With COPY,
    another version of the report is merged into DRAFT: what differs is kept twice, until you choose with
    `choose` or in the wizard.
    """
    folder, name = workspace.find(draft)
    if copy:
        place, copy = folder.resolve(copy)
        merged = merge_copy(folder, copy, name, place)
        twice = "Kept twice, until you choose"
        for label, answers in ((f"Taken from “{copy}”", merged.taken), (twice, merged.kept_twice)):
            if answers:
                print_message(f"{label}: {', '.join(map(_shown, answers))}.")
        print_message(f"“{copy}” {'stays where it is' if place.exists(copy) else 'is in the trash'}.")
        return
    data = folder.read(name)
    salvaged = salvage(data, name)
    if not salvaged.broken and _opens(data, name):
        print_message(f"“{name}” is not damaged. Nothing was changed.")
        return
    for broken in salvaged.broken:
        print_text(f"line {broken.line}  {broken.answer_id}".rstrip())
        print_text("\n".join(f"    {line}" for line in broken.text.split("\n")))
    report = with_broken(salvaged)
    saved = folder.save(name, report)
    kept = f" The file as it was is kept as “{saved.kept.stem}”." if saved.kept else ""
    found = pluralize(len(report.answers), "answer is", "answers are")
    print_message(f"{found} in “{name}”.{kept}")


def _opens(data: bytes, name: str) -> bool:
    """Whether a draft can be opened as it is; `NewerDraftError` if a newer version wrote it."""
    try:
        decode(data, name)
    except NewerDraftError:
        raise
    except DraftError:
        return False
    return True
