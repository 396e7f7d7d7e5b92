"""One expense, as a draft keeps it: when, for what, how much, and where the receipt is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportwizard.kinds import date, money
from reportwizard.kinds.base import Column, Plain, Typed
from reportwizard.kinds.unread import as_text, from_typed
from reportwizard.ledger.amounts import read_money
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import find_currency
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from reportwizard.kinds.base import Region, Value

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
"""The categories of the Foundation's budget sheet; an expense may have any other too."""

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
"""What an expense consists of, in the order in which it is shown and kept. The ids are those of a draft."""

BY_ID = {column.id: column for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Expense:
    """One line of the list. What is empty was not given; what could not be read is `Typed`.

    `amount` may be in any currency, and is below 0 where money came back. `usd` is the same expense in US
    dollars where the source says it too, and `planned` is what the budget had for it; both come from a budget
    sheet. `receipt` is a file's path from the folder of the list, a link, or a number. `extra` is what a
    draft held beside these names.
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
        """Whether this was given in goods or work, so that no money was spent."""
        return self.category.casefold().replace("-", " ").startswith("in kind")

    @property
    def is_unpaid(self) -> bool:
        """Whether no figure stands here at all, not even that of a budget."""
        return self.amount is None and self.usd is None and self.planned is None

    @property
    def paid(self) -> Amount | Typed | None:
        """What was paid: the amount, else the figure in US dollars."""
        return self.usd if self.amount is None else self.amount


def expense_from_plain(plain: object, region: Region) -> Expense:
    """Return an expense as a draft or JSON holds it; what is no table of names becomes its words."""
    if not isinstance(plain, Mapping):
        return Expense(what=clean_line(as_text(plain)))
    day = date.from_plain(plain.get("date"), BY_ID["date"], region)
    return Expense(
        date=day if isinstance(day, dt.date | Typed) else None,
        what=_line(plain, "what"),
        category=_line(plain, "category"),
        amount=_money(plain, "amount", region),
        usd=_money(plain, "usd", region),
        planned=_money(plain, "planned", region),
        receipt=_line(plain, "receipt"),
        note=_line(plain, "note"),
    )


def _line(plain: Mapping[str, object], name: str) -> str:
    return clean_line(as_text(plain.get(name)))


def _money(plain: Mapping[str, object], name: str, region: Region) -> Amount | Typed | None:
    """Take an amount as drafts hold it, below 0 too; bare text is read in the currency of its line."""
    stored, column = plain.get(name), BY_ID[name]
    value: Value | None
    if isinstance(stored, Mapping) and "amount" in stored:
        value = money.from_plain(stored, column, region)
    elif isinstance(stored, Mapping):
        code = as_text(stored.get("currency", ""))
        value = from_typed(stored, code if find_currency(code) else "")
    else:
        own = as_text(plain.get("currency", "")) if name == "amount" else ""
        currency = own if find_currency(own) else money.currency_of(column, region)
        value = read_money(as_text(stored), currency, region.locale).value
    return value if isinstance(value, Amount | Typed) else None


def expense_to_plain(expense: Expense) -> dict[str, Plain]:
    """Return the names that hold something, as a draft or JSON holds them; without `extra`."""
    plain: dict[str, Plain] = {}
    for column in COLUMNS:
        value: Value | None = getattr(expense, column.id)
        if value is not None and value != "":
            plain[column.id] = _PLAIN.get(column.kind, str)(value)
    return plain


_PLAIN = {"date": date.to_plain, "money": money.to_plain}
