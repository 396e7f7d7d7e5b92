"""What stands below an answer: what a reader would ask, and numbered offers that one key takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from reportwizard.ui.fields.offers import Note, Offer
from reportwizard.ui.shared.drawing import (
    bar_of,
    cut,
    one_line,
    plain,
    raised,
    signed,
    to_the_right,
    wrapped,
)
from reportwizard.ui.shared.drawn import Drawn, Row
from reportwizard.ui.shared.line_list import choice_of
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.signs import sign

_INDENT = 3
_MORE = "more"


class Feedback(Drawn):
    """Notes with their offers, numbered through. It takes the keys only after F4 or ↓: Tab passes it by."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("enter", "take"),
        ("escape,tab,shift+tab", "back"),
    ]

    class Taken(Message):
        """An offer was taken."""

        def __init__(self, offer: Offer) -> None:
            super().__init__()
            self.offer = offer

    class Left(Message):
        """The keys go back to the answer."""

    def __init__(self, *, indent: int = 0) -> None:
        super().__init__(classes="feedback")
        self._indent = indent
        self._notes: tuple[Note, ...] = ()
        self._cursor = 0

    @property
    def offers(self) -> list[Offer]:
        """All that can be taken, in the order of its numbers."""
        return [offer for note in self._notes for offer in note.offers]

    @property
    def hints(self) -> list[Hint]:
        """The key that leads here, where there is anything to take."""
        many = len(self.offers)
        words = f"use 1 {'or' if many == 2 else 'to'} {many}" if many > 1 else "use 1"
        return [Hint("F4", words)] if many else []

    def show(self, notes: Sequence[Note]) -> None:
        """Show other notes; the cursor stays at its number, which is the next thing to do."""
        if tuple(notes) == self._notes:
            return
        self._notes = tuple(notes)
        offers = self.offers
        self._cursor = min(self._cursor, max(len(offers) - 1, 0))
        self.display = bool(self._notes)
        self.redraw()
        if self.has_focus and not offers:
            self.action_back()

    def open(self) -> bool:
        """Put the cursor on the first offer; whether there is one."""
        if self.offers:
            self._cursor = 0
            self.can_focus = True
            self.focus(scroll_visible=False)
            self.scroll_visible(animate=False)
        return bool(self.offers)

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.can_focus = has_focus

    # Drawing

    def rows(self, width: int) -> list[Row]:
        rows, number = list[Row](), 0
        for note in self._notes:
            rows += self._note_rows(note, width)
            widest = max((plain(one.words).cell_length for one in note.offers), default=0)
            for offer in note.offers:
                rows.append(self._offer_row(number, offer, widest, width))
                number += 1
        return rows

    def _note_rows(self, note: Note, width: int) -> list[Row]:
        begin = Content.assemble(" " * (self._indent + 1), signed(note.state) if note.state else " ", " ")
        style = "$quiet" if note.state in ("", "optional", "done") else ""
        rows = list[Row]()
        for line in wrapped(plain(note.words, style), width - self._indent - _INDENT - 1):
            rows.append(Row(Content.assemble(begin, line)))
            begin = Content(" " * (self._indent + _INDENT))
        return rows

    def _offer_row(self, number: int, offer: Offer, widest: int, width: int) -> Row:
        here = self.has_focus and number == self._cursor
        words = plain(offer.words, "$accent bold" if here or offer.reason else "$accent")
        # Amounts stand below one another, their marks too.
        words = to_the_right(words, widest) if offer.words[:1].isdigit() else words
        line = Content.assemble(" " * (self._indent + 1), bar_of(here), (f"{number + 1}  ", "bold"), words)
        room = width - line.cell_length - 4
        if offer.reason and room > 8:
            line = Content.assemble(line, "   ", one_line(offer.reason, room, "$quiet"))
        return Row(raised(cut(line, width), width, here), str(number))

    def lines(self) -> Sequence[Row]:
        """Return what there is room for: whole notes and how many more, or the rows at the cursor."""
        rows, room = super().lines(), self.content_size.height
        if not 0 < room < len(rows):
            return rows
        if self.has_focus:
            at = next((place for place, row in enumerate(rows) if row.what == str(self._cursor)), 0)
            first = min(max(at - room + 2, 0), len(rows) - room)
            return rows[first : first + room]
        ends, end = list[int](), 0
        for note in self._notes:
            end += len(self._note_rows(note, self.content_size.width)) + len(note.offers)
            ends.append(end)
        whole = [end for end in ends if end < room]
        more = Content.assemble(
            " " * (self._indent + _INDENT),
            (f"{sign('unfolded')} {len(ends) - len(whole)} more   ", "$quiet"),
            ("F4", "bold"),
        )
        return [*rows[: whole[-1] if whole else room - 1], Row(more, _MORE)]

    # Keys and mouse

    def on_key(self, event: events.Key) -> None:
        number = choice_of(event, len(self.offers))
        if number is not None:
            self.clicked(str(number))

    def clicked(self, what: str) -> None:
        offers = self.offers
        if what == _MORE:
            self.open()
        elif int(what) < len(offers):
            self.post_message(self.Taken(offers[int(what)]))

    def action_move(self, by: int) -> None:
        """Go to another offer; above the first one is the answer."""
        if self._cursor + by < 0:
            self.action_back()
            return
        self._cursor = min(self._cursor + by, len(self.offers) - 1)
        self.redraw()

    def action_take(self) -> None:
        self.clicked(str(self._cursor))

    def action_back(self) -> None:
        self.post_message(self.Left())
