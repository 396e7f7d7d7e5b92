"""A plain list of expenses: headings by meaning, then one line for each expense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportwizard.kinds.base import Typed
from reportwizard.ledger.file import TABLE, LedgerFile, LineProblem, left_out
from reportwizard.ledger.marks import decided_mark, decided_order
from reportwizard.ledger.preamble import currency_above
from reportwizard.ledger.row import MONEY, ReadRow, Style, is_blank, is_undecided, read_row
from reportwizard.ledger.sums import Line, totals_among
from reportwizard.ledger.words import is_total
from reportwizard.money.amount import Amount
from reportwizard.report.expense import Expense
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportwizard.kinds.base import Region
    from reportwizard.ledger.header import Header
    from reportwizard.ledger.records import Record

# What a list cannot do without, and what to write over the column that is missing.
_NEEDED = {
    "amount": "No column for the amounts was found. Write “Amount” over it.",
    "what": "No column says what was paid for. Write “What” over it.",
    "date": "No column for the days was found. Write “Date” over it, where you have them.",
}
_NO_AMOUNT = "No amount stands in this line. Write what was paid, or take the line out."


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the list: its cells by field, what they were read as, and what it is besides an expense."""

    line: int
    cells: Mapping[str, str]
    row: ReadRow
    is_total: bool = False
    is_remark: bool = False

    @property
    def bare(self) -> bool:
        """Whether nothing stands here but figures."""
        return not any(text for name, text in self.cells.items() if name not in (*MONEY, "currency"))


def read_table(records: Sequence[Record], header: Header, region: Region, mark: str = "") -> LedgerFile:
    """Read the lines below the headings. `mark` is the decimal mark, where it is known beforehand."""
    rows = [record for record in records[header.at + 1 :] if record.cells != records[header.at].cells]
    style = _style(rows, header, region, currency_above(records[: header.at]), mark)
    entries = [_entry(record, header, style) for record in rows]
    added = totals_among([_sum_line(entry) for entry in entries])
    kept = [entry for at, entry in enumerate(entries) if at not in added and not entry.is_remark]
    totals = [entries[at].line for at in sorted(added)]
    remarks = [entry.line for entry in entries if entry.is_remark and not entry.is_total]
    return LedgerFile(
        tuple(entry.row.expense for entry in kept),
        tuple(entry.line for entry in kept),
        TABLE,
        (*_of_header(header), *(problem for entry in kept for problem in _problems(entry))),
        tuple(_notes(header, totals, remarks)),
        undecided=tuple(entry.line for entry in kept if is_undecided(entry.row.expense, style.marks)),
    )


def _style(rows: Sequence[Record], header: Header, region: Region, above: str, mark: str) -> Style:
    def column(name: str) -> Iterator[str]:
        at = header.columns.get(name)
        return (row.cells[at] for row in rows if at is not None and at < len(row.cells))

    marks = {name: mark or decided_mark(column(name)) for name in MONEY if name in header.columns}
    return Style(region, above or region.currency, header.currencies, marks, decided_order(column("date")))


def _entry(record: Record, header: Header, style: Style) -> _Entry:
    width = len(record.cells)
    if any(record.cells[header.cells :]):
        words = clean_line("; ".join(cell for cell in record.cells if cell))
        trouble = (
            f"This line has {width} cells under {header.cells} headings. Is there a separator inside an"
            " amount or a text? Put quotation marks around it. The line was kept as one text, not counted."
        )
        return _Entry(record.line, {"what": words}, ReadRow(Expense(what=words), (("", trouble),)))
    cells = {name: record.cells[at] for name, at in header.columns.items() if at < width and record.cells[at]}
    numbered = any(character.isdecimal() for character in cells.get("number", ""))
    first = next(cell for cell in record.cells if cell)
    dated = "date" in cells and not is_total(cells["date"])
    lonely = sum(map(bool, record.cells)) == 1 and is_blank(cells.get("amount", ""))
    return _Entry(
        record.line,
        cells,
        read_row(cells, style),
        is_total=not numbered and not dated and is_total(first),
        is_remark=not numbered and (lonely or not cells),
    )


def _sum_line(entry: _Entry) -> Line:
    expense = entry.row.expense
    figures = (expense.amount, expense.usd, expense.planned)
    values = tuple(figure.value if isinstance(figure, Amount) else None for figure in figures)
    unread = frozenset(at for at, figure in enumerate(figures) if isinstance(figure, Typed))
    return Line(values, unread, entry.is_total, entry.bare and not entry.is_remark)


def _problems(entry: _Entry) -> Iterator[LineProblem]:
    for column, message in entry.row.problems:
        yield LineProblem(entry.line, message, column)
    if not entry.row.problems and entry.row.expense.is_unpaid:
        yield LineProblem(entry.line, _NO_AMOUNT, "amount")


def _of_header(header: Header) -> Iterator[LineProblem]:
    for trouble in header.troubles:
        yield LineProblem(header.line, trouble)
    for name, words in _NEEDED.items():
        if name not in header.columns:
            yield LineProblem(header.line, words, name)


def _notes(header: Header, totals: Sequence[int], remarks: Sequence[int]) -> Iterator[str]:
    yield from left_out("add up other lines", totals)
    yield from left_out("hold one text and no amount", remarks)
    if header.unplaced:
        named = ", ".join(f"“{text}”" for text in header.unplaced)
        yield f"Left out, because the list has no place for these columns: {named}."
