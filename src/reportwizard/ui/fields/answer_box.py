"""One question on a page: its head, the control, how the answer was read, and what is said below it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from reportwizard.checks.dismiss import Checked
from reportwizard.forms.form import Question
from reportwizard.kinds.base import Reading, Value
from reportwizard.kinds.money import currency_of
from reportwizard.kinds.registry import KINDS
from reportwizard.report.progress import is_answered
from reportwizard.ui.due import due_remark
from reportwizard.ui.fields.control import AnswerChosen, AnswerTyped, ToOffers
from reportwizard.ui.fields.feedback import Feedback
from reportwizard.ui.fields.head import head_rows, heading
from reportwizard.ui.fields.offers import notes_below
from reportwizard.ui.fields.registry import ONE_LINE, control_for
from reportwizard.ui.session import Session
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.shared.drawing import cut, one_line, plain, to_the_right
from reportwizard.ui.shared.drawn import Lines, Row, Text
from reportwizard.ui.shared.lines import WIDE
from reportwizard.ui.wizard import Open

# Reading back waits until the fingers rest: a word count of 20,000 characters must not slow a key down.
_REST = 0.15
# What cannot be read yet may only be half typed: say so later.
_LONG_REST = 0.8
_LEAST_ROWS = 5
_ROW_AMOUNT = 15
_REMARK = "  "


class AnswerBox(Vertical):
    """One open question. It tells the session what was typed, and shows what the report made of it.

    As a `row` its name stands left of the box; else number, name and official wording stand above.
    """

    # A box copies its own text; this is for what is chosen.
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+c,super+c", "copy")]
    SCOPED_CSS = False
    DEFAULT_CSS = """
    AnswerBox { height: auto; }
    AnswerBox.-fills { height: 1fr; min-height: 8; }
    .box-line { height: auto; padding-left: 1; }
    AnswerBox > .control { margin: 0 1; width: 1fr; }
    .-row { margin-bottom: 1; }
    .-row .box-line { padding-left: 3; padding-right: 1; }
    .-row .label { width: 22; color: $quiet; }
    .-row:focus-within .label { color: $foreground; text-style: bold; }
    AnswerBox > .head { padding: 0 2 0 3; }
    AnswerBox > .count { height: 1; padding-right: 1; }
    AnswerBox .read { height: 1; padding-left: 2; }
    AnswerBox .unit { width: 5; height: 1; padding: 0 1; background: $raised; color: $quiet; }
    .-row .hint { margin: 0 2 0 27; color: $quiet; }
    """

    def __init__(self, session: Session, question: Question, *, row: bool = False) -> None:
        super().__init__(id=f"box-{question.id}")
        self.session = session
        self.question = question
        self.row = row
        self.control = control_for(question, session.report.region)
        self.feedback = Feedback(indent=24 if row else 0)
        self.reading: Reading | None = None
        self._checked: Checked | None = None
        self._here = False
        self._read = Content()
        self._unit, self._hint = Text(classes="unit"), Text(classes="hint")
        self._rest = Debounce(self, self.say)
        self.set_class(self.control.fills, "-fills")
        self.set_class(row, "-row")

    def action_copy(self) -> None:
        """Copy the answer as it is shown."""
        self.app.copy_to_clipboard(self.session.report.show(self.question))

    @property
    def _value(self) -> Value | None:
        return self.session.report.answers.get(self.question.id)

    def compose(self) -> ComposeResult:
        """Head or label, control, feedback; right of an amount or a day how it was read."""
        kind = self.question.kind
        if not self.row:
            yield Lines(self._head_rows, lambda _: self.app.simulate_key("f1"), classes="head")
        if kind == "long_text":
            yield Lines(self._count_rows, classes="count")
        if kind in ONE_LINE or self.row:
            with Horizontal(classes="box-line"):
                if self.row:
                    yield Text(one_line(self.question.name, 21), classes="label")
                    if kind == "money":  # with its unit as wide as the box of a day
                        self.control.styles.width = _ROW_AMOUNT
                yield self.control
                if kind == "money":
                    yield self._unit
                if kind in ONE_LINE and kind != "text":
                    yield Lines(self._read_rows, classes="read")
        else:
            yield self.control
        if self.row:
            yield self._hint
        yield self.feedback

    def _head_rows(self, width: int) -> list[Row]:
        report, question = self.session.report, self.question
        count = self.control.count(self._value) if question.kind == "agreement" else ""
        # A follow-up question is named as it will be once it is asked.
        required = question.required or report.required(question)
        title = heading(question, is_answered(report, question), required, count, width)
        return head_rows(question, title, width, help_open=self.app.size.width >= WIDE)

    def _read_rows(self, width: int) -> list[Row]:
        """How it was read; where there is no room for a remark, without it."""
        words = self._read
        if words.cell_length > width and _REMARK in words.plain:
            words = words[: words.plain.index(_REMARK)]
        return [Row(cut(words, width))]

    def _count_rows(self, width: int) -> list[Row]:
        return [Row(to_the_right(one_line(self.control.count(self._value), width, "$quiet"), width))]

    def on_mount(self) -> None:
        self.refill()

    def refill(self) -> None:
        """Show what the report holds, without counting that as typing."""
        region = self.session.report.region
        self.control.fill(self._value, region)
        if self.question.kind == "money":
            self._unit.show(Content(currency_of(self.question, region) or "?"))
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
        self.control.fill(self._value, self.session.report.region)
        self._rest.touch(_REST)

    @on(ToOffers)
    def _to_offers(self, event: ToOffers) -> None:
        """Enter in a box goes on; where it is not clear what was meant, to the readings."""
        self._rest.finish()
        unclear = bool(self.reading and self.reading.problems and self.reading.problems[0].choices)
        if (unclear or not event.go_on) and self.feedback.open():
            event.stop()

    @on(Feedback.Taken)
    def _taken(self, event: Feedback.Taken) -> None:
        offer = event.offer
        if offer.right is not None:
            return  # the page asks why
        event.stop()
        if offer.question or offer.place:
            self.post_message(Open(offer.place, offer.question))
        else:
            self.reading = None
            self.session.set_answers(offer.answers)
            self.refill()

    @on(Feedback.Left)
    def _left(self, event: Feedback.Left) -> None:
        event.stop()
        self.control.takes_keys.focus()

    def show_checked(self, checked: Checked) -> None:
        if checked != self._checked:
            self._checked = checked
            self.say()

    def mark(self, *, here: bool) -> None:
        """Note whether the cursor is in this question: only then there are a hint and offers beside a row."""
        if here != self._here:
            self._here = here
            self.say()

    def on_descendant_focus(self) -> None:
        self.mark(here=True)

    def on_descendant_blur(self) -> None:
        focused = self.screen.focused
        # While another window has the keyboard, nothing on this page moves.
        if self.app.app_focus and (focused is None or self not in focused.ancestors):
            self.mark(here=False)

    def on_resize(self) -> None:
        """Leave a long text some rows, however much is said below it."""
        if self.control.fills:
            above = sum(one.outer_size.height for one in self.query(".head, .count"))
            self.feedback.styles.max_height = max(self.size.height - above - _LEAST_ROWS, 3)

    def say(self) -> None:
        """Draw anew what was read, counted and found."""
        if not self.is_attached or not self.feedback.is_attached:
            return  # it is just built, or left
        report, value = self.session.report, self._value
        if self.reading is None and value is not None and isinstance(self.control, Box):
            # A saved answer has its other readings, too.
            read = KINDS[self.question.kind].read
            self.reading = read(self.control.value, self.question, report.region)
        notes = notes_below(report, self.question, self.reading, self._checked)
        self._read = self.control.read_back(value, self.reading, report.region)
        if self._read:
            # What an unclear amount is asked stands right of the box already.
            notes = tuple(one if one.state else replace(one, words="") for one in notes)
        if not self._here:
            notes = tuple(replace(one, offers=()) for one in notes if one.words)
        for lines in self.query(Lines):
            if lines.parent is not self.control:
                lines.redraw()
        self.feedback.show(notes)
        self._show_hint()

    def _show_hint(self) -> None:
        """Below the row with the cursor stands its hint; below the due date, when that is on this clock."""
        words = " ".join(filter(None, (due_remark(self.question, self._value), self.question.hint)))
        self._hint.display = self._here and bool(words)
        self._hint.show(plain(words))
