"""One option out of a few, and yes or no: a digit chooses, or Enter on the marked row. Letters do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content

from reportwizard.kinds.base import Typed
from reportwizard.kinds.choice import label_of
from reportwizard.ui.fields.control import AnswerChosen, GoOn
from reportwizard.ui.shared.drawing import fitted, plain, wrapped
from reportwizard.ui.shared.drawn import Drawn, Row
from reportwizard.ui.shared.line_list import digit_of
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Reading, Region, Value


class Option(NamedTuple):
    """One thing to choose: the value that it stands for, and its words."""

    value: Value
    words: str


class OptionsControl(Drawn, can_focus=True):
    """Options one below the other. Nothing is marked when the keys come: Enter then goes on unanswered.

    Ctrl+Z takes the last choice back, Del clears it. The blank chooses only after ↑ or ↓ were pressed, so
    that no sentence typed by mistake answers a question.
    """

    fills = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "mark(-1)", show=False),
        Binding("down", "mark(1)", show=False),
        Binding("enter", "enter", show=False),
        Binding("space", "space", show=False),
        Binding("delete,backspace", "clear", show=False),
        Binding("ctrl+z,super+z", "undo", show=False),
    ]

    def __init__(self, question: Question, options: Sequence[Option]) -> None:
        super().__init__(classes="control")
        self.question = question
        self._options = options
        self._value: Value | None = None
        self._marked: int | None = None
        self._past: list[Value | None] = []

    def fill(self, value: Value | None, region: Region) -> None:
        """Show the stored choice."""
        self._value = value
        self.redraw()

    def count(self, value: Value | None) -> str:
        """Nothing is counted."""
        return ""

    def read_back(self, value: Value | None, reading: Reading | None, region: Region) -> Content | None:
        """What is chosen stands in the list."""
        return None

    def hints(self) -> Sequence[Hint]:
        """Numbers, and the marks."""
        numbers = "1 2" if len(self._options) == 2 else f"1–{len(self._options)}"
        return (Hint(numbers, "choose"), Hint("↑ ↓", "mark", "down"), Hint("Del", "clear", "delete"))

    def rows(self, width: int) -> list[Row]:
        """The options, with ▌ on all of them while the keys go here."""
        found = []
        if isinstance(self._value, Typed):
            words = f"{sign('fix')} {self._value.text}"
            found += [Row(Content.assemble("  ", line)) for line in wrapped(plain(words, "$fix"), width - 6)]
        for number, option in enumerate(self._options):
            found += self._option_rows(number, option, width)
        return found

    def _option_rows(self, number: int, option: Option, width: int) -> list[Row]:
        chosen = not isinstance(self._value, Typed) and option.value == self._value
        marked = self.has_focus and number == self._marked
        style = "bold" if marked or chosen else ""
        bar = Content.styled(f"{sign('cursor')} ", "$accent") if self.has_focus else Content("  ")
        circle = Content.styled(sign("chosen"), "$good") if chosen else Content.styled(sign("open"), "$quiet")
        head = Content.assemble((f"{number + 1}  ", "bold"), circle, " ")
        hint = "type 1 or 2" if len(self._options) == 2 else f"type 1 to {len(self._options)}"
        room = width - 2 - head.cell_length - 1
        lines = wrapped(plain(option.words, style), room)
        rows = []
        for place, line in enumerate(lines):
            begin = head if not place else Content(" " * head.cell_length)
            text = Content.assemble(bar, begin, line)
            if not number and not place and self.has_focus and room - line.cell_length > len(hint) + 1:
                text = Content.assemble(fitted(text, width - len(hint) - 1), (hint, "$quiet"))
            if marked:
                text = fitted(text, width).stylize_before("on $raised")
            rows.append(Row(text, str(number)))
        return rows

    def watch_has_focus(self, has_focus: bool) -> None:
        """Mark nothing when the keys come."""
        super().watch_has_focus(has_focus)
        self._marked = None
        self.redraw()

    def on_key(self, event: events.Key) -> None:
        """Choose by number; every other printable key ends here."""
        number = digit_of(event)
        if number and number <= len(self._options):
            event.stop()
            self._choose(number - 1)
        elif event.is_printable and event.key != "space":
            event.stop()

    def clicked(self, what: str) -> None:
        """Choose what was clicked."""
        self.focus()
        self._choose(int(what))

    def _choose(self, number: int) -> None:
        self._set(self._options[number].value)

    def _set(self, value: Value | None) -> None:
        if value != self._value:
            self._past.append(self._value)
            self._value = value
            self.post_message(AnswerChosen(value))
        self.redraw()

    def action_mark(self, by: int) -> None:
        """Mark another row; marking is not choosing."""
        last = len(self._options) - 1
        now = self._marked
        self._marked = (0 if by > 0 else last) if now is None else min(max(now + by, 0), last)
        self.redraw()

    def action_enter(self) -> None:
        """Take the marked row, and go on; where nothing is marked, only go on."""
        if self._marked is not None:
            self._choose(self._marked)
        self.post_message(GoOn())

    def action_space(self) -> None:
        """Take the marked row."""
        if self._marked is not None:
            self._choose(self._marked)

    def action_clear(self) -> None:
        """Take the answer away."""
        self._set(None)

    def action_undo(self) -> None:
        """Take the last choice back."""
        if self._past:
            self._value = self._past.pop()
            self.post_message(AnswerChosen(self._value))
            self.redraw()


class ChoiceControl(OptionsControl):
    """One of the question's options."""

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__(question, [Option(one.id, label_of(one)) for one in question.options])


class YesNoControl(OptionsControl):
    """Yes or no."""

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__(question, [Option(True, "Yes"), Option(False, "No")])
