"""Earlier versions of an answer, and the two versions of one that was changed in two places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from reportwizard.drafts.format.answers import LEDGER, display_text, plain_of, size_label, with_plain
from reportwizard.drafts.history.differences import Piece, shortened, word_diff
from reportwizard.drafts.history.versions import Version
from reportwizard.drafts.merging.conflicts import Conflict, Resolution, can_keep_both, conflicts_of, settle
from reportwizard.drafts.store.recovery import record_other_version
from reportwizard.errors import ReportWizardError
from reportwizard.kinds.values import Plain
from reportwizard.report.report import Report
from reportwizard.text import count_words, pluralize
from reportwizard.ui.dialogs.dialog import MenuItem, numbered_item
from reportwizard.ui.report.report_page import ReadingPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.bars import join_hints
from reportwizard.ui.shared.days import recent_time
from reportwizard.ui.shared.drawing import cut, fitted, left_right, plain, sign, wrapped
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines_widget import Lines, Row, Text
from reportwizard.ui.wizard import EXPENSES, Open, wizard

_MAX_LENGTH = 40_000
"""Characters that are compared; more would be slow."""
_MARKS = {"removed": ("minus", "$fix"), "added": ("plus", "$good bold")}
_NOW = "now"
_LIST_WIDTH, _TIME_WIDTH = 30, 15


class HistoryPage(ReadingPage):
    """The versions of an answer at the left, the newest first, and the changes since then at the right."""

    SCOPED_CSS = False
    DEFAULT_CSS = f"""
    Frame.-wide HistoryPage {{ max-width: 110; }}
    HistoryPage > Lines {{ margin-bottom: 1; }}
    HistoryPage LineList {{ width: {_LIST_WIDTH}; }}
    HistoryPage VerticalScroll {{ height: 1fr; border-left: solid $line; padding: 0 2; }}
    """
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+z,super+z", "undo")]
    KEYS = "↑ ↓ choose   PgDn read on   Ctrl+Z undo   Esc back"
    heading = "Earlier versions"
    HELP = (
        "While you write, earlier versions of every answer are kept. On the right you see what was "
        "changed since then.\nEnter puts a version back, and nothing else. What is there now is "
        "kept, too."
    )

    def __init__(self, session: Session, answer_id: str, *, back: str = "") -> None:
        super().__init__(session, back)
        self.set_question(answer_id)
        self._answer_id = answer_id
        self._versions: Sequence[Version] = ()
        self._undo_stack: list[Plain | None] = []
        self._head, self._list, self._changes = Lines(self._head_rows), LineList(), Text()

    def compose(self) -> ComposeResult:
        yield self._head
        with Horizontal():
            yield self._list
            yield VerticalScroll(self._changes, can_focus=False)

    def begin(self) -> Widget:
        self._load(1)
        return self._list

    def _load(self, index: int) -> None:
        """Load the versions, with the cursor on one of them; 0 is the answer as it is now."""
        self.session.save_now()
        try:
            versions = wizard(self).folder.versions(self.session.name, self._answer_id)
        except ReportWizardError as error:
            versions = []
            wizard(self).show_error(error)
        report, id = self.report, self._answer_id
        current = plain_of(report, id)
        now = display_text(report, id, current)
        self._versions = [item for item in versions if display_text(report, id, item.plain) != now]
        words = 0 if id == LEDGER else count_words(now)
        items = [_version_item(_NOW, _NOW, size_label(report, id, words, current))]
        for number, version in enumerate(self._versions):
            size = size_label(report, id, version.words, version.plain).rpartition(" ")[0]
            items.append(_version_item(str(number), recent_time(version.at, self.now), size))
        self._list.show(items, items[min(index, len(items) - 1)].id)
        self._head.redraw()
        self.cursor_moved(self._list.cursor)

    def _head_rows(self, width: int) -> list[Row]:
        count = pluralize(len(self._versions), "version") if self._versions else ""
        left = Content.assemble("   ", self.name_of(self._answer_id), ("   earlier versions", "$quiet"))
        return [Row(left_right(left, Content.styled(count, "$quiet"), width - 2))]

    @property
    def _version(self) -> Version | None:
        cursor = self._list.cursor
        return None if cursor == _NOW else self._versions[int(cursor)]

    def hints(self) -> str:
        return join_hints("Enter put this version back" if self._version else "", self.KEYS)

    def cursor_moved(self, id: str) -> None:
        content = changes_since(self.report, self._answer_id, self._version, self.now)
        if not self._versions:
            none = "There are no earlier versions yet. They are kept while you write."
            content = Content.styled(none, "$quiet")
        self._changes.show(content)
        self.frame.show_lines()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def item_chosen(self, id: str) -> None:
        if version := self._version:
            self._undo_stack.append(plain_of(self.report, self._answer_id))
            self._put_back(version.plain, "Put back. Esc goes to the answer, Ctrl+Z takes it back.")

    def on_key(self, event: events.Key) -> None:
        if event.is_printable:
            wizard(self).say("You cannot type here. Press Esc to go on writing.", "look")

    def action_undo(self) -> None:
        if self._undo_stack:
            self._put_back(self._undo_stack.pop(), "Taken back.")
        else:
            wizard(self).say("There is nothing to take back.", "look")

    def _put_back(self, plain: Plain | None, message: str) -> None:
        self.session.keep_version(self._answer_id)
        self.session.change(with_plain(self.report, self._answer_id, plain), self._answer_id)
        if not self.session.read_only:
            self._load(0)
            wizard(self).say(message)

    def up(self) -> None:
        page, at = (EXPENSES, "") if self._answer_id == LEDGER else ("", self._answer_id)
        self.post_message(Open(page, at, back=self.back))


def _version_item(id: str, when: str, size: str) -> Item:
    def draw(width: int, is_current: bool) -> list[Content]:
        time = fitted(Content.styled(when, "bold" if is_current else ""), _TIME_WIDTH)
        return [cut(Content.assemble(time, " ", size), width)]

    return Item(id, draw, height=1)


def changes_since(report: Report, answer_id: str, version: Version | None, now: datetime) -> Content:
    """Return the changes from a version to now; without a version, the answer as it is."""
    current = display_text(report, answer_id, plain_of(report, answer_id))
    if version is None:
        if not current:
            return Content.styled("There is nothing here now.", "$quiet")
        return plain(current[:_MAX_LENGTH])
    old = display_text(report, answer_id, version.plain)
    head = f"Between {recent_time(version.at, now)} and now"
    taken, written = (" was taken out   ", "$quiet"), (" was written", "$quiet")
    legend = Content.assemble(_mark("removed"), taken, _mark("added"), written)
    changes = marked_changes(old, current, by_line=answer_id == LEDGER)
    return Content("\n\n").join([Content.styled(head, "$quiet"), changes, legend])


def _mark(change: str) -> Content:
    name, style = _MARKS[change]
    return Content.styled(sign(name), style)


def marked_changes(old: str, new: str, *, by_line: bool = False) -> Content:
    """Return the changes with signs, so that colour is not needed; long texts that stayed are cut."""
    pieces = shortened(word_diff(old[:_MAX_LENGTH], new[:_MAX_LENGTH], by_line=by_line))
    parts, before = list[Content](), ""
    for piece in pieces:
        if before and not before[-1:].isspace() and not piece.text[:1].isspace():
            parts.append(Content(" "))
        parts += _marked_piece(piece, by_line=by_line)
        before = piece.text
    return Content("").join(parts)


def _marked_piece(piece: Piece, *, by_line: bool) -> Iterator[Content]:
    if piece.change == "same":
        yield plain(piece.text)
        return
    for text in piece.text.splitlines(keepends=True) if by_line else [piece.text]:
        words = text.strip()
        before, _, after = text.partition(words) if words else (text, "", "")
        # The spaces stay outside of the sign, so that lines break there.
        mark = _mark(piece.change) if words else Content()
        yield Content.assemble(plain(before), mark, plain(words, _MARKS[piece.change][1]), plain(after))


_CONFLICT = (
    "The same answer was changed twice. Nothing is lost: the one that you do not keep stays among the "
    "earlier versions."
)


class ConflictPage(ReadingPage):
    """The two versions of an answer; the applicant chooses, one answer after the other, or decides later."""

    DEFAULT_CSS = "ConflictPage LineList { margin-top: 1; height: 4; }"
    heading = "Changed in two places"
    HELP = _CONFLICT

    def __init__(self, session: Session, answer_id: str = "", *, back: str = "") -> None:
        super().__init__(session, back)
        self._answer_id = answer_id
        self._settled = 0
        self._versions, self._list = Lines(self._rows), LineList()

    @property
    def conflict(self) -> Conflict | None:
        """The conflict that is shown."""
        conflicts = conflicts_of(self.report)
        first = next(iter(conflicts), None)
        return next((conflict for conflict in conflicts if conflict.answer_id == self._answer_id), first)

    def compose(self) -> ComposeResult:
        yield VerticalScroll(self._versions, can_focus=False)
        yield self._list

    def begin(self) -> Widget:
        self._show()
        return self._list

    def _show(self) -> None:
        self.set_question(self.conflict.answer_id if self.conflict else "")
        self._list.show([numbered_item(number, item) for number, item in enumerate(self._choices, 1)], "mine")
        self._versions.redraw()

    @property
    def _choices(self) -> Sequence[MenuItem]:
        if (conflict := self.conflict) is None:
            return ()
        sides = zip(("mine", "theirs"), conflict.sides, strict=True)
        both = [MenuItem("both", "keep both, one below the other")]
        choices = [MenuItem(id, f"keep the one {side}") for id, side in sides]
        return choices + both if can_keep_both(self.report, conflict) else choices

    def _rows(self, width: int) -> list[Row]:
        conflict = self.conflict
        if conflict is None:
            return []
        total = self._settled + len(conflicts_of(self.report))
        count = f"   {self._settled + 1} of {total}" if total > 1 else ""
        lines = [
            Content.styled("This report was changed in two places", "bold"),
            *wrapped(Content.styled(_CONFLICT, "$quiet"), width - 4),
            Content(),
            Content.assemble(self.name_of(conflict.answer_id), (count, "$quiet")),
            Content(),
            *self._both_versions(conflict, (width - 8) // 2),
        ]
        return [Row(line.pad_left(3)) for line in lines]

    def _both_versions(self, conflict: Conflict, width: int) -> Iterator[Content]:
        """Yield the lines of both versions beside each other, each in so many cells."""
        report, id = self.report, conflict.answer_id
        mine, theirs = (display_text(report, id, value) for value in (plain_of(report, id), conflict.theirs))
        sides = list[list[Content]]()
        texts = ((mine, theirs), (theirs, mine))
        for number, (side, (text, other)) in enumerate(zip(conflict.sides, texts, strict=True), 1):
            title = f"{number}  {side[0].upper()}{side[1:]}"
            nothing = Content.styled("There is nothing here.", "$quiet")
            content = with_differences(text, other) or nothing
            sides.append([Content.styled(title, "bold"), Content(), *wrapped(content, width)])
        edge = Content.styled(f" {sign('edge')} ", "$line")
        for left, right in zip_longest(*sides, fillvalue=Content()):
            yield Content.assemble(fitted(left, width), edge, fitted(right, width))

    def item_chosen(self, id: str) -> None:
        """Keep one of the versions, or both; then show the next answer."""
        conflict = self.conflict
        if conflict is None:
            return
        record_other_version(wizard(self).folder, self.session.name, self.report, conflict)
        self.session.keep_version(conflict.answer_id)
        self.session.change(settle(self.report, conflict, cast("Resolution", id)))
        self._settled += 1
        if self.conflict is None:
            self.up()
            message = "Everything is chosen. F8 at an answer shows the other version."
            self.frame.call_later(wizard(self).say, message)
        else:
            self._show()

    def report_changed(self, question_id: str) -> None:
        self._show()

    def hints(self) -> str:
        return f"{' '.join('123'[: len(self._choices)])} do it   PgDn read on   F1 help   Esc decide later"


def with_differences(text: str, other: str) -> Content:
    """Return a text; words that the other one does not have are bold."""
    pieces = word_diff(other[:_MAX_LENGTH], text[:_MAX_LENGTH])
    return Content("").join(
        plain(piece.text, "bold $accent" if piece.change == "added" else "")
        for piece in pieces
        if piece.change != "removed"
    )
