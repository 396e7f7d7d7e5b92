"""A damaged draft, or another version of one: keep what can be read, and put both together."""

from __future__ import annotations

from collections.abc import Iterator

import click

from reportwizard.commands.common import Place, place_options, say, show
from reportwizard.commands.completion import draft_argument
from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.salvage import Salvaged, salvage, with_broken
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.recovery import merge_copy
from reportwizard.errors import DraftError, NewerDraftError
from reportwizard.report.report import Report


@click.command("repair")
@draft_argument
@click.argument("copy", metavar="[COPY]", default="")
@place_options
@click.pass_obj
def repair_draft(place: Place, draft: str, copy: str) -> None:
    """Keep what can be read of a damaged draft.

    The lines that cannot be read are printed, and stay in the draft as texts without a place. With COPY,
    another version of the report is merged into DRAFT: what differs is kept twice, until you choose with
    `choose` or in the wizard.
    """
    folder, name = place.find(draft)
    if copy:
        _merge(folder, name, folder.resolve(copy)[1])
    else:
        _repair(folder, name)


def _merge(folder: DraftFolder, name: str, copy: str) -> None:
    merged = merge_copy(folder, copy, name)
    for words, answers in (("Taken over", merged.taken), ("Kept twice", merged.kept_twice)):
        if answers:
            say(f"{words}: {', '.join(answers)}.")
    say(f"“{copy}” is in the trash." if merged.whole else f"“{copy}” stays where it is.")


def _repair(folder: DraftFolder, name: str) -> None:
    data = folder.read(name)
    salvaged = salvage(data, name)
    if not salvaged.broken and _opens(data, name):
        say(f"“{name}” is not damaged. Nothing was changed.")
        return
    if salvaged.broken:
        show("\n".join(_lines(salvaged)))
    _save(folder, name, with_broken(salvaged))


def _opens(data: bytes, name: str) -> bool:
    """Whether a draft can be opened as it is; `NewerDraftError` if a newer version wrote it."""
    try:
        decode(data, name)
    except NewerDraftError:
        raise
    except DraftError:
        return False
    return True


def _lines(salvaged: Salvaged) -> Iterator[str]:
    for broken in salvaged.broken:
        yield f"line {broken.line}  {broken.answer_id}".rstrip()
        yield from (f"    {line}" for line in broken.text.split("\n"))


def _save(folder: DraftFolder, name: str, report: Report) -> None:
    saved = folder.save(name, report)
    kept = f" The file as it was is kept as “{saved.kept.stem}”." if saved.kept else ""
    say(f"{len(report.answers)} answers are in “{name}”.{kept}")
