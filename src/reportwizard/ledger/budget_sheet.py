"""The Foundation's budget sheet as a workbook or CSV: what was planned, and what each line cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.kinds.base import Typed
from reportwizard.ledger.amounts import in_words, is_blank, marks_of, read_money
from reportwizard.ledger.columns import currency_above, filled, padded
from reportwizard.ledger.result import BUDGET_SHEET, LedgerFile, LineProblem, NotTaken, mark_question
from reportwizard.ledger.sheet import MOST_LINES_ABOVE, text_of
from reportwizard.ledger.sums import Line, totals_among
from reportwizard.ledger.words import currency_in, fold, is_total
from reportwizard.money.amount import Amount
from reportwizard.money.numerals import split, tidy
from reportwizard.report.expense import CATEGORIES, Expense
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportwizard.kinds.base import Region
    from reportwizard.ledger.sheet import Cell, Row

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
    " save the sheet, and import it again."
)
_TO_DATE_NOTE = "The final expenses in this sheet are empty, so the expenses to date were read."
_ENGLISH_TOTALS = ("total", "subtotal", "sub total", "grand total")


@dataclass(frozen=True, slots=True)
class _Line:
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


def read_sheet(rows: Sequence[Row], sheet: BudgetSheet, region: Region, mark: str = "") -> LedgerFile:
    """Read the lines below the headings, without subtotals and without the lines that nobody filled in.

    `mark` is the decimal mark, where the applicant said it.
    """
    below = rows[sheet.at + 1 :]
    spent = next(
        (pair for pair in (_FINAL, _TO_DATE) if any(_filled(below, sheet, name) for name in pair)), ()
    )
    if not spent:
        return LedgerFile(refusal=_NO_FINAL)
    local = currency_above(rows[: sheet.at]) or _currency_of_lines(below, sheet) or region.currency
    # The numbers of a sheet are all in one locale, so that all of its columns show the mark together.
    marks = marks_of(_figures(below, sheet), "", local, region.locale, mark)
    lines = list(_Reader(sheet, spent, local, region, marks.decimal).lines(below))
    added = totals_among([_sum_line(line, (*_PLANNED, *spent)) for line in lines])
    kept = [line for at, line in enumerate(lines) if at not in added and not line.is_empty]
    notes = [_TO_DATE_NOTE] if spent == _TO_DATE else []
    if local and region.currency and local != region.currency:
        notes.append(f"The sheet is in {local}, and your report is in {region.currency}.")
    asked = None if marks.asked is None else mark_question(marks.asked, marks.text, local, region.locale)
    return LedgerFile(
        tuple(_expense(line, spent) for line in kept),
        tuple(line.line for line in kept),
        BUDGET_SHEET,
        tuple(problem for line in kept for problem in line.problems),
        tuple(notes),
        left_out=tuple(NotTaken(lines[at].line, "total") for at in sorted(added)),
        questions=(asked,) if asked else (),
    )


def _cells(rows: Sequence[Row], sheet: BudgetSheet, name: str) -> Iterator[tuple[int, Cell]]:
    at = sheet.columns.get(name)
    return ((row.line, row.cells[at]) for row in rows if at is not None and at < len(row.cells))


def _figures(rows: Sequence[Row], sheet: BudgetSheet) -> Iterator[tuple[int, Cell]]:
    return (cell for name in _NUMBERS for cell in _cells(rows, sheet, name) if _is_figure(cell[1]))


def _filled(rows: Sequence[Row], sheet: BudgetSheet, name: str) -> bool:
    """Whether a column of money holds a figure other than 0."""
    cells = (text_of(cell) for _, cell in _cells(rows, sheet, name))
    return any(_is_figure(cell) and any(int(mark) for mark in cell if mark.isdecimal()) for cell in cells)


def _is_figure(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return isinstance(cell, Decimal)
    return len(cell) <= _LONGEST_NUMBER and split(tidy(cell)) is not None


def _currency_of_lines(rows: Sequence[Row], sheet: BudgetSheet) -> str:
    """Return the one currency that the lines name beside US dollars; dollars where they name nothing else."""
    cells = {text_of(cell) for _, cell in _cells(rows, sheet, "currency")}
    codes = {code for cell in cells if len(cell) <= _LONGEST_NUMBER and (code := currency_in(cell))}
    local = codes - {"USD"} or codes
    return local.pop() if len(local) == 1 else ""


class _Reader:
    """Reads the sheet's lines downwards; a category that stands alone counts for the lines below it."""

    def __init__(
        self, sheet: BudgetSheet, spent: Sequence[str], local: str, region: Region, mark: str
    ) -> None:
        self.columns = sheet.columns
        self.money = {name: "USD" if name.endswith("_usd") else local for name in (*_PLANNED, *spent)}
        self.locale = region.locale
        self.mark = mark
        self.category = ""
        self.begun = False

    def lines(self, rows: Sequence[Row]) -> Iterator[_Line]:
        """Give the lines that hold figures, or something in the place of one."""
        for row in rows:
            words = {name: text for name in _WORDS if (text := row.text(self.columns.get(name)))}
            named = any(name in words for name in ("number", "item", "description"))
            cells = {
                name: cell
                for name in self.money
                if not is_blank(cell := row.cell(self.columns.get(name)))
                # Above the first figure stand explanations of the columns.
                and (_is_figure(cell) or (self.begun and named))
            }
            if cells:
                self.begun = True
                yield self._line(row, words, cells)
            elif words:
                self.category = next(filter(None, map(_known_category, words.values())), self.category)

    def _line(self, row: Row, words: dict[str, str], cells: Mapping[str, Cell]) -> _Line:
        figures: dict[str, Amount | Typed] = {}
        problems = []
        for name, cell in cells.items():
            code = self.money[name]
            reading = read_money(cell, code, self.locale, fixed=bool(code), mark=self.mark)
            if isinstance(reading.value, Amount | Typed):
                figures[name] = reading.value
            problems += [
                LineProblem(row.line, in_words(problem), _COLUMN[name]) for problem in reading.problems
            ]
        category = words.get("category", "")
        if words:
            words["category"] = _known_category(category) or category or self.category
        return _Line(row.line, words, figures, tuple(problems), row.text(self.columns.get("explanation")))


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


def _sum_line(line: _Line, columns: Sequence[str]) -> Line:
    figures = [line.figures.get(name) for name in columns]
    values = tuple(figure.value if isinstance(figure, Amount) else None for figure in figures)
    unread = frozenset(at for at, figure in enumerate(figures) if isinstance(figure, Typed))
    return Line(values, unread, line.is_total, line.is_bare)


def _expense(line: _Line, spent: Sequence[str]) -> Expense:
    words = line.words
    local, dollars = (line.figures.get(name) for name in spent)
    planned_local, planned_dollars = (line.figures.get(name) for name in _PLANNED)
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
        note=clean_line(line.note),
    )


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
class BudgetSheet:
    """Where the headings end (`at`, a place among the rows), on which line, and which column is what."""

    at: int
    line: int
    columns: Mapping[str, int]


def find_sheet(rows: Sequence[Row]) -> BudgetSheet | None:
    """Return the sheet's headings, over one line or up to three; None where this is another file."""
    best: BudgetSheet | None = None
    for at in range(min(len(rows), MOST_LINES_ABOVE)):
        for size in range(1, min(_MOST_LINES, len(rows) - at) + 1):
            columns = _columns([list(map(text_of, row.cells)) for row in rows[at : at + size]])
            if len(columns) > (len(best.columns) if best else _FEWEST - 1) and not _COSTS.isdisjoint(columns):
                last = rows[at + size - 1]
                best = BudgetSheet(at + size - 1, last.line, columns)
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
