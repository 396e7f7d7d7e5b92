"""The Check page: problems are solved with digits, and lead to their answers and back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import TextArea

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.kinds.values import Typed
from reportwizard.ui.check.check_page import CheckPage
from reportwizard.ui.check.items import item_offers
from reportwizard.ui.dialogs.dialog import PromptDialog
from reportwizard.ui.hand_in.hand_in_page import HandInPage
from reportwizard.ui.report.question_page import QuestionPage
from reportwizard.ui.report.screen import ReportScreen
from reportwizard.ui.wizard import Open
from support.nasty import complete_report, nasty_report
from support.steps import on_step
from support.waiting import until
from support.wizard import LARGE, NAME, SMALL, shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from reportwizard.report.report import Report
    from reportwizard.ui.app import WizardApp


def CHECK(app: WizardApp) -> None:
    app.open_in_report(Open("check"))


STORY = "activities_and_results"
DRIVE = "https://docs.google.com/spreadsheets/d/{}/edit#gid=0"


def seven_problems() -> Report:
    """An unclear amount, a contradicted figure, an email address, three links for editing, and so on."""
    links = "\n".join(DRIVE.format(name) for name in ("costs", "photos", "guests"))
    story = (
        "The audience consisted of 27 people. Write to ann@example.org. It rained, so we all went to the"
        " museum, and looked at the old maps of the lagoons and at the birds that live there."
    )
    report = complete_report().with_answer(STORY, story).with_answer("financial_report", links)
    report, _ = report.with_typed("spent_usd", "2100.090")
    return report


def page(app: WizardApp) -> CheckPage:
    """The page, which must be the one shown."""
    assert isinstance(app.screen, ReportScreen)
    assert isinstance(app.screen.page, CheckPage)
    return app.screen.page


def moved_from(app: WizardApp, here: str) -> bool:
    return page(app).list.cursor != here


def says(app: WizardApp, words: str) -> bool:
    return words in shown(app)


async def digits_alone(app: WizardApp, pilot: Pilot[None]) -> int:
    """Solve each problem with a number, or dismiss it without a reason; return how many there were."""
    done = 0
    while page(app).item and " left" in shown(app):
        here, report = page(app).list.cursor, page(app).session.report
        offers = item_offers(report, page(app).item)
        place = next(place for place, one in enumerate(offers, 1) if not one.question)
        await pilot.press(str(place))
        await pilot.pause()
        if isinstance(app.screen, PromptDialog):
            await pilot.press("enter")
        await until(pilot, partial(moved_from, app, here))
        done += 1
    return done


async def test_seven_problems_are_solved_with_digits_and_undone(tmp_path: Path) -> None:
    report = seven_problems()
    async with on_step(tmp_path, report, CHECK) as (app, pilot):
        await until(pilot, lambda: "7 left" in shown(app))
        order = [id for id in page(app).list.ids if not id.startswith("group:")]
        assert page(app).list.cursor == order[0]
        await pilot.press("1")
        await until(pilot, lambda: "6 left of 7" in shown(app) and page(app).list.cursor == order[1])
        await digits_alone(app, pilot)
        await until(pilot, lambda: "✓ Nothing to ask. F6 hands in." in shown(app))
        await until(pilot, lambda: "▸ Fixed or right as it is   7" in shown(app))
        assert app.session
        assert {one.reason for one in app.session.report.dismissed} == {""}
        for left in range(1, 8):
            await pilot.press("ctrl+z")
            await until(pilot, partial(says, app, f"{left} left"))
        assert app.session.report.answers == report.answers
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "There is nothing to take back." in shown(app))


async def test_enter_opens_the_answer_and_tab_returns_to_the_next_item(tmp_path: Path) -> None:
    async with on_step(tmp_path, seven_problems(), CHECK) as (app, pilot):
        await until(pilot, lambda: "7 left" in shown(app))
        first, second = page(app).list.ids[:2]
        page(app).list.go_to(next(id for id in page(app).list.ids if id.startswith("privacy.email")))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one(TextArea).has_focus)
        text = app.screen.query_one(TextArea)
        assert text.text[text.cursor_location[1] :].startswith("ann@example.org")
        await pilot.press("escape")
        await until(pilot, lambda: page(app).list.cursor != first)
        page(app).list.go_to(first)
        for back in ("escape", "f5"):
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, ReportScreen)
                        and isinstance(app.screen.page, QuestionPage))  # fmt: skip
            await pilot.press(back)
            await until(pilot, lambda: page(app).list.cursor == first)
        await pilot.press("down", "up")
        assert app.session
        here = page(app).item
        assert here is not None
        question = here.question
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen)
                    and isinstance(app.screen.page, QuestionPage))  # fmt: skip
        app.session.set_answer(question, complete_report().answers[question])
        await pilot.press("tab")
        await until(pilot, lambda: page(app).list.cursor == second)


async def test_missing_answers_are_one_group_and_all_answers_can_be_copied(tmp_path: Path) -> None:
    report = complete_report().with_answer("surprises", None)
    async with on_step(tmp_path, report, CHECK) as (app, pilot):
        await until(pilot, lambda: "▸ Not answered yet   1" in shown(app))
        page(app).list.go_to("group:answers")
        await pilot.press("enter")
        await until(pilot, lambda: "▾ All 24 answers" in shown(app))
        assert app.session
        wanted = {f"answer:{one.id}" for one in app.session.report.questions()}
        assert wanted <= set(page(app).list.ids)
        page(app).list.go_to("answer:spent_local")
        await pilot.press("f4")
        await until(pilot, lambda: "Type a number: it does what is beside it." in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: app.clipboard == "12180.50")
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen)
                    and isinstance(app.screen.page, HandInPage))  # fmt: skip


async def test_unplaced_texts_stay_until_they_are_removed(tmp_path: Path) -> None:
    report = replace(complete_report(), unplaced=("First [/] leftover", "Second leftover"))
    async with on_step(tmp_path, report, CHECK) as (app, pilot):
        await until(pilot, lambda: "First [/] leftover" in shown(app))
        page(app).list.go_to("unplaced:0")
        await pilot.press("1", "2")
        assert app.clipboard == "First [/] leftover"
        await until(pilot, lambda: "First" not in shown(app) and "Second leftover" in shown(app))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "First [/] leftover" in shown(app))
        page(app).list.go_to("unplaced:0")
        await pilot.press("2")
        assert app.session
        assert app.session.save_now()
    assert DraftFolder(tmp_path).load(NAME).unplaced == ("Second leftover",)


async def test_a_click_opens_an_answer_and_hostile_text_is_shown_literally(tmp_path: Path) -> None:
    async with on_step(tmp_path, nasty_report(0), CHECK) as (app, pilot):
        await pilot.press("end", "enter", "end")
        for size in (SMALL, LARGE):
            await pilot.resize_terminal(*size)
            await pilot.press("pageup", "end")
            await until(pilot, lambda: page(app).item is not None and "open the answer" in shown(app))
        rows = shown(app).splitlines()
        row = next(y for y, line in enumerate(rows) if "open the answer" in line)
        await pilot.click(offset=(rows[row].index("open the answer"), row))
        await until(pilot, lambda: isinstance(app.screen, ReportScreen)
                    and isinstance(app.screen.page, QuestionPage))  # fmt: skip


async def test_a_problem_in_a_table_leads_to_its_cell(tmp_path: Path) -> None:
    report = complete_report()
    table = dict(report.answers["people_metrics"])  # type: ignore[arg-type]
    table["organizers"] = {**table["organizers"], "result": Typed("3+1")}  # type: ignore[dict-item]
    async with on_step(tmp_path, report.with_answer("people_metrics", table), CHECK) as (app, pilot):
        await until(pilot, lambda: "› Results: “3+1” holds more than one" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Number of organizers › Results\n" in shown(app))
        assert app.focused is not None
        assert getattr(app.focused, "value", "") == "3+1"
