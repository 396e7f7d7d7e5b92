"""How several pasted lines go into a box of one."""

from __future__ import annotations

from textual.app import App

from reportwizard.ui.dialogs.choose import Choose, Way
from reportwizard.ui.wizard import SeveralLines

_PREVIEW = 44


def ask_about_lines(app: App[None], pasted: SeveralLines) -> None:
    """Ask whether the lines are joined, or the first one is kept."""
    lines = {"join": " ".join(pasted.lines), "first": pasted.lines[0]}
    ways = (
        Way("join", "join them into one line", _short(lines["join"])),
        Way("first", "keep only the first line", _short(lines["first"])),
        Way("none", "paste nothing"),
    )
    words = f"You pasted {len(pasted.lines)} lines. This box holds one line."
    dialog = Choose("How should these lines go in?", words, ways, at_end="join")
    app.push_screen(dialog, lambda way: pasted.take(lines.get(way or "", "")))


def _short(text: str) -> str:
    return text if len(text) <= _PREVIEW else f"{text[: _PREVIEW - 1]}…"
