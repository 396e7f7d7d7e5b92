"""The due date as a file for the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.paths import working_folder

if TYPE_CHECKING:
    from reportwizard.ui.session import Session
    from reportwizard.ui.wizard import Wizard

_OURS = b"PRODID:-//reportwizard"


def write_calendar_file(program: Wizard, session: Session) -> None:
    """Write the due date as a calendar file into the current folder. Raises `SaveError`."""
    from reportwizard.files import save_errors, write_atomic
    from reportwizard.report.calendar_file import calendar_file, no_due_words

    path = working_folder() / f"{session.name}-due.ics"
    text = calendar_file(session.report, session.name, program.folder.clock())
    if text is None:
        program.say(no_due_words(session.report))
    elif not program.send_to_browser(path.name, text.encode()):
        with save_errors():
            if path.exists() and _OURS not in path.read_bytes()[:200]:
                program.say(f"Nothing was written: another file has this name: {path}", "look")
                return
            write_atomic(path, text.encode())
        advice = "Open this file with your calendar: it reminds you a week before."
        program.say(f"The due date is written to {path}. {advice}")
