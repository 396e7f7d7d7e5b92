"""Who has a draft open: a lock of the operating system, and a note beside it that people can read.

The system releases the lock when the program that holds it ends, however it ends, so a dead program holds
nothing. On a disk without locks, a draft opens as if nobody had it; what two programs write is merged anyway.
More locks allow one save at a time on a draft, and one change of names at a time. If one cannot be had within
some seconds, the work goes on: a file is still never replaced unseen.
"""

from __future__ import annotations

import contextlib
import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reportwizard.errors import DraftError
from reportwizard.files import DISK, Files, refuse_links, remove_stale_parts
from reportwizard.text import clean_line

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_RETRY_AFTER = 0.01
_NOTE_SIZE = 4096


class OsLock:
    """The lock on one file, which is made if it is not there, and never removed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1

    def acquire(self, patience: float = 0.0) -> bool:
        """Take the lock, within `patience` seconds; return whether it could be had.

        Raises `OSError` if the file cannot be made, or its disk has no locks.
        """
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(self._path, flags, 0o600)
        end = time.monotonic() + patience
        try:
            while not _try_lock(descriptor):
                if time.monotonic() >= end:
                    os.close(descriptor)
                    return False
                time.sleep(_RETRY_AFTER)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Release the lock, if it is held."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


if sys.platform == "win32":

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


FOLDER = ".locks"
"""Where the locks are, inside the folder of drafts."""

# No draft has this name: theirs never begin with a dot.
_NAMES = ".names"

# Seconds that another program may take for one save before this one stops waiting.
_PATIENCE = 3.0


@contextlib.contextmanager
def saving(draft: Path) -> Iterator[None]:
    """Keep other programs from saving the same draft between reading its file and replacing it.

    If there is no file yet, also from giving its name to another draft. Never raises. If the draft exists,
    this may be used within `naming`.
    """
    with contextlib.ExitStack() as held:
        if draft.exists():
            held.enter_context(_held(draft.parent, f"{draft.stem}.saving"))
        if not draft.exists():
            # New, or moved away just now: all programs take the two locks in the same order.
            held.close()
            held.enter_context(naming(draft.parent))
            if draft.exists():
                held.enter_context(_held(draft.parent, f"{draft.stem}.saving"))
        yield


def naming(folder: Path) -> contextlib.AbstractContextManager[None]:
    """Keep other programs from choosing, giving or taking names in a folder of drafts. Never raises."""
    return _held(folder, _NAMES)


@contextlib.contextmanager
def _held(folder: Path, name: str) -> Iterator[None]:
    path = folder / FOLDER / name
    lock = OsLock(path)
    with contextlib.suppress(OSError, ValueError):
        refuse_links(path).parent.mkdir(mode=0o700, exist_ok=True)
        if not lock.acquire(_PATIENCE):
            # Its holder hangs, perhaps just before it replaces a file. Without its half-written file it must
            # look at the draft again.
            remove_stale_parts(folder, math.inf)
    try:
        yield
    finally:
        lock.release()


class Holder(NamedTuple):
    """Who has a draft open: host name, process id, since when (UTC).

    `here` is whether it is this computer. What is unknown is empty, 0 or None.
    """

    host: str = ""
    pid: int = 0
    since: datetime | None = None
    here: bool = True


def describe_holder(holder: Holder, now: datetime) -> str:
    """Return where a report is open, on the wall clock of `now`: `in another window (since 14:03)`."""
    where = "in another window" if holder.here or not holder.host else f"on the computer “{holder.host}”"
    try:
        since = holder.since and holder.since.astimezone(now.tzinfo)
    except OverflowError:  # a note from the year 1 or 9999, which is another year on this clock
        since = None
    if since is None:
        return where
    day = "" if since.date() == now.date() else f"{since:%Y-%m-%d} "
    return f"{where} (since {day}{since:%H:%M})"


@contextlib.contextmanager
def exclusive_lock(folder: Path, name: str, now: datetime) -> Iterator[None]:
    """Keep a draft closed to others while it is moved; `DraftError` if another program has it open."""
    lock = DraftLock(folder, name, clock=lambda: now)
    holder = lock.hold()
    if holder is not None:
        where = describe_holder(holder, now.astimezone())
        raise DraftError(f"“{name}” is open {where}.", "Close it there, and try again.")
    try:
        yield
    finally:
        lock.release()


class DraftLock:
    """The lock on one draft of a folder. `take` it before writing; it is released when the program ends."""

    def __init__(
        self, folder: Path, name: str, *, clock: Callable[[], datetime], files: Files = DISK
    ) -> None:
        self._place = folder / FOLDER
        self._name = name
        self._clock = clock
        self._files = files
        self._lock: OsLock | None = None

    @property
    def note(self) -> Path:
        """The file that says who has the draft open."""
        return self._place / f"{self._name}.open"

    @property
    def held(self) -> bool:
        """Whether this program has the draft."""
        return self._lock is not None

    def take(self) -> Holder | None:
        """Take the draft for this program; return who has it if another program does. Never raises.

        A folder of drafts that is missing, moved or on a removed disk, is not created again.
        """
        if self._lock is not None:
            return None
        with contextlib.suppress(OSError):
            if self._place.parent.is_dir():
                self._files.make_folder(self._place)
        holder = self.hold()
        if self._lock is None:
            return holder
        import json
        import platform

        since = self._clock().astimezone(UTC)
        note = {"host": platform.node(), "pid": os.getpid(), "since": f"{since:%Y-%m-%dT%H:%M:%SZ}"}
        with contextlib.suppress(OSError):
            self._files.remove(refuse_links(self.note))
            self._files.append(self.note, json.dumps(note, ensure_ascii=False).encode() + b"\n")
        return None

    def hold(self) -> Holder | None:
        """Do as `take` does, but without the folder and the note: for a moment."""
        try:
            lock = OsLock(refuse_links(self._place / f"{self._name}.lock"))
            if not lock.acquire():
                return self._holder()
        except (OSError, ValueError):
            return None
        self._lock = lock
        return None

    def take_over(self) -> None:
        """Take the draft from another program that hangs. Never raises.

        If that program continues after all, it saves too: what both write is merged at each save.
        """
        with contextlib.suppress(OSError):
            for kind in ("lock", "saving"):
                self._files.remove(refuse_links(self._place / f"{self._name}.{kind}"))
        # It may hang just before it replaces the file: without its half-written one it must look again.
        remove_stale_parts(self._place.parent, math.inf, self._files)
        self.take()

    def release(self) -> None:
        """Release the draft. Never raises."""
        if self._lock is None:
            return
        with contextlib.suppress(OSError):
            self._files.remove(self.note)
        self._lock.release()
        self._lock = None

    def _holder(self) -> Holder:
        """Read the note, which may hold anything."""
        import json
        import platform

        try:
            note = json.loads(self._files.read(refuse_links(self.note), _NOTE_SIZE))
            since = datetime.fromisoformat(note["since"]).astimezone(UTC)
            host, pid = clean_line(str(note["host"]))[:80], int(note["pid"])
        except (OSError, ValueError, TypeError, KeyError, RecursionError, OverflowError):
            return Holder()
        return Holder(host, pid, since, here=host == clean_line(platform.node())[:80])
