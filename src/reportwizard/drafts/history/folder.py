"""The histories of the drafts in one folder, in a hidden folder inside it.

Nothing here ever raises while a draft is saved: the draft matters more than its history.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reportwizard.drafts.format.answers import answer_ids, plain_of, stored
from reportwizard.drafts.history.versions import (
    APART,
    LIMIT,
    Version,
    as_line,
    bounded,
    count_plain_words,
    loses_much,
    newest_of_each,
    read_lines,
    thinned,
    thinned_lines,
)
from reportwizard.drafts.merging.conflicts import other_versions
from reportwizard.drafts.merging.values import same
from reportwizard.files import DISK, Files, file_mode, refuse_links, write_atomic
from reportwizard.report.report import Report

FOLDER = ".history"
"""Where the histories are, inside the folder of drafts."""

SUFFIX = ".past"
"""How the name of a history's file ends."""


@dataclass(slots=True)
class _Known:
    """One history: the size of its file, whether its last line is complete, and the newest versions."""

    size: int = 0
    complete: bool = True
    newest: dict[str, Version] = field(default_factory=dict)


class HistoryFolder:
    """The histories of the drafts in one folder. Each takes at most `limit` bytes on the disk."""

    def __init__(self, drafts: Path, files: Files = DISK, *, limit: int = LIMIT) -> None:
        self.path = drafts / FOLDER
        self._files = files
        self._limit = limit
        self._known: dict[str, _Known] = {}

    def file_of(self, name: str) -> Path:
        """Return the file of a draft's history, whether it is there or not."""
        return self.path / f"{name}{SUFFIX}"

    def versions(self, name: str, answer_id: str = "", *, now: datetime | None = None) -> list[Version]:
        """Return the earlier versions of a draft's answers, or of one answer, the newest first.

        They are thinned as of the newest, at the latest `now`. Empty if there is no history. Raises `OSError`
        if it cannot be read.
        """
        try:
            data = self._files.read(refuse_links(self.file_of(name)), 4 * self._limit)
        except FileNotFoundError:
            return []
        found = [version for version in read_lines(data) if answer_id in ("", version.answer_id)]
        # A clock that once ran ahead left times in the future: they must not make those of today old.
        times = [version.at for version in found] or [datetime.min.replace(tzinfo=UTC)]
        newest = max(times) if now is None else min(now, max(times))
        return thinned(found, newest)[::-1]

    def record(
        self, name: str, before: Report, after: Report, saved_at: datetime, *, always: Container[str] = ()
    ) -> bool:
        """Keep what a save has just replaced; return whether that could be written. Never raises.

        `saved_at` is when `before` was saved, in UTC. Of each answer one version a minute is kept, and
        always the one before many words disappear, or if `always` names the answer.
        """
        saved_at = saved_at.replace(microsecond=0)
        try:
            changed = [id for id in answer_ids(before) if not same(stored(before, id), stored(after, id))]
            if not changed:
                return True
            known = self._known_of(name)
            versions = (_version(known, before, after, saved_at, id, id in always) for id in changed)
            new = [version for version in versions if version]
            if new:
                self._append(name, known, b"".join(map(as_line, new)), saved_at)
                known.newest.update((version.answer_id, version) for version in new)
        except Exception:  # a full disk, a folder that is gone, whatever it is: the draft itself is saved
            self._known.pop(name, None)
            return False
        return True

    def record_versions(self, name: str, report: Report, answer_ids: Collection[str], now: datetime) -> None:
        """Keep both versions of answers that were changed in two places, whatever is chosen. Never raises."""
        plains = [(id, plain_of(report, id)) for id in answer_ids]
        others = other_versions(report)
        plains += [(other.answer_id, other.theirs) for other in others if other.answer_id in answer_ids]
        at = now.replace(microsecond=0)
        with contextlib.suppress(Exception):
            known = self._known_of(name)
            new = [Version(at, id, plain, count_plain_words(plain), kept=True) for id, plain in plains]
            self._append(name, known, b"".join(map(as_line, new)), at)

    def _known_of(self, name: str) -> _Known:
        known, path = self._known.get(name), refuse_links(self.file_of(name))
        size = path.stat().st_size if file_mode(path) else 0
        if known is None or known.size != size:
            data = self._files.read(path, 4 * self._limit) if size else b""
            known = self._known[name] = _Known(size, not data or data.endswith(b"\n"), newest_of_each(data))
        return known

    def _append(self, name: str, known: _Known, lines: bytes, now: datetime) -> None:
        lines = lines if known.complete else b"\n" + lines
        if len(lines) > self._limit:
            return
        if known.size + len(lines) > self._limit:
            # Three quarters at most, so that this is seldom.
            max_size = min(self._limit - len(lines), self._limit * 3 // 4)
            data = self._files.read(refuse_links(self.file_of(name)), 4 * self._limit)
            shorter = b"".join(line for _, line in bounded(thinned_lines(data, now), max_size))
            write_atomic(refuse_links(self.file_of(name)), shorter, self._files)
            known.size = len(shorter)
        self._files.make_folder(self.path)
        known.complete = False
        self._files.append(self.file_of(name), lines)
        known.size += len(lines)
        known.complete = True

    def duplicate(self, name: str, copy: str) -> None:
        """Give a copy of a draft the history of its original."""
        with contextlib.suppress(OSError):
            data = self._files.read(refuse_links(self.file_of(name)), self._limit)
            write_atomic(refuse_links(self.file_of(copy)), data, self._files)

    def move(self, draft: Path, new: Path) -> None:
        """Let a history follow its draft's file, within the folder or to and from the trash."""
        self._known.clear()
        source, target = (
            self.file_of(file.stem) if file.parent == self.path.parent else file.with_suffix(SUFFIX)
            for file in (draft, new)
        )
        with contextlib.suppress(OSError):
            refuse_links(source), refuse_links(target)
            self._files.make_folder(target.parent)
            if source.exists():
                self._files.replace(source, target)
            else:
                self._files.remove(target)


def _version(
    known: _Known, before: Report, after: Report, saved_at: datetime, answer_id: str, always: bool
) -> Version | None:
    """Return the version to keep of one answer; None if the last one is enough."""
    plain, last = plain_of(before, answer_id), known.newest.get(answer_id)
    kept = always or loses_much(plain, plain_of(after, answer_id))
    if last is not None:
        if last.plain == plain and last.kept >= kept:
            return None
        if not kept and abs(saved_at - last.at) < APART:
            return None
        if timedelta(0) <= last.at - saved_at < APART:
            saved_at = last.at + timedelta(seconds=1)  # a time names one version
    return Version(saved_at, answer_id, plain, count_plain_words(plain), kept)


def state_at(versions: list[Version], at: datetime) -> Iterator[Version]:
    """Yield what each answer was at a time: the first version that was replaced after it.

    `versions` are newest first. Answers that were not changed since are left out.
    """
    standing: dict[str, Version] = {}
    for version in versions:
        if version.at >= at:
            standing[version.answer_id] = version
    yield from standing.values()
