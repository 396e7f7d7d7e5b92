"""One part of the form: its questions one below the other, built when the part is opened."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from reportwizard.checks.dismiss import at_question
from reportwizard.checks.required import run_blocking
from reportwizard.forms.conditions import parse_condition, parse_days_after
from reportwizard.ui.dismiss import dismiss_or_ask_again
from reportwizard.ui.fields.control import Grew
from reportwizard.ui.fields.field_box import FieldBox, box_of
from reportwizard.ui.fields.reveal import lines_above, reveal
from reportwizard.ui.screens.answer_actions import AnswerActions
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.widgets.money_panel import MoneyPanel
from reportwizard.ui.widgets.region_bar import RegionBar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.widget import Widget

    from reportwizard.checks.finding import Finding
    from reportwizard.forms.form import Part
    from reportwizard.ui.session import Session


# A finding waits longer than a read-back: half a sentence is not yet a claim.
_MARKS_REST = 1.0
_SPENT = ("money.spent", "money.spent.local")


class Questions(VerticalScroll, can_focus=False):
    """The scrolling column of questions."""

    def watch_virtual_size(self, before: Size, now: Size) -> None:
        """Keep the question with the cursor in view when something comes or goes, such as a finding."""
        if before.height != now.height:
            self.call_after_refresh(self.post_message, Grew())


class PartScreen(AnswerActions):
    """The questions of one part, with the cursor in one of them."""

    CSS_PATH = "part.tcss"
    HELP: ClassVar[str | None] = """\
Answer the questions from top to bottom, in any order you like. Everything you type is saved by itself;
the top line says when. You can leave at any time: the next start brings you back here.

“required” means that the report cannot be handed in without this answer. You need not answer it now.

! and i stand before what your reader will ask. If it is right as it is, press Ctrl+R and say why."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("alt+down", "question(1)", "Next question", id="next_question", show=False,
                tooltip="Move to the next question"),
        Binding("alt+up", "question(-1)", "Question before", id="previous_question", show=False,
                tooltip="Move to the question before"),
        Binding("f7", "editor", "Editor", id="editor", show=False,
                tooltip="Write this answer in your own text editor"),
        Binding("ctrl+t", "take_offer", "Take an offer", id="take_offer", show=False,
                tooltip="Go to what is offered below the answer, such as a repair, and take it with 1 or 2"),
        Binding("f8", "earlier", "Earlier versions", id="earlier", show=False,
                tooltip="See what stood in this answer before, and put it back"),
        Binding("ctrl+r", "right_as_it_is", "Right as it is", id="right_as_it_is", show=False,
                tooltip="Say why what is asked here is right as it is, or ask it again"),
        Binding("f9", "finish", "Part finished", id="finish", show=False,
                tooltip="Mark this part as finished, or take the mark away"),
        Binding("f10", "ledger", "Expenses", id="ledger", show=False,
                tooltip="The list of what you paid, and what it adds up to"),
        Binding("escape", "home", "My reports", id="home", tooltip="Back to the list of reports"),
        Binding("escape", "back", "All answers", id="back", tooltip="Back to the page with all answers"),
    ]  # fmt: skip

    def __init__(
        self, session: Session, part: Part, question_id: str, *, back_to_check: bool = False
    ) -> None:
        super().__init__(session, part.id)
        self.part = part
        self.question_id = question_id
        self.back_to_check = back_to_check
        self._by_mouse = False
        self._marks = Debounce(self, self.show_findings)
        self._deciding = {
            *(parse_condition(one.asked_if).question for one in part.questions if one.asked_if),
            *(parse_days_after(one.suggested)[0] for one in part.questions if one.suggested),
        }

    def compose_step(self) -> ComposeResult:
        """A heading with the place in the part, the questions, and the end of the part."""
        with Vertical(id="part"):
            yield Static(id="part-heading")
            with Questions(id="questions"):
                if any(question.currency == "local" for question in self.part.questions):
                    yield RegionBar(self.session)
                if any(question.role in _SPENT for question in self.part.questions):
                    yield MoneyPanel(self.session)
                    yield Button(self._expenses_label(), id="expenses", compact=True)
                for group in self.part.groups:
                    boxes = [FieldBox(self.session, question) for question in group]
                    if len(boxes) > 1:
                        yield Horizontal(*boxes, classes="beside")
                    else:
                        yield from boxes
                with Horizontal(id="part-end"):
                    yield Button(self._finish_label(), id="finish", compact=True)
                    yield Button("Next part  F3", id="next", compact=True)

    def on_mount(self) -> None:
        """Put the cursor in the field: what is typed next is the answer."""
        super().on_mount()
        self._show_asked()
        self.call_after_refresh(self._settle)
        self.focus_question(self.question_id)

    def focus_question(self, question_id: str) -> None:
        """Put the cursor into a question's field."""
        box = next((box for box in self.boxes() if box.question.id == question_id), None)
        if box is not None:
            self.set_focus(box.control_widget, scroll_visible=False)
            self._show_place(box)
            self.call_after_refresh(self._reveal, box)

    def _reveal(self, box: FieldBox) -> None:
        if not (self.is_attached and box.is_attached):
            return  # another screen came meanwhile
        control = box.control_widget
        top = lines_above(control, box)
        room = self.query_one(Questions).scrollable_content_region.height
        reveal(box, [(0, box.size.height), (top, top + control.outer_size.height), (0, room)])

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the cursor: name the place, and bring the whole question into view."""
        box = box_of(event.widget)
        if box is not None:
            self._show_place(box)
            if not self._by_mouse:
                self.call_after_refresh(self._reveal, box)

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Note who moves the focus: under the mouse nothing may jump while its button is down."""
        self._by_mouse = not scroll_visible
        super().set_focus(widget, scroll_visible, from_app_focus)

    @on(Grew)
    def _grew(self, event: Grew) -> None:
        event.stop()
        box = box_of(self.focused)
        if box is not None:
            self._reveal(box)

    def on_resize(self) -> None:
        """Keep the place at the right end of the heading."""
        if self.here is not None:
            self._show_place(self.here)

    def _show_place(self, box: FieldBox) -> None:
        boxes = self.boxes()
        self.question_id = box.question.id
        place = f"question {boxes.index(box) + 1} of {len(boxes)}" if box in boxes else ""
        head = f"Part {self.part.number} · {self.part.title}" if self.part.number else self.part.title
        heading = self.query_one("#part-heading", Static)
        room = max(self.size.width - 24 - len(head) - len(place) - 2, 2)
        heading.update(Content.assemble((head, "bold"), " " * room, (place, "$quiet")))

    def report_changed(self, question_id: str) -> None:
        """Show or hide follow-up questions at once; the rest waits until the fingers rest."""
        if not question_id or question_id in self._deciding:
            self._show_asked()
        if not question_id:
            for box in self.query(FieldBox):
                box.refill()
        self._marks.touch(_MARKS_REST)
        super().report_changed(question_id)

    def _settle(self) -> None:
        if not self.is_attached:
            return  # another screen came meanwhile
        self.show_findings()
        # Building a screen leaves much behind; on an old laptop that memory is wanted elsewhere.
        gc.collect()

    def show_findings(self) -> None:
        """Show what a reader would ask, each thing at its question; never while a word is typed."""
        checked = self.checked()
        for box in self.query(FieldBox):
            box.show_findings(at_question(checked, box.question.id))

    def report_rested(self) -> None:
        """Take the tick away where an answer got an error, and name the button after the tick."""
        super().report_rested()
        self._untick_if_wrong()
        button = self.query_one("#finish", Button)
        if str(button.label) != self._finish_label():
            button.label = self._finish_label()
            button.refresh(layout=True)

    def _show_asked(self) -> None:
        report = self.session.report
        for box in self.query(FieldBox):
            if box.question.asked_if:
                box.display = report.asked(box.question)
            if box.question.suggested and not box.has_pseudo_class("focus-within"):
                box.refill()

    def _finish_label(self) -> str:
        done = self.part.id in self.session.report.complete
        return "✓ This part is finished  F9" if done else "Mark this part as finished  F9"

    def _blocking(self) -> Finding | None:
        mine = {question.id for question in self.part.questions}
        return next((one for one in run_blocking(self.session.report) if one.question in mine), None)

    def _untick_if_wrong(self) -> None:
        if self.part.id in self.session.report.complete and self._blocking():
            self.session.tick(self.part.id, finished=False)

    def action_finish(self) -> None:
        """Say that the part is finished, or take that back; with something missing, go there instead."""
        if self.part.id in self.session.report.complete:
            self.session.tick(self.part.id, finished=False)
            return
        blocking = self._blocking()
        if blocking:
            self.app.clear_notifications()
            self.notify(blocking.message, severity="warning", markup=False, timeout=6)
            self.focus_question(blocking.question)
            return
        self.session.tick(self.part.id, finished=True)
        self.notify("Finished. F3 opens the next part.", timeout=4)

    def _expenses_label(self) -> str:
        return f"List of expenses ({len(self.session.report.ledger):,})  F10"

    @on(Button.Pressed, "#expenses")
    def action_ledger(self) -> None:
        """Show the list of expenses; Escape there leads back here."""
        self.app.open_ledger(self.question_id, back_to_check=self.back_to_check)

    @on(Button.Pressed, "#finish")
    def _finish_pressed(self) -> None:
        self.action_finish()

    @on(Button.Pressed, "#next")
    def _next_pressed(self) -> None:
        self.action_step(1)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Enter in a one-line field goes on to the next question, or asks which reading is meant."""
        event.stop()
        box = box_of(event.input)
        if box is None or not box.ask_which():
            self.action_question(1)

    def action_question(self, by: int) -> None:
        """Move to the next question, or to the one before; past the end, to the end of the part."""
        boxes = self.boxes()
        if not boxes:
            return  # a key came before the questions
        here = next((place for place, box in enumerate(boxes) if box.question.id == self.question_id), 0)
        place = here + by
        if 0 <= place < len(boxes):
            self.focus_question(boxes[place].question.id)
        elif place < 0:
            self.action_step(-1)
        else:
            self.query_one("#finish", Button).focus()

    def action_right_as_it_is(self) -> None:
        """Dismiss what is asked at this question, or ask it again."""
        dismiss_or_ask_again(self.app, self.session, self.checked(), self.question_id)

    def action_check(self) -> None:
        """Show every answer on one page; where one came from there, at this question again."""
        self.app.open_check(self.question_id if self.back_to_check else "")

    def action_back(self) -> None:
        """Back to the page one came from."""
        self.action_check()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape leads to where one came from."""
        return action != ("home" if self.back_to_check else "back")
