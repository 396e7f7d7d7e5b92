"""Words kept in a second place are offered each time their report opens, until the offer is answered."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from reportwizard.drafts.saving.backup import note_origin, origin_of, orphan_words, orphans, rescue_folder
from reportwizard.drafts.saving.editor_files import EditorFiles
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.names import slug
from reportwizard.errors import ReportWizardError
from reportwizard.report.report import Report
from reportwizard.ui.dialogs.choose import Choose, Way
from reportwizard.ui.opening import NEW_REPORT
from reportwizard.ui.session import Session
from reportwizard.ui.shared.days import time_words
from reportwizard.ui.wizard import Open, ask, wizard

_LATER = Way("later", "not now: ask me again when I open this report")
_DROP = Way("drop", "I do not need them")


def offer_rescued(session: Session) -> None:
    """Offer a kept copy that differs from the report; else a text that was open in the applicant's editor."""
    folder = wizard(session.app).folder
    drafts = folder.path
    mine = rescue_folder(drafts)
    note_origin(mine, drafts)
    for path in (mine, *orphans("rescue", drafts, lambda name: _is_kept(name, session.name))):
        place = DraftFolder(path, clock=folder.clock)
        found = _newest_kept(place, session, surely=path == mine)
        if found:
            _offer(session, place, *found, None if path == mine else origin_of(path))
            return
    if EditorFiles(drafts).left_over(session.name):
        from reportwizard.ui.editor import offer_left

        offer_left(session)


def take_in_begun(folder: DraftFolder) -> str:
    """Put new reports into the list that could not be saved there when they were begun; return the last name.

    Never raises: what cannot be put there now waits for the next time.
    """
    place, taken = DraftFolder(rescue_folder(folder.path), clock=folder.clock), ""
    with suppress(ReportWizardError, OSError):
        for name in place.names():
            draft, _, kept = name.partition(".rescued-")
            if kept and draft.startswith(slug(NEW_REPORT)) and not folder.exists(draft):
                report = place.load(name)
                taken = folder.add(report.title, report)
                place.delete(name)
    return taken


def _newest_kept(place: DraftFolder, session: Session, *, surely: bool) -> tuple[str, Report] | None:
    """Return the newest copy that holds other words than the report; copies of the same words go.

    Where it is not `surely` a copy of this draft, a copy with another form or title is passed over.
    """
    for name in _kept_names(place, session.name):
        # One copy that cannot be read must not hide the others.
        with suppress(ReportWizardError):
            report = place.load(name)
            if not surely and not _alike(report, session.report):
                continue
            if report.answers != session.report.answers or report.ledger != session.report.ledger:
                return name, report
            place.delete(name)
    return None


def _kept_names(place: DraftFolder, draft: str) -> list[str]:
    """Return the copies of a draft, the newest first."""
    try:
        return [one.name for one in place.newest() if _is_kept(one.name, draft)]
    except ReportWizardError:
        return []


def _is_kept(name: str, draft: str) -> bool:
    return name.startswith(f"{draft}.rescued-")


def _alike(one: Report, other: Report) -> bool:
    """Whether two reports can be one: of one form, and nowhere with two titles."""
    return one.form.id == other.form.id and (not one.title or not other.title or one.title == other.title)


def _offer(session: Session, place: DraftFolder, name: str, report: Report, of_gone: Path | None) -> None:
    kept_at, saved_at = place.saved_at(name), session.status.at
    newer = saved_at is None or kept_at > saved_at
    words = [f"{_at(kept_at, place)} this report could not be saved. Your words were kept in another place."]
    if newer:
        take = Way("take", "go on with those words")
    else:
        words.append("The report was saved again after that.")
        take = Way("take", "put them into a report of their own, to compare")

    if of_gone:
        words.append(orphan_words(of_gone))

    def answered(choice: str) -> None:
        put = _go_on if newer else _apart
        if choice == "drop" or (choice == "take" and put(session, report)):
            place.delete(name)

    ask(session.app, Choose("Your last words were kept", "\n\n".join(words), (take, _LATER, _DROP)), answered)


def _at(kept_at: datetime, place: DraftFolder) -> str:
    words = time_words(kept_at, place.clock().astimezone())
    return f"{words[:1].upper()}{words[1:]}"


def _go_on(session: Session, report: Report) -> bool:
    """Take the kept words into the open report; whether they are saved now."""
    session.change(report)
    session.app.post_message(Open(at=report.last_question or session.report.questions()[0].id))
    return session.save_now()


def _apart(session: Session, report: Report) -> bool:
    """Save the kept words as a report of their own beside the open one."""
    program = wizard(session.app)
    name = program.folder.add(f"{session.name}-kept", report)
    program.say(f"They are in your list of reports as “{name}”.")
    return True
