"""What is kept beside a folder of drafts is found again when the folder gets another name or place."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.saving.backup import (
    NOTE,
    note_origin,
    origin_of,
    orphans,
    rescue_folder,
)
from reportwizard.drafts.saving.editor_files import EditorFiles
from support.drafts import NOW, a_draft

if TYPE_CHECKING:
    from pathlib import Path

COPY = "camp.rescued-20261122T140311Z.toml"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder of drafts for which something is kept."""
    folder = tmp_path / "Entwürfe 2026"
    folder.mkdir()
    place = rescue_folder(folder, tmp_path)
    place.mkdir(parents=True)
    note_origin(place, folder)
    (place / COPY).write_bytes(a_draft(surprises="Kept."))
    return folder


def found(folder: Path, state: Path, name: str = COPY) -> list[Path]:
    return list(orphans("rescue", folder, lambda one: one == name, state))


def test_what_is_kept_is_found_only_when_its_folder_is_gone(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    assert found(new, tmp_path) == []
    place = rescue_folder(old, tmp_path)
    old.rename(new)
    assert found(new, tmp_path) == [place]
    assert origin_of(place) == old
    assert found(new, tmp_path, "other.toml") == []
    # For the folder itself it is found by its path, as ever.
    assert found(old, tmp_path) == []


def test_a_place_without_a_note_or_with_an_odd_one_is_left_alone(old: Path, tmp_path: Path) -> None:
    note = rescue_folder(old, tmp_path) / NOTE
    old.rename(tmp_path / "new")
    for words in (b"", b"a\0b"):
        note.write_bytes(words)
        assert found(tmp_path / "new", tmp_path) == []
    note.unlink()
    assert found(tmp_path / "new", tmp_path) == []
    (note.parent.parent / "a file").write_bytes(b"")
    assert found(tmp_path / "new", tmp_path) == []


def test_a_note_of_a_folder_that_cannot_be_looked_at_hides_no_other(old: Path, tmp_path: Path) -> None:
    place = rescue_folder(old, tmp_path)
    odd = place.parent / "0"
    odd.mkdir()
    (odd / COPY).write_bytes(b"")
    (odd / NOTE).write_bytes(b"/" + b"a" * 5000)
    old.rename(tmp_path / "new")
    assert found(tmp_path / "new", tmp_path) == [place]


def test_a_place_of_an_earlier_version_is_noted_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    place = tmp_path / "rescue" / "d-1"
    note_origin(place, tmp_path / "d")
    assert not place.exists()
    place.mkdir(parents=True)
    note_origin(place, tmp_path / "d")
    note_origin(place, tmp_path / "another")
    assert origin_of(place) == tmp_path / "d"
    if os.name != "nt":
        assert stat.S_IMODE((place / NOTE).stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_the_place_of_a_note_is_not_followed(tmp_path: Path) -> None:
    place, outside = tmp_path / "place", tmp_path / "outside"
    place.mkdir()
    (place / NOTE).symlink_to(outside)
    note_origin(place, tmp_path / "d")
    assert not outside.exists()
    outside.write_text("/nowhere", "utf-8")
    assert origin_of(place) is None


def test_a_text_that_was_in_an_editor_is_found_after_its_folder_moved(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, text in ((old, "old words"), (new, "new words")):
        folder.mkdir()
        EditorFiles(folder, tmp_path).write("camp", "surprises", text, NOW)
    files = EditorFiles(new, tmp_path)
    assert [one.origin for one in files.left_over("camp")] == [None]
    old.rmdir()
    found = files.left_over("camp")
    assert [(files.read(one), one.origin) for one in found] == [
        (b"new words", None),
        (b"old words", old),
    ]
    assert files.left_over("other") == []
    files.remove(found[1])
    assert len(files.left_over("camp")) == 1
