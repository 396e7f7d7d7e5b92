"""What happens to a pasted text: it is cleaned first, and asked about where it does not fit one line."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from reportwizard.text import clean_line, clean_text
from reportwizard.ui.fields.options import Pick

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

CLEANED = "Hidden control characters in the pasted text were taken out."

_PREVIEW = 60


def cleaned(pasted: str) -> tuple[str, str]:
    """Return a pasted text without what a terminal would obey, and words where something was taken out."""
    text = clean_text(pasted)
    plain = unicodedata.normalize("NFC", pasted.replace("\r\n", "\n").replace("\r", "\n"))
    return text, "" if plain == text else CLEANED


def ask_about_lines(widget: Widget, text: str, take: Callable[[str], None]) -> None:
    """Ask how several lines go into a field of one; `take` gets that line, unless nothing is wanted.

    Then `widget` has the focus again.
    """
    from reportwizard.ui.screens.dialogs import Choose

    lines = [clean_line(line) for line in text.split("\n") if line.strip()]
    joined = " ".join(lines)

    def answered(choice: str | None) -> None:
        if choice in ("join", "first"):
            take(joined if choice == "join" else lines[0])
        widget.focus()

    picks = (
        Pick("join", "Join them into one line", "1", _short(joined)),
        Pick("first", "Keep only the first line", "2", _short(lines[0])),
        Pick("none", "Paste nothing", "3"),
    )
    words = [f"You pasted {len(lines)} lines. This field holds one line."]
    widget.app.push_screen(Choose("How should these lines go in?", words, picks, at_end="join"), answered)


def _short(text: str) -> str:
    return text if len(text) <= _PREVIEW else f"{text[: _PREVIEW - 2]} …"
