"""Files that are another version of a draft, recognized by their names. Pure."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import NamedTuple

# Sources of the names: "Understanding Synchronization", docs.syncthing.net; "What is a conflicted copy?",
# help.dropbox.com (in English also with a name in front); the desktop client manual of Nextcloud;
# "Restrictions and limitations in OneDrive", support.microsoft.com (a computer's own name is behind).
_NAMES = (
    (re.compile(r"(?P<of>.+)\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]+)?"), "Syncthing kept it"),
    (
        re.compile(r"(?P<of>.+?) \([^()]*\bconflicted copy\b[^()]*\)(?: \(\d+\))?", re.I),
        "Dropbox or another cloud kept it",
    ),
    (
        re.compile(r"(?P<of>.+?)(?:-(?:DESKTOP|LAPTOP|PC|WIN)-[A-Z0-9]+)?-safeBackup-\d{4}"),
        "OneDrive kept it",
    ),
    (re.compile(r"(?P<of>.+)-(?:DESKTOP|LAPTOP|PC|WIN)-[A-Z0-9]+(?:-\d+)?"), "OneDrive kept it"),
    (
        re.compile(r"(?P<of>.+) - (?:Copy|Copia|Cópia|Copie|Kopie|Kopia|копия|копія)(?: \(\d+\))?", re.I),
        "a file manager copied it",
    ),
    (re.compile(r"(?P<of>.+)_conflict-\d{8}-\d{6}"), "a cloud folder kept it"),
    (re.compile(r"(?P<of>.+)\.outside-\d{8}T\d{6}Z(?:-\d+)?"), "another program wrote it"),
    (re.compile(r"(?P<of>.+)\.unreadable-\d{8}T\d{6}Z(?:-\d+)?"), "it was damaged"),
    (re.compile(r"(?P<of>.+)\.format-\d+-\d{8}T\d{6}Z(?:-\d+)?"), "an older program wrote it"),
    (re.compile(r"(?P<of>.+)\.rescued-\d{8}T\d{6}Z(?:-\d+)?"), "it was kept while the disk refused it"),
)


class Copy(NamedTuple):
    """A file that is another version of the draft `of`; `why` says where it comes from."""

    of: str
    why: str


def copy_of(name: str, drafts: Container[str] | None = None) -> Copy | None:
    """Return of which draft a file is another version, by its name; None if it is a draft of its own.

    `drafts` are the names of all drafts: if the draft itself is gone, its copy is a draft of its own.
    """
    for pattern, why in _NAMES:
        match = pattern.fullmatch(name)
        if match and (drafts is None or match["of"] in drafts):
            return Copy(match["of"], why)
    return None
