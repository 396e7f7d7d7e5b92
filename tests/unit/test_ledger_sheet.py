"""The Foundation's budget sheet: its headings, its figures, and what is no expense in it."""

from __future__ import annotations

import csv
import io

from reportwizard.ledger.rows import Row
from reportwizard.ledger.statement import Line, totals_among
from reportwizard.report.expense import Expense
from support.cases import each_case
from support.ledger import amount, read

HEADINGS = [
    *("Expense category", "Expense Item number", "Expense item", "Description (how it is calculated)"),
    *("Unit Cost", "Currency [ select local currency]", "Total Cost in Local currency"),
    *("Total Cost in US dollars", "Final expense in Local Currency", "Final expense in US dollars"),
    "Explanation of variance and other comments",
]
BUS = ["Travel & Events", "1", "Bus", "", "5", "MNT", "100", "1.00", "120", "1.20", "fuel"]
TEA = ["travel and events", "2", "Tea", "hot", "5", "MNT", "50", "0.50", "50", "0.50", ""]


def sheet(*rows: list[str], above: tuple[list[str], ...] = (), headings: list[str] | None = None) -> str:
    """A budget sheet as CSV."""
    file = io.StringIO()
    csv.writer(file).writerows([*above, headings or HEADINGS, *rows])
    return file.getvalue()


def test_a_line_has_its_cost_its_budget_and_why_they_differ() -> None:
    found = read(sheet(BUS, TEA), currency="MNT")
    bus, tea = found.expenses
    assert found.layout == "budget-sheet"
    assert (bus.what, bus.category, bus.note) == ("Bus", "Travel & Events", "fuel")
    assert (bus.amount, bus.usd, bus.planned) == (amount("120 MNT"), amount("1.20 USD"), amount("100 MNT"))
    assert (tea.what, tea.category) == ("Tea: hot", "Travel & Events")
    assert (found.problems, found.notes) == ((), ())


@each_case(
    "above",
    [
        ["Local Currency", "Mongolian Tugrik (MNT)"],
        ["Local Currency (stated in the Application Form)", "", "", "MNT"],
        ["", "Local currency: Mongolian tugrik"],
    ],
)
def test_the_local_currency_is_read_above_the_headings(above: list[str]) -> None:
    rows = [[cell.replace("MNT", "") for cell in BUS]]
    found = read(sheet(*rows, above=(above,)), currency="KZT")
    assert found.expenses[0].amount == amount("120 MNT")
    assert found.notes == ("The sheet is in MNT, and your report is in KZT.",)


def test_else_the_lines_name_it_else_the_report() -> None:
    assert read(sheet(BUS), currency="KZT").expenses[0].amount == amount("120 MNT")
    assert read(sheet([*BUS[:5], "", *BUS[6:]]), currency="KZT").expenses[0].amount == amount("120 KZT")


@each_case(
    "total",
    [
        ["Subtotal", "", "", "", "", "", "150", "1.50", "170", "1.70", ""],
        ["", "", "TOTAL BUDGET", "", "", "", "150", "1.50", "170", "1.70", ""],
        ["Travel & Events", "", "", "", "", "", "150", "1.50", "170", "1.70", ""],
        ["", "", "", "", "", "", "150", "1.50", "171", "", ""],
    ],
)
def test_lines_that_add_up_others_are_not_counted_twice(total: list[str]) -> None:
    found = read(sheet(BUS, TEA, total), currency="MNT")
    assert found.lines == (2, 3)
    assert [(item.line, item.reason) for item in found.left_out] == [(4, "total")]
    assert read(sheet(total, BUS, TEA), currency="MNT").lines == (3, 4)


def test_an_unread_figure_affects_no_total() -> None:
    torn = [*TEA[:8], "5..0", *TEA[9:]]
    total = ["Travel & Events", "", "", "", "", "", "150", "1.50", "170", "1.70", ""]
    found = read(sheet(BUS, torn, total), currency="MNT")
    assert found.lines == (2, 3)
    assert [(problem.line, problem.column) for problem in found.problems] == [(3, "amount")]


def test_a_category_alone_counts_for_the_lines_below_it() -> None:
    below = ["", *BUS[1:]]
    found = read(sheet(["Personnel", *[""] * 10], below, ["Not a category", *[""] * 10], below))
    assert [expense.category for expense in found.expenses] == ["Personnel", "Personnel"]


def test_lines_of_the_template_that_nobody_filled_in_are_left_out() -> None:
    empty = ["Other", "3", "", "", "", "", "0", "0.00", "0", "0.00", ""]
    words = [
        "Place a category",
        "Place a number",
        "Name it",
        "",
        "",
        "",
        *["Automatically calculated"] * 4,
        "",
    ]
    found = read(sheet(words, BUS, empty, ["", "", "Signed by", *[""] * 8]), currency="MNT")
    assert found.lines == (3,)


def test_a_planned_line_without_cost_is_kept_and_is_no_problem() -> None:
    planned = [*TEA[:8], "", " - ", ""]
    found = read(sheet(BUS, planned), currency="MNT")
    assert (found.expenses[1].amount, found.expenses[1].planned) == (None, amount("50 MNT"))
    assert found.problems == ()


def test_text_in_place_of_a_cost_is_kept_as_written() -> None:
    found = read(sheet(BUS, [*TEA[:8], "pending", "", ""]), currency="MNT")
    assert [(problem.line, problem.column) for problem in found.problems] == [(3, "amount")]
    assert getattr(found.expenses[1].amount, "text", "") == "pending"


def test_a_cost_in_dollars_alone_counts_in_dollars() -> None:
    only_dollars = [*BUS[:8], "", "1.20", ""]
    [expense] = read(sheet(only_dollars), currency="MNT").expenses
    assert (expense.amount, expense.usd, expense.planned) == (amount("1.20 USD"), None, amount("1.00 USD"))


def test_all_columns_of_the_sheet_share_one_decimal_mark() -> None:
    rows = [*BUS[:4], "12,50", "MNT", "1.000", "2,50", "1.250", "3,10", ""]
    [expense] = read(sheet(rows), currency="MNT").expenses
    assert (expense.amount, expense.usd) == (amount("1250 MNT"), amount("3.10 USD"))
    undecided = read(sheet([*BUS[:4], "", "MNT", "1.000", "", "1.250", "", ""]), currency="MNT")
    assert undecided.unanswered
    assert "Line 2 says 1." in undecided.unanswered.text
    said = read(sheet([*BUS[:4], "", "MNT", "1.000", "", "1.250", "", ""]), currency="MNT", mark=",")
    assert said.expenses[0].amount == amount("1250 MNT")


def test_without_final_expenses_those_to_date_are_read_and_a_note_says_so() -> None:
    headings = [*HEADINGS, "Expense to date in Local currency", "Expense to date in US Dollars"]
    row = [*BUS[:8], "0", "0.00", "", "80", "0.80"]
    found = read(sheet(row, headings=headings), currency="MNT")
    assert found.expenses[0].amount == amount("80 MNT")
    assert "expenses to date were read" in found.notes[0]


def test_a_budget_without_any_expense_is_refused_with_what_to_do() -> None:
    found = read(sheet([*BUS[:8], "", "", ""]))
    assert "no final expenses yet" in found.refusal
    assert "Final expense in Local Currency" in found.refusal


def test_headings_may_take_three_lines_and_be_merged() -> None:
    first = ["", "Expense", "Expense", "Total Cost", "", "Final", "", "Explanation"]
    second = ["", "category", "item", "in Local", "in US", "expense", "", "of variance"]
    third = ["", "", "", "currency", "dollars", "in Local Currency", "in US dollars", ""]
    row = ["", "Personnel", "Guide", "100", "1", "130", "1.30", "late"]
    found = read(sheet(row, above=(first, second), headings=third), currency="MNT")
    [expense] = found.expenses
    assert (expense.what, expense.category, expense.amount) == ("Guide", "Personnel", amount("130 MNT"))
    assert (expense.planned, expense.usd, expense.note) == (amount("100 MNT"), amount("1.30 USD"), "late")


def test_bare_lines_are_totals_only_where_their_figures_fit() -> None:
    def line(value: str, *, bare: bool = False, named: bool = False) -> Line:
        paid = Expense(amount=amount(f"{value} KZT") if value else None)
        return Line(Row(1, ()), paid, is_total=named, adds=int(bare))

    lines = [
        line("5"),
        line("7"),
        line("12", bare=True),
        line("3"),
        line("4", bare=True),
        line("15", bare=True),
    ]
    assert totals_among(lines) == {2: None, 5: None}
    assert totals_among([line("5", bare=True)]) == {}
    assert totals_among([line("", bare=True), line("5")]) == {}
    named = {
        "9, not 5": [line("9", named=True), line("5")],
        "fits": [line("5"), line("9", bare=True), line("14", named=True)],
        "nearest": [line("5"), line("6", named=True), line("9"), line("9.50", named=True)],
        "nothing": [line("5", named=True)],
    }
    found = {
        name: [figures and str(figures[1]) for figures in totals_among(found).values()]
        for name, found in named.items()
    }
    assert found == {"9, not 5": ["5 KZT"], "fits": [None], "nearest": ["5 KZT", "9 KZT"], "nothing": [None]}
