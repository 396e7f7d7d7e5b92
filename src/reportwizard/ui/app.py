"""The app: it opens drafts and screens, and saves on every way out."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import constants, events, on
from textual.app import App
from textual.binding import BindingType
from textual.driver import Driver
from textual.events import Key
from textual.screen import Screen

from reportwizard.errors import DraftError, ReportWizardError
from reportwizard.money.cldr import guess_locale
from reportwizard.settings import load_settings, save_settings
from reportwizard.ui.calendar_file import write_calendar_file
from reportwizard.ui.home.screen import HomeScreen
from reportwizard.ui.shared.ascii_filter import AsciiFilter
from reportwizard.ui.shared.bars import WIDE
from reportwizard.ui.shared.frame import MIN_HEIGHT, MIN_WIDTH, OPTIONAL_ROWS, Frame
from reportwizard.ui.shared.keys import bindable_keys, is_bindable, key_binding, named_bindings, textual_key
from reportwizard.ui.terminal.key_queue import KeyQueue
from reportwizard.ui.terminal.shutdown import Shutdown, UnwaitedExecutor
from reportwizard.ui.themes import DARK, LIGHT, OF_TERMINAL, TERMINAL, THEMES
from reportwizard.ui.wizard import BRING_IN, CHECK, NEW, REPORTS, SETTINGS, Open, attempt

if TYPE_CHECKING:
    from reportwizard.drafts.store.folder import DraftFolder
    from reportwizard.drafts.store.summaries import Summary
    from reportwizard.ui.session import Session


class WizardApp(App[None]):
    """The wizard on one folder of drafts."""

    TITLE = "reportwizard"
    CSS = """
    Screen { background: $background; color: $foreground; }
    Dialog { background: transparent; }
    """
    ENABLE_COMMAND_PALETTE = False
    # Textual declares them as lists.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (MIN_WIDTH, "-slim"), (78, "-normal"), (WIDE, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-short"), (MIN_HEIGHT, "-tight"), (24, "-low"), (OPTIONAL_ROWS, "-tall"),
    ]  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        key_binding("ctrl+q", "quit", "quit", "Quit reportwizard", priority=True),
        key_binding("f12", "toggle_theme", "theme", "Light or dark"),
    ]

    def __init__(
        self, folder: DraftFolder, *, draft: str = "", locale: str = "", ascii_only: bool = False
    ) -> None:
        super().__init__()
        self._filters.append(AsciiFilter(enabled=ascii_only))
        self.folder = folder
        self.first_draft = draft
        self.settings = load_settings()
        self.locale = locale or self.settings.locale or guess_locale(os.environ)
        self.session: Session | None = None
        self.last_draft = ""
        self.drafts: Sequence[Summary] | None = None
        self.deleted: list[str] = []
        self._left_at: dict[str, str] = {}
        self._keys = KeyQueue(self)
        self._termination = Shutdown(
            self,
            self._keys,
            save=self.save_all,
            save_in_thread=lambda: self.session is None or self.session.save_in_thread(),
            release=self._release_draft,
        )
        self._is_asking = False
        for theme in THEMES:
            self.register_theme(theme)
        own = TERMINAL if self.console.color_system == "standard" else DARK
        self.theme = self.settings.theme if self.settings.theme in self.available_themes else own
        if self.settings.keymap:
            named = {
                id: ",".join(map(textual_key, keys.split(","))) for id, keys in self.settings.keymap.items()
            }
            self.settings = replace(self.settings, keymap=named)
            self.set_keymap(bindable_keys(named))

    def get_default_screen(self) -> Screen[None]:
        return HomeScreen(empty=bool(self.first_draft))

    async def run_async(self, **kwargs: Any) -> None:
        # Signals may come before the terminal is taken.
        self._termination.install_signal_handlers()
        await super().run_async(**kwargs)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return OF_TERMINAL

    def send_to_browser(self, name: str, data: bytes) -> bool:
        if not self.is_web:
            return False
        self.deliver_binary(BytesIO(data), save_filename=name)
        self.say(f"Sent to your browser as {name}.")
        return True

    def on_mount(self) -> None:
        self._termination.start_watchdog()
        self.app_suspend_signal.subscribe(self, lambda _: self.save_all(), immediate=True)
        asyncio.get_running_loop().set_default_executor(UnwaitedExecutor())
        if self.first_draft:
            self.open_draft(self.first_draft)
            if self.session is None:
                home = cast(HomeScreen, self.screen_stack[0])
                home.call_later(home.go, REPORTS)
        warnings = [*self.settings.faults, *self._settings_warnings()]
        if len(warnings) > 1:
            from reportwizard.ui.dialogs.dialog import MessageDialog

            self.call_after_refresh(self.push_screen, MessageDialog("Your settings", "\n\n".join(warnings)))
        elif warnings:
            self.call_after_refresh(self.say, warnings[0], "look")

    def _settings_warnings(self) -> Iterator[str]:
        """Yield what the settings name that does not exist."""
        theme, keymap = self.settings.theme, self.settings.keymap
        if theme and theme not in self.available_themes:
            yield f"There is no theme “{theme}”. F12 changes between light and dark."
        if keymap:
            from reportwizard.ui.home.reports import ReportsPage
            from reportwizard.ui.report.screen import ReportScreen

            known = named_bindings((WizardApp, Frame, ReportScreen, ReportsPage))
            if unknown := ", ".join(sorted(set(keymap).difference(known))):
                yield f"Your settings give a key to “{unknown}”. Nothing here has this name."
            keys = {key for keys in keymap.values() for key in keys.split(",")}
            if unknown := ", ".join(sorted(key for key in keys if not is_bindable(key))):
                yield f"Your settings name the key “{unknown}”. It cannot be used: choose one such as Ctrl+G."

    def watch_theme(self) -> None:
        # Importing the class of long texts would load all of Textual's text area.
        for screen in self.screen_stack:
            for box in screen.query("LongTextControl"):
                cast("Any", box).theme = "css"

    async def on_event(self, event: events.Event) -> None:
        """Hold back a key or a paste until everything that the one before it started is done."""
        if self._keys.admits(event):
            if isinstance(event, Key) and isinstance(self.screen, Frame):
                self.screen.key_pressed()
            await super().on_event(event)

    def get_driver_class(self) -> type[Driver]:
        """Return our driver, except on Windows or if another one was set."""
        if sys.platform == "win32" or constants.DRIVER:
            return super().get_driver_class()
        from reportwizard.ui.terminal.driver import TerminalDriver

        return TerminalDriver

    def _release_draft(self) -> None:
        if self.session is not None:
            self.session.release()

    def _fatal_error(self) -> None:
        # Textual would print a traceback with the value of every variable, and those are answers.
        self._close_messages_no_wait()

    def save_all(self) -> None:
        if self.session is not None:
            self.session.save_now()

    def open_draft(self, name: str, question_id: str = "") -> None:
        from reportwizard.ui.backups import offer_backups
        from reportwizard.ui.opening import first_target, start_session

        self._release_draft()
        try:
            session = start_session(self, name)
        except DraftError as error:
            from reportwizard.ui.home.repair import offer_repair

            offer_repair(self, name, error)
            return
        self.session, self.last_draft = session, name
        if session.read_only:
            self.open_in_report(Open(CHECK))
            self.say(session.read_only, "look")
            return
        self.open_in_report(first_target(session, question_id or self._left_at.get(name, "")))
        if session.report.not_asked:
            self.say("This form does not ask for all answers in this report. They are kept: F5 shows them.")
        offer_backups(session)

    def open_in_report(self, target: Open) -> None:
        assert self.session is not None
        from reportwizard.ui.report.screen import ReportScreen

        if isinstance(self.screen, ReportScreen) and self.screen.session is self.session:
            self.screen.post_message(target)
            return
        # The home screen stays below it.
        show = self.switch_screen if len(self.screen_stack) > 1 else self.push_screen
        show(ReportScreen(self.session, target))

    @on(Open)
    def _open(self, event: Open) -> None:
        """Open a page outside the report, or run a command that has no page."""
        event.stop()
        if event.page in (REPORTS, NEW, BRING_IN, SETTINGS):
            self._leave(partial(self._go_home, event.page, event.at))
        elif session := self.session:
            handlers: dict[str, Callable[[], object]] = {
                "calendar": lambda: write_calendar_file(self, session),
                "write-expenses": lambda: self._write_expenses(session),
                "take-over": session.take_over,
            }
            attempt(self, handlers.get(event.page, lambda: self.open_in_report(event)))

    def _write_expenses(self, session: Session) -> None:
        from reportwizard.exports.expenses import write_xlsx
        from reportwizard.ui.expenses.expense_files import write_list

        if not self.send_to_browser(f"{session.name}-expenses.xlsx", write_xlsx(session.report.ledger)):
            self.say(f"Written to {write_list(session.report, session.name)}")

    def ask_about_lines(self, lines: Sequence[str], on_answer: Callable[[str], None]) -> None:
        from reportwizard.ui.dialogs.dialog import ask_about_lines

        ask_about_lines(self, lines, on_answer)

    def say(self, message: str, state: str = "done") -> None:
        if frames := [screen for screen in self.screen_stack if isinstance(screen, Frame)]:
            frames[-1].say(message, state)

    def notify(self, message: str, *, severity: str = "information", **_: object) -> None:
        """Show messages of Textual itself on the status line, too."""
        self.say(message, {"warning": "look", "error": "fix"}.get(severity, "done"))

    def _end_session(self) -> None:
        if self.session is not None:
            from reportwizard.ui.opening import end_session

            end_session(self, self.session)
            self._left_at[self.last_draft] = self.session.place

    def _go_home(self, page: str, at: str) -> None:
        self._end_session()
        self.session = None
        while len(self.screen_stack) > 1:
            self.pop_screen()
        home = self.screen_stack[0]
        assert isinstance(home, HomeScreen)
        home.call_later(home.go, page, at)

    def _leave(self, go: Callable[[], None]) -> None:
        """Save and go; if that fails, ask whether to lose what is not saved."""
        if self.session is None or self.session.save_now():
            go()
            return
        from reportwizard.ui.dialogs.dialog import ConfirmDialog

        def on_answer(leave: bool | None) -> None:
            self._is_asking = False
            if leave:
                go()

        if not self._is_asking:
            self._is_asking = True
            why = self.session.status.message.removeprefix("not saved: ")
            text = f"{why[:1].upper()}{why[1:]}.\n\nWhat is only in memory is lost when you leave."
            self.push_screen(ConfirmDialog("Not saved", text, yes="leave anyway", no="stay"), on_answer)

    def show_error(self, error: ReportWizardError) -> None:
        self.say(str(error), "fix")

    def action_toggle_theme(self) -> None:
        self.update_settings(theme=LIGHT if self.theme == DARK else DARK)

    def update_settings(self, **changed: Any) -> None:
        self.settings = replace(self.settings, **changed)
        self.theme, self.locale = changed.get("theme", self.theme), changed.get("locale", self.locale)
        try:
            save_settings(self.settings)
        except ReportWizardError as error:
            self.show_error(error)

    async def action_quit(self) -> None:
        self._leave(self.exit)

    def on_unmount(self) -> None:
        self.save_all()
        self._end_session()
        self._termination.note_exit()

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text that Textual's widgets hand over."""
        from reportwizard.ui.clipboard import copy_text

        copy_text(self, text, "The text", unsure="Ctrl+V puts it in here.")

    def on_app_focus(self) -> None:
        """See whether another program changed the draft meanwhile."""
        if self.session is not None:
            self.session.check_external_changes()

    def on_app_blur(self) -> None:
        self.save_all()


def run(
    folder: Path, draft: str | None = None, locale: str | None = None, *, ascii_only: bool = False
) -> Exception | None:
    """Run the wizard on a folder of drafts; return the fault that ended it, if one did.

    With `ascii_only`, draw signs and lines as ASCII characters.
    """
    from reportwizard.drafts.store.folder import DraftFolder

    app = WizardApp(DraftFolder(folder), draft=draft or "", locale=locale or "", ascii_only=ascii_only)
    try:
        app.run()
    except Exception as error:
        return error
    return app._exception
