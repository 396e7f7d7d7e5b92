"""What the tests of the list of expenses share."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportwizard.exports.json import ledger_shape
from reportwizard.forms.loader import load_form
from reportwizard.kinds.values import Region, Typed
from reportwizard.ledger.read import read_ledger
from reportwizard.ledger.result import Options
from reportwizard.money.amount import Amount
from reportwizard.report.expense import Expense
from reportwizard.report.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    from reportwizard.ledger.result import LedgerFile

KZ = Region("kk_KZ", "KZT")
FORM = "rapid-fund-final"

# The report that a golden list belongs to, by the second word in its name: currency and locale.
REPORTS = {
    "arabic": ("MAD", "ar_MA"),
    "brl": ("KZT", "kk_KZ"),
    "english": ("KZT", "en"),
    "faulty": ("KZT", "en"),
    "french": ("XOF", "fr_SN"),
    "german": ("EUR", "de_DE"),
    "indonesian": ("IDR", "id_ID"),
    "kazakh": ("KZT", "kk_KZ"),
    "mnt": ("MNT", "mn_MN"),
    "no": ("KZT", "en"),
    "portuguese": ("BRL", "pt_BR"),
    "russian": ("KZT", "ru_KZ"),
    "spanish": ("EUR", "es_ES"),
    "swahili": ("TZS", "sw_TZ"),
    "turkish": ("TRY", "tr_TR"),
    "ukrainian": ("UAH", "uk_UA"),
}


def amount(text: str) -> Amount:
    """An amount such as `12.50 KZT`."""
    number, code = text.split()
    return Amount(Decimal(number), code)


def spent(text: str, what: str = "Bus", **others: object) -> Expense:
    """An expense of so much: `12.50 KZT`."""
    return Expense(what=what, amount=amount(text), **others)  # type: ignore[arg-type]


def unread(text: str = "1.234", currency: str = "KZT") -> Expense:
    """An expense whose amount could not be read."""
    return Expense(what="Tea", amount=Typed(text, currency))


def a_report(*expenses: Expense, currency: str = "KZT", **typed: str) -> Report:
    """A report in tenge with this list and these answers, as somebody types them."""
    report = Report(load_form(FORM), locale="en", currency=currency, ledger=expenses)
    for question_id, text in typed.items():
        report, _ = report.with_typed(question_id, text)
    return report


def read(text: str | bytes, currency: str = "KZT", locale: str = "en", mark: str = "") -> LedgerFile:
    """Read a list that stands in a text."""
    data = text.encode() if isinstance(text, str) else text
    return read_ledger(data, Region(locale, currency), Options(decimal=mark))


def amounts(text: str | bytes, currency: str = "KZT", mark: str = "") -> list[str]:
    """The amounts of a list: `12.50 KZT`, and `?` before one that was not read."""
    paid = [expense.paid for expense in read(text, currency, mark=mark).expenses]
    return [f"?{item.text}" if isinstance(item, Typed) else str(item) for item in paid]


def read_shape(path: Path) -> dict[str, Any]:
    """Return everything that is read of a golden list."""
    currency, locale = REPORTS[path.stem.split("-")[1]]
    read = read_ledger(path.read_bytes(), Region(locale, currency))
    expenses = [
        {"line": line, **shape} for line, shape in zip(read.lines, ledger_shape(read.expenses), strict=True)
    ]
    return {
        "layout": read.layout,
        "expenses": expenses,
        "problems": [[problem.line, problem.column, problem.message] for problem in read.problems],
        "notes": list(read.notes),
        "money_in": [[item.line, str(item.amount)] for item in read.money_in],
        "left_out": [[item.line, item.reason] for item in read.left_out],
        "questions": [question.sentence() for question in read.questions],
    }
