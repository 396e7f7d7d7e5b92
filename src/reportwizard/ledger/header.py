"""The line of headings over a list of expenses: found wherever it stands, its columns in any order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportwizard.ledger.heading import Heading, read_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportwizard.ledger.records import Record

MOST_LINES_ABOVE = 60
"""Headings are looked for in the first so many lines."""

# How many lines below a heading are looked at to see whether its column is used.
_LOOKED_AT = 200


@dataclass(frozen=True)
class Header:
    """Where a list's headings stand, and which column holds what.

    `at` is the place of the last line of headings among the records, `line` its line in the file, `cells` how
    many columns it has. `columns` gives the column of a field, and `currencies` whose currency an amount is
    in where its heading says so (see `Heading`). `troubles` are words about headings that cannot be used,
    `unplaced` the headings of columns for which the list has no place.
    """

    at: int
    line: int
    cells: int
    columns: Mapping[str, int]
    currencies: Mapping[str, str] = field(default_factory=dict)
    troubles: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()


def find_header(records: Sequence[Record]) -> Header | None:
    """Return the line, or the two lines, of headings that name most columns; None where none names two."""
    places = range(min(len(records), MOST_LINES_ABOVE))
    alone = [_header(records[at].cells, at, records) for at in places]
    stacked = [_stacked(records, at) for at in places if len(alone[at].columns) > 1]
    # Of several that name as many columns, the first counts, and one line before two.
    best = max([*alone, *stacked], key=lambda header: len(header.columns), default=None)
    return best if best and len(best.columns) > 1 else None


def _header(texts: Sequence[str], at: int, records: Sequence[Record]) -> Header:
    headings = [read_heading(text) for text in texts]
    columns, currencies = _placed(headings)
    header = Header(at, records[at].line, len(headings), columns, currencies)
    return _with_remarks(header, headings, records[at + 1 :]) if len(columns) > 1 else header


def _stacked(records: Sequence[Record], at: int) -> Header:
    """Read a line of headings together with the next one, where that holds no numbers."""
    lines = [record.cells for record in records[at : at + 2]]
    if len(lines) < 2 or any(map(_has_digit, lines[1])):
        return Header(at, records[at].line, 0, {})
    longest = max(map(len, lines))
    upper, above, lower = (padded(line, longest) for line in (lines[0], filled(lines[0]), lines[1]))
    pairs = zip(upper, above, lower, strict=True)
    texts = [f"{merged if below else own} {below}".strip() for own, merged, below in pairs]
    return _header(texts, at + 1, records)


def filled(cells: Sequence[str]) -> list[str]:
    """Return a line of headings in which a merged one stands over each of its columns."""
    done: list[str] = []
    for cell in cells:
        done.append(cell or (done[-1] if done else ""))
    return done


def padded(cells: Sequence[str], length: int) -> list[str]:
    """Return a line with empty cells at its end, up to a number of cells."""
    return [*cells, *[""] * (length - len(cells))]


def _has_digit(cell: str) -> bool:
    return any(character.isdecimal() for character in cell)


def _placed(headings: Sequence[Heading]) -> tuple[dict[str, int], dict[str, str]]:
    """Give each field its column. Headings that fit one field alone go first, then the surest."""
    fits = _with_dollars({number: heading for number, heading in enumerate(headings) if heading.fits})
    choices = sorted(
        (len(heading.fits) > 1, -sure, name, number)
        for number, heading in fits.items()
        for sure, name in heading.fits
    )
    columns: dict[str, int] = {}
    for _, _, name, number in choices:
        if name not in columns and number not in columns.values():
            columns[name] = number
    _place_more(columns, headings)
    currencies = {
        name: headings[number].currency for name, number in columns.items() if headings[number].currency
    }
    return columns, currencies


def _with_dollars(headings: dict[int, Heading]) -> dict[int, Heading]:
    """Take amounts in US dollars for a field of their own, where another column has the amount."""
    amounts = {number: one.currency for number, one in headings.items() if one.fits[0][1] == "amount"}
    if any(currency != "USD" for currency in amounts.values()):
        for number, currency in amounts.items():
            if currency == "USD":
                headings[number] = replace(headings[number], fits=((headings[number].fits[0][0], "usd"),))
    return headings


def _place_more(columns: dict[str, int], headings: Sequence[Heading]) -> None:
    """Use what is left: a second heading for the same words holds notes, a joined one what was paid for."""
    for number, heading in enumerate(headings):
        if number in columns.values():
            continue
        if "what" not in columns and heading.two:
            columns["what"] = number
        elif "note" not in columns and heading.fits and heading.fits[0][1] == "what":
            columns["note"] = number


def _with_remarks(header: Header, headings: Sequence[Heading], below: Sequence[Record]) -> Header:
    used = set(header.columns.values())
    left = tuple(one.text for number, one in enumerate(headings) if one.text and number not in used)
    return replace(header, unplaced=left, troubles=(*_joined(header, headings), *_nameless(headings, below)))


def _joined(header: Header, headings: Iterable[Heading]) -> Iterator[str]:
    for number, heading in enumerate(headings):
        if heading.two:
            taken = (
                "was taken as what was paid for" if header.columns.get("what") == number else "was left out"
            )
            yield (
                f"The heading “{heading.text}” stands for two things. Give each of them a column of its own."
                f" What stands below it {taken}."
            )


def _nameless(headings: Sequence[Heading], below: Sequence[Record]) -> Iterator[str]:
    for number in range(len(headings)):
        if not headings[number].text and any(
            number < len(record.cells) and record.cells[number] for record in below[:_LOOKED_AT]
        ):
            yield (
                f"Column {number + 1} has no heading; its cells were left out. If one heading stands over"
                " several columns, undo the merging and write a heading over each of them."
            )
