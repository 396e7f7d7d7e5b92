"""What there is to say about a list of expenses; loaded only for a report that has one."""

from __future__ import annotations

from datetime import date
from decimal import localcontext
from typing import TYPE_CHECKING

from reportwizard.checks.finding import Finding
from reportwizard.checks.money.figures import SPENT, SPENT_LOCAL, named, plain
from reportwizard.checks.texts import called, id_of
from reportwizard.ledger.amounts import in_words
from reportwizard.ledger.receipts import receipts_used_twice, without_receipt
from reportwizard.ledger.result import numbered
from reportwizard.ledger.totals import WIDE, offers
from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount
from reportwizard.report.expense import BY_ID, unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportwizard.kinds.base import Plain
    from reportwizard.ledger.totals import Offer
    from reportwizard.report.report import Report

_LIST = "money.link"
_MOST_NAMED = 3


def other_sums(report: Report) -> Iterator[Finding]:
    """Compare what the list adds up to with the amounts spent."""
    spent = {id_of(report, SPENT_LOCAL), id_of(report, SPENT)}
    for offer in offers(report):
        if offer.question in spent and not offer.agrees and isinstance(offer.answer, Amount):
            yield _differs(report, offer, offer.answer)


def _differs(report: Report, offer: Offer, answer: Amount) -> Finding:
    total = offer.total.amount
    with localcontext(WIDE):
        apart = Amount(abs(total.value - answer.value), total.currency)
    listed, answered, difference = (show_amount(amount, report.locale) for amount in (total, answer, apart))
    more = "more" if total.value > answer.value else "less"
    named_question = called(report.form.by_id[offer.question])
    question = named(report, offer.question)
    message = (
        f"Your expenses add up to {listed}, and {named_question} says {answered}."
        f" The list has {difference} {more}. Correct the list or the answer."
    )
    message = " ".join([message, *offer.total.remarks()])
    data: dict[str, Plain] = {"total": plain(total), "answer": plain(answer), "difference": plain(apart)}
    if offer.total.is_exact:
        data["repair"] = {"label": f"{question}: {listed}", "answers": {offer.question: plain(total)}}
    return Finding("money.two_sums", "warning", offer.question, message, data)


def late(report: Report) -> Iterator[Finding]:
    """Name the expenses dated after the project's end."""
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


def unread_cells(report: Report) -> Iterator[Finding]:
    """Name the first few cells that were not read."""
    found = unread(report.ledger, report.region)
    if not found:
        return
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


def receipt_twice(report: Report) -> Iterator[Finding]:
    """Name the receipts that stand beside several expenses."""
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


def no_receipt(report: Report) -> Iterator[Finding]:
    """Name the expenses without a receipt."""
    places = without_receipt(report.ledger)
    if not places:
        return
    names, rule = "names" if len(places) == 1 else "name", report.form.rule("receipts")
    message = f"{_expenses(places)} {names} no receipt. Write down where each of them is."
    message = f"{message} {rule.text}" if rule else message
    yield Finding("ledger.no_receipt", "note", _question(report), message, {"rows": _rows(places)})


def _expenses(places: Sequence[int]) -> str:
    return numbered("Expense", (place + 1 for place in places))


def _rows(places: Sequence[int]) -> list[Plain]:
    return [place + 1 for place in places]


def _question(report: Report) -> str:
    """Return the question that asks for the list; empty, for the whole report, where a form has none."""
    return id_of(report, _LIST)
