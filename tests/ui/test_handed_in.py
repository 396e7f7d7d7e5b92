"""What arrived in the portal, and what is asked after the hand-in, on screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from reportwizard.report.due import mark_handed_in
from reportwizard.ui.app import WizardApp
from reportwizard.ui.hand_in.finish_page import FinishPage
from reportwizard.ui.hand_in.hand_in_page import HandInPage
from reportwizard.ui.hand_in.proof_and_review import ProofPage, ReviewPage
from reportwizard.ui.report.question_page import QuestionPage
from reportwizard.ui.report.screen import ReportScreen
from reportwizard.ui.shared.frame import Page
from reportwizard.ui.shared.line_list import LineList
from reportwizard.ui.shared.page_box import PageBox
from reportwizard.ui.wizard import Open
from support.nasty import complete_report
from support.portal import portal_page
from support.steps import on_step
from support.waiting import until
from support.wizard import shown


def HAND_IN(app: WizardApp) -> None:
    app.open_in_report(Open("hand-in"))


async def on_page(app: WizardApp, pilot: Pilot[None], kind: type[Page]) -> None:
    await until(pilot, lambda: isinstance(app.screen, ReportScreen) and isinstance(app.screen.page, kind))


async def test_what_arrived_is_listed_and_each_answer_is_one_key_away(tmp_path: Path) -> None:
    report = complete_report()
    page = portal_page(report, lambda id, text: text[:40] if id == "surprises" else text)
    async with on_step(tmp_path / "d", report, HAND_IN) as (app, pilot):
        await pilot.press("5")
        await on_page(app, pilot, ProofPage)
        await pilot.press(*"~/none.txt", "enter")
        await until(pilot, lambda: "there is no such file" in shown(app).lower())
        app.screen.query_one(PageBox).post_message(events.Paste(page))
        await until(pilot, lambda: "1 thing did not arrive as you have it here." in shown(app))
        await pilot.press("enter")
        await on_page(app, pilot, QuestionPage)
        await until(pilot, lambda: "Surprises" in shown(app))
        await pilot.press("escape")
        await on_page(app, pilot, ProofPage)
        await until(pilot, lambda: "It ends after “" in shown(app))
        app.screen.query_one(PageBox).post_message(events.Paste("A letter\rabout something else."))
        await until(pilot, lambda: "Hardly any of your answers is in this text" in shown(app))
        assert "It ends after" not in shown(app)
        await pilot.press("escape")
        await on_page(app, pilot, HandInPage)
        await pilot.press("4")
        await until(pilot, lambda: "2  check what arrived first" in shown(app))
        await pilot.press("2")
        await on_page(app, pilot, ProofPage)
        app.screen.query_one(PageBox).post_message(events.Paste(portal_page(report, lambda _, text: text)))
        await until(pilot, lambda: "1  press Submit there, then go on" in shown(app))
        await until(pilot, lambda: "Enter go on" in shown(app))
        await pilot.press("1")
        await on_page(app, pilot, HandInPage)
        await pilot.press("enter", "1")
        await on_page(app, pilot, FinishPage)


async def test_what_is_asked_is_answered_point_by_point_once_it_is_handed_in(tmp_path: Path) -> None:
    report = mark_handed_in(complete_report(), date(2026, 10, 3))
    async with on_step(tmp_path / "d", report, HAND_IN) as (app, pilot):
        await on_page(app, pilot, FinishPage)
        await pilot.press("6")
        await on_page(app, pilot, ReviewPage)
        assert "Ctrl+O choose a file" in shown(app)
        assert "open the answer" not in shown(app)
        app.screen.query_one(PageBox).post_message(events.Paste("1. Why so few in question 5?\r2. Who paid?"))
        await until(pilot, lambda: "2 points are new." in shown(app))
        await pilot.press("enter")
        await on_page(app, pilot, QuestionPage)
        await until(pilot, lambda: "Esc review notes" in shown(app))
        await pilot.press("escape")
        await on_page(app, pilot, ReviewPage)
        assert "Enter open the answer   1–4 do it" in shown(app)
        await pilot.press("tab", *"Rain.")
        await until(pilot, lambda: "Tab next response" in shown(app) and "1–4 do it" not in shown(app))
        await pilot.press("tab", "1", "backspace")
        await until(pilot, lambda: "Tab the list" in shown(app))
        await pilot.press("tab", *"a1")
        assert app.session
        await until(pilot, lambda: "Letters do nothing here. Tab goes to" in shown(app))
        assert not any(one.settled for one in app.session.report.asks)
        await pilot.press("end", "1")
        await until(pilot, lambda: app.session is not None and app.session.report.asks[1].settled)
        assert [one.response for one in app.session.report.asks] == ["Rain.", ""]
        await pilot.press("2")
        await until(pilot, lambda: app.clipboard == "1. Why so few in question 5?\nRain.")
        await until(pilot, lambda: "The response " in shown(app))
        await pilot.press("3")
        await until(pilot, lambda: "✓ Written to" in shown(app))
        assert next((tmp_path / "home").glob("* response.txt")).read_text().endswith("Rain.\n")
        assert isinstance(app.focused, LineList)
        app.focused.post_message(events.Paste("x" * 300 + "?"))
        await pilot.press("enter")
        await until(pilot, lambda: "1 point is new." in shown(app))
        await pilot.press("4")
        await on_page(app, pilot, QuestionPage)
        assert str(app.session.report.answers["applicant_response"]).endswith("Rain.")
        assert "Who paid?" in str(app.session.report.answers["officer_notes"])
