"""Reading what people type as an amount of money. If a text can mean two amounts, the applicant chooses.

Babel shows amounts but cannot read typed ones: it drops decimal marks of other locales. The rules, with
examples, are in docs/reading-amounts.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from reportwizard.money.affixes import ONE, Affix, read_affixes
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import decimals_of, likely_currencies, plural_of
from reportwizard.money.numerals import (
    NUMBER,
    NotANumberError,
    ascii_digits,
    decimal_places,
    normalize,
    read_digits,
    word_list,
)
from reportwizard.money.refusals import echo, which_amount, why_doubtful, why_no_number, why_not_exact
from reportwizard.money.showing import approximate, decimal_mark, show_choice

_EXAMPLE = "1046956.78"
# From a thousand on, people write decimals before the word: "1.250 million".
_LARGE = 1000
_MOST_OFFERED = 3
_LONGEST = 200
_SPLIT = re.compile(f"({NUMBER})")
# "500/-", "500,-", "500/=" and "500.--": the amount is whole.
_WHOLE_MARK = re.compile(r"\s?(?:[,./:]\s?[-=]{1,2}|/$)")
_DASH_BEHIND = re.compile(r"\s*-\s*")
_CLOSED_BRACKET = re.compile(r"\s*[^\s()]{0,5}\s*\)")
# A dash after a word and before a space sets the word off: "Total - 500".
_LABEL_DASH = re.compile(r"[^\W\d_]{3}:?\s+- $")
# A cheque's cents in brackets: "1,200.50 (one thousand two hundred 50/100)".
_CENTS_IN_WORDS = re.compile(r"(\([^()\d]*[^\W\d_]{3}[^()\d]*)(\d\d)\s?/\s?100(?=[^()\d]*\))")
# "1,250,000:00", "250 000-00" and "15600=00": another mark is where the decimal mark would.
_ODD_MARK = re.compile(r":\d\d|[-=]00")
# Between two numbers these make a sum, a day or a range of them.
_BETWEEN = re.compile(r"[-/+*x×=:&~@\n]")
# A sign that is with the next number, or a mark that sets numbers apart.
_NEXT_ONES = re.compile(r"^\s.*\S$|[,;()\[\]{}\"!|]")
# As in "£5 50p" and "KD 5 250 fils".
_APART = {100: re.compile(r"(.*\d) (\d\d)"), 1000: re.compile(r"(.*\d) (\d{3})")}
_TWO_AMOUNTS = re.compile(r"[()=≈~]")
_ONE_TO_THREE = re.compile(r"\d{1,3}[.,]\d{3}")
_GROUPS_OF_FOUR = frozenset({"zh", "ja", "ko", "yue", "wuu", "nan", "hak", "gan", "cdo", "lzh"})


@dataclass(frozen=True, slots=True)
class AmountChoice:
    """One amount that a text may mean, why it is offered, and the locale that its label is written in."""

    amount: Amount
    reason: str
    locale: str

    @property
    def label(self) -> str:
        """The amount for a button: `1 046 956,78 KZT`."""
        return show_choice(self.amount, self.locale)


@dataclass(frozen=True, slots=True)
class AmountReading:
    """What a text means as money: an amount, or the words that say why it is none (yet).

    With `choices` (the likeliest first) the applicant must choose; without them the text must be fixed.
    `alternatives` are what a text whose amount was read may mean as well. `notes` are remarks on an amount
    that was read. `empty`: nothing was typed.
    """

    amount: Amount | None = None
    message: str = ""
    choices: tuple[AmountChoice, ...] = ()
    notes: tuple[str, ...] = ()
    empty: bool = False
    alternatives: tuple[AmountChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a text stands: its currency, how numbers are written there, and what else is known of it."""

    currency: str
    locale: str
    mark: str = ""

    @property
    def language(self) -> str:
        return self.locale.partition("_")[0]

    @property
    def by_four(self) -> bool:
        return self.language in _GROUPS_OF_FOUR


@dataclass(frozen=True, slots=True)
class _Around:
    """What is around the digits.

    `named` are the currencies that it names (None: none), and `torn` says that they contradict each other.
    `closing`: there is a dash after the digits. `whole`: a mark says that there are no decimals. `factors`
    are what the number is multiplied by: several where people do not agree. `minor`: so many make one unit.
    `led`: a currency is in front. `doubt` is what was not understood.
    """

    named: tuple[str, ...] | None = None
    torn: bool = False
    negative: bool = False
    closing: bool = False
    whole: bool = False
    factors: tuple[Decimal, ...] = (ONE,)
    minor: int = 0
    led: bool = False
    doubt: str = ""


_NOTHING_AROUND = _Around()


def read_amount(text: str, *, currency: str, locale: str, mark: str = "") -> AmountReading:
    """Read an amount in any way of writing numbers. Never raises.

    `currency` is the ISO 4217 code of the box, empty if the local currency is not chosen yet.
    `mark` is the decimal mark (`.` or `,`) of a column whose other cells show it: it decides.
    """
    text = normalize(text)
    box = _Box(currency, locale, mark)
    try:
        return _read(text, box)
    except NotANumberError as problem:
        offers = problem.offers if currency else ()
        choices = tuple(_choice(number, box) for number in offers)
        return AmountReading(message=str(problem), choices=choices, empty=not text)


def _read(text: str, box: _Box) -> AmountReading:
    text = _without_cents(text) if "/" in text else text
    pieces = _SPLIT.split(text) if len(text) <= _LONGEST else []
    if len(pieces) == 3:
        before, digits, after = pieces
        around = _around(before, after, box.currency, box.language) if before or after else _NOTHING_AROUND
        return _one_number(text, digits, around, box)
    if len(pieces) > 3:
        return _two_amounts(text, box) or _odd_mark(text, pieces, box) or _several_numbers(text, pieces, box)
    raise NotANumberError(why_no_number(text, _EXAMPLE))


def _without_cents(text: str) -> str:
    """Leave out the hundredths of an amount in words, where they say no more than the digits do."""
    said = _CENTS_IN_WORDS.search(text)
    if said and (said[2] == "00" or re.search(rf"\d[.,]{said[2]}(?!\d)", text[: said.start()])):
        return text[: said.end(1)] + text[said.end() :]
    return text


@lru_cache(maxsize=4096)
def _around(before: str, after: str, currency: str, language: str) -> _Around:
    """Read what is before and after the only number of a text."""
    whole = _WHOLE_MARK.match(after)
    closing = None if whole else _DASH_BEHIND.match(after)
    taken = whole or closing
    after = after[taken.end() :] if taken else after
    why_not = why_not_exact(before, after)
    if why_not:
        raise NotANumberError(why_not)
    # "One thousand (1,000)" is not below 0.
    spelled = not word_list("spelled").isdisjoint(before.casefold().split())
    negative = "(" in before and _CLOSED_BRACKET.match(after) is not None and not spelled
    if before.count("-") == 1 and not _LABEL_DASH.search(before):
        before, negative = before.replace("-", " "), True
    behind = read_affixes(after, currency, before=False)
    in_front = read_affixes(before.removesuffix("+"), currency, before=True)
    affixes = (*in_front, *behind)
    named, torn = _named(affixes)
    return _Around(
        named=named,
        torn=torn,
        negative=negative,
        closing=closing is not None,
        whole=whole is not None,
        factors=_factors(behind, language),
        minor=next((affix.minor for affix in behind if affix.minor), 0),
        led=any(affix.codes for affix in in_front),
        doubt=" ".join(affix.text for affix in affixes if affix.unknown),
    )


def _named(affixes: Iterable[Affix]) -> tuple[tuple[str, ...] | None, bool]:
    """Return the currencies that words agree on, None without any; and whether they contradict each other."""
    named: tuple[str, ...] | None = None
    for affix in affixes:
        if not affix.codes:
            continue
        agreed = affix.codes if named is None else tuple(code for code in named if code in affix.codes)
        if not agreed:
            return (*(named or ()), *affix.codes), True
        named = agreed
    return named, False


def _factors(affixes: Iterable[Affix], language: str) -> tuple[Decimal, ...]:
    """Return what the words after a number multiply it by; of two, the likelier first."""
    factor = other = ONE
    for affix in affixes:
        if affix.unknown:
            break
        is_thousand = affix.other > affix.factor and language in word_list("mil_is_thousand")
        meant = affix.factor if is_thousand else affix.other
        factor, other = factor * affix.factor, other * (meant or affix.factor)
    return (factor,) if other == factor else (factor, other)


def _one_number(text: str, digits: str, around: _Around, box: _Box) -> AmountReading:
    if around.minor in _APART and (apart := _APART[around.minor].fullmatch(digits)):
        number = read_digits(apart[1], by_four=box.by_four)[0] + Decimal(apart[2]) / around.minor
        return _in_currency(text, (number,), around, box)
    numbers = read_digits(digits, by_four=box.by_four)
    if around.negative or (around.closing and len(numbers) == 1 and decimal_places(numbers[0])):
        numbers = tuple(-number for number in numbers)
    if around.factors != (ONE,):
        large = max(around.factors) >= _LARGE
        sorted_numbers = numbers[::-1] if large else numbers
        numbers = tuple(_plain(number * factor) for factor in around.factors for number in sorted_numbers)
        return _in_currency(text, numbers, around, box, certain=len(numbers) == 1)
    if around.minor:
        parts = tuple(_plain(number / around.minor) for number in numbers)
        if around.led:
            parts = tuple(number for number in numbers if decimal_places(number)) or numbers + parts
        return _in_currency(text, parts, around, box, certain=False)
    if len(numbers) == 1:
        certain = not around.whole or numbers[0] == numbers[0].to_integral_value()
        return _in_currency(text, numbers, around, box, certain=certain)
    thousands_first, certain = _decide(digits, around, box)
    if box.mark or (certain and not thousands_first):
        return _in_currency(text, numbers[:1] if thousands_first else numbers[1:], around, box)
    return _in_currency(text, numbers if thousands_first else numbers[::-1], around, box, certain=certain)


def _decide(digits: str, around: _Around, box: _Box) -> tuple[bool, bool]:
    """Decide about three digits after the last mark: do thousands come first, and is that certain?"""
    digits = ascii_digits(digits)
    mark, front = digits[-4], digits[:-4]
    if box.mark:
        return box.mark != mark, True
    three = decimals_of(box.currency or "USD") == 3
    on_paper = box.currency == "IQD"
    if box.currency and _ONE_TO_THREE.fullmatch(digits):
        if not three:
            return True, True
    elif three and not (on_paper and front.isdecimal()):
        return False, True
    if around.whole or on_paper or (not three and ("'" in front or digits.endswith("000"))):
        return True, False
    return not three and decimal_mark(box.locale) != mark, False


def _plain(number: Decimal) -> Decimal:
    return Decimal(f"{number.normalize():f}")


def _two_amounts(text: str, box: _Box) -> AmountReading | None:
    """Read "500 USD (230 000 KZT)": the one in the box's own currency is offered, never taken."""
    parts = [part for part in _TWO_AMOUNTS.split(text) if any(map(str.isdecimal, part))]
    if len(parts) != 2 or not box.currency:
        return None
    found = [_SPLIT.split(part) for part in parts]
    around = [_around(one[0], one[2], box.currency, box.language) for one in found if len(one) == 3]
    own = [place for place, one in enumerate(around) if one.named and box.currency in one.named]
    if len(around) != 2 or len(own) != 1 or not around[1 - own[0]].named:
        return None
    before, digits, after = found[own[0]]
    return _one_number(
        text, digits, replace(_around(before, after, box.currency, box.language), doubt=text), box
    )


def _odd_mark(text: str, pieces: Sequence[str], box: _Box) -> AmountReading | None:
    """Read "1,250,000:00" and "12:50 kr": offered with a decimal mark, never taken. "12:50" may be a time."""
    before, whole, mark, part, after = pieces if len(pieces) == 5 else ("",) * 5
    if not whole or not _ODD_MARK.fullmatch(mark + part):
        return None
    number = read_digits(whole, by_four=box.by_four)[0] + Decimal(part) / 100
    around = _around(before, after, box.currency, box.language)
    if len(whole) < 3 and not around.named:
        return None
    return _in_currency(text, (number,), around, box, certain=False)


class _Part(NamedTuple):
    """One of several numbers of an amount, the `gap` before it, and the words after it.

    `doubtful`: it has a second reading, which decimals after it rule out: `1.250 руб. 50 коп.`
    """

    digits: str
    number: Decimal
    gap: str
    behind: tuple[Affix, ...]
    factor: Decimal
    minor: int
    doubtful: bool

    @property
    def unit(self) -> bool:
        """Whether it says what it counts, so that another number can go on: `1 million`, `12 €`."""
        return self.factor > ONE or any(affix.codes for affix in self.behind)


def _several_numbers(text: str, pieces: Sequence[str], box: _Box) -> AmountReading:
    """Read one amount in several numbers: `4万6296円`, `1 lakh 25 thousand`, `300 руб. 50 коп.`, `12€50`."""
    if why_not := why_not_exact("", "".join(pieces[::2])):
        raise NotANumberError(why_not)
    affixes = list(read_affixes(pieces[0], box.currency, before=True))
    around_each = zip(pieces[::2], pieces[1::2], pieces[2::2], strict=False)
    parts = [_part(gap, digits, after, box) for gap, digits, after in around_each]
    total = Decimal(0)
    before: _Part | None = None
    for part in parts:
        paid = any(affix.codes for affix in affixes)
        value = _behind(before, part, box, paid=paid) if before else part.number * part.factor
        if value is None or (part.minor and part is not parts[-1]) or (part.doubtful and part is parts[-1]):
            raise NotANumberError(why_no_number(text, _EXAMPLE))
        total, before = total + value, part
        affixes += part.behind
    named, torn = _named(affixes)
    doubt = " ".join(one.text for one in affixes if one.unknown)
    around = _Around(named, torn, "-" in pieces[0], doubt=doubt)
    total = _plain(-total if around.negative else total)
    return _in_currency(text, (total,), around, box)


def _part(gap: str, digits: str, after: str, box: _Box) -> _Part:
    """Read one of several numbers."""
    behind = read_affixes(after, box.currency, before=False)
    number, *others = read_digits(digits, by_four=box.by_four)
    minor = next((affix.minor for affix in behind if affix.minor), 0)
    factor, *or_so = _factors(behind, box.language)
    return _Part(digits, number, gap, behind, factor, minor, doubtful=bool(others or (or_so and not minor)))


def _behind(before: _Part, part: _Part, box: _Box, *, paid: bool) -> Decimal | None:
    """Return what a number adds to the one before it, None if it does not go on. `paid`: it is money.

    In `12€50`, `12 € 50` and `1tr2` the unit is where the decimal mark would.
    """
    if _BETWEEN.search(part.gap) or (before.doubtful and before.factor > ONE):
        return None
    if part.minor and paid and not any(affix.unknown for affix in before.behind):
        small = part.number / part.minor
        return small if small < ONE else None
    value = part.number * part.factor
    if not before.unit or _completes(part.number, value, before.factor):
        return value if before.unit and not before.doubtful else None
    if before.factor > ONE:
        fits = len(part.digits) <= 3 and not any(map(str.isspace, part.gap))
    else:
        ours = not part.unit and not any(affix.unknown for affix in before.behind)
        at_once = bool(before.behind[0].codes) and not _NEXT_ONES.search(part.gap)
        fits = ours and at_once and len(part.digits) == decimals_of(box.currency)
    whole = part.factor == ONE and part.digits.isdecimal() and before.number % 1 == 0
    return before.factor * part.number.scaleb(-len(part.digits)) if fits and whole else None


def _completes(number: Decimal, part: Decimal, scale: Decimal) -> bool:
    """Whether a number goes on with an amount of so many thousands or millions: `1 million 200 thousand`."""
    return part < scale and (
        part != number or scale % 10_000 == 0 != scale % 1_000_000 or number >= scale / 10
    )


def _in_currency(
    text: str, numbers: tuple[Decimal, ...], around: _Around, box: _Box, *, certain: bool = True
) -> AmountReading:
    """Say which amounts the numbers are: the first one read if that is `certain`, else all offered."""
    named = around.named
    if not box.currency:
        choices = tuple(
            AmountChoice(Amount(number, code), f"The amount is in {plural_of(code)}.", box.locale)
            for code in _likely(named or (), box.locale)[:_MOST_OFFERED]
            for number in numbers
        )
        message = "Choose your local currency first. The number is kept as you wrote it."
        return AmountReading(message=message, choices=choices)
    if named is not None and box.currency not in named:
        choices = tuple(own_currency_choice(number, box.currency, box.locale) for number in numbers)
        return AmountReading(
            message=currency_question(_likely(named, box.locale)[0], choices), choices=choices
        )
    choices = tuple(_choice(number, box) for number in numbers)
    if around.torn or around.doubt or not certain:
        message = why_doubtful(around.doubt, text) if around.doubt else which_amount(text)
        if around.torn:
            message = f"{echo(text)} names two currencies. Which amount do you mean?"
        return AmountReading(message=message, choices=choices)
    amount = choices[0].amount
    return AmountReading(amount, notes=_notes(amount), alternatives=choices[1:])


def _likely(named: tuple[str, ...], locale: str) -> list[str]:
    """Sort the currencies that one word names: those of the applicant's own country first."""
    likely = {currency.code for currency in likely_currencies(locale)}
    return sorted(named, key=lambda code: code not in likely)


def currency_question(other: str, choices: tuple[AmountChoice, ...]) -> str:
    """Return the question about an amount in `other` currency than that of its box, that of `choices`."""
    currency = choices[0].amount.currency
    ours = plural_of(currency)
    labels = " or ".join(choice.label for choice in choices)
    return (
        f"Is this in {plural_of(other)}? The box is for {ours} ({currency})."
        f" Write the amount in {ours}, or choose {labels} if only the currency sign is wrong."
    )


def own_currency_choice(number: Decimal, currency: str, locale: str) -> AmountChoice:
    """Return the choice that keeps a number and takes the box's own currency for it."""
    reason = f"The number is in {plural_of(currency)}; only the currency sign is wrong."
    return AmountChoice(Amount(number, currency), reason, locale)


def _choice(number: Decimal, box: _Box) -> AmountChoice:
    return AmountChoice(
        Amount(number, box.currency), approximate(number, plural_of(box.currency)), box.locale
    )


def _notes(amount: Amount) -> tuple[str, ...]:
    if decimal_places(amount.value) <= decimals_of(amount.currency):
        return ()
    digits = decimals_of(amount.currency) or "no"
    return (
        f"Amounts in {plural_of(amount.currency)} ({amount.currency}) have {digits} digits after the mark."
        " Is the mark in the right place? Your number is kept as you wrote it.",
    )
