"""A table question: a drawing, and one box below it which edits the cell with the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from reportwizard.checks.finding import Finding, cell_of
from reportwizard.forms.form import Question
from reportwizard.kinds.table import cell_kind, cells_of, show_cell
from reportwizard.kinds.values import Column, Region, Typed, Value
from reportwizard.ui.fields.control import AnswerChosen, Control, NextQuestion
from reportwizard.ui.fields.table_editor import GAP, LEFT, Layout, TableEditor
from reportwizard.ui.fields.table_state import ADD, ROW, STRAY, GridRow, TableState
from reportwizard.ui.fields.text import read_as
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.shared.drawing import (
    columns,
    fitted,
    highlighted,
    one_line,
    plain,
    sign,
    styled_sign,
    wrapped,
)
from reportwizard.ui.shared.line_list import Item, LineList, row_item
from reportwizard.ui.shared.lines_widget import Lines, Row
from reportwizard.ui.shared.search_list import SearchList
from reportwizard.ui.wizard import wizard

# Rows of the screen that are not the table's: those of the frame, the words above, the box, what is below.
_OTHER_ROWS, _MIN_ROWS = 17, 4
# What cannot be read yet may only be half typed: say so later, after so many seconds.
_TYPING_PAUSE = 0.8
_LABEL, _MIN_LABEL = 22, 12
_MIN_NUMBER, _ROOMY_NUMBER, _MAX_NUMBER = 6, 9, 12
_MIN_TEXT, _MIN_ANY = 11, 3
# Nothing on screen is wider than this; marks above and below letters take no cells of their own.
_MEASURED = 500
_CAN_PASTE = "You can paste rows from Excel or a web page."


class TableControl(TableEditor[TableState], Vertical, Control):
    """A table with fixed rows, of which many are folded away, or with added rows.

    A search, which takes the place of the box, finds a row that is folded away.
    """

    SCOPED_CSS = False
    DEFAULT_CSS = """
    TableControl { height: auto; }
    TableControl > Horizontal { height: 1; }
    TableControl > .below { min-height: 1; }
    TableControl SearchList Box { width: 34; }
    TableControl SearchList LineList { width: 35; max-height: 6; offset-x: -1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+home", "edge(False)"),
        ("ctrl+end", "edge(True)"),
        ("insert", "add"),
    ]

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__(TableState(question, region, lambda value: self.post_message(AnswerChosen(value))))
        self.question, self._undo_stack = question, self.state.undo_stack
        self._read_as = Lines(self._read_as_rows)
        self._below = Lines(self._below_rows, classes="below")
        self._line = Horizontal(self.box, self._read_as)
        self._search: SearchList | None = None
        self._pause = Debounce(self, self._below.redraw)
        self._layout: tuple[int, Layout] | None = None

    def compose(self) -> ComposeResult:
        yield from (self.grid, self._line, self._below)

    @property
    def takes_keys(self) -> Widget:
        return self.box

    def fill(self, value: Value | None, region: Region) -> None:
        state = self.state
        if not state.fill(value, region):
            return
        if state.typing and state.read(self._text).value == state.cell:
            self.redraw()
        else:
            self.show_cell()

    def go_to_finding(self, finding: Finding) -> None:
        if self.state.go_to(*cell_of(finding)):
            self.show_cell()

    def count(self, value: Value | None) -> str:
        if not self.question.rows or self.state.folded:
            return ""
        filled = sum(1 for _ in cells_of(value)) if value is not None else 0
        return f"{filled} of {len(self.question.rows) * self.state.columns} boxes"

    def hints(self) -> str:
        if self._search:
            return "Enter add   ↑ ↓ choose   Esc back"
        if not self.question.rows:
            return "Tab next box   Ins add a row   Del remove an empty one   Ctrl+Z undo"
        return f"Tab next box   ↑ ↓ row   {'Ins add' if self.state.hidden else 'Ctrl+Z undo'}"

    # Drawing

    def redraw(self) -> None:
        if not self.state.typing:
            self._layout = None  # no column changes its width while one types
        self.box.begins_row = self.state.current.kind == ADD
        number = self.state.current.kind == ROW and self.state.current_column.kind == "count"
        self._read_as.display = number
        self.box.set_class(number, "-number")
        self._line.display = self._below.display = not self._search
        for lines in (self.grid, self._read_as, self._below):
            lines.redraw()

    def grid_rows(self, width: int) -> list[Row]:
        """The rows in view; below them, by its full names, the cell that the box edits."""
        state = self.state
        if self._layout is None or self._layout[0] != width:
            self._layout = width, lay_out(self.question, state.rows, state.region, width - LEFT - 1)
        layout = self._layout[1]
        rows = [n for n, row in enumerate(state.rows) if row.kind != ADD or not self._search]
        view = self.in_view(len(rows), max(self.app.size.height - _OTHER_ROWS, _MIN_ROWS))
        hidden = ", ".join(row.label for row in state.hidden)
        add = f"+ another {row_noun(self.question)}", f"{len(state.hidden)} more: {hidden}" if hidden else ""
        lines = [Row(Content()), *layout.head()]
        for number in rows[view.start : view.stop]:
            lines.append(table_row(state, layout, number, width, add, focused=self.box.has_focus))
        if len(view) < len(rows):
            shown = f"{view.start + 1}–{view.stop} of {len(rows)} rows"
            lines.append(Row(Content.styled(shown, "$quiet").pad_left(LEFT)))
        label = fitted(Content.assemble(" " * LEFT, *self._cell_label()), width)
        return [*lines, *([] if self._search else [Row(Content())]), Row(label)]

    def _cell_label(self) -> tuple[Content, Content]:
        noun, current = row_noun(self.question), self.state.current
        row, rest = current.label, f" {sign('on')} {self.state.current_column.label}"
        if self._search:
            row, rest = f"Add a {noun}", "    type to search, Enter adds it, Esc goes back"
        elif current.kind == ADD:
            row, rest = "", f"Enter adds a {noun}."
        elif current.kind == STRAY:
            row, rest = current.row, f" {sign('on')} {current.column}"
        elif not self.question.rows:
            row = f"Row {current.label}"
        return plain(row, "bold"), plain(rest, "$quiet")

    def _read_as_rows(self, width: int) -> list[Row]:
        reading, shown = self.state.read(self._text), Content()
        if reading.problems and reading.problems[0].choices:
            shown = Content.styled(f"{sign('ask')} which number do you mean", "$fix bold")
        elif reading.value is not None and not reading.problems:
            shown = read_as(show_cell(reading.value, self.state.current_column, self.state.region))
        return [Row(Content.assemble("  ", shown))]

    def _below_rows(self, width: int) -> list[Row]:
        state, message, status = self.state, self.state.remark, "look"
        if state.current.kind == STRAY:
            message = "The form has no place for this. Del takes it out."
        elif not message and not self._pause.waits and (problems := state.problems()):
            message, status = problems[0].message, "fix"
        if not message:
            quiet = self.count(state.value) if self.question.rows else _CAN_PASTE
            return [Row(Content.styled(" " * LEFT + quiet, "$quiet"))]
        lines = [line.pad_left(LEFT) for line in wrapped(plain(message), width - LEFT - 1)]
        return [Row(Content.assemble(styled_sign(status), lines[0][1:])), *map(Row, lines[1:])]

    # What the box hands over

    def show_cell(self, *, select: bool = False) -> None:
        self._pause.finish()
        super().show_cell(select=select)

    def write(self, text: str) -> None:
        if self.state.current.kind == STRAY:
            self.show_cell()
        elif self.state.current.kind != ADD:
            self.state.write(text)
            self._pause.touch(_TYPING_PAUSE)
        elif not self._search:  # a row begins with the letter that was typed below the last one
            self.action_add(text)
            if self.state.current.kind == ROW:
                self.state.write(text)
                self.show_cell()

    def enter(self) -> None:
        """Go to the next row, and from the last one on; below the rows, add one."""
        if self.state.current.kind == ADD:
            self.action_add()
        elif self.state.row < self.state.last:
            self.action_move(1)
        else:
            self.post_message(NextQuestion())

    def remove_row(self) -> bool:
        removed = self.state.remove_row()
        if removed:
            self.show_cell()
        return removed

    @property
    def takes_lines(self) -> bool:
        return super().takes_lines or self.state.current_column.kind == "count"

    def paste(self, text: str, notice: str = "") -> None:
        if self.state.current.kind == ADD and not self.question.rows:
            self.action_add()
        message, complete = self.state.paste(text)
        self.show_cell()
        status = "done" if complete and not notice else "look"
        wizard(self).say(f"{message} {notice}".strip(), status)

    # Keys and mouse

    def action_step(self, by: int) -> None:
        if self._search:
            self.screen.set_focus(self.box, scroll_visible=False)
        elif self.state.step(by):
            self.show_cell()
        else:
            self.post_message(NextQuestion(by))

    def on_key(self, event: events.Key) -> None:
        if self._search and event.key == "escape":
            event.stop()
            self.screen.set_focus(self.box, scroll_visible=False)

    def action_edge(self, last: bool) -> None:
        self.state.go(*((self.state.last, self.state.columns) if last else (0, 0)))
        self.show_cell()

    def _clicked(self, target: str) -> None:
        super()._clicked(target)
        if self.state.current.kind == ADD:
            self.action_add()

    # Adding a row

    def action_add(self, text: str = "") -> None:
        """Add an empty row or, where rows are fixed, search the hidden ones by name."""
        if not self.question.rows:
            if refusal := self.state.add_row():
                wizard(self).say(refusal, "look")
            self.show_cell()
        elif self.state.hidden and not self._search:
            self._search = SearchList(self._matching_rows, fit_content=True, nothing="Nothing has this name.")
            self.call_later(self._search_row, self._search, text)

    async def _search_row(self, search: SearchList, text: str) -> None:
        await self.mount(search, after=self.grid)
        search.begin(text)
        self.show_cell()

    def _matching_rows(self, text: str) -> list[Item]:
        words = text.casefold().split()
        rows = [row for row in self.state.hidden if all(word in row.label.casefold() for word in words)]
        return [row_item(row.id, row.label) for row in rows]

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.state.open_row(event.id)
        self.screen.set_focus(self.box, scroll_visible=False)

    def on_descendant_blur(self) -> None:
        if self._search and not self._search.has_focus_within and self.app.app_focus:
            self._search.remove()
            self._search = None
            self.show_cell()
        self.redraw()

    def on_descendant_focus(self) -> None:
        self.redraw()


def row_noun(question: Question) -> str:
    """Return what a row of a table is: the name of such a table ends with it, as in `Wikimedia project`."""
    words = question.wording.split()
    named = bool(question.rows) and len(words) == 2 and words[-1].isalpha()
    return words[-1].lower() if named else "row"


def lay_out(question: Question, rows: Sequence[GridRow], region: Region, width: int) -> Layout:
    """Return the widths that show the most of a table in `width` terminal cells.

    Numbers are as wide as they need; texts share the rest, long ones taking what short ones leave. What is
    left is for what is typed among numbers. Where the official headings do not fit, the short ones are used.
    """
    filled = [row for row in rows if row.kind == ROW]
    shown = [
        [cell_text(row.cells[index], column, region) for row in filled if row.cells[index] is not None]
        for index, column in enumerate(question.columns)
    ]
    numeric = tuple(map(_holds_numbers, question.columns, [*shown[:-1], []]))  # the last one is for words
    label = max(_LABEL if question.rows else 1, 1, *(length(row.label) for row in filled))
    headings = [column.short or column.label for column in question.columns]
    official = [
        short if number else column.label
        for column, short, number in zip(question.columns, headings, numeric, strict=True)
    ]
    if label + sum(max(length(heading), _MIN_NUMBER) + GAP for heading in official) <= width:
        headings = official
    needs = list(map(_min_and_full_width, headings, shown, numeric))
    available = width - GAP * len(needs)
    label = min(label, max(available - sum(minimum for minimum, _ in needs), _MIN_LABEL))
    shared = _share(available - label, needs)
    roomy = [(size, max(size, _ROOMY_NUMBER * number)) for size, number in zip(shared, numeric, strict=True)]
    roomy[-1] = shared[-1], roomy[-1][1] if numeric[-1] else available
    widths = zip(_share(available - label, roomy), numeric, strict=True)
    return Layout(
        label + GAP, tuple(-width if number else width for width, number in widths), tuple(headings)
    )


def _holds_numbers(column: Column, shown: Sequence[str]) -> bool:
    """Whether numbers are in a column: by its kind, or by all that was typed into it."""
    typed = "".join(shown)
    return column.kind == "count" or (any(map(str.isdigit, typed)) and not any(map(str.isalpha, typed)))


def _min_and_full_width(heading: str, shown: Sequence[str], number: bool) -> tuple[int, int]:
    """Return the least width of a column, and the width that shows everything."""
    longest = max(map(length, shown), default=0)
    if number:
        needed = max(length(heading), min(longest, _MAX_NUMBER), _MIN_NUMBER)
        return needed, needed
    minimum = min(max(length(heading), _MIN_NUMBER), _MIN_TEXT)
    return minimum, max(length(heading), longest, minimum)


def _share(available: int, needs: Sequence[tuple[int, int]]) -> list[int]:
    """Give each column its least width, then the narrowest text one cell more in turn while there are any."""
    widths = [minimum for minimum, _ in needs]
    while sum(widths) > max(available, _MIN_ANY * len(widths)):
        widths[widths.index(max(widths))] -= 1
    while sum(widths) < available:
        short = [index for index, (_, full) in enumerate(needs) if widths[index] < full]
        if not short:
            break
        widths[min(short, key=lambda index: widths[index])] += 1
    return widths


def cell_text(cell: Value | None, column: Column, region: Region) -> str:
    """Return a cell as it is in the table, with a sign if it cannot be read."""
    text = show_cell(cell, column, region)
    unread = cell is not None and bool(cell_kind(column).problems(cell, column, region))
    return f"{sign('fix')} {text}" if unread else text


@lru_cache(maxsize=4096)
def length(text: str) -> int:
    """Return how many terminal cells a text takes on one line; of a very long one, of its beginning."""
    return Content(" ".join(text[:_MEASURED].split())).cell_length


def table_row(
    state: TableState, layout: Layout, number: int, width: int, add: tuple[str, str], *, focused: bool
) -> Row:
    """Return one line of a table; `add` is the label of the one that adds a row, and a remark after it."""
    row, current = state.rows[number], focused and number == state.row
    if row.kind == ROW:
        label = one_line(row.label, layout.label - GAP)
        label = label.stylize("$quiet" if not state.question.rows else "bold" if current else "")
        return layout.row(number, label, _cells(state, layout, row, current), current, " " * LEFT)
    if row.kind == STRAY:
        text = f"{sign('ask')} {row.row}, {row.column}: {str(row.cells[0] or '')[:_MEASURED]}"
        line = one_line(text, width - LEFT - 1, "$look bold" if current else "$look")
    else:
        line, remark = Content.styled(add[0], "$accent bold" if current else "$accent"), add[1]
        if remark:
            available = max(width - LEFT - line.cell_length - 4, 1)
            line = Content.assemble(line, "   ", one_line(remark, available, "$quiet"))
    return Row(highlighted(line.pad_left(LEFT), width - 1, current), str(number))


def _cells(state: TableState, layout: Layout, row: GridRow, current: bool) -> Iterator[Content]:
    for index, (cell, column) in enumerate(zip(row.cells, state.question.columns, strict=True)):
        text = sign("empty") if cell is None else cell_text(cell, column, state.region)
        style = "$edge" if cell is None else "$fix" if isinstance(cell, Typed) else ""
        if current and index == state.column:
            style = "bold $on on $accent"
        elif current and not index and not state.question.rows:
            style = "bold"
        width = layout.widths[index]
        yield columns([(one_line(text[:_MEASURED], _MEASURED), width)]).stylize(style)
