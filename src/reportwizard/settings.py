"""What the applicant chose for the program itself: colours, keys, language, folder, editor.

They are read before the first screen is drawn: only a file that was changed by hand (its digest shows that)
is checked with pydantic, once.
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

_LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings; an empty text means that nothing was chosen.

    `keymap` gives keys by the id of a binding (`{"save": "ctrl+s"}`). `locale` is such as `kk_KZ`. `folder`
    is the folder of drafts, `editor` the command for long texts. `faults` says in words what in the file
    cannot be used.
    """

    theme: str = ""
    keymap: Mapping[str, str] = field(default_factory=dict)
    locale: str = ""
    folder: str = ""
    editor: str = ""
    faults: tuple[str, ...] = field(default=(), compare=False)


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings. What is missing or cannot be read counts as not chosen; this never raises."""
    path = path or settings_file()
    data = _bytes(path)
    table, wrong = _table(data)
    chosen: dict[str, Any] = {
        item.name: table[item.name]
        for item in fields(Settings)
        if item.name not in ("keymap", "faults") and isinstance(table.get(item.name), str)
    }
    keymap = table.get("keymap")
    if isinstance(keymap, Mapping):
        chosen["keymap"] = {key: value for key, value in keymap.items() if isinstance(value, str)}
    return Settings(**chosen, faults=_faults(path, data, table, wrong))


def _faults(path: Path, data: bytes, table: Mapping[str, Any], wrong: int) -> tuple[str, ...]:
    """Say what in a file changed by hand cannot be used; one without fault is not looked at again."""
    if not data or _bytes(_note()) == _digest(data):
        return ()
    from reportwizard.settings_schema import faults

    line = [f"line {wrong} cannot be read, and nothing after it is used. Fix that line."] if wrong else []
    found = tuple(f"{path}: {words}" for words in (*line, *faults(table)))
    if not found:
        _remember(data, DISK)
    return found


def _note() -> Path:
    return state_folder() / "settings.digest"


def _digest(data: bytes) -> bytes:
    # It only tells whether somebody changed the file: `hashlib` would load two megabytes of OpenSSL.
    return f"{len(data)} {crc32(data):08x}".encode()


def _remember(data: bytes, files: Files) -> None:
    """Note what the file holds; where that cannot be written, it is checked at the next start too."""
    with suppress(OSError):
        files.make_folder(_note().parent)
        write_atomic(_note(), _digest(data), files)


def save_settings(settings: Settings, path: Path | None = None, files: Files = DISK) -> None:
    """Write the settings; what this version does not know of the file stays in it.

    A file that cannot be read is kept beside it as `settings.unreadable.toml`. Raises `SaveError`.
    """
    import tomli_w

    path = path or settings_file()
    old = _bytes(path)
    table, wrong = _table(old)
    names = [item.name for item in fields(Settings) if item.name != "faults"]
    chosen = {name: getattr(settings, name) for name in names}
    text = tomli_w.dumps({**table, **chosen, "keymap": dict(settings.keymap)})
    with save_errors():
        files.make_folder(path.parent)
        if wrong:
            write_atomic(path.with_name(f"{path.stem}.unreadable.toml"), old, files)
        write_atomic(path, text.encode(), files)
    _remember(text.encode(), DISK)


def _bytes(path: Path) -> bytes:
    try:
        return DISK.read(path, _LARGEST)
    except OSError:
        return b""


def _table(data: bytes) -> tuple[dict[str, Any], int]:
    """Return what is in a file before its first mistake, and the line of that; 0 where there is none."""
    lines, wrong = data.split(b"\n"), 0
    while True:
        try:
            return tomllib.loads(b"\n".join([*lines, b""]).decode("utf-8-sig")), wrong
        except UnicodeDecodeError as error:
            wrong = error.object.count(b"\n", 0, error.start) + 1
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"at line (\d+)", str(error))
            wrong = int(found[1]) if found else len(lines)
        except RecursionError:
            wrong = 1
        del lines[min(wrong, len(lines)) - 1 :]
