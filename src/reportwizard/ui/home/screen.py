"""The screen before and after a report: first start, my reports, a new report, bring in a page, settings."""

from __future__ import annotations

from reportwizard.errors import ReportWizardError
from reportwizard.ui.home.home_page import HomePage
from reportwizard.ui.shared.frame import Frame, Page
from reportwizard.ui.terminal.memory import enable_collector
from reportwizard.ui.wizard import BRING_IN, NEW, REPORTS, SETTINGS, wizard


class HomeScreen(Frame):
    """The screen below all others."""

    SCOPED_CSS = False
    DEFAULT_CSS = "HomeScreen > TitleLine { display: none; }"

    def __init__(self, *, empty: bool = False) -> None:
        super().__init__()
        self._empty = empty

    def first_page(self) -> Page | None:
        # Below a report that was named at start, the list is made when one goes there.
        return None if self._empty else self._page(REPORTS)

    def on_mount(self) -> None:
        self.call_after_refresh(enable_collector)
        self.call_after_refresh(self._recover_new_reports)

    async def go(self, page: str, at: str = "") -> None:
        await self.open_page(self._page(page, at))

    def _page(self, page: str, at: str = "") -> HomePage:
        if page == BRING_IN:
            from reportwizard.ui.home.bring_in import BringInPage

            return BringInPage()
        if page == NEW:
            from reportwizard.ui.home.new_report import new_report_page

            try:
                return new_report_page(self, at)
            except ReportWizardError as error:
                wizard(self).show_error(error)
        if page != SETTINGS and self._has_reports():
            from reportwizard.ui.home.reports import ReportsPage

            return ReportsPage(at)
        from reportwizard.ui.home.settings import FirstStartPage, SettingsPage

        return SettingsPage() if page == SETTINGS else FirstStartPage()

    def _has_reports(self) -> bool:
        try:
            app = wizard(self)
            return bool(app.deleted) or any(not draft.is_example for draft in app.folder.newest())
        except ReportWizardError:
            return True

    def show_lines(self) -> None:
        super().show_lines()
        if isinstance(self.page, HomePage):
            self._tabs_line.show_name(self.page.heading, self.page.remark())

    async def _recover_new_reports(self) -> None:
        from reportwizard.drafts.saving.backup import backup_folder

        folder = wizard(self).folder
        if not backup_folder(folder.path).exists():
            return  # without loading what opens a report
        from reportwizard.ui.backups import recover_new_reports

        name = recover_new_reports(folder)
        if name and self.is_current:
            wizard(self).last_draft = name
            await self.go(REPORTS)
            wizard(self).say("A new report that could not be saved the last time is in your list now.")
