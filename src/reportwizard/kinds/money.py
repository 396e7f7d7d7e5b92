"""An amount of money in the question's own currency, or in the applicant's local one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from reportwizard.kinds.kind import Kind, unread_reading
from reportwizard.kinds.values import (
    Choice,
    FieldSpec,
    Plain,
    Problem,
    Reading,
    Region,
    Typed,
    Value,
    as_text,
    from_typed,
)
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import decimals_of, find_currency, with_own_decimals
from reportwizard.money.numerals import unambiguous
from reportwizard.money.reading import (
    AmountChoice,
    AmountReading,
    amount_choice,
    ask_about_currency,
    read_amount,
)
from reportwizard.money.refusals import which_amount
from reportwizard.money.showing import decimal_mark, show_amount, show_number
from reportwizard.text import clean_line

# As drafts hold amounts: ASCII digits and a point, at most as long as `read_amount` takes.
_STORED = re.compile(r"-?(?=[0-9.]{1,29}$)[0-9]{1,15}(?:\.[0-9]+)?")
_BLANKS = re.compile(r"\s")
_NEGATIVE = "Money received or spent cannot be below 0. Write the amount without the minus sign or brackets."


def currency_of(spec: FieldSpec, region: Region) -> str:
    """Return the currency of a question's box; empty if it is the local one and none is chosen yet."""
    return region.currency if spec.currency in ("", "local") else spec.currency


class MoneyKind(Kind):
    lacking = "an amount"
    box = "box for an amount"

    def read(self, text: str, spec: FieldSpec, region: Region) -> Reading:
        """Read an amount as people write it. What is unclear comes back as `Typed`, with its choices."""
        text = clean_line(text)
        currency = currency_of(spec, region)
        reading = read_amount(text, currency=currency, locale=region.locale)
        if reading.empty:
            return Reading(None)
        if problem := _problem(reading):
            return Reading(Typed(text, currency), (problem,))
        return Reading(reading.amount, notes=reading.notes, alternatives=as_choices(reading.alternatives))

    def from_plain(self, plain: object, spec: FieldSpec, region: Region) -> Value | None:
        """Take `{"amount": "1046956.78", "currency": "KZT"}` or `{"typed": …}`; read a text with one meaning.

        An amount keeps its own currency, also where the question has another one; `problems` asks about it.
        """
        if plain is None or plain == "":
            return None
        currency = currency_of(spec, region)
        if not isinstance(plain, Mapping):
            text = clean_line(as_text(plain))
            if isinstance(plain, int | float) and currency and _STORED.fullmatch(text):
                return Amount(Decimal(text), currency)
            return ask_if_ambiguous(text, currency, region.locale, self.read(text, spec, region)).value
        word = clean_line(as_text(plain.get("currency") or currency))
        code = word.upper()
        if "amount" not in plain:
            return from_typed(plain, code if find_currency(code) else currency)
        number = clean_line(as_text(plain["amount"]))
        if not number:
            return None
        if find_currency(code) and _STORED.fullmatch(number):
            return Amount(Decimal(number), code)
        return Typed(f"{number} {word}".strip(), currency)

    def to_plain(self, value: Value) -> Plain:
        return {**value.plain()} if isinstance(value, Amount | Typed) else {"typed": str(value)}

    def show(self, value: Value, spec: FieldSpec, region: Region) -> str:
        return show_amount(value, region.locale) if isinstance(value, Amount) else str(value)

    def edit_text(self, value: Value, spec: FieldSpec, region: Region) -> str:
        """Return the number with its groups, `1,850`, where it reads back so; the code if it is another's."""
        if not isinstance(value, Amount):
            return str(value)
        number = _BLANKS.sub(" ", show_number(with_own_decimals(value).value, region.locale))
        if read_amount(number, currency=value.currency, locale=region.locale).amount != value:
            plain = unambiguous(value.value, decimals_of(value.currency))
            number = plain.replace(".", decimal_mark(region.locale))
        return number if value.currency == currency_of(spec, region) else f"{number} {value.currency}"

    def portal(self, value: Value, spec: FieldSpec, region: Region) -> str:
        """Return the bare number for the portal's box: `1046956.78`; nothing if no amount was read."""
        return with_own_decimals(value).portal() if isinstance(value, Amount) else ""

    def problems(self, value: Value, spec: FieldSpec, region: Region) -> tuple[Problem, ...]:
        currency = currency_of(spec, region)
        if isinstance(value, Typed):
            reading = read_amount(value.text, currency=currency, locale=region.locale)
            problem = _problem(reading)
            if problem is None and reading.amount:
                # It can be read now: its currency was chosen since, or an older version asked.
                now = amount_choice(reading.amount, region.locale, "This is how it reads now.")
                message = f"Is “{value}” the amount {now.label}? Choose it, or write the amount again."
                problem = Problem("ambiguous", message, as_choices((now, *reading.alternatives)))
            return (problem,) if problem else ()
        if not isinstance(value, Amount):
            return (Problem("unreadable", "This is not an amount. Write it again, such as 1046956.78."),)
        if value.value < 0:
            return (Problem("unreadable", _NEGATIVE),)
        if currency and value.currency != currency:
            asked = ask_about_currency((value.value,), value.currency, currency, region.locale)
            return (Problem("ambiguous", asked.message, as_choices(asked.choices)),)
        return ()


def _problem(reading: AmountReading) -> Problem | None:
    amounts = [choice.amount for choice in reading.choices] + ([reading.amount] if reading.amount else [])
    if any(amount.value < 0 for amount in amounts):
        return Problem("unreadable", _NEGATIVE)
    if reading.amount:
        return None
    choices = as_choices(reading.choices)
    return Problem("ambiguous" if choices else "unreadable", reading.message, choices)


def ask_if_ambiguous(text: str, currency: str, locale: str, reading: Reading) -> Reading:
    """Turn an ambiguous reading into a question, where nobody sees how it was read."""
    if not reading.alternatives or not isinstance(reading.value, Amount):
        return reading
    text, taken = clean_line(text), as_choices((amount_choice(reading.value, locale),))
    return unread_reading(text, which_amount(text), (*taken, *reading.alternatives), currency)


def as_choices(choices: Iterable[AmountChoice]) -> tuple[Choice, ...]:
    """Return what to choose from; of two that look alike, the first."""
    by_label: dict[str, Choice] = {}
    for choice in choices:
        by_label.setdefault(choice.label, Choice(choice.amount, choice.label, choice.reason))
    return tuple(by_label.values())
