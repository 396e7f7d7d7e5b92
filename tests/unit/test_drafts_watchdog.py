"""The watchdog: when it saves, and when it ends a program whose terminal or event loop does not answer."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.saving.watchdog import GRACE, LONGEST, STALLED, Watchdog

if TYPE_CHECKING:
    from pathlib import Path


class Program:
    """A program to look after: its clock stands still unless a test turns it, and what is done is noted."""

    def __init__(self) -> None:
        self.now = 100.0
        self.worked = 0.0
        self.done: list[object] = []
        self.alive = True
        self.saves = True
        self.dog = Watchdog(
            self.save,
            lambda: self.done.append("released"),
            lambda: self.alive,
            end=self.done.append,
            clock=lambda: self.now,
            work=lambda: self.worked,
        )

    def save(self) -> bool:
        self.done.append("saved" if self.saves else "not saved")
        return self.saves

    def look_after(self, seconds: float) -> list[object]:
        """Look that much later; return all that was done so far."""
        self.now += seconds
        self.dog.look()
        return self.done


@pytest.fixture
def program() -> Program:
    return Program()


def test_nothing_is_done_while_the_event_loop_ticks(program: Program) -> None:
    for _ in range(20):
        program.dog.tick()
        assert program.look_after(STALLED / 2) == []


def test_a_report_is_saved_while_the_event_loop_hangs(program: Program) -> None:
    assert program.look_after(STALLED) == []
    assert program.look_after(0.1) == ["saved"]
    assert program.look_after(0.9) == ["saved"]
    assert program.look_after(0.1) == ["saved", "saved"]
    assert program.look_after(60) == ["saved"] * 3
    program.dog.tick()
    assert program.look_after(0.25) == ["saved"] * 3


def test_a_program_whose_terminal_is_gone_saves_releases_the_lock_and_ends(program: Program) -> None:
    program.alive = False
    assert program.look_after(0) == ["saved"]
    program.dog.tick()
    assert program.look_after(GRACE - 0.1)[-1] == "saved"
    assert program.look_after(0.1)[-3:] == ["saved", "released", 0]


def test_a_terminal_that_comes_back_ends_nothing(program: Program) -> None:
    program.alive = False
    program.look_after(0)
    program.alive = True
    program.dog.tick()
    program.look_after(GRACE / 4)
    program.alive = False
    program.look_after(GRACE / 4)
    assert "released" not in program.look_after(GRACE / 2)


def test_a_program_that_was_asked_to_end_ends_even_with_a_terminal(program: Program) -> None:
    program.dog.ask_to_end()
    assert program.look_after(0) == ["saved"]
    assert program.look_after(GRACE)[-2:] == ["released", 0]
    ended = len(program.done)
    assert len(program.look_after(GRACE)) == ended + 1, "it saves, but ends only once"


def test_a_program_that_still_handles_keys_has_longer_to_end(program: Program) -> None:
    program.dog.ask_to_end()
    for _ in range(int(LONGEST)):
        program.dog.tick()
        program.dog.look()
        program.now += 1.0
    assert set(program.done) == {"saved"}
    program.dog.tick()
    assert program.look_after(0)[-2:] == ["released", 0]


def test_so_has_one_that_is_too_busy_with_them_to_tick(program: Program) -> None:
    program.dog.ask_to_end()
    for _ in range(int(LONGEST)):
        program.worked += 0.5
        program.dog.look()
        program.now += 1.0
    assert set(program.done) == {"saved"}
    assert program.look_after(0)[-2:] == ["released", 0]


def test_the_exit_status_says_that_words_could_not_be_saved(program: Program) -> None:
    program.saves = False
    program.dog.ask_to_end()
    program.look_after(0)
    assert program.look_after(GRACE)[-3:] == ["not saved", "released", 1]


def test_a_disk_that_never_answers_does_not_keep_the_program() -> None:
    never, now = threading.Event(), [0.0]
    done: list[object] = []
    dog = Watchdog(never.wait, lambda: None, end=done.append, clock=lambda: now[0], work=float, patience=0)
    dog.ask_to_end()
    dog.look()
    now[0] += GRACE
    dog.look()
    assert done == [1]
    # Neither thread keeps the program from ending, and a dump of its threads names the one that hangs.
    (worker,) = (thread for thread in threading.enumerate() if thread.name == "watchdog worker")
    assert worker.daemon
    never.set()


def test_an_error_while_saving_does_not_stop_the_watchdog() -> None:
    now = [0.0]
    done: list[object] = []

    def broken() -> bool:
        raise OSError

    dog = Watchdog(broken, broken, end=done.append, clock=lambda: now[0], work=float)
    dog.ask_to_end()
    dog.look()
    now[0] += GRACE
    dog.look()
    assert done == [1]


def test_the_thread_survives_an_error() -> None:
    ended = threading.Event()
    answers = iter([OSError()])

    def alive() -> bool:
        for error in answers:
            raise error
        return False

    now = iter(range(0, 1000, 2))
    dog = Watchdog(
        lambda: True, lambda: None, alive, end=lambda _: ended.set(), clock=lambda: float(next(now))
    )
    dog.start()
    (thread,) = (thread for thread in threading.enumerate() if thread.name == "watchdog")
    assert thread.daemon
    assert ended.wait(30)
    thread.join(30)
    assert not thread.is_alive(), "it looks no more"


def test_modules_are_loaded_only_once_the_first_screen_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    now, loaded, looks = [0.0], list[str](), list[list[str]]()
    monkeypatch.setattr("reportwizard.drafts.saving.watchdog.import_module", loaded.append)

    class Ended:
        def wait(self, seconds: float) -> bool:
            looks.append([*loaded])
            now[0] = 1.0 if seconds == 0.25 and now[0] < 1.0 else 1.5
            return len(looks) == 3

    dog = Watchdog(lambda: True, lambda: None, clock=lambda: now[0])
    dog._ended = Ended()  # type: ignore[assignment]
    dog._run()
    assert looks[:2] == [[], []]
    assert "reportwizard.drafts.format.encode" in looks[2]


LOADING = """
import os, sys, time
from itertools import count
from pathlib import Path
from reportwizard.drafts.saving.saver import Saver
from reportwizard.drafts.saving.watchdog import Watchdog
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.forms.loader import load_form
from reportwizard.report.report import Report

looked = []
Watchdog(lambda: True, lambda: None, lambda: looked.append(1) is None, clock=count(0, 2).__next__).start()
while not looked:
    time.sleep(0.01)

place = Path(sys.argv[1])
os.environ["REPORTWIZARD_STATE"] = str(place / "state")
report = Report(load_form("rapid-fund-final"))
saver, other = (Saver(DraftFolder(place / "drafts"), "camp") for _ in range(2))
loaded = set(sys.modules)
for words, who in (("a", saver), ("ab", saver), ("b", other), ("abc", saver)):
    who.save(len(words) + (who is saver), report.with_typed("surprises", words)[0])
(place / "drafts" / "camp.toml").write_text("not ours")
saver.save(9, report)
print(*(set(sys.modules) - loaded))
"""


def test_what_a_save_needs_is_loaded_before_anything_can_hang(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LOADING, str(tmp_path)]
    assert subprocess.run(command, check=True, timeout=30, capture_output=True, text=True).stdout == "\n"
