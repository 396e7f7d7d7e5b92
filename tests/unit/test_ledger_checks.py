"""What the checks say about a list of expenses, and when they are silent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportwizard.checks.registry import run_checks
from reportwizard.report.expense import Expense
from support.cases import each_case
from support.ledger import a_report, amount, spent, unread

if TYPE_CHECKING:
    from reportwizard.checks.finding import Finding
    from reportwizard.report.report import Report

AWARD = {"amount_awarded": "1000", "amount_awarded_local": "450 000"}


def found(report: Report) -> dict[str, Finding]:
    return {
        finding.code: finding
        for finding in run_checks(report)
        if finding.code.startswith(("ledger.", "money.two_sums"))
    }


def test_a_list_that_fits_gets_no_finding() -> None:
    ledger = (
        spent("900.50 KZT", receipt="a.pdf", usd=amount("2.00 USD")),
        spent("-0.50 KZT", receipt="b.pdf", usd=amount("0 USD")),
    )
    assert found(a_report(*ledger, **AWARD, spent_local="900", spent_usd="2")) == {}
    assert found(a_report()) == {}


def test_a_different_total_has_both_figures_and_a_repair() -> None:
    report = a_report(spent("900 KZT", receipt="a.pdf"), spent_local="1 000")
    finding = found(report)["money.two_sums"]
    assert (finding.severity, finding.question) == ("warning", "spent_local")
    assert finding.message == (
        "Your expenses add up to 900.00 KZT, 100.00 KZT less than question 10 “Spent, in your currency”."
        " Correct one of them."
    )
    assert finding.data["difference"] == {"amount": "100", "currency": "KZT"}
    assert finding.data["repair"] == {
        "label": "Write 900.00 KZT into 10",
        "answers": {"spent_local": {"amount": "900", "currency": "KZT"}},
    }


def test_a_repair_removes_its_finding() -> None:
    report = a_report(spent("900 KZT", receipt="a.pdf"), spent_local="1 000")
    repaired, _ = report.with_typed("spent_local", "900")
    assert "money.two_sums" not in found(repaired)


def test_dollars_are_compared_where_the_list_has_them() -> None:
    line = spent("900 KZT", receipt="a.pdf", usd=amount("2.00 USD"))
    assert found(a_report(line, spent_usd="3"))["money.two_sums"].question == "spent_usd"
    assert "money.two_sums" not in found(a_report(spent("900 KZT", receipt="a"), **AWARD, spent_usd="3"))


@each_case("answer", ["", "1650.000", "900"])
def test_without_an_answer_that_can_be_compared_totals_are_silent(answer: str) -> None:
    assert set(found(a_report(spent("900 KZT", receipt="a.pdf"), spent_local=answer))) == set()


def test_an_incomplete_sum_above_the_answer_has_no_repair() -> None:
    ledger = (spent("900 KZT", receipt="a"), unread())
    assert "money.two_sums" not in found(a_report(*ledger, spent_local="1 000"))
    finding = found(a_report(*ledger, spent_local="800"))["money.two_sums"]
    assert "Not counted (the amount could not be read): expense 2." in finding.message
    assert "repair" not in finding.data


def test_unread_lines_have_a_finding_that_says_what_to_do() -> None:
    ledger = (spent("900 KZT", receipt="a.pdf"), unread("12..5"), Expense(what="Tea", receipt="b.pdf"))
    finding = found(a_report(*ledger))["ledger.unread"]
    assert (finding.severity, finding.question) == ("warning", "financial_report")
    assert finding.message.startswith(
        "Expenses 2 and 3 were not read. Correct the list. Amount of expense 2:"
    )
    assert [(cell["row"], cell["column"]) for cell in finding.data["cells"]] == [  # type: ignore[index,union-attr,call-overload]
        (2, "amount"),
        (3, "amount"),
    ]


def test_many_unread_lines_make_one_finding_of_a_few_lines() -> None:
    alike = found(a_report(*[unread()] * 50))["ledger.unread"]
    assert "Amount of expenses 1, 2, 3, 4, 5, 6, 7, 8, … (50 in all): Is" in alike.message
    different = found(a_report(*(unread(f"{number}..5") for number in range(10, 60))))["ledger.unread"]
    assert different.message.count("Amount of") == 3
    assert max(map(len, (alike.message, different.message))) < 700


def test_expenses_outside_the_project_are_named_on_both_sides() -> None:
    days = (date(2025, 5, 10), date(2025, 7, 31), date(2026, 3, 1))
    paid = [Expense(date=day, what="Tea", amount=amount("100 KZT"), receipt="a") for day in days]
    report = a_report(*paid, project_start="31 July 2025", project_end="28 February 2026")
    messages = [
        each.message for each in run_checks(report, date(2026, 3, 1)) if each.code == "money.late_expense"
    ]
    assert [message.split(" Ask")[0] for message in messages] == [
        "Expense 1 was paid before the first day of the project.",
        "Expense 3 was paid after the last day of the project.",
    ]
