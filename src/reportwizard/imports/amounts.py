"""The amounts of a page: its header names them once more; and the currency where the page prints none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from reportwizard.forms.form import Question
from reportwizard.forms.page import Fact
from reportwizard.kinds.base import Region, Typed, Value
from reportwizard.kinds.registry import KINDS
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import Currency, find_currency
from reportwizard.money.reading import read_amount
from reportwizard.report.report import Report

_PIECES = re.compile(r"(?<=[A-Za-z]{3}),|[,;](?=\s|$)")
_CODE = re.compile(r"(?P<first>[A-Z]{3})?\s*(?P<number>.*?)\s*(?P<last>[A-Z]{3})?", re.DOTALL)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class PrintedAmount:
    """An amount as the page prints it: the number as text, and an ISO 4217 code; each may be empty."""

    number: str
    code: str

    @property
    def text(self) -> str:
        """Number and code in one."""
        return f"{self.number} {self.code}".strip()


def split_amount(text: str) -> PrintedAmount:
    """Take the currency's code off an amount, in front or behind."""
    text = text.strip()
    found = _CODE.fullmatch(text) if len(text) <= _LONGEST else None
    codes = [code for code in (found["last"], found["first"]) if code] if found else []
    if not found or not all(find_currency(code) for code in codes) or len(codes) > 1:
        return PrintedAmount(text, "")
    return PrintedAmount(found["number"].strip(), codes[0] if codes else "")


def read_pair(text: str, fact: Fact, by_id: Mapping[str, Question]) -> dict[str, PrintedAmount] | None:
    """Read `2292.84 USD, 1046956.78`: the amount that answers each of the fact's questions, by its id.

    Two amounts in US dollars are in the order of the page. None if the line says something else, or
    more, than a pair; `USD,` alone is what an empty draft prints.
    """
    printed = [split_amount(piece) for piece in _PIECES.split(text[:_LONGEST]) if piece.strip()]
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


def amount_value(printed: PrintedAmount | None, question: Question, region: Region) -> Value | None:
    """Read an amount for a question; a code on the page wins over the currency of the report."""
    if printed is None or not printed.number:
        return None
    code = printed.code or (region.currency if question.currency == "local" else question.currency)
    if printed.code and question.currency != "local" and printed.code != question.currency:
        return KINDS["money"].read(printed.text, question, region).value
    return KINDS["money"].read(printed.number, question, Region(region.locale, code)).value


def agrees(printed: PrintedAmount | None, value: Value | None) -> bool:
    """Whether the header says nothing else than an answer does."""
    if printed is None or not printed.number:
        return True
    if isinstance(value, Amount):
        code = printed.code or value.currency
        return (
            code == value.currency and read_amount(printed.number, currency=code, locale="en").amount == value
        )
    return isinstance(value, Typed) and value.text.strip() in (printed.number, printed.text)


_PAIRS = (("money.spent.local", "money.spent"), ("money.awarded.local", "money.awarded"))
# Any currency with decimals will do to read an amount that has none.
_ANY = "EUR"
_MOST = 3


class LikelyCurrency(NamedTuple):
    """A currency that fits: its code, and what one US dollar cost in it; None if that is not known."""

    code: str
    rate: Decimal | None


def needs_currency(report: Report) -> bool:
    """Whether there are local amounts, and nobody knows in which currency."""
    local = (one for one in report.form.questions if one.kind == "money" and one.currency == "local")
    return not report.currency and any(question.id in report.answers for question in local)


def local_amount(report: Report) -> Decimal | None:
    """Return the amount that wants a currency; None if there is none that can be read."""
    return next((local for local, _ in _amounts(report)), None)


def likely_currencies_of(report: Report, text: str, locale: str) -> list[LikelyCurrency]:
    """Return at most three currencies that fit the amounts of a page, the likeliest first.

    They are those that the page names, by code, word or country, or that are used where the applicant writes;
    none whose rate was never near that of the page.
    """
    from reportwizard.money.currencies import currencies, likely_currencies
    from reportwizard.money.rates import rate_range

    rate = next((local / usd for local, usd in _amounts(report) if usd), None)
    named, here = _named(text, locale), [one.code for one in likely_currencies(locale)]
    found: list[tuple[int, LikelyCurrency]] = []
    for currency in currencies():
        points = 2 * (currency.code in named) + (currency.code in here)
        known = rate_range(currency.code) if rate else None
        if points and (rate is None or known is None or known.holds(rate)):
            found.append((-points, LikelyCurrency(currency.code, rate if known else None)))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])][:_MOST]


def _amounts(report: Report) -> Iterator[tuple[Decimal, Decimal | None]]:
    """Give local amounts as numbers, each with its amount in US dollars if there is one."""
    readable = report.with_region(currency=_ANY)
    for local_role, usd_role in _PAIRS:
        local, usd = readable.value(local_role), readable.value(usd_role)
        if isinstance(local, Amount):
            yield local.value, usd.value if isinstance(usd, Amount) else None


def _named(text: str, locale: str) -> set[str]:
    """Return the codes of the currencies that a text names."""
    from reportwizard.money.cldr import babel_locale
    from reportwizard.money.currencies import currencies, words_by_code

    words = set(re.findall(r"\w+", text.casefold()))
    countries = [babel_locale(language).territories for language in ("en", locale)]

    def names(currency: Currency) -> Iterator[str]:
        yield currency.code
        yield from (word for word in words_by_code().get(currency.code, ()) if len(word) > 2)
        yield from (table.get(country, "") for table in countries for country in currency.countries)

    return {one.code for one in currencies() if any(name.casefold() in words for name in names(one) if name)}
