"""A table: a drawing, and one box below it which edits the cell with the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from reportwizard.kinds.table import cells_of, show_cell
from reportwizard.ui.fields.cell_box import CellBox
from reportwizard.ui.fields.control import AnswerChosen, Control, GoOn
from reportwizard.ui.fields.number import read_as
from reportwizard.ui.fields.table_grid import LEFT, Drawing, Layout, in_view, lay_out
from reportwizard.ui.fields.table_state import ADD, ROW, STRAY, TableState
from reportwizard.ui.shared.boxes import Said
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.shared.drawing import fitted, plain, signed, wrapped
from reportwizard.ui.shared.drawn import Lines, Row
from reportwizard.ui.shared.frame import Frame
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.signs import sign

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from reportwizard.forms.form import Question
    from reportwizard.kinds import base
    from reportwizard.ui.fields.table_state import GridRow

# Rows of the screen that are not the table's: those of the frame, the words above, the box, what is below.
_OTHER_ROWS, _LEAST_ROWS = 17, 4
_MATCHES, _MATCH_WIDTH = 5, 34
# What cannot be read yet may only be half typed: say so later.
_REST = 0.8
_PASTE = "You can paste rows from Excel or a web page."


class TableControl(Vertical, Control):
    """A table with fixed rows, of which many are folded away, or with rows of one's own.

    What it holds is in `state`; `show` draws it after each change. The box has the focus all the time, also
    while it finds a row to show: what is typed then is looked for.
    """

    DEFAULT_CSS = """
    TableControl { height: auto; }
    TableControl > Horizontal { height: 1; }
    TableControl .below { min-height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("ctrl+home", "first", show=False),
        Binding("ctrl+end", "last", show=False),
        Binding("insert", "add", show=False),
        Binding("escape", "stop_adding", show=False),
    ]

    def __init__(self, question: Question, region: base.Region) -> None:
        super().__init__()
        self.question = question
        self.state = TableState(question, region, self._send)
        self.box = CellBox(self)
        self._grid = Lines(self._grid_rows, self._clicked)
        self._place = Lines(self._place_rows, self._clicked)
        self._read = Lines(self._read_rows, self._clicked)
        self._below = Lines(self._below_rows, self._choose, classes="below")
        self._text = ""
        self._top = 0
        self._adding = False
        self._marked = 0
        self._resting = True
        self._rest = Debounce(self, self._rested)
        self._laid_out: tuple[int, Layout] | None = None

    def _send(self, value: base.Value | None) -> None:
        self.post_message(AnswerChosen(value))

    def compose(self) -> ComposeResult:
        """The drawing, the name of the cell, the box with how it was read, and what there is to say."""
        yield self._grid
        yield self._place
        with Horizontal():
            yield self.box
            yield self._read
        yield self._below

    # The contract of a control

    def fill(self, value: base.Value | None, region: base.Region) -> None:
        """Show a stored table; what is being typed stays as it is typed."""
        if not self.state.fill(value, region):
            return
        row = self.state.here
        cell = row.cells[self.state.column] if row.kind == ROW else None
        if not self._adding and not (self.state.typing and self.state.read(self._text).value == cell):
            self._put(self.state.cell_text())
        self.show(again=not self.state.typing)

    def count(self, value: base.Value | None) -> str:
        """Count the boxes of a table whose rows are all shown: `9 of 9 boxes`."""
        if not self.question.rows or self.state.folded:
            return ""
        filled = sum(1 for _ in cells_of(value)) if value is not None else 0
        return f"{filled} of {len(self.question.rows) * len(self.question.columns)} boxes"

    @property
    def takes_keys(self) -> Widget:
        """The box."""
        return self.box

    def hints(self) -> Sequence[Hint]:
        """The cells, and what rows can be added."""
        if self._adding:
            return Hint("Enter", "add", "enter"), Hint("↑ ↓", "choose", "down"), Hint("Esc", "back", "escape")
        undo, tab = Hint("Ctrl+Z", "undo", "ctrl+z"), Hint("Tab", "next box", "tab")
        if not self.question.rows:
            return tab, Hint("Ins", "add a row", "insert"), Hint("Del", "remove it", "delete"), undo
        row = Hint("↑ ↓", "row", "down")
        return (tab, row, Hint("Ins", "add", "insert") if self.state.hidden else undo)

    def focus(self, scroll_visible: bool = True, **kwargs: bool) -> Self:
        """The keys go to the box."""
        self.box.focus(scroll_visible, **kwargs)
        return self

    # Drawing

    def show(self, *, again: bool = True) -> None:
        """Draw anew; the widths of the columns are found `again` when no cell is being typed into."""
        if again:
            self._laid_out = None
        number = self.state.here.kind == ROW and self.state.here_column.kind == "count"
        number = number and not self._adding
        self._read.display = number
        self.box.set_class(number, "-number")
        self.box.set_class(self._adding, "-adding")
        for lines in (self._grid, self._place, self._read, self._below):
            if lines.display:
                lines.redraw()

    def _layout(self, width: int) -> Layout:
        if self._laid_out is None or self._laid_out[0] != width:
            room = width - LEFT - 1
            self._laid_out = (width, lay_out(self.question, self.state.rows, self.state.region, room))
        return self._laid_out[1]

    def _most_rows(self) -> int:
        return max(self.app.size.height - _OTHER_ROWS, _LEAST_ROWS)

    def _grid_rows(self, width: int) -> list[Row]:
        """The headings, and the rows in view."""
        state, most = self.state, self._most_rows()
        here = self.box.has_focus
        row, column = (state.row, state.column) if here else (-1, -1)
        drawing = Drawing(
            self.question,
            state.region,
            self._layout(width),
            self._more(),
            row,
            -1 if self._adding else column,
        )
        rows = [(number, one) for number, one in enumerate(state.rows) if one.kind != ADD or not self._adding]
        self._top = in_view(len(rows), most, self._top, state.row)
        shown = rows[self._top : self._top + most]
        lines = [Row(Content()), *drawing.head(), *(drawing.line(*one, width) for one in shown)]
        if len(shown) < len(rows):
            words = f"{self._top + 1}–{self._top + len(shown)} of {len(rows)} rows"
            lines.append(Row(Content.styled(" " * LEFT + words, "$quiet")))
        return lines

    def _more(self) -> tuple[str, str]:
        names = [row.label for row in self.state.hidden]
        remark = f"{len(names)} more: {', '.join(names)}" if names else ""
        return f"+ another {row_word(self.question)}", remark

    def _place_rows(self, width: int) -> list[Row]:
        """Which cell it is that the box edits, by its full names."""
        row, word = self.state.here, row_word(self.question)
        words: tuple[Content, ...]
        if self._adding:
            words = (
                Content.styled(f"Add a {word}", "bold"),
                Content.styled("    type to search, Enter adds it, Esc goes back", "$quiet"),
            )
        elif row.kind == ADD:
            words = (Content.styled(f"Enter adds a {word}.", "$quiet"),)
        else:
            stray = row.kind == STRAY
            name = row.label if self.question.rows else f"Row {int(row.row) + 1}"
            column = row.column if stray else self.state.here_column.label
            words = (
                plain(row.row if stray else name, "bold"),
                Content.styled(f" {sign('on')} ", "$quiet"),
                plain(column, "$quiet"),
            )
        line = fitted(Content.assemble(" " * LEFT, *words), width)
        return [Row(line)] if self._adding else [Row(Content()), Row(line)]

    def _read_rows(self, width: int) -> list[Row]:
        """How a number was read, right of its box."""
        state, column = self.state, self.state.here_column
        reading = state.read(self._text)
        if reading.problems:
            unclear = bool(reading.problems[0].choices)
            words = Content.styled(f"{sign('ask')} which number do you mean", "$fix bold")
            return [Row(Content.assemble("  ", words if unclear else ""))]
        if reading.value is None:
            return [Row(Content())]
        return [Row(Content.assemble("  ", read_as(show_cell(reading.value, column, state.region))))]

    def _below_rows(self, width: int) -> list[Row]:
        """What there is to say about the cell; or the rows that were found."""
        if self._adding:
            return _match_rows([row.label for row in self._found()], self._marked)
        state, words = self.state, ""
        look = "look"
        if state.here.kind == STRAY:
            words = "The form has no place for this. Del takes it out."
        elif state.remark:
            words = state.remark
        elif self._resting and (problems := state.problems()):
            words, look = problems[0].message, "fix"
        if not words:
            rest = self.count(state.value) if self.question.rows else _PASTE
            return [Row(Content.styled(" " * LEFT + rest, "$quiet"))]
        lines = wrapped(plain(words), width - LEFT - 1)
        begin = Content.assemble(signed(look), " ")
        return [
            Row(Content.assemble(" " * LEFT if place else begin, line)) for place, line in enumerate(lines)
        ]

    # What the box tells

    def typed(self, text: str) -> None:
        """Take the text of the box as it is now."""
        if text == self._text:
            return
        self._text, self._marked = text, 0
        kind = self.state.here.kind
        if kind == ADD and not self._adding:
            self._begin_row(text)
        elif kind == STRAY:
            self._put(self.state.cell_text())
        elif not self._adding:
            self.state.write(text)
            self._resting = False
            self._rest.touch(_REST)
        self.show(again=False)

    def _begin_row(self, text: str) -> None:
        """Begin a row with the letter that was typed below the last one."""
        self.action_add()
        if self._adding or self.state.here.kind == ROW:
            self._put(text)
            if not self._adding:
                self.state.write(text)

    def _rested(self) -> None:
        self._resting = True
        if self.is_attached:
            self._below.redraw()

    def focus_moved(self, has_focus: bool) -> None:
        """Follow the focus of the box; a row is no longer looked for when it goes elsewhere."""
        if self._adding and not has_focus and self.app.app_focus:
            self._end_adding()
        self.show(again=False)

    def enter(self) -> None:
        """Go to the next row, and from the last one on; below the rows, add one."""
        if self._adding:
            found = self._found()
            if found:
                self._choose(found[min(self._marked, len(found) - 1)].row)
        elif self.state.here.kind == ADD:
            self.action_add()
        elif self.state.down():
            self._moved()
        else:
            self.post_message(GoOn())

    def undo(self) -> None:
        """Take back the last cell or paste."""
        self._turn_back(self.state.undo)

    def redo(self) -> None:
        """Make that change again."""
        self._turn_back(self.state.redo)

    def _turn_back(self, turn: Callable[[], None]) -> None:
        if not self._adding:
            turn()
            self._moved()

    def take_out(self) -> bool:
        """Take out an empty row, or what the form has no place for; False where neither is here."""
        taken = not self._adding and self.state.take_out()
        if taken:
            self._moved()
        return taken

    @property
    def takes_lines(self) -> bool:
        """Whether lines go into the cells below one another; one text that is there already stays one."""
        return not self._adding and (not self._text or self.state.here_column.kind == "count")

    def paste(self, text: str, told: str = "") -> None:
        """Write a copied block from the cell with the cursor to the right and down."""
        if self._adding:
            return
        if self.state.here.kind == ADD:
            self.action_add()
        words, whole = self.state.paste(text)
        if not self._adding:
            self._moved()
        self.post_message(Said(f"{words} {told}".strip(), "done" if whole and not told else "look"))

    # Keys

    def _put(self, text: str) -> None:
        self._text = text
        self.box.put_silently(text)

    def _moved(self) -> None:
        """Show the cell that the cursor is in now."""
        self._resting = True
        self._put(self.state.cell_text())
        self.show()

    def action_move(self, by: int) -> None:
        """Go to another row; among the rows that were found, mark another one."""
        if self._adding:
            self._marked = min(max(self._marked + by, 0), max(len(self._found()) - 1, 0))
            self._below.redraw()
        else:
            self.state.go(self.state.row + by, self.state.column)
            self._moved()

    def on_key(self, event: events.Key) -> None:
        """Go from cell to cell before the page goes from question to question."""
        if event.key in ("tab", "shift+tab"):
            event.stop()
            event.prevent_default()
            self._step(1 if event.key == "tab" else -1)

    def _step(self, by: int) -> None:
        """Go to the next cell, or to the one before; at the end of the table, out of it."""
        if self._adding:
            self._end_adding()
        elif self.state.step(by):
            self._moved()
        else:
            self.post_message(GoOn(by))

    def action_first(self) -> None:
        """Go to the first cell."""
        self.state.go(0, 0)
        self._moved()

    def action_last(self) -> None:
        """Go to the last cell."""
        self.state.go_last()
        self._moved()

    # Adding a row

    def action_add(self) -> None:
        """Add an empty row; where rows are fixed, look for one that is not shown."""
        if self.question.rows and self.state.hidden and not self._adding:
            self._adding, self._marked = True, 0
            self._put("")
            self.show()
            self._show_keys()
        elif not self.question.rows:
            if refusal := self.state.add_row():
                self.post_message(Said(refusal, "look"))
            self._moved()

    def action_stop_adding(self) -> None:
        """Go back to the table."""
        if not self._adding:
            raise SkipAction
        self._end_adding()

    def _end_adding(self) -> None:
        self._adding = False
        self._moved()
        self._show_keys()

    def _show_keys(self) -> None:
        if isinstance(self.screen, Frame):
            self.screen.show_lines()

    def _found(self) -> list[GridRow]:
        wanted = self._text.casefold().split()
        return [row for row in self.state.hidden if all(word in row.label.casefold() for word in wanted)]

    def _choose(self, label: str) -> None:
        """Show a row that was found."""
        row = next(row for row in self.state.hidden if label in (row.row, row.label))
        self.state.open_row(row.row)
        self._end_adding()
        self.focus()

    # The mouse

    def _clicked(self, what: str) -> None:
        """Go to the clicked cell; below the rows, add one."""
        if not what:
            return
        if self._adding:
            self._end_adding()
        row, _, column = what.partition(" ")
        self.state.go(int(row), int(column) if column else self.state.column)
        self._moved()
        self.focus()
        if self.state.here.kind == ADD:
            self.action_add()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move on in a table of which only a part is in view."""
        self._scroll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move back in it."""
        self._scroll(event, -1)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        if self._adding or len(self.state.rows) > self._most_rows():
            event.stop()
            self.action_move(by)


def row_word(question: Question) -> str:
    """Return what a row of a table is: the name of such a table ends with it, as in `Wikimedia project`."""
    words = question.wording.split()
    named = bool(question.rows) and len(words) == 2 and words[-1].isalpha()
    return words[-1].lower() if named else "row"


def _match_rows(names: Sequence[str], marked: int) -> list[Row]:
    """Return the rows that were found, as many as fit around the marked one, and how many more there are."""
    top = in_view(len(names), _MATCHES, 0, min(marked, max(len(names) - 1, 0)))
    rows = []
    for number, name in list(enumerate(names))[top : top + _MATCHES]:
        here = number == marked
        bar = Content.styled(f"{sign('cursor')} ", "$accent") if here else Content(" " * LEFT)
        line = fitted(Content.assemble(bar, plain(name, "bold" if here else "")), _MATCH_WIDTH)
        rows.append(Row(line.stylize_before("on $raised") if here else line, name))
    more = len(names) - top - len(rows)
    if more > 0:
        rows.append(Row(Content.styled(f"{' ' * LEFT}{sign('unfolded')} {more} more", "$quiet")))
    return rows or [Row(Content.styled(f"{' ' * LEFT}Nothing has this name.", "$quiet"))]
