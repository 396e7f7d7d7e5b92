"""Choosing a currency, a way of writing numbers and dates, or a form, out of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.ui.dialogs.choose import Pick, Way

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportwizard.forms.form import Form
    from reportwizard.money.currencies import Currency

# An example costs a look into the data of a language: it is shown when the list has become short.
_FEW = 12


def currency_ways(text: str, locale: str) -> list[Way]:
    """Return the currencies found by code, name, country or sign, the likely ones for this locale first.

    Beside each stands what it is called in the locale's language.
    """
    from reportwizard.money.currency_search import find_currencies, own_name

    def own(currency: Currency) -> str:
        name = own_name(currency.code, locale)
        return "" if name.casefold() == currency.name.casefold() else name

    return [Way(one.code, one.label, own(one)) for one in find_currencies(text, locale)]


def currency_picker(locale: str) -> Pick:
    """Return every currency."""
    return Pick(
        "Your currency",
        lambda text: currency_ways(text, locale),
        placeholder="name, code or country, for example tenge or Kazakhstan",
    )


def locale_picker() -> Pick:
    """Return the ways of writing numbers and dates, with an example of each."""
    from reportwizard.money.cldr import locales
    from reportwizard.money.days import example

    def find(text: str) -> list[Way]:
        wanted = text.casefold()
        found = [one for one in locales() if wanted in f"{one.code} {one.english} {one.own}".casefold()]
        few = len(found) <= _FEW
        return [Way(one.code, one.label, example(one.code) if few else "") for one in found]

    return Pick("How do you write numbers and dates?", find, placeholder="your language or country")


def form_picker(forms: Iterable[Form]) -> Pick:
    """Return the forms that can be chosen, each with what it is for."""
    known = [*forms]

    def find(text: str) -> list[Way]:
        wanted = text.casefold()
        return [
            Way(one.id, one.title, one.about) for one in known if wanted in f"{one.title} {one.id}".casefold()
        ]

    return Pick("Which report?", find)
