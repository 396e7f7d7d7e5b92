"""Amounts, counts and dates: one line each, read back below while it is typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportwizard.checks.money.figures import IN_USD, PAIRED, rate_beside
from reportwizard.money.amount import Amount
from reportwizard.ui.fields.control import Line
from reportwizard.ui.fields.text import TextControl

if TYPE_CHECKING:
    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Reading, Region, Value
    from reportwizard.report.report import Report


class MoneyControl(TextControl):
    """An amount. Its currency stands at the right end of the field; any way of writing numbers is read."""

    MOST = 500

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__(question, region)
        self.add_class("short")
        self.others = (PAIRED[question.role], IN_USD) if question.role in PAIRED else ()
        self._rate: Amount | None = None

    def look(self, report: Report) -> None:
        """Take the rate of this amount and the same one in the other currency."""
        self._rate = rate_beside(report, self.question.id)

    def unit(self, region: Region) -> str:
        """Return the code of the currency that this box is for."""
        code = region.currency if self.question.currency == "local" else self.question.currency
        return code or "local currency not chosen yet"

    def below(self, value: Value | None, reading: Reading | None, region: Region) -> Line | None:
        """Say how the amount was read: as it will be shown, as the portal takes it, and at which rate."""
        if not isinstance(value, Amount):
            return None
        from reportwizard.money.showing import read_back

        return Line(read_back(value, region.locale, self._rate), "good")


class CountControl(TextControl):
    """A whole number."""

    MOST = 500

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__(question, region)
        self.add_class("short")


class DateControl(TextControl):
    """A date, in the order that the applicant is used to; read back with the month's name."""

    MOST = 500

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__(question, region)
        self.add_class("short")
        self.placeholder = "for example 3 October 2026"

    def below(self, value: Value | None, reading: Reading | None, region: Region) -> Line | None:
        """Say the date in words."""
        if not isinstance(value, date):
            return None
        from reportwizard.money.days import read_back

        return Line(read_back(value), "good")
