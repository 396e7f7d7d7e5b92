"""Text of any length: a box that takes all the rows that are left on the page."""

from __future__ import annotations

from textual import on
from textual.widgets import TextArea

from reportwizard.forms.form import Question
from reportwizard.kinds.base import Region, Value
from reportwizard.text import count_words
from reportwizard.ui.fields.control import AnswerTyped, Control
from reportwizard.ui.shared.boxes import LongBox

# Counting the words of so many characters takes a tenth of a second.
_MOST_COUNTED = 500_000


class LongTextControl(LongBox, Control):
    """A text with paragraphs. Tab goes on; Enter is a new line."""

    fills = True

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__()
        self.question = question

    def fill(self, value: Value | None, region: Region) -> None:
        """Show a stored answer; an answer that changed while shown keeps the undo history."""
        self.put_silently("" if value is None else str(getattr(value, "text", value)))

    def count(self, value: Value | None) -> str:
        """Count the words and, where they matter, the links; of a text far too long, the characters."""
        text = "" if value is None else str(value)
        if len(text) > _MOST_COUNTED:
            return f"{len(text):,} characters".replace(",", " ")
        words = count_words(text)
        counted = [f"{words:,} {'word' if words == 1 else 'words'}".replace(",", " ")] if words else []
        if self.question.links and text:
            from reportwizard.report.links import split_links

            links = sum(bool(link) for _, link in split_links(text))
            counted.append(f"{links} {'link' if links == 1 else 'links'}")
        return " · ".join(counted)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(AnswerTyped(self.text))
