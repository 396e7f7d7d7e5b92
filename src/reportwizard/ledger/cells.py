"""The cells of an expense: read one, show one, and say what stands there unread. Free of any interface."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportwizard.kinds.base import Choice, Problem, Typed
from reportwizard.kinds.money import currency_of
from reportwizard.kinds.registry import KINDS
from reportwizard.ledger.amounts import read_money
from reportwizard.ledger.expense import BY_ID, COLUMNS, Expense
from reportwizard.money.amount import Amount
from reportwizard.money.refusals import echo
from reportwizard.money.showing import show_amount

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportwizard.kinds.base import Reading, Region, Value

NO_AMOUNT = "No amount stands here. Write what was paid, or take the expense out of the list."


def read_cell(expense: Expense, column_id: str, text: str, region: Region) -> tuple[Expense, Reading]:
    """Return the expense with one cell read from what was typed, and what the reading said.

    What cannot be read is kept as it was typed. An amount may name another currency than the applicant's own.
    """
    column = BY_ID[column_id]
    if column.kind == "money":
        reading = read_money(text, currency_of(column, region), region.locale)
    else:
        reading = KINDS[column.kind].read(text, column, region)
    empty = "" if column.kind == "text" else None
    changed: dict[str, Any] = {column_id: empty if reading.value is None else reading.value}
    return replace(expense, **changed), reading


def cell_value(expense: Expense, column_id: str) -> Value | None:
    """Return what stands in a cell; None where it is empty."""
    value: Value | None = getattr(expense, column_id)
    return None if value == "" else value


def show_cell(expense: Expense, column_id: str, region: Region) -> str:
    """Return a cell as a reader expects it, in the applicant's locale; amounts with their code."""
    value, column = cell_value(expense, column_id), BY_ID[column_id]
    return "" if value is None else KINDS[column.kind].show(value, column, region)


def edit_text(expense: Expense, column_id: str, region: Region) -> str:
    """Return the text that a field is filled with; `read_cell` gives the same value again."""
    value, column = cell_value(expense, column_id), BY_ID[column_id]
    return "" if value is None else KINDS[column.kind].edit_text(value, column, region)


def problems(expense: Expense, region: Region) -> tuple[tuple[str, Problem], ...]:
    """Say what of an expense was not read, by column: (column id, why and what it may mean)."""
    found = tuple(
        (column.id, problem)
        for column in COLUMNS
        if isinstance(value := getattr(expense, column.id), Typed)
        for problem in _why(value, column.id, region)
    )
    return (*found, ("amount", Problem("unreadable", NO_AMOUNT))) if expense.is_unpaid else found


def _why(value: Typed, column_id: str, region: Region) -> Iterator[Problem]:
    column = BY_ID[column_id]
    if column.kind != "money":
        yield from KINDS[column.kind].problems(value, column, region)
        return
    reading = read_money(value.text, value.currency or currency_of(column, region), region.locale)
    if isinstance(reading.value, Amount):
        label = show_amount(reading.value, region.locale)
        words = f"Is {echo(value.text)} the amount {label}? Choose it, or write the amount again."
        yield Problem("ambiguous", words, (Choice(reading.value, label, "This is how it reads now."),))
    else:
        yield from reading.problems or (Problem("unreadable", NO_AMOUNT),)


def unread(ledger: Sequence[Expense], region: Region) -> tuple[tuple[int, str, Problem], ...]:
    """Return every cell of a list that was not read: (place in the list from 0, column id, why)."""
    return tuple(
        (place, column_id, problem)
        for place, expense in enumerate(ledger)
        for column_id, problem in problems(expense, region)
    )
