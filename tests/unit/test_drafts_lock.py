"""One draft, two programs: the second one learns who has it, and a program that died holds nothing."""

from __future__ import annotations

import errno
import json
import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.locks import DraftLock, Holder, describe_holder
from support.cases import each_case
from support.drafts import NOW, Clock, FaultyDisk, a_report

if TYPE_CHECKING:
    from pathlib import Path

HOLDING = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from reportwizard.drafts.store.locks import DraftLock
lock = DraftLock(Path(sys.argv[1]), "camp", clock=lambda: datetime(2026, 11, 22, 13, 0, tzinfo=UTC))
print(lock.take(), flush=True)
time.sleep(60)
"""


def a_lock(folder: Path) -> DraftLock:
    return DraftLock(folder, "camp", clock=Clock())


def test_the_second_program_learns_who_has_the_draft(tmp_path: Path) -> None:
    first, second = a_lock(tmp_path), a_lock(tmp_path)
    assert first.take() is None
    assert first.take() is None
    holder = second.take()
    assert holder is not None
    assert (holder.pid, holder.since, holder.here) == (os.getpid(), NOW, True)
    first.release()
    first.release()
    assert second.take() is None
    second.release()
    assert not second.note.exists()


def test_another_draft_is_free(tmp_path: Path) -> None:
    assert a_lock(tmp_path).take() is None
    assert DraftLock(tmp_path, "other", clock=Clock()).take() is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal 9")
def test_a_program_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "None\n"
        lock = a_lock(tmp_path)
        holder = lock.take()
        assert holder is not None
        assert (holder.pid, holder.since) == (process.pid, datetime(2026, 11, 22, 13, 0, tzinfo=UTC))
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert lock.note.exists()
    assert lock.take() is None
    assert json.loads(lock.note.read_text())["pid"] == os.getpid()
    lock.release()


def test_a_draft_is_taken_over_from_a_program_that_hangs_and_both_sides_words_stay(tmp_path: Path) -> None:
    hanging, here = DraftFolder(tmp_path, clock=Clock()), DraftFolder(tmp_path, clock=Clock())
    hanging.save("camp", a_report(surprises="Rain."))
    old, new, third = (a_lock(tmp_path) for _ in range(3))
    old.take()
    assert new.take() is not None
    report = here.load("camp")
    new.take_over()
    assert new.held
    assert third.take() is not None, "for others the report is open in the new window"
    here.save("camp", report.with_typed("sharing_plan", "Here.")[0])
    # It goes on after all, saves what it still had, and ends.
    hanging.save("camp", a_report(surprises="Rain. Snow."))
    old.release()
    assert here.load("camp").answers == {"surprises": "Rain. Snow.", "sharing_plan": "Here."}
    assert third.take() is not None
    new.release()
    assert third.take() is None


def test_locks_are_hidden_and_private(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path / "drafts", clock=Clock())
    folder.save("camp", a_report())
    lock = a_lock(folder.path)
    lock.take()
    assert folder.names() == ["camp"]
    if os.name != "nt":
        assert {stat.S_IMODE(path.stat().st_mode) for path in lock.note.parent.iterdir()} == {0o600}
    lock.release()


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b"[" * 4000,
        b'{"since": 3}',
        b'{"since": "2026-11-22T14:03:11Z", "host": 1}',
        b'{"since": "2026-11-22T14:03:11Z", "host": "a", "pid": 1e999}',
        b'{"pid": ' + b"9" * 4000 + b"}",
    ],
)
def test_an_unreadable_note_is_ignored(tmp_path: Path, note: bytes) -> None:
    first, second = a_lock(tmp_path), a_lock(tmp_path)
    first.take()
    first.note.write_bytes(note)
    assert second.take() == Holder()
    first.note.unlink()
    assert second.take() == Holder()
    first.release()


def test_a_note_from_elsewhere_is_sanitized(tmp_path: Path) -> None:
    first, second = a_lock(tmp_path), a_lock(tmp_path)
    first.take()
    note = {"host": "\x1b[31mred\x07\n" + "x" * 500, "pid": 7, "since": "2026-11-22T14:03:11Z"}
    first.note.write_text(json.dumps(note))
    holder = second.take()
    assert holder == Holder("red " + "x" * 76, 7, NOW, here=False)
    first.release()


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EIO])
def test_a_draft_opens_even_if_nothing_can_be_written(tmp_path: Path, code: int) -> None:
    disk = FaultyDisk()
    DraftLock(tmp_path / "calls", "camp", clock=Clock(), files=disk).take()
    for at in range(len(disk.calls)):
        lock = DraftLock(tmp_path / str(at), "camp", clock=Clock(), files=FaultyDisk(code, at))
        assert lock.take() is None
        lock.release()


def test_a_draft_opens_even_if_the_folder_cannot_be_created(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_bytes(b"a file")
    assert a_lock(tmp_path / "drafts").take() is None


@each_case(
    ("holder", "words"),
    [
        (Holder(), "in another window"),
        (Holder("here", 1, NOW), "in another window (since 14:03)"),
        (
            Holder("anna", 1, NOW - timedelta(days=2), here=False),
            "on the computer “anna” (since 2026-11-20 14:03)",
        ),
    ],
)
def test_the_holder_is_described(holder: Holder, words: str) -> None:
    assert describe_holder(holder, NOW) == words


def test_the_time_is_local() -> None:
    east = NOW.astimezone(timezone(timedelta(hours=5)))
    assert describe_holder(Holder("here", 1, NOW), east) == "in another window (since 19:03)"


@each_case(
    ("since", "hours"), [(datetime(1, 1, 1, tzinfo=UTC), -5), (datetime(9999, 12, 31, 23, tzinfo=UTC), 5)]
)
def test_a_time_beyond_the_calendar_is_left_out(since: datetime, hours: int) -> None:
    here = NOW.astimezone(timezone(timedelta(hours=hours)))
    assert describe_holder(Holder("here", 1, since), here) == "in another window"
