"""Choosing a currency, a way of writing numbers and dates, or a form, out of many."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from reportwizard.forms.form import Form
from reportwizard.ui.dialogs.choose import MenuItem, SearchDialog, matching

# An example costs a look into the data of a language: it is shown when the list has become short.
_FEW = 12


def currency_picker(locale: str, typed: str = "") -> SearchDialog:
    """Return every currency, found by code, name, country or sign, the likely ones for a locale first.

    Beside each is what it is called in the locale's language.
    """
    from reportwizard.money.currency_search import find_currencies, local_name

    def find(text: str) -> list[MenuItem]:
        found = [(one, local_name(one.code, locale)) for one in find_currencies(text, locale)]
        return [
            MenuItem(one.code, one.label, "" if own.casefold() == one.name.casefold() else own)
            for one, own in found
        ]

    placeholder = "name, code or country, for example tenge or Kazakhstan"
    return SearchDialog("Your currency", find, placeholder=placeholder, typed=typed)


def locale_picker(now: str) -> SearchDialog:
    """Return the ways of writing numbers and dates, the current one first, with an example of each."""
    from reportwizard.money.cldr import locales
    from reportwizard.money.days import writing_example

    def find(text: str) -> list[MenuItem]:
        wanted = text.casefold()
        found = [one for one in locales() if wanted in f"{one.code} {one.english} {one.own}".casefold()]
        found.sort(key=lambda one: bool(text) or one.code != now)
        few = len(found) <= _FEW
        return [MenuItem(one.code, one.label, writing_example(one.code) if few else "") for one in found]

    return SearchDialog("How do you write numbers and dates?", find, placeholder="your language or country")


def form_picker(forms: Iterable[Form]) -> SearchDialog:
    """Return the forms that can be chosen, each with what it is for."""
    return SearchDialog(
        "Which report?", partial(matching, [MenuItem(one.id, one.title, one.about) for one in forms])
    )
