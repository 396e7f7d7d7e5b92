"""A table without its screen: the rows in use, undo, answers that come back late, and how it is drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportwizard.kinds.table import MAX_ROWS
from reportwizard.kinds.values import Region, Typed, Value
from reportwizard.ui.fields.table import lay_out, row_noun, table_row
from reportwizard.ui.fields.table_editor import first_in_view
from reportwizard.ui.fields.table_state import TableState
from support.cases import each_case
from support.controls import FORM, REGION

if TYPE_CHECKING:
    from reportwizard.forms.form import Question

HOSTILE = "[/] [@click=app.quit]x[/] [bold"
WIDE: Value = (
    {"name": "Half-day workshops in schools", "target": "5", "result": "7", "comments": "see the dashboard"},
    {
        "name": "مثال طويل جدا للاختبار هنا",
        "description": "漢字かな交じり文の長い説明文です",
        "result": "e\u0301",
    },
)


def state(question: str | Question, value: Value | None = None) -> tuple[TableState, list[Value | None]]:
    """A table, and the list of what it sends."""
    sent: list[Value | None] = []
    asked = FORM.by_id[question] if isinstance(question, str) else question
    table = TableState(asked, REGION, sent.append)
    table.fill(value, REGION)
    return table, sent


def labels(table: TableState) -> list[str]:
    """What stands at the left of each line."""
    return [row.label or row.kind for row in table.rows]


def drawn(table: TableState, width: int, *, focused: bool = False) -> list[str]:
    """The lines of a table."""
    layout = lay_out(table.question, table.rows, table.region, width - 3)
    add = ("+ another row", "more")
    rows = (
        table_row(table, layout, number, width, add, focused=focused) for number in range(len(table.rows))
    )
    lines = [*layout.head(), *rows]
    assert max(line.content.cell_length for line in lines) <= width
    return [line.content.plain.rstrip() for line in lines]


# Which rows are shown


def test_of_many_fixed_rows_the_first_three_are_shown_and_those_in_use() -> None:
    table, _ = state("content_metrics", {"wikinews": {"target": 1}})
    first = ["Wikipedia", "Wikimedia Commons", "Wikidata"]
    assert labels(table) == [*first, "Wikinews", "add"]
    table.open_row("wikiquote")
    assert labels(table) == [*first, "Wikiquote", "Wikinews", "add"]
    assert table.current.row == "wikiquote"
    table.go(4, 0)
    table.write("")
    assert table.value is None
    assert labels(table) == [*first, "Wikiquote", "Wikinews", "add"]
    for row in table.hidden:
        table.open_row(row.id)
    assert "add" not in labels(table)
    assert len(table.rows) == len(table.question.rows)
    assert labels(state("people_metrics")[0]) == [row.label for row in FORM.by_id["people_metrics"].rows]


def test_a_row_is_named_by_the_form_where_it_can_be() -> None:
    asked = FORM.by_id["content_metrics"]
    assert row_noun(asked) == "project"
    assert row_noun(replace(asked, wording="In which countries did you work?")) == "row"
    assert row_noun(FORM.by_id["other_metrics"]) == "row"


def test_free_rows_are_added_and_taken_out_when_they_are_empty() -> None:
    table, sent = state("other_metrics")
    assert labels(table) == ["1", "add"]
    table.write("Radio talks")
    assert table.add_row() == ""
    assert labels(table) == ["1", "2", "add"]
    assert (table.row, table.column) == (1, 0)
    assert table.remove_row()
    assert labels(table) == ["1", "add"]
    assert not table.remove_row()
    table.write("")
    assert table.remove_row()
    assert labels(table) == ["1", "add"]
    assert sent[-1] is None


def test_a_table_holds_only_so_many_rows_but_a_longer_one_can_be_changed() -> None:
    table, sent = state("other_metrics", tuple({"name": str(number)} for number in range(MAX_ROWS)))
    assert str(MAX_ROWS) in table.add_row()
    assert sent == []
    table.go(MAX_ROWS - 1, 0)
    words, whole = table.paste("x\ny")
    assert not whole
    assert "No place for “y”" in words
    longer, _ = state("other_metrics", tuple({"name": str(number)} for number in range(MAX_ROWS + 5)))
    longer.go(MAX_ROWS + 2, 0)
    longer.write("x")
    assert isinstance(longer.value, tuple)
    assert (longer.value[MAX_ROWS + 2], len(longer.value)) == ({"name": "x"}, MAX_ROWS + 5)


# Moving


def test_steps_go_from_cell_to_cell_and_end_with_the_last_row() -> None:
    table, _ = state("other_metrics", ({"name": "A"},))
    assert not table.step(-1)
    assert [table.step(1) for _ in range(5)] == [True] * 4 + [False]
    table.go(1, 0)
    assert table.current.kind == "add"
    assert not table.step(1)
    assert table.step(-1)
    assert (table.row, table.column) == (0, 4)


def test_only_rows_in_view_are_drawn_and_the_cursor_is_always_in_view() -> None:
    for top in (0, 3, 40):
        for cursor in range(50):
            first = first_in_view(50, 7, top, cursor)
            assert first <= cursor < first + 7
            assert 0 <= first <= 43
    assert first_in_view(5, 7, 3, 4) == 0


# Changing


def test_undo_goes_cell_by_cell_and_a_block_is_one_step() -> None:
    table, _ = state("people_metrics", {"editors": {"target": 5}})
    for text in ("1", "12"):
        table.write(text)
    table.go(1, 0)
    for text in ("", "5"):
        table.write(text)
    table.go(1, 1)
    assert table.paste("7\tnames\n8") == ("3 boxes were filled. Ctrl+Z takes it back.", True)
    full = {
        "participants": {"target": 12},
        "editors": {"target": 5, "result": 7, "comments": "names"},
        "organizers": {"result": 8},
    }
    assert table.value == full
    table.undo()
    assert table.value == {"participants": {"target": 12}, "editors": {"target": 5}}
    # What was typed and typed back again is no step.
    table.undo()
    assert table.value == {"editors": {"target": 5}}
    assert (table.row, table.column) == (0, 0)
    table.undo()
    assert table.value == {"editors": {"target": 5}}


def test_a_block_fills_the_rows_in_sight_and_only_a_longer_one_the_rest() -> None:
    table, _ = state("content_metrics", {"wikinews": {"target": 9}})
    table.paste("1\n2\n3\n4")
    assert table.value == {
        "wikipedia": {"target": 1},
        "commons": {"target": 2},
        "wikidata": {"target": 3},
        "wikinews": {"target": 4},
    }
    table, _ = state("content_metrics")
    table.paste("1\n2\n3\n4\n5")
    assert labels(table)[3:5] == ["Wiktionary", "Wikisource"]


def test_words_beside_a_number_go_to_the_comments_once() -> None:
    table, _ = state("people_metrics")
    for text in ("a", "about", "about 4", "about 40"):
        table.write(text)
    assert table.value == {"participants": {"target": 40, "comments": "Target: about 40"}}
    assert "“Target: about 40” is kept in “Comments”" in table.remark
    table.go(0, 1)
    assert table.remark == ""


def test_an_answer_that_comes_back_late_changes_nothing_and_one_from_elsewhere_ends_undo() -> None:
    table, sent = state("people_metrics")
    for text in ("1", "12", "123"):
        table.write(text)
    assert [table.fill(value, REGION) for value in tuple(sent)] == [False] * 3
    assert table.value == {"participants": {"target": 123}}
    elsewhere: Value = {"editors": {"result": 9}}
    assert table.fill(elsewhere, REGION)
    table.undo()
    assert table.value == elsewhere
    table.write("4")
    table.undo()
    assert table.value == elsewhere


@each_case(
    ("question", "stored"),
    [
        ("people_metrics", Typed(HOSTILE)),
        ("people_metrics", {HOSTILE: {HOSTILE: Typed(HOSTILE)}, "editors": {"target": Typed(HOSTILE)}}),
        ("content_metrics", {"wikipedia": {"target": 10**15, "created": Typed(HOSTILE * 50)}}),
        ("other_metrics", Typed(HOSTILE)),
        (
            "other_metrics",
            ({"name": HOSTILE, "colour": Typed("y\nz\x1b[31m")}, {}, {"comments": "字" * 9000}),
        ),
    ],
)
def test_whatever_is_stored_is_shown_and_kept_until_it_is_taken_out(question: str, stored: Value) -> None:
    table, _ = state(question, stored)
    for row in range(len(table.rows)):
        table.go(row, 0)
        drawn(table, 57, focused=True)
        assert table.cell_text() or table.current.kind != "stray"
    table.go(0, len(table.question.columns) - 1)
    table.write("7")
    assert "7" in str(table.value)
    table.undo()
    assert table.value == stored
    strays = [number for number, row in enumerate(table.rows) if row.kind == "stray"]
    for _ in strays:
        table.go(strays[0], 0)
        assert table.remove_row()
    assert not any(row.kind == "stray" for row in table.rows)


# Drawing


def test_it_looks_as_designed_on_80_columns() -> None:
    people: Value = {
        "participants": {"target": 40, "result": 46, "comments": "Sign-up sheets of the three events in May"},
        "editors": {"target": 25, "result": Typed("many")},
    }
    assert drawn(state("people_metrics", people)[0], 78) == [
        "                          Target  Result  Comments and tools used",
        "  ───────────────────────────────────────────────────────────────────────────",
        "  Number of participants      40      46  Sign-up sheets of the three events…",
        "  Number of editors           25  ✗ many  –",
        "  Number of organizers         –       –  –",
    ]
    free = drawn(state("other_metrics", WIDE)[0], 78)
    assert free[0].split() == ["Name", "Description", "Target", "Result", "Comments"]
    assert free[-1] == "  + another row   more"


def test_numbers_are_right_aligned_in_the_locale_and_text_left_aligned() -> None:
    table, _ = state("content_metrics", {"wikipedia": {"target": 1234567, "created": 5}})
    table.region = Region("de", "EUR")
    lines = drawn(table, 60)
    assert lines[2].split() == ["Wikipedia", "1.234.567", "5", "–"]
    assert lines[0].index("Target") + len("Target") == lines[2].index("1.234.567") + len("1.234.567")
    widths = lay_out(FORM.by_id["other_metrics"], state("other_metrics", WIDE)[0].rows, REGION, 75).widths
    assert [width < 0 for width in widths] == [
        False,
        False,
        True,
        False,
        False,
    ]  # e with an accent is a letter
    # The last text has what is left of the row, for what is typed there.
    short = state("other_metrics", ({"name": "Radio", "result": "20", "comments": "-"},))[0].rows
    assert lay_out(FORM.by_id["other_metrics"], short, REGION, 75).end == 77
    # Where there is space, a number is given some before something longer is typed there.
    rows = state("people_metrics", {"editors": {"result": 46}})[0].rows
    assert lay_out(FORM.by_id["people_metrics"], rows, REGION, 75).widths[:2] == (-9, -9)


@each_case("question", ["people_metrics", "content_metrics", "other_metrics"])
def test_wide_letters_keep_the_columns_at_every_width(question: str) -> None:
    asked = FORM.by_id[question]
    value: Value = WIDE if not asked.rows else {asked.rows[0].id: {"target": 12345, "comments": "漢字" * 60}}
    table, _ = state(question, value)
    for width in (57, 78, 84, 120):
        layout = lay_out(asked, table.rows, REGION, width - 3)
        rows = [
            table_row(table, layout, number, width, ("", ""), focused=True)
            for number, row in enumerate(table.rows)
            if row.kind == "row"
        ]
        assert {row.content.cell_length for row in rows} == {layout.end}
        assert [zone.target for zone in rows[0].zones] == [
            f"0 {place}" for place in range(len(asked.columns))
        ]
