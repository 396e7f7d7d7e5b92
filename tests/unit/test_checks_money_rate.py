"""Two currencies of one sum: lost points, swapped boxes, one figure in both, and the grant's own rate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.kinds.values import Typed
from reportwizard.money.amount import Amount
from support.cases import each_case
from support.money_reports import figures_report, money_codes, money_findings, money_report, repaired

if TYPE_CHECKING:
    from reportwizard.checks.finding import Finding
    from reportwizard.report.report import Report


def only_finding(report: Report, code: str) -> Finding:
    """The one finding of a code."""
    findings = [finding for finding in money_findings(report) if finding.code == f"money.{code}"]
    assert len(findings) == 1, money_codes(report)
    return findings[0]


def answer(report: Report, question_id: str) -> str:
    return str(report.answers[question_id])


def test_a_lost_decimal_point_is_repaired_by_the_award() -> None:
    report = figures_report("XOF", "2735.70", "271943", "1650000")
    finding = only_finding(report, "magnitude")
    assert money_codes(report) == ["magnitude"]
    assert (finding.severity, finding.question) == ("warning", "spent_usd")
    assert finding.message == (
        "In 10 and 11, 1 USD is 6.067 XOF, but since 2021 it cost 531.66 XOF to 685.79 XOF."
        " Is the decimal mark right in 11? 2,719.43 USD would fit."
    )
    assert finding.data["repair"] == {
        "label": "Write 2,719.43 USD into 11",
        "answers": {"spent_usd": {"amount": "2719.43", "currency": "USD"}},
    }
    assert (finding.data["rate"], finding.data["lowest_rate"]) == ("6.067", "531.66")
    assert money_codes(repaired(report, finding)) == ["small_remainder"]


@each_case(
    ("local", "awarded", "usd", "in_local", "question", "value"),
    [
        ("KZT", "3102.18", "229284", "1046956.78", "spent_usd", "2292.84"),
        ("KZT", "3102.18", "2292840", "1046956.78", "spent_usd", "2292.84"),
        ("KZT", "3102.18", "22.9284", "1046956.78", "spent_usd", "2292.84"),
        ("KZT", "3102.18", "2292.84", "104695678", "spent_local", "1046956.78"),
        ("KZT", "3102.18", "2292.84", "10469.5678", "spent_local", "1046956.78"),
        ("KZT", "3000", "25000", "114000", "spent_usd", "250"),
        ("XOF", "2735.70", "2719.43", "1650", "spent_local", "1650000"),
        ("NGN", "1600", "16", "2400000", "spent_usd", "1600"),
    ],
)
def test_a_wrong_magnitude_is_judged_by_the_award(
    local: str, awarded: str, usd: str, in_local: str, question: str, value: str
) -> None:
    report = figures_report(local, awarded, usd, in_local)
    finding = only_finding(report, "magnitude")
    assert finding.question == question
    assert Decimal(answer(repaired(report, finding), question).split()[0]) == Decimal(value)
    assert "magnitude" not in money_codes(repaired(report, finding))


def test_an_ambiguous_slip_gets_no_repair() -> None:
    report = money_report("XOF", spent_usd="271943", spent_local="1650000")
    finding = only_finding(report, "magnitude")
    assert "repair" not in finding.data
    assert "Are the decimal marks right in 10 and 11, and both currencies?" in finding.message


def test_another_currency_gets_no_repair() -> None:
    """Euros in the box for tenge: no decimal mark makes them tenge."""
    report = figures_report("KZT", "3102.18", "2600.00", "2400.00")
    finding = only_finding(report, "magnitude")
    assert "repair" not in finding.data
    assert finding.message.endswith("and both currencies?")


@each_case(
    ("local", "awarded", "usd", "in_local"),
    [
        ("KZT", "3102.18", "1046956.78", "2292.84"),
        ("AED", "3500", "12855.5", "3500"),
        ("SEK", "2100", "20000", "2000"),
        ("JPY", "1000", "140000", "950"),
        ("XOF", "2000", "900000", "1850"),  # only just outside the range
    ],
)
def test_swapped_boxes_are_swapped_back(local: str, awarded: str, usd: str, in_local: str) -> None:
    report = figures_report(local, awarded, usd, in_local)
    finding = only_finding(report, "swapped")
    assert (finding.question, finding.severity) == ("spent_local", "warning")
    assert f"Swap them: 10 is for {local}, 11 for US dollars." in finding.message
    back = repaired(report, finding)
    assert answer(back, "spent_usd") == f"{in_local} USD"
    assert answer(back, "spent_local") == f"{usd} {local}"
    assert "swapped" not in money_codes(back)


def test_swapped_boxes_are_seen_without_an_award() -> None:
    assert money_codes(money_report("KZT", spent_usd="1046956.78", spent_local="2292.84")) == ["swapped"]


@each_case("local", ["KES", "INR", "KZT", "XOF", "GBP"])
def test_one_figure_in_both_boxes(local: str) -> None:
    report = figures_report(local, "465.12", "60000", "60000")
    finding = only_finding(report, "same_figure")
    assert money_codes(report) == ["same_figure"]
    assert (finding.question, finding.severity) == ("spent_usd", "warning")
    fact = f"10 and 11 are the same number, but 1 USD is not 1 {local}: since 2021"
    assert finding.message.startswith(fact)
    assert finding.message.endswith("11 is more than the 465.12 USD awarded: check it.")
    assert "repair" not in finding.data


def test_one_figure_in_both_boxes_is_repaired_by_the_grants_rate() -> None:
    report = figures_report("KES", "465.12", "60000", "60000", amount_awarded_local="60500")
    finding = only_finding(report, "same_figure")
    assert answer(repaired(report, finding), "spent_usd") == "461.28 USD"
    assert "in your grant it is 130.07 KES. 11 would be 461.28 USD." in finding.message
    assert money_codes(repaired(report, finding)) == ["small_remainder"]


def test_one_figure_in_dollars_repairs_the_local_box() -> None:
    report = figures_report("KES", "465.12", "460", "460", amount_awarded_local="60500")
    finding = only_finding(report, "same_figure")
    assert finding.question == "spent_local"
    assert answer(repaired(report, finding), "spent_local") == "59834.02 KES"
    assert "look at" not in only_finding(figures_report("KES", "465.12", "460", "460"), "same_figure").message


@each_case("local", ["USD", "BSD", "PAB", "BMD", "EUR", "CHF"])
def test_one_figure_in_both_boxes_is_right_where_a_unit_is_a_dollar(local: str) -> None:
    assert money_codes(figures_report(local, "1400", "1400", "1400")) == []


def test_both_rates_are_in_the_message() -> None:
    report = figures_report("KZT", "3102.18", "2292.84", "1246956.78", amount_awarded_local="1350000")
    finding = only_finding(report, "rate")
    assert money_codes(report) == ["rate"]
    assert (finding.question, finding.severity) == ("spent_usd", "warning")
    assert finding.message == (
        "In 10 and 11, 1 USD is 543.85 KZT, but in your grant it is 435.18 KZT."
        " Check both, or explain in 12.2 why the rates differ."
    )
    assert (finding.data["rate"], finding.data["grant_rate"]) == ("543.85", "435.18")


@each_case(("spent_local", "codes"), [("115000", []), ("115001", ["rate"]), ("84999", ["rate"])])
def test_rates_up_to_15_percent_apart_are_silent(spent_local: str, codes: list[str]) -> None:
    report = figures_report("KES", "1000", "1000", spent_local, amount_awarded_local="100000")
    assert [code for code in money_codes(report) if code != "overspent"] == codes


def test_rate_of_the_grant_finds_a_lost_point_that_the_range_hides() -> None:
    """One US dollar has been 84 and 1,500 Argentine pesos: 95 is in the range, but ten times off here."""
    report = figures_report("ARS", "1000", "9500", "902500", amount_awarded_local="950000")
    finding = only_finding(report, "magnitude")
    assert answer(repaired(report, finding), "spent_usd") == "950.00 USD"
    assert "in your grant it is 950.00 ARS" in finding.message


def test_the_award_in_two_currencies_is_checked_too() -> None:
    report = money_report("AED", amount_awarded="12855.5", amount_awarded_local="3500", spent_usd="3400")
    finding = only_finding(report, "swapped")
    assert finding.question == "amount_awarded_local"
    assert "“Amount awarded, local” is for AED" in finding.message
    assert answer(repaired(report, finding), "amount_awarded") == "3500 USD"


def test_an_impossible_award_gives_no_rate() -> None:
    report = figures_report("KZT", "3102.18", "2292.84", "1046956.78", amount_awarded_local="14000")
    finding = only_finding(report, "magnitude")
    assert finding.question == "amount_awarded_local"
    assert answer(repaired(report, finding), "amount_awarded_local") == "1400000 KZT"


def test_award_in_euros() -> None:
    report = figures_report("EUR", "742", "825.3", "761.96")
    finding = only_finding(report, "award_currency")
    assert (finding.question, finding.severity) == ("amount_awarded", "warning")
    assert finding.message == (
        "The award of 742.00 USD fits the 761.96 EUR spent."
        " Was it 742.00 EUR, about 803.68 USD? Write both, as in your grant agreement."
    )
    after = repaired(report, finding)
    assert answer(after, "amount_awarded_local") == "742 EUR"
    assert answer(after, "amount_awarded") == "803.68 USD"
    assert "award_currency" not in money_codes(after)


@each_case(
    ("local", "awarded", "usd", "in_local"),
    [
        ("KZT", "1400000", "2292.84", "1046956.78"),
        ("KWD", "300", "653", "200"),
        ("EUR", "742", "825.3", "742"),
    ],
)
def test_award_in_the_local_currency(local: str, awarded: str, usd: str, in_local: str) -> None:
    assert (
        only_finding(figures_report(local, awarded, usd, in_local), "award_currency").question
        == "amount_awarded"
    )


def test_an_award_in_the_local_currency_with_nothing_left() -> None:
    report = figures_report("CAD", "1000", "730", "990")
    assert money_codes(report) == []
    assert "award_currency" in money_codes(report.with_answer("has_unspent_funds", False))


@each_case(
    ("local", "awarded", "usd", "in_local", "awarded_local"),
    [
        ("CAD", "1000", "800", "1080", ""),
        ("CHF", "950", "900", "810", ""),
        ("EUR", "1000", "1010", "940", "930"),
        ("AED", "3500", "952", "3500", ""),
    ],
)
def test_part_of_an_award_in_dollars_is_no_slip(
    local: str, awarded: str, usd: str, in_local: str, awarded_local: str
) -> None:
    more: dict[str, str | bool] = {"amount_awarded_local": awarded_local} if awarded_local else {}
    report = figures_report(local, awarded, usd, in_local, **more)
    assert "award_currency" not in money_codes(report)


@each_case(
    ("local", "awarded", "usd", "in_local"),
    [
        ("TWD", "3265.50", "2821.59", "89357"),
        ("DKK", "4575.66", "4500", "33000"),
        ("NGN", "2789.65", "2789.65", "1892000"),
        ("NGN", "1600", "1600", "2400000"),
        ("USD", "1400", "1400", "1400"),
        ("KZT", "3102.18", "2292.84", "1046956.78"),
        ("VES", "1000", "960", "300000"),
        ("IRR", "1000", "960", "41580000"),
    ],
)
def test_real_figures_are_silent(local: str, awarded: str, usd: str, in_local: str) -> None:
    report = figures_report(local, awarded, usd, in_local)
    assert money_codes(report) == []
    if awarded == usd:
        assert money_codes(report.with_answer("has_unspent_funds", False)) == []


def test_unread_amounts_are_ignored() -> None:
    report = figures_report("XOF", "2735.70", "271943", "1650000")
    assert money_codes(report.with_answer("spent_local", Typed("1650000", "XOF"))) == ["overspent"]
    foreign = report.with_answer("spent_local", Amount(Decimal(1650000), "KZT"))
    assert "magnitude" not in money_codes(foreign)


def test_no_finding_depends_on_the_language() -> None:
    report = figures_report("XOF", "2735.70", "271943", "1650000")
    for locale in ("kk_KZ", "ar_EG", "de", "hi", "xx_ZZ"):
        assert money_codes(replace(report, locale=locale)) == ["magnitude"]
    assert "2 719,43 USD" in only_finding(replace(report, locale="kk_KZ"), "magnitude").message.replace(
        "\xa0", " "
    )


def test_a_digit_lost_in_front_is_found() -> None:
    for local, usd, spent, where, fits in (
        ("KZT", "2550", "178000", "10", "1,178,000.00 KZT"),
        ("XOF", "719.43", "1650000", "11", "2,719.43 USD"),
    ):
        (finding,) = money_findings(figures_report(local, "2735.70", usd, spent))
        assert finding.code == "money.magnitude"
        assert finding.message.endswith(f"Is a digit missing in {where}? {fits} would fit.")


def test_the_years_of_the_project_choose_the_range() -> None:
    """A factor of ten that the range of all years hides, since the currency fell so far."""
    figures = figures_report("NGN", "1600", "1600", "656000")
    assert money_findings(figures) == []
    dated = figures.with_answer("project_start", date(2024, 3, 1)).with_answer(
        "project_end", date(2024, 8, 1)
    )
    (finding,) = money_findings(dated)
    assert (finding.code, finding.severity) == ("money.magnitude", "note")
    assert "in 2024" in finding.message


def test_no_repair_is_offered_that_does_not_fit_the_range_itself() -> None:
    """Ten times as much is 384 KZT for 1 USD, near the range of 418 to 549, and not in it."""
    (finding,) = money_findings(figures_report("KZT", "2600", "2500", "96000"))
    assert "960,000" not in finding.message
    assert "repair" not in finding.data or "960000" not in str(finding.data["repair"])
