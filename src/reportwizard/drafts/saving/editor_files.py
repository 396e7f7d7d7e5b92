"""Answers open in the applicant's own text editor: files that stay until their text is in the report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reportwizard.drafts.saving.backup import backup_folder, note_origin, origin_of, orphans
from reportwizard.files import DISK, LIMIT, Files, write_atomic

_NAME = re.compile(r"(?P<draft>.+)\.(?P<question>[a-z][a-z0-9_]*)\.\d{8}T\d{6}Z\.md")


@dataclass(frozen=True, slots=True)
class EditorFile:
    """One answer in a file of its own, for an editor; `origin` is its folder, where that is gone."""

    path: Path
    question: str
    origin: Path | None = None


class EditorFiles:
    """The files of one folder of drafts; they lie in the state folder, where the rescued drafts are too."""

    def __init__(self, drafts: Path, state: Path | None = None, files: Files = DISK) -> None:
        self.path = backup_folder("editing", drafts, state)
        self._drafts = drafts
        self._state = state
        self._files = files

    def write(self, draft: str, question: str, text: str, at: datetime) -> EditorFile:
        """Write an answer to a new file, for this user only; `at` is now, in UTC. Raises `OSError`."""
        self._files.make_folder(self.path)
        path = self.path / f"{draft}.{question}.{at:%Y%m%dT%H%M%SZ}.md"
        write_atomic(path, text.encode(), self._files)
        note_origin(self.path, self._drafts, self._files)
        return EditorFile(path, question)

    def left_over(self, draft: str) -> list[EditorFile]:
        """Return the files of a draft that nobody took back, the oldest first of each place. Never raises.

        Those of a draft of this name in a folder that is gone come last.
        """

        def is_of_draft(name: str) -> bool:
            found = _NAME.fullmatch(name)
            return bool(found and found["draft"] == draft)

        note_origin(self.path, self._drafts, self._files)
        found = _in(self.path, is_of_draft)
        for place in orphans("editing", self._drafts, is_of_draft, self._state):
            found += _in(place, is_of_draft, origin_of(place))
        return found

    def read(self, edited: EditorFile) -> bytes:
        """Return what is in a file. Raises `OSError`."""
        return self._files.read(edited.path, LIMIT + 1)

    def remove(self, edited: EditorFile) -> None:
        """Take a file away. Raises `OSError`."""
        self._files.remove(edited.path)


def _in(place: Path, wanted: Callable[[str], bool], origin: Path | None = None) -> list[EditorFile]:
    try:
        found = sorted(path for path in place.iterdir() if wanted(path.name))
    except OSError:
        return []
    matches = [(path, _NAME.fullmatch(path.name)) for path in found]
    return [EditorFile(path, one["question"], origin) for path, one in matches if one]
