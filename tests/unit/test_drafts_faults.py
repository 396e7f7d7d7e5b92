"""Every call to the disk fails in turn, in every way: the old draft stays whole and the words are words."""

from __future__ import annotations

import contextlib
import errno
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.format.document import read_document
from reportwizard.drafts.saving.backup import backup_folder
from reportwizard.drafts.saving.saver import Saver
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.recovery import merge_copy
from reportwizard.errors import DraftError, SaveError
from reportwizard.files import open_error, save_error
from reportwizard.paths import state_folder
from support.drafts import Clock, FailingSystem, FaultyDisk, a_draft, a_report, calls_of, listed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CODES = {
    errno.ENOSPC: "no space left on the disk",
    errno.EACCES: "you may not write here",
    errno.EROFS: "the disk is read-only",
    errno.EIO: "the disk reports a fault",
}
OLD, NEW = a_report(surprises="old"), a_report(surprises="new")
HARMLESS = {("keep_mode", code) for code in CODES} | {("sync_folder", errno.EACCES)}
HISTORY = ["make_folder", "append", "write"]


def shown_in(folder: DraftFolder) -> list[str]:
    """The files of a folder that an applicant sees."""
    return [path.name for path in folder.path.iterdir() if not path.name.startswith(".")]


def prepared(tmp_path: Path, disk: FaultyDisk) -> DraftFolder:
    """A folder with one draft, known to the object that is returned, on a disk without faults so far."""
    code_at, disk.at = disk.at, None
    folder = DraftFolder(tmp_path / "drafts", clock=Clock(), files=disk)
    folder.save("camp", OLD)
    disk.calls.clear()
    disk.at = code_at
    return folder


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path = tmp_path_factory.mktemp("calls")
    made = calls_of(lambda disk: prepared(path, disk).save("camp", NEW))
    assert made[-3:] == HISTORY
    return made[:-3]


def test_a_save_writes_once_and_reads_the_file_before_and_after(calls: list[str]) -> None:
    start = ["read", "check_writable", "create", "write", "sync", "close", "keep_mode"]
    assert calls == [*start, "read", "replace", "sync_folder"]


@pytest.mark.parametrize("code", CODES)
def test_a_fault_while_saving_is_reported_and_the_old_draft_stays(
    tmp_path: Path, calls: list[str], code: int
) -> None:
    for at, call in enumerate(calls):
        disk = FaultyDisk(code, at)
        folder = prepared(tmp_path / f"{at} {call}", disk)
        if (call, code) in HARMLESS:
            folder.save("camp", NEW)
        else:
            with pytest.raises(SaveError) as refused:
                folder.save("camp", NEW)
            assert refused.value.message == f"not saved: {CODES[code]}"
            assert refused.value.hint
        disk.at = None
        saved = folder.load("camp").answers["surprises"]
        assert saved == ("new" if at > calls.index("replace") or (call, code) in HARMLESS else "old")
        assert shown_in(folder) == ["camp.toml"]


def test_after_a_fault_the_next_save_succeeds_without_a_merge(tmp_path: Path, calls: list[str]) -> None:
    for at, call in enumerate(calls):
        disk = FaultyDisk(errno.EIO, at)
        folder = prepared(tmp_path / f"{at} {call}", disk)
        if (call, errno.EIO) not in HARMLESS:
            with pytest.raises(SaveError):
                folder.save("camp", NEW)
        disk.at = None
        assert folder.save("camp", NEW).kept is None
        assert folder.load("camp") == NEW


@pytest.mark.parametrize("code", CODES)
def test_a_fault_while_a_broken_file_is_copied_never_changes_it(
    tmp_path: Path, calls: list[str], code: int
) -> None:
    # The copy is made by the same calls as a draft is written, but for the second look.
    for at, call in enumerate(dict.fromkeys(calls)):
        if call in ("keep_mode", "sync_folder"):
            continue
        folder = prepared(tmp_path / call, FaultyDisk(code, at))
        (folder.path / "camp.toml").write_bytes(b"broken")
        with pytest.raises(SaveError):
            folder.save("camp", NEW)
        assert (folder.path / "camp.toml").read_bytes() == b"broken"
        assert shown_in(folder) == ["camp.toml"]


@pytest.mark.parametrize("code", CODES)
def test_a_fault_while_opening_moving_or_deleting_is_reported(tmp_path: Path, code: int) -> None:
    disk = FaultyDisk(code, 0)
    folder = prepared(tmp_path, disk)
    works: list[Callable[[], object]] = [
        lambda: folder.load("camp"),
        lambda: folder.saved_at("camp"),
        lambda: folder.rename("camp", "other"),
        lambda: folder.duplicate("camp"),
        lambda: folder.delete("camp"),
    ]
    for work in works:
        disk.calls.clear()
        with pytest.raises(DraftError) as refused:
            work()
        assert refused.value.message.startswith("camp: ")
        assert "Errno" not in str(refused.value)
    disk.at = None
    assert folder.load("camp") == OLD


def test_a_fault_while_listing_is_reported_at_the_draft(tmp_path: Path) -> None:
    # The first call looks for what is known from before.
    disk = FaultyDisk(errno.EIO, 1)
    folder = prepared(tmp_path, disk)
    assert [line.problem for line in listed(folder)] == [
        "camp: the disk reports a fault. Copy your drafts to another disk soon."
    ]


@pytest.mark.parametrize("code", CODES)
def test_the_text_goes_to_the_second_place_while_the_disk_refuses_it(tmp_path: Path, code: int) -> None:
    disk = FaultyDisk(code, 1)
    folder = prepared(tmp_path, disk)
    words = Saver(folder, "camp").save(1, NEW)
    copies = list(backup_folder(folder.path).glob("*.toml"))
    assert words == f"not saved: {CODES[code]}; your text is kept in memory and in {copies[0]}"
    assert read_document(copies[0].read_bytes(), "copy")["answers"] == {"surprises": "new"}


def test_a_message_says_if_the_second_place_fails_too(tmp_path: Path) -> None:
    disk = FaultyDisk(errno.ENOSPC, 1)
    folder = prepared(tmp_path, disk)
    words = Saver(folder, "camp", files=FaultyDisk(errno.ENOSPC, 0)).save(1, NEW)
    assert words == "not saved: no space left on the disk; your text is kept in memory"


def test_a_folder_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_bytes(a_draft())
    folder = DraftFolder(tmp_path / "drafts")
    for work in (lambda: listed(folder), folder.names):
        with pytest.raises(DraftError, match="drafts: "):
            work()
    with pytest.raises(SaveError, match="not saved: "):
        folder.save("camp", NEW)


def test_any_other_fault_is_reported_in_the_words_of_the_system() -> None:
    error = OSError(errno.EDOM, "Something odd")
    assert save_error(error).message == "not saved: the system refused it (Something odd)"
    assert open_error(error, "camp").message == "camp: the system refused it (Something odd)."
    assert save_error(OSError("no number at all")).message == "not saved: the system refused it (OSError)"


@pytest.mark.parametrize("code", CODES)
def test_a_fault_while_merging_loses_neither_version(tmp_path: Path, calls: list[str], code: int) -> None:
    theirs = a_draft(surprises="old", sharing_plan="theirs")
    for at, call in enumerate(calls):
        disk = FaultyDisk(code, at)
        folder = prepared(tmp_path / f"{at} {call}", disk)
        (folder.path / "camp.toml").write_bytes(theirs)
        mine = NEW
        with contextlib.suppress(SaveError):
            merged = folder.save("camp", mine).merged
            assert merged is not None
            mine = merged.report
        now = DraftFolder(folder.path).load("camp").answers
        assert now in ({"surprises": "old", "sharing_plan": "theirs"}, BOTH), call
        # The cause is gone: the next save brings both together, and a second one changes nothing.
        disk.at = None
        folder.save("camp", mine)
        assert folder.save("camp", folder.load("camp")).merged is None
        assert DraftFolder(folder.path).load("camp").answers == BOTH
        assert shown_in(folder) == ["camp.toml"]


BOTH = {"surprises": "new", "sharing_plan": "theirs"}


@pytest.mark.parametrize("code", CODES)
def test_a_fault_while_a_copy_is_merged_keeps_both_files_or_all_answers(tmp_path: Path, code: int) -> None:
    def start(path: Path, disk: FaultyDisk) -> DraftFolder:
        folder = DraftFolder(path, clock=Clock(), files=disk)
        folder.save("camp", OLD)
        (path / "copy.toml").write_bytes(a_draft(sharing_plan="theirs"))
        return folder

    counting = FaultyDisk()
    folder, before = start(tmp_path / "calls", counting), len(counting.calls)
    merge_copy(folder, "copy", "camp")
    for at in range(before, len(counting.calls)):
        disk = FaultyDisk(code, at)
        folder = start(tmp_path / str(at), disk)
        with contextlib.suppress(SaveError, DraftError):
            merge_copy(folder, "copy", "camp")
        disk.at = None
        again = DraftFolder(folder.path)
        whole = again.load("camp").answers == {"surprises": "old", "sharing_plan": "theirs"}
        assert whole or again.load("copy").answers == {"sharing_plan": "theirs"}
        assert again.load("camp").answers["surprises"] == "old"


# A dead network or FUSE drive, a folder that may not even be looked at, a file system without such a call.
AWAY = {
    errno.ENOTCONN: "the disk or the network does not answer",
    errno.ESTALE: "the disk or the network does not answer",
    errno.EACCES: "you may not write here",
    errno.EIO: "the disk reports a fault",
    errno.ENOSYS: "this disk cannot hold drafts",
}


@pytest.mark.parametrize("once", [True, False], ids=["one call fails", "all later calls fail"])
@pytest.mark.parametrize("code", AWAY)
def test_whatever_call_fails_the_text_is_in_the_draft_or_in_the_second_place(
    tmp_path: Path, code: int, once: bool
) -> None:
    folder = tmp_path / "drafts"

    def opened() -> tuple[DraftFolder, Saver]:
        drafts = DraftFolder(folder, clock=Clock())
        drafts.load("camp")
        return drafts, Saver(drafts, "camp")

    DraftFolder(folder, clock=Clock()).save("camp", OLD)
    _, saver = opened()
    with FailingSystem(folder) as system:
        assert saver.save(1, OLD) == ""
    assert {"stat", "lstat", "open", "replace"} <= set(system.calls)
    for at in range(len(system.calls)):
        (folder / "camp.toml").write_bytes(a_draft(surprises="old"))
        drafts, saver = opened()
        with FailingSystem(folder, code, at, once=once) as system:
            words = saver.save(1, NEW)
        copies = [read_document(path.read_bytes(), "copy") for path in state_folder().rglob("*.toml")]
        now = DraftFolder(folder).load("camp")
        if words:
            assert words.startswith("not saved: ")
            assert "Errno" not in words
            assert AWAY[code] in words or "is gone" in words, system.calls[at]
            assert [copy["answers"] for copy in copies] == [{"surprises": "new"}]
            assert now in (OLD, NEW)
        else:
            assert (now, copies) == (NEW, [])
        # The drive is back: the next attempt saves it, and the copy goes.
        assert saver.save(2, NEW) == ""
        assert DraftFolder(folder).load("camp") == NEW
        assert drafts.names() == ["camp"]
        assert list(state_folder().rglob("*.toml")) == []


def test_a_file_system_without_fsync_can_hold_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unable(descriptor: int) -> None:
        raise OSError(errno.ENOSYS, f"Function not implemented: {descriptor}")

    monkeypatch.setattr("os.fsync", unable)
    DraftFolder(tmp_path).save("camp", NEW)
    assert DraftFolder(tmp_path).load("camp") == NEW


def test_whatever_is_raised_while_saving_the_text_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DraftFolder(tmp_path / "drafts", clock=Clock())
    saver = Saver(folder, "camp")

    def fault(*_: object, **__: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(folder, "save", fault)
    words = saver.save(1, NEW)
    assert words.startswith("not saved: a fault in the program (RuntimeError('a fault')); your text is kept")
    assert len(list(state_folder().rglob("*.toml"))) == 1


# --- another folder in the same place -----------------------------------------------------------------------


def test_nothing_is_written_into_the_mount_point_of_a_removed_drive(tmp_path: Path) -> None:
    place, drive = tmp_path / "drafts", tmp_path / "drive"
    DraftFolder(place, clock=Clock()).save("camp", OLD)
    folder = DraftFolder(place, clock=Clock())
    folder.load("camp")
    saver = Saver(folder, "camp")
    # The drive goes and its mount point stays, empty or with what was there below it.
    place.rename(drive)
    for below in (None, a_draft(surprises="from below")):
        place.mkdir()
        if below:
            (place / "camp.toml").write_bytes(below)
        words = saver.save(1 if below is None else 2, NEW)
        assert words.startswith(f"not saved: another folder is in the place of {place}; your text is kept")
        assert not folder.changed_outside("camp")
        assert [path.read_bytes() for path in place.iterdir()] == ([below] if below else [])
        for path in place.iterdir():
            path.unlink()
        place.rmdir()
    # The drive is back, and another program wrote there meanwhile: both are put together.
    drive.rename(place)
    (place / "camp.toml").write_bytes(a_draft(surprises="old", sharing_plan="theirs"))
    assert folder.changed_outside("camp")
    assert saver.save(3, NEW) == ""
    assert DraftFolder(place).load("camp").answers == BOTH
    assert list(state_folder().rglob("*.toml")) == []


def test_a_folder_with_a_new_inode_is_the_same_if_the_draft_is_ours(tmp_path: Path) -> None:
    place = tmp_path / "drafts"
    folder = DraftFolder(place, clock=Clock())
    folder.save("camp", OLD)
    place.rename(tmp_path / "before")
    place.mkdir()
    (place / "camp.toml").write_bytes((tmp_path / "before" / "camp.toml").read_bytes())
    folder.save("camp", NEW)
    assert DraftFolder(place).load("camp") == NEW
