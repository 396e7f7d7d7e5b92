"""Check and Hand in, with all that they can hold. Renew with `--snapshot-update`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportwizard.checks.dismiss import dismiss
from reportwizard.checks.registry import check_report
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ui.app import WizardApp
from reportwizard.ui.shared.bars import StatusLine
from reportwizard.ui.wizard import CHECK, HAND_IN, Open
from support.drafts import NOW
from support.nasty import complete_report
from support.waiting import until
from support.wizard import LARGE, SMALL, close_draft, shown

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion
    from textual.pilot import Pilot

    from reportwizard.report.report import Report

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
STORY = (
    "The audience consisted of 27 people. Write to [red]ann@example.org[/] for the slides. It rained, so we"
    " all went to the museum, and looked at the old maps."
)


def an_asked_report() -> Report:
    """A report with something to fix and to answer, things to ask, and one that is right as it is."""
    report = complete_report().with_answer("activities_and_results", STORY).with_answer("surprises", None)
    report = report.with_answer("impact_links", "https://outreachdashboard.wmflabs.org/courses/Lagoas")
    report = report.with_answer(
        "financial_report", "https://docs.google.com/spreadsheets/d/invented/edit#gid=0"
    )
    report, _ = report.with_typed("spent_usd", "2100.090")
    checked = check_report(report, NOW.date())
    email = next(one for one in checked.findings if one.code == "privacy.email")
    report = dismiss(report, email, "She wants to be asked.", checked)
    return replace(report, unplaced=("这段文字没有位置 [/]",))


async def at_rest(app: WizardApp, pilot: Pilot[None]) -> str:
    """The screen once nothing moves any more."""
    before, same = "", 0
    for _ in range(100):
        await pilot.pause(0.03)
        now = shown(app)
        same = same + 1 if now == before and now.splitlines()[-1].strip() else 0
        before = now
        if same == 3:
            break
    return before


@SIZES
async def test_check_and_hand_in(
    size: tuple[int, int], snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "cwd", classmethod(lambda _: Path("/home/writer")))
    monkeypatch.setattr("reportwizard.hand_in.clipboard.PROGRAMS", ())
    monkeypatch.setattr(StatusLine, "MIN_SECONDS", 0)
    monkeypatch.setattr(StatusLine, "CHARACTERS", 10**6)
    drafts = DraftFolder(Path("drafts"), clock=lambda: NOW)
    drafts.save("asked", an_asked_report())
    drafts.save("ready", complete_report())
    app = WizardApp(drafts, locale="en")
    async with app.run_test(size=size) as pilot:

        async def picture(name: str, *keys: str) -> None:
            await pilot.press(*keys)
            assert await at_rest(app, pilot) == snapshot(name=name)

        app.open_draft("asked")
        await until(pilot, lambda: len(app.screen_stack) > 1)
        app.open_in_report(Open(CHECK))
        await until(pilot, lambda: "Fix before you hand in" in shown(app))
        await picture("check")
        await picture("what may be right as it is", "down", "down")
        await picture("why it is right", "2")
        await picture("the next thing", "enter")
        await pilot.press("end", "enter")
        await at_rest(app, pilot)
        await picture("all answers", "pagedown")
        await picture("hand in, something is missing", "f6")
        await close_draft(pilot, app)
        app.open_draft("ready")
        await until(pilot, lambda: app.session is not None and app.session.name == "ready")
        app.open_in_report(Open(HAND_IN))
        await until(pilot, lambda: "What next" in shown(app))
        await picture("hand in")
        await picture("write a file", "2")
        await picture("keep the lines", "escape", "1", "enter", "enter")
        await picture("copy into the portal", "enter")
        await picture("handed in", "escape", "4", "enter")
        await picture("the list of parts, handed in", "escape")
