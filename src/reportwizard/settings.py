"""What the applicant chose for the program itself: colours, keys, language, folder, editor.

A plain dataclass and no schema library: the settings are read before the first screen is drawn.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from reportwizard.files import DISK, Files, save_error, write_atomic
from reportwizard.paths import settings_file

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings; an empty text means that nothing was chosen.

    `keymap` gives keys by the id of a binding (`{"save": "ctrl+s"}`). `locale` is such as `kk_KZ`. `folder`
    is the folder of drafts, `editor` the command for long texts.
    """

    theme: str = ""
    keymap: Mapping[str, str] = field(default_factory=dict)
    locale: str = ""
    folder: str = ""
    editor: str = ""


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings. What is missing or cannot be read counts as not chosen; this never raises."""
    table = _table(_bytes(path or settings_file())) or {}
    chosen: dict[str, Any] = {
        item.name: table[item.name]
        for item in fields(Settings)
        if item.name != "keymap" and isinstance(table.get(item.name), str)
    }
    keymap = table.get("keymap")
    if isinstance(keymap, Mapping):
        chosen["keymap"] = {key: value for key, value in keymap.items() if isinstance(value, str)}
    return Settings(**chosen)


def save_settings(settings: Settings, path: Path | None = None, files: Files = DISK) -> None:
    """Write the settings; what this version does not know of the file stays in it.

    A file that cannot be read is kept beside it as `settings.unreadable.toml`. Raises `SaveError`.
    """
    import tomli_w

    path = path or settings_file()
    old = _bytes(path)
    table = _table(old)
    chosen = {item.name: getattr(settings, item.name) for item in fields(Settings)}
    text = tomli_w.dumps({**(table or {}), **chosen, "keymap": dict(settings.keymap)})
    try:
        files.make_folder(path.parent)
        if table is None and old:
            write_atomic(path.with_name(f"{path.stem}.unreadable.toml"), old, files)
        write_atomic(path, text.encode(), files)
    except OSError as error:
        raise save_error(error) from error


def _bytes(path: Path) -> bytes:
    try:
        return DISK.read(path, _LARGEST)
    except OSError:
        return b""


def _table(data: bytes) -> dict[str, Any] | None:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
