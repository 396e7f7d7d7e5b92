"""In which currency the local amounts of a page may be, where the page prints none. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from reportwizard.money.amount import Amount
from reportwizard.money.currencies import Currency
from reportwizard.report.report import Report

_PAIRS = (("money.spent.local", "money.spent"), ("money.awarded.local", "money.awarded"))
# Any currency with decimals will do to read an amount that has none.
_ANY = "EUR"
_MOST = 3


class Likely(NamedTuple):
    """A currency that fits: its code, and what one US dollar cost in it; None where that is not known."""

    code: str
    rate: Decimal | None


def needs_currency(report: Report) -> bool:
    """Whether there are local amounts, and nobody knows in which currency."""
    local = (one for one in report.form.questions if one.kind == "money" and one.currency == "local")
    return not report.currency and any(question.id in report.answers for question in local)


def local_amount(report: Report) -> Decimal | None:
    """Return the amount that wants a currency; None where there is none that can be read."""
    return next((local for local, _ in _amounts(report)), None)


def likely_currencies_of(report: Report, text: str, locale: str) -> list[Likely]:
    """Return at most three currencies that fit the amounts of a page, the likeliest first.

    They are those that the page names, by code, word or country, or that are used where the applicant writes;
    none whose rate was never near that of the page.
    """
    from reportwizard.money.currencies import currencies, likely_currencies
    from reportwizard.money.rates import rate_range

    rate = next((local / usd for local, usd in _amounts(report) if usd), None)
    named, here = _named(text, locale), [one.code for one in likely_currencies(locale)]
    found: list[tuple[int, Likely]] = []
    for currency in currencies():
        points = 2 * (currency.code in named) + (currency.code in here)
        known = rate_range(currency.code) if rate else None
        if points and (rate is None or known is None or known.holds(rate)):
            found.append((-points, Likely(currency.code, rate if known else None)))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])][:_MOST]


def _amounts(report: Report) -> Iterator[tuple[Decimal, Decimal | None]]:
    """Give local amounts as numbers, each with its amount in US dollars where there is one."""
    readable = report.with_region(currency=_ANY)
    for local_role, usd_role in _PAIRS:
        local, usd = readable.value(local_role), readable.value(usd_role)
        if isinstance(local, Amount):
            yield local.value, usd.value if isinstance(usd, Amount) else None


def _named(text: str, locale: str) -> set[str]:
    """Return the codes of the currencies that a text names."""
    from reportwizard.money.cldr import babel_locale
    from reportwizard.money.currencies import currencies, words_by_code

    words = set(re.findall(r"\w+", text.casefold()))
    countries = [babel_locale(language).territories for language in ("en", locale)]

    def names(currency: Currency) -> Iterator[str]:
        yield currency.code
        yield from (word for word in words_by_code().get(currency.code, ()) if len(word) > 2)
        yield from (table.get(country, "") for table in countries for country in currency.countries)

    return {one.code for one in currencies() if any(name.casefold() in words for name in names(one) if name)}
