"""The surroundings of a person who has just arrived: an empty home, and nothing of ours set."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = ("PATH", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "REPORTWIZARD_CONFIG": "config",
    "REPORTWIZARD_STATE": "state",
    "REPORTWIZARD_DRAFTS": "drafts",
}


def isolated_environment(home: Path, **more: str) -> dict[str, str]:
    """Return the variables for a program whose files all go below `home`; `more` are added, or win."""
    return {
        **{name: os.environ[name] for name in _KEPT if name in os.environ},
        **{name: str(home / folder) for name, folder in _FOLDERS.items()},
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "TEXTUAL_ANIMATIONS": "none",
        **more,
    }
