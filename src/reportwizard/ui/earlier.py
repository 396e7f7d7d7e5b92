"""Earlier versions of the answer at the cursor, and the other version where it was changed in two places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.drafts.answer_data import value_of
from reportwizard.drafts.conflicts import conflicts_of
from reportwizard.errors import ReportWizardError

if TYPE_CHECKING:
    from reportwizard.drafts.history import Version
    from reportwizard.ui.app import WizardApp
    from reportwizard.ui.fields.field_box import FieldBox
    from reportwizard.ui.session import Session


def show_earlier(app: WizardApp, session: Session, box: FieldBox) -> None:
    """Show the versions of one answer; the one that is chosen is put back, and nothing else is touched."""
    question = box.question
    if any(one.answer_id == question.id for one in conflicts_of(session.report)):
        from reportwizard.ui.opening import show_two_versions

        show_two_versions(app, session, question.id)
        return
    session.save_now()
    try:
        versions = app.folder.versions(session.name, question.id)
    except ReportWizardError as error:
        app.complain(error)
        return
    if not versions:
        app.notify("There are no earlier versions of this answer yet.", timeout=5)
        return

    def chosen(version: Version | None) -> None:
        if version is not None:
            _put_back(app, session, box, version)

    from reportwizard.ui.screens.history import HistoryScreen

    now = app.folder.clock().astimezone()
    app.push_screen(HistoryScreen(session.report, question.id, versions, now), chosen)


def _put_back(app: WizardApp, session: Session, box: FieldBox, version: Version) -> None:
    value = value_of(session.report, box.question.id, version.plain)
    session.keep_version(box.question.id)
    session.set_answer(box.question.id, value)
    box.refill()
    session.save_now()
    at = version.at.astimezone()
    app.notify(f"The version of {at:%H:%M} is back. F8 shows what stood here before.", timeout=6)
