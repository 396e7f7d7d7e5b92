"""The due date on the applicant's own clock, and as a file for the calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Value
    from reportwizard.ui.wizard import Wizard

_OURS = b"PRODID:-//reportwizard"


def due_remark(question: Question, value: Value | None) -> str:
    """Return what the portal's moment is on this computer's clock; empty for any other question."""
    if question.role != "report.due" or not isinstance(value, date):
        return ""
    from reportwizard.money.days import local_due_time, local_zone

    return local_due_time(value, local_zone())


def write_calendar_file(program: Wizard) -> None:
    """Write the due date as a file into the current folder, and tell where it is. Raises `SaveError`."""
    from reportwizard.files import save_errors, write_atomic
    from reportwizard.report.calendar_file import calendar_file, no_due_words

    session = program.session
    if session is None:
        return
    path = Path.cwd() / f"{session.name}-due.ics"
    text = calendar_file(session.report, session.name, program.folder.clock())
    if text is None:
        program.say(no_due_words(session.report))
    elif not program.send_to_browser(path.name, text.encode()):
        with save_errors():
            if path.exists() and _OURS not in path.read_bytes()[:200]:
                program.say(f"Nothing was written: another file has this name: {path}", "look")
                return
            write_atomic(path, text.encode())
        words = "Open this file with your calendar: it reminds you a week before."
        program.say(f"The due date is written to {path}. {words}")
