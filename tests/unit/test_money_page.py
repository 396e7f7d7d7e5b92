"""Each row of the table in docs/reading-amounts.md is true."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from reportwizard.money.day_reading import DayContext, DayReading, read_day
from reportwizard.money.reading import AmountReading, read_amount

PAGE = Path(__file__).parents[2] / "docs" / "reading-amounts.md"
ROW = re.compile(r"^\| (`[^|]*`)[^|`]*\| (?:([A-Z]{3}) (\w+) \| )?([^|]*) \|$", re.MULTILINE)


def _as_told(reading: AmountReading) -> str:
    """What was read, in the words of the table."""
    if reading.amount is not None:
        also = "".join(f", and {choice.amount.value} is offered beside it" for choice in reading.alternatives)
        return "below 0" if reading.amount.value < 0 else f"{reading.amount.value.normalize():f}{also}"
    offered = " or ".join(str(choice.amount.value) for choice in reading.choices)
    return f"asked: {offered}" if offered else "refused"


def test_every_row_is_read_as_the_page_says() -> None:
    rows = ROW.findall(PAGE.read_text("utf-8").split("## The rules")[0])
    assert len(rows) >= 32
    for typed, currency, locale, told in rows:
        expected = f"{Decimal(told).normalize():f}" if re.fullmatch(r"[\d.]+", told) else told
        for text in re.findall(r"`([^`]+)`", typed):
            reading = read_amount(text, currency=currency or "KZT", locale=locale or "kk_KZ")
            assert _as_told(reading) == expected, text


def _day_as_told(reading: DayReading) -> str:
    if reading.day is not None:
        return f"{reading.day}{''.join(f', and {day} is offered beside it' for day in reading.others)}"
    return f"asked: {' or '.join(map(str, reading.choices))}" if reading.choices else "refused"


def test_every_day_is_read_as_the_page_says() -> None:
    around = DayContext("es_PE", date(2026, 7, 1), date(2026, 11, 10), date(2026, 11, 30))
    rows = ROW.findall(PAGE.read_text("utf-8").split("## Days")[1].split("\n## ")[0])
    assert len(rows) >= 10
    for typed, *_, told in rows:
        for text in re.findall(r"`([^`]+)`", typed):
            assert _day_as_told(read_day(text, around)) == told, text
