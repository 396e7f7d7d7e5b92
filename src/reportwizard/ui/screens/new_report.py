"""A new report: four short questions, of which none must be answered now."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Input, Static

from reportwizard.errors import ReportWizardError
from reportwizard.kinds.registry import KINDS
from reportwizard.report.progress import first_unanswered
from reportwizard.ui.app import WizardApp
from reportwizard.ui.content import plain
from reportwizard.ui.fields.control import AnswerTyped, Remark
from reportwizard.ui.fields.options import OptionChooser, Pick
from reportwizard.ui.fields.registry import control_for, widget_of
from reportwizard.ui.fields.text import TextControl
from reportwizard.ui.opening import begin_session, change_form, into_list
from reportwizard.ui.widgets.key_bar import KeyBar
from reportwizard.ui.widgets.region_chooser import RegionChooser

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reportwizard.drafts.saving.autosave import Status
    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Problem
    from reportwizard.report.report import Report
    from reportwizard.ui.session import Session


class NewReportScreen(Screen[None]):
    """What the program must know before the first question; it is a draft from the first letter."""

    CSS_PATH = "new_report.tcss"
    AUTO_FOCUS = "Input, #start"
    app = getters.app(WizardApp)
    HELP = """\
Here you start a new report. “Which report” shows the forms that can be filled in. Everything on this page \
may be left empty, and everything but the form can be changed later.

The local currency is the one in which you spent the money. Press Enter on the line and write a few \
letters of its name or of your country.

Numbers and dates: choose the language or country whose way of writing you are used to. You can type an \
amount in any way; this decides how it is shown, and which day is offered first for 3/10/2023.

Enter moves on. “Start” opens the first question. Esc goes back; what you wrote here is a report in your \
list."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "start", "Start", id="start",
                tooltip="Save the new report and open its first question"),
        Binding("escape", "cancel", "Cancel", id="cancel",
                tooltip="Back to the list; what you wrote here is a report in it"),
    ]  # fmt: skip

    def __init__(self, session: Session | None = None) -> None:
        super().__init__()
        self.session = self.app.session = session or begin_session(self.app)
        form = self.report.form
        self._title = form.role("project.title")
        self._due = form.role("report.due")

    @property
    def report(self) -> Report:
        """The new report as it stands."""
        return self.session.report

    def compose(self) -> ComposeResult:
        """The questions, one below the other, and two buttons."""
        yield Static(self._bar(self.report.form.title), id="new-bar")
        with VerticalScroll(id="new-questions", can_focus=False):
            yield Button(id="choose-form", compact=True, tooltip="What you report on, and to whom")
            if self._title is not None:
                with Vertical(id="new-title", classes="new-question"):
                    yield Static(_label(self._title.name, "you can write it later"))
                    yield widget_of(control_for(self._title, self.report.region))
            yield RegionChooser(self.report.region)
            if self._due is not None:
                with Vertical(id="new-due", classes="new-question"):
                    yield Static(_label(self._due.name, "if you know it"))
                    yield widget_of(control_for(self._due, self.report.region))
                    yield Static(classes="message")
                    yield OptionChooser()
            with Horizontal(id="new-buttons"):
                yield Button("Start", id="start", variant="primary")
                yield Button("Cancel", id="cancel")
        yield KeyBar(compact=True)

    def on_mount(self) -> None:
        """Show what the form suggests, and say where something cannot be saved."""
        self.query_one("#choose-form", Button).label = plain(f"Which report: {self.report.form.title} ▾")
        for question, place in self._fields():
            control = self.query_one(f"{place} .control", TextControl)
            control.fill(self.report.answers.get(question.id), self.report.region)
        self.session.status_changed.subscribe(self, self._show_status)
        self._show_due()

    def _bar(self, words: str) -> Content:
        return Content.assemble(("New report", "bold"), "  ", (words, "$quiet"))

    def _show_status(self, status: Status) -> None:
        words = status.words if status.state == "failed" else self.report.form.title
        self.query_one("#new-bar", Static).update(self._bar(words))

    def _fields(self) -> tuple[tuple[Question, str], ...]:
        asked = ((self._title, "#new-title"), (self._due, "#new-due"))
        return tuple((question, place) for question, place in asked if question is not None)

    @on(Button.Pressed, "#choose-form")
    def _choose_form(self) -> None:
        """Let another form be chosen; what both forms ask here stays."""
        from reportwizard.forms.outside import known_forms
        from reportwizard.ui.screens.pickers import form_picker

        known = known_forms()
        for fault in known.faults:
            self.notify(str(fault), severity="warning", markup=False, timeout=15)

        def take(form_id: str | None) -> None:
            chosen = next((form for form in known.forms if form.id == form_id), self.report.form)
            if chosen is not self.report.form:
                change_form(self.session, chosen)
                self.app.switch_screen(NewReportScreen(self.session))

        self.app.push_screen(form_picker(known.forms, self.report.form.id), take)

    @on(AnswerTyped)
    def _typed(self) -> None:
        for question, place in self._fields():
            self.session.type_answer(question.id, self.query_one(f"{place} Input", Input).value)
        self._show_due()

    @on(Remark)
    def _remarked(self, event: Remark) -> None:
        self.notify(event.text, markup=False, timeout=6)

    @on(RegionChooser.Changed)
    def _region_chosen(self, event: RegionChooser.Changed) -> None:
        self.session.set_region(locale=event.region.locale, currency=event.region.currency)
        self._typed()

    def _show_due(self) -> None:
        """Say below the due date how it was read, or why it was not, or which days it may mean."""
        if self._due is None:
            return
        value, region = self.report.answers.get(self._due.id), self.report.region
        kind = KINDS[self._due.kind]
        problems = () if value is None else kind.problems(value, self._due, region)
        message = self.query_one("#new-due .message", Static)
        message.update(plain(problems[0].message if problems else self.report.show(self._due)))
        message.set_class(bool(problems), "-problem")
        self._offer(problems)

    def _offer(self, problems: tuple[Problem, ...]) -> None:
        choices = problems[0].choices if problems else ()
        chooser = self.query_one(OptionChooser)
        chooser.set_picks(
            tuple(Pick(str(at), one.label, str(at + 1), one.reason) for at, one in enumerate(choices))
        )
        chooser.display = bool(choices)

    @on(OptionChooser.Picked)
    def _day_chosen(self, event: OptionChooser.Picked) -> None:
        if self._due is None:
            return
        kind, region = KINDS[self._due.kind], self.report.region
        problems = kind.problems(self.report.answers[self._due.id], self._due, region)
        text = kind.edit_text(problems[0].choices[int(event.id)].value, self._due, region)
        self.query_one("#new-due Input", Input).value = text
        self.query_one("#start", Button).focus()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#start")
    def action_start(self) -> None:
        """Open the first question without an answer."""
        if not self.is_current:
            return
        first, begun_as = first_unanswered(self.report), self.session.begun_as
        if not self.session.save_now():
            # The status says why; what is written is kept in the second place, and saved when that can be.
            self.app.open_question(first)
            return
        try:
            name = into_list(self.app, self.session)
        except ReportWizardError as error:
            self.app.complain(error)
            return
        self.app.open_draft(name, first)
        if self.app.session is not None:
            self.app.session.begun_as = begun_as

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Go back; what was written is a report in the list."""
        if self.is_current:
            self.app.close_draft()


def _label(words: str, remark: str) -> Content:
    return Content.assemble((words, "bold"), (f"  {remark}", "$quiet"))
