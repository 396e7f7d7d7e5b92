"""A box of several lines that stands whatever is undone in it."""

from __future__ import annotations

from textual.geometry import Offset
from textual.widgets import TextArea


class TextBox(TextArea):
    """As `TextArea`, which ends the program where an undo takes away the line with the cursor."""

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Bring the cursor into view; not in the middle of an undo, when it stands below the last line."""
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)
