"""The table of what currencies have cost, and the script that writes it."""

from __future__ import annotations

import csv
import re
import runpy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reportwizard.money.currencies import currencies
from reportwizard.money.rates import TABLE_END, RateRange, rate_range
from support.cases import each_case

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "src/reportwizard/money/data/rate_ranges.csv"
KNOWN = ROOT / "scripts/rate_ranges_known.csv"
CODES = [currency.code for currency in currencies()]


def test_every_currency_has_a_range_with_its_source_in_every_year() -> None:
    for currency in currencies():
        for year in range(2021, (currency.until or 2026) + 1):
            span = rate_range(currency.code, date(year, 1, 1), date(year, 12, 31))
            assert span is not None
            assert 0 < span.low <= span.high
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines):
        assert re.search(r"20\d\d|by definition", row["source"])
        narrow = Decimal(row["high"]) < Decimal(row["low"]) * Decimal("1.0001")
        assert row["source"].startswith("low: ") or narrow


@each_case(
    ("code", "first", "last", "inside", "outside"),
    [
        ("NGN", "2021-02-01", "2021-11-30", "410", "900 1650"),
        ("NGN", "2022-02-01", "2023-11-30", "460 900", "200 1650"),
        ("KZT", "2023-10-01", "2024-03-01", "456.62", "400 600"),
        ("TRY", "2021-01-01", "2021-12-31", "8 17", "34"),
        ("GHS", "2025-01-01", "2025-06-01", "12 15", "6"),
        ("EUR", "2022-06-01", "2022-12-01", "0.95 1.03", "0.7"),
        # Before the table and after it counts the nearest year; days in the wrong order are put right.
        ("KZT", "2019-01-01", "2020-01-01", "420", "548"),
        ("KZT", "2028-01-01", "2027-01-01", "480", "548"),
    ],
)
def test_the_project_s_own_years_choose_the_range(
    code: str, first: str, last: str, inside: str, outside: str
) -> None:
    span = rate_range(code, date.fromisoformat(first), date.fromisoformat(last))
    assert span is not None
    assert [rate for rate in inside.split() if not span.holds(Decimal(rate))] == []
    assert [rate for rate in outside.split() if span.holds(Decimal(rate))] == []


def test_most_factors_of_ten_that_all_years_together_hide_are_seen_in_one_year() -> None:
    def hides(span: RateRange | None) -> bool:
        return span is not None and span.high > span.low * 10 / Decimal("2.25")

    days = date(2024, 1, 1), date(2024, 12, 31)
    together, alone = (sum(hides(rate_range(code, *when)) for code in CODES) for when in ((), days))
    assert together > 2 * alone


def test_a_currency_that_moves_fast_is_unsteady_and_gets_room_for_the_months_after_the_table() -> None:
    then, later = (rate_range("VES", date(2026, 1, 1), date(*day)) for day in ((2026, 9, 30), (2027, 3, 31)))
    assert then is not None
    assert later is not None
    assert then.unsteady
    latest = rate_range("VES", date(2026, 1, 1), date(2026, 12, 31))
    assert latest is not None
    table = [line.split(",") for line in TABLE.read_text("utf-8").splitlines() if line.startswith("VES,2026")]
    growth = Decimal(table[0][3]) / Decimal(table[0][2])
    # Six months after the table's end, half of a year's growth; three months, a quarter.
    assert later.high == then.high * growth ** (Decimal(6) / 12)
    assert latest.high == then.high * growth ** (Decimal(3) / 12)
    calm = rate_range("EUR", date(2026, 1, 1), date(2027, 12, 31))
    assert calm is not None
    assert not calm.unsteady
    unsteady = {code for code in ("EUR", "KZT", "NGN", "TRY") if (span := rate_range(code)) and span.unsteady}
    assert unsteady == {"NGN", "TRY"}
    assert calm.high < 1


@each_case(
    ("code", "rates"),
    [
        ("NGN", "381 410 760 1650"),
        ("KZT", "420 456.62 545"),
        ("EGP", "15.7 30.9 50"),
        ("TRY", "7 18 34 43"),
        ("ARS", "85 350 1000 1500"),
        ("LBP", "1507.5 15000 89500"),
        ("GHS", "5.8 15.9"),
        ("SLE", "14 22.7"),
        ("SLL", "10300 20000"),
        ("VES", "4.3 24.5 36.5 300"),
        ("ZWG", "13.6 26"),
        ("ZMW", "16 22 28"),
        ("MWK", "780 1750"),
        ("ETB", "42 57 130"),
        ("LAK", "9400 21800"),
        ("MMK", "1400 2100 4400"),
        ("PKR", "153 280 305"),
        ("LKR", "200 360"),
        ("UAH", "27 36.6 42"),
        ("RUB", "55 75 110"),
        ("IRR", "42000 600000 1100000"),
        ("CUP", "24 120 400"),
        ("SDG", "56 450 2400"),
        ("SYP", "1256 13000 111"),
        ("HRK", "6.3 7.5"),
        ("XOF", "554 606 655"),
        ("EUR", "0.83 0.923 1"),
        ("USD", "1"),
    ],
)
def test_rates_that_were_paid_lie_in_the_range(code: str, rates: str) -> None:
    span = rate_range(code)
    assert span is not None
    assert [rate for rate in rates.split() if not span.holds(Decimal(rate))] == []


@each_case(
    ("code", "rates"), [("KZT", "200 900"), ("XOF", "6.07 60.7 5000"), ("NGN", "200 3000"), ("EUR", "0.4 2")]
)
def test_other_rates_lie_outside_with_room_to_spare(code: str, rates: str) -> None:
    span = rate_range(code)
    assert span is not None
    assert [rate for rate in rates.split() if span.holds(Decimal(rate), Decimal("1.5"))] == []


def test_slack_is_a_factor_on_both_sides() -> None:
    span = rate_range("KZT")
    assert span is not None
    assert span.holds(span.low / 2, Decimal(2))
    assert span.holds(span.high * 2, Decimal(2))
    assert not span.holds(span.low / 2 - 1, Decimal(2))
    assert not span.holds(span.high * 2 + 1, Decimal(2))


def test_most_currencies_are_narrow_enough_to_find_a_lost_point() -> None:
    """Ten times off must be seen, with the slack on both sides, for all but the currencies that fell most."""
    wide = [
        code for code in CODES if (span := rate_range(code)) and span.high > span.low * 10 / Decimal("2.25")
    ]
    fell = {"ARS", "CUP", "EGP", "IRR", "KPW", "LBP", "MMK", "MWK", "NGN", "SDG", "SSP", "SYP", "TMT", "TRY"}
    assert set(wide) <= fell | {"VED", "VES", "YER", "ZWL"}


def test_unknown_code_has_no_range() -> None:
    assert rate_range("XXX") is None
    assert rate_range("") is None


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "scripts" / "rate_ranges"), run_name="rate_ranges")


def rates(script: dict[str, Any], *values: str) -> list[Any]:
    months = [f"2025-{month:02}" for month in range(1, len(values) + 1)]
    return [
        script["Rate"]("KZT", Decimal(value), when, "npm") for value, when in zip(values, months, strict=True)
    ]


def test_script_takes_the_first_version_of_each_month(script: dict[str, Any]) -> None:
    versions = ["2024.3.10", "2024.3.2", "2025.1.1", "2024.11.30", "2024.11.4", "2025.1.15"]
    assert script["monthly"](versions) == ["2024.3.2", "2024.11.4", "2025.1.1"]


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ("480 0.69 490", "480 490"),
        ("480 500 490", "480 500 490"),
        ("13000 13000 110 111", "13000 13000 110 111"),
        ("480 490 5", "480 490 5"),
        ("480", "480"),
    ],
)
def test_script_leaves_out_slips_but_not_devaluations(script: dict[str, Any], values: str, kept: str) -> None:
    without = script["without_slips"](rates(script, *values.split()))
    assert [str(rate.value) for rate in without] == kept.split()


def test_script_writes_the_extremes_of_all_sources_rounded_outwards(script: dict[str, Any]) -> None:
    daily = rates(script, "480.1234567", "500.1234567")
    others = script["known"](KNOWN.read_text("utf-8"))
    others = [rate for rate in others if rate.code != "KZT"] + [
        script["Rate"]("KZT", Decimal(418), "2021-01", "a bank")
    ]
    written = script["table"](daily, others)
    assert "KZT,2021,418,480.124,low: a bank 2021-01; high: npm 2025-01\n" in written
    assert "KZT,2025,418,500.124,low: a bank 2021-01; high: npm 2025-02\n" not in written
    assert "KZT,2025,480.123,500.124,low: npm 2025-01; high: npm 2025-02\n" in written


def test_script_takes_no_later_rate_of_a_replaced_currency(script: dict[str, Any]) -> None:
    others = script["known"](KNOWN.read_text("utf-8"))
    kuna = script["Rate"]("HRK", Decimal(100), "2024-05", "npm")
    written = script["table"]([kuna], others)
    assert "HRK,2022," in written
    assert "HRK,2024," not in written
    assert not re.search("HRK.*2024", written)


def test_script_refuses_to_leave_a_currency_out(script: dict[str, Any]) -> None:
    with pytest.raises(SystemExit, match="AED"):
        script["table"]([], [])


def test_known_rates_name_their_source_and_are_in_the_table() -> None:
    lines = [line for line in KNOWN.read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    assert {row["code"] for row in rows} == set(CODES)
    for row in rows:
        span = rate_range(row["code"])
        assert span is not None
        assert row["source"]
        assert span.holds(Decimal(row["rate"])), row


def test_table_is_as_the_script_writes_it() -> None:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines[0] == "code,year,low,high,source"
    assert list(dict.fromkeys(line.split(",")[0] for line in lines[1:])) == CODES
    assert f"npm {TABLE_END[0]}-{TABLE_END[1]:02}" in TABLE.read_text("utf-8")
    assert f"npm {TABLE_END[0]}-{TABLE_END[1] + 1:02}" not in TABLE.read_text("utf-8")


def test_the_page_counts_the_rates_that_nobody_checked() -> None:
    def unchecked(file: Path) -> int:
        lines = file.read_text("utf-8").splitlines()
        return sum(bool(re.search("rounded|market rate", line)) for line in lines if line[:1] != "#")

    page = (ROOT / "docs" / "rate-ranges.md").read_text("utf-8")
    assert f"{unchecked(KNOWN)} known rates are marked" in page
    assert f"{unchecked(TABLE)} of the" in page
