"""The search for a currency: by code, name, country, sign or word, in English and in the local language."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from reportwizard.money.cldr import babel_locale
from reportwizard.money.currencies import (
    Currency,
    currencies,
    likely_currencies,
    other_currencies,
    words_by_code,
)
from reportwizard.money.numerals import normalize


def find_currencies(query: str, locale: str) -> tuple[Currency, ...]:
    """Search currencies by code, name, country (in English and in the locale's language), sign or word.

    Every word of `query` must be found. A currency whose code was typed comes first, then those
    of the locale's country, then names that begin with the query. Old currencies
    and units that no grant is paid in come last, and only where something was typed.
    """
    likely = [currency.code for currency in likely_currencies(locale)]
    wanted = _plain_letters(query).split()
    terms = _terms(locale)
    offered = (*currencies(), *other_currencies().values()) if wanted else currencies()
    found = [currency for currency in offered if all(word in terms[currency.code] for word in wanted)]
    start = "\n" + " ".join(wanted)

    def order(currency: Currency) -> tuple[bool, int, bool, bool, bool, bool, bool]:
        rank = likely.index(currency.code) if currency.code in likely else len(likely)
        named = start in terms[currency.code]
        whole = bool(wanted) and f"{start}\n" in terms[currency.code]
        return (
            currency.code.casefold() not in wanted,
            rank,
            currency.code in other_currencies(),
            currency.until is not None,
            not whole,
            # The grants themselves are in dollars.
            whole and currency.code != "USD",
            not named,
        )

    return tuple(sorted(found, key=order))


def local_name(code: str, locale: str) -> str:
    """Return a currency's name in the locale's language: `қазақстандық теңге`; empty if not known."""
    return str(babel_locale(locale).currencies.get(code, ""))


@lru_cache(maxsize=4)
def _terms(locale: str) -> dict[str, str]:
    """Return all that a currency can be found by, one term a line, each with a newline before it."""
    languages = (babel_locale("en"), babel_locale(locale))
    terms: dict[str, str] = {}
    for currency in (*currencies(), *other_currencies().values()):
        names = [language.currencies.get(currency.code, "") for language in languages]
        names += [
            language.territories.get(country, "") for language in languages for country in currency.countries
        ]
        lines = (
            currency.code,
            currency.name,
            currency.plural,
            *names,
            *words_by_code().get(currency.code, ()),
        )
        terms[currency.code] = "".join(f"\n{_plain_letters(line)}" for line in lines if line) + "\n"
    return terms


def _plain_letters(text: str) -> str:
    """Return text in lower case without accents and unseen marks, so that "colon" finds "colón"."""
    letters = unicodedata.normalize("NFKD", normalize(text).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
