"""A search box with its results below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical

from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.drawn import ItemMessage
from reportwizard.ui.shared.line_list import Item, LineList


class Finder(Vertical):
    """A box, which has the keys, and a list: ↑ ↓ and the page keys move in it, Enter or a click takes."""

    DEFAULT_CSS = "Finder { height: auto; }"

    class Taken(ItemMessage):
        """One of the things found was taken."""

    def __init__(
        self, find: Callable[[str], Sequence[Item]], *, placeholder: str = "", high: bool = False
    ) -> None:
        super().__init__()
        self._find = find
        self.box = Box(placeholder=placeholder)
        self.found = LineList(classes="-as-high-as-it-is" if high else "", marks_always=True)
        self.found.can_focus = False

    def compose(self) -> ComposeResult:
        yield self.box
        yield self.found

    def begin(self, text: str = "") -> None:
        self.box.set_value_silently(text)
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

    @on(LineList.Moved)
    @on(LineList.Chosen)
    def _heard(self, event: LineList.Moved) -> None:
        event.stop()
        if isinstance(event, LineList.Chosen):
            self.post_message(self.Taken(event.id))

    def on_key(self, event: events.Key) -> None:
        """Move in the list while one types in the box."""
        step, page = self.found.action_move, self.found.action_page
        moves = {"up": (step, -1), "down": (step, 1), "pageup": (page, -1), "pagedown": (page, 1)}
        if event.key in moves:
            event.stop()
            move, by = moves[event.key]
            move(by)
