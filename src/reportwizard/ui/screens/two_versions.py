"""Answers that were changed in two places: both side by side, and the applicant chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from reportwizard.drafts.format.answers import plain_of, words_of
from reportwizard.drafts.merging.conflicts import can_keep_both, conflicts_of, settle
from reportwizard.drafts.store.recovery import keep_theirs
from reportwizard.ui.app import WizardApp
from reportwizard.ui.content import plain
from reportwizard.ui.screens.dialogs import Dialog
from reportwizard.ui.widgets.diff_view import side_content

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reportwizard.drafts.merging.conflicts import Choice, Conflict
    from reportwizard.ui.session import Session

_WORDS = (
    "This answer was changed in two places. Which one do you want? "
    "The other one stays among its earlier versions (F8)."
)


class TwoVersionsScreen(Dialog[None]):
    """One answer after the other, until all are chosen or the applicant wants to do it later."""

    CSS_PATH = "two_versions.tcss"
    app = getters.app(WizardApp)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "later", "Later", tooltip="Leave both as they are and choose later"),
        Binding("1", "choose('mine')", "The left one", show=False, tooltip="Keep the left one"),
        Binding("2", "choose('theirs')", "The right one", show=False, tooltip="Take the right one"),
        Binding("3", "choose('both')", "Both", show=False, tooltip="Keep both, one below the other"),
        Binding("pagedown", "page(1)", "Page down", show=False, priority=True),
        Binding("pageup", "page(-1)", "Page up", show=False, priority=True),
    ]

    def __init__(self, session: Session, answer_id: str = "") -> None:
        super().__init__()
        self.session = session
        self._first = answer_id

    def compose(self) -> ComposeResult:
        """The question, both versions, a button for each choice."""
        with Vertical(classes="dialog"):
            yield Static(id="versions-title", classes="dialog-title")
            yield Static(plain(_WORDS), classes="dialog-words")
            with Horizontal(id="versions-body"):
                for side, words in (("mine", "In this window"), ("theirs", "From the other place")):
                    with Vertical(classes="side"):
                        yield Static(words, classes="side-title")
                        with VerticalScroll(can_focus=False):
                            yield Static(id=f"text-{side}")
            with Horizontal(classes="dialog-buttons"):
                yield Button("1  Left", id="mine", compact=True)
                yield Button("2  Right", id="theirs", compact=True)
                yield Button("3  Both, one below the other", id="both", compact=True)
                yield Button("Later  Esc", id="later", compact=True)

    def on_mount(self) -> None:
        """Show the first answer that waits."""
        self._show()

    @property
    def waiting(self) -> Conflict | None:
        """The answer that is shown; None where nothing waits any more."""
        waiting = conflicts_of(self.session.report)
        return next((one for one in waiting if one.answer_id == self._first), waiting[0] if waiting else None)

    def _show(self) -> None:
        conflict, report = self.waiting, self.session.report
        if conflict is None:
            self.dismiss(None)
            return
        left = len(conflicts_of(report))
        question = report.form.by_id.get(conflict.answer_id)
        name = f"{question.number} {question.name}".strip() if question else "List of expenses"
        more = f" · {left - 1} more after this" if left > 1 else ""
        self.query_one("#versions-title", Static).update(plain(f"{name}{more}"))
        mine = words_of(report, conflict.answer_id, plain_of(report, conflict.answer_id))
        theirs = words_of(report, conflict.answer_id, conflict.theirs)
        self.query_one("#text-mine", Static).update(side_content(mine, theirs) if mine else plain("(empty)"))
        self.query_one("#text-theirs", Static).update(side_content(theirs, mine))
        self.query_one("#both", Button).display = can_keep_both(report, conflict)
        self.query_one("#mine", Button).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "later":
            self.action_later()
        elif event.button.id in ("mine", "theirs", "both"):
            self.action_choose(event.button.id)  # type: ignore[arg-type]

    def action_choose(self, choice: Choice) -> None:
        """Take one of the versions, or both; then show the next answer."""
        conflict = self.waiting
        if conflict is None or (choice == "both" and not can_keep_both(self.session.report, conflict)):
            return
        keep_theirs(self.app.folder, self.session.name, self.session.report, conflict)
        self.session.keep_version(conflict.answer_id)
        self.session.replace_report(settle(self.session.report, conflict, choice))
        self._first = ""
        self._show()

    def action_later(self) -> None:
        """Leave both where they are."""
        self.dismiss(None)

    def action_page(self, by: int) -> None:
        """Read on in both."""
        for scroll in self.query(VerticalScroll):
            scroll.scroll_relative(y=by * max(scroll.size.height - 2, 1), animate=False)
