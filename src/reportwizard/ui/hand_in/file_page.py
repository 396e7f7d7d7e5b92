"""Writing the report to a file, or copying all of it: the format, the name, the folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message

from reportwizard.checks.required import run_blocking
from reportwizard.drafts.store.names import slug
from reportwizard.exports.registry import EXPORTS, export_report
from reportwizard.files import write_atomic
from reportwizard.report.written import UNFINISHED
from reportwizard.ui.clipboard import copy_text
from reportwizard.ui.dialogs.choose import Way as Line
from reportwizard.ui.dialogs.choose import numbered
from reportwizard.ui.dialogs.words import Confirm
from reportwizard.ui.hand_in.target import refusal, target_path, with_suffix
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.drawing import plain, signed
from reportwizard.ui.shared.drawn import Text
from reportwizard.ui.shared.line_list import LineList, digit_of
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.wizard import HAND_IN, Open, wizard

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.widget import Widget

    from reportwizard.report.report import Report
    from reportwizard.ui.check.items import WorkLog
    from reportwizard.ui.session import Session
    from reportwizard.ui.shared.line_list import Item

_FIRST = "text"
_COPY = "copy"


class FilePage(ReportPage):
    """A number chooses the format, Enter writes the file; Tab goes to its name and its folder."""

    tab = HAND_IN
    SCOPED_CSS = False
    DEFAULT_CSS = """
    FilePage Text { padding: 0 1 0 3; max-width: 84; }
    FilePage LineList { max-width: 86; margin-bottom: 1; }
    FilePage Horizontal { height: 1; padding-left: 1; max-width: 84; }
    FilePage .label { width: 10; padding: 0 0 0 2; color: $quiet; }
    FilePage #where { margin-top: 1; }
    Frame.-wide FilePage { padding-top: 1; }
    """

    class Written(Message):
        """The disk has the file; or with `trouble`, why it does not."""

        def __init__(self, path: Path, trouble: str = "") -> None:
            super().__init__()
            self.path, self.trouble = path, trouble

    def __init__(self, session: Session, work: WorkLog, format: str = "") -> None:
        super().__init__(session)
        self._work = work
        self.format = format or (_FIRST if _FIRST in EXPORTS else next(iter(EXPORTS)))
        self.unfinished = bool(run_blocking(session.report))

    @property
    def place(self) -> Open:
        """This page."""
        return Open(HAND_IN, "file")

    def compose(self) -> Iterable[Widget]:
        """What it is, the formats, the file, and where it will be."""
        head = Content.styled(
            "Write a draft to show to others" if self.unfinished else "Write a file", "bold"
        )
        if self.unfinished:
            head = Content.assemble(head, "\n", signed("look"), f" It begins with “{UNFINISHED}”.")
        yield Text(Content.assemble(head, "\n"))
        yield LineList(self._lines(), cursor=self.format, classes="-as-high-as-it-is")
        for id, label, value in (("name", "File", self._suggested()), ("folder", "Folder", self._folder())):
            with Horizontal():
                yield Text(Content(label), classes="label")
                yield Box(value, id=id)
        yield Text(id="where")

    def _lines(self) -> list[Item]:
        ways = [Line(one.name, one.label, one.description) for one in EXPORTS.values()]
        ways.append(Line(_COPY, "copy all of it instead", "as the format above says"))
        # Here a number only marks a format.
        return [replace(numbered(number, way), number=0) for number, way in enumerate(ways, 1)]

    def _suggested(self) -> str:
        return slug(self.session.report.title) + EXPORTS[self.format].suffix

    def _folder(self) -> str:
        try:
            return str(Path(self._work.written).parent if self._work.written else Path.cwd())
        except OSError:
            return "~"

    def begin(self) -> Widget:
        """The formats."""
        self._say_where()
        return self.query_one(LineList)

    def hints(self) -> Sequence[Hint]:
        """Choose, write, go on to the name."""
        return (
            Hint("Enter", "write it", "enter"),
            Hint(f"1–{len(EXPORTS)}", "another format"),
            Hint("Tab", "file and folder", "tab"),
            Hint("F1", "help", "f1"),
            Hint("Esc", "hand in", "escape"),
        )

    def help(self) -> tuple[str, str]:
        """Where the file goes."""
        return "Write a file", (
            "A number chooses what kind of file it is. Enter writes it.\n"
            "Tab goes to the name and to the folder. “~” is your home folder.\n"
            "A file that is there is never replaced without a question.\n"
            "Nothing is sent to anybody: you send the file."
        )

    # Choosing

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        event.stop()
        if event.id in EXPORTS:
            box = self.query_one("#name", Box)
            self.format = event.id
            box.value = with_suffix(box.value, EXPORTS[event.id].suffix)
            self._say_where()

    def on_key(self, event: events.Key) -> None:
        """A number chooses a format, where one does not type."""
        number = digit_of(event)
        ids = [*EXPORTS, _COPY]
        if number and number <= len(ids) and not isinstance(self.app.focused, Box):
            event.stop()
            self.query_one(LineList).go_to(ids[number - 1])
            if ids[number - 1] == _COPY:
                self.copy()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.copy() if event.id == _COPY else self.write()

    @on(Box.Submitted)
    def _entered(self, event: Box.Submitted) -> None:
        event.stop()
        self.write()

    @on(Box.Changed)
    def _typed(self, event: Box.Changed) -> None:
        event.stop()
        self._say_where()

    def _path(self) -> Path:
        name, folder = (self.query_one(f"#{id}", Box).value for id in ("name", "folder"))
        return target_path(name, self._suggested(), EXPORTS[self.format].suffix, folder)

    def _say_where(self, words: Content | None = None) -> None:
        if words is None:
            try:
                words = plain(f"It will be written to {self._path()}", "$quiet")
            except OSError as error:
                words = _fault(refusal(error, Path()))
        self.query_one("#where", Text).show(words)

    # Writing

    def write(self) -> None:
        """Write the file; ask before one is replaced."""
        try:
            path = self._path()
            there = path.exists()
        except OSError as error:
            self._say_where(_fault(refusal(error, Path())))
            return
        if not there:
            self._save_and_write(path)
            return
        words = f"{path} is there already. What stands in it would be lost."
        asked = Confirm("Replace the file?", words, yes="replace it")
        self.app.push_screen(asked, lambda sure: self._save_and_write(path) if sure else None)

    def _save_and_write(self, path: Path) -> None:
        self.session.save_now()
        self._say_where(plain("Writing…", "$quiet"))
        self._write(path, self.session.report, self.format)

    @work(thread=True, exclusive=True, group="write", exit_on_error=False)
    def _write(self, path: Path, report: Report, format: str) -> None:
        trouble = ""
        try:
            write_atomic(path, export_report(report, format, unfinished=self.unfinished).encode())
        except OSError as error:
            trouble = refusal(error, path)
        except Exception as error:  # whatever it is, the applicant must not wait for a file in vain
            trouble = f"The report could not be written: {error}. Choose another format."
        self.post_message(self.Written(path, trouble))

    @on(Written)
    def _written(self, event: Written) -> None:
        event.stop()
        if event.trouble:
            self._say_where(_fault(event.trouble))
            return
        self._work.written = str(event.path)
        told = Content.assemble(signed("done"), plain(f" Written to {event.path}"))
        if self.format == "wikitext":
            told += plain(
                "\nOn the wiki, open your page, choose “Edit source”, paste it, and publish.", "$quiet"
            )
        self._say_where(told)

    def copy(self) -> None:
        """Copy the whole report in the chosen format."""
        text = export_report(self.session.report, self.format, unfinished=self.unfinished)
        copy_text(self.app, text, "The whole report", self._tell)

    def _tell(self, words: str, certain: bool) -> None:
        if self.is_attached:
            self._say_where(Content.assemble(signed("done" if certain else "look"), f" {words}"))

    def up(self) -> None:
        """Go back to the ways."""
        self.post_message(Open(HAND_IN, "file-way"))

    def choose_file(self) -> None:
        """Say where a folder is chosen."""
        wizard(self).say("Tab goes to the folder. Type its name there.", "look")


def _fault(words: str) -> Content:
    return Content.assemble(signed("fix"), " ", plain(words, "$fix"))
