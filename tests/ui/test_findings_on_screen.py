"""What a program officer would ask stands below the question, quietly; a repair is one key away."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from reportwizard.checks.dismiss import Checked
from reportwizard.checks.finding import Finding
from reportwizard.ui.fields.field_box import FieldBox
from reportwizard.ui.fields.options import OptionChooser
from reportwizard.ui.widgets.money_panel import share_words
from support.drafts import a_report
from support.wizard import LARGE, box, open_at, shown, until, wizard_on

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = {"amount_awarded": "3102.18", "spent_usd": "2292.84", "spent_local": "1046956.78"}


async def test_a_finding_comes_after_a_pause_and_goes_when_it_is_mended(tmp_path: Path) -> None:
    report = a_report(**FIGURES, has_unspent_funds="yes", unspent_explanation="783.98 USD").with_region(
        locale="en"
    )
    app = wizard_on(tmp_path / "d", report, at="unspent_explanation")
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "unspent_explanation")
        await until(pilot, lambda: "! Awarded 3,102.18 USD" in shown(app))
        await pilot.press("ctrl+end", *" 809.34 USD")
        await until(pilot, lambda: "! Awarded 3,102.18 USD" not in shown(app))


async def test_a_repair_is_taken_with_one_key(tmp_path: Path) -> None:
    typed = {"amount_awarded": "2735.70", "spent_usd": "271943", "spent_local": "1650000"}
    report = a_report().with_region(currency="XOF", locale="en")
    for question_id, text in typed.items():
        report, _ = report.with_typed(question_id, text)
    app = wizard_on(tmp_path / "d", report, at="spent_usd")
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "spent_usd")
        await until(pilot, lambda: box(app, "spent_usd").query_one(".readings", OptionChooser).display)
        await pilot.press("ctrl+t", "1")
        await until(pilot, lambda: box(app, "spent_usd").query_one(Input).value == "2719.43")
        await until(pilot, lambda: not box(app, "spent_usd")._findings)


async def test_a_question_that_is_not_on_the_screen_yet_waits_for_its_findings(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(), at="spent_local")
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "spent_local")
        assert app.session is not None
        question = app.session.report.form.by_id["spent_usd"]
        early = FieldBox(app.session, question)
        finding = Finding("money.overspent", "warning", question.id, "Too much [/].")
        early.show_findings(Checked((finding,)))
        early.refill()
        assert not early.ask_which()
        there = box(app, "spent_usd")
        there.show_findings(Checked((finding,)))
        await until(pilot, lambda: "! Too much [/]." in shown(app))


async def test_a_key_pressed_twice_takes_no_second_thing(tmp_path: Path) -> None:
    report, _ = a_report().with_region(locale="en").with_typed("spent_local", "1234,000")
    app = wizard_on(tmp_path / "d", report, at="spent_local")
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "spent_local")
        field = box(app, "spent_local")
        chooser = field.query_one(".readings", OptionChooser)
        await until(pilot, lambda: chooser.display)
        chooser.action_choose()
        # What a second key chose, when something else is offered by now.
        chooser.post_message(chooser.Picked(chooser, "0", "Swap 10 and 11"))
        await until(pilot, lambda: field.query_one(Input).value == "1234000")
        assert app.session is not None
        assert set(app.session.report.answers) == {"spent_local"}


async def test_the_panel_shows_what_is_left_while_one_types(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(**FIGURES).with_region(locale="en"), at="spent_usd")
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "spent_usd")
        await until(pilot, lambda: "809.34" in shown(app))
        assert "74 % spent" in shown(app)
        box(app, "spent_usd").query_one(Input).value = "3200"
        await until(pilot, lambda: "-97.82" in shown(app))
        assert "103 % spent, more than awarded" in shown(app)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("0", "0 % spent"),
        ("0.739", "74 % spent"),
        ("0.9999", "99 % spent"),
        ("1", "100 % spent"),
        ("1.0001", "100 % spent, more than awarded"),
        ("1.05", "105 % spent, more than awarded"),
        ("48", "far more than awarded"),
    ],
)
def test_the_share_that_is_spent_in_words(share: str, words: str) -> None:
    assert share_words(Decimal(share)) == words


async def test_the_sentence_about_money_left_is_offered_and_not_taken_unasked(tmp_path: Path) -> None:
    app = wizard_on(
        tmp_path / "d",
        a_report(**FIGURES, has_unspent_funds="yes").with_region(locale="en"),
        at="unspent_explanation",
    )
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "unspent_explanation")
        await until(pilot, lambda: "Begin with: 809.34 USD" in shown(app))
        assert app.session is not None
        assert "unspent_explanation" not in app.session.report.answers
        await pilot.press("ctrl+t", "1")
        await until(
            pilot,
            lambda: str(app.session and app.session.report.answers.get("unspent_explanation")).startswith(
                "809.34"
            ),
        )
