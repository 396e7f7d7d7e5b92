"""A new report that is not started yet: its few words wait in the state folder until it is."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reportwizard.drafts.saving.backup import backup_folder, note_origin, orphans
from reportwizard.drafts.saving.saver import Saver
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.names import SUFFIX
from reportwizard.errors import ReportWizardError
from reportwizard.files import DISK
from reportwizard.report.start import start_report
from reportwizard.ui.session import Session

if TYPE_CHECKING:
    from reportwizard.forms.form import Form
    from reportwizard.report.report import Report
    from reportwizard.ui.app import WizardApp

_NAME = "new-report"


def is_begun(app: WizardApp) -> bool:
    """Whether a new report waits that is not started yet. Only its name is looked for."""
    return (backup_folder("begun", app.folder.path) / f"{_NAME}{SUFFIX}").is_file()


class _Place(DraftFolder):
    """Where the words of a new report wait; it notes to which folder of drafts it belongs."""

    def __init__(self, app: WizardApp) -> None:
        self._drafts = app.folder.path
        super().__init__(backup_folder("begun", self._drafts), clock=app.folder.clock)

    def _make_ready(self) -> None:
        super()._make_ready()
        note_origin(self.path, self._drafts)

    def take_left(self, form: Form) -> None:
        """Bring a new report of this form here that waits for a folder which is not there any more."""
        file = f"{_NAME}{SUFFIX}"
        for place in orphans("begun", self._drafts, lambda name: name == file):
            with suppress(ReportWizardError, OSError):
                if DraftFolder(place).load(_NAME).form is form:
                    self._make_ready()
                    DISK.move_new(place / file, self.path / file)
                    return


class Begun:
    """The session of a new report, which goes on with what was written the last time."""

    def __init__(self, app: WizardApp, form: Form) -> None:
        self._place = _Place(app)
        self._fresh = start_report(form, locale=app.locale)
        self.session = Session(app, _NAME, self._last(form) or self._fresh, Saver(self._place, _NAME))
        self._app = app
        app.writing.add(self.session)

    @property
    def empty(self) -> bool:
        """Whether nothing was written yet."""
        return self.session.report.answers == self._fresh.answers

    def _last(self, form: Form) -> Report | None:
        if not self._place.exists(_NAME):
            self._place.take_left(form)
        if not self._place.exists(_NAME):
            return None
        try:
            report = self._place.load(_NAME)
        except ReportWizardError:
            return None
        return report if report.form is form else None

    def leave(self) -> None:
        """End the session, and keep what was written for the next time; nothing where nothing was."""
        self.session.save_now()
        self.session.close()
        self._app.writing.discard(self.session)
        if self.empty:
            self._remove()

    def started(self) -> None:
        """Keep nothing any more: the report is in the list now."""
        self.session.save_now()
        self._app.writing.discard(self.session)
        self._remove()

    def _remove(self) -> None:
        with suppress(OSError):
            DISK.remove(self._place.path_of(_NAME))
