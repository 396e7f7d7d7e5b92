"""What is below an answer: what a reader would ask, and numbered offers that one key takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from reportwizard.ui.fields.offers import Note, Offer
from reportwizard.ui.shared.drawing import cut, plain, right_aligned, wrapped
from reportwizard.ui.shared.line_list import Item, LineList, text_item


class Feedback(LineList, can_focus=False):
    """Notes with their offers, numbered after `first` options. Only F4 or ↓ lead here: Tab passes it by."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,shift+tab", "back")]
    more_key = "F4"

    class Taken(Message):
        """An offer was taken."""

        def __init__(self, offer: Offer) -> None:
            super().__init__()
            self.offer = offer

    class Left(Message):
        """The keys go back to the answer."""

    def __init__(self, first: int = 0) -> None:
        super().__init__(classes="feedback -fit-content")
        self._first, self._notes = first, tuple[Note, ...]()

    @property
    def offers(self) -> list[Offer]:
        """All that can be taken, in the order of its numbers."""
        return [offer for note in self._notes for offer in note.offers]

    @property
    def hints(self) -> str:
        """The key that leads here, where there is anything to take."""
        count, first = len(self.offers), self._first + 1
        last = {0: "", 1: "", 2: f" or {first + 1}"}.get(count, f" to {self._first + count}")
        return f"F4 use {first}{last}" if count else ""

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show other notes; the cursor stays at its number, which is the next thing to do."""
        self._notes = tuple(notes)
        self.display = bool(notes)
        self.show([*self.items()])
        if self.has_focus and not self.offers:
            self.action_back()

    def items(self) -> Iterator[Item]:
        return note_items(self._notes, self._first)

    def focus_offers(self) -> bool:
        """Put the cursor on the first offer; whether there is one."""
        if self.offers:
            self.action_end(0)
            self.can_focus = True
            self.focus(scroll_visible=False)
            self.scroll_visible(animate=False)
        return bool(self.offers)

    def watch_has_focus(self, has_focus: bool) -> None:
        self.can_focus = has_focus
        if not has_focus:
            self.action_end(0)
        super().watch_has_focus(has_focus)

    def on_key(self, event: events.Key) -> None:
        """Let no other letter go on to the page."""
        if event.is_printable:
            event.stop()

    def clicked(self, target: str) -> None:
        super().clicked(target) if target else self.focus_offers()

    def action_choose(self) -> None:
        if self.cursor:
            self.post_message(self.Taken(self.offers[int(self.cursor) - self._first]))

    def action_move(self, by: int) -> None:
        if by < 0 and self.cursor in self.ids[:1]:
            self.action_back()
        else:
            super().action_move(by)

    def action_back(self) -> None:
        self.post_message(self.Left())


def note_items(notes: Sequence[Note], first: int = 0) -> Iterator[Item]:
    """Give notes and their offers as items of a list; `first` offers are above them."""
    numbers = count(first)
    for note in notes:
        if note.message:
            style = "$quiet" if note.state in ("", "optional", "done") else ""
            yield text_item(plain(note.message, style), sign=note.state, wrap=True)
        # Amounts are below one another, their marks too.
        widest = max((plain(offer.label).cell_length for offer in note.offers), default=0)
        for offer in note.offers:
            number = next(numbers)
            draw = partial(offer_lines, offer, number + 1, widest)
            yield Item(str(number), draw, number=number + 1)


def offer_lines(offer: Offer, number: int, widest: int, width: int, current: bool = False) -> list[Content]:
    """Return `1  7,043.30 PEN   as in your list`; what does not fit on the line is below it."""
    label, reason = plain(offer.label, "$accent"), plain(offer.reason, "$quiet")
    label = label.stylize("bold" if current or reason else "")
    is_amount = offer.label[:1].isdigit() and offer.label[-1:].isupper()
    label = right_aligned(label, widest) if is_amount else label
    line = Content.assemble((f"{number}  ", "bold"), label)
    if line.cell_length + reason.cell_length + 3 <= width:
        return [Content.assemble(line, "   " if reason else "", reason)]
    return [cut(line, width), *(below.pad_left(3) for below in wrapped(reason, width - 3))]
