"""The Foundation's budget sheet as a workbook or CSV: what was planned, and what each line cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from reportwizard.kinds.values import Region
from reportwizard.ledger.amounts import is_blank, marks_of
from reportwizard.ledger.columns import NUMBER, assign_columns, currency_above, stacked
from reportwizard.ledger.headings import currency_in, data_file, fold, only, read_heading
from reportwizard.ledger.result import BUDGET_SHEET, LedgerFile, Options, mark_question
from reportwizard.ledger.rows import MAX_LINES_ABOVE, Cell, Row, text_of
from reportwizard.ledger.table import read_table
from reportwizard.money.numerals import normalize, split_number
from reportwizard.report.expense import CATEGORIES, COLUMN_BY_ID

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
_OURS = ("what", "category", "amount", "usd", "planned", "note")
# The headings of a list of ours, in which the lines of the sheet are read.
_HEADINGS_OF_OURS = (NUMBER, *(COLUMN_BY_ID[name].label for name in _OURS), "Currency")


def read_budget_sheet(rows: Sequence[Row], sheet: BudgetSheet, region: Region, mark: str = "") -> LedgerFile:
    """Read the lines below the headings, without subtotals and without the lines that nobody filled in.

    `mark` is the decimal mark, where the applicant said it.
    """
    below = rows[sheet.header_index + 1 :]
    for spent in (_FINAL, _TO_DATE):
        cells = [cell for name in spent for _, cell in _cells(below, sheet, name) if _is_figure(cell)]
        if not all(map(_is_nothing, cells)):
            break
    else:
        return LedgerFile(refusal=_NO_FINAL)
    local = currency_above(rows[: sheet.header_index]) or _currency_of_lines(below, sheet) or region.currency
    # The numbers of a sheet are all in one locale, so that all of its columns show the mark together.
    figures = (cell for name in _NUMBERS for cell in _cells(below, sheet, name) if _is_figure(cell[1]))
    mark, unclear = marks_of(figures, "", local, region.locale, mark)
    line = rows[sheet.header_index].line
    ours = [Row(line, _HEADINGS_OF_OURS), *_lines(below, sheet.columns, spent, local)]
    columns = assign_columns([read_heading(text) for text in _HEADINGS_OF_OURS], 0, ours)
    read = read_table(ours, columns, Region(region.locale, local), Options(decimal=mark))
    notes = [_TO_DATE_NOTE] if spent == _TO_DATE else []
    if local and region.currency and local != region.currency:
        notes.append(f"The sheet is in {local}, and your report is in {region.currency}.")
    question = mark_question(*unclear, local, region.locale, mark) if unclear else None
    expenses = tuple(replace(expense, what=expense.what or expense.category) for expense in read.expenses)
    return replace(
        read,
        expenses=expenses,
        layout=BUDGET_SHEET,
        notes=(*notes, *read.notes),
        questions=(question,) if question else (),
    )


def _cells(rows: Sequence[Row], sheet: BudgetSheet, name: str) -> Iterator[tuple[int, Cell]]:
    return ((row.line, row.cell(sheet.columns.get(name))) for row in rows)


def _is_figure(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return isinstance(cell, Decimal)
    return len(cell) <= _LONGEST_NUMBER and split_number(normalize(cell)) is not None


def _is_nothing(cell: Cell) -> bool:
    return _is_figure(cell) and not any(int(mark) for mark in text_of(cell) if mark.isdecimal())


def _currency_of_lines(rows: Sequence[Row], sheet: BudgetSheet) -> str:
    """Return the one currency that the lines name beside US dollars; dollars where they name nothing else."""
    cells = {text_of(cell) for _, cell in _cells(rows, sheet, "currency")}
    codes = {code for cell in cells if len(cell) <= _LONGEST_NUMBER and (code := currency_in(cell))}
    return only(codes - {"USD"} or codes)


def _lines(
    rows: Sequence[Row], columns: Mapping[str, int], spent: tuple[str, str], local: str
) -> Iterator[Row]:
    """Yield the lines that hold figures, or something in place of one, as lines of our own list.

    A category that is alone counts for the lines below it.
    """
    category, started = "", False
    for row in rows:
        words = {name: text for name in _WORDS if (text := row.text(columns.get(name)))}
        named = not words.keys().isdisjoint(("number", "item", "description"))
        figures = {
            name: cell
            for name in (*_PLANNED, *spent)
            if not is_blank(cell := row.cell(columns.get(name)))
            # Above the first figure are explanations of the columns.
            and (_is_figure(cell) or (started and named))
        }
        if not figures:
            category = next(filter(None, map(_known_category, words.values())), category)
            continue
        started = True
        if not all(map(_is_nothing, figures.values())):
            own = words.get("category", "")
            own = _known_category(own) or own or (category if words else "") or words.get("program", "")
            # Figures without any word add up others.
            what = ": ".join(words[name] for name in ("item", "description") if name in words)
            amount, usd = (figures.get(name, "") for name in spent)
            planned, planned_usd = (figures.get(name, "") for name in _PLANNED)
            only_dollars = amount == "" and usd != ""
            if planned_usd != "" and (planned == "" or only_dollars):
                planned = f"{text_of(planned_usd)} USD"
            money = (usd, "", planned) if only_dollars else (amount, "" if local == "USD" else usd, planned)
            code = "USD" if only_dollars else local
            cells = (words.get("number", ""), what or ("" if words else "Total"), own, *money)
            yield Row(row.line, (*cells, row.text(columns.get("explanation")), code))


def _known_category(text: str) -> str:
    """Return the sheet's own spelling of a category: `Travel & Events` for `travel and events`."""
    folded = fold(text[:80].replace("&", " and ")).lstrip("0123456789 ")
    spelled = {fold(name.replace("&", " and ")): name for name in CATEGORIES}
    return "In kind" if folded.startswith("in kind") else spelled.get(folded, "")


class BudgetSheet(NamedTuple):
    """Where the headings end (`header_index`, among the rows), and which column is what."""

    header_index: int
    columns: Mapping[str, int]


def find_budget_sheet(rows: Sequence[Row]) -> BudgetSheet | None:
    """Return the sheet's headings, over one line or up to three; None if this is another file.

    A file is the sheet where four of its headings are found, one of them of costs.
    """
    best: BudgetSheet | None = None
    for at in range(min(len(rows), MAX_LINES_ABOVE)):
        for size in range(1, min(3, len(rows) - at) + 1):
            columns = _columns([row.texts() for row in rows[at : at + size]])
            has_costs = not columns.keys().isdisjoint((*_PLANNED, *_TO_DATE, *_FINAL))
            if has_costs and len(columns) > (len(best.columns) if best else 3):
                best = BudgetSheet(at + size - 1, columns)
    return best


def _columns(lines: Sequence[list[str]]) -> dict[str, int]:
    """Return the column of each heading: the first such column, but the last explanation."""
    found: dict[str, int] = {}
    # The last line may say it alone.
    for column, texts in enumerate(zip_longest(lines[-1], stacked(lines), fillvalue="")):
        field = max(map(_field, texts), key=lambda found: len(found[0]))[1]
        if field and (field not in found or field == "explanation"):
            found[field] = column
    return found


@lru_cache(maxsize=4096)
def _field(text: str) -> tuple[str, str]:
    """Return the longest known beginning of a heading, and what it stands for; both empty if none fits."""
    folded = fold(text[:200])
    starts = [
        (start, name)
        for name, words in data_file("budget_sheet").items()
        for start in words
        if f"{folded} ".startswith(f"{start} ")
    ]
    return max(starts, key=lambda found: len(found[0]), default=("", ""))
