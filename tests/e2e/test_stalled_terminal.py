"""A terminal that does not read, and an event loop that hangs: every word is saved, and the program ends."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from support.scratch import Scratch
from support.stalled import stall
from support.terminal import needs_terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_terminal


@pytest.mark.parametrize("end", ["close", "kill 15"])
def test_typing_continues_while_the_terminal_does_not_read(tmp_path: Path, end: str) -> None:
    """The short form of scripts/stalled."""
    stalled = stall(tmp_path, end, seconds=0.8)
    assert stalled.kept, stalled
    assert stalled.processor < 0.5, stalled


def test_what_is_drawn_comes_back_when_the_terminal_reads_again(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    scratch.lay("mine", project_title="Camp")
    with scratch.wizard("mine") as terminal:
        terminal.wait_for("Your Wikimedia username")
        for letter in "Somebody":
            terminal.send_unseen(b"\x1b[24~" + letter.encode())
        terminal.wait_until(lambda: scratch.answers().get("applicant_username") == "Somebody", "all is saved")
        terminal.wait_for("Somebody")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0


HANGING = """
import threading
from reportwizard.cli import main
from reportwizard.ui.report.screen import ReportScreen

ReportScreen.action_help = lambda self: threading.Event().wait()
main()
"""


def test_a_hanging_event_loop_loses_no_word_and_releases_the_report(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    scratch.lay("mine", project_title="Camp")
    with scratch.wizard("-c", HANGING, "mine") as terminal:
        terminal.wait_for("Your Wikimedia username")
        terminal.type("Somebody\x1bOP")
        terminal.wait_until(lambda: scratch.answers().get("applicant_username") == "Somebody", "all is saved")
        assert "is open in another window" in scratch.refused("delete", "mine")
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 0
        scratch.command("delete", "mine")
