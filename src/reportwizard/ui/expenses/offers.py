"""What a list of expenses says about the amounts spent, and what it offers; nothing is taken unasked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import NamedTuple

from reportwizard.forms.form import Question
from reportwizard.kinds.base import Problem, Value
from reportwizard.kinds.unread import shown_typed
from reportwizard.ledger.totals import WIDE, Offer, offers, totals_by_currency, variance_text
from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount
from reportwizard.report.report import Report
from reportwizard.ui.expenses.lines import many_lines
from reportwizard.ui.fields.offers import Note
from reportwizard.ui.fields.offers import Offer as Numbered

CHANGES = "money.changes"
_RATE_SLACK = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Cell(Numbered):
    """One of several readings of a cell of the line with the cursor."""

    column: str = ""
    value: Value | None = None


WHY = Numbered("show why they differ")
"""Tells what is counted and what is not."""


class Compared(NamedTuple):
    """One question beside the list: what it says, and what the list says. `state` is a sign, or empty."""

    question: Question
    answer: str
    remark: str
    state: str


class Sums(NamedTuple):
    """What the list adds up to: how many lines and each sum, beside the questions, and what is offered.

    `largest` is the largest amount in it.
    """

    total: tuple[str, ...] = ()
    compared: tuple[Compared, ...] = ()
    note: Note = Note("", "")
    why: str = ""
    largest: Amount | None = None


def sums(report: Report) -> Sums:
    """Add the list up; of ten thousand lines this takes some hundredths of a second."""
    if not report.ledger:
        return Sums()
    found = offers(report)
    writing = [_writing(one, report) for one in found if _state(one) != "done"]
    differing = [one for one in found if _state(one) == "look"]
    why = [WHY] if differing else []
    note = Note("", "", (*writing, *why, *_changes(report)))
    compared = tuple(_compared(one, report) for one in found)
    amounts = (line.amount for line in report.ledger if isinstance(line.amount, Amount))
    largest = max(amounts, key=lambda one: abs(one.value), default=None)
    told = " ".join(_why(one, report) for one in differing)
    return Sums(tuple(_total(report)), compared, note, told, largest)


def _total(report: Report) -> Iterator[str]:
    yield many_lines(len(report.ledger))
    yield from (show_amount(amount, report.locale) for amount in totals_by_currency(report.ledger))


def _state(offer: Offer) -> str:
    """Return the sign of a question: the answer says what the list says, differs from it, or is not there.

    What was changed at the rate of the grant fits where it is some per cent off: banks have their own rates.
    A list of which not every line is counted yet says nothing against a larger answer.
    """
    total = offer.total
    if offer.difference is None:
        return "look" if offer.answer is not None else ""
    if not total.converted:
        partly = not total.is_exact and offer.difference < 0
        return "look" if not offer.agrees else "" if partly else "done"
    with localcontext(WIDE):
        return "done" if abs(offer.difference) <= _RATE_SLACK * abs(total.amount.value) else "look"


def _compared(offer: Offer, report: Report) -> Compared:
    answer, state = offer.answer, _state(offer)
    words = show_amount(answer, report.locale) if isinstance(answer, Amount) else ""
    words = words or (shown_typed(answer) if answer is not None else "")
    remark = f"this list: {show_amount(offer.total.amount, report.locale)}"
    if state == "done":
        remark = "the same as this list" if not offer.difference else f"{remark}, that fits"
    elif not state and answer is not None:
        remark = f"{remark}, without the lines that are not clear"
    return Compared(report.form.by_id[offer.question], words, remark, state)


def _writing(offer: Offer, report: Report) -> Numbered:
    total = show_amount(offer.total.amount, report.locale)
    name = numbered(report.form.by_id[offer.question])
    return Numbered(f"write {total} into {name}", "", {offer.question: offer.total.amount})


def _why(offer: Offer, report: Report) -> str:
    """Say by how much list and answer differ, and what is not counted or converted."""
    name = numbered(report.form.by_id[offer.question])
    total = show_amount(offer.total.amount, report.locale)
    words = [f"This list adds up to {total}."]
    if offer.difference is not None:
        apart = show_amount(Amount(abs(offer.difference), offer.total.amount.currency), report.locale)
        more = "less" if offer.difference > 0 else "more"
        words.append(f"The answer to {name} is {apart} {more}.")
    return " ".join([*words, *offer.total.remarks()])


def _changes(report: Report) -> Iterator[Numbered]:
    question = report.form.role(CHANGES)
    text = variance_text(report.ledger, report.locale) if question else ""
    answer = report.value(CHANGES) or ""
    if not question or not text or not isinstance(answer, str) or text in answer:
        return
    lines = text.count("\n") + 1
    many = "the line that differs" if lines == 1 else f"the {lines} lines that differ"
    where = "below your answer to" if answer else "into"
    words = f"put {many} from the budget {where} {numbered(question)}"
    yield Numbered(words, "", {question.id: f"{answer}\n\n{text}" if answer else text})


def numbered(question: Question) -> str:
    """Return how a question is called in a sentence: by its number, or by its name where it has none."""
    return f"question {question.number}" if question.number else f"“{question.name}”"


def readings(found: tuple[tuple[str, Problem], ...]) -> tuple[Note, ...]:
    """Return what is said of the cells of a line that were not read, with what they may mean."""
    return tuple(
        Note("fix", problem.message, tuple(Cell(one.label, one.reason, column=column, value=one.value)
                                           for one in problem.choices))
        for column, problem in found
    )  # fmt: skip
