"""Earlier versions of an answer or of the list of expenses, to look at and to put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.drafts.format.answers import LEDGER, value_of, with_plain
from reportwizard.drafts.merging.conflicts import waiting_ids
from reportwizard.errors import ReportWizardError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportwizard.drafts.history.versions import Version
    from reportwizard.ui.app import WizardApp
    from reportwizard.ui.fields.field_box import FieldBox
    from reportwizard.ui.session import Session


def show_earlier(app: WizardApp, session: Session, box: FieldBox) -> None:
    """Show the versions of one answer; the one that is chosen is put back, and nothing else is touched."""

    def put_back(version: Version) -> None:
        session.set_answer(box.question.id, value_of(session.report, box.question.id, version.plain))
        box.refill()

    _show(app, session, box.question.id, put_back)


def show_earlier_lists(app: WizardApp, session: Session, before: Callable[[], None]) -> None:
    """Show the versions of the list of expenses; `before` is called before one is put back."""

    def put_back(version: Version) -> None:
        before()
        session.replace_report(with_plain(session.report, LEDGER, version.plain))

    _show(app, session, LEDGER, put_back)


def _show(app: WizardApp, session: Session, answer_id: str, put_back: Callable[[Version], None]) -> None:
    if answer_id in waiting_ids(session.report) and not session.read_only:
        from reportwizard.ui.opening import show_two_versions

        show_two_versions(app, session, answer_id)
        return
    session.save_now()
    try:
        versions = app.folder.versions(session.name, answer_id)
    except ReportWizardError as error:
        app.complain(error)
        return
    if not versions:
        what = "list" if answer_id == LEDGER else "answer"
        app.notify(f"There are no earlier versions of this {what} yet.", timeout=5)
        return

    def chosen(version: Version | None) -> None:
        if version is not None:
            session.keep_version(answer_id)
            put_back(version)
            if not session.read_only:
                _tell(app, session, version)

    from reportwizard.ui.screens.history import HistoryScreen

    now = app.folder.clock().astimezone()
    app.push_screen(HistoryScreen(session.report, answer_id, versions, now), chosen)


def _tell(app: WizardApp, session: Session, version: Version) -> None:
    session.save_now()
    at = version.at.astimezone()
    app.notify(f"The version of {at:%H:%M} is back. F8 shows what stood here before.", timeout=6)
