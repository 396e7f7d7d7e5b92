"""Earlier versions of an answer, and conflicts between two versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.history.versions import Version
from reportwizard.drafts.merging.conflicts import Conflict, conflicts_of, with_conflict
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ui.app import WizardApp
from reportwizard.ui.history.pages import (
    ConflictPage,
    HistoryPage,
    changes_since,
    marked_changes,
    with_differences,
)
from reportwizard.ui.report.question_page import QuestionPage
from reportwizard.ui.report.screen import ReportScreen
from support.drafts import NOW, Clock, a_report
from support.folders import notices
from support.waiting import until
from support.wizard import LARGE, NAME, SMALL, open_at, shown, wizard_on

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


def page(app: WizardApp) -> object:
    """The page that is shown."""
    return getattr(app.screen, "page", None)


def answers(folder: Path) -> dict[str, object]:
    return dict(DraftFolder(folder).load(NAME).answers)


# --- what was changed ---------------------------------------------------------------------------------------


def test_changes_are_marked_with_signs() -> None:
    for then, now, by_line, words in (
        ("44 came.", "46 came.", False, "−44 +46 came."),
        ("We walked.", "We walked. All of us.", False, "We walked. +All of us."),
        ("a\nb", "a\nc", True, "a\n−b\n+c\n"),
        ("same [/]", "same [/]", False, "same [/]"),
        ("", "new", False, "+new"),
    ):
        assert marked_changes(then, now, by_line=by_line).plain == words
    assert with_differences("free and cheap", "free").plain == "free and cheap"


def test_a_version_shows_the_changes_since_then() -> None:
    report = a_report(surprises="Snow fell.")
    words = "Between today 14:03 and now\n\n−Rain +Snow fell.\n\n− was taken out   + was written"
    assert changes_since(report, "surprises", Version(NOW, "surprises", "Rain fell."), NOW).plain == words
    assert changes_since(report, "surprises", None, NOW).plain == "Snow fell."


# --- changed in two places ----------------------------------------------------------------------------------


def two(folder: Path) -> WizardApp:
    """A wizard on a report whose answer was changed here and there."""
    waiting = Conflict("surprises", "Rain and snow.", NOW)
    return wizard_on(folder, with_conflict(a_report(surprises="Rain."), waiting))


@pytest.mark.parametrize(
    ("key", "left"), [("1", "Rain."), ("2", "Rain and snow."), ("٣", "Rain.\n\nRain and snow.")]
)
async def test_a_conflict_is_resolved_when_the_report_opens(tmp_path: Path, key: str, left: str) -> None:
    app = two(tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: isinstance(page(app), ConflictPage))
        assert "Rain and snow." in shown(app)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(page(app), QuestionPage))
        await until(pilot, lambda: answers(tmp_path) == {"surprises": left})
    assert conflicts_of(DraftFolder(tmp_path).load(NAME)) == ()
    kept = {version.plain for version in DraftFolder(tmp_path).versions(NAME, "surprises")}
    assert {"Rain.", "Rain and snow."} <= kept | {left}


async def test_a_conflict_can_wait_and_f8_opens_it_again(tmp_path: Path) -> None:
    app = two(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(page(app), ConflictPage))
        await pilot.press("escape")
        await open_at(pilot, app, "surprises")
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(page(app), ConflictPage))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(page(app), QuestionPage))
    assert len(conflicts_of(DraftFolder(tmp_path).load(NAME))) == 1


async def both_changed(pilot: Pilot[None], app: WizardApp, folder: Path) -> None:
    """Change one answer here and there."""
    await open_at(pilot, app, "surprises")
    drafts = DraftFolder(folder)
    drafts.save(NAME, drafts.load(NAME).with_answer("surprises", "Rain and snow."))
    await pilot.press("!")
    await until(pilot, lambda: "press F8 there to choose" in notices(app))


async def test_an_external_change_of_the_same_answer_becomes_a_conflict(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report(surprises="Rain."))
    async with app.run_test(size=LARGE) as pilot:
        await both_changed(pilot, app, tmp_path)
        await until(pilot, lambda: answers(tmp_path) == {"surprises": "Rain.!"})
    assert len(conflicts_of(DraftFolder(tmp_path).load(NAME))) == 1


# --- earlier versions ---------------------------------------------------------------------------------------


def a_history(folder: Path) -> WizardApp:
    """A draft whose answer was written in three steps, ten minutes apart."""
    clock = Clock()
    drafts = DraftFolder(folder, clock=clock)
    for text in ("We walked.", "We walked to the lake.", "We stayed at home."):
        drafts.save(NAME, a_report(surprises=text, sharing_plan="A wiki page."))
        clock.on(600)
    return WizardApp(DraftFolder(folder, clock=clock), draft=NAME, locale="en")


async def test_an_earlier_version_is_put_back_alone(tmp_path: Path) -> None:
    app = a_history(tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "surprises")
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(page(app), HistoryPage))
        await until(pilot, lambda: "We −walked to the lake. +stayed at home." in shown(app))
        await pilot.press("pagedown", "pageup", "down")
        await until(pilot, lambda: "We −walked. +stayed at home." in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: answers(tmp_path)["surprises"] == "We walked.")
        await until(pilot, lambda: "2 versions" in shown(app))  # what is there now is no earlier one
        assert "Put back. Esc goes to the answer, Ctrl+Z takes it back." in notices(app)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: answers(tmp_path)["surprises"] == "We stayed at home.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(page(app), QuestionPage) and "We stayed at home." in shown(app))
    assert answers(tmp_path)["sharing_plan"] == "A wiki page."


async def test_an_answer_without_versions_says_so(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report(surprises="Rain."), at="surprises")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "surprises")
        await pilot.press("f8")
        await until(pilot, lambda: "There are no earlier versions yet." in shown(app))


async def test_the_bars_say_nothing_of_a_page_before_it_is_filled(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report())
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "surprises")
        frame = app.screen
        assert isinstance(frame, ReportScreen)
        assert app.session is not None
        frame.page, shown_page = HistoryPage(app.session, "surprises"), frame.page
        frame.show_lines()
        frame.show_keys()
        frame.page = shown_page
