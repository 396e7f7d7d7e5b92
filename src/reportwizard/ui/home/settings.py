"""The settings: numbers and dates, light or dark, the folder, the editor. Kept for the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from reportwizard.paths import expanded, short
from reportwizard.ui.home import rows
from reportwizard.ui.home.screen import HomePage
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.themes import DARK, LIGHT
from reportwizard.ui.wizard import wizard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

REGION, THEME = "/region", "/theme"
_FOLDER, _EDITOR = "/folder", "/editor"
_THEMES = {DARK: "dark", LIGHT: "light", "ansi-dark": "the colours of your terminal"}


class SettingsPage(HomePage):
    """All settings; Enter changes the one at the cursor."""

    heading = "Settings"
    HELP = """\
What you choose here holds for every report that you begin, and is kept for the next start.

Numbers and dates: choose the language or country whose way of writing you are used to. You can type an \
amount in any way; this decides how it is shown, and whether 3/10/2026 begins with the day or with the month.

Your own editor opens with F7 in a long text."""

    def compose(self) -> ComposeResult:
        """One line a setting."""
        yield LineList(id="settings")

    def begin(self) -> Widget:
        """The keys go to the list."""
        show_settings(self, self._items)
        return self.query_one(LineList)

    def hints(self) -> Sequence[Hint]:
        """Choose, and back."""
        return (
            Hint("Enter", "change", "enter"),
            Hint("↑ ↓", "move"),
            Hint("F1", "help", "f1"),
            Hint("Esc", "back", "escape"),
        )

    def _items(self, example: str) -> Iterator[Item]:
        app = wizard(self)
        yield rows.blank()
        yield from setting_items(self, example)
        yield rows.action_item(_FOLDER, "Folder of your reports", short(app.folder.path), style="")
        yield rows.action_item(
            _EDITOR, "Your own editor", app.settings.editor or "that of your system", style=""
        )

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if event.id in (REGION, THEME):
            change_setting(self, event.id, lambda: show_settings(self, self._items))
        else:
            self._ask(event.id)

    def _ask(self, id: str) -> None:
        from reportwizard.ui.dialogs.words import Ask

        app = wizard(self)
        words = {
            _FOLDER: "Your reports are files in this folder. Nothing is moved.",
            _EDITOR: "The command that starts it. Empty means that of your system.",
        }
        value = str(app.folder.path) if id == _FOLDER else app.settings.editor

        def take(text: str | None) -> None:
            if text is None or text == value:
                return
            if id == _EDITOR:
                app.remember(editor=text)
            elif text:
                use_folder(self, text)
            show_settings(self, self._items)

        self.app.push_screen(
            Ask("Folder of your reports" if id == _FOLDER else "Your own editor", words[id], value=value),
            take,
        )


def use_folder(page: HomePage, text: str) -> None:
    """List the reports of another folder from now on, and at the next start."""
    from reportwizard.drafts.store.folder import DraftFolder

    app = wizard(page)
    path = expanded(text).absolute()
    if path.exists() and not path.is_dir():
        app.say(f"{short(path)} is a file. Name a folder.", "fix")
        return
    app.folder = DraftFolder(path, clock=app.folder.clock)
    app.remember(folder=str(path))
    page.home.drafts, page.home.deleted = None, []


def setting_items(page: HomePage, example: str) -> Iterator[Item]:
    """Give the settings that stand on the first start too."""
    theme = _THEMES.get(page.app.theme, page.app.theme)
    yield rows.action_item(REGION, "Numbers and dates", example, style="")
    yield rows.action_item(THEME, "Light or dark", theme, style="")


def show_settings(page: HomePage, items: Callable[[str], Iterator[Item]]) -> None:
    """Show a page with its settings; how numbers are written comes a moment later: it loads a library."""

    def show(example: str) -> None:
        page.query_one(LineList).show([*items(example)])

    def fill() -> None:
        from reportwizard.money.days import example

        if page.is_attached:
            show(example(wizard(page).locale))

    show("")
    page.call_after_refresh(fill)


def change_setting(page: HomePage, id: str, changed: Callable[[], None]) -> None:
    """Let another way of writing, or other colours, be chosen; then call `changed`."""
    from reportwizard.ui.dialogs.choose import Choose, Way

    app = wizard(page)

    def take_locale(code: str | None) -> None:
        if code:
            app.locale = code
            app.remember(locale=code)
            changed()

    def take_theme(theme: str | None) -> None:
        if theme:
            page.app.theme = theme
            app.remember(theme=theme)
            changed()

    if id == REGION:
        from reportwizard.ui.home.pickers import locale_picker

        page.app.push_screen(locale_picker(), take_locale)
    else:
        ways = [Way(theme, words) for theme, words in _THEMES.items()]
        page.app.push_screen(Choose("Light or dark", "", ways), take_theme)
