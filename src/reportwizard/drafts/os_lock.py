"""A lock of the operating system on a file; it ends with the program that holds it, however that ends."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from pathlib import Path

_LOOK_AGAIN = 0.01


class OsLock:
    """The lock on one file, which is made where it is not there, and never removed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1

    def acquire(self, patience: float = 0.0) -> bool:
        """Take the lock, within so many seconds; whether it could be had.

        Raises `OSError` where the file cannot be made, or its disk knows no locks.
        """
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(self._path, flags, 0o600)
        end = time.monotonic() + patience
        try:
            while not _try_lock(descriptor):
                if time.monotonic() >= end:
                    os.close(descriptor)
                    return False
                time.sleep(_LOOK_AGAIN)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Let go of the lock; nothing where it is not held."""
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
