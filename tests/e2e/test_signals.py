"""Signals at any moment: no word is lost, the program ends or goes on, the terminal is given back."""

from __future__ import annotations

import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest

from support.scratch import Scratch
from support.terminal import Terminal, needs_terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_terminal


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    scratch = Scratch(tmp_path)
    scratch.lay("mine", project_title="Camp")
    return scratch


def open_username(terminal: Terminal) -> None:
    terminal.wait_for("Your Wikimedia username")
    terminal.settle()


STORMS = {
    "asked": "SIGTERM",
    "interrupted": "SIGINT",
    "broken off": "SIGQUIT",
    "all at once": "SIGTERM SIGHUP SIGINT SIGWINCH SIGCONT",
}


@pytest.mark.parametrize("names", STORMS.values(), ids=STORMS)
def test_a_storm_of_signals_ends_the_program_in_good_order(scratch: Scratch, names: str) -> None:
    with scratch.wizard("mine") as terminal:
        open_username(terminal)
        terminal.type("Somebody")
        for _ in range(30):
            for name in names.split():
                terminal.kill(getattr(signal, name))
            terminal.read(0.002)
        assert terminal.wait_exit() == 0
        assert terminal.left_on == set()
    assert scratch.answers()["applicant_username"] == "Somebody"


def test_a_program_that_was_stopped_goes_on_with_one_reader_and_gives_the_terminal_back(
    scratch: Scratch,
) -> None:
    with scratch.wizard("mine") as terminal:
        open_username(terminal)
        for number in (signal.SIGSTOP, *[signal.SIGCONT] * 3):
            terminal.kill(number)
            terminal.settle()
        terminal.type("Somebody")
        terminal.wait_for("Somebody")
        terminal.kill(signal.SIGTSTP)
        terminal.wait_until(lambda: not terminal.left_on, "the shell has the terminal as it was")
        terminal.wait_stopped()
        assert scratch.answers()["applicant_username"] == "Somebody"
        terminal.kill(signal.SIGCONT)
        terminal.wait_until(lambda: "1049" in terminal.left_on, "the program has the terminal again")
        terminal.type(" else")
        terminal.wait_for("Somebody else")
        terminal.send("ctrl+q")
        assert terminal.wait_exit() == 0
        assert terminal.left_on == set()
    assert scratch.answers()["applicant_username"] == "Somebody else"


def test_a_program_that_is_asked_to_end_before_it_is_drawn_leaves_the_terminal_as_it_was(
    scratch: Scratch,
) -> None:
    with scratch.wizard("mine") as terminal:
        terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.output, "the terminal is taken")
        terminal.kill(15)
        assert terminal.wait_exit() == 0
        assert terminal.left_on == set()


HANGING = """
import sys, time
from textual.widgets import Input
from reportwizard.cli import main

def hang(self):
    time.sleep(60)

Input.action_delete_right = hang
main()
"""


def test_a_program_that_hangs_saves_and_gives_the_terminal_back_where_it_is_asked_to_end(
    scratch: Scratch,
) -> None:
    with scratch.wizard("-c", HANGING, "mine") as terminal:
        open_username(terminal)
        terminal.type("Somebody")
        terminal.wait_for("Somebody")
        terminal.send("delete")
        terminal.kill(15)
        assert terminal.wait_exit() == 0
        assert terminal.left_on == set()
    assert scratch.answers()["applicant_username"] == "Somebody"


# An editor in which Ctrl+C is a command of its own.
EDITOR = """
import os, pathlib, signal, sys
# Not `print`, which a signal must not interrupt with another `print`.
signal.signal(signal.SIGINT, lambda *_: os.write(1, b"Ctrl+C is mine"))
os.write(1, b"the editor is open")
sys.stdin.readline()
pathlib.Path(sys.argv[-1]).write_text("It rained.", "utf-8")
"""


def test_ctrl_c_in_the_editor_belongs_to_the_editor(scratch: Scratch) -> None:
    (scratch.home / "editor.py").write_text(EDITOR, "utf-8")
    scratch.lay("mine", project_title="Camp", surprises="")
    with scratch.wizard("mine", EDITOR=f"{sys.executable} '{scratch.home / 'editor.py'}'") as terminal:
        open_username(terminal)
        terminal.type("\x1bOQsurprises\r")
        terminal.wait_for("unexpected or surprising")
        terminal.settle()
        terminal.send("f7")
        terminal.wait_for("the editor is open")
        terminal.type("\x03")
        terminal.wait_for("Ctrl+C is mine")
        time.sleep(0.3)
        terminal.type("\n")
        terminal.wait_for("It rained.")
        terminal.send("ctrl+q")
        assert terminal.wait_exit() == 0
        assert terminal.left_on == set()
    assert scratch.answers()["surprises"] == "It rained."
