"""The list of expenses in a real terminal: killed while a line is written, and keys that come in one go."""

from __future__ import annotations

import time
import tomllib
from typing import TYPE_CHECKING, Any

from support.drafts import a_draft
from support.scratch import Scratch
from support.terminal import Terminal, needs_terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_terminal


def list_of_expenses(home: Path) -> Terminal:
    """Start the wizard on a draft, and open its list of expenses."""
    folder = home / "drafts"
    folder.mkdir(exist_ok=True)
    if not (folder / "mine.toml").exists():
        (folder / "mine.toml").write_bytes(a_draft(project_title="Before"))
    terminal = Scratch(home).wizard("mine")
    terminal.wait_for("Your project")
    terminal.press("f9")
    terminal.wait_for("One line for each thing you paid")
    return terminal


def expenses(home: Path) -> list[dict[str, Any]]:
    """The expenses of the draft, read by an independent reader."""
    text = (home / "drafts" / "mine.toml").read_text("utf-8")
    return list(tomllib.loads(text).get("expenses", []))


def test_a_line_that_is_being_written_survives_a_kill(tmp_path: Path) -> None:
    with list_of_expenses(tmp_path) as terminal:
        terminal.press("tab")
        terminal.type("Bus tickets")
        terminal.wait_for("Bus tickets")
        terminal.wait_until(lambda: expenses(tmp_path) != [], "the draft holds the expense")
        time.sleep(1.5)
        terminal.kill(9)
        assert terminal.wait_exit() == -9
    assert expenses(tmp_path) == [{"what": "Bus tickets"}]


def test_lines_that_come_in_one_go_are_written_box_by_box(tmp_path: Path) -> None:
    with list_of_expenses(tmp_path) as terminal:
        terminal.type("\tBus\tTravel\t5 USD\r\tTea\ttr\t7 USD\r")
        terminal.wait_for("2 lines")
        terminal.press("ctrl+s")
        terminal.wait_until(lambda: len(expenses(tmp_path)) == 2, "both lines are kept")
    assert [(one["what"], one["category"]) for one in expenses(tmp_path)] == [
        ("Bus", "Travel"),
        ("Tea", "Travel"),
    ]
