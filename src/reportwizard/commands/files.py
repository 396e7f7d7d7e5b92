"""Files that a command reads and writes; `-` is standard input or output."""

from __future__ import annotations

import os
import shlex
import sys
import time
from contextlib import suppress
from pathlib import Path

import click

from reportwizard.errors import ReportWizardError

_WAIT_FOR_WRITER = 2.0


def read_input(source: str) -> str:
    """Return the text of a file, or of standard input for `-`, with `\\n` newlines.

    `ReportWizardError` if it is missing, too large, or no text.
    """
    from reportwizard.imports.registry import MAX_BYTES, decode

    return decode(read_data(source, MAX_BYTES + 1), source_name(source))


def source_name(source: str) -> str:
    """Return what a message calls a source."""
    return "standard input" if source == "-" else source


def read_data(source: str, limit: int) -> bytes:
    """Return at most `limit` bytes of a file, or of standard input for `-`.

    A pipe such as a shell's `<(...)` is read as a file, where somebody writes to it.
    `ReportWizardError` if it is missing or cannot be opened.
    """
    from reportwizard.imports.registry import read_bytes

    if source == "-":
        if not sys.stdin:
            raise ReportWizardError("Nothing can be read: standard input is closed.", "Name a file instead.")
        return sys.stdin.buffer.read(limit)
    path = _checked_path(source)
    if not _is_stream(path):
        return read_bytes(path, limit)
    try:
        if path.is_fifo():
            return _read_pipe(path, limit)
        with path.open("rb") as device:
            return device.read(limit)
    except OSError as error:
        raise ReportWizardError(f"{path}: this cannot be read: {error.strerror}.") from error


def _read_pipe(path: Path, limit: int) -> bytes:
    """Read a pipe to its end; a pipe without a writer would block for ever."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        data, end = b"", time.monotonic() + _WAIT_FOR_WRITER
        # Blocking means that somebody has it open and did not begin yet.
        with suppress(BlockingIOError):
            while not (data := os.read(descriptor, limit)):
                if time.monotonic() >= end:
                    raise ReportWizardError(f"{path}: nobody writes to this pipe.", "Name a file instead.")
                time.sleep(0.02)
        os.set_blocking(descriptor, True)
        with open(descriptor, "rb", closefd=False) as pipe:
            return data + pipe.read(limit - len(data))
    finally:
        os.close(descriptor)


def _is_stream(path: Path) -> bool:
    return path.is_fifo() or path.is_char_device()


def _checked_path(file: str) -> Path:
    if not file:
        raise ReportWizardError("The name of the file is empty.", "Write the name of a file.")
    return Path(file)


def refuse_terminal(target: str, example: str) -> None:
    """Refuse a terminal as the target of a file that is no text; `example` is the name of a file."""
    terminal = target == "-" and sys.stdout.isatty()
    with suppress(OSError):
        path = Path(target)
        if path.is_char_device():
            with path.open("ab", buffering=0) as device:
                terminal = device.isatty()
    if terminal:
        message = "This file is not text, and a terminal cannot show it."
        raise ReportWizardError(message, f"Write it to a file: -o {shlex.quote(example)}.")


def write_output(target: str, data: bytes, *, replace: bool) -> None:
    """Write a result to a file, whole or not at all, or to standard output for `-`.

    A device or a pipe, such as `/dev/stdout` or a shell's `>(...)`, is written to and never replaced. A file
    that is there already is only replaced where `replace` says so. `ReportWizardError` if it cannot be
    written.
    """
    from reportwizard.files import save_errors, write_atomic

    if target == "-":
        click.echo(data, nl=False)
        return
    path = _checked_path(target)
    if path.is_dir():
        raise ReportWizardError(f"{target}: this is a folder.", "Write the name of a file in it too.")
    if not path.parent.is_dir():
        message = f"There is no folder {path.parent}."
        raise ReportWizardError(message, "Make it first, or choose another folder.")
    if path.exists() and not replace and not _is_stream(path):
        raise ReportWizardError(
            f"{target} is there already.", "Choose another name, or add --force to replace it."
        )
    with save_errors():
        if _is_stream(path):
            path.write_bytes(data)
        else:
            write_atomic(path, data)
