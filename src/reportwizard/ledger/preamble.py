"""The lines above the headings of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.ledger.words import currency_in, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportwizard.ledger.records import Record

_LABELS = ("local currency", "currency")


def currency_above(records: Iterable[Record]) -> str:
    """Return the currency that a line above the headings names, as `Local Currency: Mongolian Tugrik (MNT)`.

    The name may stand after a colon, or in the next cell that is filled. Empty where no line names one.
    """
    for record in records:
        for at, cell in enumerate(record.cells):
            if not fold(cell[:80]).startswith(_LABELS):
                continue
            value = cell.partition(":")[2] or next((other for other in record.cells[at + 1 :] if other), "")
            if code := currency_in(value):
                return code
    return ""
