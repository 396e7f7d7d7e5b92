"""Writing the report out: the format, the file's name, a look at what will stand in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Button, Input, Static, TextArea

from reportwizard.drafts.store.names import slug
from reportwizard.exports.registry import EXPORTS, export_report
from reportwizard.files import save_error, write_atomic
from reportwizard.paths import expanded
from reportwizard.report.written import UNFINISHED
from reportwizard.text import clean_line
from reportwizard.ui.app import WizardApp
from reportwizard.ui.clipboard import copy_text
from reportwizard.ui.content import plain
from reportwizard.ui.fields.options import OptionChooser, Pick
from reportwizard.ui.screens.dialogs import Confirm

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reportwizard.report.report import Report
    from reportwizard.ui.session import Session

FIRST_FORMAT = "text"
"""The format that is chosen at first: the portal's questions in their order, for everybody to read."""

SHOWN = 60_000
"""Characters that the preview shows; a report has about 20,000, and more would make the keys slow."""


def target_path(typed: str, suggested: str, suffix: str) -> Path:
    """Return the file that a typed name means: in the current folder, `~` is the home folder.

    A name without an ending gets `suffix`; the name of a folder means the file `suggested` in it.
    `OSError` where the current folder is gone.
    """
    path = expanded(clean_line(typed) or suggested)
    if not path.is_absolute():
        path = Path.cwd() / path
    if clean_line(typed).endswith(("/", os.sep)) or path.is_dir():
        path = path / suggested
    return path if path.suffix else path.with_name(path.name + suffix)


def with_suffix(typed: str, suffix: str) -> str:
    """Return a typed name with another format's ending; an ending of the applicant's own stays."""
    known = next((one.suffix for one in EXPORTS.values() if typed.endswith(one.suffix)), "")
    return typed.removesuffix(known) + suffix if known else typed


def refusal(error: OSError, path: Path) -> str:
    """Say why a file could not be written, and what to do."""
    if not path.parent.is_dir():
        return f"There is no folder {path.parent}. Make it first, or choose another folder."
    told = save_error(error)
    return f"The file was not written: {told.message.removeprefix('not saved: ')}. {told.hint}".strip()


# Cells in which every format fits on one line with its description.
_ROOMY = 72


class ExportPanel(VerticalScroll, can_focus=False):
    """The controls of the last step. `unfinished` says that the copy must be marked as a draft."""

    app = getters.app(WizardApp)

    class Written(Message):
        """The report stands in a file."""

        def __init__(self, path: Path, fmt: str, *, unfinished: bool) -> None:
            super().__init__()
            self.path = path
            self.format = fmt
            self.unfinished = unfinished

    class Refused(Message):
        """The report could not be written; `words` say why."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Previewed(Message):
        """The report as it would be written, or the first part of it."""

        def __init__(self, text: str, *, cut: bool = False) -> None:
            super().__init__()
            self.text = text
            self.cut = cut

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.session = session
        self.unfinished = False
        self.format = FIRST_FORMAT if FIRST_FORMAT in EXPORTS else next(iter(EXPORTS))

    def compose(self) -> ComposeResult:
        """State, formats, file, buttons, preview."""
        yield Static(id="state")
        yield OptionChooser(id="format")
        yield Static(id="about")
        with Horizontal(id="file"):
            yield Static("File name", id="file-label")
            yield Input(self._suggested(), select_on_focus=False, id="file-name")
        yield Static(id="where")
        with Horizontal(id="export-buttons"):
            yield Button("Write the file  F9", id="write", compact=True)
            yield Button("Copy the whole report  F8", id="copy", compact=True)
        yield Static("Preview", id="preview-head")
        yield TextArea(read_only=True, soft_wrap=True, tab_behavior="focus", id="preview")

    def on_resize(self) -> None:
        """Describe every format where there is room, else the chosen one."""
        roomy = self.size.width >= _ROOMY
        chooser = self.query_one("#format", OptionChooser)
        chooser.set_picks(_picks(described=roomy))
        chooser.cursor = list(EXPORTS).index(self.format)
        chooser.chosen = self.format
        self.query_one("#about").display = not roomy

    def show(self, *, unfinished: bool, remarks: int) -> None:
        """Show the controls for a report that is ready, or for a copy of one that is not."""
        self.unfinished = unfinished
        if unfinished:
            state = plain(f"! The copy begins with “{UNFINISHED}”.", "$warning")
        else:
            state = plain("✓ Everything required is answered.", "$success")
        if remarks:
            things = "1 thing" if remarks == 1 else f"{remarks} things"
            state += plain(f"\n! They will ask about {things}. F5 shows more.", "$warning")
        self.query_one("#state", Static).update(state)
        self.query_one("#about", Static).update(EXPORTS[self.format].description)
        self._say_where()
        self.refresh_preview()

    def _suggested(self) -> str:
        return slug(self.session.report.title) + EXPORTS[self.format].suffix

    def _path(self) -> Path:
        typed = self.query_one("#file-name", Input).value
        return target_path(typed, self._suggested(), EXPORTS[self.format].suffix)

    def _say_where(self, trouble: str = "") -> None:
        """Say which file will be written, or why it cannot be."""
        words = ""
        if not trouble:
            try:
                words = f"→\u00a0{self._path()}"
            except OSError as error:
                trouble = refusal(error, Path())
        line = self.query_one("#where", Static)
        line.update(plain(f"✗ {trouble}" if trouble else words))
        line.set_class(bool(trouble), "-error")

    @on(Input.Changed, "#file-name")
    def _named(self, event: Input.Changed) -> None:
        event.stop()
        self._say_where()

    @on(OptionChooser.Picked, "#format")
    def _format_chosen(self, event: OptionChooser.Picked) -> None:
        event.stop()
        if not event.id:
            event.chooser.chosen = self.format
            return
        self.format = event.id
        field = self.query_one("#file-name", Input)
        field.value = with_suffix(field.value, EXPORTS[self.format].suffix)
        self.query_one("#about", Static).update(EXPORTS[self.format].description)
        self._say_where()
        self.refresh_preview()

    def refresh_preview(self) -> None:
        """Make the preview anew, away from the keys."""
        self._make_preview(self.session.report, self.format, self.unfinished)

    @work(thread=True, exclusive=True, group="preview", exit_on_error=False)
    def _make_preview(self, report: Report, fmt: str, unfinished: bool) -> None:
        text = export_report(report, fmt, unfinished=unfinished)
        self.post_message(self.Previewed(text[:SHOWN], cut=len(text) > SHOWN))

    @on(Previewed)
    def _previewed(self, event: Previewed) -> None:
        event.stop()
        self.query_one("#preview", TextArea).text = event.text
        head = "Preview: the first part; the file has all of it" if event.cut else "Preview"
        self.query_one("#preview-head", Static).update(head)

    @on(Input.Submitted, "#file-name")
    @on(Button.Pressed, "#write")
    def write(self) -> None:
        """Write the file; ask before one is replaced."""
        try:
            path = self._path()
            there = path.exists()
        except OSError as error:
            self._say_where(refusal(error, Path()))
            return
        if there:
            words = f"{path}\n\nThere is a file of this name already. What stands in it would be lost."
            asked = Confirm("Replace the file?", words, yes="Replace")
            self.app.push_screen(asked, lambda sure: self._save_and_write(path) if sure else None)
        else:
            self._save_and_write(path)

    def _save_and_write(self, path: Path) -> None:
        self.session.save_now()
        self._write(path, self.session.report, self.format, self.unfinished)

    @work(thread=True, exclusive=True, group="write", exit_on_error=False)
    def _write(self, path: Path, report: Report, fmt: str, unfinished: bool) -> None:
        try:
            write_atomic(path, export_report(report, fmt, unfinished=unfinished).encode())
        except OSError as error:
            self.post_message(self.Refused(refusal(error, path)))
        except Exception as error:  # whatever it is, the applicant must not wait for a file in vain
            self.post_message(self.Refused(f"The report could not be written: {error}. Try another format."))
        else:
            self.post_message(self.Written(path, fmt, unfinished=unfinished))

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        event.stop()
        self._say_where(event.words)

    @on(Button.Pressed, "#copy")
    def copy(self) -> None:
        """Copy the whole report in the chosen format."""
        self._copy(self.session.report, self.format, self.unfinished)

    @work(thread=True, exclusive=True, group="copy", exit_on_error=False)
    def _copy(self, report: Report, fmt: str, unfinished: bool) -> None:
        text = export_report(report, fmt, unfinished=unfinished)
        self.app.call_from_thread(copy_text, self.app, text, "The whole report")


def _picks(*, described: bool) -> tuple[Pick, ...]:
    """The formats, a digit each; their descriptions stand below one another."""
    width = max(len(export.label) for export in EXPORTS.values())
    return tuple(
        Pick(export.name, export.label.ljust(width), str(number), export.description if described else "")
        for number, export in enumerate(EXPORTS.values(), 1)
    )
