"""The wizard as somebody uses it: a real terminal, real keys, killed without warning, started again."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from support.scratch import Scratch
from support.terminal import needs_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from support.terminal import Terminal

pytestmark = needs_terminal


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return Scratch(tmp_path)


def go_to(terminal: Terminal, letters: str, name: str) -> None:
    """Jump to a question by a few letters of it."""
    terminal.press("f2")
    terminal.wait_for("something to do")
    terminal.type(letters)
    terminal.wait_for(name)
    terminal.press("enter")
    terminal.wait_gone("something to do")


def test_a_report_survives_being_killed(scratch: Scratch) -> None:
    with scratch.wizard() as terminal:
        terminal.wait_for("Begin my report")
        terminal.press("enter")
        terminal.wait_for("A title and a currency")
        terminal.type("Steppe photo walk")
        terminal.press("enter")
        terminal.type("tenge")
        terminal.wait_for("KZT · Kazakhstani tenge")
        terminal.press("enter", "enter")
        terminal.wait_for("Your project")

        go_to(terminal, "activities", "Activities")
        terminal.type("We walked.\nWe took pictures.")
        go_to(terminal, "10", "Spent")
        terminal.type("1 046 956,78")
        terminal.wait_for("about 1 million")
        go_to(terminal, "people", "People")
        terminal.type("32")
        terminal.press("tab")
        terminal.type("33")
        terminal.press("tab")
        go_to(terminal, "effects", "Effects")
        terminal.press("2", "1")
        go_to(terminal, "13", "Unspent")
        terminal.press("2")
        time.sleep(2)
        terminal.kill(9)
        assert terminal.wait_exit() == -9

    answers = scratch.answers()
    assert answers["project_title"] == "Steppe photo walk"
    assert answers["activities_and_results"] == "We walked.\nWe took pictures."
    assert answers["spent_local"] == {"amount": "1046956.78", "currency": "KZT"}
    assert answers["people_metrics"]["participants"] == {"target": 32, "result": 33}
    assert list(answers["fund_effects"].values()) == ["agree", "strongly_agree"]
    assert answers["has_unspent_funds"] is False

    (draft,) = scratch.drafts()
    with scratch.wizard(draft.stem) as terminal:
        terminal.wait_for("13  Unspent funds")
        terminal.press("f5")
        terminal.wait_for("5 of 20 answers")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert scratch.answers() == answers

    target = scratch.home / "report.txt"
    scratch.command("export", draft.stem, "--to", "text", "--unfinished", "-o", str(target))
    text = target.read_text("utf-8")
    assert "We walked.\nWe took pictures." in text
    assert "1046956.78 KZT" in text
    shown = json.loads(scratch.command("show", draft.stem, "--json"))
    assert shown["answers"]["people_metrics"] == {"participants": {"target": 32, "result": 33}}


def test_lines_stay_whole_where_python_would_write_ascii(scratch: Scratch) -> None:
    scratch.lay("mine", project_title="Қысқы мектеп")
    scratch.environment["PYTHONIOENCODING"] = "ascii"
    with scratch.wizard("mine") as terminal:
        terminal.wait_for("Қысқы мектеп")
        terminal.wait_for("Your project")
        assert "\\u" not in terminal.text
