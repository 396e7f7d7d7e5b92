"""The page before the hand-in, with all that it can hold. Renew with `--snapshot-update`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportwizard.checks.dismiss import dismiss
from reportwizard.checks.registry import check_report
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ui.app import WizardApp
from reportwizard.ui.fields.field_box import FieldBox
from reportwizard.ui.screens.dialogs import AskText, Picker
from support.drafts import NOW
from support.nasty import complete_report
from support.wizard import LARGE, SMALL, box, open_at, shown, until

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion
    from textual.pilot import Pilot

    from reportwizard.report.report import Report

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
STORY = (
    "The audience consisted of 27 people. Write to [red]ann@example.org[/] for the slides. It rained, so we"
    " all went to the museum, and looked at the old maps."
)
PHOTOS = "There were many children, so the photos stay private."


def an_asked_report() -> Report:
    """A report with something missing, several things to ask, two repairs, and one thing dismissed."""
    report = complete_report().with_answer("activities_and_results", STORY).with_answer("surprises", None)
    report = report.with_answer("impact_links", "https://outreachdashboard.wmflabs.org/courses/Lagoas")
    report = report.with_answer("shared_materials", "Slides: http://meta.wikimedia.org/wiki/Lagoas")
    link = "https://docs.google.com/spreadsheets/d/invented/edit#gid=0"
    report = report.with_answer("financial_report", link)
    checked = check_report(report, datetime(2026, 11, 22, tzinfo=UTC).date())
    photos = next(one for one in checked.findings if one.data.get("kind") == "photos")
    report = dismiss(report, photos, PHOTOS, checked)
    email = next(one for one in checked.findings if one.code == "privacy.email")
    changed = dismiss(report, email, "She wants to be asked.", checked)
    return changed.with_answer("activities_and_results", STORY.replace("ann@", "anna@"))


async def at_rest(app: WizardApp, pilot: Pilot[None]) -> str:
    """The screen once nothing moves any more."""
    before, same = "", 0
    for _ in range(200):
        for question in app.screen.query(FieldBox):
            question._rest.finish()
        await pilot.pause(0.03)
        now = shown(app)
        same = same + 1 if now == before and now.splitlines()[-1].strip() else 0
        before = now
        if same == 3:
            break
    return before


@SIZES
async def test_the_page_and_the_questions(size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    drafts = DraftFolder(Path("drafts"), clock=lambda: NOW)
    drafts.save("asked", an_asked_report())
    app = WizardApp(drafts, locale="en")
    async with app.run_test(size=size) as pilot:
        app.open_draft("asked")
        await until(pilot, lambda: len(app.screen_stack) > 1)
        await pilot.press("f5")
        await until(pilot, lambda: "Must be mended" in shown(app))
        assert await at_rest(app, pilot) == snapshot(name="the top of the page")
        await pilot.press("pagedown")
        assert await at_rest(app, pilot) == snapshot(name="further down")
        await open_at(pilot, app, "impact_links")
        await until(pilot, lambda: box(app, "impact_links")._dismissed)
        assert await at_rest(app, pilot) == snapshot(name="a question where it is dismissed")
        await open_at(pilot, app, "activities_and_results")
        await until(pilot, lambda: box(app, "activities_and_results")._findings)
        assert await at_rest(app, pilot) == snapshot(name="a question that is asked about")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        assert await at_rest(app, pilot) == snapshot(name="which one is dismissed")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskText))
        assert await at_rest(app, pilot) == snapshot(name="why it is dismissed")
