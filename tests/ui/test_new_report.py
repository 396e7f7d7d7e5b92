"""A new report: nothing must be answered, and what is answered stands in the draft."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Button, Input

from reportwizard.drafts.saving.backup import backup_folder
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

    import pytest
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


async def test_escape_saves_nothing(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await pilot.press("K", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    assert not (tmp_path / "d").exists()


async def test_a_date_with_two_meanings_is_asked_about(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        due(screen).value = "3/10/2026"
        await until(pilot, lambda: "“3/10/2026” can mean two days. Choose the day you mean." in shown(app))
        screen.query_one(OptionChooser).focus()
        await pilot.press("2")
        await until(pilot, lambda: due(screen).value == "2026-03-10")
        await until(pilot, lambda: "can mean two days" not in shown(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, PartScreen))
        assert the_draft(app)[1].answers["due_date"] == date(2026, 3, 10)


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


async def test_any_title_makes_a_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = app_on(tmp_path)
    opened: list[str] = []
    monkeypatch.setattr(app, "open_draft", opened.append)
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        for count, title in enumerate((*HOSTILE, "x" * 300), 1):
            field = screen.query_one("#new-title Input", Input)
            field.value = ""
            field.post_message(events.Paste(title))
            await until(pilot, lambda title=title: screen.report.title == clean_line(title))  # type: ignore[misc]
            await pilot.press("ctrl+s")
            await until(pilot, lambda count=count: len(opened) == count)  # type: ignore[misc]
            assert app.folder.load(opened[-1]).title == clean_line(title)
    assert len(set(opened)) == len(HOSTILE) + 1


async def test_a_folder_that_cannot_be_written_is_told_and_the_page_stays(tmp_path: Path) -> None:
    (tmp_path / "d").write_text("no folder")
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "cannot be listed" in shown(app))
        app.push_screen(NewReportScreen("rapid-fund-final"))
        await until(pilot, lambda: isinstance(app.screen, NewReportScreen) and app.focused is not None)
        await pilot.press("K", "ctrl+s")
        await until(pilot, lambda: notices(app))
        assert isinstance(app.screen, NewReportScreen)
        assert app.screen.report.title == "K"


async def test_what_was_written_waits_until_the_report_is_started(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        screen = await begin(pilot, app)
        await pilot.press(*"Lake", "escape")
        await until(pilot, lambda: "What you wrote waits for you" in shown(app))
        assert app.folder.names() == []

    again = app_on(tmp_path, "pt_BR")
    async with again.run_test(size=SMALL, notifications=True) as pilot:
        await until(pilot, lambda: "A new report that you began waits for you" in notices(again))
        screen = await begin(pilot, again)
        await until(pilot, lambda: screen.query_one("#new-title Input", Input).value == "Lake")
        assert "You began this report the last time" in notices(again)
        assert "Kazakh" in shown(again)  # how numbers are written, as it was chosen then
        await pilot.press("s", "ctrl+s")
        await until(pilot, lambda: isinstance(again.screen, PartScreen))
        assert the_draft(again)[1].title == "Lakes"
        again.close_draft()
        await pilot.press("n")
        await until(pilot, lambda: isinstance(again.screen, NewReportScreen) and again.focused is not None)
        assert again.screen.query_one("#new-title Input", Input).value == ""


async def test_a_page_left_empty_leaves_nothing_behind(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await pilot.press("x", "backspace", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await until(pilot, lambda: not list(backup_folder("begun", app.folder.path).glob("*.toml")))
