"""Whether the list of expenses fits the report; most reports have none, and load nothing for it.

Source: the list adds up to the amount spent; receipts are not sent unless asked for, but kept for four years
(Grants:Project/Rapid/Report on Meta-Wiki).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportwizard.checks.finding import Finding
    from reportwizard.report.report import Report


def money_late_expense(report: Report) -> Iterable[Finding]:
    """Fires where an expense is dated after the project's end.

    Source: who needs longer asks for a later last day first (Grants:Project/Rapid/Report on Meta-Wiki).
    """
    return _found("late", report)


def ledger_unread(report: Report) -> Iterable[Finding]:
    """Fires where an expense was written and could not be read, or has no amount."""
    return _found("unread_cells", report)


def ledger_receipt_twice(report: Report) -> Iterable[Finding]:
    """Fires where one receipt stands beside several expenses: one of them may be counted twice."""
    return _found("receipt_twice", report)


def ledger_no_receipt(report: Report) -> Iterable[Finding]:
    """Fires where expenses name no receipt; lines of a budget sheet and gifts in kind need none here."""
    return _found("no_receipt", report)


def _found(name: str, report: Report) -> tuple[Finding, ...]:
    if not report.ledger:
        return ()
    from reportwizard.checks.money import expenses

    return tuple(getattr(expenses, name)(report))
