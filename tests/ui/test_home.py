"""The list of drafts: what it says of each, and what can be done with one."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from textual.binding import Binding
from textual.widgets import Input

from reportwizard.text import clean_line
from reportwizard.ui.screens.damaged import DamagedScreen
from reportwizard.ui.screens.dialogs import AskText, Picker
from reportwizard.ui.screens.hand_in import HandInScreen
from reportwizard.ui.screens.home import HomeScreen
from reportwizard.ui.screens.import_page import ImportPageScreen
from reportwizard.ui.screens.new_report import NewReportScreen
from reportwizard.ui.screens.part import PartScreen
from support.folders import HOSTILE, at_cursor, home, home_on, notices, put, rows
from support.wizard import LARGE, SMALL, shown, until

if TYPE_CHECKING:
    from pathlib import Path


def names(path: Path) -> set[str]:
    """The names of the drafts in a folder."""
    return {file.stem for file in path.glob("*.toml")}


async def test_an_empty_folder_says_what_to_do_and_does_it_by_key_and_by_button(tmp_path: Path) -> None:
    app = home_on(tmp_path / "d")
    async with app.run_test(size=SMALL) as pilot:
        words = "Press n to start your report, or i to bring in a published page."
        await until(pilot, lambda: words in shown(app))
        assert app.focused is not None
        assert app.focused.id == "new"
        ways = [("n", "#new", NewReportScreen), ("i", "#import", ImportPageScreen)]
        for key, button, screen in ways:
            await pilot.press(key)
            await until(pilot, lambda screen=screen: isinstance(app.screen, screen))  # type: ignore[misc]
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))
            await pilot.click(button)
            await until(pilot, lambda screen=screen: isinstance(app.screen, screen))  # type: ignore[misc]
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_each_draft_says_how_far_it_is_and_when_it_is_due(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    put(tmp_path, "Newest", due_date="2026-12-04", surprises="None.")
    put(tmp_path, "Late", days_ago=3, due_date="2026-11-19")
    put(tmp_path, "", days_ago=1)
    app = home_on(tmp_path)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "no due date yet" in shown(app))
        lines = [line.strip("▌ ") for line in shown(app).splitlines() if line.strip()]
        tops = [at for at, line in enumerate(lines) if line.endswith(("left", "late", "yet"))]
        words = [f"{lines[at]} / {lines[at + 1]}" for at in tops]
        assert [word.split("  ")[0] for word in words] == ["Newest", "Report without a title yet", "Late"]
        assert "12 days left" in words[0]
        assert "3 of 20 answered" in words[0]
        assert words[0].endswith("saved today 14:03")
        assert words[1].endswith("saved yesterday 14:03")
        assert "3 days late" in words[2]
        assert words[2].endswith("saved 3 days ago")
        assert "Rapid Fund Final Report" in words[0]
        assert "My reports  3" in shown(app)


async def test_titles_are_shown_as_they_are(tmp_path: Path) -> None:
    for title in HOSTILE:
        put(tmp_path, title)
    put(tmp_path, "x" * 300)
    app = home_on(tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        for title in HOSTILE:
            await until(pilot, lambda title=title: clean_line(title) in shown(app))  # type: ignore[misc]
        assert "x" * 80 in shown(app)
        assert "x" * 120 not in shown(app)


async def test_a_damaged_file_says_what_is_wrong_and_is_not_opened_unasked(tmp_path: Path) -> None:
    put(tmp_path, "Sound", days_ago=1)
    damaged = tmp_path / "damaged.toml"
    damaged.write_text('schema = 1\nform = "rapid-fund-final"\n[answers]\nproject_title = "Half', "utf-8")
    app = home_on(tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: "✗ cannot be opened: damaged, line 4" in shown(app))
        assert at_cursor(app) == "damaged"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DamagedScreen))
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
    assert damaged.read_text("utf-8").endswith('"Half')


async def test_the_example_is_called_one(tmp_path: Path) -> None:
    put(tmp_path, "River Stories", name="example")
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "an example to look at" in shown(app))


async def test_coming_back_from_a_draft_the_list_is_new_and_the_cursor_on_it(tmp_path: Path) -> None:
    put(tmp_path, "One")
    put(tmp_path, "Two", days_ago=1)
    put(tmp_path, "Three", days_ago=2)
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: at_cursor(app) == "one" and "Three" in shown(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, PartScreen))
        assert app.session is not None
        app.session.type_answer("project_title", "Two and a half")
        await pilot.press("escape")
        await until(pilot, lambda: "Two and a half" in shown(app))
        await until(pilot, lambda: at_cursor(app) == "two")
        await pilot.press("end")
        await until(pilot, lambda: at_cursor(app) == "three")
        await pilot.press("f1", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await until(pilot, lambda: at_cursor(app) == "three")


async def test_a_click_chooses_and_a_second_click_opens(tmp_path: Path) -> None:
    put(tmp_path, "One")
    put(tmp_path, "Two", days_ago=1)
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Two" in shown(app))
        await pilot.click(rows(app), offset=(10, 2))
        await until(pilot, lambda: at_cursor(app) == "two")
        assert isinstance(app.screen, HomeScreen)
        await pilot.click(rows(app), offset=(10, 12))
        assert at_cursor(app) == "two"
        await pilot.click(rows(app), offset=(10, 3))
        await until(pilot, lambda: app.session is not None and app.session.name == "two")


async def test_e_opens_the_last_step(tmp_path: Path) -> None:
    put(tmp_path, "One")
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: at_cursor(app) == "one")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, HandInScreen))


async def test_a_draft_is_copied_and_the_cursor_is_on_the_copy(tmp_path: Path) -> None:
    put(tmp_path, "One")
    put(tmp_path, "Two", days_ago=1)
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Two" in shown(app))
        await pilot.press("down", "d")
        await until(pilot, lambda: at_cursor(app) == "two-copy")
    assert names(tmp_path) == {"one", "two", "two-copy"}


async def test_a_draft_gets_another_name_unless_that_is_taken(tmp_path: Path) -> None:
    put(tmp_path, "One")
    put(tmp_path, "Two", days_ago=1)
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Two" in shown(app))
        for name, words in (("two", "There is a draft “two” already."), ("first", "first")):
            await pilot.press("r")
            await until(pilot, lambda: isinstance(app.screen, AskText))
            app.screen.query_one(Input).value = name
            await pilot.press("enter")
            await until(pilot, lambda words=words: words in notices(app) + at_cursor(app))  # type: ignore[misc]
        await until(pilot, lambda: at_cursor(app) == "first")
    assert names(tmp_path) == {"first", "two"}


async def test_a_deleted_draft_can_be_brought_back(tmp_path: Path) -> None:
    put(tmp_path, "[/] One")
    put(tmp_path, "Two", days_ago=1)
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Two" in shown(app))
        assert "Bring back" not in shown(app)
        await pilot.press("u", "delete")
        await until(pilot, lambda: "“[/] One” was moved to the trash. u brings it back." in notices(app))
        assert at_cursor(app) == "two"
        assert names(tmp_path) == {"two"}
        await until(pilot, lambda: "Bring back" in shown(app))
        await pilot.press("u")
        await until(pilot, lambda: at_cursor(app) == "one")
        await until(pilot, lambda: "Bring back" not in shown(app))
    assert names(tmp_path) == {"one", "two"}


async def test_a_folder_that_cannot_be_read_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    app = home_on(tmp_path / "file")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Your reports cannot be listed." in shown(app))


async def test_every_key_has_a_name_for_the_help_and_for_changing_it(tmp_path: Path) -> None:
    for screen in (HomeScreen, NewReportScreen, ImportPageScreen):
        for binding in screen.BINDINGS:
            assert isinstance(binding, Binding)
            assert binding.id
            assert binding.description
            assert binding.tooltip
    put(tmp_path / "d", "One")
    app = home_on(tmp_path / "d")
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: "Rename" in shown(app))
        await pilot.press("f1")
        await until(pilot, lambda: "Move the report to the trash" in shown(app))
        assert home(app).HELP.splitlines()[0][:40] in shown(app)
        await pilot.press("escape", "ctrl+p")
        await until(pilot, lambda: "Stop searching and show all reports" in shown(app))
        await pilot.press(*"impo", "enter")
        await until(pilot, lambda: isinstance(app.screen, ImportPageScreen))


def test_the_list_needs_no_forms_to_start() -> None:
    code = (
        "import sys, reportwizard.ui.app, reportwizard.drafts.store.folder, reportwizard.ui.screens.home\n"
        "heavy = ('babel', 'pydantic', 'tomli_w', 'reportwizard.forms', 'reportwizard.kinds')\n"
        "sys.exit(', '.join(name for name in sys.modules if name.startswith(heavy)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.stderr.strip() == ""


async def test_an_empty_list_offers_an_example_and_no_key_that_does_nothing(tmp_path: Path) -> None:
    app = home_on(tmp_path / "d")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Press x to look at an example" in shown(app))
        await until(pilot, lambda: "Rename" not in shown(app))
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        await pilot.press("enter")
        await until(pilot, lambda: app.session is not None and isinstance(app.screen, PartScreen))
        app.close_draft()
        await until(pilot, lambda: "an example to look at" in shown(app) and "Rename" in shown(app))
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PartScreen))
        assert app.folder.names() == ["example"]
