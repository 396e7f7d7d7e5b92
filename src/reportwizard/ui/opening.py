"""Opening a draft: to write in it, to read it only, or to mend it first."""

from __future__ import annotations

from contextlib import suppress

from textual.app import App

from reportwizard.drafts.saving.saver import Saver
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.locks import DraftLock
from reportwizard.errors import DraftError, NewerDraftError, ReportWizardError
from reportwizard.forms.form import Form
from reportwizard.forms.outside import GoneForm
from reportwizard.report.report import Report
from reportwizard.ui.reading_along import ReadingAlong
from reportwizard.ui.session import Session
from reportwizard.ui.wizard import Open, Wizard, ask, wizard

NEW_REPORT = "New report"
"""What a new report is called until it has a title."""

_NEWER = "A newer version of this program wrote this report. You can read it; install that version to write."


def start_session(app: App[None], name: str) -> Session:
    """Open a draft. It can only be read where it is open elsewhere, or where a newer version wrote it.

    Raises `DraftError` where it cannot be opened.
    """
    folder, read_only = wizard(app).folder, ""
    lock = DraftLock(folder.path, name, clock=folder.clock)
    try:
        report = folder.load(name)
    except NewerDraftError:
        from reportwizard.drafts.store.recovery import read_newer

        report, read_only = read_newer(folder.read(name), name), _NEWER
    if isinstance(report.form, GoneForm):
        read_only = f"You can read this report, and not change it. {report.form.why}"
    holder = None if read_only else lock.take()
    along = ReadingAlong(folder, lock) if holder is not None else None
    session = Session(
        app,
        name,
        report,
        Saver(folder, name),
        wizard(app).say,
        saved_at=folder.saved_at(name),
        local_time=lambda: folder.clock().astimezone(),
        lock=lock,
        read_only=along.words(holder) if along and holder else read_only,
        along=along,
    )
    session.watch()
    return session


def begin_session(app: App[None], folder: DraftFolder, report: Report) -> Session:
    """Begin with a new report; it is a draft in the list as soon as something is answered."""
    name, lock = folder.reserve(NEW_REPORT)
    now = lambda: folder.clock().astimezone()  # noqa: E731
    session = Session(app, name, report, Saver(folder, name), wizard(app).say, local_time=now, lock=lock)
    session.begun_as, session.unnamed = report, True
    session.watch()
    return session


def change_form(session: Session, form: Form) -> None:
    """Go on with a new report in another form; what both forms ask of a new report stays."""
    from reportwizard.report.start import start_report

    report = session.report
    session.begun_as = carried = start_report(form, locale=report.locale, currency=report.currency)
    for role in ("project.title", "report.due"):
        if question := form.role(role):
            carried = carried.with_answer(question.id, report.value(role))
    session.replace_report(carried)


def into_list(folder: DraftFolder, session: Session) -> str:
    """End the session of a new report; return the name, made of its title, that it has in the list.

    Raises `SaveError` where it was not on the disk yet, and cannot be put there.
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
    if session.is_as_begun:
        session.close()
        program.folder.discard(session.name)
    elif session.unnamed and not session.unsaved and program.folder.exists(session.name):
        program.last_draft = into_list(program.folder, session)
    else:
        session.close()


def entry_of(session: Session) -> str:
    """Return the question at which a report opens: the one edited last, else the first without an answer."""
    from reportwizard.report.progress import first_unanswered

    report = session.report
    last = report.form.by_id.get(report.last_question)
    return last.id if last and report.asked(last) else first_unanswered(report)


def first_place(session: Session, question_id: str = "") -> Open:
    """Return where a report opens: where an answer was changed in two places, at that choice first."""
    from reportwizard.drafts.merging.conflicts import conflicts_of

    entry = question_id or entry_of(session)
    waiting = conflicts_of(session.report) and not session.read_only
    return Open("versions", back=entry) if waiting else Open(at=entry)


def offer_repair(app: App[None], name: str, trouble: DraftError) -> None:
    """Show what can still be read of a draft that does not open, and ask what to do; else say why not."""
    from reportwizard.drafts.format.salvage import salvage
    from reportwizard.drafts.store.recovery import earlier_versions, repaired
    from reportwizard.ui.home.damaged import EARLIER, Damaged

    program = wizard(app)
    try:
        salvaged = salvage(program.folder.read(name), name)
    except ReportWizardError:
        program.complain(trouble)
        return
    earlier = earlier_versions(program.folder, name, salvaged)

    def take(choice: str) -> None:
        _save_and_open(program, name, repaired(salvaged, earlier if choice == EARLIER else {}))

    ask(app, Damaged(name, salvaged, earlier), take)


def _save_and_open(program: Wizard, name: str, report: Report) -> None:
    """Save the mended report; the damaged file is kept beside it by the save itself."""
    saved = program.folder.save(name, report)
    program.open_draft(name)
    if saved.kept:
        program.say(f"The file as it was is kept as “{saved.kept.stem}”.")
