"""Dialogs: a message, a confirmation, a line of text, one out of a few choices or out of many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, TypeVar

from textual import on
from textual.app import App, ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget

from reportwizard.ui.shared.bars import KeysLine
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.drawing import one_line, plain
from reportwizard.ui.shared.keys import key_binding
from reportwizard.ui.shared.line_list import Item, LineList, row_item
from reportwizard.ui.shared.lines_widget import Text
from reportwizard.ui.shared.search_list import NOTHING, SearchList, found_in
from reportwizard.ui.wizard import ask

_PREVIEW = 44
Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A dialog that is answered once; Esc changes nothing.

    A second key or click that comes before it closes must not close the screen below, nor may an answer close
    a dialog on top of it.
    """

    AUTO_FOCUS = "Box, LineList"
    SCOPED_CSS = False
    DEFAULT_CSS = """
    Dialog { align: center middle; background: transparent; color: $foreground; }
    Dialog > .dialog {
        width: 62; max-width: 100%; height: auto; max-height: 100%; overflow-y: auto;
        border: round $accent; background: $ground; scrollbar-size-vertical: 1;
    }
    Dialog .dialog-title { margin: 0 1; }
    Dialog .dialog-text { margin: 1 1 0 1; }
    Dialog .dialog-box { margin: 1 1 0 1; }
    Dialog LineList { margin-top: 1; }
    Dialog KeysLine { margin-top: 1; background: $ground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "cancel"),
        key_binding("f1", "help", "help", "Help for this page"),
    ]
    KEYS = HELP = ""
    cancelled: Any = None
    """The answer of Esc."""
    answered = False

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self._title, self.text = title, text
        self._help = Text(plain(self.HELP, "$quiet"), classes="dialog-text")
        self._help.display = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Text(plain(self._title, "bold"), classes="dialog-title")
            if self.text:
                yield Text(plain(self.text), classes="dialog-text")
            yield from self.compose_content()
            yield self._help
            yield KeysLine(self.KEYS)

    def compose_content(self) -> Iterable[Widget]:
        """Yield what is between the text and the keys."""
        return ()

    def action_help(self) -> None:
        """Show or hide what the keys do."""
        self._help.display = not self._help.display

    def action_cancel(self) -> None:
        """Hide the help, else close the dialog."""
        self.action_help() if self._help.display else self.dismiss(self.cancelled)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer, unless one was given already."""
        if self.answered or not self.is_current:
            return AwaitComplete()
        self.answered = True
        return super().dismiss(result)

    async def _dispatch_message(self, message: Message) -> None:
        # A late message of a widget arrives when the widgets of this dialog are gone.
        if not (self.answered and isinstance(message.control, Widget)):
            await super()._dispatch_message(message)


class MessageDialog(Dialog[None]):
    """A text to read; Esc or Enter closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "cancel")]
    KEYS = "Esc closes this"
    HELP = "Enter closes this, too."


class ConfirmDialog(Dialog[bool]):
    """A step that cannot be undone: Enter does it, Esc does not."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "confirm")]
    HELP = "Enter and Esc do what is written next to them."
    cancelled = False

    def __init__(self, title: str, text: str, *, yes: str, no: str = "back") -> None:
        super().__init__(title, text)
        self.KEYS = f"Enter {yes}   Esc {no}"

    def action_confirm(self) -> None:
        self.dismiss(True)


class PromptDialog(Dialog[str]):
    """A line of text, which may be empty."""

    HELP = "Type or paste one line. Enter takes it. Ctrl+Z undoes what you typed. Esc changes nothing."

    def __init__(self, title: str, text: str = "", *, value: str = "", accept: str = "take it") -> None:
        super().__init__(title, text)
        self._value = value
        self.KEYS = f"Enter {accept}   Esc back"

    def compose_content(self) -> Iterable[Widget]:
        yield Box(self._value, classes="dialog-box")

    @on(Box.Submitted)
    def _submitted(self, event: Box.Submitted) -> None:
        event.stop()
        self.dismiss(event.value.strip())


class MenuItem(NamedTuple):
    """A choice: its label begins with a verb; the remark is shown in grey at the right."""

    id: str
    label: str
    remark: str = ""


def numbered_item(number: int, item: MenuItem, style: str = "$accent") -> Item:
    """Return a numbered line of a list: `1  use the readers’ link   …/viewanalytics`."""
    lead = Content.styled(f"{number}  ", "bold")
    return row_item(item.id, item.label, item.remark, lead=lead, style=style, number=number)


def matching(items: Iterable[MenuItem], query: str) -> list[MenuItem]:
    """Return the items whose label contains every word of a query."""
    return [item for item in items if found_in(query, item.label)]


class ChoiceDialog(Dialog[str]):
    """A few numbered choices.

    `at_end` is chosen if the program ends before an answer; it may be empty.
    """

    KEYS = "1 2 … choose   Enter choose the marked one   Esc back"
    HELP = "A number chooses at once. Or mark a line with ↑ ↓ and press Enter. Esc changes nothing."

    def __init__(self, title: str, text: str, items: Sequence[MenuItem], *, at_end: str = "") -> None:
        super().__init__(title, text)
        self._items, self.at_end = items, at_end

    def compose_content(self) -> Iterable[Widget]:
        items = [numbered_item(number, item) for number, item in enumerate(self._items, 1)]
        yield LineList(items, classes="-fit-content")

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.dismiss(event.id)


def ask_which(node: DOMNode, title: str, text: str, actions: Mapping[str, Callable[[], object]]) -> None:
    """Ask for one of a few actions, by their labels, and run it."""
    items = [MenuItem(label, label) for label in actions]
    ask(node, ChoiceDialog(title, text, items), lambda label: actions[label]())


class SearchDialog(Dialog[str]):
    """One out of many choices, found by typing."""

    DEFAULT_CSS = """
    SearchDialog SearchList { margin-top: 1; }
    SearchDialog Box { margin: 0 1; }
    SearchDialog LineList { height: 10; }
    """
    KEYS = "Enter choose the marked one   ↑ ↓ choose   Esc back"
    HELP = "Type some letters to find a line, mark it with ↑ ↓, and press Enter. Esc changes nothing."

    def __init__(
        self,
        title: str,
        find: Callable[[str], Sequence[MenuItem]],
        text: str = "",
        *,
        placeholder: str = "type to find",
        query: str = "",
        nothing: str = NOTHING,
    ) -> None:
        super().__init__(title, text)
        self._query = query
        self._search = SearchList(
            lambda text: [row_item(*item) for item in find(text)], placeholder=placeholder, nothing=nothing
        )

    def compose_content(self) -> Iterable[Widget]:
        yield self._search

    def on_mount(self) -> None:
        self._search.begin(self._query)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.dismiss(event.id)


def ask_about_lines(app: App[None], lines: Sequence[str], on_answer: Callable[[str], None]) -> None:
    """Ask how several pasted lines go into a box for one line; `on_answer` gets that line, empty for none."""
    results = {"join": " ".join(lines), "first": lines[0]}
    items = (
        MenuItem("join", "join them into one line", one_line(results["join"], _PREVIEW).plain),
        MenuItem("first", "keep only the first line", one_line(results["first"], _PREVIEW).plain),
        MenuItem("none", "paste nothing"),
    )
    text = f"You pasted {len(lines)} lines. This box holds one line."
    dialog = ChoiceDialog("How should these lines go in?", text, items, at_end="join")
    app.push_screen(dialog, lambda choice: on_answer(results.get(choice or "", "")))
