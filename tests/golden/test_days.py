"""A list of days as people write them all over the world, each with what must come of it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from reportwizard.money.day_reading import DayContext, DayReading, read_day

DAYS = Path(__file__).with_name("days.tsv")
TODAY = date(2026, 11, 30)


def _rows() -> list[dict[str, str]]:
    with DAYS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _around(row: dict[str, str]) -> DayContext:
    first, _, last = row["project"].partition("..")
    if not first:
        return DayContext(row["locale"], today=TODAY)
    return DayContext(row["locale"], date.fromisoformat(first), date.fromisoformat(last), TODAY)


def _outcome(reading: DayReading) -> str:
    """Return what came of a text, as the list says it: the days read or asked about, or why none is."""
    days = " / ".join(map(str, reading.possible))
    return f"{'ask' if reading.choices else 'read'} {days}" if days else f"refused {reading.message}"


def _agrees(outcome: str, expected: str) -> bool:
    why = expected.removeprefix("refused ")
    return outcome == expected if why == expected else outcome.startswith("refused ") and why in outcome


def test_every_day_of_the_list_is_read_asked_about_or_refused_as_it_says() -> None:
    rows = _rows()
    outcomes = [_outcome(read_day(row["text"], _around(row))) for row in rows]
    misses = [
        f"{row['text']} ({row['locale']}, {row['project']}): {row['expected']}, not {outcome}"
        for row, outcome in zip(rows, outcomes, strict=True)
        if not _agrees(outcome, row["expected"])
    ]
    assert len({row["locale"].split("_")[0] for row in rows}) >= 12
    assert not misses, "\n".join(misses)
