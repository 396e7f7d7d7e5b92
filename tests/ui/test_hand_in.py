"""The last step on screen: what blocks, a look at the report, the file, and what comes after."""

from __future__ import annotations

import errno
import os
from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import Input, TextArea

from reportwizard.checks.finding import Finding
from reportwizard.exports.registry import EXPORTS, export_report
from reportwizard.report.written import UNFINISHED
from reportwizard.ui.app import WizardApp
from reportwizard.ui.screens.check_answers import CheckAnswersScreen
from reportwizard.ui.screens.dialogs import Confirm
from reportwizard.ui.screens.hand_in import DONE, MISSING, WRITE, HandInScreen
from reportwizard.ui.screens.part import PartScreen
from reportwizard.ui.widgets import export_panel
from support.nasty import complete_report, nasty_report
from support.steps import on_step
from support.wizard import LARGE, beside_the_parts, shown, until

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

HAND_IN = WizardApp.open_hand_in
FILE = "lagoas-do-norte-photographs-articles.txt"


def page(app: WizardApp) -> str:
    """The page of the last step, which must be the screen shown."""
    assert isinstance(app.screen, HandInScreen)
    return app.screen.page


def preview(app: WizardApp) -> str:
    """The text of the preview."""
    return app.screen.query_one("#preview", TextArea).text


def preview_is(app: WizardApp, text: str) -> bool:
    """Whether the preview holds just this text."""
    return preview(app) == text


def name_field(app: WizardApp) -> Input:
    """The field with the file's name."""
    return app.screen.query_one("#file-name", Input)


async def test_a_finished_report_is_written_and_the_next_steps_are_told(tmp_path: Path) -> None:
    report = complete_report()
    async with on_step(tmp_path / "d", report, HAND_IN) as (app, pilot):
        await until(pilot, lambda: page(app) == WRITE and preview(app) == export_report(report, "text"))
        assert app.session
        app.session.type_answer("surprises", "It rained.")
        changed = app.session.report
        await until(pilot, lambda: "It rained." in preview(app))
        await pilot.press("f9")
        await until(pilot, lambda: page(app) == DONE)
        assert not app.session.unsaved
        written = tmp_path / "home" / FILE
        assert written.read_bytes() == export_report(changed, "text").encode()
        text = shown(app)
        assert str(written) in beside_the_parts(app)
        assert "https://wmf.fluxx.io/" in text
        assert "You cannot change the report after Submit." in text
        await pilot.press("f8")
        await until(pilot, lambda: app.clipboard == written.read_text())
        await until(
            pilot, lambda: any("was sent to the clipboard" in one.message for one in app._notifications)
        )
        assert "On the wiki" not in text
        await pilot.press("f6")
        await until(pilot, lambda: page(app) == WRITE)
        await pilot.press("1", "f9")
        await until(pilot, lambda: page(app) == DONE and "On the wiki: open your page" in shown(app))
        assert "https://wmf.fluxx.io/" in shown(app)


async def test_a_digit_chooses_the_format_and_the_name_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = complete_report()
    found = (Finding("compliance.no", "warning", "complies_with_laws", "You answered no."),)
    monkeypatch.setattr(HandInScreen, "findings", lambda _: found)
    async with on_step(tmp_path, report, HAND_IN) as (app, pilot):
        await until(pilot, lambda: "! They will ask about 1 thing. F5 shows more." in shown(app))
        assert "✓ Everything required is answered." in shown(app)
        for number, export in enumerate(EXPORTS.values(), 1):
            await pilot.press(str(number))
            whole = export_report(report, export.name)
            await until(pilot, partial(preview_is, app, whole))
            assert name_field(app).value == f"{FILE.removesuffix('.txt')}{export.suffix}"
            assert export.description in shown(app)


async def test_enter_in_the_name_writes_there_and_asks_before_a_file_is_lost(tmp_path: Path) -> None:
    target = tmp_path / "home" / "sub folder" / "mine.txt"
    target.parent.mkdir()
    target.write_text("precious")
    async with on_step(tmp_path / "d", complete_report(), HAND_IN) as (app, pilot):
        name_field(app).value = "~/sub folder/mine"
        await until(pilot, lambda: "/home/sub folder/mine.txt" in beside_the_parts(app))
        name_field(app).focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("escape")
        await until(pilot, lambda: page(app) == WRITE)
        assert target.read_text() == "precious"
        await pilot.press("enter", "y")
        await until(pilot, lambda: page(app) == DONE)
        assert target.read_text() == export_report(complete_report(), "text")


async def test_a_refusal_says_why_and_keeps_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:  # noqa: ARG001
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with on_step(tmp_path, complete_report(), HAND_IN) as (app, pilot):
        name_field(app).value = "nowhere/mine.txt"
        await pilot.press("f9")
        await until(pilot, lambda: "✗ There is no folder" in shown(app))
        monkeypatch.setattr(export_panel, "write_atomic", full)
        name_field(app).value = "mine.txt"
        await until(pilot, lambda: "✗" not in shown(app))
        await pilot.press("f9")
        await until(pilot, lambda: "The file was not written: no space left on the disk." in shown(app))
        assert page(app) == WRITE
        assert name_field(app).value == "mine.txt"


async def test_what_is_missing_blocks_and_each_line_leads_to_its_question(tmp_path: Path) -> None:
    report = complete_report().with_answer("surprises", None).with_answer("due_date", None)
    async with on_step(tmp_path, report, HAND_IN) as (app, pilot):
        assert page(app) == MISSING
        await until(pilot, lambda: "✗ 2 things are missing before you can hand in" in shown(app))
        assert "Write  " not in shown(app).splitlines()[-1]
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, PartScreen))
        assert app.screen.query_one("#box-surprises").has_focus_within
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CheckAnswersScreen))


async def test_an_unfinished_copy_is_marked_as_such(tmp_path: Path) -> None:
    report = complete_report().with_answer("surprises", None)
    async with on_step(tmp_path / "d", report, HAND_IN) as (app, pilot):
        await pilot.press("f9")
        await until(pilot, lambda: page(app) == WRITE and preview(app).startswith(UNFINISHED))
        assert f"! The copy begins with “{UNFINISHED}”." in shown(app)
        await pilot.press("f9")
        await until(pilot, lambda: page(app) == DONE)
        assert (tmp_path / "home" / FILE).read_text().startswith(UNFINISHED)
        await until(pilot, lambda: "This copy is marked as not finished" in shown(app))
        assert "What to do next" not in shown(app)
        await pilot.press("f6")
        await until(pilot, lambda: page(app) == MISSING)


async def test_hostile_answers_are_only_words_in_any_terminal(tmp_path: Path) -> None:
    report = nasty_report(3)
    async with on_step(tmp_path / "d", report, HAND_IN) as (app, pilot):
        assert page(app) == MISSING
        await pilot.press("pagedown", "f9")
        whole = export_report(report, "text", unfinished=True)
        await until(pilot, lambda: preview(app) == whole[: export_panel.SHOWN])
        for size in ((50, 16), LARGE):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: "Plain text" in shown(app))
        await pilot.press("f9")
        await until(pilot, lambda: page(app) == DONE)
        assert app.is_running


async def test_of_a_very_long_report_the_first_part_is_shown_and_all_is_written(tmp_path: Path) -> None:
    report = complete_report().with_answer("surprises", "It rained [/]. " * 14_000)
    async with on_step(tmp_path / "d", report, HAND_IN) as (app, pilot):
        await until(pilot, lambda: len(preview(app)) == export_panel.SHOWN)
        await until(pilot, lambda: "Preview: the first part; the file has all of it" in shown(app))
        await pilot.press("f9")
        await until(pilot, lambda: page(app) == DONE)
        assert (tmp_path / "home" / FILE).read_text().count("It rained [/].") == 14_000
