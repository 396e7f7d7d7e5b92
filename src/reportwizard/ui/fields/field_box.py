"""One question on screen: its number and wording, help, the control, and one line of message below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.widgets import Static

from reportwizard.kinds.registry import KINDS
from reportwizard.ui.content import plain, shortened
from reportwizard.ui.due import due_remark
from reportwizard.ui.fields.control import AnswerChosen, AnswerTyped, Line, Remark, WithOthers, WithUnit
from reportwizard.ui.fields.offers import Offer, offers
from reportwizard.ui.fields.options import Offered, OptionChooser, Pick
from reportwizard.ui.fields.registry import control_for, widget_of
from reportwizard.ui.fields.wording import help_lines, wording
from reportwizard.ui.shared.debounce import Debounce

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from reportwizard.checks.dismiss import Checked, Dismissed
    from reportwizard.checks.finding import Finding
    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Choice, Problem, Reading
    from reportwizard.ui.session import Session

TAKE_KEY = "Ctrl+T"
"""The key that puts the cursor on what is offered below an answer."""

_MARKS = {"error": "✗ ", "warning": "! ", "good": "= ", "quiet": ""}
_DISMISS_KEY = " Right as it is? Ctrl+R"
_ASKED = 60
# Reading back waits until the fingers rest: a word count of 20,000 characters must not slow a key down.
_REST = 0.15
# What cannot be read yet may only be half typed: say so later.
_LONG_REST = 0.8


class FieldBox(Vertical):
    """One question. The box tells the session what was typed, and shows what the report made of it."""

    DEFAULT_CLASSES = "field-box"
    TONES: ClassVar[tuple[str, ...]] = ("quiet", "good", "warning", "error")

    def __init__(self, session: Session, question: Question) -> None:
        super().__init__(id=f"box-{question.id}")
        self.session = session
        self.question = question
        self.field = control_for(question, session.report.region)
        self._reading: Reading | None = None
        self._remark = ""
        self._findings: tuple[Finding, ...] = ()
        self._dismissed: tuple[Dismissed, ...] = ()
        self._rest = Debounce(self, self._say)

    @property
    def _whole(self) -> bool:
        """Whether all of the question is on a screen: one that is just built or left has only parts of it."""
        return self.is_attached and len(self.query(".message, .readings")) == 2

    @property
    def control_widget(self) -> Widget:
        """The control, as a widget that takes the focus."""
        return widget_of(self.field)

    def compose(self) -> ComposeResult:
        """Wording, help, control, choices (where a text has two readings), message."""
        question = self.question
        # A follow-up question is named as it will be once it is asked.
        required = question.required or self.session.report.required(question)
        yield Static(wording(question, required=required), classes="wording")
        yield from help_lines(question)
        if isinstance(self.field, WithUnit):
            yield Horizontal(self.control_widget, Static(classes="unit"), classes="with-unit")
        else:
            yield self.control_widget
        yield Static(classes="message")
        yield Offered(classes="readings")

    def on_mount(self) -> None:
        """Fill the control from the report, and follow the answers that its line speaks of."""
        self.refill()
        if isinstance(self.field, WithOthers) and self.field.others:
            self.session.changed.subscribe(self, self._other_changed)

    def _other_changed(self, question_id: str) -> None:
        changed = self.session.report.form.by_id.get(question_id)
        if isinstance(self.field, WithOthers) and changed and changed.role in self.field.others:
            self._rest.touch(_REST)

    def refill(self) -> None:
        """Show what the report holds, without counting that as typing."""
        report = self.session.report
        self.field.fill(report.answers.get(self.question.id), report.region)
        if isinstance(self.field, WithUnit) and self._whole:
            self.query_one(".unit", Static).update(plain(self.field.unit(report.region)))
        self._say()

    @on(AnswerTyped)
    def _typed(self, event: AnswerTyped) -> None:
        event.stop()
        self._remark = ""
        self._reading = self.session.type_answer(self.question.id, event.text)
        self._rest.touch(_LONG_REST if self._reading.problems else _REST)

    @on(AnswerChosen)
    def _chosen(self, event: AnswerChosen) -> None:
        event.stop()
        self._reading = None
        self._remark = ""
        self.session.set_answer(self.question.id, event.value)
        self.refill()

    @on(Remark)
    def _remarked(self, event: Remark) -> None:
        event.stop()
        self._remark = event.text
        self._say()

    @on(OptionChooser.Picked)
    def _offer_taken(self, event: OptionChooser.Picked) -> None:
        event.stop()
        # A key pressed twice must not take what is offered next.
        taken = next((one for one in self._offers() if event.id and one.label == event.label), None)
        if taken is not None:
            self._reading = None
            self.session.set_answers(taken.answers)
            self.refill()
            self.control_widget.focus()

    def ask_which(self) -> bool:
        """Put the cursor on what is offered for an unclear or a missing answer; whether there is anything."""
        self._rest.finish()
        if not self._whole:
            return False
        return not self._findings and self.open_offers()

    def open_offers(self) -> bool:
        """Put the cursor on what is offered below the answer; whether there is anything."""
        chooser = self.query_one(".readings", Offered)
        if chooser.display:
            chooser.open()
        return chooser.display

    def show_findings(self, checked: Checked) -> None:
        """Show what a reader would ask about this answer, quietly: a mark beside it, a sentence below."""
        if checked == (self._findings, self._dismissed) or not self._whole:
            return
        self._findings, self._dismissed = checked
        lines = [*_finding_lines(self._findings), *map(_dismissed_line, self._dismissed)]
        words = Content("\n").join(lines)
        for shown in self.query(".findings").results(Static):
            shown.update(words)
            shown.display = bool(lines)
            break
        else:
            if lines:
                self.mount(Static(words, classes="findings"), after=self.query_one(".message"))
        self._mark()
        self._say()

    def _mark(self) -> None:
        required = self.question.required or self.session.report.required(self.question)
        gravest = self._findings[0].severity if self._findings else ""
        self.query_one(".wording", Static).update(wording(self.question, required=required, mark=gravest))

    def _offers(self) -> tuple[Offer, ...]:
        others = tuple(
            Offer(one.label, one.reason, {self.question.id: one.value}) for one in self._other_readings()
        )
        return (*others, *offers(self.session.report, self.question, self._problems(), self._findings))

    def _other_readings(self) -> tuple[Choice, ...]:
        """Return what the text that was typed may mean as well, while its answer stands."""
        read, kept = self._reading, self.session.report.answers.get(self.question.id)
        return read.alternatives if read is not None and read.value == kept else ()

    def _problems(self) -> tuple[Problem, ...]:
        report = self.session.report
        value = report.answers.get(self.question.id)
        if value is None:
            return self._reading.problems if self._reading else ()
        return KINDS[self.question.kind].problems(value, self.question, report.region)

    def _say(self) -> None:
        if not self._whole:
            return
        problems, offered = self._problems(), self._offers()
        line = self._line(problems, offered)
        message = self.query_one(".message", Static)
        message.update(plain(_MARKS[line.tone] + line.text) if line else "")
        message.display = line is not None
        for tone in self.TONES:
            message.set_class(line is not None and line.tone == tone, f"-{tone}")
        self.set_class(line is not None and line.tone == "error", "-unread")
        self._show_offers(offered)

    def _how_taken(self, number: int) -> str:
        return f"{TAKE_KEY}, then {number}" if self._findings else ""

    def _line(self, problems: tuple[Problem, ...], offered: tuple[Offer, ...]) -> Line | None:
        if offered and not self._findings:
            keys = " or ".join(str(number) for number, _ in enumerate(offered, 1))
            way = TAKE_KEY if self.question.kind == "long_text" else "Enter"
            words = problems[0].message if problems else "To take this:"
            read = self._below() if self._other_readings() else None
            if read:
                return Line(f"{read.text} · Not this? Press {way}, then {keys}.", read.tone)
            return Line(f"{words} Press {way}, then {keys}.", "warning" if problems else "quiet")
        if self._remark:
            return Line(self._remark, "warning")
        # A table shows what is wrong with its cells itself.
        if problems and not problems[0].cell:
            return Line(problems[0].message, "error")
        return self._below()

    def _below(self) -> Line | None:
        """Return how the answer was read, with what there is to say about it."""
        report = self.session.report
        value = report.answers.get(self.question.id)
        if isinstance(self.field, WithOthers):
            self.field.look(report)
        line = self.field.below(value, self._reading, report.region)
        here = due_remark(self.question, value)
        if line and here:
            return Line(f"{line.text} · {here}", line.tone)
        notes = self._reading.notes if self._reading else ()
        if notes:
            return Line(f"{line.text} · {notes[0]}" if line else notes[0], "warning")
        return line

    def _show_offers(self, offered: tuple[Offer, ...]) -> None:
        chooser = self.query_one(".readings", Offered)
        chooser.set_picks(
            tuple(
                Pick(str(number), offer.label, str(number + 1), offer.reason or self._how_taken(number + 1))
                for number, offer in enumerate(offered)
            )
        )
        chooser.display = bool(offered)


def box_of(widget: object) -> FieldBox | None:
    """Return the question that a widget stands in; None where it stands in none."""
    while isinstance(widget, DOMNode):
        if isinstance(widget, FieldBox):
            return widget
        widget = widget.parent
    return None


def _finding_lines(findings: tuple[Finding, ...]) -> list[Content]:
    """Return a line for each finding; the last one says how it is dismissed."""
    lines = []
    for finding in findings:
        mark, style = ("! ", "$warning") if finding.severity == "warning" else ("i ", "$quiet")
        lines.append(Content.assemble((mark, style), plain(finding.message, style)))
    return [*lines[:-1], Content.assemble(lines[-1], (_DISMISS_KEY, "$quiet"))] if lines else []


def _dismissed_line(one: Dismissed) -> Content:
    asked = shortened(one.finding.message, _ASKED).plain
    return plain(f"– Right as it is: “{one.entry.reason}” ({asked})", "$quiet")
