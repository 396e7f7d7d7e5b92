"""Earlier versions of one answer, or of the list of expenses: what was changed since, and back with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content

from reportwizard.drafts.format.answers import LEDGER, plain_of, size_words, stored, with_plain, words_of
from reportwizard.errors import ReportWizardError
from reportwizard.ui.history.compared import MOST, changes
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.shared.days import time_words
from reportwizard.ui.shared.drawing import cut, ends, fitted, plain
from reportwizard.ui.shared.drawn import Text
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.signs import sign
from reportwizard.ui.wizard import EXPENSES, Open, wizard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.widget import Widget

    from reportwizard.drafts.history.versions import Version
    from reportwizard.kinds.base import Value
    from reportwizard.report.expense import Expense
    from reportwizard.report.report import Report
    from reportwizard.ui.session import Session

_NOW = "now"
_LIST, _WHEN = 30, 15


class HistoryPage(ReportPage):
    """The versions at the left, the newest first; what was changed since then at the right."""

    SCOPED_CSS = False
    DEFAULT_CSS = f"""
    HistoryPage {{ max-width: 90; }}
    Frame.-wide HistoryPage {{ padding: 1 0 0 1; max-width: 110; }}
    HistoryPage .head {{ margin-bottom: 1; }}
    HistoryPage LineList {{ width: {_LIST}; }}
    HistoryPage VerticalScroll {{
        width: 1fr; height: 1fr; border-left: solid $line; padding: 0 2; scrollbar-size-vertical: 1;
    }}
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll(1)", show=False, priority=True),
        Binding("pageup", "scroll(-1)", show=False, priority=True),
        Binding("ctrl+z,super+z", "undo", show=False),
    ]

    def __init__(self, session: Session, answer_id: str, *, back: str = "") -> None:
        super().__init__(session)
        form = session.report.form
        self._answer_id, self._back = answer_id, back
        self.question_id = answer_id if answer_id in form.by_id else ""
        self.tab = form.part_of[answer_id].id if self.question_id else ""
        self._versions: Sequence[Version] = ()
        self._before: list[Value | tuple[Expense, ...] | None] = []

    @property
    def place(self) -> Open:
        """These versions."""
        return Open("history", self._answer_id, back=self._back)

    def compose(self) -> ComposeResult:
        """The name of the answer; the versions, and beside them what was changed."""
        yield Text(classes="head")
        with Horizontal():
            yield LineList()
            with VerticalScroll(can_focus=False):
                yield Text(id="changes")

    def begin(self) -> Widget:
        """Show the newest earlier version; the keys go to the list."""
        self._read(1)
        return self.query_one(LineList)

    def _read(self, at: int) -> None:
        """Read the versions anew, with the cursor on one of them; 0 is the answer as it is now."""
        self.session.save_now()
        try:
            self._versions = wizard(self).folder.versions(self.session.name, self._answer_id)
        except ReportWizardError as error:
            wizard(self).complain(error)
        now = wizard(self).folder.clock().astimezone()
        items = version_items(self.session.report, self._answer_id, self._versions, now)
        self.query_one(LineList).show(items, items[min(at, len(items) - 1)].id)
        self.query_one(".head", Text).show(self._head())
        self._show()

    def _head(self) -> Content:
        question = self.session.report.form.by_id.get(self._answer_id)
        number = f"{question.number}  " if question and question.number else ""
        name = question.name if question else "List of expenses"
        left = Content.assemble(
            "   ", (number, "bold $accent"), plain(name, "bold"), ("   earlier versions", "$quiet")
        )
        many = len(self._versions)
        words = f"{many} {'version' if many == 1 else 'versions'}" if many else ""
        width = min(self.app.size.width - 2, 88)
        return ends(left, Content.styled(words, "$quiet"), width)

    @property
    def _version(self) -> Version | None:
        cursor = self.query_one(LineList).cursor
        return self._versions[int(cursor)] if cursor.isdecimal() else None

    def _show(self) -> None:
        now = wizard(self).folder.clock().astimezone()
        if self._versions:
            words = version_words(self.session.report, self._answer_id, self._version, now)
        else:
            words = Content.styled(
                "There are no earlier versions yet. They are kept while you write.", "$quiet"
            )
        self.query_one("#changes", Text).show(words)
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        event.stop()
        self._show()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        """Put a version back, and nothing else; what stood there is kept."""
        event.stop()
        version, report = self._version, self.session.report
        if version is None:
            return
        self._before.append(stored(report, self._answer_id))  # type: ignore[arg-type]
        self._change(with_plain(report, self._answer_id, version.plain), "Put back. Ctrl+Z takes it back.")

    def action_undo(self) -> None:
        """Bring back what stood there before a version was put back."""
        if not self._before:
            wizard(self).say("There is nothing to take back.", "look")
            return
        before, report = self._before.pop(), self.session.report
        if self._answer_id == LEDGER:
            report = replace(report, ledger=before)  # type: ignore[arg-type]
        else:
            report = report.with_answer(self._answer_id, before)  # type: ignore[arg-type]
        self._change(report, "Taken back.")

    def _change(self, report: Report, words: str) -> None:
        self.session.keep_version(self._answer_id)
        self.session.change(report, self._answer_id)
        if not self.session.read_only:
            self._read(0)
            wizard(self).say(words)

    def action_scroll(self, by: int) -> None:
        """Read on in a long version, while the keys stay in the list."""
        view = self.query_one(VerticalScroll)
        view.scroll_relative(y=by * max(view.size.height - 2, 1), animate=False)

    def hints(self) -> Sequence[Hint]:
        """Put back, look at another one, back."""
        return (
            Hint("Enter", "put this version back", "enter"),
            Hint("↑ ↓", "choose"),
            Hint("PgDn", "read on", "pagedown"),
            Hint("Ctrl+Z", "undo", "ctrl+z"),
            Hint("Esc", "back", "escape"),
        )

    def help(self) -> tuple[str, str]:
        """What these versions are."""
        return "Earlier versions", (
            "While you write, earlier versions of every answer are kept. At the right you see what was "
            "changed since then.\nEnter puts a version back, and nothing else. What stands there now is "
            "kept, too."
        )

    def up(self) -> None:
        """Go back to the answer."""
        if self._answer_id == LEDGER:
            self.post_message(Open(EXPENSES, back=self._back))
        else:
            self.post_message(Open(at=self._answer_id, back=self._back))


def version_items(report: Report, answer_id: str, versions: Sequence[Version], now: datetime) -> list[Item]:
    """Return the lines of the list: the answer as it is now, then the versions, the newest first."""
    plain_now = plain_of(report, answer_id)
    from reportwizard.text import count_words

    many = 0 if answer_id == LEDGER else count_words(words_of(report, answer_id, plain_now))
    items = [_item(_NOW, _NOW, size_words(many, answer_id, plain_now))]
    for at, version in enumerate(versions):
        size = size_words(version.words, answer_id, version.plain)
        items.append(_item(str(at), time_words(version.at, now), size.rpartition(" ")[0]))
    return items


def _item(id: str, when: str, size: str) -> Item:
    def draw(width: int, here: bool) -> list[Content]:
        words = fitted(Content.styled(when, "bold" if here else ""), _WHEN)
        return [cut(Content.assemble(words, " ", size), width)]

    return Item(id, draw)


def version_words(report: Report, answer_id: str, version: Version | None, now: datetime) -> Content:
    """Return what was changed between a version and now; without a version, the answer as it is."""
    current = words_of(report, answer_id, plain_of(report, answer_id))
    if version is None:
        return plain(current[:MOST]) if current else Content.styled("Nothing stands here now.", "$quiet")
    then = words_of(report, answer_id, version.plain)
    head = f"Between {time_words(version.at, now)} and now"
    if then == current:
        return Content.styled(f"{head}: nothing was changed.", "$quiet")
    legend = Content.assemble(
        (sign("minus"), "$fix"), (" was taken out   ", "$quiet"), (sign("plus"), "$good bold"),
        (" was written", "$quiet"),
    )  # fmt: skip
    changed = changes(then, current, by_line=answer_id == LEDGER)
    return Content("\n\n").join([Content.styled(head, "$quiet"), changed, legend])
