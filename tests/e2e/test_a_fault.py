"""A fault in the program itself: the words are saved before it ends, and its status is not 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.scratch import Scratch
from support.terminal import needs_terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_terminal

IN_A_SCREEN = """
from reportwizard.cli import main
from reportwizard.ui.report.screen import ReportScreen

ReportScreen.action_help = lambda self: 1 / 0
main()
"""

IN_THE_INPUT_THREAD = """
from reportwizard.cli import main
from reportwizard.ui.terminal.key_reports import KeyReports

KeyReports.read = lambda self, sequence: 1 / 0 if sequence.endswith("OP") else []
main()
"""


@pytest.mark.parametrize("faulty", [IN_A_SCREEN, IN_THE_INPUT_THREAD])
def test_the_wizard_ends_with_a_status_after_the_last_save(tmp_path: Path, faulty: str) -> None:
    scratch = Scratch(tmp_path)
    scratch.lay("mine", project_title="Camp")
    with scratch.wizard("-c", faulty, "mine") as wizard:
        wizard.wait_for("Your Wikimedia username")
        wizard.type("Some")
        wizard.wait_for("Some")
        wizard.type("\x1bOP")
        assert wizard.wait_exit() == 70
        assert "To go on, start reportwizard again" in wizard.text.replace("\n", "")
        assert "ZeroDivisionError" not in wizard.text
    (report,) = tmp_path.rglob("faults/*.txt")
    assert "\nZeroDivisionError\n" in (text := report.read_text("utf-8"))
    assert "reportwizard/" in text
    assert "Some" not in text
    assert scratch.answers() == {"project_title": "Camp", "applicant_username": "Some"}
