"""Dialogs that find a currency, or a way of writing numbers and dates."""

from __future__ import annotations

from reportwizard.ui.dialogs.dialog import MenuItem, SearchDialog

# Each example is looked up in the data of its language: a long list has none.
_MAX_EXAMPLES = 12


def currency_picker(locale: str, typed: str = "") -> SearchDialog:
    """Find a currency by code, name, country or sign; the likely ones for a locale come first.

    The name in the locale's language is shown beside the English one.
    """
    from reportwizard.money.currencies import find_currencies, local_name

    def find(text: str) -> list[MenuItem]:
        items = []
        for currency in find_currencies(text, locale):
            name = local_name(currency.code, locale)
            remark = "" if name.casefold() == currency.name.casefold() else name
            items.append(MenuItem(currency.code, currency.label, remark))
        return items

    placeholder = "name, code or country, for example tenge or Kazakhstan"
    return SearchDialog("Your currency", find, placeholder=placeholder, query=typed)


def locale_picker(current: str) -> SearchDialog:
    """Find a way of writing numbers and dates; the current one comes first."""
    from reportwizard.money.cldr import locales
    from reportwizard.money.days import writing_example

    def find(text: str) -> list[MenuItem]:
        text = text.casefold()
        found = [locale for locale in locales() if text in f"{locale.code} {locale.label}".casefold()]
        found.sort(key=lambda locale: bool(text) or locale.code != current)
        with_example = len(found) <= _MAX_EXAMPLES
        return [
            MenuItem(locale.code, locale.label, writing_example(locale.code) if with_example else "")
            for locale in found
        ]

    return SearchDialog("How do you write numbers and dates?", find, placeholder="your language or country")
