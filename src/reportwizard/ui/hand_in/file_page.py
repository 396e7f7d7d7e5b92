"""Writing the report to a file, or copying all of it: the format, the name, the folder."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from reportwizard.checks.required import run_blocking
from reportwizard.drafts.store.names import slug
from reportwizard.errors import ReportWizardError
from reportwizard.exports.registry import EXPORTS, export_file, export_report
from reportwizard.files import write_atomic
from reportwizard.hand_in.output_file import output_path, refusal, with_suffix
from reportwizard.paths import display_path, working_folder
from reportwizard.report.written import UNFINISHED
from reportwizard.ui.clipboard import copy_text
from reportwizard.ui.dialogs.dialog import ConfirmDialog, MenuItem, numbered_item
from reportwizard.ui.report.report_page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.drawing import plain, styled_sign
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines_widget import Text
from reportwizard.ui.wizard import HAND_IN, Open, ask, wizard

if TYPE_CHECKING:
    from reportwizard.ui.check.items import WorkLog

_COPY = "copy"
_COLLEAGUE = ("docx", "html", "pdf", "text")
"""The formats that a colleague reads, those with comments first."""
_NEXT = {"wikitext": "\nOn the wiki, open your page, choose “Edit source”, paste it, and publish."}
_COMMENTS = "In Word, what is missing or open is a comment."


class _FormatList(LineList):
    """The formats: a number or a click only marks one."""

    def clicked(self, target: str) -> None:
        self.go_to(target)
        if target == _COPY:
            self.action_choose()


class FilePage(ReportPage):
    """The format, the name and the folder of a file; Enter writes it."""

    tab = HAND_IN
    SCOPED_CSS = False
    DEFAULT_CSS = """
    FilePage { overflow-y: auto; scrollbar-size-vertical: 1; }
    FilePage Text { padding: 0 1 0 3; max-width: 84; }
    FilePage LineList { max-width: 86; margin: 1 0; }
    FilePage Horizontal { height: 1; padding-left: 1; max-width: 84; }
    FilePage .label { width: 10; padding: 0 0 0 2; color: $quiet; }
    FilePage #status { margin-top: 1; }
    Frame.-tight FilePage LineList, Frame.-tight FilePage #status { margin: 0; }
    """
    NOT_HERE: ClassVar = {**ReportPage.NOT_HERE, "choose_file": "Tab goes to the folder. Type it there."}
    heading = "Write a file"
    HELP = (
        "A number chooses what kind of file it is. Enter writes it.\n"
        "Tab goes to the name and to the folder. “~” is your home folder.\n"
        "A file that is there is never replaced without a question.\n"
        "Nothing is sent to anybody: you send the file.\n"
        "When a Word document comes back, bring it in from the list of your reports."
    )

    def __init__(self, session: Session, work: WorkLog, format: str, *, review: bool = False) -> None:
        super().__init__(session)
        self._work = work
        self.format = format
        self.unfinished = bool(run_blocking(session.report))
        # What is shown to others says in a Word document what we found.
        self._review = review or self.unfinished
        self._formats = _COLLEAGUE if review else tuple(EXPORTS)

    def hints(self) -> str:
        numbers = f"1–{len(self._formats)}"
        return f"Enter write it   {numbers} another format   Tab file and folder   F1 help   Esc hand in"

    def compose(self) -> Iterable[Widget]:
        title = "Send it to a colleague to read first" if self._review else "Write a file"
        title = "Write a draft to show to others" if self.unfinished else title
        head = Content.styled(title, "bold")
        if self.unfinished:
            head = Content.assemble(head, "\n", styled_sign("look"), f" It begins with “{UNFINISHED}”.")
        if self._review:
            head = Content.assemble(head, (f"\n{_COMMENTS}", "$quiet"))
        yield Text(head)
        formats = format_items(self.format, self._formats)
        yield _FormatList(formats, cursor=self.format, classes="-fit-content")
        for id, label, value in (("name", "File", self._suggested()), ("folder", "Folder", self._folder())):
            with Horizontal(id=f"row-{id}"):
                yield Text(Content(label), classes="label")
                yield Box(value, id=id)
        yield Text(id="status")

    def _suggested(self) -> str:
        return slug(self.report.title) + EXPORTS[self.format].suffix

    def _folder(self) -> str:
        return str(Path(self._work.written).parent if self._work.written else working_folder())

    def begin(self) -> Widget:
        # A browser has a folder of its own for files.
        self.query_one("#row-folder").display = not wizard(self).is_web
        self._path()
        return self.query_one(LineList)

    def cursor_moved(self, id: str) -> None:
        if id in EXPORTS:
            name = self.query_one("#name", Box)
            self.format = id
            name.value = with_suffix(name.value, EXPORTS[id].suffix)
            self.query_one(LineList).show(format_items(id, self._formats))
            self._path()

    def item_chosen(self, id: str) -> None:
        self.copy() if id == _COPY else self.write()

    @on(Box.Changed)
    def _path(self) -> Path | None:
        """Return the path of the file, and show it; show why if it is refused."""
        name, folder = (self.query_one(f"#{id}", Box).value for id in ("name", "folder"))
        try:
            path = output_path(name, self._suggested(), EXPORTS[self.format].suffix, folder)
            path.exists()  # raises for some names and folders
        except OSError as error:
            self._show_status(refusal(error, Path()), "fix")
            return None
        if wizard(self).is_web:
            self._show_status(f"It will be sent to your browser as {path.name}")
        else:
            self._show_status(f"It will be written to {display_path(path)}")
        return path

    def _show_status(self, text: str, state: str = "", more: str = "") -> None:
        mark = (styled_sign(state), " ") if state else ()
        shown = plain(text, {"": "$quiet", "fix": "$fix"}.get(state, ""))
        self.query_one("#status", Text).show(Content.assemble(*mark, shown, (more, "$quiet")))

    @on(Box.Submitted)
    def write(self) -> None:
        """Write the file; ask before replacing one."""
        path = self._path()
        if path is None:
            return

        def start(replace: bool) -> None:
            if replace:
                self.session.save_now()
                self._show_status("Writing…")
                self.run_worker(self._write(path, self.format), exclusive=True, exit_on_error=False)

        if not wizard(self).is_web and path.exists():
            text = f"{path} is there already. What is in it would be lost."
            ask(self, ConfirmDialog("Replace the file?", text, yes="replace it"), start)
        else:
            start(True)

    async def _write(self, path: Path, format: str) -> None:
        export = partial(export_file, self.report, format, unfinished=self.unfinished)
        if self._review and format == "docx":
            from reportwizard.hand_in.review_copy import review_copy

            export = partial(review_copy, self.report, self.now.date())
        try:
            data = await asyncio.to_thread(export)
            if wizard(self).send_to_browser(path.name, data):
                self._path()
                return
            await asyncio.to_thread(write_atomic, path, data)
        except OSError as error:
            self._show_status(refusal(error, path), "fix")
        except ReportWizardError as error:
            self._show_status(str(error), "fix")
        except Exception as error:  # whatever it is, nobody must wait for the file in vain
            self._show_status(f"The report could not be written: {error}. Choose another format.", "fix")
        else:
            self._work.written = str(path)
            self._show_status(f"Written to {display_path(path)}", "done", _NEXT.get(format, ""))

    def copy(self) -> None:
        """Copy the whole report in the chosen format."""

        def show_result(text: str, certain: bool) -> None:
            if self.is_attached:
                self._show_status(text, "done" if certain else "look")

        try:
            text = export_report(self.report, self.format, unfinished=self.unfinished)
        except ReportWizardError as error:
            self._show_status(str(error), "look")
        else:
            copy_text(self.app, text, "The whole report", show_result)

    def up(self) -> None:
        self.post_message(Open(HAND_IN, "colleague-step" if self._formats is _COLLEAGUE else "file-step"))


def format_items(chosen: str, names: Iterable[str] = EXPORTS) -> list[Item]:
    """Build the lines of the formats, and one to copy the report in the chosen format."""
    formats = [
        MenuItem(export.name, export.label, f"needs: {export.lacks}" if export.lacks else export.description)
        for export in (EXPORTS[name] for name in names)
    ]
    remark = "not in this format" if EXPORTS[chosen].binary else "as the format above says"
    items = (*formats, MenuItem(_COPY, "copy all of it instead", remark))
    return [numbered_item(number, item) for number, item in enumerate(items, 1)]
