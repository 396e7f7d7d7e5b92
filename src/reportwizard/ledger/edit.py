"""How long a list of expenses may be."""

from __future__ import annotations

from collections.abc import Sequence

from reportwizard.report.expense import Expense

MOST_KEPT = 10_000
"""The most expenses in one draft; the list of a Rapid Fund has some dozens."""

MOST_TEXT = 8 * 1024 * 1024
"""The most bytes in the words of a list; a draft of 20 MB is refused when it is opened."""


def why_not_kept(ledger: Sequence[Expense]) -> str:
    """Say why a draft cannot keep this list; empty where it can."""
    if len(ledger) > MOST_KEPT:
        return f"A draft keeps at most {MOST_KEPT:,} expenses, and these are {len(ledger):,}."
    texts = (text for one in ledger for text in (one.what, one.category, one.receipt, one.note))
    if sum(len(text.encode()) for text in texts) > MOST_TEXT:
        return (
            f"The words in this list are longer than {MOST_TEXT // 2**20} MB, which is too much for a draft."
        )
    return ""
