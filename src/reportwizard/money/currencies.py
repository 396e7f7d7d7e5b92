"""The currencies of the world: codes, decimals, names, where they are used; and the search for one."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportwizard.money.cldr import babel_locale, territory_of
from reportwizard.money.numerals import decimal_places, normalize, plain_letters, without_closing_zeros
from reportwizard.money.tables import read_lines, read_words

if TYPE_CHECKING:
    from reportwizard.money.amount import Amount

_CURRENT, _OTHER = "currencies.csv", "other_currencies.csv"


class Currency(NamedTuple):
    """One currency of ISO 4217, with its decimals there, and ISO 3166 codes of countries.

    `plural` is the name in a sentence ("US dollars"), `until` the last year before another one replaced it.
    """

    code: str
    decimals: int
    name: str
    plural: str
    countries: tuple[str, ...]
    until: int | None = None

    @property
    def label(self) -> str:
        """The name for a list: `KZT · Kazakhstani tenge`, with the last year if there is one."""
        until = f" (until {self.until})" if self.until else ""
        return f"{self.code} · {self.name}{until}"


@cache
def currencies() -> tuple[Currency, ...]:
    """Return every currency, by code."""
    return tuple(_table(_CURRENT).values())


def other_currencies() -> dict[str, Currency]:
    """Return by code what no grant is paid in: currencies replaced before 2021, units of account, metals."""
    return _table(_OTHER)


def find_currency(code: str) -> Currency | None:
    """Return the currency of a code in capitals, old ones too; None if there is no such currency."""
    return _table(_CURRENT).get(code) or _table(_OTHER).get(code)


def decimals_of(code: str) -> int:
    """Return how many digits a currency has after the mark (ISO 4217); 2 for a code that is not known."""
    currency = find_currency(code)
    return currency.decimals if currency else 2


def plural_of(code: str) -> str:
    """Return a currency's name in a sentence: `US dollars`; the code if it is not known."""
    currency = find_currency(code)
    return currency.plural if currency else code


def extra_decimals(amount: Amount) -> int:
    """Return how many digits an amount has beyond those of its currency; closing zeros do not count."""
    return max(0, decimal_places(amount.value.normalize()) - decimals_of(amount.currency))


def shown_places(amount: Amount) -> int:
    """Return how many decimals of an amount are shown: those of its currency, or all that it has."""
    return max(decimals_of(amount.currency), decimal_places(amount.value))


def with_own_decimals(amount: Amount) -> Amount:
    """Return an amount with the decimals of its currency, or more: 279971.50. A whole number stays whole."""
    if not decimal_places(amount.value):
        return amount
    amount = replace(amount, value=without_closing_zeros(amount.value))
    return replace(amount, value=Decimal(f"{amount.value:.{shown_places(amount)}f}"))


def rounded(value: Decimal, code: str) -> Decimal:
    """Return a computed value with the decimals of a currency, half to even; of at most 100 digits."""
    return value.quantize(Decimal(1).scaleb(-decimals_of(code)), ROUND_HALF_EVEN, Context(prec=100))


def format_exact(amount: Amount) -> str:
    """Return an amount with the decimals of its currency, or more if it has more: `1350.500 TND`.

    `1.234 USD` could be thousands: it is `1.2340 USD`.
    """
    places = shown_places(amount)
    return (
        f"{amount.value:.{4 if places == 3 != decimals_of(amount.currency) else places}f} {amount.currency}"
    )


def likely_currencies(locale: str) -> tuple[Currency, ...]:
    """Return the currencies of a locale's country, its own before a shared one, a replaced one last."""
    country = territory_of(locale)
    used = [currency for currency in currencies() if country in currency.countries]
    return tuple(sorted(used, key=lambda currency: (currency.until or 0, currency.countries[0] != country)))


@cache
def words_by_code() -> dict[str, list[str]]:
    """Return the signs and words for each currency, as `data/currency_words.toml` has them."""
    return read_words("currency_words.toml")


def currencies_named(token: str, *, before: bool) -> tuple[str, ...]:
    """Return the codes of the currencies that a normalized token may name there, the likeliest first."""
    key = token.casefold()
    # After a number these letters may mean a thousand or a million: "5k" is never five kwacha in silence.
    if not before and key in {*"kmb"}:
        return ()
    # A code of three capitals is meant; "5 sit" is no sum in tolars.
    return currency_words().get(key) or ((token,) if token in other_currencies() else ())


@cache
def currency_words() -> dict[str, tuple[str, ...]]:
    """Return by sign, code or word, in lower case, the codes of the currencies that it may name."""
    codes_by_word = {currency.code.casefold(): [currency.code] for currency in currencies()}
    for code, words in words_by_code().items():
        for word in words:
            codes = codes_by_word.setdefault(normalize(word).casefold(), [])
            if code not in codes:
                codes.append(code)
    return {word: tuple(codes) for word, codes in codes_by_word.items()}


@cache
def _table(file: str) -> dict[str, Currency]:
    return {
        code: Currency(code, int(decimals), name, plural, tuple(countries.split()), int(until or 0) or None)
        for code, decimals, until, name, plural, countries in (line.split(",") for line in read_lines(file))
    }


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
            *(language.currencies.get(code) for language in languages),
            *(language.territories.get(country) for language in languages for country in countries),
            *words_by_code().get(code, ()),
        )
        terms[code] = "".join(f"\n{plain_letters(line)}" for line in lines if line) + "\n"
    return terms
