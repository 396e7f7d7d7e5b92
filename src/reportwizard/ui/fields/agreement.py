"""How far one agrees with each of several statements: a number answers one and goes on to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content

from reportwizard.kinds.agreement import given_options, missing, with_option
from reportwizard.kinds.unread import shown_typed
from reportwizard.ui.fields.control import AnswerChosen, GoOn
from reportwizard.ui.fields.reveal import reveal
from reportwizard.ui.shared.drawing import fitted, one_line, plain, wrapped
from reportwizard.ui.shared.drawn import Drawn, Row, Zone
from reportwizard.ui.shared.frame import OPTIONAL_ROWS
from reportwizard.ui.shared.line_list import digit_of
from reportwizard.ui.shared.lines import WIDE, Hint
from reportwizard.ui.shared.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events

    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Reading, Region, Value

_LEFT, _TEXT = 2, 4
"""Cells before a letter, and before its statement: the bar of the cursor stands in the first."""
_WORD, _DOT = 17, 3
_LEGEND_GAP = 4


class Statement(NamedTuple):
    """One statement with what is stored for it. `known` is False where the form has no such statement."""

    id: str
    letter: str
    text: str
    answer: Value | None
    known: bool = True


def statements(question: Question, value: Value | None) -> tuple[Statement, ...]:
    """Return the form's statements in their order, then what is stored for statements it does not know."""
    given = given_options(value)
    known = [Statement(row.id, row.letter, row.label, given.pop(row.id, None)) for row in question.rows]
    strays = [
        Statement(key, sign("ask"), f"{key}: not in the form. Del takes it out.", answer, known=False)
        for key, answer in given.items()
    ]
    return (*known, *strays)


def draw(
    question: Question, value: Value | None, cursor: int | None, width: int, *, wide: bool, roomy: bool
) -> list[Row]:
    """Return every line in `width` terminal cells: the options, the statements, and what is left to do.

    `cursor` is None without focus. `wide` shows each answer as a place in a row of dots; `roomy` sets blank
    lines between the groups. A row's `what` is the statement's number, the option's, or both: `3 1`.
    """
    blank = [Row(Content())] if roomy else []
    rows = [*blank, *_legend(question, width - _LEFT - 1), *blank]
    rows += [Row(_moved(line)) for line in wrapped(plain(question.intro), width - _LEFT - 1)]
    for number, line in enumerate(statements(question, value)):
        rows += _statement(question, number, line, number == cursor, width, wide=wide)
    left = len(missing(value, question))
    words = "Every statement is answered."
    if left:
        s = "s" if left > 1 else ""
        words = f"{left} statement{s} left. A number answers and goes on to the next."
    return [*rows, Row(_moved(one_line(words, width - _LEFT - 1, "$quiet")))]


def _moved(content: Content) -> Content:
    return Content.assemble(" " * _LEFT, content)


def _legend(question: Question, width: int) -> Iterator[Row]:
    """The options with their whole words and their numbers, in as many columns as fit."""
    items = [
        Content.assemble((f"{number} ", "bold"), plain(option.label, "$quiet"))
        for number, option in enumerate(question.options, 1)
    ]
    many = len(items)
    while many > 1 and sum(_widest(items, many)) + _LEGEND_GAP * (many - 1) > width:
        many -= 1
    widths = [min(one, width) for one in _widest(items, many)]
    for first in range(0, len(items), many):
        line, zones = Content(" " * _LEFT), list[Zone]()
        for place, item in enumerate(items[first : first + many]):
            start = line.cell_length + (_LEGEND_GAP if place else 0)
            line = Content.assemble(line, " " * (start - line.cell_length), fitted(item, widths[place]))
            zones.append(Zone(start, start + widths[place], f" {first + place}"))
        yield Row(line.rstrip(), zones=tuple(zones))


def _widest(items: Sequence[Content], many: int) -> list[int]:
    return [max(item.cell_length for item in items[place::many]) for place in range(many)]


def _statement(
    question: Question, number: int, line: Statement, here: bool, width: int, *, wide: bool
) -> Iterator[Row]:
    answer = _place(question, line)
    dots = _DOT * len(question.options) if wide else 2
    start = width - 2 - _WORD - dots + (0 if wide else 1)
    text = plain(line.text, "bold" if here else "" if line.known else "$look")
    zones = [
        Zone(start + _DOT * place, start + _DOT * (place + 1), f"{number} {place}")
        for place in range(len(question.options) if wide else 0)
    ]
    for place, part in enumerate(wrapped(text, max(start - _TEXT - (1 if wide else 2), 1))):
        bar = Content.styled(f"{sign('cursor')} ", "$accent") if here else Content(" " * _LEFT)
        letter = Content.styled(fitted(Content(line.letter), _TEXT - _LEFT).plain, "$quiet")
        begin = Content.assemble(bar, " " * (_TEXT - _LEFT) if place else letter, part)
        if not place:
            shown = _dots(question, answer, here) if wide else _digit(answer, here)
            begin = Content.assemble(fitted(begin, start), shown, _word(question, line, here))
        if here:
            begin = fitted(begin, width - 1).stylize_before("on $raised")
        yield Row(begin, str(number), tuple(zones) if not place else ())


def _place(question: Question, line: Statement) -> int | None:
    """Which of the options the answer is, from 0; None where it is none of them."""
    found = (number for number, option in enumerate(question.options) if option.id == line.answer)
    return next(found, None)


def _digit(answer: int | None, here: bool) -> Content:
    return Content.styled("  " if answer is None else f"{answer + 1} ", "bold" if here else "")


def _dots(question: Question, answer: int | None, here: bool) -> Content:
    """The place of an answer among the options: the pattern of all of them is seen at once."""
    cells = [
        (f" {place + 1} ", "bold $on on $accent")
        if place == answer
        else (f" {place + 1} ", "")
        if here
        else (f" {sign('dot')} ", "$edge")
        for place in range(len(question.options))
    ]
    return Content.assemble(*cells, " ")


def _word(question: Question, line: Statement, here: bool) -> Content:
    """The answer in few words; the legend has all of them."""
    if line.answer is None:
        words = f"type 1 to {len(question.options)}"
        return Content.styled(words, "$accent") if here else Content.styled(sign("empty"), "$edge")
    place = _place(question, line)
    if place is None:
        return one_line(f"{sign('fix')} {shown_typed(line.answer)}", _WORD, "$fix")
    words = question.options[place].label
    parts = words.split()
    while len(parts) > 1 and plain(" ".join(parts)).cell_length + (" ".join(parts) != words) > _WORD:
        parts.pop()
    shown = " ".join(parts) + ("" if " ".join(parts) == words else sign("cut"))
    return one_line(shown, _WORD, "bold" if here else "")


class AgreementControl(Drawn, can_focus=True):
    """Statements with one option each. A number answers; letters and blanks do nothing, ever."""

    fills = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "move(-999)", show=False),
        Binding("end", "move(999)", show=False),
        Binding("enter", "on", show=False),
        Binding("delete,backspace", "clear", show=False),
        Binding("ctrl+z,super+z", "undo", show=False),
    ]

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__(classes="control")
        self.question = question
        self.cursor = 0
        self._value: Value | None = None
        self._filled = False
        self._past: list[tuple[Value | None, int]] = []

    def fill(self, value: Value | None, region: Region) -> None:
        """Show the stored options; the first time, the cursor stands where an answer is missing."""
        if value != self._value:
            self._past.clear()
        self._value = value
        if not self._filled:
            given = [line.answer is None for line in statements(self.question, value)]
            self.cursor = given.index(True) if True in given else 0
            self._filled = True
        self._show()

    def count(self, value: Value | None) -> str:
        """Count the answers: `4 of 7`."""
        asked = len(self.question.rows)
        return f"{asked - len(missing(value, self.question))} of {asked}"

    def read_back(self, value: Value | None, reading: Reading | None, region: Region) -> Content | None:
        """What is chosen stands beside each statement."""
        return None

    def hints(self) -> Sequence[Hint]:
        """Numbers, rows, and how to take an answer back."""
        return (
            Hint(f"1–{len(self.question.options)}", "answer"),
            Hint("↑ ↓", "row", "down"),
            Hint("Del", "clear", "delete"),
            Hint("Ctrl+Z", "undo", "ctrl+z"),
        )

    def rows(self, width: int) -> Sequence[Row]:
        """The whole question."""
        size = self.app.size
        cursor = self.cursor if self.has_focus else None
        wide, roomy = size.width >= WIDE, size.height >= OPTIONAL_ROWS
        return draw(self.question, self._value, cursor, width, wide=wide, roomy=roomy)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show the cursor only while the keys go here."""
        super().watch_has_focus(has_focus)
        self._show()

    def _show(self) -> None:
        self.cursor = min(self.cursor, len(statements(self.question, self._value)) - 1)
        self.redraw()
        if self.has_focus:
            self.call_after_refresh(self.show_place)

    def show_place(self) -> None:
        """Scroll the statement with the cursor into view, with the options where there is room for both."""
        lines = self.lines() if self.is_attached and self.content_size.width else ()
        mine = [number for number, row in enumerate(lines) if row.what == str(self.cursor)]
        if mine:
            first, last = mine[0], mine[-1] + 1
            reveal(self, [(0, last + 1), (0, last), (first, last)])

    def scroll_visible(self, *args: Any, **kwargs: Any) -> None:
        """Bring the statement with the cursor into view: the whole may be higher than the screen."""
        self.call_after_refresh(self.show_place)

    def on_key(self, event: events.Key) -> None:
        """Answer by number; every other printable key ends here."""
        number = digit_of(event)
        if number and number <= len(self.question.options):
            self._answer(number - 1)
        if event.is_printable:
            event.stop()

    def clicked(self, what: str) -> None:
        """Go to a statement; or answer with an option."""
        self.focus()
        row, _, option = what.partition(" ")
        self.cursor = int(row) if row else self.cursor
        if option:
            self._answer(int(option))
        else:
            self._show()

    def _answer(self, number: int) -> None:
        line = statements(self.question, self._value)[self.cursor]
        if line.known:
            self._set(with_option(self._value, self.question, line.id, self.question.options[number].id))
            self.action_move(1)

    def _set(self, value: Value | None) -> None:
        if value != self._value:
            self._past.append((self._value, self.cursor))
            self._value = value
            self.post_message(AnswerChosen(value))
        self._show()

    def action_move(self, by: int) -> None:
        """Go to another statement; the cursor stops at the ends."""
        self.cursor = max(self.cursor + by, 0)
        self._show()

    def action_on(self) -> None:
        """Go to the next statement; after the last one, on."""
        if self.cursor + 1 < len(statements(self.question, self._value)):
            self.action_move(1)
        else:
            self.post_message(GoOn())

    def action_clear(self) -> None:
        """Take an answer away."""
        line = statements(self.question, self._value)[self.cursor]
        self._set(with_option(self._value, self.question, line.id, None))

    def action_undo(self) -> None:
        """Take the last choice back."""
        if self._past:
            self._value, self.cursor = self._past.pop()
            self.post_message(AnswerChosen(self._value))
            self._show()
