"""The local currency of the open draft, and how it writes numbers and dates, above the amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Button

from reportwizard.ui.widgets.region_chooser import RegionChooser

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reportwizard.ui.session import Session


class RegionBar(RegionChooser):
    """`Local currency: KZT ▾   Numbers and dates: Kazakh ▾`; a change reads the amounts again."""

    DEFAULT_CSS = """
    RegionBar { layout: horizontal; padding: 0 1; margin: 0 0 1 0; }
    RegionBar Button { margin: 0 1 0 0; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.choice = session.report.region

    def compose(self) -> ComposeResult:
        """Two buttons."""
        yield Button(id="choose-currency", compact=True, tooltip="Choose another local currency")
        yield Button(id="choose-locale", compact=True, tooltip="Choose how you write numbers and dates")

    def on_mount(self) -> None:
        """Follow the session."""
        self.session.changed.subscribe(self, self._follow)
        self.show_names()

    def names(self) -> dict[str, str]:
        """Return short words: the bar has one line."""
        from reportwizard.money.cldr import locales, nearest_locale

        nearest = nearest_locale(self.choice.locale)
        writing = next((one.english for one in locales() if one.code == nearest), self.choice.locale)
        return {
            "#choose-currency": f"Local currency: {self.choice.currency or 'choose'} ▾",
            "#choose-locale": f"Numbers: {writing} ▾",
        }

    def show_example(self) -> None:
        """The amounts below are the example."""

    def _follow(self, question_id: str) -> None:
        if not question_id and self.choice != self.session.report.region:
            self.choice = self.session.report.region
            self.show_names()

    @on(RegionChooser.Changed)
    def _take(self, event: RegionChooser.Changed) -> None:
        event.stop()
        self.session.set_region(locale=event.region.locale, currency=event.region.currency)
