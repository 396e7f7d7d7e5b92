"""What a list adds up to, what it offers for questions 10 and 11, and what the budget says."""

from __future__ import annotations

from decimal import Decimal

from reportwizard.ledger.totals import (
    grant_rate,
    offer_text,
    offers,
    total_in,
    totals_by_currency,
    variance_text,
    variances,
)
from reportwizard.report.expense import Expense
from support.cases import each_case
from support.ledger import a_report, amount, spent, unread

IN_KIND = spent("100 KZT", category="In kind")


def test_totals_by_currency_begin_with_the_commonest() -> None:
    ledger = (spent("5 USD"), spent("1.50 KZT"), spent("-0.25 KZT"), IN_KIND, unread(), Expense())
    assert totals_by_currency(ledger) == (amount("1.25 KZT"), amount("5 USD"))
    assert totals_by_currency(()) == ()


def test_what_is_not_counted_is_kept_with_its_reason() -> None:
    ledger = (spent("5 KZT"), unread(), Expense(what="Tea"), IN_KIND, spent("3 USD"), spent("4 EUR"))
    total = total_in(ledger, "KZT")
    assert (total.amount, total.counted) == (amount("5 KZT"), 1)
    assert total.left_out == {
        "unread": (1,),
        "no amount": (2,),
        "in kind": (3,),
        "another currency": (4, 5),
    }
    assert list(total.remarks()) == [
        "Not counted (the amount could not be read): expense 2.",
        "Not counted (no amount is written): expense 3.",
        "Not counted (given in kind, no money was paid): expense 4.",
        "Not counted (the amount is in another currency): expenses 5 and 6.",
    ]


def test_the_other_currency_is_converted_at_the_rate_of_the_grant() -> None:
    total = total_in((spent("10 KZT"), spent("3 USD")), "KZT", {"USD": Decimal("450.555")})
    assert (total.amount, total.counted, total.converted) == (amount("1361.66 KZT"), 2, 1)
    assert not total.is_exact


def test_figures_in_dollars_count_where_the_sheet_has_them() -> None:
    ledger = (spent("450 KZT", usd=amount("1.00 USD")), Expense(usd=amount("2.50 USD")), spent("3 USD"))
    total = total_in(ledger, "USD")
    assert (total.amount, total.counted, total.rounded) == (amount("6.50 USD"), 3, 1)


def test_a_planned_line_without_cost_is_complete() -> None:
    total = total_in((spent("5 KZT"), Expense(planned=amount("9 KZT"))), "KZT")
    assert (total.counted, total.left_out, total.is_exact) == (1, {}, True)


def test_no_sum_is_rounded() -> None:
    ledger = (spent("999999999999999 KZT"), spent("0.0000000000001 KZT"), spent("999999999999999 KZT"))
    assert str(total_in(ledger, "KZT").amount.value) == "1999999999999998.0000000000001"


AWARD = {"amount_awarded": "1000", "amount_awarded_local": "450 000"}


def test_the_rate_of_the_grant_is_local_by_dollars() -> None:
    assert grant_rate(a_report(**AWARD)) == amount("450 KZT")
    assert grant_rate(a_report(amount_awarded="1000")) is None
    assert grant_rate(a_report(currency="USD", amount_awarded="5", amount_awarded_local="5")) is None
    assert grant_rate(a_report(amount_awarded="0", amount_awarded_local="5")) is None


def test_an_offer_overwrites_no_answer() -> None:
    report = a_report(spent("900 KZT"), **AWARD, spent_local="1 000")
    local, dollars = offers(report)
    assert (local.question, local.total.amount, local.difference) == (
        "spent_local",
        amount("900 KZT"),
        Decimal(-100),
    )
    assert not local.agrees
    assert (dollars.question, dollars.total.amount, dollars.answer) == ("spent_usd", amount("2.00 USD"), None)
    assert dollars.agrees
    assert str(report.answers["spent_local"]) == "1000 KZT"


def test_nothing_is_offered_without_expenses_currency_or_most_of_them() -> None:
    assert offers(a_report(**AWARD)) == ()
    assert [offer.question for offer in offers(a_report(spent("5 KZT"), currency=""))] == []
    few = (spent("5 KZT"), spent("6 KZT"), spent("7 USD"))
    assert [offer.question for offer in offers(a_report(*few))] == ["spent_local"]


@each_case(
    ("answer", "listed", "agrees"),
    [
        ("100.00", "100.00", True),
        ("100.00", "100.01", False),
        ("100", "100.49", True),
        ("100", "100.51", False),
        ("100.5", "100.55", True),
        ("100.5", "100.56", False),
        ("100.00", "99.99", False),
    ],
)
def test_half_a_unit_of_the_last_written_place_is_tolerated(answer: str, listed: str, agrees: bool) -> None:
    [offer] = offers(a_report(spent(f"{listed} KZT"), spent_local=answer))
    assert offer.agrees is agrees


def test_each_converted_figure_may_be_half_a_cent_off() -> None:
    lines = [spent("450 KZT", usd=amount("1.00 USD"))] * 4
    assert offers(a_report(*lines, spent_usd="4.02"))[1].agrees
    assert not offers(a_report(*lines, spent_usd="4.04"))[1].agrees


def test_where_lines_are_not_counted_only_too_much_is_certain() -> None:
    assert offers(a_report(spent("90 KZT"), unread(), spent_local="100"))[0].agrees
    assert not offers(a_report(spent("110 KZT"), unread(), spent_local="100"))[0].agrees


def test_what_is_converted_may_be_some_per_cent_off() -> None:
    lines = (spent("1000 KZT"), spent("2 USD"))
    assert offers(a_report(*lines, **AWARD, spent_local="2 000"))[0].agrees
    assert not offers(a_report(*lines, **AWARD, spent_local="2 100"))[0].agrees
    assert not offers(a_report(*lines, **AWARD, spent_local="1 500"))[0].agrees


def test_the_text_of_an_offer() -> None:
    def words(**typed: str) -> str:
        report = a_report(spent("900 KZT"), **typed)
        return offer_text(offers(report)[0], report)

    assert words() == "Question 10: your expenses add up to 900.00 KZT; you have not answered it yet."
    assert words(spent_local="900") == "Question 10: your expenses add up to 900.00 KZT, as your answer says."
    assert "your answer is 800.00 KZT" in words(spent_local="800")
    assert "could not be compared" in words(spent_local="1650.000")


BUDGET = (
    spent("130 KZT", "Bus", planned=amount("100 KZT"), category="Travel", note="fuel\nrose"),
    spent("120 KZT", "Tea", planned=amount("100 KZT")),
    spent("79.99 KZT", "Hall", planned=amount("100 KZT")),
    Expense(what="Book", planned=amount("100 KZT")),
    spent("5 KZT", "Fee", planned=amount("0 KZT")),
    spent("5 KZT", "Not from a budget"),
    spent("5 EUR", "Another currency", planned=amount("100 KZT")),
    spent("450 KZT", "Dollars", usd=amount("2.00 USD"), planned=amount("1.00 USD")),
    unread(),
)


def test_lines_that_differ_by_more_than_a_fifth_are_listed() -> None:
    assert [(variance.place, variance.expense.what) for variance in variances(BUDGET)] == [
        (0, "Bus"),
        (2, "Hall"),
        (3, "Book"),
        (4, "Fee"),
        (7, "Dollars"),
    ]


def test_the_text_for_question_12_2_is_ready_to_insert() -> None:
    assert variance_text(BUDGET, "en").split("\n") == [
        "- Bus (Travel): planned 100.00 KZT, spent 130.00 KZT (+30 %). fuel rose",
        "- Hall: planned 100.00 KZT, spent 79.99 KZT (-20.0 %).".replace("-20.0", "-20"),
        "- Book: planned 100.00 KZT, spent 0.00 KZT (-100 %).",
        "- Fee: not in the budget, spent 5.00 KZT.",
        "- Dollars: planned 1.00 USD, spent 2.00 USD (+100 %).",
    ]
    assert variance_text(BUDGET[1:2], "en") == ""


def test_a_line_without_name_goes_by_its_category_or_number() -> None:
    nameless = Expense(category="Services", amount=amount("2 KZT"), planned=amount("1 KZT"))
    assert variance_text((nameless,), "en").startswith("- Services: planned")
    long = spent("2 KZT", "x" * 500, planned=amount("1 KZT"))
    assert variance_text((Expense(planned=amount("1 KZT")), long), "en").startswith("- Expense 1: planned")
    assert len(variance_text((long,), "en")) < 200
