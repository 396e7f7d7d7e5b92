"""Earlier versions of one answer, or of the list of expenses: what was changed since, and back with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from reportwizard.drafts.format.answers import LEDGER, display_text, plain_of, size_label, with_plain
from reportwizard.drafts.history.differences import Piece, shortened, word_diff
from reportwizard.drafts.history.versions import Version
from reportwizard.errors import ReportWizardError
from reportwizard.kinds.base import Plain
from reportwizard.report.report import Report
from reportwizard.text import count_words, pluralize
from reportwizard.ui.report.page import ReadingPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.days import recent_time
from reportwizard.ui.shared.drawing import cut, fitted, left_right, plain, sign
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.lines_widget import Lines, Row, Text
from reportwizard.ui.wizard import EXPENSES, Open, wizard

MOST = 40_000
"""Characters of a text that are shown and compared: a whole book would only make it slow."""
_MARKS = {"removed": ("minus", "$fix"), "added": ("plus", "$good bold")}
_NOW = "now"
_LIST, _WHEN = 30, 15


class HistoryPage(ReadingPage):
    """The versions at the left, the newest first; what was changed since then at the right."""

    SCOPED_CSS = False
    DEFAULT_CSS = f"""
    Frame.-wide HistoryPage {{ max-width: 110; }}
    HistoryPage > Lines {{ margin-bottom: 1; }}
    HistoryPage LineList {{ width: {_LIST}; }}
    HistoryPage VerticalScroll {{ height: 1fr; border-left: solid $line; padding: 0 2; }}
    """
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+z,super+z", "undo")]
    KEYS = (
        Hint("Enter", "put this version back"),
        Hint("↑ ↓", "choose"),
        Hint("PgDn", "read on"),
        Hint("Ctrl+Z", "undo"),
        Hint("Esc", "back"),
    )
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
        self._before: list[Plain | None] = []
        self._head, self._list, self._changes = Lines(self._head_rows), LineList(), Text()

    def compose(self) -> ComposeResult:
        yield self._head
        with Horizontal():
            yield self._list
            yield VerticalScroll(self._changes, can_focus=False)

    def begin(self) -> Widget:
        self._read(1)
        return self._list

    def _read(self, at: int) -> None:
        """Read the versions again, with the cursor on one of them; 0 is the answer as it is now."""
        self.session.save_now()
        try:
            self._versions = wizard(self).folder.versions(self.session.name, self._answer_id)
        except ReportWizardError as error:
            wizard(self).show_error(error)
        items = version_items(self.report, self._answer_id, self._versions, self.now)
        self._list.show(items, items[min(at, len(items) - 1)].id)
        self._head.redraw()
        self._show()

    def _head_rows(self, width: int) -> list[Row]:
        words = pluralize(len(self._versions), "version") if self._versions else ""
        left = Content.assemble("   ", self.name_of(self._answer_id), ("   earlier versions", "$quiet"))
        return [Row(left_right(left, Content.styled(words, "$quiet"), width - 2))]

    @property
    def _version(self) -> Version | None:
        cursor = self._list.cursor
        return None if cursor == _NOW else self._versions[int(cursor)]

    def hints(self) -> Sequence[Hint]:
        return self.KEYS if self._version else self.KEYS[1:]

    def _show(self) -> None:
        none = "There are no earlier versions yet. They are kept while you write."
        words = version_words(self.report, self._answer_id, self._version, self.now)
        self._changes.show(words if self._versions else Content.styled(none, "$quiet"))
        self.frame.show_lines()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def cursor_moved(self, id: str) -> None:
        self._show()

    def item_chosen(self, id: str) -> None:
        """Put a version back, and nothing else; what was there is kept."""
        if version := self._version:
            self._before.append(plain_of(self.report, self._answer_id))
            self._put(version.plain, "Put back. Ctrl+Z takes it back.")

    def action_undo(self) -> None:
        """Bring back what was there before a version was put back."""
        if self._before:
            self._put(self._before.pop(), "Taken back.")
        else:
            wizard(self).say("There is nothing to take back.", "look")

    def _put(self, plain: Plain | None, words: str) -> None:
        self.session.keep_version(self._answer_id)
        self.session.change(with_plain(self.report, self._answer_id, plain), self._answer_id)
        if not self.session.read_only:
            self._read(0)
            wizard(self).say(words)

    def up(self) -> None:
        place, at = (EXPENSES, "") if self._answer_id == LEDGER else ("", self._answer_id)
        self.post_message(Open(place, at, back=self.back))


def version_items(report: Report, answer_id: str, versions: Sequence[Version], now: datetime) -> list[Item]:
    """Return the lines of the list: the answer as it is now, then the versions, the newest first."""
    here = plain_of(report, answer_id)
    words = 0 if answer_id == LEDGER else count_words(display_text(report, answer_id, here))
    items = [_item(_NOW, _NOW, size_label(report, answer_id, words, here))]
    for at, version in enumerate(versions):
        size = size_label(report, answer_id, version.words, version.plain)
        items.append(_item(str(at), recent_time(version.at, now), size.rpartition(" ")[0]))
    return items


def _item(id: str, when: str, size: str) -> Item:
    def draw(width: int, here: bool) -> list[Content]:
        words = fitted(Content.styled(when, "bold" if here else ""), _WHEN)
        return [cut(Content.assemble(words, " ", size), width)]

    return Item(id, draw, height=1)


def version_words(report: Report, answer_id: str, version: Version | None, now: datetime) -> Content:
    """Return what was changed between a version and now; without a version, the answer as it is."""
    current = display_text(report, answer_id, plain_of(report, answer_id))
    if version is None:
        return plain(current[:MOST]) if current else Content.styled("There is nothing here now.", "$quiet")
    then = display_text(report, answer_id, version.plain)
    head = f"Between {recent_time(version.at, now)} and now"
    if then == current:
        return Content.styled(f"{head}: nothing was changed.", "$quiet")
    legend = (("removed", " was taken out   "), ("added", " was written"))
    below = [one for change, words in legend for one in (_mark(change), Content.styled(words, "$quiet"))]
    changed = changes(then, current, by_line=answer_id == LEDGER)
    return Content("\n\n").join([Content.styled(head, "$quiet"), changed, Content.assemble(*below)])


def _mark(change: str) -> Content:
    name, style = _MARKS[change]
    return Content.styled(sign(name), style)


def changes(then: str, now: str, *, by_line: bool = False) -> Content:
    """Return what was changed on the way to `now`, by signs and not by colour alone; what stayed is cut."""
    pieces = shortened(word_diff(then[:MOST], now[:MOST], by_line=by_line))
    parts, before = list[Content](), ""
    for piece in pieces:
        if before and not before[-1:].isspace() and not piece.text[:1].isspace():
            parts.append(Content(" "))
        parts += _marked(piece, by_line=by_line)
        before = piece.text
    return Content("").join(parts)


def _marked(piece: Piece, *, by_line: bool) -> Iterator[Content]:
    """Give a stretch with its sign; in a list each line has one."""
    if piece.change == "same":
        yield plain(piece.text)
        return
    for text in piece.text.splitlines(keepends=True) if by_line else [piece.text]:
        words = text.strip()
        left, _, right = text.partition(words) if words else (text, "", "")
        # Blanks around a word stay outside of its sign, so that lines break there.
        mark = _mark(piece.change) if words else Content()
        yield Content.assemble(plain(left), mark, plain(words, _MARKS[piece.change][1]), plain(right))


def side(text: str, other: str) -> Content:
    """Return one of two versions, with the words in bold that the other does not have."""
    pieces = word_diff(other[:MOST], text[:MOST])
    kept = (piece for piece in pieces if piece.change != "removed")
    return Content("").join(
        plain(piece.text, "bold $accent" if piece.change == "added" else "") for piece in kept
    )
