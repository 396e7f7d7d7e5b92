"""Help for a page outside of a report: what it is for, and its keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from reportwizard.ui.dialogs.dialog import Dialog
from reportwizard.ui.shared.drawn import Text
from reportwizard.ui.shared.frame import Page
from reportwizard.ui.shared.lines import Hint


class Help(Dialog[None]):
    """One page of help; Esc, F1 or Enter closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,enter", "cancel", show=False)]
    KEYS = (Hint("Esc", "closes this help"),)

    def __init__(self, page: Page) -> None:
        paragraphs = (page.HELP or "").strip().split("\n\n")
        super().__init__("Help", "\n\n".join(" ".join(one.split()) for one in paragraphs))
        keys = [Content.assemble((one.key, "bold"), (f" {one.words}", "$quiet")) for one in page.hints()]
        self._keys = Content("   ").join(keys)

    def compose_inside(self) -> Iterable[Widget]:
        yield Text(self._keys, classes="dialog-box")
