"""Choosing the local currency of the open report, or how it writes numbers and dates."""

from __future__ import annotations

from textual.screen import Screen

from reportwizard.ui.home.pickers import currency_picker, locale_picker
from reportwizard.ui.session import Session
from reportwizard.ui.wizard import CURRENCY, ask, wizard


def choose_region(screen: Screen[None], session: Session, place: str) -> None:
    """Ask for the currency, or for the way of writing (`place`); the amounts are read again with it."""

    def chosen(code: str) -> None:
        if place == CURRENCY:
            session.change(session.report.with_region(currency=code))
            wizard(screen).say(f"Your currency is {code}.")
        else:
            session.change(session.report.with_region(locale=code))
            wizard(screen).say("Numbers and dates are written like this now.")

    picker = (currency_picker if place == CURRENCY else locale_picker)(session.report.locale)
    ask(screen, picker, chosen)
