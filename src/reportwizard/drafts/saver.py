"""Writes the numbered snapshots of one open draft, from any thread, and never an older over a newer one."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from typing import TYPE_CHECKING

from reportwizard.drafts.files import DISK, Files, write_atomic
from reportwizard.drafts.names import SUFFIX, folded, stamped, unused
from reportwizard.errors import ReportWizardError
from reportwizard.paths import state_folder

if TYPE_CHECKING:
    from pathlib import Path

    from reportwizard.drafts.store import DraftFolder
    from reportwizard.report.report import Report

PATIENCE = 5.0
"""Seconds to wait for a save that is still under way, such as on a network drive that does not answer."""


def rescue_folder(drafts: Path, state: Path | None = None) -> Path:
    """Return the second place for the drafts of one folder, inside the state folder; it can be listed too."""
    mark = hashlib.sha256(str(drafts.absolute()).encode(errors="surrogateescape")).hexdigest()[:8]
    return (state or state_folder()) / "rescue" / f"{drafts.absolute().name}-{mark}"


class Saver:
    """The way of one open draft to the disk.

    Where the draft cannot be written, its text goes to a second place, inside the folder `state`. A good
    save removes that copy, but never one that an earlier run left.
    """

    def __init__(
        self,
        folder: DraftFolder,
        name: str,
        *,
        state: Path | None = None,
        files: Files = DISK,
        patience: float = PATIENCE,
    ) -> None:
        self.name = name
        self.kept: list[Path] = []
        """Copies of what other programs wrote to the draft meanwhile."""
        self._folder = folder
        self._state = state
        self._files = files
        self._patience = patience
        self._lock = threading.Lock()
        self._newest = 0
        self._written = 0
        self._trouble = ""
        self._copy_lock = threading.Lock()
        self._copy: Path | None = None
        self._copy_number = 0

    def save(self, number: int, report: Report) -> str:
        """Write a snapshot; return nothing, or in words why it could not be written and where the text is.

        A snapshot older than the newest one that came is dropped; the words are then those of the newest.
        """
        if not self._lock.acquire(timeout=self._patience):
            return self._rescue(number, report, "not saved: the disk or the network does not answer")
        try:
            if number >= self._newest and number > self._written:
                self._newest = number
                self._trouble = self._write(number, report)
            return self._trouble
        finally:
            self._lock.release()

    def rename(self, new: str) -> None:
        """Give the open draft another name, between two saves; raises as `DraftFolder.rename` does."""
        with self._lock:
            self._folder.rename(self.name, new)
            self.name = new

    def _write(self, number: int, report: Report) -> str:
        try:
            saved = self._folder.save(self.name, report)
        except ReportWizardError as error:
            return self._rescue(number, report, error.message.rstrip("."))
        self._written = number
        if saved.kept:
            self.kept.append(saved.kept)
        self._drop_copy(number)
        return ""

    def _rescue(self, number: int, report: Report, why: str) -> str:
        try:
            with self._copy_lock:
                copy = self._write_copy(number, report)
        except OSError:
            return f"{why}; your text is kept in memory"
        return f"{why}; your text is kept in memory and in {copy}"

    def _write_copy(self, number: int, report: Report) -> Path:
        copy = self._copy or self._new_copy()
        if number >= self._copy_number:
            self._files.make_folder(copy.parent)
            write_atomic(copy, self._folder.encode(report), self._files)
            self._copy, self._copy_number = copy, number
        return copy

    def _new_copy(self) -> Path:
        place = rescue_folder(self._folder.path, self._state)
        taken = {folded(path.stem) for path in place.glob(f"*{SUFFIX}")}
        return place / f"{unused(stamped(self.name, 'rescued', self._folder.clock()), taken)}{SUFFIX}"

    def _drop_copy(self, number: int) -> None:
        with self._copy_lock:
            if self._copy is not None and self._copy_number <= number:
                with contextlib.suppress(OSError):
                    self._files.remove(self._copy)
                self._copy = None
