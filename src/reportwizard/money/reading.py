"""From what people type to an amount of money. Where a text can mean two amounts, the applicant chooses.

Babel shows amounts but cannot read typed ones: it drops decimal marks that are not of its locale. The rules,
with examples, are in docs/reading-amounts.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportwizard.money.amount import Amount
from reportwizard.money.currencies import (
    currencies_named,
    decimals_of,
    extra_decimals,
    likely_currencies,
    plural_of,
)
from reportwizard.money.numerals import NotANumberError, decimal_places, read_digits, split, tidy
from reportwizard.money.refusals import echo, why_no_number, why_not_a_currency
from reportwizard.money.showing import decimal_mark

if TYPE_CHECKING:
    from decimal import Decimal

_EXAMPLE = "1046956.78"
_MOST_OFFERED = 3
# "500/-", "500,-" and "500/=": the amount is whole.
_WHOLE_MARK = re.compile(r"[,./:]\s?[-=]{1,2}")


@dataclass(frozen=True, slots=True)
class AmountChoice:
    """One amount that a text may mean, its label for a button, and why it is offered."""

    amount: Amount
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class AmountReading:
    """What a text means as money: an amount, or the words that say why it is none (yet).

    With `choices` (the likeliest first) the applicant must choose; without them the text must be mended.
    `notes` are remarks on an amount that was read. `empty`: nothing was typed.
    """

    amount: Amount | None = None
    trouble: str = ""
    choices: tuple[AmountChoice, ...] = ()
    notes: tuple[str, ...] = ()
    empty: bool = False


@dataclass(frozen=True, slots=True)
class _Parts:
    """A text taken apart: its digits, its sign, and the currencies that it names (None: it names none)."""

    digits: str
    negative: bool = False
    whole: bool = False
    named: tuple[str, ...] | None = None


def read_amount(
    text: str,
    *,
    currency: str,
    locale: str,
    decimals_hint: int | None = None,
    near: Decimal | None = None,
) -> AmountReading:
    """Read an amount in any way of writing numbers. Never raises.

    `currency` is the ISO 4217 code of the box, empty where the local currency is not chosen yet.
    `decimals_hint` says how many decimals the text's source uses, and `near` about how large the amount
    should be (from a rate, a budget, a target): both only decide which of two readings is offered first.
    """
    text = tidy(text)
    try:
        parts = _take_apart(text)
        numbers = read_digits(parts.digits)
        if parts.whole:
            numbers = _whole(numbers, text)
    except NotANumberError as problem:
        return AmountReading(trouble=str(problem), empty=not text)
    if parts.negative:
        numbers = tuple(-number for number in numbers)
    if len(numbers) > 1:
        mark = next(mark for mark in parts.digits if mark in ".,")
        numbers = _likelier_first(numbers, currency, locale, decimals_hint, near, mark)
    return _in_currency(numbers, parts.named, currency, locale, text)


def _take_apart(text: str) -> _Parts:
    pieces = split(text)
    if pieces is None:
        raise NotANumberError(why_no_number(text, _EXAMPLE))
    if not pieces.before and not pieces.after:
        return _Parts(pieces.digits)
    before, after = pieces.before, pieces.after
    whole = _WHOLE_MARK.match(after)
    if whole:
        after = after[whole.end() :].strip()
    before, after, negative = _take_sign(before, after)
    digits = pieces.digits
    if digits[0] in ".," and currencies_named(before + digits[0], before=True):
        before, digits = before + digits[0], digits[1:]
    return _Parts(digits, negative, bool(whole), _named(before, after, text))


def _take_sign(before: str, after: str) -> tuple[str, str, bool]:
    negative = False
    if "(" in before and ")" in after:
        before, after, negative = before.replace("(", "", 1), after.replace(")", "", 1), True
    if (before + after).count("-") == 1:
        before, after, negative = before.replace("-", ""), after.replace("-", ""), True
    return before.strip().removeprefix("+").strip(), after.strip(), negative


def _named(before: str, after: str, text: str) -> tuple[str, ...] | None:
    """Return the currencies that the words beside the number agree on; None where there are no words."""
    named: tuple[str, ...] | None = None
    for token, first in ((before, True), (after.removesuffix("."), False)):
        if not token:
            continue
        codes = currencies_named(token, before=first) or currencies_named(f"{token}.", before=first)
        if not codes:
            raise NotANumberError(why_not_a_currency(token, text))
        named = codes if named is None else tuple(code for code in named if code in codes)
    if named == ():
        raise NotANumberError(f"{echo(text)} names two currencies. Write one, or only the number.")
    return named


def _whole(numbers: tuple[Decimal, ...], text: str) -> tuple[Decimal, ...]:
    if numbers[0] != numbers[0].to_integral_value():
        raise NotANumberError(
            f"{echo(text)} has decimals and a mark for “no decimals”. Take one of them out."
        )
    return numbers[:1]


def _likelier_first(
    numbers: tuple[Decimal, ...],
    currency: str,
    locale: str,
    hint: int | None,
    near: Decimal | None,
    mark: str,
) -> tuple[Decimal, ...]:
    whole, exact = numbers
    if near:
        exact_first = abs(exact.copy_abs() - near) < abs(whole.copy_abs() - near)
    elif hint is not None:
        exact_first = hint == 3
    elif currency:
        exact_first = decimals_of(currency) == 3
    else:
        exact_first = decimal_mark(locale) == mark
    return (exact, whole) if exact_first else numbers


def _in_currency(
    numbers: tuple[Decimal, ...], named: tuple[str, ...] | None, currency: str, locale: str, text: str
) -> AmountReading:
    if not currency:
        return _without_currency(numbers, named or (), locale)
    if named is not None and currency not in named:
        return _foreign(numbers, _likely(named, locale)[0], currency, locale)
    if len(numbers) == 1:
        amount = Amount(numbers[0], currency)
        return AmountReading(amount, notes=_notes(amount))
    return AmountReading(
        trouble=f"{echo(text)} can mean two amounts. Choose the one you mean.",
        choices=tuple(_choice(number, currency, locale, _reason(number)) for number in numbers),
    )


def _without_currency(numbers: tuple[Decimal, ...], named: tuple[str, ...], locale: str) -> AmountReading:
    offered = _likely(named, locale)[:_MOST_OFFERED]
    return AmountReading(
        trouble="Choose your local currency first. The number is kept as you wrote it.",
        choices=tuple(
            _choice(number, code, locale, f"The amount is in {plural_of(code)}.")
            for code in offered
            for number in numbers
        ),
    )


def _likely(named: tuple[str, ...], locale: str) -> list[str]:
    """Sort the currencies that one word names: those of the applicant's own country first."""
    likely = {currency.code for currency in likely_currencies(locale)}
    return sorted(named, key=lambda code: code not in likely)


def _foreign(numbers: tuple[Decimal, ...], other: str, currency: str, locale: str) -> AmountReading:
    choices = tuple(keep_number(number, currency, locale) for number in numbers)
    return AmountReading(trouble=ask_currency(other, choices), choices=choices)


def ask_currency(other: str, choices: tuple[AmountChoice, ...]) -> str:
    """Return the question about an amount in `other` currency than that of its box, that of `choices`."""
    currency = choices[0].amount.currency
    ours = plural_of(currency)
    labels = " or ".join(choice.label for choice in choices)
    return (
        f"Is this in {plural_of(other)}? The box is for {ours} ({currency})."
        f" Write the amount in {ours}, or choose {labels} if only the currency sign is wrong."
    )


def keep_number(number: Decimal, currency: str, locale: str) -> AmountChoice:
    """Return the choice that keeps a number and takes the box's own currency for it."""
    reason = f"The number is in {plural_of(currency)}; only the currency sign is wrong."
    return _choice(number, currency, locale, reason)


def _choice(number: Decimal, currency: str, locale: str, reason: str) -> AmountChoice:
    label = f"{number:,f}".replace(",", " ").replace(".", decimal_mark(locale))
    return AmountChoice(Amount(number, currency), f"{label} {currency}", reason)


def _reason(number: Decimal) -> str:
    if decimal_places(number):
        return f"a little more than {int(number)}: the mark begins the decimals"
    return "a whole number: the mark separates the thousands"


def _notes(amount: Amount) -> tuple[str, ...]:
    if not extra_decimals(amount):
        return ()
    digits = decimals_of(amount.currency) or "no"
    return (
        f"Amounts in {plural_of(amount.currency)} ({amount.currency}) have {digits} digits after the mark."
        " Is the mark in the right place? Your number is kept as you wrote it.",
    )
