"""An amount of money: a number that never loses its currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact number of units of one currency.

    `value` is in whole units of the currency (tenge, not tiyn), with as many decimals as were written.
    `currency` is an ISO 4217 code in capitals.
    """

    value: Decimal
    currency: str

    def portal(self) -> str:
        """Return what the portal's number box takes: ASCII digits, a point, no grouping, no code."""
        return f"{self.value:f}"

    def plain(self) -> dict[str, str]:
        """Return the amount as drafts and JSON hold it: `{"amount": "1046956.78", "currency": "KZT"}`."""
        return {"amount": self.portal(), "currency": self.currency}

    def __str__(self) -> str:
        return f"{self.portal()} {self.currency}".strip()
