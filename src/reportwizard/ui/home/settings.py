"""The first start, and the settings: numbers and dates, light or dark, the folder, the editor."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widget import Widget

from reportwizard.forms.form import Form
from reportwizard.paths import display_path, is_file, typed_path, working_folder
from reportwizard.ui.dialogs.dialog import ChoiceDialog, MenuItem, PromptDialog
from reportwizard.ui.dialogs.pickers import locale_picker
from reportwizard.ui.home.home_page import INDENT, ListPage, open_example
from reportwizard.ui.shared.drawing import plain, sign, wrapped
from reportwizard.ui.shared.line_list import BLANK, Item, heading
from reportwizard.ui.themes import DARK, LIGHT, TERMINAL
from reportwizard.ui.wizard import BRING_IN, NEW, REPORTS, Open, ask, wizard

_THEMES = {DARK: "dark", LIGHT: "light", TERMINAL: "the colours of your terminal"}
_AT_HAND = ("your grant agreement", "your dashboard or counts", "your receipts")


class SettingLines(ListPage):
    """Settings in a list. The example of a number and a date comes later: it loads a library."""

    def items(self, example: str) -> Iterator[Item]:
        """Yield the lines; `example` shows how an amount and a date are written, once that is known."""
        yield from ()

    def begin(self) -> Widget:
        self._show()
        return self.listed

    def _show(self, example: str = "") -> None:
        if self.is_attached:
            self.listed.show([*self.items(example)])
            if not example:
                self.call_after_refresh(self._show_example)

    def _show_example(self) -> None:
        from reportwizard.money.days import writing_example

        self._show(writing_example(wizard(self).locale))

    def region_line(self, example: str) -> Item:
        return self.does("Numbers and dates", self._choose_region, example)

    def _choose_region(self) -> None:
        ask(self, locale_picker(wizard(self).locale), lambda code: self.save(locale=code))

    def theme_line(self) -> Item:
        return self.does("Light or dark", self._choose_theme, _THEMES.get(self.app.theme, self.app.theme))

    def _choose_theme(self) -> None:
        items = [MenuItem(*theme) for theme in _THEMES.items()]
        ask(self, ChoiceDialog("Light or dark", "", items), lambda theme: self.save(theme=theme))

    def save(self, **changed: str) -> None:
        """Apply and save a setting."""
        wizard(self).update_settings(**changed)
        self._show()


class FirstStartPage(SettingLines):
    """The first page as long as there is no report."""

    heading = "reportwizard"
    HELP = """\
Here you begin. “Begin my report” asks two questions and opens the first page of your report.

If your report is on Meta-Wiki already, bring its page in. You can also look at a finished example: its \
answers are invented, and it is not sent to anybody."""

    def items(self, example: str) -> Iterator[Item]:
        from reportwizard.forms.external import default_form

        yield Item("", lambda width, _current: list(_greeting(default_form(), width)))
        yield self.opens("Begin my report", NEW, "two questions, then you write")
        yield self.opens("Bring in a report page from Meta-Wiki", BRING_IN)
        yield self.does("Look at a finished example", lambda: open_example(wizard(self)))
        yield BLANK
        yield self.region_line(example)
        yield self.theme_line()


def _greeting(form: Form, width: int) -> Iterator[Content]:
    parts = [part for part in form.parts if part.number]
    numbers = {
        question.number.split(".")[0] for question in form.questions if question.number[:1].isdecimal()
    }
    length = f"{len(numbers)} questions in {len(parts)} parts."
    texts = (
        ("", ""),
        (f"Your {form.title}", "bold"),
        (length if parts and numbers else f"{len(form.questions)} questions.", ""),
        ("You can stop at any time: every word is saved, also without internet.", ""),
        ("", ""),
        ("Have these at hand", "$quiet"),
        ("   ".join(f"{sign('dot')} {thing}" for thing in _AT_HAND), "$quiet"),
        ("", ""),
    )
    for text, style in texts:
        for line in wrapped(plain(text, style), width - len(INDENT)) or [Content()]:
            yield Content.assemble(INDENT, line)


class SettingsPage(SettingLines):
    """All settings; within a report, those that do not close it."""

    heading = "Settings"
    HELP = """\
What you choose here is kept for the next start. Numbers and dates apply to every report that you begin; \
those of one report are changed with “Go to” (F2) in it.

Numbers and dates: choose the language or country whose way of writing you are used to. You can type an \
amount in any way; this decides how it is shown, and whether 3/10/2026 begins with the day or with the month.

Your own editor opens with F7 in a long text."""

    KEYS = "Enter change   ↑ ↓ move   F1 help   Esc back"

    def __init__(self, *, in_report: bool = False) -> None:
        super().__init__()
        self._in_report = in_report

    def up(self) -> None:
        self.post_message(Open(REPORTS))

    def items(self, example: str) -> Iterator[Item]:
        app = wizard(self)
        if self._in_report:
            yield heading(self.heading, blank=False)
        yield BLANK
        if not self._in_report:
            yield self.region_line(example)
        yield self.theme_line()
        if not self._in_report:
            yield self.does("Folder of your reports", self._ask_folder, display_path(app.folder.path))
        yield self.does("Your own editor", self._ask_editor, app.settings.editor or "your system’s")

    def _ask_editor(self) -> None:
        text = "The command that starts it. Leave it empty to use your system’s."
        dialog = PromptDialog("Your own editor", text, value=wizard(self).settings.editor)
        ask(self, dialog, lambda editor: self.save(editor=editor))

    def _ask_folder(self) -> None:
        text = "Your reports are files in this folder. Nothing is moved."
        dialog = PromptDialog("Folder of your reports", text, value=str(wizard(self).folder.path))
        ask(self, dialog, self._use_folder)

    def _use_folder(self, name: str) -> None:
        from reportwizard.drafts.store.folder import DraftFolder

        app = wizard(self)
        path = working_folder() / typed_path(name or str(app.folder.path))
        if is_file(path):
            app.say(f"{display_path(path)} is a file. Name a folder.", "fix")
            return
        app.folder = DraftFolder(path, clock=app.folder.clock)
        app.drafts, app.deleted = None, []
        self.save(folder=str(path))
