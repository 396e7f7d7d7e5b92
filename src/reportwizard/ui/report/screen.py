"""The screen of an open report, which opens its pages."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.timer import Timer

from reportwizard.checks.dismiss import CheckResult
from reportwizard.drafts.saving.autosave import Status
from reportwizard.report.due import is_handed_in
from reportwizard.report.report import Report
from reportwizard.ui.report.drawing import rail_rows
from reportwizard.ui.report.parts_page import PartsPage
from reportwizard.ui.report.question_page import QuestionPage
from reportwizard.ui.report.report_page import ReportPage
from reportwizard.ui.report.status import entry_question, parts_to_write, tabs
from reportwizard.ui.session import Session
from reportwizard.ui.shared.bars import StatusLine, TabsLine
from reportwizard.ui.shared.days import due_label, short_date
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.shared.drawing import plain, styled_sign
from reportwizard.ui.shared.frame import Frame, Page
from reportwizard.ui.shared.keys import key_binding
from reportwizard.ui.shared.lines_widget import Lines, Row
from reportwizard.ui.terminal.memory import freeze_startup_objects
from reportwizard.ui.wizard import (
    CHECK,
    CONFLICTS,
    CURRENCY,
    EXPENSES,
    HAND_IN,
    HISTORY,
    NUMBERS,
    PARTS,
    PROOF,
    REVIEW,
    SETTINGS,
    Open,
    ask,
    wizard,
)

if TYPE_CHECKING:
    from reportwizard.ui.check.items import WorkLog
    from reportwizard.ui.expenses.expense_lines import ExpenseLines

# In seconds. Half a sentence should not be checked.
_TYPING_PAUSE, _SLOW_SAVE = 1.0, 1.0


class ReportScreen(Frame):
    """An open report, which opens at `first`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key_binding("f2,ctrl+p", "go_to", "go_to", "Go to any question", priority=True),
        key_binding("f3", "part(1)", "next_part", "Next part"),
        key_binding("shift+f3", "part(-1)", "previous_part", "Previous part"),
        key_binding("f4,ctrl+t", "page('show_offers')", "offers", "Use what is offered", priority=True),
        key_binding("f5", "open('check')", "check", "Check your answers"),
        key_binding("f6", "open('hand-in')", "hand_in", "Hand in the report", priority=True),
        key_binding("f7", "page('open_editor')", "editor", "Write in your own editor", priority=True),
        key_binding("f8", "page('show_versions')", "earlier", "Earlier versions"),
        key_binding("f9,f10", "open('expenses')", "expenses", "List of expenses"),
        key_binding("ctrl+r", "page('dismiss_finding')", "right_as_it_is", "It is right as it is"),
        key_binding("ctrl+o", "page('choose_file')", "file", "Choose a file", priority=True),
        key_binding("ctrl+s", "save", "save", "Save now", priority=True),
        key_binding("alt+down", "question(1)", "next_question", "Next question"),
        key_binding("alt+up", "question(-1)", "previous_question", "Previous question"),
        key_binding("ctrl+enter", "question(1)", "go_on", "Go on"),
    ]

    SCOPED_CSS = False
    DEFAULT_CSS = """
    ReportScreen .rail { width: 34; height: 1fr; border-right: solid $line; display: none; }
    ReportScreen.-wide .rail.-shown { display: block; }
    """

    def __init__(self, session: Session, first: Open) -> None:
        super().__init__()
        self.session = session
        self._first = first
        self._pause = Debounce(self, self._update_page)
        self._checked: tuple[Report, CheckResult] | None = None
        self._slow_save: Timer | None = None
        self._is_slow = False
        self._rail = Lines(self._rail_rows, lambda target: self.post_message(Open(at=target)), classes="rail")

    def compose_rail(self) -> ComposeResult:
        yield self._rail

    def first_page(self) -> Page | None:
        return self._page_for(self._first)

    def on_mount(self) -> None:
        self.session.changed.subscribe(self, self._report_changed)
        self.session.status_changed.subscribe(self, self._status_changed)
        self.call_after_refresh(freeze_startup_objects)

    def on_unmount(self) -> None:
        self.session.changed.unsubscribe(self)
        self.session.status_changed.unsubscribe(self)

    def checked(self) -> CheckResult:
        """Return the result of the checks; it is kept while the report stays the same."""
        report = self.session.report
        if self._checked is None or self._checked[0] is not report:
            from reportwizard.checks.registry import check_report

            today = wizard(self).folder.clock().astimezone().date()
            self._checked = (report, check_report(report, today))
        return self._checked[1]

    def _report_changed(self, question_id: str) -> None:
        if isinstance(self.page, ReportPage):
            self.page.report_changed(question_id)
        if question_id:
            self._pause.touch(_TYPING_PAUSE)
        else:
            self._update_page()

    def _update_page(self) -> None:
        if self.page is not None and self.page.is_attached:
            self.page.typing_paused()
            self.show_lines()

    def _status_changed(self, status: Status) -> None:
        if self._slow_save is not None:
            self._slow_save.stop()
        self._is_slow = False
        advice = status.message.partition("; ")[2] if status.state == "failed" else ""
        self.say_unsaved(f"{advice[:1].upper()}{advice[1:]}." if advice else "")
        if status.state == "saving":
            self._slow_save = self.set_timer(_SLOW_SAVE, self._show_slow_save)
        self._show_title()

    def _show_slow_save(self) -> None:
        self._is_slow = True
        self._show_title()

    def _show_title(self) -> None:
        report, now = self.session.report, wizard(self).folder.clock().astimezone()
        title = plain(report.title.strip() or "Report without a title yet")
        saved = save_state(self.session.status, now, is_slow=self._is_slow)
        self._title_line.show(title, due_state(report, now.date()), saved)

    def show_lines(self) -> None:
        if self.page is not None and self.page.is_attached:
            super().show_lines()
            self._show_title()
            self._tabs_line.show(tabs(self.session.report, self.checked().findings), self.page.tab)
            self._rail.set_class(self.page.has_rail, "-shown")
            self._rail.redraw()

    def _rail_rows(self, width: int) -> list[Row]:
        if self.page is None or not self.page.has_rail:
            return []
        report, id = self.session.report, self.page.question_id
        size = (width, self._rail.size.height)
        return rail_rows(report, report.form.part_of[id], id, self.checked().findings, size)

    @on(TabsLine.Clicked)
    async def _tab_clicked(self, event: TabsLine.Clicked) -> None:
        await self._open_tab(event.id)

    @on(StatusLine.Clicked)
    def _neighbour_clicked(self, event: StatusLine.Clicked) -> None:
        if isinstance(self.page, ReportPage):
            self.page.go_to_neighbour(event.id)

    @on(Open)
    async def _open(self, event: Open) -> None:
        if event.page in (CURRENCY, NUMBERS):
            event.stop()
            self._choose_region(event.page)
        elif page := self._page_for(event):
            event.stop()
            await self.open_page(page, over=event.page == SETTINGS)

    def _choose_region(self, page: str) -> None:
        """Ask for the currency or the locale; the amounts are read again with it."""
        from reportwizard.ui.dialogs.pickers import currency_picker, locale_picker

        is_currency, picker = page == CURRENCY, currency_picker if page == CURRENCY else locale_picker

        def set_region(code: str) -> None:
            region = {"currency" if is_currency else "locale": code}
            self.session.change(self.session.report.with_region(**region))
            written = "Numbers and dates are written like this now."
            self.say(f"Your currency is {code}." if is_currency else written)

        ask(self, picker(self.session.report.locale), set_region)

    def _page_for(self, request: Open) -> Page | None:
        session, name = self.session, request.page
        if not name and request.at in session.report.form.by_id:
            page = QuestionPage(session, request.at, back=request.back, about=request.about)
            return page if page.asked else PartsPage(session, page.part.id)
        if name == PARTS:
            return PartsPage(session, request.at or self._part_id())
        if name == CHECK:
            from reportwizard.ui.check.check_page import CheckPage

            return CheckPage(session, self._work_log, request.at or request.back)
        if name in (HAND_IN, PROOF, REVIEW):
            from reportwizard.ui.hand_in.hand_in_page import hand_in_page

            return hand_in_page(session, self._work_log, request)
        if name == SETTINGS:
            from reportwizard.ui.home.settings import SettingsPage

            return SettingsPage(in_report=True)
        if name == EXPENSES:
            from reportwizard.ui.expenses.expenses_page import ExpensesPage

            return ExpensesPage(session, self._expenses, back=request.back)
        return self._versions_page(request) if name in (HISTORY, CONFLICTS) else None

    @cached_property
    def _expenses(self) -> ExpenseLines:
        """The list of expenses, with its cursor and its undo history."""
        from reportwizard.ui.expenses.expense_lines import ExpenseLines

        return ExpenseLines(self.session.report, self.session.change)

    @cached_property
    def _work_log(self) -> WorkLog:
        from reportwizard.ui.check.items import WorkLog

        return WorkLog()

    def _versions_page(self, request: Open) -> Page | None:
        """Return earlier versions of an answer or, after it was changed in two places, both versions."""
        from reportwizard.drafts.merging.conflicts import waiting_ids
        from reportwizard.ui.history.pages import ConflictPage, HistoryPage

        session, id, back = self.session, request.at, request.back
        waiting = () if session.read_only else waiting_ids(session.report)
        if id in waiting or (waiting and request.page == CONFLICTS):
            return ConflictPage(session, id, back=back or id)
        if request.page == HISTORY:
            return HistoryPage(session, id, back=back)
        # It was chosen elsewhere meanwhile.
        return self._page_for(Open(at=id) if id in session.report.form.by_id else Open(PARTS))

    def _part_id(self) -> str:
        if self.page and self.page.question_id:
            return self.session.report.form.part_of[self.page.question_id].id
        return self.page.tab if self.page is not None else ""

    async def _open_tab(self, id: str) -> None:
        report = self.session.report
        part = next((part for part in report.form.parts if part.id == id), None)
        question = entry_question(report, part, self.checked().findings).id if part else ""
        await self._open(Open("" if part else id, question))

    async def action_part(self, by: int) -> None:
        """Open the next part, or the one before; after the last come Check and Hand in."""
        tabs = [*(part.id for part in parts_to_write(self.session.report)), CHECK, HAND_IN]
        current = self._part_id()
        index = (tabs.index(current) if current in tabs else -1) + by
        if 0 <= index < len(tabs):
            await self._open_tab(tabs[index])
        else:
            self.say("This is the last page." if by > 0 else "This is the first part.", "look")

    def action_open(self, page: str) -> None:
        """Open a page; Esc there leads back to the question."""
        self.post_message(Open(page, back=self.page.question_id if self.page else ""))

    def action_page(self, name: str) -> None:
        """Call the method of the page for a key."""
        if isinstance(self.page, ReportPage):
            getattr(self.page, name, partial(self.page.say_unavailable, name))()

    def action_question(self, by: int) -> None:
        if isinstance(self.page, ReportPage):
            self.page.next_question(by)

    async def action_go_to(self) -> None:
        from reportwizard.ui.report.goto_page import GotoPage

        if self.page is not None and not isinstance(self.page, GotoPage):
            await self.open_page(GotoPage(self.session, self.page), over=True)

    def action_save(self) -> None:
        if self.session.save_now() and not self.session.read_only:
            self.say("Saved.")


def due_state(report: Report, today: date) -> Content:
    """Return when the report is due, until it is handed in."""
    due = report.value("report.due")
    label, style = due_label(due if isinstance(due, date) else None, today)
    return Content() if is_handed_in(report) else Content.styled(label, style or "$quiet")


def save_state(status: Status, now: datetime, *, is_slow: bool) -> Content:
    """Return the state of saving, with the time in minutes."""
    if tone := {"failed": "fix", "read only": "look"}.get(status.state):
        message = plain(status.message.partition("; ")[0], f"${tone} bold")
        return Content.assemble(styled_sign(tone), " ", message)
    if status.at is None or (status.state == "saving" and is_slow):
        return Content.styled("saving…" if status.state == "saving" else "nothing to save yet", "$quiet")
    at = status.at.astimezone(now.tzinfo)
    when = f"{at:%H:%M}" if at.date() == now.date() else short_date(at.date(), at.date())
    return Content.assemble(styled_sign("done"), (f" saved {when}", "$quiet"))
