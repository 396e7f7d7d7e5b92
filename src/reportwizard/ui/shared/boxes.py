"""The two boxes that one types into: one line, and a text. Both clean what is pasted, and can undo."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.geometry import Offset, Size
from textual.reactive import Reactive
from textual.widgets import Input, TextArea

from reportwizard.text import clean_line, clean_text
from reportwizard.ui.wizard import Said, SeveralLines

CLEANED = "Hidden control characters in the pasted text were taken out."
_BULLETS = ("• ", "· ", "o\t", "▪ ", "– \t", "•\t", "·\t", "▪\t")


def cleaned(pasted: str) -> tuple[str, str]:
    """Return a pasted text without what a terminal would obey, and words where something was taken out."""
    text = clean_text(pasted)
    plain = unicodedata.normalize("NFC", pasted.replace("\r\n", "\n").replace("\r", "\n"))
    return text, "" if plain == text else CLEANED


def plain_bullets(text: str) -> tuple[str, int]:
    """Return a text with the bullets of word processors as `* `, and how many there were."""
    lines, made = text.split("\n"), 0
    for number, line in enumerate(lines):
        inner = line.lstrip(" \t")
        mark = next((one for one in _BULLETS if inner.startswith(one)), "")
        if mark:
            lines[number] = f"* {inner[len(mark) :].lstrip()}"
            made += 1
    return "\n".join(lines), made


class Box(Input):
    """A box for one line. Several pasted lines are asked about; Ctrl+Z takes back, Ctrl+Y does it again."""

    DEFAULT_CSS = """
    Box {
        height: 1; border: none; border-left: solid $edge; padding: 0 1; background: $raised;
        background-tint: transparent; width: 1fr;
    }
    Box:focus { border: none; border-left: outer $accent; background: $raised; background-tint: transparent; }
    Box > .input--placeholder { color: $quiet; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a", "select_all", show=False),
        Binding("ctrl+z,super+z", "undo", show=False),
        Binding("ctrl+y,ctrl+shift+z", "redo", show=False),
    ]
    MOST = 10_000
    """Characters that one line may hold; more is surely a paste gone wrong."""
    _KEPT = 500
    # Textual lays the whole screen out anew for each letter, as if a box grew with its text.
    virtual_size = Reactive(Size(0, 0))

    def __init__(
        self, value: str = "", *, placeholder: str = "", id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            select_on_focus=False,
            max_length=self.MOST,
            # The kinds say what is wrong; each look of Textual's would style the box anew.
            validate_on=(),
            id=id,
            classes=classes,
        )
        self._past: list[tuple[str, int]] = []
        self._future: list[tuple[str, int]] = []
        self._typing = False

    def put_silently(self, text: str) -> None:
        """Show another text, as it stands in the report: this is no typing, and nothing to take back."""
        if text != self.value:
            with self.prevent(Input.Changed):
                self.value = text
            self._past.clear()
            self._future.clear()
            self.cursor_position = len(text)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part of the text; letters typed one after another are taken back together."""
        typed = len(text) == 1 and start == end and not text.isspace()
        if not (typed and self._typing):
            self._past.append((self.value, self.cursor_position))
            del self._past[: -self._KEPT]
        self._typing = typed
        self._future.clear()
        super().replace(text, start, end)

    def action_undo(self) -> None:
        """Take back what was typed last."""
        self._turn(self._past, self._future)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._turn(self._future, self._past)

    def _turn(self, take: list[tuple[str, int]], keep: list[tuple[str, int]]) -> None:
        if take:
            keep.append((self.value, self.cursor_position))
            self.value, self.cursor_position = take.pop()
            self._typing = False

    def _on_paste(self, event: events.Paste) -> None:
        """Ask about several lines: `Input` itself would keep the first and drop the rest."""
        event.stop()
        event.prevent_default()
        pasted, told = cleaned(event.text)
        if "\n" in pasted.strip():
            lines = [clean_line(line) for line in pasted.split("\n") if line.strip()]
            self.post_message(SeveralLines(lines, partial(self._choose, told)))
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
            self.post_message(Said(told, "look"))
        self._typing = False
        self.replace(line[:room], start, end)


class LongBox(TextArea):
    """A box for a text with paragraphs: soft wrap, Tab goes on, Ctrl+Z takes back."""

    DEFAULT_CSS = """
    LongBox {
        height: 1fr; min-height: 5; border: none; border-left: solid $edge; padding: 0 1;
        background: $raised; background-tint: transparent; width: 1fr; scrollbar-size-vertical: 1;
    }
    LongBox:focus { border: none; border-left: outer $accent; background-tint: transparent; }
    LongBox:light .text-area--cursor { color: $on; background: $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+a", "select_all", show=False)]

    def __init__(
        self, *, wrap: bool = True, placeholder: str = "", id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(
            soft_wrap=wrap,
            tab_behavior="focus",
            max_checkpoints=500,
            highlight_cursor_line=False,
            placeholder=placeholder,
            id=id,
            classes=classes,
        )

    def watch(
        self, obj: DOMNode, attribute_name: str, callback: Callable[..., Any], init: bool = True
    ) -> None:
        """Do not follow the theme of the app, which would keep this box for good; the app tells it."""
        if attribute_name != "theme":
            super().watch(obj, attribute_name, callback, init)

    def put_silently(self, text: str) -> None:
        """Show another text, as it stands in the report; what was typed before can still be taken back."""
        if text == self.text:
            return
        with self.prevent(TextArea.Changed):
            if self.text:
                self.put(text)
            else:
                self.text = text
                # What is typed next goes on where the text ended.
                self.move_cursor(self.document.end)

    def put(self, text: str) -> None:
        """Replace the whole text in one step that undo takes back."""
        self.replace(text, self.document.start, self.document.end, maintain_selection_offset=False)
        self.move_cursor(self.document.end)

    @on(TextArea.Changed)
    def _follow(self) -> None:
        # `TextArea` looks for the cursor before it knows of a line that the last word has begun.
        self.scroll_cursor_visible()

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Bring the cursor into view; not in the middle of an undo, when it stands below the last line."""
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)

    def tidied(self, text: str) -> str:
        """Return a pasted text as it goes in, and say what was changed."""
        text, told = cleaned(text)
        text, bullets = plain_bullets(text)
        if told:
            self.post_message(Said(told, "look"))
        elif bullets:
            s = "s" if bullets > 1 else ""
            were = "were" if bullets > 1 else "was"
            self.post_message(Said(f"{bullets} bullet{s} {were} made plain. Ctrl+Z takes it back."))
        return text

    async def _on_paste(self, event: events.Paste) -> None:
        """Clean a paste before it goes in."""
        event.prevent_default()
        event.stop()
        put = self.replace(self.tidied(event.text), *self.selection, maintain_selection_offset=False)
        self.move_cursor(put.end_location)
