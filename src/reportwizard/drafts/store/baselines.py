"""What this program has read and written, and what others wrote to the same drafts since."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from reportwizard.drafts.format.document import HEADER_SIZE, read_header, saved_at_of
from reportwizard.drafts.format.migrate import SCHEMA
from reportwizard.drafts.merging.outcome import WritePlan
from reportwizard.errors import DraftError

if TYPE_CHECKING:
    from reportwizard.report.report import Report


class Seen(NamedTuple):
    """One draft as it was last read or written here.

    `files` tells the contents that are ours. `home` is the folder's device and inode. `older` is the format
    of the file if that is an older one.
    """

    files: set[tuple[int, int]]
    report: Report | None = None
    saved_at: datetime | None = None
    home: tuple[int, int] | None = None
    older: int = 0


class Baselines:
    """What is known of the drafts of one folder."""

    def __init__(self) -> None:
        self._seen: dict[str, Seen] = {}

    def of(self, name: str) -> Seen:
        """Return what is known of a draft."""
        return self._seen.get(name, Seen(set()))

    def loaded(self, name: str, data: bytes, report: Report, home: tuple[int, int]) -> None:
        """Note what a draft held when it was opened, and which folder it came from."""
        header = read_header(data[:HEADER_SIZE]) or {}
        schema = header.get("schema", SCHEMA)
        older = schema if isinstance(schema, int) and schema < SCHEMA else 0
        self._seen[name] = Seen({_digest(data)}, report, saved_at_of(header), home, older)

    def writes(self, name: str, data: bytes) -> None:
        """Note what is about to be written: if the disk fails after that, the file is ours all the same.

        Not for what was put together: its caller does not have it before the save has succeeded.
        """
        self._seen.setdefault(name, Seen(set())).files.add(_digest(data))

    def wrote(
        self, name: str, data: bytes, report: Report, saved_at: datetime, home: tuple[int, int]
    ) -> None:
        """Note what was written, and to which folder."""
        self._seen[name] = Seen({_digest(data)}, report, saved_at, home)

    def move(self, old: str, new: str) -> None:
        """Follow a draft to another name."""
        self._seen[new] = self._seen.pop(old, Seen(set()))

    def forget(self, name: str) -> None:
        """Forget a draft that goes to the trash."""
        self._seen.pop(name, None)

    def is_ours(self, name: str, data: bytes) -> bool:
        """Whether a file holds what was last read or written here."""
        return _digest(data) in self.of(name).files

    def plan(self, name: str, data: bytes, report: Report, now: datetime) -> WritePlan:
        """Say what to write over a file that holds `data`, so that nothing in it is lost."""
        seen = self.of(name)
        if _digest(data) in seen.files:
            return WritePlan(report, keep_as=f"format-{seen.older}" if seen.older else "")
        try:
            theirs = decode_draft(data, name)
        except DraftError:
            return WritePlan(report, keep_as="unreadable")
        if theirs.form.id != report.form.id:
            return WritePlan(report, keep_as="outside")
        from reportwizard.drafts.merging.merge import merge

        merged = merge(seen.report, report, theirs, now)
        return WritePlan(merged.report, merged, "" if merged.complete else "outside")


def decode_draft(data: bytes, name: str) -> Report:
    """Read a draft file; `DraftError` if it cannot be read. Loads what that needs only now."""
    from reportwizard.drafts.format.decode import decode

    return decode(data, name)


def _digest(data: bytes) -> tuple[int, int]:
    # Only compared while this program runs: Python's own hash tells files apart, and loads nothing.
    return len(data), hash(data)
