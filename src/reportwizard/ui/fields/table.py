"""A table: a drawing, and one box below it which edits the cell with the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from reportwizard.forms.form import Question
from reportwizard.kinds import base
from reportwizard.kinds.table import cells_of, show_cell
from reportwizard.ui.fields.cell_box import CellBox
from reportwizard.ui.fields.control import AnswerChosen, Control, NextQuestion
from reportwizard.ui.fields.table_grid import LEFT, Drawing, Layout, in_view, lay_out
from reportwizard.ui.fields.table_state import ADD, ROW, STRAY, TableState
from reportwizard.ui.fields.text import read_as
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.shared.drawing import fitted, plain, styled_sign, wrapped
from reportwizard.ui.shared.drawn import Lines, Row
from reportwizard.ui.shared.line_list import Item, text_item
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.search_list import SearchList
from reportwizard.ui.shared.signs import sign
from reportwizard.ui.wizard import Notice

# Rows of the screen that are not the table's: those of the frame, the words above, the box, what is below.
_OTHER_ROWS, _LEAST_ROWS = 17, 4
# What cannot be read yet may only be half typed: say so later.
_REST = 0.8
_PASTE = "You can paste rows from Excel or a web page."


class TableControl(Vertical, Control):
    """A table with fixed rows, of which many are folded away, or with added rows.

    What it holds is in `state`; `show` draws it after each change. A row that is folded away is found in the
    place of the box.
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
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("pageup", "move(-10)"),
        ("pagedown", "move(10)"),
        ("ctrl+home", "edge(False)"),
        ("ctrl+end", "edge(True)"),
        ("insert", "add"),
    ]

    def __init__(self, question: Question, region: base.Region) -> None:
        super().__init__()
        self.question = question
        self.state = TableState(question, region, lambda value: self.post_message(AnswerChosen(value)))
        self.box = CellBox(self)
        self._grid = Lines(self._grid_rows, self._clicked)
        self._read = Lines(self._read_rows)
        self._below = Lines(self._below_rows, classes="below")
        self._line = Horizontal(self.box, self._read)
        self._finder: SearchList | None = None
        self._text = ""
        self._top = 0
        self._rest = Debounce(self, self._below.redraw)
        self._laid_out: tuple[int, Layout] | None = None

    def compose(self) -> ComposeResult:
        yield from (self._grid, self._line, self._below)

    # The contract of a control

    @property
    def takes_keys(self) -> Widget:
        return self.box

    def fill(self, value: base.Value | None, region: base.Region) -> None:
        if not self.state.fill(value, region):
            return
        if not (self.state.typing and self.state.read(self._text).value == self.state.cell):
            self._put(self.state.cell_text())
        self.show(again=not self.state.typing)

    def count(self, value: base.Value | None) -> str:
        if not self.question.rows or self.state.folded:
            return ""
        filled = sum(1 for _ in cells_of(value)) if value is not None else 0
        return f"{filled} of {len(self.question.rows) * len(self.question.columns)} boxes"

    def hints(self) -> Sequence[Hint]:
        if self._finder:
            return Hint("Enter", "add"), Hint("↑ ↓", "choose"), Hint("Esc", "back")
        undo, tab = Hint("Ctrl+Z", "undo"), Hint("Tab", "next box")
        if not self.question.rows:
            return tab, Hint("Ins", "add a row"), Hint("Del", "remove it"), undo
        row = Hint("↑ ↓", "row")
        return (tab, row, Hint("Ins", "add") if self.state.hidden else undo)

    # Drawing

    def show(self, *, again: bool = True) -> None:
        """Draw again; the widths of the columns are found `again` when no cell is being typed into."""
        if again:
            self._laid_out = None
        self.box.begins = self.state.here.kind == ADD
        number = self.state.here.kind == ROW and self.state.here_column.kind == "count"
        self._read.display = number
        self.box.set_class(number, "-number")
        self._line.display = self._below.display = not self._finder
        for lines in (self._grid, self._read, self._below):
            lines.redraw()

    def _most_rows(self) -> int:
        return max(self.app.size.height - _OTHER_ROWS, _LEAST_ROWS)

    def _grid_rows(self, width: int) -> list[Row]:
        """The rows in view; below them, by its full names, the cell that the box edits."""
        state, most = self.state, self._most_rows()
        if self._laid_out is None or self._laid_out[0] != width:
            layout = lay_out(self.question, state.rows, state.region, width - LEFT - 1)
            self._laid_out = (width, layout)
        rows = [(number, one) for number, one in enumerate(state.rows) if one.kind != ADD or not self._finder]
        self._top = in_view(len(rows), most, self._top, state.row)
        shown = rows[self._top : self._top + most]
        cursor = (state.row, state.column) if self.box.has_focus else (-1, -1)
        hidden = [row.label for row in state.hidden]
        more = f"{len(hidden)} more: {', '.join(hidden)}" if hidden else ""
        add = (f"+ another {row_word(self.question)}", more)
        drawing = Drawing(self.question, state.region, self._laid_out[1], add, *cursor)
        lines = [Row(Content()), *drawing.head(), *(drawing.line(*one, width) for one in shown)]
        if len(shown) < len(rows):
            words = f"{self._top + 1}–{self._top + len(shown)} of {len(rows)} rows"
            lines.append(Row(Content.styled(words, "$quiet").pad_left(LEFT)))
        place = fitted(Content.assemble(" " * LEFT, *self._place()), width)
        return [*lines, *([] if self._finder else [Row(Content())]), Row(place)]

    def _place(self) -> tuple[Content, Content]:
        word, here = row_word(self.question), self.state.here
        first, then = here.label, f" {sign('on')} {self.state.here_column.label}"
        if self._finder:
            first, then = f"Add a {word}", "    type to search, Enter adds it, Esc goes back"
        elif here.kind == ADD:
            first, then = "", f"Enter adds a {word}."
        elif here.kind == STRAY:
            first, then = here.row, f" {sign('on')} {here.column}"
        elif not self.question.rows:
            first = f"Row {here.label}"
        return plain(first, "bold"), plain(then, "$quiet")

    def _read_rows(self, width: int) -> list[Row]:
        state, words = self.state, Content()
        reading = state.read(self._text)
        if reading.problems and reading.problems[0].choices:
            words = Content.styled(f"{sign('ask')} which number do you mean", "$fix bold")
        elif reading.value is not None and not reading.problems:
            words = read_as(show_cell(reading.value, state.here_column, state.region))
        return [Row(Content.assemble("  ", words))]

    def _below_rows(self, width: int) -> list[Row]:
        state, words, look = self.state, self.state.remark, "look"
        if state.here.kind == STRAY:
            words = "The form has no place for this. Del takes it out."
        elif not words and not self._rest.waits and (problems := state.problems()):
            words, look = problems[0].message, "fix"
        if not words:
            rest = self.count(state.value) if self.question.rows else _PASTE
            return [Row(Content.styled(" " * LEFT + rest, "$quiet"))]
        lines = [line.pad_left(LEFT) for line in wrapped(plain(words), width - LEFT - 1)]
        return [Row(Content.assemble(styled_sign(look), lines[0][1:])), *map(Row, lines[1:])]

    # What the box tells

    def typed(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        if self.state.here.kind == STRAY:
            self._put(self.state.cell_text())
        elif self.state.here.kind != ADD:
            self.state.write(text)
            self._rest.touch(_REST)
        elif not self._finder:  # a row begins with the letter that was typed below the last one
            self.action_add(text)
            if self.state.here.kind == ROW:
                self._put(text)
                self.state.write(text)
        self.show(again=False)

    def enter(self) -> None:
        """Go to the next row, and from the last one on; below the rows, add one."""
        if self.state.here.kind == ADD:
            self.action_add()
        elif self.state.row < self.state.last:
            self.action_move(1)
        else:
            self.post_message(NextQuestion())

    def undo(self) -> None:
        self.state.undo()
        self._moved()

    def take_out(self) -> bool:
        """Take out an empty row, or what the form has no place for; False if neither is here."""
        taken = self.state.take_out()
        if taken:
            self._moved()
        return taken

    @property
    def takes_lines(self) -> bool:
        """Whether lines go into the cells below one another; one text that is there already stays one."""
        return not self._text or self.state.here_column.kind == "count"

    def paste(self, text: str, told: str = "") -> None:
        if self.state.here.kind == ADD and not self.question.rows:
            self.action_add()
        words, whole = self.state.paste(text)
        self._moved()
        self.post_message(Notice(f"{words} {told}".strip(), "done" if whole and not told else "look"))

    # Keys

    def _put(self, text: str) -> None:
        self._text = text
        self.box.set_value_silently(text)

    def _moved(self) -> None:
        self._rest.finish()
        self._put(self.state.cell_text())
        self.show()

    def action_move(self, by: int) -> None:
        self.state.go(self.state.row + by, self.state.column)
        self._moved()

    def on_key(self, event: events.Key) -> None:
        """Go from cell to cell before the page goes from question to question; Esc gives up a search."""
        by = {"tab": 1, "shift+tab": -1}.get(event.key, 0)
        if not by and not (self._finder and event.key == "escape"):
            return
        event.stop()
        event.prevent_default()
        if self._finder:
            self.screen.set_focus(self.box, scroll_visible=False)
        elif self.state.step(by):
            self._moved()
        else:
            self.post_message(NextQuestion(by))

    def action_edge(self, last: bool) -> None:
        self.state.go(*((self.state.last, len(self.question.columns)) if last else (0, 0)))
        self._moved()

    # Adding a row

    def action_add(self, text: str = "") -> None:
        """Add an empty row; where rows are fixed, look for one that is not shown, whose name has the text."""
        if not self.question.rows:
            if refusal := self.state.add_row():
                self.post_message(Notice(refusal, "look"))
            self._moved()
        elif self.state.hidden and not self._finder:
            self._finder = SearchList(self._found, fit_content=True)
            self.call_later(self._look_for_row, self._finder, text)

    async def _look_for_row(self, finder: SearchList, text: str) -> None:
        await self.mount(finder, after=self._grid)
        finder.begin(text)
        self._moved()

    def _found(self, text: str) -> list[Item]:
        wanted = text.casefold().split()
        rows = [row for row in self.state.hidden if all(word in row.label.casefold() for word in wanted)]
        items = [Item(row.id, partial(_line_of, row.label), height=1) for row in rows]
        return items or [text_item(Content.styled("Nothing has this name.", "$quiet"))]

    def on_search_list_chosen(self, event: SearchList.Chosen) -> None:
        event.stop()
        self.state.open_row(event.id)
        self.screen.set_focus(self.box, scroll_visible=False)

    def on_descendant_blur(self) -> None:
        """Look for no row any more when the keys go elsewhere."""
        if self._finder and not self._finder.has_focus_within and self.app.app_focus:
            self._finder.remove()
            self._finder = None
            self._moved()
        self.show(again=False)

    def on_descendant_focus(self) -> None:
        self.show(again=False)

    # The mouse

    def _clicked(self, what: str) -> None:
        if not what:
            return
        row, _, column = what.partition(" ")
        self.state.go(int(row), int(column) if column else self.state.column)
        self._moved()
        self.screen.set_focus(self.box, scroll_visible=False)
        if self.state.here.kind == ADD:
            self.action_add()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._scroll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._scroll(event, -1)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        if len(self.state.rows) > self._most_rows():
            event.stop()
            self.action_move(by)


def _line_of(name: str, _width: int, here: bool) -> list[Content]:
    return [plain(name, "bold" if here else "")]


def row_word(question: Question) -> str:
    """Return what a row of a table is: the name of such a table ends with it, as in `Wikimedia project`."""
    words = question.wording.split()
    named = bool(question.rows) and len(words) == 2 and words[-1].isalpha()
    return words[-1].lower() if named else "row"
