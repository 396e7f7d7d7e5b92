"""Drafts that cannot be opened as they are, and copies of drafts: what can be recovered from them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from reportwizard.drafts.format.answers import plain_of, with_plain
from reportwizard.drafts.format.decode import decode, from_document
from reportwizard.drafts.format.document import read_document
from reportwizard.drafts.format.migrate import SCHEMA
from reportwizard.drafts.format.salvage import Salvaged, salvage, with_broken
from reportwizard.drafts.history.versions import Version
from reportwizard.drafts.merging.conflicts import Conflict
from reportwizard.drafts.merging.merge import Merged, merge
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.errors import DraftError, ReportWizardError
from reportwizard.files import open_errors
from reportwizard.report.report import Report


def read_newer(data: bytes, name: str) -> Report:
    """Read what can be read of a draft that a newer version wrote; it must never be saved."""
    return from_document({**read_document(data, name), "schema": SCHEMA}, name)


def earlier_versions(folder: DraftFolder, name: str, salvaged: Salvaged) -> dict[str, Version]:
    """Return the newest earlier version of each answer that could not be read."""
    lost = {broken.answer_id for broken in salvaged.broken} - {"", *salvaged.report.answers}
    earlier: dict[str, Version] = {}
    try:
        for version in folder.versions(name):
            if version.answer_id in lost:
                earlier.setdefault(version.answer_id, version)
    except DraftError:
        return {}
    return earlier


def repaired(salvaged: Salvaged, earlier: Mapping[str, Version]) -> Report:
    """Return the report to continue with: all that was read, the broken text, and earlier versions."""
    report = with_broken(salvaged)
    for version in earlier.values():
        report = with_plain(report, version.answer_id, version.plain)
    return report


def merge_copy(folder: DraftFolder, copy: str, draft: str, place: DraftFolder | None = None) -> Merged:
    """Merge the answers of a copy into its draft, save that, and move the copy to the trash.

    What differs is kept twice. A copy in another folder, `place`, stays there. `DraftError` if one of them
    cannot be read, or the copy is open elsewhere, or the draft itself; `SaveError` if the draft cannot be
    written; then the copy stays.
    """
    place = place or folder
    with open_errors(copy):
        if place.path_of(copy).samefile(folder.path_of(draft)):
            raise DraftError(f"“{copy}” is this draft itself.", "Name another version of it.")
    place.check_closed(copy)
    mine, data = folder.load(draft), place.read(copy)
    try:
        theirs = decode(data, copy)
    except DraftError:
        theirs = with_broken(salvage(data, copy))
    if theirs.form.id != mine.form.id:
        raise DraftError(f"“{copy}” is a report of another form.", "Open it by itself.")
    now = folder.clock()
    merged = merge(None, mine, theirs, now)
    folder.change(draft, merged.report)
    folder.history.record_versions(draft, merged.report, merged.kept_twice, now)
    if merged.complete and place.path.samefile(folder.path):
        folder.delete(copy)
    return merged


def record_other_version(folder: DraftFolder, name: str, report: Report, conflict: Conflict) -> None:
    """Keep both versions as earlier ones, if the history does not have them. Never raises."""
    with suppress(ReportWizardError):
        known = [version.plain for version in folder.versions(name, conflict.answer_id)]
        if conflict.theirs not in known or plain_of(report, conflict.answer_id) not in (None, *known):
            folder.history.record_versions(name, report, [conflict.answer_id], folder.clock())
