"""The second places: where emergency copies of one folder of drafts are kept, inside the state folder.

A place is found by the path of its folder. It notes that path too: where an applicant moves or renames the
folder, what is kept for it can be found by the name of its draft.
"""

from __future__ import annotations

import contextlib
import os
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from reportwizard.files import DISK, Files, refuse_links, write_atomic
from reportwizard.paths import state_folder
from reportwizard.text import clean_line

NOTE = ".folder"
"""The file in a place that holds the path of the folder to which it belongs."""

_NOTE_SIZE = 65536

# What is after a draft's name: a copy of it, or one answer on its way to an editor.
_KEPT = re.compile(r"rescued-\d{8}T\d{6}Z(-\d+)?\.toml|[a-z][a-z0-9_]*\.\d{8}T\d{6}Z\.md")


def rescue_folder(drafts: Path, state: Path | None = None) -> Path:
    """Return the second place for the drafts of one folder, inside the state folder; it can be listed too."""
    return backup_folder("rescue", drafts, state)


def backup_folder(kind: str, drafts: Path, state: Path | None = None) -> Path:
    """Return where copies of one `kind` are kept for one folder of drafts, inside the state folder."""
    # Only to tell folders of the same name apart: `hashlib` would load two megabytes of OpenSSL.
    mark = zlib.crc32(str(drafts.absolute()).encode(errors="surrogateescape"))
    return (state or state_folder()) / kind / f"{drafts.absolute().name}-{mark:08x}"


def note_origin(place: Path, drafts: Path, files: Files = DISK) -> None:
    """Note in a place that is there to which folder it belongs, where nothing notes it yet. Never raises."""
    with contextlib.suppress(OSError):
        note = refuse_links(place / NOTE)
        if place.is_dir() and not note.exists():
            write_atomic(note, os.fsencode(drafts.absolute()), files, new=True)


def origin_of(place: Path) -> Path | None:
    """Return the folder to which a place belongs; None if it does not say so."""
    with contextlib.suppress(OSError, ValueError):
        data = DISK.read(refuse_links(place / NOTE), _NOTE_SIZE)
        return Path(os.fsdecode(data)) if data and b"\0" not in data else None
    return None


def orphans(
    kind: str, drafts: Path, wanted: Callable[[str], bool], state: Path | None = None
) -> Iterator[Path]:
    """Give the places of one `kind` whose folder is gone, and that hold a `wanted` file name.

    Only names are looked at in a place without such a file. Never raises.
    """
    mine = backup_folder(kind, drafts, state)
    with contextlib.suppress(OSError):
        for place in sorted(mine.parent.iterdir()):
            if place.name != mine.name and _holds(place, wanted):
                folder = origin_of(place)
                if folder is not None and _is_gone(folder):
                    yield place


def origin_note(folder: Path) -> str:
    """Return where something kept comes from, whose folder is gone."""
    words = "This was written in a report of this name, in a folder that is not there any more: "
    return words + clean_line(str(folder))


def _is_gone(folder: Path) -> bool:
    # One folder that cannot be looked at must not hide what is kept for the others.
    with contextlib.suppress(OSError, ValueError):
        return not folder.is_dir()
    return False


def _holds(place: Path, wanted: Callable[[str], bool]) -> bool:
    with contextlib.suppress(OSError):
        return any(map(wanted, os.listdir(place)))  # noqa: PTH208 - only the names are looked at
    return False


def follow_rename(drafts: Path, old: str, new: str, state: Path | None = None) -> None:
    """Let what is kept of a draft in the second place follow it to another name. Never raises."""
    for kind in ("rescue", "editing"):
        with contextlib.suppress(OSError):
            for path in [*backup_folder(kind, drafts, state).iterdir()]:
                rest = path.name.removeprefix(f"{old}.")
                target = path.with_name(f"{new}.{rest}")
                if rest != path.name and _KEPT.fullmatch(rest) and not target.exists():
                    path.rename(target)
