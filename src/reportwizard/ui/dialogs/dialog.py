"""The base of every dialog, and those that confirm, ask for a line, or show help."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget

from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.drawing import plain
from reportwizard.ui.shared.lines import Hint, KeysLine
from reportwizard.ui.shared.lines_widget import Text

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A question on top of a screen, answered once; Esc changes nothing.

    A second click or key may come before the dialog is gone; it must not close the screen below. Nor may an
    answer that comes while another dialog lies on top close that one.
    """

    AUTO_FOCUS = ""
    SCOPED_CSS = False
    DEFAULT_CSS = """
    Dialog { align: center middle; background: transparent; color: $foreground; }
    Dialog > .dialog {
        width: 62; max-width: 100%; height: auto; max-height: 100%; overflow-y: auto;
        border: round $accent; background: $ground; scrollbar-size-vertical: 1;
    }
    Dialog .dialog-title { margin: 0 1; }
    Dialog .dialog-words { margin: 1 1 0 1; }
    Dialog .dialog-box { margin: 1 1 0 1; }
    Dialog LineList { margin-top: 1; }
    Dialog KeysLine { margin-top: 1; background: $ground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "cancel")]
    KEYS: tuple[Hint, ...] = ()
    """The keys of this dialog, as its last line names them."""
    answered = False

    def __init__(self, title: str, words: str = "") -> None:
        super().__init__()
        self._title, self.words_shown = title, words

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Text(plain(self._title, "bold"), classes="dialog-title")
            if self.words_shown:
                yield Text(plain(self.words_shown), classes="dialog-words")
            yield from self.compose_inside()
            yield KeysLine(self.KEYS)

    def compose_inside(self) -> Iterable[Widget]:
        """Return what is between the words and the keys."""
        return ()

    def action_cancel(self) -> None:
        self.dismiss(None)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer; where one was given already, do nothing."""
        if self.answered or not self.is_current:
            return AwaitComplete()
        self.answered = True
        return super().dismiss(result)

    async def _dispatch_message(self, message: Message) -> None:
        # What a widget still has to say comes when the widgets that it is about are gone already.
        if not (self.answered and isinstance(message.control, Widget)):
            await super()._dispatch_message(message)


class ConfirmDialog(Dialog[bool]):
    """Something that cannot be undone: says what will happen; Enter does it, Esc does not."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "yes")]

    def __init__(self, title: str, words: str, *, yes: str, no: str = "back") -> None:
        super().__init__(title, words)
        self.KEYS = (Hint("Enter", yes), Hint("Esc", no))

    def action_yes(self) -> None:
        self.dismiss(True)

    def action_cancel(self) -> None:
        self.dismiss(False)


class PromptDialog(Dialog[str]):
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


class MessageDialog(Dialog[None]):
    """Something to read; Esc, F1 or Enter closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [("f1,enter", "cancel")]
    KEYS = (Hint("Esc", "closes this"),)
