"""One line of text, and what all one-line controls share."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from reportwizard.kinds.registry import KINDS
from reportwizard.text import clean_line
from reportwizard.ui.fields.control import AnswerTyped, Line, Remark
from reportwizard.ui.fields.pasting import ask_about_lines, cleaned

if TYPE_CHECKING:
    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Reading, Region, Value


class TextControl(Input):
    """One line of text. A paste of several lines is asked about."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+a", "select_all", "Select all", show=False)]
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
        """Ask about several lines: `Input` itself would keep the first and drop the rest."""
        event.stop()
        event.prevent_default()
        pasted, told = cleaned(event.text)
        if "\n" in pasted.strip():
            ask_about_lines(self, pasted, lambda line: self._put(line, told))
        else:
            self._put(clean_line(pasted), told)

    def _put(self, line: str, told: str) -> None:
        """Write a line at the cursor, over what is selected; say what was taken out or did not fit."""
        start, end = sorted(self.selection)
        line, cut = fitted(line, self.MOST - len(self.value) + (end - start))
        if told or cut:
            self.call_after_refresh(self.post_message, Remark(f"{told} {cut}".strip()))
        self.replace(line, start, end)


def fitted(text: str, room: int) -> tuple[str, str]:
    """Return the beginning of a text that fits into so many characters, and words about what does not."""
    room = max(room, 0)
    left_out = len(text) - room
    if left_out <= 0:
        return text, ""
    return text[:room], f"This field is full: the last {left_out:,} characters were left out."
