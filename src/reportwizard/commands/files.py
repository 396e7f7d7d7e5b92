"""Files that a command reads and writes; `-` is standard input or output."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportwizard.errors import ReportWizardError


def read_input(source: str) -> str:
    """Return the text of a file, or of standard input for `-`, with `\\n` newlines.

    `ReportWizardError` where it is missing, too large, or no text.
    """
    from reportwizard.imports.source import LIMIT, decode

    return decode(read_data(source, LIMIT + 1), "standard input" if source == "-" else source)


def read_data(source: str, most: int) -> bytes:
    """Return at most so many bytes of a file, or of standard input for `-`.

    A pipe such as a shell's `<(...)` is read as a file.
    `ReportWizardError` where it is missing or cannot be opened.
    """
    from reportwizard.imports.source import read_bytes

    if source == "-":
        if not sys.stdin:
            raise ReportWizardError("Nothing can be read: standard input is closed.", "Name a file instead.")
        return sys.stdin.buffer.read(most)
    path = _named(source)
    if _is_through(path):
        with path.open("rb") as pipe:
            return pipe.read(most)
    return read_bytes(path, most)


def _is_through(path: Path) -> bool:
    return path.is_fifo() or path.is_char_device()


def _named(file: str) -> Path:
    if not file:
        raise ReportWizardError("The name of the file is empty.", "Write the name of a file.")
    return Path(file)


def write_output(target: str, data: bytes, *, replace: bool) -> None:
    """Write a result to a file, whole or not at all, or to standard output for `-`.

    A device or a pipe, such as `/dev/stdout` or a shell's `>(...)`, is written to and never replaced. A file
    that is there already is only replaced where `replace` says so. `ReportWizardError` where it cannot be
    written.
    """
    from reportwizard.files import save_error, write_atomic

    if target == "-":
        click.echo(data, nl=False)
        return
    path = _named(target)
    if path.is_dir():
        raise ReportWizardError(f"{target}: this is a folder.", "Write the name of a file in it too.")
    through = _is_through(path)
    if path.exists() and not replace and not through:
        raise ReportWizardError(
            f"{target} is there already.", "Choose another name, or add --force to replace it."
        )
    try:
        if through:
            path.write_bytes(data)
        else:
            write_atomic(path, data)
    except OSError as error:
        raise save_error(error) from error
