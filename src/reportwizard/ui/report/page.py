"""What the pages of an open report share."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reportwizard.ui.shared.frame import Page
from reportwizard.ui.wizard import PARTS, Open, wizard

if TYPE_CHECKING:
    from reportwizard.checks.dismiss import Checked
    from reportwizard.ui.report.screen import ReportScreen
    from reportwizard.ui.session import Session


class ReportPage(Page):
    """A page of the open report. What a key does here that every page has, the page says itself."""

    question_id = ""
    """The question that the page is about, for help, earlier versions, and the way back."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    @property
    def checked(self) -> Checked:
        """What the checks say of the report as it stands."""
        return cast("ReportScreen", self.screen).checked()

    @property
    def place(self) -> Open:
        """The way back to this page."""
        return Open(at=self.question_id)

    def help(self) -> tuple[str, str]:
        """Return a heading and words for F1."""
        return "", ""

    def up(self) -> None:
        """Go to the list of parts."""
        self.post_message(Open(PARTS))

    def to_offers(self) -> None:
        """F4."""
        wizard(self).say("Nothing is offered here. F5 shows what is left to look at.", "look")

    def right_as_it_is(self) -> None:
        """Ctrl+R."""
        wizard(self).say("Nothing is asked here.", "look")

    def own_editor(self) -> None:
        """F7."""
        wizard(self).say("Your own editor opens for long texts only.", "look")

    def earlier(self) -> None:
        """F8."""
        wizard(self).say("There is nothing here that has earlier versions. Open a question first.", "look")

    def choose_file(self) -> None:
        """Ctrl+O."""
        wizard(self).say("There is no file to choose here.", "look")

    def next_question(self, by: int) -> None:
        """Alt+↓ and Alt+↑."""

    def taken_elsewhere(self) -> None:
        """The report can be read only, or was changed elsewhere: show again what it holds."""
