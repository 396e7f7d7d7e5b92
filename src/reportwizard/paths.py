"""The folders of drafts, forms, settings and state. Nothing is created here."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Literal


def drafts_folder(option: str = "", *, preferred: str = "") -> Path:
    """Return the folder of drafts.

    The first of these that is given: `option` (from `--drafts`), the variable REPORTWIZARD_DRAFTS,
    `preferred` (from the settings), a folder in the user's data.
    """
    named = option or os.environ.get("REPORTWIZARD_DRAFTS") or preferred
    return working_folder() / expand_user(named) if named else _platform_folder("data") / "drafts"


def forms_folder() -> Path:
    """Return the folder of the user's own forms; the variable REPORTWIZARD_FORMS may name it."""
    return _named("REPORTWIZARD_FORMS") or _platform_folder("data") / "forms"


def settings_file() -> Path:
    """Return the file of the settings; the variable REPORTWIZARD_CONFIG may name its folder."""
    return (_named("REPORTWIZARD_CONFIG") or _platform_folder("config")) / "settings.toml"


def state_folder() -> Path:
    """Return the folder for copies the program keeps; the variable REPORTWIZARD_STATE may name it."""
    return _named("REPORTWIZARD_STATE") or _platform_folder("state")


def _named(variable: str) -> Path | None:
    path = os.environ.get(variable)
    return expand_user(path) if path else None


def _platform_folder(kind: Literal["data", "config", "state"]) -> Path:
    import platformdirs

    path = {
        "data": platformdirs.user_data_path,
        "config": platformdirs.user_config_path,
        "state": platformdirs.user_state_path,
    }[kind]
    return path("reportwizard", appauthor=False)


def expand_user(path: str) -> Path:
    """Return a path as people type it, with `~` as the home folder; any text gives a path.

    If the home folder is not known, `~` stays; a NUL, which no path can hold, is dropped.
    """
    return Path(os.path.expanduser(path.replace("\0", "")))  # noqa: PTH111 - Path's own raises


def pip_install(extra: str) -> str:
    """Return the command that installs an extra where this program is: `.venv/bin/pip install …`."""
    pip, here = Path(sys.executable).with_name(f"pip{Path(sys.executable).suffix}"), working_folder()
    short = pip.relative_to(here) if pip.is_relative_to(here) else pip
    command = str(short) if pip.exists() else f"{sys.executable} -m pip"
    return f"{command} install 'reportwizard[{extra}]'"


def typed_path(text: str) -> Path:
    r"""Return a path as people type it, or as a terminal writes one that is dropped into it.

    Those that are dropped come in quotation marks, with `\ ` for a space, or as `file:///a%20b`.
    """
    import shlex
    from urllib.parse import unquote

    path = expand_user(text)
    if text.startswith("file://"):
        path = Path(unquote(text.removeprefix("file://")))
    elif not os.path.exists(path):  # noqa: PTH110 - Path's own raises
        with suppress(ValueError):  # half of a pair of quotation marks
            words = shlex.split(text)
            path = expand_user(words[0]) if len(words) == 1 else path
    return path


def working_folder() -> Path:
    """Return the folder in which the program was started; the home folder if that is gone."""
    try:
        return Path.cwd()
    except OSError:
        return expand_user("~")


def is_file(path: Path) -> bool:
    """Whether there is a file of this name; False for a name that is too long."""
    return os.path.isfile(path)  # noqa: PTH113 - Path's own raises


def display_path(path: Path) -> str:
    """Return a path for a person to read: `~` stands for the home folder."""
    home = expand_user("~")
    return f"~/{path.relative_to(home)}" if home.is_absolute() and path.is_relative_to(home) else str(path)
