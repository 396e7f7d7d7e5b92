"""What the pages before and after a report share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, cast

from textual.app import ComposeResult
from textual.content import Content

from reportwizard.ui.shared.drawing import left_right, one_line
from reportwizard.ui.shared.frame import Page
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.wizard import REPORTS, Open, attempt, wizard

if TYPE_CHECKING:
    from reportwizard.drafts.store.summaries import Summary

INDENT = "  "
"""What stands left of every line on the screens before a report."""
BLANK = Item("", lambda _width, _here: [Content()], height=1)
"""An empty line between groups."""


class Home(Protocol):
    """The screen before and after a report, as its pages know it: what is known of the reports."""

    drafts: Sequence[Summary] | None
    deleted: list[str]


class HomePage(Page):
    """A page of this screen: it has a name, and a remark at the right of it."""

    heading = ""
    SCOPED_CSS = False
    DEFAULT_CSS = "HomePage { max-width: 90; }"

    def remark(self) -> str:
        """Return what is at the right of the name."""
        return ""

    @property
    def home(self) -> Home:
        """The screen of this page."""
        return cast("Home", self.frame)

    def up(self) -> None:
        self.post_message(Open(REPORTS))


class ListPage(HomePage):
    """A page that is one list: Enter or a click does what a line says."""

    KEYS = (Hint("Enter", "choose"), Hint("↑ ↓", "move"), Hint("F1", "help"), Hint("Ctrl+Q", "leave"))

    def __init__(self) -> None:
        super().__init__()
        self.listed = LineList()
        self._handlers: dict[str, Callable[[], object]] = {}

    def compose(self) -> ComposeResult:
        yield self.listed

    def does(self, words: str, do: Callable[[], object], remark: str = "", style: str = "") -> Item:
        """Return a line of the list that does something: words, and a remark at the right."""
        id = f"/{words}"  # no report is called so
        self._handlers[id] = do

        def draw(width: int, here: bool) -> list[Content]:
            room = width - len(INDENT)
            left = one_line(words, room, f"bold {style}" if here else style)
            return [
                Content.assemble(INDENT, left_right(left, one_line(remark, room // 2, "$quiet"), room, gap=2))
            ]

        return Item(id, draw, height=1)

    def opens(self, words: str, place: str, remark: str = "", style: str = "", at: str = "") -> Item:
        """Return a line of the list that opens another page."""
        return self.does(words, lambda: self.post_message(Open(place, at)), remark, style)

    def up(self) -> None:
        """There is nothing above."""
        wizard(self).say("Ctrl+Q leaves.", "ask")

    def item_chosen(self, id: str) -> None:
        attempt(self, self._handlers[id])
