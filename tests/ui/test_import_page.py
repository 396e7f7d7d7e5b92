"""A page that exists already becomes a draft; nothing is guessed, and what is no report makes nothing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Button, Input, Static

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.exports.registry import export_report
from reportwizard.money.amount import Amount
from reportwizard.ui.app import WizardApp
from reportwizard.ui.screens.check_answers import CheckAnswersScreen
from reportwizard.ui.screens.dialogs import Picker
from reportwizard.ui.screens.home import HomeScreen
from reportwizard.ui.screens.import_page import ImportPageScreen
from reportwizard.ui.widgets.page_area import PageArea
from support.drafts import Clock, a_report
from support.folders import notices
from support.published_pages import Manner, print_page
from support.wizard import SMALL, shown, until

if TYPE_CHECKING:
    from textual.pilot import Pilot

PAGE = print_page(
    {
        "project_title": "River [/] Stories",
        "applicant_username": "RiverWriter",
        "due_date": "2027-01-30T00:00:00Z",
        "awarded": "1500",
        "spent": "1400.50 USD, 640000",
        "activities_and_results": "We walked along the river and wrote.",
        "spent_local": "640000",
    },
    Manner(),
)
"""A page that prints its local amount without a currency."""

WITH_CODE = PAGE.replace("1400.50 USD, 640000", "1400.50 USD, 640000 KZT")
FOREIGN = "Grants:Programs/Wikimedia Community Fund/General Support Fund/Some group\n\nGeneral Support Fund\n"
SAMPLE = Path(__file__).parents[2] / ".." / "shared" / "samples" / "kazakh-conference-final-report.txt"


async def begin(pilot: Pilot[None], app: WizardApp) -> ImportPageScreen:
    """Press i, and wait for the page."""
    await until(pilot, lambda: "No reports yet" in shown(app))
    await pilot.press("i")
    await until(pilot, lambda: isinstance(app.focused, PageArea))
    assert isinstance(app.screen, ImportPageScreen)
    return app.screen


def app_on(path: Path) -> WizardApp:
    """The wizard on an empty folder."""
    return WizardApp(DraftFolder(path / "d", clock=Clock()), locale="kk_KZ")


def paste(app: WizardApp, text: str) -> None:
    """Paste a text into the field that has the cursor."""
    assert app.focused is not None
    app.focused.post_message(events.Paste(text))


def found(screen: ImportPageScreen) -> str:
    """What is said about the text."""
    return str(screen.query_one("#found Static", Static).render())


async def test_a_page_is_recognised_and_becomes_a_draft_on_the_check_page(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        paste(app, WITH_CODE)
        await until(pilot, lambda: "A page of 2023: Rapid Fund Final Report: " in found(screen))
        assert "answers placed" in found(screen)
        assert "River [/] Stories" in found(screen)
        assert "Local currency: KZT" in found(screen)
        assert not app.folder.names()
        screen.query_one("#make", Button).press()
        await until(pilot, lambda: isinstance(app.screen, CheckAnswersScreen))
        report = app.folder.load("river-stories")
        assert report.title == "River [/] Stories"
        assert report.answers["spent_local"] == Amount(Decimal(640000), "KZT")
        assert report.locale == "kk_KZ"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and "River [/] Stories" in shown(app))


async def test_a_local_amount_without_a_currency_is_asked_about(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        paste(app, PAGE)
        await until(pilot, lambda: "does not say in which currency your local amounts are" in found(screen))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        assert not app.folder.names()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        app.screen.query_one(Input).value = "tenge"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CheckAnswersScreen))
        report = app.folder.load("river-stories")
        assert (report.currency, report.answers["spent_local"]) == ("KZT", Amount(Decimal(640000), "KZT"))


async def test_what_is_no_report_is_named_and_makes_nothing(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        for text, words in (
            (FOREIGN, "General Support Fund"),
            ("a letter to a friend", "not a report that we know"),
        ):
            screen.query_one(PageArea).put(text)
            await until(pilot, lambda words=words: words in found(screen))  # type: ignore[misc]
            assert found(screen).startswith("✗")
            assert screen.query_one("#make", Button).disabled
            await pilot.press("ctrl+s")
        assert "There is no report yet" in notices(app)
        screen.query_one(PageArea).put("")
        await until(pilot, lambda: not found(screen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    assert not (tmp_path / "d").exists()


async def test_making_the_report_waits_until_the_page_is_read(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        screen.query_one(PageArea).put(WITH_CODE)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CheckAnswersScreen))


async def test_a_reader_that_breaks_is_told_and_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportwizard.imports.registry.importers", lambda: (None,))
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        paste(app, PAGE)
        await until(pilot, lambda: found(screen).startswith("✗ This text cannot be read"))


async def test_a_file_is_read_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "home" / "my report.json").write_text(
        export_report(a_report(project_title="Kz"), "json"), "utf-8"
    )
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        screen.query_one("#file", Input).focus()
        screen.query_one("#file", Input).value = "~/missing.txt"
        await pilot.press("enter")
        await until(pilot, lambda: "missing.txt: there is no such file" in notices(app))
        screen.query_one("#file", Input).value = "'~/my report.json'"
        await pilot.press("enter")
        await until(pilot, lambda: "A report that this program wrote for other programs" in found(screen))
        await until(pilot, lambda: screen.query_one("#make", Button).has_focus)
        await pilot.press("enter")
        await until(pilot, lambda: app.folder.names() == ["kz"])


async def test_text_that_fits_no_question_is_listed_and_kept(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        paste(app, WITH_CODE.replace("Report type: Final", "Report type: Interim [/]"))
        await until(pilot, lambda: "no question" in found(screen))
        assert "• Report type: Interim [/]" in found(screen)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CheckAnswersScreen))
        assert "Report type: Interim [/]" in app.folder.load("river-stories").unplaced


async def test_a_large_paste_is_taken_cleaned_and_a_far_too_large_one_refused(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        answer = "We wrote a word.\x1b[31m\r\n" * 10_000
        paste(app, WITH_CODE.replace("We walked along the river and wrote.", answer))
        await until(pilot, lambda: found(screen).startswith("✓"))
        text = screen.query_one(PageArea).text
        assert text.count("We wrote a word.\n") == 10_000
        paste(app, "x" * (PageArea.MOST + 1))
        await until(pilot, lambda: "too large" in notices(app))
        assert screen.query_one(PageArea).text == text


async def test_a_folder_that_cannot_be_written_is_told_and_the_text_stays(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        paste(app, WITH_CODE)
        await until(pilot, lambda: found(screen).startswith("✓"))
        (tmp_path / "d").write_text("no folder")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: notices(app))
        assert app.screen is screen
        assert "River" in screen.query_one(PageArea).text


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the published page is not part of the repository")
async def test_the_published_page_is_recognised(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        paste(app, SAMPLE.read_text("utf-8"))
        await until(
            pilot, lambda: "A page of 2023: Rapid Fund Final Report: 29 answers placed" in found(screen)
        )
        assert "does not say in which currency" in found(screen)


async def test_an_undo_that_makes_the_page_short_again_ends_nothing(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        area = (await begin(pilot, app)).query_one(PageArea)
        area.post_message(events.Paste("one\n" * 50))
        await until(pilot, lambda: area.document.line_count == 51)
        await until(pilot, lambda: area.show_vertical_scrollbar)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: area.text == "")
