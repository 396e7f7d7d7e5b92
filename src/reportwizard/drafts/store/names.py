"""Names of drafts: which are allowed, how a title becomes one, which files have one, which are copies."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Container
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from reportwizard.errors import DraftError
from reportwizard.text import clean_line

SUFFIX = ".toml"
"""How the name of a draft's file ends."""

EXAMPLE = "example"
"""The name of the example among the drafts."""

# File systems allow 255 bytes, Windows 260 characters for a path; a time and a number may be added.
_MAX_LENGTH = 60
_MAX_BYTES = 180
# Windows keeps these names for devices, in any case and with any ending. Source: "Naming Files, Paths, and
# Namespaces", Microsoft Learn.
_RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
_NOT_PORTABLE = re.compile(r'[<>:"|?*]')


def check_name(name: str) -> None:
    """Raise `DraftError` if a name could lead out of the folder, or cannot be shown safely."""
    if not name or name.startswith(".") or any(mark in name for mark in "/\\:"):
        raise DraftError(
            f"“{clean_line(name)}” cannot be the name of a draft.",
            "A name has no slash and no colon, and does not begin with a dot.",
        )
    if clean_line(name) != unicodedata.normalize("NFC", name):
        raise DraftError(
            f"“{clean_line(name)}”: the name holds characters that cannot be shown.", "Rename the file."
        )


def check_new_name(name: str) -> None:
    """Raise `DraftError` if a file of this name could not be copied to every system."""
    if not name.strip():
        raise DraftError("A draft needs a name.", "Use letters and digits.")
    if clean_line(name) != unicodedata.normalize("NFC", name):
        raise DraftError(
            f"“{clean_line(name)}”: the name holds characters that cannot be shown, or a space at an end.",
            "Use letters and digits.",
        )
    check_name(name)
    if _NOT_PORTABLE.search(name) or _RESERVED.fullmatch(name) or name.endswith((".", " ")):
        raise DraftError(f"“{name}” is not allowed as a file name everywhere.", "Use letters and digits.")
    if len(name.encode()) > _MAX_BYTES:
        raise DraftError("This name is too long.", f"Use at most {_MAX_LENGTH} letters.")


def slug(title: str) -> str:
    """Return a file name made of a title: letters and digits of any script, joined by hyphens.

    Never empty, never longer than 60 characters or 180 bytes, never a name that Windows reserves.
    """
    letters = unicodedata.normalize("NFC", clean_line(title).lower())
    name = re.sub("-+", "-", "".join(_slug_letter(letter) for letter in letters)).strip("-")
    name = cut(name[:_MAX_LENGTH], _MAX_BYTES).strip("-")
    return f"{name}-report" if _RESERVED.fullmatch(name) else name or "report"


def _slug_letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category[0] in "LMN":
        return letter
    # The joiners inside Persian or Bengali words are invisible, and apostrophes are inside a word too.
    return "" if category == "Cf" or letter in "'’ʼ" else "-"


def cut(text: str, max_bytes: int) -> str:
    """Return the beginning of `text` that fits into so many bytes, without half a character."""
    return text.encode()[:max_bytes].decode(errors="ignore")


def unused(name: str, taken: Container[str]) -> str:
    """Return `name`, or `name-2`, `name-3`, … if it is taken. `taken` contains `folded` names."""
    number, free = 1, name
    while folded(free) in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def folded(name: str) -> str:
    """Return a name as a case-insensitive file system compares it."""
    return unicodedata.normalize("NFC", name.casefold())


def stamped(name: str, word: str, at: datetime) -> str:
    """Return the name for a copy: `name.unreadable-20261122T140311Z`. `at` is in UTC."""
    stamp = f".{word}-{at:%Y%m%dT%H%M%SZ}"
    return cut(name, 240 - len(stamp)) + stamp


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# In the years 1 and 9999 there are hours that not every time zone has.
_FIRST = (datetime(2, 1, 1, tzinfo=UTC) - _EPOCH).total_seconds()
_LAST = (datetime(9998, 12, 31, tzinfo=UTC) - _EPOCH).total_seconds()


def time_of_file(seconds: float) -> datetime:
    """Return the time of a file in UTC, limited to the calendar: a disk may report any number."""
    return _EPOCH + timedelta(seconds=min(max(seconds, _FIRST), _LAST))


class DraftFile(NamedTuple):
    """A file that should be a draft. `changed` is in seconds since 1970.

    `state` is its time in nanoseconds, its size and its inode, which differ after a change. None if unknown,
    as for a link, which may lead elsewhere while its target stays the same.
    """

    name: str
    changed: float = 0.0
    state: tuple[int, int, int] | None = None


def draft_files(folder: Path) -> list[DraftFile]:
    """Return the files that should be drafts, the one changed last first; none is read. Raises `OSError`."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.endswith(SUFFIX) or entry.name.startswith("."):
                continue
            file = DraftFile(entry.name)
            # A link to itself raises here; it must not hide all other drafts.
            with suppress(OSError):
                if entry.is_dir():
                    continue
                status = entry.stat()
                state = None if entry.is_symlink() else (status.st_mtime_ns, status.st_size, status.st_ino)
                file = DraftFile(entry.name, status.st_mtime, state)
            found.append(file)
    return sorted(found, key=lambda file: (-file.changed, file.name))


# How programs name another version of a file. Sources: "Understanding Synchronization", docs.syncthing.net;
# "What is a conflicted copy?", help.dropbox.com (in English also with a name in front); the desktop client
# manual of Nextcloud; "Restrictions and limitations in OneDrive", support.microsoft.com (with a computer's
# own name behind).
_TIME = r"\d{8}T\d{6}Z(?:-\d+)?"
_COPIES = (
    (r"(?P<of>.+)\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]+)?", "Syncthing kept it"),
    (r"(?i)(?P<of>.+?) \([^()]*\bconflicted copy\b[^()]*\)(?: \(\d+\))?", "Dropbox or another cloud kept it"),
    (r"(?P<of>.+?)(?:-(?:DESKTOP|LAPTOP|PC|WIN)-[A-Z0-9]+)?-safeBackup-\d{4}", "OneDrive kept it"),
    (r"(?P<of>.+)-(?:DESKTOP|LAPTOP|PC|WIN)-[A-Z0-9]+(?:-\d+)?", "OneDrive kept it"),
    (
        r"(?i)(?P<of>.+) - (?:Copy|Copia|Cópia|Copie|Kopie|Kopia|копия|копія)(?: \(\d+\))?",
        "a file manager copied it",
    ),
    (r"(?P<of>.+)_conflict-\d{8}-\d{6}", "a cloud folder kept it"),
    (rf"(?P<of>.+)\.outside-{_TIME}", "another program wrote it"),
    (rf"(?P<of>.+)\.unreadable-{_TIME}", "it was damaged"),
    (rf"(?P<of>.+)\.format-\d+-{_TIME}", "an older program wrote it"),
    (rf"(?P<of>.+)\.rescued-{_TIME}", "it was kept while the disk refused it"),
)


class Copy(NamedTuple):
    """A file that is another version of the draft `of`; `why` says where it comes from."""

    of: str
    why: str


def copy_of(name: str, drafts: Container[str] | None = None) -> Copy | None:
    """Return of which draft a file is another version, by its name; None if it is a draft of its own.

    `drafts` are the names of all drafts: if the draft itself is gone, its copy is a draft of its own.
    """
    for pattern, why in _COPIES:
        match = re.fullmatch(pattern, name)  # Python keeps it compiled
        if match and (drafts is None or match["of"] in drafts):
            return Copy(match["of"], why)
    return None
