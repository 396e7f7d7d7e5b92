"""Text of any length: a box that takes all the rows that are left on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.geometry import Offset
from textual.widgets import TextArea

from reportwizard.checks.finding import Finding
from reportwizard.forms.form import Question
from reportwizard.kinds.values import Region, Value
from reportwizard.text import count_words, pluralize
from reportwizard.ui.fields.control import AnswerTyped, Control
from reportwizard.ui.shared.boxes import clean_paste
from reportwizard.ui.wizard import wizard

# Counting the words of so many characters takes a tenth of a second.
_MAX_COUNTED = 500_000
# As word processors write them; in the portal and on wikis a list begins with `*`.
_BULLET = re.compile(r"^[ \t]*(?:[•·▪][ \t]|o\t|– \t)[^\S\n]*", re.MULTILINE)


class LongTextControl(TextArea, Control):
    """A text with paragraphs. Enter is a new line, Tab goes on, Ctrl+Z takes back; a paste is cleaned."""

    DEFAULT_CSS = """
    LongTextControl {
        height: 1fr; min-height: 5; border: none; border-left: solid $edge; padding: 0 0 0 1;
        background: $raised; background-tint: transparent; width: 1fr; scrollbar-size-vertical: 1;
    }
    LongTextControl:focus { border: none; border-left: outer $accent; background-tint: transparent; }
    LongTextControl:light .text-area--cursor { color: $on; background: $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+a", "select_all"),
        ("ctrl+home", "edge(False, False)"),
        ("ctrl+end", "edge(True, False)"),
        ("ctrl+shift+home", "edge(False, True)"),
        ("ctrl+shift+end", "edge(True, True)"),
    ]
    fills = True

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__(
            soft_wrap=True, tab_behavior="focus", max_checkpoints=500, highlight_cursor_line=False
        )
        self.question = question

    def watch(
        self, obj: DOMNode, attribute_name: str, callback: Callable[..., Any], init: bool = True
    ) -> None:
        """Do not subscribe to the theme of the app, which would keep this box alive; the app passes it on."""
        if attribute_name != "theme":
            super().watch(obj, attribute_name, callback, init)

    def fill(self, value: Value | None, region: Region) -> None:
        """Show a stored answer; an answer that changed while shown keeps the undo history."""
        text = "" if value is None else str(getattr(value, "text", value))
        if text == self.text:
            return
        with self.prevent(TextArea.Changed):
            if self.text:
                self.put(text)
            else:
                self.text = text
                # What is typed next goes on where the text ended.
                self.move_cursor(self.document.end)

    def undo_history(self) -> Any:
        return self.text, self.history

    def resume_undo(self, history: Any) -> None:
        if history[0] == self.text:
            self.history = history[1]

    def put(self, text: str) -> None:
        """Replace the whole text in one step that undo takes back."""
        self.replace(text, self.document.start, self.document.end, maintain_selection_offset=False)
        self.move_cursor(self.document.end)

    def action_edge(self, end: bool, select: bool) -> None:
        self.move_cursor(self.document.end if end else self.document.start, select=select)

    def go_to_finding(self, finding: Finding) -> None:
        if found := next((words for words in finding.words if words in self.text), ""):
            before = self.text.partition(found)[0]
            self.move_cursor((before.count("\n"), len(before.rpartition("\n")[2])))
            self.call_after_refresh(self.scroll_cursor_visible)

    def count(self, value: Value | None) -> str:
        """Count the words and, where they matter, the links; of a text far too long, the characters."""
        text = "" if value is None else str(value)
        if len(text) > _MAX_COUNTED:
            return f"{len(text):,} characters".replace(",", " ")
        pieces = [(text, "")]
        if self.question.links:
            from reportwizard.report.links import split_links

            pieces = list(split_links(text))
        words = sum(count_words(piece) for piece, _ in pieces)
        counts = [pluralize(words, "word").replace(",", " ")] if words else []
        if self.question.links and text:
            counts.append(pluralize(sum(bool(link) for _, link in pieces), "link"))
        return " · ".join(counts)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        # `TextArea` looks for the cursor before it knows of a line that the last word has begun.
        self.scroll_cursor_visible()
        self.post_message(AnswerTyped(self.text))

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Bring the cursor into view; not in the middle of an undo, when it is below the last line."""
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop().prevent_default()
        text, notice = clean_paste(event.text)
        text, bullets = _BULLET.subn("* ", text)
        if notice:
            wizard(self).say(notice, "look")
        elif bullets:
            replaced = pluralize(bullets, "bullet was", "bullets were")
            wizard(self).say(f"{replaced} made plain. Ctrl+Z takes it back.")
        edit = self.replace(text, *self.selection, maintain_selection_offset=False)
        self.move_cursor(edit.end_location)
