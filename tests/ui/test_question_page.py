"""Question pages: typing, navigation, findings, pastes and choices."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual import events

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.forms.external import load_form_file
from reportwizard.forms.loader import folder_of, load_form
from reportwizard.kinds.values import Typed, Value
from reportwizard.money.amount import Amount
from reportwizard.report.report import Report
from reportwizard.ui.app import WizardApp
from reportwizard.ui.fields.answer_box import AnswerBox
from reportwizard.ui.fields.feedback import Feedback
from reportwizard.ui.report.parts_page import PartsPage
from reportwizard.ui.report.question_page import QuestionPage
from reportwizard.ui.report.screen import ReportScreen
from reportwizard.ui.shared.bars import Hint, keys_row, read_hints
from reportwizard.ui.shared.keys import textual_key
from reportwizard.ui.shared.line_list import LineList
from support.drafts import a_report
from support.folders import notices
from support.nasty import FORM, complete_report
from support.waiting import until
from support.wizard import LARGE, NAME, SMALL, box, open_at, paste, shown, wizard_on

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = {"amount_awarded": "3102.18", "spent_usd": "2292.84", "spent_local": "1046956.78"}
STORY = "activities_and_results"
RAIN = (
    " It rained, so all went to the museum, and looked at the old maps of the lagoons and at the birds"
    " that live there."
)


def answers(app: WizardApp) -> dict[str, object]:
    """The answers of the open report."""
    assert app.session is not None
    return dict(app.session.report.answers)


def page(app: WizardApp) -> object:
    """The page that is shown."""
    return app.screen.page if isinstance(app.screen, ReportScreen) else None


def at(app: WizardApp) -> str:
    """The question with the cursor; empty on another page."""
    here = page(app)
    ready = (
        isinstance(here, QuestionPage)
        and here.current_box is not None
        and here.current_box.control.takes_keys.has_focus
    )
    return here.question_id if ready and isinstance(here, QuestionPage) else ""


async def test_a_new_report_opens_in_its_first_box_and_later_at_the_last_question(
    tmp_path: Path,
) -> None:
    app = wizard_on(tmp_path / "d", a_report())
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: at(app) == "project_title")
        await pilot.press("K", "z")
        await until(pilot, lambda: answers(app).get("project_title") == "Kz")
        await open_at(pilot, app, "surprises")
        await pilot.press("x")
        await until(pilot, lambda: answers(app).get("surprises") == "x")
        app.exit()
    again = WizardApp(DraftFolder(tmp_path / "d"), draft=NAME, locale="en")
    async with again.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: at(again) == "surprises")


async def test_opening_a_report_does_not_save_it(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(project_title="Kz", spent_local="5"))
    before = (tmp_path / "d" / f"{NAME}.toml").read_bytes()
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: at(app))
        await pilot.press("f3", "f3", "f3", "f3", "tab", "tab", "shift+tab", "escape")
        await until(pilot, lambda: isinstance(page(app), PartsPage))
        assert app.session is not None
        assert not app.session.unsaved
    assert (tmp_path / "d" / f"{NAME}.toml").read_bytes() == before


async def test_keys_typed_while_a_page_opens_go_into_its_box(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(project_title="Kz"))
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: at(app))
        for key in ("f3", *"We met in May", "tab", "a", "f3", "b", "c", "shift+f3", "d"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: answers(app).get("impact_links") == "ad")
        assert answers(app)[STORY] == "We met in May"
        assert "bc" in answers(app).values()


async def test_navigation_between_questions_parts_help_and_go_to(tmp_path: Path) -> None:
    report = a_report(
        project_title="Kz", activities_and_results="We met in May.", sharing_plan="好" * 60 + "地图"
    )
    app = wizard_on(tmp_path / "d", report)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: at(app))
        await pilot.press("f3")
        await until(pilot, lambda: at(app) == "impact_links")
        await pilot.press("alt+up")
        await until(pilot, lambda: at(app) == STORY)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(page(app), PartsPage))
        assert app.screen.query_one(LineList).cursor == "impact"
        await pilot.press("down", "enter")
        await until(pilot, lambda: at(app) == "learning_answers")
        await pilot.press("f2", *"zzq", "enter")
        await until(pilot, lambda: "Nothing here has these letters." in shown(app))
        await pilot.press("ctrl+a", *"好地图")
        await until(pilot, lambda: "… 好好" in shown(app) and "好地图" in shown(app).partition("… 好好")[2])
        await pilot.press("ctrl+a", *"what you", "enter")  # also in the wording of question 3
        await until(pilot, lambda: at(app) == "learning_answers")
        await pilot.press("f2", *"surpris", "enter")
        await until(pilot, lambda: at(app) == "surprises")
        await pilot.press("a", "f1")
        await until(pilot, lambda: "Help: 5  Surprises" in shown(app))
        await pilot.press("f2")
        await until(pilot, lambda: "something to do" in shown(app))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: at(app) == "surprises" and answers(app).get("surprises") == "a")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "surprises" not in answers(app))
        await open_at(pilot, app, "other_metrics")
        await pilot.press("f1")
        await until(pilot, lambda: "Ins add a row · Del remove an empty one" in shown(app))


async def test_an_amount_is_read_back_and_an_unclear_one_offers_readings(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report().with_region(locale="en"), at="spent_local")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "spent_local")
        await pilot.press(*"1,850")
        await until(pilot, lambda: "= 1,850.00 KZT  about 1.9 thousand" in shown(app))
        await pilot.press("f4", "1")
        await until(pilot, lambda: answers(app)["spent_local"] == Amount(Decimal("1.850"), "KZT"))
        await until(pilot, lambda: box(app, "spent_local").control.has_focus)
        await pilot.press("ctrl+a", *"1234,000", "enter")
        await until(pilot, lambda: "? which amount do you mean" in shown(app))
        assert isinstance(answers(app)["spent_local"], Typed)
        await until(pilot, lambda: box(app, "spent_local").query_one(Feedback).has_focus)
        await pilot.press("1")
        await until(pilot, lambda: answers(app)["spent_local"] == Amount(Decimal(1234000), "KZT"))
        await until(pilot, lambda: at(app) == "spent_local")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: answers(app)["spent_local"] == Typed("1234,000", "KZT"))
        await pilot.press("ctrl+a", *"some", "tab")
        await until(pilot, lambda: at(app) == "spent_usd")
        assert answers(app)["spent_local"] == Typed("some", "KZT")


async def test_choosing_a_currency_reads_the_amounts_again(tmp_path: Path) -> None:
    report, _ = a_report().with_region(currency="").with_typed("spent_local", "1046956.78")
    app = wizard_on(tmp_path / "d", report, at="spent_local")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "spent_local")
        await until(pilot, lambda: "1  choose your currency" in shown(app))
        await pilot.press("down", "1", *"tenge", "enter")
        await until(pilot, lambda: answers(app)["spent_local"] == Amount(Decimal("1046956.78"), "KZT"))
        await until(pilot, lambda: "= 1,046,956.78 KZT" in shown(app) or "KZT  about 1 million" in shown(app))
        await pilot.press("f2", *"numbers", "enter", *"swahili", "enter")
        await until(pilot, lambda: app.session is not None and app.session.report.locale.startswith("sw"))


async def test_the_fund_is_updated_while_typing(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(**FIGURES).with_region(locale="en"), at="spent_usd")
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "spent_usd")
        await until(pilot, lambda: "809.34" in shown(app))
        await pilot.press("ctrl+a", *"3200")
        await until(pilot, lambda: "−97.82   more than you were given" in shown(app))


async def test_typing_text_chooses_nothing_and_choices_can_be_undone(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(), at="complies_with_laws")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "complies_with_laws")
        await pilot.press(*"We did", "space", *"of course", "space", *"yes no")
        await until(pilot, lambda: at(app) == "complies_with_laws")
        assert "complies_with_laws" not in answers(app)
        await pilot.press("up")
        for key, character in (("1", "1"), ("space", " "), ("p", "p"), ("1", "1")):
            app.post_message(events.Key(key, character))
        await until(pilot, lambda: "Letters do nothing here. Press an arrow key, then a num" in shown(app))
        await until(pilot, lambda: "complies_with_laws" not in answers(app))
        await paste(pilot, "2")
        await until(pilot, lambda: "Pasted text does nothing here. Type a number" in shown(app))
        await pilot.press("down", "space")
        await until(pilot, lambda: answers(app).get("complies_with_laws") is False)
        await until(pilot, lambda: "ask why" in shown(app) or "● No" in shown(app))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "complies_with_laws" not in answers(app))
        await pilot.press("enter")
        await until(pilot, lambda: at(app) == "complies_with_tax_code")
        app.post_message(events.Key("١", "١"))
        await until(pilot, lambda: answers(app).get("complies_with_tax_code") is True)
        await pilot.press("delete")
        await until(pilot, lambda: "complies_with_tax_code" not in answers(app))


async def test_a_text_above_a_short_answer_and_a_page_of_follow_ups(
    tmp_path: Path,
) -> None:
    text, details = (folder_of(load_form(FORM)) / "form.toml").read_text(), "data_difficulties_details"
    text = text.replace(FORM, "other-form").replace('long_text"\nrole = "text.learning"', 'text"')
    file = tmp_path / "form.toml"
    file.write_text(text.replace('long_text"\npage = "Difficulties with data"', 'long_text"'))
    told: dict[str, Value] = {"learning_questions": "Who stays?", "data_difficulties": True}
    report = Report(load_form_file(file), answers=told)
    app = wizard_on(tmp_path / "d", report, at="learning_answers")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "learning_answers")
        await until(pilot, lambda: "Who stays?" in shown(app))
        await open_at(pilot, app, details)
        assert app.session is not None
        app.session.set_answers({"data_difficulties": False})
        await until(pilot, lambda: isinstance(page(app), PartsPage))


async def test_hidden_follow_up_questions_keep_their_answers(tmp_path: Path) -> None:
    amounts = {"amount_awarded": "1500", "spent_usd": "1500"}
    report = a_report(has_unspent_funds="yes", unspent_explanation="5 USD", **amounts)
    app = wizard_on(tmp_path / "d", report, at="has_unspent_funds")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "has_unspent_funds")
        await until(pilot, lambda: "13.1  Unspent amount, reason" in shown(app))
        # The offers are numbered after the options.
        await until(pilot, lambda: "   3  answer no in 13" in shown(app) and "F4 use 3" in shown(app))
        await pilot.press("3")
        await until(pilot, lambda: "13.1  Unspent" not in shown(app))
        assert answers(app)["unspent_explanation"] == "5 USD"
        await until(pilot, lambda: at(app) == "has_unspent_funds")
        await pilot.press("1")
        await until(pilot, lambda: "13.1  Unspent amount, reason" in shown(app))
        await pilot.press("tab")
        await until(pilot, lambda: at(app) == "unspent_explanation")
        assert box(app, "unspent_explanation").control.takes_keys.has_focus


async def test_the_due_date_is_only_suggested(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(project_end="2026-11-30"), at="due_date")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "due_date")
        await until(pilot, lambda: "30 days after" in shown(app))
        assert "due_date" not in answers(app)
        await pilot.press("down", "1")
        await until(pilot, lambda: str(answers(app).get("due_date")) == "2026-12-30")


async def test_a_finding_appears_after_a_pause_and_a_number_repairs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportwizard.ui.report.screen._TYPING_PAUSE", 600)  # what was mended is gone at once
    links = "Photos: commons.wikimedia.org/wiki/Category:Lakes"
    app = wizard_on(tmp_path / "d", a_report(impact_links=links), at="impact_links")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "impact_links")
        await until(pilot, lambda: box(app, "impact_links").feedback.offers)
        taken = box(app, "impact_links").feedback.offers[0]
        await pilot.press("backspace")  # of the link that it speaks of
        await until(pilot, lambda: taken not in box(app, "impact_links").feedback.offers)
        await pilot.press("s", "f4", "escape")
        await until(pilot, lambda: taken in box(app, "impact_links").feedback.offers)
        await pilot.press("tab", *"1 Slides")
        await until(pilot, lambda: answers(app).get("shared_materials") == "1 Slides")
        assert answers(app)["impact_links"] == links
        await pilot.press("ctrl+a", "x")
        await until(pilot, lambda: answers(app).get("shared_materials") == "x")
        await pilot.press("shift+tab", "f4", "1")
        await until(pilot, lambda: "https://commons.wikimedia.org" in str(answers(app)["impact_links"]))
        await until(pilot, lambda: taken not in box(app, "impact_links").feedback.offers)
        await pilot.press("escape")
        await until(pilot, lambda: at(app) == "impact_links")
        await pilot.press("f4", "tab")
        await until(pilot, lambda: at(app) == "shared_materials")


async def test_a_finding_is_dismissed_with_or_without_a_reason_and_asked_again(tmp_path: Path) -> None:
    report = complete_report().with_answer(STORY, f"The audience consisted of 27 people.{RAIN}")
    app = wizard_on(tmp_path / "d", report, at=STORY)

    def reasons() -> list[str]:
        assert app.session is not None
        return [entry.reason for entry in app.session.report.dismissed]

    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, STORY)
        await until(pilot, lambda: "! You write “27 people” here" in shown(app))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Say why this is right" in shown(app))
        await paste(pilot, "Some came for lunch only.")
        await pilot.press("enter")
        await until(pilot, lambda: reasons() == ["Some came for lunch only."])
        await until(pilot, lambda: "✓ It is right as it is: Some came for lunch only." in shown(app))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "! You write “27 people” here" in shown(app))
        assert reasons() == []
        await pilot.press("f4", "2")
        await until(pilot, lambda: not isinstance(app.screen, ReportScreen))
        await pilot.press("escape")
        await until(pilot, lambda: box(app, STORY).control.has_focus)
        await until(pilot, lambda: at(app) == STORY)
        assert reasons() == []
        await pilot.press("ctrl+r", "enter")
        await until(pilot, lambda: reasons() == [""])
        assert app.session is not None
        app.session.set_answer(STORY, f"The audience consisted of 29 people.{RAIN}")
        await until(pilot, lambda: "! You write “29 people” here" in shown(app))
        await open_at(pilot, app, "learning_answers")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Nothing is asked here" in notices(app))


async def test_pastes_are_cleaned_and_a_cut_one_is_reported(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report())
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: at(app) == "project_title")
        field = box(app, "project_title").control.takes_keys
        field.post_message(events.Paste("e\u0301te\u0301\r\n"))
        await until(pilot, lambda: answers(app).get("project_title") == "été")
        assert "Hidden" not in notices(app)
        for key, left in (("1", "One two three"), ("2", "One"), ("3", "été")):
            field.post_message(events.Paste("One\ntwo\r\n\nthree\n"))
            await until(pilot, lambda: "You pasted 3 lines" in shown(app))
            await pilot.press(key)
            await until(pilot, lambda: at(app) == "project_title")
            assert str(answers(app)["project_title"]).endswith(left)  # type: ignore[redundant-expr, unused-ignore]
            if key != "3":
                await pilot.press("ctrl+z")
                await until(pilot, lambda: answers(app)["project_title"] == "été")
        field.post_message(events.Paste("x" * 10_250))
        await until(pilot, lambda: "the last 253 characters were left out" in " ".join(notices(app).split()))
        await open_at(pilot, app, "spent_usd")
        box(app, "spent_usd").control.takes_keys.post_message(events.Paste("1" * 501))
        await until(pilot, lambda: "the last 1 character was left out" in " ".join(notices(app).split()))
        await open_at(pilot, app, "surprises")
        box(app, "surprises").control.takes_keys.post_message(
            events.Paste("\x1b]0;title\x07\x1b[31mRain\u202e\x00 fell")
        )
        await until(pilot, lambda: answers(app).get("surprises") == "Rain fell")
        await until(pilot, lambda: "Hidden control characters" in notices(app))
        box(app, "surprises").control.takes_keys.post_message(events.Paste("\n• one\n• two"))
        await until(pilot, lambda: answers(app).get("surprises") == "Rain fell\n* one\n* two")
        await until(pilot, lambda: "2 bullets were made plain" in notices(app))


async def test_neither_another_window_nor_the_mouse_wheel_takes_the_keys(
    tmp_path: Path,
) -> None:
    app = wizard_on(tmp_path / "d", a_report())
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "surprises")
        app.post_message(events.AppBlur())
        await until(pilot, lambda: app.focused is None)
        app.post_message(events.Paste("Rain "))
        await until(pilot, lambda: answers(app).get("surprises") == "Rain ")
        below = SMALL[1] + 9
        app.post_message(events.MouseScrollDown(None, 5, below, 0, 1, 0, False, False, False, 5, below))
        await pilot.press("x")
        await until(pilot, lambda: answers(app)["surprises"] == "Rain x")


HOSTILE = "[/] [@click=app.quit]x[/] see [/home/x] [link='x مرحبا 你好 \x1b[31mred \u202eback"


async def test_hostile_answers_are_shown_literally_on_every_page(tmp_path: Path) -> None:
    questions = a_report().form.questions
    texts = {question.id: HOSTILE for question in questions if "text" in question.kind}
    app = wizard_on(tmp_path / "d", a_report(**texts))
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: at(app))
        for part in a_report().form.parts:
            for group in part.pages:
                await open_at(pilot, app, group[0].id)
                if any("text" in question.kind for question in group):
                    await until(pilot, lambda: "[/] [@click=app.quit]x[/]" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(page(app), PartsPage))


def says_too_small(app: WizardApp, columns: int) -> bool:
    """Whether the message is shown, if there is space for it."""
    return "Make the window" in shown(app) or (columns < 30 and "Project title" not in shown(app))


def shows_typed(app: WizardApp, title: str) -> bool:
    """Whether the page is shown again with the typed text."""
    return "Project title" in shown(app) and answers(app).get("project_title") == title


async def test_a_small_window_says_so_and_keys_still_reach_the_page(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report())
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: at(app) == "project_title")
        typed = ""
        for letter, columns, rows in (("K", 1, 1), ("z", 20, 5), ("y", 59, 24), ("l", 80, 19)):
            typed += letter
            await pilot.resize_terminal(columns, rows)
            await until(pilot, partial(says_too_small, app, columns))
            await pilot.press(letter)
            await pilot.resize_terminal(*SMALL)
            await until(pilot, partial(shows_typed, app, typed))


async def test_findings_without_space_are_counted_and_shown_with_f4(tmp_path: Path) -> None:
    links = "".join(f"Photos {number}: www.example.org/{number}\n" for number in range(9))
    app = wizard_on(tmp_path / "d", a_report(impact_links=links), at="impact_links")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "impact_links")
        await until(pilot, lambda: "▾" in shown(app) and "more   F4" in shown(app))
        assert "▌ 1" not in shown(app)
        await pilot.press("f4", *["down"] * 8)
        await until(pilot, lambda: "▌ 9" in shown(app) and "more   F4" not in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: "▌ 9" not in shown(app) and "more   F4" in shown(app))


async def test_a_choice_without_the_cursor_is_one_line(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(project_start="3/10/2023"), at="project_start")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "project_start")
        await until(pilot, lambda: "Fund in US dollars      not answered" in shown(app))
        assert "Yes" not in shown(app)
        await pilot.press("tab", "tab", "tab")
        await until(pilot, lambda: "▌ 1  ○ Yes" in shown(app) and "▌ 2  ○ No" in shown(app))
        await pilot.press("1", "tab")
        await until(pilot, lambda: "Fund in US dollars      ● Yes" in shown(app))
        assert "○ No" not in shown(app)


async def test_only_the_current_row_has_offers(tmp_path: Path) -> None:
    days = a_report(project_start="3/10/2023", project_end="4/11/2023").with_region(locale="es_PE")
    app = wizard_on(tmp_path / "d", days, at="project_start")

    def offering() -> list[str]:
        return [one.question.id for one in app.screen.query(AnswerBox) if one.feedback.offers]

    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "project_start")
        await until(pilot, lambda: offering() == ["project_start"])
        assert "1  10 March 2023" in shown(app)
        await pilot.press("tab")
        await until(pilot, lambda: offering() == ["project_end"])
        assert "1  11 April 2023" in shown(app)
        await pilot.press("tab", "tab")
        await until(pilot, lambda: offering() == [])
        await pilot.press("f4")  # what is offered beside it
        await until(pilot, lambda: offering() == ["project_start"] and isinstance(app.focused, Feedback))


def test_a_narrow_keys_line_leaves_out_hints_and_keeps_the_zones() -> None:
    hints = [Hint("Enter", "open"), Hint("F5", "check the answers"), Hint("Esc", "back")]
    row = keys_row(hints, 24, lambda key: (key.lower(), key))
    assert row.content.plain == " Enter open   Esc back"
    assert [row.content.plain[zone.start : zone.end].strip() for zone in row.zones] == [
        "Enter open",
        "Esc back",
    ]
    assert [zone.target for zone in row.zones] == ["enter", "esc"]
    row = keys_row(read_hints("1 2 do it   1–6 answer   ↑ ↓ row"), 80, lambda key: (textual_key(key), key))
    zones = [(row.content.plain[zone.start : zone.end], zone.target) for zone in row.zones if zone.target]
    assert zones == [("1", "1"), ("2", "2"), ("1", "1"), ("6", "6"), ("↑", "up"), ("↑ ↓ row", "down")]


async def test_an_unread_due_date_is_not_shown_in_the_list_of_parts(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(due_date="soon"), at="due_date")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "due_date")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(page(app), PartsPage))
        assert "General information" in shown(app)
