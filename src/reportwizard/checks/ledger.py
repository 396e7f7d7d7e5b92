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


def ledger_total_local(report: Report) -> Iterable[Finding]:
    """Fires where the expenses in local currency do not add up to the answer to question 10."""
    return _found("total_local", report)


def ledger_total_usd(report: Report) -> Iterable[Finding]:
    """Fires where the expenses in US dollars do not add up to the answer to question 11.

    Silent where the list gives no dollars for its lines: the rate of the grant alone proves nothing.
    """
    return _found("total_usd", report)


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
