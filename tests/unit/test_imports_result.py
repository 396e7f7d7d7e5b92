"""What the readers share: the cells of a table, and a report while it is filled."""

from __future__ import annotations

from reportwizard.imports.imported import CELL_BREAK, Grid, ReportBuilder, table_text
from support.drafts import a_report


def grid(*rows: list[tuple[str, str, str]]) -> Grid:
    table = Grid()
    for row in rows:
        table.row()
        for text, rowspan, colspan in row:
            table.cell(text, rowspan, colspan)
    return table


def test_cells_are_placed_beside_those_that_span_their_row() -> None:
    plain = [("a", "", ""), ("b", "", "")]
    for rows, placed in (
        ([plain, plain], [["a", "b"], ["a", "b"]]),
        ([[("a", "2", ""), ("b", "", "")], [("c", "", "")]], [["a", "b"], ["", "c"]]),
        ([[("a", "", "2"), ("b", "", "")], plain], [["a", "", "b"], ["a", "b"]]),
        ([[("a", "", ""), ("b", "2", "2")], plain, plain], [["a", "b", ""], ["a", "", "", "b"], ["a", "b"]]),
        ([[("a", "2", ""), ("b", "3", "")], [("c", "", "")], [("d", "", "")]],
         [["a", "b"], ["", "", "c"], ["d"]]),
        ([[("a", "0", "0"), ("b", "-1", "x")], plain], [["a", "b"], ["a", "b"]]),
        ([[("a", "²", "٢"), ("b", "123456789", "123456789")], plain], [["a", "b"], ["a", "b"]]),
        ([], []),
    ):  # fmt: skip
        assert grid(*rows).rows() == placed


def test_spans_are_limited() -> None:
    assert len(grid([("a", "", "99")]).rows()[0]) == 20
    rows = grid([("a", "99999999", "")], *[[("b", "", "")]] * 1001).rows()
    assert [row for row in rows if row != ["", "b"]] == [["a"], ["b"], ["b"]]


def test_a_table_becomes_lines_with_tabs() -> None:
    assert table_text([[" a\tb\n", "c\nd"], ["", "e"]]) == f"a b\tc{CELL_BREAK}d\n\te"


def test_a_builder_keeps_answers_and_unplaced_texts() -> None:
    builder = ReportBuilder(a_report())
    builder.put("surprises", "Rain.")
    builder.put("sharing_plan", None)
    builder.add_unplaced(["\nX one\n", " ", "two", "X one", "\n"])
    builder.add_expenses([["", ""], []])
    result = builder.build("a-page")
    assert (result.report.answers["surprises"], "sharing_plan" in result.report.answers) == ("Rain.", False)
    assert result.unplaced == result.report.unplaced == ("X one", "two")
    assert (result.recognised, result.placed, result.notes) == ("a-page", len(result.report.answers), ())
    assert result.report.ledger == ()
