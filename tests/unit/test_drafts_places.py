"""What is kept beside a folder of drafts is found again when the folder gets another name or place."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from reportwizard.drafts.saving.backup import (
    NOTE,
    BackupFile,
    backup_folder,
    backups,
    follow_rename,
    origin_note,
    write_backup,
    write_for_editor,
)
from reportwizard.paths import state_folder
from support.drafts import NOW, a_draft

COPY = "camp.rescued-20261122T140311Z.toml"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder of drafts for which something is kept."""
    folder = tmp_path / "Entwürfe 2026"
    folder.mkdir()
    write_backup(backup_folder(folder) / COPY, a_draft(surprises="Kept."), folder)
    return folder


def found(folder: Path, draft: str = "camp") -> list[tuple[str, Path | None]]:
    return [(file.path.name, file.origin) for file in backups("rescue", folder, draft)]


def test_a_backup_is_found_by_the_name_of_its_draft_if_its_folder_is_gone(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    assert found(new) == []
    assert found(old) == [(COPY, None)]
    old.rename(new)
    assert found(new) == [(COPY, old)]
    assert found(new, "other") == []
    assert found(old) == [(COPY, None)], "its own folder finds it by its path, as ever"
    assert origin_note(tmp_path / "a\x1bb").endswith(f"that is not there any more: {tmp_path}/ab")


def test_a_backup_without_a_readable_note_is_left_alone(old: Path, tmp_path: Path) -> None:
    new, note = tmp_path / "new", backup_folder(old) / NOTE
    old.rename(new)
    for data in (b"", b"a\0b"):
        note.write_bytes(data)
        assert found(new) == []
    note.unlink()
    (note.parent.parent / "a file").write_bytes(b"")
    assert found(new) == []


def test_a_note_of_a_folder_that_cannot_be_looked_at_hides_no_other(old: Path, tmp_path: Path) -> None:
    odd = backup_folder(old).parent / "0"
    odd.mkdir()
    (odd / COPY).write_bytes(b"")
    (odd / NOTE).write_bytes(b"/" + b"a" * 5000)
    old.rename(tmp_path / "new")
    assert found(tmp_path / "new") == [(COPY, old)]


def test_folders_of_one_name_have_separate_backups_with_a_note_for_their_owner(
    tmp_path: Path,
) -> None:
    folders = [backup_folder(tmp_path / above / "drafts") for above in ("a", "b\udcff")]
    assert len({*folders}) == 2
    assert all(re.fullmatch("drafts-[0-9a-f]{8}", folder.name) for folder in folders)
    assert {folder.parent for folder in folders} == {state_folder() / "rescue"}
    for owner in ("d", "another"):
        write_backup(folders[0] / COPY, b"", tmp_path / owner)
    note = folders[0] / NOTE
    assert note.read_text("utf-8") == str(tmp_path / "d")
    if os.name != "nt":
        assert stat.S_IMODE(note.stat().st_mode) == 0o600
    assert backup_folder(tmp_path).is_relative_to(state_folder())


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_the_place_of_a_note_is_not_followed(old: Path, tmp_path: Path) -> None:
    note, outside = backup_folder(old) / NOTE, tmp_path / "outside"
    note.unlink()
    note.symlink_to(outside)
    write_backup(note.parent / COPY, b"", old)
    assert not outside.exists()
    outside.write_text("/nowhere", "utf-8")
    old.rmdir()
    assert found(tmp_path / "new") == []


def test_the_newest_copy_comes_first_and_the_oldest_text_of_an_editor(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, text in ((old, "old words"), (new, "new words")):
        folder.mkdir()
        write_for_editor(folder, "camp", "surprises", text, NOW)
    second = write_for_editor(new, "camp", "surprises", "later", NOW.replace(year=2027))
    write_for_editor(new, "camp.2", "surprises", "of another draft", NOW)
    assert [file.origin for file in backups("editing", new, "camp")] == [None, None]
    old.rmdir()
    files = backups("editing", new, "camp")
    assert [(file.path.read_text("utf-8"), file.question, file.origin) for file in files] == [
        ("new words", "surprises", None),
        ("later", "surprises", None),
        ("old words", "surprises", old),
    ]
    assert backups("editing", new, "other") == []
    for _ in range(2):
        second.remove()
    assert len(backups("editing", new, "camp")) == 2
    for stamp in ("20261122T140311Z", "20261123T140311Z", "20270101T000000Z-2"):
        write_backup(backup_folder(new) / f"camp.rescued-{stamp}.toml", b"", new)
    assert [name[13:-5] for name, _ in found(new)] == [
        "20270101T000000Z-2",
        "20261123T140311Z",
        "20261122T140311Z",
    ]
    assert BackupFile(tmp_path / COPY).question == ""


def test_backups_follow_their_draft_to_another_name_and_replace_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "d"
    place = backup_folder(folder)
    names = ("camp", "camp.other", "camp-2", "tent")
    for name in names:
        write_backup(place / f"{name}.rescued-20261122T140311Z.toml", name.encode(), folder)
    edited = write_for_editor(folder, "camp", "surprises", "Rain.", NOW)
    follow_rename(folder, "camp", "tent")
    assert {path.name.partition(".rescued")[0]: path.read_text("utf-8") for path in place.glob("*.toml")} == {
        name: name for name in names
    }, "what is there stays"
    assert [file.path.name for file in backups("editing", folder, "tent")] == [
        edited.path.name.replace("camp", "tent")
    ]
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", Mock(side_effect=OSError))
        follow_rename(folder, "camp", "lake")
    follow_rename(folder, "camp", "lake")
    assert found(folder, "lake") == [("lake.rescued-20261122T140311Z.toml", None)]
    assert found(folder) == []
