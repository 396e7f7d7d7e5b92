"""The screen before and after a report: first start, my reports, a new report, bring in a page, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from reportwizard.errors import ReportWizardError
from reportwizard.ui.home.rows import action_item, is_example
from reportwizard.ui.shared.frame import Frame, Page
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines import Hint, TabsLine
from reportwizard.ui.wizard import BRING_IN, NEW, REPORTS, SETTINGS, Open, attempt, wizard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from textual.app import ComposeResult

    from reportwizard.drafts.store.summaries import Summary


class HomePage(Page):
    """A page of this screen: it has a name, and a remark at the right of it."""

    heading = ""

    def remark(self) -> str:
        """Return what stands at the right of the name."""
        return ""

    @property
    def home(self) -> HomeScreen:
        """The screen of this page."""
        frame = self.frame
        assert isinstance(frame, HomeScreen)
        return frame

    @property
    def now(self) -> datetime:
        """The moment, on the clock of this computer."""
        return wizard(self).folder.clock().astimezone()

    def up(self) -> None:
        """Go to the reports."""
        self.post_message(Open(REPORTS))


class ListPage(HomePage):
    """A page that is one list: Enter or a click does what a line says."""

    def __init__(self) -> None:
        super().__init__()
        self._deeds: dict[str, Callable[[], object]] = {}

    def compose(self) -> ComposeResult:
        """The list."""
        yield LineList()

    @property
    def listed(self) -> LineList:
        """The list."""
        return self.query_one(LineList)

    def deed(self, words: str, do: Callable[[], object], remark: str = "", style: str = "") -> Item:
        """Return a line of the list that does something. No report is called so: its id has a slash."""
        id = f"/{words}"
        self._deeds[id] = do
        return action_item(id, words, remark, style)

    def opens(self, words: str, place: str, remark: str = "", style: str = "", at: str = "") -> Item:
        """Return a line of the list that opens another page."""
        return self.deed(words, lambda: self.post_message(Open(place, at)), remark, style)

    def hints(self) -> Sequence[Hint]:
        """Choose, or leave."""
        return (
            Hint("Enter", "choose", "enter"),
            Hint("↑ ↓", "move"),
            Hint("F1", "help", "f1"),
            Hint("Ctrl+Q", "leave", "ctrl+q"),
        )

    def up(self) -> None:
        """There is nothing above."""
        wizard(self).say("Ctrl+Q leaves.", "ask")

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.choose(event.id)

    def choose(self, id: str) -> None:
        """Do what a line says."""
        attempt(self, self._deeds[id])


class HomeScreen(Frame):
    """The screen below all others. It keeps what is known of the reports: the list is there at once."""

    SCOPED_CSS = False
    DEFAULT_CSS = "HomeScreen > TitleLine { display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self.drafts: Sequence[Summary] | None = None
        self.deleted: list[str] = []

    def first_page(self) -> Page:
        """The reports, or the first start."""
        return self._page(REPORTS)

    def on_mount(self) -> None:
        """Add new reports that could not be saved the last time."""
        self.call_after_refresh(self._take_in_begun)

    async def go(self, place: str, at: str = "") -> None:
        """Open a page."""
        await self.open_page(self._page(place, at))

    def _page(self, place: str, at: str = "") -> HomePage:
        """Return a page; where there is a report, the reports stand in place of the first start."""
        if place == BRING_IN:
            from reportwizard.ui.home.bring_in import BringInPage

            return BringInPage()
        if place == SETTINGS:
            from reportwizard.ui.home.settings import SettingsPage

            return SettingsPage()
        if place == NEW:
            from reportwizard.ui.home.new_report import new_report_page

            try:
                return new_report_page(self, at)
            except ReportWizardError as error:
                wizard(self).complain(error)
        if self._has_reports():
            from reportwizard.ui.home.reports import ReportsPage

            return ReportsPage(at)
        from reportwizard.ui.home.first_start import FirstStartPage

        return FirstStartPage()

    def _has_reports(self) -> bool:
        folder = wizard(self).folder
        try:
            return any(not is_example(draft) for draft in folder.newest()) or bool(self.deleted)
        except ReportWizardError:
            return True

    def show_rail(self) -> None:
        """Show the name of the page."""
        if isinstance(self.page, HomePage):
            self.query_one(TabsLine).show_name(self.page.heading, self.page.remark())

    async def _take_in_begun(self) -> None:
        from reportwizard.drafts.saving.backup import rescue_folder

        folder = wizard(self).folder
        if not rescue_folder(folder.path).exists():
            return  # what opens a report takes a while to load
        from reportwizard.ui.rescue import take_in_begun

        name = take_in_begun(folder)
        if name and self.is_current:
            wizard(self).last_draft = name
            await self.go(REPORTS)
            wizard(self).say("A new report that could not be saved the last time is in your list now.")
