"""The list of expenses: a typed table whose last line is open, and what it adds up to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.suggester import Suggester
from textual.widget import Widget

from reportwizard.drafts.format.answers import LEDGER
from reportwizard.ui.expenses.below import WHY, Below, Cell
from reportwizard.ui.expenses.drawing import HEAD, Spot, head_rows, lay_out, line_row
from reportwizard.ui.expenses.files import choose_file, read_pasted
from reportwizard.ui.expenses.lines import COLUMNS, ExpenseLines
from reportwizard.ui.fields.cell_box import CellBox
from reportwizard.ui.fields.feedback import Feedback
from reportwizard.ui.fields.table_grid import in_view
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.shared.drawn import Lines, Row
from reportwizard.ui.shared.lines import WIDE, Hint
from reportwizard.ui.wizard import EXPENSES, PARTS, Open, wizard

_REST = 0.3
_LEAST_ROWS = 4
_FRAME_ROWS = 5
_HELP = """\
Here you can keep a list of what you paid: one line for each expense. You need not make one. The list is \
added up, and compared with your answers. Nothing is put into an answer before you choose it.
Write the day, for example 5/10. Tab goes to the next box, Enter to the next line. A new line has the day of \
the line before. For a kind that you wrote before, type its first letters. Del at the end of a text \
takes the line out, Ctrl+Z takes back the last thing.
You can paste rows from a spreadsheet. Ctrl+O reads a file: a spreadsheet, a list of your bank or wallet, or \
the budget sheet of your grant. You see what was understood before your list changes.
A ? stands before an amount that is not clear, or that is missing. It is not counted; nor is a line of the \
kind “In kind”, for which no money was paid."""


class _Kinds(Suggester):
    """Shows the kind of expense that the first letters are completed to."""

    def __init__(self, lines: ExpenseLines) -> None:
        super().__init__(use_cache=False)
        self._lines = lines

    async def get_suggestion(self, value: str) -> str | None:
        kind = self._lines.kind_of(value)
        return f"{value}{kind[len(value) :]}" if kind else None


class ExpensesPage(ReportPage):
    """The list. `back` is the question or the place from which one came; Esc leads there."""

    ABOUT = ("List of expenses", _HELP)
    SCOPED_CSS = False
    DEFAULT_CSS = """
    ExpensesPage { layers: below above; max-width: 90; }
    Frame.-wide ExpensesPage { padding: 1 0 0 1; }
    ExpensesPage #list { height: auto; layers: below above; }
    ExpensesPage #list Lines { layer: below; }
    ExpensesPage CellBox, ExpensesPage CellBox:focus {
        layer: above; position: absolute; width: 1; border: none; border-left: none; padding: 0;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("pageup", "page(-1)"),
        ("pagedown", "page(1)"),
        ("ctrl+home", "move(-1000000)"),
        ("ctrl+end", "move(1000000)"),
        ("tab", "step(1)"),
        ("shift+tab", "step(-1)"),
    ]

    def __init__(self, session: Session, lines: ExpenseLines, *, back: str = "") -> None:
        super().__init__(session, back)
        self.lines = lines
        spent = self.report.form.role("money.spent.local") or self.report.form.role("money.spent")
        self.tab = self.report.form.part_of[spent.id].id if spent else ""
        self.box = CellBox(self)
        self._grid = Lines(self._grid_rows, self._clicked)
        self._below = Below(lines)
        self._text = ""
        self._top = 0
        self._erasing = False
        self._rest = Debounce(self, self._rested)

    def compose(self) -> ComposeResult:
        with Vertical(id="list"):
            yield self._grid
            yield self.box
        yield self._below

    def begin(self) -> Widget:
        self.lines.fill(self.report)
        self._rested()
        self.show_cell(select=self.lines.is_open)
        return self.box

    def leave(self) -> None:
        self.lines.leave()

    # Drawing

    def _columns(self, width: int) -> dict[str, Spot]:
        return lay_out(self.lines, self._below.sums.largest, width)

    def _grid_rows(self, width: int) -> list[Row]:
        lines, spots = self.lines, self._columns(width)
        many = len(lines.ledger) + 1 if lines.is_open else max(len(lines.ledger), lines.row + 1)
        above = _FRAME_ROWS + HEAD + (1 if self.app.size.width >= WIDE else 0)
        most = max(self.app.size.height - above - len(self._below.rows(width)), _LEAST_ROWS)
        self._top = in_view(many, most, self._top, lines.row)
        shown = range(self._top, min(self._top + most, many))
        return [
            *head_rows(self._below.sums.total, spots, self.report.region, width),
            *(line_row(lines, number, spots, width) for number in shown),
        ]

    def redraw(self) -> None:
        """Draw the list again, and lay the box over the cell with the cursor."""
        if not self.is_attached:
            return
        self._below.follow()
        self._grid.redraw()
        self._place_box()

    def _place_box(self) -> None:
        width = self._grid.content_size.width
        if not width:
            self.call_after_refresh(self._place_box)
            return
        self._grid.lines()
        spot = self._columns(width)[self.lines.column_id]
        self.box.styles.offset = (spot.start, HEAD + self.lines.row - self._top)
        self.box.styles.width = spot.width + 1

    def on_resize(self) -> None:
        self.call_after_refresh(self.redraw)

    def show_cell(self, *, select: bool = False) -> None:
        """Show the cell that the cursor is in now; `select` lets what is typed take the place of it."""
        self._erasing = False
        self._text = self.lines.cell_text()
        self.box.set_value_silently(self._text)
        self.box.suggester = _Kinds(self.lines) if self.lines.column_id == "category" else None
        if select:
            self.box.action_select_all()
        self.redraw()

    def _rested(self) -> None:
        if self.is_attached:
            self._below.add_up()
            self.redraw()
            self.frame.show_lines()

    def report_changed(self, question_id: str) -> None:
        if self.report is not self.lines.report:
            changed = self.lines.fill(self.report)
            if changed or not self.lines.typing:
                self.show_cell()
        self._rest.touch(_REST)

    # The box

    def typed(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        if why := self.lines.write(text):
            wizard(self).say(why, "look")
        self.redraw()

    def on_descendant_focus(self) -> None:
        self.frame.show_keys()

    @property
    def takes_lines(self) -> bool:
        """Rows of one column are lines of the list, too."""
        return not self._text or self.lines.is_open

    def enter(self) -> None:
        self.lines.complete()
        if self.lines.next_line():
            self.show_cell(select=self.lines.is_open)
        else:
            wizard(self).say("Nothing is written in this line yet. Esc goes back.", "look")

    def undo(self) -> None:
        if self.lines.undo():
            self.show_cell()
        else:
            wizard(self).say("There is nothing to take back.", "look")

    def take_out(self) -> bool:
        """Take the line out; not while letters are deleted."""
        box = self.box
        if box.cursor_position < len(box.value) or not box.selection.is_empty:
            self._erasing = True
            return False
        if self._erasing:
            return True
        gone = self.lines.take_out()
        if gone is not None:
            self.show_cell()
            name = " ".join(gone.what.split())[:40]
            words = f"Line taken out: {name}." if name else "Line taken out."
            wizard(self).say(f"{words} Ctrl+Z takes it back.")
        return True

    def paste(self, text: str, told: str = "") -> None:
        if read_pasted(self, self.lines, text):
            self.show_cell(select=True)

    # Keys

    def action_step(self, by: int) -> None:
        if by > 0:
            self.lines.complete()
        self.lines.step(by)
        self.show_cell(select=self.lines.is_open and self.lines.column_id == "date")

    def action_move(self, by: int) -> None:
        self.lines.go(self.lines.row + by, self.lines.column)
        self.show_cell()

    def action_page(self, by: int) -> None:
        self.action_move(by * max(self._grid.content_size.height - HEAD - 1, 1))

    def _clicked(self, what: str) -> None:
        place, _, column = what.partition(" ")
        if column:
            self.lines.go(int(place), COLUMNS.index(column))
            self.show_cell()
            self.box.focus()

    def on_mouse_scroll_down(self) -> None:
        self.action_move(1)

    def on_mouse_scroll_up(self) -> None:
        self.action_move(-1)

    # Offers

    @on(Feedback.Taken)
    def _taken(self, event: Feedback.Taken) -> None:
        event.stop()
        offer = event.offer
        if isinstance(offer, Cell) and offer.value is not None:
            self.lines.choose(offer.column, offer.value)
            self.lines.go(self.lines.row, COLUMNS.index(offer.column))
            self.box.focus()
        elif offer == WHY:
            self._below.explained = True
        elif offer.answers:
            self.lines.answer(offer.answers)
            wizard(self).say("The answer is written. Ctrl+Z takes it back.")
        self._below.add_up()
        self.show_cell()
        self.frame.show_lines()

    @on(Feedback.Left)
    def _left_offers(self, event: Feedback.Left) -> None:
        event.stop()
        self.box.focus()
        self.frame.show_lines()

    def show_offers(self) -> None:
        if not self._below.open():
            self.say_unavailable("show_offers")

    # The page

    def hints(self) -> Sequence[Hint]:
        use = self._below.hints
        undo = [Hint("Ctrl+Z", "undo")] if self.app.size.width >= WIDE or not use else []
        first = (Hint("Enter", "next line"), Hint("Tab", "next box"))
        return [*first, *use, Hint("Ctrl+O", "read a file"), *undo, Hint("Esc", "back")]

    def show_versions(self) -> None:
        self.post_message(Open("history", LEDGER, back=self.back))

    def choose_file(self) -> None:
        choose_file(self, self.lines)

    def up(self) -> None:
        """Go back to where one came from; in the list of parts to the row of this list."""
        if self.back:
            super().up()
        else:
            self.post_message(Open(PARTS, EXPENSES))
