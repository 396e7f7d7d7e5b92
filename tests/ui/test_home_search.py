"""Looking for one report among many, and a folder with thousands of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportwizard.ui.screens.home import HomeScreen
from support.folders import at_cursor, home, home_on, put, rows
from support.wizard import SMALL, shown, until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportwizard.drafts.store.summaries import Summary
    from reportwizard.ui.app import WizardApp

MANY = 3000


def fill(path: Path) -> None:
    """Three small drafts in a folder."""
    put(path, "Nairobi meeting")
    put(path, "Almaty conference", days_ago=1)
    put(path, "Зимняя школа", days_ago=2)


def found(app: WizardApp) -> str:
    """What the top line says about how many there are."""
    return shown(app).splitlines()[0].removeprefix(" My reports").split("  ")[1]


async def test_letters_find_a_report_and_are_no_commands_there(tmp_path: Path) -> None:
    fill(tmp_path)
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Зимняя школа" in shown(app))
        await pilot.press("slash", *"nide")
        await until(pilot, lambda: "No report has “nide” in its title." in shown(app))
        assert isinstance(app.screen, HomeScreen)
        assert home(app).search.value == "nide"
        home(app).search.value = "conf AL"
        await until(pilot, lambda: found(app) == "1 of 3")
        assert at_cursor(app) == "almaty-conference"
        await pilot.press("enter")
        await until(pilot, lambda: app.session is not None and app.session.name == "almaty-conference")


async def test_escape_shows_all_with_the_cursor_on_the_one_found(tmp_path: Path) -> None:
    fill(tmp_path)
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Зимняя школа" in shown(app))
        await pilot.press("slash", "c", "o", "n")
        await until(pilot, lambda: found(app) == "1 of 3")
        assert "Esc all reports" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: found(app) == "3" and rows(app).has_focus)
        assert at_cursor(app) == "almaty-conference"
        await pilot.press("n")
        await until(pilot, lambda: not isinstance(app.screen, HomeScreen))


async def test_a_letter_that_is_no_command_begins_the_search(tmp_path: Path) -> None:
    fill(tmp_path)
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Зимняя школа" in shown(app))
        for key, name in (("B", "nairobi-meeting"), ("з", "зимняя-школа")):
            await pilot.press(key)
            await until(pilot, lambda: found(app) == "1 of 3")
            assert (home(app).search.value, at_cursor(app)) == (key, name)
            await pilot.press("escape")
            await until(pilot, lambda: found(app) == "3")


async def test_arrows_move_in_the_list_while_the_cursor_is_in_the_search(tmp_path: Path) -> None:
    fill(tmp_path)
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Зимняя школа" in shown(app))
        await pilot.press("slash", "down", "down", "down")
        await until(pilot, lambda: at_cursor(app) == "зимняя-школа")
        assert home(app).search.has_focus


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder with thousands of small drafts."""
    first = tmp_path / f"{put(tmp_path, 'Report number 0')}.toml"
    text = first.read_text("utf-8")
    for number in range(1, MANY):
        copy = text.replace("Report number 0", f"Report number {number}")
        (tmp_path / f"report-number-{number}.toml").write_text(copy, "utf-8")
    return tmp_path


def counted(read: set[str], summary: Callable[[str], Summary]) -> Callable[[str], Summary]:
    """`summary`, noting what it reads."""

    def note(name: str) -> Summary:
        read.add(name)
        return summary(name)

    return note


async def test_of_thousands_only_those_in_sight_are_read(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = home_on(many)
    read: set[str] = set()
    monkeypatch.setattr(app.folder, "summary", counted(read, app.folder.summary))
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: found(app) == str(MANY) and shown(app).count("of 20 answered") >= 9)
        await pilot.press("end")
        await until(pilot, lambda: rows(app).cursor == MANY - 1 and shown(app).count("of 20 answered") >= 9)
        assert rows(app).in_sight()[-1].name in read
        assert len(read) < 60
        await pilot.press("slash", *"2718")
        await until(pilot, lambda: "1 of 3000" in shown(app), seconds=30)
        assert at_cursor(app) == "report-number-2718"
