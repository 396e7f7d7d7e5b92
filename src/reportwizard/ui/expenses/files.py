"""Files and pasted rows with expenses: what was understood is shown before the list changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message

from reportwizard.errors import ReportWizardError
from reportwizard.ledger.result import LedgerFile, Options, remarks, understood
from reportwizard.paths import expanded
from reportwizard.ui.dialogs.choose import Way, numbered
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.shared.drawing import plain, signed, wrapped
from reportwizard.ui.shared.drawn import Lines, Row
from reportwizard.ui.shared.line_list import LineList
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.wizard import EXPENSES, Open, wizard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    from textual.app import ComposeResult
    from textual.widget import Widget

    from reportwizard.ledger.result import Choice, Question
    from reportwizard.report.report import Report
    from reportwizard.ui.expenses.lines import ExpenseLines
    from reportwizard.ui.expenses.page import ExpensesPage
    from reportwizard.ui.session import Session

    _Way: TypeAlias = tuple[Way, Question | None, str]

ENDINGS = (".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt")
_MOST_REMARKS = 200


def choose_file(page: ReportPage, lines: ExpenseLines, back: str) -> None:
    """Ask for a file, and show what was understood of it in place of a page."""
    from reportwizard.ui.dialogs.files import file_picker

    def take(path: str | None) -> None:
        if path:
            source = Source(Path(path).name, path=expanded(path))
            page.frame.call_later(page.frame.open_page, FilePage(page.session, lines, source, back))

    now = wizard(page).folder.clock().astimezone()
    page.app.push_screen(file_picker("Read expenses from a file", ENDINGS, now), take)


def read_pasted(page: ExpensesPage, text: str) -> None:
    """Let pasted rows become lines; where more is to be said than how many, show it before."""
    from reportwizard.ledger.pasted import read_pasted as read_rows

    read = read_rows(page.session.report, text, page.lines.column_id)
    if read.expenses and not (read.all_questions() or read.money_in or read.left_out):
        page.add(read.expenses)
    elif read.refusal:
        wizard(page).say(read.refusal, "look")
    else:
        source = Source("What you pasted", text=text, column=page.lines.column_id)
        page.frame.call_later(page.frame.open_page, FilePage(page.session, page.lines, source, page.back))


def list_text(report: Report) -> str:
    """Return the list as CSV. Excel takes a file for UTF-8 only where it begins with a byte order mark."""
    from reportwizard.ledger.write import write_csv

    return "\ufeff" + write_csv(report.ledger)


def write_list(report: Report, name: str) -> Path:
    """Write the list as CSV into the current folder, never over another file; return where it is.

    Raises `SaveError`.
    """
    from reportwizard.files import save_error, write_atomic

    try:
        path, number = Path.cwd() / f"{name}-expenses.csv", 2
        while path.exists():
            path, number = path.with_name(f"{name}-expenses-{number}.csv"), number + 1
        write_atomic(path, list_text(report).encode())
    except OSError as error:
        raise save_error(error) from error
    return path


class Source:
    """Where expenses are read from: a file, or a text that was pasted into a column."""

    def __init__(self, name: str, *, path: Path | None = None, text: str = "", column: str = "") -> None:
        self.name = name
        self._path, self._text, self._column = path, text, column
        self._data = b""

    def read(self, report: Report, options: Options) -> tuple[LedgerFile, list[str]]:
        """Return what stands there, and words about receipts that are not beside the file.

        Raises `OSError`, `ValueError` and `ReportWizardError`.
        """
        from reportwizard.imports.source import read_bytes
        from reportwizard.ledger.pasted import read_pasted as read_rows
        from reportwizard.ledger.read import read_for
        from reportwizard.ledger.receipts import missing_beside
        from reportwizard.ledger.sheet import MOST_BYTES

        if self._path is None:
            return read_rows(report, self._text, self._column, options), []
        self._data = self._data or read_bytes(self._path, MOST_BYTES + 1)
        read = read_for(report, self._data, options)
        gone = missing_beside(read, self._path.parent)
        return read, [f"Line {line}: the receipt {path} is not beside the file." for line, path in gone]


class FilePage(ReportPage):
    """What was understood of a file, and what can be done with it, by number."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    FilePage { max-width: 90; }
    FilePage VerticalScroll { height: auto; max-height: 60%; scrollbar-size-vertical: 1; }
    FilePage LineList { margin-top: 1; }
    Frame.-wide FilePage { padding: 1 0 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll(1)", show=False, priority=True),
        Binding("pageup", "scroll(-1)", show=False, priority=True),
    ]

    class Read(Message):
        """The file was read in one way."""

        def __init__(self, options: Options, read: LedgerFile, more: list[str]) -> None:
            super().__init__()
            self.options, self.read, self.more = options, read, more

    class Refused(Message):
        """The file could not be read; `words` say why."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, session: Session, lines: ExpenseLines, source: Source, back: str = "") -> None:
        super().__init__(session)
        self._lines, self._source, self._back = lines, source, back
        self._ways: list[_Way] = []
        self._words: Sequence[tuple[str, str]] = [("", "Reading it.")]
        self._understood = Lines(self._rows)
        self._read = FilePage.Read(Options(), LedgerFile(), [])
        spent = session.report.form.role("money.spent")
        self.tab = session.report.form.part_of[spent.id].id if spent else ""

    @property
    def place(self) -> Open:
        """The list."""
        return Open(EXPENSES, back=self._back)

    def compose(self) -> ComposeResult:
        """The name of the file, what was understood, what to do."""
        with VerticalScroll(can_focus=False):
            yield self._understood
        yield LineList()

    def begin(self) -> Widget:
        """Read the file; the keys go to the ways."""
        self._read_file(Options(), self.session.report)
        return self.query_one(LineList)

    @work(thread=True, exclusive=True, group="ledger-file", exit_on_error=False)
    def _read_file(self, options: Options, report: Report) -> None:
        try:
            read, more = self._source.read(report, options)
            self.post_message(self.Read(options, read, more))
        except (ReportWizardError, OSError, ValueError) as error:
            self.post_message(self.Refused(str(error)))

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        event.stop()
        self._show([("fix", event.words)], [(Way("file", "choose another file"), None, "")])

    @on(Read)
    def _came(self, event: Read) -> None:
        event.stop()
        self._read = event
        read = event.read
        if read.refusal:
            self._refused(self.Refused(read.refusal))
            return
        if asked := read.unanswered:
            self._show([("ask", asked.words)], _readings(asked, asked.choices))
            return
        self._show(list(_words(event, self.session.report.locale)), self._ways_to_take(read))

    def _ways_to_take(self, read: LedgerFile) -> list[_Way]:
        there, ways = len(self._lines.ledger), []
        if read.expenses:
            add = f"add {many(len(read.expenses))} to your list" if there else "put them into your list"
            ways.append(Way("add", add))
            if there:
                ways.append(Way("replace", f"put them in the place of the {many(there)} in your list"))
        made: list[_Way] = [(way, None, "") for way in ways]
        for question in read.all_questions():
            others = [one for one in question.choices if one.value != question.taken]
            made += _readings(question, others, "read it again: ")
        return made

    def _show(self, words: Sequence[tuple[str, str]], ways: list[_Way]) -> None:
        self._ways = ways
        self._words = words
        if len(words) > _MOST_REMARKS:
            more = f"And {len(words) - _MOST_REMARKS:,} more."
            self._words = [*words[:_MOST_REMARKS], ("", more)]
        self._understood.redraw()
        items = [numbered(at, way._replace(id=str(at))) for at, (way, _, _) in enumerate(ways, 1)]
        self.query_one(LineList).show(items, "1")
        self.frame.show_lines()

    def _rows(self, width: int) -> list[Row]:
        """The name of the file; each sentence with its sign before it."""
        rows = [Row(plain(f"   {self._source.name}", "bold")), Row(Content())]
        for state, words in self._words:
            begin = Content.assemble(" ", signed(state) if state else " ", " ")
            for line in wrapped(plain(words), width - 4):
                rows.append(Row(Content.assemble(begin, line)))
                begin = Content("   ")
        return rows

    def hints(self) -> Sequence[Hint]:
        """Do one, read on, go back."""
        return (
            Hint("1 2 …", "do it"),
            Hint("Enter", "do the marked one", "enter"),
            Hint("PgDn", "read on", "pagedown"),
            Hint("Ctrl+O", "another file", "ctrl+o"),
            Hint("Esc", "back", "escape"),
        )

    def help(self) -> tuple[str, str]:
        """What this page is."""
        return "Expenses from a file", (
            "This is what was understood of the file. Your list changes only when you choose it.\n"
            "Money that came in is no expense. Lines that a bank did not carry out are left out."
        )

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        way, question, value = self._ways[int(event.id) - 1]
        if question is not None:
            self._read_file(question.answered(self._read.options, value), self.session.report)
        elif way.id == "file":
            self.choose_file()
        else:
            self._take(instead=way.id == "replace")

    def _take(self, *, instead: bool) -> None:
        found = self._read.read.expenses
        self._lines.fill(self.session.report)
        if why := self._lines.add(found, instead=instead):
            wizard(self).say(why, "look")
            return
        self.up()
        were = "line was" if len(found) == 1 else "lines were"
        self.frame.call_later(wizard(self).say, f"{len(found):,} {were} added. Ctrl+Z takes it back.")

    def choose_file(self) -> None:
        """Choose another file."""
        choose_file(self, self._lines, self._back)

    def action_scroll(self, by: int) -> None:
        """Read on, or back."""
        words = self.query_one(VerticalScroll)
        words.scroll_relative(y=by * max(words.size.height - 1, 1), animate=False)

    def up(self) -> None:
        """Go back to the list, and change nothing."""
        self.post_message(self.place)


def _readings(question: Question, choices: Iterable[Choice], begin: str = "") -> list[_Way]:
    return [(Way("answer", f"{begin}{one.label}"), question, one.value) for one in choices]


def _words(event: FilePage.Read, locale: str) -> Iterator[tuple[str, str]]:
    """Give what was understood, each sentence with its sign: money out, money in, left out, what to mend."""
    read = event.read
    for number, words in enumerate(understood(read, locale)):
        yield "" if number else "done", words
    for question in read.questions:
        yield "look", question.words
    for words in remarks(read):
        yield "look" if words.startswith("Line ") else "", words
    for words in event.more:
        yield "look", words


def many(number: int) -> str:
    """Return how many lines: `1 line`, `1,200 lines`."""
    return "1 line" if number == 1 else f"{number:,} lines"
