"""The amounts that a sentence names, and whether 13.1 names the one that is left."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.checks.money.unspent import amounts_in
from support.cases import each_case
from support.money_reports import money_codes, money_findings, money_report, repaired

if TYPE_CHECKING:
    from reportwizard.checks.finding import Finding

SAMPLE = {"amount_awarded": "3102.18", "spent_usd": "2292.84", "spent_local": "1046956.78"}


def named(text: str, *codes: str) -> list[str]:
    """The amounts of a text: the first reading, with the first currency."""
    return [f"{mention.values[0]} {mention.codes[0]}" for mention in amounts_in(text, ("USD", *codes))]


@each_case(
    ("text", "local", "amounts"),
    [
        ("$783.98 - because of the changes", "KZT", "783.98 USD"),
        ("809.34 USD (369,560.89 KZT by the bank)", "KZT", "809.34 USD, 369560.89 KZT"),
        ("KZT 369 560,89 (809,34 USD)", "KZT", "369560.89 KZT, 809.34 USD"),
        ("USD 120", "KZT", "120 USD"),
        ("USD: 120.50", "KZT", "120.50 USD"),
        ("€50", "EUR", "50 EUR"),
        ("we have 35 000 tenge left", "KZT", "35000 KZT"),
        ("Осталось 35 000 тенге и 20 долларов", "KZT", "35000 KZT, 20 USD"),
        ("Бізде 35 000 теңгеміз қалды", "KZT", "35000 KZT"),
        ("Sobraram R$ 1.234,56 do projeto", "BRL", "1234.56 BRL"),
        ("quedaron 783,98 dólares", "MXN", "783.98 USD"),
        ("il reste 1 234 francs CFA", "XOF", "1234 XOF"),
        ("تبقى ٧٨٣٫٩٨ دولار", "EGP", "783.98 USD"),
        ("剩余783.98美元用于打印", "TWD", "783.98 USD"),
        ("₹1,00,000.50 left", "INR", "100000.50 INR"),
        ("120 USD 54000 KZT", "KZT", "120 USD, 54000 KZT"),
        ("USD 120 KZT 54000", "KZT", "120 USD, 54000 KZT"),
        ("$120 USD", "KZT", "120 USD"),
        ("US$120 and 30.00US$.", "KZT", "120 USD, 30.00 USD"),
        ("Rs 500, or R500", "ZAR", "500 ZAR"),
        ("In 2023 500 USD", "KZT", "500 USD"),
        ("783.98", "KZT", "783.98 USD"),
    ],
)
def test_amounts_are_found_in_a_sentence(text: str, local: str, amounts: str) -> None:
    assert ", ".join(named(text, local)) == amounts


@each_case(
    ("text", "local"),
    [
        ("In 2023 we invited 35 people, 12.5 % of 280.", "KZT"),
        ("On 03.10.2023, 2023-10-03 and at 14:30", "KZT"),
        ("We will try 2 more hotels, all 33 agreed", "TRY"),
        ("The way was 30 km; le 5 mai", "BAM"),
        ("35 thousand tenge, 35 тыс тенге, $5k, 5 млн тенге", "KZT"),
        ("NZ$ 50, C$50 and 50 francs", "KZT"),
        ("The grant was in USD. 35 people came.", "KZT"),
        ("We won 3 prizes", "KRW"),
        ("Nothing is left", "KZT"),
        ("35 chickens: 35 دجاجة", "DZD"),
        ("", "KZT"),
        ("12 50 USD5", "KZT"),
    ],
)
def test_other_numbers_are_not_amounts(text: str, local: str) -> None:
    assert [amount for amount in named(text, local) if amount not in ("50 USD", "5 USD")] == []


def test_both_readings_of_an_unclear_amount_are_kept() -> None:
    (mention,) = amounts_in("1.234 USD", ("USD",))
    assert mention.values == (Decimal(1234), Decimal("1.234"))


def test_a_sign_that_two_currencies_share_names_both() -> None:
    (mention,) = amounts_in("$500", ("USD", "MXN"))
    assert mention.codes == ("USD", "MXN")


@each_case("text", ["about $780", "≈ $780", "approximately USD 780", "около 780 долларов"])
def test_rough_amounts_are_known_as_such(text: str) -> None:
    assert [mention.rough for mention in amounts_in(text, ("USD",))] == [True]


def unspent_finding(text: str, **more: str) -> Finding | None:
    """What is found where the applicant says that money is left, and how much."""
    report = money_report("KZT", **SAMPLE, **more, has_unspent_funds=True, unspent_explanation=text)
    findings = money_findings(report)
    assert {finding.code for finding in findings} <= {"money.unspent_amount"}
    return findings[0] if findings else None


def test_an_amount_other_than_what_is_left_is_found() -> None:
    finding = unspent_finding("$783.98 - the tour cost less.")
    assert finding is not None
    assert (finding.severity, finding.question) == ("warning", "unspent_explanation")
    assert finding.message == (
        "Awarded 3,102.18 USD − spent 2,292.84 USD leaves 809.34 USD; 13.1 names 783.98 USD:"
        " 25.36 USD are unexplained."
    )
    assert finding.data["difference"] == {"amount": "25.36", "currency": "USD"}
    assert finding.data["difference_local"] == {"amount": "11579.89", "currency": "KZT"}


def test_an_amount_above_what_is_left_is_found() -> None:
    finding = unspent_finding("900 USD, for the second day.")
    assert finding is not None
    assert finding.message.endswith("13.1 names 900.00 USD: 90.66 USD more than is left.")
    bare = unspent_finding("1")
    assert bare is not None
    assert "13.1 names “1” without a currency: " in bare.message


@each_case(
    "text",
    [
        "809.34 USD (369,560.89 KZT at the rate of the bank)",
        "809 USD, the tour was cheaper",
        "about 800 dollars, because the tour was cheaper",
        "369 560,89 тенге",
        "We have 809,34 USD: 500 USD of the tour and 309.34 USD of the hall.",
        "500 USD of the tour and 309.34 USD of the hall.",
        "We were given 3102.18 USD and spent 2292.84 USD.",
        "809.34",
        "650 EUR",
    ],
)
def test_the_amount_left_or_none_is_silent(text: str) -> None:
    assert unspent_finding(text) is None


def test_local_amount_is_compared_at_the_rate_of_the_spending() -> None:
    finding = unspent_finding("300 000 тенге қалды")
    assert finding is not None
    message = "leaves 369,560.89 KZT; 13.1 names 300,000.00 KZT: 69,560.89 KZT are unexplained."
    assert message in finding.message
    assert "difference_local" not in finding.data


def test_local_amount_is_compared_with_the_local_award_where_there_is_one() -> None:
    assert unspent_finding("353,043.22 KZT", amount_awarded_local="1400000") is None
    finding = unspent_finding("369,560.89 KZT", amount_awarded_local="1400000")
    assert finding is not None
    assert finding.data["left"] == {"amount": "353043.22", "currency": "KZT"}


def test_shared_sign_must_fit_in_neither() -> None:
    amounts = {"amount_awarded": "1000", "spent_usd": "900.00", "spent_local": "18000.00"}
    report = money_report("MXN", **amounts, has_unspent_funds=True, unspent_explanation="$2,000.00")
    assert money_codes(report) == []
    assert money_codes(report.with_answer("unspent_explanation", "$1,500.00")) == ["unspent_amount"]


def test_an_answer_that_is_not_asked_for_is_ignored() -> None:
    report = money_report("KZT", **SAMPLE, has_unspent_funds=False, unspent_explanation="$5 are left")
    assert money_codes(report) == ["unspent_contradiction"]
    assert money_codes(repaired(report, money_findings(report)[0])) == ["unspent_amount"]


def test_very_long_texts_are_read_in_time() -> None:
    assert amounts_in("123 " * 50_000, ("USD", "KZT")) == ()
    assert amounts_in("$ " * 50_000, ("USD", "KZT")) == ()
    assert amounts_in("for 20 people", ("USD", "")) == ()
