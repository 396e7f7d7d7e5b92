"""What a save has to write over what it found in the file, and the result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reportwizard.drafts.merging.merge import Merged
    from reportwizard.report.report import Report


class WritePlan(NamedTuple):
    """What is to be written over what is in the file, and the word for a copy of that, where one is due.

    `new` is whether there is no file yet.
    """

    report: Report
    merged: Merged | None = None
    keep_as: str = ""
    new: bool = False


class Saved(NamedTuple):
    """A draft was written to `path`.

    `kept` is the copy of a file that was there and could not be merged with the draft. `merged` is the result
    of merging it with what another program had written there. `moved` is whether the file was gone, which had
    been read or written here before.
    """

    path: Path
    kept: Path | None = None
    merged: Merged | None = None
    moved: bool = False
