"""The amounts of a page, which its header repeats, and likely currencies where the page names none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reportwizard.forms.form import Question
from reportwizard.forms.page import Fact
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Region, Typed, Value
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import Currency, find_currency
from reportwizard.money.reading import read_amount
from reportwizard.report.report import Report

_PIECES = re.compile(r"(?<=[A-Za-z]{3}),|[,;](?=\s|$)")
_CODE = re.compile(r"(?P<first>[A-Z]{3})?\s*(?P<number>.*?)\s*(?P<last>[A-Z]{3})?", re.DOTALL)
_CODES = re.compile(r"\b[A-Z]{3}\b")
_MAX_LENGTH = 200


@dataclass(frozen=True, slots=True)
class PrintedAmount:
    """An amount as a page prints it: the number as text, and an ISO 4217 code; each may be empty."""

    number: str
    code: str

    @property
    def text(self) -> str:
        """The number and the code."""
        return f"{self.number} {self.code}".strip()


def split_amount(text: str) -> PrintedAmount:
    """Split an amount into its number and its currency code, which may come first or last."""
    text = text.strip()
    match = _CODE.fullmatch(text) if len(text) <= _MAX_LENGTH else None
    codes = [code for code in (match["last"], match["first"]) if code] if match else []
    if not match or len(codes) > 1 or not all(map(find_currency, codes)) or _CODES.search(match["number"]):
        return PrintedAmount(text, "")
    return PrintedAmount(match["number"].strip(), codes[0] if codes else "")


def read_pair(text: str, fact: Fact, by_id: Mapping[str, Question]) -> dict[str, PrintedAmount] | None:
    """Read a pair such as `2292.84 USD, 1046956.78`: the amount for each of the fact's questions, by its id.

    Two amounts in US dollars are in the order of the page. None if the line is no such pair; an empty draft
    prints `USD,` alone.
    """
    printed = [split_amount(piece) for piece in _PIECES.split(text[:_MAX_LENGTH]) if piece.strip()]
    usd, local = sorted(fact.questions, key=lambda key: by_id[key].currency == "local")
    if len(text) > _MAX_LENGTH or len(printed) > 2:
        return None
    if not printed:
        return {}
    if len(printed) == 1:
        key = usd if printed[0].code == "USD" else local if printed[0].code else fact.bare
        return {key: printed[0]} if key else None
    dollars = [amount for amount in printed if amount.code == "USD"]
    if not dollars:
        return None
    in_usd = dollars[0 if fact.questions[0] == usd else -1]
    return {usd: in_usd, local: printed[0] if printed[1] is in_usd else printed[1]}


def amount_value(printed: PrintedAmount, question: Question, region: Region) -> Value | None:
    """Read an amount for a question; a code on the page overrides the currency of the report."""
    if not printed.number:
        return None
    code = printed.code or (region.currency if question.currency == "local" else question.currency)
    if printed.code and question.currency != "local" and printed.code != question.currency:
        return KINDS["money"].read(printed.text, question, region).value
    return KINDS["money"].read(printed.number, question, Region(region.locale, code)).value


def is_consistent(printed: PrintedAmount, value: Value | None) -> bool:
    """Whether an amount of the header does not contradict the answer."""
    if not printed.number:
        return True
    if isinstance(value, Amount):
        code = printed.code or value.currency
        return (
            code == value.currency and read_amount(printed.number, currency=code, locale="en").amount == value
        )
    return isinstance(value, Typed) and value.text.strip() in (printed.number, printed.text)


_ROLE_PAIRS = (("money.spent.local", "money.spent"), ("money.awarded.local", "money.awarded"))
# Any currency with decimals: to read an amount whose currency is not known.
_ANY_CURRENCY = "EUR"
_MAX_LIKELY = 3


def needs_currency(report: Report) -> bool:
    """Whether there are local amounts, and their currency is not known."""
    return not report.currency and any(
        question.kind == "money" and question.currency == "local" and question.id in report.answers
        for question in report.form.questions
    )


def local_amount(report: Report, *roles: str) -> Decimal | None:
    """Return the first amount without a currency, of these roles or of any; None if none can be read."""
    readable = report.with_region(currency=_ANY_CURRENCY)
    values = map(readable.value, roles or (local for local, _ in _ROLE_PAIRS))
    return next((value.value for value in values if isinstance(value, Amount)), None)


def likely_currencies_of(report: Report, text: str, locale: str) -> list[tuple[str, Decimal | None]]:
    """Return at most three currencies that fit the amounts of a page, the likeliest first.

    With each code comes the price of one US dollar in it; None if that is not known. They are named on the
    page, by code, word or country, or used in the applicant's region. A currency whose rate was never near
    that of the page is left out.
    """
    from reportwizard.money.cldr import babel_locale
    from reportwizard.money.currencies import currencies, likely_currencies, words_by_code
    from reportwizard.money.rates import rate_range

    words = set(re.findall(r"\w+", text.casefold()))
    countries = [babel_locale(language).territories for language in ("en", locale)]

    def names(currency: Currency) -> Iterator[str]:
        yield currency.code
        yield from (word for word in words_by_code()[currency.code] if len(word) > 2)
        yield from (table[country] for table in countries for country in currency.countries)

    rate = next((local / usd for local, usd in _amount_pairs(report) if usd), None)
    named = {item.code for item in currencies() if any(name.casefold() in words for name in names(item))}
    regional = [item.code for item in likely_currencies(locale)]
    scores = {item.code: 2 * (item.code in named) + (item.code in regional) for item in currencies()}
    ranges = {code: rate_range(code) for code, score in scores.items() if score}
    likely = [code for code, known in ranges.items() if rate is None or known is None or known.holds(rate)]
    likely.sort(key=lambda code: -scores[code])
    return [(code, rate) for code in likely[:_MAX_LIKELY]]


def _amount_pairs(report: Report) -> Iterator[tuple[Decimal, Decimal | None]]:
    """Yield the local amounts, each with its amount in US dollars if there is one."""
    readable = report.with_region(currency=_ANY_CURRENCY)
    for local_role, usd_role in _ROLE_PAIRS:
        local, usd = readable.value(local_role), readable.value(usd_role)
        if isinstance(local, Amount):
            yield local.value, usd.value if isinstance(usd, Amount) else None
