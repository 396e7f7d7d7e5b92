"""What every screen looks like, at the smallest and at a comfortable size. Renew with `--snapshot-update`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from reportwizard.drafts.merging.merge import merge
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.locks import DraftLock
from reportwizard.ui.app import WizardApp
from reportwizard.ui.expenses.expenses_page import ExpensesPage
from reportwizard.ui.fields.answer_box import AnswerBox
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.wizard import Open
from support.drafts import NOW, Clock
from support.nasty import complete_report
from support.waiting import until
from support.wizard import LARGE, SMALL, close_draft, open_at, shown

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion
    from textual.pilot import Pilot

    from reportwizard.report.report import Report

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
HOSTILE = "[red]not red[/red] [/] [@click=app.quit]quit[/]"


def a_mixed_report() -> Report:
    """A complete report with answers in several scripts, and with what must not be obeyed."""
    report = complete_report().with_answer("project_title", "读书会 2026 · أمسيات القراءة [/]")
    report = report.with_answer(
        "activities_and_results", f"{HOSTILE}\nقرأنا معًا كل أسبوع.\n我们一起写了条目。"
    )
    report, _ = report.with_typed("spent_usd", "1234,000")
    return report


@pytest.fixture(autouse=True)
def _somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same folder on every machine, as far as the screens tell."""
    monkeypatch.setattr(Path, "cwd", classmethod(lambda _: Path("/home/writer")))


class Walk:
    """The wizard on a folder of its own, with a clock that stands still; it takes pictures of screens."""

    def __init__(self, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
        self.drafts = DraftFolder(Path("drafts"), clock=lambda: NOW)
        self.app = WizardApp(self.drafts, locale="en")
        self.size = size
        self.snapshot = snapshot

    async def picture(self, pilot: Pilot[None], name: str) -> None:
        """Compare the screen once it is at rest."""
        before, same = "", 0
        for _ in range(200):
            for box in self.app.screen.query(AnswerBox):
                box._pause.finish()
            pause = getattr(self.app.screen, "_pause", None)
            if isinstance(pause, Debounce):
                pause.finish()
            await pilot.pause(0.03)
            now = shown(self.app)
            # The line of keys is built a moment after the rest.
            same = same + 1 if now == before and now.splitlines()[-1].strip() else 0
            before = now
            if same == 3:
                break
        assert before == self.snapshot(name=name)


@SIZES
async def test_parts(size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    walk = Walk(size, snapshot)
    walk.drafts.save("mixed", a_mixed_report())
    app = walk.app
    async with app.run_test(size=size) as pilot:
        app.open_draft("mixed")
        await until(pilot, lambda: len(app.screen_stack) > 1)
        for question_id in (
            "project_title",
            "activities_and_results",
            "fund_effects",
            "learning_answers",
            "people_metrics",
            "other_metrics",
            "spent_usd",
            "complies_with_tax_code",
            "applicant_response",
        ):
            await open_at(pilot, app, question_id)
            await walk.picture(pilot, question_id)


@SIZES
async def test_what_keeps_words(size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    """Earlier versions, two versions of one answer, a damaged report, one that is open elsewhere."""
    clock = Clock()
    walk = Walk(size, snapshot)
    drafts = DraftFolder(Path("drafts"), clock=clock)
    for words in ("We walked.", f"We walked to the lake. {HOSTILE}", "We stayed at home, and wrote."):
        report = complete_report().with_answer("surprises", words)
        drafts.save("camp", report)
        clock.on(600)
    theirs = report.with_answer("surprises", f"They flew.\n\n{HOSTILE} قرأنا معًا")
    app = walk.app
    async with app.run_test(size=size) as pilot:
        app.open_draft("camp")
        await open_at(pilot, app, "surprises")
        await pilot.press("f8")
        await walk.picture(pilot, "earlier versions")
        await pilot.press("escape")
        await close_draft(pilot, app)
        drafts.save("camp", merge(None, report, theirs, NOW).report)
        app.open_draft("camp")
        await until(pilot, lambda: "changed in two places" in shown(app))
        await pilot.press("escape")
        await open_at(pilot, app, "surprises")
        await pilot.press("f8")
        await walk.picture(pilot, "two versions")
        await pilot.press("escape")
        await close_draft(pilot, app)
        lock = DraftLock(drafts.path, "camp", clock=lambda: NOW)
        lock.take()
        app.open_draft("camp")
        await walk.picture(pilot, "read only")
        await close_draft(pilot, app)
        await until(pilot, lambda: "changed in two places" in shown(app))
        lock.release()
        await app.workers.wait_for_complete()  # the list is read again, before the file is damaged
        path = drafts.path_of("camp")
        path.write_bytes(path.read_bytes().replace(b'and wrote."', b"and wrote."))
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
        app.open_draft("camp")
        await walk.picture(pilot, "damaged")


@SIZES
async def test_the_other_screens(size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    walk = Walk(size, snapshot)
    app = walk.app
    async with app.run_test(size=size) as pilot:
        walk.drafts.save("mixed", a_mixed_report())
        walk.drafts.save("ready", complete_report())
        Path("drafts/damaged.toml").write_text("this is = not a draft", "utf-8")
        app.open_draft("mixed")
        await until(pilot, lambda: len(app.screen_stack) > 1)
        await pilot.press("f1")
        await walk.picture(pilot, "help")
        await pilot.press("escape", "f2")
        await until(pilot, lambda: app.screen.query_one(Input).has_focus)
        await walk.picture(pilot, "go to a question")


@SIZES
async def test_money(size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    walk = Walk(size, snapshot)
    report = complete_report().with_region(locale="kk_KZ", currency="KZT")
    for question_id, text in {
        "amount_awarded": "3102.18",
        "amount_awarded_local": "1416500",
        "spent_local": "1046956,78",
        "spent_usd": "2292,840",
        "has_unspent_funds": "yes",
    }.items():
        report, _ = report.with_typed(question_id, text)
    report = report.with_answer("unspent_explanation", None).with_answer("fund_in_usd", None)
    walk.drafts.save("money", report)
    app = walk.app
    async with app.run_test(size=size) as pilot:
        app.open_draft("money", "spent_local")
        await open_at(pilot, app, "fund_in_usd")
        await walk.picture(pilot, "our own question")
        await open_at(pilot, app, "spent_usd")
        await walk.picture(pilot, "two readings, the likelier first")
        await pilot.press("enter", "1")
        app.open_in_report(Open(at="spent_local"))
        await walk.picture(pilot, "panel, and the rate below the amount")
        await open_at(pilot, app, "unspent_explanation")
        await walk.picture(pilot, "the sentence for what is left")
        await pilot.press("f9")
        await until(pilot, lambda: "One line for each thing you paid" in shown(app))
        await pilot.press("tab", *"Tea [/]", "tab", "tab", *"1 500,5", "enter", "tab", *"كعكة", "tab", *"茶")
        await pilot.press("tab", *"abc")
        await until(pilot, lambda: app.session and len(app.session.report.ledger) == 2)
        page = getattr(app.screen, "page", None)
        assert isinstance(page, ExpensesPage)
        page._pause.finish()
        await walk.picture(pilot, "expenses")
