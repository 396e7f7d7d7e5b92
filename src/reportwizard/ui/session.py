"""One open draft: the report as it is, and its way to the disk.

The session takes what controls hand over, asks the report what it means, and saves. It knows no screens; they
subscribe to its two signals.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import App
from textual.signal import Signal
from textual.timer import Timer

from reportwizard.drafts.saving.autosave import SLOW, Autosave, Status
from reportwizard.drafts.saving.saver import PATIENCE, Saver
from reportwizard.drafts.store.locks import describe_holder
from reportwizard.errors import ReportWizardError
from reportwizard.kinds.values import Reading, Value
from reportwizard.report.due import changed_after_hand_in, is_handed_in
from reportwizard.report.expense import EXPENSES
from reportwizard.report.report import Report

if TYPE_CHECKING:
    from reportwizard.drafts.store.folder import DraftFolder
    from reportwizard.drafts.store.locks import DraftLock, Holder

_CHECK_EVERY = 3.0
_MAX_NAMES = 4
_HANDED_IN_ELSEWHERE = (
    "This report was handed in elsewhere. What you wrote meanwhile is kept until you open it again (F6):"
)
_CHANGED_ELSEWHERE = (
    "Another program changed this report before you handed it in. "
    "Its words are kept until you open it again (F6):"
)
FINISHED = "This report is handed in. To change it, press F6 and open it again."
_OTHER_WINDOW_CLOSED = "The other window is closed. You can write here now."
_TAKEN_OVER = "The report is yours now. What the other window still saves is added to it."
_UNREADABLE = (
    "This report's file was moved, deleted or changed. "
    "You see it as it was; press Esc for your list of reports, and open it there."
)


class Session:
    """One open draft.

    `report` is the truth. `changed` is published with a question's id after each change of an answer, and
    with an empty text after a change of something else. `status_changed` is published when the status of
    saving changes. While another window, the `holder`, has the draft, the session follows what that saves.
    """

    def __init__(
        self,
        app: App[None],
        folder: DraftFolder,
        name: str,
        report: Report,
        say: Callable[..., None],
        *,
        lock: DraftLock,
        saved_at: datetime | None = None,
        read_only: str = "",
        holder: Holder | None = None,
    ) -> None:
        self.app, self.name, self.report, self._folder = app, name, report, folder
        self._follows = holder is not None
        self.read_only = self._open_elsewhere(holder) if holder else read_only
        """Why nothing can be written, in words; empty if it can."""
        self.started_as: Report | None = None
        """The report as the wizard began it, if that was here."""
        self.place = ""
        """The question where the cursor was last."""
        self.unnamed = False
        """Whether the draft is new, and its name not made of its title yet."""
        self.undo_histories: dict[str, tuple[Value | None, object]] = {}
        """By question, the answer that its page was left with, and what Ctrl+Z would take back there."""
        self.steps: list[tuple[Report, Report]] = []
        """The reports before and after each offer that was taken."""
        self._saver, self._lock, self._say = Saver(folder, name), lock, say
        self.changed: Signal[str] = Signal(app, "answer changed")
        self.status_changed: Signal[Status] = Signal(app, "save status")
        self._autosave = Autosave(saved_at, lambda: folder.clock().astimezone())
        self._save_timer: Timer | None = None
        self._check_timer = app.set_interval(_CHECK_EVERY, self.check_external_changes)
        self._numbering, self._looking = threading.Lock(), threading.Lock()
        self._saved_in_thread: Report | None = None
        self._closed = False

    @property
    def status(self) -> Status:
        """What to show about saving now."""
        if self.read_only:
            message = f"{self.read_only.partition('. ')[0]}: read only"
            return Status("read only", message, self._autosave.status.at)
        return self._autosave.status

    @property
    def unsaved(self) -> bool:
        """Whether something is not on the disk yet."""
        return self._autosave.unsaved

    def type_answer(self, question_id: str, text: str) -> Reading:
        """Take what was typed; the report keeps it whether it can be read or not."""
        today = self._folder.clock().astimezone().date()
        report, reading = self.report.with_typed(question_id, text, today)
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

    def take_back(self, question_id: str = "") -> bool:
        """Take back the last offer taken, if there is one. With a question, only an offer that changed its
        answer and others, none of which was changed since.
        """
        while self.steps:
            changed, since = (
                changed_answers(*two) for two in (self.steps[-1], (self.steps[-1][1], self.report))
            )
            if question_id and (question_id not in changed or len(changed) < 2 or changed & since):
                return False
            undone = undo_step(self.report, *self.steps.pop())
            if undone != self.report:
                self.change(undone)
                return True
        return False

    def change(self, report: Report, answer_id: str = "") -> None:
        """Go on with another state of the report: with another answer or list of this id, or with more."""
        if report == self.report or self._closed:
            return
        if self.read_only or changed_after_hand_in(self.report, report):
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
        self._check_timer.stop()
        self.release()
        self._saver.close()
        self._stop_save_timer()

    def release(self) -> None:
        """Let other programs write in the draft."""
        self._lock.release()

    # Saving

    def _note_change(self) -> None:
        before = self.status
        self._autosave.changed(time.monotonic())
        if self.status != before:
            self.status_changed.publish(self.status)
        self._schedule_save()

    def _schedule_save(self) -> None:
        due = self._autosave.due_at()
        if due is not None and self._save_timer is None:
            self._save_timer = self.app.set_timer(max(due - time.monotonic(), 0.001), self._save_if_due)

    def _stop_save_timer(self) -> None:
        if self._save_timer is not None:
            self._save_timer.stop()
            self._save_timer = None

    def _save_if_due(self) -> None:
        self._save_timer = None
        due = self._autosave.due_at()
        if due is not None and due <= time.monotonic() + 0.005:
            self._save_in_background()
        # While that is under way, a save is due again if the disk does not answer.
        self._schedule_save()

    def _save_in_background(self) -> None:
        """Save in a thread: the interface goes on while the disk works."""
        number, report = self._begin_save()
        self.status_changed.publish(self.status)

        def work() -> None:
            failure = self._saver.save(number, report, patience=SLOW)
            # Not `call_from_thread`: at the end of the program nobody would answer it.
            self.app.call_later(self._end_save, number, failure)

        self.app.run_worker(work, thread=True, group="save", exit_on_error=False)

    def _begin_save(self) -> tuple[int, Report]:
        with self._numbering:
            return self._autosave.begin(time.monotonic()), self.report

    def _end_save(self, number: int, failure: str) -> None:
        if self._closed:
            return
        if failure:
            self._autosave.failed(number, time.monotonic(), failure)
        else:
            self._autosave.saved(number)
        self.status_changed.publish(self.status)
        self._apply_external_changes()
        self._report_copies()
        self._stop_save_timer()  # it was set for what was due before
        self._schedule_save()

    def save_in_thread(self) -> bool:
        """Save from a thread other than the interface's, which may hang; whether all is on the disk."""
        if self._closed or self.read_only or not self.unsaved or self.report is self._saved_in_thread:
            return True
        number, report = self._begin_save()
        failure = self._saver.save(number, report, patience=SLOW)
        self._saved_in_thread = None if failure else report
        self.app.call_later(self._end_save, number, failure)
        return not failure

    def save_now(self) -> bool:
        """Save here and now, before something else happens; whether all is on the disk."""
        self._stop_save_timer()
        if self.unsaved and not self._closed:
            number, report = self._begin_save()
            self._end_save(number, self._saver.save(number, report, patience=PATIENCE))
        return not self.unsaved

    # Other programs

    def check_external_changes(self) -> None:
        """See, in a thread, whether another program wrote to the draft; a save then merges both."""
        if self._closed or self.unsaved or (self.read_only and not self._follows):
            return

        def work() -> None:
            if self.read_only:
                self.look()
            elif self._saver.changed_outside() and not self._closed:
                self.app.call_later(self._note_change)

        self.app.run_worker(work, thread=True, group="look", exclusive=True, exit_on_error=False)

    @property
    def can_take_over(self) -> bool:
        """Whether another window has the report, so that it can only be read here."""
        return bool(self.read_only) and self._follows

    def take_over(self) -> None:
        """Take the report from another window that does not answer; what that still saves is merged with it.

        Raises `DraftError` if the report cannot be read.
        """
        if self.can_take_over:
            self._lock.take_over()
            self._resume_writing(*self._load_newer(), _TAKEN_OVER)

    def _open_elsewhere(self, holder: Holder) -> str:
        where = describe_holder(holder, self._folder.clock().astimezone())
        return (
            f"This report is open {where}. When it is closed there, you can write here. "
            "If it does not answer there: F2, “take over”."
        )

    def look(self) -> None:
        """See, in a thread, whether the other window released the report, or saved other answers."""
        if not self._looking.acquire(blocking=False):
            return  # a slow disk: the look before is not done
        try:
            # A look that fails changes nothing; the next one comes.
            with suppress(ReportWizardError, OSError):
                self._look()
        finally:
            self._looking.release()

    def _look(self) -> None:
        why, later, folder = "", self.app.call_later, self._folder
        # Its drive may be gone: then nothing is made in what is there now.
        holder = self._lock.take() if folder.is_home(self.name) else None
        if self._lock.held:
            try:
                later(self._resume_writing, *self._load_newer())
            except BaseException as error:
                # Another window may take it; this one tries again at the next look.
                self._lock.release()
                if not isinstance(error, ReportWizardError):
                    raise
                why = _UNREADABLE
        elif not folder.is_home(self.name):
            why = _UNREADABLE
        elif folder.changed_outside(self.name):
            later(self._show_newer, *self._load_newer())
        elif holder is not None:
            why = self._open_elsewhere(holder)
        elif not folder.exists(self.name):
            why = _UNREADABLE  # the whole folder is gone, and its locks with it
        if why and why != self.read_only:
            later(self._set_read_only_reason, why)

    def _load_newer(self) -> tuple[Report, datetime]:
        """Return the report as it is on the disk, and when that was saved."""
        return self._folder.load(self.name), self._folder.saved_at(self.name)

    def _resume_writing(
        self, report: Report, saved_at: datetime, message: str = _OTHER_WINDOW_CLOSED
    ) -> None:
        """Continue with a report whose lock was taken for this session."""
        if self._closed:
            self.release()
        elif self.read_only:
            self.read_only = ""
            self._show_newer(report, saved_at)
            self._say(message)

    def _show_newer(self, report: Report, saved_at: datetime) -> None:
        if self._closed:
            return
        self._autosave.saved_at = saved_at
        self.status_changed.publish(self.status)
        if report != self.report:
            self.report = report
            self.changed.publish("")

    def _set_read_only_reason(self, why: str) -> None:
        self.read_only = why
        self.status_changed.publish(self.status)

    def _apply_external_changes(self) -> None:
        """Take over what was merged while saving; what was typed meanwhile stays."""
        for pending in self._saver.pending_merges():
            from reportwizard.drafts.merging.merge import merge

            if self.report is not pending.snapshot:
                self._autosave.changed(time.monotonic())
            self.report = merge(pending.snapshot, self.report, pending.merged.report).report
            # After the report: whoever takes a later number has a report that includes it.
            pending.since = self._autosave.number()
            self.changed.publish("")
            twice = pending.merged.kept_twice
            if taken := self._names(id for id in pending.merged.taken if id not in twice):
                self._say(f"Changed in another program, and taken over here: {taken}.")
            if twice and is_handed_in(self.report):
                here = is_handed_in(pending.snapshot)
                message = _CHANGED_ELSEWHERE if here else _HANDED_IN_ELSEWHERE
                self._say(f"{message} {self._names(twice)}.", "look")
            elif twice:
                names = f"{self._names(twice)}. Both are kept: press F8 there to choose."
                self._say(f"Changed here and in another program: {names}", "look")

    def _names(self, answer_ids: Iterable[str]) -> str:
        questions = self.report.form.by_id
        names = [questions[id].name if id in questions else EXPENSES for id in answer_ids]
        more = len(names) - _MAX_NAMES
        return ", ".join(names[:_MAX_NAMES]) + (f" and {more} more" if more > 0 else "")

    def _report_copies(self) -> None:
        if self._saver.moved:
            self._saver.moved = False
            message = "Another program moved or removed this report's file. It is saved again, as"
            self._say(f"{message} “{self.name}”.", "look")
        while self._saver.kept:
            name = self._saver.kept.pop().name
            if ".format-" not in name:  # as an older version wrote it; nobody needs to know
                message = "Another program changed this report meanwhile. Its version is kept in:"
                self._say(f"{message} {name}", "look")


def changed_answers(before: Report, after: Report) -> set[str]:
    """Return the ids of the answers that are not the same."""
    was, became = before.answers, after.answers
    return {id for id in {*was, *became} if was.get(id) != became.get(id)}


def undo_step(report: Report, before: Report, after: Report) -> Report:
    """Return the report without the changes of a step; later changes stay."""
    for id in changed_answers(before, after) - changed_answers(after, report):
        report = report.with_answer(id, before.answers.get(id))
    added = [entry for entry in after.dismissed if entry not in before.dismissed]
    removed = [entry for entry in before.dismissed if entry not in after.dismissed]
    kept = [entry for entry in report.dismissed if entry not in added and entry not in removed]
    unplaced = before.unplaced if report.unplaced == after.unplaced else report.unplaced
    return replace(report, dismissed=(*kept, *removed), unplaced=unplaced)
