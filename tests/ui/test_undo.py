"""Undo takes back everything that was typed, also when the text becomes shorter than its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import TextArea

from support.drafts import a_report
from support.money_reports import figures_report
from support.waiting import until
from support.wizard import SMALL, box, open_at, shown, wizard_on

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


async def test_many_lines_are_taken_back_one_by_one(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(), at="activities_and_results")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "activities_and_results")
        text = box(app, "activities_and_results").query_one(TextArea)
        for _ in range(16):
            await pilot.press("a", "enter")
        await until(pilot, lambda: text.document.line_count == 17)
        for _ in range(40):
            await pilot.press("ctrl+z")
        await until(pilot, lambda: text.text == "")


async def test_a_stored_answer_is_continued_at_its_end(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(surprises="It rained"), at="surprises")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "surprises")
        await pilot.press(*" twice")
        await until(
            pilot, lambda: app.session and app.session.report.answers["surprises"] == "It rained twice"
        )
        text = box(app, "surprises").query_one(TextArea)
        await pilot.press("ctrl+home")
        assert text.cursor_location == (0, 0)
        await pilot.press("ctrl+shift+end")
        assert text.selected_text == "It rained twice"


async def test_a_word_that_begins_a_new_line_at_the_end_stays_in_sight(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(surprises="\n".join(["We walked."] * 60)), at="surprises")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "surprises")
        text = box(app, "surprises").query_one(TextArea)
        before = text.wrapped_document.height
        for letter in "and wrote about the lakes of the north, and saw the birds" * 2:
            await pilot.press("space" if letter == " " else letter)
            if text.wrapped_document.height > before:
                break
        assert text.wrapped_document.height > before
        await until(pilot, lambda: text.scroll_y == text.max_scroll_y, 3)


async def test_undo_goes_on_after_another_page_was_open(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(), at="surprises")

    def answer(question: str) -> object:
        assert app.session
        return app.session.report.answers.get(question)

    async def type_leave_and_undo(pilot: Pilot[None], question: str, key: str) -> None:
        await open_at(pilot, app, question)
        before = answer(question)
        await pilot.press(key)
        await until(pilot, lambda: answer(question) != before)
        await pilot.press("f5")
        await until(pilot, lambda: not app.screen.query(f"#box-{question}"))
        await open_at(pilot, app, question)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: answer(question) == before)

    async with app.run_test(size=SMALL) as pilot:
        await type_leave_and_undo(pilot, "surprises", "a")
        await type_leave_and_undo(pilot, "has_unspent_funds", "1")
        await type_leave_and_undo(pilot, "people_metrics", "7")
        await type_leave_and_undo(pilot, "organization_name", "b")


async def test_an_offer_that_changes_two_answers_is_one_step(tmp_path: Path) -> None:
    swapped = figures_report("KZT", "2292.84", "1046956.78", "2292.84", amount_awarded_local="1046956.78")
    app = wizard_on(tmp_path / "d", swapped, at="spent_local")

    def spent() -> list[str]:
        assert app.session
        return [str(app.session.report.value(f"money.spent{which}")) for which in (".local", "")]

    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "spent_local")
        before = spent()
        for back_in in ("spent_local", "spent_usd"):
            await until(pilot, lambda: "swap" in shown(app))
            await pilot.press("f4", "1")
            await until(pilot, lambda: spent() != before)
            await open_at(pilot, app, back_in)
            await pilot.press(*"1", "ctrl+z", "ctrl+z")
            await until(pilot, lambda: spent() == before)
            await pilot.press("ctrl+z")
