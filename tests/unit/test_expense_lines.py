"""The list of expenses without its screen: each change that keys can make, and that it is taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.kinds.values import Typed
from reportwizard.ledger.totals import MAX_EXPENSES
from reportwizard.money.amount import Amount
from reportwizard.report.expense import Expense
from reportwizard.ui.expenses.expense_lines import COLUMNS, ExpenseLines
from support.ledger import a_report, amount, spent

if TYPE_CHECKING:
    from reportwizard.report.report import Report

DAY = dt.date(2026, 10, 4)
BUS = Expense(DAY, "Bus", "Travel", amount("5 KZT"))


def lines_of(*expenses: Expense, **typed: str) -> ExpenseLines:
    """A list whose changes go nowhere."""
    return ExpenseLines(a_report(*expenses, **typed), lambda _report, _id: None)


def type_line(lines: ExpenseLines, **cells: str) -> None:
    """Write cells of the line with the cursor, as Tab leads through them."""
    for column, text in cells.items():
        lines.go(lines.row, COLUMNS.index(column))
        assert lines.write(text) == ""


def test_a_new_line_has_the_day_of_the_line_before_and_is_nothing_until_something_is_written() -> None:
    sent: list[tuple[Report, str]] = []
    lines = ExpenseLines(a_report(BUS), lambda report, changed: sent.append((report, changed)))
    assert (lines.on_new_line, lines.current, lines.ledger) == (True, Expense(date=DAY), (BUS,))
    lines.step(1)
    assert lines.write("T") == ""
    assert lines.write("Tea") == ""
    type_line(lines, amount="200", category="Food")
    tea = Expense(DAY, "Tea", "Food", amount("200 KZT"))
    assert lines.ledger == (BUS, tea)
    assert sent[-1] == (lines.report, "ledger")
    assert lines.next_line()
    assert (lines.on_new_line, lines.column_id, lines.current) == (True, "date", Expense(date=DAY))
    assert not lines.next_line()
    assert lines.ledger == (BUS, tea)
    # What could not be read is not copied.
    assert lines_of(BUS, replace(tea, date=Typed("R12"))).current == Expense(date=DAY)


def test_a_line_of_which_all_is_taken_back_on_new_line_again() -> None:
    lines = lines_of(BUS)
    type_line(lines, what="T")
    assert len(lines.ledger) == 2
    lines.write("")
    assert list(lines.ledger) == [BUS]
    assert lines.on_new_line
    # A day that was deleted stays deleted in the line that is open.
    type_line(lines, date="", what="Tea")
    assert lines.ledger == (BUS, Expense(what="Tea"))


def test_a_written_line_that_is_emptied_goes_when_it_is_left_and_no_other() -> None:
    one, two, three = (Expense(what=name) for name in ("one", "two", "three"))
    lines = lines_of(one, two, three)
    lines.go(1, COLUMNS.index("what"))
    lines.write("")
    assert len(lines.ledger) == 3
    lines.go(2, lines.column)
    assert list(lines.ledger) == [one, three]
    assert lines.current == three
    assert lines.undo()
    assert lines.ledger == (one, two, three)


def test_every_change_is_taken_back_and_made_again() -> None:
    lines = lines_of(BUS)
    before = lines.report
    states = [before]
    type_line(lines, what="Tea")
    states.append(lines.report)
    type_line(lines, amount="1500,000")
    assert lines.current.amount == Typed("1500,000", "KZT")
    lines.choose("amount", Amount(Decimal(1500), "KZT"))
    states.append(lines.report)
    lines.add((BUS, BUS))
    states.append(lines.report)
    lines.answer({"spent_local": Amount(Decimal(1515), "KZT")})
    states.append(lines.report)
    lines.go(0, 0)
    lines.remove_line()
    assert lines.report.ledger != states[-1].ledger
    states.append(lines.report)
    for state in reversed(states[3:-1]):
        assert lines.undo()
        assert lines.report == state
    assert lines.undo()
    assert lines.report == states[2]
    while lines.undo():
        pass
    assert lines.report == before


def test_what_is_typed_and_typed_back_leaves_nothing_to_take_back() -> None:
    kept = replace(BUS, amount=Amount(Decimal("5.0000"), "KZT"))
    lines = lines_of(kept)
    lines.go(0, COLUMNS.index("amount"))
    text = lines.cell_text()
    lines.write("7")
    lines.write(text)
    assert lines.ledger[0].amount == kept.amount
    assert not lines.undo()


def test_tab_goes_through_all_boxes_and_stays_in_the_open_line() -> None:
    lines = lines_of(BUS)
    lines.go(0, 0)
    walked = []
    for _ in range(2 * len(COLUMNS)):
        walked.append((lines.row, lines.column))
        lines.step(1)
    assert walked == [(row, column) for row in (0, 1) for column in range(len(COLUMNS))]
    assert (lines.row, lines.column) == (1, 0)
    lines.go(0, 0)
    lines.step(-1)
    assert (lines.row, lines.column) == (0, 0)


def test_a_list_that_was_changed_elsewhere_keeps_the_cursor_on_its_line() -> None:
    one, two = Expense(what="one"), Expense(what="two")
    lines = lines_of(one, two)
    lines.go(1, 1)
    assert not lines.fill(lines.report.with_answer("surprises", "Rain."))
    assert lines.fill(replace(lines.report, ledger=(BUS, one, two)))
    assert lines.current == two
    assert not lines.undo()
    assert lines.fill(replace(lines.report, ledger=(BUS,)))
    assert lines.on_new_line


def test_undo_leaves_an_answer_that_was_changed_again() -> None:
    lines = lines_of(BUS)
    lines.answer({"spent_local": Amount(Decimal(15), "KZT")})
    lines.fill(lines.report.with_answer("spent_local", Amount(Decimal(99), "KZT")))
    assert not lines.undo()
    assert lines.report.answers["spent_local"] == Amount(Decimal(99), "KZT")


def test_a_list_that_no_draft_can_keep_is_refused() -> None:
    lines = lines_of(*[BUS] * MAX_EXPENSES)
    lines.step(1)
    assert "at most 10,000" in lines.write("Tea")
    assert "at most 10,000" in lines.add((BUS,))
    assert len(lines.ledger) == MAX_EXPENSES
    assert lines.add((BUS,), instead=True) == ""
    assert lines.ledger == (BUS,)


def test_a_line_says_what_is_not_read_of_it_and_a_new_one_only_of_what_is_written() -> None:
    lines = lines_of(Expense(what="Cake"))
    type_line(lines, what="Tea")
    assert lines.problems() == ()
    type_line(lines, amount="abc")
    assert [column for column, _ in lines.problems()] == ["amount"]
    lines.go(0, 0)
    assert [column for column, _ in lines.problems()] == ["amount"]


def test_a_kind_is_completed_from_the_newest_lines() -> None:
    written = [spent("1 KZT", category=kind) for kind in ("Food", "Fees", "Travel by bus")]
    for typed, kind in {
        "f": "Fees",
        "FO": "Food",
        "food": "food",
        "tr": "Travel by bus",
        "travel & ": "travel &",
        "": "",
        " ": "",
        "x": "x",
    }.items():
        lines = lines_of(*written)
        type_line(lines, category=typed)
        lines.complete()
        assert lines.current.category == kind, typed
