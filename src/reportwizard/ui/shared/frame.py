"""The frame of every screen: fixed lines above and below, and one page between them.

A page is swapped in place: the frame is mounted once, and what opens is only the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.shared.drawing import styled_sign
from reportwizard.ui.shared.line_list import LineList
from reportwizard.ui.shared.lines import Hint, KeysLine, Neighbours, StatusLine, TabsLine, TitleLine
from reportwizard.ui.shared.lines_widget import LinesWidget, Row
from reportwizard.ui.terminal.memory import free_closed_pages
from reportwizard.ui.wizard import wizard

MIN_WIDTH, MIN_HEIGHT = 60, 20
"""Columns and rows that the wizard needs."""

OPTIONAL_ROWS = 30
"""From so many rows on, blank rows are added to please the eye."""

_REST = 0.3
"""Seconds after a page was opened until what is left of the one before is freed."""


class Page(Vertical):
    """What is between the lines of a frame. A page is made again each time it is opened."""

    tab = ""
    """The id of the part that is underlined while this page is shown."""
    rail = False
    """Whether the rail with the questions of the part is at the left of a wide screen."""
    KEYS: ClassVar[Sequence[Hint]] = ()
    """The keys to name in the last line, where they are always the same."""
    DEFAULT_CSS = """
    Page { width: 1fr; height: 1fr; }
    """

    @property
    def frame(self) -> Frame:
        """The frame that shows this page."""
        frame = self.screen
        assert isinstance(frame, Frame)
        return frame

    @property
    def now(self) -> datetime:
        """The time, on the clock of this computer."""
        return wizard(self).folder.clock().astimezone()

    def begin(self) -> Widget | None:
        """Return what takes the keys first; called when everything is mounted, before it is painted."""
        return None

    def hints(self) -> Sequence[Hint]:
        """Return the keys to name in the last line."""
        return self.KEYS

    def neighbours(self) -> Neighbours:
        """Return the neighbours of the page."""
        return Neighbours()

    def report_changed(self, question_id: str) -> None:
        """Follow a change of the open report; empty if more than one answer changed."""

    def typing_paused(self) -> None:
        """Follow changes when typing pauses: what takes time."""

    def up(self) -> None:
        """Go up one level: what Esc means here."""

    def leave(self) -> None:
        """Take what is still being written, before another page comes."""

    def cursor_moved(self, id: str) -> None:
        """Follow the cursor of a list of this page."""

    def item_chosen(self, id: str) -> None:
        """Do what a line of a list of this page says."""

    @on(LineList.Moved)
    def _heard(self, event: LineList.Moved) -> None:
        event.stop()
        self.item_chosen(event.id) if isinstance(event, LineList.Chosen) else self.cursor_moved(event.id)


class SmallWindow(LinesWidget):
    """Covers everything if the window is too small; keys still go where they went."""

    SCOPED_CSS = False

    DEFAULT_CSS = """
    SmallWindow { layer: small; dock: top; width: 100%; height: 100%; background: $ground; display: none; }
    """

    def rows(self, width: int) -> Sequence[Row]:
        columns, rows = self.app.size
        session = wizard(self).session
        saved = session is None or not session.unsaved
        lines = (
            Content(),
            Content.styled("   Make the window larger.", "bold"),
            Content(),
            Content(f"   It has {columns} columns and {rows} rows."),
            Content(f"   {MIN_WIDTH} and {MIN_HEIGHT} are needed."),
            Content(),
            Content.assemble("   ", styled_sign("done"), " Everything is saved.") if saved else Content(),
        )
        return [Row(line) for line in lines]


def _size_classes(app: App[Any]) -> str:
    """Return the classes of the app's breakpoints for the terminal's size now, for a new screen.

    Textual gives them to a screen when it hears of its size, after it was laid out once; all of it is styled
    and laid out again then.
    """
    sides = zip(app.size, (app.HORIZONTAL_BREAKPOINTS, app.VERTICAL_BREAKPOINTS), strict=True)
    return " ".join(
        max((least, name) for least, name in breakpoints if least <= cells)[1]
        for cells, breakpoints in sides
        if breakpoints
    )


class Frame(Screen[None]):
    """Lines that stay, and a page. `open_page` swaps the page."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Frame { background: $ground; color: $foreground; layers: base small; }
    Frame #middle { height: 1fr; }
    Frame #place { width: 1fr; height: 1fr; }
    Frame.-narrow > SmallWindow, Frame.-short > SmallWindow { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "up", "Back", id="back", show=False)]

    def __init__(self) -> None:
        super().__init__(classes=_size_classes(self.app))
        self.page: Page | None = None
        self._below: list[tuple[Page, Widget | None]] = []
        self._title_line, self._tabs_line = TitleLine(), TabsLine()
        self._near_line = StatusLine()
        self._keys_line = KeysLine()
        self._left = Debounce(self, free_closed_pages)

    def compose(self) -> ComposeResult:
        yield self._title_line
        yield self._tabs_line
        with Horizontal(id="middle"):
            yield from self.compose_rail()
            with Vertical(id="place"):
                # In place from the beginning: mounted later, it would cost the first paint a second layout.
                self.page = self.first_page()
                if self.page is not None:
                    yield self.page
        yield self._near_line
        yield self._keys_line
        yield SmallWindow()

    def first_page(self) -> Page | None:
        """Return the page that is there when the frame opens; None if `open_page` brings it."""
        return None

    def on_mount(self) -> None:
        if self.page is not None:
            self._begin(self.page)

    def _begin(self, page: Page) -> None:
        self.show_rail()
        self.set_focus(page.begin(), scroll_visible=False)
        self.show_lines()

    def compose_rail(self) -> ComposeResult:
        """What is at the left of the page on a wide screen."""
        yield from ()

    async def open_page(self, page: Page, *, over: bool = False) -> None:
        """Show another page, with the cursor where it begins, in one paint.

        The page that it lies `over` comes back with `close_page`, with its cursor and what can be taken back.
        """
        before, self.page = self.page, page
        gone = [before] if before is not None else []
        with self.app.batch_update():
            if over and gone:
                self._below.append((gone.pop(), self.focused))
                self._below[-1][0].display = False
            else:
                gone += [one for one, _ in self._below]
                self._below.clear()
            for one in gone:
                one.leave()
            self._near_line.clear_message(key=True)
            await self.query_one("#place", Vertical).mount(page)
            self._begin(page)
            for one in gone:
                await one.remove()
        # Boxes follow this signal, and it would keep those that are gone until it is published.
        self.text_selection_started_signal.publish(self)
        self._left.touch(_REST)

    def close_page(self) -> None:
        """Show the page below this one as it was left."""
        self.call_later(self._come_back)

    async def _come_back(self) -> None:
        if not self._below:
            return
        before, (self.page, focused) = self.page, self._below.pop()
        with self.app.batch_update():
            self.page.display = True
            self.page.report_changed("")
            self.set_focus(
                focused if focused and focused.is_attached else self.page.begin(), scroll_visible=False
            )
            self.show_rail()
            self.show_lines()
            if before is not None:
                await before.remove()

    def show_rail(self) -> None:
        """Show what is beside the page, or take it away."""

    def show_lines(self) -> None:
        """Draw the lines of the frame again."""
        if self.page is not None:
            self._near_line.show(self.page.neighbours())
            self.show_keys()

    def show_keys(self) -> None:
        """Name other keys: the rest is as it was."""
        if self.page is not None:
            self._keys_line.show(self.page.hints())

    def say(self, words: str, state: str = "done", *, stays: bool = False) -> None:
        """Say something on the line above the keys, as soon as that is there."""
        self._near_line.say(words, state, stays=stays)

    def say_unsaved(self, words: str) -> None:
        """Say why something is not saved, until it is: then there are no words."""
        if words:
            self.say(words, "fix", stays=True)
        elif self._near_line.stays:
            self._near_line.clear_message()

    def key_pressed(self) -> None:
        """Take a message away that was there long enough to be read."""
        self._near_line.clear_message(key=True)

    async def action_up(self) -> None:
        if self._below:
            await self._come_back()
        elif self.page is not None:
            self.page.up()
