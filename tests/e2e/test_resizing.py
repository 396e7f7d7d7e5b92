"""The window is dragged about while somebody types: down to nothing and up to a wall, many times a second."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from support.scratch import Scratch
from support.terminal import needs_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from support.terminal import Terminal

pytestmark = needs_terminal

SIZES = ((1, 1), (20, 5), (300, 100), (2, 2), (71, 29), (120, 40), (1, 50), (200, 1), (10, 3), (80, 24))
WORDS = "Nobody loses a word, whatever the window does. "


def storm(wizard: Terminal, typed: str) -> None:
    """Type a text; between any two letters the window takes three other sizes."""
    sizes = cycle(SIZES)
    for letter in typed:
        wizard.type(letter)
        for _ in range(3):
            wizard.resize(*next(sizes))
        wizard.read(0.002)
    for size in SIZES:
        wizard.resize(*size)
        wizard.settle()


def test_no_word_is_lost_in_a_storm_of_sizes(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    scratch.lay("mine", project_title="Camp")
    with scratch.wizard("mine") as wizard:
        wizard.wait_for("Your Wikimedia username")
        storm(wizard, WORDS)
        wizard.wait_for("Camp")
        wizard.press("esc")
        wizard.wait_for("Also here")
        wizard.press("esc")
        wizard.wait_for("My reports")
        storm(wizard, "")
        wizard.wait_for("My reports")
        wizard.press("ctrl+q")
        assert wizard.wait_exit() == 0
    assert b"Traceback" not in wizard.output
    assert scratch.answers()["applicant_username"] == WORDS.strip()
