"""What a list of expenses offers for the answers; nothing is taken before somebody chooses it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportwizard.kinds.base import Value
from reportwizard.ledger.totals import offer_words, offers, totals_by_currency
from reportwizard.ledger.variances import variance_text
from reportwizard.money.showing import show_amount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportwizard.forms.form import Question
    from reportwizard.ledger.totals import Offer
    from reportwizard.report.report import Report

CHANGES = "money.changes"


@dataclass(frozen=True, slots=True)
class LedgerOffer:
    """One answer to take: its words, the question, and the answer."""

    label: str
    question: str
    value: Value


def ledger_offers(report: Report) -> tuple[LedgerOffer, ...]:
    """Return what the list gives for amounts spent and changes in the budget, and is no answer yet."""
    totals = (_total(offer, report) for offer in offers(report) if not _fits(offer))
    return (*totals, *_changes(report))


def _fits(offer: Offer) -> bool:
    """Whether the answer says the same as the list, as far as the list can tell."""
    return offer.difference is not None and offer.agrees


def _total(offer: Offer, report: Report) -> LedgerOffer:
    total = show_amount(offer.total.amount, report.locale)
    instead = "; this replaces your answer" if offer.answer is not None else ""
    return LedgerOffer(
        f"Take {total} for {numbered(report.form.by_id[offer.question])}{instead}",
        offer.question,
        offer.total.amount,
    )


def _changes(report: Report) -> Iterator[LedgerOffer]:
    question = report.form.role(CHANGES)
    text = variance_text(report.ledger, report.locale) if question else ""
    answer = report.value(CHANGES) or ""
    if not question or not text or not isinstance(answer, str) or text in answer:
        return
    lines = text.count("\n") + 1
    many = "1 line that differs" if lines == 1 else f"{lines} lines that differ"
    where = "below your answer to" if answer else "into"
    label = f"Put {many} from the budget {where} {numbered(question)}"
    yield LedgerOffer(label, question.id, f"{answer}\n\n{text}" if answer else text)


def numbered(question: Question) -> str:
    """Return how a question is called in a sentence: by its number, or by its name where it has none."""
    return f"question {question.number}" if question.number else f"“{question.name}”"


def totals_words(report: Report) -> str:
    """Return the totals in one line: how many expenses, and what was paid in each currency."""
    if not report.ledger:
        return "No expenses yet"
    many = "1 expense" if len(report.ledger) == 1 else f"{len(report.ledger):,} expenses"
    totals = (show_amount(amount, report.locale) for amount in totals_by_currency(report.ledger))
    return " · ".join([many, *totals])


def answer_words(report: Report) -> tuple[str, ...]:
    """Say what the list gives for each question that it can answer, and what the answer says now."""
    return tuple(offer_words(offer, report) for offer in offers(report))
