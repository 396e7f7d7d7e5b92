"""Amounts, counts and dates: one line each, with how they were read right of the box."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from reportwizard.kinds import count
from reportwizard.kinds.base import Reading, Region, Typed, Value
from reportwizard.money import days
from reportwizard.money.amount import Amount
from reportwizard.money.showing import about_words, show_amount
from reportwizard.ui.fields.text import TextControl
from reportwizard.ui.shared.drawing import plain
from reportwizard.ui.shared.signs import sign

_ASKED = {"money": "amount", "count": "one", "date": "day"}


def read_as(words: str, remark: str = "") -> Content:
    """Return how an answer was read: `= 7,043.30 PEN  about 7 thousand`."""
    return Content.assemble(
        (f"{sign('read')} ", "$good bold"),
        plain(words, "$good bold"),
        "  " if remark else "",
        (remark, "$quiet"),
    )


class NumberControl(TextControl):
    """A box whose answer is more than its letters: an unclear one is asked about, right of the box."""

    MOST = 500

    def read_back(self, value: Value | None, reading: Reading | None, region: Region) -> Content:
        """Say how it was read, or that it is unclear."""
        unclear = isinstance(value, Typed) and reading and reading.problems and reading.problems[0].choices
        if unclear:
            words = f"{sign('ask')} which {_ASKED[self.question.kind]} do you mean"
            return Content.styled(words, "$fix bold")
        if isinstance(value, Amount):
            return read_as(show_amount(value, region.locale), about_words(value.value))
        if isinstance(value, date):
            return read_as(days.in_english(value), days.weekday(value))
        return read_as(count.show(value, self.question, region)) if isinstance(value, int) else Content()
