"""A table by the keyboard and the mouse: one box below it edits the cell with the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from reportwizard.kinds.values import Typed, Value
from reportwizard.ui.dialogs.dialog import ChoiceDialog
from reportwizard.ui.fields.table import TableControl
from support.controls import REGION, OneControl
from support.waiting import until

if TYPE_CHECKING:
    from textual.pilot import Pilot

PEOPLE: Value = {"participants": {"target": 32, "comments": "a list of names"}}
TWO: Value = ({"name": "Schools", "target": "5"}, {"name": "Teachers", "result": "7"})


def table(app: OneControl) -> TableControl:
    """The table on the screen."""
    assert isinstance(app.control, TableControl)
    return app.control


def cursor(app: OneControl) -> tuple[int, int]:
    """The row and the column of the cursor."""
    return table(app).state.row, table(app).state.column


def shows(app: OneControl, words: str) -> bool:
    """Whether a line of the table holds some words."""
    return any(words in line for line in app.lines())


async def wait_for_text(app: OneControl, pilot: Pilot[None], words: str) -> None:
    """Wait until the table shows some words."""
    await until(pilot, lambda: shows(app, words))


async def test_what_is_typed_counts_at_once_and_keys_go_from_cell_to_cell() -> None:
    app = OneControl("people_metrics", PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(app, pilot, "Number of participants › Target")
        app.send("1", "backspace", "backspace", "5", "enter", "3", "enter", "4", "4", "tab", "5")
        expected: Value = {
            "participants": {"target": 35, "comments": "a list of names"},
            "editors": {"target": 3},
            "organizers": {"target": 44, "result": 5},
        }
        await until(pilot, lambda: app.answer == expected)
        assert table(app).box.has_focus
        assert table(app).has_focus_within
        await wait_for_text(app, pilot, "Number of organizers › Results")
        assert shows(app, " = 5")
        assert shows(app, "5 of 9 boxes")
        assert app.moves == []
        app.send("enter", "tab", "tab")
        await until(pilot, lambda: app.moves == [1, 1])
        app.send("ctrl+home", "shift+tab", "up", "pagedown", "shift+tab")
        await until(pilot, lambda: app.moves == [1, 1, -1] and cursor(app) == (1, 2))


async def test_what_cannot_be_read_is_said_when_the_fingers_rest_and_where_the_cursor_is() -> None:
    app = OneControl("people_metrics", {"organizers": {"result": Typed("many")}})
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(app, pilot, "✗ many")
        app.type("twe")
        await until(pilot, lambda: app.answer and "participants" in app.answer)  # type: ignore[operator]
        assert not shows(app, "has none of the digits")
        await wait_for_text(app, pilot, "✗ “twe” has none of the digits")
        app.send("ctrl+end", "shift+tab")
        await wait_for_text(app, pilot, "✗ “many” has none of the digits")
        app.send("up")
        app.type("about 9")
        await wait_for_text(app, pilot, "! The number is here; “Result: about 9” is kept")
        app.send("tab")
        app.type("lists")
        await wait_for_text(app, pilot, "Result: about 9; lists")


async def test_undo_and_a_change_from_elsewhere_show_in_the_box() -> None:
    app = OneControl("people_metrics", PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        app.send("down")
        app.type("12")
        app.send("tab")
        app.type("7")
        app.send("ctrl+z", "ctrl+z")
        await until(pilot, lambda: app.answer == PEOPLE and table(app).box.value == "")
        assert cursor(app) == (1, 0)
        app.answer = {"editors": {"target": 9}}
        app.control.fill(app.answer, REGION)
        assert table(app).box.value == "9"
        app.send("0")
        await until(pilot, lambda: app.answer == {"editors": {"target": 90}})


async def test_a_block_is_pasted_from_the_cell_on_and_lines_into_a_text_are_asked_about() -> None:
    app = OneControl("other_metrics", TWO)
    async with app.run_test(size=(80, 24)) as pilot:
        app.send("down", "tab", "tab", "tab")
        app.post_message(events.Paste('9\t"two\nlines"\tno room\r\n10\tb\r\n'))
        await until(pilot, lambda: app.notices)
        assert app.answer == (
            {"name": "Schools", "target": "5"},
            {"name": "Teachers", "result": "9", "comments": "two lines"},
            {"result": "10", "comments": "b"},
        )
        words = "4 boxes were filled. Ctrl+Z takes it back. No place for “no room”: the table ends here."
        assert app.notices == [words]
        assert table(app).box.value == "9"
        app.send("ctrl+z")
        await until(pilot, lambda: app.answer == TWO)
        app.post_message(events.Paste(" and\nmore \x1b[31mschools"))
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        app.send("1")
        await until(
            pilot, lambda: "7 and more schools" in str(app.answer) or "7and more schools" in str(app.answer)
        )
        await until(pilot, lambda: table(app).box.has_focus)
        app.send("tab")
        app.post_message(events.Paste("one\ntwo\n"))
        await until(pilot, lambda: isinstance(app.answer, tuple) and app.answer[2:] == ({"comments": "two"},))


async def test_another_row_of_a_fixed_table_is_found_by_typing() -> None:
    app = OneControl("content_metrics")
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(app, pilot, "+ another project   12 more: Wiktionary, Wikisource")
        app.send("insert", *"wiki", "up")
        await wait_for_text(app, pilot, "▌ Wikisource")
        assert shows(app, "▾ 6 more")
        app.send(*["down"] * 8, "escape")
        await wait_for_text(app, pilot, "Wikipedia › Target")
        app.send(*["down"] * 4)
        await wait_for_text(app, pilot, "Enter adds a project.")
        app.send(*"quo")
        await wait_for_text(app, pilot, "▌ Wikiquote")
        app.send("z")
        await wait_for_text(app, pilot, "Nothing has this name.")
        app.send("enter", "backspace", "enter", "4")
        await until(pilot, lambda: app.answer == {"wikiquote": {"target": 4}})
        assert app.control.hints() == "Tab next box   ↑ ↓ row   Ins add"
        app.send("backspace")
        await until(pilot, lambda: app.answer is None)
        assert shows(app, "Wikiquote › Target")


async def test_free_rows_are_added_begun_by_typing_and_removed() -> None:
    app = OneControl("other_metrics", TWO)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(app, pilot, "You can paste rows from Excel")
        app.send("insert", "M", "down", "down")
        await wait_for_text(app, pilot, "Enter adds a row.")
        app.send("L", "a", "enter", "down", "enter")
        await wait_for_text(app, pilot, "Row 5 › Other Metrics name")
        names = ("Schools", "M", "Teachers", "La")
        await until(pilot, lambda: [row["name"] for row in app.answer] == list(names))  # type: ignore[union-attr,index]
        app.send("delete")
        await wait_for_text(app, pilot, "Row 4 › Other Metrics name")
        app.send("backspace", "backspace", "delete", *["ctrl+z"] * 9)
        await until(pilot, lambda: app.answer == TWO)


async def test_a_click_goes_to_a_cell_and_below_the_rows_adds_one() -> None:
    app = OneControl("other_metrics", TWO)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(app, pilot, "Teachers")
        app.query_one("#after").focus()
        row = next(number for number, line in enumerate(app.lines()) if "Teachers" in line)
        result = next(line for line in app.lines() if "Result" in line).index("Result")
        await pilot.click(app.control, offset=(result + 2, row))
        await until(pilot, lambda: cursor(app) == (1, 3) and table(app).box.has_focus)
        await pilot.click(app.control, offset=(5, row + 1))
        await wait_for_text(app, pilot, "Row 3 › Other Metrics name")


async def test_a_long_table_shows_the_rows_around_the_cursor() -> None:
    app = OneControl("other_metrics", tuple({"name": f"Number {number}"} for number in range(1, 61)))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(app, pilot, "1–7 of 61 rows")
        app.send("ctrl+end")
        await wait_for_text(app, pilot, "Number 60")
        assert shows(app, "54–60 of 61 rows")
        assert shows(app, "Row 60 › Tools and comments")
        await pilot._post_mouse_events([events.MouseScrollUp], app.control, offset=(5, 4))
        await wait_for_text(app, pilot, "Row 59 › Tools and comments")
        grid = app.control.children[0]
        assert grid.size.height == 13


async def test_what_the_form_has_no_place_for_stays_until_it_is_taken_out() -> None:
    stored: Value = {"editors": {"target": 1, "colour": Typed("red")}, "visitors": {"target": 5}}
    app = OneControl("people_metrics", stored)
    async with app.run_test(size=(60, 24)) as pilot:
        await wait_for_text(app, pilot, "? editors, colour: red")
        app.send("down", "down", "down", "x")
        await wait_for_text(app, pilot, "! The form has no place for this. Del takes it out.")
        assert table(app).box.value == "red"
        assert app.answers == []
        app.send("delete", "delete")
        await until(pilot, lambda: app.answer == {"editors": {"target": 1}})
