"""Where forms from outside the program are. No form is read, so that a list of reports need not load any."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from reportwizard.paths import forms_folder

FILE = "form.toml"
"""The name of the file that holds a form, in a folder of its own."""

NAMED: list[Path] = []
"""The files of forms that were named since the program was started, the last one first."""


def form_files() -> list[Path]:
    """Return the files that may hold a form: those that were named come first.

    Then those in the user's folder: a `.toml`, or a folder with one.
    """
    files = [*NAMED]
    with suppress(OSError):
        for path in sorted(forms_folder().iterdir()):
            if path.suffix == ".toml" or path.joinpath(FILE).is_file():
                files.append(file_of(path))
    return files


def file_of(path: Path) -> Path:
    """Return the file of a form that is named by its file or its folder."""
    return path / FILE if path.is_dir() else path


def state_of(path: Path) -> list[int]:
    """Return what tells one state of a file from another: its time in nanoseconds, size and inode.

    Empty if there is no such file.
    """
    with suppress(OSError, ValueError):
        found = path.stat()
        return [found.st_mtime_ns, found.st_size, found.st_ino]
    return []
