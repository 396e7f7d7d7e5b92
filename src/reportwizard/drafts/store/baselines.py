"""What this program has read and written, and what others wrote to the same drafts since."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from reportwizard.drafts.format.document import HEADER_SIZE, read_header, saved_at_of
from reportwizard.drafts.format.migrate import SCHEMA
from reportwizard.errors import DraftError

if TYPE_CHECKING:
    from pathlib import Path

    from reportwizard.drafts.merging.merge import Merged
    from reportwizard.report.report import Report


class WritePlan(NamedTuple):
    """The report to write to a file.

    `expected` is what the file contains now; None if there is no file yet. `keep_as` is the word in the name
    of a copy of that, if one is due, and `kept` is this copy.
    """

    report: Report
    merged: Merged | None = None
    keep_as: str = ""
    expected: bytes | None = None
    kept: Path | None = None


class Baseline(NamedTuple):
    """One draft as it was last read or written here.

    `digests` are of the contents that this program read or wrote. `home` is the folder's device and inode.
    `older` is the format of the file if that is an older one.
    """

    digests: set[tuple[int, int]]
    report: Report | None = None
    saved_at: datetime | None = None
    home: tuple[int, int] | None = None
    older: int = 0


class Baselines:
    """The baselines of the drafts in one folder."""

    def __init__(self) -> None:
        self._baselines: dict[str, Baseline] = {}

    def of(self, name: str) -> Baseline:
        """Return what is known of a draft."""
        return self._baselines.get(name, Baseline(set()))

    def loaded(self, name: str, data: bytes, report: Report, home: tuple[int, int]) -> None:
        """Note what a draft held when it was opened, and which folder it came from."""
        header = read_header(data[:HEADER_SIZE]) or {}
        schema = header.get("schema", SCHEMA)
        older = schema if isinstance(schema, int) and schema < SCHEMA else 0
        self._baselines[name] = Baseline({_digest(data)}, report, saved_at_of(header), home, older)

    def writes(self, name: str, data: bytes) -> None:
        """Note what is about to be written: if the disk fails after that, the file is ours all the same.

        Not for merged reports: the caller does not have them before the save has succeeded.
        """
        self._baselines.setdefault(name, Baseline(set())).digests.add(_digest(data))

    def wrote(
        self, name: str, data: bytes, report: Report, saved_at: datetime, home: tuple[int, int]
    ) -> None:
        """Note what was written, and to which folder."""
        self._baselines[name] = Baseline({_digest(data)}, report, saved_at, home)

    def move(self, old: str, new: str) -> None:
        """Follow a draft to another name."""
        self._baselines[new] = self._baselines.pop(old, Baseline(set()))

    def forget(self, name: str) -> None:
        """Forget a draft that goes to the trash."""
        self._baselines.pop(name, None)

    def is_ours(self, name: str, data: bytes) -> bool:
        """Whether a file holds what was last read or written here."""
        return _digest(data) in self.of(name).digests

    def plan(self, name: str, data: bytes, report: Report, now: datetime) -> WritePlan:
        """Return what to write over a file that holds `data`, so that nothing in it is lost."""
        base = self.of(name)
        if _digest(data) in base.digests:
            return WritePlan(report, keep_as=f"format-{base.older}" if base.older else "")
        try:
            theirs = decode_draft(data, name)
        except DraftError:
            return WritePlan(report, keep_as="unreadable")
        if theirs.form.id != report.form.id:
            return WritePlan(report, keep_as="outside")
        from reportwizard.drafts.merging.merge import merge

        merged = merge(base.report, report, theirs, now)
        return WritePlan(merged.report, merged, "" if merged.complete else "outside")


def decode_draft(data: bytes, name: str) -> Report:
    """Read a draft file; `DraftError` if it cannot be read."""
    from reportwizard.drafts.format.decode import decode

    return decode(data, name)


def _digest(data: bytes) -> tuple[int, int]:
    # Only compared while this program runs: Python's own hash is enough, and loads nothing.
    return len(data), hash(data)
