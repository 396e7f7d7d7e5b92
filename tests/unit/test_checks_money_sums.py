"""Awarded − spent = left: overspent, question 13, small remainders, and decimals that a currency lacks."""

from __future__ import annotations

from reportwizard.checks.dismiss import CheckResult, Dismissed
from reportwizard.kinds.values import Reading
from reportwizard.report.report import Dismissal
from reportwizard.ui.fields.feedback import notes_below
from support.cases import each_case
from support.money_reports import figures_report, money_codes, money_findings, money_report, repaired


def test_overspent_names_the_excess() -> None:
    report = money_report("KZT", amount_awarded="4138.68", spent_usd="4150")
    (finding,) = money_findings(report)
    assert (finding.code, finding.severity, finding.question) == ("money.overspent", "warning", "spent_usd")
    assert finding.message == (
        "You spent 4,150.00 USD, 11.32 USD more than the 4,138.68 USD awarded."
        " Check both amounts, or explain in 12.2 who paid the rest."
    )
    assert finding.data["excess"] == {"amount": "11.32", "currency": "USD"}


def test_overspent_is_a_note_where_the_changes_are_explained() -> None:
    report = money_report("KZT", amount_awarded="4138.68", spent_usd="4150", budget_changes="We added tea.")
    (finding,) = money_findings(report)
    assert (finding.code, finding.severity) == ("money.overspent", "note")
    assert "Does 12.2 say who paid the rest?" in finding.message


@each_case(
    ("awarded", "spent"), [("4138.68", "4138.68"), ("4138.68", "4100"), ("4138.7", "4138.72"), ("0", "0")]
)
def test_spending_within_the_award_is_silent(awarded: str, spent: str) -> None:
    """Also where the award is written with fewer decimals: 4138.7 may be 4138.72."""
    assert "overspent" not in money_codes(money_report("KZT", amount_awarded=awarded, spent_usd=spent))


def test_overspent_in_one_currency_and_money_left_in_the_other() -> None:
    report = figures_report("KZT", "1000", "990", "460000", amount_awarded_local="450000")
    assert "overspent" not in money_codes(report)
    finding = next(finding for finding in money_findings(report) if finding.code == "money.two_sums")
    assert finding.question == "spent_usd"
    assert finding.data["excess"] == {"amount": "10000", "currency": "KZT"}
    assert finding.message == (
        "You spent 10,000.00 KZT more than the 450,000.00 KZT awarded, and 10.00 USD are left."
        " Both cannot be right: check 10 and 11, and the amounts awarded."
    )


def test_overspent_gives_one_finding() -> None:
    report = figures_report("KZT", "1000", "1100", "495000", amount_awarded_local="450000")
    assert money_codes(report) == ["overspent"]


@each_case("code", ["magnitude", "swapped", "same_figure"])
def test_a_figure_far_off_silences_what_depends_on_it(code: str) -> None:
    usd, local = {
        "magnitude": ("271943", "1650000"),
        "swapped": ("1650000", "2719.43"),
        "same_figure": ("1650000", "1650000"),
    }[code]
    report = figures_report(
        "XOF", "2735.70", usd, local, has_unspent_funds=True, unspent_explanation="We have 500 USD left."
    )
    assert set(money_codes(report)) - {"minor_units"} == {code}


def test_no_for_money_left_while_some_is_left() -> None:
    report = money_report("KZT", amount_awarded="1000", spent_usd="900.50", has_unspent_funds=False)
    (finding,) = money_findings(report)
    assert (finding.code, finding.severity) == ("money.unspent_contradiction", "warning")
    assert finding.question == "has_unspent_funds"
    assert finding.message == (
        "13 says no, but 99.50 USD are left: awarded 1,000.00 USD − spent 900.50 USD."
        " Check the amounts, or answer yes in 13."
    )
    assert money_codes(repaired(report, finding)) == []


@each_case("spent", ["1000", "1010"])
def test_yes_for_money_left_while_none_is_left(spent: str) -> None:
    report = money_report("KZT", amount_awarded="1000", spent_usd=spent, has_unspent_funds=True)
    finding = next(
        finding for finding in money_findings(report) if finding.code == "money.unspent_contradiction"
    )
    assert finding.message.startswith("13 says yes, but nothing is left: ")
    assert "unspent_contradiction" not in money_codes(repaired(report, finding))


@each_case(
    ("awarded", "spent", "says"),
    [
        ("1000", "900.50", True),
        ("1000.00", "1000.00", False),
        ("1000", "999.60", False),
        ("1000.5", "1000.54", False),
    ],
)
def test_question_13_that_fits(awarded: str, spent: str, says: bool) -> None:
    report = money_report("KZT", amount_awarded=awarded, spent_usd=spent, has_unspent_funds=says)
    assert money_codes(report) == []


def test_question_13_is_judged_in_the_local_currency_where_dollars_are_missing() -> None:
    report = money_report("KZT", amount_awarded_local="450000", spent_local="400000", has_unspent_funds=False)
    assert money_codes(report) == ["unspent_contradiction"]


def test_question_13_is_right_if_it_fits_one_currency() -> None:
    report = figures_report(
        "KZT", "1000", "980", "450000", amount_awarded_local="450000", has_unspent_funds=False
    )
    assert "unspent_contradiction" not in money_codes(report)
    assert "unspent_contradiction" not in money_codes(report.with_answer("has_unspent_funds", True))


@each_case("spent", ["980.01", "999.98"])
def test_small_remainder(spent: str) -> None:
    report = money_report("KZT", amount_awarded="1000.00", spent_usd=spent)
    (finding,) = money_findings(report)
    assert (finding.code, finding.severity) == ("money.small_remainder", "note")
    assert finding.message.endswith("need not be returned if returning them costs more than that.")


@each_case("spent", ["980.00", "1000.00", "500", "1000.01"])
def test_no_small_remainder(spent: str) -> None:
    report = money_report("KZT", amount_awarded="1000.00", spent_usd=spent)
    assert "small_remainder" not in money_codes(report)


def test_francs_have_no_cents() -> None:
    report = money_report("XOF", spent_local="9670960.5")
    (finding,) = money_findings(report)
    assert (finding.code, finding.severity, finding.question) == ("money.minor_units", "note", "spent_local")
    assert finding.message == (
        "9,670,960.5 XOF: amounts in West African CFA francs have no digits after the mark."
        " Is the mark in the right place?"
    )
    assert finding.data == {"amount": {"amount": "9670960.5", "currency": "XOF"}, "decimals": 0}
    # Below the answer it is said once, and not at all once it is right as it is.
    question = report.form.by_id["spent_local"]
    reading = Reading(report.answers["spent_local"], notes=("Amounts have no digits after the mark.",))
    entry = Dismissal(finding.code, "spent_local")
    for checked, times in (
        (CheckResult(()), 1),
        (CheckResult((finding,)), 1),
        (CheckResult((), (Dismissed(finding, entry),)), 0),
    ):
        notes = notes_below(report, question, reading, checked)
        assert sum("digits after the mark" in note.message for note in notes) == times


@each_case(
    ("local", "amount", "codes"),
    [
        ("XOF", "9670960.00", []),
        ("KZT", "1046956.780", []),
        ("KZT", "1046956.785", ["minor_units"]),
        ("TND", "12.500", []),
        ("TND", "12.5005", ["minor_units"]),
        ("RSD", "1234.56", []),
    ],
)
def test_decimals_of_a_currency(local: str, amount: str, codes: list[str]) -> None:
    assert money_codes(money_report(local, spent_local=amount)) == codes
