"""Copying: with the system's own program if there is one, and through the terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

UNSURE = "If pasting gives nothing, write it to a file."
"""What to do where no program took a text."""

LIMIT = 1_000_000
"""The longest text that is copied, in characters; terminals drop what is longer."""

SECONDS = 2.0
"""How long a program may take."""

_hung: set[str] = set()


@dataclass(frozen=True, slots=True)
class Program:
    """A command that takes a text on its standard input. `needs` is the variable that says it can work.

    `certain` is whether its success means that pasting gives the text; tmux keeps it for itself first.
    """

    command: tuple[str, ...]
    needs: str = ""
    encoding: str = "utf-8"
    environment: Mapping[str, str] = field(default_factory=dict)
    certain: bool = True


PROGRAMS = (
    # Without a UTF-8 locale pbcopy takes every text for Mac Roman.
    Program(("pbcopy",), environment={"LC_ALL": "en_US.UTF-8"}),
    Program(("wl-copy",), needs="WAYLAND_DISPLAY"),
    Program(("xclip", "-selection", "clipboard"), needs="DISPLAY"),
    Program(("xsel", "--clipboard", "--input"), needs="DISPLAY"),
    # Also on Linux inside Windows, where it is the only way to the clipboard.
    Program(("clip.exe",), encoding="utf-16-le"),
    # With -w tmux hands it on to the terminal around it; tmux before 3.2 does not know that.
    Program(("tmux", "load-buffer", "-w", "-"), needs="TMUX", certain=False),
    Program(("tmux", "load-buffer", "-"), needs="TMUX", certain=False),
)


class Copied(NamedTuple):
    """The result of copying: the program that certainly took the text, and those that failed."""

    program: str = ""
    failed: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What happened."""
        if self.program:
            return "Copied."
        problem = f"{self.failed[0]} did not take it. " if self.failed else ""
        return f"{problem}Sent to your terminal."


def refusal(text: str) -> str:
    """Say why a text cannot be copied; empty if it can."""
    if not text:
        return "There is nothing to copy."
    return "This is too long to copy. Write it to a file." if len(text) > LIMIT else ""


def copy(text: str, send: Callable[[str], object], environ: Mapping[str, str] | None = None) -> Copied:
    """Copy a text by every way there is; `send` takes what goes to the terminal. It may take seconds."""
    # OSC 52 makes a terminal put a text on the clipboard; half a letter becomes a question mark.
    send(f"\x1b]52;c;{b64encode(text.encode(errors='replace')).decode()}\a")
    return copy_with_program(text, environ)


def copy_with_program(text: str, environ: Mapping[str, str] | None = None) -> Copied:
    """Pass a text to the first clipboard program that takes it; each may take two seconds. Never raises.

    `environ` is the environment, `os.environ` by default.
    """
    environ = os.environ if environ is None else environ
    failed: list[str] = []
    for program in PROGRAMS:
        if program.needs and not environ.get(program.needs):
            continue
        path = shutil.which(program.command[0], path=environ.get("PATH"))
        if path and _run(program, path, text, environ):
            return Copied(program.command[0] if program.certain else "", tuple(failed))
        if path and program.command[0] not in failed:
            failed.append(program.command[0])
    return Copied("", tuple(failed))


def _run(program: Program, path: str, text: str, environ: Mapping[str, str]) -> bool:
    if path in _hung:
        return False  # one wait is enough
    # xclip and wl-copy stay behind to serve the text: they must not hold our output or our terminal.
    try:
        done = subprocess.run(
            [path, *program.command[1:]],
            input=text.encode(program.encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env={**environ, **program.environment},
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        _hung.add(path)
        return False
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
