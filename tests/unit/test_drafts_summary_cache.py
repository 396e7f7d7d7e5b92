"""What a list says of drafts is the same with the cache as without it; and it reads only what changed."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportwizard.checks.finding import Finding
from reportwizard.drafts.store import summary_cache
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.summary_cache import FILE
from reportwizard.paths import state_folder
from support.drafts import NOW, Clock, a_draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportwizard.drafts.store.summaries import Summary
    from reportwizard.report.report import Report

TODAY = NOW.date()
DUE = TODAY + timedelta(days=30)
SECOND = 10**9
LONG_AGO = int(NOW.timestamp() - 3600) * SECOND


class Reading(DraftFolder):
    """A folder that notes which drafts it reads, with a clock that stands still."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, clock=Clock())
        self.seen: list[str] = []

    def read(self, name: str) -> bytes:
        self.seen.append(name)
        return super().read(name)

    def lines(self, today: date = TODAY) -> tuple[list[Summary], list[str]]:
        """The list, and which drafts were read for it."""
        self.seen.clear()
        return list(self.summaries(some_findings, today)), sorted(self.seen)


def some_findings(report: Report, /, today: date) -> Iterator[Finding]:
    """A warning for each answer, and one more when the report is late."""
    for answer in report.answers:
        yield Finding("some", "warning", answer, "")
    due = report.value("report.due")
    if isinstance(due, date) and due < today:
        yield Finding("late", "warning", "due_date", "")


def put(folder: DraftFolder, name: str, data: bytes, changed: int = LONG_AGO) -> None:
    path = folder.path / f"{name}.toml"
    path.write_bytes(data)
    os.utime(path, ns=(changed, changed))


@pytest.fixture
def folder(tmp_path: Path) -> Reading:
    """Three drafts of an hour ago: two that can be read, and a damaged one."""
    folder = Reading(tmp_path / "drafts")
    folder.path.mkdir()
    put(folder, "camp", a_draft(project_title="Camp", due_date=DUE.isoformat()), LONG_AGO - SECOND)
    put(
        folder,
        "lake",
        a_draft(project_title="Қазақ \u2028 lake", report_status="Under review", due_date=DUE.isoformat()),
    )
    put(folder, "torn", a_draft() + b"oops\n", LONG_AGO + SECOND)
    return folder


def test_an_unchanged_draft_is_read_once_even_if_damaged(folder: Reading) -> None:
    first, read = folder.lines()
    assert [line.name for line in first] == ["torn", "lake", "camp"]
    assert (len(first[0].problem) > 0, first[0].warnings, first[2].warnings) == (True, None, 2)
    assert read == ["camp", "lake", "torn"]
    assert folder.lines() == (first, [])
    (state_folder() / FILE).unlink()
    assert folder.lines() == (first, ["camp", "lake", "torn"])


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: put(folder, "camp", a_draft(project_title="Lake", due_date=DUE.isoformat())),
        lambda folder: put(folder, "camp", a_draft(project_title="A camp"), LONG_AGO - SECOND),
        lambda folder: put(folder, "camp", a_draft(project_title="Camp"), LONG_AGO - 2),
    ],
    ids=["time", "size", "both"],
)
def test_a_draft_that_was_changed_is_read_again(folder: Reading, change: object) -> None:
    folder.lines()
    assert callable(change)
    change(folder)
    lines, read = folder.lines()
    assert read == ["camp"]
    (state_folder() / FILE).unlink()
    assert folder.lines()[0] == lines


def test_a_file_put_in_the_place_of_another_of_the_same_time_and_size_is_read(folder: Reading) -> None:
    folder.lines()
    put(folder, "new", a_draft(project_title="Camq", due_date=DUE.isoformat()), LONG_AGO - SECOND)
    (folder.path / "new.toml").replace(folder.path / "camp.toml")
    lines, read = folder.lines()
    assert (lines[-1].title, read) == ("Camq", ["camp"])


def test_a_draft_changed_just_now_is_not_cached(
    folder: Reading,
) -> None:
    now = int(NOW.timestamp()) * SECOND
    put(folder, "camp", a_draft(project_title="Camp"), now)
    folder.lines()
    put(folder, "camp", a_draft(project_title="Cool"), now)
    lines, read = folder.lines()
    assert (lines[0].title, read) == ("Cool", ["camp"])


def test_problems_are_counted_again_when_the_due_date_has_passed_and_not_each_day(folder: Reading) -> None:
    folder.lines()
    assert folder.lines(TODAY + timedelta(days=9))[1] == []
    late = DUE + timedelta(days=1)
    lines, read = folder.lines(late)
    assert (lines[-1].warnings, read) == (3, ["camp"])
    assert folder.lines(late + timedelta(days=400)) == (lines, [])


def test_a_draft_that_is_gone_is_forgotten_and_other_folders_are_not(folder: Reading, tmp_path: Path) -> None:
    other = Reading(tmp_path / "other")
    other.path.mkdir()
    put(other, "camp", a_draft(project_title="Other"))
    folder.lines()
    assert other.lines()[1] == ["camp"]
    (folder.path / "lake.toml").unlink()
    assert folder.lines()[1] == other.lines()[1] == []
    assert b"lake" not in (state_folder() / FILE).read_bytes()


def test_an_iterator_that_is_closed_early_keeps_what_it_read(folder: Reading) -> None:
    with closing(folder.summaries(some_findings, TODAY)) as lines:
        next(lines)
    assert folder.lines()[1] == ["camp", "lake"]


def test_two_programs_that_list_at_once_say_the_same_as_one(folder: Reading, tmp_path: Path) -> None:
    other = Reading(tmp_path / "other")
    other.path.mkdir()
    put(other, "pond", a_draft())
    with (
        closing(folder.summaries(some_findings, TODAY)) as one,
        closing(folder.summaries(some_findings, TODAY)) as two,
    ):
        together = list(zip(one, two, strict=True))
        there, _ = other.lines()
    assert [one for one, _ in together] == [two for _, two in together] == folder.lines()[0]
    assert folder.lines()[1] == []
    assert other.lines()[0] == there


def test_the_cache_is_bounded(folder: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary_cache, "_MAX_ENTRIES", 4)
    other = Reading(tmp_path / "other")
    other.path.mkdir()
    for name in ("one", "two"):
        put(other, name, a_draft())
    other.lines()
    folder.lines()
    assert folder.lines()[1] == []
    assert other.lines()[1] == ["one", "two"]
    monkeypatch.setattr(summary_cache, "_MAX_ENTRIES", 1)
    other.lines()
    assert len(folder.lines()[1]) == 3
    assert len(folder.lines()[1]) == 2
    (state_folder() / FILE).unlink()
    monkeypatch.setattr(summary_cache, "_MAX_SIZE", 100)
    folder.lines()
    assert not (state_folder() / FILE).exists()


def test_a_changed_cache_is_ignored(folder: Reading) -> None:
    before, _ = folder.lines()
    cache = state_folder() / FILE
    cache.write_bytes(cache.read_bytes().replace(b"Camp", b"Lamp"))
    assert folder.lines() == (before, ["camp", "lake", "torn"])


def test_another_version_of_the_program_ignores_the_cache(
    folder: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.lines()
    monkeypatch.setattr(summary_cache, "__version__", "0.0.0")
    assert folder.lines()[1] == ["camp", "lake", "torn"]


def test_a_new_or_changed_form_from_outside_is_read_again(
    folder: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = tmp_path / "forms"
    forms.mkdir()
    monkeypatch.setenv("REPORTWIZARD_FORMS", str(forms))
    draft = a_draft().replace(b"rapid-fund-final", b"three-questions")
    put(
        folder,
        "camp",
        draft.replace(b"form_version", f"form_from = '{tmp_path}/f.toml'\nform_version".encode()),
    )
    put(folder, "lake", draft)
    form = (Path(__file__).parents[1] / "forms" / "three-questions" / "form.toml").read_text("utf-8")
    titles = {line.name: line.form_title for line in folder.lines()[0]}
    assert titles["camp"] == titles["lake"] == "three-questions: this form is not here"
    (tmp_path / "f.toml").write_text(form, "utf-8")
    titles = {line.name: line.form_title for line in folder.lines()[0]}
    assert (titles["camp"], titles["lake"]) == ("Three Questions", "three-questions: this form is not here")
    (forms / "lake.toml").write_text(form, "utf-8")
    assert {line.name: line.form_title for line in folder.lines()[0]}["lake"] == "Three Questions"
    assert folder.lines()[1] == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_is_read_each_time(folder: Reading) -> None:
    (folder.path / "link.toml").symlink_to(folder.path / "camp.toml")
    folder.lines()
    assert folder.lines()[1] == ["link"]


def test_disk_errors_are_not_cached(folder: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as away:
        away.setattr(DraftFolder, "path_of", lambda *_: folder.path / "away")
        assert all("no such file" in line.problem for line in folder.lines()[0])
    assert [bool(line.problem) for line in folder.lines()[0]] == [True, False, False]


def test_a_read_only_state_folder_is_no_error(folder: Reading) -> None:
    before, _ = folder.lines()
    (state_folder() / FILE).unlink()
    state_folder().rmdir()
    state_folder().write_bytes(b"")
    assert folder.lines()[0] == before


def test_ready_is_what_nothing_blocks(folder: Reading) -> None:
    torn, lake, camp = folder.lines()[0]
    assert [line.ready for line in (torn, lake, camp, folder.summary("camp"))] == [False, True, True, False]
    assert [line.handed_in for line in (torn, lake, camp)] == [False, True, False]
