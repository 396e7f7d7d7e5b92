"""Every answer on one page, with what is missing on top: the last look before handing in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from reportwizard.checks.finding import Finding, repair_of
from reportwizard.drafts.format.answers import kept_words
from reportwizard.kinds.registry import KINDS
from reportwizard.report.progress import progress
from reportwizard.ui.clipboard import copy_text
from reportwizard.ui.content import shortened
from reportwizard.ui.dismiss import dismiss_or_ask_again
from reportwizard.ui.opening import show_two_versions
from reportwizard.ui.screens.dialogs import Confirm
from reportwizard.ui.screens.step import StepScreen
from reportwizard.ui.widgets.answer_blocks import (
    KEPT,
    TWICE,
    UNPLACED,
    answer_blocks,
    kept_blocks,
    summary_blocks,
    twice_blocks,
    unplaced_blocks,
)
from reportwizard.ui.widgets.answer_list import AnswerList
from reportwizard.ui.widgets.part_list import CHECK

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reportwizard.ui.session import Session


class CheckAnswersScreen(StepScreen):
    """What is missing, every answer, and what an import could not place; Enter opens a question."""

    CSS_PATH = "check_answers.tcss"
    HELP: ClassVar[str | None] = """\
All your answers on one page. On top stands what is missing before you can hand in.

Move with ↑ and ↓ and press Enter to change an answer. When you are done there, Esc brings you back here.
✗ must be mended before you can hand in. ! and i are things that the reader will ask about. R mends one where
that is offered. If it is right as it is, press S and say why: it is asked no more. Your reason stays
in your draft only. S takes it back. By itself it is asked again when the figures change."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next_wanted", "Next thing to do", id="next_wanted", show=False,
                tooltip="Move to the next answer that is missing or may be asked about"),
        Binding("c", "copy", "Copy", id="copy_answer", show=False,
                tooltip="Copy this answer, ready to be pasted where you hand in"),
        Binding("s,ctrl+r", "right_as_it_is", "Right as it is", id="right_as_it_is_finding", show=False,
                tooltip="Say why what is asked here is right as it is, or ask it again"),
        Binding("r", "repair", "Repair", id="repair", show=False,
                tooltip="Mend this as it is offered"),
        Binding("delete", "remove", "Remove", id="remove_unplaced", show=False,
                tooltip="Remove a text that the import could not place"),
    ]  # fmt: skip

    def __init__(self, session: Session, question_id: str = "") -> None:
        super().__init__(session, CHECK)
        self.question_id = question_id

    def compose_step(self) -> ComposeResult:
        """A heading, the list, and its keys."""
        with Vertical(id="check"):
            with Horizontal(id="check-heading"):
                yield Static("Check your answers", id="check-title")
                yield Static(id="check-count")
            yield AnswerList(id="answers")
            yield Static("Enter change · N next · R repair · S right · C copy", id="check-keys")

    def on_mount(self) -> None:
        """Show everything, with the cursor on the question that one comes from."""
        super().on_mount()
        self._show(self.question_id)
        self.answers.focus()

    @property
    def answers(self) -> AnswerList:
        """The list."""
        return self.query_one("#answers", AnswerList)

    def _show(self, at: str, near: int = -1) -> None:
        report = self.session.report
        self._checked = self.checked()
        blocks = [
            *twice_blocks(report),
            *summary_blocks(report, self._checked),
            *answer_blocks(report, self._checked.findings),
            *kept_blocks(report),
            *unplaced_blocks(report),
        ]
        self.answers.show(blocks, at, near=near)
        done = progress(report)
        self.query_one("#check-count", Static).update(f"{done.answered} of {done.asked} answered")

    def report_changed(self, question_id: str) -> None:
        super().report_changed(question_id)
        self._show(self.answers.target, self.answers.cursor)

    @on(AnswerList.Opened)
    def _opened(self, event: AnswerList.Opened) -> None:
        event.stop()
        if event.target.startswith(UNPLACED):
            self.action_remove()
        elif event.target.startswith(TWICE):
            show_two_versions(self.app, self.session, event.target.removeprefix(TWICE))
        elif event.target.startswith(KEPT):
            self.notify("This form has no question for this answer. C copies it.", timeout=5)
        else:
            self.app.open_question(event.target, back_to_check=True)

    def action_check(self) -> None:
        """Go back to the top of this page."""
        self.answers.action_end(-1)

    def action_next_wanted(self) -> None:
        """Move to the next answer that needs a look."""
        if not self.answers.to_next_wanted():
            self.notify("Nothing is left to do here. F6 goes on.", timeout=4)

    def action_copy(self) -> None:
        """Copy the answer at the cursor as a box takes it, or the text that was not placed."""
        target, report = self.answers.target, self.session.report
        value = report.answers.get(target)
        if target.startswith(UNPLACED):
            copy_text(self.app, report.unplaced[int(target.removeprefix(UNPLACED))], "The text")
        elif target.startswith(KEPT):
            copy_text(self.app, kept_words(report.not_asked[target.removeprefix(KEPT)]), "The answer")
        elif value is None:
            self.notify("There is no answer to copy here.", timeout=4)
        else:
            question = report.form.by_id[target]
            copy_text(self.app, KINDS[question.kind].portal(value, question, report.region), "The answer")

    def action_right_as_it_is(self) -> None:
        """Dismiss what is asked at the cursor, or ask it again."""
        dismiss_or_ask_again(self.app, self.session, self._checked, self.answers.target, self.answers.about)

    def action_repair(self) -> None:
        """Take the repair that is offered at the cursor."""
        about, report = self.answers.about, self.session.report
        here = [about] if isinstance(about, Finding) else self._checked.findings
        found = (repair_of(report, one) for one in here if one.question == self.answers.target)
        repair = next(filter(None, found), None)
        if repair is None:
            self.notify("There is nothing to repair with one key here. Enter opens the answer.", timeout=4)
            return
        self.session.set_answers(repair.answers)
        self.notify(f"Done: {repair.label}", timeout=5, markup=False)

    def action_remove(self) -> None:
        """Remove a text that was not placed, after asking."""
        target = self.answers.target
        if not target.startswith(UNPLACED):
            self.notify(
                "Delete only removes texts that could not be placed. Enter changes an answer.", timeout=5
            )
            return
        text = self.session.report.unplaced[int(target.removeprefix(UNPLACED))]

        def remove(sure: bool | None) -> None:
            if sure:
                self.session.drop_unplaced(text)

        words = (
            f"“{shortened(text, 200).plain}”\n\nIt goes out of this draft. Copy what you still need first."
        )
        self.app.push_screen(Confirm("Remove this text?", words, yes="Remove"), remove)
