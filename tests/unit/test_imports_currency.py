"""In which currency the amounts of a page may be, where it prints none."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.imports.amounts import likely_currencies_of, local_amount, needs_currency
from reportwizard.kinds.base import Typed
from reportwizard.money.amount import Amount
from support.drafts import a_report

if TYPE_CHECKING:
    from reportwizard.report.report import Report


def a_page(local: str, usd: str) -> Report:
    """A report as a page without a currency gives it."""
    report = a_report().with_region(locale="en", currency="")
    return report.with_answer("spent_local", Typed(local)).with_answer(
        "spent_usd", Amount(Decimal(usd), "USD")
    )


def test_what_the_page_names_and_the_rate_bears_out_is_offered() -> None:
    for local, usd, text, locale, codes in (
        ("640000", "1400.50", "Writing in Almaty, Kazakhstan", "en", ["KZT"]),
        ("640000", "1400.50", "640000 tenge were spent", "en", ["KZT"]),
        ("640000", "1400.50", "A camp", "kk_KZ", ["KZT"]),
        ("6400", "1700", "A walk in Cusco, Peru, with friends from Chile", "en", ["PEN"]),
        ("640000", "1400.50", "A walk in Cusco, Peru", "en", []),
        ("640000", "1400.50", "A camp", "en", []),
    ):
        found = likely_currencies_of(a_page(local, usd), text, locale)
        assert [one.code for one in found] == codes, text
        assert all(one.rate and one.rate > 3 for one in found)


def test_only_an_amount_without_a_currency_asks_for_one() -> None:
    page = a_page("1046956.78", "2292.84")
    assert needs_currency(page)
    assert local_amount(page) == Decimal("1046956.78")
    assert not needs_currency(page.with_region(currency="KZT"))
    assert not needs_currency(a_report().with_region(currency=""))
    assert local_amount(a_report()) is None
