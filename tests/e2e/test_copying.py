"""Ctrl+C in every kind of field, and the walk: what reaches the terminal, and the system's own program."""

from __future__ import annotations

from pathlib import Path

from reportwizard.drafts.format.decode import decode
from reportwizard.hand_in.walk import TEST
from support.scratch import Scratch
from support.terminal import Terminal, needs_terminal

pytestmark = needs_terminal

PLAN = "Propose to use them to partially or fully fund a new/future grant request with PO approval"
EXAMPLE = Path(__file__).parents[2] / "drafts" / "example.toml"
REPORT = decode(EXAMPLE.read_bytes(), "example")
RESULTS = str(REPORT.answers["activities_and_results"])


def copied(terminal: Terminal, letters: str, text: str) -> None:
    """Go to a question by a few letters, press Ctrl+C, and see its text reach the terminal."""
    terminal.press("f2")
    terminal.wait_for("something to do")
    terminal.type(letters)
    terminal.press("enter")
    terminal.wait_gone("something to do")
    reaches(terminal, text, "ctrl+c")


def reaches(terminal: Terminal, text: str, *keys: str) -> None:
    terminal.press(*keys)
    terminal.wait_until(lambda: terminal.copied[-1:] == [text], f"{text!r} is copied")


def test_what_is_copied_reaches_the_terminal_and_the_program_of_the_system(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "mine.toml").write_bytes(EXAMPLE.read_bytes())
    (tmp_path / "bin").mkdir()
    pbcopy, xclip = (tmp_path / "bin" / name for name in ("pbcopy", "xclip"))
    for program, script in ((pbcopy, f"/bin/cat > {tmp_path}/taken"), (xclip, "exit 1")):
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o700)
    with scratch.wizard("mine", PATH=str(pbcopy.parent), DISPLAY=":0") as terminal:
        terminal.wait_for("Example: River Stories")
        copied(terminal, "username", "ExampleWriter")
        terminal.wait_for("The text is copied. Paste it where you need it.")
        assert (tmp_path / "taken").read_text("utf-8") == "ExampleWriter"
        pbcopy.unlink()
        copied(terminal, "due date", "30/01/2027")
        terminal.wait_for("xclip did not take it. The text was sent to your terminal.")
        copied(terminal, "10", "188,636.70")
        copied(
            terminal,
            "15",
            "A short list of example reports would help people who write one for the first time.",
        )
        copied(terminal, "people", "20")
        copied(terminal, "13.2", "B. " + PLAN)
        copied(terminal, "14.1", "Yes")
        copied(terminal, "effects of", REPORT.show(REPORT.form.by_id["fund_effects"]))
        terminal.press("f9")
        terminal.wait_for("List of expenses")
        terminal.type("Bus")
        terminal.wait_for("Bus")
        reaches(terminal, "Bus", "ctrl+c")
        terminal.press("f6")
        terminal.wait_for("Copy into the portal")
        reaches(terminal, TEST, "1")
        terminal.paste(TEST)
        terminal.wait_for("Compare these, then press Enter here.")
        reaches(terminal, RESULTS, "enter")
        terminal.wait_for("✓ xclip did not take it. Sent to your terminal.")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    hand_in = decode((tmp_path / "drafts" / "mine.toml").read_bytes(), "mine").hand_in
    assert [one.split()[0] for one in hand_in.ticks] == ["facts"]
    assert hand_in.place == "activities_and_results"
