"""Agreement with each of several statements: a number answers one and goes on to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any, ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region as Area
from textual.widget import Widget

from reportwizard.checks.finding import Finding, cell_of
from reportwizard.forms.form import Question
from reportwizard.kinds.agreement import with_option
from reportwizard.kinds.kind import parts_of
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Region, Value
from reportwizard.text import pluralize
from reportwizard.ui.fields.choice import OptionsControl
from reportwizard.ui.fields.control import NextQuestion
from reportwizard.ui.shared.bars import WIDE
from reportwizard.ui.shared.drawing import cursor_bar, fitted, highlighted, one_line, plain, sign, wrapped
from reportwizard.ui.shared.frame import OPTIONAL_ROWS
from reportwizard.ui.shared.lines_widget import Row, Zone, row_of_zones

_LEFT, _TEXT = 2, 4
"""Cells before a letter, and before its statement: the bar of the cursor is in the first."""
_ANSWER, _DOT = 17, 3


class Statement(NamedTuple):
    """One statement with what is stored for it. `known` is False if the form has no such statement."""

    id: str
    letter: str
    text: str
    answer: Value | None
    known: bool = True


def statements(question: Question, value: Value | None) -> tuple[Statement, ...]:
    """Return the form's statements in their order, then what is stored for statements it does not know."""
    given = dict(parts_of(value))
    known = [Statement(row.id, row.letter, row.label, given.pop(row.id, None)) for row in question.rows]
    strays = [
        Statement(key, sign("ask"), f"{key}: not in the form. Del takes it out.", answer, known=False)
        for key, answer in given.items()
    ]
    return (*known, *strays)


def draw(
    question: Question, value: Value | None, cursor: int | None, width: int, *, wide: bool, roomy: bool
) -> list[Row]:
    """Return every line in `width` terminal cells: the options, the statements, and how many are left.

    `cursor` is None without focus. `wide` shows each answer as a place in a row of dots; `roomy` sets blank
    lines between the groups. A row's target is the statement's number, the option's, or both: `3 1`.
    """
    blank = [Row(Content())] if roomy else []
    left = len(KINDS["agreement"].missing(value, question))
    status = "Every statement is answered."
    if left:
        status = f"{pluralize(left, 'statement')} left. A number answers and goes on to the next."
    rows = [*blank, *_legend(question, width - _LEFT - 1), *blank]
    rows += (Row(line.pad_left(_LEFT)) for line in wrapped(plain(question.intro), width - _LEFT - 1))
    for number, statement in enumerate(statements(question, value)):
        rows += _statement_rows(question, number, statement, number == cursor, width, wide=wide)
    return [*rows, Row(one_line(status, width - _LEFT - 1, "$quiet").pad_left(_LEFT))]


def _legend(question: Question, width: int) -> Iterator[Row]:
    """The options in full with their numbers, in as many columns as fit."""
    items = [
        Content.assemble((f"{number} ", "bold"), plain(option.label, "$quiet"))
        for number, option in enumerate(question.options, 1)
    ]
    for count in range(len(items), 1, -1):
        widths = [max(item.cell_length for item in items[index::count]) + 1 for index in range(count)]
        widths[0] += 1
        if sum(widths) + 3 * (count - 1) - 2 <= width:
            break
    else:  # as many on each line as fit
        count, widths = len(items), [0] * len(items)
    line = list[tuple[Content, str]]()
    for number, item in enumerate(items):
        cell = fitted(item, max(item.cell_length, widths[number % count]))
        if len(line) == count or sum(cell.cell_length + 3 for cell, _ in line) + item.cell_length > width:
            yield row_of_zones(line, Content(" " * _LEFT))
            line = []
        line.append((cell, f" {number}"))
    yield row_of_zones(line, Content(" " * _LEFT))


def _statement_rows(
    question: Question, number: int, statement: Statement, current: bool, width: int, *, wide: bool
) -> Iterator[Row]:
    options = [option.id for option in question.options]
    answer = options.index(str(statement.answer)) if statement.answer in options else None
    start = width - 2 - _ANSWER - (_DOT * len(options) if wide else 1)
    text = plain(statement.text, "bold" if current else "" if statement.known else "$look")
    zones = tuple(
        Zone(start + _DOT * index, start + _DOT * (index + 1), f"{number} {index}")
        for index in range(len(options) if wide else 0)
    )
    begin = Content.styled(fitted(Content(statement.letter), _TEXT - _LEFT).plain, "$quiet")
    for index, part in enumerate(wrapped(text, max(start - _TEXT - (1 if wide else 2), 1))):
        line = Content.assemble(cursor_bar(current), begin, part)
        if not index:
            digit = Content.styled("  " if answer is None else f"{answer + 1} ", "bold" if current else "")
            shown = _dots(len(options), answer, current) if wide else digit
            line = Content.assemble(fitted(line, start), shown, _answer(question, statement, answer, current))
        yield Row(highlighted(line, width - 1, current), str(number), () if index else zones)
        begin = Content(" " * (_TEXT - _LEFT))


def _dots(count: int, answer: int | None, current: bool) -> Content:
    """The place of an answer among the options: the pattern of all of them is seen at once."""
    cells = [(f" {index + 1} ", "") if current else (f" {sign('dot')} ", "$edge") for index in range(count)]
    if answer is not None:
        cells[answer] = f" {answer + 1} ", "bold $on on $accent"
    return Content.assemble(*cells, " ")


def _answer(question: Question, statement: Statement, answer: int | None, current: bool) -> Content:
    """The answer in few words; the legend has all of them."""
    if statement.answer is None:
        hint = f"type 1 to {len(question.options)}"
        return Content.styled(hint, "$accent") if current else Content.styled(sign("empty"), "$edge")
    if answer is None:
        return one_line(f"{sign('fix')} {statement.answer}", _ANSWER, "$fix")
    return one_line(question.options[answer].label, _ANSWER, "bold" if current else "")


class AgreementControl(OptionsControl):
    """Statements with one option each. A number answers; letters and spaces do nothing, ever."""

    BINDINGS: ClassVar[list[BindingType]] = [("home", "move(-999)"), ("end", "move(999)")]
    cursor: int

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__(question, region)
        self.cursor = -1

    @property
    def _statements(self) -> tuple[Statement, ...]:
        return statements(self.question, self.value)

    def fill(self, value: Value | None, region: Region) -> None:
        """Show the stored options; the first time, the cursor is where an answer is missing."""
        super().fill(value, region)
        if self.cursor < 0:
            answers = [statement.answer for statement in self._statements]
            self.cursor = answers.index(None) if None in answers else 0
        self.action_move(0)

    def go_to_finding(self, finding: Finding) -> None:
        if (row := cell_of(finding)[0]) in (ids := [statement.id for statement in self._statements]):
            self.cursor = ids.index(row)
            self.redraw()

    def count(self, value: Value | None) -> str:
        total = len(self.question.rows)
        return f"{total - len(KINDS['agreement'].missing(value, self.question))} of {total}"

    def hints(self) -> str:
        return f"1–{len(self.question.options)} answer   ↑ ↓ row   Del clear   Ctrl+Z undo"

    def rows(self, width: int) -> Sequence[Row]:
        size = self.app.size
        cursor = self.cursor if self.has_focus else None
        wide, roomy = size.width >= WIDE, size.height >= OPTIONAL_ROWS
        return draw(self.question, self.value, cursor, width, wide=wide, roomy=roomy)

    def redraw(self) -> None:
        super().redraw()
        if self.has_focus:
            self.call_after_refresh(self._reveal)

    def _reveal(self) -> None:
        """Scroll the statement with the cursor into view, with the options where there is room for both."""
        lines = self.lines() if self.is_attached and self.content_size.width else ()
        current = [number for number, row in enumerate(lines) if row.target == str(self.cursor)]
        view = next((node for node in self.ancestors if isinstance(node, Widget) and node.max_scroll_y), None)
        if not current or view is None:
            return
        height = view.scrollable_content_region.height
        top = 0 if current[-1] < height else current[0]
        bottom = current[-1] + 1 + (not top and current[-1] + 1 < height)
        # Regions on the screen will not do: between a scroll and the next refresh they are those of before.
        inside = takewhile(lambda node: node is not view, self.ancestors_with_self)
        above = sum(node.virtual_region.y for node in inside if isinstance(node, Widget))
        area = Area(0, above + top, 1, bottom - top)
        view.scroll_to_region(area, animate=False, force=True, x_axis=False, immediate=True)

    def scroll_visible(self, *args: Any, **kwargs: Any) -> None:
        """Bring the statement with the cursor into view: the whole may be higher than the screen."""
        self.call_after_refresh(self._reveal)

    def clicked(self, target: str) -> None:
        self.focus()
        row, _, option = target.partition(" ")
        self.cursor = int(row or self.cursor)
        if option:
            self.choose(int(option))
        self.redraw()

    def choose(self, number: int, typed_at: float = 0.0) -> None:
        statement = self._statements[self.cursor]
        if statement.known:
            option = self.question.options[number].id
            self.take(with_option(self.value, self.question, statement.id, option), typed_at)
            self.action_move(1)

    def action_move(self, by: int) -> None:
        self.cursor = min(max(self.cursor + by, 0), len(self._statements) - 1)
        self.redraw()

    def action_enter(self) -> None:
        if self.cursor + 1 < len(self._statements):
            self.action_move(1)
        else:
            self.post_message(NextQuestion())

    def action_clear(self) -> None:
        self.take(with_option(self.value, self.question, self._statements[self.cursor].id, None))
        self.action_move(0)
