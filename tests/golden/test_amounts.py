"""A list of amounts as people write them all over the world, each with what must come of it."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from reportwizard.money.reading import AmountReading, read_amount

AMOUNTS = Path(__file__).with_name("amounts.tsv")
ASK = "ask: "


def _rows() -> list[dict[str, str]]:
    with AMOUNTS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _outcome(reading: AmountReading) -> tuple[str, list[Decimal]]:
    """Return whether a text was read, asked about or refused, and the amounts in the order offered."""
    if reading.amount is not None:
        return "read", [reading.amount.value]
    return ("ask" if reading.choices else "refused"), [choice.amount.value for choice in reading.choices]


def _expected(row: dict[str, str]) -> tuple[str, list[Decimal]]:
    written = row["expected"]
    if written == "refused":
        return "refused", []
    values = [Decimal(value) for value in written.removeprefix(ASK).split(" / ")]
    return ("ask" if written.startswith(ASK) else "read"), values


def test_every_amount_of_the_list_is_read_asked_about_or_refused_as_it_says() -> None:
    rows = _rows()
    misses = []
    for row in rows:
        outcome = _outcome(read_amount(row["text"], currency=row["currency"], locale=row["locale"]))
        if outcome != _expected(row):
            misses.append(
                f"{row['text']} ({row['currency']}, {row['locale']}): {row['expected']}, not {outcome}"
            )
    assert len(rows) >= 500
    assert not misses, "\n".join(misses)
