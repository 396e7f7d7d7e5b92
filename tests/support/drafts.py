"""What the tests of drafts share: a clock that stands still, a small report, a disk that fails on demand."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

import pytest

from reportwizard.drafts.format.encode import encode
from reportwizard.files import Files
from reportwizard.forms.loader import load_form
from reportwizard.report.due import mark_published
from reportwizard.report.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from reportwizard.checks.finding import Finding
    from reportwizard.drafts.store.reader import DraftReader
    from reportwizard.drafts.store.summaries import Summary

NOW = datetime(2026, 11, 22, 14, 3, 11, tzinfo=UTC)
STAMP = "20261122T140311Z"


class Clock:
    """A clock that a test sets."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def on(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


def a_report(**typed: str) -> Report:
    """A report in tenge with these answers, as somebody types them; with a status, as if it was published."""
    report = Report(load_form("rapid-fund-final"), locale="kk_KZ", currency="KZT")
    for question_id, text in typed.items():
        report, _ = report.with_typed(question_id, text)
    return mark_published(report)


def a_draft(**typed: str) -> bytes:
    """The file of such a report."""
    return encode(a_report(**typed), saved_at=NOW, app_version="0.1.0")


def listed(folder: DraftReader) -> list[Summary]:
    """What a list says about the drafts in a folder, where the checks find nothing."""

    def nothing(_: Report, /, today: date) -> tuple[Finding, ...]:  # noqa: ARG001
        return ()

    return list(folder.summaries(nothing, NOW.date()))


class FaultyDisk(Files):
    """The real disk, whose call number `at` (from 0) fails with `code`; `calls` counts and names them all."""

    def __init__(self, code: int = 0, at: int | None = None) -> None:
        self.code = code
        self.at = at
        self.calls: list[str] = []

    def _call(self, name: str) -> None:
        self.calls.append(name)
        if len(self.calls) - 1 == self.at:
            raise OSError(self.code, os.strerror(self.code))

    def create(self, path: Path) -> int:
        self._call("create")
        return super().create(path)

    def write(self, descriptor: int, data: bytes) -> None:
        # Half of the text is on the disk when it fails, as on a disk that is full.
        super().write(descriptor, data[: len(data) // 2])
        self._call("write")
        super().write(descriptor, data[len(data) // 2 :])

    def append(self, path: Path, data: bytes) -> None:
        self._call("append")
        super().append(path, data)

    def sync(self, descriptor: int) -> None:
        self._call("sync")
        super().sync(descriptor)

    def close(self, descriptor: int) -> None:
        super().close(descriptor)
        self._call("close")

    def keep_mode(self, existing: Path, path: Path) -> None:
        self._call("keep_mode")
        super().keep_mode(existing, path)

    def check_writable(self, path: Path) -> None:
        self._call("check_writable")
        super().check_writable(path)

    def replace(self, source: Path, target: Path) -> None:
        self._call("replace")
        super().replace(source, target)

    def move_new(self, source: Path, target: Path) -> None:
        self._call("move_new")
        super().move_new(source, target)

    def remove(self, path: Path) -> None:
        self._call("remove")
        super().remove(path)

    def make_folder(self, path: Path) -> None:
        self._call("make_folder")
        super().make_folder(path)

    def sync_folder(self, path: Path) -> None:
        self._call("sync_folder")
        super().sync_folder(path)

    def read(self, path: Path, limit: int = 2**30) -> bytes:
        self._call("read")
        return super().read(path, limit)


class FailingSystem:
    """The calls of the system below a folder: from number `at` on, or that one alone, they fail with `code`.

    They are counted from 0 while the object is entered; nothing fails while `at` is None. Unlike
    `FaultyDisk` this is below everything: looking fails too, whoever looks (`stat`, `scandir`, …).
    """

    NAMES = (
        "stat", "lstat", "scandir", "listdir", "open", "mkdir", "replace", "rename", "unlink", "link",
        "chmod", "access", "readlink",
    )  # fmt: skip

    def __init__(self, folder: Path, code: int = 0, at: int | None = None, *, once: bool = False) -> None:
        self.calls: list[str] = []
        self.code, self.at = code, at
        self._folder = os.fspath(folder)
        self._once = once
        self._patch = pytest.MonkeyPatch()

    def __enter__(self) -> Self:
        for name in self.NAMES:
            self._patch.setattr(os, name, self._failing(name, getattr(os, name)))
        return self

    def __exit__(self, *_: object) -> None:
        self._patch.undo()

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any = ".", *args: Any, **more: Any) -> Any:
            if not isinstance(path, int) and os.fsdecode(path).startswith(self._folder):
                self.calls.append(name)
                number = len(self.calls) - 1
                if self.at is not None and (number == self.at if self._once else number >= self.at):
                    raise OSError(self.code, os.strerror(self.code), os.fsdecode(path))
            return real(path, *args, **more)

        return call


def calls_of(work: Callable[[FaultyDisk], object]) -> list[str]:
    """The calls that `work` makes on a disk without faults."""
    disk = FaultyDisk()
    work(disk)
    return disk.calls
