"""A folder of drafts: list, open, save, name, delete. Every trouble comes in an applicant's words."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportwizard import __version__
from reportwizard.drafts.document import HEADER_SIZE, read_document, read_header, saved_at_of
from reportwizard.drafts.files import DISK, LIMIT, Files, sweep, write_atomic
from reportwizard.drafts.listing import draft_files
from reportwizard.drafts.migrate import check_schema
from reportwizard.drafts.names import SUFFIX, check_name, check_new_name, folded, slug, stamped, unused
from reportwizard.drafts.saving import saving
from reportwizard.drafts.summary import Summary, summarise
from reportwizard.drafts.tracking import Met, Saved, Tracking, decode_draft
from reportwizard.drafts.trash import Trash, Trashed, name_of
from reportwizard.drafts.trouble import folder_gone, open_error, save_error
from reportwizard.errors import DraftError, SaveError
from reportwizard.paths import expanded
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from reportwizard.checks.finding import Finding
    from reportwizard.drafts.codec import Encoder
    from reportwizard.drafts.history import Version
    from reportwizard.drafts.history_folder import HistoryFolder
    from reportwizard.report.report import Report

# Seconds after which a half-written file belongs to nobody any more.
_LEFT_BEHIND = 3600.0


def _now() -> datetime:
    return datetime.now(UTC)


class DraftFolder:
    """The drafts in one folder, each by its name: the file's name without `.toml`.

    `clock` gives the time in UTC. Every method raises `DraftError` for a name that cannot be used here. The
    folder is made when the first draft is saved.
    """

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = _now, files: Files = DISK) -> None:
        self.path = Path(path)
        self.clock = clock
        self._files = files
        self._trash = Trash(self.path, files)
        self._encoder: Encoder | None = None
        self._seen = self._swept = False
        self._tracking = Tracking()

    @cached_property
    def history(self) -> HistoryFolder:
        """Earlier versions of the answers; a list of drafts needs none."""
        from reportwizard.drafts.history_folder import HistoryFolder

        return HistoryFolder(self.path, self._files)

    def summaries(self) -> Iterator[Summary]:
        """Give a line for each draft, the newest first, from its header alone, read as it is asked for."""
        return (self._line(line.path, line.saved_at) for line in self.newest())

    def newest(self) -> Iterator[Summary]:
        """Give a line for each draft, the newest first, by the name and time of its file: none is read."""
        return (
            Summary(file.removesuffix(SUFFIX), self.path / file, datetime.fromtimestamp(changed, UTC))
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
            changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except OSError as error:
            raise open_error(error, name) from error
        return saved_at_of(self._header(path, name)) or changed

    def load(self, name: str) -> Report:
        """Return the report of a draft; `DraftError` names the line where it cannot be read."""
        data = self.read(name)
        report = decode_draft(data, name)
        self._tracking.loaded(name, data, report)
        return report

    def resolve(self, text: str) -> tuple[DraftFolder, str]:
        """Return the folder and the name of a draft given by its name here, or by the path of its file."""
        name = text.removesuffix(SUFFIX)
        if self.exists(name):
            return self, name
        path = Path(os.path.realpath(expanded(text)))
        if path.suffix == SUFFIX and DraftFolder(path.parent).exists(path.stem):
            return DraftFolder(path.parent, clock=self.clock, files=self._files), path.stem
        import difflib

        near = difflib.get_close_matches(name, self.names(), 1)
        hint = f"Did you mean “{near[0]}”?" if near else "Look at the list of drafts for its name."
        raise DraftError(f"There is no draft “{clean_line(text)}” in {self.path}.", hint)

    def encode(self, report: Report) -> bytes:
        """Return what `save` would write now."""
        from reportwizard.drafts.codec import Encoder

        self._encoder = self._encoder or Encoder()
        return self._encoder.encode(report, saved_at=self.clock(), app_version=__version__)

    def save(self, name: str, report: Report, *, always: Container[str] = ()) -> Saved:
        """Write a draft, whole or not at all; `SaveError` says why it could not be.

        What another program wrote to the file meanwhile is put together with the report, or kept beside it
        as `.unreadable-<time>` or `.outside-<time>`. What is replaced goes to the history; of the answers
        in `always`, even within a minute.
        """
        path = self.path_of(name)
        try:
            self._make_ready()
            with saving(path):
                met, kept = self._meet(name, path, report)
                data = self.encode(met.report)
                if met.merged is None:
                    self._tracking.writes(name, data)
                write_atomic(path, data, self._files)
        except OSError as error:
            raise save_error(error) from error
        self.history.after_save(name, self._tracking.base(name), met, self.clock(), always)
        self._tracking.wrote(name, data, met.report, self.clock())
        return Saved(path, kept, met.merged)

    def changed_outside(self, name: str) -> bool:
        """Whether another program wrote to a draft since it was last read or written here. Never raises."""
        with suppress(DraftError, OSError):
            return not self._tracking.is_ours(name, self._files.read(self.path_of(name)))
        return False

    def versions(self, name: str, answer_id: str = "") -> list[Version]:
        """Return the earlier versions of a draft's answers, or of one answer, the newest first."""
        try:
            return self.history.versions(self.path_of(name).stem, answer_id, now=self.clock())
        except OSError as error:
            raise open_error(error, name) from error

    def new_name(self, title: str) -> str:
        """Return a name for a new draft, made of its title, that no draft here has."""
        return unused(slug(title), self._taken())

    def rename(self, old: str, new: str) -> None:
        """Give a draft another name; `DraftError` where another draft has it."""
        check_new_name(new)
        source, target = self._existing(old), self.path_of(new)
        try:
            if target.exists() and not target.samefile(source):
                raise DraftError(f"There is a draft “{new}” already.", "Choose another name.")
            self._files.replace(source, target)
        except OSError as error:
            raise open_error(error, old) from error
        self._tracking.move(old, new)
        self.history.rename(old, new)

    def duplicate(self, name: str) -> str:
        """Copy a draft, byte for byte; return the name of the copy."""
        data, copy = self.read(name), unused(f"{name}-copy", self._taken())
        check_new_name(copy)
        if len(data) > LIMIT:
            raise DraftError(f"{name}: the file is too large to copy.")
        try:
            write_atomic(self.path_of(copy), data, self._files)
        except OSError as error:
            raise save_error(error) from error
        self.history.duplicate(name, copy)
        return copy

    def delete(self, name: str) -> Trashed:
        """Move a draft to the trash."""
        self._tracking.forget(name)
        trashed = self._trash.put(name, self._existing(name), self.clock())
        self.history.to_trash(name, trashed.path)
        return trashed

    def trash(self) -> list[Trashed]:
        """Return the deleted drafts, the last deleted first."""
        return self._trash.items()

    def restore(self, trash_id: str) -> str:
        """Bring a deleted draft back; return its name, which has a number where the old one is taken."""
        name = unused(name_of(trash_id), self._taken())
        trashed = self._trash.take(trash_id, self.path_of(name))
        self.history.from_trash(trashed, name)
        return name

    def _listing(self) -> list[tuple[str, float]]:
        try:
            found = draft_files(self.path)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise open_error(error, str(self.path)) from error
        self._seen = True
        return found

    def _taken(self) -> set[str]:
        return {folded(name) for name in self.names()}

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

    def _existing(self, name: str) -> Path:
        if not self.exists(name):
            raise DraftError(f"There is no draft “{clean_line(name)}” in {self.path}.")
        return self.path_of(name)

    def read(self, name: str) -> bytes:
        """Return the bytes of a draft's file."""
        try:
            data = self._files.read(self.path_of(name))
        except OSError as error:
            raise open_error(error, name) from error
        self._seen = True
        return data

    def _make_ready(self) -> None:
        if self._seen and not self.path.is_dir():
            # Made anew, it could stand where a disk is mounted later, and hide the text.
            raise folder_gone(self.path)
        self._files.make_folder(self.path)
        self._seen = True
        if not self._swept:
            sweep(self.path, self.clock().timestamp() - _LEFT_BEHIND, self._files)
            self._swept = True

    def _meet(self, name: str, path: Path, report: Report) -> tuple[Met, Path | None]:
        """Look at what stands in the file; return what to write, and where a copy of the file is kept."""
        try:
            data = self._files.read(path)
        except FileNotFoundError:
            check_new_name(name)
            return Met(report), None
        if len(data) > LIMIT:
            raise SaveError(f"not saved: another file stands at {path}", "Move that file away.")
        met = self._tracking.meet(name, data, report, self.clock())
        if not met.keep_as:
            return met, None
        copy = self.path / f"{unused(stamped(name, met.keep_as, self.clock()), self._taken())}{SUFFIX}"
        write_atomic(copy, data, self._files)
        return met, copy
