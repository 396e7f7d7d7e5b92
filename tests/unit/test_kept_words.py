"""What is written outside of a report: saved within a second, given up or taken, and never in the way."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any, cast

from reportwizard.drafts.saving.loose import LooseText
from reportwizard.ui.kept_words import KeptWords
from support.drafts import FaultyDisk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportwizard.ui.app import WizardApp


class Timer:
    def __init__(self, at: float, act: Callable[[], Any]) -> None:
        self.at = at
        self.act = act
        self.stopped = False

    def stop(self) -> None:
        self.stopped = True


class Desk:
    """An app with a clock that a test moves; threads wait in `threads` until the test lets them run."""

    def __init__(self) -> None:
        self.now = 0.0
        self.timers: list[Timer] = []
        self.threads: list[Callable[[], Any]] = []
        self.writing: set[object] = set()

    def set_timer(self, seconds: float, act: Callable[[], Any]) -> Timer:
        self.timers.append(Timer(self.now + seconds, act))
        return self.timers[-1]

    def run_worker(self, work: Callable[[], Any], **_: object) -> None:
        self.threads.append(work)

    def call_later(self, call: Callable[..., Any], *args: object) -> None:
        call(*args)

    def until(self, now: float, *, threads: bool = True) -> None:
        """Let the time pass, and what is due happen."""
        while due := [one for one in self.timers if not one.stopped and one.at <= now]:
            timer = min(due, key=lambda one: one.at)
            self.timers.remove(timer)
            self.now = timer.at
            timer.act()
            if threads:
                self.run_threads()
        self.now = now

    def run_threads(self) -> None:
        while self.threads:
            self.threads.pop(0)()


class Box:
    """A box that somebody writes in."""

    def __init__(self, path: Path, disk: FaultyDisk | None = None) -> None:
        self.desk = Desk()
        self.text = ""
        self.place = LooseText(path, files=disk or FaultyDisk())
        self.kept = KeptWords(cast("WizardApp", self.desk), self.place, clock=lambda: self.desk.now)
        self.kept.watch(lambda: self.text)

    def write(self, text: str) -> None:
        self.text = text
        self.kept.changed()

    def on_disk(self) -> str:
        return LooseText(self.place.path).read()


def test_words_are_on_the_disk_within_a_second_even_while_keys_come(tmp_path: Path) -> None:
    box = Box(tmp_path / "words.txt")
    for key in range(1, 41):
        box.desk.until(key / 10)
        # Whatever was typed more than a second ago: ten keys are younger.
        assert len(box.on_disk()) >= len(box.text) - 9
        box.write("x" * key)
    box.desk.until(10)
    assert box.on_disk() == box.text
    assert all(timer.stopped for timer in box.desk.timers)


def test_a_program_that_ends_saves_first_and_late_threads_change_nothing(tmp_path: Path) -> None:
    box = Box(tmp_path / "words.txt")
    box.write("old")
    box.desk.until(0.6, threads=False)
    box.write("new")
    assert box.kept.save_now()
    assert box.on_disk() == "new"
    box.desk.run_threads()
    assert box.on_disk() == "new"


def test_words_typed_back_while_a_thread_is_under_way_are_the_last(tmp_path: Path) -> None:
    box = Box(tmp_path / "words.txt")
    box.write("a")
    box.desk.until(1)
    box.write("ab")
    box.desk.until(1.6, threads=False)
    box.write("a")
    box.desk.until(4)
    assert box.on_disk() == "a"


def test_a_disk_that_refuses_is_asked_again(tmp_path: Path) -> None:
    disk = FaultyDisk(errno.ENOSPC, 1)
    box = Box(tmp_path / "words.txt", disk)
    box.write("words")
    box.desk.until(0.6)
    assert disk.calls == ["read", "make_folder"]
    assert box.on_disk() == ""
    box.desk.until(2)
    assert box.on_disk() == "words"


def test_given_up_words_leave_what_stood_there_before(tmp_path: Path) -> None:
    for before in ("", "from the last time"):
        path = tmp_path / f"{len(before)}.txt"
        assert LooseText(path).write(1, before)
        box = Box(path)
        assert box.kept.came == before
        box.write("half a sentence")
        box.desk.until(1)
        assert box.on_disk() == "half a sentence"
        box.kept.give_up()
        assert box.on_disk() == before
        assert not box.desk.writing


def test_closed_words_wait_and_taken_ones_are_gone(tmp_path: Path) -> None:
    box = Box(tmp_path / "words.txt")
    box.write("words")
    box.kept.close()
    assert box.on_disk() == "words"
    box.write("more")
    box.desk.until(5)
    assert box.on_disk() == "words"
    again = Box(tmp_path / "words.txt")
    again.write("words that are put")
    again.desk.until(0.6, threads=False)
    again.kept.taken()
    again.desk.run_threads()
    assert again.on_disk() == ""
    assert not again.place.path.exists()


def test_nothing_is_written_where_nothing_was_changed(tmp_path: Path) -> None:
    disk = FaultyDisk()
    box = Box(tmp_path / "words.txt", disk)
    box.write("")
    box.desk.until(5)
    box.kept.close()
    assert "create" not in disk.calls
