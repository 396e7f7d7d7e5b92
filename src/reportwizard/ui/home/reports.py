"""My reports: the list of them, what can be done with each, and the ways to another one."""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from reportwizard.drafts.store.copies import copy_of
from reportwizard.errors import ReportWizardError
from reportwizard.paths import short
from reportwizard.ui.home import rows
from reportwizard.ui.home.screen import HomePage
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.signs import sign
from reportwizard.ui.wizard import BRING_IN, HAND_IN, NEW, SETTINGS, Open, wizard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from textual.app import ComposeResult
    from textual.widget import Widget

    from reportwizard.checks.finding import Finding
    from reportwizard.drafts.store.summaries import Summary
    from reportwizard.report.report import Report

# So many reports are shown before others are read; then, from time to time, what was read since.
_FIRST, _EVERY = 8, 0.3

# No file has a slash in its name.
_NEW, _BRING_IN, _EXAMPLE, _DELETED, _SETTINGS = "/new", "/bring-in", "/example", "/deleted", "/settings"
_LIKE = "/like/"

HELP = """\
Your reports are listed here, the one saved last first, and those handed in below. Each has two lines: its \
title and when it is due; how many of the required questions are answered and when it was saved.

Enter opens a report where you stopped. Space shows what else you can do with it: give it another title, \
copy it, begin a new report like it, write a file, delete it. What you delete can be brought back.

Type a few letters to find a report. Where a file is damaged, Enter shows what can still be read of it; \
nothing is changed before you have chosen."""


class ReportsPage(HomePage):
    """The list of reports; it has the keys always."""

    heading = "My reports"
    HELP = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "menu", "More", id="more", show=False,
                tooltip="Show what can be done with a report"),
        Binding("delete", "delete", "Delete", id="delete", show=False, tooltip="Delete the report"),
        Binding("ctrl+z", "undo", "Bring back", id="undo", show=False,
                tooltip="Bring back the report deleted last"),
        Binding("f2,ctrl+f", "find", "Find", id="find", show=False, tooltip="Find a report by its title"),
    ]  # fmt: skip

    class Listed(Message):
        """Reports were read: the first ones, or, when it is `whole`, all of them. `why` says why not."""

        def __init__(self, drafts: tuple[Summary, ...], deleted: int = 0, why: str = "") -> None:
            super().__init__()
            self.drafts, self.deleted, self.why = drafts, deleted, why
            self.whole = False

    def __init__(self, goal: str = "") -> None:
        super().__init__()
        self._goal = goal
        self._deleted = 0
        self._why = ""

    def compose(self) -> ComposeResult:
        """The list."""
        yield LineList(id="reports")

    def remark(self) -> str:
        """Where the reports are; of a long path, its end."""
        path = wizard(self).folder.path
        whole = short(path)
        return whole if len(whole) * 2 <= self.app.size.width else f"{sign('cut')}/{path.name}"

    def begin(self) -> Widget:
        """Show what is known, and read what changed."""
        self._goal = self._goal or wizard(self).last_draft
        wizard(self).last_draft = ""
        self._show()
        self.refresh_reports()
        return self._list

    def hints(self) -> Sequence[Hint]:
        """What can be done with what the cursor is on."""
        leave = Hint("Ctrl+Q", "leave", "ctrl+q")
        help_ = Hint("F1", "help", "f1")
        if self.here is None:
            return (Hint("Enter", "choose", "enter"), Hint("↑ ↓", "move"), help_, leave)
        return (
            Hint("Enter", "open", "enter"),
            Hint("Space", "more", "space"),
            Hint("Del", "delete", "delete"),
            Hint("F2", "find", "f2"),
            help_ if self._roomy(len(self.home.drafts or ())) else Hint("End", "new report", "end"),
            leave,
        )

    def up(self) -> None:
        """There is nothing above."""
        wizard(self).say("Ctrl+Q leaves.", "ask")

    @property
    def _list(self) -> LineList:
        return self.query_one(LineList)

    @property
    def here(self) -> Summary | None:
        """The report at the cursor; None where the cursor is on something else."""
        cursor = self._list.cursor
        return next((draft for draft in self.home.drafts or () if draft.name == cursor), None)

    # --- reading --------------------------------------------------------------------------------------------

    def refresh_reports(self, goal: str = "") -> None:
        """Look at the folder anew, with the cursor on a report, else where it is."""
        self._goal = goal or self._goal
        folder = wizard(self).folder

        def read() -> None:
            worker, now = get_current_worker(), folder.clock().astimezone()
            found: list[Summary] = []
            told = monotonic()
            try:
                lines = folder.summaries(_check, now.date())
                for draft in lines:
                    if worker.is_cancelled:
                        lines.close()
                        return
                    found.append(draft)
                    if len(found) == _FIRST or monotonic() - told > _EVERY:
                        told = monotonic()
                        self.post_message(self.Listed(tuple(found)))
                done = self.Listed(tuple(found), len(folder.trash()))
            except (ReportWizardError, OSError) as error:
                done = self.Listed((), why=str(error))
            done.whole = True
            self.post_message(done)

        self.run_worker(read, thread=True, exclusive=True, group="reports", exit_on_error=False)

    @on(Listed)
    def _listed(self, event: Listed) -> None:
        event.stop()
        if event.whole:
            self._deleted, self._why = event.deleted, event.why
        elif len(event.drafts) < len(self.home.drafts or ()):
            return
        self.home.drafts = event.drafts
        self._show()
        if event.whole:
            self._goal = ""

    @on(events.Resize)
    def _show(self) -> None:
        drafts = rows.in_order(self.home.drafts or ())
        goal = self._goal if any(one.name == self._goal for one in drafts) else None
        self._list.show([*self._items(drafts)], goal)
        self.frame.show_lines()

    def _items(self, drafts: Sequence[Summary]) -> Iterator[Item]:
        """Give the reports, with a blank line below each where all find room, and the ways to others."""
        now = self._now()
        roomy = self._roomy(len(drafts))
        yield rows.blank()
        if self._why:
            yield rows.action_item("", f"{sign('fix')} {self._why}", style="$fix")
            yield rows.blank()
        for draft in drafts:
            yield rows.report_item(draft, now)
            if roomy:
                yield rows.blank()
        if drafts and not roomy:
            yield rows.blank()
        if self.home.drafts is not None:
            yield from self._ways(drafts)

    def _roomy(self, reports: int) -> bool:
        """Whether so many reports and all ways to others are in view at once."""
        return 3 * reports + 8 <= self.app.size.height - 4

    def _ways(self, drafts: Sequence[Summary]) -> Iterator[Item]:
        yield rows.action_item(_NEW, "+ Begin a new report")
        done = [one for one in drafts if (one.handed_in or one.ready) and not rows.is_example(one)]
        for like in sorted(done, key=lambda one: not one.handed_in)[:1]:
            words = f"+ New report, like “{rows.title_of(like)}”"
            yield rows.action_item(f"{_LIKE}{like.name}", words)
        yield rows.action_item(_BRING_IN, f"{sign('into')} Bring in a report page from Meta-Wiki")
        yield rows.blank()
        if not any(map(rows.is_example, drafts)):
            yield rows.action_item(_EXAMPLE, "Look at a finished example", style="")
        yield rows.action_item(_SETTINGS, "Settings", "numbers and dates, colours, folder", style="")
        if self._deleted:
            many = "1 deleted report" if self._deleted == 1 else f"{self._deleted} deleted reports"
            yield rows.action_item(_DELETED, f"{many} can be brought back.", style="$quiet")

    def _now(self) -> datetime:
        return wizard(self).folder.clock().astimezone()

    # --- doing ----------------------------------------------------------------------------------------------

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        event.stop()
        self.frame.show_lines()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if self.here is not None:
            self._open(self.here)
        elif event.id.startswith(_LIKE):
            self.post_message(Open(NEW, event.id.removeprefix(_LIKE)))
        elif event.id == _EXAMPLE:
            from reportwizard.ui.home.first_start import open_example

            open_example(self)
        elif event.id == _DELETED:
            self._bring_back()
        else:
            self.post_message(Open({_NEW: NEW, _BRING_IN: BRING_IN, _SETTINGS: SETTINGS}[event.id]))

    def _open(self, draft: Summary) -> None:
        copy = copy_of(draft.name, {one.name for one in self.home.drafts or ()})
        if copy is None:
            wizard(self).open_draft(draft.name)
            return
        from reportwizard.ui.home.copies import offer_copy

        offer_copy(self, draft, copy)

    def action_menu(self) -> None:
        """Show what can be done with the report at the cursor."""
        draft = self.here
        if draft is None:
            self._list.action_choose()
            return
        from reportwizard.ui.dialogs.choose import Choose, Way

        whole = (
            Way("rename", "give it another title"),
            Way("copy", "copy it"),
            Way("like", "begin a new report like this one"),
            Way("file", "write a file"),
        )
        ways = (*(() if draft.problem else whole), Way("delete", "delete it"))
        do = {
            "rename": self._rename,
            "copy": self._copy,
            "like": lambda one: self.post_message(Open(NEW, one.name)),
            "file": self._write_file,
            "delete": self._delete,
        }

        def chosen(way: str | None) -> None:
            if way:
                do[way](draft)

        words = f"Its file is {draft.path.name}."
        self.app.push_screen(Choose(rows.title_of(draft), words, ways), chosen)

    @contextmanager
    def _complaining(self) -> Iterator[None]:
        try:
            yield
        except ReportWizardError as error:
            wizard(self).complain(error)

    def _rename(self, draft: Summary) -> None:
        from reportwizard.drafts.saving.titles import retitle

        def take(title: str | None) -> None:
            if title and title != draft.title:
                with self._complaining():
                    self.refresh_reports(retitle(wizard(self).folder, draft.name, title))

        self._ask_title("Another title", "", draft.title, take)

    def _copy(self, draft: Summary) -> None:
        from reportwizard.drafts.saving.titles import copy_as

        def take(title: str | None) -> None:
            if title is not None:
                with self._complaining():
                    self.refresh_reports(copy_as(wizard(self).folder, draft.name, title))
                    wizard(self).say("Copied.")

        self._ask_title("Copy", "Give the copy a title.", draft.title, take)

    def _ask_title(self, head: str, words: str, title: str, take: Callable[[str | None], None]) -> None:
        from reportwizard.ui.dialogs.words import Ask

        self.app.push_screen(Ask(head, words, value=title), take)

    def _write_file(self, draft: Summary) -> None:
        wizard(self).open_draft(draft.name)
        if wizard(self).session is not None:
            self.post_message(Open(HAND_IN))

    def action_delete(self) -> None:
        """Delete the report at the cursor."""
        if self.here is not None:
            self._delete(self.here)

    def _delete(self, draft: Summary) -> None:
        with self._complaining():
            self.home.deleted.append(wizard(self).folder.delete(draft.name).id)
            self.home.drafts = tuple(one for one in self.home.drafts or () if one.name != draft.name)
            self._deleted += 1
            self._show()
            wizard(self).say(f"“{rows.title_of(draft)}” is deleted. Ctrl+Z brings it back.")

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        if self.home.deleted:
            self._restore(self.home.deleted[-1])
        elif self._deleted:
            self._bring_back()

    def _restore(self, trash_id: str | None) -> None:
        if trash_id is None:
            return
        with self._complaining():
            self.refresh_reports(wizard(self).folder.restore(trash_id))
            wizard(self).say("It is back in your list.")
        self.home.deleted = [one for one in self.home.deleted if one != trash_id]

    def _bring_back(self) -> None:
        from reportwizard.ui.home.deleted import deleted_picker

        with self._complaining():
            self.app.push_screen(deleted_picker(wizard(self).folder, self._now()), self._restore)

    # --- finding --------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Find a report by letters."""
        letter = event.character or ""
        if letter.isalnum() and self.home.drafts:
            event.stop()
            self.action_find(letter)

    def action_find(self, typed: str = "") -> None:
        """Find a report, and open it."""
        from reportwizard.ui.dialogs.choose import Pick, Way

        now = self._now()

        def find(text: str) -> list[Way]:
            matching = rows.found(self.home.drafts or (), text)
            return [
                Way(one.name, rows.title_of(one), rows.state_words(one, now.date())[0]) for one in matching
            ]

        def take(name: str | None) -> None:
            if name:
                self._list.go_to(name)
                self._list.action_choose()

        self.app.push_screen(Pick("Find a report", find, typed=typed), take)


def _check(report: Report, /, today: date) -> Iterable[Finding]:
    # Only here: where nothing changed since the last list, no report is read and nothing is checked.
    from reportwizard.checks.registry import run_checks

    return run_checks(report, today)
