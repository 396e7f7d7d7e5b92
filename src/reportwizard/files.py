"""Bytes to the disk and back: completely or not at all.

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
"""How the name of a file begins that is still being written."""

# What a file system says that cannot sync a file, or a folder, at all; nothing more can be done there.
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
_NO_FOLDER_SYNC = _NO_SYNC | {errno.EACCES, errno.EPERM, errno.EBADF, errno.EISDIR}


class Files:
    """The calls of the operating system that a draft needs. Each raises `OSError`."""

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
        """Write `data` behind what is in a plain file, which is made for this user only."""
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
        """Wait until what was written is on the disk itself."""
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
        """Close a file."""
        os.close(descriptor)

    def keep_mode(self, existing: Path, path: Path) -> None:
        """Give `path` the permissions of the file that it will replace; a shared draft stays shared."""
        if mode := file_mode(existing):
            path.chmod(stat.S_IMODE(mode))

    def make_read_only(self, path: Path) -> None:
        """Let nobody write to a file, and only this user read it."""
        path.chmod(stat.S_IRUSR)

    def check_writable(self, path: Path) -> None:
        """Raise where what is at `path` must not be replaced: a read-only file, or no plain file."""
        mode = file_mode(path)
        if not mode:
            return
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        if not stat.S_ISREG(mode):
            number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
            raise OSError(number, os.strerror(number), str(path))

    def replace(self, source: Path, target: Path) -> None:
        """Put `source` in the place of `target` in one step."""
        source.replace(target)

    def move_new(self, source: Path, target: Path) -> None:
        """Give a file a name that no file has, in one step; `FileExistsError` if one has it."""
        if os.name == "nt" or source.is_symlink() or not _linked(source, target):
            # Windows itself refuses a name that is taken. A link, or a disk without second names, is moved in
            # two steps: only a program that is not ours could come in between.
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
            source.rename(target)

    def remove(self, path: Path) -> None:
        """Remove a file; one that is gone already is no error."""
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        """Make a folder and those above it, for this user only; one that is there already is no error."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def folder_id(self, path: Path) -> tuple[int, int]:
        """Return what tells a folder from one that is in its place later: its device and its inode."""
        found = path.stat()
        if not stat.S_ISDIR(found.st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
        return found.st_dev, found.st_ino

    def sync_folder(self, path: Path) -> None:
        """Wait until the names in a folder are on the disk; does nothing if folders cannot be synced."""
        if os.name == "nt":
            return
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def read(self, path: Path, most: int = LIMIT + 1) -> bytes:
        """Return at most so many bytes of a file; only of a plain file, so that a pipe never blocks."""
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(path, flags)
        try:
            _check_plain(descriptor, path)
            with open(descriptor, "rb", closefd=False) as file:
                return file.read(most)
        finally:
            os.close(descriptor)


def _linked(source: Path, target: Path) -> bool:
    """Give a file a second name, which no file has, and take the first away; False if that cannot be."""
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
    """Return the path of a file in a folder of our own, such as the history, where neither is a link.

    Raises `OSError` for a link: what it leads to is somebody else's, and is neither read nor written.
    """
    for place in (path.parent, path):
        if place.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(place))
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

    With `new` nothing may be there, and with `expected` only those bytes: `FileExistsError` if something
    else does, also where that appeared meanwhile. A symbolic link is followed, not replaced. The new file is
    only for this user, unless one is replaced: then its permissions stay; with `read_only` nobody writes to
    it. Raises `OSError`, also where a device, a pipe or a folder is at `path`; no half-written file is
    left.
    """
    target = Path(os.path.realpath(path))
    if new and os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    files.check_writable(target)
    part = target.with_name(f"{PART_PREFIX}{os.urandom(6).hex()}")
    try:
        _write_whole(part, data, files)
        # Some drives know no permissions; the text matters more than who else may read it.
        with contextlib.suppress(OSError):
            if read_only:
                files.make_read_only(part)
            else:
                files.keep_mode(target, part)
        # Looked at last of all: this program may have been stopped for hours since it looked first.
        if expected is not None and files.read(target) != expected:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
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
    """Write a new file, with a number after its name if that is taken; return its path.

    Raises as `write_atomic`.
    """
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
    """Remove what a program that was killed while it wrote left in `folder`; nothing that is newer.

    `before` is in seconds since 1970. Never raises: this can wait for the next time.
    """
    with contextlib.suppress(OSError):
        for part in folder.glob(f"{PART_PREFIX}*"):
            if part.stat().st_mtime < before:
                files.remove(part)


# --- what the system says when it refuses, in an applicant's words --------------------------------------

_FULL = ("no space left on the disk", "Delete or move some files, so that there is room again.")
_NO_PERMISSION = (
    "you may not write here",
    "Ask for the right to write in this folder, or choose another folder.",
)
_GONE = ("the folder is gone", "Plug the disk in again, or choose another folder.")
_AWAY = ("the disk or the network does not answer", "Check the cable or the network.")
_UNABLE = ("this disk cannot hold drafts", "Choose another folder.")
_NO_ANSWER = (
    errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.EHOSTUNREACH,
    errno.ENETDOWN, errno.ENETUNREACH, errno.ENOTCONN,
)  # fmt: skip

_WORDS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: ("your share of the disk is used up", _FULL[1]),
    errno.EFBIG: ("the file is too large for this disk", "Shorten the longest answers."),
    **dict.fromkeys((errno.EACCES, errno.EPERM), _NO_PERMISSION),
    errno.EROFS: ("the disk is read-only", "Choose another folder, on a disk that can be written."),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR), _GONE),
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


@contextlib.contextmanager
def save_errors() -> Iterator[None]:
    """Tell what the disk refuses while a draft is written as `SaveError`."""
    try:
        yield
    except OSError as error:
        raise save_error(error) from error


@contextlib.contextmanager
def open_errors(source: str) -> Iterator[None]:
    """Tell other refusals of the disk as `DraftError`; `source` is the name of a draft, or its folder."""
    try:
        yield
    except OSError as error:
        raise open_error(error, source) from error


def folder_gone(folder: Path, *, another: bool = False) -> SaveError:
    """Say that a folder which was there before is gone, also where `another` is in its place now."""
    why = "another folder is in the place of" if another else "the folder is gone:"
    return SaveError(f"not saved: {why} {folder}", _GONE[1])


def _words(error: OSError) -> tuple[str, str]:
    known = _WORDS.get(error.errno or 0)
    return known or (f"the system refused it ({error.strerror or type(error).__name__})", "")
