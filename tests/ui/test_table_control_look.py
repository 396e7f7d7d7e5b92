"""How a table looks in narrow and wide terminals and in any script, and what the mouse does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual import events
from textual.containers import VerticalScroll

from reportwizard.kinds.base import Region, Typed, Value
from reportwizard.ui.fields.table import TableControl
from reportwizard.ui.fields.table_draw import Drawing
from reportwizard.ui.fields.table_grid import fold, grid_rows, lay_out
from support.controls import REGION, OneControl
from support.wizard import until

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from reportwizard.forms.form import Question

ROWS: Value = (
    {"name": "Half-day workshops in schools", "target": "5", "result": "7", "comments": "see the dashboard"},
    {
        "name": "مثال طويل جدا للاختبار هنا",
        "description": "漢字かな交じり文の長い説明文です",
        "result": "e\u0301",
    },
)


def table(app: OneControl) -> TableControl:
    """The table on the screen."""
    assert isinstance(app.widget, TableControl)
    return app.widget


async def ready(app: OneControl, pilot: Pilot[None]) -> None:
    """Wait until the cursor is in the control."""
    await until(pilot, lambda: app.widget.has_focus and app.widget.size.height)


async def at_rest(pilot: Pilot[None], column: VerticalScroll) -> None:
    """Wait until the column stands still: a click in a test goes to where something stood before."""
    places: list[float] = []

    def still() -> bool:
        places.append(column.scroll_y)
        return len(places) > 8 and len({*places[-8:]}) == 1

    await until(pilot, still)


def text(app: OneControl) -> str:
    """All that the control shows."""
    return "\n".join(app.lines())


def drawn(question: Question, value: Value | None, width: int, region: Region = REGION) -> list[str]:
    """The lines of a table without a cursor."""
    rows = grid_rows(question, value, 1)
    drawing = Drawing(question, region, rows, lay_out(question, rows, region, width), None)
    return [line.plain for line in drawing.lines()]


@pytest.mark.parametrize("question", ["people_metrics", "content_metrics", "other_metrics"])
@pytest.mark.parametrize("width", [52, 76, 118])
def test_every_line_fits_and_the_columns_stand_below_each_other(question: str, width: int) -> None:
    asked = OneControl(question).question
    value: Value = ROWS if not asked.rows else {asked.rows[0].id: {"target": 12345, "comments": "漢字" * 60}}
    lines = [line for line in drawn(asked, value, width) if "add a row" not in line]
    assert max(map(cell_len, lines)) <= width
    assert len({cell_len(line) for line in lines}) == 1


def test_headings_are_short_where_it_is_narrow_and_official_where_there_is_room() -> None:
    asked = OneControl("content_metrics").question
    assert drawn(asked, None, 52)[0].split() == ["Target", "Created", "Improved"]
    wide = drawn(asked, None, 96)[:2]
    assert wide[0].split() == ["Result", "-", "Number", "Result", "-", "Number"]
    assert wide[1].split() == ["Target", "of", "created", "pages", "of", "improved", "pages"]


def test_counts_stand_to_the_right_in_the_marks_of_the_locale() -> None:
    asked = OneControl("content_metrics").question
    value: Value = {"wikipedia": {"target": 1234567, "created": 5}}
    line = next(line for line in drawn(asked, value, 60, Region("de", "EUR")) if "Wikipedia " in line)
    assert line.split() == ["Wikipedia", "1.234.567", "5", "·"]
    heading = drawn(asked, value, 60, Region("de", "EUR"))[0]
    assert heading.index("Target") + len("Target") == line.index("1.234.567") + len("1.234.567")


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Target", ("Target",)),
        ("Result - Number of created pages", ("Result - Number", "of created pages")),
        ("", ("",)),
    ],
)
def test_a_heading_is_folded_evenly(title: str, lines: tuple[str, ...]) -> None:
    assert fold(title) == lines


async def test_the_whole_text_of_the_current_cell_stands_below() -> None:
    app = OneControl("other_metrics", ROWS)
    async with app.run_test(size=(54, 24)) as pilot:
        await ready(app, pilot)
        assert not any("schools" in line for line in app.lines()[:5])
        await until(
            pilot, lambda: "Other Metrics name, row 1: Half-day workshops in" in "\n".join(app.lines())
        )
        app.send("end")
        await until(pilot, lambda: "Tools and comments, row 1: see the dashboard" in "\n".join(app.lines()))
        app.query_one("#after").focus()
        await until(pilot, lambda: not app.widget.has_focus)
        assert app.remarks == []


async def test_the_current_row_stays_in_view() -> None:
    app = OneControl("content_metrics")
    async with app.run_test(size=(56, 12)) as pilot:
        await ready(app, pilot)
        column = app.query_one(VerticalScroll)

        def in_view(row: int) -> bool:
            area = table(app).cell_area().translate(table(app).content_region.offset)
            return table(app).state.row == row and column.content_region.contains_region(area)

        app.send("ctrl+end")
        await until(pilot, lambda: in_view(14))
        app.send("5", "enter", *["up"] * 9)
        await until(pilot, lambda: in_view(5))
        app.send("5", "enter")
        await until(pilot, lambda: in_view(6) and app.widget.has_focus)
        app.send("ctrl+home")
        await until(pilot, lambda: in_view(0))
        assert column.scroll_y <= 3


async def click(app: OneControl, pilot: Pilot[None], row: int, x: int, times: int = 1) -> None:
    """Click in a row of the table, `x` cells from its left edge."""
    line = table(app).layout_for(table(app).content_size.width).top + row
    await pilot.click(app.widget, offset=(x + 1, line), times=times)


async def test_a_click_selects_a_second_one_edits_and_another_cell_keeps_it() -> None:
    app = OneControl("people_metrics", {"editors": {"target": 4}})
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.widget.size.height)
        app.query_one("#before").focus()
        await until(pilot, lambda: not app.widget.has_focus)
        x = table(app).layout_for(table(app).content_size.width).left(0)
        await click(app, pilot, 0, x)
        await until(pilot, lambda: app.widget.has_focus)
        assert not table(app).editing
        await click(app, pilot, 1, x)
        await until(pilot, lambda: table(app).state.row == 1)
        assert not table(app).editing
        await click(app, pilot, 1, x)
        await until(pilot, lambda: table(app).editor.has_focus)
        app.send("2")
        await until(pilot, lambda: app.answer == {"editors": {"target": 42}})
        await click(app, pilot, 2, 2)
        await until(pilot, lambda: table(app).state.row == 2 and not table(app).editing)
        assert app.answer == {"editors": {"target": 42}}
        assert app.widget.has_focus


async def test_a_click_means_the_cell_where_the_button_went_down() -> None:
    app = OneControl("content_metrics")
    async with app.run_test(size=(56, 14)) as pilot:
        await ready(app, pilot)
        column = app.query_one(VerticalScroll)
        line = table(app).layout_for(table(app).content_size.width).top + 4
        await at_rest(pilot, column)
        await pilot._post_mouse_events([events.MouseDown], app.widget, offset=(5, line), button=1)
        column.scroll_to(y=column.scroll_y + 3, animate=False, immediate=True)
        await pilot._post_mouse_events([events.Click], app.widget, offset=(5, line + 3), button=1)
        await until(pilot, lambda: table(app).state.row == 4)


async def test_a_double_click_edits_at_once() -> None:
    app = OneControl("people_metrics", {"editors": {"comments": "a list"}})
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app, pilot)
        await click(app, pilot, 1, 60, times=2)
        await until(pilot, lambda: table(app).editor.has_focus)
        assert table(app).editor.value == "a list"


async def test_rows_are_added_moved_and_removed_by_the_mouse() -> None:
    app = OneControl("other_metrics", ({"name": "A"}, {"name": "B"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app, pilot)
        line = next(line for line in app.lines() if "add a row" in line)
        await click(app, pilot, 2, line.index("↓ down"))
        await until(pilot, lambda: app.answer == ({"name": "B"}, {"name": "A"}))
        await click(app, pilot, 2, line.index("↑ up"))
        await until(pilot, lambda: app.answer == ({"name": "A"}, {"name": "B"}))
        await click(app, pilot, 2, line.index("remove row 1"))
        await until(pilot, lambda: app.answer == ({"name": "B"},))
        await click(app, pilot, 1, 2)
        await until(pilot, lambda: len(table(app).state.rows) == 3)
        app.send("C", "enter")
        await until(pilot, lambda: app.answer == ({"name": "B"}, {"name": "C"}))


async def test_the_wheel_scrolls_the_page_over_a_table() -> None:
    app = OneControl("content_metrics")
    async with app.run_test(size=(56, 12)) as pilot:
        await ready(app, pilot)
        column = app.query_one(VerticalScroll)
        await until(pilot, lambda: column.max_scroll_y)
        column.scroll_to(y=0, animate=False, immediate=True)
        await pilot._post_mouse_events([events.MouseScrollDown], app.widget, offset=(5, 4))
        await until(pilot, lambda: column.scroll_y > 0)


async def test_an_unread_cell_is_marked_by_more_than_a_colour() -> None:
    app = OneControl("people_metrics", {"editors": {"result": Typed("many")}})
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app, pilot)
        assert any("✗ many" in line for line in app.lines())
        below = app.field.below(app.answer, None, REGION)
        assert below is not None
        assert below.text == "1 cell needs another look: Result, Number of editors"
