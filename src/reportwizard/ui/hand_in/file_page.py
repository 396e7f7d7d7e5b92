"""Writing the report to a file, or copying all of it: the format, the name, the folder."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from reportwizard.checks.required import run_blocking
from reportwizard.drafts.store.names import slug
from reportwizard.errors import ReportWizardError
from reportwizard.exports.registry import EXPORTS, export_file, export_report
from reportwizard.files import write_atomic
from reportwizard.hand_in.target import refusal, target_path, with_suffix
from reportwizard.paths import display_path
from reportwizard.report.written import UNFINISHED
from reportwizard.ui.copying import copy_text
from reportwizard.ui.dialogs.choose import MenuItem, numbered_item
from reportwizard.ui.dialogs.dialog import ConfirmDialog
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.drawing import plain, styled_sign
from reportwizard.ui.shared.line_list import Item, LineList, typed_digit
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.lines_widget import Text
from reportwizard.ui.wizard import HAND_IN, Open, ask, wizard

if TYPE_CHECKING:
    from reportwizard.ui.check.items import WorkLog

_COPY = "copy"
_NEXT = {"wikitext": "\nOn the wiki, open your page, choose “Edit source”, paste it, and publish."}
_COMMENTS = "In Word, what is missing or open is a comment."


class FilePage(ReportPage):
    """A number chooses the format, Enter writes the file; Tab goes to its name and its folder."""

    tab = HAND_IN
    SCOPED_CSS = False
    DEFAULT_CSS = """
    FilePage { overflow-y: auto; scrollbar-size-vertical: 1; }
    FilePage Text { padding: 0 1 0 3; max-width: 84; }
    FilePage LineList { max-width: 86; margin: 1 0; }
    FilePage Horizontal { height: 1; padding-left: 1; max-width: 84; }
    FilePage .label { width: 10; padding: 0 0 0 2; color: $quiet; }
    FilePage #where { margin-top: 1; }
    Frame.-tight FilePage LineList, Frame.-tight FilePage #where { margin: 0; }
    """
    KEYS = (
        Hint("Enter", "write it"),
        Hint(f"1–{len(EXPORTS)}", "another format"),
        Hint("Tab", "file and folder"),
        Hint("F1", "help"),
        Hint("Esc", "hand in"),
    )
    NOT_HERE: ClassVar = {
        **ReportPage.NOT_HERE,
        "choose_file": "Tab goes to the folder. Type its name there.",
    }
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

    def compose(self) -> Iterable[Widget]:
        words = "Send it to a colleague to read first" if self._review else "Write a file"
        words = "Write a draft to show to others" if self.unfinished else words
        head = Content.styled(words, "bold")
        if self.unfinished:
            head = Content.assemble(head, "\n", styled_sign("look"), f" It begins with “{UNFINISHED}”.")
        if self._review:
            head = Content.assemble(head, (f"\n{_COMMENTS}", "$quiet"))
        yield Text(head)
        yield LineList(format_items(self.format), cursor=self.format, classes="-fit-content")
        for id, label, value in (("name", "File", self._suggested()), ("folder", "Folder", self._folder())):
            with Horizontal(id=f"row-{id}"):
                yield Text(Content(label), classes="label")
                yield Box(value, id=id)
        yield Text(id="where")

    def _suggested(self) -> str:
        return slug(self.report.title) + EXPORTS[self.format].suffix

    def _folder(self) -> str:
        try:
            return str(Path(self._work.written).parent if self._work.written else Path.cwd())
        except OSError:
            return "~"

    def begin(self) -> Widget:
        """The formats. In a browser no folder is asked for: a file goes where it keeps all of them."""
        self.query_one("#row-folder").display = not wizard(self).is_web
        self._path()
        return self.query_one(LineList)

    # Choosing

    def cursor_moved(self, id: str) -> None:
        if id in EXPORTS:
            box = self.query_one("#name", Box)
            self.format = id
            box.value = with_suffix(box.value, EXPORTS[id].suffix)
            self.query_one(LineList).show(format_items(id))
            self._path()

    def on_key(self, event: events.Key) -> None:
        """A number chooses a format, where one does not type."""
        number, formats = typed_digit(event), self.query_one(LineList)
        if number and number <= len(formats.ids) and not isinstance(self.app.focused, Box):
            event.stop()
            formats.go_to(formats.ids[number - 1])
            if formats.cursor == _COPY:
                self.copy()

    def item_chosen(self, id: str) -> None:
        self.copy() if id == _COPY else self.write()

    @on(Box.Changed)
    def _path(self) -> Path | None:
        """Return where the file goes, and say so; None where it cannot go, and why."""
        name, folder = (self.query_one(f"#{id}", Box).value for id in ("name", "folder"))
        try:
            path = target_path(name, self._suggested(), EXPORTS[self.format].suffix, folder)
            path.exists()  # some names and folders are refused already here
        except OSError as error:
            self._say(refusal(error, Path()), "fix")
            return None
        to = (
            f"sent to your browser as {path.name}"
            if wizard(self).is_web
            else f"written to {display_path(path)}"
        )
        self._say(f"It will be {to}")
        return path

    def _say(self, words: str, state: str = "", more: str = "") -> None:
        mark = (styled_sign(state), " ") if state else ()
        words_shown = plain(words, {"": "$quiet", "fix": "$fix"}.get(state, ""))
        self.query_one("#where", Text).show(Content.assemble(*mark, words_shown, (more, "$quiet")))

    # Writing

    @on(Box.Submitted)
    def write(self) -> None:
        """Write the file; ask before one is replaced."""
        path = self._path()
        if path is None:
            return

        def go_on(sure: bool) -> None:
            if sure:
                self.session.save_now()
                self._say("Writing…")
                self.run_worker(self._write(path, self.format), exclusive=True, exit_on_error=False)

        if not wizard(self).is_web and path.exists():
            words = f"{path} is there already. What stands in it would be lost."
            ask(self, ConfirmDialog("Replace the file?", words, yes="replace it"), go_on)
        else:
            go_on(True)

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
            self._say(refusal(error, path), "fix")
        except ReportWizardError as error:
            self._say(str(error), "fix")
        except Exception as error:  # whatever it is, the applicant must not wait for a file in vain
            self._say(f"The report could not be written: {error}. Choose another format.", "fix")
        else:
            self._work.written = str(path)
            self._say(f"Written to {display_path(path)}", "done", _NEXT.get(format, ""))

    def copy(self) -> None:
        """Copy the whole report in the chosen format."""

        def tell(words: str, certain: bool) -> None:
            if self.is_attached:
                self._say(words, "done" if certain else "look")

        try:
            text = export_report(self.report, self.format, unfinished=self.unfinished)
        except ReportWizardError as error:
            self._say(str(error), "look")
        else:
            copy_text(self.app, text, "The whole report", tell)

    def up(self) -> None:
        self.post_message(Open(HAND_IN, "file-way"))


def format_items(chosen: str) -> list[Item]:
    """Return the formats, each with what it is for or what it still needs; then to copy in the chosen one."""
    choices = [
        MenuItem(one.name, one.label, f"needs: {one.lacks}" if one.lacks else one.description)
        for one in EXPORTS.values()
    ]
    remark = "not in this format" if EXPORTS[chosen].binary else "as the format above says"
    choices.append(MenuItem(_COPY, "copy all of it instead", remark))
    # Here a number only marks a format.
    return [replace(numbered_item(number, choice), number=0) for number, choice in enumerate(choices, 1)]
