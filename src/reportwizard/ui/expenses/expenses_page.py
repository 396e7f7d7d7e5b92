"""The list of expenses: a typed table whose last line is open, and what it adds up to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widget import Widget

from reportwizard.drafts.format.answers import LEDGER
from reportwizard.kinds.values import Region, Typed
from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount
from reportwizard.report.expense import COLUMN_BY_ID, Expense, cell_value, edit_text
from reportwizard.ui.expenses.expense_files import choose_file, read_pasted
from reportwizard.ui.expenses.expense_lines import COLUMNS, ExpenseLines
from reportwizard.ui.expenses.summary import UNCOUNTED, WHY, CellOffer, ExpenseSummary
from reportwizard.ui.fields.feedback import Feedback
from reportwizard.ui.fields.table_editor import GAP, LEFT, Layout, TableEditor
from reportwizard.ui.report.report_page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.bars import WIDE, join_hints
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.shared.drawing import cursor_bar, left_right, one_line, sign
from reportwizard.ui.shared.lines_widget import Row
from reportwizard.ui.wizard import EXPENSES, HISTORY, PARTS, Open, wizard

# Seconds after the last key until the list is added up.
_TYPING_PAUSE = 0.3
_MIN_ROWS = 4
_FRAME_ROWS = 5
# The heading, the names of the columns, a rule.
_HEAD = 3
_MIN_WHAT, _KIND, _RECEIPT = 8, 10, 9
_MIN_AMOUNT, _MAX_AMOUNT, _MAX_DAY = 9, 18, 13
_SAMPLE = Expense(date=dt.date(2026, 12, 28))
_MEASURED = 300
_HELP = """\
Here you can keep a list of what you paid: one line for each expense. You need not make one. The list is \
added up, and compared with your answers. Nothing is put into an answer before you choose it.
Write the day, for example 5/10. Tab goes to the next box, Enter to the next line. A new line has the day of \
the line before. For a kind that you wrote before, type its first letters. Del twice at the end of a \
text takes the line out, Ctrl+Z takes back the last thing.
You can paste rows from a spreadsheet. Ctrl+O reads a file: a spreadsheet, a list of your bank or wallet, or \
the budget sheet of your grant. You see what was understood before your list changes.
A ? is before a day or an amount that is not clear, and before an amount that is missing. Such an amount is \
not counted; nor is a line of the kind “In kind”, for which no money was paid."""


class ExpensesPage(TableEditor[ExpenseLines], ReportPage):
    """The list. `back` is the question or the page that Esc leads back to."""

    heading = "List of expenses"
    HELP = _HELP
    SCOPED_CSS = False
    DEFAULT_CSS = """
    ExpensesPage { layers: below above; max-width: 90; padding-right: 1; }
    Frame.-wide ExpensesPage { padding: 1 1 0 1; }
    ExpensesPage #list { height: auto; padding: 0 1; layers: below above; }
    ExpensesPage #list Lines { layer: below; }
    ExpensesPage ExpenseSummary.-fit-content { height: 1fr; }
    ExpensesPage CellBox, ExpensesPage CellBox:focus {
        layer: above; position: absolute; width: 1; border: none; border-left: none; padding: 0;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+home", "move(-1000000)"), ("ctrl+end", "move(1000000)")]

    def __init__(self, session: Session, lines: ExpenseLines, *, back: str = "") -> None:
        super().__init__(lines, session, back)
        spent = self.report.form.role("money.spent.local") or self.report.form.role("money.spent")
        self.tab = self.report.form.part_of[spent.id].id if spent else ""
        self._summary = ExpenseSummary(lines)
        self._erasing = self._warned = False
        self._pause = Debounce(self, self._rested)

    def compose(self) -> ComposeResult:
        with Vertical(id="list"):
            yield self.grid
            yield self.box
        yield self._summary

    def begin(self) -> Widget:
        self.state.fill(self.report)
        self._rested()
        self.show_cell()
        return self.box

    def leave(self) -> None:
        self.state.leave()

    # Drawing

    def _layout(self, width: int) -> Layout:
        return _lay_out(self.state, self._summary.sums.widest, width)

    def grid_rows(self, width: int) -> list[Row]:
        lines, layout = self.state, self._layout(width)
        above = _FRAME_ROWS + _HEAD + (1 if self.app.size.width >= WIDE else 0)
        max_rows = max(self.app.size.height - above - len(self._summary.rows(width + 2)), _MIN_ROWS)
        view = self.in_view(len(lines.ledger) + lines.on_new_line, max_rows)
        head = _head_rows(self._summary.sums.total, layout, width)
        return [*head, *(_line_row(lines, number, layout) for number in view)]

    def redraw(self) -> None:
        if self.is_attached:
            self._summary.follow()
            self.grid.redraw()
            self._place_box()

    def _place_box(self) -> None:
        width = self.grid.content_size.width
        if not width:
            self.call_after_refresh(self._place_box)
            return
        self.grid.lines()
        layout, column = self._layout(width), self.state.column
        self.box.styles.offset = (layout.starts[column], _HEAD + self.state.row - self._view.start)
        self.box.styles.width = abs(layout.widths[column]) + 1

    def on_resize(self) -> None:
        self.call_after_refresh(self.redraw)

    def show_cell(self, *, select: bool = False) -> None:
        self._erasing = self._warned = False
        kinds = self.state.kinds() if self.state.column_id == "category" else []
        self.box.suggester = SuggestFromList(kinds, case_sensitive=False) if kinds else None
        # What is typed into a new line takes the place of the day that it begins with.
        super().show_cell(select=self.state.on_new_line and self.state.column_id == "date")

    def _rested(self) -> None:
        if self.is_attached:
            self._summary.add_up()
            self.redraw()
            self.frame.show_lines()

    def report_changed(self, question_id: str) -> None:
        if self.report is not self.state.report and (self.state.fill(self.report) or not self.state.typing):
            self.show_cell()
        self._pause.touch(_TYPING_PAUSE)

    # What the box hands over

    def write(self, text: str) -> None:
        self._warned = False
        if refusal := self.state.write(text):
            wizard(self).say(refusal, "look")

    def on_descendant_focus(self) -> None:
        self.frame.show_keys()

    @property
    def takes_lines(self) -> bool:
        return super().takes_lines or self.state.on_new_line

    def enter(self) -> None:
        self.state.complete()
        if self.state.next_line():
            self.show_cell()
        else:
            wizard(self).say("Nothing is written in this line yet. Esc goes back.", "look")

    def remove_row(self) -> bool:
        """Remove the line at the second Del, unless Del is deleting letters."""
        box = self.box
        if box.cursor_position < len(box.value) or not box.selection.is_empty:
            self._erasing = True
            return False
        if self._erasing or self.state.on_new_line:
            return True
        what = f": {' '.join(self.state.current.what.split())[:40]}".removesuffix(": ")
        if self._warned:
            self.state.remove_line()
            self.show_cell()
            wizard(self).say(f"Line taken out{what}. Ctrl+Z takes it back.")
        else:
            self._warned = True
            wizard(self).say(f"Del again takes out this line{what}.", "look")
        return True

    def paste(self, text: str, notice: str = "") -> None:
        if read_pasted(self, self.state, text):
            self.show_cell()

    def action_step(self, by: int) -> None:
        if by > 0:
            self.state.complete()
        self.state.step(by)
        self.show_cell()

    # Offers

    @on(Feedback.Taken)
    def _taken(self, event: Feedback.Taken) -> None:
        event.stop()
        offer = event.offer
        if isinstance(offer, CellOffer) and offer.value is not None:
            self.state.choose(offer.column, offer.value)
            self.box.focus()
        elif offer in (WHY, UNCOUNTED):
            self._summary.explained = True
        elif offer.answers:
            self.state.answer(offer.answers)
            wizard(self).say("The answer is written. Ctrl+Z takes it back.")
        self._summary.add_up()
        self.show_cell()
        self.frame.show_lines()

    @on(Feedback.Left)
    def _left_offers(self, event: Feedback.Left) -> None:
        event.stop()
        self.box.focus()
        self.frame.show_lines()

    def show_offers(self) -> None:
        if not self._summary.focus_offers():
            self.say_unavailable("show_offers")

    # The page

    def hints(self) -> str:
        use = self._summary.hints
        undo = "Ctrl+Z undo" if self.app.size.width >= WIDE or not use else ""
        return join_hints("Enter next line   Tab next box", use, "Ctrl+O read a file", undo, "Esc back")

    def show_versions(self) -> None:
        self.post_message(Open(HISTORY, LEDGER, back=self.back))

    def choose_file(self) -> None:
        choose_file(self, self.state)

    def up(self) -> None:
        if self.back:
            super().up()
        else:
            self.post_message(Open(PARTS, EXPENSES))


def _lay_out(lines: ExpenseLines, widest: Amount | None, width: int) -> Layout:
    """Return the columns that fit into `width` terminal cells; what was paid for takes the rest.

    `widest` is the amount that all the others fit below.
    """
    region = lines.report.region
    amount = len(_amount_text(widest, region)) if widest else 0
    amount = min(max(amount, _MIN_AMOUNT), _MAX_AMOUNT)
    day = min(max(len(edit_text(_SAMPLE, "date", region)), len("Date")), _MAX_DAY)
    label = max(3, len(str(len(lines.ledger) + 1))) + 1
    left = width - (LEFT + label + day + amount + _RECEIPT + GAP * (len(COLUMNS) - 1))
    kind = min(_KIND, max(left - _MIN_WHAT, 1))
    labels = {column: COLUMN_BY_ID[column].label for column in COLUMNS} | {"category": "Kind"}
    labels["amount"] = region.currency or labels["amount"]
    widths = (day, max(left - kind, _MIN_WHAT), kind, -amount, _RECEIPT)
    return Layout(label, widths, tuple(labels.values()))


def _amount_text(amount: Amount, region: Region) -> str:
    """Return an amount; without its code if it is in the currency that the heading names."""
    text = show_amount(amount, region.locale)
    return text.removesuffix(region.currency).strip() if amount.currency == region.currency else text


def _head_rows(total: Sequence[str], layout: Layout, width: int) -> list[Row]:
    """Return the heading, `List of expenses   12 lines · 7,043.30 PEN`, the names of the columns, a rule."""
    dot = f" {sign('dot')} "
    count = f"{total[0]}{dot if total[1:] else ''}" if total else ""
    sums = Content.assemble((count, "$quiet"), (dot.join(total[1:]), "bold"))
    return [Row(left_right(Content.styled("  List of expenses", "bold"), sums, width)), *layout.head()]


def _line_row(lines: ExpenseLines, number: int, layout: Layout) -> Row:
    """Return one line of the list; the one with the cursor has a bar, and the box is on top of its cell."""
    current = number == lines.row
    expense = lines.current if current else lines.ledger[number]
    cells = (_cell(expense, column, lines.report.region, current) for column in COLUMNS)
    label = Content.styled(f"{number + 1:>{layout.label - 1}}", "$quiet")
    return layout.row(number, label, cells, current, cursor_bar(current))


def _cell(expense: Expense, column: str, region: Region, current: bool) -> Content:
    value = cell_value(expense, column)
    if column == "amount" and value is None:
        value = expense.usd
    if isinstance(value, Typed) or (column == "amount" and expense.is_unpaid and not current):
        typed = value.text if isinstance(value, Typed) else ""
        return one_line(f"{sign('ask')} {typed}"[:_MEASURED], _MEASURED, "$fix")
    if value is None:
        return Content() if current else Content.styled(sign("empty"), "$edge")
    text = edit_text(expense, column, region) if column == "date" else str(value)
    if isinstance(value, Amount):
        text = _amount_text(value, region)
    return one_line(text[:_MEASURED], _MEASURED, "$quiet" if column == "category" else "")
