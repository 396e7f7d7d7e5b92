"""The one screen of an open report: it keeps the lines of the frame, and opens one page after the other."""

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
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.report.status import entry_question, parts_to_write, tabs
from reportwizard.ui.session import Session
from reportwizard.ui.shared.days import due_label, short_date
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.shared.drawing import plain, styled_sign
from reportwizard.ui.shared.frame import Frame, Page
from reportwizard.ui.shared.keys import key_binding
from reportwizard.ui.shared.lines import StatusLine, TabsLine
from reportwizard.ui.shared.lines_widget import Lines, Row
from reportwizard.ui.terminal.memory import freeze_startup_objects
from reportwizard.ui.wizard import (
    CHECK,
    CURRENCY,
    EXPENSES,
    HAND_IN,
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
    from reportwizard.ui.expenses.lines import ExpenseLines

# A finding waits longer than a read-back: half a sentence is not yet a claim.
_REST = 1.0
_SLOW = 1.0


class ReportScreen(Frame):
    """An open report. `first` is where it opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key_binding("f2,ctrl+p", "go_to", "go_to", "Go to any question", priority=True),
        key_binding("f3", "part(1)", "next_part", "Next part"),
        key_binding("shift+f3", "part(-1)", "previous_part", "Part before"),
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
        key_binding("alt+up", "question(-1)", "previous_question", "Question before"),
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
        self._open_at = first
        self._rest = Debounce(self, self._rested)
        self._checked: tuple[Report, CheckResult] | None = None
        self._saving: Timer | None = None
        self._slow = False
        self._expenses: ExpenseLines | None = None
        self._rail = Lines(self._rail_rows, lambda what: self.post_message(Open(at=what)), classes="rail")

    def compose_rail(self) -> ComposeResult:
        yield self._rail

    def first_page(self) -> Page | None:
        return self._page_for(self._open_at)

    def on_mount(self) -> None:
        self.session.changed.subscribe(self, self._changed)
        self.session.status_changed.subscribe(self, self._status)
        self.call_after_refresh(freeze_startup_objects)

    def on_unmount(self) -> None:
        self.session.changed.unsubscribe(self)
        self.session.status_changed.unsubscribe(self)

    # The report

    def checked(self) -> CheckResult:
        """Run the checks on the report as it is; the same report is looked at once."""
        report = self.session.report
        if self._checked is None or self._checked[0] is not report:
            from reportwizard.checks.registry import check_report

            today = wizard(self).folder.clock().astimezone().date()
            self._checked = (report, check_report(report, today))
        return self._checked[1]

    def _changed(self, question_id: str) -> None:
        if isinstance(self.page, ReportPage):
            self.page.report_changed(question_id)
        if question_id:
            self._rest.touch(_REST)
        else:
            self._rested()

    def _rested(self) -> None:
        if self.page is not None and self.page.is_attached:
            self.page.typing_paused()
            self.show_lines()

    def _status(self, status: Status) -> None:
        """Show the state of saving; that it is under way only where it takes long."""
        if self._saving is not None:
            self._saving.stop()
        self._slow = False
        kept = status.message.partition("; ")[2] if status.state == "failed" else ""
        self.say_unsaved(f"{kept[:1].upper()}{kept[1:]}." if kept else "")
        if status.state == "saving":
            self._saving = self.set_timer(_SLOW, self._is_slow)
        self._show_title()

    def _is_slow(self) -> None:
        self._slow = True
        self._show_title()

    # The lines

    def _show_title(self) -> None:
        report, now = self.session.report, wizard(self).folder.clock().astimezone()
        title = plain(report.title.strip() or "Report without a title yet")
        saved = saved_line(self.session.status, now, slow=self._slow)
        self._title_line.show(title, due_line(report, now.date()), saved)

    def show_lines(self) -> None:
        if self.page is not None and self.page.is_attached:
            super().show_lines()
            self._show_title()
            names = tabs(self.session.report, self.checked().findings)
            self._tabs_line.show(names, self.page.tab)
            self.show_rail()

    def show_rail(self) -> None:
        self._rail.set_class(self.page is not None and self.page.has_rail, "-shown")
        self._rail.redraw()

    def _rail_rows(self, width: int) -> list[Row]:
        if not isinstance(self.page, ReportPage) or not self.page.has_rail:
            return []
        report, current = self.session.report, self.page.question_id
        part, findings = report.form.part_of[current], self.checked().findings
        return rail_rows(report, part, current, findings, (width, self._rail.size.height))

    @on(TabsLine.Clicked)
    async def _tab_clicked(self, event: TabsLine.Clicked) -> None:
        await self._open_tab(event.id)

    @on(StatusLine.Clicked)
    def _near_clicked(self, event: StatusLine.Clicked) -> None:
        if isinstance(self.page, ReportPage):
            self.page.go_to_neighbour(event.id)

    # Moving about

    @on(Open)
    async def _open(self, event: Open) -> None:
        if event.place in (CURRENCY, NUMBERS):
            event.stop()
            self._choose_region(event.place)
        elif page := self._page_for(event):
            event.stop()
            await self.open_page(page, over=event.place == SETTINGS)

    def _choose_region(self, place: str) -> None:
        """Ask for the currency, or for the way of writing; the amounts are read again with it."""
        from reportwizard.ui.home.pickers import currency_picker, locale_picker

        money = place == CURRENCY

        def chosen(code: str) -> None:
            region = {"currency" if money else "locale": code}
            self.session.change(self.session.report.with_region(**region))
            self.say(f"Your currency is {code}." if money else "Numbers and dates are written like this now.")

        picker = currency_picker if money else locale_picker
        ask(self, picker(self.session.report.locale), chosen)

    def _page_for(self, place: Open) -> Page | None:
        """Return a page of this report; None if the place is none of its own."""
        session = self.session
        if not place.place and place.at in session.report.form.by_id:
            from reportwizard.ui.report.question_page import QuestionPage

            return QuestionPage(session, place.at, back=place.back)
        if place.place == PARTS:
            from reportwizard.ui.report.parts_page import PartsPage

            return PartsPage(session, place.at or self._part_id())
        if place.place == CHECK:
            from reportwizard.ui.check.page import CheckPage

            return CheckPage(session, self.work_log, place.at or place.back)
        if place.place in (HAND_IN, PROOF, REVIEW):
            from reportwizard.ui.hand_in.page import hand_in_page

            return hand_in_page(session, self.work_log, place)
        if place.place == SETTINGS:
            from reportwizard.ui.home.settings import SettingsPage

            return SettingsPage(in_report=True)
        if place.place == EXPENSES:
            from reportwizard.ui.expenses.lines import ExpenseLines
            from reportwizard.ui.expenses.page import ExpensesPage

            # The cursor of the list stays, and what can be taken back.
            self._expenses = self._expenses or ExpenseLines(session.report, session.change)
            return ExpensesPage(session, self._expenses, back=place.back)
        return self._page_of_versions(place)

    @cached_property
    def work_log(self) -> WorkLog:
        """What was done in Check since the report was opened here."""
        from reportwizard.ui.check.items import WorkLog

        return WorkLog()

    def _page_of_versions(self, place: Open) -> Page | None:
        """Return the page of earlier versions; where an answer was changed in two places, that of both."""
        from reportwizard.drafts.merging.conflicts import waiting_ids

        session = self.session
        waiting = () if session.read_only else waiting_ids(session.report)
        if waiting and (place.place == "versions" or (place.place == "history" and place.at in waiting)):
            from reportwizard.ui.history.versions_page import VersionsPage

            return VersionsPage(session, place.at, back=place.back or place.at)
        if place.place == "history":
            from reportwizard.ui.history.page import HistoryPage

            return HistoryPage(session, place.at, back=place.back)
        if place.place == "versions":  # chosen elsewhere meanwhile
            known = place.at in session.report.form.by_id
            return self._page_for(Open(at=place.at) if known else Open(PARTS))
        return None

    def _part_id(self) -> str:
        if self.page and self.page.question_id:
            return self.session.report.form.part_of[self.page.question_id].id
        return self.page.tab if self.page is not None else ""

    async def _open_tab(self, id: str) -> None:
        report = self.session.report
        part = next((one for one in report.form.parts if one.id == id), None)
        to = Open(at=entry_question(report, part, self.checked().findings).id) if part else Open(id)
        await self._open(to)

    async def action_part(self, by: int) -> None:
        """Open the next part, or the one before; after the last come Check and Hand in."""
        places = [*(part.id for part in parts_to_write(self.session.report)), CHECK, HAND_IN]
        here = self._part_id()
        place = (places.index(here) if here in places else -1) + by
        if 0 <= place < len(places):
            await self._open_tab(places[place])
        else:
            self.say("This is the last page." if by > 0 else "This is the first part.", "look")

    def action_open(self, place: str) -> None:
        """Open Check, Hand in or the list of expenses; Esc there leads to where one was."""
        self.post_message(Open(place, back=self.page.question_id if self.page else ""))

    def action_page(self, what: str) -> None:
        """Do what a key means on this page."""
        if isinstance(self.page, ReportPage):
            getattr(self.page, what, partial(self.page.say_unavailable, what))()

    def action_question(self, by: int) -> None:
        """Go to the next question, or to the one before."""
        if isinstance(self.page, ReportPage):
            self.page.next_question(by)

    async def action_go_to(self) -> None:
        """Go to a question, a word of an answer, or something to do."""
        from reportwizard.ui.report.goto_page import GotoPage

        if self.page is not None and not isinstance(self.page, GotoPage):
            await self.open_page(GotoPage(self.session, self.page), over=True)

    def action_save(self) -> None:
        """Save now."""
        if self.session.save_now() and not self.session.read_only:
            self.say("Saved.")


def due_line(report: Report, today: date) -> Content:
    """Return the due date in its colour; nothing once the report is handed in."""
    due = report.value("report.due")
    words, tone = due_label(due if isinstance(due, date) else None, today)
    return Content() if is_handed_in(report) else Content.styled(words, tone or "$quiet")


def saved_line(status: Status, now: datetime, *, slow: bool) -> Content:
    """Return the state of saving: a time in minutes; `saving…` only if it is `slow`."""
    if status.state == "failed":
        return Content.assemble(
            styled_sign("fix"), " ", plain(status.message.partition("; ")[0], "$fix bold")
        )
    if status.state == "read only":
        return Content.assemble(styled_sign("look"), " ", plain(status.message, "$look bold"))
    if status.state == "saving" and (slow or status.at is None):
        return Content.styled("saving…", "$quiet")
    if status.at is None:
        return Content.styled("nothing to save yet", "$quiet")
    at = status.at.astimezone(now.tzinfo)
    when = f"{at:%H:%M}" if at.date() == now.date() else short_date(at.date(), at.date())
    return Content.assemble(styled_sign("done"), (f" saved {when}", "$quiet"))
