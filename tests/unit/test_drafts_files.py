from __future__ import annotations

import errno
import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from reportwizard.files import DISK, PART_PREFIX, Files, write_atomic
from support.drafts import FaultyDisk, calls_of

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = b"the old text", b"the new text, which is longer"
ENDINGS = [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO]
CALLS = ["check_writable", "create", "write", "sync", "close", "keep_mode", "replace", "sync_folder"]
# No folder on some drives can be synced, nor any permission set; the text is on the disk all the same.
HARMLESS = {("sync_folder", errno.EACCES)} | {("keep_mode", code) for code in ENDINGS}

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and links as on Unix")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "drafts"
    path.mkdir()
    return path


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(PART_PREFIX)]


def test_the_text_is_complete(folder: Path) -> None:
    path = folder / "camp.toml"
    write_atomic(path, OLD)
    write_atomic(path, NEW)
    assert path.read_bytes() == NEW
    assert [found.name for found in folder.iterdir()] == ["camp.toml"]


def test_the_steps_are_taken_in_order(folder: Path) -> None:
    assert calls_of(lambda disk: write_atomic(folder / "x", NEW, disk)) == CALLS


@pytest.mark.parametrize("code", ENDINGS)
@pytest.mark.parametrize("at", range(len(CALLS)), ids=CALLS)
def test_a_fault_at_any_step_leaves_a_complete_text_and_nothing_else(
    folder: Path, at: int, code: int
) -> None:
    path = folder / "camp.toml"
    path.write_bytes(OLD)
    disk = FaultyDisk(code, at)
    if (CALLS[at], code) in HARMLESS:
        write_atomic(path, NEW, disk)
    else:
        with pytest.raises(OSError, match=os.strerror(code)):
            write_atomic(path, NEW, disk)
    replaced = "replace" in disk.calls and CALLS[at] != "replace"
    assert path.read_bytes() == (NEW if replaced else OLD)
    assert leftovers(folder) == []


def test_an_interrupt_leaves_nothing_behind(folder: Path) -> None:
    class Interrupted(Files):
        def sync(self, descriptor: int) -> None:
            raise KeyboardInterrupt(descriptor)

    with pytest.raises(KeyboardInterrupt):
        write_atomic(folder / "camp.toml", NEW, Interrupted())
    assert list(folder.iterdir()) == []


@posix
def test_a_new_file_is_private_and_a_shared_one_stays_shared(folder: Path) -> None:
    path = folder / "camp.toml"
    write_atomic(path, OLD)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o664)
    write_atomic(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


@posix
def test_a_link_is_followed_not_replaced(folder: Path) -> None:
    target = folder / "elsewhere" / "camp.toml"
    target.parent.mkdir()
    target.write_bytes(OLD)
    link = folder / "link.toml"
    link.symlink_to(target)
    write_atomic(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW


@posix
def test_a_file_made_read_only_is_not_replaced(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "camp.toml"
    path.write_bytes(OLD)
    # The administrator may write everything, so that the answer of the system is set here.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        write_atomic(path, NEW)
    assert path.read_bytes() == OLD


@posix
def test_only_a_plain_file_is_read(folder: Path) -> None:
    pipe = folder / "pipe.toml"
    os.mkfifo(pipe)
    for path in (pipe, folder):
        with pytest.raises(OSError, match="not a plain file"):
            DISK.read(path)


def test_no_more_is_read_than_the_limit(folder: Path) -> None:
    (folder / "x").write_bytes(b"abcdef")
    assert DISK.read(folder / "x", 3) == b"abc"
    assert DISK.read(folder / "x") == b"abcdef"


@posix
def test_a_pipe_and_a_folder_are_never_replaced(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "inside").mkdir()
    for name, code in (("pipe", errno.EINVAL), ("inside", errno.EISDIR)):
        with pytest.raises(OSError) as refused:  # noqa: PT011 - the number is looked at below
            write_atomic(folder / name, NEW)
        assert refused.value.errno == code
    assert (folder / "pipe").is_fifo()
    assert leftovers(folder) == []
