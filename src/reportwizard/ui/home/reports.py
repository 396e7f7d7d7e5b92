"""My reports: the list of them, what can be done with each, and the ways to another one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.worker import get_current_worker

from reportwizard.drafts.store.copies import copy_of
from reportwizard.errors import ReportWizardError
from reportwizard.paths import display_path
from reportwizard.text import clean_line, pluralize
from reportwizard.ui.home.page import BLANK, INDENT, ListPage
from reportwizard.ui.shared.days import due_label, handed_in_label, recent_time
from reportwizard.ui.shared.drawing import left_right, one_line, progress_bar, sign
from reportwizard.ui.shared.keys import key_binding
from reportwizard.ui.shared.line_list import Item
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.wizard import BRING_IN, HAND_IN, NEW, SETTINGS, Open, ask, attempt, wizard

if TYPE_CHECKING:
    from reportwizard.checks.finding import Finding
    from reportwizard.drafts.store.summaries import Summary
    from reportwizard.report.report import Report

_BAR = 16
# The title of a deleted report costs a look into the file.
_MOST_TITLES = 50
# So many reports are shown before others are read; then, from time to time, what was read since.
_FIRST, _EVERY = 8, 0.3


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

    def __init__(self, goal: str = "") -> None:
        super().__init__()
        self._goal = goal
        self._deleted = 0
        self._why = ""

    def remark(self) -> str:
        """Where the reports are; of a long path, its end."""
        path = wizard(self).folder.path
        whole = display_path(path)
        return whole if len(whole) * 2 <= self.app.size.width else f"{sign('cut')}/{path.name}"

    def begin(self) -> Widget:
        self._goal = self._goal or wizard(self).last_draft
        wizard(self).last_draft = ""
        self._show()
        self.refresh_reports()
        return self.listed

    def hints(self) -> Sequence[Hint]:
        if self.here is None:
            return self.KEYS
        return (
            Hint("Enter", "open"),
            Hint("Space", "more"),
            Hint("Del", "delete"),
            Hint("F2", "find"),
            Hint("F1", "help") if self._roomy else Hint("End", "new report"),
            Hint("Ctrl+Q", "leave"),
        )

    @property
    def here(self) -> Summary | None:
        """The report at the cursor; None if the cursor is on something else."""
        cursor = self.listed.cursor
        return next((draft for draft in self.home.drafts or () if draft.name == cursor), None)

    # --- reading --------------------------------------------------------------------------------------------

    def refresh_reports(self, goal: str = "") -> None:
        """Look at the folder again, with the cursor on a report, else where it is."""
        self._goal = goal or self._goal
        self.run_worker(self._read, thread=True, exclusive=True, group="reports", exit_on_error=False)

    def _read(self) -> None:
        """Read the reports, in a thread; what is there already is shown meanwhile."""
        worker, folder = get_current_worker(), wizard(self).folder
        found: list[Summary] = []
        told = monotonic()
        try:
            lines = folder.summaries(_check, self.now.date())
            for draft in lines:
                if worker.is_cancelled:
                    lines.close()
                    return
                found.append(draft)
                if len(found) == _FIRST or monotonic() - told > _EVERY:
                    told = monotonic()
                    self.call_later(self._show_first, tuple(found))
            self.call_later(self._show_all, tuple(found), len(folder.trash()))
        except (ReportWizardError, OSError) as error:
            self.call_later(self._show_all, (), 0, str(error))

    def _show_first(self, drafts: Sequence[Summary]) -> None:
        if self.is_attached and len(drafts) >= len(self.home.drafts or ()):
            self.home.drafts = drafts
            self._show()

    def _show_all(self, drafts: Sequence[Summary], deleted: int, why: str = "") -> None:
        if self.is_attached:
            self.home.drafts, self._deleted, self._why = drafts, deleted, why
            self._show()
            self._goal = ""

    @on(events.Resize)
    def _show(self) -> None:
        drafts = in_order(self.home.drafts or ())
        goal = self._goal if any(one.name == self._goal for one in drafts) else None
        self.listed.show([*self._items(drafts)], goal)
        self.frame.show_lines()

    @property
    def _roomy(self) -> bool:
        """Whether all reports and all ways to others are in view at once."""
        return 3 * len(self.home.drafts or ()) + 8 <= self.app.size.height - 4

    def _items(self, drafts: Sequence[Summary]) -> Iterator[Item]:
        """Give the reports, with a blank line below each where all find room, and the ways to others."""
        yield BLANK
        if self._why:
            yield self.does(f"{sign('fix')} {self._why}", self.refresh_reports, style="$fix")
            yield BLANK
        for number, draft in enumerate(drafts, 1):
            yield report_item(draft, self.now)
            if self._roomy or number == len(drafts):
                yield BLANK
        if self.home.drafts is None:
            return
        blue = "$accent"
        yield self.opens("+ Begin a new report", NEW, style=blue)
        done = [one for one in drafts if (one.handed_in or one.ready) and not one.is_example]
        if like := next((one for one in done if one.handed_in), next(iter(done), None)):
            yield self.opens(f"+ New report, like “{title_of(like)}”", NEW, style=blue, at=like.name)
        yield self.opens(
            f"{sign('into')} Bring in a report page from Meta-Wiki", BRING_IN, "or a Word copy", blue
        )
        yield BLANK
        if not any(one.is_example for one in drafts):
            yield self.does("Look at a finished example", self._open_example)
        yield self.opens("Settings", SETTINGS, "numbers and dates, colours, folder")
        if self._deleted:
            words = f"{pluralize(self._deleted, 'deleted report')} can be brought back."
            yield self.does(words, self._bring_back, style="$quiet")

    # --- doing ----------------------------------------------------------------------------------------------

    def cursor_moved(self, id: str) -> None:
        self.frame.show_lines()

    def item_chosen(self, id: str) -> None:
        """Open a report, or do what a line says."""
        draft = self.here
        if draft is None:
            super().item_chosen(id)
        elif copy := copy_of(draft.name, {one.name for one in self.home.drafts or ()}):
            from reportwizard.ui.home.repair import offer_copy

            offer_copy(self, draft.name, copy)
        else:
            wizard(self).open_draft(draft.name)

    def _open_example(self) -> None:
        from reportwizard.ui.home.settings import open_example

        open_example(wizard(self))

    def action_menu(self) -> None:
        """Show what can be done with the report at the cursor."""
        draft = self.here
        if draft is None:
            self.listed.action_choose()
            return
        from reportwizard.ui.dialogs.choose import ChoiceDialog, MenuItem

        commands: dict[str, Callable[[Summary], object]] = {
            "give it another title": self._rename,
            "copy it": partial(self._rename, copy=True),
            "begin a new report like this one": lambda one: self.post_message(Open(NEW, one.name)),
            "write a file": self._write_file,
            **({"open it again": self._open_again} if draft.handed_in else {}),
            "delete it": self._delete,
        }
        ways = [
            MenuItem(words, words)
            for words, do in commands.items()
            if not draft.problem or do == self._delete
        ]
        dialog = ChoiceDialog(title_of(draft), f"Its file is {draft.path.name}.", ways)
        ask(self, dialog, lambda words: commands[words](draft))

    def _rename(self, draft: Summary, *, copy: bool = False) -> None:
        """Give a report another title, or a copy of it."""
        from reportwizard.drafts.saving.titles import copy_as, retitle
        from reportwizard.ui.dialogs.dialog import PromptDialog

        def take(title: str) -> None:
            if copy:
                self.refresh_reports(copy_as(wizard(self).folder, draft.name, title))
                wizard(self).say("Copied.")
            elif title and title != draft.title:
                self.refresh_reports(retitle(wizard(self).folder, draft.name, title))

        heading, words = ("Copy", "Give the copy a title.") if copy else ("Another title", "")
        ask(self, PromptDialog(heading, words, value=draft.title), take)

    def _open_again(self, draft: Summary) -> None:
        from reportwizard.drafts.saving.titles import open_again

        open_again(wizard(self).folder, draft.name)
        self.refresh_reports(draft.name)
        wizard(self).say("You can change this report again.")

    def _write_file(self, draft: Summary) -> None:
        wizard(self).open_draft(draft.name)
        if wizard(self).session is not None:
            self.post_message(Open(HAND_IN))

    def action_delete(self) -> None:
        """Delete the report at the cursor."""
        if self.here is not None:
            attempt(self, partial(self._delete, self.here))

    def _delete(self, draft: Summary) -> None:
        self.home.deleted.append(wizard(self).folder.delete(draft.name).id)
        self.home.drafts = tuple(one for one in self.home.drafts or () if one.name != draft.name)
        self._deleted += 1
        self._show()
        wizard(self).say(f"“{title_of(draft)}” is deleted. Ctrl+Z brings it back.")

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        if self.home.deleted:
            attempt(self, partial(self._restore, self.home.deleted[-1]))
        elif self._deleted:
            attempt(self, self._bring_back)

    def _restore(self, trash_id: str) -> None:
        self.home.deleted = [one for one in self.home.deleted if one != trash_id]
        self.refresh_reports(wizard(self).folder.restore(trash_id))
        wizard(self).say("It is back in your list.")

    def _bring_back(self) -> None:
        """Choose a deleted report, the last deleted first."""
        from reportwizard.drafts.store.reader import DraftReader
        from reportwizard.ui.dialogs.choose import MenuItem, SearchDialog, matching

        folder, ways = wizard(self).folder, list[MenuItem]()
        for item in folder.trash():
            title = item.name
            if len(ways) < _MOST_TITLES:
                draft = DraftReader(item.path.parent, clock=folder.clock).summary(item.id)
                title = item.name if draft.problem else title_of(draft)
            ways.append(MenuItem(item.id, title, f"deleted {recent_time(item.deleted_at, self.now)}"))
        ask(
            self,
            SearchDialog("Deleted reports", partial(matching, ways), "Enter brings one back."),
            self._restore,
        )

    def on_key(self, event: events.Key) -> None:
        """Find a report by letters."""
        letter = event.character or ""
        if letter.isalnum() and self.home.drafts:
            event.stop()
            self.action_find(letter)

    def action_find(self, typed: str = "") -> None:
        """Find a report, and open it."""
        from reportwizard.ui.dialogs.choose import MenuItem, SearchDialog, matching

        today = self.now.date()
        ways = [
            MenuItem(one.name, title_of(one), state_words(one, today)[0]) for one in self.home.drafts or ()
        ]

        def take(name: str) -> None:
            self.listed.go_to(name)
            self.listed.action_choose()

        ask(self, SearchDialog("Find a report", partial(matching, ways), typed=typed), take)


def _check(report: Report, /, today: date) -> Iterable[Finding]:
    # Only here: where nothing changed since the last list, no report is read and nothing is checked.
    from reportwizard.checks.registry import run_checks

    return run_checks(report, today)


# --- what is said of a report: two lines, at any width ------------------------------------------------------


def title_of(draft: Summary) -> str:
    """Return what a report is called: its title; the name of its file if it cannot be read."""
    return draft.name if draft.answered is None else clean_line(draft.title) or "Report without a title yet"


def in_order(drafts: Iterable[Summary]) -> list[Summary]:
    """Return reports as they are listed: those handed in last, else as they come."""
    return sorted(drafts, key=lambda draft: draft.handed_in)


def state_words(draft: Summary, today: date) -> tuple[str, str]:
    """Return the status of a report, and the colour of these words: `due in 12 days`, `handed in`."""
    if draft.problem:
        return "damaged", "$fix"
    if draft.handed_in:
        return handed_in_label(draft.handed_in_on, today), "$good"
    due, tone = due_label(draft.due_date, today)
    if draft.ready and draft.answered and tone != "$fix":
        return "ready to hand in", ""
    return due, tone or "$look"


def report_item(draft: Summary, now: datetime) -> Item:
    """Return a report for the list."""

    def draw(width: int, here: bool) -> list[Content]:
        room = width - len(INDENT)
        words, tone = state_words(draft, now.date())
        title = one_line(title_of(draft), room, "bold" if here else "")
        state = Content.styled(words, f"bold {tone}" if here and tone else tone)
        saved = Content.styled(recent_time(draft.saved_at, now), "$quiet")
        lines = ((title, state), (_how_far(draft, room), saved))
        return [Content.assemble(INDENT, left_right(left, right, room, gap=2)) for left, right in lines]

    return Item(draft.name, draw, height=2)


def _how_far(draft: Summary, room: int) -> Content:
    """Say how far a report is; of one that cannot be read, why; of another version, of which one."""
    if draft.problem:
        return one_line(f"{sign('fix')} {draft.problem}", room, "$fix")
    if copy := copy_of(draft.name):
        return one_line(f"another version of “{copy.of}”: {copy.why}", room, "$quiet")
    answered, asked = draft.answered or 0, draft.asked or 0
    remark = "   an example to look at" if draft.is_example else ""
    remark = "   changed in two places" if draft.two_versions else remark
    shown = progress_bar(answered / asked if asked else 1.0, _BAR, "$edge" if draft.handed_in else "$good")
    return Content.assemble(shown, (f"  {answered} of {asked}{remark}", "$quiet"))
