"""Answers that were changed in two places: both side by side, and the applicant chooses by a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from reportwizard.drafts.format.answers import display_text, plain_of
from reportwizard.drafts.merging.conflicts import Conflict, Resolution, can_keep_both, conflicts_of, settle
from reportwizard.drafts.store.recovery import record_other_version
from reportwizard.ui.dialogs.dialog import MenuItem, numbered_item
from reportwizard.ui.history.page import side
from reportwizard.ui.report.page import ReadingPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.days import recent_time
from reportwizard.ui.shared.drawing import fitted, sign, wrapped
from reportwizard.ui.shared.line_list import LineList
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.lines_widget import Lines, Row
from reportwizard.ui.wizard import wizard

_WORDS = (
    "This computer and another program (perhaps a synced folder) changed the same answer. Nothing is lost: "
    "the one that you do not keep stays among the earlier versions."
)
_WAYS = (
    MenuItem("mine", "keep this computer’s"),
    MenuItem("theirs", "keep the other one"),
    MenuItem("both", "keep both, one below the other"),
)


class VersionsPage(ReadingPage):
    """One answer after the other, until all are chosen or the applicant wants to do it later.

    `back` is a question or a place, to which one goes then.
    """

    DEFAULT_CSS = "VersionsPage LineList { margin-top: 1; height: 4; }"
    heading = "Changed in two places"
    HELP = _WORDS

    def __init__(self, session: Session, answer_id: str = "", *, back: str = "") -> None:
        super().__init__(session, back)
        self._at = answer_id
        self._done = 0
        self._both = Lines(self._rows)
        self._list = LineList()

    @property
    def waiting(self) -> Conflict | None:
        """The answer that is shown; None if nothing waits any more."""
        waiting = conflicts_of(self.report)
        return next((one for one in waiting if one.answer_id == self._at), next(iter(waiting), None))

    def compose(self) -> ComposeResult:
        yield VerticalScroll(self._both, can_focus=False)
        yield self._list

    def begin(self) -> Widget:
        self._show()
        return self._list

    def _show(self) -> None:
        self.set_question(self.waiting.answer_id if self.waiting else "")
        self._list.show([numbered_item(at, way) for at, way in enumerate(self._ways, 1)], "mine")
        self._both.redraw()

    @property
    def _ways(self) -> Sequence[MenuItem]:
        conflict = self.waiting
        both = conflict is not None and can_keep_both(self.report, conflict)
        return _WAYS if both else _WAYS[:2]

    def _rows(self, width: int) -> list[Row]:
        conflict = self.waiting
        if conflict is None:
            return []
        many = self._done + len(conflicts_of(self.report))
        count = f"   {self._done + 1} of {many}" if many > 1 else ""
        lines = [
            Content.styled("This report was changed in two places", "bold"),
            *wrapped(Content.styled(_WORDS, "$quiet"), width - 4),
            Content(),
            Content.assemble(self.name_of(conflict.answer_id), (count, "$quiet")),
            Content(),
            *self._sides(conflict, (width - 8) // 2),
        ]
        return [Row(line.pad_left(3)) for line in lines]

    def _sides(self, conflict: Conflict, room: int) -> Iterator[Content]:
        """Give the lines of both versions beside one another, each in so many terminal cells."""
        report, id = self.report, conflict.answer_id
        mine, theirs = (
            display_text(report, id, plain_of(report, id)),
            display_text(report, id, conflict.theirs),
        )
        here, there = self.session.status.at, conflict.noticed_at
        sides = (("1  Here", here, side(mine, theirs)), ("2  There", there, side(theirs, mine)))
        left, right = (_side(words, at, self.now, text, room) for words, at, text in sides)
        edge = Content.styled(f" {sign('edge')} ", "$line")
        for one, other in zip_longest(left, right, fillvalue=Content()):
            yield Content.assemble(fitted(one, room), edge, fitted(other, room))

    def item_chosen(self, id: str) -> None:
        """Take one of the versions, or both; then show the next answer."""
        conflict = self.waiting
        if conflict is None:
            return
        record_other_version(wizard(self).folder, self.session.name, self.report, conflict)
        self.session.keep_version(conflict.answer_id)
        self.session.change(settle(self.report, conflict, cast("Resolution", id)))
        self._done += 1
        if self.waiting is None:
            self.up()
            self.frame.call_later(
                wizard(self).say, "Everything is chosen. F8 at an answer shows the other version."
            )
        else:
            self._show()

    def report_changed(self, question_id: str) -> None:
        self._show()

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("1 2 3" if self._ways == _WAYS else "1 2", "do it"),
            Hint("PgDn", "read on"),
            Hint("F1", "help"),
            Hint("Esc", "decide later"),
        )


def _side(words: str, at: datetime | None, now: datetime, text: Content, room: int) -> list[Content]:
    head = Content.styled(f"{words}, {recent_time(at, now)}" if at else words, "bold")
    return [head, Content(), *wrapped(text or Content.styled("There is nothing here.", "$quiet"), room)]
