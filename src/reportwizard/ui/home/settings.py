"""The first start, and the settings: numbers and dates, light or dark, the folder, the editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widget import Widget

from reportwizard.forms.form import Form
from reportwizard.paths import display_path, expand_user
from reportwizard.ui.home.page import BLANK, INDENT, ListPage
from reportwizard.ui.shared.drawing import plain, sign, wrapped
from reportwizard.ui.shared.line_list import Item, heading
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.themes import DARK, LIGHT
from reportwizard.ui.wizard import BRING_IN, NEW, REPORTS, Open, Wizard, ask, wizard

_THEMES = {DARK: "dark", LIGHT: "light", "ansi-dark": "the colours of your terminal"}
_AT_HAND = ("your grant agreement", "your dashboard or counts", "your receipts")


class SettingLines(ListPage):
    """A page with settings in its list. How numbers are written comes a moment later: it loads a library."""

    def items(self, example: str) -> Iterator[Item]:
        """Give the lines; `example` shows how an amount and a day are written, once that is known."""
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
        """Return the line about numbers and dates."""

        def choose() -> None:
            from reportwizard.ui.home.pickers import locale_picker

            ask(self, locale_picker(wizard(self).locale), lambda code: self.keep(locale=code))

        return self.does("Numbers and dates", choose, example)

    def theme_line(self) -> Item:
        """Return the line about light and dark."""

        def choose() -> None:
            from reportwizard.ui.dialogs.choose import ChoiceDialog, MenuItem

            ways = [MenuItem(*theme) for theme in _THEMES.items()]
            ask(self, ChoiceDialog("Light or dark", "", ways), lambda theme: self.keep(theme=theme))

        return self.does("Light or dark", choose, _THEMES.get(self.app.theme, self.app.theme))

    def keep(self, **chosen: str) -> None:
        """Follow a choice from now on, and at the next start."""
        wizard(self).update_settings(**chosen)
        self._show()


class FirstStartPage(SettingLines):
    """What is here as long as there is no report."""

    heading = "reportwizard"
    HELP = """\
Here you begin. “Begin my report” asks two questions and opens the first page of your report.

If your report is on Meta-Wiki already, bring its page in. You can also look at a finished example: its \
answers are invented, and it is not sent to anybody."""

    def items(self, example: str) -> Iterator[Item]:
        """Give the greeting, three ways to begin, and two settings."""
        from reportwizard.forms.outside import default_form

        yield Item("", lambda width, _here: list(_greeting(default_form(), width)))
        yield self.opens("Begin my report", NEW, "two questions, then you write")
        yield self.opens("Bring in a report page from Meta-Wiki", BRING_IN)
        yield self.does("Look at a finished example", lambda: open_example(wizard(self)))
        yield BLANK
        yield self.region_line(example)
        yield self.theme_line()


def _greeting(form: Form, width: int) -> Iterator[Content]:
    """Give the lines above the ways to begin."""
    parts = [part for part in form.parts if part.number]
    numbers = {one.number.split(".")[0] for one in form.questions if one.number[:1].isdecimal()}
    length = f"{len(numbers)} questions in {len(parts)} parts."
    texts = (
        ("", ""),
        (f"Your {form.title}", "bold"),
        (length if parts and numbers else f"{len(form.questions)} questions.", ""),
        ("You can stop at any time: every word is saved, also without internet.", ""),
        ("", ""),
        ("Have these at hand", "$quiet"),
        ("   ".join(f"{sign('dot')} {one}" for one in _AT_HAND), "$quiet"),
        ("", ""),
    )
    for text, style in texts:
        for line in wrapped(plain(text, style), width - len(INDENT)) or [Content()]:
            yield Content.assemble(INDENT, line)


def open_example(app: Wizard) -> None:
    """Open a finished report with invented answers; the first time, a copy of it is put into the folder.

    It is one of the form that a new report has, else of the first that comes with an example.
    """
    from reportwizard.drafts.store.example import put_example
    from reportwizard.forms.loader import example_of
    from reportwizard.forms.outside import default_form, known_forms

    forms = (default_form(), *known_forms().forms)
    app.open_draft(put_example(app.folder, next(form for form in forms if example_of(form))))


class SettingsPage(SettingLines):
    """All settings; within a report, those that do not close it."""

    heading = "Settings"
    HELP = """\
What you choose here is kept for the next start. Numbers and dates hold for every report that you begin; \
those of one report are changed from “Go to” in it.

Numbers and dates: choose the language or country whose way of writing you are used to. You can type an \
amount in any way; this decides how it is shown, and whether 3/10/2026 begins with the day or with the month.

Your own editor opens with F7 in a long text."""

    def __init__(self, *, in_report: bool = False) -> None:
        super().__init__()
        self._in_report = in_report

    def hints(self) -> Sequence[Hint]:
        return (Hint("Enter", "change"), *self.KEYS[1:3], Hint("Esc", "back"))

    def up(self) -> None:
        self.post_message(Open(REPORTS))

    def items(self, example: str) -> Iterator[Item]:
        """Give all settings."""
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
        from reportwizard.ui.dialogs.dialog import PromptDialog

        words = "The command that starts it. Leave it empty to use your system’s."
        editor = wizard(self).settings.editor
        ask(self, PromptDialog("Your own editor", words, value=editor), lambda text: self.keep(editor=text))

    def _ask_folder(self) -> None:
        from reportwizard.ui.dialogs.dialog import PromptDialog

        words = "Your reports are files in this folder. Nothing is moved."
        folder = str(wizard(self).folder.path)
        ask(self, PromptDialog("Folder of your reports", words, value=folder), self._use_folder)

    def _use_folder(self, text: str) -> None:
        """List the reports of another folder from now on, and at the next start."""
        from reportwizard.drafts.store.folder import DraftFolder

        app = wizard(self)
        path = expand_user(text or str(app.folder.path)).absolute()
        if path.exists() and not path.is_dir():
            app.say(f"{display_path(path)} is a file. Name a folder.", "fix")
            return
        app.folder = DraftFolder(path, clock=app.folder.clock)
        self.home.drafts, self.home.deleted = None, []
        self.keep(folder=str(path))
