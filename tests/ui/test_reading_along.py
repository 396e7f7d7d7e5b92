"""A report that is open in another window: what a window that only reads it does from time to time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.locks import DraftLock
from reportwizard.ui.opening import ReadOnlyFollower
from support.drafts import Clock, a_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from reportwizard.report.report import Report
    from reportwizard.ui.session import Session

NAME = "camp"


class Window:
    """A session that can only be read, without an app: what comes to it is done at once."""

    def __init__(self, path: Path) -> None:
        self.name, self.closed = NAME, False
        self.folder = DraftFolder(path, clock=Clock())
        self.lock = DraftLock(path, NAME, clock=self.folder.clock)
        self.along = ReadOnlyFollower(self.folder, self.lock)
        self.report = self.folder.load(NAME)
        holder = self.lock.take()
        self.read_only = self.along.words(holder) if holder else ""
        self.app = self

    def call_later(self, action: Callable[..., object], *arguments: object) -> None:
        action(*arguments)

    def resume_writing(self, report: Report, saved_at: datetime, words: str = "") -> bool:  # noqa: ARG002
        if not self.closed:
            self.read_only, self.report, self.saved_at = "", report, saved_at
        return not self.closed

    def show_newer(self, report: Report, saved_at: datetime) -> None:
        self.report, self.saved_at = report, saved_at

    def set_read_only_reason(self, why: str) -> None:
        self.read_only = why

    def look(self) -> None:
        self.along.look(cast("Session", cast("Any", self)))


@pytest.fixture
def writer(tmp_path: Path) -> DraftLock:
    """The window that has the report open."""
    DraftFolder(tmp_path, clock=Clock()).save(NAME, a_report(surprises="Rain."))
    lock = DraftLock(tmp_path, NAME, clock=Clock())
    assert lock.take() is None
    return lock


def test_of_two_windows_that_wait_one_takes_up_the_report(tmp_path: Path, writer: DraftLock) -> None:
    first, second = Window(tmp_path), Window(tmp_path)
    assert first.read_only
    assert second.read_only
    writer.release()
    for window in (second, first):
        window.look()
    assert second.read_only == ""
    assert second.lock.held
    assert "When it is closed there, you can write here." in first.read_only
    assert not first.lock.held
    second.lock.release()
    first.look()
    assert first.read_only == ""


def test_what_was_saved_elsewhere_is_shown(tmp_path: Path, writer: DraftLock) -> None:
    reader = Window(tmp_path)
    other = DraftFolder(tmp_path, clock=Clock())
    other.save(NAME, other.load(NAME).with_answer("surprises", "Snow."))
    reader.look()
    assert reader.report.answers == {"surprises": "Snow."}
    assert reader.saved_at == other.saved_at(NAME)
    assert reader.read_only
    writer.release()


def test_the_last_words_of_the_other_window_are_there_when_it_is_taken_up(
    tmp_path: Path, writer: DraftLock
) -> None:
    reader = Window(tmp_path)
    other = DraftFolder(tmp_path, clock=Clock())
    other.save(NAME, other.load(NAME).with_answer("surprises", "Snow at the end."))
    writer.release()
    reader.look()
    assert reader.read_only == ""
    assert reader.report.answers == {"surprises": "Snow at the end."}


@pytest.mark.parametrize("damage", [b"\x00\x01", None])
def test_a_report_that_cannot_be_read_now_is_not_taken_up(
    tmp_path: Path, writer: DraftLock, damage: bytes | None
) -> None:
    reader = Window(tmp_path)
    writer.release()
    file = tmp_path / f"{NAME}.toml"
    before = file.read_bytes()
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage)
    reader.look()
    assert "open it there" in reader.read_only
    assert not reader.lock.held
    file.write_bytes(before)
    reader.look()
    assert reader.read_only == ""


def test_a_folder_that_was_moved_is_not_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    DraftFolder(folder, clock=Clock()).save(NAME, a_report(surprises="Rain."))
    writer = DraftLock(folder, NAME, clock=Clock())
    writer.take()
    reader = Window(folder)
    folder.rename(tmp_path / "elsewhere")
    reader.look()
    assert not folder.exists()
    assert "open it there" in reader.read_only
    writer.release()


def test_a_window_that_was_closed_meanwhile_takes_nothing(tmp_path: Path, writer: DraftLock) -> None:
    reader = Window(tmp_path)
    reader.closed = True
    writer.release()
    reader.look()
    assert not reader.lock.held
