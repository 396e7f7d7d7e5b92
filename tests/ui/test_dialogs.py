"""Dialogs are answered once, and late messages and clicks do no harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ui.app import WizardApp
from reportwizard.ui.dialogs.dialog import ChoiceDialog, ConfirmDialog, MenuItem, PromptDialog
from reportwizard.ui.shared.line_list import LineList
from support.folders import notices
from support.waiting import until
from support.wizard import SMALL, shown

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_dialog_is_answered_once(tmp_path: Path) -> None:
    app = WizardApp(DraftFolder(tmp_path / "d"))
    async with app.run_test(size=SMALL) as pilot:
        answers: list[object] = []
        home = app.screen
        for dialog in (ConfirmDialog("Sure?", "Really?", yes="do it"), PromptDialog("Name")):
            app.push_screen(dialog, answers.append)
            await until(pilot, lambda: app.screen is not home)
            dialog.dismiss()
            dialog.dismiss()
            dialog.action_cancel()
            await until(pilot, lambda: app.screen is home)
        assert answers == [None, None]


async def test_a_late_message_of_a_closed_dialog_is_ignored(tmp_path: Path) -> None:
    app = WizardApp(DraftFolder(tmp_path / "d"))
    async with app.run_test(size=SMALL) as pilot:
        home = app.screen
        dialog = ChoiceDialog("Which?", "", (MenuItem("a", "one"), MenuItem("b", "other")))
        app.push_screen(dialog)
        await until(pilot, lambda: isinstance(app.focused, LineList))
        choices = dialog.query_one(LineList)
        dialog.dismiss(None)
        await until(pilot, lambda: app.screen is home and not dialog.children)
        message = LineList.Chosen("a")
        message._sender = choices
        await dialog._dispatch_message(message)
        assert app.screen is home


async def test_a_click_on_a_removed_widget_is_ignored(tmp_path: Path) -> None:
    app = WizardApp(DraftFolder(tmp_path / "d"))
    async with app.run_test(size=SMALL) as pilot:
        title = app.screen.query_one("TabsLine")
        await until(pilot, lambda: title.region.width)
        x, y = title.region.offset
        down = events.MouseDown(None, x, y, 0, 0, 1, False, False, False, x, y)
        above = title._parent
        assert above is not None
        assert app._keys.admits(down)
        title._detach()
        assert not app._keys.admits(down)
        title._attach(above)


async def test_several_pasted_lines_are_asked_about_and_cleaned(tmp_path: Path) -> None:
    app = WizardApp(DraftFolder(tmp_path / "d"))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        answers: list[object] = []
        app.push_screen(PromptDialog("Name", value="The "), answers.append)
        await until(pilot, lambda: isinstance(app.focused, Input))
        assert app.focused is not None
        app.focused.post_message(events.Paste("big\x1b[31m\nlake"))
        await until(pilot, lambda: "You pasted 2 lines" in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: "Hidden control characters" in notices(app))
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("f1")
        await until(pilot, lambda: "Type or paste one line." in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Type or paste one line." not in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: answers == ["The big lake"])
