"""Whether the list of expenses fits the report. Most reports have none, and load nothing for it.

Source: the list adds up to the amount spent; receipts are not sent unless asked for, but kept for four years
(Grants:Project/Rapid/Report on Meta-Wiki).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import localcontext
from typing import TYPE_CHECKING

from reportwizard.checks.finding import Finding
from reportwizard.checks.money.figures import SPENT, SPENT_LOCAL, amounts, named, plain, shown
from reportwizard.checks.texts import called, id_of
from reportwizard.kinds.base import Plain
from reportwizard.money.amount import Amount
from reportwizard.report.expense import BY_ID, unread
from reportwizard.report.report import Report

if TYPE_CHECKING:
    from reportwizard.ledger.totals import Offer

_LIST = "money.link"
_MOST_NAMED = 3


def other_sums(report: Report) -> Iterator[Finding]:
    """Compare what the list adds up to with the amounts spent."""
    if not report.ledger:
        return
    from reportwizard.ledger.totals import offers

    spent = {id_of(report, SPENT_LOCAL), id_of(report, SPENT)}
    for offer in offers(report):
        if offer.question in spent and not offer.agrees and isinstance(offer.answer, Amount):
            yield _differs(report, offer, offer.answer)


def _differs(report: Report, offer: Offer, answer: Amount) -> Finding:
    from reportwizard.ledger.totals import WIDE

    total = offer.total.amount
    with localcontext(WIDE):
        apart = Amount(abs(total.value - answer.value), total.currency)
    listed, difference = shown(report, total, apart)
    more = "more" if total.value > answer.value else "less"
    named_question = called(report.form.by_id[offer.question])
    question = named(report, offer.question)
    message = (
        f"Your expenses add up to {listed}, {difference} {more} than {named_question}. Correct one of them."
    )
    message = " ".join([message, *offer.total.remarks()])
    data = amounts(total=total, answer=answer, difference=apart)
    if offer.total.is_exact:
        data["repair"] = {
            "label": f"Write {listed} into {question}",
            "answers": {offer.question: plain(total)},
        }
    return Finding("money.two_sums", "warning", offer.question, message, data)


def money_late_expense(report: Report) -> Iterator[Finding]:
    """Fires where an expense is dated after the project's end.

    Source: who needs longer asks for a later last day first (Grants:Project/Rapid/Report on Meta-Wiki).
    """
    end = report.value("project.end")
    if not isinstance(end, date):
        return
    places = [
        place for place, one in enumerate(report.ledger) if isinstance(one.date, date) and one.date > end
    ]
    if places:
        were = "was" if len(places) == 1 else "were"
        message = (
            f"{_expenses(places)} {were} paid after the last day of the project. Ask your"
            f" {report.form.reader} whether they count, or for a later last day."
        )
        yield Finding("money.late_expense", "note", _question(report), message, {"rows": _rows(places)})


def ledger_unread(report: Report) -> Iterator[Finding]:
    """Fires where an expense was written and could not be read, or has no amount."""
    found = unread(report.ledger, report.region)
    if not found:
        return
    from reportwizard.ledger.amounts import in_words

    places = list(dict.fromkeys(place for place, _, _ in found))
    examples = [
        f"{BY_ID[column].label} of expense {place + 1}: {in_words(problem)}"
        for place, column, problem in found[:_MOST_NAMED]
    ]
    more = [f"And {len(found) - _MOST_NAMED} more."] if len(found) > _MOST_NAMED else []
    were = "was" if len(places) == 1 else "were"
    message = " ".join([f"{_expenses(places)} {were} not read. Correct the list.", *examples, *more])
    cells: list[Plain] = [{"row": place + 1, "column": column} for place, column, _ in found]
    yield Finding("ledger.unread", "warning", _question(report), message, {"cells": cells})


def ledger_receipt_twice(report: Report) -> Iterator[Finding]:
    """Fires where one receipt stands beside several expenses: one of them may be counted twice."""
    if not report.ledger:
        return
    from reportwizard.ledger.receipts import receipts_used_twice

    twice = receipts_used_twice(report.ledger)
    if not twice:
        return
    named_ones = [f"“{receipt}” at {_expenses(places).lower()}" for receipt, places in twice.items()]
    more = f"; and {len(twice) - _MOST_NAMED} more" if len(twice) > _MOST_NAMED else ""
    message = (
        f"A receipt stands beside more than one expense: {'; '.join(named_ones[:_MOST_NAMED])}{more}."
        " Look whether one of them is counted twice or names the wrong file."
    )
    receipts: dict[str, Plain] = {receipt: _rows(places) for receipt, places in twice.items()}
    yield Finding("ledger.receipt_twice", "warning", _question(report), message, {"receipts": receipts})


def ledger_no_receipt(report: Report) -> Iterator[Finding]:
    """Fires where expenses name no receipt; lines of a budget sheet and gifts in kind need none here."""
    if not report.ledger:
        return
    from reportwizard.ledger.receipts import without_receipt

    places = without_receipt(report.ledger)
    if not places:
        return
    names, rule = "names" if len(places) == 1 else "name", report.form.rule("receipts")
    message = f"{_expenses(places)} {names} no receipt. Write down where each of them is."
    message = f"{message} {rule.text}" if rule else message
    yield Finding("ledger.no_receipt", "note", _question(report), message, {"rows": _rows(places)})


def _expenses(places: Sequence[int]) -> str:
    from reportwizard.ledger.result import numbered

    return numbered("Expense", (place + 1 for place in places))


def _rows(places: Sequence[int]) -> list[Plain]:
    return [place + 1 for place in places]


def _question(report: Report) -> str:
    """Return the question that asks for the list; empty, for the whole report, where a form has none."""
    return id_of(report, _LIST)
