"""What one US dollar has cost in every currency, year by year since 2021: ranges, not rates."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

# The last month of the table; later months widen the range of a currency that moves fast.
TABLE_END = (2026, 9)
_MOVES_FAST = Decimal(4) / 3


class RateRange(NamedTuple):
    """The lowest and the highest rate, in units of a currency for 1 US dollar (sources: docs/rate-ranges.md).

    Official rates, and market rates where people use them. `unsteady`: within one of the years the rate moved
    by more than a third.
    """

    low: Decimal
    high: Decimal
    unsteady: bool = False

    def holds(self, rate: Decimal, slack: Decimal = Decimal(1)) -> bool:
        """Whether a rate lies in the range, or outside it by no more than the factor `slack`."""
        return self.low / slack <= rate <= self.high * slack


def rate_range(code: str, first: date | None = None, last: date | None = None) -> RateRange | None:
    """Return the range of a currency in the years from `first` to `last`; None if the code is not known.

    `code` is an ISO 4217 code. Without days, the range is that of all years. A year that the table lacks
    counts as the nearest one in it; after the table's end, an unsteady currency gets more room each month.
    """
    years = _years(code)
    if not years:
        return None
    begin, end = (
        min(max(day.year if day else year, min(years)), max(years))
        for day, year in ((first, min(years)), (last, max(years)))
    )
    chosen = [years[year] for year in range(min(begin, end), max(begin, end) + 1)]
    low, high = min(one.low for one in chosen), max(one.high for one in chosen)
    if not any(one.unsteady for one in chosen):
        return RateRange(low, high)
    # Since the table's end it may have grown as fast as in the table's latest year.
    latest = years[max(years)]
    months = (last.year - TABLE_END[0]) * 12 + last.month - TABLE_END[1] if last else 0
    pace = (latest.high / latest.low) ** (Decimal(months) / 12) if months > 0 else Decimal(1)
    return RateRange(low, high * pace, unsteady=True)


@cache
def _years(code: str) -> dict[int, RateRange]:
    """Return the ranges of one currency by year. Reading the whole table takes milliseconds."""
    lines = Path(__file__).with_name("data").joinpath("rate_ranges.csv").read_text("utf-8").splitlines()
    years: dict[int, RateRange] = {}
    for _, year, least, most, *_ in csv.reader(line for line in lines if line.startswith(f"{code},")):
        low, high = Decimal(least), Decimal(most)
        years[int(year)] = RateRange(low, high, unsteady=high > low * _MOVES_FAST)
    return years
