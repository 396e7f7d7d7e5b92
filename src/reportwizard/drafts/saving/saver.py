"""Writes the numbered snapshots of one open draft, from any thread, never an older one over a newer one."""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from reportwizard.drafts.merging.merge import Merged, merge
from reportwizard.drafts.saving.backup import note_origin, rescue_folder
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.names import SUFFIX, folded, stamped, unused
from reportwizard.errors import ReportWizardError
from reportwizard.files import DISK, Files, save_error, write_atomic
from reportwizard.report.report import Report

PATIENCE = 5.0
"""Seconds that a save may take before the disk, or a network drive, counts as not answering."""


class Gate:
    """Allows one write to a file at a time, and does not wait again and again for one that hangs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since: float | None = None

    def enter(self, patience: float) -> bool:
        """Wait until the write under way is done, but not beyond the `patience` seconds that it may take."""
        since = self._since
        left = patience if since is None else max(since + patience - time.monotonic(), 0.0)
        if not self._lock.acquire(timeout=left):
            return False
        self._since = time.monotonic()
        return True

    def leave(self) -> None:
        """Let the next one in."""
        self._since = None
        self._lock.release()


@dataclass(slots=True)
class Merge:
    """The result of merging a snapshot with what another program wrote.

    `since` is a number after which every snapshot has it; None if the session does not have it yet.
    """

    snapshot: Report
    merged: Merged
    since: int | None = None


class Saver:
    """The way of one open draft to the disk.

    Where the draft cannot be written, its text goes to a second place, inside the folder `state`. A good
    save removes that copy, but never one that an earlier run left.
    """

    # One for each file, whoever opened it: a write that hangs must not come after a newer one.
    _gates: ClassVar[dict[Path, Gate]] = {}

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
        self.moved = False
        """Whether the file was gone at a save, which another program had moved or removed."""
        self._merges: list[Merge] = []
        self._looked = (0, 0)
        self._always: frozenset[str] = frozenset()
        self._folder = folder
        self._state = state
        self._files = files
        self._patience = patience
        self._gate = self._gates.setdefault(folder.path.absolute() / name, Gate())
        self._closed = False
        self._newest = 0
        self._written = 0
        self._trouble = ""
        self._copy_gate = Gate()
        self._copy: Path | None = None
        self._copy_number = 0

    def save(self, number: int, report: Report, *, patience: float | None = None) -> str:
        """Write a snapshot; return nothing, or in words why it could not be written and where the text is.

        A snapshot older than the newest one that came is dropped; the words are then those of the newest.
        `patience` is in seconds: where a write before this one takes longer, the text goes to the second
        place.
        """
        if not self._gate.enter(self._patience if patience is None else patience):
            return self._rescue(number, report, "not saved: the disk or the network does not answer")
        try:
            if number >= self._newest and number > self._written and not self._closed:
                self._newest = number
                self._trouble = self._write(number, report)
            return self._trouble
        finally:
            self._gate.leave()

    def keep_version(self, answer_id: str) -> None:
        """Let the next save keep what is in an answer as an earlier version, even within a minute."""
        self._always |= {answer_id}

    def changed_outside(self) -> bool:
        """Whether another program wrote to the draft since the last look. Never raises."""
        try:
            now = (self._folder.path / f"{self.name}{SUFFIX}").stat()
        except OSError:
            return False
        looked, self._looked = self._looked, (now.st_mtime_ns, now.st_size)
        return looked != self._looked and self._folder.changed_outside(self.name)

    def close(self) -> None:
        """Write nothing any more, whatever still waits for its turn."""
        self._closed = True

    def _write(self, number: int, report: Report) -> str:
        try:
            always = self._always
            report = self._with_merges(number, report)
            saved = self._folder.save(self.name, report, always=always)
        except ReportWizardError as error:
            why = error.message.rstrip(".").removeprefix("not saved: ")
            return self._rescue(number, report, f"not saved: {why}")
        except OSError as error:
            return self._rescue(number, report, save_error(error).message)
        except Exception as error:  # whatever it is, the text is kept and the next attempt comes
            return self._rescue(number, report, f"not saved: a fault in the program ({error!r})")
        self._written = number
        self.moved |= saved.moved
        self._always -= always
        if saved.merged and saved.merged.report != report:
            self._merges.append(Merge(report, saved.merged))
        if saved.kept:
            self.kept.append(saved.kept)
        self._drop_copy(number)
        return ""

    def take_merges(self) -> list[Merge]:
        """Return what came in from other programs and was not taken over yet.

        Whoever takes it over sets `since`. In snapshots before that, which may still wait for their turn, it
        is put by the saver.
        """
        return [one for one in self._merges if one.since is None]

    def _with_merges(self, number: int, report: Report) -> Report:
        """Return a snapshot with what came in from other programs after it was taken."""
        self._merges = [one for one in self._merges if one.since is None or one.since > number]
        for one in self._merges:
            report = merge(one.snapshot, report, one.merged.report).report
        return report

    def _rescue(self, number: int, report: Report, why: str) -> str:
        if not self._copy_gate.enter(self._patience):
            return f"{why}; your text is kept in memory"
        try:
            copy = self._write_copy(number, report)
        except (OSError, ReportWizardError):
            return f"{why}; your text is kept in memory"
        finally:
            self._copy_gate.leave()
        return f"{why}; your text is kept in memory and in {copy}"

    def _write_copy(self, number: int, report: Report) -> Path:
        copy = self._copy or self._new_copy()
        if number >= self._copy_number:
            self._files.make_folder(copy.parent)
            write_atomic(copy, self._folder.encode(report), self._files)
            self._copy, self._copy_number = copy, number
            note_origin(copy.parent, self._folder.path, self._files)
        return copy

    def _new_copy(self) -> Path:
        place = rescue_folder(self._folder.path, self._state)
        taken = {folded(path.stem) for path in place.glob(f"*{SUFFIX}")}
        return place / f"{unused(stamped(self.name, 'rescued', self._folder.clock()), taken)}{SUFFIX}"

    def _drop_copy(self, number: int) -> None:
        if self._copy is None or not self._copy_gate.enter(0):
            return
        try:
            if self._copy_number <= number:
                with contextlib.suppress(OSError):
                    self._files.remove(self._copy)
                self._copy = None
        finally:
            self._copy_gate.leave()
