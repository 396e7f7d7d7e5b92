"""Reading and writing files: completely or not at all.

Every call that can fail goes through `Files`, so that a test can make each of them fail in turn.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from reportwizard.errors import DraftError, SaveError

LIMIT = 20 * 1024 * 1024
"""The largest draft that is read, in bytes; a report with every answer filled has about 50 thousand."""

PART_PREFIX = ".saving-"
"""The prefix of a file that is still being written."""

# Errors of file systems that cannot sync a file, or a folder, at all.
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
_NO_FOLDER_SYNC = _NO_SYNC | {errno.EACCES, errno.EPERM, errno.EBADF, errno.EISDIR}


class Files:
    """The system calls that drafts need. Each raises `OSError`."""

    def create(self, path: Path) -> int:
        """Open a new file for writing, for this user only; return its descriptor."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        return os.open(path, flags, 0o600)

    def write(self, descriptor: int, data: bytes) -> None:
        """Write all of `data`."""
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]

    def append(self, path: Path, data: bytes) -> None:
        """Append to a plain file; a new one is for this user only."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        # A pipe that nobody reads would block for ever.
        flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(path, flags, 0o600)
        try:
            _check_plain(descriptor, path)
            self.write(descriptor, data)
        finally:
            os.close(descriptor)

    def sync(self, descriptor: int) -> None:
        """Wait until the data is on the disk itself."""
        if sys.platform == "darwin":
            import fcntl

            # Only this call makes a Mac's drive write out its own memory too; network drives refuse it.
            with contextlib.suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_SYNC:
                raise

    def close(self, descriptor: int) -> None:
        os.close(descriptor)

    def keep_mode(self, existing: Path, path: Path) -> None:
        """Give `path` the permissions of the file that it will replace."""
        if mode := file_mode(existing):
            path.chmod(stat.S_IMODE(mode))

    def make_read_only(self, path: Path) -> None:
        """Let nobody write to a file, and only this user read it."""
        path.chmod(stat.S_IRUSR)

    def check_writable(self, path: Path) -> None:
        """Raise if `path` must not be replaced: a read-only file, or no plain file."""
        mode = file_mode(path)
        if mode and not os.access(path, os.W_OK):
            raise _os_error(errno.EACCES, path)
        if mode and not stat.S_ISREG(mode):
            raise _os_error(errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL, path)

    def replace(self, source: Path, target: Path) -> None:
        """Replace `target` by `source` in one step."""
        source.replace(target)

    def move_new(self, source: Path, target: Path) -> None:
        """Rename a file in one step; `FileExistsError` if the name is taken."""
        if os.name == "nt" or source.is_symlink() or not _moved_by_link(source, target):
            # Windows itself refuses a name that is taken. A link, or a disk without hard links, is moved in
            # two steps: only a program that is not ours could come in between.
            if os.path.lexists(target):
                raise _os_error(errno.EEXIST, target)
            source.rename(target)

    def remove(self, path: Path) -> None:
        """Remove a file if it is there."""
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        """Make a folder and those above it, if they are not there, for this user only."""
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except FileExistsError as error:
            raise _os_error(errno.ENOTDIR, path) from error

    def folder_id(self, path: Path) -> tuple[int, int]:
        """Return the device and the inode of a folder, which tell it from a later one at the same path."""
        status = path.stat()
        if not stat.S_ISDIR(status.st_mode):
            raise _os_error(errno.ENOTDIR, path)
        return status.st_dev, status.st_ino

    def sync_folder(self, path: Path) -> None:
        """Wait until the names in a folder are on the disk; does nothing on Windows."""
        if os.name == "nt":
            return
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def read(self, path: Path, limit: int = LIMIT + 1) -> bytes:
        """Return at most `limit` bytes of a plain file; a pipe, which could block, raises."""
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(path, flags)
        try:
            _check_plain(descriptor, path)
            with open(descriptor, "rb", closefd=False) as file:
                return file.read(limit)
        finally:
            os.close(descriptor)


def _moved_by_link(source: Path, target: Path) -> bool:
    """Move a file with a hard link, which never replaces; False where there are none."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        return False
    try:
        source.unlink()
    except OSError:
        target.unlink(missing_ok=True)
        raise
    return True


def _os_error(number: int, path: Path) -> OSError:
    # Python picks the subclass: `FileExistsError` for EEXIST.
    return OSError(number, os.strerror(number), str(path))


def _check_plain(descriptor: int, path: Path) -> None:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise OSError(errno.EINVAL, "not a plain file", str(path))


DISK = Files()
"""The real disk."""


def file_mode(path: Path) -> int:
    """Return the type and the permissions of what is at a path; 0 if nothing is there.

    Raises `OSError` if that cannot be seen; `Path.exists` says no then, from Python 3.14 on.
    """
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def refuse_links(path: Path) -> Path:
    """Return the path of a file in a folder of our own, such as the history, if neither is a link.

    Raises `OSError` for a link: its target is somebody else's, and is neither read nor written.
    """
    for place in (path.parent, path):
        if place.is_symlink():
            raise _os_error(errno.ELOOP, place)
    return path


def write_atomic(
    path: Path,
    data: bytes,
    files: Files = DISK,
    *,
    new: bool = False,
    expected: bytes | None = None,
    read_only: bool = False,
) -> None:
    """Write `data` to `path` so that at every moment the old content or the new is there whole.

    With `new` nothing may be there, and with `expected` only those bytes; else `FileExistsError`, also if the
    file appeared or changed meanwhile. A symbolic link is followed, not replaced. A replaced file keeps its
    permissions, a new one is for this user only; with `read_only` nobody can write to it. Raises `OSError`,
    also for a device, a pipe or a folder; no half-written file is left.
    """
    target = Path(os.path.realpath(path))
    if new and os.path.lexists(target):
        raise _os_error(errno.EEXIST, target)
    files.check_writable(target)
    part = target.with_name(f"{PART_PREFIX}{os.urandom(6).hex()}")
    try:
        _write_whole(part, data, files)
        # Some drives know no permissions.
        with contextlib.suppress(OSError):
            if read_only:
                files.make_read_only(part)
            else:
                files.keep_mode(target, part)
        # The last look: this program may have been suspended for hours since the first one.
        if expected is not None and files.read(target) != expected:
            raise _os_error(errno.EEXIST, target)
        (files.move_new if new else files.replace)(part, target)
    except BaseException:
        with contextlib.suppress(OSError):
            files.remove(part)
        raise
    try:
        files.sync_folder(target.parent)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise


def write_numbered(path: Path, data: bytes, *, read_only: bool = False) -> Path:
    """Write a new file, with a number after its name if that is taken; return its path."""
    for number in count(1):
        named = path if number == 1 else path.with_name(f"{path.stem} {number}{path.suffix}")
        with contextlib.suppress(FileExistsError):
            write_atomic(named, data, new=True, read_only=read_only)
            break
    return named


def _write_whole(path: Path, data: bytes, files: Files) -> None:
    descriptor = files.create(path)
    try:
        files.write(descriptor, data)
        files.sync(descriptor)
    finally:
        files.close(descriptor)


def remove_stale_parts(folder: Path, before: float, files: Files = DISK) -> None:
    """Remove the unfinished files of programs that were killed, if they are older than `before`.

    `before` is in seconds since 1970. Never raises.
    """
    with contextlib.suppress(OSError):
        for part in folder.glob(f"{PART_PREFIX}*"):
            if part.stat().st_mtime < before:
                files.remove(part)


# --- errors of the system, in an applicant's words -------------------------------------------------------

_FULL = ("no space left on the disk", "Delete or move some files, so that there is room again.")
_GONE = ("the folder is gone", "Plug the disk in again, or choose another folder.")
_NO_PERMISSION = ("you may not write here", "Ask its owner for the right to write, or choose another folder.")
_UNABLE = ("this disk cannot hold drafts", "Choose another folder.")
_AWAY = ("the disk or the network does not answer", "Check the cable or the network.")
_NO_ANSWER = (
    errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.EHOSTUNREACH,
    errno.ENETDOWN, errno.ENETUNREACH, errno.ENOTCONN,
)  # fmt: skip

_MESSAGES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: ("your share of the disk is used up", _FULL[1]),
    errno.EFBIG: ("the file is too large for this disk", "Shorten the longest answers."),
    **dict.fromkeys((errno.EACCES, errno.EPERM), _NO_PERMISSION),
    errno.EROFS: ("the disk is read-only", "Choose another folder, on a disk that can be written."),
    errno.ENOENT: _GONE,
    errno.ENOTDIR: ("a file is in the place of the folder", "Choose another folder."),
    errno.EIO: ("the disk reports a fault", "Copy your drafts to another disk soon."),
    **dict.fromkeys(_NO_ANSWER, _AWAY),
    **dict.fromkeys((errno.ENOSYS, errno.ENOTSUP), _UNABLE),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name."),
    errno.EINVAL: ("this is a device or a pipe, not a file", "Choose another name."),
    errno.EISDIR: ("a folder has this name already", "Choose another name."),
    errno.EEXIST: ("a file has this name already", "Choose another name."),
    errno.ELOOP: ("a link here cannot be followed", "Remove the link, or choose another name."),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), ("too many files are open", "Close some programs.")),
}


def save_error(error: OSError) -> SaveError:
    """Say why a draft could not be written."""
    why, hint = _message(error)
    return SaveError(f"not saved: {why}", hint)


def open_error(error: OSError, source: str) -> DraftError:
    """Say why a draft could not be opened, listed, moved or deleted; `source` is its name or folder."""
    if error.errno == errno.ENOENT:
        return DraftError(f"{source}: there is no such file.", "Look at the list of drafts for its name.")
    if error.errno == errno.EINVAL:
        return DraftError(f"{source}: this is not a plain file.", "Choose another name.")
    why, hint = _message(error)
    if error.errno in (errno.EACCES, errno.EPERM):
        why, hint = "you have no permission for this file or folder", "Ask its owner for it."
    return DraftError(f"{source}: {why}.", hint)


@contextlib.contextmanager
def save_errors() -> Iterator[None]:
    """Turn errors of the disk while a draft is written into `SaveError`."""
    try:
        yield
    except OSError as error:
        raise save_error(error) from error


@contextlib.contextmanager
def open_errors(source: str) -> Iterator[None]:
    """Turn other errors of the disk into `DraftError`; `source` is the name of a draft, or its folder."""
    try:
        yield
    except OSError as error:
        raise open_error(error, source) from error


def folder_gone(folder: Path, *, another: bool = False) -> SaveError:
    """Say that a folder is gone, or that `another` one is in its place."""
    why = "another folder is in the place of" if another else "the folder is gone:"
    return SaveError(f"not saved: {why} {folder}", _GONE[1])


def _message(error: OSError) -> tuple[str, str]:
    known = _MESSAGES.get(error.errno or 0)
    return known or (f"the system refused it ({error.strerror or type(error).__name__})", "")
