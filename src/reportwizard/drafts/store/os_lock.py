"""Operating system locks on files; they end with the program that holds them, however that ends.

They allow one save at a time on a draft, and one change of names at a time, across programs. If a lock cannot
be had within some seconds, the work goes on: a file is still never replaced unseen.
"""

from __future__ import annotations

import contextlib
import math
import os
import sys
import time

from reportwizard.files import refuse_links, remove_stale_parts

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

from collections.abc import Iterator
from pathlib import Path

_RETRY_AFTER = 0.01


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


@contextlib.contextmanager
def naming(folder: Path) -> Iterator[None]:
    """Keep other programs from choosing, giving or taking names in a folder of drafts. Never raises."""
    with _held(folder, _NAMES):
        yield


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
