"""A damaged draft, or another version of one: keep what can be read, and put both together."""

from __future__ import annotations

import click

from reportwizard.commands.options import command, draft_argument
from reportwizard.commands.output import print_message, print_text
from reportwizard.commands.workspace import Workspace
from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.salvage import salvage, with_broken
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.recovery import merge_copy
from reportwizard.errors import DraftError, NewerDraftError


@command("repair", draft_argument, click.argument("copy", metavar="[COPY]", default=""))
def repair_draft(workspace: Workspace, draft: str, copy: str) -> None:
    """Keep what can be read of a damaged draft.

    The lines that cannot be read are printed, and stay in the draft as texts without a place. With COPY,
    another version of the report is merged into DRAFT: what differs is kept twice, until you choose with
    `choose` or in the wizard.
    """
    folder, name = workspace.find(draft)
    if not copy:
        _repair(folder, name)
        return
    place, copy = folder.resolve(copy)
    merged = merge_copy(folder, copy, name, place)
    for label, answers in (("Taken over", merged.taken), ("Kept twice", merged.kept_twice)):
        if answers:
            print_message(f"{label}: {', '.join(answers)}.")
    print_message(f"“{copy}” {'stays where it is' if place.exists(copy) else 'is in the trash'}.")


def _repair(folder: DraftFolder, name: str) -> None:
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
    print_message(f"{len(report.answers)} answers are in “{name}”.{kept}")


def _opens(data: bytes, name: str) -> bool:
    """Whether a draft can be opened as it is; `NewerDraftError` if a newer version wrote it."""
    try:
        decode(data, name)
    except NewerDraftError:
        raise
    except DraftError:
        return False
    return True
