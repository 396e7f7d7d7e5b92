"""My reports: the list of them, what can be done with each, and the ways to another one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.worker import get_current_worker

from reportwizard.drafts.store.names import copy_of
from reportwizard.errors import ReportWizardError
from reportwizard.paths import display_path
from reportwizard.text import clean_line, pluralize
from reportwizard.ui.dialogs.dialog import MenuItem, PromptDialog, SearchDialog, ask_which, matching
from reportwizard.ui.home.home_page import INDENT, ListPage, open_example
from reportwizard.ui.shared.days import due_label, handed_in_label, recent_time
from reportwizard.ui.shared.drawing import left_right, one_line, progress_bar, sign
from reportwizard.ui.shared.keys import key_binding
from reportwizard.ui.shared.line_list import BLANK, Item
from reportwizard.ui.wizard import BRING_IN, HAND_IN, NEW, SETTINGS, Open, ask, attempt, wizard

if TYPE_CHECKING:
    from reportwizard.checks.finding import Finding
    from reportwizard.drafts.store.summaries import Summary
    from reportwizard.report.report import Report

_BAR = 16
# The title of a deleted report costs a look into its file.
_MAX_TITLES = 50
# So many reports are shown before the others are read; then new ones every so many seconds.
_FIRST, _INTERVAL = 8, 0.3


class ReportsPage(ListPage):
    """The list of reports; it has the keys always."""

    heading = "My reports"
    HELP = """\
Your reports are listed here, the one saved last first, and those handed in below. Each has two lines: its \
title and when it is due; how many of the required questions are answered and when it was saved.

Enter opens a report where you stopped. Space shows what else you can do with it: give it another title, \
copy it, begin a new report like it, write a file, delete it. One that is handed in can be opened again. \
What you delete can be brought back.

Type a few letters to find a report. Where a file is damaged, Enter shows what can still be read of it; \
nothing is changed before you have chosen."""
    BINDINGS: ClassVar[list[BindingType]] = [
        key_binding("space", "menu", "more", "Show what can be done with a report"),
        key_binding("delete", "delete", "delete", "Delete the report"),
        key_binding("ctrl+z", "undo", "undo", "Bring back the report deleted last"),
        key_binding("f2,ctrl+f", "find", "find", "Find a report by its title"),
    ]

    def __init__(self, select: str = "") -> None:
        super().__init__()
        self._select = select
        self._deleted = 0
        self._problem = ""

    def remark(self) -> str:
        """The folder of the reports; of a long path, its end."""
        path = wizard(self).folder.path
        whole = display_path(path)
        return whole if len(whole) * 2 <= self.app.size.width else f"{sign('cut')}/{path.name}"

    def begin(self) -> Widget:
        self._select = self._select or wizard(self).last_draft
        wizard(self).last_draft = ""
        self._show()
        self.refresh_reports()
        return self.listed

    def hints(self) -> str:
        if self.current is None:
            return self.KEYS
        more = "F1 help" if self._all_fit else "End new report"
        return f"Enter open   Space more   Del delete   F2 find   {more}   Ctrl+Q leave"

    @property
    def _drafts(self) -> Sequence[Summary]:
        return wizard(self).drafts or ()

    @property
    def current(self) -> Summary | None:
        """The report at the cursor; None if the cursor is on something else."""
        return next((draft for draft in self._drafts if draft.name == self.listed.cursor), None)

    # Reading

    def refresh_reports(self, select: str = "") -> None:
        """Read the folder again; the cursor goes to the report named, or stays."""
        self._select = select or self._select
        self.run_worker(self._read, thread=True, exclusive=True, group="reports", exit_on_error=False)

    def _read(self) -> None:
        """Read the reports in a thread, and show the first ones meanwhile."""
        worker, folder = get_current_worker(), wizard(self).folder
        drafts: list[Summary] = []
        shown_at, painted = monotonic(), Event()
        try:
            summaries = folder.summaries(_check, self.now.date())
            for draft in summaries:
                if worker.is_cancelled:
                    summaries.close()
                    return
                drafts.append(draft)
                if len(drafts) == _FIRST or monotonic() - shown_at > _INTERVAL:
                    shown_at = monotonic()
                    self.call_later(self._show_first, tuple(drafts), painted.set)
                    # Read meanwhile, the others would hold up the first paint.
                    painted.wait(_INTERVAL)
            self.call_later(self._show_all, tuple(drafts), len(folder.trash()))
        except (ReportWizardError, OSError) as error:
            self.call_later(self._show_all, (), 0, str(error))

    def _show_first(self, drafts: Sequence[Summary], painted: Callable[[], None]) -> None:
        if self.is_attached and len(drafts) >= len(self._drafts):
            wizard(self).drafts = drafts
            self._show()
        self.call_after_refresh(painted)

    def _show_all(self, drafts: Sequence[Summary], deleted: int, problem: str = "") -> None:
        if self.is_attached:
            wizard(self).drafts, self._deleted, self._problem = drafts, deleted, problem
            self._show()
            self._select = ""

    @on(events.Resize)
    def _show(self) -> None:
        items = [*self._items(in_order(self._drafts))]
        if not self._select and not self.listed.cursor:
            own = (draft.name for draft in self._drafts if not draft.is_example)
            self._select = next(own, "")  # the one saved last
        known = any(item.id == self._select for item in items)
        self.listed.show(items, self._select if known else None)
        self.frame.show_lines()

    @property
    def _all_fit(self) -> bool:
        """Whether all reports and the lines below them are in view at once."""
        return 3 * len(self._drafts) + 8 <= self.app.size.height - 4

    def _items(self, drafts: Sequence[Summary]) -> Iterator[Item]:
        yield BLANK
        if self._problem:
            yield self.does(f"{sign('fix')} {self._problem}", self.refresh_reports, style="$fix")
            yield BLANK
        now, all_fit = self.now, self._all_fit
        for number, draft in enumerate(drafts, 1):
            yield report_item(draft, now)
            if all_fit or number == len(drafts):
                yield BLANK
        if wizard(self).drafts is None:
            return
        blue = "$accent"
        yield self.opens("+ Begin a new report", NEW, style=blue)
        done = [draft for draft in drafts if (draft.handed_in or draft.ready) and not draft.is_example]
        done.sort(key=lambda draft: not draft.handed_in)
        for draft in done[:1]:
            yield self.opens(f"+ New report, like “{title_of(draft)}”", NEW, style=blue, at=draft.name)
        bring_in = f"{sign('into')} Bring in a report page from Meta-Wiki"
        yield self.opens(bring_in, BRING_IN, "or a Word copy", blue)
        yield BLANK
        if not any(draft.is_example for draft in drafts):
            yield self.does("Look at a finished example", lambda: open_example(wizard(self)))
        yield self.opens("Settings", SETTINGS, "numbers and dates, colours, folder")
        if self._deleted:
            label = f"{pluralize(self._deleted, 'deleted report')} can be brought back."
            yield self.does(label, self._choose_deleted, style="$quiet")

    # Actions

    def cursor_moved(self, id: str) -> None:
        self.frame.show_lines()

    def item_chosen(self, id: str) -> None:
        draft = self.current
        if draft is None:
            wizard(self).last_draft = id  # where the cursor is when one comes back
            super().item_chosen(id)
        elif copy := copy_of(draft.name, {other.name for other in self._drafts}):
            from reportwizard.ui.home.repair import offer_copy

            offer_copy(self, draft.name, copy)
        else:
            wizard(self).open_draft(draft.name)

    def action_menu(self) -> None:
        """Show what can be done with the report at the cursor."""
        draft = self.current
        if draft is None:
            self.listed.action_choose()
            return
        actions: dict[str, Callable[[Summary], object]] = {
            "give it another title": self._rename,
            "copy it": partial(self._rename, copy=True),
            "begin a new report like this one": lambda draft: self.post_message(Open(NEW, draft.name)),
            "write a file": self._write_file,
            "open it again": self._open_again,
            "delete it": self._delete,
        }
        if not draft.handed_in:
            del actions["open it again"]
        labels = ["delete it"] if draft.problem else actions
        chosen = {label: partial(actions[label], draft) for label in labels}
        ask_which(self, title_of(draft), f"Its file is {draft.path.name}.", chosen)

    def _rename(self, draft: Summary, *, copy: bool = False) -> None:
        from reportwizard.drafts.saving.list_actions import retitle

        folder = wizard(self).folder

        def rename(title: str) -> None:
            if copy:
                self.refresh_reports(retitle(folder, folder.duplicate(draft.name), title))
                wizard(self).say("Copied.")
            elif title and title != draft.title:
                self.refresh_reports(retitle(folder, draft.name, title))

        heading, text = ("Copy", "Give the copy a title.") if copy else ("Another title", "")
        ask(self, PromptDialog(heading, text, value=draft.title), rename)

    def _open_again(self, draft: Summary) -> None:
        from reportwizard.drafts.saving.list_actions import open_again

        open_again(wizard(self).folder, draft.name)
        self.refresh_reports(draft.name)
        wizard(self).say("You can change this report again.")

    def _write_file(self, draft: Summary) -> None:
        wizard(self).open_draft(draft.name)
        if wizard(self).session is not None:
            self.post_message(Open(HAND_IN))

    def action_delete(self) -> None:
        """Delete the report at the cursor."""
        if self.current is not None:
            attempt(self, partial(self._delete, self.current))

    def _delete(self, draft: Summary) -> None:
        app = wizard(self)
        app.deleted.append(app.folder.delete(draft.name).id)
        app.drafts = tuple(other for other in self._drafts if other.name != draft.name)
        self._deleted += 1
        self._show()
        app.say(f"“{title_of(draft)}” is deleted. Ctrl+Z brings it back.")

    def action_undo(self) -> None:
        """Restore the report deleted last."""
        if deleted := wizard(self).deleted:
            attempt(self, partial(self._restore, deleted[-1]))
        elif self._deleted:
            attempt(self, self._choose_deleted)

    def _restore(self, trash_id: str) -> None:
        app = wizard(self)
        app.deleted = [id for id in app.deleted if id != trash_id]
        self.refresh_reports(app.folder.restore(trash_id))
        app.say("It is back in your list.")

    def _choose_deleted(self) -> None:
        from reportwizard.drafts.store.reader import DraftReader

        folder, items = wizard(self).folder, list[MenuItem]()
        for deleted in folder.trash():
            title = deleted.name
            if len(items) < _MAX_TITLES:
                draft = DraftReader(deleted.path.parent, clock=folder.clock).summary(deleted.id)
                title = deleted.name if draft.problem else title_of(draft)
            items.append(MenuItem(deleted.id, title, f"deleted {recent_time(deleted.deleted_at, self.now)}"))
        find = partial(matching, items)
        ask(self, SearchDialog("Deleted reports", find, "Enter brings one back."), self._restore)

    def on_key(self, event: events.Key) -> None:
        """Find a report by its first letter."""
        letter = event.character or ""
        if letter.isalnum() and wizard(self).drafts:
            event.stop()
            self.action_find(letter)

    def action_find(self, typed: str = "") -> None:
        """Find a report, and open it."""
        today = self.now.date()
        items = [MenuItem(draft.name, title_of(draft), status_of(draft, today)[0]) for draft in self._drafts]

        def open_report(name: str) -> None:
            self.listed.go_to(name)
            self.listed.action_choose()

        ask(self, SearchDialog("Find a report", partial(matching, items), query=typed), open_report)


def _check(report: Report, /, today: date) -> Iterable[Finding]:
    # Imported here: where nothing changed since the last list, nothing is checked.
    from reportwizard.checks.registry import run_checks

    return run_checks(report, today)


# One report: two lines, at any width


def title_of(draft: Summary) -> str:
    """Return the title of a report; the name of its file if it cannot be read."""
    return draft.name if draft.answered is None else clean_line(draft.title) or "Report without a title yet"


def in_order(drafts: Iterable[Summary]) -> list[Summary]:
    """Return the reports with those handed in at the end, and the example last."""
    return sorted(drafts, key=lambda draft: (draft.is_example, draft.handed_in))


def status_of(draft: Summary, today: date) -> tuple[str, str]:
    """Return the status of a report, such as `due in 12 days`, and its colour."""
    if draft.problem:
        return "damaged", "$fix"
    if draft.handed_in:
        return handed_in_label(draft.handed_in_on, today), "$good"
    due, tone = due_label(draft.due_date, today)
    if draft.ready and draft.answered and tone != "$fix":
        return "ready to hand in", ""
    return due, tone or "$look"


def report_item(draft: Summary, now: datetime) -> Item:
    """Build the two lines of a report."""

    def draw(width: int, current: bool) -> list[Content]:
        width -= len(INDENT)
        status, tone = status_of(draft, now.date())
        title = one_line(title_of(draft), width, "bold" if current else "")
        lines = (
            (title, Content.styled(status, f"bold {tone}" if current and tone else tone)),
            (_progress(draft, width), Content.styled(recent_time(draft.saved_at, now), "$quiet")),
        )
        return [Content.assemble(INDENT, left_right(left, right, width, gap=2)) for left, right in lines]

    return Item(draft.name, draw, height=2)


def _progress(draft: Summary, width: int) -> Content:
    """Draw the progress of a report; of a damaged one the reason, of a copy what it is a copy of."""
    if draft.problem:
        return one_line(f"{sign('fix')} {draft.problem.partition('. ')[0]}", width, "$fix")
    if copy := copy_of(draft.name):
        return one_line(f"another version of “{copy.of}”: {copy.why}", width, "$quiet")
    answered, asked = draft.answered or 0, draft.asked or 0
    remark = "   an example to look at" if draft.is_example else ""
    remark = "   changed in two places" if draft.two_versions else remark
    bar = progress_bar(answered / asked if asked else 1.0, _BAR, "$edge" if draft.handed_in else "$good")
    return Content.assemble(bar, (f"  {answered} of {asked}{remark}", "$quiet"))
