"""Files that nobody wrote by hand: huge, deep, with odd numbers, times and links. Bounded, and in words."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.format.salvage import salvage, with_broken
from reportwizard.drafts.history.versions import Version, as_line
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.locks import DraftLock
from reportwizard.drafts.store.recovery import merge_copy, read_newer
from reportwizard.errors import DraftError, SaveError
from support.drafts import Clock, a_draft, a_report, listed

if TYPE_CHECKING:
    from pathlib import Path

HEX = b"0x" + b"f" * 6_000
DEEP = b"[" * 10_000 + b"]" * 10_000
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


@pytest.fixture
def folder(tmp_path: Path) -> DraftFolder:
    folder = DraftFolder(tmp_path / "drafts", clock=Clock())
    folder.save("sound", a_report(surprises="Rain."))
    return folder


def lay(folder: DraftFolder, data: bytes, name: str = "odd") -> None:
    (folder.path / f"{name}.toml").write_bytes(data)


def words_about(folder: DraftFolder, name: str = "odd") -> str:
    """What the list says about a draft; the sound one stands there as ever."""
    lines = {line.name: line for line in listed(folder)}
    assert lines["sound"].problem == ""
    assert folder.summary("sound").problem == ""
    return folder.summary(name).problem


@pytest.mark.parametrize("size", [21 * 2**20, 100 * 2**20])
def test_a_huge_file_is_refused_by_its_size(folder: DraftFolder, size: int) -> None:
    with (folder.path / "odd.toml").open("wb") as file:
        file.write(a_draft())
        file.truncate(size)
    assert "larger than 20 MB" in words_about(folder)
    for work in (folder.load, folder.duplicate):
        with pytest.raises(DraftError, match="large"):
            work("odd")
    with pytest.raises(DraftError, match="larger than 20 MB"):
        salvage(folder.read("odd"), "odd")
    with pytest.raises(SaveError, match="there is another file at"):
        folder.save("odd", a_report())
    with pytest.raises(DraftError, match="larger than 20 MB"):
        merge_copy(folder, "odd", "sound")


@pytest.mark.parametrize("value", [HEX, DEEP, b"1" * 5_000, b"{a=" * 10_000 + b"1" + b"}" * 10_000])
@pytest.mark.parametrize("name", ["surprises", "colour", "spent_local"])
def test_deep_nesting_and_long_numbers_cost_only_their_answer(
    folder: DraftFolder, name: str, value: bytes
) -> None:
    lay(folder, a_draft(sharing_plan="A wiki page.") + name.encode() + b" = " + value + b"\n")
    assert words_about(folder).startswith("odd")
    found = salvage(folder.read("odd"), "odd")
    assert found.report.answers == {"sharing_plan": "A wiki page."}
    assert [broken.line for broken in found.broken] == [11]
    folder.save("odd", with_broken(found))
    assert DraftFolder(folder.path).load("odd").answers == {"sharing_plan": "A wiki page."}


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00", "1"]
)
def test_odd_times_never_stop_a_list_a_save_or_a_history(folder: DraftFolder, at: str) -> None:
    lay(folder, a_draft(surprises="Rain.").replace(b"2026-11-22T14:03:11Z", at.encode()))
    assert words_about(folder) == ""
    folder.load("odd")
    folder.save("odd", a_report(surprises="Snow and sun."))
    assert [version.plain for version in folder.versions("odd")] == ["Rain."]
    newer = folder.read("sound").replace(b"2026-11-22T14:03:11Z", at.encode()).replace(b"= 1", b"= 9", 1)
    assert read_newer(newer, "odd").answers == {"surprises": "Rain."}


def test_odd_times_in_a_history_are_skipped_or_shown(folder: DraftFolder) -> None:
    folder.save("sound", a_report())
    file = folder.history.file_of("sound")
    for at in (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)):
        file.write_bytes(file.read_bytes() + as_line(Version(at.replace(microsecond=0), "surprises", "odd")))
    assert {version.plain for version in folder.versions("sound")} == {"Rain.", "odd"}


def test_a_huge_history_is_read_up_to_a_limit_and_never_grows(folder: DraftFolder) -> None:
    folder.save("sound", a_report())
    file = folder.history.file_of("sound")
    line = file.read_bytes()
    with file.open("wb") as stream:
        stream.write(line)
        stream.truncate(100 * 2**20)
    again = DraftFolder(folder.path, clock=Clock())
    assert [version.plain for version in again.versions("sound")] == ["Rain."]
    again.load("sound")
    again.save("sound", a_report(surprises="Snow and sun and wind."))
    again.save("sound", a_report())
    assert file.stat().st_size < 11 * 2**20


@pytest.mark.parametrize(
    "name", ["..", "../sound", "/etc/passwd", "a\0b", "", ".history/sound", "a\\b", "c:x"]
)
def test_a_name_never_leads_out_of_the_folder(folder: DraftFolder, name: str) -> None:
    before = sorted(str(path) for path in folder.path.parent.rglob("*"))
    for work in (folder.versions, folder.read, folder.load, folder.delete, folder.restore):
        with pytest.raises(DraftError):
            work(name)
    with pytest.raises(DraftError):
        merge_copy(folder, name, "sound")
    with pytest.raises(DraftError):
        folder.save(name, a_report(), always={"surprises"})
    assert sorted(str(path) for path in folder.path.parent.rglob("*")) == before


@needs_links
def test_a_link_in_the_place_of_a_history_or_a_lock_is_never_followed(
    folder: DraftFolder, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine", "utf-8")
    for place in (".history/sound.past", ".locks/sound.lock", ".locks/sound.open", ".locks/sound.saving"):
        link = folder.path / place
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(outside)
    folder.save("sound", a_report(surprises="Snow and sun and wind."))
    lock = DraftLock(folder.path, "sound", clock=Clock())
    assert lock.take() is None
    lock.release()
    assert outside.read_text("utf-8") == "mine"
    assert DraftFolder(folder.path).load("sound").answers == {"surprises": "Snow and sun and wind."}


@needs_links
@pytest.mark.parametrize("hidden", [".history", ".locks", ".trash"])
def test_a_link_in_the_place_of_a_hidden_folder_is_never_followed(tmp_path: Path, hidden: str) -> None:
    outside, path = tmp_path / "outside", tmp_path / "drafts"
    outside.mkdir()
    path.mkdir()
    (path / hidden).symlink_to(outside)
    folder = DraftFolder(path, clock=Clock())
    folder.save("sound", a_report(surprises="Rain."))
    folder.save("sound", a_report(surprises="Snow and sun and wind."))
    lock = DraftLock(path, "sound", clock=Clock())
    assert lock.take() is None
    lock.release()
    folder.rename("sound", "other")
    folder.duplicate("other")
    with suppress(DraftError):
        folder.delete("other")
    assert list(outside.iterdir()) == []
    left = DraftFolder(path)
    if hidden == ".trash":
        with pytest.raises(DraftError, match=r"The trash of this folder is a link"):
            left.trash()
        assert left.names() == ["other", "other-copy"]


@needs_links
def test_a_history_that_is_a_link_is_neither_read_copied_nor_shortened(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine\n" * 3_000_000, "utf-8")
    folder = DraftFolder(tmp_path / "drafts", clock=Clock())
    folder.save("sound", a_report(surprises="Rain."))
    for name in ("sound", "sound-copy"):
        link = folder.history.file_of(name)
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(outside)
    folder.save("sound", a_report(surprises="Snow and sun and wind."))
    folder.duplicate("sound")
    with pytest.raises(DraftError, match="link"):
        folder.versions("sound")
    assert outside.read_text("utf-8") == "mine\n" * 3_000_000


@needs_links
def test_a_link_to_itself_hides_no_other_draft(folder: DraftFolder) -> None:
    (folder.path / "odd.toml").symlink_to("odd.toml")
    assert folder.names() == ["odd", "sound"]
    assert "a link here cannot be followed" in words_about(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_the_place_of_a_history_stops_no_save(folder: DraftFolder) -> None:
    (folder.path / ".history").mkdir()
    os.mkfifo(folder.history.file_of("sound"))
    folder.save("sound", a_report(surprises="Snow and sun and wind."))
    assert DraftFolder(folder.path).load("sound").answers == {"surprises": "Snow and sun and wind."}


@needs_links
def test_a_draft_that_is_a_link_out_of_the_folder_is_not_opened(folder: DraftFolder, tmp_path: Path) -> None:
    outside = tmp_path / "outside.toml"
    outside.write_bytes(a_draft(surprises="Elsewhere."))
    (folder.path / "odd.toml").symlink_to(outside)
    assert "link to a file outside the folder" in words_about(folder)
    for work in (folder.load, folder.read, folder.versions, folder.delete):
        with pytest.raises(DraftError, match="link"):
            work("odd")
