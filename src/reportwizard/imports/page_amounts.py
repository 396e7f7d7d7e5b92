"""The amounts of a page: its header names them once more, at times with a currency that the answers lack."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportwizard.kinds.base import Region, Typed
from reportwizard.kinds.registry import KINDS
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import find_currency
from reportwizard.money.reading import read_amount

if TYPE_CHECKING:
    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Value

_PIECES = re.compile(r"(?<=[A-Za-z]{3}),|[,;](?=\s|$)")
_CODE = re.compile(r"(?P<first>[A-Z]{3})?\s*(?P<number>.*?)\s*(?P<last>[A-Z]{3})?", re.DOTALL)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Printed:
    """An amount as the page prints it: the number as text, and an ISO 4217 code; each may be empty."""

    number: str
    code: str

    @property
    def text(self) -> str:
        """Number and code in one."""
        return f"{self.number} {self.code}".strip()


@dataclass(frozen=True, slots=True)
class Pair:
    """The amounts of one line of the header. `rest`: the line says something else, or more, than a pair."""

    usd: Printed | None = None
    local: Printed | None = None
    rest: bool = False


def take_apart(text: str) -> Printed:
    """Take the currency's code off an amount, in front or behind."""
    text = text.strip()
    found = _CODE.fullmatch(text) if len(text) <= _LONGEST else None
    codes = [code for code in (found["last"], found["first"]) if code] if found else []
    if not found or not all(find_currency(code) for code in codes) or len(codes) > 1:
        return Printed(text, "")
    return Printed(found["number"].strip(), codes[0] if codes else "")


def read_pair(text: str, *, local_first: bool, alone: str) -> Pair:
    """Read `2292.84 USD, 1046956.78`: the amount in US dollars, and the one in the local currency.

    Two amounts in US dollars stand in the order of the page; `alone` (`usd` or `local`, or empty) says what
    a single amount without a code is. `USD,` alone is what an empty draft prints.
    """
    printed = [take_apart(piece) for piece in _PIECES.split(text[:_LONGEST]) if piece.strip()]
    if not printed or len(printed) > 2 or len(text) > _LONGEST:
        return Pair(rest=bool(printed))
    if len(printed) == 1:
        return _single(printed[0], alone)
    usd = [amount for amount in printed if amount.code == "USD"]
    if not usd:
        return Pair(rest=True)
    dollars = usd[-1] if local_first else usd[0]
    other = printed[0] if printed[1] is dollars else printed[1]
    return Pair(dollars, other)


def _single(amount: Printed, alone: str) -> Pair:
    if amount.code == "USD" or (not amount.code and alone == "usd"):
        return Pair(usd=amount)
    if amount.code or alone == "local":
        return Pair(local=amount)
    return Pair(rest=True)


def amount_value(printed: Printed | None, question: Question, region: Region) -> Value | None:
    """Read an amount for a question; a code on the page wins over the currency of the report."""
    if printed is None or not printed.number:
        return None
    code = printed.code or (region.currency if question.currency == "local" else question.currency)
    if printed.code and question.currency != "local" and printed.code != question.currency:
        return KINDS["money"].read(printed.text, question, region).value
    return KINDS["money"].read(printed.number, question, Region(region.locale, code)).value


def agrees(printed: Printed | None, value: Value | None) -> bool:
    """Whether the header says nothing else than an answer does."""
    if printed is None or not printed.number:
        return True
    if isinstance(value, Amount):
        code = printed.code or value.currency
        return (
            code == value.currency and read_amount(printed.number, currency=code, locale="en").amount == value
        )
    return isinstance(value, Typed) and value.text.strip() in (printed.number, printed.text)
