"""One amount or one day of a list, where the other cells of its column may say how it is meant."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from reportwizard.kinds import date
from reportwizard.kinds.base import Column, Reading, Typed
from reportwizard.kinds.money import asked_instead
from reportwizard.ledger.marks import day_order
from reportwizard.report import expense

if TYPE_CHECKING:
    from reportwizard.kinds.base import Region

_DAY = Column("date", "Date", "date")


def read_money(text: str, currency: str, locale: str, *, fixed: bool = False, mark: str = "") -> Reading:
    """Read an amount as `report.expense.read_money` does, where its column may have a decimal mark.

    `mark` (`.` or `,`, empty where it is not known) decides between two readings; without it, both are
    asked about. What cannot be read stays as it was written.
    """
    return asked_instead(
        text, currency, locale, expense.read_money(text, currency, locale, fixed=fixed, mark=mark)
    )


@lru_cache(maxsize=4096)
def read_day(text: str, region: Region, order: str = "") -> Reading:
    """Read a day. `order` (`day` or `month`) says what stands first in the column, where that is known."""
    reading = date.read(text, _DAY, region)
    if not order or not isinstance(reading.value, Typed) or not reading.problems:
        return reading
    days = [choice.value for choice in reading.problems[0].choices if isinstance(choice.value, dt.date)]
    chosen = [day for day in days if day_order(text, day) == order]
    return Reading(chosen[0]) if len(chosen) == 1 else reading
