"""A dialog is answered once, however often a key or a button is pressed before it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.drafts.store import DraftFolder
from reportwizard.ui.app import WizardApp
from reportwizard.ui.screens.dialogs import AskText, Confirm
from support.wizard import SMALL, until

if TYPE_CHECKING:
    from pathlib import Path


async def test_two_answers_at_once_are_one(tmp_path: Path) -> None:
    app = WizardApp(DraftFolder(tmp_path / "d"))
    async with app.run_test(size=SMALL) as pilot:
        answers: list[object] = []
        home = app.screen
        for dialog in (Confirm("Sure?", "Really?"), AskText("Name")):
            app.push_screen(dialog, answers.append)
            await until(pilot, lambda: app.screen is not home)
            dialog.dismiss()
            dialog.dismiss()
            dialog.action_cancel()
            await until(pilot, lambda: app.screen is home)
        assert answers == [None, None]
