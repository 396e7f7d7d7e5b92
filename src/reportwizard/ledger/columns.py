"""Which column of a list holds what: by its headings, wherever they stand, and by what stands below them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from reportwizard.ledger.amounts import is_blank
from reportwizard.ledger.headings import EXACT, Heading, read_heading
from reportwizard.ledger.sheet import MOST_LINES_ABOVE, text_of
from reportwizard.ledger.statement import state_of, way_of, without_mark
from reportwizard.ledger.words import currency_in, fold
from reportwizard.money.currencies import currencies_named
from reportwizard.money.day_reading import without_time
from reportwizard.money.numerals import split, tidy
from reportwizard.report.expense import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportwizard.ledger.sheet import Cell, Row

NUMBER = "No."
"""The heading over the numbers of our own lists. A line with a number is never taken for a total."""

_OWN = {NUMBER: "number", "Currency": "currency", **{column.label: column.id for column in COLUMNS}}

MONEY = frozenset(["amount", "out", "in", "balance", "fee", "planned"])
"""The fields whose cells are amounts."""

# How many lines below the headings are looked at to see what a column holds.
_LOOKED_AT = 300
_DAY = re.compile(
    r"\d{4}\s?[-/.年년 ]\s?\d{1,2}\s?[-/.月월 ]\s?\d{1,2}\s?[.日일]?"
    r"|\d{1,2}\s?[-/. ]\s?\d{1,2}\s?[-/. ]\s?(?:\d{4}|\d{2})(?:\s?[^\W\d]{1,2}\.?)?"
    r"|(?:[^\W\d]+\.?,?\s)?\d{1,2}(?:er|st|nd|rd|th|º)?[\s./-]*(?:de\s)?[^\W\d]{3,}[\s./,-]*(?:de[l]?\s)?\d{2,4}(?:\s?[^\W\d]\.?)?"
    r"|[^\W\d]{3,}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}"
)
_COMPACT = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_LABELS = ("local currency", "currency")
_LONGEST_NUMBER, _MOST_DIGITS = 60, 15
_HALF, _MOST = 0.5, 0.8


@lru_cache(maxsize=8192)
def kind_of(cell: Cell) -> str:
    """Return what a cell looks like: `day`, `digits` (a day in eight), `number`, `text`, or nothing."""
    if not isinstance(cell, str):
        return "day" if isinstance(cell, dt.date) else "number"
    if is_blank(cell):
        return ""
    if len(cell) > _LONGEST_NUMBER or not any(map(str.isdecimal, cell)):
        return "text"
    plain = without_time(cell)
    if _DAY.fullmatch(plain):
        return "day"
    if _COMPACT.fullmatch(plain):
        return "digits"
    return "number" if _is_amount(without_mark(tidy(cell))[0]) else "text"


def _is_amount(text: str) -> bool:
    pieces = split(text)
    if pieces is None or sum(map(str.isdecimal, pieces.digits)) > _MOST_DIGITS:
        return False
    return _is_beside(pieces.before, first=True) and _is_beside(pieces.after, first=False)


@lru_cache(maxsize=1024)
def _is_beside(text: str, *, first: bool) -> bool:
    bare = text.strip(" -+()=/.,*")
    return not bare or bool(
        currencies_named(bare, before=first) or currencies_named(f"{bare}.", before=first)
    )


@dataclass(frozen=True)
class Profile:
    """What stands in one column: how many of its cells are of each kind, how many say what a mark says."""

    kinds: Mapping[str, int]
    filled: int
    ways: int = 0
    states: int = 0
    codes: int = 0
    serials: int = 0

    def share(self, *kinds: str) -> float:
        """Return which part of the filled cells are of these kinds; 1 where there is none."""
        return sum(self.kinds.get(kind, 0) for kind in kinds) / self.filled if self.filled else 1.0

    @property
    def is_days(self) -> bool:
        """Whether every filled cell is a day, so that no amount can stand here."""
        return self.filled > 0 and self.share("day", "digits") == 1.0


def profile(cells: Iterable[Cell]) -> Profile:
    """Look at the cells of one column."""
    kinds: Counter[str] = Counter()
    ways = states = codes = serials = 0
    for cell in cells:
        kind = kind_of(cell)
        if not kind:
            continue
        kinds[kind] += 1
        text = text_of(cell)
        if kind == "text":
            ways, states = ways + bool(way_of(text)), states + bool(state_of(text))
            codes += len(text) <= _LONGEST_NUMBER and bool(currency_in(text))
        elif kind == "number":
            serials += bool(_SERIAL.fullmatch(text))
    return Profile(kinds, sum(kinds.values()), ways, states, codes, serials)


def _suits(name: str, found: Profile, sure: int) -> bool:
    """Whether the cells of a column may be what its heading says."""
    if not found.filled:
        return True
    if name in ("date", "value_date"):
        return found.share("day", "digits", "text") > _HALF or found.serials * 2 > found.filled
    if name in MONEY:
        return not found.is_days and (
            found.share("number", "digits") >= _HALF or (name == "amount" and sure >= EXACT)
        )
    if name == "currency":
        return found.codes * 2 >= found.filled
    if name == "direction":
        return found.ways * 2 > found.filled
    if name == "status":
        return found.states * 2 > found.filled or (sure >= EXACT and found.states > 0)
    return name not in ("what", "party", "category") or found.share("number", "day") < 1.0


@dataclass(frozen=True)
class Columns:
    """Where a list's headings stand, and which column holds what.

    `at` is the place of the last line of headings among the rows (-1 where there is none), `line` its line in
    the file, `width` how many columns it has. `fields` gives the column of a field. `amounts` are those of
    amounts, the one to take first. `troubles` are words about headings that cannot be used, `unplaced` the
    headings of columns for which the list has no place.
    """

    at: int
    line: int
    headings: tuple[Heading, ...]
    fields: Mapping[str, int]
    amounts: tuple[int, ...] = ()
    profiles: Mapping[int, Profile] = field(default_factory=dict)
    troubles: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many columns the list has."""
        return len(self.headings)

    @property
    def is_own(self) -> bool:
        """Whether these are the headings of a list that this program wrote."""
        return is_own([heading.text for heading in self.headings])

    @property
    def score(self) -> tuple[bool, bool, int]:
        """How well this reads the file: are there amounts, headings, and how many columns are understood."""
        known = {number for number, one in enumerate(self.headings) if one.fits}
        understood = len(known | set(self.fields.values()))
        return not MONEY.isdisjoint(self.fields), len(known) > 1, understood

    def heading(self, column: int) -> str:
        """Return the heading over a column, or its number."""
        text = self.headings[column].text if column < self.width else ""
        return text or f"column {column + 1}"


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """Return the columns under the line, or the two lines, of headings that name most of them.

    Where no line names two, the columns are told by their cells alone; None where those say nothing either.
    """
    best: tuple[tuple[bool, int], int, list[str]] = ((False, 1), 0, [])
    for at in range(min(len(rows), MOST_LINES_ABOVE)):
        texts = [text_of(cell) if isinstance(cell, str) else "" for cell in rows[at].cells]
        alone = _worth(texts)
        if alone > best[0]:
            best = (alone, at, texts)
        two = _stacked(rows, at) if alone[1] > 1 else []
        if two and _worth(two) > best[0]:
            best = (_worth(two), at + 1, two)
    _, at, texts = best
    if not texts:
        return _without_headings(rows)
    return place([read_heading(text) for text in texts], at, rows)


def _worth(texts: Sequence[str]) -> tuple[bool, int]:
    """Say how much like a line of headings a line is: a number or a day is none."""
    headings = [read_heading(text) for text in texts]
    names = {heading.fits[0][1] for heading in headings if heading.fits} | {
        name for heading in headings for name in heading.two
    }
    numbers = sum(kind_of(text) in ("number", "day", "digits") for text in texts)
    many = sum(bool(heading.fits) for heading in headings) - 2 * numbers
    worth = min(many, len(names) + many // 2)
    return worth > 1 and not MONEY.isdisjoint(names), worth


def _stacked(rows: Sequence[Row], at: int) -> list[str]:
    """Read a line of headings together with the next one, where that holds no numbers."""
    if at + 1 >= len(rows) or any(
        not isinstance(cell, str) or any(map(str.isdecimal, cell)) for cell in rows[at + 1].cells
    ):
        return []
    lines = [[text_of(cell) for cell in row.cells] for row in rows[at : at + 2]]
    longest = max(map(len, lines))
    upper, above, lower = (padded(line, longest) for line in (lines[0], filled(lines[0]), lines[1]))
    pairs = zip(upper, above, lower, strict=True)
    return [f"{merged if below else own} {below}".strip() for own, merged, below in pairs]


def filled(cells: Sequence[str]) -> list[str]:
    """Return a line of headings in which a merged one stands over each of its columns."""
    done: list[str] = []
    for cell in cells:
        done.append(cell or (done[-1] if done else ""))
    return done


def padded(cells: Sequence[str], length: int) -> list[str]:
    """Return a line with empty cells at its end, up to a number of cells."""
    return [*cells, *[""] * (length - len(cells))]


def _without_headings(rows: Sequence[Row]) -> Columns | None:
    """Tell the columns by their cells, under a line of words that nobody here knows or under none.

    Lines that are not equally long were cut at the wrong separator.
    """
    ((width, many),) = Counter(len(row.cells) for row in rows).most_common(1) or ((0, 0),)
    if not many or many < len(rows) * _MOST:
        return None
    first = next(at for at, row in enumerate(rows) if len(row.cells) == width)
    is_named = len(rows) > 1 and all(kind_of(cell) in ("text", "") for cell in rows[first].cells)
    headings = [read_heading(text_of(cell)) if is_named else Heading("") for cell in rows[first].cells]
    found = place(headings, first if is_named else -1, rows)
    return found if {"amount", "what"} <= found.fields.keys() else None


def is_own(texts: Sequence[str]) -> bool:
    """Whether headings are those of a list that this program wrote."""
    return NUMBER in texts and _OWN.keys() >= set(texts)


def _place_own(headings: Sequence[Heading], at: int, rows: Sequence[Row]) -> Columns:
    """Give each field of our own list the column under its label."""
    fields = {_OWN[heading.text]: number for number, heading in enumerate(headings)}
    amounts = tuple(number for name, number in fields.items() if name == "amount")
    profiles = {number: Profile({}, 0) for number in fields.values()}
    return Columns(at, rows[at].line, tuple(headings), fields, amounts, profiles)


def place(headings: Sequence[Heading], at: int, rows: Sequence[Row]) -> Columns:
    """Give each field its column: the surest heading first, where the cells below may be what it says."""
    if is_own([heading.text for heading in headings]):
        return _place_own(headings, at, rows)
    below = rows[at + 1 : at + 1 + _LOOKED_AT]
    profiles = {number: profile(row.cell(number) for row in below) for number in range(len(headings))}
    wanted = {number: _wanted(heading, profiles[number]) for number, heading in enumerate(headings)}
    fields: dict[str, int] = {}
    amounts = [number for number, fits in wanted.items() if fits and fits[0][1] == "amount"]
    choices = sorted(
        (fits[0][0] < EXACT, len(fits) > 1, -sure, name, number)
        for number, fits in wanted.items()
        if number not in amounts
        for sure, name in fits
        if name not in ("amount", "other")
    )
    for *_, name, number in choices:
        if name not in fields and number not in fields.values():
            fields[name] = number
    _by_cells(fields, amounts, wanted, profiles)
    amounts = amounts or [
        n
        for n, fits in wanted.items()
        if any(name == "amount" for _, name in fits) and n not in fields.values()
    ]
    amounts = [n for n in amounts if profiles[n].share("number", "digits") >= _HALF] or amounts
    amounts.sort(key=lambda number: (headings[number].rank, -wanted[number][0][0] if wanted[number] else 0))
    if amounts:
        fields["amount"] = amounts[0]
    _place_more(fields, headings, wanted, amounts)
    line = rows[at].line if at >= 0 else 0
    return Columns(
        at, line, tuple(headings), fields, tuple(amounts), profiles,
        tuple((*_joined(fields, headings), *_nameless(headings, profiles, fields))),
        tuple(
            one.text
            for number, one in enumerate(headings)
            if one.text and number not in {*fields.values(), *amounts}
        ),
    )  # fmt: skip


def _fits(heading: Heading, found: Profile) -> tuple[tuple[int, str], ...]:
    """Return what a heading may stand for; one of two fields is what its cells are."""
    if not heading.two:
        return heading.fits
    return tuple(
        (EXACT, name)
        for name in heading.two
        if found.filled and (found.is_days if name == "date" else name in MONEY and _suits(name, found, 0))
    )


def _wanted(heading: Heading, found: Profile) -> list[tuple[int, str]]:
    """Return what a column may hold; where its cells are marks or states, "Type" is no category."""
    fits = [(sure, name) for sure, name in _fits(heading, found) if _suits(name, found, sure)]
    is_marked = any(name in ("direction", "status") for _, name in fits)
    return [fit for fit in fits if not is_marked or fit[1] != "category"]


def _is_all(name: str, found: Profile) -> bool:
    """Whether every cell of a column is a mark, a status or a day."""
    many = {"direction": found.ways, "status": found.states}.get(name, found.filled * found.is_days)
    return many == found.filled and (name == "date" or found.kinds.get("text", 0) == found.filled)


def _by_cells(
    fields: dict[str, int],
    amounts: list[int],
    wanted: Mapping[int, Sequence[tuple[int, str]]],
    profiles: Mapping[int, Profile],
) -> None:
    """Tell what nothing has a heading for by its cells: marks, states, days, amounts, texts."""

    def free() -> list[int]:
        taken = {*fields.values(), *amounts}
        return [number for number, found in profiles.items() if found.filled and number not in taken]

    for name in ("direction", "status", "date"):
        found = [n for n in free() if _is_all(name, profiles[n]) and (name != "date" or not wanted[n])]
        if name not in fields and found and (name != "direction" or len(found) == 1):
            fields[name] = found[0]
    nameless = [number for number in free() if not wanted[number]]
    if not amounts and MONEY.isdisjoint(fields):
        amounts += [number for number in nameless if profiles[number].share("number") >= _MOST]
    texts = [number for number in nameless if profiles[number].share("text") > _HALF]
    if fields.keys().isdisjoint(("what", "party")) and texts:
        fields["what"] = max(texts, key=lambda number: profiles[number].kinds.get("text", 0))


def _place_more(
    fields: dict[str, int],
    headings: Sequence[Heading],
    wanted: Mapping[int, Sequence[tuple[int, str]]],
    amounts: Sequence[int],
) -> None:
    """Use what is left: a second heading for the same words holds notes, a joined one what was paid for."""
    if "date" not in fields and "value_date" in fields:
        fields["date"] = fields.pop("value_date")
    for number, heading in enumerate(headings):
        if number in fields.values() or number in amounts:
            continue
        if "what" not in fields and heading.two and not wanted[number]:
            fields["what"] = number
        elif "note" not in fields and heading.fits and heading.fits[0][1] == "what":
            fields["note"] = number
    for other in ("party", "note", "category"):
        if "what" not in fields and other in fields:
            fields["what"] = fields.pop(other)
    if "what" not in fields and "direction" in fields:
        fields["what"] = fields["direction"]


def _joined(fields: Mapping[str, int], headings: Sequence[Heading]) -> Iterator[str]:
    names = {"date": "the day", "amount": "the amount", "what": "what was paid for"}
    for number, heading in enumerate(headings):
        if heading.two:
            taken = next((words for name, words in names.items() if fields.get(name) == number), "")
            then = f"was taken as {taken}" if taken else "was left out"
            yield (
                f"The heading “{heading.text}” stands for two things. Give each of them a column of its own."
                f" What stands below it {then}."
            )


def _nameless(
    headings: Sequence[Heading], profiles: Mapping[int, Profile], fields: Mapping[str, int]
) -> Iterator[str]:
    if not any(heading.text for heading in headings):
        return
    for number, heading in enumerate(headings):
        if not heading.text and profiles[number].filled and number not in fields.values():
            yield (
                f"Column {number + 1} has no heading; its cells were left out. If one heading stands over"
                " several columns, undo the merging and write a heading over each of them."
            )


def named_column(columns: Columns, text: str) -> int | None:
    """Return the column that somebody names: by its heading, its letter or its number from 1; else None."""
    wanted = fold(text)
    same = [number for number, one in enumerate(columns.headings) if one.text and fold(one.text) == wanted]
    if same:
        return same[0]
    if text.isdecimal():
        number = int(text) - 1
    elif len(text) == 1 and text.isascii() and text.isalpha():
        number = ord(text.upper()) - ord("A")
    else:
        return next(
            (n for n, one in enumerate(columns.headings) if wanted and wanted in fold(one.text)), None
        )
    return number if 0 <= number < columns.width else None


def currency_column(columns: Columns, amount: int) -> int | None:
    """Return the column of currencies that belongs to a column of amounts, and to no nearer one."""
    if columns.is_own:
        return columns.fields.get("currency") if amount == columns.fields.get("amount") else None
    found = [
        number
        for number, one in enumerate(columns.headings)
        if any(name == "currency" for _, name in one.fits) and _suits("currency", columns.profiles[number], 0)
        and columns.profiles[number].filled
    ]  # fmt: skip
    if not found:
        return None
    best = max(found, key=lambda number: _nearness(columns, amount, number))
    rivals = [number for number in columns.amounts if number != amount]
    if any(_nearness(columns, other, best) > _nearness(columns, amount, best) for other in rivals):
        return None
    return best


def _nearness(columns: Columns, amount: int, currency: int) -> int:
    """Say how near a currency stands to an amount: a word that both headings share, then beside it."""
    shared = set(fold(columns.headings[amount].text).split()) & set(
        fold(columns.headings[currency].text).split()
    )
    beside = {1: 5, -1: 4}.get(currency - amount, -abs(currency - amount))
    return 10 * bool(shared - {"currency", "валюта", "в", "in"}) + beside


def currency_above(rows: Iterable[Row]) -> str:
    """Return the currency that a line above the headings names, as `Local Currency: Mongolian Tugrik (MNT)`.

    The name may stand after a colon, or in the next cell that is filled. Empty where no line names one.
    """
    for row in rows:
        texts = [text_of(cell) for cell in row.cells]
        for at, text in enumerate(texts):
            if not fold(text[:80]).startswith(_LABELS):
                continue
            value = text.partition(":")[2] or next((other for other in texts[at + 1 :] if other), "")
            if code := currency_in(value):
                return code
    return ""
