"""Answers that were changed in two places: both side by side, and the applicant chooses by a number."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from reportwizard.drafts.format.answers import plain_of, words_of
from reportwizard.drafts.merging.conflicts import can_keep_both, conflicts_of, settle
from reportwizard.drafts.store.recovery import keep_theirs
from reportwizard.ui.dialogs.choose import Way, numbered
from reportwizard.ui.fields.cell_box import Lines
from reportwizard.ui.history.compared import side
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.shared.days import time_words
from reportwizard.ui.shared.drawing import fitted, plain, wrapped
from reportwizard.ui.shared.drawn import Row
from reportwizard.ui.shared.line_list import LineList
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.signs import sign
from reportwizard.ui.wizard import PARTS, Open, wizard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.widget import Widget

    from reportwizard.drafts.merging.conflicts import Choice, Conflict
    from reportwizard.ui.session import Session

_WORDS = (
    "This computer and another program (perhaps a synced folder) changed the same answer. Nothing is lost: "
    "the one that you do not keep stays among the earlier versions."
)
_WAYS = (
    Way("mine", "keep this computer’s"),
    Way("theirs", "keep the other one"),
    Way("both", "keep both, one below the other"),
)


class VersionsPage(ReportPage):
    """One answer after the other, until all are chosen or the applicant wants to do it later.

    `back` is a question or a place, to which one goes then.
    """

    SCOPED_CSS = False
    DEFAULT_CSS = """
    VersionsPage { max-width: 90; }
    Frame.-wide VersionsPage { padding: 1 0 0 1; }
    VersionsPage VerticalScroll { height: auto; max-height: 1fr; scrollbar-size-vertical: 1; }
    VersionsPage LineList { margin-top: 1; height: 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll(1)", show=False, priority=True),
        Binding("pageup", "scroll(-1)", show=False, priority=True),
    ]

    def __init__(self, session: Session, answer_id: str = "", *, back: str = "") -> None:
        super().__init__(session)
        self._first, self._back = answer_id, back
        self._done = 0
        self._head = Lines(self._head_rows, lambda _: None)
        self._sides = Lines(self._side_rows, lambda _: None)
        self._follow()

    def _follow(self) -> None:
        form, conflict = self.session.report.form, self.waiting
        known = conflict is not None and conflict.answer_id in form.by_id
        self.question_id = conflict.answer_id if conflict is not None and known else ""
        self.tab = form.part_of[self.question_id].id if self.question_id else ""

    @property
    def place(self) -> Open:
        """This choice."""
        return Open("versions", self._first, back=self._back)

    @property
    def waiting(self) -> Conflict | None:
        """The answer that is shown; None where nothing waits any more."""
        waiting = conflicts_of(self.session.report)
        return next((one for one in waiting if one.answer_id == self._first), waiting[0] if waiting else None)

    def compose(self) -> ComposeResult:
        """What happened, both versions, what can be done."""
        yield self._head
        with VerticalScroll(can_focus=False):
            yield self._sides
        yield LineList()

    def begin(self) -> Widget:
        """Show the first answer that waits; the keys go to the ways."""
        self._show()
        return self.query_one(LineList)

    def _show(self) -> None:
        items = [numbered(at, way) for at, way in enumerate(self._ways, 1)]
        self.query_one(LineList).show(items, "mine")
        self._head.redraw()
        self._sides.redraw()

    @property
    def _ways(self) -> Sequence[Way]:
        conflict = self.waiting
        both = conflict is not None and can_keep_both(self.session.report, conflict)
        return _WAYS if both else _WAYS[:2]

    def _head_rows(self, width: int) -> list[Row]:
        conflict, report = self.waiting, self.session.report
        if conflict is None:
            return []
        question = report.form.by_id.get(conflict.answer_id)
        name = question.name if question else "List of expenses"
        many = self._done + len(conflicts_of(report))
        count = f"   {self._done + 1} of {many}" if many > 1 else ""
        number = f"{question.number}  " if question and question.number else ""
        lines = [
            Content.styled("This report was changed in two places", "bold"),
            *wrapped(Content.styled(_WORDS, "$quiet"), width - 4),
            Content(),
            Content.assemble((number, "bold $accent"), plain(name, "bold"), (count, "$quiet")),
            Content(),
        ]
        return [Row(line.pad_left(3)) for line in lines]

    def _side_rows(self, width: int) -> list[Row]:
        conflict, report = self.waiting, self.session.report
        if conflict is None:
            return []
        now = wizard(self).folder.clock().astimezone()
        mine = words_of(report, conflict.answer_id, plain_of(report, conflict.answer_id))
        theirs = words_of(report, conflict.answer_id, conflict.theirs)
        room = (width - 8) // 2
        empty = Content.styled("Nothing stands here.", "$quiet")
        heads = (_when("1  Here", self.session.status.at, now), _when("2  There", conflict.noticed_at, now))
        texts = (side(mine, theirs) or empty, side(theirs, mine) or empty)
        sides = [[head, Content(), *wrapped(text, room)] for head, text in zip(heads, texts, strict=True)]
        edge = Content.styled(f" {sign('edge')} ", "$line")
        return [
            Row(Content.assemble("   ", fitted(left, room), edge, fitted(right, room)))
            for left, right in zip_longest(*sides, fillvalue=Content())
        ]

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        """Take one of the versions, or both; then show the next answer."""
        event.stop()
        choice, conflict = event.id, self.waiting
        if conflict is None:
            return
        keep_theirs(wizard(self).folder, self.session.name, self.session.report, conflict)
        self.session.keep_version(conflict.answer_id)
        self.session.replace_report(settle(self.session.report, conflict, cast("Choice", choice)))
        self._done += 1
        self._first = ""
        if self.waiting is None:
            self.up()
            self.frame.call_later(wizard(self).say, "All is chosen. F8 at an answer shows the other version.")
        else:
            self._follow()
            self._show()

    def report_changed(self, question_id: str) -> None:
        """Follow what comes from the other place."""
        self._follow()
        self._show()

    def action_scroll(self, by: int) -> None:
        """Read on in both."""
        view = self.query_one(VerticalScroll)
        view.scroll_relative(y=by * max(view.size.height - 2, 1), animate=False)

    def hints(self) -> Sequence[Hint]:
        """One of them, or later."""
        numbers = "1 2 3" if len(self._ways) == len(_WAYS) else "1 2"
        return (
            Hint(numbers, "do it"),
            Hint("PgDn", "read on", "pagedown"),
            Hint("F1", "help", "f1"),
            Hint("Esc", "decide later", "escape"),
        )

    def help(self) -> tuple[str, str]:
        """What happened."""
        return "Changed in two places", _WORDS

    def up(self) -> None:
        """Leave both where they are; go where one came from."""
        if self._back in self.session.report.form.by_id:
            self.post_message(Open(at=self._back))
        else:
            self.post_message(Open(self._back or PARTS, self.question_id if self._back else ""))


def _when(words: str, at: datetime | None, now: datetime) -> Content:
    return Content.styled(f"{words}, {time_words(at, now)}" if at else words, "bold")
