"""The drafts of a folder: listed and read in threads, searched; or words where there are none."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static
from textual.worker import Worker, WorkerState, get_current_worker

from reportwizard.ui.content import plain
from reportwizard.ui.draft_catalogue import Catalogue
from reportwizard.ui.widgets.draft_list import DraftList

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult

    from reportwizard.drafts.store.folder import DraftFolder
    from reportwizard.drafts.store.summaries import Summary

EMPTY = (
    "No reports yet.\n\nPress n to start your report, or i to bring in a published page.\n"
    "Press x to look at an example first."
)

# So many lines are shown before thousands more are gathered.
_FIRST_LINES = 24
_AT_ONCE = 40


class DraftBrowser(Vertical, can_focus=False):
    """The list of the drafts in `folder`.

    Threads read the folder and post what they found; only the handlers of those messages touch widgets.
    A draft is read as a whole when it can be seen, or when a search must know its title.
    """

    DEFAULT_CSS = """
    DraftBrowser { height: 1fr; }
    DraftBrowser > .words { display: none; height: 1fr; padding: 1 2; content-align: center middle;
                            text-align: center; }
    """

    drafts = getters.query_one(DraftList)

    class Listed(Message):
        """The folder was looked through: names and times of all drafts, or at first of the newest."""

        def __init__(self, drafts: tuple[Summary, ...], *, whole: bool) -> None:
            super().__init__()
            self.drafts = drafts
            self.whole = whole

    class Read(Message):
        """Some drafts were read."""

        def __init__(self, drafts: tuple[Summary, ...]) -> None:
            super().__init__()
            self.drafts = drafts

    class Shown(Message):
        """The list changed. `count` is a phrase such as `12`, or `3 of 12` in a search."""

        def __init__(self, count: str, *, empty: bool) -> None:
            super().__init__()
            self.count = count
            self.empty = empty

    def __init__(self, folder: DraftFolder, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._folder = folder
        self._catalogue = Catalogue()
        self._listed = False
        self._searched = ""
        self._goal = ""

    def compose(self) -> ComposeResult:
        """The list, and the words in its place."""
        yield DraftList(self._now)
        yield Static(classes="words")

    def _now(self) -> datetime:
        return self._folder.clock().astimezone()

    @property
    def chosen(self) -> Summary | None:
        """The draft at the cursor; None where no draft is shown."""
        return self.drafts.chosen

    def refresh_drafts(self, goal: str = "") -> None:
        """Look at the folder anew, with the cursor on the draft named `goal`, else where it is."""
        self._goal = goal or self._goal
        self._list()

    def search(self, text: str) -> None:
        """Show only the drafts with these words in their titles; all for an empty text."""
        self._searched = text.strip()
        if self._searched:
            self._read(self._catalogue.never_read(), "search")
        self._show()

    def forget(self, name: str) -> None:
        """Leave a draft out that was deleted."""
        self._catalogue.forget(name)
        self._show()

    @work(thread=True, exclusive=True, group="list", exit_on_error=False)
    def _list(self) -> None:
        worker, lines = get_current_worker(), self._folder.newest()
        first = () if self._listed else tuple(islice(lines, _FIRST_LINES))
        if first:
            self.post_message(self.Listed(first, whole=False))
        found = (*first, *lines)
        if not worker.is_cancelled:
            self.post_message(self.Listed(found, whole=True))

    @on(Listed)
    def _take_list(self, event: Listed) -> None:
        event.stop()
        self._listed = self._listed or event.whole
        self._catalogue.relist(event.drafts)
        self._show()

    @on(DraftList.Uncovered)
    def _read_visible(self, event: DraftList.Uncovered) -> None:
        event.stop()
        # What is known already is painted first: the threads of one program wait for each other.
        self.call_after_refresh(self._read_now_visible)

    def _read_now_visible(self) -> None:
        self._read(self._catalogue.not_fresh(self.drafts.in_sight()), "visible")

    def _read(self, names: list[str], group: str) -> None:
        if names:
            self.run_worker(
                lambda: self._read_in_thread(names),
                thread=True, exclusive=True, group=group, exit_on_error=False,
            )  # fmt: skip

    def _read_in_thread(self, names: list[str]) -> None:
        worker = get_current_worker()
        for start in range(0, len(names), _AT_ONCE):
            found = []
            for name in names[start : start + _AT_ONCE]:
                if worker.is_cancelled:
                    return
                found.append(self._folder.summary(name))
            self.post_message(self.Read(tuple(found)))

    @on(Read)
    def _take_read(self, event: Read) -> None:
        event.stop()
        self._catalogue.learn(event.drafts)
        self._show()

    @on(Worker.StateChanged)
    def _worker_ended(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            self._say(f"Your reports cannot be listed.\n\n{event.worker.error}")

    def _show(self) -> None:
        found = self._catalogue.matching(self._searched)
        self.drafts.show(found, self._place(found))
        if found:
            self._say("")
        elif len(self._catalogue):
            self._say(f"No report has “{self._searched}” in its title.\n\nEsc shows all reports.")
        elif self._listed:
            self._say(EMPTY)
        self.post_message(self.Shown(self._count(len(found)), empty=self._listed and not self._catalogue))

    def _place(self, found: list[Summary]) -> str:
        """Return the name of the draft for the cursor: the goal once it is listed, else the one it is on."""
        goal, here = self._goal, self.chosen
        if any(draft.name == goal for draft in found):
            self._goal = ""
            return goal
        return here.name if here else ""

    def _count(self, found: int) -> str:
        if not self._searched:
            return str(len(self._catalogue) or "")
        unread = len(self._catalogue.never_read())
        return f"{found} of {len(self._catalogue)}" + (f", {unread} not looked at yet" if unread else "")

    def _say(self, words: str) -> None:
        shown = self.query_one(".words", Static)
        shown.update(plain(words))
        shown.display, self.drafts.display = bool(words), not words
