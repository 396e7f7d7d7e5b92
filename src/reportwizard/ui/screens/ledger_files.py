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
from reportwizard.ledger.keeping import why_not_kept
from reportwizard.text import clean_line
from reportwizard.ui.fields.options import Pick
from reportwizard.ui.screens.dialogs import AskText, Choose, Confirm
from reportwizard.ui.widgets.expense_list import ExpenseList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportwizard.kinds.base import Region
    from reportwizard.ledger.file import LedgerFile
    from reportwizard.report.expense import Expense
    from reportwizard.report.report import Report
    from reportwizard.ui.session import Session

_SUGGESTED = "expenses.csv"
_MOST_REMARKS = 200


class LedgerFiles(Screen[None]):
    """The half of the list's screen that reads and writes files. Threads read; their messages bring it."""

    class FileRead(Message):
        """A file was read: its bytes, what they hold, and which receipts are not beside it."""

        def __init__(
            self, path: Path, data: bytes, read: LedgerFile, missing: tuple[tuple[int, str], ...]
        ) -> None:
            super().__init__()
            self.path = path
            self.data = data
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
            "Write the name of the file. A list from a spreadsheet program, or the budget sheet of your"
            " grant, must be saved as CSV first. For example: ~/expenses.csv"
        )

    def _ask_for_file(self, words: str, typed: str = "") -> None:
        def take(name: str | None) -> None:
            if not name:
                return
            path = _path(name)
            if path.is_file():
                self._read_file(path, self.session.report.region)
            else:
                self._ask_for_file(f"There is no file {path}. Look at its name, and at its folder.", name)

        asked = AskText("Read expenses from a file", words, value=typed, accept="Read")
        self.app.push_screen(asked, take)

    @work(thread=True, exclusive=True, group="ledger-file", exit_on_error=False)
    def _read_file(self, path: Path, region: Region, data: bytes | None = None, mark: str = "") -> None:
        from reportwizard.imports.source import read_bytes
        from reportwizard.ledger.beside import missing_beside
        from reportwizard.ledger.encoding import MOST_BYTES
        from reportwizard.ledger.reading import read_ledger

        try:
            data = read_bytes(path, MOST_BYTES + 1) if data is None else data
            read = read_ledger(data, currency=region.currency, locale=region.locale, mark=mark)
            self.post_message(self.FileRead(path, data, read, missing_beside(read, path.parent)))
        except (ReportWizardError, OSError, ValueError) as error:
            self.post_message(self.Refused(str(error)))

    @on(FileRead)
    def _take_file(self, event: FileRead) -> None:
        event.stop()
        read = event.read
        if read.refusal or not read.expenses:
            why = read.refusal or "There are no expenses in this file."
            self.notify(f"{event.path.name}: {why}", severity="error", markup=False, timeout=12)
        elif read.undecided:
            self._ask_mark(event)
        else:
            self._offer(read, event.missing)

    def _ask_mark(self, event: FileRead) -> None:
        """Ask once how the amounts of a file are meant, and read it again."""
        from reportwizard.ledger.file import on_lines

        def take(mark: str | None) -> None:
            if mark in (".", ","):
                self._read_file(event.path, self.session.report.region, event.data, mark)
            elif mark:
                self._offer(event.read, event.missing)

        where = on_lines(event.read.undecided)
        picks = (
            Pick(".", "one thousand five hundred", "1", "Decimals have a point: 1,500.00"),
            Pick(",", "one and a half", "2", "Decimals have a comma: 1.500,00"),
            Pick("later", "I do not know", "3", "Keep these amounts as they are written"),
        )
        words = [f"Some amounts in this file can be read in two ways ({where})."]
        self.app.push_screen(Choose("What does 1,500 mean in this file?", words, picks), take)

    def _offer(self, read: LedgerFile, missing: Sequence[tuple[int, str]]) -> None:
        """Show what was understood, and ask what to do with it."""
        from reportwizard.ledger.telling import file_words

        there, many = self.session.report.ledger, _many(len(read.expenses))

        def take(choice: str | None) -> None:
            # An expense may have been written while the file was read.
            now = self.session.report.ledger
            if choice == "add":
                self.keep((*now, *read.expenses), len(now))
            elif choice == "replace":
                self.keep(read.expenses, 0)

        if there:
            picks: tuple[Pick, ...] = (
                Pick("add", f"Add them to the {_many(len(there))} in your list", "1"),
                Pick("replace", f"Put them in the place of the {_many(len(there))} in your list", "2"),
            )
        else:
            picks = (Pick("add", "Put them into your list", "1"),)
        gone = (f"Line {line}: the receipt {path} is not beside the file." for line, path in missing)
        remarks = [*file_words(read), *gone] or ["Everything in the file was understood."]
        if len(remarks) > _MOST_REMARKS:
            remarks = [*remarks[:_MOST_REMARKS], f"… and {len(remarks) - _MOST_REMARKS:,} more."]
        self.app.push_screen(Choose(f"{many} found in the file", remarks, picks), take)

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
        from reportwizard.ledger.csv_file import write_csv
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
