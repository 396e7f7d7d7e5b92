"""A large box that a whole page is pasted into."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from reportwizard.text import clean_text
from reportwizard.ui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from textual import events


class PageArea(TextBox):
    """The text of a page: cleaned when it is pasted, not wrapped, so that a large one is there at once."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+a", "select_all", "Select all", show=False)]
    MOST = 2_000_000
    """Characters that the box takes; a published report has about ten thousand."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(soft_wrap=False, tab_behavior="focus", id=id)
        self.highlight_cursor_line = False

    def put(self, text: str) -> None:
        """Show another text instead of this one, in a step that undo takes back."""
        self._insert(text, (self.document.start, self.document.end))
        self.move_cursor(self.document.start)

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self._insert(event.text, self.selection)

    def _insert(self, text: str, place: tuple[tuple[int, int], tuple[int, int]]) -> None:
        cleaned = clean_text(text)
        if len(cleaned) > self.MOST:
            self.notify(
                "This text is too large to be a report. Nothing was put into the box.", severity="error"
            )
            return
        result = self.replace(cleaned, *place, maintain_selection_offset=False)
        self.move_cursor(result.end_location)
