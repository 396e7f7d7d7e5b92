"""A file with expenses: a spreadsheet, a bank's or wallet's list, or the Foundation's budget sheet."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reportwizard.kinds.table import split_block
from reportwizard.kinds.values import Region
from reportwizard.ledger.amounts import days_of, read_day
from reportwizard.ledger.budget_sheet import find_budget_sheet, read_budget_sheet
from reportwizard.ledger.columns import find_columns, kind_of, one_below_the_other
from reportwizard.ledger.headings import RANKS, fold, read_heading
from reportwizard.ledger.result import DEFAULTS, LedgerFile, LineProblem, Options
from reportwizard.ledger.rows import MAX_ROWS, RefusedError, Row, Sheet, text_of
from reportwizard.ledger.sheet import open_book, text_sheets
from reportwizard.ledger.table import read_table
from reportwizard.money.day_reading import DayContext
from reportwizard.report.expense import COLUMN_BY_ID

EXAMPLE = "Date, What, Category, Amount, Currency, Receipt, Note"
"""Headings that are understood."""

_PAID = frozenset(["amount", "out"])
_NOTHING = "There are no expenses in this file. Write a line for each of them below the headings."
_NO_HEADINGS = f"No line with the names of the columns was found. Write one above your list: {EXAMPLE}."


def read_ledger(data: bytes, region: Region, options: Options = DEFAULTS) -> LedgerFile:
    """Read a file with expenses. Never raises; what cannot be read is reported line by line, or in `refusal`.

    `region` says how the applicant writes, where the file does not say it itself, and the days of the
    project. `options` answers what the file leaves open. Files of at most 64 MB and 100,000 lines are read.
    """
    try:
        sheets = open_book(data, region.locale)
        best = _best_sheet(sheets, options.sheet, region)
    except RefusedError as error:
        return LedgerFile(refusal=str(error))
    others = tuple(sheet.name for sheet in sheets if sheet.name and sheet is not best)
    return replace(_read(best, region, options), sheet=best.name, sheets=others)


def _best_sheet(sheets: Sequence[Sheet], name: str, region: Region) -> Sheet:
    """Return the sheet that the applicant names, else the one that fits best."""
    named = [sheet for sheet in sheets if sheet.name == name]
    named = named or [sheet for sheet in sheets if sheet.name and fold(sheet.name) == fold(name)]
    if not named and name:
        names = ", ".join(f"“{sheet.name}”" for sheet in sheets if sheet.name) or "no sheets with names"
        raise RefusedError(f"There is no sheet “{name}” in this file. It has {names}.")
    scores = [
        ((score := _score(sheet.head))[:3], _likelihood(sheet, region), score) for sheet in named or sheets
    ]
    best, (_, _, score) = max(zip(named or sheets, scores, strict=True), key=lambda found: found[1])
    if not any(score[:-1]):
        raise RefusedError(" ".join([_NO_HEADINGS, *best.notes]))
    return best


def _likelihood(sheet: Sheet, region: Region) -> tuple[bool, int]:
    """Return whether a sheet may have days of the project, and whether its name speaks of what was paid."""
    columns = find_columns(sheet.head) if sheet.name else None
    if columns is None:
        return True, 0
    around = DayContext(region.locale, region.first, region.last, in_file=True)
    dates = [row.cell(columns.fields.get("date")) for row in sheet.head]
    around, _ = days_of(map(text_of, dates), around)
    days = [day for cell in dates if isinstance(day := read_day(cell, around).value, dt.date)]
    may_be = not days or region.first == region.last is None or any(map(around.holds, days))
    heading = read_heading(sheet.name.replace(" in ", " "))
    fields = {name for _, name in heading.meanings}
    is_paid = "out" in fields or heading.rank == RANKS.index("paid")
    return may_be, is_paid - (
        not fields.isdisjoint(("in", "planned")) or columns.fields.keys().isdisjoint(_PAID)
    )


def _score(rows: Sequence[Row]) -> tuple[bool, bool, bool, int, bool, float]:
    """Return how well rows fit: the budget sheet, then what has amounts, then most columns understood.

    Last, which part of the lines has the usual number of cells: most where a text is cut rightly.
    """
    widths = Counter(len(row.cells) for row in rows)
    even = max(widths.values(), default=0) / max(len(rows), 1)
    if budget := find_budget_sheet(rows):
        return True, True, True, len(budget.columns), False, even
    columns = find_columns(rows)
    return False, *(columns.score if columns else (False, False, 0, False)), even


def _read(sheet: Sheet, region: Region, options: Options) -> LedgerFile:
    found = sheet.load()
    if found.too_many:
        limit = f"{MAX_ROWS:,} lines"
        return LedgerFile(refusal=f"This file has more than {limit}. Keep only the lines of this grant.")
    if budget := find_budget_sheet(sheet.head):
        read = read_budget_sheet(found.rows, budget, region, options.decimal)
    else:
        read = _read_rows(found.rows, region, options)
    if read.refusal:
        return read
    if read.is_empty:
        return replace(read, layout="", refusal=_NOTHING)
    faults = (LineProblem(*fault) for fault in found.faults)
    problems = tuple(sorted((*read.problems, *faults), key=lambda problem: problem.line))
    return replace(read, problems=problems, notes=(*sheet.notes, *read.notes))


def _read_rows(rows: Sequence[Row], region: Region, options: Options) -> LedgerFile:
    if (columns := find_columns(rows)) and (below := one_below_the_other(rows, columns)):
        rows, columns = below, find_columns(below)
    return read_table(rows, columns, region, options) if columns else LedgerFile()


ORDER = ("date", "what", "category", "amount", "receipt", "note")
"""The columns that rows without headings are read into, from the one into which they are pasted."""

_NONE_PASTED = "No expenses were found in what you pasted. Copy the day, what was paid for, and the amount."


def read_pasted(text: str, region: Region, column: str = ORDER[0], options: Options = DEFAULTS) -> LedgerFile:
    """Read rows with tabs between their cells, or as in a CSV file. Never raises; what is not read is kept.

    `column` is where the first cell goes where the rows have no headings.
    """
    block = tuple(Row(line, cells) for line, cells in enumerate(split_block(text), 1) if any(cells))
    cut = () if "\t" in text else text_sheets(text)
    rows = max([block, *(sheet.load().rows for sheet in cut)], key=_score)
    columns = find_columns(rows)
    names = ORDER[ORDER.index(column) :]
    if (columns is None or columns.header_index < 0) and _amounts_fit(rows, names, columns is None):
        rows = (Row(0, tuple(COLUMN_BY_ID[name].label for name in names)), *rows)
    read = _read_rows(rows, region, options)
    return LedgerFile(refusal=_NONE_PASTED) if read.is_empty else read


def _amounts_fit(rows: Sequence[Row], names: Sequence[str], or_none: bool) -> bool:
    """Whether the amounts of rows are where the list has them, or where allowed there are none."""
    place = names.index("amount") if "amount" in names else -1
    if place < 0 or max((len(row.cells) for row in rows), default=len(names) + 1) > len(names):
        return False
    cells = [row.cells[place] for row in rows if len(row.cells) > place and row.cells[place]]
    return (or_none or bool(cells)) and all(kind_of(cell) == "number" for cell in cells)
