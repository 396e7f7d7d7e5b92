"""Choosing a currency, a way of writing numbers, or a question, out of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.ui.screens.dialogs import Item, Picker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportwizard.forms.form import Form
    from reportwizard.money.currencies import Currency
    from reportwizard.report.report import Report

# An example costs a look into the locale's data: show it when the list has become short.
_FEW = 12


def currency_picker(locale: str, now: str = "") -> Picker:
    """Every currency, found by code, name, country or sign; the likely ones for this locale first.

    Beside each stands what it is called in the locale's language.
    """
    from reportwizard.money.currency_search import find_currencies, own_name

    def find(text: str) -> list[Item]:
        return [Item(one.code, one.label, _own(one)) for one in find_currencies(text, locale)]

    def _own(currency: Currency) -> str:
        own = own_name(currency.code, locale)
        return "" if own.casefold() == currency.name.casefold() else own

    hint = "Name, code or country, for example tenge, KZT or Kazakhstan"
    return Picker("Your local currency", find, hint=hint, now=now)


def locale_picker(now: str = "") -> Picker:
    """The ways of writing numbers and dates, with an example of each."""
    from reportwizard.money.cldr import locales
    from reportwizard.money.days import example

    def find(text: str) -> list[Item]:
        wanted = text.casefold()
        found = [one for one in locales() if wanted in f"{one.code} {one.english} {one.own}".casefold()]
        few = len(found) <= _FEW
        return [Item(one.code, one.label, example(one.code) if few else "") for one in found]

    return Picker("How do you write numbers and dates?", find, hint="Your language or country", now=now)


def form_picker(forms: Iterable[Form], now: str = "") -> Picker:
    """The forms that can be chosen, each with what it is for."""

    def find(text: str) -> list[Item]:
        wanted = text.casefold()
        return [
            Item(form.id, form.title, form.about)
            for form in forms
            if wanted in f"{form.title} {form.id}".casefold()
        ]

    return Picker("Which report?", find, now=now)


def question_picker(report: Report) -> Picker:
    """Every question that applies now, found by its number, its name or its wording."""
    asked = report.questions()

    def find(text: str) -> list[Item]:
        words = text.casefold().split()
        items = []
        for question in asked:
            part = report.form.part_of[question.id]
            searched = f"{question.number} {question.name} {question.wording} {part.heading}".casefold()
            if all(word in searched for word in words):
                label = f"{question.number:>5}  {question.name:<28}"
                items.append(Item(question.id, label, part.short or part.title))
        return sorted(items, key=lambda item: not item.label.strip().casefold().startswith(text.casefold()))

    return Picker("Go to a question", find, hint="Number or a few letters, for example 13 or spent")
