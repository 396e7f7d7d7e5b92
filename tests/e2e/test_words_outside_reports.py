"""Words that stand in no report, in a real terminal that is killed: a reason, and a page for Import."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportwizard.drafts.store.folder import DraftFolder
from support.desk import Desk
from support.nasty import complete_report
from support.terminal import needs_terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_terminal

STORY = "activities_and_results"


def kept(home: Path) -> str:
    """All that stands in the state folder, read by an independent reader."""
    return "\n".join(path.read_text("utf-8") for path in (home / "state").rglob("*.txt"))


def test_a_reason_and_a_page_survive_a_kill(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "drafts").mkdir()
    report = complete_report().with_answer(STORY, "The audience consisted of 27 people.")
    DraftFolder(tmp_path / "drafts").save("mine", replace(report, last_question=STORY))

    def kill_it(words: str) -> None:
        terminal.wait_for(words)
        terminal.wait_until(lambda: words in kept(tmp_path), "the words are kept")
        terminal.kill(9)
        assert terminal.wait_exit() == -9

    def ask_reason() -> None:
        terminal.wait_for("The audience consisted of 27 people")
        terminal.press("ctrl+r")
        terminal.wait_for("Set this aside")

    with desk.wizard("mine") as terminal:
        ask_reason()
        terminal.type("They came for lunch only")
        kill_it("They came for lunch only")
    with desk.wizard() as terminal:
        terminal.wait_for("Import a page")
        terminal.press("i")
        terminal.wait_for("copy it, paste it here")
        terminal.paste("The river page\nwith two lines")
        kill_it("with two lines")
    with desk.wizard("mine") as terminal:
        ask_reason()
        terminal.wait_for("They came for lunch only")
        terminal.press("enter")
        terminal.wait_for("Set aside. The same key")
        terminal.press("esc")
        terminal.wait_for("Import a page")
        terminal.press("i")
        terminal.wait_for("Your page from the last time")
        terminal.wait_for("with two lines")
