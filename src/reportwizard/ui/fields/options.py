"""A few options of which one is chosen: by a key, by arrows and Enter, or by the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events
    from textual.visual import VisualType


# Seconds within which the letters of a word follow one another.
_SENTENCE = 0.7


@dataclass(frozen=True, slots=True)
class Pick:
    """One option: its id, its words, the key that chooses it, and a remark shown quietly behind it."""

    id: str
    label: str
    key: str
    remark: str = ""


class OptionChooser(Widget, can_focus=True):
    """A list of options with a mark at the chosen one; nothing is chosen until the applicant does."""

    DEFAULT_CSS = """
    OptionChooser { height: auto; width: 1fr; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,left", "move(-1)", "Up", show=False),
        Binding("down,right", "move(1)", "Down", show=False),
        Binding("enter,space", "choose", "Choose", show=False),
        Binding("delete,backspace", "clear", "Clear", show=False),
    ]

    chosen: reactive[str] = reactive("", layout=False)
    cursor: reactive[int] = reactive(0, layout=False)

    class Picked(Message):
        """An option was chosen (`id`), or the choice taken back (empty).

        `label` are the words that were chosen: by the time of this message the chooser may offer others.
        """

        def __init__(self, chooser: OptionChooser, id_: str, label: str = "") -> None:
            super().__init__()
            self.chooser = chooser
            self.id = id_
            self.label = label

        @property
        def control(self) -> OptionChooser:
            """The chooser."""
            return self.chooser

    def __init__(self, picks: tuple[Pick, ...] = (), *, classes: str = "", id: str | None = None) -> None:
        super().__init__(classes=classes, id=id)
        self.picks = picks
        self._before = self._word = ""
        self._typed_at = 0.0

    def set_picks(self, picks: tuple[Pick, ...]) -> None:
        """Offer other options."""
        if picks == self.picks:
            return
        self.picks = picks
        self.cursor = 0
        self.set_reactive(OptionChooser.chosen, "")
        self.refresh(layout=True)

    def render(self) -> VisualType:
        """One option a line; the key in front, so that it can be learned."""
        lines = [self._line(number, pick) for number, pick in enumerate(self.picks)]
        return Content("\n").join(lines)

    def _line(self, number: int, pick: Pick) -> Content:
        mark = "●" if pick.id == self.chosen else "○"
        here = self.has_focus and number == self.cursor
        style = "$text bold on $primary 25%" if here else "$primary bold" if pick.id == self.chosen else ""
        line = Content.assemble((f"{mark} ", style), (f"{pick.key}) ", "$accent"), (pick.label, style))
        if pick.remark:
            line = Content.assemble(line, (f"  {pick.remark}", "$quiet"))
        return line

    def _row_of(self, y: int) -> int | None:
        """Return the option drawn at line `y`, counting how each label wraps."""
        width = max(self.content_size.width, 1)
        top = 0
        for number, pick in enumerate(self.picks):
            top += self._line(number, pick).get_height({}, width)
            if y < top:
                return number
        return None

    def on_click(self, event: events.Click) -> None:
        """Choose the option under the mouse."""
        row = self._row_of(event.y - self.gutter.top)
        if row is not None:
            self.cursor = row
            self.action_choose()

    def on_key(self, event: events.Key) -> None:
        """Choose by the key in front of an option; letters of a sentence choose nothing."""
        typed = (event.character or "").casefold()
        if not typed.isprintable() or not typed.strip():
            return
        keys = [pick.key.casefold() for pick in self.picks]
        if event.time - self._typed_at > _SENTENCE or not typed.isalpha():
            self._word = ""
        self._word, self._typed_at = self._word + typed, event.time
        if all(letter in keys for letter in self._word):
            event.stop()
            event.prevent_default()
            self._before = self.chosen
            self.cursor = keys.index(typed)
            self.action_choose()
        elif self._word[0] in keys:
            self._take_back_a_sentence(self.picks[keys.index(self._word[0])])

    def _take_back_a_sentence(self, pick: Pick) -> None:
        """Undo a choice that was the first letter of another word, typed where no field takes words."""
        if self.chosen == pick.id and not pick.label.casefold().startswith(self._word):
            self.chosen = self._before
            self.post_message(self.Picked(self, self.chosen))

    def action_move(self, step: int) -> None:
        """Move the cursor; it stops at the ends."""
        self.cursor = min(max(self.cursor + step, 0), len(self.picks) - 1)

    def action_choose(self) -> None:
        """Choose the option at the cursor."""
        if self.picks:
            pick = self.picks[self.cursor]
            self.chosen = pick.id
            self.post_message(self.Picked(self, pick.id, pick.label))

    def action_clear(self) -> None:
        """Take the choice back."""
        if self.chosen:
            self.chosen = ""
            self.post_message(self.Picked(self, ""))

    def watch_chosen(self, chosen: str) -> None:
        """Keep the cursor at the chosen option."""
        for number, pick in enumerate(self.picks):
            if pick.id == chosen:
                self.cursor = number


class Offered(OptionChooser, can_focus=False):
    """What is offered below an answer. Tab passes it by: a word typed after Tab must press nothing here."""

    def open(self) -> None:
        """Put the cursor here, until it leaves."""
        self.can_focus = True
        self.focus()

    def on_blur(self) -> None:
        """Let Tab pass by again."""
        self.can_focus = False
