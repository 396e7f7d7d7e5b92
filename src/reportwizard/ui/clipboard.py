"""Copying: through the terminal, and through the system's own program where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from textual.app import App

from reportwizard.ui.wizard import wizard

LIMIT = 1_000_000
"""The longest text that is copied, in characters; terminals drop what is longer."""

SECONDS = 2.0
"""How long a program may take."""


@dataclass(frozen=True, slots=True)
class Program:
    """A command that takes a text on its standard input. `needs` is the variable that says it can work."""

    command: tuple[str, ...]
    needs: str = ""
    encoding: str = "utf-8"
    environment: Mapping[str, str] = field(default_factory=dict)


PROGRAMS = (
    # Without a UTF-8 locale pbcopy takes every text for Mac Roman.
    Program(("pbcopy",), environment={"LC_ALL": "en_US.UTF-8"}),
    Program(("wl-copy",), needs="WAYLAND_DISPLAY"),
    Program(("xclip", "-selection", "clipboard"), needs="DISPLAY"),
    Program(("xsel", "--clipboard", "--input"), needs="DISPLAY"),
    # Also on Linux inside Windows, where it is the only way to the clipboard.
    Program(("clip.exe",), encoding="utf-16-le"),
)


def copy_text(app: App[Any], text: str, what: str, tell: Callable[[str, bool], object] | None = None) -> None:
    """Copy a text by every way there is, and tell how to go on. `what` begins the sentence: `The answer`.

    No terminal says whether it took the text, so only a program's success counts as certain. `tell` gets the
    words and whether it is certain; without it they are said above the keys.
    """

    def say(words: str, certain: bool = False) -> None:
        wizard(app).say(words, "done" if certain else "look")

    tell = tell or say
    if not text or len(text) > LIMIT:
        tell(
            f"{what} is too long to copy. Write it to a file." if text else "There is nothing to copy.", False
        )
        return
    app.copy_to_clipboard(text)

    def work() -> None:
        app.call_from_thread(_tell, tell, what, copy_with_program(text))

    app.run_worker(work, thread=True, group="clipboard", exit_on_error=False)


def _tell(tell: Callable[[str, bool], object], what: str, program: str) -> None:
    if program:
        tell(f"{what} is copied. Paste it where you need it.", True)
    else:
        tell("Sent to the clipboard. If pasting gives nothing, write it to a file.", False)


def copy_with_program(text: str, environ: Mapping[str, str] | None = None) -> str:
    """Give a text to the first clipboard program that takes it; return its name, empty where none did.

    Each may take two seconds; this never raises. `environ` is the environment, `os.environ` by default.
    """
    environ = os.environ if environ is None else environ
    for program in PROGRAMS:
        if program.needs and not environ.get(program.needs):
            continue
        path = shutil.which(program.command[0], path=environ.get("PATH"))
        if path and _took(program, path, text, environ):
            return program.command[0]
    return ""


def _took(program: Program, path: str, text: str, environ: Mapping[str, str]) -> bool:
    # xclip and wl-copy stay behind to serve the text: they must not hold our output or our terminal.
    try:
        done = subprocess.run(
            [path, *program.command[1:]],
            input=text.encode(program.encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env={**environ, **program.environment},
            start_new_session=sys.platform != "win32",
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
