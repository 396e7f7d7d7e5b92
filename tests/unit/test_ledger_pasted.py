"""Rows that are pasted become expenses: with headings, without, and from any column on."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from reportwizard.kinds.values import Region
from reportwizard.ledger.read import read_pasted
from reportwizard.ledger.result import problem_lines
from reportwizard.report.expense import Expense
from support.ledger import amount

REGION = Region("en", "KZT")
DAY = dt.date(2026, 10, 5)
TEA = Expense(DAY, "Tea, cake", "Food", amount("1500.50 KZT"), receipt="F1")


def test_rows_without_headings_are_read_from_their_column() -> None:
    row = "5 October 2026\tTea, cake\tFood\t1,500.50\tF1"
    for column, text in {
        "date": row,
        "what": "Tea, cake\tFood\t1,500.50\tF1\n",
        "receipt": f"Date\tWhat\tCategory\tAmount\tReceipt\n{row}\n",
    }.items():
        expected = TEA if column != "what" else replace(TEA, date=None)
        assert read_pasted(text, REGION, column).expenses == (expected,), column


def test_three_columns_without_headings_keep_their_amounts() -> None:
    read = read_pasted(
        "5 October 2026\tTea, cake\t1,500.50\n6 October 2026\tBus\t12.25\nTotal\t\t99\n", REGION
    )
    assert [(expense.what, str(expense.amount)) for expense in read.expenses] == [
        ("Tea, cake", "1500.50 KZT"),
        ("Bus", "12.25 KZT"),
    ]
    assert [line.reason for line in read.left_out] == ["total"]


def test_headings_in_another_order_are_used() -> None:
    read = read_pasted("Amount\tDescription\n200\tTea\n300\tBus\n", REGION)
    assert [(expense.what, str(expense.amount)) for expense in read.expenses] == [
        ("Tea", "200 KZT"),
        ("Bus", "300 KZT"),
    ]


def test_lines_of_a_csv_file_are_rows_too() -> None:
    rows = ["05/01/2026;Data, 12 phones;Internet;60 000,00", "14/02/2026;Bus;Travel;87 500,50"]
    expected = [("Data, 12 phones", "60000.00 XOF"), ("Bus", "87500.50 XOF")]
    for text in (["Date;Description;Catégorie;Montant", *rows], rows):
        read = read_pasted("\n".join(text), Region("fr_TG", "XOF"))
        assert [(expense.what, str(expense.amount)) for expense in read.expenses] == expected
        (problem,) = problem_lines(read)  # the same in both lines, said once
        assert re.match(r"Lines (2 and 3|1 and 2), Amount: Amounts in West African CFA francs", problem)


def test_what_holds_no_expense_is_refused() -> None:
    for text in ("", "\n\n"):
        read = read_pasted(text, REGION)
        assert not read.expenses
        assert "No expenses were found" in read.refusal, text


def test_an_amount_with_two_readings_is_asked_with_its_own_cell() -> None:
    read = read_pasted("5 October 2026\tTea\tFood\t1.500\n", REGION)
    assert read.unanswered is not None
    assert "1.500" in read.unanswered.text
