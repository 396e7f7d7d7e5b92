"""Text of any length: a comfortable editor that grows with the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from reportwizard.text import count_words
from reportwizard.ui.fields.control import AnswerTyped, Grew, Line, Remark
from reportwizard.ui.fields.pasting import cleaned
from reportwizard.ui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Reading, Region, Value


# Counting the words of so many characters takes a tenth of a second.
_MOST_COUNTED = 500_000


class LongTextControl(TextBox):
    """A text with paragraphs: word wrap, undo (ctrl+z), redo (ctrl+y), Tab to the next question."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+a", "select_all", "Select all", show=False)]

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__(soft_wrap=True, tab_behavior="focus", max_checkpoints=500, classes="control")
        self.question = question
        # These keys belong to the wizard; the words and lines they select can be selected with shift+arrows.
        for key in ("f6", "f7"):
            self._bindings.key_to_bindings.pop(key, None)
        self.highlight_cursor_line = False

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

    LEAST = 5
    """Rows of an empty text."""

    def on_resize(self) -> None:
        """Fit the height to the text once its width is known."""
        self._fit()

    def _fit(self) -> None:
        """Grow with the text, up to half of the screen; only a real change costs a new layout."""
        frame = self.gutter.height
        most = max(self.LEAST, self.screen.size.height // 2 - frame)
        # The height of a text of many lines is a sum over all of them, which no key should wait for.
        enough = self.document.line_count >= most
        rows = frame + (most if enough else min(max(self.wrapped_document.height + 1, self.LEAST), most))
        height = self.styles.height
        if height is None or height.value != rows:
            self.styles.height = rows
            self.call_after_refresh(self.post_message, Grew())

    def put(self, text: str) -> None:
        """Replace the whole text in one step that undo takes back."""
        self.replace(text, self.document.start, self.document.end, maintain_selection_offset=False)
        self.move_cursor(self.document.end)

    def below(self, value: Value | None, reading: Reading | None, region: Region) -> Line | None:
        """Count the words; of a text that is far too long for any answer, the characters."""
        if value is not None and len(str(value)) > _MOST_COUNTED:
            return Line(f"{len(str(value)):,} characters".replace(",", " "))
        words = count_words(str(value)) if value is not None else 0
        return Line(f"{words:,} {'word' if words == 1 else 'words'}".replace(",", " ")) if words else None

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._fit()
        # `TextArea` looks for the cursor before it knows of a line that the last word has begun.
        self.scroll_cursor_visible()
        self.post_message(AnswerTyped(self.text))

    async def _on_paste(self, event: events.Paste) -> None:
        """Clean a paste before it goes in, and say so where something was taken out."""
        event.prevent_default()
        event.stop()
        if self.read_only:
            return
        text, told = cleaned(event.text)
        if told:
            self.call_after_refresh(self.post_message, Remark(told))
        if result := self._replace_via_keyboard(text, *self.selection):
            self.move_cursor(result.end_location)
            self.focus()
