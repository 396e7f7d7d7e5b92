"""Amounts and counts as readers in one locale expect them, with the decimals of ISO 4217, never rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from reportwizard.money.cldr import babel_locale
from reportwizard.money.currencies import decimals_of, shown_places
from reportwizard.money.numerals import decimal_places, without_closing_zeros

if TYPE_CHECKING:
    from reportwizard.money.amount import Amount

# Beyond all rates that ever were: a draft may hold anything.
_MAX_RATE = Decimal(10) ** 15


def show_amount(amount: Amount, locale: str) -> str:
    """Return an amount with its code, in the locale's marks: `1 046 956,78 KZT`.

    As many decimals as ISO 4217 gives the currency, and more where more were written. Three would look like
    thousands in money of two decimals or none, so a 0 is added: 1.2340 KZT.
    """
    decimals, places = decimals_of(amount.currency), shown_places(amount)
    # Nobody writes so few dinars: three decimals would be read as thousands there too.
    few_dinars = amount.currency == "IQD" and abs(amount.value) < 1000
    if places == 3 and abs(amount.value) >= 1 and (decimals < 3 or few_dinars):
        places += 1
    return _with_code(amount.value, amount.currency, places, locale)


def _with_code(value: Decimal, code: str, places: int, locale: str) -> str:
    from babel.numbers import format_currency

    return format_currency(
        value,
        code,
        f"{_pattern(places, locale)} ¤¤",
        locale=babel_locale(locale),
        currency_digits=False,
    )


def show_count(count: int, locale: str) -> str:
    """Return a whole number in the locale's marks: `1 234`."""
    # Below a thousand it has none: then the locale's data are not loaded.
    return str(count) if 0 <= count < 1000 else show_number(Decimal(count), locale)


def show_number(value: Decimal, locale: str) -> str:
    """Return a number in the locale's marks, with the decimals that it has."""
    from babel.numbers import format_decimal

    pattern = _pattern(decimal_places(value), locale)
    return format_decimal(value, pattern, locale=babel_locale(locale))


def approximate(value: Decimal, plural: str, locale: str) -> str:
    """Say about how much an amount is, whatever its sign: `about 1.7 million tenge`, `less than 2 euros`."""
    whole = int(abs(value))
    if whole >= 1000:
        return f"{approximate_magnitude(value, locale)} {plural}"
    return f"{whole} {plural}" if whole == abs(value) else f"less than {whole + 1} {plural}"


def approximate_magnitude(value: Decimal, locale: str) -> str:
    """Say in two figures about how much an amount of a thousand and more is: `about 7 thousand`.

    Where digits are grouped so, in lakh and crore.
    """
    large = {7: "crore", 5: "lakh"} if _has_lakh(locale) else {9: "billion", 6: "million"}
    for power, word in (large | {3: "thousand"}).items():
        scaled = Context(prec=2, rounding=ROUND_HALF_UP).plus(abs(value).scaleb(-power))
        if scaled >= 1:
            return f"about {scaled.normalize():f} {word}".replace(".", decimal_mark(locale))
    return ""


def short_rate(rate: Decimal) -> Decimal:
    """Return a rate with enough digits to compare it: 456.62, 0.9233, 0.00219."""
    return without_closing_zeros(Context(prec=max(4, rate.adjusted() + 3)).plus(rate))


def show_rate(rate: Decimal, code: str, locale: str) -> str:
    """Return a rate in the locale's marks: `456,62 KZT`; an absurdly large one in plain digits."""
    short = short_rate(rate)
    if rate >= _MAX_RATE:
        return f"{short:f} {code}"
    return _with_code(short, code, max(decimals_of(code), decimal_places(short)), locale)


@lru_cache
def decimal_mark(locale: str) -> str:
    """Return the mark between whole units and decimals: `,` in `kk_KZ`."""
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(babel_locale(locale))


def _pattern(places: int, locale: str) -> str:
    """Return `#,##0.00`, or with the groups of South Asia `#,##,##0.00`; CLDR's own decimals are not ours."""
    return ("#,##,##0" if _has_lakh(locale) else "#,##0") + ("." + "0" * places if places else "")


def _has_lakh(locale: str) -> bool:
    grouping: tuple[int, int] = babel_locale(locale).decimal_formats[None].grouping
    return grouping == (3, 2)
