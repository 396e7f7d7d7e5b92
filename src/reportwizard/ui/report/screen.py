"""The one screen of an open report: it keeps the lines of the frame, and opens one page after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer

from reportwizard.checks.dismiss import Checked
from reportwizard.drafts.saving.autosave import Status
from reportwizard.forms.form import Part
from reportwizard.report.report import Report
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.report.rail import Rail
from reportwizard.ui.report.region import choose_region
from reportwizard.ui.report.status import is_side, needs_you, tabs
from reportwizard.ui.report.title import due_line, saved_line
from reportwizard.ui.session import Session
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.shared.drawing import plain
from reportwizard.ui.shared.frame import Frame, Page
from reportwizard.ui.shared.lines import NearLine, TabsLine, TitleLine
from reportwizard.ui.terminal.memory import keep_for_good
from reportwizard.ui.wizard import CHECK, CURRENCY, EXPENSES, HAND_IN, NUMBERS, PARTS, SETTINGS, Open, wizard

if TYPE_CHECKING:
    from reportwizard.ui.check.items import WorkLog
    from reportwizard.ui.expenses.lines import ExpenseLines

# A finding waits longer than a read-back: half a sentence is not yet a claim.
_REST = 1.0
_SLOW = 1.0


def _key(keys: str, action: str, id: str, words: str, *, priority: bool = False) -> Binding:
    return Binding(keys, action, words, id=id, show=False, priority=priority, tooltip=words)


class ReportScreen(Frame):
    """An open report. `first` is where it opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("f1", "help", "help", "What this page is for, and its keys", priority=True),
        _key("f2,ctrl+p", "go_to", "go_to", "Go to any question, a word, or something to do", priority=True),
        _key("f3", "part(1)", "next_part", "Open the next part"),
        _key("shift+f3", "part(-1)", "previous_part", "Open the part before"),
        _key(
            "f4,ctrl+t",
            "page('to_offers')",
            "offers",
            "Go to what is offered below the answer",
            priority=True,
        ),
        _key("f5", "open('check')", "check", "See what a reader may ask"),
        _key("f6", "open('hand-in')", "hand_in", "Hand the report in", priority=True),
        _key("f7", "page('own_editor')", "editor", "Write this answer in your own editor", priority=True),
        _key("f8", "page('earlier')", "earlier", "See earlier versions of this answer"),
        _key("f9,f10", "open('expenses')", "expenses", "Open the list of expenses"),
        _key("ctrl+r", "page('right_as_it_is')", "right_as_it_is", "Say that it is right as it is"),
        _key("ctrl+o", "page('choose_file')", "file", "Choose a file", priority=True),
        _key("ctrl+s", "save", "save", "Save now; it also saves by itself", priority=True),
        _key("alt+down", "question(1)", "next_question", "Go to the next question"),
        _key("alt+up", "question(-1)", "previous_question", "Go to the question before"),
        _key("ctrl+enter", "question(1)", "go_on", "Go on"),
    ]

    def __init__(self, session: Session, first: Open) -> None:
        super().__init__()
        self.session = session
        self._open_at = first
        self._rest = Debounce(self, self._rested)
        self._checked: tuple[Report, Checked] | None = None
        self._saving: Timer | None = None
        self._slow = False
        self._work: WorkLog | None = None
        self._expenses: ExpenseLines | None = None

    def compose_rail(self) -> ComposeResult:
        yield Rail()

    def first_page(self) -> Page | None:
        return self._page_for(self._open_at)

    def on_mount(self) -> None:
        self.session.changed.subscribe(self, self._changed)
        self.session.status_changed.subscribe(self, self._status)
        self.call_after_refresh(keep_for_good)

    def on_unmount(self) -> None:
        self.session.changed.unsubscribe(self)
        self.session.status_changed.unsubscribe(self)

    # The report

    def checked(self) -> Checked:
        """Run the checks on the report as it stands; the same report is looked at once."""
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
            self.page.report_rested()
            self.show_lines()

    def _status(self, status: Status) -> None:
        """Show the state of saving; that it is under way only where it takes long."""
        if self._saving is not None:
            self._saving.stop()
            self._saving = None
        self._slow = False
        kept = status.words.partition("; ")[2] if status.state == "failed" else ""
        self.say_unsaved(f"{kept[:1].upper()}{kept[1:]}." if kept else "")
        if status.state == "saving":
            self._saving = self.set_timer(_SLOW, self._is_slow)
        self.show_title()

    def _is_slow(self) -> None:
        self._slow = self.session.status.state == "saving"
        self.show_title()

    # The lines

    def show_title(self) -> None:
        """Draw row 1."""
        for line in self.query(TitleLine):
            report = self.session.report
            now = wizard(self).folder.clock().astimezone()
            title = plain(report.title.strip() or "Report without a title yet", "")
            saved = saved_line(self.session.status, now, slow=self._slow)
            line.show(title, due_line(report, now.date()), saved)

    def show_lines(self) -> None:
        """Draw all lines."""
        if self.page is None or not self.page.is_attached:
            return
        super().show_lines()
        self.show_title()
        current = self.page.tab
        self.query_one(TabsLine).show(
            tabs(self.session.report, self.checked().findings, CHECK, HAND_IN), current
        )
        self.show_rail()

    def show_rail(self) -> None:
        rail, page = self.query_one(Rail), self.page
        with_rail = isinstance(page, ReportPage) and page.rail
        rail.set_class(with_rail, "-shown")
        if isinstance(page, ReportPage) and with_rail:
            part = self.session.report.form.part_of[page.question_id]
            rail.show(self.session.report, part, page.question_id, self.checked().findings)

    @on(TabsLine.Clicked)
    async def _tab_clicked(self, event: TabsLine.Clicked) -> None:
        event.stop()
        await self._open_tab(event.id)

    @on(NearLine.Clicked)
    async def _near_clicked(self, event: NearLine.Clicked) -> None:
        event.stop()
        from reportwizard.ui.report.question_page import QuestionPage

        if isinstance(self.page, QuestionPage):
            self.page.go_near(event.id)

    # Moving about

    @on(Open)
    async def _open(self, event: Open) -> None:
        if event.place in (CURRENCY, NUMBERS):
            event.stop()
            choose_region(self, self.session, event.place)
        elif await self.open_place(event):
            event.stop()

    async def open_place(self, place: Open) -> bool:
        """Open a page of this report; whether the place is one of its own."""
        page = self._page_for(place)
        if page is None:
            return False
        await self.open_page(page)
        return True

    def _page_for(self, place: Open) -> Page | None:
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
        if place.place == HAND_IN:
            from reportwizard.ui.hand_in.page import hand_in_page

            return hand_in_page(session, self.work_log, place.at)
        if place.place == SETTINGS:
            from reportwizard.ui.home.settings import SettingsPage

            return SettingsPage(self._place)
        if place.place == EXPENSES:
            from reportwizard.ui.expenses.page import ExpensesPage

            return ExpensesPage(session, self._expense_lines(), back=place.back)
        return self._page_of_versions(place)

    @property
    def _place(self) -> Open:
        """The way back to the page that is open."""
        return self.page.place if isinstance(self.page, ReportPage) else Open(PARTS)

    @property
    def work_log(self) -> WorkLog:
        """What was done in Check since the report was opened here."""
        if self._work is None:
            from reportwizard.ui.check.items import WorkLog

            self._work = WorkLog()
        return self._work

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

    def _expense_lines(self) -> ExpenseLines:
        """Return the list of expenses: its cursor stays, and what can be taken back."""
        from reportwizard.ui.expenses.lines import ExpenseLines

        if self._expenses is None:
            self._expenses = ExpenseLines(self.session.report, self.session.change)
        return self._expenses

    def _part_id(self) -> str:
        if isinstance(self.page, ReportPage) and self.page.question_id:
            return self.session.report.form.part_of[self.page.question_id].id
        return self.page.tab if self.page is not None else ""

    def _written_parts(self) -> list[Part]:
        return [part for part in self.session.report.form.parts if not is_side(part)]

    async def _open_tab(self, id: str) -> None:
        part = next((one for one in self.session.report.form.parts if one.id == id), None)
        if part is None:
            self.post_message(Open(id))
        else:
            question = needs_you(self.session.report, part, self.checked().findings)
            await self.open_place(Open(at=question.id))

    async def action_part(self, by: int) -> None:
        """Open the next part, or the one before; after the last come Check and Hand in."""
        places = [*(part.id for part in self._written_parts()), CHECK, HAND_IN]
        here = self._part_id()
        place = (places.index(here) if here in places else -1) + by
        if 0 <= place < len(places):
            await self._open_tab(places[place])
        else:
            self.say("This is the last page." if by > 0 else "This is the first part.", "look")

    def action_open(self, place: str) -> None:
        """Open Check, Hand in or the list of expenses; Esc there leads to where one was."""
        at = self.page.question_id if isinstance(self.page, ReportPage) else ""
        self.post_message(Open({"check": CHECK, "hand-in": HAND_IN, "expenses": EXPENSES}[place], back=at))

    def action_page(self, what: str) -> None:
        """Do what a key means on this page."""
        if isinstance(self.page, ReportPage):
            getattr(self.page, what)()

    def action_question(self, by: int) -> None:
        """Go to the next question, or to the one before."""
        if isinstance(self.page, ReportPage):
            self.page.next_question(by)

    async def action_help(self) -> None:
        """Show help in place of the page; the same key closes it."""
        from reportwizard.ui.report.help_page import HelpPage

        if isinstance(self.page, HelpPage):
            self.page.up()
        elif isinstance(self.page, ReportPage):
            await self.open_page(HelpPage(self.session, self.page))
        else:
            await self.run_action("app.help")

    async def action_go_to(self) -> None:
        """Go to a question, a word of an answer, or something to do."""
        from reportwizard.ui.report.goto_page import GotoPage

        if not isinstance(self.page, GotoPage) and isinstance(self.page, ReportPage):
            await self.open_page(GotoPage(self.session, self.page))

    def action_save(self) -> None:
        """Save now."""
        if self.session.save_now() and not self.session.read_only:
            self.say("Saved.")
