"""Answers open in the applicant's own text editor: files that stay until their text was taken over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.drafts.saving.backup import backup_folder, note_origin, origin_of, orphans
from reportwizard.files import DISK, LIMIT, Files, write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_SHEET = re.compile(r"(?P<draft>.+)\.(?P<question>[a-z][a-z0-9_]*)\.\d{8}T\d{6}Z\.md")


@dataclass(frozen=True, slots=True)
class EditorFile:
    """One answer in a file of its own, for an editor; `of_gone` is its folder, where that is gone."""

    path: Path
    question: str
    of_gone: Path | None = None


class EditorFiles:
    """The sheets of one folder of drafts; they lie in the state folder, where the rescued drafts are too."""

    def __init__(self, drafts: Path, state: Path | None = None, files: Files = DISK) -> None:
        self.path = backup_folder("editing", drafts, state)
        self._drafts = drafts
        self._state = state
        self._files = files

    def lay_out(self, draft: str, question: str, text: str, at: datetime) -> EditorFile:
        """Write an answer to a new sheet, for this user only; `at` is now, in UTC. Raises `OSError`."""
        self._files.make_folder(self.path)
        path = self.path / f"{draft}.{question}.{at:%Y%m%dT%H%M%SZ}.md"
        write_atomic(path, text.encode(), self._files)
        note_origin(self.path, self._drafts, self._files)
        return EditorFile(path, question)

    def left(self, draft: str) -> list[EditorFile]:
        """Return the sheets of a draft that nobody took back, the oldest first of each place. Never raises.

        Those of a draft of this name in a folder that is not there any more come last.
        """

        def is_of_draft(name: str) -> bool:
            found = _SHEET.fullmatch(name)
            return bool(found and found["draft"] == draft)

        note_origin(self.path, self._drafts, self._files)
        sheets = _sheets(self.path, is_of_draft)
        for place in orphans("editing", self._drafts, is_of_draft, self._state):
            sheets += _sheets(place, is_of_draft, origin_of(place))
        return sheets

    def read(self, sheet: EditorFile) -> bytes:
        """Return what stands on a sheet. Raises `OSError`."""
        return self._files.read(sheet.path, LIMIT + 1)

    def clear(self, sheet: EditorFile) -> None:
        """Take a sheet away. Raises `OSError`."""
        self._files.remove(sheet.path)


def _sheets(place: Path, wanted: Callable[[str], bool], of_gone: Path | None = None) -> list[EditorFile]:
    try:
        found = sorted(path for path in place.iterdir() if wanted(path.name))
    except OSError:
        return []
    matches = [(path, _SHEET.fullmatch(path.name)) for path in found]
    return [EditorFile(path, one["question"], of_gone) for path, one in matches if one]
