"""Help for the screen below: what it is for, its keys, and the rules that matter there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reportwizard.ui.app import WizardApp
from reportwizard.ui.content import plain
from reportwizard.ui.palette import offered
from reportwizard.ui.screens.dialogs import Dialog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.screen import Screen


class HelpScreen(Dialog[None]):
    """One page of help; any of Escape, F1, Enter and q closes it."""

    CSS_PATH = "dialogs.tcss"
    app = getters.app(WizardApp)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,enter,q", "close", "Close")]

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        self.about = about

    def compose(self) -> ComposeResult:
        """What the screen is for, its keys, the rules."""
        with Vertical(classes="dialog help-dialog"):
            with VerticalScroll(can_focus=True):
                yield Static(Content("\n").join(self._lines()))
            yield Static("Esc closes this help", classes="dialog-keys")

    def _lines(self) -> Iterator[Content]:
        about = getattr(self.about, "page", None) or self.about
        for paragraph in (about.HELP or "").strip().split("\n\n"):
            yield plain(" ".join(paragraph.split()))
            yield Content("")
        yield Content.styled("Keys", "bold")
        yield from self._keys()
        yield from self._rules()

    def _keys(self) -> Iterator[Content]:
        for active in offered(self.about):
            key = self.app.get_key_display(active.binding)
            yield Content.assemble((f"{key:<10}", "$accent"), active.binding.tooltip)
        yield Content.assemble(
            (f"{'Tab':<10}", "$accent"), "Move to the next field; Shift+Tab to the one before"
        )

    def _rules(self) -> Iterator[Content]:
        session = self.app.session
        if session is None or not session.report.form.rules:
            return
        yield Content("")
        yield Content.styled("Good to know", "bold")
        for rule in session.report.form.rules:
            yield Content.assemble(plain(f"• {rule.text} "), plain(rule.source, "$quiet"))

    def action_close(self) -> None:
        """Close the help."""
        self.dismiss(None)
