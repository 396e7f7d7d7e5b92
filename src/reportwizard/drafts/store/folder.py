"""A folder of drafts: save, name, delete. Errors are worded for the applicant."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reportwizard import __version__
from reportwizard.drafts.store.baselines import Baseline, WritePlan, digest
from reportwizard.drafts.store.locks import DraftLock, exclusive_lock, naming, saving
from reportwizard.drafts.store.names import SUFFIX, check_new_name, folded, slug, stamped, unused
from reportwizard.drafts.store.reader import DraftReader, utc_now
from reportwizard.drafts.store.trash import Trash, Trashed, name_of
from reportwizard.errors import DraftError, ReportWizardError, SaveError
from reportwizard.files import (
    DISK,
    LIMIT,
    Files,
    folder_gone,
    open_errors,
    remove_stale_parts,
    save_errors,
    write_atomic,
)
from reportwizard.paths import expand_user, working_folder
from reportwizard.report.due import changed_after_hand_in
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from reportwizard.drafts.merging.merge import Merged
    from reportwizard.report.report import Report

# Seconds after which a half-written file belongs to no running program.
_ABANDONED_AFTER = 3600.0

# How often a file may appear between looking for it and creating it, before that is an error.
_MAX_TRIES = 5


class Saved(NamedTuple):
    """The result of a save.

    `kept` is the copy of a file that was there and could not be merged. `merged` is the result of merging the
    draft with what another program had written there. `moved` is whether a file that had been read or written
    here before was gone.
    """

    kept: Path | None = None
    merged: Merged | None = None
    moved: bool = False


class DraftFolder(DraftReader):
    """The drafts in one folder, each by its name. The folder is created when the first draft is saved.

    Names change in one program at a time, and never over an existing file.
    """

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = utc_now, files: Files = DISK) -> None:
        super().__init__(path, clock=clock, files=files)
        self._trash = Trash(self.path, files)
        self._swept = False

    def resolve(self, text: str) -> tuple[DraftFolder, str]:
        """Return the folder and the name of a draft given by its name here, or by the path of its file."""
        name = text.removesuffix(SUFFIX)
        if self.exists(name):
            return self, name
        path = Path(os.path.realpath(working_folder() / expand_user(text)))
        if path.suffix == SUFFIX and DraftFolder(path.parent).exists(path.stem):
            return DraftFolder(path.parent, clock=self.clock, files=self._files), path.stem
        names = self.names()
        # A Mac may write é as two characters; nobody sees or types the difference.
        composed = unicodedata.normalize("NFC", name)
        equal = [other for other in names if unicodedata.normalize("NFC", other) == composed]
        if len(equal) == 1:
            return self, equal[0]
        import difflib

        similar = difflib.get_close_matches(name, names, 1)
        hint = f"Did you mean “{similar[0]}”?" if similar else "Look at the list of drafts for its name."
        raise DraftError(f"There is no draft “{clean_line(text)}” in {self.path}.", hint)

    def encode(self, report: Report) -> bytes:
        """Return what `save` would write now."""
        from reportwizard.drafts.format.encode import encode

        return encode(report, saved_at=self.clock(), app_version=__version__)

    # --- saving ---------------------------------------------------------------------------------------------

    def save(self, name: str, report: Report, *, always: Collection[str] = ()) -> Saved:
        """Write a draft, completely or not at all; `SaveError` says why not.

        What another program wrote to the file meanwhile is merged with the report, or kept beside it
        as `.unreadable-<time>` or `.outside-<time>`. What is replaced goes to the history; of the answers
        in `always`, even within a minute.
        """
        with save_errors():
            home, path, base = self._make_ready(name), self._path(name), self._baseline(name)
            with saving(path):
                plan, data = self._write(name, path, report)
                now, merged = self.clock(), plan.merged
                if base.report is not None:
                    always = {*always, *(merged.taken if merged else ())}
                    self.history.record(name, base.report, plan.report, base.saved_at or now, always=always)
                if merged and merged.kept_twice:
                    self.history.record_versions(name, plan.report, merged.kept_twice, now)
        moved = plan.expected is None and base.report is not None
        self._baselines[name] = Baseline({digest(data)}, plan.report, self.clock(), home)
        return Saved(plan.kept, plan.merged, moved)

    def change(self, name: str, report: Report, *, always: Collection[str] = ()) -> Saved:
        """Save as `save` does; `DraftError` if that would change answers of a report that is handed in."""
        before = self._baseline(name).report
        if before and changed_after_hand_in(before, report):
            import shlex

            hint = f"To change it, open it again: reportwizard hand-in {shlex.quote(name)} --open-again"
            raise DraftError("This report is handed in. Nothing was changed.", hint)
        return self.save(name, report, always=always)

    def create(self, name: str, report: Report) -> Path:
        """Save a report as a new draft; return its file. `DraftError` if there is a draft of this name."""
        check_new_name(name)
        return self.path_of(self._add(name, report, exact=True))

    def add(self, title: str, report: Report) -> str:
        """Save a report as a new draft, under an unused name made of a title; return the name."""
        return self._add(slug(title), report)

    def _add(self, wanted: str, report: Report, *, exact: bool = False) -> str:
        data = self.encode(report)
        with save_errors():
            home = self._make_ready()
            name = self._create_file(wanted, data, exact=exact)
        self._baselines[name] = Baseline({digest(data)}, report, self.clock(), home)
        return name

    def reserve(self, title: str) -> tuple[str, DraftLock]:
        """Return an unused name for a new draft, and the lock that reserves it; no draft is written yet.

        Never raises: if the folder cannot be used, the first save says why.
        """
        try:
            self._make_ready()
            taken = self._taken()
        except (ReportWizardError, OSError):
            # When the folder comes back, no draft in it must have this name.
            title, taken = f"{title} {self.clock():%Y%m%d %H%M%S}", set()
        while True:
            name = unused(slug(title), taken)
            lock = DraftLock(self.path, name, clock=self.clock, files=self._files)
            if lock.take() is None:
                return name, lock
            taken.add(folded(name))

    def _write(self, name: str, path: Path, report: Report) -> tuple[WritePlan, bytes]:
        """Write over what is in the file, or create it; try again if it appeared or changed meanwhile."""
        for tries_left in reversed(range(_MAX_TRIES)):
            plan = self._plan(name, path, report)
            data = self.encode(plan.report)
            if plan.merged is None:
                # If the disk fails after this, the file is ours all the same. Not a merged report: the caller
                # does not have it before the save has succeeded.
                self._baselines.setdefault(name, Baseline(set())).digests.add(digest(data))
            try:
                write_atomic(path, data, self._files, new=plan.expected is None, expected=plan.expected)
                break
            except (FileExistsError, FileNotFoundError):
                if not tries_left:
                    raise
        return plan, data

    def changed_outside(self, name: str) -> bool:
        """Whether another program wrote to a draft since it was last read or written here. Never raises."""
        with suppress(DraftError, OSError):
            data = self._files.read(self.path_of(name))
            return not self._baseline(name).holds(data) and self.is_home(name)
        return False

    def is_home(self, name: str) -> bool:
        """Whether the folder is the one from which an open draft came, and not another in its place.

        That may be the mount point of a removed drive. A disk that gives a folder new numbers from time to
        time is recognized by the draft in it. Raises `OSError`.
        """
        home = self._baseline(name).home
        with suppress(FileNotFoundError, NotADirectoryError):
            if home is None or home == self._files.folder_id(self.path):
                return True
            data = self._files.read(self.path / f"{name}{SUFFIX}")
            return self._baseline(name).holds(data)
        return False

    # --- names ----------------------------------------------------------------------------------------------

    def new_name(self, title: str) -> str:
        """Return the name that `add` would give to a new draft of this title now."""
        return unused(slug(title), self._taken())

    def rename(self, old: str, new: str) -> None:
        """Give a draft another name; `DraftError` if another has that, or if it is open elsewhere."""
        check_new_name(new)
        with self._moving(old) as source, open_errors(old):
            target = self.path_of(new)
            # On this disk both may be names of one file; a link and its target are two.
            is_same = folded(source.stem) == folded(target.stem) and os.path.lexists(target)
            try:
                if is_same and os.path.samestat(source.lstat(), target.lstat()):
                    self._files.replace(source, target)
                elif folded(new) in {folded(name) for name in self.names() if name != old}:
                    raise _name_taken(new)
                else:
                    self._files.move_new(source, target)
            except FileExistsError as error:
                raise _name_taken(new) from error
            self._baselines[new] = self._baselines.pop(old, Baseline(set()))
            self.history.move(source, target)

    def duplicate(self, name: str) -> str:
        """Copy a draft, byte for byte; return the name of the copy."""
        data = self.read(name)
        check_new_name(f"{name}-copy")
        if len(data) > LIMIT:
            raise DraftError(f"{name}: the file is too large to copy.")
        with save_errors():
            copy = self._create_file(f"{name}-copy", data)
        self.history.duplicate(name, copy)
        return copy

    def delete(self, name: str) -> Trashed:
        """Move a draft to the trash; `DraftError` if it is open elsewhere."""
        with self._moving(name) as path:
            self._baselines.pop(name, None)
            trashed = self._trash.put(name, path, self.clock())
            self.history.move(path, trashed.path)
        return trashed

    def discard(self, name: str) -> None:
        """Remove a draft in which nothing is answered; one that has earlier versions goes to the trash.

        Never raises: if it is open elsewhere, or another program wrote to it, it stays.
        """
        with suppress(ReportWizardError, OSError):
            if self.changed_outside(name):
                return
            if self.versions(name):
                self.delete(name)
                return
            with self._moving(name) as path:
                self._files.remove(path)
            self._baselines.pop(name, None)

    def trash(self) -> list[Trashed]:
        """Return the deleted drafts, the last deleted first."""
        return self._trash.items()

    def restore(self, trash_id: str) -> str:
        """Restore a deleted draft; return its name, which has a number if the old one is taken."""
        source = self._trash.file_of(trash_id)
        with open_errors(trash_id):
            name = self._put_as(name_of(trash_id), lambda path: self._files.move_new(source, path))
        self.history.move(source, self.path_of(name))
        return name

    def _create_file(self, wanted: str, data: bytes, *, exact: bool = False) -> str:
        return self._put_as(wanted, lambda path: write_atomic(path, data, self._files, new=True), exact=exact)

    def _put_as(self, wanted: str, put: Callable[[Path], None], *, exact: bool = False) -> str:
        """Let `put` create a draft of this name or, unless it must be `exact`, of the next unused one."""
        with naming(self.path):
            taken = self._taken()
            while True:
                name = unused(wanted, taken)
                if exact and name != wanted:
                    raise _name_taken(wanted)
                try:
                    put(self.path_of(name))
                    return name
                except FileExistsError:
                    taken.add(folded(name))

    @contextmanager
    def _moving(self, name: str) -> Iterator[Path]:
        """Lock a draft that gets another name or place; refuse if it is open elsewhere."""
        path = self._existing(name)
        with naming(self.path), saving(path):
            # It may have been moved while this waited.
            path = self._existing(name)
            with exclusive_lock(self.path, name, self.clock()):
                yield path

    def check_closed(self, name: str) -> None:
        """Raise `DraftError` if another program has a draft open."""
        self._existing(name)
        with exclusive_lock(self.path, name, self.clock()):
            pass

    def _taken(self) -> set[str]:
        return {folded(name) for name in self.names()}

    def _make_ready(self, name: str = "") -> tuple[int, int]:
        """Ensure that the folder is there, for an open draft its own; return its device and inode."""
        if not self._existed:
            self._files.make_folder(self.path)
        try:
            found = self._files.folder_id(self.path)
            if not self.is_home(name):
                raise folder_gone(self.path, another=True)
        except (FileNotFoundError, NotADirectoryError) as error:
            # Created again, it could hide the disk that is mounted there later.
            raise folder_gone(self.path) from error
        self._existed = True
        if not self._swept:
            remove_stale_parts(self.path, self.clock().timestamp() - _ABANDONED_AFTER, self._files)
            self._swept = True
        return found

    def _plan(self, name: str, path: Path, report: Report) -> WritePlan:
        """Read the file; return what to write over it. Keeps a copy if that is due."""
        try:
            data = self._files.read(path)
        except FileNotFoundError:
            check_new_name(name)
            return WritePlan(report)
        if len(data) > LIMIT:
            raise SaveError(f"not saved: there is another file at {path}", "Move that file away.")
        plan = self._baseline(name).plan(name, data, report, self.clock())._replace(expected=data)
        if not plan.keep_as:
            return plan
        copy = self.path / f"{unused(stamped(name, plan.keep_as, self.clock()), self._taken())}{SUFFIX}"
        write_atomic(copy, data, self._files, new=True)
        return plan._replace(kept=copy)


def _name_taken(name: str) -> DraftError:
    return DraftError(f"There is a draft “{name}” already.", "Choose another name.")
