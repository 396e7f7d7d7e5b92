"""What a bank's or wallet's list says of each line: which way the money went, whether it went, and totals."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext
from functools import lru_cache
from itertools import accumulate, dropwhile, product, zip_longest
from typing import TypeAlias

from reportwizard.kinds.values import Typed
from reportwizard.ledger.headings import CELLS, beginning, fold, runs, words_of
from reportwizard.ledger.result import FileQuestion, FileReading
from reportwizard.ledger.rows import Row
from reportwizard.money.amount import Amount
from reportwizard.report.expense import Expense

_Values: TypeAlias = Sequence[Decimal | None]
_Step: TypeAlias = tuple[Decimal | None, ...]

OUT, IN, TRANSFER, METHOD = "out", "in", "between", "method"
"""Which way money went: out, in, or from one to another of the applicant's own accounts or currencies.

A method is none: `Credit card` says how something was paid.
"""

DONE = "done"
_DIRECTIONS = (OUT, IN, TRANSFER)
_BOTH = frozenset(["", *_DIRECTIONS])
_STATUSES = ("pending", "failed", "declined", "reversed", "cancelled", DONE)
_LONGEST, _SHORT = 60, 3
_MARK = re.compile(
    r"\A\s*(\+)\s*|(?<=[.,]\d\d)\s*(\+)\s*\Z"
    r"|(?<=[\d\s)])\s*\(?(CR|DR|Cr|Dr|cr|dr|DB|C|D|S|H|K)\.?\)?\s*\Z"
)
_SIGNS = {"/": TRANSFER, "+": IN, "-": OUT, "−": OUT}
_MARKS = {"+": IN, "cr": IN, "c": IN, "h": IN, "k": IN, "dr": OUT, "db": OUT, "d": OUT, "s": OUT}
_PRECISION = 100
_EITHER_WAY = (
    "The balance does not say whether this went out or came in. It was counted as money that went out. If it"
    " came in, take the line out."
)


@dataclass(slots=True)
class Line:
    """One line below the headings: what its cells were read as, and what it is besides an expense.

    It is a total where it says so (`is_total`), or where it has the sum of at least so many lines (`adds`).
    """

    row: Row
    expense: Expense = field(default_factory=Expense)
    out: Amount | Typed | None = None
    income: Amount | Typed | None = None
    balance: Decimal | None = None
    fee: Decimal | None = None
    before: Decimal | None = None
    direction: str = ""
    reason: str = ""
    is_torn: bool = False
    is_total: bool = False
    adds: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def figures(self) -> tuple[Amount | Typed | None, ...]:
        """Its figures, one a column of money."""
        return self.expense.amount, self.expense.usd, self.expense.planned

    @property
    def value(self) -> Decimal | None:
        """The number of its amount, with its sign."""
        return self.expense.amount.value if isinstance(self.expense.amount, Amount) else None

    @property
    def currency(self) -> str:
        """The code of its amount; empty where none was read."""
        return self.expense.amount.currency if isinstance(self.expense.amount, Amount) else ""

    def negate(self) -> None:
        """Change the sign of the amount, in US dollars too."""
        expense = self.expense
        self.expense = replace(expense, amount=_negative(expense.amount), usd=_negative(expense.usd))


def _negative(amount: Amount | Typed | None) -> Amount | Typed | None:
    return replace(amount, value=-amount.value) if isinstance(amount, Amount) else amount


@lru_cache(maxsize=4096)
def direction_of(text: str) -> str:
    """Return which way a mark such as `Dr`, `Af`, `Eingang` or `收入` says money went; empty for others."""
    return (_SIGNS.get(text.strip()) or _listed(text, (*_DIRECTIONS, METHOD))).removeprefix(METHOD)


@lru_cache(maxsize=4096)
def status_of(text: str) -> str:
    """Return what a status says: a key of `REASONS`, or `done`; empty for a text that says none of these."""
    words, denials = fold(text[:_LONGEST]).split(), words_of("not", CELLS)
    if words and words[0] in denials:
        rest = " ".join(dropwhile(denials.__contains__, words))
        return "pending" if _listed(rest, _STATUSES) == DONE else ""
    inside = [name for name in _STATUSES if not words_of(name, CELLS).keys().isdisjoint(runs(words))]
    return _listed(text, _STATUSES) or (inside[0] if len(inside) == 1 else "")


def _listed(text: str, names: Sequence[str]) -> str:
    """Return the list that holds the longest beginning of a text; short words must be alone."""
    folded = fold(text) if len(text) <= _LONGEST else ""
    begins = {name: beginning(folded, name, CELLS) for name in names}
    best = max(names, key=lambda name: len(begins[name]))
    is_exact = begins[best] == folded or len(begins[best]) > _SHORT or not begins[best].isascii()
    return best if begins[best] and is_exact else ""


def is_balance(text: str) -> bool:
    """Whether a line says how much was there before, or is left: `Opening balance`, `Kontostand am 1.2.`."""
    folded = fold(text[:_LONGEST])
    begin = beginning(folded, "balances", CELLS)
    rest = folded.removeprefix(begin).split()
    numbers = [word for word in rest if word[0].isdecimal()]
    # One number alone is a year or a whole day: BALANCE-17 is the name of a line.
    are_days = len(numbers) != 1 or len(numbers[0]) in (4, 8)
    is_rest = are_days and words_of("before_a_day", CELLS).keys() >= {*rest}.difference(numbers)
    return bool(begin) and (" " in begin or is_rest)


def split_mark(text: str) -> tuple[str, str]:
    """Return an amount without the mark beside it, and which way that says money went: `12.30 CR`, `+5`."""
    match = _MARK.search(text)
    if not match:
        return text, ""
    return (text[: match.start()] + text[match.end() :]).strip(), _MARKS[_mark(match)]


def _mark(match: re.Match[str] | None) -> str:
    return match[match.lastindex or 0].casefold() if match else ""


def has_direction_marks(texts: Iterable[str]) -> bool:
    """Whether what is beside the amounts of a column are marks, and not the sign of a currency.

    A plus says something where other amounts have none.
    """
    marks = {_mark(_MARK.search(text)) for text in texts if text}
    if marks & {"cr", "dr", "db"} or {"", "+"} <= marks:
        return True
    return not marks.isdisjoint("ds") and not marks.isdisjoint("chk")


def directions_by_columns(lines: Sequence[Line]) -> None:
    """Take each line's amount from the column that holds one; a reversal has the other sign there."""
    for name in ("out", "income"):
        values = [getattr(line, name) for line in lines]
        known = [value.value for value in values if isinstance(value, Amount) and value.value]
        if sum(value < 0 for value in known) * 2 > len(known):
            for line, value in zip(lines, values, strict=True):
                setattr(line, name, _negative(value))
    for line in lines:
        out, income = line.out, line.income
        is_out = isinstance(out, Typed) or (out is not None and (out.value != 0 or income is None))
        amount = out if is_out else income
        line.direction = "" if amount is None else OUT if is_out else IN
        if isinstance(amount, Amount) and amount.value < 0:
            line.direction, amount = (IN if is_out else OUT), _negative(amount)
        line.expense = replace(line.expense, amount=amount)


def directions_by_sign(lines: Sequence[Line], choice: str, *, is_statement: bool) -> FileQuestion | None:
    """Find out which way the money of each line went, by signs, marks or balances.

    `choice` is what the applicant said of a minus. Returns what a minus was taken for, or what must be asked.
    """
    values = [line.value for line in lines]
    by_balance = directions_by_balance(*figures_of(lines))
    if any(value < 0 for value in values if value):
        return _by_sign(lines, values, by_balance, choice, is_statement=is_statement)
    is_silent = any(by_balance) and not any(line.direction for line in lines)
    for line, direction in zip(lines, by_balance, strict=True):
        line.direction = direction or line.direction
        if is_silent and line.value and not direction:
            line.problems.append(("amount", _EITHER_WAY))
    return None


def _by_sign(
    lines: Sequence[Line], values: _Values, by_balance: Sequence[str], choice: str, *, is_statement: bool
) -> FileQuestion | None:
    counted = [line.value for line in lines if line.value and not line.reason]
    # Twice how many have a minus, so that half of them is a whole number.
    negative = 2 * sum(value < 0 for value in counted)
    if choice == "all":
        for line in lines:
            line.direction = ""
            if negative > len(counted):
                line.negate()
        return None
    # What a minus means is said, else by the balances, else by the marks of the lines, else by their number.
    directions = by_balance if any(by_balance) else [line.direction for line in lines]
    pairs = zip(values, directions, strict=True)
    votes = [
        (direction == OUT) == (value < 0) for value, direction in pairs if value and direction in (OUT, IN)
    ]
    minus: bool | None = choice == "minus"
    if not choice and sum(votes) * 2 != len(votes):
        minus = sum(votes) * 2 > len(votes)
    elif not choice:
        minus = True if is_statement else None if negative == len(counted) else negative > len(counted)
    for line, value in zip(lines, values, strict=True):
        if value:
            line.direction = OUT if (value < 0) == bool(minus) else IN
            if value < 0:
                line.negate()
    return None if choice else _question(minus)


def add_fees(lines: Sequence[Line]) -> None:
    """Add what a bank took for a payment where the balances say that it is not in the amount."""
    steps = _best_walk(*figures_of(lines))
    charges = {charged for line, (way, charged) in zip(lines, steps, strict=True) if line.fee and way}
    for line, (way, charged) in zip(lines, steps, strict=True):
        paid = line.expense.amount
        # A line of which the balance is silent is like the others, where these agree.
        if line.fee and (way or len(charges) == 1):
            if (charged if way else True in charges) and line.direction != IN and isinstance(paid, Amount):
                with localcontext(prec=_PRECISION):
                    paid = replace(paid, value=paid.value + abs(line.fee))
                line.expense = replace(line.expense, amount=paid)
            line.fee = None


def _question(minus: bool | None) -> FileQuestion:
    out = FileReading("minus", "take a minus as money that went out")
    back = FileReading("plus", "take a minus as money that came in or back")
    every = FileReading("all", "count every line as an expense, and subtract what came back")
    if minus is False:
        fact = "Some amounts have a minus: they were taken as money that came in or back."
        return FileQuestion("direction", fact, (back, out, every), back.value)
    text = "Some amounts have a minus. Did that money go out, or come in?"
    if minus:
        text = "This looks like a bank's list: money that went out has a minus."
    return FileQuestion("direction", text, (out, back, every), out.value if minus else "")


def figures_of(lines: Sequence[Line]) -> list[_Values]:
    """Return the value of each line, what was left after it, its fee, and what was there before it."""
    return [[getattr(line, name) for line in lines] for name in ("value", "balance", "fee", "before")]


def directions_by_balance(values: _Values, *beside: _Values) -> list[str]:
    """Return which way money without a sign went, by the balance beside it; empty if it is silent."""
    best = [way for way, _ in _best_walk(values, *beside)]
    # Figures that only add up are the running total of a list of expenses, not the balance of a bank.
    return best if OUT in best else [""] * len(values)


def is_balance_of(values: _Values, *beside: _Values) -> bool:
    """Whether figures are what was left, or had been paid, after each of the values beside them."""
    steps = sum(bool(way) for way, _ in _best_walk(values, *beside))
    return steps >= 2 and steps >= sum(map(bool, values)) - 1


def _best_walk(values: _Values, *beside: _Values) -> list[tuple[str, bool]]:
    """Return what each balance says of its value, whether the oldest line is the first or the last one."""
    lines: list[_Step] = list(zip_longest(values, *beside, *[()] * (3 - len(beside))))
    walks = _walk(lines), _walk(lines[::-1])[::-1]
    return max(walks, key=lambda steps: sum(bool(way) for way, _ in steps))


def _walk(lines: Sequence[_Step]) -> list[tuple[str, bool]]:
    """Return for each line which way its money went, and whether a fee went out with it."""
    steps = [("", False)] * len(lines)
    last: Decimal | None = None
    for index, (value, after, fee, before) in enumerate(lines):
        balance = lines[index + 1][3] if after is None and index + 1 < len(lines) else after
        if balance is None:
            continue
        last = last if before is None else before
        if value and last is None and balance == value:
            steps[index] = IN, False
        elif value and last is not None:
            change = balance - last
            charged = change + abs(fee or _ZERO)
            if abs(value) in (abs(change), abs(charged)):
                steps[index] = IN if change > 0 else OUT, abs(value) != abs(change)
        last = balance
    return steps


# A total may have been rounded from more decimals than its lines show.
_ROUNDING = Decimal("0.01")
_ZERO = Decimal(0)


def totals_among(lines: Sequence[Line]) -> dict[int, tuple[Amount, Amount] | None]:
    """Return the places of lines that add up others: those that say so, and those that have only the figures.

    The latter are totals where their figures are those of the lines just above, of all above, of those just
    below, or of all below; between two totals the lines belong together. A named one that fits none of them
    has its figure, and what its lines add up to.
    """
    named = {at for at, line in enumerate(lines) if line.is_total}
    may_be = {at for at, line in enumerate(lines) if line.adds and not line.reason and any(_values(line))}
    if not (named or may_be):
        return {}
    # A total may be of what went out, of what came in, or of both.
    ways = (_BOTH, _BOTH - {IN}, {IN}) if any(line.direction == IN for line in lines) else (_BOTH,)
    with localcontext(prec=_PRECISION):
        fitting, others = set(named), may_be - named
        # A line that adds up no others is one of those that a total adds up.
        for begin in (others, set()) if others else ():
            sums = [_Sums(lines, fitting | begin, way) for way in ways]
            fitting |= {at for at in others - fitting if any(each.fits(at, lines[at].adds) for each in sums)}
        sums = [_Sums(lines, fitting, way) for way in ways]
        is_odd = {at for at in named if not any(each.fits(at) for each in sums)}
        return {at: sums[0].nearest(at) if at in is_odd else None for at in sorted(fitting)}


_MOST_TURNOVERS = 3


def summed_up(lines: Sequence[Line]) -> dict[int, str]:
    """Return the lines that only sum up a bank's list, under any words, by their figures: place and reason.

    Both figures of a line are the sums of what is above it; or the last line is what is left, after lines of
    turnover, and then the first one may be what was there before.
    """
    found: dict[int, str] = {}
    known: list[tuple[int, Decimal]] = []
    with localcontext(prec=_PRECISION):
        for at, line in enumerate(lines):
            both = [figure.value for figure in (line.out, line.income) if isinstance(figure, Amount)]
            if len(both) == 2 and all(both) and both == [-_added(known, OUT), _added(known, IN)]:
                found[at] = "total"
            elif line.value and line.direction in (OUT, IN) and line.reason in ("", "balance", "total"):
                known.append((at, line.value if line.direction == IN else -line.value))
        for turnovers, start in product(range(1, min(_MOST_TURNOVERS, len(known) - 2) + 1), (1, 0)):
            body, foot, last = known[start : -1 - turnovers], known[-1 - turnovers : -1], known[-1]
            gone, came = _added(body, OUT), _added(body, IN)
            left = gone + came + known[0][1] * start
            fits = last[1] == left > 0 and all(value in (gone, came) for _, value in foot)
            if gone and fits and lines[last[0]].balance is None:
                found |= dict.fromkeys((at for at, _ in foot), "total")
                return found | dict.fromkeys((at for at, _ in (*known[:start], last)), "balance")
    return found


def _added(known: Iterable[tuple[int, Decimal]], way: str) -> Decimal:
    return sum((value for _, value in known if (value > 0) == (way == IN)), _ZERO)


class _Sums:
    """What any run of lines adds up to without its totals; over unread figures that proves nothing."""

    def __init__(self, lines: Sequence[Line], totals: set[int], way: Collection[str]) -> None:
        self.lines, self.ends, skipped = lines, sorted(totals), [_ZERO, _ZERO, _ZERO]
        self.remarks = [at for at, line in enumerate(lines) if line.reason == "remark"]
        values = (
            _values(line) if at not in totals and line.direction in way else skipped
            for at, line in enumerate(lines)
        )
        unread = ([isinstance(figure, Typed) for figure in line.figures] for line in lines)
        self.sums = [list(accumulate(column, initial=_ZERO)) for column in zip(*values, strict=True)]
        self.unread = [list(accumulate(column, initial=0)) for column in zip(*unread, strict=True)]
        self.counts = list(accumulate((at not in totals for at in range(len(lines))), initial=0))

    def spans(self, at: int) -> tuple[tuple[int, int], ...]:
        """Return the runs of lines that the one at a place may add up."""
        place, count = bisect_left(self.ends, at), len(self.lines)
        before = self.ends[place - 1] + 1 if place else 0
        after = self.ends[place + 1] if place + 1 < len(self.ends) else count
        remark = bisect_left(self.remarks, at)
        heading = self.remarks[remark - 1] + 1 if remark else 0
        return (before, at), (max(heading, before), at), (0, at), (at + 1, after), (at + 1, count)

    def known(self, at: int, span: tuple[int, int]) -> list[tuple[Amount, Decimal]]:
        """Return each figure of a line with what a run of lines adds up to in its column."""
        start, end = span
        columns = zip(self.lines[at].figures, self.sums, self.unread, strict=True)
        return [
            (figure, total[end] - total[start])
            for figure, total, unread in columns
            if isinstance(figure, Amount) and unread[end] == unread[start]
        ]

    def fits(self, at: int, fewest: int = 1) -> bool:
        """Whether the figures of a line are those of one of the runs, of at least so many lines."""
        for start, end in self.spans(at):
            added, known = self.counts[end] - self.counts[start], self.known(at, (start, end))
            apart = max((abs(abs(total) - abs(figure.value)) for figure, total in known), default=_ZERO)
            has_figures = added >= fewest and any(figure.value for figure, _ in known)
            if has_figures and apart <= _ROUNDING * added:
                return True
        return False

    def nearest(self, at: int) -> tuple[Amount, Amount] | None:
        """Return a figure of a line and the nearest sum to it; None where nobody can know."""
        spans = [span for span in self.spans(at) if self.counts[span[1]] > self.counts[span[0]]]
        figures = [known[0] for span in spans if (known := self.known(at, span))]
        if not figures:
            return None
        figure, total = min(figures, key=lambda pair: abs(abs(pair[0].value) - abs(pair[1])))
        return figure, replace(figure, value=total)


def _values(line: Line) -> list[Decimal]:
    """Return the figures of a line, one a column of money; 0 where there is none or none was read."""
    sign = -1 if line.direction == IN else 1
    return [sign * figure.value if isinstance(figure, Amount) else _ZERO for figure in line.figures]
