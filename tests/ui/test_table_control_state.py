"""A table without its screen: answers that come back late, changes from elsewhere, the edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.kinds.table_edit import MOST_ROWS
from reportwizard.ui.fields.table_history import Echo, History
from reportwizard.ui.fields.table_state import TableState
from support.controls import FORM, REGION

if TYPE_CHECKING:
    from reportwizard.kinds.base import Value


def state(question: str, value: Value | None = None) -> tuple[TableState, list[Value | None]]:
    """A table, and the list of what it sends."""
    sent: list[Value | None] = []
    table = TableState(FORM.by_id[question], REGION, sent.append)
    table.fill(value, REGION)
    return table, sent


def write(table: TableState, text: str) -> None:
    """Write one cell."""
    table.begin()
    table.write(text)
    table.end()


def test_an_answer_that_comes_back_late_does_not_undo_a_newer_one() -> None:
    table, sent = state("people_metrics")
    write(table, "1")
    table.go(1, 0)
    write(table, "2")
    table.fill(sent[0], REGION)
    table.go(2, 0)
    write(table, "3")
    expected = {"participants": {"target": 1}, "editors": {"target": 2}, "organizers": {"target": 3}}
    assert table.value == sent[-1] == expected
    table.fill(sent[1], REGION)
    table.fill(sent[2], REGION)
    assert table.value == expected


def test_a_change_from_elsewhere_stays_while_a_cell_is_edited() -> None:
    table, sent = state("people_metrics")
    table.begin()
    table.write("1")
    table.fill({"editors": {"target": 9}}, REGION)
    table.write("12")
    table.end()
    assert sent[-1] == {"participants": {"target": 12}, "editors": {"target": 9}}
    table.undo()
    assert table.value == {"editors": {"target": 9}}


def test_typing_the_old_text_again_is_no_step_of_undo() -> None:
    table, sent = state("people_metrics", {"participants": {"target": 5}})
    table.begin()
    table.write("")
    table.write("5")
    table.end()
    assert table.value == {"participants": {"target": 5}}
    table.undo()
    assert table.value == {"participants": {"target": 5}}
    assert sent == [None, {"participants": {"target": 5}}]


def test_steps_from_cell_to_cell_end_with_the_last_row() -> None:
    table, _ = state("other_metrics", ({"name": "A"},))
    assert not table.step(-1)
    assert [table.step(1) for _ in range(5)] == [True] * 4 + [False]
    table.go(1, 0)
    assert table.here.kind == "add"
    assert not table.step(1)
    assert table.step(-1)
    assert (table.row, table.column) == (0, 4)


def test_a_table_holds_only_so_many_rows() -> None:
    table, sent = state("other_metrics", tuple({"name": str(number)} for number in range(MOST_ROWS)))
    table.go(0, 0)
    assert str(MOST_ROWS) in table.add_row()
    table.go(MOST_ROWS, 0)
    assert str(MOST_ROWS) in table.paste("x")
    assert sent == []
    table.go(MOST_ROWS - 1, 0)
    assert "No place for “y”" in table.paste("x\ny")
    assert isinstance(table.value, tuple)
    assert table.value[-1] == {"name": "x"}


def test_a_longer_table_from_a_draft_can_still_be_changed() -> None:
    table, _ = state("other_metrics", tuple({"name": str(number)} for number in range(MOST_ROWS + 5)))
    table.go(MOST_ROWS + 2, 0)
    assert table.paste("x") == ""
    assert isinstance(table.value, tuple)
    assert table.value[MOST_ROWS + 2] == {"name": "x"}
    assert len(table.value) == MOST_ROWS + 5


def test_the_echo_knows_its_own_answers_in_order() -> None:
    echo = Echo()
    for value in ("a", "b", "a"):
        echo.sent(value)
    assert echo.returned("a")
    assert echo.waiting
    assert echo.returned("a")
    assert not echo.waiting
    echo.sent("c")
    assert not echo.returned("from elsewhere")
    assert not echo.waiting


def test_a_new_change_ends_redo() -> None:
    history = History()
    history.note(("a", (0, 0, 1)))
    assert history.undo(("b", (1, 1, 1))) == ("a", (0, 0, 1))
    assert history.redo(("a", (0, 0, 1))) == ("b", (1, 1, 1))
    history.undo(("b", (1, 1, 1)))
    history.note(("a", (0, 0, 1)))
    assert history.redo(("c", (0, 0, 1))) is None
