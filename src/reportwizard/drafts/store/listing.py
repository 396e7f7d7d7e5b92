"""Finds the files in a folder that should be drafts; reads none, so that there may be thousands."""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from reportwizard.drafts.store.names import SUFFIX

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# In the years 1 and 9999 there are hours that not every time zone has.
_FIRST = (datetime(2, 1, 1, tzinfo=UTC) - _EPOCH).total_seconds()
_LAST = (datetime(9998, 12, 31, tzinfo=UTC) - _EPOCH).total_seconds()


def time_of_file(seconds: float) -> datetime:
    """Return the time of a file in UTC, limited to the calendar: a disk may report any number."""
    return _EPOCH + timedelta(seconds=min(max(seconds, _FIRST), _LAST))


class DraftFile(NamedTuple):
    """A file that should be a draft. `changed` is in seconds since 1970.

    `state` is its time in nanoseconds, its size and its inode, which differ after a change. None if unknown,
    as for a link, which may lead elsewhere while its target stays the same.
    """

    name: str
    changed: float = 0.0
    state: tuple[int, int, int] | None = None


def draft_files(folder: Path) -> list[DraftFile]:
    """Return the files that should be drafts, the one changed last first. Raises `OSError`."""
    with os.scandir(folder) as entries:
        found = [
            _file(entry)
            for entry in entries
            if entry.name.endswith(SUFFIX) and not entry.name.startswith(".") and not _is_folder(entry)
        ]
    return sorted(found, key=lambda file: (-file.changed, file.name))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    # A link to itself raises here; it must not hide all other drafts.
    with contextlib.suppress(OSError):
        return entry.is_dir()
    return False


def _file(entry: os.DirEntry[str]) -> DraftFile:
    with contextlib.suppress(OSError):
        status = entry.stat()
        state = None if entry.is_symlink() else (status.st_mtime_ns, status.st_size, status.st_ino)
        return DraftFile(entry.name, status.st_mtime, state)
    return DraftFile(entry.name)
