"""One control on a screen of its own: its answers are taken and handed back as the wizard does."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input

from reportwizard.forms.loader import load_form
from reportwizard.kinds.base import Region, Value
from reportwizard.ui.fields.control import AnswerChosen, Control, Remark
from reportwizard.ui.fields.registry import control_for, widget_of
from reportwizard.ui.themes import DARK, THEMES

if TYPE_CHECKING:
    from textual.widget import Widget

    from reportwizard.forms.form import Question

REGION = Region("en", "KZT")
FORM = load_form("rapid-fund-final")


class OneControl(App[None]):
    """One question's control between two plain fields, in a column that scrolls.

    `answer` is what a report would hold; `answers` and `remarks` are everything the control said; `places`
    counts how often a screen would take note of a new place.
    """

    CSS = "VerticalScroll { padding: 0; } Input { height: 3; border: round white; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave")]

    def __init__(self, question: str | Question, value: Value | None = None) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK
        self.question = FORM.by_id[question] if isinstance(question, str) else question
        self.field: Control = control_for(self.question, REGION)
        self.answer = value
        self.answers: list[Value | None] = []
        self.remarks: list[str] = []
        self.places = 0
        self.left = False

    def compose(self) -> ComposeResult:
        """A field before, the control, a field after."""
        with VerticalScroll(can_focus=False):
            yield Input(id="before", select_on_focus=False)
            yield self.widget
            yield Input(id="after", select_on_focus=False)

    @property
    def widget(self) -> Widget:
        """The control as a widget."""
        return widget_of(self.field)

    def on_mount(self) -> None:
        """Fill the control, and put the cursor in it."""
        self.field.fill(self.answer, REGION)
        self.widget.focus()

    @on(AnswerChosen)
    def _chosen(self, event: AnswerChosen) -> None:
        self.answers.append(event.value)
        self.answer = event.value
        self.field.fill(event.value, REGION)

    @on(Remark)
    def _remarked(self, event: Remark) -> None:
        self.remarks.append(event.text)

    def on_descendant_focus(self) -> None:
        """Count what makes a screen scroll to a question."""
        self.places += 1

    def action_leave(self) -> None:
        """What a screen would do with Escape."""
        self.left = True

    def send(self, *keys: str) -> None:
        """Press keys faster than anybody types: none waits for what the one before did."""
        for key in keys:
            character = " " if key == "space" else key if len(key) == 1 else None
            self.post_message(events.Key(key, character))

    def type(self, text: str) -> None:
        """Type a text, key after key."""
        self.send(*("space" if character == " " else character for character in text))

    def lines(self) -> list[str]:
        """The lines of the control as they stand on the screen, also where they are scrolled out of it."""
        widget = self.widget
        return [widget.render_line(line).text.rstrip() for line in range(widget.size.height)]
