"""Opening a draft, to write in it or to follow another window read-only, and what becomes of a new one."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import datetime

from textual.app import App

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.locks import DraftLock, Holder, describe_holder
from reportwizard.errors import NewerDraftError, ReportWizardError
from reportwizard.forms.external import MissingForm
from reportwizard.forms.form import Form
from reportwizard.report.due import is_handed_in
from reportwizard.report.report import Report
from reportwizard.ui.session import Session
from reportwizard.ui.wizard import CONFLICTS, HAND_IN, Open, Wizard, wizard

NEW_REPORT = "New report"
"""What a new report is called until it has a title."""

_NEWER = "A newer version of this program wrote this report. You can read it; install that version to write."
_UNREADABLE = (
    "This report's file was moved, deleted or changed. "
    "You see it as it was; press Esc for your list of reports, and open it there."
)
_TAKEN_OVER = "The report is yours now. What the other window still saves is added to it."


def start_session(app: App[None], name: str) -> Session:
    """Open a draft, read-only if it is open elsewhere, of a form that is not here, or of a newer version.

    Raises `DraftError` if it cannot be opened.
    """
    folder, read_only = wizard(app).folder, ""
    lock = DraftLock(folder.path, name, clock=folder.clock)
    try:
        report = folder.load(name)
    except NewerDraftError:
        from reportwizard.drafts.store.recovery import read_newer

        report, read_only = read_newer(folder.read(name), name), _NEWER
    if isinstance(report.form, MissingForm):
        read_only = f"You can read this report, but not change it. {report.form.why}"
    follower = None
    if not read_only and (holder := lock.take()) is not None:
        follower = ReadOnlyFollower(folder, lock)
        read_only = follower.reason(holder)
    return Session(
        app,
        folder,
        name,
        report,
        wizard(app).say,
        lock=lock,
        saved_at=folder.saved_at(name),
        read_only=read_only,
        follower=follower,
    )


class ReadOnlyFollower:
    """Follows a report that is open in another window, and takes it over when that closes it."""

    def __init__(self, folder: DraftFolder, lock: DraftLock) -> None:
        self._folder = folder
        self._lock = lock
        self._looking = threading.Lock()

    def reason(self, holder: Holder) -> str:
        """Return why nothing can be written here, for the applicant."""
        where = describe_holder(holder, self._folder.clock().astimezone())
        return (
            f"This report is open {where}. When it is closed there, you can write here. "
            "If it does not answer there: F2, “take over”."
        )

    def take_over(self, session: Session) -> None:
        """Continue here with what was saved last; what the other window may still save is merged with it.

        Raises `DraftError` if the report cannot be read.
        """
        self._lock.take_over()
        session.resume_writing(*self._load_newer(session.name), _TAKEN_OVER)

    def look(self, session: Session) -> None:
        """See, in a thread, whether the other window released the report, or saved other answers."""
        if not self._looking.acquire(blocking=False):
            return  # a slow disk: the look before is not done
        try:
            # A look that fails changes nothing; the next one comes.
            with suppress(ReportWizardError, OSError):
                self._look(session)
        finally:
            self._looking.release()

    def _look(self, session: Session) -> None:
        why, later = "", session.app.call_later
        # Its drive may be gone: then nothing is made in what is there now.
        holder = self._lock.take() if self._folder.is_home(session.name) else None
        if self._lock.held:
            try:
                later(session.resume_writing, *self._load_newer(session.name))
            except BaseException as error:
                # Another window may take it; this one tries again at the next look.
                self._lock.release()
                if not isinstance(error, ReportWizardError):
                    raise
                why = _UNREADABLE
        elif not self._folder.is_home(session.name):
            why = _UNREADABLE
        elif self._folder.changed_outside(session.name):
            later(session.show_newer, *self._load_newer(session.name))
        elif holder is not None:
            why = self.reason(holder)
        elif not self._folder.exists(session.name):
            why = _UNREADABLE  # the whole folder is gone, and its locks with it
        if why and why != session.read_only:
            later(session.set_read_only_reason, why)

    def _load_newer(self, name: str) -> tuple[Report, datetime]:
        """Return the report as it is on the disk, and when that was saved."""
        return self._folder.load(name), self._folder.saved_at(name)


def start_new_session(app: App[None], folder: DraftFolder, report: Report) -> Session:
    """Begin a new report; it is a draft in the list as soon as something is answered."""
    name, lock = folder.reserve(NEW_REPORT)
    session = Session(app, folder, name, report, wizard(app).say, lock=lock)
    session.started_as, session.unnamed = report, True
    return session


def change_form(session: Session, form: Form) -> None:
    """Go on with a new report in another form; what both forms ask of a new report stays."""
    from reportwizard.report.new_report import start_report

    report = session.report
    session.started_as = carried = start_report(form, locale=report.locale, currency=report.currency)
    for role in ("project.title", "report.due"):
        if question := form.role(role):
            carried = carried.with_answer(question.id, report.value(role))
    session.change(carried)


def finalize_new_draft(folder: DraftFolder, session: Session) -> str:
    """End the session of a new report; return the name, made of its title, that it has in the list.

    Raises `SaveError` if it was not on the disk yet, and cannot be put there.
    """
    if not folder.exists(session.name):
        name = folder.add(session.report.title, session.report)
        session.close()
        return name
    session.close()
    with suppress(ReportWizardError):
        name = folder.new_name(session.report.title)
        folder.rename(session.name, name)
        return name
    return session.name


def end_session(program: Wizard, session: Session) -> None:
    """End a session; a report that was begun here, and in which nothing was answered, goes away."""
    started, now = session.started_as, session.report
    if started and (now.answers, now.ledger, now.unplaced) == (started.answers, (), ()):
        session.close()
        program.folder.discard(session.name)
    elif session.unnamed and not session.unsaved and program.folder.exists(session.name):
        program.last_draft = finalize_new_draft(program.folder, session)
    else:
        session.close()


def first_target(session: Session, question_id: str = "") -> Open:
    """Return where a report opens: at the question named, else at the one edited last, else the first empty.

    Where an answer was changed in two places, it opens at that choice first. What is handed in opens at what
    can be done with it.
    """
    from reportwizard.drafts.merging.conflicts import conflicts_of
    from reportwizard.report.progress import first_unanswered

    report = session.report
    asked = {question.id for question in report.questions()}
    entry = next((id for id in (question_id, report.last_question) if id in asked), first_unanswered(report))
    if conflicts_of(report) and not session.read_only:
        return Open(CONFLICTS, back=entry)
    return Open(HAND_IN) if is_handed_in(report) and not question_id else Open(at=entry)
