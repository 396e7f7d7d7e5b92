"""A table by the keyboard: cells are written, left and taken back; every letter counts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input

from reportwizard.kinds.base import Typed, Value
from reportwizard.ui.fields.table import TableControl
from support.controls import REGION, OneControl
from support.wizard import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

STORED: Value = {"participants": {"target": 32, "comments": "a list of names"}}


def table(app: OneControl) -> TableControl:
    """The table on the screen."""
    assert isinstance(app.widget, TableControl)
    return app.widget


def place(app: OneControl) -> tuple[int, int]:
    """The row and the column of the cursor."""
    return table(app).state.row, table(app).state.column


class Opened:
    """An app on people_metrics, running, with the cursor in the table."""

    def __init__(self, app: OneControl, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def until_answer(self, value: Value | None) -> None:
        """Wait until the report would hold this answer."""
        await until(self.pilot, lambda: self.app.answer == value)


@pytest.fixture
async def people() -> AsyncIterator[Opened]:
    """people_metrics with one row filled in."""
    app = OneControl("people_metrics", STORED)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.widget.has_focus)
        yield Opened(app, pilot)


async def test_a_letter_begins_a_new_entry_and_each_one_counts_at_once(people: Opened) -> None:
    people.app.send("5", "0")
    await people.until_answer({"participants": {"target": 50, "comments": "a list of names"}})
    assert people.app.answers[0] == {"participants": {"target": 5, "comments": "a list of names"}}
    assert table(people.app).editing


async def test_keys_that_come_faster_than_the_screen_follows_are_all_taken_in_order(people: Opened) -> None:
    people.app.send("1", "2", "enter", "3", "enter", "4", "4", "tab", "5", "enter")
    await people.until_answer(
        {
            "participants": {"target": 12, "comments": "a list of names"},
            "editors": {"target": 3},
            "organizers": {"target": 44, "result": 5},
        }
    )


async def test_enter_edits_what_stands_there_and_then_goes_down(people: Opened) -> None:
    people.app.send("enter", "1", "enter")
    await people.until_answer({"participants": {"target": 321, "comments": "a list of names"}})
    await until(people.pilot, lambda: place(people.app) == (1, 0) and people.app.widget.has_focus)


async def test_opening_and_closing_a_cell_changes_nothing(people: Opened) -> None:
    people.app.send("enter", "enter", "up", "right", "right", "enter", "tab")
    await until(people.pilot, lambda: place(people.app) == (1, 0))
    assert people.app.answers == []


async def test_escape_brings_back_what_was_there_and_stays_in_the_table(people: Opened) -> None:
    people.app.send("9", "9")
    await until(people.pilot, lambda: people.app.answers)
    people.app.send("escape")
    await people.until_answer(STORED)
    assert not people.app.left
    assert place(people.app) == (0, 0)
    people.app.send("escape")
    await until(people.pilot, lambda: people.app.left)


async def test_tab_goes_from_cell_to_cell_and_out_at_the_ends(people: Opened) -> None:
    people.app.send(*["tab"] * 3)
    await until(people.pilot, lambda: place(people.app) == (1, 0))
    people.app.send(*["shift+tab"] * 4)
    await until(people.pilot, lambda: people.app.query_one("#before").has_focus)
    people.app.widget.focus()
    await until(people.pilot, lambda: people.app.widget.has_focus)
    people.app.send("ctrl+end", "7", "tab")
    await until(people.pilot, lambda: people.app.query_one("#after").has_focus)
    await people.until_answer({**_rows(STORED), "organizers": {"comments": "7"}})


def _rows(value: Value | None) -> dict[str, Value]:
    assert isinstance(value, dict)
    return value


async def test_the_ends_of_the_row_and_of_the_table(people: Opened) -> None:
    people.app.send("end")
    await until(people.pilot, lambda: place(people.app) == (0, 2))
    people.app.send("home")
    await until(people.pilot, lambda: place(people.app) == (0, 0))
    people.app.send("ctrl+end")
    await until(people.pilot, lambda: place(people.app) == (2, 2))
    people.app.send("ctrl+home")
    await until(people.pilot, lambda: place(people.app) == (0, 0))
    people.app.send("up", "left", "left", "down", "down", "down", "down")
    await until(people.pilot, lambda: place(people.app) == (2, 0))


async def test_a_word_for_a_number_stays_and_is_marked(people: Opened) -> None:
    people.app.send("down")
    people.app.type("twelve")
    people.app.send("enter")
    await people.until_answer({**_rows(STORED), "editors": {"target": Typed("twelve")}})
    people.app.send("up")
    await until(people.pilot, lambda: place(people.app) == (1, 0))
    lines = people.app.lines()
    assert any("Number of editors" in line and "✗ twelve" in line for line in lines)
    assert "Target, Number of editors: twelve" in "\n".join(lines)
    assert "✗ “twelve” has none of the digits" in "\n".join(lines)
    below = people.app.field.below(people.app.answer, None, REGION)
    assert below is not None
    assert (below.tone, below.text) == ("error", "1 cell needs another look: Target, Number of editors")


async def test_words_beside_a_number_move_to_the_comments(people: Opened) -> None:
    people.app.send("down")
    people.app.type("about 40")
    await until(people.pilot, lambda: "! The number stands here;" in "\n".join(people.app.lines()))
    people.app.send("enter")
    await until(people.pilot, lambda: people.app.remarks)
    assert _rows(people.app.answer)["editors"] == {"target": 40, "comments": "Target: about 40"}
    assert "“Target: about 40” is kept in “Comments”" in people.app.remarks[0]


async def test_undo_and_redo_go_entry_by_entry(people: Opened) -> None:
    people.app.send("1", "1", "enter", "2", "2", "enter", "ctrl+z")
    await people.until_answer({"participants": {"target": 11, "comments": "a list of names"}})
    assert place(people.app) == (1, 0)
    people.app.send("ctrl+z", "ctrl+z")
    await people.until_answer(STORED)
    people.app.send("ctrl+y", "ctrl+y", "ctrl+y")
    await until(people.pilot, lambda: _rows(people.app.answer).get("editors") == {"target": 22})


async def test_an_answer_from_elsewhere_ends_undo(people: Opened) -> None:
    people.app.send("1", "enter")
    await until(people.pilot, lambda: people.app.answers)
    elsewhere: Value = {"editors": {"result": 9}}
    people.app.answer = elsewhere
    table(people.app).fill(elsewhere, REGION)
    people.app.send("ctrl+z", "right", "5", "enter")
    await people.until_answer({"editors": {"result": 5}})


async def test_delete_copy_cut_and_paste(people: Opened) -> None:
    people.app.send("ctrl+c", "right", "ctrl+v")
    await until(people.pilot, lambda: _rows(people.app.answer)["participants"]["result"] == 32)  # type: ignore[index,call-overload]
    people.app.send("left", "ctrl+x", "down", "ctrl+v", "up", "right", "delete")
    await people.until_answer({"participants": {"comments": "a list of names"}, "editors": {"target": 32}})
    assert people.app.clipboard == "32"


async def test_leaving_the_table_while_a_cell_is_open_keeps_it(people: Opened) -> None:
    people.app.send("7")
    await until(people.pilot, lambda: table(people.app).editor.has_focus)
    people.app.query_one("#after", Input).focus()
    await until(people.pilot, lambda: not table(people.app).editing)
    assert people.app.query_one("#after").has_focus
    assert _rows(people.app.answer)["participants"] == {"target": 7, "comments": "a list of names"}
    assert table(people.app).editor.display is False


async def test_leaving_the_window_leaves_the_cell_open(people: Opened) -> None:
    people.app.send("7")
    await until(people.pilot, lambda: table(people.app).editor.has_focus)
    people.app.post_message(events.AppBlur())
    await until(people.pilot, lambda: people.app.focused is None)
    people.app.post_message(events.AppFocus())
    people.app.send("8", "enter")
    await until(people.pilot, lambda: place(people.app) == (1, 0))
    assert _rows(people.app.answer)["participants"] == {"target": 78, "comments": "a list of names"}


async def test_keys_of_the_screen_still_reach_it(people: Opened) -> None:
    seen: list[str] = []
    people.app.bind("alt+down,f9", "noted", show=False)
    people.app.action_noted = lambda: seen.append("key")  # type: ignore[attr-defined]
    people.app.send("alt+down", "5", "alt+down", "f9", "shift+up", "ctrl+d")
    await until(people.pilot, lambda: len(seen) == 3)
    assert _rows(people.app.answer)["participants"] == {"target": 5, "comments": "a list of names"}


async def test_editing_cells_is_no_new_place_for_the_screen_but_coming_back_is(people: Opened) -> None:
    await until(people.pilot, lambda: people.app.places == 1)
    people.app.send("7", "enter", "8", "tab", "9")
    await until(people.pilot, lambda: table(people.app).editor.has_focus and len(people.app.answers) == 3)
    assert people.app.places == 1
    people.app.query_one("#after", Input).focus()
    await until(people.pilot, lambda: people.app.places == 2)
    people.app.widget.focus()
    await until(people.pilot, lambda: people.app.places == 3)
