"""The search for a currency: by code, name, country, sign or word, in English and in the local language."""

from __future__ import annotations

from functools import lru_cache

from reportwizard.money.cldr import babel_locale
from reportwizard.money.currencies import (
    Currency,
    currencies,
    likely_currencies,
    other_currencies,
    words_by_code,
)
from reportwizard.money.numerals import plain_letters


def find_currencies(query: str, locale: str) -> tuple[Currency, ...]:
    """Search currencies by code, name, country (in English and in the locale's language), sign or word.

    Every word of `query` must match. A currency whose code was typed comes first, then those of the locale's
    country, then names that begin with the query. Old currencies and units that no grant is paid in come
    last, and only where something was typed.
    """
    likely = [currency.code for currency in likely_currencies(locale)]
    words = plain_letters(query).split()
    terms = _search_terms(locale)
    offered = (*currencies(), *other_currencies().values()) if words else currencies()
    matches = [currency for currency in offered if all(word in terms[currency.code] for word in words)]
    query = "\n" + " ".join(words)

    def rank(currency: Currency) -> tuple[bool, int, bool, bool, bool, bool, bool]:
        is_whole_term = bool(words) and f"{query}\n" in terms[currency.code]
        return (
            currency.code.casefold() not in words,
            likely.index(currency.code) if currency.code in likely else len(likely),
            currency.code in other_currencies(),
            currency.until is not None,
            not is_whole_term,
            # The grants themselves are in dollars.
            is_whole_term and currency.code != "USD",
            query not in terms[currency.code],
        )

    return tuple(sorted(matches, key=rank))


def local_name(code: str, locale: str) -> str:
    """Return a currency's name in the locale's language: `қазақстандық теңге`; empty if not known."""
    return str(babel_locale(locale).currencies.get(code, ""))


@lru_cache(maxsize=4)
def _search_terms(locale: str) -> dict[str, str]:
    """Return all that a currency can be found by, one term a line, each with a newline before it."""
    languages = (babel_locale("en"), babel_locale(locale))
    terms: dict[str, str] = {}
    for code, _, name, plural, countries, _ in (*currencies(), *other_currencies().values()):
        lines = (
            *(code, name, plural),
            *(language.currencies.get(code, "") for language in languages),
            *(language.territories.get(country, "") for language in languages for country in countries),
            *words_by_code().get(code, ()),
        )
        terms[code] = "".join(f"\n{plain_letters(line)}" for line in lines if line) + "\n"
    return terms
