"""One open draft: the report as it is, and its way to the disk.

The session takes what controls hand over, asks the report what it means, and saves. It knows nothing of
screens; they subscribe to its two signals.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from textual.app import App
from textual.signal import Signal
from textual.timer import Timer

from reportwizard.drafts.saving.autosave import SLOW, Autosave, Status
from reportwizard.drafts.saving.saver import PATIENCE, Saver
from reportwizard.kinds.base import Reading, Value
from reportwizard.report.due import allowed_after_hand_in, is_handed_in
from reportwizard.report.expense import EXPENSES
from reportwizard.report.report import Report

if TYPE_CHECKING:
    from reportwizard.drafts.store.locks import DraftLock

_LOOK_EVERY = 3.0
_MOST_NAMES = 4
_HANDED_IN_ELSEWHERE = (
    "This report was handed in elsewhere. What you wrote meanwhile is kept until you open it again (F6):"
)
FINISHED = "This report is handed in. To change it, press F6 and open it again."


class Follower(Protocol):
    """Follows a report that is open in another window."""

    def look(self, session: Session) -> None:
        """See whether the other window saved something, or let go of the report; runs in a thread."""

    def take_over(self, session: Session) -> None:
        """Go on here with what was saved last. Raises `DraftError`."""


class Session:
    """One open draft.

    `report` is the truth. `changed` is published with a question's id after each change of an answer, and
    with an empty text after a change of something else. `status_changed` is published when the words about
    saving change.
    """

    def __init__(
        self,
        app: App[None],
        name: str,
        report: Report,
        saver: Saver,
        say: Callable[..., None],
        *,
        local_time: Callable[[], datetime],
        saved_at: datetime | None = None,
        lock: DraftLock | None = None,
        read_only: str = "",
        along: Follower | None = None,
    ) -> None:
        self.app, self.name, self.report = app, name, report
        self.read_only = read_only
        """Why nothing can be written, in words; empty if it can."""
        self.started_as: Report | None = None
        """The report as the wizard began it, where that was here."""
        self.unnamed = False
        """Whether the draft is new, and its name not made of its title yet."""
        self._say, self._saver, self._lock, self._along = say, saver, lock, along
        self.changed: Signal[str] = Signal(app, "answer changed")
        self.status_changed: Signal[Status] = Signal(app, "save status")
        self._local_time = local_time
        self._autosave = Autosave(saved_at, local_time=local_time)
        self._due: Timer | None = None
        self._watch: Timer | None = None
        self._numbering = threading.Lock()
        self._saved_in_thread: Report | None = None
        self._closed = False

    @property
    def status(self) -> Status:
        """What to tell about saving now."""
        if self.read_only:
            words = f"{self.read_only.partition('. ')[0]}: read only"
            return Status("read only", words, self._autosave.status.at)
        return self._autosave.status

    @property
    def unsaved(self) -> bool:
        """Whether something is not on the disk yet."""
        return self._autosave.unsaved

    def type_answer(self, question_id: str, text: str) -> Reading:
        """Take what was typed; the report keeps it whether it can be read or not."""
        report, reading = self.report.with_typed(question_id, text, self._local_time().date())
        self.change(report, question_id)
        return reading

    def set_answer(self, question_id: str, value: Value | None) -> None:
        """Take an answer that was chosen."""
        self.change(self.report.with_answer(question_id, value), question_id)

    def set_answers(self, answers: Mapping[str, Value | None]) -> None:
        """Take several answers at once, such as a repair that swaps two amounts."""
        report = self.report
        for question_id, value in answers.items():
            report = report.with_answer(question_id, value)
        self.change(report, next(iter(answers)) if len(answers) == 1 else "")

    def change(self, report: Report, answer_id: str = "") -> None:
        """Go on with another state of the report: with another answer or list of this id, or with more."""
        if report == self.report or self._closed:
            return
        if self.read_only or not allowed_after_hand_in(self.report, report):
            # The screens show again what is in the report.
            self._say(self.read_only or FINISHED, "look")
            self.changed.publish("")
            return
        known = answer_id in report.form.by_id
        self.report = replace(report, last_question=answer_id) if known else report
        self._note_change()
        self.changed.publish(answer_id)

    def keep_version(self, question_id: str) -> None:
        """Keep what is in an answer now as an earlier version, before another one is put there."""
        self._saver.keep_version(question_id)

    def close(self) -> None:
        """End the session: nothing is written any more, and nothing that is under way is waited for."""
        self._closed = True
        if self._watch is not None:
            self._watch.stop()
        self.release()
        self._saver.close()
        self._stop_timer()

    def release(self) -> None:
        """Let other programs write in the draft."""
        if self._lock is not None:
            self._lock.release()

    # Saving

    def _note_change(self) -> None:
        self._autosave.changed(time.monotonic())
        self.status_changed.publish(self.status)
        self._plan()

    def _plan(self) -> None:
        """Have a timer, where a save will be due and none is waited for."""
        due = self._autosave.due_at()
        if due is not None and self._due is None:
            self._due = self.app.set_timer(max(due - time.monotonic(), 0.001), self._look)

    def _stop_timer(self) -> None:
        if self._due is not None:
            self._due.stop()
            self._due = None

    def _look(self) -> None:
        """Save if that is due; else wait for it."""
        self._due = None
        due = self._autosave.due_at()
        if due is not None and due <= time.monotonic() + 0.005:
            self._save_behind()
        else:
            self._plan()

    def _save_behind(self) -> None:
        """Save in a thread: the interface goes on while the disk works."""
        number, report = self._begin()
        self.status_changed.publish(self.status)

        def work() -> None:
            error = self._write(number, report, patience=SLOW)
            # Not `call_from_thread`: at the end of the program nobody would answer it.
            self.app.call_later(self._finished, number, error)

        self.app.run_worker(work, thread=True, group="save", exit_on_error=False)
        # One more look, in case that the disk does not answer.
        self._plan()

    def _begin(self) -> tuple[int, Report]:
        with self._numbering:
            return self._autosave.begin(time.monotonic()), self.report

    def _write(self, number: int, report: Report, *, patience: float = PATIENCE) -> str:
        """Write one snapshot; return why it could not be written, or nothing."""
        try:
            return self._saver.save(number, report, patience=patience)
        except Exception as error:  # whatever it is, typing goes on and the next attempt comes
            return f"{str(error) or type(error).__name__}; your text is kept in memory"

    def _finished(self, number: int, error: str) -> None:
        if self._closed:
            return
        if error:
            self._autosave.failed(number, time.monotonic(), error)
        else:
            self._autosave.saved(number, time.monotonic())
        self.status_changed.publish(self.status)
        self._take_from_outside()
        self._tell_of_copies()
        # No more for what was due before.
        self._stop_timer()
        self._plan()

    def save_in_thread(self) -> bool:
        """Save from a thread other than the interface's, which may hang; whether all is on the disk."""
        if self._closed or self.read_only or not self.unsaved or self.report is self._saved_in_thread:
            return True
        number, report = self._begin()
        error = self._write(number, report, patience=SLOW)
        self._saved_in_thread = None if error else report
        self.app.call_later(self._finished, number, error)
        return not error

    def save_now(self) -> bool:
        """Save here and now, before something else happens; whether all is on the disk."""
        self._stop_timer()
        if self.unsaved and not self._closed:
            number, report = self._begin()
            self._finished(number, self._write(number, report))
        return not self.unsaved

    # Other programs

    def watch(self) -> None:
        """Look from time to time whether another program wrote to the draft."""
        self._watch = self.app.set_interval(_LOOK_EVERY, self.check_external_changes)

    def check_external_changes(self) -> None:
        """See whether another program wrote to the draft; a save then puts both together."""
        if self._closed or self.unsaved or (self.read_only and self._along is None):
            return

        def work() -> None:
            if self.read_only and self._along is not None:
                self._along.look(self)
            elif self._saver.changed_outside() and not self._closed:
                self.app.call_later(self._note_change)

        self.app.run_worker(work, thread=True, group="look", exclusive=True, exit_on_error=False)

    @property
    def can_take_over(self) -> bool:
        """Whether another window has the report, so that it can only be read here."""
        return bool(self.read_only) and self._along is not None

    def take_over(self) -> None:
        """Take the report from another window that does not answer; `DraftError` if it cannot be read."""
        if self.read_only and self._along is not None:
            self._along.take_over(self)

    def resume_writing(
        self,
        report: Report,
        saved_at: datetime,
        words: str = "The other window is closed. You can write here now.",
    ) -> bool:
        """Go on with a report that nobody else has open any more; whether it can be written now."""
        if self._closed:
            return False
        if self.read_only:
            self.read_only = ""
            self.show_newer(report, saved_at)
            self._say(words)
        return True

    def show_newer(self, report: Report, saved_at: datetime) -> None:
        """Show the newer answers of a report that is written elsewhere, and when they were saved."""
        if self._closed:
            return
        self._autosave.saved_elsewhere(saved_at)
        self.status_changed.publish(self.status)
        if report != self.report:
            self.report = report
            self.changed.publish("")

    def set_read_only_reason(self, why: str) -> None:
        """Say again why nothing can be written, or, with an empty text, that it can."""
        self.read_only = why
        self.status_changed.publish(self.status)

    def _take_from_outside(self) -> None:
        """Go on with what came of putting both together; what was typed meanwhile stays."""
        for came in self._saver.take_merges():
            from reportwizard.drafts.merging.merge import merge

            typed_on = self.report is not came.snapshot
            self.report = merge(came.snapshot, self.report, came.merged.report).report
            # After the report: whoever takes a later number has a report that holds it.
            came.since = self._autosave.number()
            if typed_on:
                self._autosave.changed(time.monotonic())
            self.changed.publish("")
            twice = came.merged.kept_twice
            if taken := self._names(one for one in came.merged.taken if one not in twice):
                self._say(f"Changed in another program, and taken over here: {taken}.")
            if twice and is_handed_in(self.report):
                self._say(f"{_HANDED_IN_ELSEWHERE} {self._names(twice)}.", "look")
            elif twice:
                names = f"{self._names(twice)}. Both are kept: press F8 there to choose."
                self._say(f"Changed here and in another program: {names}", "look")

    def _names(self, answer_ids: Iterable[str]) -> str:
        known = self.report.form.by_id
        names = [known[one].name if one in known else EXPENSES for one in answer_ids]
        more = len(names) - _MOST_NAMES
        return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")

    def _tell_of_copies(self) -> None:
        # A new report that is not started yet has no lock, and no file that anybody knows of.
        if self._saver.moved and self._lock is not None:
            self._saver.moved = False
            words = "Another program moved or removed this report's file. It is saved again, as"
            self._say(f"{words} “{self.name}”.", "look")
        while self._saver.kept:
            name = self._saver.kept.pop().name
            if ".format-" not in name:  # as an older version wrote it; nobody needs to know
                words = "Another program changed this report meanwhile. Its version is kept in:"
                self._say(f"{words} {name}", "look")
