"""Dialogs for one thing out of several: a few numbered ways, or many that one finds by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import events, on
from textual.content import Content

from reportwizard.ui.dialogs.dialog import Dialog
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.drawing import ends, one_line, plain
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines import Hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.widget import Widget

_ROWS = 10


class Way(NamedTuple):
    """One thing to choose: its words begin with a verb; `remark` stands at the right in grey."""

    id: str
    words: str
    remark: str = ""


def numbered(number: int, way: Way, style: str = "$accent") -> Item:
    """Return a numbered line of a list: `1  use the readers’ link   …/viewanalytics`."""

    def draw(width: int, here: bool) -> list[Content]:
        words = Content.assemble(
            (f"{number}  ", "bold"), plain(way.words, f"{style} bold" if here else style)
        )
        remark = one_line(way.remark, max(width - words.cell_length - 2, 0), "$quiet")
        return [ends(words, remark if remark.cell_length > 3 else Content(), width, gap=2)]

    return Item(way.id, draw, height=1, number=number)


class Choose(Dialog[str | None]):
    """A few ways with numbers; Esc gives None.

    `at_end` is what is chosen where the program is asked to end before somebody chose; empty for nothing.
    """

    def __init__(self, title: str, words: str, ways: Sequence[Way], *, at_end: str = "") -> None:
        super().__init__(title, words)
        self._ways = ways
        self.at_end = at_end

    def compose_inside(self) -> Iterable[Widget]:
        """The ways, one below the other."""
        items = [numbered(number, way) for number, way in enumerate(self._ways, 1)]
        yield LineList(items, classes="-as-high-as-it-is dialog-box")

    def hints(self) -> Sequence[Hint]:
        """A number, or the cursor."""
        return (
            Hint("1 2 …", "choose"),
            Hint("Enter", "take the marked one", "enter"),
            Hint("Esc", "back", "escape"),
        )

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.query_one(LineList).focus()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.dismiss(event.id)


class Pick(Dialog[str | None]):
    """One out of many: what is typed finds; ↑ ↓ and Enter take. Esc gives None."""

    DEFAULT_CSS = f"""
    Pick LineList {{ height: {_ROWS}; margin-top: 1; }}
    """

    def __init__(
        self,
        title: str,
        find: Callable[[str], Sequence[Way]],
        words: str = "",
        *,
        placeholder: str = "type to find",
        typed: str = "",
    ) -> None:
        super().__init__(title, words)
        self._find, self._placeholder, self._typed_before = find, placeholder, typed

    def compose_inside(self) -> Iterable[Widget]:
        """The box that finds, and what it found."""
        yield Box(self._typed_before, placeholder=self._placeholder, classes="dialog-box")
        yield LineList()

    def hints(self) -> Sequence[Hint]:
        """Type, move, take."""
        return (
            Hint("Enter", "take the marked one", "enter"),
            Hint("↑ ↓", "choose"),
            Hint("Esc", "back", "escape"),
        )

    def on_mount(self) -> None:
        """Show what fits the letters typed before; the keys go to the box."""
        self.query_one(LineList).mark_always()
        self._show(self._typed_before)
        self.query_one(Box).focus()

    def _show(self, text: str) -> None:
        ways = self._find(text)
        self.query_one(LineList).show([found_line(way) for way in ways], ways[0].id if ways else "")

    @on(Box.Changed)
    def _typed(self, event: Box.Changed) -> None:
        event.stop()
        self._show(event.value)

    @on(Box.Submitted)
    def _entered(self, event: Box.Submitted) -> None:
        event.stop()
        if cursor := self.query_one(LineList).cursor:
            self.dismiss(cursor)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.dismiss(event.id)

    def on_key(self, event: events.Key) -> None:
        """Move in the list while one types in the box."""
        moves = {"up": (-1, 0), "down": (1, 0), "pageup": (0, -1), "pagedown": (0, 1)}
        if event.key in moves:
            event.stop()
            step, page = moves[event.key]
            items = self.query_one(LineList)
            items.action_page(page) if page else items.action_move(step)


def found_line(way: Way) -> Item:
    """Return one of many things that were found: a line without a number."""

    def draw(width: int, here: bool) -> list[Content]:
        remark = one_line(way.remark, width // 2, "$quiet")
        return [ends(plain(way.words, "bold" if here else ""), remark, width, gap=2)]

    return Item(way.id, draw, height=1)
