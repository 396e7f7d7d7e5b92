"""The frame of every screen: fixed lines above and below, and a page that is swapped in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from reportwizard.ui.shared.bars import KeysLine, Neighbours, StatusLine, TabsLine, TitleLine, read_hints
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.shared.drawing import columns, left_right, plain, styled_sign, wrapped
from reportwizard.ui.shared.keys import current_key, key_binding
from reportwizard.ui.shared.line_list import LineList
from reportwizard.ui.shared.lines_widget import Lines, LinesWidget, Row
from reportwizard.ui.terminal.memory import free_closed_pages
from reportwizard.ui.wizard import wizard

MIN_WIDTH, MIN_HEIGHT = 60, 20
"""The smallest terminal, in cells."""

OPTIONAL_ROWS = 30
"""Rows of a terminal that has space for blank lines between groups."""

# Columns of a page with space for two keys on one line.
_TWO_COLUMNS = 70
_REST = 0.3
"""Seconds until the memory of a closed page is freed."""


class Help(NamedTuple):
    """The text of F1: sections of a heading and paragraphs, and keys with what they do."""

    title: str
    sections: Sequence[tuple[str, str]]
    keys: Sequence[tuple[str, str]]


class Page(Vertical):
    """The content of a frame; a new object each time it is opened."""

    tab = ""
    """The id of the part that is underlined."""
    question_id = ""
    """The question of this page, for help, earlier versions and the way back."""
    has_begun = False
    """Whether `begin` has filled it; before that, the lines around it say nothing of it."""
    has_rail = False
    """Whether a wide screen lists the questions of the part at the left."""
    KEYS = ""
    """The keys line, where it never changes: `Enter open   ↑ ↓ choose   Esc back`."""
    heading = ""
    HELP = ""
    """What the page is for."""
    DEFAULT_CSS = """
    Page { width: 1fr; height: 1fr; }
    """

    @property
    def frame(self) -> Frame:
        frame = self.screen
        assert isinstance(frame, Frame)
        return frame

    @property
    def now(self) -> datetime:
        return wizard(self).folder.clock().astimezone()

    def begin(self) -> Widget | None:
        """Fill the page before its first paint, and return the widget to focus."""
        return None

    def hints(self) -> str:
        """Return the keys line."""
        return self.KEYS

    def neighbours(self) -> Neighbours:
        return Neighbours()

    def help(self) -> Help:
        """Return the text of F1."""
        return Help(self.heading, [("What this is", self.HELP)], read_hints(self.hints()))

    def call_after_refresh(self, callback: Callable[..., object], *args: Any, **kwargs: Any) -> bool:
        """Call it, unless the page was left meanwhile."""
        return super().call_after_refresh(lambda: self.is_attached and callback(*args, **kwargs))

    def report_changed(self, question_id: str) -> None:
        """Follow a change of an answer, or, with an empty id, of any."""

    def typing_paused(self) -> None:
        """Update what is too slow to follow every key."""

    def up(self) -> None:
        """Go up one level (Esc)."""

    def leave(self) -> None:
        """Keep what is being written, before another page opens."""

    def cursor_moved(self, id: str) -> None:
        """Follow the cursor of a list."""

    def item_chosen(self, id: str) -> None:
        """Act on the chosen item of a list."""

    @on(LineList.Moved)
    def _list_used(self, event: LineList.Moved) -> None:
        event.stop()
        self.item_chosen(event.id) if isinstance(event, LineList.Chosen) else self.cursor_moved(event.id)


class SmallWindow(LinesWidget):
    """Covers the screen of a terminal that is too small; keys still reach the page."""

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


class Frame(Screen[None]):
    """A screen with fixed lines and one page."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Frame { background: $ground; color: $foreground; layers: base small; }
    Frame #middle { height: 1fr; visibility: hidden; }
    Frame #middle > * { visibility: visible; }
    Frame.-narrow > SmallWindow, Frame.-short > SmallWindow { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key_binding("escape", "up", "back", "Back"),
        key_binding("f1", "help", "help", "Help for this page", priority=True),
    ]

    def __init__(self) -> None:
        breakpoints = (self.app.HORIZONTAL_BREAKPOINTS, self.app.VERTICAL_BREAKPOINTS)
        # Textual sets them after the first layout, and then styles and lays out everything again.
        size_classes = (
            max((minimum, name) for minimum, name in of_side if minimum <= cells)[1]
            for cells, of_side in zip(self.app.size, breakpoints, strict=True)
            if of_side
        )
        super().__init__(classes=" ".join(size_classes))
        self.page: Page | None = None
        self._covered: list[tuple[Page, Widget | None]] = []
        self._title_line, self._tabs_line = TitleLine(), TabsLine()
        self._status_line, self._keys_line = StatusLine(), KeysLine()
        self._memory = Debounce(self, free_closed_pages)

    def compose(self) -> ComposeResult:
        yield self._title_line
        yield self._tabs_line
        with Horizontal(id="middle"):
            yield from self.compose_rail()
            # Mounted later, it would cost the first paint a second layout.
            self.page = self.first_page()
            if self.page is not None:
                yield self.page
        yield self._status_line
        yield self._keys_line
        yield SmallWindow()

    def first_page(self) -> Page | None:
        """Return the page that the frame opens with."""
        return None

    def on_mount(self) -> None:
        if self.page is not None:
            self._begin(self.page)

    def _begin(self, page: Page) -> None:
        self.set_focus(page.begin(), scroll_visible=False)
        page.has_begun = True
        self.show_lines()

    def compose_rail(self) -> ComposeResult:
        """Yield what is at the left of the page on a wide screen."""
        yield from ()

    async def open_page(self, page: Page, *, over: bool = False) -> None:
        """Show another page in one paint.

        With `over`, `close_page` brings the present page back, with its cursor and its undo history.
        """
        old, self.page = self.page, page
        closing = [old] if old is not None else []
        with self.app.batch_update():
            if over and closing:
                self._covered.append((closing.pop(), self.focused))
                self._covered[-1][0].display = False
            else:
                closing += [covered for covered, _ in self._covered]
                self._covered.clear()
            for old in closing:
                old.leave()
            self._status_line.clear_message(key=True, page=True)
            await self.query_one("#middle", Horizontal).mount(page)
            self._begin(page)
            for old in closing:
                await old.remove()
        # This signal keeps the boxes that subscribed to it alive; published, it takes back what is selected.
        signal = self.text_selection_started_signal
        for box in [box for box in signal._subscriptions if not box.is_attached]:
            signal.unsubscribe(box)
        self._memory.touch(_REST)

    def close_page(self) -> None:
        self.call_later(self._show_covered)

    async def _show_covered(self) -> None:
        if not self._covered:
            return
        old, (self.page, focused) = self.page, self._covered.pop()
        with self.app.batch_update():
            self.page.display = True
            self.page.report_changed("")
            focused = focused if focused and focused.is_attached else self.page.begin()
            self.set_focus(focused, scroll_visible=False)
            self.show_lines()
            if old is not None:
                await old.remove()

    def show_lines(self) -> None:
        """Draw the fixed lines again."""
        if self.page is not None and self.page.has_begun:
            self._status_line.show(self.page.neighbours())
            self.show_keys()

    def show_keys(self) -> None:
        if self.page is not None and self.page.has_begun:
            self._keys_line.show(self.page.hints())

    def say(self, message: str, state: str = "done", *, stays: bool = False) -> None:
        self._status_line.say(message, state, stays=stays)
        if self.focused is not None:  # its row may be the last, which a second line of the message takes
            self.call_after_refresh(self.focused.scroll_visible, animate=False)

    def say_unsaved(self, message: str) -> None:
        """Show why something is not saved; without a message, that it is."""
        if message:
            self.say(message, "fix", stays=True)
        elif self._status_line.stays:
            self._status_line.clear_message()

    def key_pressed(self) -> None:
        """Remove a message that was shown long enough to be read."""
        self._status_line.clear_message(key=True)

    async def action_up(self) -> None:
        if self._covered:
            await self._show_covered()
        elif self.page is not None:
            self.page.up()

    async def action_help(self) -> None:
        """Open or close help for this page."""
        if isinstance(self.page, HelpPage):
            await self._show_covered()
        elif self.page is not None:
            await self.open_page(HelpPage(self.page), over=True)


class HelpPage(Page):
    """Help for another page, in its place."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    HelpPage { max-width: 90; }
    Frame.-wide HelpPage { padding-top: 1; }
    HelpPage VerticalScroll { padding: 0 2 0 3; scrollbar-size-vertical: 1; }
    """
    KEYS = "↑ ↓ scroll   F1 close help   Esc close help"

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.tab, self.question_id = page.tab, page.question_id
        self._help = page.help()

    def compose(self) -> ComposeResult:
        yield VerticalScroll(Lines(self._rows, lambda _: self.frame.close_page()), can_focus=True)

    def begin(self) -> Widget:
        return self.query_one(VerticalScroll)

    def _rows(self, width: int) -> list[Row]:
        first, *lines = self._lines(width)
        return [Row(first, "close"), *map(Row, lines)]

    def _lines(self, width: int) -> Iterator[Content]:
        title, sections, keys = self._help
        closes = Content.assemble(("Esc", "bold"), (" closes", "$quiet"))
        yield left_right(plain(f"Help: {title}" if title else "Help", "bold"), closes, width)
        for heading, text in sections:
            if text:
                yield from (Content(), Content.styled(heading, "bold $accent"), *wrapped(plain(text), width))
        yield from (Content(), Content.styled("Keys", "bold $accent"))
        keymap = wizard(self).settings.keymap
        pairs = 2 if width >= _TWO_COLUMNS else 1
        for first in range(0, len(keys), pairs):
            cells = list[tuple[Content, int]]()
            for key, label in keys[first : first + pairs]:
                cells.append((Content.styled(current_key(key, self, keymap)[1], "bold"), 10))
                cells.append((Content.styled(label, "$quiet"), 24))
            yield columns(cells)
