"""Programs that choose, give and take names of drafts at the same moment: no draft is ever lost."""

from __future__ import annotations

import errno
import os
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.merging.conflicts import conflicts_of
from reportwizard.drafts.store import locks
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.locks import DraftLock, naming
from reportwizard.drafts.store.recovery import merge_copy
from reportwizard.errors import DraftError
from reportwizard.files import Files
from support.drafts import Clock, a_draft, a_report
from support.environment import isolated_environment
from support.scratch import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

THEIRS = a_draft(surprises="theirs")
MINE = a_report(surprises="mine")


class Meanwhile(Files):
    """The real disk, on which `happens` just before a file gets a name that is free."""

    def __init__(self) -> None:
        self.happens: Callable[[], object] = lambda: None

    def move_new(self, source: Path, target: Path) -> None:
        happens, self.happens = self.happens, lambda: None
        happens()
        super().move_new(source, target)


@pytest.fixture(params=["names twice", "no second names"])
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """A disk that can give a file a second name, and one that cannot, such as a memory stick."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if request.param == "no second names":
        monkeypatch.setattr(os, "link", refuse)
    return Meanwhile()


@pytest.fixture
def folder(tmp_path: Path, disk: Meanwhile) -> DraftFolder:
    folder = DraftFolder(tmp_path / "drafts", clock=Clock(), files=disk)
    folder.save("camp", a_report(surprises="camp"))
    return folder


def comes(folder: DraftFolder, name: str) -> Callable[[], object]:
    """Another program, which knows nothing of our locks, writes a draft."""
    return lambda: (folder.path / f"{name}.toml").write_bytes(THEIRS)


def words(folder: DraftFolder) -> dict[str, object]:
    fresh = DraftFolder(folder.path)
    return {name: fresh.load(name).answers["surprises"] for name in fresh.names()}


def test_a_first_save_merges_a_file_that_appeared_meanwhile(folder: DraftFolder, disk: Meanwhile) -> None:
    disk.happens = comes(folder, "new")
    merged = folder.save("new", MINE).merged
    assert merged is not None
    assert folder.load("new").answers == {"surprises": "mine"}
    assert [one.theirs for one in conflicts_of(folder.load("new"))] == ["theirs"]


def test_a_new_draft_never_replaces_one_that_appeared_meanwhile(folder: DraftFolder, disk: Meanwhile) -> None:
    disk.happens = comes(folder, "new")
    with pytest.raises(DraftError, match="There is a draft “new” already"):
        folder.create("new", MINE)
    disk.happens = comes(folder, "other")
    assert folder.add("Other", MINE) == "other-2"
    assert words(folder) == {"camp": "camp", "new": "theirs", "other": "theirs", "other-2": "mine"}
    assert not list(folder.path.glob(".saving-*"))


def test_a_draft_that_gets_another_name_never_replaces_one(folder: DraftFolder, disk: Meanwhile) -> None:
    disk.happens = comes(folder, "new")
    with pytest.raises(DraftError, match="There is a draft “new” already"):
        folder.rename("camp", "new")
    assert words(folder) == {"camp": "camp", "new": "theirs"}


def test_a_copy_and_a_draft_from_the_trash_take_the_next_name(folder: DraftFolder, disk: Meanwhile) -> None:
    disk.happens = comes(folder, "camp-copy")
    assert folder.duplicate("camp") == "camp-copy-2"
    trashed = folder.delete("camp")
    disk.happens = comes(folder, "camp")
    assert folder.restore(trashed.id) == "camp-2"
    every = {"camp": "theirs", "camp-2": "camp", "camp-copy": "theirs", "camp-copy-2": "camp"}
    assert words(folder) == every


def test_two_drafts_deleted_in_one_second_are_both_in_the_trash(folder: DraftFolder, disk: Meanwhile) -> None:
    taken = folder.path / ".trash" / f"camp.deleted-{Clock()():%Y%m%dT%H%M%SZ}.toml"
    disk.happens = lambda: taken.write_bytes(THEIRS)
    assert folder.delete("camp").id == f"{taken.stem}-2"
    assert taken.read_bytes() == THEIRS


def test_a_save_waits_for_a_change_of_the_name_and_no_word_is_lost(
    folder: DraftFolder, disk: Meanwhile
) -> None:
    another = DraftFolder(folder.path)
    another.load("camp")
    saved = []
    thread = threading.Thread(target=lambda: saved.append(another.save("camp", MINE)))

    def begin() -> None:
        thread.start()
        thread.join(0.05)
        assert not saved, "it must wait"

    disk.happens = begin
    folder.rename("camp", "new")
    thread.join()
    assert saved[0].moved
    assert words(folder) == {"camp": "mine", "new": "camp"}


def test_a_name_that_differs_in_capitals_or_in_composition_is_taken(folder: DraftFolder) -> None:
    folder.save("école", MINE)
    for name in ("Camp", "e\u0301cole", "ÉCOLE"):
        with pytest.raises(DraftError, match="already"):
            folder.create(name, MINE)
    with pytest.raises(DraftError, match="already"):
        folder.rename("camp", "École")
    assert folder.resolve("e\u0301cole") == (folder, "école")


def test_a_folder_of_that_name_is_skipped(folder: DraftFolder) -> None:
    (folder.path / "new.toml").mkdir()
    assert folder.add("New", MINE) == "new-2"


def test_names_change_even_if_they_cannot_be_locked(
    folder: DraftFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_PATIENCE", 0.0)
    with naming(folder.path):
        assert folder.add("Camp", MINE) == "camp-2"
    folder.rename("camp-2", "new")
    assert words(folder) == {"camp": "camp", "new": "mine"}


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[DraftFolder]:
    folder = DraftFolder(tmp_path / "drafts", clock=Clock())
    folder.save("camp", a_report(surprises="camp"))
    lock = DraftLock(folder.path, "camp", clock=Clock())
    lock.take()
    yield folder
    lock.release()


def test_a_draft_that_is_open_elsewhere_keeps_its_name_and_place(plain: DraftFolder) -> None:
    for work in (plain.delete, lambda name: plain.rename(name, "new")):
        with pytest.raises(DraftError, match=r"“camp” is open in another window \(since .*Close it there"):
            work("camp")
    assert words(plain) == {"camp": "camp"}
    assert plain.duplicate("camp") == "camp-copy"


def test_a_copy_that_is_open_elsewhere_is_not_merged(plain: DraftFolder) -> None:
    plain.save("report", a_report(sharing_plan="mine"))
    before = (plain.path / "report.toml").read_bytes()
    with pytest.raises(DraftError, match="“camp” is open in another window"):
        merge_copy(plain, "camp", "report")
    assert (plain.path / "report.toml").read_bytes() == before


def test_many_programs_at_once_lose_nothing(tmp_path: Path) -> None:
    gate = threading.Barrier(8)

    def work(number: int) -> None:
        folder = DraftFolder(tmp_path)
        gate.wait()
        name = folder.add("Camp", a_report(surprises=f"{number}"))
        folder.duplicate(name)
        with suppress(DraftError):
            folder.rename(name, "the winner")
        with suppress(DraftError):
            folder.restore(folder.delete(f"{name}-copy").id)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    found = list(words(DraftFolder(tmp_path)).values())
    assert sorted(map(str, found)) == sorted(2 * [str(number) for number in range(8)])


def test_of_programs_that_create_a_draft_of_one_name_one_succeeds(tmp_path: Path) -> None:
    started = [
        subprocess.Popen(
            [*PROGRAM, "new", "camp", "--set", f"surprises={number}"],
            env=isolated_environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for number in range(3)
    ]  # fmt: skip
    ended = [(one.communicate(timeout=60), one.returncode) for one in started]
    (winner,) = (number for number, (_, status) in enumerate(ended) if not status)
    assert words(DraftFolder(tmp_path / "drafts")) == {"camp": str(winner)}
    refused = {output[1] for output, status in ended if status == 2}
    assert refused == {"There is a draft “camp” already.\nChoose another name.\n"}


@pytest.mark.parametrize("step", ["create", "sync", "replace"])
@pytest.mark.parametrize("taken_over", [True, False])
def test_a_program_stopped_while_saving_never_overwrites_what_was_written_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, taken_over: bool
) -> None:
    monkeypatch.setattr(locks, "_PATIENCE", 0.0)
    DraftFolder(tmp_path).save("camp", a_report(surprises="camp"))

    def meanwhile() -> None:
        second = DraftFolder(tmp_path)
        second.load("camp")
        if taken_over:
            DraftLock(tmp_path, "camp", clock=Clock()).take_over()
        second.save("camp", a_report(surprises="camp, second"))

    files = Files()
    call, waiting = getattr(files, step), [meanwhile]

    def stopped(*args: object) -> object:
        if waiting:
            waiting.pop()()
        return call(*args)

    monkeypatch.setattr(files, step, stopped)
    first = DraftFolder(tmp_path, files=files)
    first.load("camp")
    first.save("camp", a_report(surprises="camp, first"))
    left = DraftFolder(tmp_path).load("camp")
    assert (left.answers["surprises"], conflicts_of(left)[0].theirs) == ("camp, first", "camp, second")
    assert not list(tmp_path.glob(".saving-*"))
