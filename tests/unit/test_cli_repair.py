"""`repair`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.store.folder import DraftFolder
from support.command_line import CommandLine

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(tmp_path: Path) -> CommandLine:
    run = CommandLine(tmp_path)
    run.new("almaty", "--set", "surprises=Rain.", "--set", "sharing_plan=A wiki page.")
    return run


def test_what_can_be_read_of_a_damaged_draft_is_kept(run: CommandLine) -> None:
    path = run.drafts / "almaty.toml"
    broken = path.read_bytes().replace(b'"Rain."', b'"Rain.\x1b[31m')
    path.write_bytes(broken)
    assert run("show", "almaty").status == 2
    ran = run("repair", "almaty")
    assert ran.status == 0
    assert ran.out.splitlines()[1] == '    surprises = "Rain.'
    assert ran.out.startswith("line ")
    assert "The file as it was is kept as “almaty.unreadable-" in ran.err
    shown = run("show", "almaty", "--json").json
    assert shown["answers"]["sharing_plan"] == "A wiki page."
    assert shown["unplaced"] == ["Rain."]
    (kept,) = [name for name in DraftFolder(run.drafts).names() if "unreadable" in name]
    assert DraftFolder(run.drafts).read(kept) == broken


def test_a_whole_draft_is_left_alone(run: CommandLine) -> None:
    before = (run.drafts / "almaty.toml").read_bytes()
    ran = run("repair", "almaty")
    assert (ran.status, ran.out, ran.err) == (0, "", "“almaty” is not damaged. Nothing was changed.\n")
    assert (run.drafts / "almaty.toml").read_bytes() == before


def test_another_version_is_put_into_its_draft(run: CommandLine) -> None:
    run.new("other", "--set", "surprises=Snow.", "--set", "project_title=Camp")
    ran = run("repair", "almaty", "other")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "Taken from “other”: project_title.",
        "Kept twice, until you choose: surprises.",
        "“other” is in the trash.",
    ]
    assert run("show", "almaty", "--json").json["answers"]["project_title"] == "Camp"
    assert DraftFolder(run.drafts).names() == ["almaty"]


def test_a_version_in_another_folder_is_read_there_and_a_draft_is_no_version_of_itself(
    run: CommandLine, tmp_path: Path
) -> None:
    before = (run.drafts / "almaty.toml").read_bytes()
    for itself in ("almaty", run.drafts / "almaty.toml"):
        ran = run("repair", "almaty", itself)
        assert (ran.status, ran.err) == (2, "“almaty” is this draft itself.\nName another version of it.\n")
    assert (run.drafts / "almaty.toml").read_bytes() == before
    away = tmp_path / "away" / "almaty.toml"
    away.parent.mkdir()
    away.write_bytes(before.replace(b"Rain.", b"Snow."))
    ran = run("repair", "almaty", away)
    assert ran.err == "Kept twice, until you choose: surprises.\n“almaty” stays where it is.\n"
    assert away.exists()
    assert DraftFolder(run.drafts).names() == ["almaty"]


def test_another_file_is_not_repaired(run: CommandLine) -> None:
    (run.drafts / "junk.toml").write_bytes(b"nothing of ours")
    ran = run("repair", "junk")
    assert (ran.status, ran.out) == (2, "")
    assert "nothing of a report can be read" in ran.err
    assert run("repair", "nobody").status == 2


def test_a_draft_with_a_wrong_header_is_repaired_and_a_newer_one_is_left(run: CommandLine) -> None:
    path = run.drafts / "almaty.toml"
    sound = path.read_bytes()
    path.write_bytes(sound.replace(b"schema = 1", b'schema = "one"'))
    assert run("show", "almaty").status == 2
    assert run("repair", "almaty").status == 0
    assert run("show", "almaty", "--json").json["answers"]["surprises"] == "Rain."
    newer = sound.replace(b"schema = 1", b"schema = 9")
    path.write_bytes(newer)
    ran = run("repair", "almaty")
    assert ran.status == 2
    assert "newer version" in ran.err
    assert path.read_bytes() == newer
