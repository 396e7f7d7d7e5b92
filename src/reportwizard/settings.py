"""The applicant's settings of the program: colours, keys, language, folder, editor.

They are read before the first screen is drawn, so pydantic checks only a file that was changed by hand (its
digest differs), once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from zlib import crc32

from reportwizard.files import DISK, Files, save_errors, write_atomic
from reportwizard.paths import settings_file, state_folder

_MAX_SIZE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings; an empty text means that nothing was chosen.

    `keymap` maps ids of bindings to keys (`{"save": "ctrl+s"}`). `folder` is the folder of drafts, `editor`
    the command for long texts. `faults` are messages about what in the file cannot be used.
    """

    theme: str = ""
    keymap: Mapping[str, str] = field(default_factory=dict)
    locale: str = ""
    folder: str = ""
    editor: str = ""
    faults: tuple[str, ...] = field(default=(), compare=False)


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings; what cannot be read counts as not chosen. Never raises."""
    path = path or settings_file()
    data = _read(path)
    table, wrong_line = _parse(data)
    chosen: dict[str, Any] = {
        item.name: table[item.name]
        for item in fields(Settings)
        if item.name not in ("keymap", "faults") and isinstance(table.get(item.name), str)
    }
    keymap = table.get("keymap")
    if isinstance(keymap, Mapping):
        chosen["keymap"] = {key: value for key, value in keymap.items() if isinstance(value, str)}
    # A file without faults is not checked again.
    if not data or _read(_digest_file()) == _digest(data):
        return Settings(**chosen)
    from reportwizard.settings_schema import faults

    messages = list(faults(table))
    if wrong_line:
        messages.insert(0, f"line {wrong_line} cannot be read, and nothing after it is used. Fix that line.")
    if not messages:
        _save_digest(data)
    return Settings(**chosen, faults=tuple(f"{path}: {message}" for message in messages))


def _digest_file() -> Path:
    return state_folder() / "settings.digest"


def _digest(data: bytes) -> bytes:
    # Enough to see whether the file was changed: `hashlib` would load two megabytes of OpenSSL.
    return f"{len(data)} {crc32(data):08x}".encode()


def _save_digest(data: bytes) -> None:
    """Save the digest of the settings file; if that fails, the file is checked at the next start too."""
    with suppress(OSError):
        DISK.make_folder(_digest_file().parent)
        write_atomic(_digest_file(), _digest(data))


def save_settings(settings: Settings, path: Path | None = None, files: Files = DISK) -> None:
    """Write the settings; keys that this version does not know stay in the file.

    A copy of a file that cannot be read is kept as `settings.unreadable.toml`. Raises `SaveError`.
    """
    import tomli_w

    path = path or settings_file()
    old = _read(path)
    table, wrong_line = _parse(old)
    chosen = {item.name: getattr(settings, item.name) for item in fields(Settings) if item.name != "faults"}
    text = tomli_w.dumps({**table, **chosen, "keymap": dict(settings.keymap)})
    with save_errors():
        files.make_folder(path.parent)
        if wrong_line:
            write_atomic(path.with_name(f"{path.stem}.unreadable.toml"), old, files)
        write_atomic(path, text.encode(), files)
    _save_digest(text.encode())


def _read(path: Path) -> bytes:
    try:
        return DISK.read(path, _MAX_SIZE)
    except OSError:
        return b""


def _parse(data: bytes) -> tuple[dict[str, Any], int]:
    """Return the table in a file up to its first mistake, and the line of that; 0 if there is none."""
    lines, wrong_line = data.split(b"\n"), 0
    while True:
        try:
            return tomllib.loads(b"\n".join([*lines, b""]).decode("utf-8-sig")), wrong_line
        except UnicodeDecodeError as error:
            wrong_line = error.object.count(b"\n", 0, error.start) + 1
        except tomllib.TOMLDecodeError as error:
            match = re.search(r"at line (\d+)", str(error))
            wrong_line = int(match[1]) if match else len(lines)
        except RecursionError:
            wrong_line = 1
        del lines[min(wrong_line, len(lines)) - 1 :]
