"""Opening a draft, and what becomes of a new one."""

from __future__ import annotations

from contextlib import suppress

from textual.app import App

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.locks import DraftLock
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
    return Session(
        app,
        folder,
        name,
        report,
        wizard(app).say,
        lock=lock,
        saved_at=folder.saved_at(name),
        read_only=read_only,
        holder=None if read_only else lock.take(),
    )


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
