"""Writing a long answer in the applicant's own text editor.

The text lies in a file that goes away only when the report holds it: an editor may end with an error, write
letters that cannot be read, or be open when the window is closed.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import App, SuspendNotSupported

from reportwizard.drafts.saving.backup import origin_note
from reportwizard.drafts.saving.editor_files import EditorFile, EditorFiles
from reportwizard.errors import ReportWizardError
from reportwizard.text import clean_text
from reportwizard.ui.dialogs.choose import ChoiceDialog, MenuItem
from reportwizard.ui.session import Session
from reportwizard.ui.shared.drawing import one_line
from reportwizard.ui.wizard import Open, Wizard, wizard

if TYPE_CHECKING:
    from reportwizard.ui.fields.answer_box import AnswerBox

_NO_EDITOR = "No text editor is chosen. Name yours in the settings (F2 finds them), or in EDITOR."
_BAD_WORDS = "A quotation mark has no other half. Write only the name of your editor into "
_ENDED_BADLY = "The editor ended with an error, but it wrote this text:"
_ODD_LETTERS = "The editor wrote letters in an old way, or this is not text. Are all letters right?"
_SHOWN = 400
_LEFT = "This text was open in your own editor when the program ended:"


def edit_outside(session: Session, box: AnswerBox) -> None:
    """Open the answer in `$VISUAL` or `$EDITOR`, and take the text back when the editor ends."""
    from reportwizard.ui.fields.long_text import LongTextControl

    program = wizard(session.app)
    command = _command(program)
    if not command:
        return
    session.save_now()
    files, question = EditorFiles(program.folder.path), box.question.id
    value = str(session.report.answers.get(question, ""))
    try:
        edited = files.write(session.name, question, value, program.folder.clock())
        ended_well = _run(session.app, [*command, str(edited.path)])
        text, sure = read_edited(files, edited)
    except (OSError, SuspendNotSupported) as error:
        why = str(error) or type(error).__name__
        program.say(f"The editor could not be used ({why}). Your answer is as it was.", "fix")
        return
    if text == value:
        _clear(files, edited)
        if not ended_well:
            program.say("The editor ended with an error. Your answer is as it was.", "look")
    elif ended_well and sure:
        if isinstance(box.control, LongTextControl):
            box.control.put(text)
        session.set_answer(question, text)
        box.refill()
        _clear_when_saved(session, files, edited, text)
    else:
        offer_edited(session, files, edited, _ODD_LETTERS if ended_well else _ENDED_BADLY)


def _command(program: Wizard) -> list[str]:
    """Return the words of the command, and say why if there is none."""
    words = "In a browser your own editor does not open. Write here." if program.is_web else ""
    place = next((one for one in ("VISUAL", "EDITOR") if os.environ.get(one)), "the settings")
    try:
        command = shlex.split(os.environ.get(place) or program.settings.editor)
    except ValueError:
        command, words = [], f"{_BAD_WORDS}{place}."
    if not command:
        words = words or _NO_EDITOR
    elif "\0" in command[0] or shutil.which(command[0]) is None:
        words = f"There is no program “{clean_text(command[0])}” here. Write the name of yours into {place}."
    if words:
        program.say(words, "look")
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


def read_edited(files: EditorFiles, edited: EditorFile) -> tuple[str, bool]:
    """Return the text of a file, and whether its letters are surely right. Raises `OSError`."""
    from reportwizard.imports.registry import decode

    data = files.read(edited)
    try:
        text, sure = decode(data, edited.path.name), True
    except ReportWizardError:
        # Nearly all old editors in the West wrote these; the applicant looks at the letters.
        text, sure = data.decode("cp1252", errors="replace"), False
    # Editors end a file with a line break that nobody typed.
    return clean_text(text).removesuffix("\n"), sure


def offer_left(session: Session) -> None:
    """Offer the text of a file that an earlier run left; one that the report holds already goes."""
    files = EditorFiles(wizard(session.app).folder.path)
    for edited in files.left_over(session.name):
        try:
            text, _ = read_edited(files, edited)
        except OSError:
            continue
        if text == str(session.report.answers.get(edited.question, "")):
            _clear(files, edited)
        elif edited.question in session.report.form.by_id:
            offer_edited(session, files, edited, _LEFT)
            return


def offer_edited(session: Session, files: EditorFiles, edited: EditorFile, why: str) -> None:
    """Show the text of a file, and ask whether it is the answer; until that is answered, the file stays."""
    text, _ = read_edited(files, edited)
    question = session.report.form.by_id[edited.question]

    def answered(choice: str | None) -> None:
        if choice == "take":
            session.set_answer(question.id, text)
            session.app.post_message(Open(at=question.id))
            _clear_when_saved(session, files, edited, text)
        elif choice == "drop":
            _clear(files, edited)

    ways = (
        MenuItem("take", "take this text as the answer"),
        MenuItem("later", "not now: ask me again when I open this report"),
        MenuItem("drop", "I do not need this text"),
    )
    words = [why, one_line(text, _SHOWN).plain]
    if edited.origin:
        words.append(origin_note(edited.origin))
    session.app.push_screen(
        ChoiceDialog(f"{question.number} {question.name}".strip(), "\n\n".join(words), ways), answered
    )


def _clear_when_saved(session: Session, files: EditorFiles, edited: EditorFile, text: str) -> None:
    # A report that is handed in does not take it.
    if session.report.answers.get(edited.question, "") == text and session.save_now():
        _clear(files, edited)


def _clear(files: EditorFiles, edited: EditorFile) -> None:
    with suppress(OSError):
        files.remove(edited)
