"""The amounts of a page: its header names them once more, at times with a currency that the answers lack."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reportwizard.forms.form import Question
from reportwizard.forms.page import Fact
from reportwizard.kinds.base import Region, Typed, Value
from reportwizard.kinds.registry import KINDS
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import find_currency
from reportwizard.money.reading import read_amount

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


def take_apart(text: str) -> Printed:
    """Take the currency's code off an amount, in front or behind."""
    text = text.strip()
    found = _CODE.fullmatch(text) if len(text) <= _LONGEST else None
    codes = [code for code in (found["last"], found["first"]) if code] if found else []
    if not found or not all(find_currency(code) for code in codes) or len(codes) > 1:
        return Printed(text, "")
    return Printed(found["number"].strip(), codes[0] if codes else "")


def read_pair(text: str, fact: Fact, by_id: Mapping[str, Question]) -> dict[str, Printed] | None:
    """Read `2292.84 USD, 1046956.78`: the amount that answers each of the fact's questions, by its id.

    Two amounts in US dollars stand in the order of the page. None where the line says something else, or
    more, than a pair; `USD,` alone is what an empty draft prints.
    """
    printed = [take_apart(piece) for piece in _PIECES.split(text[:_LONGEST]) if piece.strip()]
    usd, local = sorted(fact.questions, key=lambda key: by_id[key].currency == "local")
    if len(text) > _LONGEST or len(printed) > 2:
        return None
    if not printed:
        return {}
    if len(printed) == 1:
        key = usd if printed[0].code == "USD" else local if printed[0].code else fact.bare
        return {key: printed[0]} if key else None
    dollars = [amount for amount in printed if amount.code == "USD"]
    if not dollars:
        return None
    own = dollars[0 if fact.questions[0] == usd else -1]
    return {usd: own, local: printed[0] if printed[1] is own else printed[1]}


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
