"""A search box with its results."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.line_list import Item, LineList, text_item
from reportwizard.ui.terminal.key_reports import LATIN

NOTHING = "Nothing here has these letters. Try other words."


class SearchList(Vertical):
    """A box with the focus, and a list below it: ↑ ↓ and the page keys move, Enter or a click chooses."""

    DEFAULT_CSS = "SearchList { height: auto; }"

    def __init__(
        self,
        find: Callable[[str], Sequence[Item]],
        *,
        placeholder: str = "",
        fit_content: bool = False,
        nothing: str = NOTHING,
    ) -> None:
        super().__init__()
        self._find, self._nothing = find, nothing
        self.box = Box(placeholder=placeholder)
        self.results = LineList(classes="-fit-content" if fit_content else "", marks_always=True)
        self.results.can_focus = False

    def compose(self) -> ComposeResult:
        yield self.box
        yield self.results

    def begin(self, text: str = "") -> None:
        self.box.set_value_silently(text)
        self._show(text)
        self.screen.set_focus(self.box, scroll_visible=False)

    def _show(self, text: str) -> None:
        nothing = [text_item(Content.styled(self._nothing, "$quiet"))] if text.strip() else []
        items = self._find(text) or nothing
        self.results.show(items, next((item.id for item in items), ""))

    @on(Box.Changed)
    def _changed(self, event: Box.Changed) -> None:
        event.stop()
        self._show(event.value)

    @on(Box.Submitted)
    def _submitted(self, event: Box.Submitted) -> None:
        event.stop()
        if self.results.cursor:
            # Posted by the list, it would not leave this widget: a message goes no higher than who caused it.
            self.post_message(LineList.Chosen(self.results.cursor))

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the box has the focus."""
        step, page = self.results.action_move, self.results.action_page
        moves = {"up": (step, -1), "down": (step, 1), "pageup": (page, -1), "pagedown": (page, 1)}
        if event.key in moves:
            event.stop()
            move, by = moves[event.key]
            move(by)


def folded(text: str) -> str:
    """Return text without case and accents; its length stays the same."""
    bases = ((char, unicodedata.normalize("NFD", char)[:1].casefold()) for char in text)
    return "".join(base if len(base) == 1 else char for char, base in bases)


def found_in(query: str, text: str) -> bool:
    """Whether each word of a query is in a text, also if it was typed with another keyboard layout."""
    there, latin = folded(text), "".join(LATIN.get(char, char) for char in query.casefold())
    return any(all(word in there for word in words.split()) for words in (folded(query), latin))
