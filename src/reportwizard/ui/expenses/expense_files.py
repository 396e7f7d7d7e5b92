"""Files and pasted rows with expenses: what was understood is shown before the list changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from reportwizard.errors import ReportWizardError
from reportwizard.ledger.result import (
    FileQuestion,
    LedgerFile,
    LineProblem,
    Options,
    problem_lines,
    repeated_lines,
    summary_lines,
)
from reportwizard.paths import expand_user, working_folder
from reportwizard.report.expense import Expense
from reportwizard.report.report import Report
from reportwizard.text import pluralize
from reportwizard.ui.dialogs.dialog import MenuItem, numbered_item
from reportwizard.ui.expenses.expense_lines import ExpenseLines
from reportwizard.ui.report.report_page import ReadingPage, ReportPage
from reportwizard.ui.shared.drawing import hanging_lines, plain, styled_sign
from reportwizard.ui.shared.line_list import LineList
from reportwizard.ui.shared.lines_widget import Lines, Row
from reportwizard.ui.wizard import EXPENSES, Open, wizard

if TYPE_CHECKING:
    Source: TypeAlias = Callable[[Report, Options], LedgerFile]
    Action: TypeAlias = tuple[str, Callable[[], object]]

ENDINGS = (".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt")
_MAX_MESSAGES = 200


def choose_file(page: ReportPage, lines: ExpenseLines) -> None:
    """Ask for a file, and show what was understood of it in place of a page."""
    from reportwizard.ui.dialogs.pickers import file_picker

    def on_answer(path: str | None) -> None:
        if path:
            _show(page, lines, Path(path).name, partial(read_expenses, expand_user(path)))

    page.app.push_screen(file_picker("Read expenses from a file", ENDINGS, page.now), on_answer)


def read_pasted(page: ReportPage, lines: ExpenseLines, text: str) -> bool:
    """Add pasted rows to the list, or show what must be asked before; return whether they are in the list."""
    from reportwizard.ledger.read import read_pasted as read_rows

    column = lines.column_id

    def source(report: Report, options: Options) -> LedgerFile:
        return read_rows(text, report.region, column, options)

    read = source(page.report, Options())
    if read.expenses and not (read.all_questions() or read.money_in or read.left_out):
        return add_lines(page, lines, read.expenses)
    if read.refusal:
        wizard(page).say(read.refusal, "look")
    else:
        _show(page, lines, "What you pasted", source)
    return False


def _show(page: ReportPage, lines: ExpenseLines, name: str, source: Source) -> None:
    page.frame.call_later(page.frame.open_page, ExpenseFilePage(page, lines, name, source))


def read_expenses(path: Path, report: Report, options: Options) -> LedgerFile:
    """Return what is in a file, with a note for each receipt that is not beside it.

    Raises `OSError`, `ValueError` and `ReportWizardError`.
    """
    from reportwizard.imports.registry import read_bytes
    from reportwizard.ledger.read import read_ledger
    from reportwizard.ledger.receipts import missing_receipts_of
    from reportwizard.ledger.sheet import MAX_BYTES

    read = read_ledger(read_bytes(path, MAX_BYTES + 1), report.region, options)
    missing = [
        LineProblem(line, f"the receipt {receipt} is not beside the file.")
        for line, receipt in missing_receipts_of(read, path.parent)
    ]
    return replace(read, problems=(*read.problems, *missing))


def write_list(report: Report, name: str) -> Path:
    """Write the list as a workbook into the current folder, never over another file; return where it is.

    Raises `SaveError`.
    """
    from reportwizard.exports.expenses import write_xlsx
    from reportwizard.files import save_errors, write_numbered

    with save_errors():
        return write_numbered(working_folder() / f"{name}-expenses.xlsx", write_xlsx(report.ledger))


class ExpenseFilePage(ReadingPage):
    """What was understood of a file, and what can be done with it, by number.

    `source` reads it in a thread; it raises `OSError`, `ValueError` and `ReportWizardError`.
    """

    DEFAULT_CSS = """
    ExpenseFilePage VerticalScroll { max-height: 60%; }
    ExpenseFilePage LineList { margin-top: 1; }
    """
    KEYS = "1 2 … do it   Enter do the marked one   PgDn read on   Ctrl+O another file   Esc back"
    heading = "Expenses from a file"
    HELP = (
        "This is what was understood of the file. Your list changes only when you choose it.\n"
        "Money that came in is not an expense. Lines that a bank did not carry out are left out."
    )

    def __init__(self, page: ReportPage, lines: ExpenseLines, name: str, source: Source) -> None:
        super().__init__(page.session, page.back)
        self.lines, self.tab = lines, page.tab
        self._heading, self._source = name, source
        self._actions: Sequence[Action] = ()
        self._messages: Sequence[tuple[str, str]] = [("", "Reading it.")]
        self._understood = Lines(self._rows)
        self._list = LineList()

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield self._understood
        yield self._list

    def begin(self) -> Widget:
        self._start(Options())
        return self._list

    def _start(self, options: Options) -> None:
        self.run_worker(self._read(options), exclusive=True, exit_on_error=False)

    async def _read(self, options: Options) -> None:
        try:
            read = await asyncio.to_thread(self._source, self.report, options)
        except (ReportWizardError, OSError, ValueError) as error:
            read = LedgerFile(refusal=str(error))
        if read.refusal:
            messages, self._actions = [("fix", read.refusal)], [("choose another file", self.choose_file)]
        elif question := read.unanswered:
            messages, self._actions = [("ask", question.text)], self._readings(question, options)
        else:
            messages = [*_messages(read, self.report)]
            self._actions = [*self._add_actions(read, options)]
        more = len(messages) - _MAX_MESSAGES
        self._messages = [*messages[:_MAX_MESSAGES], *([("", f"And {more:,} more.")] if more > 0 else [])]
        self._understood.redraw()
        labels = enumerate((label for label, _ in self._actions), 1)
        self._list.show([numbered_item(at, MenuItem(str(at), label)) for at, label in labels], "1")
        self.frame.show_lines()

    def _readings(self, question: FileQuestion, options: Options) -> list[Action]:
        return [
            (choice.label, partial(self._start, question.with_answer(options, choice.value)))
            for choice in question.choices
            if choice.value != question.taken
        ]

    def _add_actions(self, read: LedgerFile, options: Options) -> Iterator[Action]:
        existing, expenses = len(self.lines.ledger), read.expenses
        if expenses and existing:
            yield f"add {pluralize(len(expenses), 'line')} to your list", partial(self._add, expenses)
            label = f"replace the {pluralize(existing, 'line')} in your list with these"
            yield label, partial(self._add, expenses, instead=True)
        elif expenses:
            yield "put them into your list", partial(self._add, expenses)
        for question in read.all_questions():
            yield from self._readings(question, options)

    def _rows(self, width: int) -> list[Row]:
        rows = [Row(plain(f"   {self._heading}", "bold")), Row(Content())]
        for state, message in self._messages:
            begin = Content.assemble(" ", styled_sign(state) if state else " ", " ")
            rows += map(Row, hanging_lines(begin, plain(message), width - 1))
        return rows

    def item_chosen(self, id: str) -> None:
        self._actions[int(id) - 1][1]()

    def _add(self, expenses: Sequence[Expense], *, instead: bool = False) -> None:
        self.lines.fill(self.report)
        if add_lines(self, self.lines, expenses, instead=instead):
            self.up()

    def choose_file(self) -> None:
        choose_file(self, self.lines)

    def up(self) -> None:
        self.post_message(Open(EXPENSES, back=self.back))


def _messages(read: LedgerFile, report: Report) -> Iterator[tuple[str, str]]:
    """Yield what was understood, each sentence with its sign: money out, money in, left out, what to fix."""
    for number, line in enumerate(summary_lines(read, report.locale)):
        yield "" if number else "done", line
    yield from (("look", line) for line in repeated_lines(read, report.ledger))
    yield from (("look", question.text) for question in read.all_questions())
    yield from (("look" if line.startswith("Line") else "", line) for line in problem_lines(read))


def add_lines(
    page: ReportPage, lines: ExpenseLines, expenses: Sequence[Expense], *, instead: bool = False
) -> bool:
    """Add lines to the list, or replace it, in one step, and say so; return whether they could be kept."""
    changed = pluralize(len(lines.ledger if instead else expenses), "line was", "lines were")
    if refusal := lines.add(expenses, instead=instead):
        wizard(page).say(refusal, "look")
        return False
    added = f"{changed} replaced by {len(expenses)}" if instead else f"{changed} added"
    # Said when the list is there: another page takes what is said here away.
    page.frame.call_later(wizard(page).say, f"{added}. Ctrl+Z takes it back.")
    return True
