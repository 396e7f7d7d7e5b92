"""Rescued words are offered each time their report opens, until the offer is answered."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from reportwizard.drafts.saving.backup import note_origin, origin_note, origin_of, orphans, rescue_folder
from reportwizard.drafts.saving.editor_files import EditorFiles
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.names import slug
from reportwizard.errors import ReportWizardError
from reportwizard.report.due import is_handed_in
from reportwizard.report.report import Report
from reportwizard.ui.opening import NEW_REPORT
from reportwizard.ui.session import Session
from reportwizard.ui.shared.days import recent_time
from reportwizard.ui.wizard import Open, ask, wizard

_MARK = ".rescued-"


def offer_rescued(session: Session) -> None:
    """Offer a kept copy that differs from the report; else a text that was open in the applicant's editor."""
    folder = wizard(session.app).folder
    drafts = folder.path
    mine = rescue_folder(drafts)
    note_origin(mine, drafts)
    for path in (mine, *orphans("rescue", drafts, lambda name: name.startswith(session.name + _MARK))):
        place = DraftFolder(path, clock=folder.clock)
        if found := _newest_kept(place, session, surely=path == mine):
            _offer(session, place, *found, None if path == mine else origin_of(path))
            return
    if EditorFiles(drafts).left_over(session.name):
        from reportwizard.ui.editor import offer_left

        offer_left(session)


def recover_new_reports(folder: DraftFolder) -> str:
    """Put new reports into the list that could not be saved there when they were begun; return the last name.

    Never raises: what cannot be put there now waits for the next time.
    """
    place, taken = DraftFolder(rescue_folder(folder.path), clock=folder.clock), ""
    with suppress(ReportWizardError, OSError):
        for name in place.names():
            draft, _, kept = name.partition(_MARK)
            if kept and draft.startswith(slug(NEW_REPORT)) and not folder.exists(draft):
                report = place.load(name)
                taken = folder.add(report.title, report)
                place.delete(name)
    return taken


def _newest_kept(place: DraftFolder, session: Session, *, surely: bool) -> tuple[str, Report] | None:
    """Return the newest copy that holds other words than the report; copies of the same words go.

    Where it is not `surely` a copy of this draft, a copy with another form or title is passed over.
    """
    now, names = session.report, list[str]()
    with suppress(ReportWizardError):
        names = [one.name for one in place.newest() if one.name.startswith(session.name + _MARK)]
    for name in names:
        # One copy that cannot be read must not hide the others.
        with suppress(ReportWizardError):
            kept = place.load(name)
            alike = kept.form.id == now.form.id and (
                not (kept.title and now.title) or kept.title == now.title
            )
            if not surely and not alike:
                continue
            if kept.answers != now.answers or kept.ledger != now.ledger:
                return name, kept
            place.delete(name)
    return None


def _offer(session: Session, place: DraftFolder, name: str, report: Report, of_gone: Path | None) -> None:
    """Offer to go on with the kept words, or, where the report was saved since, to put them beside it."""
    from reportwizard.ui.dialogs.choose import ChoiceDialog, MenuItem

    program = wizard(session.app)
    kept_at, saved_at = place.saved_at(name), session.status.at
    handed_in = is_handed_in(session.report)
    newer = not handed_in and (saved_at is None or kept_at > saved_at)
    when = recent_time(kept_at, place.clock().astimezone())
    words = [
        f"{when[:1].upper()}{when[1:]} this report could not be saved. Your words were kept in another place."
    ]
    if not newer:
        words.append(f"The report was {'handed in' if handed_in else 'saved again'} after that.")
    if of_gone:
        words.append(origin_note(of_gone))
    take = "go on with those words" if newer else "put them into a report of their own, to compare"
    ways = (
        MenuItem("take", take),
        MenuItem("later", "not now: ask me again when I open this report"),
        MenuItem("drop", "I do not need them"),
    )

    def answered(choice: str) -> None:
        done = choice == "drop"
        if choice == "take" and newer:
            session.change(report)
            session.app.post_message(Open(at=report.last_question or session.report.questions()[0].id))
            done = session.save_now()
        elif choice == "take":
            copy = program.folder.add(f"{session.name}-kept", report)
            program.say(f"They are in your list of reports as “{copy}”.")
            done = True
        if done:
            place.delete(name)

    ask(session.app, ChoiceDialog("Your last words were kept", "\n\n".join(words), ways), answered)
