"""Small questions in front of a screen: yes or no, one line of text, a few ways, one thing out of many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from reportwizard.ui.content import plain
from reportwizard.ui.fields.options import OptionChooser, Pick

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.message import Message

CANCEL = Binding("escape", "cancel", "Cancel", tooltip="Close this and change nothing")
"""The key that every dialog has."""

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A question in front of a screen, which is answered once.

    A second click or key may come before the dialog is gone; it must not close the screen below. Nor may an
    answer that comes while another dialog lies on top close that one.
    """

    answered = False

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


class Confirm(Dialog[bool]):
    """A question with two answers; Escape is no."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        CANCEL,
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("n", "answer(False)", "No", show=False),
        Binding("left,right,up,down", "app.focus_next", "Other button", show=False),
    ]

    def __init__(self, title: str, words: str, *, yes: str = "Yes", no: str = "Cancel") -> None:
        super().__init__()
        self._heading, self._words, self._yes, self._no = title, words, yes, no

    def compose(self) -> ComposeResult:
        """The question and two buttons; the harmless one has the focus."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._heading), classes="dialog-title")
            yield Static(plain(self._words), classes="dialog-words")
            with Horizontal(classes="dialog-buttons"):
                yield Button(plain(self._no), id="no")
                yield Button(plain(self._yes), id="yes", variant="primary")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Answer by key."""
        self.dismiss(answer)

    def action_cancel(self) -> None:
        """Answer no."""
        self.dismiss(False)


class AskText(Dialog[str | None]):
    """One line of text; Escape gives None."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [CANCEL]

    def __init__(self, title: str, words: str = "", *, value: str = "", accept: str = "OK") -> None:
        super().__init__()
        self._heading, self._words, self._value, self._accept = title, words, value, accept

    def compose(self) -> ComposeResult:
        """The question, the field, two buttons."""
        from reportwizard.ui.widgets.line_input import LineInput

        with Vertical(classes="dialog"):
            yield Static(plain(self._heading), classes="dialog-title")
            if self._words:
                yield Static(plain(self._words), classes="dialog-words")
            yield LineInput(self._value, select_on_focus=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Cancel", id="no")
                yield Button(plain(self._accept), id="yes", variant="primary")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    @on(Button.Pressed, "#yes")
    def _accepted(self) -> None:
        self.dismiss(self.query_one(Input).value.strip())

    @on(Button.Pressed, "#no")
    def action_cancel(self) -> None:
        """Change nothing."""
        self.dismiss(None)


class Choose(Dialog[str | None]):
    """Words to read and a few ways to go on, each with its key; Escape gives None.

    `at_end` is what is chosen where the program is asked to end before somebody chose; empty for nothing.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        CANCEL,
        Binding("pagedown", "page(1)", "Read on", show=False),
        Binding("pageup", "page(-1)", "Back", show=False),
    ]

    def __init__(
        self, title: str, words: Sequence[str], picks: tuple[Pick, ...], *, at_end: str = ""
    ) -> None:
        super().__init__()
        self._heading, self._words, self._picks = title, words, picks
        self.at_end = at_end

    def compose(self) -> ComposeResult:
        """The words, which may be long, above the choices."""
        with Vertical(classes="dialog choose"):
            yield Static(plain(self._heading), classes="dialog-title")
            with VerticalScroll(can_focus=False):
                yield Static(Content("\n").join(plain(line) for line in self._words))
            yield OptionChooser(self._picks)
            yield Static("↑ ↓ move · Enter choose · Esc cancel", classes="dialog-keys")

    def on_mount(self) -> None:
        """Choose at once."""
        self.query_one(OptionChooser).focus()

    @on(OptionChooser.Picked)
    def _picked(self, event: OptionChooser.Picked) -> None:
        event.stop()
        if event.id:
            self.dismiss(event.id)

    def action_page(self, by: int) -> None:
        """Read on, or back."""
        words = self.query_one(VerticalScroll)
        words.scroll_relative(y=by * max(words.size.height - 1, 1), animate=False)

    def action_cancel(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to pick: its id, its words, and a remark shown quietly behind them."""

    id: str
    label: str
    remark: str = ""


class Picker(Dialog[str | None]):
    """One thing out of many, found by typing a few letters of it; Escape gives None.

    `find` returns the items for what was typed, the likeliest first; all of them for an empty text.
    """

    CSS_PATH = "dialogs.tcss"
    MOST = 200
    BINDINGS: ClassVar[list[BindingType]] = [
        CANCEL,
        Binding("down", "move(1)", "Down", show=False, priority=True),
        Binding("up", "move(-1)", "Up", show=False, priority=True),
        Binding("pagedown", "move(8)", "Page down", show=False, priority=True),
        Binding("pageup", "move(-8)", "Page up", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        find: Callable[[str], Sequence[Item]],
        *,
        hint: str = "Type a few letters",
        now: str = "",
    ) -> None:
        super().__init__()
        self._heading, self._find, self._hint, self._now = title, find, hint, now
        self._items: Sequence[Item] = ()

    def compose(self) -> ComposeResult:
        """The search field above the list."""
        with Vertical(classes="dialog picker"):
            yield Static(plain(self._heading), classes="dialog-title")
            yield Input(placeholder=self._hint)
            yield OptionList(markup=False)
            yield Static("↑ ↓ move · Enter choose · Esc cancel", classes="dialog-keys")

    def on_mount(self) -> None:
        """Show everything, and type at once."""
        self._show("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, text: str) -> None:
        self._items = self._find(text.strip())[: self.MOST]
        options = self.query_one(OptionList)
        options.clear_options()
        if not self._items:
            options.add_option(Option(Content("Nothing found. Try other letters."), disabled=True))
            return
        options.add_options([Option(_item_line(item)) for item in self._items])
        places = [place for place, item in enumerate(self._items) if item.id == self._now]
        options.highlighted = places[0] if places and not text else 0

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._take(event.option_index)

    @on(Input.Submitted)
    def _entered(self) -> None:
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self._take(highlighted)

    def _take(self, place: int) -> None:
        if place < len(self._items):
            self.dismiss(self._items[place].id)

    def action_move(self, by: int) -> None:
        """Move in the list while the cursor stays in the search field."""
        options = self.query_one(OptionList)
        if self._items:
            options.highlighted = min(max((options.highlighted or 0) + by, 0), len(self._items) - 1)

    def action_cancel(self) -> None:
        """Pick nothing."""
        self.dismiss(None)


def _item_line(item: Item) -> Content:
    if not item.remark:
        return plain(item.label)
    return Content.assemble(plain(item.label), "  ", plain(item.remark, "$quiet"))
