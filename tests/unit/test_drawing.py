"""Text in columns of terminal cells, with wide letters, combining marks and hostile text."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from reportwizard.money.amount import Amount
from reportwizard.report.hand_in import ReviewComment
from reportwizard.ui.fields.answer_box import flowing
from reportwizard.ui.report.drawing import fund_rows
from reportwizard.ui.report.parts_page import parts_items
from reportwizard.ui.shared.drawing import (
    columns,
    cut,
    fitted,
    left_right,
    one_line,
    plain,
    progress_bar,
    right_aligned,
    rule,
    wrapped,
)
from reportwizard.ui.shared.line_list import Item, LineList
from support.nasty import complete_report

TEXTS = st.text(alphabet=st.sampled_from("ab [/]é́読書🎉ا\t\n"), max_size=40)


@given(TEXTS, st.integers(2, 60))
def test_a_line_has_exactly_the_given_width(text: str, cells: int) -> None:
    content = one_line(text, cells)
    assert content.cell_length <= cells
    assert fitted(plain(text.replace("\n", " ")), cells).cell_length == cells
    assert right_aligned(content, cells).cell_length == cells
    assert left_right(content, Content("end"), cells + 4).cell_length == cells + 4


def test_an_amount_is_never_broken() -> None:
    for amount in ("8\u202f500,00 USD", "1\u00a0365,250 TND", "8,500.00 USD", "1 365 250 KZT"):
        words = f"Is {amount} right? It leaves {amount} of it."
        for cells in range(len(amount), 60):
            lines = [line.plain for line in wrapped(plain(words), cells)]
            assert "\n".join(lines).count(amount) == 2, (amount, cells, lines)


@given(TEXTS, st.integers(4, 40))
def test_wrapped_lines_fit_the_width(text: str, cells: int) -> None:
    assert all(line.cell_length <= cells for line in wrapped(plain(text), cells))
    assert rule(text, cells).cell_length == cells


def test_cut_text_ends_with_an_ellipsis() -> None:
    assert cut(Content("Editatones"), 5).plain == "Edit…"
    assert cut(Content("読書会読書会"), 5).plain == "読書…"
    assert one_line("  two\n lines ", 20).plain == "two lines"


def test_columns_are_aligned() -> None:
    line = columns([(Content("読書"), 6), (Content("46"), -5), (Content("–"), 1)])
    assert line.plain == "読書       46  –"


def test_a_progress_bar_is_filled_by_its_share() -> None:
    assert progress_bar(0.5, 10).spans[0].end == 5
    assert progress_bar(7.0, 10).plain == progress_bar(0.0, 10).plain


def test_a_list_shows_the_text_around_its_first_and_last_item() -> None:
    def line(_width: int, _here: bool) -> list[Content]:
        return [Content("x")]

    items = [Item(id, line, height=1) for id in ("", "a", "b", "c", "", "")]
    for cursor, first in (("a", 0), ("b", 0), ("c", 2)):
        assert LineList(items, cursor=cursor)._scrolled(range(7), 4) == first


def test_the_remark_of_the_fund_is_never_cut() -> None:
    report = complete_report().with_region(currency="TND", locale="fr_TN")
    report = report.with_answer("amount_awarded_local", Amount(Decimal("18500"), "TND"))
    report = report.with_answer("spent_local", Amount(Decimal("9876543.21"), "TND"))
    for width, words in ((90, "   more than you were given"), (78, "   too much")):
        assert fund_rows(report, width, is_wide=False)[2].content.plain.endswith(words), width
    report = report.with_answer("spent_local", Amount(Decimal("1.5"), "TND")).with_answer("fund_in_usd", True)
    for width, words in ((90, "   your fund is in US dollars"), (69, "   fund in USD")):
        assert fund_rows(report, width, is_wide=False)[2].content.plain.endswith(words), width
    assert flowing("Give the link\nShare it: \n· one\n· two") == "Give the link. Share it:  · one · two"


def test_the_list_of_parts_counts_points_without_a_response() -> None:
    asks = (ReviewComment("Why?"), ReviewComment("Who?"), ReviewComment("When?", settled=True))
    for report, words in ((complete_report(), False), (replace(complete_report(), asks=asks), True)):
        drawn = (line.plain for item in parts_items(report, ()) for line in item.draw(76, False))
        row = next(line for line in drawn if "Review notes" in line)
        assert row.endswith("2 to answer") is words
        assert ("what they ask" in row) is words


def test_a_path_is_broken_at_its_marks_and_keeps_its_style() -> None:
    path = "/home/anna/reports/my_river-stories_project.docx"
    for width, expected in (
        (30, ["Written:", "/home/anna/reports/my_river-", "stories_project.docx"]),
        (20, ["Written:", "/home/anna/reports/", "my_river-stories_", "project.docx"]),
    ):
        lines = wrapped(plain(f"Written: {path}", "bold"), width)
        assert [line.plain for line in lines] == expected
        assert all(line.spans for line in lines)
    assert [line.plain for line in wrapped(plain("x" * 25), 10)] == ["x" * 10, "x" * 10, "x" * 5]
