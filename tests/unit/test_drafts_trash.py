from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.errors import DraftError
from support.drafts import NOW, STAMP, Clock, a_report

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> DraftFolder:
    return DraftFolder(tmp_path / "drafts", clock=clock)


def test_a_deleted_draft_is_in_the_trash_and_can_be_restored(folder: DraftFolder) -> None:
    folder.save("camp", a_report(surprises="Rain."))
    gone = folder.delete("camp")
    assert gone.path == folder.path / ".trash" / f"camp.deleted-{STAMP}.toml"
    assert (gone.name, gone.deleted_at) == ("camp", NOW)
    assert folder.names() == []
    assert folder.trash() == [gone]
    assert folder.restore(gone.id) == "camp"
    assert folder.load("camp").answers == {"surprises": "Rain."}
    assert folder.trash() == []


def test_the_last_deleted_comes_first_and_none_replaces_another(folder: DraftFolder, clock: Clock) -> None:
    ids = []
    for text in ("one", "two", "three"):
        folder.save("camp", a_report(surprises=text))
        ids.append(folder.delete("camp").id)
        clock.on(0 if text == "one" else 60)
    assert len(set(ids)) == 3
    assert [item.id for item in folder.trash()] == ids[::-1]
    assert {item.name for item in folder.trash()} == {"camp"}


def test_a_restored_draft_gets_a_number_if_its_name_is_taken(folder: DraftFolder) -> None:
    folder.save("camp", a_report(surprises="old"))
    gone = folder.delete("camp")
    folder.save("camp", a_report(surprises="new"))
    assert folder.restore(gone.id) == "camp-2"
    assert folder.load("camp-2").answers == {"surprises": "old"}
    assert folder.load("camp").answers == {"surprises": "new"}


def test_a_broken_draft_can_be_deleted_and_restored(folder: DraftFolder) -> None:
    folder.save("camp", a_report())
    folder.path_of("camp").write_bytes(b"broken")
    assert folder.restore(folder.delete("camp").id) == "camp"
    assert folder.path_of("camp").read_bytes() == b"broken"


def test_what_others_put_into_the_trash_is_left_alone(folder: DraftFolder) -> None:
    folder.save("camp", a_report())
    folder.delete("camp")
    for name in ("note.toml", "x.deleted-99999999T999999Z.toml", "camp.txt"):
        (folder.path / ".trash" / name).write_text("x")
    assert [item.name for item in folder.trash()] == ["camp"]


@pytest.mark.parametrize("trash_id", ["camp", "../camp", "", f"camp.deleted-{STAMP}"])
def test_only_what_is_in_the_trash_can_be_restored(folder: DraftFolder, trash_id: str) -> None:
    folder.save("camp", a_report())
    with pytest.raises(DraftError):
        folder.restore(trash_id)
    assert folder.names() == ["camp"]
