"""The amounts of a report that belong together: what was awarded and what was spent, in two currencies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from reportwizard.checks.texts import day_at, id_at
from reportwizard.forms.form import Question
from reportwizard.kinds.money import currency_of
from reportwizard.kinds.values import Plain
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import find_currency, rounded
from reportwizard.money.numerals import decimal_places
from reportwizard.money.showing import show_amount
from reportwizard.report.report import Report

USD = "USD"
AWARDED, AWARDED_LOCAL = "money.awarded", "money.awarded.local"
SPENT, SPENT_LOCAL = "money.spent", "money.spent.local"
"""The role of the question that asks for the same sum in the other currency."""

UNSPENT, CHANGES, EXPLANATION = "money.unspent", "money.changes", "money.unspent.text"

# What `read_amount` takes at most, with as many decimals as a spreadsheet gives; a draft may hold anything.
_LARGEST = Decimal(10) ** 15
_MOST_PLACES = 13
_RATE_SLACK = Decimal("0.01")


class Pair(NamedTuple):
    """One sum in US dollars and in the local currency, and the ids of the questions that ask for it.

    An id is empty if the form does not ask. Where a form asks for one currency only, `usd` is in that one.
    `days` are the first and the last day of the project: they choose the rates to compare with.
    """

    usd: Amount | None
    local: Amount | None
    usd_id: str
    local_id: str
    days: tuple[date | None, date | None] = (None, None)

    @property
    def rate(self) -> Decimal | None:
        """Units of the local currency for 1 US dollar; None if an amount is missing or 0."""
        usd, local = self.usd, self.local
        if usd is None or local is None or not usd.value or not local.value or usd.currency != USD:
            return None
        return local.value / usd.value

    def in_local(self, dollars: Amount) -> Amount | None:
        """Return US dollars in the local currency, at the rate of this sum; None if that is not known."""
        if self.rate is None or self.local is None:
            return None
        return Amount(rounded(dollars.value * self.rate, self.local.currency), self.local.currency)


class Figures(NamedTuple):
    """What was awarded and what was spent, and whether the fund is in US dollars (None: not said)."""

    awarded: Pair
    spent: Pair
    in_usd: bool | None = None

    @property
    def left_usd(self) -> Remainder | None:
        """What is left in US dollars; None if a figure is missing."""
        return left_in(self.awarded.usd, self.spent.usd)

    @property
    def left_local(self) -> Remainder | None:
        """What is left in local currency; None if a figure is missing, or where the fund is in US dollars.

        What such a fund is worth in local currency changes with the day, so nothing can be left of it.
        """
        return None if self.in_usd else left_in(self.awarded.local, self.spent.local)

    @property
    def contradiction(self) -> tuple[Remainder, Remainder] | None:
        """Where more was spent than awarded in one currency alone: what is left in it, and in the other."""
        usd, local = self.left_usd, self.left_local
        if usd is None or local is None:
            return None
        pairs = ((usd, local), (local, usd))
        return next((pair for pair in pairs if pair[0].is_overspent and not pair[1].is_nothing), None)


class Remainder(NamedTuple):
    """What is left of an award: below 0 if more was spent.

    `slack` is how far two figures may be apart and still say the same: half a unit of the last written place
    of each term. `rest` is in another currency than the terms if it was `converted`.
    """

    awarded: Amount
    spent: Amount
    rest: Amount
    slack: Decimal

    @property
    def is_nothing(self) -> bool:
        return self.rest.value <= self.slack

    @property
    def is_overspent(self) -> bool:
        return self.rest.value < -self.slack

    @property
    def excess(self) -> Amount:
        return Amount(-self.rest.value, self.rest.currency)


def read_figures(report: Report) -> Figures:
    """Return the amounts that were read and are in the currency of their box.

    With a fund in US dollars, both boxes may hold dollars: then nothing is known in local currency. Two
    different amounts of the other sum show that the local currency was meant.
    """
    awarded, spent = read_pairs(report)
    in_usd = report.value("money.in_usd")
    if in_usd is True and not any(pair.rate not in (None, 1) for pair in (awarded, spent)):
        limit = awarded.usd.value if awarded.usd else None
        awarded, spent = _without_dollars(awarded, None), _without_dollars(spent, limit)
    if awarded.local and spent.local and awarded.local.currency != spent.local.currency:
        awarded = awarded._replace(local=None)
    return Figures(awarded, spent, in_usd if isinstance(in_usd, bool) else None)


def read_pairs(report: Report) -> tuple[Pair, Pair]:
    """Return what was awarded and what was spent as it is in the boxes, whatever else was said."""
    days = day_at(report, "project.start"), day_at(report, "project.end")

    def pair(*roles: str) -> Pair:
        usd, local = (usable_at(report, report.form.role(role)) for role in roles)
        usd_id, local_id = (id_at(report, role) for role in roles)
        return Pair(usd, local, usd_id, local_id, days)

    return pair(AWARDED, AWARDED_LOCAL), pair(SPENT, SPENT_LOCAL)


def _without_dollars(pair: Pair, limit: Decimal | None) -> Pair:
    """Return a pair without its local amount where that repeats the dollars, which are no more than `limit`.

    More than was awarded is no dollars: there the local amount is in both boxes.
    """
    usd, local = pair.usd, pair.local
    if usd is None or local is None or local.currency == USD or usd.value != local.value:
        return pair
    return pair if limit is not None and usd.value > limit else pair._replace(local=None)


def usable_at(report: Report, question: Question | None) -> Amount | None:
    """Return the amount under a question that is asked; None if it is unread, negative or foreign."""
    value = report.answers.get(question.id) if question else None
    if question is None or not isinstance(value, Amount) or not report.asked(question):
        return None
    box = currency_of(question, report.region)
    fits = find_currency(value.currency) is not None and box in ("", value.currency)
    sound = value.value.is_finite() and 0 <= value.value < _LARGEST
    return value if fits and sound and decimal_places(value.value) <= _MOST_PLACES else None


def left_in(awarded: Amount | None, spent: Amount | None) -> Remainder | None:
    """Return what is left in one currency; None if a figure is missing."""
    if awarded is None or spent is None:
        return None
    rest = Amount(awarded.value - spent.value, spent.currency)
    return Remainder(awarded, spent, rest, half_unit(awarded.value) + half_unit(spent.value))


def converted(remainder: Remainder, spent: Pair) -> Remainder | None:
    """Return what is left in US dollars in the local currency, at the rate of what was spent.

    One in a hundred is granted on top: the rate of the grant may have been a little different.
    """
    rate, rest = spent.rate, spent.in_local(remainder.rest)
    if rate is None or rest is None:
        return None
    slack = remainder.slack * rate + half_unit(rest.value) + abs(rest.value) * _RATE_SLACK
    return remainder._replace(rest=rest, slack=slack)


def half_unit(value: Decimal) -> Decimal:
    """Return half a unit of the last written place: 0.005 for 783.98, and 0.5 for 4150."""
    return Decimal(5).scaleb(-1 - decimal_places(value))


def amounts(**named: Amount) -> dict[str, Plain]:
    """Return amounts by their names in a finding's data, each as JSON holds it."""
    return {name: {**amount.plain()} for name, amount in named.items()}


def shown(report: Report, *amounts: Amount) -> tuple[str, ...]:
    """Return amounts as the applicant writes them, with their codes."""
    return tuple(show_amount(amount, report.locale) for amount in amounts)


def number_of(report: Report, key: str) -> str:
    """Return how a question, by its id or its role, is named in a message: its number, or its short name.

    A form without this question gives "your report": there the applicant finds the place.
    """
    question = report.form.by_id.get(key) or report.form.role(key)
    return (question.number or f"“{question.name}”") if question else "your report"
