"""A draft that is damaged: how much of it can be read, what cannot, and what the applicant can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from reportwizard.drafts.format.salvage import words_kept
from reportwizard.ui.content import plain
from reportwizard.ui.screens.dialogs import Dialog

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import ComposeResult

    from reportwizard.drafts.format.salvage import Broken, Salvaged
    from reportwizard.drafts.history.versions import Version

Repair = Literal["open", "earlier"]

_MOST = 2_000


class DamagedScreen(Dialog["Repair | None"]):
    """Gives `open` (what can be read), `earlier` (that, and earlier versions of the rest), or None.

    `earlier` holds the newest earlier version of each answer that cannot be read.
    """

    CSS_PATH = "damaged.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", tooltip="Close this and change nothing"),
    ]

    def __init__(self, name: str, salvaged: Salvaged, earlier: Mapping[str, Version]) -> None:
        super().__init__()
        self._name, self._salvaged, self._earlier = name, salvaged, earlier

    def compose(self) -> ComposeResult:
        """What happened, what cannot be read, and what can be done."""
        with Vertical(classes="dialog"):
            yield Static(plain(f"“{self._name}” is damaged"), classes="dialog-title")
            yield Static(plain(self._words()), classes="dialog-words")
            with VerticalScroll():
                for lines in self._pieces():
                    yield Static(lines, classes="piece")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Cancel", id="no", compact=True)
                if self._earlier:
                    yield Button("Open with earlier versions", id="earlier", compact=True)
                yield Button("Open what can be read", id="open", compact=True)

    def _words(self) -> str:
        read = len(self._salvaged.report.answers)
        answers = "1 answer is" if read == 1 else f"{read} answers are"
        kept = "The damaged file is kept beside it as it is, and the words below stay in the report."
        return f"{answers} whole and can be opened. The lines below cannot be read. {kept}{self._offer()}"

    def _offer(self) -> str:
        if not self._earlier:
            return ""
        at = max(version.at for version in self._earlier.values()).astimezone()
        many = "one of them" if len(self._earlier) == 1 else f"{len(self._earlier)} of them"
        return f" There is an earlier version of {many}, from {at:%d.%m.%Y %H:%M}."

    def _pieces(self) -> Iterator[Content]:
        for broken in self._salvaged.broken:
            yield Content.assemble((_place(broken), "$warning"), self._about(broken), "\n", _words(broken))

    def _about(self, broken: Broken) -> Content:
        question = self._salvaged.report.form.by_id.get(broken.answer_id)
        return plain(f" · {question.number} {question.name}" if question else "", "bold")

    def on_mount(self) -> None:
        """The way out that keeps most has the focus."""
        self.query_one("#earlier" if self._earlier else "#open", Button).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        choice: Repair | None = None
        if event.button.id == "open":
            choice = "open"
        elif event.button.id == "earlier":
            choice = "earlier"
        self.dismiss(choice)

    def action_cancel(self) -> None:
        """Change nothing."""
        self.dismiss(None)


def _place(broken: Broken) -> str:
    last = broken.last_line
    return f"Line {broken.line}" if last == broken.line else f"Lines {broken.line} to {last}"


def _words(broken: Broken) -> Content:
    words = words_kept(broken)
    return plain(words if len(words) <= _MOST else f"{words[:_MOST]} …")
