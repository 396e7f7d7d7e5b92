"""One expense while somebody writes it: it stands in the report with every key, so that no word is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportwizard.ledger.edit import put_in_place, why_not_kept

if TYPE_CHECKING:
    from reportwizard.report.expense import Expense
    from reportwizard.report.report import Report
    from reportwizard.ui.session import Session


class WrittenExpense:
    """The line of the list that a dialog writes. `before` is what stood there, None for a new one.

    The list may change meanwhile (a file is read): the line is found again, or put where it was begun.
    """

    def __init__(self, session: Session, at: int, before: Expense | None = None) -> None:
        self._session = session
        self._before = before
        self._now = before
        self.at = at

    def put(self, expense: Expense) -> None:
        """Let the report hold what is written now."""
        if expense != self._now:
            self._session.replace_report(self._with(expense))
            self._now = expense

    def reverted(self) -> Report:
        """Return the report as it is, but with the line that stood there before."""
        return self._with(self._before)

    def why_not_kept(self) -> str:
        """Say why a draft cannot keep the list as it is now; empty where it can."""
        return why_not_kept(self._session.report.ledger)

    def _with(self, expense: Expense | None) -> Report:
        report = self._session.report
        return replace(report, ledger=put_in_place(report.ledger, self.at, self._now, expense))
