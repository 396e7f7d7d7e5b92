"""The first screen: every report that was begun, how far it is and when it is due."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Input, Static

from reportwizard.drafts.store.copies import copy_of
from reportwizard.errors import ReportWizardError
from reportwizard.ui.app import WizardApp
from reportwizard.ui.content import plain
from reportwizard.ui.copy_offer import offer_copy
from reportwizard.ui.widgets.draft_browser import DraftBrowser
from reportwizard.ui.widgets.draft_list import DraftList
from reportwizard.ui.widgets.draft_row import title_of
from reportwizard.ui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from reportwizard.drafts.store.summaries import Summary


class HomeScreen(Screen[None]):
    """The list of drafts."""

    AUTO_FOCUS = "DraftList"
    app = getters.app(WizardApp)
    browser = getters.query_one(DraftBrowser)
    search = getters.query_one("#search", Input)
    HELP = """\
Your reports are listed here, the newest first. Each line says how many of the required questions are \
answered, how many days are left, and when the report was last saved.

Enter opens a report where you left it. A click chooses a report, a second click opens it.

A report that you delete goes to the trash. Press u to bring it back. Where a file is damaged, Enter shows \
what can still be read of it; nothing is changed before you have chosen. Another version of a report, as \
Dropbox or Syncthing keep it, can be put together with it: press Enter on it.

To find a report, press / and write a few letters of its title. A capital letter, or a letter of your own \
alphabet, starts the search too."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="open", tooltip="Open the report where you left it"),
        Binding("n", "new", "New report", id="new", show=False, tooltip="Start a new report"),
        Binding("i", "import_page", "Import a page", id="import", show=False,
                tooltip="Make a report of a published page or of a file"),
        Binding("x", "example", "Example", id="example", show=False,
                tooltip="Look at a finished report, with invented answers"),
        Binding("e", "hand_in", "Export", id="export",
                tooltip="Open the last step: write the report to a file"),
        Binding("d", "duplicate", "Duplicate", id="duplicate", tooltip="Make a copy of the report"),
        Binding("r", "rename", "Rename", id="rename", tooltip="Give the file of the report another name"),
        Binding("delete", "delete", "Delete", id="delete", tooltip="Move the report to the trash"),
        Binding("u", "undo", "Bring back", id="undo", tooltip="Bring back the report deleted last"),
        Binding("slash", "search", "Search", id="search", show=False, tooltip="Search in the titles"),
        Binding("escape", "leave_search", "All reports", id="leave_search", show=False,
                tooltip="Stop searching and show all reports"),
        Binding("up", "move(-1)", "Up", id="up", show=False, tooltip="The report above"),
        Binding("down", "move(1)", "Down", id="down", show=False, tooltip="The report below"),
        Binding("pageup", "page(-1)", "Page up", id="page_up", show=False, tooltip="One page up"),
        Binding("pagedown", "page(1)", "Page down", id="page_down", show=False, tooltip="One page down"),
        Binding("home", "move(-1000000)", "First", id="first", show=False, tooltip="The newest report"),
        Binding("end", "move(1000000)", "Last", id="last", show=False, tooltip="The oldest report"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._deleted: list[str] = []

    def compose(self) -> ComposeResult:
        """Where the reports are, what can be done, the reports, the keys."""
        with Horizontal(id="home-bar"):
            yield Static("My reports", id="home-title")
            yield Static(plain(str(self.app.folder.path)), id="home-folder")
        with Horizontal(id="home-tools"):
            yield Button(_label("New report", "n"), id="new", compact=True)
            yield Button(_label("Import a page", "i"), id="import", compact=True)
            yield Input(placeholder="/  search in the titles", id="search", compact=True)
        yield DraftBrowser(self.app.folder)
        yield Static("Enter open · ↑ ↓ move · Esc all reports", id="search-keys")
        yield KeyBar(compact=True)

    def on_mount(self) -> None:
        """Once the list is there, add to it new reports that could not be saved the last time."""
        self.call_after_refresh(self._take_in_begun)

    def _take_in_begun(self) -> None:
        from reportwizard.ui.rescue import take_in_begun

        name = take_in_begun(self.app)
        if name and self.is_current:
            self.notify("A new report that could not be saved the last time is in your list now.", timeout=10)
            self.browser.refresh_drafts(name)

    def on_screen_resume(self) -> None:
        """Look at the folder anew, with the cursor on the draft that was open."""
        goal, self.app.last_draft = self.app.last_draft, ""
        self.browser.refresh_drafts(goal)

    @on(DraftBrowser.Shown)
    def _list_changed(self, event: DraftBrowser.Shown) -> None:
        title = Content.assemble(("My reports", "bold"), (f"  {event.count}", "$quiet"))
        self.query_one("#home-title", Static).update(title)
        self.refresh_bindings()
        if self.focused is None or not self.focused.display:
            self.set_focus(self.query_one("#new", Button) if event.empty else self.browser.drafts)

    # --- searching ------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Write in the search field."""
        self.search.focus()

    def on_key(self, event: events.Key) -> None:
        """Begin a search with a letter that is no command here."""
        letter = event.character or ""
        commands = {*self.active_bindings, *self._bindings.key_to_bindings}
        if letter.isalnum() and not self.search.has_focus and event.key not in commands:
            event.stop()
            self.search.focus()
            self.search.insert_text_at_cursor(letter)

    @on(Input.Changed, "#search")
    def _searched(self, event: Input.Changed) -> None:
        self.browser.search(event.value)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _show_keys(self) -> None:
        self.set_class(self.search.has_focus, "-searching")

    def action_leave_search(self) -> None:
        """Show all reports, with the cursor on the one found."""
        self.search.value = ""
        self.set_focus(self.browser.drafts)

    # --- acting on the draft at the cursor ------------------------------------------------------------------

    @contextmanager
    def _complaining(self) -> Iterator[None]:
        try:
            yield
        except ReportWizardError as error:
            self.app.complain(error)

    def _chosen(self) -> Summary | None:
        draft = self.browser.chosen
        if draft is None:
            self.notify("There is no report here. Press n to start one.", timeout=4)
        return draft

    def _open(self) -> bool:
        draft = self._chosen() if self.is_current else None
        if draft is None:
            return False
        copy = copy_of(draft.name, self.app.folder.names())
        if copy is not None:
            offer_copy(self.app, draft, copy)
            return False
        self.app.open_draft(draft.name)
        return self.app.session is not None

    @on(DraftList.Opened)
    @on(Input.Submitted, "#search")
    def action_open(self) -> None:
        """Open the draft."""
        self._open()

    def action_hand_in(self) -> None:
        """Open the draft at its last step."""
        if self._open():
            self.app.open_hand_in()

    def action_duplicate(self) -> None:
        """Copy the draft, and put the cursor on the copy."""
        draft = self._chosen()
        if draft is None:
            return
        with self._complaining():
            copy = self.app.folder.duplicate(draft.name)
            self.notify(f"The copy is “{copy}”.", markup=False, timeout=4)
            self.browser.refresh_drafts(copy)

    def action_rename(self) -> None:
        """Give the draft's file another name."""
        from reportwizard.drafts.saving.backup import follow_rename
        from reportwizard.ui.screens.dialogs import AskText

        draft = self._chosen()
        if draft is None or not self._closed_elsewhere(draft):
            return
        words = (
            "This is the name of the file. To change the title, open the report: it is the first question."
        )

        def rename(name: str | None) -> None:
            if name and name != draft.name:
                with self._complaining():
                    self.app.folder.rename(draft.name, name)
                    follow_rename(self.app.folder.path, draft.name, name)
                    self.browser.refresh_drafts(name)

        self.app.push_screen(AskText("Rename", words, value=draft.name, accept="Rename"), rename)

    def _closed_elsewhere(self, draft: Summary) -> bool:
        """Whether no other window has a draft open; says where one has."""
        try:
            self.app.folder.check_closed(draft.name)
        except ReportWizardError as error:
            self.app.complain(error)
            return False
        return True

    def action_delete(self) -> None:
        """Move the draft to the trash."""
        draft = self._chosen()
        if draft is None:
            return
        with self._complaining():
            self._deleted.append(self.app.folder.delete(draft.name).id)
            self.browser.forget(draft.name)
            self.refresh_bindings()
            words = f"“{title_of(draft)}” was moved to the trash. u brings it back."
            self.notify(words, markup=False, timeout=8)

    def action_undo(self) -> None:
        """Bring the draft back that was deleted last."""
        with self._complaining():
            self.browser.refresh_drafts(self.app.folder.restore(self._deleted[-1]))
            self._deleted.pop()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is something for."""
        if action == "undo":
            return bool(self._deleted)
        needs_one = action in ("open", "hand_in", "duplicate", "rename", "delete")
        return not needs_one or not self.is_mounted or self.browser.chosen is not None

    @on(Button.Pressed, "#new")
    def action_new(self) -> None:
        """Start a new report."""
        from reportwizard.ui.screens.new_report import NewReportScreen

        self.app.push_screen(NewReportScreen())

    def action_example(self) -> None:
        """Open an example; the first time, a copy of it is put into the list."""
        from reportwizard.drafts.store.example import put_example
        from reportwizard.forms.loader import example_of
        from reportwizard.forms.outside import known_forms

        forms = {form.id: form for form in known_forms().forms if example_of(form)}

        def show(form_id: str | None) -> None:
            with self._complaining():
                if form_id:
                    self.app.open_draft(put_example(self.app.folder, forms[form_id]))

        if len(forms) == 1:
            show(next(iter(forms)))
        else:
            from reportwizard.ui.screens.pickers import form_picker

            here = self.browser.chosen
            self.app.push_screen(form_picker(forms.values(), here.form if here else ""), show)

    @on(Button.Pressed, "#import")
    def action_import_page(self) -> None:
        """Make a report of a published page."""
        from reportwizard.ui.screens.import_page import ImportPageScreen

        self.app.push_screen(ImportPageScreen())

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self.browser.drafts.move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by what can be seen at once."""
        self.browser.drafts.move(pages=pages)


def _label(words: str, key: str) -> Content:
    return Content.assemble(words, "  ", (key, "$accent"))
