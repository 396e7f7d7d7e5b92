"""Words that are in no report yet: kept whole or as they were, for their owner alone, and read with care."""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.saving.backup import NOTE, backup_folder, follow_rename
from reportwizard.drafts.saving.loose import LooseText, kept_name, kept_page, kept_reason
from support.drafts import FaultyDisk, calls_of

if TYPE_CHECKING:
    from pathlib import Path

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
ABOUT = {"code": "links.missing_kind", "question": "impact_links", "facts": {"kind": "photos"}}
OTHER_FACTS = {**ABOUT, "facts": {"kind": "videos"}}
OTHER_QUESTION = {**ABOUT, "question": "other_links"}


def text_at(tmp_path: Path, disk: FaultyDisk | None = None) -> LooseText:
    return LooseText(tmp_path / "state" / "page.txt", 1000, disk or FaultyDisk())


def test_words_come_back_as_they_were_until_they_are_taken(tmp_path: Path) -> None:
    assert text_at(tmp_path).read() == ""
    words = "Қызылорда\n\n  [/] 1 500,00\t₸"
    text = text_at(tmp_path)
    assert text.write(1, words)
    assert text_at(tmp_path).read() == words
    text.remove()
    assert not text.path.exists()
    # A thread that comes late brings nothing back.
    assert text.write(2, "late")
    assert not text.path.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such permissions")
def test_they_are_for_their_owner_alone(tmp_path: Path) -> None:
    text = text_at(tmp_path)
    assert text.write(1, "secret")
    assert stat.S_IMODE(text.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(text.path.parent.stat().st_mode) == 0o700


def test_an_older_text_never_replaces_a_newer_one_and_an_empty_one_is_none(tmp_path: Path) -> None:
    text = text_at(tmp_path)
    assert text.write(2, "newer")
    assert text.write(1, "older")
    assert text.read() == "newer"
    assert text.write(3, "")
    assert not text.path.exists()


def test_where_the_disk_refuses_the_words_before_stay_whole_and_the_next_time_is_tried(
    tmp_path: Path,
) -> None:
    calls = calls_of(lambda disk: text_at(tmp_path / "calls", disk).write(1, "words"))
    assert calls[0] == "make_folder"
    assert calls[-1] == "sync_folder"
    for at, call in enumerate(calls):
        place = tmp_path / str(at)
        assert text_at(place).write(1, "before")
        text = text_at(place, FaultyDisk(errno.ENOSPC, at))
        assert text.write(1, "words") is (call == "keep_mode")
        assert text.read() == ("words" if call in ("keep_mode", "sync_folder") else "before")
        assert text.write(2, "more words")
        assert text.read() == "more words"
        assert [path.name for path in text.path.parent.iterdir()] == ["page.txt"]


def test_a_disk_that_does_not_remove_disturbs_nobody(tmp_path: Path) -> None:
    text = text_at(tmp_path)
    assert text.write(1, "words")
    broken = text_at(tmp_path, FaultyDisk(errno.EIO, 0))
    assert not broken.write(1, "")
    broken.remove()
    assert text.path.exists() is False


@pytest.mark.parametrize("data", [b"\xff\xfe\x00broken", b"nul\0byte", b"x" * 1001])
def test_what_nobody_wrote_is_not_read_and_gives_way(tmp_path: Path, data: bytes) -> None:
    text = text_at(tmp_path)
    text.path.parent.mkdir()
    text.path.write_bytes(data)
    assert text.read() == ""
    assert text.write(1, "words")
    assert text.read() == "words"


def test_what_a_terminal_would_obey_is_taken_out(tmp_path: Path) -> None:
    text = text_at(tmp_path)
    text.path.parent.mkdir()
    text.path.write_bytes(b"one\x1b[31m\r\ntwo\x07")
    assert text.read() == "one\ntwo"


def test_a_folder_in_its_place_is_left_alone(tmp_path: Path) -> None:
    text = text_at(tmp_path)
    text.path.mkdir(parents=True)
    assert text.read() == ""
    assert not text.write(1, "words")
    text.remove()
    assert text.path.is_dir()


@needs_links
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("somebody's own")
    text = text_at(tmp_path)
    text.path.parent.mkdir()
    text.path.symlink_to(outside)
    assert text.read() == ""
    assert text.write(1, "words")
    assert text.read() == "words"
    assert outside.read_text() == "somebody's own"


@needs_links
def test_a_folder_that_is_a_link_is_not_written_to(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "page.txt").write_text("somebody's own")
    text = text_at(tmp_path)
    text.path.parent.symlink_to(outside)
    assert text.read() == ""
    assert not text.write(1, "words")
    text.remove()
    assert [path.read_text() for path in outside.iterdir()] == ["somebody's own"]


def test_each_folder_and_draft_has_its_own(tmp_path: Path) -> None:
    one, other, state = tmp_path / "a" / "drafts", tmp_path / "b" / "drafts", tmp_path / "state"
    assert kept_page(one, 10, state).path != kept_page(other, 10, state).path
    assert kept_name(one, "camp", state).write(1, "camp-2")
    assert kept_name(one, "walk", state).read() == ""


def test_a_reason_comes_back_for_the_same_thing_and_never_elsewhere(tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert kept_reason(tmp_path, "camp", ABOUT, state=state).write(1, "They are children.")
    assert kept_reason(tmp_path, "walk", ABOUT, state=state).read() == ""
    assert kept_reason(tmp_path, "camp", OTHER_QUESTION, [ABOUT], state).read() == ""
    # Both are asked now: each has its own reason.
    assert kept_reason(tmp_path, "camp", OTHER_FACTS, [ABOUT], state).read() == ""
    assert kept_reason(tmp_path, "camp", ABOUT, [OTHER_FACTS], state).read() == "They are children."


def test_a_reason_goes_on_where_the_facts_changed(tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert kept_reason(tmp_path, "camp", ABOUT, state=state).write(1, "They are children.")
    text = kept_reason(tmp_path, "camp", OTHER_FACTS, [OTHER_QUESTION], state)
    assert text.read() == "They are children."
    text.remove()
    assert kept_reason(tmp_path, "camp", ABOUT, state=state).read() == ""


def test_a_reason_follows_its_draft_to_another_name(tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert kept_reason(tmp_path, "camp", ABOUT, state=state).write(1, "They are children.")
    follow_rename(tmp_path, "camp", "walk", state)
    assert kept_reason(tmp_path, "camp", ABOUT, state=state).read() == ""
    assert kept_reason(tmp_path, "walk", ABOUT, state=state).read() == "They are children."
    # What is kept under the new name already is not replaced.
    assert kept_reason(tmp_path, "camp", ABOUT, state=state).write(1, "Other words.")
    follow_rename(tmp_path, "camp", "walk", state)
    assert kept_reason(tmp_path, "walk", ABOUT, state=state).read() == "They are children."


def test_half_written_files_of_a_killed_program_are_no_words_and_go(tmp_path: Path) -> None:
    place = backup_folder("pages", tmp_path, tmp_path / "state")
    place.mkdir(parents=True)
    for name, written_at in ((".saving-old", 0), (".saving-now", 2**32)):
        (place / name).write_bytes(b"half")
        os.utime(place / name, (written_at, written_at))
    text = kept_page(tmp_path, 10, tmp_path / "state")
    assert text.read() == ""
    assert text.write(1, "words")
    assert {path.name for path in place.iterdir()} == {"page.txt", ".saving-now", NOTE}


@pytest.mark.parametrize("what", ["page", "reason"])
def test_words_go_with_a_folder_of_drafts_that_gets_another_name(tmp_path: Path, what: str) -> None:
    def kept(folder: Path) -> LooseText:
        state = tmp_path / "state"
        return (
            kept_page(folder, 1000, state)
            if what == "page"
            else kept_reason(folder, "camp", ABOUT, (), state)
        )

    first, other, second = tmp_path / "drafts", tmp_path / "other", tmp_path / "reports"
    first.mkdir()
    assert kept(first).write(1, "My words.")
    assert kept(other).read() == ""
    first.rename(second)
    assert kept(second).read() == "My words."
    second.rename(first)
    assert kept(first).read() == "My words."
