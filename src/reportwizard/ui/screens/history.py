"""The earlier versions of one answer: look at what changed, and put one back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from reportwizard.drafts.format.answers import LEDGER, plain_of, size_words, words_of
from reportwizard.ui.content import plain
from reportwizard.ui.screens.dialogs import Dialog
from reportwizard.ui.widgets.diff_view import diff_content

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from textual.app import ComposeResult

    from reportwizard.drafts.history.versions import Version
    from reportwizard.report.report import Report


class HistoryScreen(Dialog["Version | None"]):
    """Earlier versions, the newest first; gives the one to put back, or None."""

    CSS_PATH = "history.tcss"
    versions_list = getters.query_one(OptionList)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", tooltip="Close this and change nothing"),
        Binding("pagedown", "page(1)", "Page down", show=False, priority=True),
        Binding("pageup", "page(-1)", "Page up", show=False, priority=True),
    ]

    def __init__(self, report: Report, answer_id: str, versions: Sequence[Version], now: datetime) -> None:
        super().__init__()
        self._report, self._answer_id, self._versions, self._now = report, answer_id, versions, now
        self._current = words_of(report, answer_id, plain_of(report, answer_id))

    def compose(self) -> ComposeResult:
        """The versions on the left; on the right what putting one back would change."""
        question = self._report.form.by_id.get(self._answer_id)
        name = f"{question.number} {question.name}" if question else "List of expenses"
        with Vertical(classes="dialog"):
            yield Static(plain(f"Earlier versions · {name}"), classes="dialog-title")
            with Horizontal(id="history-body"):
                yield OptionList(*(Option(self._line(one)) for one in self._versions), markup=False)
                with VerticalScroll(can_focus=False):
                    yield Static(id="history-legend")
                    yield Static(id="history-text")
            yield Static(
                "↑ ↓ other version · Page Up/Down read on · Enter puts it back · Esc", classes="dialog-keys"
            )
            with Horizontal(classes="dialog-buttons"):
                yield Button("Cancel", id="no", compact=True)
                yield Button("Put this version back", id="yes", compact=True)

    def _line(self, version: Version) -> Content:
        at = version.at.astimezone(self._now.tzinfo)
        day = "today" if at.date() == self._now.date() else f"{at:%d.%m.%Y}"
        words = size_words(version.words, version.answer_id, version.plain)
        lost = "lines" if version.answer_id == LEDGER else "words"
        mark = (f"\nbefore {lost} were taken out", "$quiet") if version.kept else ""
        return Content.assemble((f"{day} {at:%H:%M}", "bold"), f" · {words}", mark)

    def on_mount(self) -> None:
        """Show the newest earlier version at once."""
        self.versions_list.highlighted = 0
        self.versions_list.focus()

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        version = self._versions[event.option_index]
        then = words_of(self._report, self._answer_id, version.plain)
        same = "The same as your list now." if self._answer_id == LEDGER else "The same as your answer now."
        legend = "[+ comes back +]  [− goes away −]" if then != self._current else same
        self.query_one("#history-legend", Static).update(Content.styled(legend, "$quiet"))
        text = self.query_one("#history-text", Static)
        text.update(diff_content(self._current, then, by_line=self._answer_id == LEDGER))
        # The first text comes before its width is known; without this it would keep the height of one line.
        self.call_after_refresh(text.refresh, layout=True)
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    @on(Button.Pressed, "#yes")
    def _taken(self) -> None:
        place = self.versions_list.highlighted
        self.dismiss(None if place is None else self._versions[place])

    @on(Button.Pressed, "#no")
    def action_cancel(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def action_page(self, by: int) -> None:
        """Read on in a long version, while the keys stay in the list."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=by * max(scroll.size.height - 2, 1), animate=False)
