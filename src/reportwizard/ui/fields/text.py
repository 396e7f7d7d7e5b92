"""One line of text, and what all one-line controls share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.widgets import Input

from reportwizard.kinds.registry import KINDS
from reportwizard.text import clean_line, clean_text
from reportwizard.ui.fields.control import AnswerTyped, Line, Remark

if TYPE_CHECKING:
    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Reading, Region, Value


class TextControl(Input):
    """One line of text. A paste of several lines is joined, and the applicant is told."""

    MOST = 10_000
    """Characters that one line may hold; more is surely a paste gone wrong."""

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__(select_on_focus=False, max_length=self.MOST, classes="control")
        self.question = question

    def fill(self, value: Value | None, region: Region) -> None:
        """Show a stored answer."""
        text = "" if value is None else KINDS[self.question.kind].edit_text(value, self.question, region)
        if text != self.value:
            with self.prevent(Input.Changed):
                self.value = text

    def below(self, value: Value | None, reading: Reading | None, region: Region) -> Line | None:
        """A plain text needs no read-back."""
        return None

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(AnswerTyped(event.value))

    def _on_paste(self, event: events.Paste) -> None:
        """Join the lines of a paste: `Input` itself would keep the first and drop the rest."""
        event.stop()
        event.prevent_default()
        pasted = clean_text(event.text).strip("\n")
        start, end = sorted(self.selection)
        line, cut = fitted(clean_line(pasted), self.MOST - len(self.value) + (end - start))
        told = [cut] if cut else []
        if "\n" in pasted:
            count = pasted.count("\n") + 1
            told.insert(0, f"{count} lines were pasted; they are joined into one line here.")
        if told:
            self.call_after_refresh(self.post_message, Remark(" ".join(told)))
        self.replace(line, start, end)


def fitted(text: str, room: int) -> tuple[str, str]:
    """Return the beginning of a text that fits into so many characters, and words about what does not."""
    room = max(room, 0)
    left_out = len(text) - room
    if left_out <= 0:
        return text, ""
    return text[
        :room
    ], f"The text is too long for this field: its last {left_out:,} characters were left out."
