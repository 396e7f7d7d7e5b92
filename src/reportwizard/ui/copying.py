"""Copying from a screen: what happened is said there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import count
from typing import Any

from textual.app import App

from reportwizard.hand_in.clipboard import UNSURE, Copied, copy_with_program, refusal
from reportwizard.ui.wizard import wizard

_TURN = threading.Lock()
_numbers = count()
_newest = [0]


def copy_text(app: App[Any], text: str, what: str, tell: Callable[[str, bool], object] | None = None) -> None:
    """Copy a text by every way there is, and say what came of it. `what` begins the sentence: `The answer`.

    No terminal says whether it took the text, so only a program's success counts as certain. `tell` gets the
    words and whether it is certain; without it they are said above the keys.
    """

    def say(words: str, certain: bool) -> None:
        more = f"{what} is copied. Paste it where you need it." if certain else f"{words} {UNSURE}"
        wizard(app).say(more, "done" if certain else "look")

    tell = tell or say
    if words := refusal(text):
        wizard(app).say(words, "look")
        return
    # As Textual does it: `WizardApp.copy_to_clipboard` comes here.
    App.copy_to_clipboard(app, text.encode(errors="replace").decode())

    def told(copied: Copied) -> None:
        tell(copied.words, bool(copied.program))

    number = next(_numbers)
    _newest[0] = number

    def work() -> None:
        # One at a time, and only the newest: an older text never lands over it.
        with _TURN:
            if _newest[0] == number:
                app.call_from_thread(told, copy_with_program(text))

    app.run_worker(work, thread=True, group="clipboard", exit_on_error=False)
