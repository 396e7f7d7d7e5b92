"""How a table stands on the screen: drawn as a whole, with the row of the cursor kept in view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.geometry import Offset, Region
from textual.widget import Widget

from reportwizard.ui.content import plain
from reportwizard.ui.fields.control import AnswerChosen
from reportwizard.ui.fields.reveal import reveal
from reportwizard.ui.fields.table_draw import Drawing
from reportwizard.ui.fields.table_grid import ROW, Layout, lay_out
from reportwizard.ui.fields.table_state import TableState

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.visual import VisualType

    from reportwizard.forms.form import Question
    from reportwizard.kinds import base

_TEXT_ROOM, _COUNT_ROOM = 44, 14


class TableView(Widget, can_focus=True):
    """A table on the screen. What it holds is in `state`; `show` is called after each change of it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TableView {
        height: auto; width: 1fr; padding: 0 1; overflow: hidden;
        text-wrap: nowrap; text-overflow: clip;
    }
    """

    def __init__(self, question: Question, region: base.Region) -> None:
        super().__init__(classes="control")
        self.question = question
        self.state = TableState(question, region, self._send)
        self.editing = False
        self.remark = ""
        # The line below the table comes with the first visit and stays: what is below must not jump.
        self._visited = False
        self._laid_out: tuple[int, Layout] | None = None
        self._drawn: tuple[int, list[Content]] | None = None

    def _send(self, value: base.Value | None) -> None:
        self.post_message(AnswerChosen(value))

    def layout_for(self, width: int) -> Layout:
        """Return the widths of the columns; they stay as they are while a cell is edited."""
        if self._laid_out is None or self._laid_out[0] != width:
            self._laid_out = (width, lay_out(self.question, self.state.rows, self.state.region, width))
        return self._laid_out[1]

    def drawing(self, width: int) -> Drawing:
        """Return the table as it stands, ready to be drawn."""
        state = self.state
        place = (state.row, state.column) if self.has_focus or self.editing else None
        return Drawing(self.question, state.region, state.rows, self.layout_for(width), place)

    def _lines(self, width: int) -> list[Content]:
        if self._drawn is None or self._drawn[0] != width:
            drawing = self.drawing(width)
            lines = list(drawing.lines())
            if self._visited:
                lines += self._below(drawing, width)
            self._drawn = (width, lines)
        return self._drawn[1]

    def _below(self, drawing: Drawing, width: int) -> list[Content]:
        detail = drawing.detail((self.state.row, self.state.column), width)
        if self.editing and self.remark:
            detail += plain(f"! {self.remark}", "$warning").wrap(width)
        return detail if drawing.place or self.state.cell_text() else [Content()] * len(detail)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the table has."""
        return len(self._lines(width)) if width else 0

    def render(self) -> VisualType:
        """The whole table."""
        return Content("\n").join(self._lines(self.content_size.width))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show the cursor only while keys go to this table."""
        super().watch_has_focus(has_focus)
        self._visited = self._visited or has_focus
        self.show(moved=False)
        if has_focus:
            self.scroll_visible()

    def show(self, *, moved: bool = True) -> None:
        """Draw anew; where the cursor `moved`, keep its row in view."""
        if not self.editing:
            self._laid_out = None
        self._drawn = None
        width = self.content_size.width
        if not width:
            return
        self.refresh(layout=len(self._lines(width)) != self.content_size.height)
        if moved and (self.has_focus or self.editing):
            self.call_after_refresh(self.show_place)

    def show_place(self, *, whole: bool = True) -> None:
        """Scroll the current row into view; with all that is below it, if `whole` and there is room."""
        if not self.is_attached or not self.content_size.width:
            return
        area = self.cell_area()
        # Where the terminal's own cursor stands, an input method shows what is being composed.
        self.app.cursor_position = self.content_region.offset + area.offset
        first = 0 if self.state.row == 0 else area.y
        rest = [(first, self.content_size.height)] if whole else []
        reveal(self, [*rest, (first, area.bottom), (area.y, area.bottom)])

    def scroll_visible(self, *args: Any, **kwargs: Any) -> None:
        """Bring the current row into view: the whole table may be higher than the screen."""
        self.call_after_refresh(self.show_place, whole=False)

    def cell_area(self) -> Region:
        """Return where the current cell stands, in the table's own terminal cells."""
        layout = self.layout_for(self.content_size.width)
        line = layout.top + self.state.row
        if self.state.here.kind != ROW:
            return Region(0, line, layout.width, 1)
        return Region(layout.left(self.state.column), line, layout.widths[self.state.column], 1)

    def editing_area(self) -> Region:
        """Return where the current cell is edited: over the cell, with comfortable room, inside the table."""
        area, most = self.cell_area(), self.content_size.width
        count = self.state.here_column.kind == "count"
        width = min(max(area.width, _COUNT_ROOM if count else _TEXT_ROOM), most)
        left = area.right - width if count else area.x
        return Region(min(max(left, 0), most - width), area.y, width, 1)

    def point(self, offset: Offset) -> tuple[int, int | None]:
        """Return the row and the column at a point of the widget; the row may be outside of the table."""
        layout = self.layout_for(self.content_size.width)
        inside = offset - self.gutter.top_left
        return inside.y - layout.top, layout.column_at(inside.x)

    def tool_at(self, offset: Offset) -> str:
        """Return what a click in the line that adds rows does: the name of an action, or nothing."""
        x = offset.x - self.gutter.left
        zones = self.drawing(self.content_size.width).zones()
        return next((zone.action for zone in zones if zone.start <= x < zone.end), "")
