"""Backups in the state folder: drafts that could not be saved, and answers open in an editor.

Files are kept apart for each folder of drafts, and found by its path. A note holds that path too: if the
folder was moved or renamed, its files are found by the name of their draft.
"""

from __future__ import annotations

import os
import re
import zlib
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from stat import S_ISDIR
from typing import Literal, NamedTuple, get_args

from reportwizard.files import DISK, Files, file_mode, refuse_links, write_atomic
from reportwizard.paths import state_folder
from reportwizard.text import clean_line

Kind = Literal["rescue", "editing"]
"""The folders: of whole drafts that could not be saved, and of answers that are open in an editor."""

NOTE = ".folder"
"""The file that holds the path of the folder of drafts."""

_NAME = re.compile(
    r"(?P<draft>.+)\.(?:rescued-\d{8}T\d{6}Z(?:-\d+)?\.toml|(?P<question>[a-z][a-z0-9_]*)\.\d{8}T\d{6}Z\.md)"
)


class BackupFile(NamedTuple):
    """A kept file; `origin` is the folder of its draft, if that is gone."""

    path: Path
    origin: Path | None = None

    @property
    def question(self) -> str:
        """The question whose answer was open in an editor; empty for a copy of a whole draft."""
        match = _NAME.fullmatch(self.path.name)
        return (match and match["question"]) or ""

    def remove(self) -> None:
        """Remove the file. Never raises: it would only be offered again."""
        with suppress(OSError):
            self.path.unlink()


def backup_folder(drafts: Path) -> Path:
    """Return the folder of the backups for one folder of drafts, inside the state folder."""
    return _folder_of("rescue", drafts)


def _folder_of(kind: Kind, drafts: Path) -> Path:
    # Only to tell folders of the same name apart: `hashlib` would load two megabytes of OpenSSL.
    checksum = zlib.crc32(os.fsencode(drafts.absolute()))
    return state_folder() / kind / f"{drafts.absolute().name}-{checksum:08x}"


def write_backup(path: Path, data: bytes, drafts: Path, files: Files = DISK) -> None:
    """Write a file into a folder of backups, readable only by this user. Raises `OSError`."""
    files.make_folder(path.parent)
    write_atomic(path, data, files)
    with suppress(OSError):
        note = refuse_links(path.parent / NOTE)
        if not note.exists():
            write_atomic(note, os.fsencode(drafts.absolute()), files, new=True)


def write_for_editor(drafts: Path, draft: str, question: str, text: str, at: datetime) -> BackupFile:
    """Write an answer to a new file for an editor; `at` is now, in UTC. Raises `OSError`."""
    path = _folder_of("editing", drafts) / f"{draft}.{question}.{at:%Y%m%dT%H%M%SZ}.md"
    write_backup(path, text.encode(), drafts)
    return BackupFile(path)


def backups(kind: Kind, drafts: Path, draft: str) -> list[BackupFile]:
    """Return the backups of a draft: whole drafts, the newest first, or texts left in an editor.

    Those of a draft of this name whose folder is gone come last. Never raises.
    """
    folder, order = _folder_of(kind, drafts), -1 if kind == "rescue" else 1
    found = [BackupFile(path) for path in _files_of(folder, draft)[::order]]
    with suppress(OSError):
        for other in sorted(folder.parent.iterdir()):
            paths = [] if other.name == folder.name else _files_of(other, draft)[::order]
            if paths and (origin := _lost_origin(other)):
                found += [BackupFile(path, origin) for path in paths]
    return found


def _files_of(folder: Path, draft: str) -> list[Path]:
    with suppress(OSError):
        names = sorted(os.listdir(folder))  # noqa: PTH208 - only names are needed
        matches = (_NAME.fullmatch(name) for name in names)
        return [folder / match[0] for match in matches if match and match["draft"] == draft]
    return []


def _lost_origin(folder: Path) -> Path | None:
    """Return the folder of drafts that a note names, if that is gone."""
    # One that cannot be looked at must not hide what is kept for the others.
    with suppress(OSError):
        data = DISK.read(refuse_links(folder / NOTE))
        origin = Path(os.fsdecode(data))
        if data and b"\0" not in data and not S_ISDIR(file_mode(origin)):
            return origin
    return None


def origin_note(folder: Path) -> str:
    """Say that a kept file comes from a folder that is gone."""
    text = "This was written in a report of this name, in a folder that is not there any more: "
    return text + clean_line(str(folder))


def follow_rename(drafts: Path, old: str, new: str) -> None:
    """Let the backups of a draft follow it to another name. Never raises."""
    for kind in get_args(Kind):
        folder = _folder_of(kind, drafts)
        for path in _files_of(folder, old):
            target = folder / f"{new}{path.name.removeprefix(old)}"
            with suppress(OSError):
                if not target.exists():
                    path.rename(target)
