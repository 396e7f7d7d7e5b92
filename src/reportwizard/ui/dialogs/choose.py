"""Dialogs for one thing out of several: a few numbered ways, or many that are found by typing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from textual import on
from textual.app import App
from textual.content import Content
from textual.widget import Widget

from reportwizard.ui.dialogs.dialog import Dialog
from reportwizard.ui.shared.drawing import ends, one_line, plain
from reportwizard.ui.shared.finder import Finder
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.wizard import SeveralLines

_PREVIEW = 44


class Way(NamedTuple):
    """One thing to choose: its words begin with a verb; `remark` is at the right in grey."""

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


def matching(ways: Iterable[Way], text: str) -> list[Way]:
    """Return the ways that have every word of a text in their own words."""
    wanted = text.casefold().split()
    return [way for way in ways if all(word in way.words.casefold() for word in wanted)]


class Choose(Dialog[str]):
    """A few ways with numbers; Esc gives None.

    `at_end` is what is chosen where the program is asked to end before somebody chose; empty for nothing.
    """

    KEYS = (Hint("1 2 …", "choose"), Hint("Enter", "choose the marked one"), Hint("Esc", "back"))

    def __init__(self, title: str, words: str, ways: Sequence[Way], *, at_end: str = "") -> None:
        super().__init__(title, words)
        self._ways = ways
        self.at_end = at_end

    def compose_inside(self) -> Iterable[Widget]:
        items = [numbered(number, way) for number, way in enumerate(self._ways, 1)]
        yield LineList(items, classes="-as-high-as-it-is")

    def on_mount(self) -> None:
        self.query_one(LineList).focus()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.dismiss(event.id)


class Pick(Dialog[str]):
    """One out of many: what is typed finds; ↑ ↓ and Enter take. Esc gives None."""

    DEFAULT_CSS = """
    Pick Finder { margin-top: 1; }
    Pick Box { margin: 0 1; }
    Pick LineList { height: 10; }
    """
    KEYS = (Hint("Enter", "choose the marked one"), Hint("↑ ↓", "choose"), Hint("Esc", "back"))

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
        self._typed = typed
        self._finder = Finder(lambda text: [_found(way) for way in find(text)], placeholder=placeholder)

    def compose_inside(self) -> Iterable[Widget]:
        yield self._finder

    def on_mount(self) -> None:
        self._finder.begin(self._typed)

    @on(Finder.Taken)
    def _taken(self, event: Finder.Taken) -> None:
        event.stop()
        self.dismiss(event.id)


def _found(way: Way) -> Item:
    """Return one of many things that were found: a line without a number."""

    def draw(width: int, here: bool) -> list[Content]:
        remark = one_line(way.remark, width // 2, "$quiet")
        return [ends(plain(way.words, "bold" if here else ""), remark, width, gap=2)]

    return Item(way.id, draw, height=1)


def ask_about_lines(app: App[None], pasted: SeveralLines) -> None:
    """Ask how several pasted lines go into a box of one: joined, or the first one alone."""
    joined, first = " ".join(pasted.lines), pasted.lines[0]
    ways = (
        Way("join", "join them into one line", one_line(joined, _PREVIEW).plain),
        Way("first", "keep only the first line", one_line(first, _PREVIEW).plain),
        Way("none", "paste nothing"),
    )
    words = f"You pasted {len(pasted.lines)} lines. This box holds one line."
    dialog = Choose("How should these lines go in?", words, ways, at_end="join")
    taken = {"join": joined, "first": first}
    app.push_screen(dialog, lambda way: pasted.take(taken.get(way or "", "")))
