"""Two choices about a report that is no draft yet: its currency, and how numbers and dates are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Static

from reportwizard.kinds.base import Region
from reportwizard.ui.app import WizardApp
from reportwizard.ui.content import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult


class RegionChooser(Vertical):
    """A button for each choice, and an example of how numbers and dates are written.

    It begins with `region`, else with the locale that the app was started with, and with no currency: that is
    never guessed.
    """

    DEFAULT_CSS = """
    RegionChooser, RegionChooser Horizontal { height: auto; }
    RegionChooser Static { width: 1fr; height: auto; padding: 0 1; color: $quiet; }
    """
    app = getters.app(WizardApp)

    class Changed(Message):
        """The applicant chose; `region` is the new choice."""

        def __init__(self, region: Region) -> None:
            super().__init__()
            self.region = region

    def __init__(self, region: Region | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.choice = region or Region(self.app.locale)

    def compose(self) -> ComposeResult:
        """A line for each: the button, and what it is good for."""
        with Horizontal():
            yield Button(
                id="choose-currency", compact=True, tooltip="The currency in which you spent the money"
            )
            yield Static("the money that you spent")
        with Horizontal():
            yield Button(id="choose-locale", compact=True, tooltip="Your language or country")
            yield Static(id="writing-example")

    def on_mount(self) -> None:
        """Say what is chosen; the example comes later, because it loads what is known of all languages."""
        self.show_names()
        self.call_after_refresh(self.show_example)

    def names(self) -> dict[str, str]:
        """Return the words on each button."""
        return {
            "#choose-currency": f"Local currency: {_currency_name(self.choice.currency)} ▾",
            "#choose-locale": f"Numbers and dates: {_locale_name(self.choice.locale)} ▾",
        }

    def show_names(self) -> None:
        """Write the choice on the buttons; a new label needs a new layout to be as wide as its words."""
        for button_id, name in self.names().items():
            button = self.query_one(button_id, Button)
            button.label = plain(name)
            button.refresh(layout=True)

    def show_example(self) -> None:
        """Show a number and a day as this applicant writes them."""
        from reportwizard.money.days import example

        self.query_one("#writing-example", Static).update(plain(example(self.choice.locale)))

    @on(Button.Pressed, "#choose-currency")
    def choose_currency(self) -> None:
        """Open the list of currencies."""
        from reportwizard.ui.screens.pickers import currency_picker

        def take(code: str | None) -> None:
            if code:
                self.choose(Region(self.choice.locale, code))
                self.screen.focus_next()

        self.app.push_screen(currency_picker(self.choice.locale, self.choice.currency), take)

    @on(Button.Pressed, "#choose-locale")
    def choose_locale(self) -> None:
        """Open the list of ways of writing."""
        from reportwizard.ui.screens.pickers import locale_picker

        def take(locale: str | None) -> None:
            if locale:
                self.choose(Region(locale, self.choice.currency))
                self.app.remember(locale=locale)
                self.screen.focus_next()

        self.app.push_screen(locale_picker(self.choice.locale), take)

    def choose(self, region: Region) -> None:
        """Show another choice, and tell the screen."""
        if region != self.choice:
            self.choice = region
            self.show_names()
            self.show_example()
            self.post_message(self.Changed(region))


def _currency_name(code: str) -> str:
    from reportwizard.money.currencies import find_currency

    currency = find_currency(code)
    return currency.label if currency else code or "choose"


def _locale_name(code: str) -> str:
    from reportwizard.money.cldr import locales, nearest_locale

    nearest = nearest_locale(code)
    return next((known.label for known in locales() if known.code == nearest), code)
