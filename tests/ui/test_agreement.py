"""The agreement question: a number a statement, letters do nothing, nothing stored is lost."""

from __future__ import annotations

from reportwizard.kinds.values import Typed, Value
from reportwizard.ui.fields.agreement import AgreementControl, draw
from support.controls import FORM, REGION, OneControl
from support.waiting import until

QUESTION = FORM.by_id["fund_effects"]
IDS = [row.id for row in QUESTION.rows]
OPTIONS = [option.id for option in QUESTION.options]
HOSTILE = "[/] [@click=app.quit]x[/] [bold"
FOUR: Value = dict(zip(IDS, ["strongly_agree", "strongly_agree", "agree", "agree"], strict=False))


def lines(
    value: Value | None, cursor: int | None = None, width: int = 78, *, wide: bool = False
) -> list[str]:
    """The lines of the question."""
    rows = draw(QUESTION, value, cursor, width, wide=wide, roomy=False)
    return [row.content.plain.rstrip() for row in rows]


def test_it_looks_as_designed_on_80_columns() -> None:
    assert lines(FOUR, 4) == [
        "  1 Strongly agree     2 Agree                3 Neither agree nor disagree",
        "  4 Disagree           5 Strongly disagree    6 Not applicable to your fund",
        "  Our efforts during the Fund period have helped to...",
        "  A Bring in participants from underrepresented groups    1 Strongly agree",
        "  B Create a more inclusive and connected culture in our  1 Strongly agree",
        "    community",
        "  C Develop content about underrepresented topics/groups  2 Agree",
        "  D Develop content from underrepresented perspectives    2 Agree",
        "▌ E Encourage the retention of editors                      type 1 to 6",
        "  F Encourage the retention of organizers                   –",
        "  G Increased participants' feelings of belonging and       –",
        "    connection to the movement",
        "  3 statements left. A number answers and goes on to the next.",
    ]


def test_a_wide_screen_shows_the_pattern_of_the_answers() -> None:
    shown = lines(FOUR, 4, 82, wide=True)
    assert "1  ·  ·  ·  ·  ·  Strongly agree" in shown[3]
    assert "·  2  ·  ·  ·  ·  Agree" in next(line for line in shown if " C " in line)
    assert shown[next(n for n, line in enumerate(shown) if "▌ E" in line)].endswith(
        "1  2  3  4  5  6  type 1 to 6"
    )
    chosen = next(
        row for row in draw(QUESTION, FOUR, 4, 82, wide=True, roomy=True) if "B Create" in row.content.plain
    )
    assert any("on $accent" in str(span.style) for span in chosen.content.spans)
    assert [zone.target for zone in chosen.zones] == [f"1 {number}" for number in range(6)]


def test_every_line_fits_and_an_answer_that_is_no_option_has_a_sign() -> None:
    stored: Value = {HOSTILE: HOSTILE, IDS[0]: Typed(HOSTILE), IDS[1]: Typed("字" * 300), IDS[2]: "neither"}
    for width, wide in ((58, False), (78, False), (72, True), (84, True)):
        rows = draw(QUESTION, stored, 3, width, wide=wide, roomy=True)
        assert max(row.content.cell_length for row in rows) <= width
        words = " ".join(" ".join(row.content.plain for row in rows).split())
        assert "✗ [/] [@click" in words
        assert "Neither agree …" in words
        assert "not in" in words
    assert lines(dict.fromkeys(IDS, "agree"))[-1] == "  Every statement is answered."
    assert AgreementControl(QUESTION, REGION).count({IDS[0]: "agree", "unknown": "agree"}) == "1 of 7"


async def test_a_number_answers_and_goes_on_and_nothing_else_answers() -> None:
    app = OneControl("fund_effects")
    async with app.run_test(size=(80, 24)) as pilot:
        app.type("26 did n, 0 x 3")
        app.send("down", "up", "٣", "1", "2", "4", "5", "6", "7", "9", "1")
        expected = ["neither", "strongly_agree", "agree", "disagree", "strongly_disagree", "not_applicable"]
        await until(pilot, lambda: app.answer == dict(zip(IDS, [*expected, "strongly_agree"], strict=True)))
        assert app.answers[2] is None  # what 2 and 6 chose is taken back
        assert len(app.answers) == 7 + 3
        assert {notice.rpartition(" ")[0] for notice in app.notices if notice} == {
            "Letters do nothing here. Press an arrow key, then a number from 1 to",
            "Type a number from 1 to",
        }
        assert not app.moves
        app.send("enter")
        await until(pilot, lambda: app.moves == [1])


async def test_an_answer_is_cleared_and_a_choice_taken_back() -> None:
    app = OneControl("fund_effects", {IDS[0]: "agree", IDS[6]: "agree"})
    async with app.run_test(size=(80, 24)) as pilot:
        # The cursor comes where an answer is missing.
        app.send("3")
        await until(pilot, lambda: app.answer == {IDS[0]: "agree", IDS[1]: "neither", IDS[6]: "agree"})
        app.send("home", "delete")
        await until(pilot, lambda: app.answer == {IDS[1]: "neither", IDS[6]: "agree"})
        app.send("ctrl+z")
        await until(pilot, lambda: app.answer == {IDS[0]: "agree", IDS[1]: "neither", IDS[6]: "agree"})
        app.send("ctrl+z")
        await until(pilot, lambda: app.answer == {IDS[0]: "agree", IDS[6]: "agree"})
        app.send("ctrl+z", "down", "down", "5")
        await until(
            pilot, lambda: app.answer == {IDS[0]: "agree", IDS[3]: "strongly_disagree", IDS[6]: "agree"}
        )


async def test_a_click_selects_a_statement_and_one_on_the_options_answers_it() -> None:
    app = OneControl("fund_effects")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: any("E Encourage" in line for line in app.lines()))
        shown = app.lines()
        row = next(number for number, line in enumerate(shown) if "E Encourage" in line)
        legend = next(number for number, line in enumerate(shown) if "4 Disagree" in line)
        await pilot.click(app.control, offset=(10, row))
        await pilot.click(app.control, offset=(shown[legend].index("4 Disagree") + 2, legend))
        await until(pilot, lambda: app.answer == {"editor_retention": "disagree"})
        dots = app.lines()[row].index("4") - 1
        await pilot.click(app.control, offset=(dots - 3, row))
        await until(pilot, lambda: app.answer == {"editor_retention": "neither"})


async def test_the_statement_with_the_cursor_stays_in_view() -> None:
    app = OneControl("fund_effects")
    async with app.run_test(size=(60, 10)) as pilot:
        app.send("end")
        await until(pilot, lambda: any("▌ G Increased" in line for line in app.lines()))
        app.send("home")
        await until(pilot, lambda: any("▌ A Bring in" in line for line in app.lines()))


async def test_whatever_is_stored_is_shown_and_goes_only_when_it_is_taken_out() -> None:
    stored: dict[str, Value] = {"unknown": "agree", IDS[2]: Typed(HOSTILE)}
    app = OneControl("fund_effects", stored)
    async with app.run_test(size=(80, 24)) as pilot:
        app.send("home", "1", "end", "2")
        await until(pilot, lambda: app.answer == {**stored, IDS[0]: "strongly_agree"})
        assert any("unknown: not in the form" in line for line in app.lines())
        app.send("end", "delete")
        await until(pilot, lambda: app.answer == {IDS[0]: "strongly_agree", IDS[2]: Typed(HOSTILE)})


async def test_a_stored_text_is_kept_beside_the_answers() -> None:
    app = OneControl("fund_effects", Typed(HOSTILE))
    async with app.run_test(size=(80, 24)) as pilot:
        app.send("1")
        await until(pilot, lambda: app.answer == {IDS[0]: "strongly_agree", "unread": Typed(HOSTILE)})
