"""How far one agrees with each of several statements: one key answers a statement and goes to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.widget import Widget

from reportwizard.kinds.agreement import missing, with_option
from reportwizard.ui.fields.agreement_draw import Drawn, Statement, draw, keys_of, statements
from reportwizard.ui.fields.control import AnswerChosen, Line
from reportwizard.ui.fields.reveal import reveal
from reportwizard.ui.fields.table_history import Echo

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size
    from textual.visual import VisualType

    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Reading, Region, Value


class AgreementControl(Widget, can_focus=True):
    """Statements with one option each. Keys: the numbers in the legend above; arrows; Delete."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    AgreementControl { height: auto; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down,enter", "move(1)", "Down", show=False),
        Binding("home", "move(-999)", "First statement", show=False),
        Binding("end", "move(999)", "Last statement", show=False),
        Binding("left", "change(-1)", "Option before", show=False),
        Binding("right", "change(1)", "Next option", show=False),
        Binding("delete,backspace", "clear", "Clear", show=False),
    ]

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__(classes="control")
        self.question = question
        self.cursor = 0
        self._value: Value | None = None
        self._echo = Echo()
        self._pressed = Offset()
        self._keys = keys_of(question)
        self._statements: tuple[Statement, ...] = statements(question, None)
        self._drawn: tuple[int, tuple[Drawn, ...]] | None = None

    def fill(self, value: Value | None, region: Region) -> None:
        """Show the stored options; an answer of our own that comes back late changes nothing."""
        self._echo.returned(value)
        if not self._echo.waiting:
            self._value = value
            self._show()

    def below(self, value: Value | None, reading: Reading | None, region: Region) -> Line | None:
        """Count the answers."""
        asked = len(self.question.rows)
        given = asked - len(missing(value, self.question))
        words = f"{given} of {asked} answered"
        return Line(words, "good") if given == asked else Line(f"{words} · ↑↓ move · a number answers")

    # Drawing

    def _lines(self, width: int) -> tuple[Drawn, ...]:
        if self._drawn is None or self._drawn[0] != width:
            cursor = self.cursor if self.has_focus else None
            self._drawn = (width, draw(self.question, self._statements, cursor, width))
        return self._drawn[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the legend and the statements take."""
        return len(self._lines(width)) if width else 0

    def render(self) -> VisualType:
        """The whole question."""
        return Content("\n").join(line.content for line in self._lines(self.content_size.width))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show the cursor only while keys go to this question."""
        super().watch_has_focus(has_focus)
        self._show()

    def _show(self) -> None:
        self._statements = statements(self.question, self._value)
        self.cursor = min(self.cursor, len(self._statements) - 1)
        self._drawn = None
        width = self.content_size.width
        if width:
            self.refresh(layout=len(self._lines(width)) != self.content_size.height)
            if self.has_focus:
                self.call_after_refresh(self.show_place)

    def show_place(self) -> None:
        """Scroll the current statement into view, with the legend where there is room for both."""
        lines = self._lines(self.content_size.width) if self.is_attached and self.content_size.width else ()
        mine = [number for number, line in enumerate(lines) if line.statement == self.cursor]
        legend = next((number for number, line in enumerate(lines) if line.zones), 0)
        if mine:
            first, last = mine[0], mine[-1] + 1
            reveal(self, [(0, last), (legend, last), (first, last)])

    def scroll_visible(self, *args: Any, **kwargs: Any) -> None:
        """Bring the current statement into view: the whole question may be higher than the screen."""
        self.call_after_refresh(self.show_place)

    # Keys and mouse

    async def on_key(self, event: events.Key) -> None:
        """Answer by the key in front of an option. Every key is done at once, in the order pressed."""
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return
        option = self._keys.get((event.character or "").casefold())
        if option and event.is_printable:
            event.stop()
            event.prevent_default()
            self._answer(option)
            self.action_move(1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Note what is clicked: the page may scroll to this question before the button is up."""
        self._pressed = event.offset - self.gutter.top_left

    def on_click(self) -> None:
        """Select a statement; or answer it with an option of the legend."""
        lines, inside = self._lines(self.content_size.width), self._pressed
        if not 0 <= inside.y < len(lines):
            return
        line = lines[inside.y]
        option = next((zone[2] for zone in line.zones if zone[0] <= inside.x < zone[1]), "")
        if line.statement is not None:
            self.action_move(line.statement - self.cursor)
        elif option:
            self._answer(option)
            self.action_move(1)

    def _answer(self, option: str | None) -> None:
        line = self._statements[self.cursor]
        if not line.known and option is not None:
            return
        value = with_option(self._value, self.question, line.id, option)
        if value != self._value:
            self._value = value
            self._echo.sent(value)
            self.post_message(AnswerChosen(value))
        self._show()

    def action_move(self, by: int) -> None:
        """Go to another statement; the cursor stops at the ends."""
        self.cursor = min(max(self.cursor + by, 0), len(self._statements) - 1)
        self._show()

    def action_change(self, by: int) -> None:
        """Take the next option, or the one before; from no answer, the first or the last."""
        options = [option.id for option in self.question.options]
        answer = self._statements[self.cursor].answer
        here = options.index(answer) if isinstance(answer, str) and answer in options else None
        if here is None:
            self._answer(options[0 if by > 0 else -1])
        else:
            self._answer(options[min(max(here + by, 0), len(options) - 1)])

    def action_clear(self) -> None:
        """Take the answer back."""
        self._answer(None)
