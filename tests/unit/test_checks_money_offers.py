"""The other figures of a report decide which reading is offered first, and what 13.1 could say."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from reportwizard.checks.money.rate import likeliest_first
from reportwizard.checks.money.unspent import unspent_sentence
from reportwizard.checks.required import answer_ambiguous
from reportwizard.kinds.registry import KINDS
from reportwizard.money.amount import Amount
from support.cases import each_case
from support.drafts import a_report
from support.ledger import spent


def first(question_id: str, text: str, **typed: str) -> tuple[Decimal, str]:
    """The amount offered first for an unclear text, and the reason."""
    report, reading = a_report(**typed).with_typed(question_id, text)
    question = report.form.by_id[question_id]
    assert reading.problems[0].code == "ambiguous"
    chosen = likeliest_first(report, question, reading.problems[0].choices)[0]
    assert isinstance(chosen.value, Amount)
    assert KINDS["money"].problems(chosen.value, question, report.region) == ()
    return chosen.value.value, chosen.reason


@each_case(
    ("question_id", "text", "typed", "value", "reason"),
    [
        ("spent_usd", "1234,500", {"amount_awarded": "1500"}, "1234.500", "fits the award of"),
        ("spent_usd", "2292.840", {"amount_awarded": "2500000"}, "2292840", "fits the award of"),
        (
            "spent_usd",
            "2292,840",
            {"spent_local": "1046956.78"},
            "2292.840",
            "fits your 1\xa0046\xa0956,78 KZT",
        ),
        ("spent_local", "1046,956", {"spent_usd": "2.3"}, "1046.956", "for 1 USD"),
        ("spent_local", "4566.200", {"spent_usd": "10000"}, "4566200", "for 1 USD"),
        ("amount_awarded_local", "1416.000", {"amount_awarded": "3102"}, "1416000", "for 1 USD"),
        ("spent_local", "1234,000", {"spent_usd": "2.7"}, "1234.000", "fits the rate of about 4"),
        (
            "spent_local",
            "1234,000",
            {"spent_usd": "2.7", "amount_awarded": "1000", "amount_awarded_local": "456000"},
            "1234",
            "fits the rate of 456,00 KZT for 1 USD",
        ),
        ("spent_local", "1234,000", {"amount_awarded_local": "1500"}, "1234.000", "fits the award of"),
        # Both are more than ten times the award.
        ("spent_local", "2 million 500", {"amount_awarded_local": "7000"}, "2500000", "about 2,5 million"),
        (
            "amount_awarded",
            "3102,180",
            {"amount_awarded_local": "1416000"},
            "3102.180",
            "fits your 1\xa0416\xa0000,00 KZT",
        ),
    ],
)
def test_the_reading_that_fits_comes_first_and_says_why(
    question_id: str, text: str, typed: dict[str, str], value: str, reason: str
) -> None:
    amount, why = first(question_id, text, **typed)
    assert amount == Decimal(value)
    assert reason in why


def test_the_list_of_expenses_says_which_reading_fits() -> None:
    report = replace(a_report(amount_awarded_local="2"), ledger=(spent("1234.00 KZT"),))
    report, reading = report.with_typed("spent_local", "1234,000")
    question = report.form.by_id["spent_local"]
    chosen = likeliest_first(report, question, reading.problems[0].choices)[0]
    assert chosen.value == Amount(Decimal(1234), "KZT")
    assert chosen.reason.replace("\u00a0", " ") == "fits your list of expenses, 1 234,00 KZT"


def test_dollars_in_both_currencies_need_no_rate() -> None:
    report = a_report().with_region(currency="USD", locale="en")
    report, _ = report.with_typed("spent_usd", "1234.00")
    report, reading = report.with_typed("spent_local", "1234,000")
    chosen = likeliest_first(report, report.form.by_id["spent_local"], reading.problems[0].choices)[0]
    assert chosen.reason == "fits your 1,234.00 USD"


def test_where_nothing_can_be_chosen_nothing_is_offered() -> None:
    report = a_report(spent_local="1046956.78")
    assert likeliest_first(report, report.form.by_id["spent_usd"], ()) == ()


def test_without_other_figures_the_order_is_kept() -> None:
    report, reading = a_report().with_region(currency="").with_typed("spent_usd", "1234,000")
    choices = reading.problems[0].choices
    assert likeliest_first(report, report.form.by_id["spent_usd"], choices) == choices


def test_the_sentence_about_money_left_names_both_currencies_and_the_rate() -> None:
    typed = {"amount_awarded": "3102.18", "spent_usd": "2292.84", "spent_local": "1046956.78"}
    report = a_report(has_unspent_funds="yes", **typed).with_region(locale="en")
    sentence = unspent_sentence(report)
    assert sentence == "809.34 USD (369,560.89 KZT at about 456.62 KZT for 1 USD) were not spent because "


@each_case(
    "typed",
    [
        {"has_unspent_funds": "no", "amount_awarded": "10", "spent_usd": "5"},
        {"has_unspent_funds": "yes", "amount_awarded": "10", "spent_usd": "10"},
        {"has_unspent_funds": "yes", "amount_awarded": "10"},
    ],
)
def test_no_sentence_where_nothing_is_left_or_known(typed: dict[str, str]) -> None:
    assert unspent_sentence(a_report(**typed)) == ""


def test_a_program_gets_each_reading_as_an_answer_the_likelier_first() -> None:
    report = a_report(
        project_end="2023-09-08", amount_awarded="1500", due_date="10/3/2023", spent_usd="1234.000"
    )
    data_by_question = {item.question: item.data for item in answer_ambiguous(report)}
    data = json.loads(json.dumps(data_by_question["spent_usd"]))
    assert [repair["answers"] for repair in data["repairs"]] == [
        {"spent_usd": {"amount": "1234.00", "currency": "USD"}},
        {"spent_usd": {"amount": "1234000", "currency": "USD"}},
    ]
    assert [repair["label"] for repair in data["repairs"]] == data["choices"]
    days = json.loads(json.dumps(data_by_question["due_date"]))["repairs"]
    assert [item["answers"]["due_date"] for item in days] == ["2023-10-03", "2023-03-10"]
