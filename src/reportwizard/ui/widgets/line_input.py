"""A field of one line in a dialog: several pasted lines are asked about, never dropped without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from reportwizard.text import clean_line
from reportwizard.ui.fields.pasting import ask_about_lines, cleaned
from reportwizard.ui.fields.text import fitted

if TYPE_CHECKING:
    from textual import events


class LineInput(Input):
    """As `Input`, which itself would keep the first line of a paste and drop the rest."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+a", "select_all", "Select all", show=False)]
    MOST = 10_000
    """Characters that a field may hold; more is surely a paste gone wrong."""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text, told = cleaned(event.text)
        if told:
            self.notify(told, timeout=6)
        if "\n" in text.strip():
            ask_about_lines(self, text, self._put)
        else:
            self._put(clean_line(text))

    def _put(self, line: str) -> None:
        start, end = sorted(self.selection)
        line, cut = fitted(line, self.MOST - len(self.value) + (end - start))
        if cut:
            self.notify(cut, timeout=6)
        self.replace(line, start, end)
