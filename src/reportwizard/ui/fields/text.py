"""One line of text, and what all one-line controls share."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import BindingType

from reportwizard.forms.form import Question
from reportwizard.kinds.base import Region, Value
from reportwizard.kinds.registry import KINDS
from reportwizard.ui.fields.control import AnswerTyped, Control, ToOffers
from reportwizard.ui.shared.boxes import Box

_WIDTHS = {"text": 60, "money": 24, "count": 20, "date": 20}
"""Cells of a box: as wide as its answer needs."""


class TextControl(Box, Control):
    """One line of text. Enter goes on; ↓ goes to what is offered below."""

    BINDINGS: ClassVar[list[BindingType]] = [("down", "offers")]

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__()
        self.question = question
        self.styles.width = _WIDTHS[question.kind]
        self.styles.max_width = "100%"

    def fill(self, value: Value | None, region: Region) -> None:
        text = "" if value is None else KINDS[self.question.kind].edit_text(value, self.question, region)
        meant = KINDS[self.question.kind].read(self.value, self.question, region).value
        if not (self.has_focus and meant == value):
            self.put_silently(text)

    @on(Box.Changed)
    def _typed(self, event: Box.Changed) -> None:
        event.stop()
        self.post_message(AnswerTyped(event.value))

    @on(Box.Submitted)
    def _entered(self, event: Box.Submitted) -> None:
        event.stop()
        self.post_message(ToOffers(go_on=True))

    def action_offers(self) -> None:
        self.post_message(ToOffers())
