"""Every answer on one page, on screen: a way to each question and back, by key and by mouse."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ui.app import WizardApp
from reportwizard.ui.screens.check_answers import CheckAnswersScreen
from reportwizard.ui.screens.dialogs import Confirm
from reportwizard.ui.screens.hand_in import HandInScreen
from reportwizard.ui.screens.part import PartScreen
from support.drafts import a_report
from support.nasty import complete_report, nasty_report
from support.steps import on_step
from support.wizard import LARGE, NAME, SMALL, shown, until

if TYPE_CHECKING:
    from pathlib import Path

    from reportwizard.ui.widgets.answer_list import AnswerList

CHECK = WizardApp.open_check


def answers(app: WizardApp) -> AnswerList:
    """The list on the page, which must be the one shown."""
    assert isinstance(app.screen, CheckAnswersScreen)
    return app.screen.answers


async def test_from_what_is_missing_to_its_question_and_back_to_its_answer(tmp_path: Path) -> None:
    report = complete_report().with_answer("surprises", None).with_answer("applicant_username", None)
    async with on_step(tmp_path, report, CHECK) as (app, pilot):
        await until(pilot, lambda: "✗ Must be mended: 2 things are missing" in shown(app))
        assert answers(app).target == "applicant_username"
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, PartScreen))
        assert app.screen.query_one("#box-surprises").has_focus_within
        await pilot.press("Ж", "escape")
        await until(pilot, lambda: answers(app).target == "surprises")
        await until(pilot, lambda: "5    Surprises                Ж" in shown(app))
        await pilot.press("f5")
        await until(pilot, lambda: "✗ Must be mended: 1 thing is missing" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PartScreen))
        await pilot.press("f5")
        await until(pilot, lambda: answers(app).target == "applicant_username")


async def test_a_complete_report_goes_on_to_the_last_step(tmp_path: Path) -> None:
    async with on_step(tmp_path, complete_report(), CHECK) as (app, pilot):
        await until(pilot, lambda: "✓ Everything required is answered. F6 goes on." in shown(app))
        await pilot.press("n", "f6")
        await until(pilot, lambda: isinstance(app.screen, HandInScreen))


async def test_the_keys_reach_every_answer(tmp_path: Path) -> None:
    async with on_step(tmp_path, a_report(applicant_response="A long answer. " * 200), CHECK) as (app, pilot):
        await until(pilot, lambda: "Enter change · N next · R repair · S right · C copy" in shown(app))
        await pilot.press("end")
        assert answers(app).target == "applicant_response"
        await until(pilot, lambda: "… 600 words" in shown(app))
        await pilot.press("pageup")
        middle = answers(app).cursor
        await pilot.press("home")
        assert 0 < answers(app).cursor < middle
        await until(pilot, lambda: "things are missing" in shown(app))
        seen = set()
        for _ in range(60):
            seen.add(answers(app).target)
            answers(app).action_move(1)
        assert app.session
        assert seen == {question.id for question in app.session.report.questions()}


async def test_n_finds_what_is_to_be_done_and_c_copies_for_the_portal(tmp_path: Path) -> None:
    report = complete_report().with_answer("surprises", None).with_answer("report_status", "accepted")
    report, _ = report.with_typed("spent_usd", "1234.000")
    async with on_step(tmp_path, report, CHECK) as (app, pilot):
        found = []
        for _ in range(3):
            await pilot.press("n")
            found.append(answers(app).target)
        assert found == ["surprises", "spent_usd", "surprises"]
        answers(app).show(answers(app)._blocks, "spent_local")
        await pilot.press("c")
        await until(pilot, lambda: app.clipboard == "12180.50")
        await pilot.press("delete")
        assert app.session
        assert app.session.report.answers["spent_local"] == report.answers["spent_local"]


async def test_a_click_opens_the_question_under_the_mouse_and_a_heading_opens_nothing(tmp_path: Path) -> None:
    report = complete_report().with_answer("report_status", "accepted")
    async with on_step(tmp_path, report, CHECK) as (app, pilot):
        await until(pilot, lambda: "Grant ID" in shown(app))
        row = next(y for y, line in enumerate(shown(app).splitlines()) if "Grant ID" in line)
        await pilot.click(offset=(30, 2))
        assert answers(app).target == "project_title"
        await pilot.click(offset=(60, row))
        await until(pilot, lambda: isinstance(app.screen, PartScreen))
        assert app.screen.query_one("#box-grant_id").has_focus_within


async def test_what_an_import_left_over_is_kept_until_it_is_removed(tmp_path: Path) -> None:
    report = replace(a_report(), unplaced=("First [/] leftover", "Second leftover"))
    async with on_step(tmp_path, report, CHECK) as (app, pilot):
        await pilot.press("end", "up", "c", "delete")
        assert app.clipboard == "First [/] leftover"
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("escape")
        await until(pilot, lambda: "│ First [/] leftover" in shown(app))
        await pilot.press("enter", "y")
        await until(pilot, lambda: "First" not in shown(app) and "│ Second leftover" in shown(app))
        assert app.session
        assert app.session.save_now()
    assert DraftFolder(tmp_path).load(NAME).unplaced == ("Second leftover",)


async def test_hostile_answers_are_only_words_in_any_terminal(tmp_path: Path) -> None:
    async with on_step(tmp_path, nasty_report(0), CHECK) as (app, pilot):
        for size in (SMALL, (40, 12), LARGE):
            await pilot.resize_terminal(*size)
            await pilot.press("home", "pagedown", "pagedown", "end")
            await until(pilot, lambda: "%s {0} ${x}" in shown(app))
            assert app.is_running
