"""One control on a screen of its own: its answers are taken and handed back as the wizard does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input

from reportwizard.forms.loader import load_form
from reportwizard.kinds.values import Region, Value
from reportwizard.settings import Settings
from reportwizard.ui.dialogs.dialog import ask_about_lines
from reportwizard.ui.fields.control import AnswerChosen, NextQuestion, control_for
from reportwizard.ui.terminal.key_queue import KeyQueue
from reportwizard.ui.themes import DARK, THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportwizard.forms.form import Question

REGION = Region("en", "PEN")
FORM = load_form("rapid-fund-final")


class OneControl(App[None]):
    """One question's control above a plain box, in a page that scrolls.

    `answer` is what a report would hold; `answers`, `notices` and `moves` are all that the control sent: its
    answers, its remarks, and which way it went on.
    """

    settings = Settings()
    CSS = "VerticalScroll { padding: 0; } .control { margin: 0 1; }"

    def __init__(self, question: str | Question, value: Value | None = None) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK
        self.question = FORM.by_id[question] if isinstance(question, str) else question
        self.control = control_for(self.question, REGION)
        self.answer = value
        self.answers: list[Value | None] = []
        self.notices: list[str] = []
        self.moves: list[int] = []
        self._keys = KeyQueue(self)

    async def on_event(self, event: events.Event) -> None:
        """Let one key go on after the other, as the wizard does."""
        if self._keys.admits(event):
            await super().on_event(event)

    def compose(self) -> ComposeResult:
        """The control, and a box after it."""
        with VerticalScroll(can_focus=False):
            yield self.control
            yield Input(id="after", select_on_focus=False)

    def on_mount(self) -> None:
        """Fill the control, and put the cursor in it."""
        self.control.fill(self.answer, REGION)
        self.screen.set_focus(self.control.takes_keys)

    @on(AnswerChosen)
    def _chosen(self, event: AnswerChosen) -> None:
        self.answers.append(event.value)
        self.answer = event.value
        self.control.fill(event.value, REGION)

    def ask_about_lines(self, lines: Sequence[str], on_answer: Callable[[str], None]) -> None:
        ask_about_lines(self, lines, on_answer)

    def say(self, message: str, _state: str = "done") -> None:
        self.notices.append(message)

    @on(NextQuestion)
    def _moved(self, event: NextQuestion) -> None:
        self.moves.append(event.by)

    def send(self, *keys: str) -> None:
        """Press keys faster than anybody types: none waits for what the one before did."""
        for key in keys:
            character = " " if key == "space" else key if len(key) == 1 else None
            self.post_message(events.Key(key, character))

    def type(self, text: str) -> None:
        """Type a text, key after key."""
        self.send(*("space" if character == " " else character for character in text))

    def lines(self) -> list[str]:
        """The lines of the control as they stand on the screen."""
        area = self.control.region
        strips = self.screen._compositor.render_strips(self.screen.size)[area.y : area.bottom]
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]
