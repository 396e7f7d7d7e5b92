"""A published page, or a report that this program wrote, becomes a draft: paste it, look, and take it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Button, Input, Static, TextArea
from textual.worker import Worker, WorkerState, get_current_worker

from reportwizard.errors import ReportWizardError
from reportwizard.paths import expanded
from reportwizard.text import clean_line
from reportwizard.ui.app import WizardApp
from reportwizard.ui.content import plain, shortened
from reportwizard.ui.widgets.key_bar import KeyBar
from reportwizard.ui.widgets.page_area import PageArea
from reportwizard.ui.widgets.region_chooser import RegionChooser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.timer import Timer

    from reportwizard.imports.imported import Imported
    from reportwizard.kinds.base import Region
    from reportwizard.report.report import Report

# Reading a page waits until the fingers rest.
_REST = 0.2
_OWN = {
    "text": "as text",
    "wikitext": "for a wiki page",
    "markdown": "as Markdown",
    "html": "as a web page",
    "json": "for other programs",
}
_PASTE = "Mark the whole page of your published report, copy it, paste it here."
_NO_CODE = "The page does not say in which currency your local amounts are. Choose your local currency above."


class ImportPageScreen(Screen[None]):
    """Take a published page into a new report."""

    CSS_PATH = "import_page.tcss"
    AUTO_FOCUS = "PageArea"
    app = getters.app(WizardApp)
    HELP = """\
Here a report that exists already comes into this program.

Open the published page of the report, mark the whole page (Ctrl+A), copy it (Ctrl+C), and paste it into \
the box. Or write the name of a file below the box and press Enter: a page that you saved as text or as a \
web page (.html, .mht), the source of a wiki page, or a report that this program wrote.

What was found is said below. Text that fits no question is listed and kept in the report. “Make the \
report” puts it into your list. Esc goes back."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "make", "Make the report", id="make", tooltip="Save the new report and open it"),
        Binding("escape", "cancel", "Cancel", id="cancel", tooltip="Back to the list"),
    ]

    class FileRead(Message):
        """A file was read; `text` is None where it could not be, and `why` says it."""

        def __init__(self, text: str | None, why: str = "") -> None:
            super().__init__()
            self.text = text
            self.why = why

    class Recognised(Message):
        """The text is a report that can be taken."""

        def __init__(self, imported: Imported) -> None:
            super().__init__()
            self.imported = imported

    class Refused(Message):
        """The text cannot be taken."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(self) -> None:
        super().__init__()
        self._imported: Imported | None = None
        self._timer: Timer | None = None
        self._reading = False
        self._wanted = False

    def compose(self) -> ComposeResult:
        """The box, the name of a file, the two choices, what was found, two buttons."""
        yield Static(Content.assemble(("Import a page", "bold")), id="import-bar")
        yield Static(_PASTE, id="import-words")
        yield PageArea(id="page")
        yield Input(placeholder="or the name of a file, for example ~/report.txt, and Enter", id="file")
        yield RegionChooser()
        with VerticalScroll(id="found", can_focus=False):
            yield Static()
        with Horizontal(id="import-buttons"):
            yield Button("Make the report", id="make", variant="primary", compact=True, disabled=True)
            yield Button("Cancel", id="cancel", compact=True)
        yield KeyBar(compact=True)

    # --- reading: a thread reads, its message brings what it found -----------------------------------------

    @on(Input.Submitted, "#file")
    def _file_named(self, event: Input.Submitted) -> None:
        name = clean_line(event.value).strip("'\"")
        if name:
            self._read_file(name)

    @work(thread=True, exclusive=True, group="file", exit_on_error=False)
    def _read_file(self, name: str) -> None:
        from reportwizard.imports.source import read_file

        try:
            read = self.FileRead(read_file(expanded(name)))
        except (ReportWizardError, RuntimeError) as error:
            read = self.FileRead(None, str(error))
        self.post_message(read)

    @on(FileRead)
    def _take_file(self, event: FileRead) -> None:
        if event.text is None:
            self.notify(event.why, severity="error", markup=False, timeout=8)
        else:
            self.query_one(PageArea).put(event.text)

    @on(TextArea.Changed)
    def _page_changed(self) -> None:
        self._forget()
        self._wanted, self._reading = False, True
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_REST, self._read_page)

    @on(RegionChooser.Changed)
    def _read_page(self) -> None:
        self._forget()
        text = self.query_one(PageArea).text
        self._reading = bool(text.strip())
        if self._reading:
            self._recognise(text, self.query_one(RegionChooser).choice)

    @work(thread=True, exclusive=True, group="recognise", exit_on_error=False)
    def _recognise(self, text: str, region: Region) -> None:
        from reportwizard.imports.registry import import_text

        worker = get_current_worker()
        found: Message
        try:
            found = self.Recognised(import_text(text, currency=region.currency, locale=region.locale))
        except ReportWizardError as error:
            found = self.Refused(str(error))
        if not worker.is_cancelled:
            self.post_message(found)

    @on(Worker.StateChanged)
    def _worker_ended(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            self.post_message(self.Refused(f"This text cannot be read: {event.worker.error}"))

    @on(Recognised)
    def _take(self, event: Recognised) -> None:
        self._reading, self._imported = False, event.imported
        self._show(Content("\n").join(_found(event.imported)))
        self.query_one("#make", Button).disabled = False
        if self.focused is self.query_one("#file"):
            self.query_one("#make", Button).focus()
        if self._wanted:
            self.action_make()

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        self._reading = self._wanted = False
        self._show(Content.assemble(("✗ ", "$error bold"), plain(event.why)))

    def _forget(self) -> None:
        self._imported = None
        self._show(Content(""))
        self.query_one("#make", Button).disabled = True

    def _show(self, words: Content) -> None:
        self.query_one("#found Static", Static).update(words)
        self.query_one("#found").display = bool(words)

    # --- taking it ------------------------------------------------------------------------------------------

    @on(Button.Pressed, "#make")
    def action_make(self) -> None:
        """Save the new report and open it; where the page does not say the local currency, ask for it."""
        self._wanted = self._reading
        if not self.is_current or self._reading:
            return
        if self._imported is None:
            self.notify("There is no report yet. Paste a page into the box.", timeout=5)
        elif needs_currency(self._imported.report):
            self._ask_currency()
        else:
            self._make(self._imported.report)

    def _ask_currency(self) -> None:
        from reportwizard.ui.screens.pickers import currency_picker

        chooser = self.query_one(RegionChooser)

        def take(code: str | None) -> None:
            if code:
                self._wanted = True
                chooser.choose(replace(chooser.choice, currency=code))

        self.app.push_screen(currency_picker(chooser.choice.locale), take)

    def _make(self, report: Report) -> None:
        folder = self.app.folder
        try:
            name = folder.add(report.title, report)
        except ReportWizardError as error:
            self.app.complain(error)
            return
        self.app.open_draft(name)
        if self.app.session is not None:
            self.app.open_check()

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Go back."""
        if self.is_current:
            self.app.pop_screen()


def needs_currency(report: Report) -> bool:
    """Whether there are local amounts, and nobody knows in which currency."""
    local = (one for one in report.form.questions if one.kind == "money" and one.currency == "local")
    return not report.currency and any(question.id in report.answers for question in local)


def _found(imported: Imported) -> Iterator[Content]:
    """Give the lines about what was found."""
    answers = f"{imported.placed} {'answer' if imported.placed == 1 else 'answers'} placed"
    yield Content.assemble(("✓ ", "$success bold"), (f"{_name(imported)}: {answers}", "bold"))
    if imported.report.title:
        yield Content.assemble(("  Project title: ", "$quiet"), shortened(imported.report.title, 300))
    if needs_currency(imported.report):
        yield Content.assemble(("! ", "$warning bold"), (_NO_CODE, "$warning"))
    elif imported.report.currency:
        yield Content.styled(f"  Local currency: {imported.report.currency}", "$quiet")
    yield from (Content.assemble(("! ", "$warning bold"), (note, "$warning")) for note in imported.notes)
    yield from _left_over(imported.unplaced)


def _left_over(texts: tuple[str, ...]) -> Iterator[Content]:
    """List the text that fits no question."""
    if len(texts) == 1:
        yield Content.styled("! 1 piece of text fits no question. It is kept in the report:", "$warning")
    elif texts:
        words = f"! {len(texts)} pieces of text fit no question. They are kept in the report:"
        yield Content.styled(words, "$warning")
    yield from (Content.assemble("  • ", shortened(text, 300)) for text in texts)


def _name(imported: Imported) -> str:
    page = re.fullmatch(r".+-(\d{4})-page", imported.recognised)
    if page:
        return f"A page of {page[1]}: {imported.report.form.title}"
    own = _OWN.get(imported.recognised.removeprefix("reportwizard-"), "")
    return f"A report that this program wrote {own}".rstrip()
