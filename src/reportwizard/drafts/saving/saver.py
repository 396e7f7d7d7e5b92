"""Writes the numbered snapshots of one open draft, from any thread, never an older one over a newer one."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from reportwizard.drafts.merging.merge import Merged, merge
from reportwizard.drafts.saving.backup import backup_folder, write_backup
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.names import SUFFIX, folded, stamped, unused
from reportwizard.errors import ReportWizardError
from reportwizard.files import DISK, Files
from reportwizard.report.report import Report

PATIENCE = 5.0
"""Seconds that a save may take before the disk, or a network drive, counts as not answering."""


class WriteLock:
    """Allows one write at a time, and does not wait again and again for one that hangs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since: float | None = None

    def acquire(self, patience: float) -> bool:
        """Wait until the write under way is done, but not beyond the `patience` seconds that it may take."""
        since = self._since
        timeout = patience if since is None else max(since + patience - time.monotonic(), 0.0)
        if not self._lock.acquire(timeout=timeout):
            return False
        self._since = time.monotonic()
        return True

    def release(self) -> None:
        """Let the next write begin."""
        self._since = None
        self._lock.release()


@dataclass(slots=True)
class PendingMerge:
    """A snapshot merged with what another program wrote.

    `since` is a number from which on every snapshot includes it; None as long as the session does not.
    """

    snapshot: Report
    merged: Merged
    since: int | None = None


class Saver:
    """Writes one open draft.

    If it cannot be written, its text goes to a backup. A good save removes that, but never one that an
    earlier run left.
    """

    # One for each file, whoever opened it: a write that hangs must not come after a newer one.
    _locks: ClassVar[dict[Path, WriteLock]] = {}

    def __init__(self, folder: DraftFolder, name: str, *, files: Files = DISK) -> None:
        self.name = name
        self.kept: list[Path] = []
        """Copies of what other programs wrote to the draft meanwhile."""
        self.moved = False
        """Whether another program had moved or removed the file before a save."""
        self._merges: list[PendingMerge] = []
        self._last_seen = (0, 0)
        self._always: frozenset[str] = frozenset()
        self._folder = folder
        self._files = files
        self._lock = self._locks.setdefault(folder.path.absolute() / name, WriteLock())
        self._closed = False
        self._newest = 0
        self._written = 0
        self._failure = ""
        self._backup_lock = WriteLock()
        self._backup: Path | None = None
        self._backup_number = 0

    def save(self, number: int, report: Report, *, patience: float = PATIENCE) -> str:
        """Write a snapshot; return nothing, or why it could not be written and where the text is.

        A snapshot older than the newest one that came is dropped; the message is then that of the newest.
        `patience` is in seconds: if a write before this one takes longer, the text goes to a backup.
        """
        if not self._lock.acquire(patience):
            why = "not saved: the disk or the network does not answer"
            return self._write_backup(number, report, why, patience)
        try:
            if number >= self._newest and number > self._written and not self._closed:
                self._newest = number
                self._failure = self._write(number, report, patience)
            return self._failure
        finally:
            self._lock.release()

    def keep_version(self, answer_id: str) -> None:
        """Let the next save keep what is in an answer as an earlier version, even within a minute."""
        self._always |= {answer_id}

    def changed_outside(self) -> bool:
        """Whether another program wrote to the draft since the last look. Never raises."""
        try:
            found = (self._folder.path / f"{self.name}{SUFFIX}").stat()
        except OSError:
            return False
        before, self._last_seen = self._last_seen, (found.st_mtime_ns, found.st_size)
        return before != self._last_seen and self._folder.changed_outside(self.name)

    def close(self) -> None:
        """Write nothing any more, whatever still waits for its turn."""
        self._closed = True

    def _write(self, number: int, report: Report, patience: float) -> str:
        always = self._always
        try:
            report = self._with_merges(number, report)
            saved = self._folder.save(self.name, report, always=always)
        except Exception as error:  # whatever it is, the text is kept and the next attempt comes
            why = f"a fault in the program ({error!r})"
            if isinstance(error, ReportWizardError):
                why = error.message.rstrip(".").removeprefix("not saved: ")
            return self._write_backup(number, report, f"not saved: {why}", patience)
        self._written = number
        self.moved |= saved.moved
        self._always -= always
        if saved.merged and saved.merged.report != report:
            self._merges.append(PendingMerge(report, saved.merged))
        if saved.kept:
            self.kept.append(saved.kept)
        if self._backup is not None and self._backup_lock.acquire(0):
            try:
                if self._backup_number <= number:
                    with suppress(OSError):
                        self._files.remove(self._backup)
                    self._backup = None
            finally:
                self._backup_lock.release()
        return ""

    def pending_merges(self) -> list[PendingMerge]:
        """Return what other programs wrote and the session does not have yet.

        Once it has, it sets `since`. Earlier snapshots, which may still wait for their turn, are merged here.
        """
        return [pending for pending in self._merges if pending.since is None]

    def _with_merges(self, number: int, report: Report) -> Report:
        """Return a snapshot with what other programs wrote after it was taken."""
        self._merges = [
            pending for pending in self._merges if pending.since is None or pending.since > number
        ]
        for pending in self._merges:
            report = merge(pending.snapshot, report, pending.merged.report).report
        return report

    def _write_backup(self, number: int, report: Report, why: str, patience: float) -> str:
        """Write a snapshot to a backup; return why it is not in the draft, and where the text is."""
        message = f"{why}; your text is kept in memory"
        if not self._backup_lock.acquire(patience):
            return message
        try:
            path = self._backup
            if path is None:
                folder = backup_folder(self._folder.path)
                taken = {folded(path.stem) for path in folder.glob(f"*{SUFFIX}")}
                copy = unused(stamped(self.name, "rescued", self._folder.clock()), taken)
                path = folder / f"{copy}{SUFFIX}"
            if number >= self._backup_number:
                write_backup(path, self._folder.encode(report), self._folder.path, self._files)
                self._backup, self._backup_number = path, number
            return f"{message} and in {path}"
        except Exception:  # it is still in memory, and the next attempt comes
            return message
        finally:
            self._backup_lock.release()
