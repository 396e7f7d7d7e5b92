"""A disk that never answers, such as a lost network drive: the words are safe, and the program ends."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from support.scratch import Scratch
from support.terminal import needs_terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_terminal

WIZARD = """
import sys, threading
from pathlib import Path
from reportwizard import cli
from reportwizard.files import Files
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ui.app import WizardApp

class Away(Files):
    def create(self, path):
        threading.Event().wait()

WizardApp(DraftFolder(Path(sys.argv[1]), files=Away()), draft="mine", locale="en").run()
cli._end(0)
"""


def test_the_program_ends_and_the_words_are_in_the_second_place(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    scratch.lay("mine", project_title="Before")
    with scratch.wizard("-c", WIZARD, str(scratch.home / "drafts")) as terminal:
        terminal.wait_for("Your Wikimedia username")
        terminal.type("Somebody")
        terminal.wait_for("does not answer")
        terminal.press("ctrl+q")
        terminal.wait_for("leave anyway")
        terminal.press("enter")
        assert terminal.wait_exit() == 0
    (copy,) = (scratch.home / "state" / "rescue").rglob("*.toml")
    assert tomllib.loads(copy.read_text("utf-8"))["answers"]["applicant_username"] == "Somebody"
