"""Dialogs for one thing out of several: a few numbered ways, or many that are found by typing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from textual import on
from textual.app import App
from textual.content import Content
from textual.widget import Widget

from reportwizard.ui.dialogs.dialog import Dialog
from reportwizard.ui.shared.drawing import left_right, one_line, plain
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.search_list import SearchList
from reportwizard.ui.wizard import MultilinePaste

_PREVIEW = 44


class MenuItem(NamedTuple):
    """One thing to choose: its words begin with a verb; `remark` is at the right in grey."""

    id: str
    label: str
    remark: str = ""


def numbered_item(number: int, item: MenuItem, style: str = "$accent") -> Item:
    """Return a numbered line of a list: `1  use the readers’ link   …/viewanalytics`."""

    def draw(width: int, here: bool) -> list[Content]:
        words = Content.assemble(
            (f"{number}  ", "bold"), plain(item.label, f"{style} bold" if here else style)
        )
        remark = one_line(item.remark, max(width - words.cell_length - 2, 0), "$quiet")
        return [left_right(words, remark if remark.cell_length > 3 else Content(), width, gap=2)]

    return Item(item.id, draw, height=1, number=number)


def matching(items: Iterable[MenuItem], text: str) -> list[MenuItem]:
    """Return the ways that have every word of a text in their own words."""
    wanted = text.casefold().split()
    return [item for item in items if all(word in item.label.casefold() for word in wanted)]


class ChoiceDialog(Dialog[str]):
    """A few ways with numbers; Esc gives None.

    `at_end` is what is chosen where the program is asked to end before somebody chose; empty for nothing.
    """

    KEYS = (Hint("1 2 …", "choose"), Hint("Enter", "choose the marked one"), Hint("Esc", "back"))

    def __init__(self, title: str, words: str, items: Sequence[MenuItem], *, at_end: str = "") -> None:
        super().__init__(title, words)
        self._ways = items
        self.at_end = at_end

    def compose_inside(self) -> Iterable[Widget]:
        items = [numbered_item(number, item) for number, item in enumerate(self._ways, 1)]
        yield LineList(items, classes="-fit-content")

    def on_mount(self) -> None:
        self.query_one(LineList).focus()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.dismiss(event.id)


class SearchDialog(Dialog[str]):
    """One out of many: what is typed finds; ↑ ↓ and Enter take. Esc gives None."""

    DEFAULT_CSS = """
    SearchDialog SearchList { margin-top: 1; }
    SearchDialog Box { margin: 0 1; }
    SearchDialog LineList { height: 10; }
    """
    KEYS = (Hint("Enter", "choose the marked one"), Hint("↑ ↓", "choose"), Hint("Esc", "back"))

    def __init__(
        self,
        title: str,
        find: Callable[[str], Sequence[MenuItem]],
        words: str = "",
        *,
        placeholder: str = "type to find",
        typed: str = "",
    ) -> None:
        super().__init__(title, words)
        self._typed = typed
        self._finder = SearchList(lambda text: [_found(item) for item in find(text)], placeholder=placeholder)

    def compose_inside(self) -> Iterable[Widget]:
        yield self._finder

    def on_mount(self) -> None:
        self._finder.begin(self._typed)

    @on(SearchList.Chosen)
    def _taken(self, event: SearchList.Chosen) -> None:
        event.stop()
        self.dismiss(event.id)


def _found(item: MenuItem) -> Item:
    """Return one of many things that were found: a line without a number."""

    def draw(width: int, here: bool) -> list[Content]:
        remark = one_line(item.remark, width // 2, "$quiet")
        return [left_right(plain(item.label, "bold" if here else ""), remark, width, gap=2)]

    return Item(item.id, draw, height=1)


def ask_about_lines(app: App[None], pasted: MultilinePaste) -> None:
    """Ask how several pasted lines go into a box of one: joined, or the first one alone."""
    joined, first = " ".join(pasted.lines), pasted.lines[0]
    items = (
        MenuItem("join", "join them into one line", one_line(joined, _PREVIEW).plain),
        MenuItem("first", "keep only the first line", one_line(first, _PREVIEW).plain),
        MenuItem("none", "paste nothing"),
    )
    words = f"You pasted {len(pasted.lines)} lines. This box holds one line."
    dialog = ChoiceDialog("How should these lines go in?", words, items, at_end="join")
    taken = {"join": joined, "first": first}
    app.push_screen(dialog, lambda item: pasted.on_answer(taken.get(item or "", "")))
