"""What the operating system says when it refuses, in an applicant's words."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from reportwizard.errors import DraftError, SaveError

if TYPE_CHECKING:
    from pathlib import Path

_FULL = ("no space left on the disk", "Delete or move some files, so that there is room again.")
_NO_PERMISSION = (
    "you may not write here",
    "Ask for the right to write in this folder, or choose another folder.",
)
_READ_ONLY = ("the disk is read-only", "Choose another folder, on a disk that can be written.")
_GONE = ("the folder is gone", "Plug the disk in again, or choose another folder.")
_AWAY = ("the disk or the network does not answer", "Check the cable or the network.")
_BROKEN = ("the disk reports a fault", "Copy your drafts to another disk soon.")
_TOO_LONG = ("the name is too long", "Choose a shorter name.")

_WORDS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: ("your share of the disk is used up", _FULL[1]),
    errno.EFBIG: ("the file is too large for this disk", "Shorten the longest answers."),
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: _READ_ONLY,
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.EIO: _BROKEN,
    errno.ENODEV: _AWAY,
    errno.ENXIO: _AWAY,
    errno.ESTALE: _AWAY,
    errno.ETIMEDOUT: _AWAY,
    errno.EHOSTDOWN: _AWAY,
    errno.EHOSTUNREACH: _AWAY,
    errno.ENETDOWN: _AWAY,
    errno.ENETUNREACH: _AWAY,
    errno.ENOTCONN: _AWAY,
    errno.ENAMETOOLONG: _TOO_LONG,
    errno.EINVAL: ("this is a device or a pipe, not a file", "Choose another name."),
    errno.EISDIR: ("a folder has this name already", "Choose another name."),
    errno.EEXIST: ("a file has this name already", "Choose another name."),
    errno.ELOOP: ("a link stands here that cannot be followed", "Remove the link, or choose another name."),
    errno.EMFILE: ("too many files are open", "Close some programs."),
    errno.ENFILE: ("too many files are open", "Close some programs."),
}


def save_error(error: OSError) -> SaveError:
    """Say why a draft could not be written."""
    why, hint = _words(error)
    return SaveError(f"not saved: {why}", hint)


def open_error(error: OSError, source: str) -> DraftError:
    """Say why a draft could not be opened, listed, moved or deleted; `source` is its name or folder."""
    if error.errno == errno.ENOENT:
        return DraftError(f"{source}: there is no such file.", "Look at the list of drafts for its name.")
    if error.errno == errno.EINVAL:
        return DraftError(f"{source}: this is not a plain file.")
    why, hint = _words(error)
    if error.errno in (errno.EACCES, errno.EPERM):
        why, hint = "you have no permission for this file or folder", "Ask its owner for it."
    return DraftError(f"{source}: {why}.", hint)


def folder_gone(folder: Path) -> SaveError:
    """Say that a folder which was there before is gone, so that it is not made anew in the wrong place."""
    return SaveError(f"not saved: the folder {folder} is gone", _GONE[1])


def _words(error: OSError) -> tuple[str, str]:
    return _WORDS.get(error.errno or 0) or (error.strerror or type(error).__name__, "")
