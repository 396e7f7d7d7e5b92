"""Leaving loses nothing without a question, also with a full or hanging disk."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.saving.backup import backup_folder
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.files import Files
from reportwizard.ui.app import WizardApp
from support.drafts import a_report
from support.waiting import until
from support.wizard import NAME, SMALL, close_draft, open_at, shown, wizard_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Disk(Files):
    """A disk that is full while `full` is set, and does not answer while `away` is set."""

    def __init__(self) -> None:
        self.full = False
        self.back = threading.Event()
        self.back.set()

    def create(self, path: Path) -> int:
        self.back.wait(60)
        if self.full:
            raise OSError(28, "No space left on device")
        return super().create(path)


@pytest.fixture
def disk() -> Iterator[Disk]:
    disk = Disk()
    yield disk
    disk.back.set()


def wizard(folder: Path, disk: Disk) -> WizardApp:
    wizard_on(folder, a_report(project_title="Kz"))
    return WizardApp(DraftFolder(folder, files=disk), draft=NAME, locale="en")


def kept(folder: Path) -> list[object]:
    place = DraftFolder(backup_folder(folder))
    return [place.load(name).answers.get("surprises") for name in place.names()]


def on_disk(folder: Path) -> object:
    return DraftFolder(folder).load(NAME).answers.get("surprises")


@pytest.mark.parametrize("keys", [("escape", "escape"), ("ctrl+q",)])
async def test_leaving_asks_while_answers_are_not_saved(
    tmp_path: Path, disk: Disk, keys: tuple[str, ...]
) -> None:
    app = wizard(tmp_path / "d", disk)
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "surprises")
        disk.full = True
        await pilot.press("x", *keys)
        await until(pilot, lambda: "leave anyway" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: "leave anyway" not in shown(app))
        assert app.session is not None
        assert app.session.report.answers["surprises"] == "x"
        disk.full = False
        await pilot.press(*keys[-1:])
        await until(pilot, lambda: app.session is None or not app.is_running)
    assert on_disk(tmp_path / "d") == "x"


async def test_a_report_left_unsaved_is_not_written_later(tmp_path: Path, disk: Disk) -> None:
    app = wizard(tmp_path / "d", disk)
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "surprises")
        session = app.session
        assert session is not None
        disk.full = True
        await pilot.press("x", "escape", "escape")
        await until(pilot, lambda: "leave anyway" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.session is None)
        disk.full = False
        assert session.save_now() is False
        session.set_answer("surprises", "late")
        assert session.save_now() is False
        assert on_disk(tmp_path / "d") is None
    assert kept(tmp_path / "d") == ["x"]


async def test_a_hanging_disk_leads_to_a_backup_and_no_delay(tmp_path: Path, disk: Disk) -> None:
    app = wizard(tmp_path / "d", disk)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_at(pilot, app, "surprises")
        disk.back.clear()
        await pilot.press("x")
        await until(pilot, lambda: kept(tmp_path / "d") == ["x"])
        await pilot.press("y")
        await until(pilot, lambda: kept(tmp_path / "d") == ["xy"])
        assert "does not answer" in shown(app)
        disk.back.set()
        await until(pilot, lambda: app.session and not app.session.unsaved)
        assert on_disk(tmp_path / "d") == "xy"
        await until(pilot, lambda: kept(tmp_path / "d") == [])


async def test_a_backup_is_offered_until_it_is_answered(tmp_path: Path, disk: Disk) -> None:
    folder = tmp_path / "d"
    app = wizard(folder, disk)
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "surprises")
        disk.full = True
        await pilot.press("x", "escape", "escape")
        await until(pilot, lambda: "leave anyway" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.session is None)
        disk.full = False
        app.open_draft(NAME)
        await until(pilot, lambda: "Your last words were kept" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Your last words were kept" not in shown(app))
        assert app.session is not None
        # Saved again after that: the kept words must not be put over the newer ones.
        app.session.set_answer("sharing_plan", "A talk")
        await close_draft(pilot, app)
        app.folder.clock = lambda: DraftFolder(folder).clock().replace(year=2999)
        app.open_draft(NAME)
        await until(pilot, lambda: "saved again after that" in shown(app))
        await pilot.press("2")
        app.session.set_answer("sharing_plan", "Two talks")
        await close_draft(pilot, app)
        app.open_draft(NAME)
        await until(pilot, lambda: "saved again after that" in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: len(DraftFolder(folder).names()) == 2)
    copy = next(name for name in DraftFolder(folder).names() if name != NAME)
    assert DraftFolder(folder).load(copy).answers["surprises"] == "x"
    assert DraftFolder(folder).load(NAME).answers["sharing_plan"] == "Two talks"
    assert kept(folder) == []
