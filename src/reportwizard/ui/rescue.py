"""Words that could not be saved last time lie in a second place, and are offered when the draft opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.drafts.saver import rescue_folder
from reportwizard.drafts.store import DraftFolder
from reportwizard.errors import ReportWizardError

if TYPE_CHECKING:
    from reportwizard.ui.app import WizardApp
    from reportwizard.ui.session import Session


def offer_rescued(app: WizardApp, session: Session) -> None:
    """Ask whether to take a kept copy that is newer than the draft; the copy goes only once it is saved."""
    place = DraftFolder(rescue_folder(app.folder.path))
    try:
        name = _newest(place, session)
    except ReportWizardError:
        return
    if not name:
        return

    def answered(take: bool | None) -> None:
        if take:
            _take(app, session, place, name)

    from reportwizard.ui.screens.dialogs import Confirm

    words = (
        f"Last time this report could not be saved at {place.saved_at(name).astimezone():%H:%M on %d.%m.%Y}, "
        "and your words were kept in another place. Do you want to go on with them?"
    )
    app.push_screen(Confirm("Your last words were kept", words, yes="Take them", no="Not now"), answered)


def _newest(place: DraftFolder, session: Session) -> str:
    kept = [name for name in place.names() if name.startswith(f"{session.name}.rescued-")]
    newest = max(kept, key=place.saved_at, default="")
    saved_at = session.status.at
    return newest if newest and (saved_at is None or place.saved_at(newest) > saved_at) else ""


def _take(app: WizardApp, session: Session, place: DraftFolder, name: str) -> None:
    try:
        session.replace_report(place.load(name))
        if session.save_now():
            place.delete(name)
    except ReportWizardError as error:
        app.complain(error)
