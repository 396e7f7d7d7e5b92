"""The currencies of the world: codes, decimals, names, and where they are used. Our own table, no library."""

from __future__ import annotations

import csv
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.money.locales import territory_of
from reportwizard.money.numerals import decimal_places, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportwizard.money.amount import Amount


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency of ISO 4217.

    `decimals` are the digits after the mark by that standard. `plural` is the name as it stands in a
    sentence ("US dollars"). `countries` are ISO 3166 codes. `until` is the last year of a currency that
    another one has replaced, else None.
    """

    code: str
    decimals: int
    name: str
    plural: str
    countries: tuple[str, ...]
    until: int | None = None

    @property
    def label(self) -> str:
        """The name for a list: `KZT · Kazakhstani tenge`, with the last year where there is one."""
        ended = f" (until {self.until})" if self.until else ""
        return f"{self.code} · {self.name}{ended}"


@cache
def currencies() -> tuple[Currency, ...]:
    """Return every currency, by code."""
    return tuple(_by_code().values())


@cache
def other_currencies() -> dict[str, Currency]:
    """Return by code what no grant is paid in: currencies replaced before 2021, units of account, metals."""
    return _table("other_currencies.csv")


def find_currency(code: str) -> Currency | None:
    """Return the currency of a code in capitals, old ones too; None where there is no such currency."""
    return _by_code().get(code) or other_currencies().get(code)


def find_current_currency(code: str) -> Currency | None:
    """Return the currency of a code in capitals, of those that a grant may be paid in."""
    return _by_code().get(code)


def decimals_of(code: str) -> int:
    """Return how many digits a currency has after the mark (ISO 4217); 2 for a code that is not known."""
    currency = find_currency(code)
    return currency.decimals if currency else 2


def plural_of(code: str) -> str:
    """Return a currency's name as it stands in a sentence: `US dollars`; the code where it is not known."""
    currency = find_currency(code)
    return currency.plural if currency else code


def extra_decimals(amount: Amount) -> int:
    """Return how many digits an amount has beyond those of its currency; closing zeros do not count."""
    return max(0, decimal_places(amount.value.normalize()) - decimals_of(amount.currency))


def likely_currencies(locale: str) -> tuple[Currency, ...]:
    """Return the currencies of a locale's country, its own before a shared one, a replaced one last.

    Nothing where the locale names no country. They are offered, never taken.
    """
    country = territory_of(locale)
    here = [currency for currency in currencies() if country in currency.countries]
    return tuple(sorted(here, key=lambda currency: (currency.until or 0, currency.countries[0] != country)))


def find_currencies(query: str, locale: str, likely: Iterable[str] | None = None) -> tuple[Currency, ...]:
    """Search currencies by code, name, country (in English and in the locale's language), sign or word.

    Every word of `query` must be found. A currency whose code was typed comes first, then the `likely` codes
    (those of the locale's country where none are given), then names that begin with the query. Old currencies
    and units that no grant is paid in come last, and only where something was typed.
    """
    likely = (
        tuple(currency.code for currency in likely_currencies(locale)) if likely is None else tuple(likely)
    )
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


def own_name(code: str, locale: str) -> str:
    """Return a currency's name in the locale's language: `қазақстандық теңге`; empty where not known."""
    from reportwizard.money.showing import babel_locale

    return str(babel_locale(locale).currencies.get(code, ""))


@lru_cache(maxsize=4)
def _terms(locale: str) -> dict[str, str]:
    """Return all that a currency can be found by, one term a line, each with a newline before it."""
    from reportwizard.money.showing import babel_locale

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
    """Return text in small letters without accents and unseen marks, so that "colon" finds "colón"."""
    letters = unicodedata.normalize("NFKD", tidy(text).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def words_by_code() -> dict[str, list[str]]:
    """Return the signs and words for each currency, as `data/currency_words.toml` has them."""
    return tomllib.loads(_data("currency_words.toml"))


def _data(name: str) -> str:
    return Path(__file__).with_name("data").joinpath(name).read_text("utf-8")


@cache
def _by_code() -> dict[str, Currency]:
    return _table("currencies.csv")


def _table(name: str) -> dict[str, Currency]:
    lines = [line for line in _data(name).splitlines() if not line.startswith("#")]
    return {row["code"]: _currency(row) for row in csv.DictReader(lines)}


def _currency(row: dict[str, str]) -> Currency:
    return Currency(
        code=row["code"],
        decimals=int(row["decimals"]),
        name=row["name"],
        plural=row["plural"],
        countries=tuple(row["countries"].split()),
        until=int(row["until"]) if row["until"] else None,
    )
