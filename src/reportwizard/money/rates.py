"""What one US dollar has cost in every currency, year by year since 2021: ranges, not rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from reportwizard.money.tables import read_lines

TABLE_START = 2021
# The last month of the table; later months widen the range of a currency that moves fast.
TABLE_END = (2026, 9)
_MOVES_FAST = Decimal(4) / 3

OWN_RATE_SLACK = Decimal("0.15")
"""How far a rate may be from the grant's own one: exchange rates move, and banks take a share."""

RANGE_SLACK = Decimal("1.5")
"""The factor by which a rate may be outside its range."""


class RateRange(NamedTuple):
    """The lowest and the highest rate, in units of a currency for 1 US dollar (sources: docs/rate-ranges.md).

    Official rates, and market rates where people use them. `unsteady`: it moved by more than a third in one
    of the years.
    """

    low: Decimal
    high: Decimal
    unsteady: bool = False

    def holds(self, rate: Decimal, slack: Decimal = Decimal(1)) -> bool:
        """Whether a rate lies in the range, or outside it by no more than the factor `slack`."""
        return self.low / slack <= rate <= self.high * slack


def rate_range(code: str, first: date | None = None, last: date | None = None) -> RateRange | None:
    """Return the range of a currency in the years from `first` to `last`, or in all; None without a range.

    A year that the table lacks counts as the nearest one in it.
    """
    years = _years(code)
    if not years:
        return None
    earliest, latest = min(years), max(years)
    start, end = sorted(
        min(max(day.year, earliest), latest) if day else year
        for day, year in ((first, earliest), (last, latest))
    )
    ranges = [years[year] for year in range(start, end + 1)]
    low, high = min(item.low for item in ranges), max(item.high for item in ranges)
    if not any(item.unsteady for item in ranges):
        return RateRange(low, high)
    # Since the table's end it may have grown as fast as in the table's latest year.
    months = (last.year - TABLE_END[0]) * 12 + last.month - TABLE_END[1] if last else 0
    growth = years[latest].high / years[latest].low
    return RateRange(low, high * growth ** (Decimal(max(months, 0)) / 12), unsteady=True)


@cache
def _years(code: str) -> dict[int, RateRange]:
    """Return the ranges of one currency by year. Reading the whole table takes milliseconds."""
    lines = (line for line in read_lines("rate_ranges.csv") if line.startswith(f"{code},"))
    years: dict[int, RateRange] = {}
    for _, year, lowest, highest, *_ in (line.split(",") for line in lines):
        low, high = Decimal(lowest), Decimal(highest)
        years[int(year)] = RateRange(low, high, unsteady=high > low * _MOVES_FAST)
    return years
