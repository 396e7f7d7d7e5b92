"""What a screen may ask of the program, and how it says where to go: no screen imports the app.

A screen calls `wizard(self)` for what the program holds, and posts `Open` to go somewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from textual.message import Message

from reportwizard.errors import ReportWizardError

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

    from reportwizard.drafts.store.folder import DraftFolder
    from reportwizard.settings import Settings
    from reportwizard.ui.session import Session

Answer = TypeVar("Answer")

REPORTS, FIRST_START, NEW, BRING_IN, SETTINGS = "reports", "first-start", "new", "bring-in", "settings"
"""The places outside of a report."""

CURRENCY, NUMBERS = "currency", "numbers"
"""What is chosen for the open report: its local currency, and how it writes numbers and dates."""

PARTS, CHECK, HAND_IN, EXPENSES = "parts", "check", "hand-in", "expenses"
PROOF, REVIEW = "proof", "review"
"""The places inside the open report; a question is named by its id."""


class Open(Message):
    """Go somewhere: `place` is one of the names above, or empty for a question, which `at` names by its id.

    In a list of parts or in Check, `at` names what the cursor is on. `back` is the place to which Esc leads.
    """

    def __init__(self, place: str = "", at: str = "", *, back: str = "") -> None:
        super().__init__()
        self.place = place
        self.at = at
        self.back = back


class Notice(Message):
    """Something to say that is no answer, such as that a paste was joined."""

    def __init__(self, words: str, state: str = "done") -> None:
        super().__init__()
        self.words = words
        self.state = state


class MultilinePaste(Message):
    """Several lines were pasted into a box of one: ask how they go in.

    `take` gets the line that is wanted, or an empty text where none is.
    """

    def __init__(self, lines: list[str], take: Callable[[str], None]) -> None:
        super().__init__()
        self.lines = lines
        self.take = take


class Wizard(Protocol):
    """The program, as its screens know it."""

    folder: DraftFolder
    settings: Settings
    locale: str
    session: Session | None
    last_draft: str

    @property
    def is_web(self) -> bool:
        """Whether the wizard runs in a browser."""

    def say(self, words: str, sign: str = "done") -> None:
        """Say something in one line above the keys; it goes with the next key.

        `sign` is `done`, `look`, `fix` or `ask`.
        """

    def to_browser(self, name: str, data: bytes) -> bool:
        """Send a file to the browser in which the wizard runs; False in a terminal, where it is written."""

    def complain(self, error: ReportWizardError) -> None:
        """Say what went wrong, and what to do."""

    def remember(self, **chosen: str) -> None:
        """Follow settings from now on, and keep them for the next start: `theme`, `locale`, and so on."""

    def open_draft(self, name: str, question_id: str = "") -> None:
        """Open a report where one stopped, or at a question."""

    def close_draft(self) -> None:
        """Save, and go to the list of reports; where something cannot be saved, ask first."""


def wizard(node: DOMNode) -> Wizard:
    """Return the program that a screen or a widget runs in."""
    return cast("Wizard", node.app)


def attempt(node: DOMNode, do: Callable[[], object]) -> None:
    """Do something; where it is refused, say why, and what to do."""
    try:
        do()
    except ReportWizardError as error:
        wizard(node).complain(error)


def ask(node: DOMNode, dialog: Screen[Answer], take: Callable[[Answer], object]) -> None:
    """Show a dialog, and do something with the answer; nothing after Esc. A refusal is said in words."""

    def answered(answer: Answer | None) -> None:
        if answer is not None:
            attempt(node, lambda: take(answer))

    node.app.push_screen(dialog, answered)
