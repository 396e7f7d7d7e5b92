"""Whether the amount that question 13.1 names is the one that is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from reportwizard.checks.finding import Finding
from reportwizard.checks.links.places import without_links
from reportwizard.checks.money.figures import (
    EXPLANATION,
    UNSPENT,
    USD,
    Figures,
    Left,
    amounts,
    cents,
    converted,
    figures,
    half_unit,
    named,
    plain,
    shown,
)
from reportwizard.checks.money.mentions import Mention, amounts_in
from reportwizard.checks.money.slips import doubtful
from reportwizard.checks.texts import called, id_of
from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount
from reportwizard.report.report import Report

# A number that is no year and no share.
_NUMBER = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?!\d|[.,]\d))\d+(?:[.,]\d+)*(?![\d%])(?! %)")


class _Named(NamedTuple):
    """An amount of the text as one of its readings, and what is left in that currency."""

    amount: Amount
    left: Left

    @property
    def apart(self) -> Decimal:
        """How much more is left than was named; below 0 where more was named."""
        return self.left.left.value - self.amount.value


def money_unspent_amount(report: Report) -> Iterator[Finding]:
    """Fires where 13.1 names an amount that is not what was awarded minus what was spent.

    In US dollars, or in the local currency; to half a unit of the last written place of each figure. Silent
    where one of the amounts named, or all of them together, make what is left. Source: 13.1 asks for "the
    amount and currency you did not use"; Grants:Remaining_funds on Meta-Wiki.
    """
    of, question = figures(report), report.form.role(EXPLANATION)
    text = report.value(EXPLANATION)
    if question is None or not isinstance(text, str) or not report.asked(question) or doubtful(of):
        return
    lefts = _lefts(of)
    if all(left.none for left in lefts.values()):
        return
    codes = {USD, *lefts, report.currency} - {""}
    wrong = _wrong(amounts_in(text, sorted(codes, key=USD.__ne__)), lefts, of)
    if wrong is not None:
        yield _finding(report, wrong, of)


def money_unspent_no_amount(report: Report) -> Iterator[Finding]:
    """Fires where money is left, and the answer that asks how much names no number.

    Source: 13.1 asks for “the amount and currency you did not use”.
    """
    question, text = report.form.role(EXPLANATION), report.value(EXPLANATION)
    if question is None or not isinstance(text, str) or report.value(UNSPENT) is not True:
        return
    if report.asked(question) and not _NUMBER.search(without_links(text)):
        left = figures(report).left_usd
        amount = f": {show_amount(left.left, report.locale)}" if left and not left.none else ""
        name = called(question, capital=True)
        message = f"{name} names no amount. Write what is left, with its currency{amount}."
        yield Finding("money.unspent_no_amount", "warning", question.id, message)


def _lefts(of: Figures) -> dict[str, Left]:
    """Return what is left by currency; in the local one converted where its award is not known."""
    usd = of.left_usd
    local = of.left_local or (usd and converted(usd, of.spent))
    return {left.left.currency: left for left in (local, usd) if left is not None}


def _wrong(mentions: tuple[Mention, ...], lefts: dict[str, Left], of: Figures) -> _Named | None:
    """Return the first amount that is not what is left; None where one is, or where there is none.

    The awarded and the spent amounts may stand in the text too. A sign that two currencies share must fit
    in neither.
    """
    comparable = [mention for mention in mentions if all(code in lefts for code in mention.codes)]
    if any(_fits(reading, mention) for mention in comparable for reading in _readings(mention, lefts)):
        return None
    terms = [amount for pair in (of.awarded, of.spent) for amount in (pair.usd, pair.local)]
    rest = [
        readings
        for mention in comparable
        if (readings := _readings(mention, lefts))
        and not any(reading.amount in terms for reading in readings)
    ]
    if not rest or _sum_fits(rest):
        return None
    return min(rest[0], key=lambda reading: abs(reading.apart))


def _readings(mention: Mention, lefts: dict[str, Left]) -> list[_Named]:
    return [_Named(Amount(value, code), lefts[code]) for code in mention.codes for value in mention.values]


def _fits(reading: _Named, mention: Mention) -> bool:
    value = reading.amount.value
    written = Decimal(5).scaleb(_last_place(value) - 1) if mention.rough else half_unit(value)
    return abs(reading.apart) <= reading.left.slack + written


def _last_place(value: Decimal) -> int:
    """Return the place of the last digit that is not 0: 2 for 800, so that "about 800" may be 783."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _sum_fits(rest: list[list[_Named]]) -> bool:
    """Whether the amounts named in one currency are the parts of what is left."""
    for code in {reading.amount.currency for readings in rest for reading in readings}:
        parts = [reading for readings in rest for reading in readings[:1] if reading.amount.currency == code]
        if parts:
            total = sum((part.amount.value for part in parts), Decimal(0))
            slack = parts[0].left.slack + sum(half_unit(part.amount.value) for part in parts)
            if abs(parts[0].left.left.value - total) <= slack:
                return True
    return False


def _finding(report: Report, wrong: _Named, of: Figures) -> Finding:
    left, apart = wrong.left, Amount(abs(wrong.apart), wrong.amount.currency)
    awarded, spent, rest, said, gap = shown(report, left.awarded, left.spent, left.left, wrong.amount, apart)
    open_end = f"{gap} are unexplained." if wrong.apart > 0 else f"{gap} more than is left."
    where = named(report, EXPLANATION)
    message = f"Awarded {awarded} − spent {spent} leaves {rest}; {where} names {said}: {open_end}"
    data = amounts(
        awarded=left.awarded, spent=left.spent, left=left.left, named=wrong.amount, difference=apart
    )
    rate, local = of.spent.rate, of.spent.local
    if rate is not None and local is not None and apart.currency == USD != local.currency:
        data["difference_local"] = plain(Amount(cents(apart.value * rate, local.currency), local.currency))
    return Finding("money.unspent_amount", "warning", id_of(report, EXPLANATION), message, data)
