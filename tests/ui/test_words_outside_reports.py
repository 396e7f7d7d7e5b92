"""A page for Import, a reason and a new name come back after a program that ended, until they are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input, Static

from reportwizard.drafts.saving.backup import backup_folder
from reportwizard.drafts.saving.loose import kept_name, kept_page
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ui.app import WizardApp
from reportwizard.ui.screens.check_answers import CheckAnswersScreen
from reportwizard.ui.screens.dialogs import AskText
from reportwizard.ui.screens.home import HomeScreen
from reportwizard.ui.widgets.page_area import PageArea
from support.folders import at_cursor, home_on, notices, put
from support.nasty import complete_report
from support.published_pages import Manner, print_page
from support.wizard import LARGE, NAME, SMALL, open_at, shown, until, wizard_on

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

PAGE = print_page({"project_title": "River Stories", "spent_local": "640000 KZT"}, Manner())
STORY = "activities_and_results"
AGAIN = "You wrote this the last time."


async def page_area(pilot: Pilot[None], app: WizardApp) -> PageArea:
    """Open the page for Import, and return its box."""
    await until(pilot, lambda: isinstance(app.screen, HomeScreen) and "New report" in shown(app))
    await pilot.press("i")
    await until(pilot, lambda: isinstance(app.focused, PageArea))
    return app.screen.query_one(PageArea)


def found(app: WizardApp) -> str:
    return str(app.screen.query_one("#found Static", Static).render())


async def test_a_page_for_import_waits_until_its_report_is_made(tmp_path: Path) -> None:
    place = kept_page(tmp_path / "d", 10**6)
    app = WizardApp(DraftFolder(tmp_path / "d"), locale="en")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        area = await page_area(pilot, app)
        area.post_message(events.Paste(PAGE))
        # A program that is killed now has saved it by itself.
        await until(pilot, lambda: place.read() == area.text != "")
        await pilot.press("escape")
        await until(pilot, lambda: "The page waits for you" in shown(app))
    assert DraftFolder(tmp_path / "d").names() == []

    again = WizardApp(DraftFolder(tmp_path / "d"), locale="en")
    async with again.run_test(size=SMALL) as pilot:
        area = await page_area(pilot, again)
        await until(pilot, lambda: area.text == place.read() and "answers placed" in found(again))
        assert "Your page from the last time. To empty the box: Ctrl+A, then Delete." in shown(again)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(again.screen, CheckAnswersScreen))
        assert place.read() == ""
        again.close_draft()
        area = await page_area(pilot, again)
        assert area.text == ""


async def test_a_page_that_is_emptied_is_gone_and_the_words_above_the_box_with_it(tmp_path: Path) -> None:
    place = kept_page(tmp_path / "d", 10**6)
    assert place.write(1, "An old page")
    app = WizardApp(DraftFolder(tmp_path / "d"), locale="en")
    async with app.run_test(size=SMALL) as pilot:
        area = await page_area(pilot, app)
        await until(pilot, lambda: "Your page from the last time" in shown(app))
        await pilot.press("!")
        await until(pilot, lambda: area.text == "An old page!")
        await pilot.press("ctrl+a", "delete")
        await until(pilot, lambda: area.text == "" and "copy it, paste it here" in shown(app))
        await until(pilot, lambda: not place.path.exists())


async def test_a_disk_that_keeps_nothing_lets_one_write_on(tmp_path: Path) -> None:
    place = backup_folder("pages", tmp_path / "d")
    place.parent.mkdir(parents=True)
    place.write_text("a file where the folder should be")
    app = WizardApp(DraftFolder(tmp_path / "d"), locale="en")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        area = await page_area(pilot, app)
        area.post_message(events.Paste(PAGE))
        await until(pilot, lambda: "answers placed" in found(app))
        app.save_all()
        assert notices(app) == ""
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CheckAnswersScreen))


async def test_a_reason_comes_back_and_again_when_it_was_taken_back(tmp_path: Path) -> None:
    report = complete_report().with_answer(STORY, "The audience consisted of 27 people.")
    place = backup_folder("reasons", tmp_path / "d") / NAME

    async def ask(pilot: Pilot[None], app: WizardApp) -> Input:
        await open_at(pilot, app, STORY)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(app.screen, AskText) and isinstance(app.focused, Input))
        return app.screen.query_one(Input)

    app = wizard_on(tmp_path / "d", report, at=STORY)
    async with app.run_test(size=LARGE) as pilot:
        assert (await ask(pilot, app)).border_subtitle == ""
        await pilot.press(*"Lunch only")
        await until(pilot, lambda: [one.read_text() for one in place.iterdir()] == ["Lunch only"])

    again = WizardApp(DraftFolder(tmp_path / "d"), draft=NAME, locale="en")
    async with again.run_test(size=LARGE) as pilot:
        field = await ask(pilot, again)
        assert (field.value, field.border_subtitle) == ("Lunch only", AGAIN)
        # Escape gives up what was written here, and changes nothing else.
        await pilot.press(".", "escape")
        await until(pilot, lambda: not isinstance(again.screen, AskText))
        assert (await ask(pilot, again)).value == "Lunch only"
        await pilot.press("enter")
        await until(pilot, lambda: "– Set aside: “Lunch only”" in shown(again))
        assert list(place.iterdir()) == []
        assert DraftFolder(tmp_path / "d").load(NAME).set_aside[0].reason == "Lunch only"
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "! You write “27 people” here" in shown(again))
        assert (await ask(pilot, again)).value == "Lunch only"


async def test_a_new_name_comes_back_until_the_draft_has_it(tmp_path: Path) -> None:
    async def ask(pilot: Pilot[None], app: WizardApp) -> tuple[str, object]:
        await until(pilot, lambda: at_cursor(app) == "one")
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, AskText) and isinstance(app.focused, Input))
        field = app.screen.query_one(Input)
        return field.value, field.border_subtitle

    put(tmp_path, "One")
    app, kept = home_on(tmp_path), kept_name(tmp_path, "one")
    async with app.run_test(size=SMALL) as pilot:
        assert await ask(pilot, app) == ("one", "")
        await pilot.press(*"-of-2026")
        await until(pilot, lambda: kept.read() == "one-of-2026")
    again = home_on(tmp_path)
    async with again.run_test(size=SMALL) as pilot:
        assert await ask(pilot, again) == ("one-of-2026", AGAIN)
        await pilot.press("enter")
        await until(pilot, lambda: at_cursor(again) == "one-of-2026")
        assert not kept.path.exists()
