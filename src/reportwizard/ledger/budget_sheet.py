"""The Foundation's budget sheet saved as CSV: what was planned, and what each line cost in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportwizard.kinds.base import Typed
from reportwizard.ledger.amounts import read_money
from reportwizard.ledger.file import BUDGET_SHEET, LedgerFile, LineProblem, left_out
from reportwizard.ledger.marks import decided_mark
from reportwizard.ledger.preamble import currency_above
from reportwizard.ledger.row import MONEY, in_words, is_blank, is_undecided
from reportwizard.ledger.sums import Line, totals_among
from reportwizard.ledger.words import currency_in, fold, is_total
from reportwizard.money.amount import Amount
from reportwizard.money.numerals import split, tidy
from reportwizard.report.expense import CATEGORIES, Expense
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportwizard.kinds.base import Region
    from reportwizard.ledger.records import Record
    from reportwizard.ledger.sheet_header import Sheet

_FINAL, _TO_DATE, _PLANNED = ((f"{name}_local", f"{name}_usd") for name in ("final", "to_date", "planned"))
_WORDS = ("program_number", "program", "category", "number", "item", "description")
# The columns whose numbers show which decimal mark the sheet uses.
_NUMBERS = (
    *("unit_cost", "quantity", "received_local", "received_usd", "difference_local", "difference_usd"),
    *(*_FINAL, *_TO_DATE, *_PLANNED),
)
_LONGEST_NUMBER = 40
_NO_FINAL = (
    "This budget sheet has no final expenses yet. Fill in the column “Final expense in Local Currency”,"
    " save the sheet as CSV, and import it again."
)
_TO_DATE_NOTE = "The final expenses in this sheet are empty, so the expenses to date were read."
_ENGLISH_TOTALS = ("total", "subtotal", "sub total", "grand total")


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the sheet with figures: its words and figures by column, and what could not be read."""

    line: int
    words: Mapping[str, str]
    figures: Mapping[str, Amount | Typed]
    problems: tuple[LineProblem, ...]
    note: str

    @property
    def is_total(self) -> bool:
        """Whether its words say that it adds up other lines; figures without any word do nothing else."""
        given = [fold(text[:80]) for text in self.words.values() if text]
        if self.words.get("number"):
            return False
        if not given:
            return True
        in_english = any(f"{text} ".startswith(f"{word} ") for text in given for word in _ENGLISH_TOTALS)
        return in_english or (len(given) == 1 and is_total(given[0]))

    @property
    def is_bare(self) -> bool:
        """Whether it names no single thing that was paid for."""
        return not any(self.words.get(name) for name in ("number", "item", "description"))

    @property
    def is_empty(self) -> bool:
        """Whether it has no money in it: a line of the template that nobody filled in."""
        return all(isinstance(figure, Amount) and not figure.value for figure in self.figures.values())


def read_sheet(records: Sequence[Record], sheet: Sheet, region: Region, mark: str = "") -> LedgerFile:
    """Read the lines below the headings, without subtotals and without the lines that nobody filled in.

    `mark` is the decimal mark, where it is known beforehand.
    """
    below = records[sheet.at + 1 :]
    spent = next(
        (pair for pair in (_FINAL, _TO_DATE) if any(_filled(below, sheet, name) for name in pair)), ()
    )
    if not spent:
        return LedgerFile(refusal=_NO_FINAL)
    local = currency_above(records[: sheet.at]) or _currency_of_lines(below, sheet) or region.currency
    mark = mark or _mark(below, sheet)
    rows = list(_Reader(sheet, spent, local, region, mark).rows(below))
    added = totals_among([_sum_line(row, (*_PLANNED, *spent)) for row in rows])
    kept = [row for at, row in enumerate(rows) if at not in added and not row.is_empty]
    notes = [_TO_DATE_NOTE] if spent == _TO_DATE else []
    if local and region.currency and local != region.currency:
        notes.append(f"The sheet is in {local}, and your report is in {region.currency}.")
    expenses = tuple(_expense(row, spent) for row in kept)
    marks = dict.fromkeys(MONEY, mark)
    return LedgerFile(
        expenses,
        tuple(row.line for row in kept),
        BUDGET_SHEET,
        tuple(problem for row in kept for problem in row.problems),
        (*notes, *left_out("add up other lines", [rows[at].line for at in sorted(added)])),
        undecided=tuple(
            row.line for row, one in zip(kept, expenses, strict=True) if is_undecided(one, marks)
        ),
    )


def _cells(records: Sequence[Record], sheet: Sheet, name: str) -> Iterator[str]:
    at = sheet.columns.get(name)
    return (record.cells[at] for record in records if at is not None and at < len(record.cells))


def _filled(records: Sequence[Record], sheet: Sheet, name: str) -> bool:
    """Whether a column of money holds a figure other than 0."""
    cells = _cells(records, sheet, name)
    return any(_is_figure(cell) and any(int(mark) for mark in cell if mark.isdecimal()) for cell in cells)


def _is_figure(cell: str) -> bool:
    return len(cell) <= _LONGEST_NUMBER and split(tidy(cell)) is not None


def _mark(records: Sequence[Record], sheet: Sheet) -> str:
    """Return the decimal mark of the whole sheet: its numbers are all in one locale."""
    return decided_mark(
        cell for name in _NUMBERS for cell in _cells(records, sheet, name) if _is_figure(cell)
    )


def _currency_of_lines(records: Sequence[Record], sheet: Sheet) -> str:
    """Return the one currency that the lines name beside US dollars; dollars where they name nothing else."""
    cells = set(_cells(records, sheet, "currency"))
    codes = {code for cell in cells if len(cell) <= _LONGEST_NUMBER and (code := currency_in(cell))}
    local = codes - {"USD"} or codes
    return local.pop() if len(local) == 1 else ""


class _Reader:
    """Reads the sheet's lines downwards; a category that stands alone counts for the lines below it."""

    def __init__(self, sheet: Sheet, spent: Sequence[str], local: str, region: Region, mark: str) -> None:
        self.columns = sheet.columns
        self.money = {name: "USD" if name.endswith("_usd") else local for name in (*_PLANNED, *spent)}
        self.locale = region.locale
        self.mark = mark
        self.category = ""
        self.begun = False

    def rows(self, records: Sequence[Record]) -> Iterator[_Row]:
        """Give the lines that hold figures, or something in the place of one."""
        for record in records:
            words = {name: text for name in _WORDS if (text := self._cell(record, name))}
            named = any(name in words for name in ("number", "item", "description"))
            texts = {
                name: text
                for name in self.money
                if not is_blank(text := self._cell(record, name))
                # Above the first figure stand explanations of the columns.
                and (_is_figure(text) or (self.begun and named))
            }
            if texts:
                self.begun = True
                yield self._row(record, words, texts)
            elif words:
                self.category = next(filter(None, map(_known_category, words.values())), self.category)

    def _cell(self, record: Record, name: str) -> str:
        at = self.columns.get(name)
        return record.cells[at] if at is not None and at < len(record.cells) else ""

    def _row(self, record: Record, words: dict[str, str], texts: Mapping[str, str]) -> _Row:
        figures: dict[str, Amount | Typed] = {}
        problems = []
        for name, text in texts.items():
            reading = read_money(
                text, self.money[name], self.locale, fixed=bool(self.money[name]), mark=self.mark
            )
            if isinstance(reading.value, Amount | Typed):
                figures[name] = reading.value
            problems += [
                LineProblem(record.line, in_words(problem), _COLUMN[name]) for problem in reading.problems
            ]
        category = words.get("category", "")
        if words:
            words["category"] = _known_category(category) or category or self.category
        return _Row(record.line, words, figures, tuple(problems), self._cell(record, "explanation"))


_COLUMN = {
    **dict.fromkeys(_PLANNED, "planned"),
    **{local: "amount" for local, _ in (_FINAL, _TO_DATE)},
    **{usd: "usd" for _, usd in (_FINAL, _TO_DATE)},
}


def _known_category(text: str) -> str:
    """Return the sheet's own spelling of a category: `Travel & Events` for `travel and events`."""
    folded = fold(text[:80].replace("&", " and ")).lstrip("0123456789 ")
    spelled = {fold(name.replace("&", " and ")): name for name in CATEGORIES}
    starts = [
        name
        for key, name in spelled.items()
        if folded == key or (key == "in kind" and folded.startswith(key))
    ]
    return starts[0] if starts else ""


def _sum_line(row: _Row, columns: Sequence[str]) -> Line:
    figures = [row.figures.get(name) for name in columns]
    values = tuple(figure.value if isinstance(figure, Amount) else None for figure in figures)
    unread = frozenset(at for at, figure in enumerate(figures) if isinstance(figure, Typed))
    return Line(values, unread, row.is_total, row.is_bare)


def _expense(row: _Row, spent: Sequence[str]) -> Expense:
    words = row.words
    local, dollars = (row.figures.get(name) for name in spent)
    planned_local, planned_dollars = (row.figures.get(name) for name in _PLANNED)
    in_local = local is not None or dollars is None
    planned = (planned_local or planned_dollars) if in_local else (planned_dollars or planned_local)
    amount = local if local is not None else dollars
    same = isinstance(amount, Amount) and amount.currency == "USD"
    named = [words[name] for name in ("item", "description") if words.get(name)]
    what = ": ".join(named) or words.get("program", "") or words.get("category", "")
    return Expense(
        what=clean_line(what),
        category=clean_line(words.get("category", "")),
        amount=amount,
        usd=None if same or local is None else dollars,
        planned=planned,
        note=clean_line(row.note),
    )
