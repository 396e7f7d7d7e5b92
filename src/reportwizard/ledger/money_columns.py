"""Which of a list's columns of amounts is what was paid; said, or asked, if there are several."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from reportwizard.kinds.values import Region
from reportwizard.ledger.amounts import certain_mark, is_blank, marks_of, read_money
from reportwizard.ledger.columns import Columns
from reportwizard.ledger.headings import LOCAL, MINOR_RANKS, RANKS, only, scale_in
from reportwizard.ledger.result import FileQuestion, FileReading
from reportwizard.ledger.rows import Cell, Row
from reportwizard.ledger.statement import IN, OUT, directions_by_balance, is_balance_of, split_mark
from reportwizard.money.amount import Amount

# So many lines and columns are compared; more columns of amounts are months or kinds, and none a balance.
_COMPARED, _MOST_COLUMNS = 200, 8


@dataclass(frozen=True, slots=True)
class MoneyColumns:
    """Which column holds what money: `amount`, or `out` and `income` where a list has two columns.

    `others` are columns in other currencies, which count where the amount is empty. `questions` say which
    column was taken instead of which, or ask.
    """

    amount: int | None = None
    out: int | None = None
    income: int | None = None
    usd: int | None = None
    planned: int | None = None
    balance: int | None = None
    fee: int | None = None
    before: int | None = None
    others: tuple[int, ...] = ()
    questions: tuple[FileQuestion, ...] = ()

    @property
    def columns(self) -> tuple[int | None, ...]:
        """Every column of which something is read."""
        return (
            *(self.amount, self.out, self.income, self.usd, self.planned, self.balance),
            *(self.fee, self.before, *self.others),
        )


@dataclass
class ColumnValues:
    """The numbers below each column, as its marks and the words for thousands over it say they are meant."""

    rows: Sequence[Row]
    region: Region
    marks: dict[int, str] = field(default_factory=dict)
    scales: Mapping[int, str] = field(default_factory=dict)
    _known: dict[int, list[Decimal | None]] = field(default_factory=dict)

    @cached_property
    def sample(self) -> ColumnValues:
        """The first lines alone, which are enough to compare columns."""
        return ColumnValues(self.rows[:_COMPARED], self.region, self.marks, self.scales)

    def of(self, column: int) -> list[Decimal | None]:
        """Return the number in each line; None if there is none."""
        if column not in self._known:
            self._known[column] = [self._value(row, column) for row in self.rows]
        return self._known[column]

    def together(self, *columns: int | None) -> list[Decimal | None]:
        """Return the first figure other than 0 that each line has in these columns."""
        figures = [self.of(column) for column in columns if column is not None]
        return [next(filter(None, line), None) for line in zip(*figures, strict=True)]

    def filled(self, *columns: int | None) -> int:
        """Return how many lines have a figure other than 0 in any of these columns."""
        return sum(map(bool, self.together(*columns)))

    def take_turns(self, *columns: int | None) -> bool:
        """Whether lines have a figure in one of these columns alone; that of a total may have several."""
        counts = [self.filled(column) for column in columns]
        return all(counts) and (sum(counts) - self.filled(*columns)) * 2 <= min(counts)

    def scale(self, column: int, cell: Cell) -> str:
        """Return the word that multiplies a cell of a column; one with such a word itself has no other."""
        if not (scale := self.scales.get(column, "")):
            return scale
        is_said = isinstance(cell, str) and scale_in("".join(re.findall(r"\D", cell)))
        return "" if is_said else scale

    def _value(self, row: Row, column: int) -> Decimal | None:
        cell = row.cell(column)
        if is_blank(cell):
            return None
        cell = split_mark(cell)[0] if isinstance(cell, str) else cell
        currency = self.region.currency or "USD"
        mark, scale = self.marks.get(column, ""), self.scale(column, cell)
        found = read_money(cell, currency, self.region.locale, mark=mark, beside=scale).value
        return found.value if isinstance(found, Amount) else None


def find_marks(
    rows: Sequence[Row], columns: Columns, region: Region, chosen: str
) -> tuple[dict[int, str], dict[int, tuple[int, str]]]:
    """Return the decimal mark of each column with numbers, and the cell to ask about: (place, text)."""
    if columns.is_own:
        return dict.fromkeys(range(len(columns.headings)), chosen or "."), {}
    numbers = [
        number
        for number, profile in enumerate(columns.profiles)
        if profile.filled and profile.share("number", "digits") > 0.3
    ]
    elsewhere = only({certain_mark(row.cell(number) for row in rows) for number in numbers} - {""})
    marks, ambiguous = {}, {}
    for number in numbers:
        cells = ((place, row.cell(number)) for place, row in enumerate(rows))
        marks[number], cell = marks_of(cells, elsewhere, region.currency, region.locale, chosen)
        if cell is not None:
            ambiguous[number] = cell
    return marks, ambiguous


def choose_money_columns(columns: Columns, figures: ColumnValues, named: int | None) -> MoneyColumns:
    """Choose the columns of money of a list; `named` is the one of the amounts, where somebody named it."""
    fields = columns.fields
    planned, balance, fee, before = map(fields.get, ("planned", "balance", "fee", "before"))
    chosen = MoneyColumns(planned=planned, balance=balance, fee=fee, before=before)
    if columns.is_own:
        return MoneyColumns(fields.get("amount"), usd=fields.get("usd"), planned=fields.get("planned"))
    if named is not None:
        planned, balance = (None if at == named else at for at in (chosen.planned, chosen.balance))
        return replace(chosen, amount=named, planned=planned, balance=balance)
    if pair := _pair(columns, figures):
        chosen = replace(chosen, out=pair[0], income=pair[1])
    else:
        chosen = _choose_among(columns, figures.sample, chosen)
    # The column of balances, whatever its heading, or that of the fees that these take in.
    figures = figures.sample
    values = figures.together(chosen.amount, chosen.out, chosen.income)
    free = [at for at in (*columns.amounts, *columns.numbers) if at not in chosen.columns]
    if chosen.balance is None:
        found = (at for at in free if is_balance_of(values, figures.of(at)))
        return replace(chosen, balance=next(found, None))
    balances = figures.of(chosen.balance)
    if chosen.fee is not None or is_balance_of(values, balances):
        return chosen
    found = (at for at in free if is_balance_of(values, balances, figures.of(at)))
    return replace(chosen, fee=next(found, None))


def _pair(columns: Columns, figures: ColumnValues) -> tuple[int | None, int | None] | None:
    """Return the columns for money out and in, where they hold at least as much as one with both.

    Beside a column for one of them, a column of which no line fills both is for the other.
    """
    out, income, amounts = columns.fields.get("out"), columns.fields.get("in"), columns.amounts[:1]
    if out is None and income is None:
        return _pair_by_balance(columns, figures.sample)
    if out is None or income is None:
        known = income if out is None else out
        other = next((at for at in amounts or columns.numbers if figures.take_turns(known, at)), None)
        if amounts and (income is None or other is None):
            return None
        out, income = (other, income) if out is None else (out, other)
    fits = not amounts or figures.filled(out, income) * 2 >= figures.filled(*amounts)
    return (out, income) if fits else None


def _pair_by_balance(columns: Columns, figures: ColumnValues) -> tuple[int, int] | None:
    """Return two columns under unknown headings that a balance tells for money out and in."""
    unknown = [at for at in columns.amounts if not columns.headings[at].meanings][:_MOST_COLUMNS]
    known = columns.fields.get("balance")
    pairs = (pair for pair in itertools.permutations(unknown, 2) if figures.take_turns(*pair))
    for (out, income), balance in itertools.product(pairs, unknown if known is None else (known,)):
        directions = directions_by_balance(figures.together(out, income), figures.of(balance))
        seen = {(bool(value), way) for value, way in zip(figures.of(out), directions, strict=True) if way}
        if (True, OUT) in seen and seen <= {(True, OUT), (False, IN)}:
            return out, income
    return None


def _choose_among(columns: Columns, figures: ColumnValues, chosen: MoneyColumns) -> MoneyColumns:
    headings = columns.headings
    filled = [number for number in columns.amounts if columns.profiles[number].filled]
    candidates = filled or list(columns.amounts)
    pairs = itertools.permutations(candidates[:_MOST_COLUMNS], 2)
    running = {totals for values, totals in pairs if is_balance_of(figures.of(values), figures.of(totals))}
    candidates = [number for number in candidates if number not in running]
    home = (LOCAL, figures.region.currency or LOCAL)
    own = [number for number in candidates if headings[number].currency in home]
    dollars = [number for number in candidates if headings[number].currency == "USD" and number not in own]
    first = own or [number for number in candidates if number not in dollars] or dollars
    if not first:
        return chosen
    code = headings[first[0]].currency
    same = [number for number in first if headings[number].currency in (code, "")] if code else first
    rest = [number for number in candidates if number not in same and headings[number].currency]
    usd = next((number for number in rest if number in dollars), None)
    if headings[same[0]].rank == RANKS.index("paid"):
        chosen = replace(chosen, balance=None)
    others = tuple(number for number in rest if number != usd)
    questions = _questions(columns, figures, same, chosen.planned)
    return replace(chosen, amount=same[0], usd=usd, others=others, questions=questions)


def _questions(
    columns: Columns, figures: ColumnValues, same: Sequence[int], planned: int | None
) -> tuple[FileQuestion, ...]:
    """Ask which of several columns to take; where their headings differ in rank, a rule takes one."""
    taken, headings, paid = same[0], columns.headings, figures.of(same[0])
    rank, is_exact = headings[taken].rank, headings[taken].is_exact
    rivals = [
        number
        for number in same[1:]
        if not (rank < headings[number].rank and headings[number].rank in MINOR_RANKS)
        and any(other not in (own, None) for own, other in zip(paid, figures.of(number), strict=True))
    ]
    is_known = all(
        headings[number].rank > rank or (is_exact and not headings[number].is_exact) for number in rivals
    )
    if planned is not None and columns.profiles[planned].filled:
        rivals.append(planned)
    if not rivals:
        return ()
    names = [columns.heading(number) for number in (taken, *rivals)]
    choices = tuple(FileReading(name, f"read “{name}” as what was paid") for name in names)
    if is_known:
        return (FileQuestion("column", f"The amounts come from the column “{names[0]}”.", choices, names[0]),)
    either = " or ".join(f"“{name}”" for name in names)
    return (FileQuestion("column", f"Which column holds what was paid: {either}?", choices),)
