from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.saving.backup import backup_folder
from reportwizard.drafts.saving.saver import Saver, WriteLock
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.files import Files
from support.drafts import STAMP, Clock, a_report

if TYPE_CHECKING:
    from pathlib import Path

    from reportwizard.report.report import Report


class Switch(Files):
    """A disk that is full while `full` is set, and removes nothing while `stuck` is."""

    full = stuck = False

    def remove(self, path: Path) -> None:
        if self.stuck:
            raise OSError(5, "Input/output error")
        super().remove(path)

    def create(self, path: Path) -> int:
        if self.full:
            raise OSError(28, "No space left on device")
        return super().create(path)


@pytest.fixture
def disk() -> Switch:
    return Switch()


@pytest.fixture
def folder(tmp_path: Path, disk: Switch) -> DraftFolder:
    return DraftFolder(tmp_path / "drafts", clock=Clock(), files=disk)


@pytest.fixture
def saver(folder: DraftFolder) -> Saver:
    return Saver(folder, "camp")


def number(value: int) -> Report:
    return a_report(surprises=f"snapshot {value}")


def on_disk(folder: DraftFolder) -> object:
    return folder.load("camp").answers["surprises"]


def copies(folder: DraftFolder) -> list[str]:
    place = backup_folder(folder.path)
    return sorted(path.name for path in place.glob("*.toml")) if place.exists() else []


def test_a_snapshot_is_written(saver: Saver, folder: DraftFolder) -> None:
    assert saver.save(1, number(1)) == ""
    assert on_disk(folder) == "snapshot 1"
    assert copies(folder) == []


def test_an_older_snapshot_never_replaces_a_newer_one(saver: Saver, folder: DraftFolder) -> None:
    assert saver.save(2, number(2)) == ""
    assert saver.save(1, number(1)) == ""
    assert saver.save(2, number(0)) == ""
    assert on_disk(folder) == "snapshot 2"


def test_an_older_snapshot_is_dropped_even_if_the_newer_one_failed(
    saver: Saver, folder: DraftFolder, disk: Switch
) -> None:
    disk.full = True
    message = saver.save(2, number(2))
    disk.full = False
    assert saver.save(1, number(1)) == message
    assert not folder.exists("camp")
    assert saver.save(2, number(2)) == ""
    assert on_disk(folder) == "snapshot 2"
    assert copies(folder) == []


def test_the_backup_is_removed_after_a_good_save(saver: Saver, folder: DraftFolder, disk: Switch) -> None:
    disk.full = True
    for attempt in (1, 2):
        copy = backup_folder(folder.path) / f"camp.rescued-{STAMP}.toml"
        assert saver.save(attempt, number(attempt)) == (
            f"not saved: no space left on the disk; your text is kept in memory and in {copy}"
        )
    assert copies(folder) == [f"camp.rescued-{STAMP}.toml"]
    rescued = DraftFolder(backup_folder(folder.path))
    assert rescued.load(f"camp.rescued-{STAMP}").answers == {"surprises": "snapshot 2"}
    disk.full = False
    for attempt in (3, 4):
        assert saver.save(attempt, number(attempt)) == ""
        assert copies(folder) == []


def test_a_second_place_that_fails_too_changes_nothing_else(folder: DraftFolder, disk: Switch) -> None:
    saver = Saver(folder, "camp", files=disk)
    place = backup_folder(folder.path)
    disk.full = True
    assert saver.save(1, number(1)) == "not saved: no space left on the disk; your text is kept in memory"
    assert not list(place.iterdir())
    disk.full, disk.stuck = False, True
    folder.path_of("camp").mkdir(parents=True)
    assert saver.save(2, number(2)).endswith(f"{STAMP}.toml")
    folder.path_of("camp").rmdir()
    assert saver.save(3, number(3)) == ""
    assert len(copies(folder)) == 1, "it is offered once more, and goes then"


def test_a_backup_of_an_earlier_run_stays(saver: Saver, folder: DraftFolder, disk: Switch) -> None:
    place = backup_folder(folder.path)
    place.mkdir(parents=True)
    (place / "camp.rescued-20260101T000000Z.toml").write_text("an earlier run")
    (place / f"camp.rescued-{STAMP}.toml").write_text("in the same second")
    disk.full = True
    saver.save(1, number(1))
    assert f"camp.rescued-{STAMP}-2.toml" in copies(folder)
    disk.full = False
    saver.save(2, number(2))
    assert copies(folder) == ["camp.rescued-20260101T000000Z.toml", f"camp.rescued-{STAMP}.toml"]
    assert (place / f"camp.rescued-{STAMP}.toml").read_text() == "in the same second"


def test_a_copy_of_what_others_wrote_is_noted(saver: Saver, folder: DraftFolder) -> None:
    saver.save(1, number(1))
    folder.path_of("camp").write_bytes(b"broken")
    assert saver.save(2, number(2)) == ""
    assert [path.name for path in saver.kept] == [f"camp.unreadable-{STAMP}.toml"]
    assert not saver.moved
    folder.path_of("camp").unlink()
    for attempt in (3, 4):
        assert saver.save(attempt, number(attempt)) == ""
        assert saver.moved, "it stays set until it is told"


def test_a_bug_is_reported_and_the_text_kept(
    saver: Saver, folder: DraftFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(folder, "save", broken)
        message = saver.save(1, number(1))
    (copy,) = backup_folder(folder.path).glob("*.toml")
    kept = f"your text is kept in memory and in {copy}"
    assert message == f"not saved: a fault in the program (ZeroDivisionError()); {kept}"
    assert DraftFolder(copy.parent).load(copy.stem) == number(1)
    with monkeypatch.context() as patch:
        patch.setattr(folder, "save", broken)
        patch.setattr(folder, "encode", broken)
        message = saver.save(2, number(2))
    assert message == "not saved: a fault in the program (ZeroDivisionError()); your text is kept in memory"


def test_an_earlier_version_is_kept_once_on_request(saver: Saver, folder: DraftFolder) -> None:
    for attempt in (1, 2):
        saver.save(attempt, number(attempt))
    for attempt in (3, 4, 5):
        if attempt == 3:
            saver.keep_version("surprises")
            saver.keep_version("sharing_plan")
        saver.save(attempt, number(attempt))
    versions = [version.plain for version in folder.versions("camp", "surprises")]
    assert versions == ["snapshot 2", "snapshot 1"]


def test_a_change_from_outside_is_noticed_once(saver: Saver, folder: DraftFolder) -> None:
    saver.save(1, number(1))
    assert not saver.changed_outside()
    DraftFolder(folder.path).save("camp", number(7))
    assert [saver.changed_outside() for _ in range(2)] == [True, False]
    folder.path_of("camp").unlink()
    assert not saver.changed_outside()


def test_a_closed_saver_writes_nothing_any_more(saver: Saver, folder: DraftFolder) -> None:
    assert saver.save(1, number(1)) == ""
    saver.close()
    assert saver.save(2, number(2)) == ""
    assert on_disk(folder) == "snapshot 1"
    unused = Saver(folder, "lake")
    unused.close()
    assert unused.save(1, number(1)) == ""
    assert folder.names() == ["camp"]


def test_text_goes_to_the_second_place_while_the_disk_hangs(tmp_path: Path) -> None:
    hangs, asked, answers = threading.Event(), threading.Event(), threading.Event()

    class Away(Files):
        def create(self, path: Path) -> int:
            if hangs.is_set():
                asked.set()
                answers.wait(30)
            return super().create(path)

    folder = DraftFolder(tmp_path / "drafts", clock=Clock(), files=Away())
    saver, other = (Saver(folder, name) for name in ("camp", "lake"))
    assert saver.save(1, number(1)) == other.save(1, number(1)) == ""
    hangs.set()
    worker = threading.Thread(target=saver.save, args=(2, number(2)))
    worker.start()
    asked.wait(30)
    message = saver.save(3, number(3), patience=0.01)
    (copy,) = backup_folder(folder.path).glob("*.toml")
    assert message == (
        f"not saved: the disk or the network does not answer; your text is kept in memory and in {copy}"
    )
    # A second window with the same draft does not wait for that disk either; another draft is not affected.
    hangs.clear()
    assert "does not answer" in Saver(folder, "camp").save(1, number(9), patience=0.01)
    assert other.save(2, number(2), patience=0.01) == ""
    answers.set()
    worker.join(30)
    assert on_disk(folder) == "snapshot 2"
    # The late good save is of older words: the copy of the newer ones stays until they are saved too.
    assert copies(folder) == [f"camp.rescued-{STAMP}-2.toml", copy.name]
    assert saver.save(4, number(4)) == ""
    assert copies(folder) == [f"camp.rescued-{STAMP}-2.toml"], "the other window's own"


def test_a_write_that_hangs_is_waited_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    now, timeouts, free = [100.0], list[float](), [True, False, False, True]
    lock = WriteLock()
    monkeypatch.setattr("reportwizard.drafts.saving.saver.time.monotonic", lambda: now[0])

    class Lock:
        def acquire(self, timeout: float) -> bool:
            timeouts.append(timeout)
            return free.pop(0)

        def release(self) -> None:
            pass

    lock._lock = Lock()  # type: ignore[assignment]
    assert lock.acquire(5.0)
    for later in (3.0, 8.0):
        now[0] = 100.0 + later
        assert not lock.acquire(5.0)
    lock.release()
    assert lock.acquire(5.0)
    assert timeouts == [5.0, 2.0, 0.0, 5.0]


def test_many_threads_leave_the_newest_snapshot(saver: Saver, folder: DraftFolder) -> None:
    threads = [threading.Thread(target=saver.save, args=(n, number(n))) for n in range(1, 21)]
    for thread in threads[::-1]:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert on_disk(folder) == "snapshot 20"
    assert folder.names() == ["camp"]


def test_an_earlier_snapshot_does_not_undo_a_merge(saver: Saver, folder: DraftFolder) -> None:
    first = a_report(surprises="Rain.", applicant_username="Ana")
    saver.save(1, first)
    theirs = a_report(surprises="Rain.", applicant_username="Ana", sharing_plan="Theirs.")
    DraftFolder(folder.path).save("camp", theirs)
    assert saver.save(2, a_report(surprises="Rain!", applicant_username="Ana")) == ""
    # The session has not heard of it yet, and saves what was typed meanwhile.
    assert saver.save(3, a_report(surprises="Rain!!")) == ""
    assert folder.load("camp").answers == {"surprises": "Rain!!", "sharing_plan": "Theirs."}
    (pending,) = saver.pending_merges()
    assert pending.merged.taken == ("sharing_plan",)
    pending.since = 5
    assert saver.pending_merges() == []
    # One more was taken before the session heard of it, and comes late.
    saver.save(4, a_report(surprises="Rain!!!"))
    assert folder.load("camp").answers == {"surprises": "Rain!!!", "sharing_plan": "Theirs."}
    # From now on the session knows it, and may take it away itself.
    saver.save(5, a_report(surprises="Rain!!!"))
    assert folder.load("camp").answers == {"surprises": "Rain!!!"}


def test_a_draft_that_became_a_link_out_of_its_folder_is_not_saved(
    saver: Saver, folder: DraftFolder, tmp_path: Path
) -> None:
    saver.save(1, number(1))
    folder.path_of("camp").unlink()
    folder.path_of("camp").symlink_to(tmp_path / "elsewhere.toml")
    assert saver.save(2, number(2)).startswith(
        "not saved: camp: this is a link to a file outside the folder;"
    )
    assert len(copies(folder)) == 1
