from __future__ import annotations

import os
import sys
from dataclasses import replace
from shutil import rmtree
from typing import TYPE_CHECKING

import pytest

from reportwizard.checks.finding import Finding
from reportwizard.drafts.format import migrate
from reportwizard.drafts.format.encode import encode
from reportwizard.drafts.merging.conflicts import conflicts_of
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.errors import DraftError, SaveError
from support.drafts import NOW, STAMP, Clock, a_draft, a_report, listed

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and file names as on Unix")


@pytest.fixture
def folder(tmp_path: Path) -> DraftFolder:
    return DraftFolder(tmp_path / "my" / "drafts", clock=Clock())


def files_in(folder: DraftFolder) -> list[str]:
    return sorted(path.name for path in folder.path.iterdir() if not path.name.startswith("."))


def test_a_draft_is_loaded_as_it_was_saved(folder: DraftFolder) -> None:
    report = a_report(project_title="Camp", surprises="Rain.")
    folder.save("camp", report)
    assert folder.path_of("camp") == folder.path / "camp.toml"
    assert folder.load("camp") == report
    assert folder.saved_at("camp") == NOW
    assert files_in(folder) == ["camp.toml"]


def test_a_missing_folder_is_empty_and_not_created(folder: DraftFolder) -> None:
    assert listed(folder) == []
    assert folder.names() == []
    assert folder.trash() == []
    assert folder.new_name("Camp") == "camp"
    assert not folder.path.exists()


def test_the_error_names_a_missing_draft(folder: DraftFolder) -> None:
    for work in (folder.load, folder.saved_at, folder.duplicate, folder.delete):
        with pytest.raises(DraftError, match="camp"):
            work("camp")


@pytest.mark.parametrize("name", ["", "..", "../camp", "/etc/passwd", "a/b", ".hidden", "a\0b", "c:x"])
def test_a_name_never_leaves_the_folder(folder: DraftFolder, name: str) -> None:
    folder.save("camp", a_report())
    assert not folder.exists(name)
    for work in (
        folder.load,
        folder.path_of,
        folder.saved_at,
        folder.delete,
        folder.duplicate,
        folder.restore,
    ):
        with pytest.raises(DraftError):
            work(name)
    with pytest.raises(DraftError):
        folder.save(name, a_report())
    with pytest.raises(DraftError):
        folder.rename("camp", name)
    assert files_in(folder) == ["camp.toml"]


@posix
def test_a_link_out_of_the_folder_is_listed_but_not_followed(folder: DraftFolder, tmp_path: Path) -> None:
    folder.save("camp", a_report())
    outside = tmp_path / "outside.toml"
    outside.write_bytes(a_draft())
    (folder.path / "link.toml").symlink_to(outside)
    (folder.path / "inside.toml").symlink_to(folder.path / "camp.toml")
    with pytest.raises(DraftError, match="link to a file outside"):
        folder.save("link", a_report(surprises="x"))
    assert outside.read_bytes() == a_draft()
    assert {line.name: bool(line.problem) for line in listed(folder)} == {
        "camp": False,
        "inside": False,
        "link": True,
    }
    folder.load("inside")
    folder.save("inside", a_report(surprises="x"))
    assert (folder.path / "inside.toml").is_symlink()


def test_a_new_name_is_free(folder: DraftFolder) -> None:
    folder.save("wiki-camp", a_report())
    folder.save("Wiki-Camp-2", a_report())
    assert folder.new_name("Wiki Camp!") == "wiki-camp-3"
    with pytest.raises(DraftError):
        folder.save("what?", a_report())


def test_the_newest_draft_is_listed_first(folder: DraftFolder) -> None:
    for name, changed in (("old", 1_000), ("new", 3_000), ("middle", 2_000)):
        folder.save(name, a_report())
        os.utime(folder.path / f"{name}.toml", (changed, changed))
    assert [line.name for line in listed(folder)] == ["new", "middle", "old"]
    line = listed(folder)[0]
    assert (line.form, line.saved_at, line.problem, line.answered) == ("rapid-fund-final", NOW, "", 0)


def test_what_cannot_be_read_is_listed_with_its_problem(folder: DraftFolder) -> None:
    folder.save("good", a_report())
    (folder.path / "broken.toml").write_text("schema = 1\nform = \n[answers]\n")
    (folder.path / "newer.toml").write_text("schema = 99\n[answers]\n")
    (folder.path / "empty.toml").write_text("")
    (folder.path / "notes.txt").write_text("not a draft")
    (folder.path / ".saving-1234").write_text("not a draft")
    (folder.path / "folder.toml").mkdir()
    problems = {line.name: line.problem for line in listed(folder)}
    assert set(problems) == {"good", "broken", "newer", "empty"}
    assert problems["good"] == ""
    assert "line 2" in problems["broken"]
    assert "newer version" in problems["newer"]
    assert "empty" in problems["empty"]


@posix
def test_a_file_with_a_name_that_cannot_be_shown_is_not_hidden(folder: DraftFolder) -> None:
    folder.save("good", a_report())
    (folder.path / "red\x1b[31m.toml").write_bytes(a_draft())
    lines = [line for line in listed(folder) if line.name != "good"]
    assert [line.name for line in lines] == ["red\x1b[31m"]
    assert "cannot be shown" in lines[0].problem


def test_a_summary_gives_the_progress_of_a_draft(folder: DraftFolder) -> None:
    folder.save("camp", a_report(project_title="Camp", due_date="2027-01-02"))
    finding = Finding("links.none", "warning", "impact_links", "Add a link.")
    line = folder.summary("camp", lambda _: [finding])
    assert (line.title, str(line.due_date), line.answered) == ("Camp", "2027-01-02", 2)
    assert line.asked
    assert line.asked > 10
    assert (line.errors, line.warnings, line.notes) == (0, 1, 0)
    assert (line.name, line.path, line.saved_at) == ("camp", folder.path / "camp.toml", NOW)
    assert folder.summary("camp").warnings is None


def test_the_summary_of_a_broken_draft_has_its_problem(folder: DraftFolder) -> None:
    folder.save("camp", a_report())
    (folder.path / "camp.toml").write_bytes(a_draft() + b"oops\n")
    assert "line" in folder.summary("camp").problem
    assert folder.summary("camp").answered is None


def test_a_file_broken_outside_is_kept_and_the_report_saved(folder: DraftFolder) -> None:
    report = a_report(surprises="Rain.")
    folder.save("camp", report)
    (folder.path / "camp.toml").write_bytes(b"broken")
    saved = folder.save("camp", report)
    assert saved.kept == folder.path / f"camp.unreadable-{STAMP}.toml"
    assert saved.kept.read_bytes() == b"broken"
    assert folder.load("camp") == report
    assert folder.save("camp", report).kept is None
    (folder.path / "camp.toml").write_bytes(b"broken again")
    kept = folder.save("camp", report).kept
    assert kept == folder.path / f"camp.unreadable-{STAMP}-2.toml"
    assert {line.name for line in listed(folder) if line.problem} == {saved.kept.stem, kept.stem}


def test_a_file_changed_outside_is_merged_with_the_draft(folder: DraftFolder) -> None:
    folder.save("camp", a_report(surprises="mine"))
    (folder.path / "camp.toml").write_bytes(a_draft(surprises="theirs", applicant_username="Bo"))
    saved = folder.save("camp", a_report(surprises="mine again"))
    assert saved.kept is None
    assert saved.merged is not None
    assert (saved.merged.taken, saved.merged.kept_twice) == (("applicant_username",), ("surprises",))
    report = folder.load("camp")
    assert report == saved.merged.report
    assert report.answers == {"surprises": "mine again", "applicant_username": "Bo"}
    (waiting,) = conflicts_of(report)
    assert waiting.theirs == "theirs"
    # Whatever is chosen, both stay among the earlier versions.
    versions = [version.plain for version in folder.versions("camp", "surprises")]
    assert {"mine", "mine again", "theirs"} == {*versions}
    assert files_in(folder) == ["camp.toml"]


def test_a_file_with_conflicting_unknown_values_is_kept(folder: DraftFolder) -> None:
    first = a_report(surprises="mine")
    folder.save("camp", replace(first, extra={"colour": "red"}))
    theirs = encode(replace(first, extra={"colour": "blue"}), saved_at=NOW, app_version="0")
    (folder.path / "camp.toml").write_bytes(theirs)
    saved = folder.save("camp", replace(first, extra={"colour": "green"}))
    assert saved.kept == folder.path / f"camp.outside-{STAMP}.toml"
    assert saved.kept.read_bytes() == theirs
    assert folder.load("camp").extra == {"colour": "green"}


def test_listing_does_not_accept_a_foreign_change(folder: DraftFolder) -> None:
    folder.save("camp", a_report(surprises="mine"))
    path = folder.path_of("camp")
    path.write_bytes(a_draft(surprises="theirs"))
    assert folder.summary("camp").problem == ""
    assert [line.name for line in listed(folder)] == ["camp"]
    merged = folder.save("camp", a_report(surprises="mine")).merged
    assert merged is not None
    assert merged.taken == ("surprises",)
    assert folder.load("camp").answers["surprises"] == "theirs"


def test_a_file_is_changed_only_if_its_content_is(folder: DraftFolder) -> None:
    folder.save("camp", a_report())
    path = folder.path_of("camp")
    path.write_bytes(path.read_bytes())
    os.utime(path, (1, 1))
    assert folder.save("camp", a_report(surprises="x")).kept is None


def test_a_file_never_read_here_is_never_lost(folder: DraftFolder) -> None:
    folder.save("camp", a_report(surprises="first"))
    saved = DraftFolder(folder.path).save("camp", a_report(surprises="second"))
    report = DraftFolder(folder.path).load("camp")
    assert saved.merged is not None
    assert report.answers["surprises"] == "second"
    assert [one.theirs for one in conflicts_of(report)] == ["first"]


def test_a_draft_saved_again_after_it_was_removed_is_there(folder: DraftFolder) -> None:
    folder.save("camp", a_report())
    path = folder.path_of("camp")
    path.unlink()
    assert folder.save("camp", a_report()).kept is None
    assert path.exists()


def test_a_removed_folder_is_not_created_again(folder: DraftFolder) -> None:
    folder.save("camp", a_report())
    rmtree(folder.path)
    with pytest.raises(SaveError, match="is gone"):
        folder.save("camp", a_report())
    assert not folder.path.exists()


def test_a_draft_is_renamed_but_never_onto_another(folder: DraftFolder) -> None:
    folder.save("camp", a_report(surprises="camp"))
    folder.save("other", a_report(surprises="other"))
    with pytest.raises(DraftError, match="already"):
        folder.rename("camp", "other")
    folder.rename("camp", "Camp")
    folder.rename("Camp", "school camp")
    assert folder.names() == ["other", "school camp"]
    assert folder.save("school camp", a_report()).kept is None


def test_a_copy_is_the_same_to_the_byte(folder: DraftFolder) -> None:
    folder.save("camp", a_report())
    (folder.path / "camp.toml").write_bytes(b"even a broken one")
    assert [folder.duplicate("camp"), folder.duplicate("camp")] == ["camp-copy", "camp-copy-2"]
    assert (folder.path / "camp-copy-2.toml").read_bytes() == b"even a broken one"


def test_a_draft_is_found_by_its_name_or_its_path(
    folder: DraftFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.save("wiki-camp", a_report())
    other = tmp_path / "other.toml"
    other.write_bytes(a_draft(surprises="other"))
    monkeypatch.chdir(tmp_path)
    assert folder.resolve("wiki-camp") == (folder, "wiki-camp")
    assert folder.resolve("wiki-camp.toml") == (folder, "wiki-camp")
    for text in ("other.toml", "./other.toml", str(other)):
        elsewhere, name = folder.resolve(text)
        assert elsewhere.load(name).answers == {"surprises": "other"}
        assert elsewhere.path.samefile(tmp_path)
    for text in ("wiki-cap", "", "..", "a\0b", "x" * 5000, "~nobody/x.toml", "/", "other"):
        with pytest.raises(DraftError) as refused:
            folder.resolve(text)
        assert refused.value.hint
    with pytest.raises(DraftError, match="Did you mean “wiki-camp”"):
        folder.resolve("wiki-cap")


@posix
def test_a_path_through_a_link_opens_the_file_itself(folder: DraftFolder, tmp_path: Path) -> None:
    folder.save("camp", a_report(surprises="x"))
    link = tmp_path / "link.toml"
    link.symlink_to(folder.path / "camp.toml")
    elsewhere, name = folder.resolve(str(link))
    elsewhere.load(name)
    elsewhere.save(name, a_report(surprises="y"))
    assert link.is_symlink()
    assert folder.load("camp").answers == {"surprises": "y"}


def test_files_of_a_killed_program_are_removed_later(folder: DraftFolder) -> None:
    folder.save("camp", a_report())
    new, old = folder.path / ".saving-new", folder.path / ".saving-old"
    for path, seconds in ((new, 60), (old, 7200)):
        path.write_text("half")
        changed = NOW.timestamp() - seconds
        os.utime(path, (changed, changed))
    DraftFolder(folder.path, clock=Clock()).save("next", a_report())
    assert new.exists()
    assert not old.exists()


def test_a_history_follows_a_draft_that_is_renamed_copied_deleted_and_restored(
    folder: DraftFolder,
) -> None:
    folder.save("camp", a_report(surprises="first"))
    folder.save("camp", a_report(surprises="second, and longer"))
    folder.rename("camp", "other")
    assert folder.versions("camp") == []
    assert [version.plain for version in folder.versions("other")] == ["first"]
    copy = folder.duplicate("other")
    assert folder.versions(copy) == folder.versions("other")
    trashed = folder.delete("other")
    assert folder.versions("other") == []
    folder.save("other", a_report(surprises="of another draft"))
    assert [version.plain for version in folder.versions(folder.restore(trashed.id))] == ["first"]
    assert folder.versions("other") == []


def test_an_older_format_is_kept_as_it_was_when_it_is_first_saved(
    folder: DraftFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.save("camp", a_report(surprises="old"))
    path = folder.path_of("camp")
    old = path.read_bytes()
    for module in ("format.migrate", "format.encode", "store.baselines"):
        monkeypatch.setattr(f"reportwizard.drafts.{module}.SCHEMA", 2)
    monkeypatch.setattr(migrate, "STEPS", {1: lambda older: {**older, "schema": 2}})
    monkeypatch.setattr(migrate.migrate, "__kwdefaults__", {"current": 2, "steps": migrate.STEPS})
    again = DraftFolder(folder.path, clock=folder.clock)
    report = again.load("camp")
    saved = again.save("camp", report)
    assert saved.kept == folder.path / f"camp.format-1-{STAMP}.toml"
    assert saved.kept.read_bytes() == old
    assert path.read_bytes().startswith(b"schema = 2")
    assert again.save("camp", report).kept is None
