"""Choosing a currency, a way of writing numbers and dates, a form, or a deleted report, out of many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.trash import Trashed
from reportwizard.forms.form import Form
from reportwizard.money.currencies import Currency
from reportwizard.ui.dialogs.choose import Pick, Way, matching

# An example costs a look into the data of a language: it is shown when the list has become short.
_FEW = 12
# A title costs a look into the file.
_MOST_TITLES = 50


def currency_picker(locale: str, typed: str = "") -> Pick:
    """Return every currency, found by code, name, country or sign, the likely ones for a locale first.

    Beside each stands what it is called in the locale's language.
    """
    from reportwizard.money.currency_search import find_currencies, own_name

    def own(currency: Currency) -> str:
        name = own_name(currency.code, locale)
        return "" if name.casefold() == currency.name.casefold() else name

    def find(text: str) -> list[Way]:
        return [Way(one.code, one.label, own(one)) for one in find_currencies(text, locale)]

    placeholder = "name, code or country, for example tenge or Kazakhstan"
    return Pick("Your currency", find, placeholder=placeholder, typed=typed)


def locale_picker(now: str) -> Pick:
    """Return the ways of writing numbers and dates, that of now first, with an example of each."""
    from reportwizard.money.cldr import locales
    from reportwizard.money.days import example

    def find(text: str) -> list[Way]:
        wanted = text.casefold()
        found = [one for one in locales() if wanted in f"{one.code} {one.english} {one.own}".casefold()]
        found.sort(key=lambda one: bool(text) or one.code != now)
        few = len(found) <= _FEW
        return [Way(one.code, one.label, example(one.code) if few else "") for one in found]

    return Pick("How do you write numbers and dates?", find, placeholder="your language or country")


def form_picker(forms: Iterable[Form]) -> Pick:
    """Return the forms that can be chosen, each with what it is for."""
    return Pick("Which report?", partial(matching, [Way(one.id, one.title, one.about) for one in forms]))


def deleted_picker(folder: DraftFolder, now: datetime) -> Pick:
    """Return the deleted reports, the last deleted first; `DraftError` where they cannot be read."""
    from reportwizard.drafts.store.reader import DraftReader
    from reportwizard.ui.home.rows import title_of
    from reportwizard.ui.shared.days import time_words

    def way(number: int, item: Trashed) -> Way:
        title = item.name
        if number < _MOST_TITLES:
            draft = DraftReader(item.path.parent, clock=folder.clock).summary(item.id)
            title = item.name if draft.problem else title_of(draft)
        return Way(item.id, title, f"deleted {time_words(item.deleted_at, now)}")

    ways = [way(number, item) for number, item in enumerate(folder.trash())]
    return Pick("Deleted reports", partial(matching, ways), "Enter brings one back.")
