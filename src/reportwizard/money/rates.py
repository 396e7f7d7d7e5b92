"""What one US dollar has cost in every currency since 2021: a range, not a rate. Our own table."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RateRange:
    """The lowest and the highest rate, in units of a currency for 1 US dollar, and where both come from.

    Official rates, and market rates where people use them. How they were gathered: docs/rate-ranges.md.
    """

    low: Decimal
    high: Decimal
    source: str

    def holds(self, rate: Decimal, slack: Decimal = Decimal(1)) -> bool:
        """Whether a rate lies in the range, or outside it by no more than the factor `slack`."""
        return self.low / slack <= rate <= self.high * slack


def rate_range(code: str) -> RateRange | None:
    """Return the range of a currency by its ISO 4217 code; None where the code is not known."""
    return _table().get(code)


@cache
def _table() -> dict[str, RateRange]:
    text = Path(__file__).with_name("data").joinpath("rate_ranges.csv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {
        row["code"]: RateRange(Decimal(row["low"]), Decimal(row["high"]), row["source"])
        for row in csv.DictReader(lines)
    }
