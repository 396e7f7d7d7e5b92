"""What an import gives: a report, what the text was, and the words that found no place in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from reportwizard.kinds.base import Value
from reportwizard.report.report import Report

TOO_LONG = ("This is too long for a report.", "Import the page of one report, and nothing else with it.")


@dataclass(frozen=True)
class Imported:
    """A report that came in.

    `recognised` names what the text was: `rapid-fund-2023-page`, `reportwizard-text`, `reportwizard-html`.
    `placed` counts the answers; `unplaced` holds the text that fits no question, which the report holds too.
    `notes` say in words what was left out on purpose.
    """

    report: Report
    recognised: str
    placed: int
    unplaced: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class Filling:
    """A report while it is filled, and the text that fits no question so far."""

    report: Report
    unplaced: list[str] = field(default_factory=list)

    def put(self, question_id: str, value: Value | None) -> None:
        """Answer a question; nothing where `value` is None."""
        if value is not None:
            self.report = self.report.with_answer(question_id, value)

    def expenses(self, rows: Sequence[Sequence[str]]) -> None:
        """Add the rows of a list of expenses, its headings first; what is no such list is left over."""
        from reportwizard.ledger.write import read_rows

        rows = [row for row in rows if any(row)]
        found = read_rows(rows, self.report.region) if rows else ()
        self.report = replace(self.report, ledger=(*self.report.ledger, *found))
        if len(found) < len(rows) - 1:
            self.leave(["\n".join("\t".join(row) for row in rows)])

    def leave(self, texts: Iterable[str]) -> None:
        """Keep texts that fit nowhere."""
        self.unplaced += [text.strip("\n") for text in texts if text.strip()]

    def finish(self, name: str) -> Imported:
        """Return the report with all that was put into it and left over."""
        unplaced = tuple(dict.fromkeys(self.unplaced))
        report = replace(self.report, unplaced=unplaced)
        return Imported(report, name, len(report.answers), unplaced)
