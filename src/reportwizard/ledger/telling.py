"""What a list says about the amounts spent, in a sentence for the applicant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount
from reportwizard.report.expense import BY_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportwizard.ledger.file import LedgerFile
    from reportwizard.ledger.totals import Offer
    from reportwizard.report.report import Report


def file_words(read: LedgerFile) -> Iterator[str]:
    """Say what was understood of a file, what was left out, and line by line what is to be mended."""
    yield from read.notes
    for problem in read.problems:
        where = f", {BY_ID[problem.column].label}" if problem.column else ""
        yield f"Line {problem.line}{where}: {problem.message}"


def offer_words(offer: Offer, report: Report) -> str:
    """Return what the list gives for a question, what the answer says now, and what is not counted."""
    question = report.form.by_id[offer.question]
    total = show_amount(offer.total.amount, report.locale)
    return " ".join(
        [
            f"Question {question.number}: your expenses add up to {total}{_answer(offer, report)}.",
            *offer.total.remarks(),
        ]
    )


def _answer(offer: Offer, report: Report) -> str:
    if offer.answer is None:
        return "; you have not answered it yet"
    if not isinstance(offer.answer, Amount) or offer.difference is None:
        return "; your answer could not be compared with it"
    if not offer.difference:
        return ", as your answer says"
    return f"; your answer is {show_amount(offer.answer, report.locale)}"
