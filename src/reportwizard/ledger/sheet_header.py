"""Where the Foundation's budget sheet has its headings, which may take several lines and be merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportwizard.ledger.header import MOST_LINES_ABOVE, filled, padded
from reportwizard.ledger.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportwizard.ledger.records import Record

# How the sheet's headings begin, folded. The sheet is in English only. Source: the "Application Budget and
# Financial Reporting" sheet that the Wikimedia Foundation gives to applicants for a fund.
_HEADINGS = {
    "program_number": ("program or strategy number",),
    "program": ("program or strategy",),
    "category": ("expense category",),
    "number": ("expense item number",),
    "item": ("expense item",),
    "description": ("description",),
    "unit_cost": ("unit cost",),
    "unit": ("unit",),
    "quantity": ("number of units", "quantity"),
    "currency": ("currency",),
    "planned_local": ("total cost in local",),
    "planned_usd": ("total cost in us",),
    "received_local": ("amount received in local",),
    "received_usd": ("amount received in us",),
    "to_date_local": ("expense to date in local",),
    "to_date_usd": ("expense to date in us",),
    "final_local": ("final expense in local",),
    "final_usd": ("final expense in us",),
    "difference_local": ("difference in local",),
    "difference_usd": ("difference in us",),
    "explanation": ("explanation of variance",),
}
# A file is the sheet where at least one of its lines with costs and this many headings are found.
_FEWEST = 4
_COSTS = frozenset(
    ["planned_local", "planned_usd", "to_date_local", "to_date_usd", "final_local", "final_usd"]
)
_MOST_LINES = 3


@dataclass(frozen=True)
class Sheet:
    """Where the headings end (`at`, a place among the records), on which line, and which column is what."""

    at: int
    line: int
    columns: Mapping[str, int]


def find_sheet(records: Sequence[Record]) -> Sheet | None:
    """Return the sheet's headings, over one line or up to three; None where this is another file."""
    best: Sheet | None = None
    for at in range(min(len(records), MOST_LINES_ABOVE)):
        for size in range(1, min(_MOST_LINES, len(records) - at) + 1):
            columns = _columns([list(record.cells) for record in records[at : at + size]])
            if len(columns) > (len(best.columns) if best else _FEWEST - 1) and not _COSTS.isdisjoint(columns):
                last = records[at + size - 1]
                best = Sheet(at + size - 1, last.line, columns)
    return best


def _columns(lines: Sequence[list[str]]) -> dict[str, int]:
    """Return the column of each heading: the first such column, but the last explanation."""
    found: dict[str, int] = {}
    length = max(map(len, lines))
    for column, texts in enumerate(zip(*map(list, _variants(lines, length)), strict=True)):
        field = max(map(_field, texts), key=lambda found: len(found[0]))[1]
        if field and (field not in found or field == "explanation"):
            found[field] = column
    return found


def _variants(lines: Sequence[list[str]], length: int) -> Iterator[list[str]]:
    """Give the heading over each column: the last line, all lines, all lines with merged cells filled up."""
    plain = [padded(line, length) for line in lines]
    yield plain[-1]
    yield [" ".join(filter(None, column)) for column in zip(*plain, strict=True)]
    merged = [*(filled(line) for line in plain[:-1]), plain[-1]]
    yield [" ".join(filter(None, column)) if column[-1] else "" for column in zip(*merged, strict=True)]


def _field(text: str) -> tuple[str, str]:
    """Return the longest known beginning of a heading, and what it stands for; both empty where none fits."""
    folded = fold(text[:200])
    starts = [(start, name) for name, words in _HEADINGS.items() for start in words if _begins(folded, start)]
    return max(starts, key=lambda found: len(found[0]), default=("", ""))


def _begins(folded: str, start: str) -> bool:
    return folded == start or folded.startswith(f"{start} ")
