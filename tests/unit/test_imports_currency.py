"""Likely currencies for the amounts of a page that prints none."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.imports.amounts import likely_currencies_of, local_amount, needs_currency
from reportwizard.kinds.values import Typed
from reportwizard.money.amount import Amount
from support.drafts import a_report

if TYPE_CHECKING:
    from reportwizard.report.report import Report


def a_page(local: str, usd: str) -> Report:
    """A report read from a page without a currency."""
    report = a_report().with_region(locale="en", currency="")
    return report.with_answer("spent_local", Typed(local)).with_answer(
        "spent_usd", Amount(Decimal(usd), "USD")
    )


def test_currencies_that_the_page_names_and_whose_rate_fits_are_likely() -> None:
    for local, usd, text, locale, codes in (
        ("640000", "1400.50", "Writing in Almaty, Kazakhstan", "en", ["KZT"]),
        ("640000", "1400.50", "640000 tenge were spent", "en", ["KZT"]),
        ("640000", "1400.50", "A camp", "kk_KZ", ["KZT"]),
        ("6400", "1700", "A walk in Cusco, Peru, with friends from Chile", "en", ["PEN"]),
        ("640000", "1400.50", "A walk in Cusco, Peru", "en", []),
        ("640000", "1400.50", "A camp", "en", []),
    ):
        found = likely_currencies_of(a_page(local, usd), text, locale)
        assert found == [(code, Decimal(local) / Decimal(usd)) for code in codes], text


def test_without_a_rate_the_named_currencies_come_first_then_the_regional_ones() -> None:
    page = a_report().with_region(currency="").with_answer("spent_local", Typed("6400"))
    for text, locale, codes in (
        ("Spent in PEN", "es_AR", ["PEN", "ARS"]),
        ("6400 sol", "en", ["PEN"]),
        ("6400 kr", "en", []),
        ("6400 pesos", "es_AR", ["ARS"]),
        ("Chile, Peru, Kenya, Ghana", "en", ["CLP", "GHS", "KES"]),
        ("Viaje a Suiza", "es", ["CHF"]),
    ):
        found = likely_currencies_of(page, text, locale)
        assert found[: len(codes)] == [(code, None) for code in codes]
        assert bool(found) == bool(codes)


def test_only_an_amount_without_a_currency_needs_one() -> None:
    page = a_page("1046956.78", "2292.84")
    assert needs_currency(page)
    assert local_amount(page) == Decimal("1046956.78")
    assert not needs_currency(page.with_region(currency="KZT"))
    assert not needs_currency(a_report().with_region(currency=""))
    assert local_amount(a_report()) is None
    # What was awarded is not what was spent.
    page = a_page("a million", "2292.84").with_answer("amount_awarded_local", Typed("1000000"))
    assert local_amount(page) == Decimal(1000000)
    assert local_amount(page, "money.spent.local") is None
