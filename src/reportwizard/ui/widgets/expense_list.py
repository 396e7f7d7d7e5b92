"""The list of expenses: one line an expense, drawn only where it can be seen; thousands cost nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from reportwizard.kinds.base import Region, Typed
from reportwizard.report.expense import BY_ID, cell_value, edit_text, show_cell
from reportwizard.ui.content import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from reportwizard.report.expense import Expense

_MARK = "▌"
_DAY, _AMOUNT = 14, 18
# What the columns with words have of the room that is left, in parts.
_SHARES = {"what": 5, "category": 4, "receipt": 3, "note": 3}
# Below so many cells a column is left out: half a word helps nobody.
_ROOMS = {"what": 0, "category": 0, "receipt": 72, "note": 96}


class ExpenseList(ScrollView, can_focus=True):
    """Expenses with a cursor on one of them. The first line names the columns and stays where it is."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"expense-list--cursor", "expense-list--mark"}
    DEFAULT_CSS = """
    ExpenseList { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: auto; }
    ExpenseList > .expense-list--cursor { background: $panel; }
    ExpenseList:focus > .expense-list--cursor { background: $primary 18%; }
    ExpenseList > .expense-list--mark { color: $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home,ctrl+home", "move(-1000000)", "First", show=False),
        Binding("end,ctrl+end", "move(1000000)", "Last", show=False),
        Binding("enter", "open", "Change", show=False),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor stands on another expense."""

    class Opened(Message):
        """The expense at the cursor shall be changed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._expenses: Sequence[Expense] = ()
        self._region = Region()

    def show(self, expenses: Sequence[Expense], region: Region) -> None:
        """Show these expenses; the cursor stays where it is, as far as there is a line."""
        self._expenses, self._region = expenses, region
        self._measure()
        self.go(self.cursor)
        self.refresh()

    def go(self, place: int) -> None:
        """Put the cursor on an expense, or on the nearest one that there is."""
        self.cursor = min(max(place, 0), max(len(self._expenses) - 1, 0))

    def watch_cursor(self) -> None:
        """Keep the cursor in sight."""
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Fit the expenses into the new size."""
        self._measure()
        self.refresh()

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._expenses) + 1)
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        rows = self.size.height - 1
        if rows < 1:
            return
        if self.cursor < self.scroll_offset.y:
            self.scroll_to(y=self.cursor, animate=False, force=True)
        elif self.cursor >= self.scroll_offset.y + rows:
            self.scroll_to(y=self.cursor - rows + 1, animate=False, force=True)

    def action_move(self, by: int) -> None:
        """Move the cursor; it stops at the ends."""
        self.go(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by what can be seen at once."""
        self.go(self.cursor + by * max(self.size.height - 2, 1))

    def action_open(self) -> None:
        """Ask for the expense at the cursor to be changed."""
        self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """Choose the expense under the mouse; where it is chosen already, change it."""
        place = self.scroll_offset.y + event.y - 1
        if event.y < 1 or place >= len(self._expenses):
            return
        if place == self.cursor:
            self.action_open()
        self.cursor = place

    def render_line(self, y: int) -> Strip:
        """Draw the names of the columns, or one expense."""
        width = self.scrollable_content_region.width
        place = y + self.scroll_offset.y - 1
        style = self.visual_style
        if y == 0:
            return Visual.to_strips(self, self._head(width), width, 1, style, pad=True)[0]
        if place >= len(self._expenses):
            return Strip.blank(width, style.rich_style)
        mark = Content(" ")
        if place == self.cursor:
            style = self.get_visual_style("expense-list--cursor")
            mark = Content.styled(_MARK, self.get_visual_style("expense-list--mark", partial=True))
        return Visual.to_strips(self, mark + self._line(place, width), width, 1, style, pad=True)[0]

    def _number_width(self) -> int:
        return len(str(len(self._expenses))) + 1

    def _columns(self, width: int) -> dict[str, int]:
        """Return the columns that fit, in their order, with their widths."""
        shown = {name: share for name, share in _SHARES.items() if width >= _ROOMS[name]}
        room = max(width - 1 - self._number_width() - _DAY - _AMOUNT - 2, 2 * len(shown))
        words = {name: room * share // sum(shown.values()) for name, share in shown.items()}
        order = ("date", "what", "category", "amount", "receipt", "note")
        widths = {"date": _DAY, "amount": _AMOUNT, **words}
        return {name: widths[name] for name in order if name in widths}

    def _head(self, width: int) -> Content:
        parts = [Content(" " * (1 + self._number_width()))]
        for name, room in self._columns(width).items():
            parts.append(_fitted(Content(BY_ID[name].label), room, right=name == "amount"))
        return Content("").join(parts).stylize("$quiet")

    def _line(self, place: int, width: int) -> Content:
        number = f"{place + 1:>{self._number_width() - 1}} "
        parts = [Content.styled(number, "$quiet")]
        parts += (self._cell(place, name, room) for name, room in self._columns(width).items())
        return Content("").join(parts)

    def _cell(self, place: int, name: str, room: int) -> Content:
        expense = self._expenses[place]
        value = cell_value(expense, name)
        text = edit_text(expense, name, self._region) if name == "date" else ""
        text = text or show_cell(expense, name, self._region)
        if name == "amount" and value is None and expense.paid is not None:
            text = show_cell(expense, "usd", self._region)
        unread = isinstance(value, Typed) or (name == "amount" and expense.is_unpaid)
        words = shortened(f"? {text}" if unread else text, room - 1)
        return _fitted(words.stylize("$error") if unread else words, room, right=name == "amount")


def _fitted(words: Content, room: int, *, right: bool) -> Content:
    """Return words on exactly so many cells, with one left free behind them; an amount has two."""
    words = words.truncate(max(room - 1, 1), ellipsis=True)
    gap = " " * max(room - 1 - words.cell_length, 0)
    return Content.assemble(gap, words, "   ") if right else Content.assemble(words, gap, " ")
