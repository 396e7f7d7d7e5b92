"""Reading an amount of money as people type it (the rules are in docs/reading-amounts.md).

Babel shows amounts but cannot read typed ones: it drops decimal marks of other locales.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from reportwizard.money.affixes import Affix, read_affixes
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import decimals_of, likely_currencies, plural_of, with_own_decimals
from reportwizard.money.numerals import (
    MAX_DIGITS,
    NUMBER,
    TOO_MANY_DIGITS,
    NotANumberError,
    ascii_digits,
    decimal_places,
    normalize,
    read_digits,
    without_closing_zeros,
    word_list,
)
from reportwizard.money.refusals import echo, which_amount, why_doubtful, why_no_number, why_not_exact
from reportwizard.money.showing import approximate, decimal_mark, show_amount

_EXAMPLE = "1046956.78"
_MAX_CURRENCIES_OFFERED = 3
_MAX_LENGTH = 200
_SPLIT = re.compile(f"({NUMBER})")
# "500/-", "500,-", "500/=", "500.--" and "500 PKR/-": the amount is whole.
_WHOLE_MARK = re.compile(r"^\s?(?:[,./:]\s?[-=]{1,2}|/$)|[,/]\s?[-=]{1,2}(?=\s|$)")
_DASH_AFTER = re.compile(r"\s*-\s*")
_CLOSING_BRACKET = re.compile(r"\s*[^\s()]{0,5}\s*\)")
# A dash inside a word is none: "US-Dollar 500". After a word and before a space it sets off: "Total - 500".
_MINUS = re.compile(r"(?<![^\W\d_])-|-(?![^\W\d_])")
_LABEL_DASH = re.compile(r"[^\W\d_]{3}:?\s+- $")
# The cents of an amount in words: "1,200.50 (one thousand two hundred 50/100)", "4520 zł 00/100".
_CENTS_IN_WORDS = (
    re.compile(r"\([^()\d]*[^\W\d_]{3}[^()\d]*(\d\d)(?:\s?/\s?100)?[^()\d]*\)"),
    re.compile(r"(?<=\s)(\d\d)\s?/\s?100(?!\d)"),
)
# As in a cell copied from a wiki page.
_FOOTNOTE = re.compile(r"(?<=\d)\[\d{1,2}\]\Z")
# "1,250,000:00", "250 000-00" and "15600=00": another mark is where the decimal mark would be.
_ODD_DECIMALS = re.compile(r":\d\d|[-=]00")
_ODD_GROUPS = re.compile(r"\d{1,3}(?:/\d{3}){2,}")
# Between two numbers these make a sum, a day or a range of them.
_SEPARATES = re.compile(r"[-/+*×=:&~@\n]|\bx\b")
# A sign that belongs to the next number, or a mark that sets numbers apart.
_BEGINS_ANEW = re.compile(r"^\s.*\S$|[,;()\[\]{}\"!|]")
# As in "£5 50p" and "KD 5 250 fils".
_UNITS_APART = {100: re.compile(r"(.*\d) (\d\d)"), 1000: re.compile(r"(.*\d) (\d{3})")}
_TWO_AMOUNTS = re.compile(r"[()=≈~]")
_ONE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}")
_MOST_OF_A_SCALE = 10**12
_BY_FOUR = (10**4, 10**8)
_LANGUAGES_BY_FOUR = frozenset({"zh", "ja", "ko", "yue", "wuu", "nan", "hak", "gan", "cdo", "lzh"})


@dataclass(frozen=True, slots=True)
class AmountChoice:
    """One amount that a text may mean, why it is offered, and the locale that its label is written in."""

    amount: Amount
    reason: str
    locale: str

    @property
    def label(self) -> str:
        """The amount for a button: `1 046 956,78 KZT`."""
        return show_amount(self.amount, self.locale)


@dataclass(frozen=True, slots=True)
class AmountReading:
    """What a text means as money: an amount, which may have `alternatives`; or why it is none.

    With `choices` (the likeliest first) the applicant must choose; without them the text must be fixed.
    """

    amount: Amount | None = None
    message: str = ""
    choices: tuple[AmountChoice, ...] = ()
    notes: tuple[str, ...] = ()
    empty: bool = False
    alternatives: tuple[AmountChoice, ...] = ()


class _Field(NamedTuple):
    """What a text is typed into: its currency, how numbers are written, the decimal mark if it is known."""

    currency: str
    locale: str
    mark: str = ""

    @property
    def language(self) -> str:
        return self.locale.partition("_")[0]

    def read_digits(self, digits: str) -> tuple[Decimal, ...]:
        return read_digits(digits, by_four=self.language in _LANGUAGES_BY_FOUR)

    def choice(self, number: Decimal) -> AmountChoice:
        return amount_choice(Amount(number, self.currency), self.locale)


@dataclass(frozen=True, slots=True)
class _Context:
    """What is around the digits: words, and marks (`is_whole`: one says that there are no decimals).

    Of several `factors` people do not agree which one is meant. `minor_units` make one unit.
    """

    affixes: tuple[Affix, ...]
    negative: bool = False
    dash_after: bool = False
    is_whole: bool = False
    factors: tuple[Decimal, ...] = (Decimal(1),)
    minor_units: int = 0
    currency_in_front: bool = False

    @property
    def currencies(self) -> tuple[str, ...] | None:
        """The currencies that it names, whether or not they exclude each other; None if it names none."""
        return _agreed_currencies(self.affixes)[0]


def read_amount(text: str, *, currency: str, locale: str, mark: str = "") -> AmountReading:
    """Read an amount in any way of writing numbers. Never raises.

    `currency`: the field's, empty if none is chosen yet. `mark`: the decimal mark of a column, if known.
    """
    text = normalize(text)
    field = _Field(currency, locale, mark)
    try:
        return _read(text, field)
    except NotANumberError as problem:
        offers = problem.offers if currency else ()
        return AmountReading(message=str(problem), choices=tuple(map(field.choice, offers)), empty=not text)


def _read(text: str, field: _Field) -> AmountReading:
    text = _FOOTNOTE.sub("", text)
    if not text[:1].isdecimal():
        text = _scales_in_front().sub(r"\2 \1", text)
    # An amount in words, or its hundredths, that say no more than the digits do.
    for pattern in _CENTS_IN_WORDS:
        match = pattern.search(text)
        if match and (match[1] == "00" or re.search(rf"\d[.,]{match[1]}(?!\d)", text[: match.start()])):
            text = f"{text[: match.start()]} {text[match.end() :]}"
    pieces = _SPLIT.split(text) if len(text) <= _MAX_LENGTH else []
    if len(pieces) == 3:
        before, digits, after = pieces
        return _one_number(text, digits, _context(before, after, field), field)
    if len(pieces) > 3:
        reading = _two_amounts(text, field) or _odd_marks(text, pieces, field)
        return reading or _compound_number(text, pieces, field)
    raise NotANumberError(why_no_number(text, _EXAMPLE))


@cache
def _scales_in_front() -> re.Pattern[str]:
    """Find words such as Swahili's "elfu", which those of other languages follow, and the number behind."""
    words = "|".join(word_list("in_front"))
    return re.compile(rf"(?<![^\W_])(?<!\d )({words}) +({NUMBER})", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _context(before: str, after: str, field: _Field) -> _Context:
    """Read what is before and after the only number of a text."""
    whole_mark = _WHOLE_MARK.search(after)
    dash = None if whole_mark else _DASH_AFTER.match(after)
    if mark := whole_mark or dash:
        after = after[: mark.start()] + after[mark.end() :]
    if why_not := why_not_exact(before, after):
        raise NotANumberError(why_not)
    negative = (
        "(" in before
        and _CLOSING_BRACKET.match(after) is not None
        # "One thousand (1,000)" is not below 0.
        and word_list("spelled").isdisjoint(before.casefold().split())
    )
    if len(_MINUS.findall(before)) == 1 and not _LABEL_DASH.search(before):
        before, negative = _MINUS.sub(" ", before), True
    affixes_after = read_affixes(after, field.currency, field.locale, before=False)
    affixes_before = read_affixes(before.removesuffix("+"), field.currency, field.locale, before=True)
    return _Context(
        (*affixes_before, *affixes_after),
        negative=negative,
        dash_after=dash is not None,
        is_whole=whole_mark is not None,
        factors=_factors((*affixes_after, *affixes_before), field.language),
        minor_units=next((affix.minor_units for affix in affixes_after if affix.minor_units), 0),
        currency_in_front=any(affix.codes for affix in affixes_before),
    )


def _agreed_currencies(affixes: Iterable[Affix]) -> tuple[tuple[str, ...] | None, bool]:
    """Return the currencies that all words allow, None if none is named; and whether they contradict."""
    agreed: tuple[str, ...] | None = None
    for codes in (affix.codes for affix in affixes if affix.codes):
        common = codes if agreed is None else tuple(code for code in agreed if code in codes)
        if not common:
            return (*(agreed or ()), *codes), True
        agreed = common
    return agreed, False


def _factors(affixes: Iterable[Affix], language: str) -> tuple[Decimal, ...]:
    """Return what the words after a number multiply it by; of two, the likelier first."""
    factor = other = Decimal(1)
    for affix in affixes:
        if affix.is_unknown:
            break
        is_thousand = affix.other_factor > affix.factor and language in word_list("mil_is_thousand")
        factor *= affix.factor
        other *= affix.factor if is_thousand else affix.other_factor or affix.factor
    return (factor,) if other == factor else (factor, other)


def _one_number(text: str, digits: str, context: _Context, field: _Field) -> AmountReading:
    units = context.minor_units
    is_own_coin = units in _UNITS_APART and units == 10 ** decimals_of(field.currency)
    if is_own_coin and (apart := _UNITS_APART[units].fullmatch(digits)):
        number = field.read_digits(apart[1])[0] + Decimal(apart[2]) / units
        return _in_currency(text, (number,), context, field, certain=max(context.factors) == 1)
    numbers = field.read_digits(digits)
    if field.mark and len(numbers) > 1:
        numbers = numbers[:1] if ascii_digits(digits)[-4] != field.mark else numbers[1:]
    if context.negative or (context.dash_after and len(numbers) == 1 and decimal_places(numbers[0])):
        numbers = tuple(-number for number in numbers)
    if max(context.factors) > 1:
        # From a million on, people write decimals before the word: "1.250 million".
        is_decimal = max(context.factors) > 1000 or (
            len(numbers) > 1 and ascii_digits(digits)[-4] == decimal_mark(field.locale)
        )
        likely = numbers[::-1] if is_decimal else numbers
        scaled = tuple(
            without_closing_zeros(number * factor) for factor in context.factors for number in likely
        )
        if units and numbers[0] >= units and decimal_places(numbers[0]) == 2:
            # "500.50k": the k may stand for kobo, which the decimals are.
            scaled += numbers
        # "2,00,000.00 (Cr)" is money that came in, not crores.
        usual = tuple(number for number in scaled if number < _MOST_OF_A_SCALE) or scaled
        return _in_currency(text, usual, context, field, certain=len(scaled) == 1)
    if units:
        parts = tuple(without_closing_zeros(number / units) for number in numbers)
        if context.currency_in_front:
            parts = tuple(number for number in numbers if decimal_places(number)) or numbers + parts
        return _in_currency(text, parts, context, field, certain=False)
    if len(numbers) == 1:
        certain = not context.is_whole or numbers[0] == numbers[0].to_integral_value()
        return _in_currency(text, numbers, context, field, certain=certain)
    thousands_first, certain = _decide(digits, context, field)
    if certain and not thousands_first:
        return _in_currency(text, numbers[1:], context, field)
    return _in_currency(text, numbers if thousands_first else numbers[::-1], context, field, certain=certain)


def _decide(digits: str, context: _Context, field: _Field) -> tuple[bool, bool]:
    """Decide about three digits after the last mark: do thousands come first, and is that certain?"""
    digits = ascii_digits(digits)
    mark, front = digits[-4], digits[:-4]
    has_three = decimals_of(field.currency) == 3
    only_on_paper = field.currency == "IQD"
    if field.currency and _ONE_GROUP.fullmatch(digits):
        if not has_three:
            return True, True
    elif has_three and not (only_on_paper and front.isdecimal()):
        return False, True
    zeros = not has_three and ("'" in front or digits.endswith("000"))
    if context.is_whole or only_on_paper or zeros:
        return True, False
    return not has_three and decimal_mark(field.locale) != mark, False


def _two_amounts(text: str, field: _Field) -> AmountReading | None:
    """Read "500 USD (230 000 KZT)": the one in the field's own currency is offered, never taken."""
    parts = [part for part in _TWO_AMOUNTS.split(text) if any(map(str.isdecimal, part))]
    pieces = [split for split in map(_SPLIT.split, parts) if len(split) == 3]
    if not field.currency or not len(parts) == len(pieces) == 2:
        return None
    contexts = [_context(before, after, field) for before, _, after in pieces]
    is_own = [field.currency in (context.currencies or (field.currency,)) for context in contexts]
    if is_own[0] == is_own[1]:
        return None
    own = is_own.index(True)
    return _one_number(text, pieces[own][1], replace(contexts[own], affixes=(Affix(text),)), field)


def _odd_marks(text: str, pieces: Sequence[str], field: _Field) -> AmountReading | None:
    """Offer "1,250,000:00", "12:50 kr" and "5/000/000" with usual marks. "12:50" alone may be a time."""
    before, whole, *odd, after = pieces
    context = _context(before, after, field)
    if _ODD_GROUPS.fullmatch(inside := "".join((whole, *odd))):
        number = Decimal(inside.replace("/", ""))
    elif _ODD_DECIMALS.fullmatch("".join(odd)) and (len(whole) > 2 or context.currencies):
        number = field.read_digits(whole)[0] + Decimal(odd[1]) / 100
    else:
        return None
    return _in_currency(text, (number,), context, field, certain=False)


class _Part(NamedTuple):
    """One number of several, the `gap` before it, and what is after it."""

    gap: str
    digits: str
    numbers: tuple[Decimal, ...]
    after: _Context

    @property
    def factor(self) -> Decimal:
        return self.after.factors[0]

    @property
    def value(self) -> Decimal:
        return self.numbers[0] * self.factor

    @property
    def is_ambiguous(self) -> bool:
        """Whether it is until decimals follow, as in `1.250 руб. 50 коп.`"""
        return len(self.numbers) > 1 or (len(self.after.factors) > 1 and not self.after.minor_units)

    @property
    def has_unit(self) -> bool:
        """Whether it says what it counts, so that another number can follow: `1 million`, `12 €`."""
        return self.factor > 1 or self.after.currencies is not None


def _compound_number(text: str, pieces: Sequence[str], field: _Field) -> AmountReading:
    """Read one amount in several numbers: `4万6296円`, `1 lakh 25 thousand`, `300 руб. 50 коп.`, `12€50`."""
    parts = [
        _Part(gap, digits, field.read_digits(digits), _context("", after, field))
        for gap, digits, after in zip(pieces[::2], pieces[1::2], pieces[2::2], strict=False)
    ]
    before = _context(pieces[0], "", field)
    affixes = list(before.affixes)
    total, doubt, certain = Decimal(0), Decimal(0), max(before.factors) == 1
    previous: _Part | None = None
    for part, following in zip(parts, (*parts[1:], None), strict=True):
        is_money = any(affix.codes for affix in affixes)
        value = _continuation(previous, part, field, is_money) if previous else part.value
        # Small coins are last, but for smaller ones: "5角5分".
        units = part.after.minor_units if part.factor == 1 else 0
        if value is None or (units and following and following.after.minor_units <= units):
            raise NotANumberError(why_no_number(text, _EXAMPLE))
        certain &= not (part.is_ambiguous and following is None)
        in_short = previous and previous.factor > 1 and (" " in part.gap or previous.factor in _BY_FOUR)
        if in_short and not part.after.minor_units:
            # Whether `2 triệu 5` and `3万5` are decimals of the scale, nobody is sure.
            doubt = part.value - value or doubt
        total, previous = total + value, part
        affixes += part.after.affixes
    totals = (total, total + doubt) if doubt else (total,)
    sign = -1 if _context(pieces[0], pieces[-1], field).negative else 1
    numbers = tuple(without_closing_zeros(sign * number) for number in totals)
    return _in_currency(text, numbers, _Context(tuple(affixes)), field, certain=certain and not doubt)


def _continuation(previous: _Part, part: _Part, field: _Field, is_money: bool) -> Decimal | None:
    """Return what a number adds to the one before it: in `12€50` and `1tr2` decimals. None if it is apart."""
    if _SEPARATES.search(part.gap) or (previous.is_ambiguous and previous.factor > 1):
        return None
    number, units = part.numbers[0], part.after.minor_units
    if units and is_money and not (previous.factor == 1 and previous.value % 1):
        return number / units if number < units else None
    is_short = previous.factor in _BY_FOUR and len(part.digits) < 3 and not part.has_unit
    if not previous.has_unit or (not is_short and _completes(number, part.value, previous.factor)):
        return part.value if previous.has_unit and not previous.is_ambiguous else None
    if previous.factor > 1:
        fits = len(part.digits) <= 3 and not (part.has_unit and " " in part.gap)
    else:
        affixes = previous.after.affixes
        is_plain = not part.has_unit and not any(affix.is_unknown for affix in affixes)
        unit_is_mark = bool(affixes[0].codes) and not _BEGINS_ANEW.search(part.gap)
        fits = is_plain and unit_is_mark and len(part.digits) == decimals_of(field.currency)
    whole = part.factor == 1 and part.digits.isdecimal() and previous.numbers[0] % 1 == 0
    return previous.factor * number.scaleb(-len(part.digits)) if fits and whole else None


def _completes(number: Decimal, value: Decimal, scale: Decimal) -> bool:
    """Whether a number completes so many thousands or millions: `1 million 200 thousand`."""
    return value < scale and (
        value != number or scale % 10_000 == 0 != scale % 1_000_000 or number >= scale / 10
    )


def _in_currency(
    text: str, numbers: tuple[Decimal, ...], context: _Context, field: _Field, *, certain: bool = True
) -> AmountReading:
    """Return the numbers as amounts: the first one read if that is `certain`, else all offered."""
    numbers = tuple(number for number in numbers if abs(number) < 10**MAX_DIGITS)
    if not numbers:
        raise NotANumberError(TOO_MANY_DIGITS)
    named, contradictory = _agreed_currencies(context.affixes)
    if not field.currency:
        choices = tuple(
            amount_choice(Amount(number, code), field.locale, f"The amount is in {plural_of(code)}.")
            for code in _own_country_first(named or (), field.locale)[:_MAX_CURRENCIES_OFFERED]
            for number in numbers
        )
        message = "Choose your local currency first. The number is kept as you wrote it."
        return AmountReading(message=message, choices=choices)
    if named is not None and field.currency not in named:
        other = _own_country_first(named, field.locale)[0]
        return ask_about_currency(numbers, other, field.currency, field.locale)
    unknown = " ".join(affix.text for affix in context.affixes if affix.is_unknown)
    if certain and not contradictory and not unknown:
        amount, others = Amount(numbers[0], field.currency), numbers[1:]
        return AmountReading(amount, notes=_notes(amount), alternatives=tuple(map(field.choice, others)))
    message = which_amount(text)
    if contradictory:
        message = f"{echo(text)} names two currencies. Which amount do you mean?"
    elif unknown:
        message = why_doubtful(unknown, text)
    return AmountReading(message=message, choices=tuple(map(field.choice, numbers)))


def _own_country_first(codes: tuple[str, ...], locale: str) -> list[str]:
    likely = {currency.code for currency in likely_currencies(locale)}
    return sorted(codes, key=lambda code: code not in likely)


def ask_about_currency(numbers: Iterable[Decimal], other: str, currency: str, locale: str) -> AmountReading:
    """Ask about numbers in an `other` currency than that of their field; only the sign may be wrong."""
    ours = plural_of(currency)
    reason = f"The number is in {ours}; only the currency sign is wrong."
    choices = tuple(amount_choice(Amount(number, currency), locale, reason) for number in numbers)
    message = (
        f"Is this in {plural_of(other)}? The box is for {ours} ({currency}). Write the amount in {ours}, or"
        f" choose {' or '.join(choice.label for choice in choices)} if only the currency sign is wrong."
    )
    return AmountReading(message=message, choices=choices)


def amount_choice(amount: Amount, locale: str, reason: str = "") -> AmountChoice:
    """Return an amount to choose; what its box then shows is read back without another question."""
    reason = reason or approximate(amount.value, plural_of(amount.currency), locale)
    return AmountChoice(with_own_decimals(amount), reason, locale)


def _notes(amount: Amount) -> tuple[str, ...]:
    decimals = decimals_of(amount.currency)
    if decimal_places(amount.value) <= decimals:
        return ()
    return (
        f"Amounts in {plural_of(amount.currency)} ({amount.currency}) have {decimals or 'no'} digits after"
        " the mark. Is the mark in the right place? Your number is kept as you wrote it.",
    )
