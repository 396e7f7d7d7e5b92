"""What was read of a file with expenses: the expenses, and in words whatever was not as it should be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportwizard.report.expense import Expense

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


TABLE, BUDGET_SHEET = "table", "budget-sheet"
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class LineProblem:
    """Something to mend on one line of the file: `message` says what, and what to do.

    `line` counts from 1, as text editors do. `column` is the id of an expense's column, empty where the
    problem is not in one cell. What stands there was kept as it was written.
    """

    line: int
    message: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """The expenses of a file. `lines` says on which line of it each of them begins.

    `layout` is `table` or `budget-sheet`, empty where nothing was read: then `refusal` says why, and what to
    do. `notes` say what was understood and what was left out. `undecided` are the lines with amounts such as
    `1.234` that can mean two things, where no other cell says which: reading again with a decimal mark
    decides them all.
    """

    expenses: tuple[Expense, ...] = ()
    lines: tuple[int, ...] = ()
    layout: str = ""
    problems: tuple[LineProblem, ...] = ()
    notes: tuple[str, ...] = ()
    refusal: str = ""
    undecided: tuple[int, ...] = ()


def on_lines(lines: Iterable[int]) -> str:
    """Return lines in words: `line 7`, `lines 3, 9 and 12`, `lines 1, 2, … (40 in all)`."""
    return numbered("line", lines)


def numbered(word: str, numbers: Iterable[int]) -> str:
    """Return numbered things in words: `expense 7`, `expenses 3, 9 and 12`."""
    listed = [str(number) for number in numbers]
    if len(listed) == 1:
        return f"{word} {listed[0]}"
    if len(listed) > _MOST_NAMED:
        return f"{word}s {', '.join(listed[:_MOST_NAMED])}, … ({len(listed)} in all)"
    return f"{word}s {', '.join(listed[:-1])} and {listed[-1]}" if listed else f"no {word}s"


def left_out(why: str, lines: Sequence[int]) -> tuple[str, ...]:
    """Say which lines were left out, and why: lines that only `add up other lines`."""
    return (f"Left out, because they only {why}: {on_lines(lines)}.",) if lines else ()
