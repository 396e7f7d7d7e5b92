"""Copies a text, and says on the screen whether that was successful."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.worker import get_current_worker

from reportwizard.hand_in.clipboard import UNSURE, Copied, copy_with_program, refusal
from reportwizard.ui.wizard import wizard

_LOCK = threading.Lock()
_OnEnd = Callable[[str, bool], object]


def copy_text(
    app: App[Any], text: str, name: str, on_end: _OnEnd | None = None, unsure: str = UNSURE
) -> None:
    """Copy a text in every way there is; `name` begins the message, `unsure` ends it: `The answer`.

    No terminal says whether it took a text, so only a program makes it certain. `on_end` gets the message
    and whether it is certain, instead of the status line.
    """

    def say(message: str, certain: bool) -> None:
        copied = f"{name} is copied. Paste it where you need it."
        sent = f"{message.replace('Sent', f'{name} was sent')} {unsure}"
        wizard(app).say(copied if certain else sent, "done" if certain else "look")

    if message := refusal(text):
        wizard(app).say(message, "look")
        return
    # `WizardApp.copy_to_clipboard` calls this function.
    App.copy_to_clipboard(app, text.encode(errors="replace").decode())

    def report(copied: Copied) -> None:
        (on_end or say)(copied.message, bool(copied.program))

    def copy() -> None:
        worker = get_current_worker()
        # One at a time: an older text must not replace a newer one.
        with _LOCK:
            if not worker.is_cancelled:
                app.call_from_thread(report, copy_with_program(text))

    app.run_worker(copy, thread=True, exclusive=True, group="clipboard", exit_on_error=False)
