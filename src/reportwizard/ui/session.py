"""One open draft: the report as it stands, and its way to the disk.

The session takes what controls hand over, asks the report what it means, and saves. It knows nothing of
screens; they subscribe to its two signals.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from textual.app import App
from textual.signal import Signal
from textual.timer import Timer

from reportwizard.drafts.saving.autosave import SLOW, Autosave, Status
from reportwizard.drafts.saving.saver import PATIENCE, Saver
from reportwizard.kinds.base import Reading, Value
from reportwizard.report.due import stays_handed_in
from reportwizard.report.report import Report
from reportwizard.ui.save_timer import SaveTimer
from reportwizard.ui.telling import merge_words

if TYPE_CHECKING:
    from reportwizard.drafts.store.locks import DraftLock


_LOOK_EVERY = 3.0
FINISHED = "This report is handed in. To change it, press F6 and open it again."


class Along(Protocol):
    """What follows a report that is written in another window."""

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
        saved_at: datetime | None = None,
        clock: Callable[[], float] = time.monotonic,
        local_time: Callable[[], datetime] | None = None,
        lock: DraftLock | None = None,
        read_only: str = "",
        along: Along | None = None,
    ) -> None:
        self.app = app
        self.read_only = read_only
        """Why nothing can be written, in words; empty where it can."""
        self.begun_as: Report | None = None
        """The report as the wizard began it, where that was here."""
        self.unnamed = False
        """Whether the draft is new, and its name not made of its title yet."""
        self._along = along
        self._say = say
        self._lock = lock
        self.name = name
        self.report = report
        self.changed: Signal[str] = Signal(app, "answer changed")
        self.status_changed: Signal[Status] = Signal(app, "save status")
        self._saver = saver
        self._clock, self._local_time = clock, local_time
        self._autosave = Autosave(saved_at, local_time=local_time) if local_time else Autosave(saved_at)
        self._due = SaveTimer(app, self._autosave, clock, self._save_behind)
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

    @property
    def is_as_begun(self) -> bool:
        """Whether this report was begun here, and nothing was answered since."""
        begun, now = self.begun_as, self.report
        return begun is not None and (now.answers, now.ledger, now.unplaced) == (begun.answers, (), ())

    def type_answer(self, question_id: str, text: str) -> Reading:
        """Take what was typed; the report keeps it whether it can be read or not."""
        today = self._local_time().date() if self._local_time else None
        report, reading = self.report.with_typed(question_id, text, today)
        self._take(report, question_id)
        return reading

    def set_answer(self, question_id: str, value: Value | None) -> None:
        """Take an answer that was chosen."""
        self._take(self.report.with_answer(question_id, value), question_id)

    def set_answers(self, answers: Mapping[str, Value | None]) -> None:
        """Take several answers at once, such as a repair that swaps two amounts."""
        report = self.report
        for question_id, value in answers.items():
            report = report.with_answer(question_id, value)
        self._take(report, next(iter(answers)) if len(answers) == 1 else "")

    def set_region(self, *, locale: str | None = None, currency: str | None = None) -> None:
        """Change the local currency, or how numbers and dates are written."""
        self._take(self.report.with_region(locale=locale, currency=currency), "")

    def replace_report(self, report: Report) -> None:
        """Go on with another state of the whole report."""
        self._take(report, "")

    def change(self, report: Report, answer_id: str) -> None:
        """Go on with another state of the report, in which the answer or list of an id was changed."""
        self._take(report, answer_id)

    def drop_unplaced(self, text: str) -> None:
        """Let go of an imported text that fits no question; of several alike, of one."""
        left = list(self.report.unplaced)
        if text in left:
            left.remove(text)
            self._take(replace(self.report, unplaced=tuple(left)), "")

    def keep_version(self, question_id: str) -> None:
        """Keep what stands in an answer now as an earlier version, before another one is put there."""
        self._saver.keep_version(question_id)

    def close(self) -> None:
        """End the session: nothing is written any more, and nothing that is under way is waited for."""
        self._closed = True
        if self._watch is not None:
            self._watch.stop()
        self.let_go()
        self._saver.close()
        self._due.stop()

    def let_go(self) -> None:
        """Let other programs write in the draft."""
        if self._lock is not None:
            self._lock.release()

    def _take(self, report: Report, question_id: str) -> None:
        if report == self.report or self._closed:
            return
        if self.read_only or not stays_handed_in(self.report, report):
            self._refuse()
            return
        known = question_id in report.form.by_id
        self.report = replace(report, last_question=question_id) if known else report
        self._note_change()
        self.changed.publish(question_id)

    def _refuse(self) -> None:
        """Say why nothing can be written here, and let the screens show again what stands in the report."""
        self._say(self.read_only or FINISHED, "look")
        self.changed.publish("")

    def _note_change(self) -> None:
        self._autosave.changed(self._clock())
        self.status_changed.publish(self.status)
        self._due.plan()

    def _save_behind(self) -> None:
        """Save in a thread: the interface goes on while the disk works."""
        number, report = self._begin()
        self.status_changed.publish(self.status)

        def work() -> None:
            trouble = self._write(number, report, patience=SLOW)
            # Not `call_from_thread`: at the end of the program nobody would answer it.
            self.app.call_later(self._finished, number, trouble)

        self.app.run_worker(work, thread=True, group="save", exit_on_error=False)
        # One more look, in case that the disk does not answer.
        self._due.plan()

    def _begin(self) -> tuple[int, Report]:
        with self._numbering:
            return self._autosave.begin(self._clock()), self.report

    def _write(self, number: int, report: Report, *, patience: float = PATIENCE) -> str:
        """Write one snapshot; return why it could not be written, or nothing."""
        try:
            return self._saver.save(number, report, patience=patience)
        except Exception as error:  # whatever it is, typing goes on and the next attempt comes
            return f"{str(error) or type(error).__name__}; your text is kept in memory"

    def _finished(self, number: int, trouble: str) -> None:
        if self._closed:
            return
        if trouble:
            self._autosave.failed(number, self._clock(), trouble)
        else:
            self._autosave.saved(number, self._clock())
        self.status_changed.publish(self.status)
        self._take_from_outside()
        self._tell_of_copies()
        self._due.plan_anew()

    def watch(self) -> None:
        """Look from time to time whether another program wrote to the draft."""
        self._watch = self.app.set_interval(_LOOK_EVERY, self.look_outside)

    def look_outside(self) -> None:
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
        """Take the report from another window that does not answer; `DraftError` where it cannot be read."""
        if self.can_take_over and self._along is not None:
            self._along.take_over(self)

    def take_up(
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
            self.read_on(report, saved_at)
            self._say(words)
        return True

    def read_on(self, report: Report, saved_at: datetime) -> None:
        """Show the newer answers of a report that is written elsewhere, and when they were saved."""
        if self._closed:
            return
        self._autosave.saved_elsewhere(saved_at)
        self.status_changed.publish(self.status)
        if report != self.report:
            self.report = report
            self.changed.publish("")

    def keep_reading(self, why: str) -> None:
        """Say anew why nothing can be written, or, with an empty text, that it can."""
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
                self._autosave.changed(self._clock())
            self.changed.publish("")
            for words, state in merge_words(self.report, came.merged):
                self._say(words, state)

    def _tell_of_copies(self) -> None:
        # A new report that is not started yet has no lock, and no file that anybody knows of.
        if self._saver.moved and self._lock is not None:
            self._saver.moved = False
            words = (
                f"Another program moved or removed this report's file. It is saved anew, as “{self.name}”."
            )
            self._say(words, "look")
        while self._saver.kept:
            copy = self._saver.kept.pop()
            if ".format-" in copy.name:
                continue  # as an older version wrote it; nobody needs to know
            words = f"Another program changed this report meanwhile. Its version is kept in: {copy.name}"
            self._say(words, "look")

    def save_in_thread(self) -> bool:
        """Save from a thread other than the interface's, which may hang; whether all is on the disk."""
        if self._closed or self.read_only or not self.unsaved or self.report is self._saved_in_thread:
            return True
        number, report = self._begin()
        trouble = self._write(number, report, patience=SLOW)
        self._saved_in_thread = None if trouble else report
        self.app.call_later(self._finished, number, trouble)
        return not trouble

    def save_now(self) -> bool:
        """Save here and now, before something else happens; whether all is on the disk."""
        self._due.stop()
        if self.unsaved and not self._closed:
            number, report = self._begin()
            self._finished(number, self._write(number, report))
        return not self.unsaved
