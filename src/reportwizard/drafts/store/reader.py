"""A folder of drafts to look at: list them, read them, find one. Nothing here writes."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportwizard.drafts.format.document import HEADER_SIZE, read_document, read_header, saved_at_of
from reportwizard.drafts.format.migrate import check_schema
from reportwizard.drafts.store.baselines import Baselines, decode_draft
from reportwizard.drafts.store.listing import draft_files, time_of_file
from reportwizard.drafts.store.names import SUFFIX, check_name
from reportwizard.drafts.store.summaries import Summary, summarise
from reportwizard.errors import DraftError
from reportwizard.files import DISK, Files, open_error
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportwizard.checks.finding import Finding
    from reportwizard.drafts.history.folder import HistoryFolder
    from reportwizard.drafts.history.versions import Version
    from reportwizard.report.report import Report


def utc_now() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)


class DraftReader:
    """The drafts in one folder, each by its name: the file's name without `.toml`.

    `clock` gives the time in UTC. Every method raises `DraftError` for a name that cannot be used here.
    """

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = utc_now, files: Files = DISK) -> None:
        self.path = Path(path)
        self.clock = clock
        self._files = files
        self._seen = False
        self._baselines = Baselines()

    @cached_property
    def history(self) -> HistoryFolder:
        """Earlier versions of the answers; a list of drafts needs none."""
        from reportwizard.drafts.history.folder import HistoryFolder

        return HistoryFolder(self.path, self._files)

    def summaries(self) -> Iterator[Summary]:
        """Give a line for each draft, the newest first, from its header alone, read as it is asked for."""
        return (self._line(line.path, line.saved_at) for line in self.newest())

    def newest(self) -> Iterator[Summary]:
        """Give a line for each draft, the newest first, by the name and time of its file: none is read."""
        return (
            Summary(file.removesuffix(SUFFIX), self.path / file, time_of_file(changed))
            for file, changed in self._listing()
        )

    def summary(self, name: str, check: Callable[[Report], Iterable[Finding]] | None = None) -> Summary:
        """Return the whole line about one draft, with the findings of `check`; it takes some milliseconds.

        A draft that cannot be read gives a line with its `problem`, never an error.
        """
        try:
            # Not `load`: looking at a draft must not make another program's changes to it ours.
            report, saved_at = decode_draft(self.read(name), name), self.saved_at(name)
        except DraftError as error:
            return Summary(name, self.path / f"{name}{SUFFIX}", self.clock(), problem=str(error))
        findings = check(report) if check else None
        return summarise(report, saved_at, name=name, path=self.path_of(name), findings=findings)

    def names(self) -> list[str]:
        """Return the names of all drafts, in alphabetical order."""
        return sorted(file.removesuffix(SUFFIX) for file, _ in self._listing())

    def exists(self, name: str) -> bool:
        """Whether there is a draft of this name, readable or not; False for what cannot be a name."""
        try:
            return self.path_of(name).is_file()
        except (DraftError, OSError):
            return False

    def path_of(self, name: str) -> Path:
        """Return the file of a draft, whether it is there or not."""
        try:
            return self._path(name)
        except OSError as error:
            raise open_error(error, name) from error

    def _path(self, name: str) -> Path:
        check_name(name)
        path = self.path / f"{name}{SUFFIX}"
        inside = Path(os.path.realpath(self.path))
        if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(inside):
            raise DraftError(
                f"{name}: this is a link to a file outside the folder.", "Open that file itself, by its path."
            )
        return path

    def saved_at(self, name: str) -> datetime:
        """Return when a draft was saved, in UTC: by its header, else by the time of its file."""
        path = self.path_of(name)
        try:
            changed = time_of_file(path.stat().st_mtime)
        except OSError as error:
            raise open_error(error, name) from error
        return saved_at_of(self._header(path, name)) or changed

    def load(self, name: str) -> Report:
        """Return the report of a draft; `DraftError` names the line where it cannot be read."""
        data = self.read(name)
        report = decode_draft(data, name)
        try:
            self._baselines.loaded(name, data, report, self._files.folder_id(self.path))
        except OSError as error:
            raise open_error(error, name) from error
        return report

    def read(self, name: str) -> bytes:
        """Return the bytes of a draft's file."""
        try:
            data = self._files.read(self.path_of(name))
        except OSError as error:
            raise open_error(error, name) from error
        self._seen = True
        return data

    def versions(self, name: str, answer_id: str = "") -> list[Version]:
        """Return the earlier versions of a draft's answers, or of one answer, the newest first."""
        try:
            return self.history.versions(self.path_of(name).stem, answer_id, now=self.clock())
        except OSError as error:
            raise open_error(error, name) from error

    def _existing(self, name: str) -> Path:
        path = self.path_of(name)
        if not self.exists(name):
            raise DraftError(f"There is no draft “{clean_line(name)}” in {self.path}.")
        return path

    def _listing(self) -> list[tuple[str, float]]:
        try:
            found = draft_files(self.path)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise open_error(error, str(self.path)) from error
        self._seen = True
        return found

    def _line(self, path: Path, changed: datetime) -> Summary:
        name = path.name.removesuffix(SUFFIX)
        try:
            header = self._header(self.path_of(name), name)
            check_schema(header, name)
        except DraftError as error:
            return Summary(clean_line(name), path, changed, problem=str(error))
        return Summary(name, path, saved_at_of(header) or changed, form=str(header.get("form", "")))

    def _header(self, path: Path, name: str) -> dict[str, Any]:
        try:
            head = read_header(self._files.read(path, HEADER_SIZE))
            return head or read_document(self._files.read(path), name)
        except OSError as error:
            raise open_error(error, name) from error
