"""What stands below the list of expenses: how its line is read, the questions beside it, and offers."""

from __future__ import annotations

from textual.content import Content

from reportwizard.ui.expenses.drawing import LEFT, compared_rows, read_row
from reportwizard.ui.expenses.lines import ExpenseLines
from reportwizard.ui.expenses.offers import WHY, Sums, readings, sums
from reportwizard.ui.fields.feedback import Feedback
from reportwizard.ui.fields.offers import Note
from reportwizard.ui.shared.drawing import cut
from reportwizard.ui.shared.drawn import Row
from reportwizard.ui.wizard import Open

_NONE = (
    "One line for each thing you paid. You need not make a list.",
    "You can paste rows from Excel. Ctrl+O reads a file: a spreadsheet, a list",
    "of your bank or wallet, or the budget sheet of your grant.",
)


class Below(Feedback):
    """How the line with the cursor is read, and what it may mean; then the questions, and what is offered."""

    def __init__(self, lines: ExpenseLines) -> None:
        super().__init__()
        self._list = lines
        self._explained = False
        self.sums = Sums()

    def add_up(self) -> None:
        """Add the list up anew."""
        self.sums = sums(self._list.report)

    def explain(self) -> None:
        """Say why the list and the answers differ."""
        self._explained = True

    def follow(self) -> None:
        """Show what there is to say about the list, and about the line with the cursor, as they are now."""
        note = self.sums.note
        if self._explained:
            offers = tuple(one for one in note.offers if one != WHY)
            note = Note("look" if self.sums.why else "", self.sums.why, offers)
        self.show((*readings(self._list.problems()), note))
        self.redraw()

    def rows(self, width: int) -> list[Row]:
        read = cut(Content.assemble(" " * LEFT, read_row(self._list)), width)
        rows = [Row(Content()), Row(read), *super().rows(width)]
        if not self._list.ledger:
            rows += [Row(Content()), *(Row(Content.styled(" " * LEFT + one, "$quiet")) for one in _NONE)]
        return rows

    def _note_rows(self, note: Note, width: int) -> list[Row]:
        rows = super()._note_rows(note, width)
        return [*compared_rows(self.sums, width), *rows] if note is self._notes[-1] else rows

    def clicked(self, what: str) -> None:
        place, _, question = what.partition(" ")
        if question:
            self.post_message(Open(at=question))
        else:
            super().clicked(place)
