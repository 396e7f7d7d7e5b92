"""A table with fixed rows or with rows of one's own: one widget, drawn as a whole, edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.widgets import Input

from reportwizard.kinds.table import problems
from reportwizard.ui.fields.control import Line, Remark
from reportwizard.ui.fields.table_draw import unread_words
from reportwizard.ui.fields.table_editor import CellEditor
from reportwizard.ui.fields.table_grid import ADD, STRAY
from reportwizard.ui.fields.table_view import TableView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Reading, Region, Value


class TableControl(TableView):
    """A table. This class turns keys, clicks and pastes into changes of its `state`.

    Keys are taken in the order in which they are pressed, by `take_key`, whether the table or the field
    over a cell has the focus: a fast typist, or a slow line, must not lose the first letters of a cell.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", "Up", show=False),
        Binding("down", "move(1, 0)", "Down", show=False),
        Binding("left", "move(0, -1)", "Left", show=False),
        Binding("right", "move(0, 1)", "Right", show=False),
        Binding("home", "move(0, -99)", "First column", show=False),
        Binding("end", "move(0, 99)", "Last column", show=False),
        Binding("ctrl+home", "first", "First cell", show=False),
        Binding("ctrl+end", "last", "Last cell", show=False),
        Binding("tab", "next_cell(1)", "Next cell", show=False),
        Binding("shift+tab", "next_cell(-1)", "Cell before", show=False),
        Binding("enter,space", "edit", "Edit the cell", show=False),
        Binding("delete,backspace", "clear", "Empty the cell", show=False),
        Binding("insert", "add_row", "Add a row", show=False),
        Binding("ctrl+d,shift+delete", "remove_row", "Remove the row", show=False),
        Binding("shift+up,ctrl+up", "move_row(-1)", "Move the row up", show=False),
        Binding("shift+down,ctrl+down", "move_row(1)", "Move the row down", show=False),
        Binding("ctrl+z", "undo", "Undo", show=False),
        Binding("ctrl+y", "redo", "Redo", show=False),
        Binding("ctrl+c,super+c", "copy", "Copy the cell", show=False),
        Binding("ctrl+x", "cut", "Cut the cell", show=False),
        Binding("ctrl+v", "paste", "Paste", show=False),
    ]

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__(question, region)
        self.editor = CellEditor(self)
        self._typed = ""
        # Whether the keys go to the table or to the field over a cell.
        self._inside = False
        # Whether the focus came just now, and whether the click under way brought it: it only selects.
        self._arrived = self._click_arrived = False
        self._pressed = Offset()

    def compose(self) -> ComposeResult:
        """The field that opens over a cell, hidden for now."""
        yield self.editor

    def fill(self, value: Value | None, region: Region) -> None:
        """Show a stored table."""
        self.state.fill(value, region)
        self.show()

    def below(self, value: Value | None, reading: Reading | None, region: Region) -> Line | None:
        """Name the keys; or the cells that cannot be read, which say what is wrong when one goes there."""
        wrong = problems(value, self.question, region) if value is not None else ()
        if wrong:
            return Line(unread_words(self.question, wrong), "error")
        keys = "arrows move · Enter edits · Tab next · Alt+↓ leaves"
        if self.state.free:
            keys += " · ctrl+d removes a row · shift+↑↓ moves it · ctrl+z undoes"
        return Line(keys)

    def tell(self, words: str) -> None:
        """Say something that is no answer."""
        if words:
            self.post_message(Remark(words))

    # Focus

    def on_focus(self, event: events.Focus) -> None:
        """Say nothing of a focus that comes back from a cell: the applicant never left this question."""
        if self._inside:
            event.prevent_default()
            self.has_focus = True
        self._arrived = not self._inside
        self._inside = True
        # A button that was pressed to come here is next in the queue; this comes after it.
        self.call_later(setattr, self, "_arrived", False)

    def on_blur(self) -> None:
        """Forget that the applicant is here, unless a cell is being edited, or only the window was left."""
        if self.app.app_focus:
            self._inside = self.screen.focused in (self, self.editor)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Editing a cell is no new place either."""
        event.stop()

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Take a key that was pressed in the table."""
        await self.take_key(event)

    async def take_key(self, event: events.Key) -> None:
        """Do what a key means: in the table, or in the field over a cell. A letter begins a new entry."""
        event.prevent_default()
        target: Widget = self.editor if self.editing else self
        for binding in target._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, target):
                event.stop()
                return
        if event.is_printable and event.character and not event.key.startswith(("alt+", "ctrl+")):
            event.stop()
            if self.editing or self._edit(""):
                self.editor.put(event.character)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Rows are added, removed and moved only where they are free."""
        return self.state.free or action not in {"add_row", "remove_row", "move_row"}

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor; it stops at the edges."""
        self.state.go(self.state.row + down, self.state.column + right)
        self.show()

    def action_first(self) -> None:
        """Go to the first cell."""
        self.state.go(0, 0)
        self.show()

    def action_last(self) -> None:
        """Go to the last cell."""
        self.state.go_last()
        self.show()

    def action_next_cell(self, by: int) -> None:
        """Go to the next cell, or to the one before; at the end of the table, out of it."""
        if not self.state.step(by):
            raise SkipAction
        self.show()

    def action_clear(self) -> None:
        """Empty the cell."""
        self.state.clear()
        self.show()

    def action_add_row(self) -> None:
        """Add an empty row."""
        self.tell(self.state.add_row())
        self.show()

    def action_remove_row(self) -> None:
        """Take the row out."""
        self.tell(self.state.remove_row())
        self.show()

    def action_move_row(self, by: int) -> None:
        """Move the row up or down."""
        self.state.move_row(by)
        self.show()

    def action_undo(self) -> None:
        """Take the last change back."""
        self.state.undo()
        self.show()

    def action_redo(self) -> None:
        """Make it again."""
        self.state.redo()
        self.show()

    # The clipboard

    def action_copy(self) -> None:
        """Copy the cell."""
        text = self.state.cell_text()
        if not text:
            raise SkipAction
        self.app.copy_to_clipboard(text)

    def action_cut(self) -> None:
        """Copy the cell, and empty it."""
        self.action_copy()
        self.action_clear()

    def action_paste(self) -> None:
        """Paste what was copied in this program."""
        self.paste(self.app.clipboard)

    def on_paste(self, event: events.Paste) -> None:
        """Paste a cell, or a block of cells from a spreadsheet."""
        event.stop()
        event.prevent_default()
        self.paste(event.text)

    def paste(self, text: str) -> None:
        """Write a copied block from the current cell to the right and down."""
        self.stop_editing()
        if text:
            self.tell(self.state.paste(text))
            self.show()

    # Editing a cell

    def action_edit(self) -> None:
        """Edit the cell; below the last row, add one."""
        if self.state.here.kind == ADD:
            self.action_add_row()
        else:
            self._edit(self.state.cell_text())

    def _edit(self, text: str) -> bool:
        """Open the field over the current cell; whether there is a cell to edit."""
        if self.state.here.kind == ADD:
            self.action_add_row()
        if self.state.here.kind in (ADD, STRAY):
            return False
        self.state.begin()
        self.editing, self._typed = True, text
        area = self.editing_area()
        self.editor.open(text, area, shifted=area.x < self.cell_area().x)
        self.show()
        return True

    def entered(self, text: str) -> None:
        """Take the text of the cell as it is now."""
        if self.editing and text != self._typed:
            self._typed = text
            self.remark = self.state.write(text)
            self.show()

    def stop_editing(self) -> None:
        """Keep what was typed and close the field."""
        self._close_editor(restore=False)

    def cancel_editing(self) -> None:
        """Bring back what was in the cell before, and close the field."""
        self.remark = ""
        self._close_editor(restore=True)

    def _close_editor(self, *, restore: bool) -> None:
        if not self.editing:
            return
        self.state.end(restore=restore)
        self.editing = False
        if self.screen.focused is self.editor:
            self.screen.set_focus(self, scroll_visible=False)
        self.editor.display = False
        self.tell(self.remark)
        self.remark = ""
        self.show()

    @on(Input.Changed)
    def _take_note(self, event: Input.Changed) -> None:
        """Each change was taken when it was made; nobody outside needs the news."""
        event.stop()

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Note what is clicked: the page may scroll to this question before the button is up."""
        self._click_arrived, self._pressed = self._arrived, event.offset

    async def on_click(self, event: events.Click) -> None:
        """Select a cell, edit it with a second click; below the rows, add, move or remove one."""
        row, column = self.point(self._pressed)
        if not 0 <= row < len(self.state.rows):
            return
        if self.state.rows[row].kind == ADD:
            await self._click_tool(row, self.tool_at(self._pressed))
            return
        place = (row, self.state.column if column is None else column)
        again = event.chain > 1 or (not self._click_arrived and place == (self.state.row, self.state.column))
        self.state.go(*place)
        self.show()
        if again:
            self.action_edit()

    async def _click_tool(self, row: int, tool: str) -> None:
        if tool in ("", "add_row"):
            self.state.go(row, self.state.column)
            self.show()
        if tool == "add_row" or (tool and not self._click_arrived):
            await self.run_action(tool)
