"""Amounts, counts and dates: one line each, with how they were read right of the box."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from reportwizard.kinds.base import Typed
from reportwizard.kinds.money import currency_of
from reportwizard.money.amount import Amount
from reportwizard.ui.fields.text import TextControl
from reportwizard.ui.shared.drawing import plain
from reportwizard.ui.shared.signs import sign

if TYPE_CHECKING:
    from reportwizard.kinds.base import Reading, Region, Value


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

    WIDTH = 24
    MOST = 500
    ASKED = "which one do you mean"

    def read_back(self, value: Value | None, reading: Reading | None, region: Region) -> Content | None:
        """Say how it was read, that it is unclear, or that it cannot be read."""
        if isinstance(value, Typed):
            problem = reading.problems[0] if reading and reading.problems else None
            if problem is not None and problem.choices:
                return Content.styled(f"{sign('ask')} {self.ASKED}", "$fix bold")
            return Content()
        return self.shown(value, region) if value is not None else Content()

    def shown(self, value: Value, region: Region) -> Content:
        """Return how a value was read, where more can be said than what was typed."""
        return Content()


class MoneyControl(NumberControl):
    """An amount. Its currency stands at the right end of the box; any way of writing numbers is read."""

    ASKED = "which amount do you mean"

    def unit(self, region: Region) -> str:
        """Return the code of the currency that this box is for."""
        return currency_of(self.question, region) or "?"

    def shown(self, value: Value, region: Region) -> Content:
        """The amount as it will be shown, and about how much that is."""
        if not isinstance(value, Amount):
            return Content()
        from reportwizard.money.showing import about_words, show_amount

        return read_as(show_amount(value, region.locale), about_words(value.value))


class CountControl(NumberControl):
    """A whole number."""

    WIDTH = 20

    def shown(self, value: Value, region: Region) -> Content:
        """The number as it will be shown."""
        from reportwizard.kinds.count import show

        return read_as(show(value, self.question, region))


class DateControl(NumberControl):
    """A date, in the order that the applicant is used to, read back in words."""

    WIDTH = 20
    ASKED = "which day do you mean"

    def shown(self, value: Value, region: Region) -> Content:
        """The day in words."""
        if not isinstance(value, date):
            return Content()
        from reportwizard.money.days import read_back

        return read_as(read_back(value))
