"""One option out of a few, and yes or no: a digit chooses, or Enter on the marked row. Letters do nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content

from reportwizard.forms.form import Question
from reportwizard.kinds.choice import label_of
from reportwizard.kinds.values import Region, Typed, Value
from reportwizard.ui.fields.control import AnswerChosen, Control, NextQuestion
from reportwizard.ui.shared.drawing import cursor_bar, fitted, highlighted, plain, sign, styled_sign, wrapped
from reportwizard.ui.shared.line_list import typed_digit
from reportwizard.ui.shared.lines_widget import LinesWidget, Row
from reportwizard.ui.wizard import wizard

_SENTENCE = 1.0
"""A letter that comes so many seconds after a digit is of the same sentence."""


class OptionsControl(LinesWidget, Control, can_focus=True):
    """What is chosen by number: `value` is the answer, Ctrl+Z takes the last choice back, Del clears it.

    `cursor` is the row that Del and Enter are about, None for none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("enter", "enter"),
        ("delete,backspace", "clear"),
        ("ctrl+z,super+z", "undo"),
    ]

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__()
        self.question = question
        self.value: Value | None = None
        self.cursor: int | None = None
        # What was before, and when a digit was typed that changed it.
        self._undo_stack: deque[tuple[Value | None, int | None, float]] = deque(maxlen=200)
        self._in_sentence = self._refused = False
        self.choices = len(question.options) or 2

    def fill(self, value: Value | None, region: Region) -> None:
        if value != self.value:
            self._undo_stack.clear()
        self.value = value
        self.redraw()

    def take(self, value: Value | None, typed_at: float = 0.0) -> None:
        if value != self.value:
            self._undo_stack.append((self.value, self.cursor, typed_at))
            self.value = value
            self.post_message(AnswerChosen(value))
        if self._refused:
            self._refused = False
            wizard(self).say("")  # what was said is done
        self.redraw()

    def action_undo(self) -> None:
        if self._undo_stack:
            self.value, self.cursor, _typed_at = self._undo_stack.pop()
            self.post_message(AnswerChosen(self.value))
            self.redraw()

    def choose(self, number: int, typed_at: float = 0.0) -> None:
        """Choose an option, from 0; `typed_at` is when its digit was typed."""

    def on_key(self, event: events.Key) -> None:
        """Choose by a digit, but not by those of a sentence that is typed here by mistake."""
        if not event.is_printable:
            self._in_sentence = False
            return
        digit = typed_digit(event)
        if not self._in_sentence and digit is None and event.key != "space":
            self._in_sentence = True
            self._take_back(event.time)
        if self._in_sentence:
            self._say("Letters do nothing here. Press an arrow key, then")
        elif digit is not None and self.choices < digit <= self.choices + self.offered:
            return  # an offer below
        elif digit is not None and not 0 < digit <= self.choices:
            self._say("Type")
        elif digit is not None:
            self.choose(digit - 1, event.time)
        event.stop()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._say("Pasted text does nothing here. Type")

    def _say(self, do: str) -> None:
        self._refused = True
        wizard(self).say(f"{do} a number from 1 to {self.choices}.", "look")

    def _take_back(self, at: float) -> None:
        """Take back what the digits chose that a sentence began with."""
        before = None
        while self._undo_stack and at - self._undo_stack[-1][2] < _SENTENCE:
            before = self._undo_stack.pop()
            at = before[2]
        if before is not None:
            self._undo_stack.append(before)
            self.action_undo()


class ChoiceControl(OptionsControl):
    """Options one below the other. Nothing is marked when the keys come: Enter then goes on unanswered.

    The blank chooses only after ↑ or ↓ were pressed, so that no sentence typed by mistake answers a question.
    """

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__(question, region)
        options = [(option.id, label_of(option)) for option in question.options]
        self._options: Sequence[tuple[Value, str]] = options or [(True, "Yes"), (False, "No")]

    def hints(self) -> str:
        return f"{'1 2' if self.choices == 2 else f'1–{self.choices}'} choose   ↑ ↓ mark   Del clear"

    def rows(self, width: int) -> list[Row]:
        """The options, with ▌ on all of them while the keys go here; above them what is none of them."""
        stray = (
            plain(f"{sign('fix')} {self.value.text}", "$fix") if isinstance(self.value, Typed) else Content()
        )
        if self.folds and not self.has_focus:
            chosen = next((label for value, label in self._options if value == self.value), "")
            answer = Content.assemble(styled_sign("chosen"), " ", plain(chosen))
            answer = answer if chosen else stray or Content.styled("not answered", "$quiet")
            return [Row(Content.assemble("  ", answer).truncate(width), "open")]
        rows = [Row(Content.assemble("  ", line)) for line in wrapped(stray, width - 6)]
        for number, (value, label) in enumerate(self._options):
            rows += self._option_rows(number, label, width, chosen=value == self.value)
        return rows

    def _option_rows(self, number: int, label: str, width: int, *, chosen: bool) -> list[Row]:
        marked = self.has_focus and number == self.cursor
        is_current = marked or (self.has_focus and self.cursor is None)
        begin = Content.assemble(
            (f"{number + 1}  ", "bold"), styled_sign("chosen" if chosen else "open"), " "
        )
        hint = f"type 1 {'or' if self.choices == 2 else 'to'} {self.choices}"
        available = width - 3 - begin.cell_length
        rows = list[Row]()
        for line in wrapped(plain(label, "bold" if marked or chosen else ""), available):
            text = Content.assemble(cursor_bar(self.has_focus), begin, line)
            if self.has_focus and not number and not rows and available - line.cell_length > len(hint) + 1:
                text = Content.assemble(fitted(text, width - len(hint) - 1), (hint, "$quiet"))
            rows.append(Row(highlighted(text, width, is_current), str(number)))
            begin = Content(" " * begin.cell_length)
        return rows

    def watch_has_focus(self, has_focus: bool) -> None:
        self.cursor = None
        super().watch_has_focus(has_focus)

    def key_space(self, event: events.Key) -> None:
        if self.cursor is not None and not self._in_sentence:
            self.choose(self.cursor, event.time)

    def clicked(self, target: str) -> None:
        self.focus()
        if target != "open":
            self.choose(int(target))

    def choose(self, number: int, typed_at: float = 0.0) -> None:
        self.take(self._options[number][0], typed_at)

    def action_move(self, by: int) -> None:
        before = self.cursor if self.cursor is not None else -1 if by > 0 else self.choices
        self.cursor = min(max(before + by, 0), self.choices - 1)
        self.redraw()

    def action_enter(self) -> None:
        if self.cursor is not None:
            self.choose(self.cursor)
        self.post_message(NextQuestion())

    def action_clear(self) -> None:
        self.take(None)
