"""What the list of expenses says beside the answers, and what it offers for them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.kinds.values import Region
from reportwizard.ledger.read import read_ledger
from reportwizard.money.amount import Amount
from reportwizard.report.expense import Expense
from reportwizard.ui.expenses.expense_files import write_list
from reportwizard.ui.expenses.summary import WHY, Sums, sums
from support.ledger import a_report, spent, unread

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SHEET = Expense(what="Hall", category="Services", planned=Amount(Decimal(100), "KZT"))
RATE = {"amount_awarded": "1000", "amount_awarded_local": "500000"}


def comparisons(result: Sums) -> list[tuple[str, str, str, str]]:
    """The questions beside the list."""
    return [(item.question.number, item.answer, item.remark, item.state) for item in result.compared]


def test_an_empty_list_says_nothing() -> None:
    assert sums(a_report(spent_local="5")) == Sums()


def test_both_questions_are_compared_with_the_list() -> None:
    result = sums(a_report(spent("1000 KZT"), spent("500.50 KZT"), spent_local="1500.50", **RATE))
    assert result.total == ("2 lines", "1,500.50 KZT")
    assert comparisons(result) == [
        ("10", "1,500.50 KZT", "the same as this list", "done"),
        ("11", "", "this list: 3.00 USD", ""),
    ]
    assert [offer.label for offer in result.note.offers] == ["write 3.00 USD into question 11"]
    assert result.note.offers[0].answers == {"spent_usd": Amount(Decimal("3.00"), "USD")}


def test_an_answer_that_differs_is_shown_and_explained() -> None:
    result = sums(a_report(spent("1000 KZT"), unread(), spent_local="900"))
    remark = "this list: 1,000.00 KZT, without 1 line"
    assert comparisons(result) == [("10", "900.00 KZT", remark, "look")]
    assert [offer.label for offer in result.note.offers] == [
        "write 1,000.00 KZT into question 10",
        "show why they differ",
    ]
    assert result.note.offers[1] == WHY
    assert result.why == (
        "This list adds up to 1,000.00 KZT. The answer to question 10 is 100.00 KZT less."
        " Not counted (the amount could not be read): expense 2."
    )


def test_a_list_with_unclear_lines_never_fits_and_says_nothing_against_a_larger_answer() -> None:
    for local, dollars in (("1200", "2.40"), ("1000", "2"), ("1010", "2.05")):
        result = sums(a_report(spent("1000 KZT"), unread(), spent_local=local, spent_usd=dollars, **RATE))
        assert [(remark, state) for _, _, remark, state in comparisons(result)] == [
            ("this list: 1,000.00 KZT, without 1 line", ""),
            ("this list: 2.00 USD, without 1 line", ""),
        ]
        offered = [] if local == "1000" else [10, 11]
        labels = [
            f"write {amount} into question {number}"
            for number, amount in zip(offered, ("1,000.00 KZT", "2.00 USD"), strict=False)
        ]
        last = "show why they differ" if offered else "show what is not counted"
        assert [offer.label for offer in result.note.offers] == [*labels, last]
        assert "Not counted (the amount could not be read): expense 2." in result.why


def test_a_sum_at_the_rate_of_the_grant_fits_within_some_per_cent() -> None:
    for answer, state in {"3": "done", "3.10": "done", "3.20": "look", "2.80": "look"}.items():
        report = a_report(spent("1500 KZT"), spent_usd=answer, **RATE)
        assert [item.state for item in sums(report).compared][1:] == [state], answer


def test_lines_that_differ_from_the_budget_go_below_the_answer() -> None:
    offers = sums(a_report(SHEET, budget_changes="The hall was free.")).note.offers
    assert [offer.label for offer in offers] == [
        "put the line that differs from the budget below your answer to question 12.2"
    ]
    assert str(offers[0].answers["budget_changes"]).startswith("The hall was free.\n\n- Hall")


def test_the_list_is_written_for_a_spreadsheet_and_no_file_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    report = a_report(spent("5 KZT"), unread())
    assert write_list(report, "camp") == tmp_path / "camp-expenses.xlsx"
    (tmp_path / "camp-expenses 2.xlsx").write_text("mine", "utf-8")
    written = write_list(report, "camp")
    assert written == tmp_path / "camp-expenses 3.xlsx"
    assert read_ledger(written.read_bytes(), Region("en", "KZT")).expenses == report.ledger
    assert (tmp_path / "camp-expenses 2.xlsx").read_text("utf-8") == "mine"
