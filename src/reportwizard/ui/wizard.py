"""The interface between the screens and the app, which they do not import.

A screen reaches the app with `wizard(self)`, and posts `Open` to go to another page.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from textual.message import Message

from reportwizard.errors import ReportWizardError

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

    from reportwizard.checks.finding import Finding
    from reportwizard.drafts.store.folder import DraftFolder
    from reportwizard.drafts.store.summaries import Summary
    from reportwizard.settings import Settings
    from reportwizard.ui.session import Session

Answer = TypeVar("Answer")

REPORTS, NEW, BRING_IN, SETTINGS = "reports", "new", "bring-in", "settings"
"""Pages outside a report."""

CURRENCY, NUMBERS = "currency", "numbers"
"""Dialogs for the open report: its local currency, and the format of numbers and dates."""

PARTS, CHECK, HAND_IN, EXPENSES = "parts", "check", "hand-in", "expenses"
PROOF, REVIEW, HISTORY, CONFLICTS = "proof", "review", "history", "conflicts"
"""Pages of the open report."""


class Open(Message):
    """Go to a page, or to the question `at` while `page` is empty.

    Elsewhere `at` says where the cursor goes. `back` is the page that Esc returns to; the cursor goes to what
    the finding `about` the question names.
    """

    def __init__(self, page: str = "", at: str = "", *, back: str = "", about: Finding | None = None) -> None:
        super().__init__()
        self.page, self.at, self.back, self.about = page, at, back, about


class Wizard(Protocol):
    """The app as the screens see it."""

    folder: DraftFolder
    settings: Settings
    locale: str
    session: Session | None
    last_draft: str
    drafts: Sequence[Summary] | None
    """The reports, once they are read, so that the list of them is there at once."""
    deleted: list[str]
    """The ids of the reports that were deleted since the start."""

    @property
    def is_web(self) -> bool:
        """Whether the wizard runs in a browser."""

    def say(self, message: str, state: str = "done") -> None:
        """Show a message on the status line until the next key.

        `state` is `done`, `look`, `fix` or `ask`.
        """

    def ask_about_lines(self, lines: Sequence[str], on_answer: Callable[[str], None]) -> None:
        """Ask how pasted lines go into a box for one line; `on_answer` gets that line, empty for none."""

    def send_to_browser(self, name: str, data: bytes) -> bool:
        """Send a file to the browser that the wizard runs in; return False in a terminal."""

    def show_error(self, error: ReportWizardError) -> None:
        """Show what went wrong and what to do."""

    def update_settings(self, **changed: str) -> None:
        """Apply settings such as `theme` or `locale`, and save them."""

    def open_draft(self, name: str, question_id: str = "") -> None:
        """Open a report where the applicant stopped, or at a question."""


def wizard(node: DOMNode) -> Wizard:
    """Return the app that a screen or widget runs in."""
    return cast("Wizard", node.app)


def chosen_editor(program: Wizard) -> tuple[str, str]:
    """Return the command of the applicant's own text editor, empty if there is none, and where it is set."""
    name = next((name for name in ("VISUAL", "EDITOR") if os.environ.get(name)), "")
    return os.environ.get(name, program.settings.editor), name or "the settings"


def attempt(node: DOMNode, do: Callable[[], object]) -> None:
    """Call `do`, and show the error if it raises one."""
    try:
        do()
    except ReportWizardError as error:
        wizard(node).show_error(error)


def ask(node: DOMNode, dialog: Screen[Answer], on_answer: Callable[[Answer], object]) -> None:
    """Show a dialog, and hand over its answer, if there is one; an error is shown."""

    def close(answer: Answer | None) -> None:
        if answer is not None:
            attempt(node, lambda: on_answer(answer))

    node.app.push_screen(dialog, close)
