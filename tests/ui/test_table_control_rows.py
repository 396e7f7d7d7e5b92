"""Tables with rows of one's own, blocks from a spreadsheet, and stored answers that fit no form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from reportwizard.kinds.base import Typed, Value
from reportwizard.ui.fields.table import TableControl
from reportwizard.ui.screens.dialogs import Choose
from support.controls import OneControl
from support.wizard import until

if TYPE_CHECKING:
    from textual.pilot import Pilot

TWO: Value = ({"name": "Schools", "target": "5"}, {"name": "Teachers", "result": "7"})
HOSTILE = "[/] [@click=app.quit]x[/] [bold"


def table(app: OneControl) -> TableControl:
    """The table on the screen."""
    assert isinstance(app.widget, TableControl)
    return app.widget


def names(app: OneControl) -> list[object]:
    """The name in each row of the answer."""
    assert app.answer is None or isinstance(app.answer, tuple)
    return [row.get("name") for row in app.answer or ()]


async def ready(app: OneControl, pilot: Pilot[None]) -> None:
    """Wait until the cursor is in the control."""
    await until(pilot, lambda: app.widget.has_focus and app.widget.size.height)


def paste(app: OneControl, text: str) -> None:
    """Paste as a terminal does."""
    app.post_message(events.Paste(text))


async def test_an_empty_table_has_a_row_ready_and_a_place_for_more() -> None:
    app = OneControl("other_metrics")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app, pilot)
        lines = app.lines()
        assert any(line.split() == ["1", "·", "·", "·", "·", "·"] for line in lines)
        assert any("+ add a row" in line for line in lines)
        assert app.answers == []
        app.type("Schools")
        app.send("tab")
        app.type("how many")
        app.send("enter", "enter")
        app.type("Teachers")
        app.send("enter")
        await until(
            pilot, lambda: names(app) == ["Schools", None, "Teachers"] or names(app)[-1:] == ["Teachers"]
        )
        assert app.answer == ({"name": "Schools", "description": "how many"}, {"name": "Teachers"})


async def test_typing_below_the_last_row_adds_one() -> None:
    app = OneControl("other_metrics", TWO)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app, pilot)
        app.send("end", "down", "down")
        app.type("Third")
        app.send("enter")
        await until(pilot, lambda: names(app) == ["Schools", "Teachers", "Third"])


async def test_rows_are_added_moved_removed_and_brought_back() -> None:
    app = OneControl("other_metrics", TWO)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app, pilot)
        app.send("insert")
        app.type("Middle")
        app.send("enter")
        await until(pilot, lambda: names(app) == ["Schools", "Middle", "Teachers"])
        app.send("shift+up", "ctrl+up")
        await until(pilot, lambda: names(app) == ["Teachers", "Schools", "Middle"])
        app.send("shift+down")
        await until(pilot, lambda: names(app) == ["Schools", "Teachers", "Middle"])
        app.send("ctrl+d")
        await until(pilot, lambda: names(app) == ["Schools", "Middle"])
        assert app.remarks == ["Row 2 is removed. ctrl+z brings it back."]
        app.send("ctrl+z")
        await until(pilot, lambda: names(app) == ["Schools", "Teachers", "Middle"])
        app.send(*["ctrl+z"] * 5)
        await until(pilot, lambda: app.answer == TWO)


async def test_removing_every_row_leaves_an_empty_one_and_no_answer() -> None:
    app = OneControl("other_metrics", TWO)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app, pilot)
        app.send("ctrl+d", "ctrl+d", "ctrl+d")
        await until(pilot, lambda: app.answer is None and app.answers)
        assert len(app.remarks) == 2
        assert sum(line.split()[:1] in (["1"], ["2"]) for line in app.lines()) == 1


async def test_a_block_from_a_spreadsheet_adds_rows() -> None:
    app = OneControl("other_metrics", TWO)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app, pilot)
        app.send("end", "left", "down")
        await until(pilot, lambda: table(app).state.column == 3)
        paste(app, '9\t"two\nlines"\tno room\r\n10\tb\r\n')
        await until(pilot, lambda: app.remarks)
        assert app.answer == (
            {"name": "Schools", "target": "5"},
            {"name": "Teachers", "result": "9", "comments": "two lines"},
            {"result": "10", "comments": "b"},
        )
        assert app.remarks == [
            "4 cells were filled. ctrl+z takes this back. No place for “no room”: the table ends here."
        ]
        app.send("ctrl+z")
        await until(pilot, lambda: app.answer == TWO)


async def test_a_block_pasted_while_a_cell_is_open_is_a_block_too() -> None:
    app = OneControl("people_metrics")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app, pilot)
        app.send("enter")
        await until(pilot, lambda: table(app).editor.has_focus)
        paste(app, "1\t2\n3\t4\n")
        await until(pilot, lambda: app.remarks)
        assert app.answer == {
            "participants": {"target": 1, "result": 2},
            "editors": {"target": 3, "result": 4},
        }
        assert not table(app).editing


async def test_lines_pasted_into_an_open_cell_are_asked_about_and_a_plain_paste_says_nothing() -> None:
    app = OneControl("people_metrics")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app, pilot)
        app.send("end", "enter")
        await until(pilot, lambda: table(app).editor.has_focus)
        app.send("a", "space", "!", "left")
        paste(app, "one\r\ntwo \x1b[31mthree")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        app.send("1")
        await until(pilot, lambda: app.answer == {"participants": {"comments": "a one two three!"}})
        await until(pilot, lambda: app.widget.has_focus)
        app.send("down")
        paste(app, "alone")
        both = {"participants": {"comments": "a one two three!"}, "editors": {"comments": "alone"}}
        await until(pilot, lambda: app.answer == both)
        assert app.remarks == []


STRANGE: list[tuple[str, Value]] = [
    ("people_metrics", Typed(HOSTILE)),
    ("people_metrics", {HOSTILE: {HOSTILE: Typed(HOSTILE)}, "editors": {"target": Typed(HOSTILE)}}),
    ("people_metrics", {"editors": {"target": 1, "colour": Typed(HOSTILE)}, "visitors": {"target": 5}}),
    ("content_metrics", {"wikipedia": {"target": 10**15, "created": Typed(HOSTILE * 50)}}),
    ("other_metrics", Typed(HOSTILE)),
    ("other_metrics", ({"name": HOSTILE, "colour": Typed(HOSTILE)}, {}, {"x": Typed("y\nz\x1b[31m")})),
    ("other_metrics", ({"name": "x" * 20_000, "comments": "\u202e\t\n" + "字" * 500},)),
]


@pytest.mark.parametrize(("question", "stored"), STRANGE)
async def test_whatever_is_stored_is_shown_and_kept(question: str, stored: Value) -> None:
    app = OneControl(question, stored)
    async with app.run_test(size=(56, 24)) as pilot:
        await ready(app, pilot)
        for _ in range(len(table(app).state.rows)):
            app.send("down", "right")
        app.send("ctrl+home", "end")
        await until(pilot, lambda: table(app).state.column == len(app.question.columns) - 1)
        app.send("7", "enter")
        await until(pilot, lambda: app.answers)
        app.send("ctrl+z")
        await until(pilot, lambda: app.answers[-1] == stored)
        assert all("7" in str(answer) for answer in app.answers[:-1])


async def test_what_the_form_has_no_place_for_stays_until_it_is_taken_out() -> None:
    stored: Value = {"editors": {"target": 1, "colour": Typed("red")}, "visitors": {"target": 5}}
    app = OneControl("people_metrics", stored)
    async with app.run_test(size=(56, 24)) as pilot:
        await ready(app, pilot)
        assert any("? editors, colour: red" in line for line in app.lines())
        app.send("2", "enter")
        await until(pilot, lambda: app.answers)
        assert isinstance(stored, dict)
        assert app.answer == {"participants": {"target": 2}, **stored}
        app.send("down", "down")
        await until(pilot, lambda: "Delete takes it out: red" in " ".join(" ".join(app.lines()).split()))
        app.send("x", "enter", "delete", "delete")
        await until(pilot, lambda: app.answer == {"participants": {"target": 2}, "editors": {"target": 1}})


async def test_a_stored_text_becomes_no_answer_only_when_it_is_taken_out() -> None:
    app = OneControl("other_metrics", Typed("kept words"))
    async with app.run_test(size=(56, 24)) as pilot:
        await ready(app, pilot)
        app.type("A")
        app.send("enter")
        await until(pilot, lambda: app.answer == ({"name": "A"}, {"unread": Typed("kept words")}))
        app.send("down", "down", "delete")
        await until(pilot, lambda: app.answer == ({"name": "A"},))
