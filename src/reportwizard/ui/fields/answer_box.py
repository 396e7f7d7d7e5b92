"""One question on a page: its head, the control, how the answer was read, and what is said below it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message

from reportwizard.report.progress import is_answered
from reportwizard.ui.due import due_remark
from reportwizard.ui.fields.control import AnswerChosen, AnswerTyped, ToOffers
from reportwizard.ui.fields.feedback import Feedback
from reportwizard.ui.fields.head import Head
from reportwizard.ui.fields.number import MoneyControl
from reportwizard.ui.fields.offers import notes_below
from reportwizard.ui.fields.registry import ONE_LINE, control_for, widget_of
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.shared.drawing import one_line, plain, to_the_right
from reportwizard.ui.shared.drawn import Drawn, Row, Text
from reportwizard.ui.wizard import Open

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from reportwizard.checks.dismiss import Checked
    from reportwizard.checks.finding import Finding
    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Reading
    from reportwizard.ui.session import Session

# Reading back waits until the fingers rest: a word count of 20,000 characters must not slow a key down.
_REST = 0.15
# What cannot be read yet may only be half typed: say so later.
_LONG_REST = 0.8


class Beside(Drawn):
    """What stands right of a box on its row: how it was read."""

    DEFAULT_CSS = "Beside { height: 1; padding-left: 2; }"

    def __init__(self) -> None:
        super().__init__()
        self._content = Content()

    def show(self, content: Content) -> None:
        """Show other words."""
        if content.markup != self._content.markup:
            self._content = content
            self.redraw()

    def rows(self, width: int) -> list[Row]:
        """One line."""
        words = self._content
        return [Row(words if words.cell_length <= width else words.truncate(width, ellipsis=True))]


class Above(Drawn):
    """The count above a long text, at the right end."""

    DEFAULT_CSS = "Above { height: 1; padding-right: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._words = ""

    def show(self, words: str) -> None:
        """Show another count."""
        if words != self._words:
            self._words = words
            self.redraw()

    def rows(self, width: int) -> list[Row]:
        """One line."""
        return [Row(to_the_right(one_line(self._words, width, "$quiet"), width))]


class Right(Message):
    """A finding is right as it is; the page asks why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding


class AnswerBox(Vertical):
    """One open question. It tells the session what was typed, and shows what the report made of it.

    As a `row` its name stands left of the box; else number, name and official wording stand above.
    """

    SCOPED_CSS = False
    DEFAULT_CSS = """
    AnswerBox { height: auto; }
    AnswerBox.-fills { height: 1fr; min-height: 8; }
    AnswerBox .box-line { height: auto; padding-left: 1; }
    AnswerBox > .control { margin: 0 1; width: 1fr; }
    AnswerBox.-row { margin-bottom: 1; }
    AnswerBox.-row .box-line { padding-left: 3; padding-right: 1; }
    AnswerBox.-row .label { width: 22; color: $quiet; }
    AnswerBox.-row:focus-within .label { color: $foreground; text-style: bold; }
    AnswerBox .unit { width: 5; height: 1; padding: 0 1; background: $raised; color: $quiet; }
    AnswerBox .hint { margin: 0 2 0 27; color: $quiet; }
    """

    def __init__(
        self, session: Session, question: Question, *, row: bool = False, help_open: bool = False
    ) -> None:
        super().__init__(id=f"box-{question.id}")
        self.session = session
        self.question = question
        self.row = row
        self.help_open = help_open
        self.control = control_for(question, session.report.region)
        self.reading: Reading | None = None
        self._checked: Checked | None = None
        self._rest = Debounce(self, self.say)
        self.set_class(self.control.fills, "-fills")
        self.set_class(row, "-row")

    @property
    def control_widget(self) -> Widget:
        """The control, as a widget that takes the focus."""
        return widget_of(self.control)

    @property
    def takes_keys(self) -> Widget:
        """What has the focus when the keys go to this question: the control, or the box inside it."""
        inside: Widget | None = getattr(self.control, "box", None)
        return inside or self.control_widget

    @property
    def feedback(self) -> Feedback:
        """What stands below."""
        return self.query_one(Feedback)

    def compose(self) -> ComposeResult:
        """Head or label, control, feedback."""
        one_line_box = self.question.kind in ONE_LINE
        if not self.row:
            yield Head(self.question, required=self._required, help_open=self.help_open)
        if self.question.kind == "long_text":
            yield Above()
        if one_line_box or self.row:
            with Horizontal(classes="box-line"):
                if self.row:
                    yield Text(one_line(self.question.name, 21), classes="label")
                yield self.control_widget
                if isinstance(self.control, MoneyControl):
                    yield Text(classes="unit")
                if one_line_box and self.question.kind != "text":
                    yield Beside()
        else:
            yield self.control_widget
        if self.row:
            yield Text(classes="hint")
        yield Feedback(indent=24 if self.row else 0)

    @property
    def _required(self) -> bool:
        # A follow-up question is named as it will be once it is asked.
        return self.question.required or self.session.report.required(self.question)

    def on_mount(self) -> None:
        """Fill the control from the report."""
        self.refill()

    def refill(self) -> None:
        """Show what the report holds, without counting that as typing."""
        report = self.session.report
        self.control.fill(report.answers.get(self.question.id), report.region)
        if isinstance(self.control, MoneyControl):
            for unit in self.query(".unit").results(Text):
                unit.show(Content(self.control.unit(report.region)))
        self.say()

    @on(AnswerTyped)
    def _typed(self, event: AnswerTyped) -> None:
        event.stop()
        self.reading = self.session.type_answer(self.question.id, event.text)
        self._rest.touch(_LONG_REST if self.reading.problems else _REST)

    @on(AnswerChosen)
    def _chosen(self, event: AnswerChosen) -> None:
        event.stop()
        self.reading = None
        self.session.set_answer(self.question.id, event.value)
        self.refill()

    @on(ToOffers)
    def _to_offers(self, event: ToOffers) -> None:
        """Enter in a box goes on; where it is not clear what was meant, to the readings."""
        self._rest.finish()
        unclear = bool(self.reading and self.reading.problems and self.reading.problems[0].choices)
        if (unclear or not event.go_on) and self.feedback.open():
            event.stop()

    @on(Feedback.Taken)
    def _taken(self, event: Feedback.Taken) -> None:
        event.stop()
        offer = event.offer
        if offer.right is not None:
            self.post_message(Right(offer.right))
        elif offer.question or offer.place:
            self.post_message(Open(offer.place, offer.question))
        else:
            self.reading = None
            self.session.set_answers(offer.answers)
            self.refill()

    @on(Feedback.Left)
    def _left(self, event: Feedback.Left) -> None:
        event.stop()
        self.control_widget.focus()

    def show_checked(self, checked: Checked) -> None:
        """Show what a reader would ask about this answer."""
        if checked != self._checked:
            self._checked = checked
            self.say()

    def say(self) -> None:
        """Draw anew what was read, counted and found."""
        if not self.is_attached or not self.query(Feedback):
            return  # it is just built, or left
        report, question = self.session.report, self.question
        value = report.answers.get(question.id)
        if self.reading is None and value is not None:
            self.reading = self._reading_of_box()
        notes = notes_below(report, question, self.reading, self._checked)
        read = self.control.read_back(value, self.reading, report.region)
        for beside in self.query(Beside):
            beside.show(read or Content())
            if read:
                # What an unclear amount is asked stands right of the box already.
                notes = tuple(replace(one, words="") if not one.state else one for one in notes)
        for above in self.query(Above):
            above.show(self.control.count(value))
        for head in self.query(Head):
            head.show(
                answered=is_answered(report, question), required=self._required, count=self._count_in_head()
            )
        self.feedback.show(notes)
        self._show_hint()

    def _reading_of_box(self) -> Reading | None:
        """Return how what stands in a box of one line is read: a saved answer has its other readings too."""
        if self.question.kind not in ONE_LINE:
            return None
        from reportwizard.kinds.registry import KINDS

        text = getattr(self.control_widget, "value", "")
        return KINDS[self.question.kind].read(text, self.question, self.session.report.region)

    def _count_in_head(self) -> str:
        value = self.session.report.answers.get(self.question.id)
        return self.control.count(value) if self.question.kind == "agreement" else ""

    def _show_hint(self) -> None:
        """Below the row with the cursor stands its hint; below the due date, when that is on this clock."""
        for hint in self.query(".hint").results(Text):
            value = self.session.report.answers.get(self.question.id)
            words = " ".join(filter(None, (due_remark(self.question, value), self.question.hint)))
            hint.display = self.takes_keys.has_focus and bool(words)
            hint.show(plain(words))

    def on_descendant_focus(self) -> None:
        """Show the hint."""
        self._show_hint()

    def on_descendant_blur(self) -> None:
        """Take the hint away."""
        self._show_hint()
