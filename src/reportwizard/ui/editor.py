"""Writing a long answer in the applicant's own text editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from reportwizard.text import clean_text

if TYPE_CHECKING:
    from reportwizard.ui.app import WizardApp
    from reportwizard.ui.fields.field_box import FieldBox
    from reportwizard.ui.session import Session

_NO_EDITOR = "No text editor is chosen. Start the program with the name of yours: EDITOR=nano reportwizard"


def edit_outside(app: WizardApp, session: Session, box: FieldBox) -> None:
    """Open the answer in `$VISUAL` or `$EDITOR`, and take the text back when the editor ends well."""
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or app.settings.editor)
    if not command:
        app.notify(_NO_EDITOR, severity="warning", timeout=8, markup=False)
        return
    if shutil.which(command[0]) is None:
        words = f"There is no program “{command[0]}” here. Write the name of your text editor into EDITOR."
        app.notify(words, severity="warning", timeout=10, markup=False)
        return
    session.save_now()
    value = session.report.answers.get(box.question.id, "")
    try:
        text = _run_editor(app, command, str(value))
    except (OSError, UnicodeDecodeError, SuspendNotSupported) as error:
        words = (
            f"The editor could not be used ({str(error) or type(error).__name__}). Your answer is as it was."
        )
        app.notify(words, severity="error", timeout=10, markup=False)
        return
    if text is None:
        app.notify("The editor ended with an error. Your answer is as it was.", severity="warning", timeout=8)
    elif text != value:
        _put(session, box, text)


def _run_editor(app: WizardApp, command: list[str], text: str) -> str | None:
    handle, name = tempfile.mkstemp(suffix=".md", prefix="answer-")
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        status = -1
        # Nothing may be raised while the screen is given away: it would not be taken back.
        with app.suspend(), suppress(OSError):
            status = subprocess.run([*command, name], check=False).returncode
        app.refresh()
        # Editors end a file with a line break that nobody typed.
        return clean_text(path.read_text(encoding="utf-8")).removesuffix("\n") if status == 0 else None
    finally:
        with suppress(OSError):
            path.unlink()


def _put(session: Session, box: FieldBox, text: str) -> None:
    from reportwizard.ui.fields.long_text import LongTextControl

    control = box.control_widget
    if isinstance(control, LongTextControl):
        control.put(text)
    session.set_answer(box.question.id, text)
    box.refill()
