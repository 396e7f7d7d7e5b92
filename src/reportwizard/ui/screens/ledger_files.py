"""Files with expenses: one is read into the list after a look at it, or the list is written to one."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.screen import Screen

from reportwizard.errors import ReportWizardError
from reportwizard.ledger.edit import why_not_kept
from reportwizard.text import clean_line
from reportwizard.ui.fields.options import Pick
from reportwizard.ui.screens.dialogs import AskText, Choose, Confirm
from reportwizard.ui.widgets.expense_list import ExpenseList

if TYPE_CHECKING:
    from textual.events import Paste

    from reportwizard.ledger.result import LedgerFile, Options, Question
    from reportwizard.report.expense import Expense
    from reportwizard.report.report import Report
    from reportwizard.ui.session import Session

_SUGGESTED = "expenses.csv"
_MOST_REMARKS = 200
_PASTED = "What you pasted"


class LedgerFiles(Screen[None]):
    """The half of the list's screen that reads and writes files. Threads read; their messages bring it."""

    class FileRead(Message):
        """A file was read: its bytes, how, what they hold, and which receipts are not beside it."""

        def __init__(
            self,
            path: Path,
            data: bytes,
            options: Options,
            read: LedgerFile,
            missing: tuple[tuple[int, str], ...],
        ) -> None:
            super().__init__()
            self.path = path
            self.data = data
            self.options = options
            self.read = read
            self.missing = missing

    class Refused(Message):
        """A file could not be read or written; `words` say why."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Written(Message):
        """The list stands in a file."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.before: list[Report] = []

    def keep(self, ledger: tuple[Expense, ...], at: int) -> None:
        """Take another list, with the cursor at a place; where a draft cannot keep so long a list, say so."""
        why = why_not_kept(ledger)
        if why:
            self.notify(f"{why} Nothing was changed.", severity="error", markup=False, timeout=10)
            return
        self.remember()
        self.session.replace_report(replace(self.session.report, ledger=ledger))
        expenses = self.query_one(ExpenseList)
        expenses.show(ledger, self.session.report.region)
        expenses.go(at)
        expenses.focus()

    def remember(self, report: Report | None = None) -> None:
        """Note the report as it stands, or as it stood, for undo."""
        self.before = [*self.before[-99:], report or self.session.report]

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        event.stop()
        self.notify(event.words, severity="error", markup=False, timeout=12)

    # --- reading ----------------------------------------------------------------------------------------

    def action_read(self) -> None:
        """Ask for the name of a file, and read it."""
        self._ask_for_file(
            "Write the name of the file: a spreadsheet, a list of your bank or wallet, or the budget sheet of"
            " your grant. For example: ~/expenses.xlsx"
        )

    def on_paste(self, event: Paste) -> None:
        """Read rows that were copied in a spreadsheet program, as a file of theirs would be read."""
        from reportwizard.ledger.result import Options

        event.stop()
        self._read_file(
            Path(_PASTED), self.session.report, (event.text.encode("utf-8", "replace"), Options())
        )

    def _ask_for_file(self, words: str, typed: str = "") -> None:
        def take(name: str | None) -> None:
            if not name:
                return
            path = _path(name)
            if path.is_file():
                self._read_file(path, self.session.report)
            else:
                self._ask_for_file(f"There is no file {path}. Look at its name, and at its folder.", name)

        asked = AskText("Read expenses from a file", words, value=typed, accept="Read")
        self.app.push_screen(asked, take)

    @work(thread=True, exclusive=True, group="ledger-file", exit_on_error=False)
    def _read_file(self, path: Path, report: Report, again: tuple[bytes, Options] | None = None) -> None:
        from reportwizard.imports.source import read_bytes
        from reportwizard.ledger.read import read_for
        from reportwizard.ledger.receipts import missing_beside
        from reportwizard.ledger.result import Options
        from reportwizard.ledger.sheet import MOST_BYTES

        try:
            data, options = again or (read_bytes(path, MOST_BYTES + 1), Options())
            read = read_for(report, data, options)
            missing = missing_beside(read, path.parent)
            self.post_message(self.FileRead(path, data, options, read, missing))
        except (ReportWizardError, OSError, ValueError) as error:
            self.post_message(self.Refused(str(error)))

    @on(FileRead)
    def _take_file(self, event: FileRead) -> None:
        event.stop()
        if event.read.refusal:
            words = f"{event.path.name}: {event.read.refusal}"
            self.notify(words, severity="error", markup=False, timeout=12)
        elif question := event.read.unanswered:
            picks = tuple(Pick(f"{n}", one.label, f"{n}") for n, one in enumerate(question.choices, 1))
            asked = Choose(question.words, [], picks)
            self.app.push_screen(asked, lambda choice: self._answer(event, question, choice))
        else:
            self._offer(event)

    def _answer(self, event: FileRead, question: Question, choice: str | None) -> None:
        """Read the file again as its own question was answered; Escape changes nothing."""
        if choice:
            value = question.choices[int(choice) - 1].value
            options = question.answered(event.options, value)
            self._read_file(event.path, self.session.report, (event.data, options))

    def _offer(self, event: FileRead) -> None:
        """Show what was understood in one box, before the list changes; one key takes it."""
        from reportwizard.ledger.result import remarks, understood

        read, report = event.read, self.session.report
        others = [
            (question, one)
            for question in read.all_questions()
            for one in question.choices
            if one.value != question.taken
        ]

        def take(choice: str | None) -> None:
            # An expense may have been written while the file was read.
            now = self.session.report.ledger
            if choice == "add":
                self.keep((*now, *read.expenses), len(now))
            elif choice == "replace":
                self.keep(read.expenses, 0)
            elif choice:
                question, other = others[int(choice)]
                self._answer(event, question, f"{question.choices.index(other) + 1}")

        picks = _ways_to_take(len(read.expenses), len(report.ledger))
        picks += tuple(
            Pick(f"{at}", f"Read it again: {one.label}", f"{len(picks) + at + 1}")
            for at, (_, one) in enumerate(others)
        )
        gone = (f"Line {line}: the receipt {path} is not beside the file." for line, path in event.missing)
        words = [
            *understood(read, report.locale),
            *(question.words for question in read.questions),
            *remarks(read),
            *gone,
        ]
        if len(words) > _MOST_REMARKS:
            words = [*words[:_MOST_REMARKS], f"… and {len(words) - _MOST_REMARKS:,} more."]
        self.app.push_screen(Choose(f"{_many(len(read.expenses))} found in the file", words, picks), take)

    # --- writing ----------------------------------------------------------------------------------------

    def action_write(self) -> None:
        """Ask for the name of a file, and write the list to it."""
        words = "Spreadsheet programs open this file. Write another name, or a folder before it, if you like."
        asked = AskText("Write the list as a CSV file", words, value=_SUGGESTED, accept="Write")
        self.app.push_screen(asked, lambda name: self._named(name) if name else None)

    def _named(self, name: str) -> None:
        from reportwizard.ui.widgets.export_panel import refusal, target_path

        try:
            path = target_path(name, _SUGGESTED, ".csv")
            there = path.exists()
        except (OSError, ValueError) as error:
            why = refusal(error, Path()) if isinstance(error, OSError) else "This is no name for a file."
            self.post_message(self.Refused(why))
            return
        if there:
            words = f"{path}\n\nThere is a file of this name already. What stands in it would be lost."
            asked = Confirm("Replace the file?", words, yes="Replace")
            self.app.push_screen(asked, lambda sure: self._write(path) if sure else None)
        else:
            self._write(path)

    def _write(self, path: Path) -> None:
        self._write_file(path, self.session.report.ledger)

    @work(thread=True, exclusive=True, group="ledger-file", exit_on_error=False)
    def _write_file(self, path: Path, ledger: tuple[Expense, ...]) -> None:
        from reportwizard.files import write_atomic
        from reportwizard.ledger.write import write_csv
        from reportwizard.ui.widgets.export_panel import refusal

        try:
            # Excel takes a file for UTF-8 only where it begins with a byte order mark.
            write_atomic(path, write_csv(ledger).encode("utf-8-sig"))
        except OSError as error:
            self.post_message(self.Refused(refusal(error, path)))
        except Exception as error:  # whatever it is, nobody must wait for a file in vain
            self.post_message(self.Refused(f"The file could not be written: {error}"))
        else:
            self.post_message(self.Written(path))

    @on(Written)
    def _written(self, event: Written) -> None:
        event.stop()
        self.notify(f"Written: {event.path}", markup=False, timeout=8)


def _path(name: str) -> Path:
    # Path.expanduser raises for a user that is unknown; such a name is just a name.
    return Path(os.path.expanduser(clean_line(name).strip("'\"")))  # noqa: PTH111


def _many(number: int) -> str:
    return "1 expense" if number == 1 else f"{number:,} expenses"


def _ways_to_take(read: int, there: int) -> tuple[Pick, ...]:
    if not read:
        return ()
    if not there:
        return (Pick("add", "Put them into your list", "1"),)
    return (
        Pick("add", f"Add them to the {_many(there)} in your list", "1"),
        Pick("replace", f"Put them in the place of the {_many(there)} in your list", "2"),
    )
