"""Lists, finds and reads the drafts of a folder. Nothing here writes."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.drafts.format.document import HEADER_SIZE, read_document, read_header, saved_at_of
from reportwizard.drafts.store.baselines import Baseline, baseline_of, decode_draft
from reportwizard.drafts.store.names import SUFFIX, check_name, draft_files, time_of_file
from reportwizard.drafts.store.summaries import Summary, summarize
from reportwizard.errors import DraftError
from reportwizard.files import DISK, Files, open_errors
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from datetime import date

    from reportwizard.checks.finding import Finding
    from reportwizard.drafts.history.folder import HistoryFolder
    from reportwizard.drafts.history.versions import Version
    from reportwizard.drafts.store.names import DraftFile
    from reportwizard.forms.form import Form
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
        self._existed = False
        self._baselines: dict[str, Baseline] = {}

    @cached_property
    def history(self) -> HistoryFolder:
        """Earlier versions of the answers; a list of drafts needs none."""
        from reportwizard.drafts.history.folder import HistoryFolder

        return HistoryFolder(self.path, self._files)

    def summaries(self, check: Callable[..., Iterable[Finding]], today: date) -> Generator[Summary]:
        """Yield the summary of each draft, the last saved first, with the findings of `check` on `today`.

        Known summaries come from the cache; another draft is read when it is due, which takes some
        milliseconds. The cache is written when all were yielded, or the iterator is closed.
        """
        # Only here: it imports the forms, which a list of names does not need.
        from reportwizard.drafts.store.summary_cache import SummaryCache

        listed, cache = self._listing(), SummaryCache(self.path, today, self._files)
        try:
            for file in listed:
                known = cache.get(file, self.path / file.name)
                if known is None:
                    name = file.name.removesuffix(SUFFIX)
                    known, form_from = self._summarize(name, partial(check, today=today))
                    cache.put(file, known, form_from, self.clock())
                yield known
        finally:
            cache.write(listed)

    def newest(self) -> Iterator[Summary]:
        """Yield a summary of each draft, the newest first, by name and time of its file: none is read."""
        for file in self._listing():
            yield Summary(file.name.removesuffix(SUFFIX), self.path / file.name, time_of_file(file.changed))

    def summary(self, name: str, check: Callable[[Report], Iterable[Finding]] | None = None) -> Summary:
        """Return the summary of one draft, with the findings of `check`; it takes some milliseconds.

        That of a draft which cannot be read has a `problem`; no error is raised.
        """
        return self._summarize(name, check)[0]

    def _summarize(
        self, name: str, check: Callable[[Report], Iterable[Finding]] | None
    ) -> tuple[Summary, str | None]:
        """Return the summary of a draft, and the file of its form that it names.

        None for that if the disk or the name is to blame: that may pass while the file stays as it is.
        """
        path, form_from = self.path / f"{name}{SUFFIX}", None
        try:
            # Not `load`: looking at a draft must not make another program's changes to it ours.
            data = self.read(name)
            form_from = ""
            header = read_header(data[:HEADER_SIZE]) or read_document(data, name)
            report = decode_draft(data, name)
        except DraftError as error:
            return Summary(name, path, self._changed(path), problem=str(error)), form_from
        saved_at = saved_at_of(header) or self._changed(path)
        summary = summarize(name, path, saved_at, report, check(report) if check else None)
        return summary, header.get("form_from", "") if isinstance(header.get("form_from"), str) else ""

    def names(self) -> list[str]:
        """Return the names of all drafts, in alphabetical order."""
        return sorted(file.name.removesuffix(SUFFIX) for file in self._listing())

    def exists(self, name: str) -> bool:
        """Whether there is a draft of this name, readable or not; False for an impossible name."""
        try:
            return self.path_of(name).is_file()
        except (DraftError, OSError):
            return False

    def path_of(self, name: str) -> Path:
        """Return the file of a draft, whether it is there or not."""
        with open_errors(name):
            return self._path(name)

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
        with open_errors(name):
            changed = time_of_file(path.stat().st_mtime)
            head = read_header(self._files.read(path, HEADER_SIZE))
            return saved_at_of(head or read_document(self._files.read(path), name)) or changed

    def load(self, name: str) -> Report:
        """Return the report of a draft; `DraftError` names the line if it cannot be read."""
        data = self.read(name)
        report = decode_draft(data, name)
        with open_errors(name):
            self._baselines[name] = baseline_of(data, report, self._files.folder_id(self.path))
        return report

    def _baseline(self, name: str) -> Baseline:
        return self._baselines.get(name, Baseline(set()))

    def has_other_form(self, name: str, form: Form) -> bool:
        """Whether the file of a draft's form was changed since the draft was saved."""
        saved = (read_header(self.read(name)) or {}).get("form_digest", form.digest)
        return bool(form.digest) and saved != form.digest

    def read(self, name: str) -> bytes:
        """Return the bytes of a draft's file."""
        with open_errors(name):
            data = self._files.read(self.path_of(name))
        self._existed = True
        return data

    def versions(self, name: str, answer_id: str = "") -> list[Version]:
        """Return the earlier versions of a draft's answers, or of one answer, the newest first."""
        with open_errors(name):
            return self.history.versions(self.path_of(name).stem, answer_id, now=self.clock())

    def _existing(self, name: str) -> Path:
        path = self.path_of(name)
        if not self.exists(name):
            message = f"There is no draft “{clean_line(name)}” in {self.path}."
            raise DraftError(message, "Look at the list of drafts for its name.")
        return path

    def _listing(self) -> list[DraftFile]:
        with open_errors(str(self.path)):
            try:
                found = draft_files(self.path)
            except FileNotFoundError:
                return []
        self._existed = True
        return found

    def _changed(self, path: Path) -> datetime:
        """Return the time of a file; now if it has none."""
        with suppress(OSError, ValueError):
            return time_of_file(path.stat().st_mtime)
        return self.clock()
