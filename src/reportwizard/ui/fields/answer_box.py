"""One question on a page: its head, the control, how the answer was read, and what is said below it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import events, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from reportwizard.checks.dismiss import CheckResult
from reportwizard.forms.form import Question
from reportwizard.kinds.money import currency_of
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Reading, Value
from reportwizard.money.amount import Amount
from reportwizard.report.progress import is_answered
from reportwizard.ui.fields.control import (
    ONE_LINE,
    AnswerChosen,
    AnswerTyped,
    FocusOffers,
    NextQuestion,
    control_for,
)  # fmt: skip
from reportwizard.ui.fields.feedback import Feedback, Note, is_outdated, notes_below
from reportwizard.ui.session import Session
from reportwizard.ui.shared.bars import WIDE
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.shared.drawing import (
    cut,
    hanging_lines,
    left_right,
    numbered_name,
    one_line,
    plain,
    right_aligned,
    wrapped,
)
from reportwizard.ui.shared.frame import Frame
from reportwizard.ui.shared.line_list import LineList
from reportwizard.ui.shared.lines_widget import Lines, Row, Zone
from reportwizard.ui.wizard import Open

# Seconds after the last key: a word count of 20,000 characters must not slow a key down, and what cannot be
# read yet may only be half typed.
_TYPING_PAUSE, _UNREAD_PAUSE = 0.15, 0.8
_MIN_ROWS = 5
SHORT_NAME = 19
"""Terminal cells of a question's name beside its box; if a page has a longer one, its boxes move right."""
_ROW_AMOUNT = 15
_REMARK = "  "
_BULLET = "- "


class AnswerBox(Vertical):
    """One open question. It tells the session what was typed, and shows what the report made of it.

    As a `row` its name is left of the box; else number, name and official wording are above. A
    `reference` text is above the control, or left of it on a wide screen.
    """

    # A box copies its own text; this is for what is chosen.
    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+c,super+c", "copy"),
        Binding("ctrl+z,super+z", "take_back", show=False, priority=True),
    ]
    SCOPED_CSS = False
    DEFAULT_CSS = """
    AnswerBox { height: auto; }
    AnswerBox.-fills { height: 1fr; min-height: 8; }
    .box-line { height: auto; padding-left: 1; }
    AnswerBox .control { margin: 0 1; width: 1fr; }
    .box-line .control { margin: 0; }
    Frame.-low AnswerBox > ChoiceControl, Frame.-tall AnswerBox > ChoiceControl { margin: 1 1 0 1; }
    Frame.-slim NumberControl { max-width: 15; }
    Frame.-slim .-row NumberControl { max-width: 13; }
    .-row .box-line { padding-left: 3; padding-right: 1; }
    .-row .label { width: 20; }
    .-row .feedback { padding-left: 22; }
    .-long-names .-row .label { width: 22; }
    .-long-names .-row .feedback { padding-left: 24; }
    AnswerBox .head { padding: 0 1 0 3; }
    AnswerBox .drawn { margin-top: 1; }
    AnswerBox > Horizontal > .drawn { width: 32; }
    AnswerBox > Horizontal > Vertical { margin-top: 1; }
    AnswerBox .read { height: 1; }
    """

    def __init__(
        self, session: Session, question: Question, reference: Sequence[Widget] = (), *, row: bool = False
    ) -> None:
        super().__init__(id=f"box-{question.id}")
        self.session, self.question, self.row, self._reference = session, question, row, reference
        self.control = control_for(question, session.report.region)
        self.reading: Reading | None = None
        self.checked, self._checked_report = CheckResult(()), session.report
        self._current = False
        self._notes: list[Note] = []
        self._read_back = Content()
        self._head = Lines(
            self._head_rows, lambda _: self.call_later(self.run_action, "screen.help"), classes="head"
        )
        self._count = Lines(self._count_rows, classes="head")
        self._label = Lines(self._label_rows, classes="label")
        self._right = Lines(self._right_rows, classes="read")
        self.feedback = Feedback(self.control.choices)
        self._pause = Debounce(self, self.update)
        self.control.folds = row
        self.set_class(self.control.fills, "-fills")
        self.set_class(row, "-row")

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.session.report.show(self.question))

    def action_take_back(self) -> None:
        """Take back an offer that changed other answers, too; all else the control takes back."""
        if not self.session.take_back(self.question.id):
            raise SkipAction

    @property
    def _value(self) -> Value | None:
        return self.session.report.answers.get(self.question.id)

    def compose(self) -> ComposeResult:
        """Head or label, control; right of an amount or a day how it was read. Feedback comes when needed."""
        kind = self.question.kind
        if not self.row:
            yield self._head
        if not self.row and kind not in ONE_LINE:
            control = [self._count, self.control] if kind == "long_text" else [self.control]
            if self._reference and self.app.size.width >= WIDE:
                yield Horizontal(*self._reference, Vertical(*control))
            else:
                yield from [*self._reference, *control]
            return
        yield from self._reference
        with Horizontal(classes="box-line"):
            if self.row:
                yield self._label
                if kind == "money":  # with its unit as wide as the box of a day
                    self.control.styles.width = _ROW_AMOUNT
            yield self.control
            if kind in ONE_LINE and kind != "text":
                yield self._right

    def _head_rows(self, width: int) -> list[Row]:
        """Return the heading, the official wording word for word, and help: one line, or all of it."""
        question, width, help_open = self.question, width - 1, self.app.size.width >= WIDE
        rows = [Row(self._heading(width))]
        if _norm(question.wording) != _norm(question.short):
            rows += [Row(line) for line in wrapped(plain(question.wording), width)]
        if question.paraphrased:
            rows.append(Row(Content.styled("These words may differ in the portal.", "$quiet")))
        text = question_help(question)
        if not text or (question.kind == "agreement" and not help_open):
            return rows  # seven statements and their legend take the rows; F1 shows it
        flat = flowing(text)
        if help_open:
            for part in text.split("\n"):
                indent = Content("  " * part.startswith("· "))
                rows += map(Row, hanging_lines(indent, plain(part, "$quiet"), width))
        elif plain(flat).cell_length <= width:
            rows.append(Row(plain(flat, "$quiet")))
        else:
            right = Content.assemble(("F1", "bold"), (" all", "$quiet"))
            line = one_line(flat, width - right.cell_length - 2, "$quiet")
            zone = Zone(width - right.cell_length, width, "help")
            rows.append(Row(left_right(line, right, width), zones=(zone,)))
        return rows

    def _heading(self, width: int) -> Content:
        """Return `2  Links to your impact      required`, as wide as the page."""
        report, question = self.session.report, self.question
        # A follow-up question is named as it will be once it is asked.
        required = question.required or report.required(question)
        need = Content.styled("not part of the report" if question.own else "optional", "$quiet")
        if question.reference or (required and is_answered(report, question)):
            need = Content()
        elif required:
            need = Content.styled("required", "$look")
        count = self.control.count(self._value) if question.kind == "agreement" else ""
        right = Content.assemble((f"{count} · " if count and need else count, "$quiet"), need)
        return left_right(numbered_name(question.number, question.name), right, width)

    def _count_rows(self, width: int) -> list[Row]:
        count = one_line(self.control.count(self._value), width - 1, "$quiet")
        return [Row(right_aligned(count, width - 1))]

    def _label_rows(self, width: int) -> list[Row]:
        return [Row(one_line(self.question.name, width - 1, "bold" if self._current else "$quiet"))]

    def _right_rows(self, width: int) -> list[Row]:
        """The unit of an amount, and how the answer was read; without its remark where that does not fit."""
        unit, read_back = Content(), self._read_back
        if self.question.kind == "money":
            currency = currency_of(self.question, self.session.report.region) or "?"
            unit = Content.styled(f" {currency:<3} {'' if self.row else ' '}", "$quiet on $raised")
        if read_back.cell_length + unit.cell_length + 2 > width and _REMARK in read_back.plain:
            read_back = read_back[: read_back.plain.index(_REMARK)]
        if read_back.cell_length + unit.cell_length + 2 > width and isinstance(self._value, Amount):
            read_back = read_back[: -len(self._value.currency) - 1]  # it is in the box
        return [Row(cut(Content.assemble(unit, "  ", read_back), width))]

    def on_mount(self) -> None:
        self.refill()
        value, history = self.session.undo_histories.get(self.question.id, (None, None))
        if history is not None and value == self._value:
            self.control.resume_undo(history)

    def keep_undo_history(self) -> None:
        """Note what Ctrl+Z takes back here, for when the question is opened again."""
        self.session.undo_histories[self.question.id] = self._value, self.control.undo_history()

    def refill(self) -> None:
        """Show what the report holds, without counting that as typing."""
        self.control.fill(self._value, self.session.report.region)
        self.update()

    @on(AnswerTyped)
    def _typed(self, event: AnswerTyped) -> None:
        event.stop()
        was_unread = self.reading and self.reading.problems
        self.reading = self.session.type_answer(self.question.id, event.text)
        if self.reading.problems and self._read_back:
            self._read_back = Content()  # how it was read before would look like how it is read now
            self._right.redraw()
        self._pause.touch(_UNREAD_PAUSE if self.reading.problems else _TYPING_PAUSE)
        if was_unread:
            self.update()

    @on(AnswerChosen)
    def _chosen(self, event: AnswerChosen) -> None:
        event.stop()
        self.reading = None
        self.session.set_answer(self.question.id, event.value)
        self.control.fill(self._value, self.session.report.region)
        self._pause.touch(_TYPING_PAUSE)

    @on(FocusOffers)
    def _show_offers(self, event: FocusOffers) -> None:
        """Go to the offers; Enter goes there if the answer is unclear, and otherwise on."""
        self._pause.finish()
        unclear = bool(self.reading and self.reading.problems and self.reading.problems[0].choices)
        if (unclear or not event.go_on) and self.feedback.focus_offers():
            event.stop()
        elif event.go_on:
            event.stop()
            self.post_message(NextQuestion())

    @on(Feedback.Taken)
    def _taken(self, event: Feedback.Taken) -> None:
        offer = event.offer
        if offer.dismisses is not None:
            return  # the page asks why
        if offer.question or offer.page:
            event.stop()
            self.post_message(Open(offer.page, offer.question))
        else:  # the page checks at once: a number means what is seen
            self.reading, before = None, self.session.report
            self.session.set_answers(offer.answers)
            self.session.steps.append((before, self.session.report))
            self.refill()
            if self.question.kind in ONE_LINE:
                self.control.takes_keys.focus()

    def on_key(self, event: events.Key) -> None:
        """Take an offer by its number, unless digits are text here."""
        LineList.on_key(self.feedback, event)

    @on(Feedback.Left)
    def _left(self, event: Feedback.Left) -> None:
        event.stop()
        self.control.takes_keys.focus()

    def show_checked(self, checked: CheckResult) -> None:
        self._checked_report = self.session.report
        if checked != self.checked or self._pause.waits:
            self.checked = checked
            self.update()

    def drop_outdated_notes(self, answer_id: str) -> None:
        """Drop the notes about the answer as it was; the next check brings them up to date."""
        before, now = self._checked_report, self.session.report
        if question := now.form.by_id.get(answer_id):
            current = self.checked.only(lambda finding: not is_outdated(finding, question, before, now))
            if current != self.checked:
                self.checked = current
                self.update()

    def set_current(self, current: bool) -> None:
        """Note whether the cursor is in this question: only then does a row show its hint and offers."""
        if current != self._current:
            self._current = current
            self.update()

    def on_descendant_focus(self) -> None:
        self.set_current(True)

    def on_descendant_blur(self) -> None:
        focused = self.screen.focused
        # While another window has the keyboard, nothing on this page moves.
        if self.app.app_focus and (focused is None or self not in focused.ancestors):
            self.set_current(False)

    def on_resize(self) -> None:
        """Leave a long text some rows, however much is said below it; below others bring that into view."""
        rows = self.region.bottom - self.control.region.y
        if self.control.fills:
            self.feedback.styles.max_height = max(rows - _MIN_ROWS, 3)
        elif self._current and self.feedback.is_attached and rows <= self.container_size.height:
            self.feedback.scroll_visible(animate=False)

    def update(self) -> None:
        if not self.is_attached:
            return  # it is just built, or left
        report, value = self.session.report, self._value
        if self.reading is None and value is not None and isinstance(self.control, Box):
            # A saved answer has its other readings, too.
            read = KINDS[self.question.kind].read
            self.reading = read(self.control.value, self.question, report.region)
        self._read_back = self.control.read_back(value, self.reading, report.region)
        for lines in (self._head, self._count, self._label, self._right):
            lines.redraw()
        notes = self._shown_notes(value)
        if notes and not self.feedback.is_attached:
            self.mount(self.feedback)
        if notes != self._notes:
            self._notes = notes
            self.feedback.show_notes(notes)
            self.control.offered = len(self.feedback.offers)
            if isinstance(self.screen, Frame):
                self.screen.show_keys()

    def _all_notes(self) -> tuple[Note, ...]:
        return notes_below(self.session.report, self.question, self.reading, self.checked)

    @property
    def has_offers(self) -> bool:
        """Whether something can be taken by a number, once the cursor is here."""
        return any(note.offers for note in self._all_notes())

    def _shown_notes(self, value: Value | None) -> list[Note]:
        """Return what is said below; at the row with the cursor first its hint, and the day on this clock."""
        notes = self._all_notes()
        if self._read_back:
            # The question about an unclear amount is right of the box already.
            notes = tuple(note if note.state else replace(note, message="") for note in notes)
        if not self._current:
            return [replace(note, offers=()) for note in notes if note.message]
        hints = [self.question.hint] if self.row else []
        if self.row and self.question.role == "report.due" and isinstance(value, date):
            from reportwizard.money.days import local_due_time, local_zone

            hints.insert(0, local_due_time(value, local_zone()))
        hint = " ".join(filter(None, hints))
        return [*([Note("", hint)] if hint else []), *notes]


def question_help(question: Question) -> str:
    """Return the official help and our own tip; points begin with ·."""
    official = f"\n{question.help}".replace(f"\n{_BULLET}", "\n· ")[1:]
    return "\n".join(filter(None, (official, question.hint)))


def flowing(text: str) -> str:
    """Return a text with each list of points on one line: `Share links to: this · that`."""
    lines = text.split("\n")
    flat = lines[0].removeprefix("· ")
    for before, line in itertools.pairwise(lines):
        begins = " · " if line.startswith("· ") and not before.endswith(":") else " "
        flat += ("." if begins == " " and before[-1:].isalnum() else "") + begins + line.removeprefix("· ")
    return flat


def _norm(text: str) -> str:
    return text.casefold().strip(" .?:")
