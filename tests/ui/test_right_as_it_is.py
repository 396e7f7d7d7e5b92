"""Ctrl+R dismisses a finding at its question, with or without a reason, and undoes that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ui.dialogs.dialog import ChoiceDialog, PromptDialog
from support.nasty import complete_report
from support.waiting import until
from support.wizard import LARGE, NAME, open_at, paste, shown, wizard_on

if TYPE_CHECKING:
    from pathlib import Path

    from reportwizard.report.report import Report
    from reportwizard.ui.app import WizardApp

WHY = "Some came for lunch only."
STORY = "activities_and_results"
RAIN = (
    " It rained, so all went to the museum, and looked at the old maps of the lagoons and at the birds"
    " that live there."
)


def report_with_contradiction(more: str = "") -> Report:
    """A report with 27 people in its text and 18 in its table."""
    return complete_report().with_answer(STORY, f"The audience consisted of 27 people.{more}{RAIN}")


def reasons(app: WizardApp) -> list[str]:
    assert app.session is not None
    return [entry.reason for entry in app.session.report.dismissed]


async def test_a_dismissal_is_saved_and_ends_with_other_figures(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", report_with_contradiction(), at=STORY)
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, STORY)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(app.screen, PromptDialog))
        await paste(pilot, WHY)
        await pilot.press("enter")
        await until(pilot, lambda: reasons(app) == [WHY])
        assert app.session is not None
        assert app.session.save_now()
        assert DraftFolder(tmp_path / "d").load(NAME).dismissed == app.session.report.dismissed
        app.session.set_answer(STORY, f"The audience consisted of 29 people.{RAIN}")
        await until(pilot, lambda: "! You write “29 people” here" in shown(app))


async def test_one_of_several_findings_is_dismissed_by_its_number(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", report_with_contradiction(" TODO: add photos."), at=STORY)
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, STORY)
        await until(pilot, lambda: "is still here" in shown(app))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, PromptDialog))
        await pilot.press("enter")
        await until(pilot, lambda: len(reasons(app)) == 1)
        await open_at(pilot, app, "learning_answers")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Nothing is asked here" in shown(app))
