"""A box that finds: what is typed stands above what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.line_list import Item, LineList


class Finder(Vertical):
    """A box, which has the keys, and a list: ↑ ↓ and the page keys move in it, Enter or a click takes."""

    DEFAULT_CSS = "Finder { height: auto; }"

    class Taken(Message):
        """One of the things found was taken."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    def __init__(
        self, find: Callable[[str], Sequence[Item]], *, placeholder: str = "", high: bool = False
    ) -> None:
        super().__init__()
        self._find = find
        self.box = Box(placeholder=placeholder)
        self.found = LineList(classes="-as-high-as-it-is" if high else "")
        self.found.can_focus = False
        self.found.mark_always()

    def compose(self) -> ComposeResult:
        yield self.box
        yield self.found

    def begin(self, text: str = "") -> None:
        self.box.put_silently(text)
        self._show(text)
        self.screen.set_focus(self.box, scroll_visible=False)

    def _show(self, text: str) -> None:
        items = self._find(text)
        self.found.show(items, next((item.id for item in items), ""))

    @on(Box.Changed)
    def _typed(self, event: Box.Changed) -> None:
        event.stop()
        self._show(event.value)

    @on(Box.Submitted)
    def _entered(self, event: Box.Submitted) -> None:
        event.stop()
        self.found.action_choose()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.post_message(self.Taken(event.id))

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        event.stop()

    def on_key(self, event: events.Key) -> None:
        """Move in the list while one types in the box."""
        moves = {"up": (-1, 0), "down": (1, 0), "pageup": (0, -1), "pagedown": (0, 1)}
        if event.key in moves:
            event.stop()
            step, page = moves[event.key]
            self.found.action_page(page) if page else self.found.action_move(step)
