"""Copying: through the terminal, and through the system's own program where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App

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


def copy_text(app: App[Any], text: str, what: str) -> None:
    """Copy a text by every way there is, and tell how to go on. `what` begins the sentence: `The answer`.

    No terminal says whether it took the text, so only a program's success counts as certain.
    """
    if not text:
        app.notify("There is nothing to copy.", timeout=4)
        return
    if len(text) > LIMIT:
        app.notify(f"{what} is too long to copy. Write it to a file.", severity="warning", markup=False)
        return
    app.copy_to_clipboard(text)

    def work() -> None:
        app.call_from_thread(_tell, app, what, copy_with_program(text))

    app.run_worker(work, thread=True, group="clipboard", exit_on_error=False)


def _tell(app: App[Any], what: str, program: str) -> None:
    if program:
        app.notify(f"{what} is copied. Paste it where you need it.", timeout=5, markup=False)
        return
    words = f"{what} was sent to the clipboard. If pasting gives nothing, write the report to a file."
    app.notify(words, timeout=8, markup=False)


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
