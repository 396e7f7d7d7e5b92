"""One key at the question, or on the page with all answers, sets aside what they will ask, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ui.app import WizardApp
from reportwizard.ui.screens.check_answers import CheckAnswersScreen
from reportwizard.ui.screens.dialogs import AskText, Picker
from reportwizard.ui.screens.part import PartScreen
from support.folders import notices
from support.nasty import complete_report
from support.steps import on_step
from support.wizard import LARGE, NAME, box, open_at, paste, shown, until, wizard_on

if TYPE_CHECKING:
    from pathlib import Path

    from reportwizard.report.report import Report

WHY = "Some came for lunch only."
STORY = "activities_and_results"
RAIN = (
    " It rained, so all went to the museum, and looked at the old maps of the lagoons and at the birds"
    " that live there."
)


def told_otherwise() -> Report:
    """A report that tells of 27 people, and of 18 participants in its table."""
    return complete_report().with_answer(STORY, f"The audience consisted of 27 people.{RAIN}")


def reasons(app: WizardApp) -> list[str]:
    assert app.session is not None
    return [entry.reason for entry in app.session.report.dismissed]


async def test_at_the_question_and_back_with_the_same_key(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", told_otherwise(), at=STORY)
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, STORY)
        await until(pilot, lambda: "! You write “27 people” here" in shown(app))
        assert "required  !" in shown(app)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(app.screen, AskText))
        assert "You write “27 people” here" in shown(app)
        await pilot.press(*WHY, "enter")
        await until(pilot, lambda: f"– Right as it is: “{WHY}”" in shown(app))
        assert reasons(app) == [WHY]
        assert "required  !" not in shown(app)
        assert "! You write" not in shown(app)
        await until(pilot, lambda: box(app, STORY).control_widget.has_focus)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "! You write “27 people” here" in shown(app))
        assert reasons(app) == []


async def test_it_is_kept_in_the_draft_and_comes_back_with_other_figures(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", told_otherwise(), at=STORY)
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, STORY)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(app.screen, AskText))
        await paste(pilot, WHY)
        await pilot.press("enter")
        await until(pilot, lambda: reasons(app) == [WHY])
        assert app.session is not None
        assert app.session.save_now()
        assert DraftFolder(tmp_path / "d").load(NAME).dismissed == app.session.report.dismissed
        app.session.set_answer(STORY, f"The audience consisted of 29 people.{RAIN}")
        await until(pilot, lambda: "! You write “29 people” here" in shown(app))
        assert "changed since" in shown(app)


async def test_without_a_reason_or_with_escape_nothing_is_dismissed(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", told_otherwise(), at=STORY)
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, STORY)
        for keys in (["enter"], ["x", "escape"]):
            await pilot.press("ctrl+r")
            await until(pilot, lambda: isinstance(app.screen, AskText))
            await pilot.press(*keys)
            await until(pilot, lambda: isinstance(app.screen, PartScreen))
            assert reasons(app) == []
        await until(pilot, lambda: "Say why this is right" in notices(app))
        await open_at(pilot, app, "learning_answers")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Nothing is asked here" in notices(app))


async def test_of_several_one_is_chosen(tmp_path: Path) -> None:
    report = told_otherwise().with_answer(STORY, f"The audience: 27 people. TODO: add photos.{RAIN}")
    app = wizard_on(tmp_path / "d", report, at=STORY)
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, STORY)
        await until(pilot, lambda: "still stands here" in shown(app))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        await pilot.press(*"still", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskText) and "still stands here" in shown(app))
        await paste(pilot, "It is a name.")
        await pilot.press("enter")
        await until(pilot, lambda: reasons(app) == ["It is a name."])
        assert app.session is not None
        assert app.session.report.dismissed[0].code == "wording.placeholder"
        await until(pilot, lambda: isinstance(app.screen, PartScreen))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        await pilot.press(*"ask ag", "enter")
        await until(pilot, lambda: reasons(app) == [])


async def test_on_the_page_with_all_answers(tmp_path: Path) -> None:
    report = told_otherwise().with_answer("report_status", "accepted")
    async with on_step(tmp_path, report, WizardApp.open_check, size=LARGE) as (app, pilot):
        await until(pilot, lambda: "! What they will ask (you can hand in all the same)" in shown(app))
        screen = app.screen
        assert isinstance(screen, CheckAnswersScreen)
        assert screen.answers.target == STORY
        place = screen.answers.cursor
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, AskText))
        await paste(pilot, WHY)
        await pilot.press("enter")
        await until(pilot, lambda: "– Right as it is (your reason is not in the report)" in shown(app))
        assert f"Your reason: {WHY}" in shown(app)
        assert "What they will ask" not in shown(app)
        assert abs(screen.answers.cursor - place) <= 1
        await pilot.press("s")
        await until(pilot, lambda: "What they will ask" in shown(app))
        assert reasons(app) == []
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PartScreen))


async def test_a_repair_is_one_key_on_the_page_with_all_answers(tmp_path: Path) -> None:
    link = "https://docs.google.com/spreadsheets/d/abc/edit#gid=1"
    report = complete_report().with_answer("report_status", "accepted")
    report = report.with_answer("financial_report", f"All costs: {link}")
    async with on_step(tmp_path, report, WizardApp.open_check, size=LARGE) as (app, pilot):
        await until(pilot, lambda: "R  Put the link for readers there" in shown(app))
        screen = app.screen
        assert isinstance(screen, CheckAnswersScreen)
        assert screen.answers.target == "financial_report"
        await pilot.press("r")
        assert app.session is not None
        wanted = "All costs: https://docs.google.com/spreadsheets/d/abc/view"
        assert app.session.report.answers["financial_report"] == wanted
        assert screen.answers.cursor < 6
        await until(pilot, lambda: "R  Put the link" not in shown(app))
        await pilot.press("r")
        await until(pilot, lambda: "nothing to repair with one key here" in notices(app))
