"""A long answer in the applicant's own editor: whatever the editor does, the words stay."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from support.scratch import Scratch
from support.terminal import needs_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from support.terminal import Terminal

pytestmark = needs_terminal

EDITOR = """
import pathlib, sys, time
path, what = pathlib.Path(sys.argv[-1]), pathlib.Path(sys.argv[1]).read_text("utf-8")
text = path.read_text("utf-8").rstrip("\\n")
path.write_text(text + " Caf\\u00e9 " + what + ";\\n", "latin-1" if what == "latin" else "utf-8")
print("the editor is open", flush=True)
if what == "stay":
    time.sleep(60)
sys.exit(1 if what == "fail" else 0)
"""


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    scratch = Scratch(tmp_path)
    scratch.lay("mine", project_title="Before", surprises="It rained.")
    (tmp_path / "editor.py").write_text(EDITOR, "utf-8")
    return scratch


def behave(scratch: Scratch, what: str) -> None:
    """Say what the editor does when it is opened next."""
    (scratch.home / "behaviour").write_text(what, "utf-8")


def with_editor(scratch: Scratch, what: str) -> Terminal:
    behave(scratch, what)
    home = scratch.home
    return scratch.wizard("mine", EDITOR=f"{sys.executable} '{home / 'editor.py'}' '{home / 'behaviour'}'")


def open_surprises(terminal: Terminal) -> None:
    terminal.wait_for("Your Wikimedia username")
    terminal.settle()
    terminal.type("\x1bOQsurprises\r")
    terminal.wait_for("It rained.")


def sheets(scratch: Scratch) -> list[Path]:
    return list((scratch.home / "state" / "editing").rglob("*.md"))


def test_the_text_comes_back_and_is_offered_if_it_is_uncertain(scratch: Scratch) -> None:
    with with_editor(scratch, "well") as terminal:
        open_surprises(terminal)
        terminal.press("f7")
        terminal.wait_for("Café well")
        for what, words in (("fail", "ended with an error"), ("latin", "in an old way")):
            behave(scratch, what)
            terminal.press("f7")
            terminal.wait_for(words)
            terminal.wait_for(f"Café {what}")
            terminal.press("1")
            terminal.wait_gone(words)
        terminal.press("ctrl+q")
        terminal.wait_exit()
    assert scratch.answers()["surprises"] == "It rained. Café well; Café fail; Café latin;"
    assert sheets(scratch) == []


def test_a_text_open_when_the_program_is_killed_is_offered_until_it_is_answered(scratch: Scratch) -> None:
    with with_editor(scratch, "stay") as terminal:
        open_surprises(terminal)
        terminal.press("f7")
        terminal.wait_for("the editor is open")
        terminal.kill(9)
        terminal.wait_exit()
    assert scratch.answers()["surprises"] == "It rained."
    with scratch.wizard("mine") as terminal:
        terminal.wait_for("open in your own editor")
        terminal.press("2")
        terminal.wait_gone("open in your own editor")
        terminal.press("ctrl+q")
        terminal.wait_exit()
    with scratch.wizard("mine") as terminal:
        terminal.wait_for("open in your own editor")
        terminal.press("1")
        terminal.wait_for("Café stay")
        terminal.press("ctrl+q")
        terminal.wait_exit()
    assert scratch.answers()["surprises"] == "It rained. Café stay;"
    assert sheets(scratch) == []


@pytest.mark.parametrize("editor", ["nano 'mine", "", "no-such-editor-here"])
def test_an_editor_that_cannot_be_started_gives_a_message(scratch: Scratch, editor: str) -> None:
    with scratch.wizard("mine", EDITOR=editor) as terminal:
        open_surprises(terminal)
        terminal.press("f7")
        terminal.wait_for("EDITOR")
        terminal.type("And snowed.")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert scratch.answers()["surprises"].startswith("It rained.")
    assert scratch.answers()["surprises"].endswith("And snowed.")
