"""A report that is open in another window: it is read along here, and taken up when that window closes."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import datetime

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.locks import DraftLock, Holder, holder_words
from reportwizard.errors import ReportWizardError
from reportwizard.report.report import Report
from reportwizard.ui.session import Session

_UNREADABLE = (
    "This report's file was moved, deleted or changed. "
    "You see it as it was; press Esc for your list of reports, and open it there."
)


class ReadingAlong:
    """What a session that can only be read does from time to time; `look` runs in a thread."""

    def __init__(self, folder: DraftFolder, lock: DraftLock) -> None:
        self._folder = folder
        self._lock = lock
        self._looking = threading.Lock()

    def words(self, holder: Holder) -> str:
        """Return why nothing can be written here, for the applicant."""
        where = holder_words(holder, self._folder.clock().astimezone())
        return (
            f"This report is open {where}. When it is closed there, you can write here. "
            "If it does not answer there: F2, “take over”."
        )

    def take_over(self, session: Session) -> None:
        """Go on here with what was saved last; what the other window may still save is put together with it.

        Raises `DraftError` where the report cannot be read.
        """
        self._lock.take_over()
        newer = self._newer(session.name)
        session.take_up(*newer, "The report is yours now. What the other window still saves is put together.")

    def look(self, session: Session) -> None:
        """See whether the other window let go of the report, or saved other answers."""
        if not self._looking.acquire(blocking=False):
            return  # a slow disk: the look before is not done
        try:
            # A look that fails changes nothing; the next one comes.
            with suppress(ReportWizardError, OSError):
                self._look(session)
        finally:
            self._looking.release()

    def _look(self, session: Session) -> None:
        if not self._folder.is_home(session.name):
            self._say(session, _UNREADABLE)  # its drive went; nothing is made in what stands there now
            return
        holder = self._lock.take()
        if self._lock.held:
            try:
                newer = self._newer(session.name)
            except ReportWizardError:
                # Whoever comes next may take it; where it can be read again, so does the next look.
                self._lock.release()
                self._say(session, _UNREADABLE)
                return
            except BaseException:
                self._lock.release()
                raise
            session.app.call_later(self._take_up, session, *newer)
        elif self._folder.changed_outside(session.name):
            session.app.call_later(session.read_on, *self._newer(session.name))
        elif holder is not None:
            self._say(session, self.words(holder))
        elif not self._folder.exists(session.name):
            self._say(session, _UNREADABLE)  # the whole folder is gone, and its locks with it

    def _say(self, session: Session, why: str) -> None:
        if why != session.read_only:
            session.app.call_later(session.keep_reading, why)

    def _newer(self, name: str) -> tuple[Report, datetime]:
        """Return the report as it stands on the disk, and since when."""
        return self._folder.load(name), self._folder.saved_at(name)

    def _take_up(self, session: Session, report: Report, saved_at: datetime) -> None:
        if not session.take_up(report, saved_at):
            self._lock.release()  # it was closed here meanwhile
