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
path, what = pathlib.Path(sys.argv[-1]), sys.argv[1]
text = path.read_text("utf-8")
path.write_text(text + "Caf\\u00e9 walk\\n", "latin-1" if what == "latin" else "utf-8")
print("the editor is open", flush=True)
if what == "stay":
    time.sleep(60)
sys.exit(1 if what == "fail" else 0)
"""


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    scratch = Scratch(tmp_path)
    scratch.lay("mine", project_title="Before", surprises="It rained. ")
    (tmp_path / "editor.py").write_text(EDITOR, "utf-8")
    return scratch


def with_editor(scratch: Scratch, what: str) -> Terminal:
    return scratch.wizard("mine", EDITOR=f"{sys.executable} '{scratch.home / 'editor.py'}' {what}")


def open_surprises(terminal: Terminal) -> None:
    terminal.wait_for("Your Wikimedia username")
    terminal.settle()
    terminal.type("\x1bOQsurprises\r")
    terminal.wait_for("It rained.")


def sheets(scratch: Scratch) -> list[Path]:
    return list((scratch.home / "state" / "editing").rglob("*.md"))


def test_the_text_comes_back(scratch: Scratch) -> None:
    with with_editor(scratch, "well") as terminal:
        open_surprises(terminal)
        terminal.press("f7")
        terminal.wait_for("Café walk")
        terminal.press("ctrl+q")
        terminal.wait_exit()
    assert scratch.answers()["surprises"] == "It rained. Café walk"
    assert sheets(scratch) == []


@pytest.mark.parametrize(("what", "words"), [("fail", "ended with an error"), ("latin", "in an old way")])
def test_a_text_of_which_the_editor_is_not_sure_is_offered(scratch: Scratch, what: str, words: str) -> None:
    with with_editor(scratch, what) as terminal:
        open_surprises(terminal)
        terminal.press("f7")
        terminal.wait_for(words)
        terminal.wait_for("It rained. Café walk")
        terminal.press("1")
        terminal.wait_gone(words)
        terminal.press("ctrl+q")
        terminal.wait_exit()
    assert scratch.answers()["surprises"] == "It rained. Café walk"
    assert sheets(scratch) == []


def test_a_text_open_when_the_program_is_killed_is_offered_until_it_is_answered(scratch: Scratch) -> None:
    with with_editor(scratch, "stay") as terminal:
        open_surprises(terminal)
        terminal.press("f7")
        terminal.wait_for("the editor is open")
        terminal.kill(9)
        terminal.wait_exit()
    assert scratch.answers()["surprises"] == "It rained. "
    with scratch.wizard("mine") as terminal:
        terminal.wait_for("open in your own editor")
        terminal.press("2")
        terminal.wait_gone("open in your own editor")
        terminal.press("ctrl+q")
        terminal.wait_exit()
    with scratch.wizard("mine") as terminal:
        terminal.wait_for("open in your own editor")
        terminal.press("1")
        terminal.wait_for("Café walk")
        terminal.press("ctrl+q")
        terminal.wait_exit()
    assert scratch.answers()["surprises"] == "It rained. Café walk"
    assert sheets(scratch) == []


@pytest.mark.parametrize("editor", ["nano 'mine", "", "no-such-editor-here"])
def test_an_editor_that_cannot_be_started_is_told_in_words(scratch: Scratch, editor: str) -> None:
    with scratch.wizard("mine", EDITOR=editor) as terminal:
        open_surprises(terminal)
        terminal.press("f7")
        terminal.wait_for("EDITOR")
        terminal.type("And snowed.")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert scratch.answers()["surprises"].startswith("It rained.")
    assert scratch.answers()["surprises"].endswith("And snowed.")
