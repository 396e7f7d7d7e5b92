"""`new`, `list`, `delete` and `trash`."""

from __future__ import annotations

import errno
import os
import shlex
import sys
from datetime import date
from pathlib import Path

import pytest

from reportwizard.commands import drafts
from reportwizard.commands.workspace import Workspace
from reportwizard.drafts.store.folder import DraftFolder
from support.command_line import CommandLine
from support.drafts import a_draft


@pytest.fixture
def run(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def test_new_prints_the_path_of_a_draft_with_the_forms_own_suggestions(run: CommandLine) -> None:
    ran = run(
        "new", "almaty", "--currency", "kzt", "--locale", "kk-KZ", "--set", "project_title=Қыс = winter"
    )
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"{run.drafts / 'almaty.toml'}\n"
    shown = run("show", "almaty", "--json").json
    assert (shown["locale"], shown["currency"]) == ("kk_KZ", "KZT")
    assert shown["answers"] == {
        "project_title": "Қыс = winter",
        "funding_program": "Rapid Fund",
        "report_status": "draft",
    }


def test_a_new_draft_like_an_older_one_keeps_who_writes_and_how(run: CommandLine) -> None:
    run.new("old", "--set", "applicant_username=Ana", "--set", "surprises=Rain")
    assert run("new", "next", "--like", "old", "--set", "project_title=Next").status == 0
    shown = run("show", "next", "--json").json
    assert (shown["locale"], shown["currency"]) == ("kk_KZ", "KZT")
    assert {"applicant_username", "project_title"} <= {*shown["answers"]}
    assert "surprises" not in shown["answers"]


@pytest.mark.parametrize("name", ["almaty", "almaty.toml"])
def test_new_never_overwrites(run: CommandLine, name: str) -> None:
    path = run.new("almaty", "--set", "project_title=First")
    before = path.read_bytes()
    ran = run("new", name)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "There is a draft “almaty” already.\nChoose another name.\n"
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["../out", "a/b", ".hidden", "", "con"])
def test_a_name_never_leaves_the_folder(run: CommandLine, name: str, tmp_path: Path) -> None:
    ran = run("new", name)
    assert ran.status == 2
    assert ran.err.strip()
    assert not [path for path in tmp_path.rglob("*.toml")]


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (("--currency", "tenge"), "three letters"),
        (("--locale", "qqq"), "kk_KZ"),
        (("--form", "nothing"), "The form “nothing” is not here."),
        (("--like", "nothing"), "There is no draft “nothing”"),
        (("--like", "x", "--form", "y"), "leave --form out"),
        (("--set", "project_title"), "ID=VALUE"),
        (("--set", "projekt_title=x"), "Did you mean project_title"),
        (("--set", "spent_usd=a lot"), "spent_usd"),
    ],
)
def test_new_refuses_what_it_cannot_use_and_makes_no_draft(
    run: CommandLine, option: tuple[str, str], words: str
) -> None:
    ran = run("new", "almaty", *option)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert not run.drafts.exists()


def test_list_gives_one_entry_a_draft_the_last_saved_first(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "today", lambda: date(2026, 11, 22))
    os.utime(run.new("first", "--set", "due_date=2026-11-30", "--set", "project_title=One"), (1, 1))
    os.utime(run.new("second", "--set", "due_date=2026-11-20"), (9, 9))
    second, first = run("list", "--json").json
    assert (first["draft"], first["title"], first["due_date"], first["days_left"]) == (
        "first",
        "One",
        "2026-11-30",
        8,
    )
    assert (second["draft"], second["days_left"]) == ("second", -2)
    assert first["asked"] > first["answered"] == 2
    assert first["findings"]["errors"] > 0
    assert (first["problem"], first["path"]) == (None, str(run.drafts / "first.toml"))


def test_list_in_words(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "today", lambda: date(2026, 11, 29))
    run.new("first", "--set", "due_date=2026-11-30", "--set", "project_title=One")
    ran = run("list")
    assert ran.out.startswith("first  One\n    rapid-fund-final · due 30 November 2026 (1 day left) · 2 of ")
    assert ran.err == ""


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, "no due date yet"),
        (date(2026, 11, 22), "due 22 November 2026 (today)"),
        (date(2026, 11, 25), "due 25 November 2026 (3 days left)"),
        (date(2026, 11, 21), "due 21 November 2026 (1 day ago)"),
    ],
)
def test_the_due_date_as_text(due: date | None, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "today", lambda: date(2026, 11, 22))
    assert drafts.due_text(due) == words


def test_an_empty_folder_is_no_error(run: CommandLine) -> None:
    assert run("list", "--json").json == []
    ran = run("list")
    assert (ran.status, ran.out) == (0, "")
    assert "reportwizard new NAME" in ran.err


def test_a_draft_that_cannot_be_read_is_listed_with_the_reason(run: CommandLine) -> None:
    run.new().write_text("schema = 1\nform = ", "utf-8")
    (line,) = run("list", "--json").json
    assert line["draft"] == "almaty"
    assert line["findings"] is line["answered"] is line["due_date"] is None
    assert "line 2" in line["problem"]
    assert "cannot be opened" in run("list").out


def test_a_deleted_draft_comes_back(run: CommandLine) -> None:
    path = run.new()
    before = path.read_bytes()
    deleted = run("delete", "almaty")
    assert (deleted.status, deleted.out) == (0, "")
    assert not path.exists()
    trashed = run("trash").out.strip()
    assert trashed in deleted.err
    restored = run("trash", "--restore", trashed)
    assert restored.out == f"{path}\n"
    assert path.read_bytes() == before
    assert run("trash").out == ""


def test_the_command_that_brings_a_draft_back_names_its_folder(run: CommandLine, tmp_path: Path) -> None:
    path = run.new()
    run.drafts = tmp_path / "usual"
    for named in ((path,), ("almaty", "--drafts", path.parent)):
        told = run("delete", *named).err.partition("reportwizard ")[2]
        assert run(*shlex.split(told)).out == f"{path}\n"


def test_the_folder_may_be_named_before_or_after_the_command(run: CommandLine, tmp_path: Path) -> None:
    other = tmp_path / "other"
    run("new", "a", "--drafts", other)
    run("--drafts", other, "new", "b")
    assert {path.name for path in other.glob("[!.]*")} == {"a.toml", "b.toml"}
    assert not run.drafts.exists()


def test_each_draft_is_listed_as_soon_as_it_is_read(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.new("first")
    run.new("second")
    whole = DraftFolder.read
    asked: list[str] = []

    def once(place: DraftFolder, name: str) -> bytes:
        asked.append(name)
        if len(asked) > 1:
            raise OSError(errno.EIO, "the disk is gone")
        return whole(place, name)

    monkeypatch.setattr(DraftFolder, "read", once)
    ran = run("list")
    assert (ran.status, ran.out.split()[0]) == (2, asked[0])


def test_drafts_in_the_working_directory_decide_nothing() -> None:
    here = Path.cwd() / "drafts"
    here.mkdir()
    (here / "mine.toml").write_bytes(a_draft(surprises="Rain."))
    assert Workspace().path() != here


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="such names cannot be made there")
def test_a_file_name_is_never_obeyed_by_the_terminal_and_json_keeps_it_exactly(run: CommandLine) -> None:
    run.drafts.mkdir()
    names = ["a\x1b[31m", "b\x9b31m", "c\udcff", "d\u202ee", "f\n"]
    for name in names:
        (run.drafts / f"{name}.toml").write_bytes(b"")
    ran = run("list", "--json")
    assert sorted(draft["draft"] for draft in ran.json) == sorted(names)
    assert all(letter == "\n" or letter.isprintable() for letter in ran.out)
    assert not {"\x1b", "\x9b", "\u202e"} & set(run("list").out)
