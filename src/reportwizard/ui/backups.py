"""Backups are offered each time their report opens, until the offer is answered.

A backup is a report that could not be saved, or an answer that was open in the applicant's text editor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from reportwizard.drafts.saving.backup import BackupFile, backup_folder, backups, origin_note
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.names import slug
from reportwizard.errors import ReportWizardError
from reportwizard.files import DISK, LIMIT
from reportwizard.report.due import is_handed_in
from reportwizard.report.report import Report
from reportwizard.text import clean_text
from reportwizard.ui.opening import NEW_REPORT
from reportwizard.ui.session import Session
from reportwizard.ui.shared.days import recent_time
from reportwizard.ui.shared.drawing import one_line
from reportwizard.ui.wizard import Open, wizard

_PREVIEW = 400
_LEFT_OPEN = "This text was open in your own editor when the program ended:"


def offer_backups(session: Session) -> None:
    """Offer the newest copy that differs from the report, or else a text that was open in an editor."""
    folder = wizard(session.app).folder
    for file in backups("rescue", folder.path, session.name):
        # One copy that cannot be read must not hide the others.
        with suppress(ReportWizardError):
            kept = DraftFolder(file.path.parent, clock=folder.clock)
            report = kept.load(file.path.stem)
            if file.origin and not _may_be_same(report, session.report):
                continue
            if report.answers != session.report.answers or report.ledger != session.report.ledger:
                _offer_copy(session, kept, file, report)
                return
            kept.delete(file.path.stem)
    for file in backups("editing", folder.path, session.name):
        with suppress(OSError):
            if read_edited(file)[0] == str(session.report.answers.get(file.question, "")):
                file.remove()
            elif file.question in session.report.form.by_id:
                offer_edited(session, file, _LEFT_OPEN)
                return


def _may_be_same(kept: Report, report: Report) -> bool:
    titles_differ = kept.title and report.title and kept.title != report.title
    return kept.form.id == report.form.id and not titles_differ


def recover_new_reports(folder: DraftFolder) -> str:
    """Put new reports into the list that could not be saved when they were begun; return the last name.

    Never raises: what cannot be put there now waits for the next time.
    """
    rescued, added = DraftFolder(backup_folder(folder.path), clock=folder.clock), ""
    with suppress(ReportWizardError, OSError):
        for name in rescued.names():
            draft, _, stamp = name.partition(".rescued-")
            if stamp and draft.startswith(slug(NEW_REPORT)) and not folder.exists(draft):
                report = rescued.load(name)
                added = folder.add(report.title, report)
                rescued.delete(name)
    return added


def _offer_copy(session: Session, kept: DraftFolder, file: BackupFile, report: Report) -> None:
    """Offer to continue with a copy or, if the report was saved since, to put it beside the report."""
    program, name = wizard(session.app), file.path.stem
    kept_at, saved_at = kept.saved_at(name), session.status.at
    handed_in = is_handed_in(session.report)
    is_newer = not handed_in and (saved_at is None or kept_at > saved_at)
    when = recent_time(kept_at, kept.clock().astimezone())
    lines = [
        f"{when[:1].upper()}{when[1:]} this report could not be saved. Your words were kept in another place."
    ]
    if not is_newer:
        lines.append(f"The report was {'handed in' if handed_in else 'saved again'} after that.")

    def take() -> None:
        if is_newer:
            session.change(report)
            session.app.post_message(Open(at=report.last_question or session.report.questions()[0].id))
            if not session.save_now():
                return
        else:
            copy = program.folder.add(f"{session.name}-kept", report)
            program.say(f"They are in your list of reports as “{copy}”.")
        kept.delete(name)

    label = "go on with those words" if is_newer else "put them into a report of their own, to compare"
    drop = "I do not need them"
    _offer(session, "Your last words were kept", lines, file, (label, drop), take, lambda: kept.delete(name))


def read_edited(file: BackupFile) -> tuple[str, bool]:
    """Return the text of a file, and whether its characters are certain. Raises `OSError`."""
    from reportwizard.imports.registry import decode

    data = DISK.read(file.path, LIMIT + 1)
    try:
        text, is_certain = decode(data, file.path.name), True
    except ReportWizardError:
        # Nearly all old editors in the West wrote this encoding; the applicant looks at the letters.
        text, is_certain = data.decode("cp1252", errors="replace"), False
    # Editors end a file with a line break that nobody typed.
    return clean_text(text).removesuffix("\n"), is_certain


def offer_edited(session: Session, file: BackupFile, why: str) -> None:
    """Show the text of a file, and ask whether it is the answer."""
    text, _ = read_edited(file)
    question = session.report.form.by_id[file.question]

    def take() -> None:
        session.set_answer(question.id, text)
        session.app.post_message(Open(at=question.id))
        remove_when_saved(session, file, text)

    title = f"{question.number} {question.name}".strip()
    labels = "take this text as the answer", "I do not need this text"
    lines = [why, one_line(text, _PREVIEW).plain]
    _offer(session, title, lines, file, labels, take, file.remove)


def remove_when_saved(session: Session, file: BackupFile, text: str) -> None:
    """Remove the file of an editor once the report holds its text; one that is handed in does not take it."""
    if session.report.answers.get(file.question, "") == text and session.save_now():
        file.remove()


def _offer(
    session: Session,
    title: str,
    lines: Sequence[str],
    file: BackupFile,
    labels: tuple[str, str],
    take: Callable[[], None],
    drop: Callable[[], object],
) -> None:
    """Ask whether to take kept text, to be asked again later, or to drop it."""
    from reportwizard.ui.dialogs.dialog import ask_which

    later = "not now: ask me again when I open this report"
    paragraphs = [*lines, *([origin_note(file.origin)] if file.origin else [])]
    actions = {labels[0]: take, later: lambda: None, labels[1]: drop}
    ask_which(session.app, title, "\n\n".join(paragraphs), actions)
