"""A part on screen: what is typed becomes the answer, moving is free, nothing is lost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Button, Input, Static, TextArea

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.kinds.base import Typed
from reportwizard.money.amount import Amount
from reportwizard.ui.fields.options import OptionChooser
from reportwizard.ui.screens.part import PartScreen
from reportwizard.ui.sizes import size_classes
from support.drafts import a_report
from support.wizard import LARGE, NAME, SMALL, box, open_at, shown, until, wizard_on

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from reportwizard.ui.app import WizardApp


def part(app: WizardApp) -> str:
    """The id of the part that is shown."""
    assert isinstance(app.screen, PartScreen)
    return app.screen.part.id


async def on_part(pilot: Pilot[None], app: WizardApp, step: str) -> None:
    """Wait until a part is shown."""
    await until(pilot, lambda: part(app) == step)


def answers(app: WizardApp) -> dict[str, object]:
    """The answers of the open draft."""
    assert app.session is not None
    return dict(app.session.report.answers)


async def test_a_new_draft_opens_on_its_first_question_with_the_cursor_in_the_field(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report())
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: box(app, "project_title").control_widget.has_focus)
        await pilot.press("K", "z")
        await until(pilot, lambda: answers(app).get("project_title") == "Kz")


async def test_the_next_start_comes_back_to_the_question_last_edited(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(project_title="Kz"), at="surprises")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "surprises")
        await pilot.press("x")
        await until(pilot, lambda: answers(app).get("surprises") == "x")
        app.exit()
    again = wizard_again(tmp_path)
    async with again.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: box(again, "surprises").control_widget.has_focus)


def wizard_again(folder: Path) -> WizardApp:
    """The wizard started once more on the same draft."""
    from reportwizard.ui.app import WizardApp

    return WizardApp(DraftFolder(folder / "d"), draft=NAME, locale="en")


async def test_a_draft_that_was_only_opened_is_not_saved_again(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(project_title="Kz", spent_local="5"))
    before = (tmp_path / "d" / f"{NAME}.toml").read_bytes()
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: part(app))
        app.open_part("finance")
        await until(pilot, lambda: part(app) == "finance")
        await pilot.press("tab", "tab", "shift+tab")
        assert app.session is not None
        assert not app.session.unsaved
    assert (tmp_path / "d" / f"{NAME}.toml").read_bytes() == before


async def test_an_amount_is_read_back_below_its_field(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(), at="spent_local")
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "spent_local")
        box(app, "spent_local").query_one(Input).value = "1 046 956,78"
        await until(pilot, lambda: answers(app)["spent_local"] == Amount(Decimal("1046956.78"), "KZT"))
        await until(pilot, lambda: "portal: 1046956.78" in shown(app))


async def test_the_rate_below_an_amount_follows_the_other_amount(tmp_path: Path) -> None:
    app = wizard_on(
        tmp_path / "d", a_report(spent_local="1046956.78").with_region(locale="kk_KZ"), at="spent_usd"
    )

    def below(question_id: str) -> str:
        return str(box(app, question_id).query_one(".message", Static).render()).replace("\u00a0", " ")

    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "spent_usd")
        assert below("spent_local").endswith("portal: 1046956.78")
        box(app, "spent_usd").query_one(Input).value = "2292.84"
        await until(pilot, lambda: below("spent_local").endswith("· 456,62 KZT for 1 USD"))
        assert below("spent_local").startswith("= 1 046 956,78 KZT · 7 digits before the mark")
        await until(pilot, lambda: below("spent_usd").endswith("· 456,62 KZT for 1 USD"))
        box(app, "spent_usd").query_one(Input).value = "2000"
        await until(pilot, lambda: below("spent_local").endswith("· 523,48 KZT for 1 USD"))
        box(app, "spent_usd").query_one(Input).value = ""
        await until(pilot, lambda: below("spent_local").endswith("portal: 1046956.78"))


async def test_our_own_question_is_marked_and_quiets_the_checks(tmp_path: Path) -> None:
    app = wizard_on(
        tmp_path / "d", a_report(amount_awarded="742").with_region(currency="EUR"), at="fund_in_usd"
    )

    def asked() -> str:
        found = box(app, "amount_awarded").query(".findings").results(Static)
        return "".join(str(one.render()) for one in found if one.display)

    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "fund_in_usd")
        assert "a question of this program, it is not part of the report" in shown(app)
        await pilot.press("n")
        await until(pilot, lambda: "really in US dollars?" in asked())
        await pilot.press("y")
        await until(pilot, lambda: not asked())
        assert answers(app)["fund_in_usd"] is True


async def test_an_unclear_amount_asks_and_one_key_answers(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(), at="spent_local")
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "spent_local")
        box(app, "spent_local").query_one(Input).value = "1234,000"
        await until(pilot, lambda: isinstance(answers(app)["spent_local"], Typed))
        await pilot.press("enter")
        await until(pilot, lambda: box(app, "spent_local").query_one(".readings").has_focus)
        await pilot.press("1")
        await until(pilot, lambda: answers(app)["spent_local"] == Amount(Decimal(1234000), "KZT"))
        assert box(app, "spent_local").control_widget.has_focus


async def test_what_cannot_be_read_stays_as_typed_with_words_about_it(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(spent_local="about a lot"), at="spent_local")
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "spent_local")
        await until(pilot, lambda: "✗" in shown(app))
        assert box(app, "spent_local").query_one(Input).value == "about a lot"


async def test_follow_up_questions_come_and_go_and_keep_their_text(tmp_path: Path) -> None:
    app = wizard_on(
        tmp_path / "d", a_report(has_unspent_funds="yes", unspent_explanation="5 USD"), at="has_unspent_funds"
    )
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "has_unspent_funds")
        await until(pilot, lambda: box(app, "unspent_explanation").display)
        await pilot.press("n")
        await until(pilot, lambda: not box(app, "unspent_explanation").display)
        assert answers(app)["unspent_explanation"] == "5 USD"
        await pilot.press("y")
        await until(pilot, lambda: box(app, "unspent_explanation").display)
        assert box(app, "unspent_explanation").query_one(TextArea).text == "5 USD"


async def test_moving_between_questions_and_parts_is_free(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report())
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: part(app) == "general")
        await pilot.press("alt+down")
        await until(pilot, lambda: box(app, "applicant_username").control_widget.has_focus)
        await pilot.press("alt+up")
        await until(pilot, lambda: box(app, "project_title").control_widget.has_focus)
        for step in ("impact", "learning", "metrics", "finance", "review"):
            await pilot.press("f3")
            await on_part(pilot, app, step)
        await pilot.press("f4")
        await until(pilot, lambda: part(app) == "finance")


async def test_any_question_is_found_by_a_few_letters(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report())
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: part(app) == "general")
        await pilot.press("f2", *"surpris", "enter")
        await until(pilot, lambda: part(app) == "learning")
        assert box(app, "surprises").control_widget.has_focus


async def test_a_part_is_finished_only_when_the_applicant_says_so_and_nothing_is_missing(
    tmp_path: Path,
) -> None:
    app = wizard_on(tmp_path / "d", a_report(project_title="Kz"))
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: part(app) == "general")
        await pilot.press("f9")
        await until(pilot, lambda: box(app, "applicant_username").control_widget.has_focus)
        assert app.session is not None
        assert app.session.report.complete == frozenset()
        for question_id, text in (
            ("applicant_username", "A"),
            ("due_date", "2026-12-01"),
            ("amount_awarded", "5"),
        ):
            app.session.type_answer(question_id, text)
        await pilot.press("f9")
        await until(pilot, lambda: app.session and app.session.report.complete == {"general"})
        assert "✓" in str(app.screen.query_one("#finish", Button).label)
        app.session.type_answer("due_date", "some day")
        await until(pilot, lambda: app.session and app.session.report.complete == frozenset())


HOSTILE = (
    "[/]",
    "[@click=app.quit]x[/]",
    "see [/home/x]",
    "[link='x",
    "مرحبا",
    "你好",
    "\x1b[31mred",
    "\u202eback",
)


async def test_hostile_answers_are_shown_as_they_are(tmp_path: Path) -> None:
    questions = a_report().form.questions
    texts = {question.id: " ".join(HOSTILE) for question in questions if "text" in question.kind}
    app = wizard_on(tmp_path / "d", a_report(**texts))
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: part(app))
        for step in ("general", "impact", "learning", "metrics", "finance", "review"):
            app.open_part(step)
            await on_part(pilot, app, step)
            if step != "metrics":
                await until(pilot, lambda: "[/] [@click=app.quit]x[/]" in shown(app))
        await pilot.press("f1")
        await until(pilot, lambda: "Keys" in shown(app))
        await pilot.press("escape", "f5")
        await until(pilot, lambda: "[/] [@click=app.quit]x[/]" in shown(app))


@pytest.mark.parametrize(
    ("key", "left"),
    [("1", "At One two three!"), ("2", "At One!"), ("3", "At !"), ("escape", "At !")],
)
async def test_lines_pasted_into_a_one_line_field_are_asked_about(
    tmp_path: Path, key: str, left: str
) -> None:
    app = wizard_on(tmp_path / "d", a_report())
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: box(app, "project_title").control_widget.has_focus)
        await pilot.press("A", "t", "space", "!", "left")
        field = box(app, "project_title").query_one(Input)
        field.post_message(events.Paste("One\ntwo\r\n\nthree\n"))
        await until(pilot, lambda: "You pasted 3 lines" in shown(app))
        await pilot.press(key)
        await until(pilot, lambda: answers(app).get("project_title") == left)
        await until(pilot, lambda: field.has_focus)


async def test_what_a_terminal_would_obey_is_taken_out_of_a_paste_and_the_applicant_is_told(
    tmp_path: Path,
) -> None:
    app = wizard_on(tmp_path / "d", a_report())
    async with app.run_test(size=LARGE) as pilot:
        for question_id in ("project_title", "surprises"):
            await open_at(pilot, app, question_id)
            control = box(app, question_id).control_widget
            control.post_message(events.Paste("\x1b]0;title\x07\x1b[31mRain\u202e\x00 fell"))
            await until(pilot, lambda: answers(app).get(question_id) == "Rain fell")  # noqa: B023
            await until(pilot, lambda: "Hidden control characters" in shown(app))


async def test_letters_and_accents_that_are_only_composed_are_no_news(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report())
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: box(app, "project_title").control_widget.has_focus)
        box(app, "project_title").control_widget.post_message(events.Paste("e\u0301te\u0301\r\n"))
        await until(pilot, lambda: answers(app).get("project_title") == "été")
        assert "Hidden" not in shown(app)


async def test_a_paste_that_is_too_long_for_one_line_says_what_was_left_out(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report())
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: box(app, "project_title").control_widget.has_focus)
        field = box(app, "project_title").query_one(Input)
        field.post_message(events.Paste("x" * 10_250))
        await until(pilot, lambda: "the last 250 characters were left out" in shown(app))
        assert answers(app)["project_title"] == "x" * 10_000
        # What is selected makes room.
        field.select_all()
        field.post_message(events.Paste("y" * 10_000))
        await until(pilot, lambda: answers(app).get("project_title") == "y" * 10_000)
        await until(pilot, lambda: "left out" not in shown(app))


async def test_the_due_date_is_offered_from_the_end_of_the_project_and_never_taken_unasked(
    tmp_path: Path,
) -> None:
    app = wizard_on(tmp_path / "d", a_report(project_end="2026-11-30"), at="due_date")
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "due_date")
        await until(pilot, lambda: box(app, "due_date").query_one(".readings").display)
        assert "due_date" not in answers(app)
        await pilot.press("enter", "1")
        await until(pilot, lambda: str(answers(app).get("due_date")) == "2026-12-30")


async def test_the_local_currency_is_chosen_later_and_the_amounts_are_read_then(tmp_path: Path) -> None:
    report = a_report().with_region(currency="")
    report, _ = report.with_typed("spent_local", "1046956.78")
    app = wizard_on(tmp_path / "d", report, at="spent_local")
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "spent_local")
        assert isinstance(answers(app)["spent_local"], Typed)
        app.screen.query_one("#choose-currency", Button).press()
        await until(pilot, lambda: app.screen.query(".picker"))
        await pilot.press(*"tenge", "enter")
        await until(pilot, lambda: answers(app)["spent_local"] == Amount(Decimal("1046956.78"), "KZT"))


async def test_a_key_before_the_questions_are_there_does_nothing(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(), at="spent_local")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "spent_local")
        assert isinstance(app.screen, PartScreen)
        early = PartScreen(app.screen.session, app.screen.part, "spent_local")
        early.action_question(1)
        early.action_question(-1)
        assert part(app) == "finance"


@pytest.mark.parametrize("width", [40, 50, 60])
async def test_no_rest_of_a_key_shows_through_at_the_end_of_the_bottom_line(
    tmp_path: Path, width: int
) -> None:
    app = wizard_on(tmp_path / "d", a_report(), at="project_title")
    async with app.run_test(size=(width, 24)) as pilot:
        await open_at(pilot, app, "project_title")
        await until(pilot, lambda: shown(app).splitlines()[-1].endswith("^p Find"))


async def test_a_sentence_typed_on_yes_or_no_chooses_nothing(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(), at="data_difficulties")
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "data_difficulties")
        await pilot.press(*"counting")
        await until(pilot, lambda: box(app, "data_difficulties").control_widget.has_focus)
        assert "data_difficulties" not in answers(app)
        chooser = box(app, "data_difficulties").query_one(OptionChooser)
        chooser._typed_at = 0.0
        await pilot.press(*"nobody")
        await until(pilot, lambda: chooser._word == "nobody" and not chooser.chosen)
        await until(pilot, lambda: "data_difficulties" not in answers(app))
        chooser._typed_at = 0.0
        await pilot.press(*"yes")
        await until(pilot, lambda: answers(app).get("data_difficulties") is True)


async def test_tab_passes_by_what_is_offered_and_ctrl_a_selects_a_whole_field(tmp_path: Path) -> None:
    links = "Photos: commons.wikimedia.org/wiki/Category:Lakes"
    app = wizard_on(tmp_path / "d", a_report(impact_links=links), at="impact_links")
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "impact_links")
        await until(pilot, lambda: box(app, "impact_links").query_one(".readings").display)
        await pilot.press("tab", *"1 Slides")
        await until(pilot, lambda: answers(app).get("shared_materials") == "1 Slides")
        assert answers(app)["impact_links"] == links
        await pilot.press("ctrl+a", "x")
        await until(pilot, lambda: answers(app).get("shared_materials") == "x")
        await pilot.press("shift+tab", "ctrl+t", "1")
        await until(pilot, lambda: "https://commons.wikimedia.org" in str(answers(app)["impact_links"]))


@pytest.mark.parametrize(("size", "classes"), [((60, 24), "-slim -low"), ((120, 40), "-wide -tall")])
async def test_a_part_knows_its_size_before_it_is_drawn(
    tmp_path: Path, size: tuple[int, int], classes: str
) -> None:
    app = wizard_on(tmp_path, a_report())
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PartScreen))
        of_size = {name for name in app.screen.classes if name.startswith("-")}
        assert size_classes(app).split() == classes.split()
        assert of_size == set(classes.split())
