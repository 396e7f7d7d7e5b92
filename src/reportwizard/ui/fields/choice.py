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
from reportwizard.ui.shared.line_list import typed_choice, typed_digit
from reportwizard.ui.shared.lines_widget import LinesWidget, Row
from reportwizard.ui.wizard import wizard


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
        self._undo_stack: deque[tuple[Value | None, int | None]] = deque(maxlen=200)
        self._in_sentence = False

    def fill(self, value: Value | None, region: Region) -> None:
        if value != self.value:
            self._undo_stack.clear()
        self.value = value
        self.redraw()

    def take(self, value: Value | None) -> None:
        if value != self.value:
            self._undo_stack.append((self.value, self.cursor))
            self.value = value
            self.post_message(AnswerChosen(value))
        self.redraw()

    def action_undo(self) -> None:
        if self._undo_stack:
            self.value, self.cursor = self._undo_stack.pop()
            self.post_message(AnswerChosen(self.value))
            self.redraw()

    def typed_option(self, event: events.Key, count: int) -> int | None:
        """Return which of the options a key means, from 0; say how many there are if it means none.

        The digits of a sentence, typed here by mistake, choose nothing.
        """
        number, is_text = typed_choice(event, count), event.is_printable and event.key != "space"
        self._in_sentence = event.is_printable and (
            self._in_sentence or (is_text and typed_digit(event) is None)
        )
        if self._in_sentence or (is_text and number is None):
            do = "Letters do nothing here. Press an arrow key, then type" if self._in_sentence else "Type"
            wizard(self).say(f"{do} a number from 1 to {count}.", "look")
            return None
        return number


class ChoiceControl(OptionsControl):
    """Options one below the other. Nothing is marked when the keys come: Enter then goes on unanswered.

    The blank chooses only after ↑ or ↓ were pressed, so that no sentence typed by mistake answers a question.
    """

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__(question, region)
        self._options: Sequence[tuple[Value, str]] = [
            (option.id, label_of(option)) for option in question.options
        ]
        if question.kind == "yes_no":
            self._options = [(True, "Yes"), (False, "No")]

    def hints(self) -> str:
        numbers = "1 2" if len(self._options) == 2 else f"1–{len(self._options)}"
        return f"{numbers} choose   ↑ ↓ mark   Del clear"

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
        begin = Content.assemble(
            (f"{number + 1}  ", "bold"), styled_sign("chosen" if chosen else "open"), " "
        )
        hint = "type 1 or 2" if len(self._options) == 2 else f"type 1 to {len(self._options)}"
        available = width - 3 - begin.cell_length
        rows = list[Row]()
        for line in wrapped(plain(label, "bold" if marked or chosen else ""), available):
            text = Content.assemble(cursor_bar(self.has_focus), begin, line)
            if self.has_focus and not number and not rows and available - line.cell_length > len(hint) + 1:
                text = Content.assemble(fitted(text, width - len(hint) - 1), (hint, "$quiet"))
            rows.append(Row(highlighted(text, width, marked), str(number)))
            begin = Content(" " * begin.cell_length)
        return rows

    def watch_has_focus(self, has_focus: bool) -> None:
        self.cursor = None
        super().watch_has_focus(has_focus)

    def on_key(self, event: events.Key) -> None:
        number = self.typed_option(event, len(self._options))
        if event.key == "space" and not self._in_sentence:
            number = self.cursor
        if number is not None:
            self.choose(number)

    def clicked(self, target: str) -> None:
        self.focus()
        if target != "open":
            self.choose(int(target))

    def choose(self, number: int) -> None:
        self.take(self._options[number][0])

    def action_move(self, by: int) -> None:
        last = len(self._options) - 1
        before = self.cursor if self.cursor is not None else -1 if by > 0 else last + 1
        self.cursor = min(max(before + by, 0), last)
        self.redraw()

    def action_enter(self) -> None:
        if self.cursor is not None:
            self.choose(self.cursor)
        self.post_message(NextQuestion())

    def action_clear(self) -> None:
        self.take(None)
