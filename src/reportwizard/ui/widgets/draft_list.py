"""The list of drafts: two lines a draft, drawn only where they can be seen; thousands cost nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from reportwizard.ui.widgets.draft_row import row_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from textual import events

    from reportwizard.drafts.store.summaries import Summary

_MARK = "▌"
_READ_AHEAD = 2


class DraftList(ScrollView, can_focus=True, inherit_bindings=False):
    """Drafts with a cursor on one of them.

    `now` gives the time on the wall that the words about days count from. The screen moves the cursor by
    key; a click moves it too, and a click on the draft at the cursor opens it.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"draft-list--cursor", "draft-list--mark"}
    DEFAULT_CSS = """
    DraftList { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; }
    DraftList > .draft-list--cursor { background: $panel; }
    DraftList:focus > .draft-list--cursor { background: $primary 18%; }
    DraftList > .draft-list--mark { color: $primary; }
    """

    cursor: reactive[int] = reactive(0, repaint=False)

    class Opened(Message):
        """The draft at the cursor was clicked once more."""

    class Uncovered(Message):
        """Other drafts can be seen than before; what is not known about them should be read."""

        def can_replace(self, message: Message) -> bool:
            """One such message is enough."""
            return isinstance(message, DraftList.Uncovered)

    def __init__(self, now: Callable[[], datetime], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._now = now
        self._drafts: Sequence[Summary] = ()

    @property
    def row_height(self) -> int:
        """Lines a draft takes: two, and an empty one where the terminal is high enough."""
        return 3 if self.app.size.height >= 30 else 2

    @property
    def chosen(self) -> Summary | None:
        """The draft at the cursor."""
        return self._drafts[self.cursor] if self.cursor < len(self._drafts) else None

    def show(self, drafts: Sequence[Summary], at: str = "") -> None:
        """Show these drafts, with the cursor on the one named `at` where it is among them."""
        self._drafts = drafts
        places = (place for place, draft in enumerate(drafts) if draft.name == at)
        self.cursor = next(places, min(self.cursor, max(len(drafts) - 1, 0)))
        self._measure()
        self.refresh()

    def in_sight(self) -> Sequence[Summary]:
        """Return the drafts that can be seen now, and a few below them."""
        first = self.scroll_offset.y // self.row_height
        return self._drafts[first : first + self.size.height // self.row_height + _READ_AHEAD]

    def move(self, rows: int = 0, pages: int = 0) -> None:
        """Move the cursor; it stops at the ends."""
        rows += pages * max(self.size.height // self.row_height - 1, 1)
        self.cursor = min(max(self.cursor + rows, 0), max(len(self._drafts) - 1, 0))

    def watch_cursor(self) -> None:
        """Keep the cursor in sight."""
        self._keep_in_sight()
        self.refresh()

    def on_resize(self) -> None:
        """Fit the drafts into the new size."""
        self._measure()
        self.refresh()

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._drafts) * self.row_height)
        self._keep_in_sight()
        self.post_message(self.Uncovered())

    def _keep_in_sight(self) -> None:
        top, height = self.cursor * self.row_height, self.size.height
        if not height:
            return
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif top + 2 > self.scroll_offset.y + height:
            self.scroll_to(y=top + 2 - height, animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that other drafts can be seen."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Uncovered())

    def on_click(self, event: events.Click) -> None:
        """Choose the draft under the mouse; where it is chosen already, open it."""
        row = (self.scroll_offset.y + event.y) // self.row_height
        if row >= len(self._drafts):
            return
        if row == self.cursor:
            self.post_message(self.Opened())
        self.cursor = row

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list."""
        row, part = divmod(y + self.scroll_offset.y, self.row_height)
        width = self.scrollable_content_region.width
        if row >= len(self._drafts) or part > 1:
            return Strip.blank(width, self.visual_style.rich_style)
        line = row_lines(self._drafts[row], width, self._now())[part]
        style = self.visual_style
        if row == self.cursor:
            style = self.get_visual_style("draft-list--cursor")
            mark = self.get_visual_style("draft-list--mark", partial=True)
            line = Content.styled(_MARK, mark) + line[1:]
        return Visual.to_strips(self, line, width, 1, style, pad=True)[0]
