"""A dialog to choose a file of the downloads folder or the current one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from reportwizard.paths import expand_user, is_file, working_folder
from reportwizard.text import clean_line
from reportwizard.ui.dialogs.dialog import MenuItem, SearchDialog, matching
from reportwizard.ui.shared.days import recent_time

_LIMIT = 500


def file_picker(title: str, suffixes: Iterable[str], now: datetime) -> SearchDialog:
    """Return a dialog with the newest files with these suffixes (`.txt`); any other path can be typed."""
    import platformdirs

    files = newest_files((platformdirs.user_downloads_path(), working_folder()), tuple(suffixes))
    items = list[MenuItem]()
    for path, seconds in files:
        changed = recent_time(datetime.fromtimestamp(seconds, now.tzinfo), now)
        remark = f"this folder, {changed}" if path.parent == working_folder() else changed
        items.append(MenuItem(str(path), path.name, remark))

    def find(query: str) -> list[MenuItem]:
        path = expand_user(clean_line(query).strip("'\""))
        return matching(items, query) or ([MenuItem(str(path), str(path))] if is_file(path) else [])

    text = "" if items else "None is in your downloads or in this folder. Type or paste where your file is."
    return SearchDialog(title, find, text)


def newest_files(folders: Iterable[Path], suffixes: tuple[str, ...]) -> list[tuple[Path, float]]:
    """Return at most 500 visible files in these folders, the newest first, with their times of change.

    What cannot be read is left out.
    """
    found: dict[Path, float] = {}
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                matches = entry.name.lower().endswith(suffixes) and not entry.name.startswith(".")
                with suppress(OSError):
                    if matches and entry.is_file():
                        found[folder / entry.name] = entry.stat().st_mtime
    return sorted(found.items(), key=lambda file: -file[1])[:_LIMIT]
