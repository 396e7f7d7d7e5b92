"""Whether the fund is in US dollars: what each answer to our own question means for every check of money."""

from __future__ import annotations

from reportwizard.checks.money.unspent import unspent_sentence
from reportwizard.ledger.totals import grant_rate
from support.cases import each_case
from support.money_reports import figures_report, money_codes, money_findings, money_report

KZT = {"awarded": "3102.18", "spent_usd": "2292.84", "spent_local": "1046956.78"}


@each_case("local", ["KES", "KZT", "XOF", "USD", "EUR"])
def test_dollars_in_both_boxes_are_right_for_a_fund_in_dollars(local: str) -> None:
    report = figures_report(
        local, "1400", "1400", "1400", fund_in_usd=True, amount_awarded_local="1400", has_unspent_funds=False
    )
    assert money_codes(report) == []


@each_case("said", [{}, {"fund_in_usd": False}])
def test_dollars_in_both_boxes_are_asked_about_otherwise(said: dict[str, bool]) -> None:
    assert "same_figure" in money_codes(figures_report("KES", "1400", "1400", "1400", **said))


@each_case("said", [{}, {"fund_in_usd": True}, {"fund_in_usd": False}])
def test_more_than_the_award_in_both_boxes_is_not_in_dollars(said: dict[str, bool]) -> None:
    assert "same_figure" in money_codes(figures_report("KES", "1500", "60000", "60000", **said))


def test_an_award_in_dollars_is_not_mistaken_for_euros() -> None:
    figures = ("EUR", "742", "825.3", "761.96")
    assert "award_currency" in money_codes(figures_report(*figures))
    assert "award_currency" in money_codes(figures_report(*figures, fund_in_usd=False))
    assert money_codes(figures_report(*figures, fund_in_usd=True)) == ["overspent"]


def test_an_award_of_a_fund_in_another_currency_is_asked_about() -> None:
    (finding,) = money_findings(money_report("EUR", amount_awarded="742", fund_in_usd=False))
    assert (finding.code, finding.severity, finding.question) == (
        "money.award_currency",
        "warning",
        "amount_awarded",
    )
    assert finding.message == (
        "Your fund is not in US dollars. Is 742.00 USD right?"
        " Write the euros of your grant agreement into “Amount awarded, local”."
    )
    for local, said in (("", "the local amount of"), ("KZT", "the tenge of")):
        (finding,) = money_findings(money_report(local, amount_awarded="742", fund_in_usd=False))
        assert said in finding.message


@each_case(
    "more",
    [
        {"fund_in_usd": False, "amount_awarded_local": "690"},
        {"fund_in_usd": True},
        {},
    ],
)
def test_a_complete_award_is_not_asked_about(more: dict[str, str | bool]) -> None:
    assert money_codes(money_report("EUR", amount_awarded="742", **more)) == []
    assert money_codes(money_report("USD", amount_awarded="742", fund_in_usd=False)) == []
    assert money_codes(money_report("EUR", amount_awarded="0", fund_in_usd=False)) == []


def test_a_fund_in_dollars_has_no_rate_of_its_own() -> None:
    more = {"amount_awarded_local": "1200000", "has_unspent_funds": True}
    apart = figures_report("KZT", *KZT.values(), **more)  # type: ignore[arg-type]
    assert money_codes(apart) == ["rate"]
    in_usd = figures_report("KZT", *KZT.values(), fund_in_usd=True, **more)  # type: ignore[arg-type]
    assert money_codes(in_usd) == []


def test_a_fund_in_dollars_is_not_overspent_in_local_currency() -> None:
    figures = {"amount_awarded_local": "600000", "has_unspent_funds": True}
    spent = ("KZT", "1500", "1400", "640000")
    assert "two_sums" in money_codes(figures_report(*spent, **figures))  # type: ignore[arg-type]
    assert money_codes(figures_report(*spent, fund_in_usd=True, **figures)) == []  # type: ignore[arg-type]


def test_slips_are_found_in_any_fund() -> None:
    for in_usd in (True, False):
        report = figures_report("XOF", "2735.70", "271943", "1650000", fund_in_usd=in_usd)
        assert "magnitude" in money_codes(report)
    lost = figures_report("KZT", *KZT.values(), fund_in_usd=True, amount_awarded_local="14000")
    assert [finding.question for finding in money_findings(lost)] == ["amount_awarded_local"]


def test_one_sum_in_both_boxes_is_asked_about_where_the_other_sum_is_in_local_currency() -> None:
    for awarded, spent, question in (
        ("1900", ("1847.50", "246000"), "amount_awarded"),
        ("253000", ("1847.50", "1847.50"), "spent_usd"),
    ):
        report = figures_report("NPR", "1900", *spent, fund_in_usd=True, amount_awarded_local=awarded)
        codes = {finding.code: finding.question for finding in money_findings(report)}
        assert codes == {"money.same_figure": question}


def test_dollars_in_both_boxes_are_not_converted() -> None:
    report = figures_report(
        "KES", "1500", "1400", "1400", fund_in_usd=True, has_unspent_funds=True, amount_awarded_local="1500"
    )
    assert unspent_sentence(report) == "100.00 USD were not spent because "
    assert grant_rate(report) is None


def test_the_amount_in_13_1_is_compared_in_both_currencies() -> None:
    more: dict[str, str | bool] = {"fund_in_usd": True, "has_unspent_funds": True}
    for text, codes in (("809.34 USD", []), ("369 561 KZT", []), ("100 USD", ["unspent_amount"])):
        more["unspent_explanation"] = f"{text} are left."
        report = figures_report("KZT", *KZT.values(), **more)  # type: ignore[arg-type]
        assert money_codes(report) == codes, text
