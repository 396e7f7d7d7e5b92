"""Where drafts, settings and state live. Nothing is created here; whoever writes creates the folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal


def drafts_folder(option: str = "", *, preferred: str = "") -> Path:
    """Return the folder of drafts.

    The first of these that is given: `option` (from `--drafts`), the variable REPORTWIZARD_DRAFTS,
    `preferred` (from the settings), a folder in the user's data. It is the same wherever the program is
    started, but for one of the first three that begins in the working directory.
    """
    named = option or os.environ.get("REPORTWIZARD_DRAFTS") or preferred
    return Path.cwd() / expand_user(named) if named else _own("data") / "drafts"


def forms_folder() -> Path:
    """Return the folder of the user's own forms; the variable REPORTWIZARD_FORMS may name it."""
    named = os.environ.get("REPORTWIZARD_FORMS")
    return expand_user(named) if named else _own("data") / "forms"


def settings_file() -> Path:
    """Return the file of the settings; the variable REPORTWIZARD_CONFIG may name its folder."""
    named = os.environ.get("REPORTWIZARD_CONFIG")
    return (expand_user(named) if named else _own("config")) / "settings.toml"


def state_folder() -> Path:
    """Return the folder for copies the program keeps; the variable REPORTWIZARD_STATE may name it."""
    named = os.environ.get("REPORTWIZARD_STATE")
    return expand_user(named) if named else _own("state")


def _own(kind: Literal["data", "config", "state"]) -> Path:
    """Return the folder in which this system keeps a user's files of a kind for a program."""
    import platformdirs

    path = {
        "data": platformdirs.user_data_path,
        "config": platformdirs.user_config_path,
        "state": platformdirs.user_state_path,
    }[kind]
    return path("reportwizard", appauthor=False)


def expand_user(typed: str) -> Path:
    """Return a path as somebody types it, with `~` as the home folder; any text gives a path.

    A home folder that is not known stays a plain name, and a NUL, which no path can hold, goes.
    """
    return Path(os.path.expanduser(typed.replace("\0", "")))  # noqa: PTH111 - Path's own raises


def is_file(path: Path) -> bool:
    """Whether there is a file of this name; False for what is too long to be a name."""
    return os.path.isfile(path)  # noqa: PTH113 - Path's own raises


def display_path(path: Path) -> str:
    """Return a path for a person to read: `~` stands for the home folder."""
    home = expand_user("~")
    return f"~/{path.relative_to(home)}" if home.is_absolute() and path.is_relative_to(home) else str(path)
