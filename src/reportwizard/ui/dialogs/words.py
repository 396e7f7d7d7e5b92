"""Dialogs for words: one that asks whether to do something, one that asks for a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from reportwizard.ui.dialogs.dialog import Dialog
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.lines import Hint


class Confirm(Dialog[bool]):
    """Something that cannot be undone: says what will happen; Enter does it, Esc does not."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "yes", show=False)]

    def __init__(self, title: str, words: str, *, yes: str, no: str = "back") -> None:
        super().__init__(title, words)
        self.KEYS = (Hint("Enter", yes), Hint("Esc", no))

    def action_yes(self) -> None:
        self.dismiss(True)

    def action_cancel(self) -> None:
        self.dismiss(False)


class Ask(Dialog[str]):
    """One line of text; Enter takes it, also empty; Esc gives None."""

    def __init__(self, title: str, words: str = "", *, value: str = "", accept: str = "take it") -> None:
        super().__init__(title, words)
        self._value = value
        self.KEYS = (Hint("Enter", accept), Hint("Esc", "back"))

    def compose_inside(self) -> Iterable[Widget]:
        yield Box(self._value, classes="dialog-box")

    def on_mount(self) -> None:
        self.query_one(Box).focus()

    @on(Box.Submitted)
    def _entered(self, event: Box.Submitted) -> None:
        event.stop()
        self.dismiss(event.value.strip())
