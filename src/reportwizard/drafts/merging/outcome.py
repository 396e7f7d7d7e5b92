"""What a save is to write over what it found in the file, and the result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reportwizard.drafts.merging.merge import Merged
    from reportwizard.report.report import Report


class WritePlan(NamedTuple):
    """The report to write over what is in the file.

    `keep_as` is the word in the name of a copy of that, if one is due. `new` is whether there is no file yet.
    """

    report: Report
    merged: Merged | None = None
    keep_as: str = ""
    new: bool = False


class Saved(NamedTuple):
    """A draft was written to `path`.

    `kept` is the copy of a file that was there and could not be merged. `merged` is the result of merging the
    draft with what another program had written there. `moved` is whether a file that had been read or written
    here before was gone.
    """

    path: Path
    kept: Path | None = None
    merged: Merged | None = None
    moved: bool = False
