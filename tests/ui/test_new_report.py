"""A new report: two questions, nothing must be answered, and what is answered stands in the draft."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import events

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ui.app import WizardApp
from reportwizard.ui.dialogs.dialog import SearchDialog
from reportwizard.ui.home.new_report import CurrencyBox, NewReportPage
from reportwizard.ui.home.screen import HomeScreen
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.wizard import NEW, Open
from support.drafts import Clock
from support.folders import HOSTILE, home_on, notices, put
from support.waiting import until
from support.wizard import LARGE, SMALL, shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from reportwizard.report.report import Report


def app_on(path: Path, locale: str = "kk_KZ") -> WizardApp:
    """The wizard on an empty folder."""
    return WizardApp(DraftFolder(path / "d", clock=Clock()), locale=locale)


async def begin(pilot: Pilot[None], app: WizardApp) -> NewReportPage:
    """Enter on the first start, and wait for the page."""
    await until(pilot, lambda: "Begin my report" in shown(app))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.focused, Box))
    return app.screen.query_one(NewReportPage)


def box(app: WizardApp, about: str) -> Box:
    """One of the boxes."""
    return app.screen.query_one(f"#box-{about} Box", Box)


def currency(app: WizardApp) -> str:
    """What stands in the box of the currency, when no dialog lies over it."""
    return "" if isinstance(app.screen, SearchDialog) else app.screen.query_one(CurrencyBox).value


def the_draft(app: WizardApp) -> tuple[str, Report]:
    """The only draft on the disk."""
    [name] = app.folder.names()
    return name, app.folder.load(name)


async def test_three_keys_and_the_title_lead_to_the_first_empty_box(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await until(pilot, lambda: "Your computer says Kazakhstan." in shown(app))
        await pilot.press("K", "enter", "enter")
        await until(pilot, lambda: not isinstance(app.screen, HomeScreen))
        name, report = the_draft(app)
        assert (name, report.title, report.currency, report.locale) == ("k", "K", "KZT", "kk_KZ")
        assert report.answers["funding_program"] == "Rapid Fund"
        await pilot.press("Y")
        await until(pilot, lambda: app.session and app.session.report.answers["applicant_username"] == "Y")


async def test_a_country_finds_its_currency(tmp_path: Path) -> None:
    app = app_on(tmp_path, "en")
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await until(pilot, lambda: "Type a currency or a country," in shown(app))
        await pilot.press("tab", *"peso")
        await until(pilot, lambda: shown(app).count(" peso") > 4)
        await pilot.press(*["backspace"] * 4, *"peru")
        await until(pilot, lambda: "PEN · Peruvian sol" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: currency(app) == "PEN · Peruvian sol")
        assert app.session is not None
        # What is not found, or not wanted, changes nothing.
        await pilot.press("q", "x", "enter", "escape")
        await until(pilot, lambda: currency(app) == "PEN · Peruvian sol")
        assert app.session.report.currency == "PEN"
        await pilot.press("delete")
        await until(pilot, lambda: app.session and app.session.report.currency == "")
        await pilot.press("tab", "enter")
        await until(
            pilot, lambda: "The title is empty." in shown(app) and box(app, "project_title").has_focus
        )
        await pilot.press("enter", "enter")
        await until(pilot, lambda: not isinstance(app.screen, HomeScreen))
        name, report = the_draft(app)
        assert (name, report.title, report.currency) == ("report", "", "")
    # A report in which nothing was written goes away when it is left.
    assert app.folder.names() == []


async def test_a_report_is_in_the_list_from_its_first_letter(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await pilot.press(*"Lake")
        # A program that is killed now has saved it by itself.
        await until(pilot, lambda: [app.folder.load(one).title for one in app.folder.names()] == ["Lake"])
        await pilot.press("escape")
        await until(pilot, lambda: "My reports" in shown(app) and "Lake" in shown(app))
        assert the_draft(app)[0] == "lake"


async def test_a_report_in_which_nothing_was_written_goes_away(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await pilot.press("escape")
        await until(pilot, lambda: "Begin my report" in shown(app))
        assert app.session is None
    assert not list((tmp_path / "d").glob("*.toml"))


async def test_a_pasted_title_is_cleaned_and_shown_as_it_is(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        for title in HOSTILE:
            box(app, "project_title").value = ""
            box(app, "project_title").post_message(events.Paste(title))
            await until(pilot, lambda: box(app, "project_title").value != "")
            assert "\x1b" not in box(app, "project_title").value
        await pilot.press("escape")
        await until(pilot, lambda: "a[31mred bell and a tab" in shown(app) or "red bell" in shown(app))


async def test_what_cannot_be_saved_is_said_kept_and_comes_into_the_list(tmp_path: Path) -> None:
    (tmp_path / "d").write_text("no folder")
    app = app_on(tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: "Begin a new report" in shown(app))
        app.screen.post_message(Open(NEW))
        await until(pilot, lambda: isinstance(app.focused, Box))
        await pilot.press("K")
        await until(pilot, lambda: "✗ not saved" in shown(app))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: not isinstance(app.screen, HomeScreen) and "not saved" in shown(app))
    (tmp_path / "d").unlink()
    again = app_on(tmp_path)
    async with again.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "could not be saved the last time" in notices(again))
        assert the_draft(again)[1].title == "K"


async def test_like_an_older_report_asks_for_title_and_dates(tmp_path: Path) -> None:
    put(tmp_path, "Camp 2025", applicant_username="Yma", organization_name="Our group", surprises="Rain.")
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Camp 2025" in shown(app))
        await pilot.press("space", "3")
        await until(pilot, lambda: "Kept: your name" in shown(app) and isinstance(app.focused, Box))
        await pilot.press(*"Camp 2026", "enter", *"3 July 2026", "enter", *"someday")
        await until(pilot, lambda: "= 3 July 2026" in shown(app) and "✗ No month was found" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, HomeScreen))
    report = app.folder.load("camp-2026")
    assert (report.title, report.currency, report.locale) == ("Camp 2026", "KZT", "kk_KZ")
    assert report.answers["project_start"] == date(2026, 7, 3)
    assert report.answers["applicant_username"] == "Yma"
    assert "surprises" not in report.answers
