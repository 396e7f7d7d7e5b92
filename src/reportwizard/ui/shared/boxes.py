"""A text box for one line, with undo; pasted text is cleaned."""

from __future__ import annotations

import unicodedata
from collections import deque
from functools import partial
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input

from reportwizard.text import clean_line, clean_text, pluralize
from reportwizard.ui.shared.drawing import sign
from reportwizard.ui.wizard import wizard

_CLEANED = "Hidden control characters in the pasted text were removed."


def clean_paste(pasted: str) -> tuple[str, str]:
    """Return pasted text without control characters, and a notice if there were any."""
    text = clean_text(pasted)
    normalized = unicodedata.normalize("NFC", pasted.replace("\r\n", "\n").replace("\r", "\n"))
    return text, "" if normalized == text else _CLEANED


class Box(Input):
    """A text box for one line. It asks how several pasted lines go in."""

    DEFAULT_CSS = """
    Box {
        height: 1; border: none; border-left: solid $edge; padding: 0 1; background: $raised;
        background-tint: transparent; width: 1fr;
    }
    Box:focus { border: none; border-left: outer $accent; background: $raised; background-tint: transparent; }
    Box > .input--placeholder { color: $quiet; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+a", "select_all"), ("ctrl+z,super+z", "undo")]
    LIMIT = 10_000
    """In characters; more is a paste gone wrong."""
    # Textual's own reactive lays out the whole screen again for each letter.
    virtual_size = Reactive(Size(0, 0))

    def __init__(
        self, value: str = "", *, placeholder: str = "", id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            select_on_focus=False,
            max_length=self.LIMIT,
            # Each validation would style the box again.
            validate_on=(),
            id=id,
            classes=classes,
        )
        self._undo_stack = deque[tuple[str, int]](maxlen=500)
        self._is_typing = False

    def set_value_silently(self, text: str, *, can_undo: bool = False) -> None:
        """Replace the text without a `Changed` message. Undo brings back what was there, or nothing."""
        if text != self.value:
            before = [(self.value, self.cursor_position)] if can_undo and self.value else []
            if can_undo and self._undo_stack and self._undo_stack[-1][0] == text:
                before = [*self._undo_stack][:-1]  # it was taken back
            self._undo_stack = deque(before, maxlen=500)
            with self.prevent(Input.Changed):
                self.value = text
            self.cursor_position = len(text)
            self._show_cursor()

    def _show_cursor(self) -> None:
        """Show the text around the cursor; of a box that is not being typed in, its beginning."""
        if self.has_focus:
            self._watch_selection(self.selection)
        elif self.app.app_focus:
            self.scroll_to(x=0, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        """Draw the text; of one that is cut while nobody types in it, the sign of that at its end."""
        strip, width = super().render_line(y), self.scrollable_content_region.width
        if y or self.has_focus or not self.value or not 0 < width < self.content_width - 1:
            return strip
        return Strip([*strip.crop(0, width - 1), Segment(f"{sign('cut')} ", self.rich_style)])

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        # Later: a click means a letter as it was shown.
        self.call_later(self._show_cursor)

    def on_resize(self) -> None:
        self.scroll_to(x=0, animate=False, force=True, immediate=True)
        self._show_cursor()

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part of the text; letters typed in a row are one undo step."""
        is_typing = len(text) == 1 and start == end and not text.isspace()
        if not (is_typing and self._is_typing):
            self._undo_stack.append((self.value, self.cursor_position))
        self._is_typing = is_typing
        super().replace(text, start, end)

    def action_copy(self) -> None:
        """Copy the selection, or the whole line."""
        self.app.copy_to_clipboard(self.selected_text or self.value)

    def action_undo(self) -> None:
        if self._undo_stack:
            self.value, self.cursor_position = self._undo_stack.pop()
            self._is_typing = False

    def _on_paste(self, event: events.Paste) -> None:
        """Ask about several lines: `Input` would drop all but the first."""
        event.stop().prevent_default()
        pasted, notice = clean_paste(event.text)
        if "\n" in pasted.strip():
            lines = [clean_line(line) for line in pasted.split("\n") if line.strip()]
            wizard(self).ask_about_lines(lines, partial(self._insert_chosen, notice))
        else:
            self._insert(clean_line(pasted), notice)

    def _insert_chosen(self, notice: str, line: str) -> None:
        if line:
            self._insert(line, notice)
        self.focus()

    def _insert(self, line: str, notice: str) -> None:
        start, end = sorted(self.selection)
        space = max(self.LIMIT - len(self.value) + (end - start), 0)
        left_out = len(line) - space
        if left_out > 0:
            last = pluralize(left_out, "character was", "characters were")
            notice = f"{notice} The box is full: the last {last} left out.".strip()
        if notice:
            wizard(self).say(notice, "look")
        self._is_typing = False
        self.replace(line[:space], start, end)
