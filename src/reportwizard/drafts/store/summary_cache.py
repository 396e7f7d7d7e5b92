"""A cache of the summaries of drafts, so that the next list takes one `stat` a draft.

It is one file in the state folder, safe to delete. It is ignored if it is damaged, or was written by another
version of the program or with other form files. If two programs write it at once, one wins, and what the
other one knew is read again.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from reportwizard import __version__
from reportwizard.drafts.store.names import DraftFile
from reportwizard.drafts.store.summaries import Summary
from reportwizard.files import DISK, Files, write_atomic
from reportwizard.forms.locations import form_files, state_of
from reportwizard.paths import state_folder
from reportwizard.report.due import due_status

FILE = "summaries.json"
"""The name of the cache in the state folder."""

_MAX_SIZE = 16 * 2**20
_MAX_ENTRIES = 10_000
_DAYS = ("due_date", "handed_in_on")

# Seconds within which a disk may record the same time for two changes, such as FAT.
_RESOLUTION = 2.0


class SummaryCache:
    """The cached summaries of the drafts in one folder, by the folder's path and each file's state.

    `today` decides whether problems counted on another day still hold: that depends on the due date.
    """

    def __init__(self, drafts: Path, today: date, files: Files = DISK) -> None:
        self._path = state_folder() / FILE
        self._files = files
        self._today = today
        self._folder = str(drafts.absolute())
        kept = [field.name for field in fields(Summary)]
        self._key = [__version__, kept, [[str(path), *state_of(path)] for path in form_files()]]
        self._all = self._read()
        self._entries = dict(self._all.get(self._folder, {}))
        self._forms: dict[str, list[int]] = {}

    def get(self, file: DraftFile, path: Path) -> Summary | None:
        """Return the summary of a draft; None if it must be read."""
        entry = self._entries.get(file.name)
        if entry is None or entry["state"] != list(file.state or ()):
            return None
        if entry["of_form"] != self._state_of_form(entry["form_from"]):
            return None
        line = entry["line"]
        summary = Summary(
            **{
                **line,
                "path": path,
                "saved_at": datetime.fromisoformat(line["saved_at"]),
                **{key: date.fromisoformat(line[key]) for key in _DAYS if key in line},
                "two_versions": tuple(line.get("two_versions", ())),
            }
        )
        return summary if entry["near"] == self._near(summary) else None

    def put(self, file: DraftFile, summary: Summary, form_from: str | None, now: datetime) -> None:
        """Note the summary of a draft, unless its file may be changed again with the same time.

        `form_from` is the file of its form that the draft names; None if nothing may be noted.
        """
        self._entries.pop(file.name, None)
        if form_from is None or file.state is None or now.timestamp() - file.changed < _RESOLUTION:
            return
        # Without its path, which the folder gives, and what is not set.
        line = {key: value for key, value in asdict(summary).items() if value not in (None, "", ())}
        del line["path"]
        line |= {key: line[key].isoformat() for key in ("saved_at", *_DAYS) if key in line}
        self._entries[file.name] = {
            "state": list(file.state),
            "near": self._near(summary),
            "form_from": form_from,
            "of_form": self._state_of_form(form_from),
            "line": line,
        }

    def write(self, listed: Iterable[DraftFile]) -> None:
        """Write what is known of the listed drafts, if anything is new. Never raises."""
        entries = {file.name: self._entries[file.name] for file in listed if file.name in self._entries}
        if entries == self._all.get(self._folder, {}):
            return
        others = {folder: kept for folder, kept in self._all.items() if folder != self._folder}
        while others and sum(map(len, others.values())) + len(entries) > _MAX_ENTRIES:
            del others[next(iter(others))]
        kept = dict(list(entries.items())[:_MAX_ENTRIES])
        text = json.dumps({"key": self._key, "folders": {**others, self._folder: kept}}).encode()
        if len(text) > _MAX_SIZE:
            return
        with suppress(OSError):
            self._files.make_folder(self._path.parent)
            write_atomic(self._path, b"%08x\n" % zlib.crc32(text) + text, self._files)

    def _near(self, summary: Summary) -> str:
        return "" if summary.handed_in else due_status(summary.due_date, self._today)

    def _state_of_form(self, file: str) -> list[int]:
        """Return the state of the file of a form, read once; empty for the program's own forms."""
        if file not in self._forms:
            self._forms[file] = state_of(Path(file)) if file else []
        return self._forms[file]

    def _read(self) -> dict[str, dict[str, Any]]:
        with suppress(OSError, ValueError, LookupError, TypeError, RecursionError):
            data = self._files.read(self._path, _MAX_SIZE + 1)
            # The checksum replaces checks of the shape: what does not fit it was not written here.
            if len(data) <= _MAX_SIZE and data[:9] == b"%08x\n" % zlib.crc32(data[9:]):
                cache = json.loads(data[9:])
                return cache["folders"] if cache["key"] == self._key else {}
        return {}
