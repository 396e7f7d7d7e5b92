"""The file that a report is written to: what a typed name means, and why it could not be written."""

from __future__ import annotations

import os
from pathlib import Path

from reportwizard.exports.registry import EXPORTS
from reportwizard.files import save_error
from reportwizard.paths import expand_user, typed_path
from reportwizard.text import clean_line


def output_path(typed: str, suggested: str, suffix: str, folder: str = "") -> Path:
    """Return the path for a typed name, in a folder or else in the current one; `~` is the home folder.

    A name without an ending gets `suffix`; the name of a folder means the file `suggested` in it.
    `OSError` if the current folder is gone.
    """
    path = expand_user(clean_line(typed) or suggested)
    if not path.is_absolute():
        path = typed_path(clean_line(folder) or ".") / path
    if not path.is_absolute():
        path = Path.cwd() / path
    if clean_line(typed).endswith(("/", os.sep)) or path.is_dir():
        path = path / suggested
    return path if path.suffix else path.with_name(path.name + suffix)


def with_suffix(typed: str, suffix: str) -> str:
    """Return a typed name with another format's ending; an ending of the applicant's own stays."""
    known = next((export.suffix for export in EXPORTS.values() if typed.endswith(export.suffix)), "")
    return typed.removesuffix(known) + suffix if known else typed


def refusal(error: OSError, path: Path) -> str:
    """Say why a file could not be written, and what to do."""
    if not path.parent.is_dir():
        return f"There is no folder {path.parent}. Make it first, or choose another folder."
    why = save_error(error)
    return f"The file was not written: {why.message.removeprefix('not saved: ')}. {why.hint}".strip()
