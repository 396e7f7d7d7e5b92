"""A new report: nothing must be answered, and what is answered stands in the draft."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Button, Input

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.kinds.base import Typed
from reportwizard.text import clean_line
from reportwizard.ui.app import WizardApp
from reportwizard.ui.fields.options import OptionChooser
from reportwizard.ui.screens.dialogs import Picker
from reportwizard.ui.screens.home import HomeScreen
from reportwizard.ui.screens.new_report import NewReportScreen
from reportwizard.ui.screens.part import PartScreen
from support.drafts import Clock
from support.folders import HOSTILE, notices
from support.wizard import SMALL, box, shown, until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from reportwizard.report.report import Report


def app_on(path: Path, locale: str = "kk_KZ") -> WizardApp:
    """The wizard on an empty folder."""
    return WizardApp(DraftFolder(path / "d", clock=Clock()), locale=locale)


async def begin(pilot: Pilot[None], app: WizardApp) -> NewReportScreen:
    """Press n, and wait for the page."""
    await until(pilot, lambda: "No reports yet" in shown(app))
    await pilot.press("n")
    await until(pilot, lambda: isinstance(app.screen, NewReportScreen) and app.focused is not None)
    assert isinstance(app.screen, NewReportScreen)
    return app.screen


def the_draft(app: WizardApp) -> tuple[str, Report]:
    """The only draft on the disk."""
    [name] = app.folder.names()
    return name, app.folder.load(name)


def blanks(text: str) -> str:
    """The text with plain blanks instead of those that a locale puts into numbers and dates."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def due(screen: NewReportScreen) -> Input:
    """The field for the due date."""
    return screen.query_one("#new-due Input", Input)


async def test_enter_leads_to_the_first_question(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        await pilot.press("K", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        app.screen.query_one(Input).value = "tenge"
        await pilot.press("enter")
        await until(pilot, lambda: "KZT · Kazakhstani tenge" in shown(app))
        await until(pilot, lambda: app.focused is not None and app.focused.id == "choose-locale")
        await until(pilot, lambda: "1 046 956,78 · 2023 ж. 3 қазан" in blanks(shown(app)))
        await pilot.press("tab")
        due(screen).value = "3.12.2026"
        await until(pilot, lambda: "2026 ж. 3 желтоқсан" in blanks(shown(app)))
        assert due(screen).has_focus
        await pilot.press("enter")
        await until(pilot, lambda: screen.query_one("#start", Button).has_focus)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PartScreen))
        name, report = the_draft(app)
        assert (name, report.title, report.currency, report.locale) == ("k", "K", "KZT", "kk_KZ")
        assert report.answers["due_date"] == date(2026, 12, 3)
        assert report.answers["funding_program"] == "Rapid Fund"
        await until(pilot, lambda: box(app, "applicant_username").control_widget.has_focus)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and "11 days left" in shown(app))


async def test_everything_may_be_left_empty(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, PartScreen))
        name, report = the_draft(app)
        assert (name, report.title, report.currency) == ("report", "", "")
        await until(pilot, lambda: "Report without a title yet" in shown(app))


async def test_a_report_is_in_the_list_from_its_first_letter(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await pilot.press(*"Lake")
        # A program that is killed now has saved it by itself.
        await until(pilot, lambda: [app.folder.load(one).title for one in app.folder.names()] == ["Lake"])
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and "Lake" in shown(app))
        assert the_draft(app)[0] == "lake"


async def test_a_date_with_two_meanings_is_asked_about(tmp_path: Path) -> None:
    app = app_on(tmp_path, "en")
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        due(screen).value = "3/10/2026"
        await until(pilot, lambda: "“3/10/2026”: which day do you mean?" in shown(app))
        screen.query_one(OptionChooser).focus()
        await pilot.press("2")
        await until(pilot, lambda: due(screen).value == "Oct 3, 2026")
        await until(pilot, lambda: "which day do you mean" not in shown(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, PartScreen))
        assert the_draft(app)[1].answers["due_date"] == date(2026, 10, 3)


async def test_a_date_that_cannot_be_read_is_told_and_kept(tmp_path: Path) -> None:
    app = app_on(tmp_path, "en")
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        due(screen).value = "in autumn"
        await until(pilot, lambda: "No month was found in “in autumn”." in shown(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, PartScreen))
        assert the_draft(app)[1].answers["due_date"] == Typed("in autumn")


async def test_the_way_of_writing_is_chosen_and_remembered(tmp_path: Path) -> None:
    app = app_on(tmp_path, "en")
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        screen.query_one("#choose-locale", Button).press()
        await until(pilot, lambda: isinstance(app.screen, Picker))
        app.screen.query_one(Input).value = "swahili"
        await pilot.press("enter")
        await until(pilot, lambda: "Numbers and dates: Swahili" in shown(app))
        assert app.settings.locale.startswith("sw")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, PartScreen))
        assert the_draft(app)[1].locale.startswith("sw")


@pytest.mark.parametrize("title", [*HOSTILE, "x" * 300])
async def test_any_title_makes_a_draft(tmp_path: Path, title: str) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        screen.query_one("#new-title Input", Input).post_message(events.Paste(title))
        await until(pilot, lambda: screen.report.title == clean_line(title))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, PartScreen))
        assert the_draft(app)[1].title == clean_line(title)


async def test_words_for_a_folder_that_cannot_be_written_are_kept_and_come_into_the_list(
    tmp_path: Path,
) -> None:
    (tmp_path / "d").write_text("no folder")
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "cannot be listed" in shown(app))
        app.push_screen(NewReportScreen())
        await until(pilot, lambda: isinstance(app.screen, NewReportScreen) and app.focused is not None)
        await pilot.press("K")
        await until(pilot, lambda: "not saved" in shown(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, PartScreen) and "not saved" in shown(app))
    (tmp_path / "d").unlink()
    again = app_on(tmp_path)
    async with again.run_test(size=SMALL, notifications=True) as pilot:
        await until(pilot, lambda: "could not be saved the last time" in notices(again))
        assert the_draft(again)[1].title == "K"


async def test_a_report_in_which_nothing_was_answered_goes_away_when_it_is_left(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await pilot.press("x", "backspace", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert app.folder.names() == []
        await begin(pilot, app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, PartScreen) and app.folder.names() == ["report"])
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert app.folder.names() == []
        assert app.folder.trash() == []
