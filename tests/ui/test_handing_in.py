"""Hand in on screen: what blocks, a file, the answers one by one, and that it is finished then."""

from __future__ import annotations

import errno
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from textual import events

from reportwizard.exports.registry import EXPORTS, export_file, export_report
from reportwizard.hand_in import copy_page
from reportwizard.hand_in.review_copy import review_copy
from reportwizard.hand_in.walk import TEST
from reportwizard.report.written import UNFINISHED
from reportwizard.ui.app import WizardApp
from reportwizard.ui.clipboard import copy_text
from reportwizard.ui.dialogs.dialog import ConfirmDialog
from reportwizard.ui.hand_in import file_page, walk_page
from reportwizard.ui.hand_in.file_page import FilePage
from reportwizard.ui.hand_in.finish_page import FinishPage
from reportwizard.ui.hand_in.hand_in_page import HandInPage
from reportwizard.ui.hand_in.walk_page import WalkPage
from reportwizard.ui.report.question_page import QuestionPage
from reportwizard.ui.report.screen import ReportScreen
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.wizard import Open
from support.nasty import complete_report
from support.steps import on_step
from support.waiting import until
from support.wizard import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from textual.app import App
    from textual.pilot import Pilot

    from reportwizard.ui.shared.frame import Page


def HAND_IN(app: WizardApp) -> None:
    app.open_in_report(Open("hand-in"))


FILE = "lagoas-do-norte-photographs-articles.txt"


async def on_page(app: WizardApp, pilot: Pilot[None], kind: type[Page]) -> None:
    await until(pilot, lambda: isinstance(app.screen, ReportScreen) and isinstance(app.screen.page, kind))


def the_box(app: WizardApp, id: str) -> Box:
    return app.screen.query_one(f"#{id}", Box)


def is_named(app: WizardApp, name: str) -> bool:
    return the_box(app, "name").value == name


async def test_what_is_missing_leads_to_its_answer_and_back(tmp_path: Path) -> None:
    report = complete_report().with_answer("surprises", None).with_answer("due_date", None)
    async with on_step(tmp_path / "d", report, HAND_IN) as (app, pilot):
        await until(pilot, lambda: "2 answers to go" in shown(app))
        await pilot.press("down", "enter")
        await on_page(app, pilot, QuestionPage)
        await pilot.press("escape")
        await on_page(app, pilot, HandInPage)
        await pilot.press("2")
        await on_page(app, pilot, FilePage)
        await until(pilot, lambda: UNFINISHED in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: "✓ Written to" in shown(app))
        assert (tmp_path / "home" / FILE).read_text().startswith(UNFINISHED)
        await pilot.press(str(1 + list(EXPORTS).index("docx")), "enter")
        assert "what is missing or open is a comment." in shown(app)
        await until(pilot, lambda: "✓ Written to" in shown(app) and ".docx" in shown(app))
        copy = tmp_path / "home" / FILE.replace(".txt", ".docx")
        assert copy.read_bytes() == review_copy(report, app.folder.clock().astimezone().date())


async def test_a_number_chooses_the_format_and_enter_writes_the_file(tmp_path: Path) -> None:
    report = complete_report()
    async with on_step(tmp_path / "d", report, HAND_IN) as (app, pilot):
        await pilot.press("2")
        await on_page(app, pilot, FilePage)
        for number, export in enumerate(EXPORTS.values(), 1):
            await pilot.press(str(number))
            name = f"{FILE.removesuffix('.txt')}{export.suffix}"
            await until(pilot, partial(is_named, app, name))
            await pilot.press("enter")
            written = tmp_path / "home" / name
            await until(pilot, written.exists)
            await until(pilot, lambda: "✓ Written to" in shown(app))
            assert written.read_bytes() == export_file(report, export.name)
        await pilot.press(str(len(EXPORTS) + 1))
        await until(pilot, lambda: app.clipboard == export_report(report, "json"))
        await pilot.press("escape", "3")
        await until(pilot, lambda: the_box(app, "name").value.endswith(".docx"))
        assert "JSON" not in shown(app)


async def test_a_file_is_replaced_only_when_asked_and_a_refusal_keeps_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:  # noqa: ARG001
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = tmp_path / "home" / "sub folder" / "mine.txt"
    target.parent.mkdir()
    target.write_text("precious")
    async with on_step(tmp_path / "d", complete_report(), HAND_IN) as (app, pilot):
        await pilot.press("2")
        await on_page(app, pilot, FilePage)
        the_box(app, "name").value, the_box(app, "folder").value = "mine", "~/sub folder"
        await until(pilot, lambda: "folder/mine.txt" in shown(app))
        await pilot.press("tab", "1", "backspace", "enter")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("escape")
        await on_page(app, pilot, FilePage)
        assert target.read_text() == "precious"
        monkeypatch.setattr(file_page, "write_atomic", full)
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "The file was not written: no space left on the disk." in shown(app))
        the_box(app, "folder").value = "nowhere"
        await pilot.press("enter")
        await until(pilot, lambda: "no space left" in shown(app) or "There is no folder" in shown(app))
        assert target.read_text() == "precious"
        assert the_box(app, "name").value == "mine"


async def test_the_walk_begins_with_a_test_and_one_key_ticks_and_copies_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copy_page, "_opened", lambda _: False)
    ends: list[Callable[[str, bool], object]] = []

    def copied(app: App[object], text: str, name: str, on_end: Callable[[str, bool], object]) -> None:
        ends.append(on_end)
        copy_text(app, text, name, on_end)

    monkeypatch.setattr(walk_page, "copy_text", copied)
    report = complete_report().with_answer("impact_links", "A https://a.org\nB “https://b.org”")
    report = report.with_answer("activities_and_results", first := "We walked.")
    async with on_step(tmp_path / "d", report, HAND_IN) as (app, pilot):
        for target in (Open("hand-in", "copy"), Open("check"), Open("hand-in")):  # typed ahead
            app.screen.post_message(target)
        await pilot.press("1")
        await on_page(app, pilot, WalkPage)
        await until(pilot, lambda: app.clipboard == TEST and "Sent to your terminal." in shown(app))
        app.post_message(events.Paste("something else"))
        await until(pilot, lambda: "Something else came." in shown(app))
        app.post_message(events.Paste(TEST))
        await until(pilot, lambda: "Pasting works." in shown(app) and "1 of " in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.clipboard == first and "✓ Sent to your terminal." in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        ends[-1]("Slow.", True)  # the copy before: nothing of this stop is copied yet
        await pilot.pause()
        assert "✓ Slow" not in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.clipboard == "* A https://a.org\n* B “https://b.org”")
        await pilot.press("4")
        await until(pilot, lambda: "• A https://a.org" in shown(app) and "Esc back to the card" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: "5 make it plain" in shown(app))
        await pilot.press("5")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        assert "2 curly quotes. These lines will be:" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.clipboard == '* A https://a.org\n* B "https://b.org"')
        await pilot.press("6", *"2,000", "enter")
        await until(pilot, lambda: " of 2,000 characters · " in shown(app))
        await pilot.press("tab", "shift+tab", "8")
        await until(pilot, lambda: "No browser opened. Open this file in yours:" in shown(app))
        assert app.session
        kept = app.session.report.hand_in
        assert [one.split()[0] for one in kept.ticks] == ["facts", "activities_and_results"]
        assert (kept.place, kept.limits, kept.reshape) == ("impact_links", {"impact_links": 2000}, True)
        await pilot.press("escape")
        await on_page(app, pilot, HandInPage)
        await pilot.press("1")
        await until(pilot, lambda: "3 of " in shown(app))
        for _ in range(40):
            await pilot.press("enter")
            if "That was the last one." in shown(app):
                break
        await until(pilot, lambda: "Everything is ticked." in shown(app))
        await pilot.press("enter")
        await on_page(app, pilot, HandInPage)


async def test_handed_in_it_is_finished_until_it_is_opened_again(tmp_path: Path) -> None:
    async with on_step(tmp_path / "d", complete_report(), HAND_IN) as (app, pilot):
        await until(pilot, lambda: "4  I handed it in" in shown(app))
        await pilot.press("4")
        await until(pilot, lambda: "You did not check what arrived. " in shown(app))
        await pilot.press("enter")
        await on_page(app, pilot, FinishPage)
        await until(pilot, lambda: "Handed in. Thank you, Exemplo da Silva." in shown(app))
        assert "due" not in shown(app).splitlines()[0]
        kept = next((tmp_path / "d").glob("* receipt *.txt"))
        assert f"✓ Your receipt: {kept.name}" in shown(app)
        assert app.session
        before = app.session.report
        app.session.set_answer("surprises", "It snowed.")
        await until(pilot, lambda: "This report is handed in." in shown(app))
        assert app.session.report == before
        app.session.set_answer("applicant_response", "We add the list.")
        assert app.session.report.answers["applicant_response"] == "We add the list."
        await pilot.press("escape")
        await until(pilot, lambda: "✓ handed in" in shown(app).splitlines()[-1] or "handed in" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.session is None)
        await pilot.press("enter")
        await on_page(app, pilot, FinishPage)
        await pilot.press("4")
        await until(pilot, lambda: "You can change this report again." in shown(app))
        app.session.set_answer("surprises", "It snowed.")
        assert app.session.report.answers["surprises"] == "It snowed."


async def test_in_a_browser_files_are_downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: dict[str, bytes] = {}

    def deliver(_app: WizardApp, file: BinaryIO, *, save_filename: str) -> None:
        sent[save_filename] = file.read()

    monkeypatch.setattr(WizardApp, "is_web", True)
    monkeypatch.setattr(WizardApp, "deliver_binary", deliver)
    async with on_step(tmp_path / "d", complete_report(), HAND_IN) as (app, pilot):
        await on_page(app, pilot, HandInPage)
        await pilot.press("2")
        await on_page(app, pilot, FilePage)
        assert "It will be sent to your browser as" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: FILE in sent)
        app.post_message(Open("calendar"))
        app.post_message(Open("write-expenses"))
        await until(pilot, lambda: len(sent) == 3)
        assert "Sent to your browser" in shown(app)
    assert [*(tmp_path / "home").iterdir()] == []
    assert {Path(name).suffix for name in sent} == {".txt", ".ics", ".xlsx"}
    assert sent[FILE] == export_file(complete_report(), "text")
