"""Two real programs on one draft, and programs that end in the middle of everything."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.store.folder import DraftFolder
from support.drafts import a_draft
from support.scratch import Scratch
from support.terminal import needs_terminal
from support.torture import FIELDS, WAYS, torture

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_terminal


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    scratch = Scratch(tmp_path)
    folder = scratch.home / "drafts"
    folder.mkdir()
    (folder / "mine.toml").write_bytes(a_draft(project_title="Camp", surprises="Rain."))
    return scratch


def test_the_second_window_is_read_only_until_the_first_closes(scratch: Scratch) -> None:
    with scratch.wizard("mine") as writer:
        writer.wait_for("Your Wikimedia username")
        with scratch.wizard("mine") as reader:
            reader.wait_for("read only")
            writer.type("Somebody")
            reader.wait_for("3 of 20 answers")
            writer.kill(9)
            writer.wait_exit()
            reader.wait_for("The other window is closed")
            reader.press("f2")
            reader.wait_for("something to do")
            reader.type("usern")
            reader.press("enter")
            reader.wait_for("Your Wikimedia username")
            reader.type(" else")
            reader.wait_for("Somebody else")
            reader.press("ctrl+q")
            assert reader.wait_exit() == 0
    assert scratch.answers()["applicant_username"] == "Somebody else"


def test_a_report_that_is_open_cannot_be_renamed_or_deleted(scratch: Scratch) -> None:
    with scratch.wizard("mine") as first:
        first.wait_for("Your Wikimedia username")
        first.type("Somebody")
        assert "“mine” is open in another window (since" in scratch.refused("delete", "mine")
        with scratch.wizard() as second:
            second.wait_for("Camp")
            for key in ("delete", "r"):
                second.press(key)
                second.wait_for("“mine” is open in another window")
        # A file manager asks nobody: the words are saved anew, and it is said.
        (scratch.home / "drafts" / "mine.toml").rename(scratch.home / "mine.toml")
        first.type(" else")
        first.wait_for("Another program moved or removed")
        first.press("ctrl+q")
        first.wait_exit()
    assert scratch.answers()["applicant_username"] == "Somebody else"


def test_a_command_and_a_wizard_write_one_draft(scratch: Scratch) -> None:
    with scratch.wizard("mine") as wizard:
        wizard.wait_for("Your Wikimedia username")
        scratch.command("set", "mine", "sharing_plan", "A wiki page.")
        wizard.type("Somebody")
        wizard.wait_for("Changed in another program")
        scratch.command("set", "mine", "surprises", "Snow.")
        wizard.press("ctrl+q")
        wizard.wait_exit()
    assert scratch.answers() == {
        "project_title": "Camp",
        "applicant_username": "Somebody",
        "surprises": "Snow.",
        "sharing_plan": "A wiki page.",
    }


# The short form of `scripts/torture`, which measures the promise itself: a busy machine may be slower here.
SLOW = 15.0
TRIED = {
    "kill 9": "long text",
    "kill 15": "cell in editing",
    "kill 1": "new report, title",
    "close": "agreement",
}


@pytest.mark.parametrize("way", WAYS)
def test_the_draft_is_complete_whatever_ends_the_program(tmp_path: Path, way: str) -> None:
    (field,) = (one for one in FIELDS if one.name == TRIED[way])
    played = torture(tmp_path, 7, way, field)
    assert not played.trouble
    assert played.seconds <= SLOW, played


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_all_files_are_private(scratch: Scratch) -> None:
    scratch.command("new", "another", "--set", "surprises=Rain and snow and sun.")
    scratch.command("set", "another", "surprises", "Nothing.")
    scratch.command("set", "another", "surprises", "Sun.")
    folder = scratch.home / "drafts"
    assert DraftFolder(folder).versions("another")
    for path in folder.rglob("*"):
        if path.name != "mine.toml":
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
