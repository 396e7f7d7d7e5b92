"""Which column of a list holds what, by its headings and by what is below them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import dropwhile, zip_longest

from reportwizard.ledger.amounts import SERIAL, is_blank
from reportwizard.ledger.headings import (
    EXACT,
    MINOR_RANKS,
    Heading,
    currency_in,
    fold,
    only,
    read_heading,
    unit_in,
)
from reportwizard.ledger.receipts import receipt_files
from reportwizard.ledger.rows import MAX_LINES_ABOVE, Cell, Row, text_of
from reportwizard.ledger.statement import IN, direction_of, split_mark, status_of
from reportwizard.money.currencies import currencies_named
from reportwizard.money.day_reading import without_time
from reportwizard.money.numerals import normalize, split_number
from reportwizard.report.expense import COLUMNS

NUMBER = "No."
"""The heading over the numbers of our own lists. A line with a number is never taken for a total."""

_OWN = {NUMBER: "number", "Currency": "currency", **{column.label: column.id for column in COLUMNS}}

MONEY = frozenset(["amount", "out", "in", "balance", "before", "fee", "planned"])
"""The fields whose cells are amounts."""

# A column without a heading is known by what all of its cells are; under an unknown one, by what most are.
_MARKS = ("direction", "status")
_MOST_OF = {"number": ("counted",), "date": ("day", "digits"), "receipt": ("file",)}
_DAY = re.compile(
    r"\d{4}\s?[-/.年년 ]\s?\d{1,2}\s?[-/.月월 ]\s?\d{1,2}\s?[日일]?"
    r"|\d{1,2}\s?[-/. ]\s?\d{1,2}\s?[-/. ]\s?(?:\d{4}|\d{2})(?:\s?[^\W\d]{1,2})?"
    r"|(?:[^\W\d]+\.?,?\s)?\d{1,2}(?:er|st|nd|rd|th|º)?[\s./-]*(?:de\s)?[^\W\d]{3,}[\s./,-]*(?:de[l]?\s)?\d{2,4}(?:\s?[^\W\d])?"
    r"|[^\W\d]{3,}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}"
)
_COMPACT = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
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
    plain = without_time(cell).rstrip(" .")
    if _DAY.fullmatch(plain):
        return "day"
    if _COMPACT.fullmatch(plain):
        return "digits"
    is_code = plain.isdecimal() and plain.startswith("00")
    pieces = None if is_code else split_number(split_mark(normalize(cell))[0])
    if pieces is None or sum(map(str.isdecimal, pieces.digits)) > _MOST_DIGITS:
        return "text"
    is_amount = _is_beside(pieces.before, first=True) and _is_beside(pieces.after, first=False)
    return "number" if is_amount else "text"


@lru_cache(maxsize=1024)
def _is_beside(text: str, *, first: bool) -> bool:
    bare = text.strip(" -+()=/.,*")
    return not bare or bool(
        currencies_named(bare, before=first) or currencies_named(f"{bare}.", before=first)
    )


class Profile(Counter[str]):
    """What is in one column: how many of its cells are filled, and how many are of each kind.

    Texts that say what a mark, a status or a currency says are a `direction` (`in` where money came in), a
    `status` or a `code` too, names of files a `file`, numbers that may count days a `serial`, those that
    count the lines `counted`; `distinct` is how many different cells there are, the empty one too.
    """

    @property
    def filled(self) -> int:
        return self["filled"]

    def share(self, *kinds: str) -> float:
        """Return which part of the filled cells are of these kinds; 1 if there is none."""
        return sum(self[kind] for kind in kinds) / self.filled if self.filled else 1.0

    @property
    def is_days(self) -> bool:
        """Whether every filled cell is a day, so that no amount can be here."""
        return self.filled > 0 and self.share("day", "digits") == 1.0

    @property
    def are_marks(self) -> bool:
        """Whether there are few different texts, and one says that money came in; another may be unknown."""
        return self[IN] > 0 and 1 < self["distinct"] <= 3 and self.share("text") == 1.0


def profile(cells: Sequence[Cell]) -> Profile:
    """Look at the cells of one column."""
    found = Profile()
    for cell in cells:
        found.update(_kinds_of(cell))
        found["counted"] += text_of(cell).strip(" .)") == str(found.filled)
    found["distinct"] = len({*cells})
    # One line alone counts nothing.
    found["counted"] *= found["counted"] > 1
    return found


@lru_cache(maxsize=8192)
def _kinds_of(cell: Cell) -> list[str]:
    kind, text = kind_of(cell), text_of(cell)
    if kind == "text":
        code = currency_in(text) if len(text) <= _LONGEST_NUMBER else ""
        file = receipt_files(text)
        direction = direction_of(text)
        meanings = {"direction": direction, IN: direction == IN, "status": status_of(text)}
        meanings |= {"code": bool(code), "file": bool(file)}
        return ["filled", kind, *(name for name, value in meanings.items() if value)]
    serial = ["serial"] if kind == "number" and SERIAL.fullmatch(text) else []
    return ["filled", kind, *serial] if kind else []


def _may_hold(name: str, found: Profile, confidence: int) -> bool:
    """Whether the cells of a column may be what its heading says."""
    if not found.filled:
        return True
    if name in ("date", "value_date"):
        return found.share("day", "digits", "text") > _HALF or found.share("serial") > _HALF
    if name in MONEY:
        numbers = found.share("number", "digits") >= _HALF
        return not found.is_days and (numbers or (name == "amount" and confidence >= EXACT))
    if name == "currency":
        return found.share("code") >= _HALF
    if name == "direction":
        return found.are_marks or found.share("direction") > _HALF
    if name == "status":
        # More than four different texts are remarks.
        is_told = confidence >= EXACT and (found["status"] > 0 or found["distinct"] <= 4)
        return found.share("status") > _HALF or (is_told and found.share("text") == 1.0)
    return name not in ("what", "party", "category") or found.share("number", "day") < 1.0


@dataclass(frozen=True)
class Columns:
    """Where a list's headings are, and which column holds what.

    `header_index` is the index of the last row of headings (-1 if there is none), `line` its line in the
    file. `fields` gives the column of a field. `amounts` are those of amounts, the one to take first;
    `numbers` are other columns of numbers, under headings that say nothing. `faults` are words about headings
    that mean two things.
    """

    header_index: int
    line: int
    headings: tuple[Heading, ...]
    fields: Mapping[str, int]
    amounts: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    profiles: tuple[Profile, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether these are the headings of a list that this program wrote."""
        texts = {heading.text for heading in self.headings}
        return NUMBER in texts and texts <= _OWN.keys()

    @property
    def unclear_marks(self) -> int | None:
        """The column whose heading speaks of which way money went, and whose few texts do not say it."""
        for at, (heading, cells) in enumerate(zip(self.headings, self.profiles, strict=True)):
            names = [name for _, name in heading.meanings]
            are_few = 1 < cells["distinct"] < min(cells.filled, 4 - ("category" in names))
            if "direction" in names and are_few and cells.share("text") == 1.0:
                return at
        return None

    @property
    def score(self) -> tuple[bool, bool, int, bool]:
        """How well this reads the file: are there amounts, headings, how many columns are known, days."""
        known = {number for number, heading in enumerate(self.headings) if heading.meanings}
        understood = len(known | set(self.fields.values()))
        return not MONEY.isdisjoint(self.fields), len(known) > 1, understood, "date" in self.fields

    def heading(self, column: int) -> str:
        """Return the heading over a column, or its number where that names no other; both are understood."""
        text = self.headings[column].text
        return text if named_column(self, text) == column else f"column {column + 1}"


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """Return the columns under the line, or the two lines, of headings that name most of them.

    Where no line names two, the columns are recognised by their cells alone; None if those say nothing
    either.
    """
    lines: list[tuple[int, list[str]]] = []
    for index, row in enumerate(rows[:MAX_LINES_ABOVE]):
        texts = [cell if isinstance(cell, str) else "" for cell in row.cells]
        lines.append((index, texts))
        two = rows[index : index + 2]
        if two[1:] and _are_words(two[1]) and _heading_score(texts)[1] > 1:
            lines.append((index + 1, stacked([row.texts() for row in two])))
    index, texts = max(lines, key=lambda line: (_heading_score(line[1]), _units(line[1])), default=(0, []))
    if _heading_score(texts) <= (False, 1):
        return _without_headings(rows)
    return assign_columns([read_heading(text) for text in texts], index, rows)


def _heading_score(texts: Sequence[str]) -> tuple[bool, int]:
    """Return how much like a line of headings a line is: a number or a day is none."""
    headings = [read_heading(text) for text in texts]
    names = {*_names(headings), *(name for heading in headings for name in heading.joined)}
    numbers = sum(kind_of(text) in ("number", "day", "digits") for text in texts)
    count = sum(bool(heading.meanings) for heading in headings) - 2 * numbers
    score = min(count, len(names) + count // 2)
    return score > 1 and not MONEY.isdisjoint(names), score


def _units(texts: Sequence[str]) -> int:
    """Return how many headings of money say in what it is; the line below them may."""
    return sum(
        bool(heading.currency or heading.scale) and not MONEY.isdisjoint(_names([heading]))
        for heading in map(read_heading, texts)
    )


def stacked(lines: Sequence[Sequence[str]]) -> list[str]:
    """Return the heading over each column, from several lines of them.

    A merged cell is over all of its columns, but not over what is right of the end of its line.
    """
    columns: list[str] = []
    merged = [""] * (len(lines) - 1)
    for *above, below in zip_longest(*lines):
        merged = ["" if cell is None else cell or before for cell, before in zip(above, merged, strict=True)]
        columns.append(" ".join(filter(None, [*merged, below] if below else above)))
    return columns


def split_tables(rows: Sequence[Row], top: int, headings: Sequence[Heading]) -> tuple[list[Row], list[Row]]:
    """Return the lines below a list's headings, without those that repeat, and the lines of other lists.

    `top` is the index of the headings. What is above them is another list below headings of its own.
    """
    above = list(dropwhile(lambda row: not _other_headings(row), rows[: max(top, 0)]))
    # Headings may take two lines; a title alone is none.
    two = rows[max(top - 1, 0) : top + 1]
    heads = [
        row.cells for row in two if row is two[-1] or (_are_words(row) and sum(map(bool, row.cells)) > 1)
    ]
    names = _names(headings)
    ours: list[Row] = []
    others = above if len(above) > 1 else []
    found = ours
    for row in rows[top + 1 :]:
        if other := _other_headings(row):
            found = ours if _names(other) == names else others
        if found is others or row.cells not in heads:
            found.append(row)
    return ours, others


def _are_words(row: Row) -> bool:
    return all(isinstance(cell, str) and not any(map(str.isdecimal, cell)) for cell in row.cells)


def _other_headings(row: Row) -> list[Heading]:
    """Return what a line of words has for headings; nothing if it names no two fields, one of money."""
    if not _are_words(row):
        return []
    found = [read_heading(text) for text in row.texts()]
    fields = {*_names(found)}
    are_known = (
        len(fields) > 1 and not MONEY.isdisjoint(fields) and any(heading.is_exact for heading in found)
    )
    return found if are_known else []


def one_below_the_other(rows: Sequence[Row], columns: Columns) -> list[Row]:
    """Return the lines of two lists side by side, under the same headings, the second one below the first.

    Nothing where there is one list alone.
    """
    texts = [heading.text for heading in columns.headings]
    second = texts.index(texts[0], 1) if texts and texts.count(texts[0]) == 2 else 0
    if second < 2 or not texts[0] or texts[second:] != texts[: len(texts) - second]:
        return []
    first = [Row(row.line, row.cells[:second]) for row in rows]
    return first + [Row(row.line, row.cells[second:]) for row in rows[columns.header_index + 1 :]]


def _names(headings: Sequence[Heading]) -> list[str]:
    return [heading.meanings[0][1] for heading in headings if heading.meanings]


def _without_headings(rows: Sequence[Row]) -> Columns | None:
    """Recognise the columns by their cells, under a line of unknown words or under none.

    Lines that are not equally long, but for those above and below the list, were cut at the wrong separator.
    """
    ((width, _),) = Counter(len(row.cells) for row in rows if len(row.cells) > 1).most_common(1) or ((0, 0),)
    places = [index for index, row in enumerate(rows) if len(row.cells) == width]
    if not places or len(places) < (places[-1] + 1 - places[0]) * _MOST:
        return None
    index = _words_above(rows[: places[0] + MAX_LINES_ABOVE])
    cells = rows[index].cells if index >= 0 else ("",) * width
    found = assign_columns([read_heading(text_of(cell)) for cell in cells], index, rows)
    needed = ({"amount", "out", "in"}, {"what", "date"})
    return None if any(map(found.fields.keys().isdisjoint, needed)) else found


def _words_above(rows: Sequence[Row]) -> int:
    """Return the last line with two words and more, and nothing else, above the first one with figures.

    A title is one word; -1 if there is no such line.
    """
    kinds = [list(filter(None, map(kind_of, row.cells))) for row in rows]
    usual = max(Counter(len(found) for found in kinds if len(found) > 1).most_common(1), default=(0, 0))[0]
    figures = (at for at, found in enumerate(kinds) if {*found} - {"text"} and len(found) * 2 > usual)
    words = [
        at for at, found in enumerate(kinds[: next(figures, 0)]) if len(found) > 1 and {*found} == {"text"}
    ]
    return words[-1] if words else -1


def assign_columns(headings: Sequence[Heading], index: int, rows: Sequence[Row]) -> Columns:
    """Assign each field its column: the surest heading first, where the cells below fit it.

    `index` is that of the last row of headings, -1 for none.
    """
    line = rows[index].line if index >= 0 else 0
    columns = Columns(index, line, tuple(headings), {})
    if columns.is_own:
        return replace(columns, fields={_OWN[heading.text]: at for at, heading in enumerate(headings)})
    # So many lines show what a column holds. One text alone is a title or a remark, one with a colon a foot.
    ours, _ = split_tables(rows[: index + 301], index, headings)
    below = [row for row in ours if sum(cell != "" for cell in row.cells) > 1 and ":" not in row.cells]
    finder = _FieldFinder(
        headings, [profile([row.cell(number) for row in below]) for number in range(len(headings))]
    )
    finder.by_headings()
    finder.by_cells()
    finder.by_what_is_left()
    numbers, profiles, faults = tuple(finder.numbers), tuple(finder.profiles), tuple(finder.faults())
    return Columns(
        index, line, tuple(headings), finder.fields, tuple(finder.amounts), numbers, profiles, faults
    )


class _FieldFinder:
    """Assigns the columns of a list their fields; `candidates` are those of each column, the surest first."""

    def __init__(self, headings: Sequence[Heading], profiles: Sequence[Profile]) -> None:
        self.headings, self.profiles = headings, profiles
        self.candidates = [_candidates(*pair) for pair in zip(headings, profiles, strict=True)]
        self.fields: dict[str, int] = {}
        self.numbers: list[int] = []
        first = (meanings[0][1] if meanings else "" for meanings in self.candidates)
        self.amounts = [column for column, name in enumerate(first) if name == "amount"]

    def others(self) -> list[int]:
        """Return the columns without a field."""
        used = {*self.fields.values(), *self.amounts}
        return [column for column in range(len(self.headings)) if column not in used]

    def _free(self) -> list[int]:
        return [column for column in self.others() if self.profiles[column].filled]

    def by_headings(self) -> None:
        """Assign each field but the amount the column whose heading names it most surely."""
        choices = sorted(
            (meanings[0][0] < EXACT, len(meanings) > 1, -confidence, name, column)
            for column, meanings in enumerate(self.candidates)
            if column not in self.amounts
            for confidence, name in meanings
            if name not in ("amount", "other")
        )
        for *_, name, column in choices:
            if name not in self.fields and column not in self.fields.values():
                self.fields[name] = column

    def by_cells(self) -> None:
        """Recognise by its cells what no heading names: marks, statuses, days, amounts, texts."""
        fields, profiles = self.fields, self.profiles
        for name in _MARKS:
            found = [column for column in self._free() if profiles[column].share(name) == 1.0]
            if name not in fields and found and (name != "direction" or len(found) == 1):
                fields[name] = found[0]
        for name, most in _MOST_OF.items():
            nameless = [column for column in self._free() if not self.candidates[column]]
            found = [column for column in nameless if profiles[column].share(*most) > _HALF]
            if name not in fields and found:
                fields[name] = found[0]
        nameless = [column for column in self._free() if not self.candidates[column]]
        # A word such as "account" says little if there are other words next to it.
        unsure = [
            column
            for column in self._free()
            if all(name == "other" and sure < EXACT for sure, name in self.candidates[column])
        ]
        self.numbers = [column for column in unsure if profiles[column].share("number") >= _MOST]
        are_minor = all(self.headings[column].rank in MINOR_RANKS for column in self.amounts)
        if are_minor and fields.keys().isdisjoint(("out", "in")):
            self.amounts, self.numbers = self.amounts + self.numbers, []
        texts = [column for column in nameless if profiles[column].share("text") > _HALF]
        if fields.keys().isdisjoint(("what", "party")) and texts:
            fields["what"] = max(texts, key=lambda column: profiles[column]["text"])
        amounts = self.amounts or [
            column for column in self.others() if any(name == "amount" for _, name in self.candidates[column])
        ]
        read = [column for column in amounts if profiles[column].share("number", "digits") >= _HALF]
        surest = [meanings[0][0] if meanings else 0 for meanings in self.candidates]
        self.amounts = sorted(
            read or amounts, key=lambda column: (self.headings[column].rank, -surest[column])
        )
        if not self.amounts and "fee" in fields and "out" not in fields:
            self.amounts = [fields.pop("fee")]
        if self.amounts:
            fields["amount"] = self.amounts[0]

    def by_what_is_left(self) -> None:
        """Use what is left: a second heading for words holds notes, a joined one what was paid for."""
        fields = self.fields
        if "date" not in fields and "value_date" in fields:
            fields["date"] = fields.pop("value_date")
        for column in self.others():
            heading = self.headings[column]
            if "what" not in fields and heading.joined and not self.candidates[column]:
                fields["what"] = column
            elif "note" not in fields and heading.meanings and heading.meanings[0][1] == "what":
                fields["note"] = column
        for other in ("party", "note", "category"):
            if "what" not in fields and other in fields:
                fields["what"] = fields.pop(other)
        if "what" not in fields and "direction" in fields:
            fields["what"] = fields["direction"]

    def faults(self) -> Iterator[str]:
        """Yield what to say of headings that mean two things."""
        names = {"date": "the day", "amount": "the amount", "what": "what was paid for"}
        for column, heading in enumerate(self.headings):
            if heading.joined:
                meanings = [words for name, words in names.items() if self.fields.get(name) == column]
                then = f"was taken as {meanings[0]}" if meanings else "was left out"
                yield (
                    f"The heading “{heading.text}” means two things. Give each its own column. What is"
                    f" below it {then}."
                )


def _candidates(heading: Heading, found: Profile) -> list[tuple[int, str]]:
    """Return the fields that a column may hold by its heading and its cells, the surest first."""
    if heading.joined:
        # One of two fields is what its cells are.
        return [
            (EXACT, name)
            for name in heading.joined
            if found.filled
            and (found.is_days if name == "date" else name in MONEY and _may_hold(name, found, 0))
        ]
    fitting = [meaning for meaning in heading.meanings if _may_hold(meaning[1], found, meaning[0])]
    if fitting and fitting[0][0] >= EXACT and fitting[0][1] == "other":
        return fitting[:1]
    if found.are_marks and found.share("direction") == 1.0 and "category" in (name for _, name in fitting):
        fitting.append((0, "direction"))
    # Where the cells are marks or statuses, "Type" is no category.
    is_marked = any(name in _MARKS for _, name in fitting)
    return [meaning for meaning in fitting if not is_marked or meaning[1] != "category"]


def named_column(columns: Columns, text: str) -> int | None:
    """Return the column that somebody names: by its heading, its letter or its number from 1; else None."""
    wanted, names = fold(text), [fold(heading.text) for heading in columns.headings]
    if wanted and wanted in names:
        return names.index(wanted)
    text = text.casefold().removeprefix("column ")
    if text.isdecimal():
        number = int(text) - 1
    elif len(text) == 1 and text.isascii() and text.isalpha():
        number = ord(text.upper()) - ord("A")
    else:
        number = next((number for number, name in enumerate(names) if wanted and wanted in name), -1)
    return number if 0 <= number < len(names) else None


def currency_column(columns: Columns, amount: int) -> int | None:
    """Return the column of currencies that belongs to a column of amounts, and to no nearer one."""
    if columns.is_own:
        return columns.fields.get("currency") if amount == columns.fields.get("amount") else None
    found = [
        number
        for number, (heading, cells) in enumerate(zip(columns.headings, columns.profiles, strict=True))
        if any(name == "currency" for _, name in heading.meanings)
        and cells.filled
        and _may_hold("currency", cells, 0)
    ]
    best = max(found, key=lambda number: _nearness(columns, amount, number), default=None)
    if best is None:
        return None
    nearest = max(
        {amount, *columns.amounts}, key=lambda number: (_nearness(columns, number, best), number == amount)
    )
    return best if nearest == amount else None


def _nearness(columns: Columns, amount: int, currency: int) -> int:
    """Return how near a currency is to an amount: a word that both headings share, then beside it."""
    words, others = (set(fold(columns.headings[number].text).split()) for number in (amount, currency))
    beside = {1: 5, -1: 4}.get(currency - amount, -abs(currency - amount))
    return 10 * bool((words & others) - {"currency", "валюта", "в", "in"}) + beside


def units_above(rows: Iterable[Row]) -> tuple[str, str]:
    """Return the scale and the currency that titles above the headings name; empty where they differ."""
    titles = (list(filter(None, row.texts())) for row in rows)
    found = [unit_in(text) for texts in titles if len(texts) < 3 for text in texts]
    return only({scale for scale, _ in found} - {""}), only({code for _, code in found} - {""})


def currency_above(rows: Iterable[Row]) -> str:
    """Return the currency that a line above the headings names, as `Local Currency: Mongolian Tugrik (MNT)`.

    The name may be after a colon, or in the next cell that is filled. Empty if no line names one.
    """
    for row in rows:
        texts = row.texts()
        for at, text in enumerate(texts):
            if not fold(text[:80]).startswith(("local currency", "currency")):
                continue
            value = text.partition(":")[2] or next((other for other in texts[at + 1 :] if other), "")
            if code := currency_in(value):
                return code
    return ""
