"""Boxes of one line: a text, and an amount, a count or a day with how it was read right of the box."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content

from reportwizard.forms.form import Question
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Reading, Region, Typed, Value
from reportwizard.money import days
from reportwizard.money.amount import Amount
from reportwizard.money.showing import approximate_magnitude, show_amount
from reportwizard.ui.fields.control import AnswerTyped, Control, FocusOffers
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.drawing import plain, sign

_WIDTHS = {"money": 25, "count": 20, "date": 20}


def read_as(text: str, remark: str = "") -> Content:
    """Return how an answer was read: `= 7,043.30 PEN  about 7 thousand`."""
    read = Content.assemble((f"{sign('read')} ", "$good bold"), plain(text, "$good bold"))
    return Content.assemble(read, "  ", (remark, "$quiet")) if remark else read


class TextControl(Box, Control):
    """One line of text. Enter goes on; ↓ goes to what is offered below."""

    DEFAULT_CSS = """
    TextControl { max-width: 60; }
    NumberControl { max-width: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("down", "offers")]

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__()
        self.question = question
        if question.kind in _WIDTHS:
            self.styles.width = _WIDTHS[question.kind]

    def fill(self, value: Value | None, region: Region) -> None:
        kind = KINDS[self.question.kind]
        if not (self.has_focus and kind.read(self.value, self.question, region).value == value):
            text = "" if value is None else kind.edit_text(value, self.question, region)
            self.set_value_silently(text, can_undo=True)

    @on(Box.Changed)
    def _typed(self, event: Box.Changed) -> None:
        event.stop()
        self.post_message(AnswerTyped(event.value))

    @on(Box.Submitted)
    def _entered(self, event: Box.Submitted) -> None:
        event.stop()
        self.post_message(FocusOffers(go_on=True))

    def action_offers(self) -> None:
        self.post_message(FocusOffers())


class NumberControl(TextControl):
    """A box whose answer is more than its letters: an unclear one is asked about, right of the box."""

    LIMIT = 500

    def read_back(self, value: Value | None, reading: Reading | None, region: Region) -> Content:
        if isinstance(value, Typed) and reading and reading.problems and reading.problems[0].choices:
            asked = {"money": "amount", "count": "one", "date": "day"}[self.question.kind]
            return Content.styled(f"{sign('ask')} which {asked} do you mean (F4)", "$fix bold")
        if isinstance(value, Amount):
            about = approximate_magnitude(value.value, region.locale)
            return read_as(show_amount(value, region.locale), about)
        if isinstance(value, date):
            return read_as(days.english_date(value), days.weekday_phrase(value))
        if isinstance(value, int):
            return read_as(KINDS["count"].show(value, self.question, region))
        return Content()
