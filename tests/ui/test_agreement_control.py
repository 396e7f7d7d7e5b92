"""The agreement question: one key a statement, nothing set beforehand, nothing stored is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.containers import VerticalScroll

from reportwizard.kinds.agreement import with_option
from reportwizard.kinds.base import Typed, Value
from reportwizard.ui.fields.agreement import AgreementControl
from reportwizard.ui.fields.agreement_draw import draw, keys_of, statements
from support.controls import FORM, REGION, OneControl
from support.wizard import until

if TYPE_CHECKING:
    from textual.pilot import Pilot

QUESTION = FORM.by_id["fund_effects"]
IDS = [row.id for row in QUESTION.rows]
HOSTILE = "[/] [@click=app.quit]x[/] [bold"


def control(app: OneControl) -> AgreementControl:
    """The control on the screen."""
    assert isinstance(app.widget, AgreementControl)
    return app.widget


async def ready(app: OneControl, pilot: Pilot[None]) -> None:
    """Wait until the cursor is in the control."""
    await until(pilot, lambda: app.widget.has_focus and app.widget.size.height)


def lines(value: Value | None, width: int) -> list[str]:
    """The lines of the question without a cursor."""
    return [line.content.plain for line in draw(QUESTION, statements(QUESTION, value), None, width)]


async def test_each_key_answers_a_statement_and_goes_on_to_the_next() -> None:
    app = OneControl("fund_effects")
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(app, pilot)
        app.send("1", "2", "3", "4", "5", "6", "n")
        options = [option.id for option in QUESTION.options]
        expected = dict(zip(IDS, [*options, "not_applicable"], strict=True))
        await until(pilot, lambda: app.answer == expected)
        assert list(expected) == IDS
        assert len(app.answers) == 7
        await until(
            pilot, lambda: any("G. Increased" in line and "✓ Not applicable" in line for line in app.lines())
        )


async def test_answers_stand_in_the_order_of_the_form_whatever_comes_first() -> None:
    app = OneControl("fund_effects")
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(app, pilot)
        app.send("end", "2", "home", "1")
        await until(pilot, lambda: app.answer == {IDS[0]: "strongly_agree", IDS[6]: "agree"})
        assert isinstance(app.answer, dict)
        assert list(app.answer) == [IDS[0], IDS[6]]


async def test_arrows_change_an_answer_and_delete_takes_it_back() -> None:
    app = OneControl("fund_effects")
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(app, pilot)
        app.send("right", "right", "right", "left", "down", "left", "left")
        await until(pilot, lambda: app.answer == {IDS[0]: "agree", IDS[1]: "strongly_disagree"})
        app.send("delete", "up", "backspace")
        await until(pilot, lambda: app.answer is None)
        app.send("x", "9", "0")
        await pilot.pause()
        assert app.answer is None


async def test_tab_and_escape_belong_to_the_screen() -> None:
    app = OneControl("fund_effects")
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(app, pilot)
        app.send("escape", "tab")
        await until(pilot, lambda: app.left and app.query_one("#after").has_focus)


async def test_a_click_on_a_statement_selects_it_and_one_on_the_legend_answers() -> None:
    app = OneControl("fund_effects")
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(app, pilot)
        shown = app.lines()
        row = next(number for number, line in enumerate(shown) if "E. Encourage" in line)
        await pilot.click(app.widget, offset=(10, row))
        await until(pilot, lambda: control(app).cursor == 4)
        legend = next(number for number, line in enumerate(shown) if "4 Disagree" in line)
        await pilot.click(app.widget, offset=(shown[legend].index("4 Disagree") + 3, legend))
        await until(pilot, lambda: app.answer == {"editor_retention": "disagree"})
        assert control(app).cursor == 5
        await pilot.click(app.widget, offset=(shown[legend].index("4 Disagree") - 1, legend))
        await pilot.click(app.widget, offset=(10, 0))
        assert app.answers == [{"editor_retention": "disagree"}]


async def test_the_current_statement_stays_in_view() -> None:
    app = OneControl("fund_effects")
    async with app.run_test(size=(54, 14)) as pilot:
        await ready(app, pilot)
        column = app.query_one(VerticalScroll)

        def in_view(words: str) -> bool:
            line = next(number for number, line in enumerate(app.lines()) if words in line)
            return column.content_region.contains(column.content_region.x, app.widget.content_region.y + line)

        app.send(*["n"] * 6)
        await until(pilot, lambda: in_view("› G. Increased"))
        app.send("home")
        await until(pilot, lambda: in_view("› A. Bring in") and in_view("1 Strongly agree"))


STRANGE: list[Value] = [
    Typed(HOSTILE),
    {HOSTILE: HOSTILE, IDS[0]: Typed(HOSTILE), IDS[1]: "no_such_option"},
    {"unknown_statement": "agree", IDS[2]: "agree"},
    {IDS[0]: Typed("字" * 300 + "\u202e\n")},
]


@pytest.mark.parametrize("stored", STRANGE)
async def test_whatever_is_stored_is_shown_and_kept(stored: Value) -> None:
    app = OneControl("fund_effects", stored)
    async with app.run_test(size=(54, 24)) as pilot:
        await ready(app, pilot)
        app.send("end", "1", "end", "up", "home")
        app.send(*["down"] * 6, "2")
        await until(pilot, lambda: app.answers)
        kept = stored if isinstance(stored, dict) else {"unread": stored}
        assert app.answer == {**kept, IDS[6]: "agree"}


async def test_what_the_form_does_not_know_goes_only_when_it_is_taken_out() -> None:
    app = OneControl("fund_effects", {"unknown_statement": "agree", IDS[2]: "agree"})
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(app, pilot)
        assert any("unknown_statement: not in the form; Delete takes it out" in line for line in app.lines())
        app.send("end", "delete")
        await until(pilot, lambda: app.answer == {IDS[2]: "agree"})


@pytest.mark.parametrize("width", [30, 50, 94, 118])
def test_every_line_fits_and_nothing_is_cut(width: int) -> None:
    value: Value = {id_: QUESTION.options[number % 6].id for number, id_ in enumerate(IDS[:6])}
    shown = draw(QUESTION, statements(QUESTION, value), 2, width)
    assert max(line.content.cell_length for line in shown) <= width
    words = " ".join(" ".join(line.content.plain for line in shown).split())
    assert "— not answered" in words
    if width >= 94:
        assert "A. Bring in participants from underrepresented groups" in words
    for text in (QUESTION.intro, "6/n Not applicable to your fund", "† these words may differ"):
        assert text in words


def test_an_option_that_is_only_paraphrased_is_marked_where_it_is_chosen() -> None:
    shown = lines({IDS[0]: "neither", IDS[1]: "agree"}, 94)
    assert sum("✓ Neither agree nor disagree †" in line for line in shown) == 1
    assert any(line.endswith("✓ Agree") for line in shown)
    assert any("3 Neither agree nor disagree †" in line and "2 Agree  " in line for line in shown)


def test_an_answer_that_is_no_option_is_marked_by_more_than_a_colour() -> None:
    assert any(line.endswith("✗ maybe") for line in lines({IDS[0]: Typed("maybe")}, 94))


def test_the_line_below_counts() -> None:
    field = AgreementControl(QUESTION, REGION)
    some = field.below({IDS[0]: "agree", "unknown": "agree"}, None, REGION)
    assert some is not None
    assert (some.text, some.tone) == ("1 of 7 answered · ↑↓ move · a number answers", "quiet")
    all_ = field.below(dict.fromkeys(IDS, "agree"), None, REGION)
    assert all_ is not None
    assert (all_.text, all_.tone) == ("7 of 7 answered", "good")


def test_keys_follow_the_options() -> None:
    assert keys_of(QUESTION) == {
        **{str(number): option.id for number, option in enumerate(QUESTION.options, 1)},
        "n": "not_applicable",
    }
    assert keys_of(FORM.by_id["unspent_plan"]) == {"1": "a", "2": "b", "3": "c"}


def test_taking_the_last_answer_back_leaves_none() -> None:
    assert with_option({IDS[0]: "agree"}, QUESTION, IDS[0], None) is None
    assert with_option(Typed("words"), QUESTION, IDS[0], "agree") == {
        IDS[0]: "agree",
        "unread": Typed("words"),
    }
    assert with_option(None, QUESTION, IDS[0], None) is None
