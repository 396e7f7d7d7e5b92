"""Choosing a file: those in the folder of downloads and in the one where the program was started."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from reportwizard.paths import expand_user, is_file
from reportwizard.text import clean_line
from reportwizard.ui.dialogs.choose import MenuItem, SearchDialog, matching
from reportwizard.ui.shared.days import recent_time

_MOST = 500


def file_picker(title: str, endings: Iterable[str], now: datetime) -> SearchDialog:
    """Return a list of the files with one of these endings (`.txt`), the newest first, by their paths.

    Of any other file the whole name can be typed.
    """
    import platformdirs

    found = newest_files((platformdirs.user_downloads_path(), Path.cwd()), tuple(endings))
    items = [MenuItem(str(path), path.name, _remark(path, at, now)) for path, at in found]

    def find(text: str) -> list[MenuItem]:
        return matching(items, text) or [MenuItem(str(path), str(path)) for path in _named(text)]

    words = "" if items else "There is no file that can be read in your downloads or in this folder."
    return SearchDialog(title, find, words)


def _named(text: str) -> Iterator[Path]:
    """Give the file in any other folder whose whole name was typed."""
    path = expand_user(clean_line(text).strip("'\""))
    if is_file(path):
        yield path


def newest_files(folders: Iterable[Path], endings: tuple[str, ...]) -> list[tuple[Path, float]]:
    """Return at most 500 files in folders, the newest first, each with the seconds of its last change.

    What cannot be looked at is left out; folders inside are not looked into.
    """
    found: dict[Path, float] = {}
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                wanted = entry.name.lower().endswith(endings) and not entry.name.startswith(".")
                with suppress(OSError):
                    if wanted and entry.is_file():
                        found[folder / entry.name] = entry.stat().st_mtime
    return sorted(found.items(), key=lambda file: -file[1])[:_MOST]


def _remark(path: Path, at: float, now: datetime) -> str:
    where = "this folder, " if path.parent == Path.cwd() else ""
    return where + recent_time(datetime.fromtimestamp(at, now.tzinfo), now)
