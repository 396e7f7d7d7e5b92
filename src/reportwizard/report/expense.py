"""One expense: when, for what, how much, where the receipt is; how its cells are read, shown and kept."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from reportwizard.kinds.kind import unread_reading
from reportwizard.kinds.money import as_choices, ask_if_ambiguous, currency_of
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import (
    Choice,
    Column,
    Plain,
    Problem,
    Reading,
    Region,
    Typed,
    Value,
    as_text,
    from_typed,
)
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import find_currency
from reportwizard.money.numerals import normalize, split_number
from reportwizard.money.reading import read_amount
from reportwizard.money.refusals import echo
from reportwizard.money.showing import show_amount
from reportwizard.text import clean_line

EXPENSES = "List of expenses"
"""The title of the list, on screens and in documents."""

CATEGORIES = (
    "Personnel",
    "Administrative",
    "Grants and contributions",
    "Equipment & Materials",
    "Services",
    "Travel & Events",
    "Communications",
    "Learning Evaluation",
    "In kind",
    "Other",
)
"""The categories of the Foundation's budget sheet; any other may be used too."""

COLUMNS = (
    Column("date", "Date", "date"),
    Column("what", "What"),
    Column("category", "Category"),
    Column("amount", "Amount", "money", currency="local"),
    Column("usd", "In US dollars", "money", currency="USD"),
    Column("planned", "Planned", "money", currency="local"),
    Column("receipt", "Receipt"),
    Column("note", "Note"),
)
"""The cells of an expense, in the order in which they are shown and kept. The ids are keys of a draft."""

COLUMN_BY_ID = {column.id: column for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Expense:
    """One line of the list. An empty cell was not given; one that could not be read is `Typed`.

    `amount` may be in any currency, and is below 0 if money came back. `usd` is the same expense in US
    dollars, and `planned` the budget for it; both come from a budget sheet. `receipt` is a file's path from
    the folder of the list, a link, or a number. `extra` keeps the keys of a draft that this version does not
    know.
    """

    date: dt.date | Typed | None = None
    what: str = ""
    category: str = ""
    amount: Amount | Typed | None = None
    usd: Amount | Typed | None = None
    planned: Amount | Typed | None = None
    receipt: str = ""
    note: str = ""
    extra: Mapping[str, Plain] = field(default_factory=dict)

    @property
    def in_kind(self) -> bool:
        """Whether it was given in goods or work, so that no money was spent."""
        return self.category.casefold().replace("-", " ").startswith("in kind")

    @property
    def is_unpaid(self) -> bool:
        """Whether it has no figure at all, not even that of a budget."""
        return self.amount is None and self.usd is None and self.planned is None

    @property
    def paid(self) -> Amount | Typed | None:
        """What was paid: the amount, else the figure in US dollars."""
        return self.usd if self.amount is None else self.amount


def expense_from_plain(plain: object, region: Region) -> Expense:
    """Return an expense from the table of a draft or JSON; anything else becomes its description."""
    if not isinstance(plain, Mapping):
        return Expense(what=clean_line(as_text(plain)))
    day = KINDS["date"].from_plain(plain.get("date"), COLUMN_BY_ID["date"], region)
    cells: dict[str, Any] = {"date": day if isinstance(day, dt.date | Typed) else None}
    for column in COLUMNS:
        if column.kind == "money":
            cells[column.id] = _money(plain, column.id, region)
        elif column.kind == "text":
            cells[column.id] = clean_line(as_text(plain.get(column.id)))
    return Expense(**cells)


def _money(plain: Mapping[str, object], name: str, region: Region) -> Amount | Typed | None:
    """Return an amount of a draft, below 0 too; bare text is read in the currency of its line."""
    stored, column = plain.get(name), COLUMN_BY_ID[name]
    value: Value | None
    if isinstance(stored, Mapping) and "amount" in stored:
        value = KINDS["money"].from_plain(stored, column, region)
    elif isinstance(stored, Mapping):
        code = as_text(stored.get("currency", ""))
        value = from_typed(stored, code if find_currency(code) else "")
    else:
        code = as_text(plain.get("currency", "")) if name == "amount" else ""
        currency = code if find_currency(code) else currency_of(column, region)
        text = as_text(stored)
        reading = read_money(text, currency, region.locale)
        value = ask_if_ambiguous(text, currency, region.locale, reading).value
    return value if isinstance(value, Amount | Typed) else None


def expense_to_plain(expense: Expense) -> dict[str, Plain]:
    """Return the cells that are not empty, as a draft or JSON holds them; without `extra`."""
    cells = ((column, cell_value(expense, column.id)) for column in COLUMNS)
    return {column.id: KINDS[column.kind].to_plain(value) for column, value in cells if value is not None}


def read_money(text: str, currency: str, locale: str, *, fixed: bool = False, mark: str = "") -> Reading:
    """Read an amount in any currency, below 0 too.

    `currency` is used if the text names none; with `fixed`, another one in the text is asked about. `mark` is
    the decimal mark of the text's column if that is known: it decides between two readings.
    """
    text = clean_line(text)
    reading = read_amount(text, currency=currency, locale=locale, mark=mark)
    if reading.amount is not None or reading.empty:
        return Reading(reading.amount, notes=reading.notes, alternatives=as_choices(reading.alternatives))
    parts = split_number(normalize(text))
    around = (parts.before, parts.after) if parts else ("", "")
    codes = _currencies_named(*around, locale)
    sign = "".join(around).strip(" .=-+()")
    # One letter, or the naira's #, is a slip rather than another currency.
    is_slip = len(sign) == 1 and unicodedata.category(sign) != "Sc"
    if not codes or is_slip or currency in codes or _fits_currency(*around, currency, locale):
        return unread_reading(text, reading.message, as_choices(reading.choices), currency)
    if len(codes) == 1 and not fixed:
        return read_money(text, codes[0], locale, fixed=True, mark=mark)
    message = f"The currency sign in {echo(text)} may mean several currencies. Write the code, such as USD."
    if fixed:
        message = (
            f"{echo(text)} names another currency than its line does ({currency}). Write only one of them."
        )
    named = read_amount(text, currency="", locale=locale, mark=mark).choices
    choices = (*reading.choices, *named) if fixed else named
    return unread_reading(text, message, as_choices(choices), currency)


@lru_cache(maxsize=1024)
def _currencies_named(before: str, after: str, locale: str) -> tuple[str, ...]:
    """Return the codes of the likeliest currencies that the words around a number may name."""
    if not before and not after:
        return ()
    choices = read_amount(f"{before} 1 {after}", currency="", locale=locale).choices
    return tuple(dict.fromkeys(choice.amount.currency for choice in choices))


@lru_cache(maxsize=1024)
def _fits_currency(before: str, after: str, currency: str, locale: str) -> bool:
    """Whether the words around a number belong to an amount in this currency."""
    reading = read_amount(f"{before} 1 {after}", currency=currency, locale=locale)
    return bool(currency) and reading.amount is not None


NO_AMOUNT = "There is no amount here. Write what was paid, or take the expense out of the list."


def read_cell(expense: Expense, column_id: str, text: str, region: Region) -> tuple[Expense, Reading]:
    """Return the expense with one cell read from what was typed, and the reading.

    Text that cannot be read is kept as typed. An amount may name another currency than the applicant's own.
    """
    column = COLUMN_BY_ID[column_id]
    if column.kind == "money":
        reading = read_money(text, currency_of(column, region), region.locale)
    else:
        reading = KINDS[column.kind].read(text, column, region)
    empty = "" if column.kind == "text" else None
    changed: dict[str, Any] = {column_id: empty if reading.value is None else reading.value}
    return replace(expense, **changed), reading


def cell_value(expense: Expense, column_id: str) -> Value | None:
    """Return the value of a cell; None if it is empty."""
    value: Value | None = getattr(expense, column_id)
    return None if value == "" else value


def show_cell(expense: Expense, column_id: str, region: Region) -> str:
    """Return a cell as a reader expects it, in the applicant's locale; amounts with their code."""
    value, column = cell_value(expense, column_id), COLUMN_BY_ID[column_id]
    return "" if value is None else KINDS[column.kind].show(value, column, region)


def edit_text(expense: Expense, column_id: str, region: Region) -> str:
    """Return the text to edit a cell with; `read_cell` reads it back as the same value."""
    value, column = cell_value(expense, column_id), COLUMN_BY_ID[column_id]
    return "" if value is None else KINDS[column.kind].edit_text(value, column, region)


def problems(expense: Expense, region: Region) -> tuple[tuple[str, Problem], ...]:
    """Return the cells of an expense that were not read: (column id, problem)."""
    found = tuple(
        (column.id, problem)
        for column in COLUMNS
        if isinstance(value := getattr(expense, column.id), Typed)
        for problem in _why(value, column.id, region)
    )
    return (*found, ("amount", Problem("unreadable", NO_AMOUNT))) if expense.is_unpaid else found


def _why(value: Typed, column_id: str, region: Region) -> Iterator[Problem]:
    column = COLUMN_BY_ID[column_id]
    if column.kind != "money":
        yield from KINDS[column.kind].problems(value, column, region)
        return
    reading = read_money(value.text, value.currency or currency_of(column, region), region.locale)
    if isinstance(reading.value, Amount):
        label = show_amount(reading.value, region.locale)
        message = f"Is {echo(value.text)} the amount {label}? Choose it, or write the amount again."
        yield Problem("ambiguous", message, (Choice(reading.value, label, "This is how it reads now."),))
    else:
        yield from reading.problems or (Problem("unreadable", NO_AMOUNT),)


def unread_cells(ledger: Sequence[Expense], region: Region) -> tuple[tuple[int, str, Problem], ...]:
    """Return every cell of a list that was not read: (index of the expense, column id, problem)."""
    return tuple(
        (index, column_id, problem)
        for index, expense in enumerate(ledger)
        for column_id, problem in problems(expense, region)
    )
