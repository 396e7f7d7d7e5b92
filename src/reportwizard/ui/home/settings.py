"""The settings: numbers and dates, currency, light or dark, the folder, the editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.widget import Widget

from reportwizard.paths import expanded, short
from reportwizard.ui.home import rows
from reportwizard.ui.home.page import ListPage
from reportwizard.ui.shared.line_list import Item, heading
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.themes import DARK, LIGHT
from reportwizard.ui.wizard import REPORTS, Open, ask, wizard

_THEMES = {DARK: "dark", LIGHT: "light", "ansi-dark": "the colours of your terminal"}


class SettingLines(ListPage):
    """A page with settings in its list. How numbers are written comes a moment later: it loads a library."""

    def items(self, example: str) -> Iterator[Item]:
        """Give the lines; `example` shows how an amount and a day are written, once that is known."""
        yield from ()

    def begin(self) -> Widget:
        self.show()
        return self.listed

    def show(self, example: str = "") -> None:
        """Show the settings as they are now."""
        if self.is_attached:
            self.listed.show([*self.items(example)])
            if not example:
                self.call_after_refresh(self._show_example)

    def _show_example(self) -> None:
        from reportwizard.money.days import example

        self.show(example(wizard(self).locale))

    def region_line(self, example: str) -> Item:
        """Return the line about numbers and dates."""
        return self.deed("Numbers and dates", self._choose_locale, example)

    def theme_line(self) -> Item:
        """Return the line about light and dark."""
        theme = self.app.theme
        return self.deed("Light or dark", self._choose_theme, _THEMES.get(theme, theme))

    def _choose_locale(self) -> None:
        from reportwizard.ui.home.pickers import locale_picker

        ask(self, locale_picker(wizard(self).locale), lambda code: self.keep(locale=code))

    def _choose_theme(self) -> None:
        from reportwizard.ui.dialogs.choose import Choose, Way

        ways = [Way(*theme) for theme in _THEMES.items()]
        ask(self, Choose("Light or dark", "", ways), lambda theme: self.keep(theme=theme))

    def keep(self, **chosen: str) -> None:
        """Follow a choice from now on, and at the next start."""
        wizard(self).remember(**chosen)
        self.show()


class SettingsPage(SettingLines):
    """All settings; within a report, from which `back` leads back, those that do not close it."""

    heading = "Settings"
    HELP = """\
What you choose here is kept for the next start. Numbers and dates hold for every report that you begin; \
those of one report are changed from “Go to” in it.

Numbers and dates: choose the language or country whose way of writing you are used to. You can type an \
amount in any way; this decides how it is shown, and whether 3/10/2026 begins with the day or with the month.

Your own editor opens with F7 in a long text."""

    def __init__(self, back: Open | None = None) -> None:
        super().__init__()
        self._back = back

    def hints(self) -> Sequence[Hint]:
        return (Hint("Enter", "change"), *super().hints()[1:3], Hint("Esc", "back"))

    def up(self) -> None:
        self.post_message(self._back or Open(REPORTS))

    def items(self, example: str) -> Iterator[Item]:
        """Give all settings."""
        app = wizard(self)
        if self._back:
            yield heading(self.heading, blank=False)
        yield rows.blank()
        if not self._back:
            yield self.region_line(example)
        yield self.theme_line()
        if not self._back:
            yield self.deed("Folder of your reports", self._ask_folder, short(app.folder.path))
        editor = app.settings.editor or "that of your system"
        yield self.deed("Your own editor", self._ask_editor, editor)

    def _ask_editor(self) -> None:
        from reportwizard.ui.dialogs.words import Ask

        words = "The command that starts it. Empty means that of your system."
        editor = wizard(self).settings.editor
        ask(self, Ask("Your own editor", words, value=editor), lambda text: self.keep(editor=text))

    def _ask_folder(self) -> None:
        from reportwizard.ui.dialogs.words import Ask

        words = "Your reports are files in this folder. Nothing is moved."
        folder = str(wizard(self).folder.path)
        ask(self, Ask("Folder of your reports", words, value=folder), self._use_folder)

    def _use_folder(self, text: str) -> None:
        """List the reports of another folder from now on, and at the next start."""
        from reportwizard.drafts.store.folder import DraftFolder

        app = wizard(self)
        path = expanded(text or str(app.folder.path)).absolute()
        if path.exists() and not path.is_dir():
            app.say(f"{short(path)} is a file. Name a folder.", "fix")
            return
        app.folder = DraftFolder(path, clock=app.folder.clock)
        self.home.drafts, self.home.deleted = None, []
        self.keep(folder=str(path))
