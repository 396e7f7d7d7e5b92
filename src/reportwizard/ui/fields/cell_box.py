"""The box of a table: it edits the cell with the cursor."""

from __future__ import annotations

from typing import Protocol

from textual import events

from reportwizard.ui.shared.boxes import Box, clean_paste


class Cells(Protocol):
    """A table, as the box that edits its cell with the cursor knows it.

    It takes each change of the text, and the keys that mean more than letters. `takes_lines` is whether lines
    go into cells below one another, `take_out` whether Del took out a row now; `told` is what was cleaned.
    """

    @property
    def takes_lines(self) -> bool: ...
    def typed(self, text: str) -> None: ...
    def enter(self) -> None: ...
    def undo(self) -> None: ...
    def take_out(self) -> bool: ...
    def paste(self, text: str, told: str = "") -> None: ...


class CellBox(Box):
    """The box that edits a cell. What it holds counts at once; its table decides what its keys do.

    While `begins` a letter begins a row: the next one waits until that is done.
    """

    DEFAULT_CSS = """
    CellBox.-number { width: 25; }
    """
    begins = False

    def __init__(self, table: Cells) -> None:
        super().__init__()
        self.table = table

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is a letter that only goes into the text."""
        return not self.begins and super().check_consume_key(key, character)

    def watch_value(self, value: str) -> None:
        """Hand each change over before the next key comes."""
        self.table.typed(value)

    def on_resize(self) -> None:
        """Show as much of the text as there is room for now: the box is narrow for a number."""
        self.scroll_to(x=0, animate=False, force=True, immediate=True)
        self._watch_selection(self.selection)

    async def action_submit(self) -> None:
        self.table.enter()

    def action_undo(self) -> None:
        self.table.undo()

    def action_delete_right(self) -> None:
        """Delete a letter; where the table says so, the row."""
        if not self.table.take_out():
            super().action_delete_right()

    def _on_paste(self, event: events.Paste) -> None:
        """Take a block of cells as a block; ask about lines that go into a text."""
        text, told = clean_paste(event.text)
        if "\t" in text.strip("\n") or ("\n" in text.strip() and self.table.takes_lines):
            event.stop()
            event.prevent_default()
            self.table.paste(text, told)
        # Else Textual hands it on to `Box`.
