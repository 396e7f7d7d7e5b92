"""A report that is open in another window: what a window that only reads it does from time to time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import Mock

import pytest

from reportwizard.drafts.merging.conflicts import conflicts_of
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.locks import DraftLock
from reportwizard.report.due import mark_handed_in, reopen
from reportwizard.ui.session import Session
from support.drafts import Clock, a_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.timer import Timer

NAME = "camp"


class Window:
    """A window in which the report can only be read, without an app: what comes to it is done at once."""

    def __init__(self, path: Path) -> None:
        folder = DraftFolder(path, clock=Clock())
        self.lock = DraftLock(path, NAME, clock=folder.clock)
        self.said: list[str] = []
        self.session = Session(
            cast("Any", self),
            folder,
            NAME,
            folder.load(NAME),
            self.say,
            lock=self.lock,
            holder=self.lock.take(),
        )

    @property
    def read_only(self) -> str:
        return self.session.read_only

    def call_later(self, action: Callable[..., object], *arguments: object) -> None:
        action(*arguments)

    def set_interval(self, *_: object) -> Timer:
        return cast("Timer", Mock())

    set_timer = set_interval

    def say(self, message: str, *_: object) -> None:
        self.said.append(message)

    def look(self) -> None:
        self.session.look()


@pytest.fixture
def writer(tmp_path: Path) -> DraftLock:
    """The window that has the report open."""
    DraftFolder(tmp_path, clock=Clock()).save(NAME, a_report(surprises="Rain."))
    lock = DraftLock(tmp_path, NAME, clock=Clock())
    assert lock.take() is None
    return lock


def test_of_two_waiting_windows_one_takes_over_the_report(tmp_path: Path, writer: DraftLock) -> None:
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
    assert first.said == ["The other window is closed. You can write here now."]


def test_what_was_saved_elsewhere_is_shown(tmp_path: Path, writer: DraftLock) -> None:
    reader = Window(tmp_path)
    other = DraftFolder(tmp_path, clock=Clock())
    other.save(NAME, other.load(NAME).with_answer("surprises", "Snow."))
    reader.look()
    assert reader.session.report.answers == {"surprises": "Snow."}
    assert reader.session.status.at == other.saved_at(NAME)
    assert reader.read_only
    writer.release()


def test_the_last_words_of_the_other_window_are_taken_over(tmp_path: Path, writer: DraftLock) -> None:
    reader = Window(tmp_path)
    other = DraftFolder(tmp_path, clock=Clock())
    other.save(NAME, other.load(NAME).with_answer("surprises", "Snow at the end."))
    writer.release()
    reader.look()
    assert reader.read_only == ""
    assert reader.session.report.answers == {"surprises": "Snow at the end."}


@pytest.mark.parametrize("damage", [b"\x00\x01", None])
def test_a_report_that_cannot_be_read_now_is_not_taken_over(
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


def test_a_moved_folder_is_not_created_again(tmp_path: Path) -> None:
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


def test_a_closed_window_takes_no_lock(tmp_path: Path, writer: DraftLock) -> None:
    reader = Window(tmp_path)
    reader.session.close()
    writer.release()
    reader.look()
    assert not reader.lock.held


def test_a_report_handed_in_here_takes_no_words_from_elsewhere(tmp_path: Path) -> None:
    DraftFolder(tmp_path, clock=Clock()).save(NAME, a_report(surprises="Rain."))
    window = Window(tmp_path)
    other = DraftFolder(tmp_path)
    other.save(NAME, other.load(NAME).with_answer("surprises", "Snow."))
    window.session.change(mark_handed_in(window.session.report, date(2026, 12, 1)))
    assert window.session.save_now()
    assert window.session.report.answers["surprises"] == "Rain."
    assert [one.theirs for one in conflicts_of(reopen(DraftFolder(tmp_path).load(NAME)))] == ["Snow."]
    assert window.said[-1].startswith("Another program changed this report before you handed it in.")
    assert window.said[-1].endswith("Surprises.")
