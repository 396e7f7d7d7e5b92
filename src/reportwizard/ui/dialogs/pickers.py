"""Dialogs that find a file, a currency, or a way of writing numbers and dates."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from reportwizard.paths import is_file, typed_path, working_folder
from reportwizard.text import clean_line
from reportwizard.ui.dialogs.dialog import MenuItem, SearchDialog, matching
from reportwizard.ui.shared.days import recent_time

_MAX_FILES = 500
# Each example is looked up in the data of its language: a long list has none.
_MAX_EXAMPLES = 12


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
        path = typed_path(clean_line(query))
        return matching(items, query) or ([MenuItem(str(path), str(path))] if is_file(path) else [])

    text = "There is no such file in your downloads or in this folder. Type or paste where it is." * (
        not items
    )
    return SearchDialog(title, find, text, nothing="No file has this name. Type all of it: ~/notes/page.txt")


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
    return sorted(found.items(), key=lambda file: -file[1])[:_MAX_FILES]


def currency_picker(locale: str, typed: str = "") -> SearchDialog:
    """Find a currency by code, name, country or sign; the likely ones for a locale come first.

    The name in the locale's language is shown beside the English one.
    """
    from reportwizard.money.currencies import find_currencies, local_name

    def find(text: str) -> list[MenuItem]:
        items = []
        for currency in find_currencies(text, locale):
            name = local_name(currency.code, locale)
            remark = "" if name.casefold() == currency.name.casefold() else name
            items.append(MenuItem(currency.code, currency.label, remark))
        return items

    placeholder = "name, code or country, for example tenge or Kazakhstan"
    return SearchDialog("Your currency", find, placeholder=placeholder, query=typed)


def locale_picker(current: str) -> SearchDialog:
    """Find a way of writing numbers and dates; the current one comes first."""
    from reportwizard.money.cldr import locales
    from reportwizard.money.days import writing_example

    def find(text: str) -> list[MenuItem]:
        text = text.casefold()
        found = [locale for locale in locales() if text in f"{locale.code} {locale.label}".casefold()]
        found.sort(key=lambda locale: bool(text) or locale.code != current)
        with_example = len(found) <= _MAX_EXAMPLES
        return [
            MenuItem(locale.code, locale.label, writing_example(locale.code) if with_example else "")
            for locale in found
        ]

    return SearchDialog("How do you write numbers and dates?", find, placeholder="your language or country")
