"""A box for one line of text: it cleans what is pasted, and can undo."""

from __future__ import annotations

import unicodedata
from collections import deque
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from reportwizard.text import clean_line, clean_text
from reportwizard.ui.wizard import MultilinePaste, Notice

CLEANED = "Hidden control characters in the pasted text were taken out."


def clean_paste(pasted: str) -> tuple[str, str]:
    """Return a pasted text without what a terminal would obey, and words where something was taken out."""
    text = clean_text(pasted)
    plain = unicodedata.normalize("NFC", pasted.replace("\r\n", "\n").replace("\r", "\n"))
    return text, "" if plain == text else CLEANED


class Box(Input):
    """A box for one line. Several pasted lines are asked about; Ctrl+Z takes back."""

    DEFAULT_CSS = """
    Box {
        height: 1; border: none; border-left: solid $edge; padding: 0 1; background: $raised;
        background-tint: transparent; width: 1fr;
    }
    Box:focus { border: none; border-left: outer $accent; background: $raised; background-tint: transparent; }
    Box > .input--placeholder { color: $quiet; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+a", "select_all"), ("ctrl+z,super+z", "undo")]
    MOST = 10_000
    """Characters that one line may hold; more is surely a paste gone wrong."""
    # Textual lays the whole screen out again for each letter, as if a box grew with its text.
    virtual_size = Reactive(Size(0, 0))

    def __init__(
        self, value: str = "", *, placeholder: str = "", id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            select_on_focus=False,
            max_length=self.MOST,
            # The kinds say what is wrong; each look of Textual's would style the box again.
            validate_on=(),
            id=id,
            classes=classes,
        )
        self._past = deque[tuple[str, int]](maxlen=500)
        self._typing = False

    def set_value_silently(self, text: str) -> None:
        """Show another text, as it is in the report: this is no typing, and nothing to take back."""
        if text != self.value:
            with self.prevent(Input.Changed):
                self.value = text
            self._past.clear()
            self.cursor_position = len(text)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part of the text; letters typed one after another are taken back together."""
        typed = len(text) == 1 and start == end and not text.isspace()
        if not (typed and self._typing):
            self._past.append((self.value, self.cursor_position))
        self._typing = typed
        super().replace(text, start, end)

    def action_copy(self) -> None:
        """Copy what is selected, else the whole line."""
        self.app.copy_to_clipboard(self.selected_text or self.value)

    def action_undo(self) -> None:
        if self._past:
            self.value, self.cursor_position = self._past.pop()
            self._typing = False

    def _on_paste(self, event: events.Paste) -> None:
        """Ask about several lines: `Input` itself would keep the first and drop the rest."""
        event.stop()
        event.prevent_default()
        pasted, told = clean_paste(event.text)
        if "\n" in pasted.strip():
            lines = [clean_line(line) for line in pasted.split("\n") if line.strip()]
            self.post_message(MultilinePaste(lines, partial(self._choose, told)))
        else:
            self._put(clean_line(pasted), told)

    def _choose(self, told: str, line: str) -> None:
        if line:
            self._put(line, told)
        self.focus()

    def _put(self, line: str, told: str) -> None:
        """Write a line at the cursor, over what is selected; say what was taken out or did not fit."""
        start, end = sorted(self.selection)
        room = max(self.MOST - len(self.value) + (end - start), 0)
        left_out = len(line) - room
        if left_out > 0:
            told = f"{told} The box is full: the last {left_out:,} characters were left out.".strip()
        if told:
            self.post_message(Notice(told, "look"))
        self._typing = False
        self.replace(line[:room], start, end)
