"""The field that opens over a cell of a table while it is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from reportwizard.text import clean_line
from reportwizard.ui.fields.pasting import ask_about_lines, cleaned
from reportwizard.ui.fields.text import fitted

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Region

    from reportwizard.ui.fields.table import TableControl


class CellEditor(Input, inherit_css=False):
    """One line of text over a cell. The table decides what its keys do, and takes each change at once."""

    # The look of other fields does not fit here: `inherit_css` keeps rules for `Input` away.
    DEFAULT_CSS = """
    CellEditor {
        display: none; position: absolute; height: 1; width: 10;
        background: $primary 25%; color: $foreground;
        overflow-x: auto; overflow-y: hidden; scrollbar-size: 0 0;
        pointer: text;
        & > .input--cursor { background: $input-cursor-background; color: $input-cursor-foreground; }
        & > .input--selection { background: $input-selection-background; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = Input.COMPONENT_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "finish(1, 0)", "Keep, and go down", show=False),
        Binding("up", "finish(-1, 0)", "Keep, and go up", show=False),
        Binding("tab", "next_cell(1)", "Keep, next cell", show=False),
        Binding("shift+tab", "next_cell(-1)", "Keep, cell before", show=False),
        Binding("escape,ctrl+z", "cancel", "As it was before", show=False),
        Binding("ctrl+a", "select_all", "Select all", show=False),
    ]
    MOST = 10_000
    """Characters that one cell may hold; more is surely a paste gone wrong."""

    def __init__(self, table: TableControl) -> None:
        super().__init__(select_on_focus=False, max_length=self.MOST)
        self.table = table

    def open(self, text: str, over: Region, *, shifted: bool) -> None:
        """Show the field over a part of the table (in the table's own cells), with the cursor at the end.

        Where it is `shifted` it covers a part of other cells: a blank stands between these and the text.
        """
        self.styles.offset = (over.x, over.y)
        self.styles.padding = (0, 0, 0, 1 if shifted else 0)
        self.styles.width = over.width
        self.display = True
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)
        self.screen.set_focus(self, scroll_visible=False)

    def watch_value(self, value: str) -> None:
        """Every change counts at once: nothing is lost if the program is ended now."""
        self.table.entered(value)

    async def on_key(self, event: events.Key) -> None:
        """Let the table take every key, in the order in which they were pressed."""
        await self.table.take_key(event)

    def on_blur(self) -> None:
        """Keep what was typed when something else is clicked; leaving the window only pauses.

        The news may be old: with fast keys the next cell is open by now.
        """
        if self.app.app_focus and self.screen.focused is not self:
            self.table.stop_editing()
            self.table.on_blur()

    def on_click(self, event: events.Click) -> None:
        """A click puts the text cursor; the table below must not take it for a click on a cell."""
        event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """Take a block of cells as a block; ask about other lines."""
        event.stop()
        event.prevent_default()
        text, told = cleaned(event.text)
        if "\t" in text.strip("\n"):
            self.table.paste(text)
        elif "\n" in text.strip():
            self._ask_about_lines(text)
        else:
            cut = self.put(clean_line(text))
            if told or cut:
                self.table.tell(f"{told} {cut}".strip())

    def _ask_about_lines(self, text: str) -> None:
        """Ask how lines go into the cell. The question closes this field: the whole cell is written then."""
        before, after = self.value[: min(self.selection)], self.value[max(self.selection) :]

        def take(line: str) -> None:
            self.table.paste(f"{before}{line}{after}"[: self.MOST])

        ask_about_lines(self.table, text, take)

    def put(self, text: str) -> str:
        """Write text at the cursor, over what is selected; return words about what did not fit."""
        start, end = sorted(self.selection)
        line, cut = fitted(text, self.MOST - len(self.value) + (end - start))
        self.replace(line, start, end)
        return cut

    def action_finish(self, down: int, right: int) -> None:
        """Keep the text and move."""
        self.table.stop_editing()
        self.table.action_move(down, right)

    def action_next_cell(self, by: int) -> None:
        """Keep the text and go to the next cell, or to the one before."""
        self.table.stop_editing()
        self.table.action_next_cell(by)

    def action_cancel(self) -> None:
        """Bring back what was in the cell before."""
        self.table.cancel_editing()
