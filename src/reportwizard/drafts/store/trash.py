"""Deleted drafts: they are moved to a folder inside the folder of drafts, and can be restored."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from reportwizard.drafts.store.names import SUFFIX, check_name, folded, stamped, unused
from reportwizard.errors import DraftError
from reportwizard.files import Files, open_errors

FOLDER = ".trash"
"""The trash of a folder of drafts."""

_DELETED = re.compile(r"(?P<name>.+)\.deleted-(?P<time>\d{8}T\d{6}Z)(-\d+)?")


class Trashed(NamedTuple):
    """A deleted draft. `id` is unique among those of the same `name`; `deleted_at` is in UTC."""

    id: str
    name: str
    deleted_at: datetime
    path: Path


class Trash:
    """The deleted drafts of one folder."""

    def __init__(self, folder: Path, files: Files) -> None:
        self.path = folder / FOLDER
        self._files = files

    def put(self, name: str, path: Path, at: datetime) -> Trashed:
        """Move a draft's file here; `at` is now, in UTC."""
        self._check()
        with open_errors(name):
            self._files.make_folder(self.path)
            taken = {folded(item.id) for item in self.items()}
            while True:
                trash_id = unused(stamped(name, "deleted", at), taken)
                target = self.path / f"{trash_id}{SUFFIX}"
                with suppress(FileExistsError):
                    self._files.move_new(path, target)
                    return Trashed(trash_id, name, at, target)
                taken.add(folded(trash_id))

    def _check(self) -> None:
        if self.path.is_symlink():
            message = "The trash of this folder is a link to another place."
            raise DraftError(message, f"Remove the link {self.path}, and try again.")

    def items(self) -> list[Trashed]:
        """Return the deleted drafts, the last deleted first."""
        self._check()
        with open_errors(str(self.path)):
            items = []
            for path in self.path.glob(f"*{SUFFIX}"):
                with suppress(ValueError):
                    if match := _DELETED.fullmatch(path.stem):
                        at = datetime.fromisoformat(match["time"])
                        items.append(Trashed(path.stem, match["name"], at, path))
        return sorted(items, key=lambda item: (item.deleted_at, item.id), reverse=True)

    def file_of(self, trash_id: str) -> Path:
        """Return the file of a deleted draft; `DraftError` if it is not there."""
        check_name(trash_id)
        self._check()
        source = self.path / f"{trash_id}{SUFFIX}"
        if source.is_symlink() or not source.exists():
            raise DraftError(f"“{trash_id}” is not in the trash.", "Look at the list of deleted drafts.")
        return source


def name_of(trash_id: str) -> str:
    """Return the name that a deleted draft had."""
    match = _DELETED.fullmatch(trash_id)
    return match["name"] if match else trash_id
