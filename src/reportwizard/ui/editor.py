"""Writing a long answer in the applicant's own text editor.

The text is in a file that is removed only when the report holds it: an editor may end with an error, write
characters that cannot be read, or be open when the window is closed.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import App, SuspendNotSupported

from reportwizard.drafts.saving.backup import write_for_editor
from reportwizard.text import clean_text
from reportwizard.ui.backups import offer_edited, read_edited, remove_when_saved
from reportwizard.ui.session import Session
from reportwizard.ui.wizard import Wizard, chosen_editor, wizard

if TYPE_CHECKING:
    from reportwizard.ui.fields.answer_box import AnswerBox

_NO_EDITOR = "No text editor is chosen. Name yours in the settings (F2 finds them), or in EDITOR."
_OPEN_QUOTE = "A quotation mark is missing. Write only the name of your editor into "
_ENDED_BADLY = "The editor ended with an error, but it wrote this text:"
_ODD_LETTERS = "The editor wrote letters in an old way, or this is not text. Are all letters right?"


def edit_outside(session: Session, box: AnswerBox) -> None:
    """Open the answer in `$VISUAL` or `$EDITOR`, and take the text back when the editor ends."""
    from reportwizard.ui.fields.long_text import LongTextControl

    program = wizard(session.app)
    command = _command(program)
    if not command:
        return
    session.save_now()
    folder, question_id = program.folder, box.question.id
    before = str(session.report.answers.get(question_id, ""))
    try:
        file = write_for_editor(folder.path, session.name, question_id, before, folder.clock())
        ended_well = _run(session.app, [*command, str(file.path)])
        text, is_certain = read_edited(file)
    except (OSError, SuspendNotSupported) as error:
        why = str(error) or type(error).__name__
        program.say(f"The editor could not be used ({why}). Your answer is as it was.", "fix")
        return
    if text == before:
        file.remove()
        if not ended_well:
            program.say("The editor ended with an error. Your answer is as it was.", "look")
    elif ended_well and is_certain:
        if isinstance(box.control, LongTextControl):
            box.control.put(text)
        session.set_answer(question_id, text)
        box.refill()
        remove_when_saved(session, file, text)
    else:
        offer_edited(session, file, _ODD_LETTERS if ended_well else _ENDED_BADLY)


def _command(program: Wizard) -> list[str]:
    """Return the command and its arguments, and say why if there is none."""
    message = "In a browser your own editor does not open. Write here." if program.is_web else ""
    text, setting = chosen_editor(program)
    try:
        command = shlex.split(text)
    except ValueError:
        command, message = [], f"{_OPEN_QUOTE}{setting}."
    if not command:
        message = message or _NO_EDITOR
    elif "\0" in command[0] or shutil.which(command[0]) is None:
        name = clean_text(command[0])
        message = f"There is no program “{name}” here. Write the name of yours into {setting}."
    if message:
        program.say(message, "look")
        return []
    return command


def _run(app: App[None], command: list[str]) -> bool:
    """Give the terminal to the editor until it ends; whether it ended well."""
    status = -1
    # Nothing may be raised while the screen is given away: it would not be taken back.
    with app.suspend(), suppress(OSError, ValueError):
        status = subprocess.run(command, check=False).returncode
    app.refresh()
    return status == 0
