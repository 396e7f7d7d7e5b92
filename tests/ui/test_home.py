"""My reports and the first start: opening, the menu, deleting and bringing back, finding, settings."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.paths import settings_file
from reportwizard.settings import Settings, load_settings
from reportwizard.ui.app import WizardApp
from reportwizard.ui.dialogs.dialog import ChoiceDialog, MessageDialog, PromptDialog, SearchDialog
from reportwizard.ui.shared.bars import KeysLine
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.line_list import LineList
from reportwizard.ui.themes import LIGHT
from reportwizard.ui.wizard import SETTINGS, Open
from support.drafts import Clock
from support.folders import HOSTILE, at_cursor, home_on, notices, put
from support.waiting import until
from support.wizard import SMALL, close_draft, shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

MANY = 300


def titles(path: Path) -> set[str]:
    """The titles of the reports in a folder."""
    folder = DraftFolder(path)
    return {folder.load(name).title for name in folder.names()}


async def menu(pilot: Pilot[None], app: WizardApp, number: str) -> None:
    """Open the menu of the report at the cursor, and choose."""
    await pilot.press("space")
    await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
    await pilot.press(number)


async def write_title(pilot: Pilot[None], app: WizardApp, title: str) -> None:
    """Write into the dialog that asks for a title."""
    await until(pilot, lambda: isinstance(app.screen, PromptDialog) and isinstance(app.focused, Box))
    app.screen.query_one(Box).value = title
    await pilot.press("enter")
    await until(pilot, lambda: not isinstance(app.screen, PromptDialog))


async def test_titles_are_shown_as_they_are_and_the_list_comes_again(
    tmp_path: Path,
) -> None:
    for number, title in enumerate(HOSTILE[:4]):
        put(tmp_path, title, days_ago=number, name=f"r{number}")
    (tmp_path / "damaged.toml").write_text("this is = not a draft", "utf-8")
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(
            pilot, lambda: all(title in shown(app) for title in HOSTILE[:4]) and "damaged" in shown(app)
        )
        app.query_one(LineList).go_to("r2")
        await pilot.press("enter")
        await until(pilot, lambda: app.session is not None and app.session.name == "r2")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: len(app.screen_stack) == 1 and at_cursor(app) == "r2")
        await pilot.press("escape")
        await until(pilot, lambda: "Ctrl+Q leaves." in notices(app))


async def test_a_report_gets_another_title_and_a_copy_has_its_own(tmp_path: Path) -> None:
    put(tmp_path, "One")
    put(tmp_path, "Two", days_ago=1)
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Two" in shown(app))
        await menu(pilot, app, "1")
        await write_title(pilot, app, "First")
        await until(pilot, lambda: at_cursor(app) == "first" and "First" in shown(app))
        await menu(pilot, app, "2")
        await write_title(pilot, app, "Third")
        await until(pilot, lambda: at_cursor(app) == "third" and "✓ Copied." in shown(app))
        await menu(pilot, app, "2")
        await until(pilot, lambda: isinstance(app.screen, PromptDialog))
        await pilot.press("escape")
    assert titles(tmp_path) == {"First", "Two", "Third"}


async def test_a_file_is_written_from_the_menu(tmp_path: Path) -> None:
    put(tmp_path, "One")
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: at_cursor(app) == "one")
        await menu(pilot, app, "4")
        await until(
            pilot, lambda: app.session is not None and "Hand in" in type(app.screen).__name__ + shown(app)
        )


async def test_deleted_reports_can_be_brought_back_at_once_and_later(tmp_path: Path) -> None:
    put(tmp_path, "[/] One")
    put(tmp_path, "Two", days_ago=1)
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Two" in shown(app))
        await pilot.press("ctrl+z", "delete")
        await until(pilot, lambda: "“[/] One” is deleted. Ctrl+Z brings it back." in shown(app))
        assert titles(tmp_path) == {"Two"}
        await pilot.press("ctrl+z")
        await until(pilot, lambda: at_cursor(app) == "one")
        await until(pilot, lambda: "can be brought back" not in shown(app))
        await menu(pilot, app, "5")
        await until(pilot, lambda: "1 deleted report can be brought back." in shown(app))
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "1 deleted report can be brought back." in shown(app))
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, SearchDialog) and "[/] One" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: at_cursor(app) == "one")
    assert titles(tmp_path) == {"[/] One", "Two"}


async def test_letters_find_a_report_among_many_and_only_what_is_seen_is_drawn(tmp_path: Path) -> None:
    first = tmp_path / f"{put(tmp_path, 'Report number 0')}.toml"
    text = first.read_text("utf-8")
    for number in range(1, MANY):
        copy = text.replace("Report number 0", f"Report number {number} школа")
        (tmp_path / f"report-number-{number}.toml").write_text(copy, "utf-8")
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Report number" in shown(app))
        reports = app.query_one(LineList)
        await until(pilot, lambda: len(reports.ids) > MANY, seconds=60)
        await pilot.press("down")
        assert " more" in shown(app)
        assert "End new report" in shown(app)
        assert len(reports._drawn) < 30
        await pilot.press("ш", *" 234")
        await until(pilot, lambda: "Report number 234 школа" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.session is not None and app.session.name == "report-number-234")


async def test_an_unreadable_folder_is_reported_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    app = home_on(tmp_path / "file")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "✗" in shown(app) and "Begin a new report" in shown(app))


async def test_the_first_start_offers_an_example_and_stays_until_there_is_a_report(tmp_path: Path) -> None:
    app = home_on(tmp_path / "d")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "15 questions in 4 parts." in shown(app) and "10/31/2026" in shown(app))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: app.session is not None)
        await close_draft(pilot, app)
        await until(pilot, lambda: app.session is None and "Begin my report" in shown(app))
        put(tmp_path / "d", "Mine")
        await close_draft(pilot, app)
        await until(pilot, lambda: "Mine" in shown(app) and "an example to look at" in shown(app))


async def test_settings_are_kept(tmp_path: Path) -> None:
    put(tmp_path / "other", "Elsewhere")
    app = home_on(tmp_path / "d")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Light or dark" in shown(app))
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press("2")
        await until(pilot, lambda: app.theme == LIGHT and "light" in shown(app).splitlines()[15])
        await pilot.press("up", "enter")
        await until(pilot, lambda: isinstance(app.screen, SearchDialog))
        app.screen.query_one(Box).value = "peru"
        await pilot.press("enter")
        await until(pilot, lambda: "31/10/2026" in shown(app))
        app.screen.post_message(Open(SETTINGS))
        await until(pilot, lambda: "Your own editor" in shown(app))
        for up, text in ((0, "nano -w"), (1, "x" * 300), (1, f"'{tmp_path / 'other'}'")):
            await pilot.press("end", *["up"] * up, "enter")
            await write_title(pilot, app, text)
        await pilot.press("escape")
        await until(pilot, lambda: "Elsewhere" in shown(app))
        await pilot.press("end", "enter")
        await until(pilot, lambda: "Your own editor" in shown(app))
        # The cursor is where one left.
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.query_one(LineList).cursor == "/Settings")
    kept = load_settings()
    assert (kept.theme, kept.locale, kept.editor) == (LIGHT, "es_PE", "nano -w")
    assert kept.folder == str(tmp_path / "other")


async def test_the_settings_of_a_report_come_back_to_its_page(tmp_path: Path) -> None:
    put(tmp_path, "One")
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: at_cursor(app) == "one")
        await pilot.press("enter")
        await until(pilot, lambda: app.session is not None and isinstance(app.focused, Box))
        session, before = app.session, shown(app)
        assert session is not None
        await pilot.press("f2", *"settings", "enter")
        await until(pilot, lambda: "Your own editor" in shown(app))
        await pilot.press("f1")
        await until(pilot, lambda: "Help: Settings" in shown(app))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: shown(app).splitlines()[3:] == before.splitlines()[3:])
        assert app.session is session


async def test_the_first_message_is_above_the_keys(tmp_path: Path) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text("theme = 3", "utf-8")
    put(tmp_path, "One")
    for draft in ("", "one"):
        app = WizardApp(DraftFolder(tmp_path, clock=Clock()), draft=draft, locale="en")
        async with app.run_test(size=SMALL, notifications=True) as pilot:
            await until(pilot, lambda app=app: "theme" in notices(app))  # type: ignore[misc]
            assert not app._notifications


async def test_a_small_window_says_how_large_it_must_be(tmp_path: Path) -> None:
    put(tmp_path, "One")
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        for size in ((50, 12), (20, 5), (1, 1)):
            await until(pilot, lambda: "One" in shown(app))
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: "One" not in shown(app))
            assert size != (50, 12) or "It has 50 columns and 12 rows." in shown(app)
            await pilot.resize_terminal(*SMALL)
        await until(pilot, lambda: "One" in shown(app))


def test_the_list_needs_no_checks_and_no_babel_to_start() -> None:
    code = (
        "import sys, reportwizard.ui.app, reportwizard.ui.home.reports\n"
        "heavy = ('babel', 'pydantic', 'tomli_w', 'textual.document', 'textual.widgets._text_area',"
        " 'reportwizard.checks', 'reportwizard.exports')\n"
        "sys.exit(', '.join(name for name in sys.modules if name.startswith(heavy)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.stderr.strip() == ""


async def test_unknown_names_in_the_settings_are_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = Settings(theme="neon", keymap={"save": "f99", "fly": "f4", "help": "Shift+F1,f11"})
    monkeypatch.setattr("reportwizard.ui.app.load_settings", lambda: chosen)
    app = WizardApp(DraftFolder(tmp_path / "d"), locale="en")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "There is no theme “neon”" in shown(app))
        assert isinstance(app.screen, MessageDialog)
        words = app.screen.text
        assert "Your settings give a key to “fly”" in words
        assert "name the key “f99”. It cannot be used: choose one such as Ctrl+G." in words
        await pilot.press("escape")
        # The last line names the key that does it now, and a click on it does it.
        keys = app.screen.query_one(KeysLine).lines()[0]
        assert "Shift+F1 help" in keys.content.plain
        assert "shift+f1" in [zone.target for zone in keys.zones]


async def test_a_theme_of_textual_has_our_colours_from_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportwizard.ui.app.load_settings", lambda: Settings(theme="nord"))
    app = WizardApp(DraftFolder(tmp_path / "d"), locale="en")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Begin my report" in shown(app))
        assert app.theme == "nord"
