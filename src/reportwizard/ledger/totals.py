"""What a list of expenses adds up to, and what it says about the amounts spent.

Totals are offered, never written over an answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal, localcontext

from reportwizard.kinds.values import Typed, Value
from reportwizard.ledger.result import number_list, sums
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import decimals_of, rounded
from reportwizard.money.numerals import decimal_places
from reportwizard.money.rates import OWN_RATE_SLACK, RANGE_SLACK, rate_range
from reportwizard.money.showing import show_amount
from reportwizard.report.expense import Expense
from reportwizard.report.report import Report

USD = "USD"

WIDE = Context(prec=100)
"""Sums of any number of amounts, and their products with any rate, have fewer digits: nothing is rounded."""

UNREAD, NO_AMOUNT, IN_KIND, OTHER_CURRENCY = "unread", "no amount", "in kind", "another currency"
REASONS = {
    UNREAD: "the amount could not be read",
    NO_AMOUNT: "no amount is written",
    IN_KIND: "given in kind, no money was paid",
    OTHER_CURRENCY: "the amount is in another currency",
}
"""Why an expense is not counted, in words."""


@dataclass(frozen=True)
class Total:
    """What the expenses in one currency add up to.

    `counted` is how many were added. Of these, `converted` were paid in the other one of local currency and
    US dollars and changed at the grant's own rate, which may be `slack` off; `rounded` are figures that
    somebody else converted. `left_out` holds the places (from 0) of expenses that are not counted, by reason.
    """

    amount: Amount
    counted: int = 0
    converted: int = 0
    rounded: int = 0
    slack: Decimal = Decimal(0)
    left_out: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def missing(self) -> int:
        """How many expenses are not in the sum; those in kind do not belong to it."""
        return sum(len(places) for reason, places in self.left_out.items() if reason != IN_KIND)

    @property
    def is_exact(self) -> bool:
        """Whether every expense is in the sum as it was written."""
        return not (self.converted or self.missing)

    def remarks(self) -> Iterator[str]:
        """Yield what to say of expenses that are not counted, and of those that were converted."""
        for reason, places in self.left_out.items():
            which = number_list("expense", (place + 1 for place in places))
            yield f"Not counted ({REASONS[reason]}): {which}."
        if self.converted:
            counted = "1 expense was" if self.converted == 1 else f"{self.converted} expenses were"
            yield f"{counted} converted at the rate of your grant."


@dataclass(frozen=True)
class Offer:
    """A total to offer for a question, beside the answer that is there now.

    `difference` is the total minus the answer, None if there is no answer to compare with. `agrees` is
    false only where the two differ for certain.
    """

    question: str
    total: Total
    answer: Value | None = None
    difference: Decimal | None = None
    agrees: bool = True


def totals_by_currency(ledger: Iterable[Expense]) -> tuple[Amount, ...]:
    """Return what was paid in each currency, the currency of most expenses first; nothing is converted."""
    paid = [expense.paid for expense in ledger if isinstance(expense.paid, Amount) and not expense.in_kind]
    counts = Counter(amount.currency for amount in paid)
    return tuple(sorted(sums(paid), key=lambda total: (-counts[total.currency], total.currency)))


def total_in(ledger: Sequence[Expense], currency: str, rates: Mapping[str, Decimal] | None = None) -> Total:
    """Add up the expenses in one currency.

    `rates` says how much of `currency` one unit of another currency is; without it nothing is converted.
    """
    rates = {currency: Decimal(1), **(rates or {})}
    figures = [_figure(expense, currency, rates) for expense in ledger]
    counted = [figure for figure in figures if isinstance(figure, Amount)]
    exact = [figure.value for figure in counted if figure.currency == currency]
    with localcontext(WIDE):
        changed = [figure.value * rates[figure.currency] for figure in counted if figure.currency != currency]
        rest = sum(changed, Decimal(0))
        value = sum(exact, Decimal(0)) + (rounded(rest, currency) if rest else rest)
        slack = sum(map(abs, changed), Decimal(0)) * OWN_RATE_SLACK
    converted_before = sum(
        isinstance(figure, Amount) and figure.currency == currency and figure is not expense.paid
        for figure, expense in zip(figures, ledger, strict=True)
    )
    left_out = {
        reason: tuple(place for place, figure in enumerate(figures) if figure == reason)
        for reason in REASONS
        if reason in figures
    }
    return Total(Amount(value, currency), len(counted), len(changed), converted_before, slack, left_out)


def _figure(expense: Expense, currency: str, rates: Mapping[str, Decimal]) -> Amount | str:
    """Return the figure of an expense that is nearest to a currency, or why there is none to count."""
    if expense.in_kind:
        return IN_KIND
    figure = expense.paid
    if currency == USD and isinstance(expense.usd, Amount):
        figure = figure if isinstance(figure, Amount) and figure.currency == USD else expense.usd
    if isinstance(figure, Amount):
        return figure if figure.currency in rates else OTHER_CURRENCY
    if isinstance(figure, Typed):
        return UNREAD
    # A line of a budget on which nothing was spent is complete as it is.
    return "" if expense.planned is not None else NO_AMOUNT


def grant_rate(report: Report) -> Amount | None:
    """Return the grant's own rate, in local currency for one US dollar; None if an award is not known.

    None too where the two cannot be right: somebody with a fund in US dollars may write them in both boxes.
    Source: the Foundation sets the exchange rate of each grant, and the approved local amount counts.
    """
    local, dollars = report.value("money.awarded.local"), report.value("money.awarded")
    if not isinstance(local, Amount) or not isinstance(dollars, Amount):
        return None
    fits = local.currency == report.currency != USD and dollars.currency == USD
    if not fits or local.value <= 0 or dollars.value <= 0:
        return None
    with localcontext(WIDE):
        rate, usual = local.value / dollars.value, rate_range(local.currency)
        return Amount(rate, local.currency) if not usual or usual.holds(rate, RANGE_SLACK) else None


def offers(report: Report) -> tuple[Offer, ...]:
    """Return what the list offers for the amounts spent, where most expenses can be counted."""
    rate = grant_rate(report)
    found = []
    for role, currency in (("money.spent.local", report.currency), ("money.spent", USD)):
        question = report.form.role(role)
        if not currency or question is None:
            continue
        rates = {}
        if rate is not None:
            with localcontext(WIDE):
                rates = {rate.currency: 1 / rate.value} if currency == USD else {USD: rate.value}
        total, answer = total_in(report.ledger, currency, rates), report.answers.get(question.id)
        if total.counted > len(total.left_out.get(OTHER_CURRENCY, ())) and total.amount.value > 0:
            found.append(_offer(question.id, total, answer))
    return tuple(found)


def _offer(question: str, total: Total, answer: Value | None) -> Offer:
    """Return a total with what it says about an answer.

    They agree within half a unit of the last place that both were written to; a figure that somebody
    converted may be off by half a unit itself, and what is converted at the grant's rate by some per cent.
    Where expenses are not counted, only a sum that is larger than the answer already is certain to differ.
    """
    if not isinstance(answer, Amount) or answer.currency != total.amount.currency:
        return Offer(question, total, answer)
    places = min(decimal_places(answer.value), decimal_places(total.amount.value))
    written, exchanged = (Decimal(1).scaleb(-digits) / 2 for digits in (places, decimals_of(answer.currency)))
    with localcontext(WIDE):
        difference = total.amount.value - answer.value
        is_uncertain = total.converted == total.counted or (difference < 0 and total.missing > 0)
        agrees = is_uncertain or abs(difference) <= written + total.rounded * exchanged + total.slack
    return Offer(question, total, answer, difference, agrees)


def offer_text(offer: Offer, report: Report) -> str:
    """Return what the list gives for a question, what the answer says now, and what is not counted."""
    question, answer = report.form.by_id[offer.question], offer.answer
    name = f"Question {question.number}" if question.number else f"“{question.name}”"
    if answer is None:
        compared = "; you have not answered it yet"
    elif not isinstance(answer, Amount) or offer.difference is None:
        compared = "; your answer could not be compared with it"
    else:
        shown = show_amount(answer, report.locale)
        compared = f"; your answer is {shown}" if offer.difference else ", as your answer says"
    total = show_amount(offer.total.amount, report.locale)
    return " ".join([f"{name}: your expenses add up to {total}{compared}.", *offer.total.remarks()])


MAX_DEVIATION = 20
"""A line may cost so much more or less than planned before it is listed."""

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Variance:
    """One line whose cost differs from the budget; `place` counts from 0.

    `percent` is the difference in per cent of what was planned, None if nothing was.
    """

    place: int
    expense: Expense
    planned: Amount
    spent: Amount
    percent: Decimal | None


def variances(ledger: Sequence[Expense]) -> tuple[Variance, ...]:
    """Return the lines of a budget that differ by more than 20 %, in the order of the list.

    A line that was planned and has no cost counts as 0. Lines that were never in a budget are not compared.
    """
    found = []
    for place, expense in enumerate(ledger):
        planned = expense.planned
        if not isinstance(planned, Amount):
            continue
        known: tuple[Value | None, ...] = (expense.amount, expense.usd)
        if expense.amount is None:
            known = (Amount(Decimal(0), planned.currency),)
        same = (
            amount for amount in known if isinstance(amount, Amount) and amount.currency == planned.currency
        )
        if (spent := next(same, None)) is None:
            continue
        with localcontext(WIDE):
            difference = spent.value - planned.value
            if abs(difference) * 100 > MAX_DEVIATION * abs(planned.value):
                percent = difference * 100 / abs(planned.value) if planned.value else None
                found.append(Variance(place, expense, planned, spent, percent))
    return tuple(found)


def variance_text(ledger: Sequence[Expense], locale: str) -> str:
    """Return the lines for question 12.2, ready to insert; empty if no line differs that much."""
    lines = []
    for variance in variances(ledger):
        category = variance.expense.category
        name = variance.expense.what or category or f"Expense {variance.place + 1}"
        if len(name) > _LONGEST_NAME:
            name = f"{name[:_LONGEST_NAME].rstrip()}…"
        named = f"{name} ({category})" if category and category != name else name
        planned, spent = show_amount(variance.planned, locale), show_amount(variance.spent, locale)
        figures = f"not in the budget, spent {spent}"
        if variance.percent is not None:
            percent = f"{variance.percent:+.1f}".removesuffix(".0")
            figures = f"planned {planned}, spent {spent} ({percent} %)"
        why = " ".join(variance.expense.note.split())
        lines.append(f"- {named}: {figures}. {why}".rstrip())
    return "\n".join(lines)


MAX_EXPENSES = 10_000
"""The most expenses in one draft; the list of a Rapid Fund has some dozens."""

MAX_TEXT_BYTES = 8 * 1024 * 1024
"""The most bytes in the words of a list; a draft of 20 MB is refused when it is opened."""


def why_too_large(ledger: Sequence[Expense]) -> str:
    """Return why a draft cannot keep this list; empty if it can."""
    if len(ledger) > MAX_EXPENSES:
        return f"A draft keeps at most {MAX_EXPENSES:,} expenses, and these are {len(ledger):,}."
    texts = (
        text for expense in ledger for text in (expense.what, expense.category, expense.receipt, expense.note)
    )
    if sum(len(text.encode()) for text in texts) > MAX_TEXT_BYTES:
        limit = f"{MAX_TEXT_BYTES // 2**20} MB"
        return f"The words in this list are longer than {limit}, which is too much for a draft."
    return ""
