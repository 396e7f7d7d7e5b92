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

    def holds(self, data: bytes) -> bool:
        """Whether this is what was last read or written here."""
        return digest(data) in self.digests

    def plan(self, name: str, data: bytes, report: Report, now: datetime) -> WritePlan:
        """Return what to write over a file that holds `data`, so that nothing in it is lost."""
        if self.holds(data):
            return WritePlan(report, keep_as=f"format-{self.older}" if self.older else "")
        try:
            theirs = decode_draft(data, name)
        except DraftError:
            return WritePlan(report, keep_as="unreadable")
        if theirs.form.id != report.form.id:
            return WritePlan(report, keep_as="outside")
        from reportwizard.drafts.merging.merge import merge

        merged = merge(self.report, report, theirs, now)
        return WritePlan(merged.report, merged, "" if merged.complete else "outside")


def baseline_of(data: bytes, report: Report, home: tuple[int, int]) -> Baseline:
    """Return the baseline of a draft that was opened just now."""
    header = read_header(data[:HEADER_SIZE]) or {}
    schema = header.get("schema", SCHEMA)
    older = schema if isinstance(schema, int) and schema < SCHEMA else 0
    return Baseline({digest(data)}, report, saved_at_of(header), home, older)


def decode_draft(data: bytes, name: str) -> Report:
    """Read a draft file; `DraftError` if it cannot be read."""
    from reportwizard.drafts.format.decode import decode

    return decode(data, name)


def digest(data: bytes) -> tuple[int, int]:
    """Return what tells one content from another."""
    # Only compared while this program runs: Python's own hash is enough, and loads nothing.
    return len(data), hash(data)
