"""What was read of a file with expenses: the expenses, what came in, what was left out, and what to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext
from typing import Any

from reportwizard.ledger.amounts import in_both_orders, read_money
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import decimals_of, with_own_decimals
from reportwizard.money.day_reading import DayContext
from reportwizard.money.days import date_order, english_date
from reportwizard.money.showing import show_amount
from reportwizard.report.expense import COLUMN_BY_ID, Expense
from reportwizard.text import pluralize

TABLE, STATEMENT, BUDGET_SHEET = "table", "statement", "budget-sheet"
FIELDS = (
    *("amount", "date", "what", "party", "category", "currency", "receipt", "note", "planned"),
    *("status", "direction"),
)
"""The fields whose column the applicant may name."""

REASONS = {
    "pending": "are not booked yet",
    "failed": "failed",
    "declined": "were declined",
    "reversed": "were paid back or reversed",
    "cancelled": "were cancelled",
    "between": "move money between your own accounts or currencies",
    "total": "are totals",
    "balance": "say what was there or is left",
    "apart": "are under other headings (give them a file of their own)",
    "elsewhere": "have their figure in a column that was not read",
    "remark": "hold no amount",
    "zero": "move no money",
}
"""Why a line of a file is neither an expense nor money that came in, in words."""

_MAX_NAMED = 8


@dataclass(frozen=True, slots=True)
class Options:
    """What the applicant said about a file, where it can be read in several ways.

    `decimal` is its decimal mark. `columns` says which column holds a field, by heading, letter or number.
    `direction` is `minus` where money that went out has a minus, `plus` where money that came in has one, and
    `all` where every line is an expense. `sheet` names a sheet of a workbook. `order` is what comes first in
    its days: `day` or `month`.
    """

    decimal: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    direction: str = ""
    sheet: str = ""
    order: str = ""


DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class FileReading:
    """One way to read a file: the value of an option, and what that would mean."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FileQuestion:
    """Something that a file does not say for certain, asked with a cell or a heading of the file itself.

    `option` is the name of a field of `Options`. The likeliest choice comes first. `taken` is the one
    taken meanwhile, because a rule names it; empty if nobody can know, and nothing may be changed.
    """

    option: str
    text: str
    choices: tuple[FileReading, ...]
    taken: str = ""

    def with_answer(self, options: Options, value: str) -> Options:
        """Return the options with this question answered."""
        if self.option == "column":
            return replace(options, columns={**options.columns, "amount": value})
        changed: dict[str, Any] = {self.option: value}
        return replace(options, **changed)

    def sentence(self) -> str:
        """Return the question with the option that answers it."""
        options = [
            f"--{self.option} {_quoted(choice.value)}: {choice.label}"
            for choice in self.choices
            if choice.value != self.taken
        ]
        return f"{self.text} {'; '.join(options)}."


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text or not text.isascii() else text


@dataclass(frozen=True, slots=True)
class LineProblem:
    """Something to fix on one line of the file: `message` says what, and what to do.

    `line` counts from 1, as text editors do. `column` is the id of an expense's column, empty if the
    problem is not in one cell. What is there was kept as it was written.
    """

    line: int
    message: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A line that is no expense: money that came in (`reason` is `in`), or a line that is not counted."""

    line: int
    reason: str
    what: str = ""
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """The expenses of a file. `lines` says on which line of it each of them begins.

    `layout` is `table`, `statement` (a bank's or wallet's list) or `budget-sheet`, empty if nothing was
    read: then `refusal` says why, and what to do. `notes` say what was understood. `sheet` is the sheet of a
    workbook that was read, `sheets` are the others. A question without `taken` must be answered before the
    list may change.
    """

    expenses: tuple[Expense, ...] = ()
    lines: tuple[int, ...] = ()
    layout: str = ""
    problems: tuple[LineProblem, ...] = ()
    notes: tuple[str, ...] = ()
    refusal: str = ""
    money_in: tuple[SkippedLine, ...] = ()
    left_out: tuple[SkippedLine, ...] = ()
    questions: tuple[FileQuestion, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found, and nothing is asked."""
        return not (self.expenses or self.money_in or self.questions)

    @property
    def unanswered(self) -> FileQuestion | None:
        """The first question that must be answered before the list may change."""
        return next((question for question in self.questions if not question.taken), None)

    def all_questions(self) -> tuple[FileQuestion, ...]:
        """The questions of the file, and which of its sheets is to be read."""
        if not self.sheets:
            return self.questions
        sheets = tuple(FileReading(name, f"read the sheet “{name}”") for name in (self.sheet, *self.sheets))
        return (
            *self.questions,
            FileQuestion("sheet", f"The sheet “{self.sheet}” was read.", sheets, self.sheet),
        )


def sums(amounts: Iterable[Amount | None]) -> tuple[Amount, ...]:
    """Return what amounts add up to in each currency, in the order in which these appear."""
    found: dict[str, Decimal] = {}
    with localcontext(prec=100):
        for amount in filter(None, amounts):
            found[amount.currency] = found.get(amount.currency, Decimal(0)) + amount.value
    return tuple(Amount(value, code) for code, value in found.items())


def number_list(word: str, numbers: Iterable[int | str]) -> str:
    """Return numbered things in words: `expense 7`, `lines 3, 9 and 12`, `lines 1, 2, … (40 in all)`."""
    listed = [str(number) for number in numbers]
    if len(listed) == 1:
        return f"{word} {listed[0]}"
    if len(listed) > _MAX_NAMED:
        return f"{word}s {', '.join(listed[:_MAX_NAMED])}, … ({len(listed)} in all)"
    return f"{word}s {', '.join(listed[:-1])} and {listed[-1]}" if listed else f"no {word}s"


def summary_lines(read: LedgerFile, locale: str) -> Iterator[str]:
    """Yield in sentences what was read: money out, money in, what was left out and why."""
    paid = [expense.paid if isinstance(expense.paid, Amount) else None for expense in read.expenses]
    count = pluralize(len(paid), "expense")
    added = _added(paid, locale)
    yield f"{count}, money out: {added}." if added else f"{count}."
    if read.money_in:
        total = _added((line.amount for line in read.money_in), locale)
        where = number_list("line", (line.line for line in read.money_in))
        yield f"Money that came in is not an expense: {total} ({where})."
    for reason, description in REASONS.items():
        if lines := [line for line in read.left_out if line.reason == reason]:
            added = "" if reason in ("total", "balance") else _added((line.amount for line in lines), locale)
            where = number_list("line", (line.line for line in lines))
            yield f"Left out, because they {description}: {where}{f', {added}' if added else ''}."


def repeated_lines(read: LedgerFile, ledger: Iterable[Expense]) -> Iterator[str]:
    """Say which lines a list has already: the same day, words and amount."""
    known = {(expense.date, expense.what, expense.paid) for expense in ledger}
    pairs = zip(read.lines, read.expenses, strict=True)
    if lines := [line for line, paid in pairs if (paid.date, paid.what, paid.paid) in known]:
        yield f"Your list has these already: {number_list('line', lines)}. Do not add them twice."


def _added(amounts: Iterable[Amount | None], locale: str) -> str:
    return " and ".join(show_amount(amount, locale) for amount in sums(amounts))


def problem_lines(read: LedgerFile) -> Iterator[str]:
    """Yield how the file was read, and line by line what is to be fixed; what is so in many lines once."""
    yield from read.notes
    alike: dict[tuple[str, str], list[LineProblem]] = {}
    for problem in read.problems:
        cell, _, about = problem.message.partition(": ")
        alike.setdefault((problem.column, about or cell), []).append(problem)
    for (column, about), problems in alike.items():
        where = number_list("Line", (problem.line for problem in problems))
        where += f", {COLUMN_BY_ID[column].label}" if column else ""
        yield f"{where}: {about if problems[1:] else problems[0].message}"


def mark_question(line: int, text: str, currency: str, locale: str, mark: str) -> FileQuestion | None:
    """Ask what an ambiguous amount means; the whole number first, unless the currency has three decimals.

    `mark` is the decimal mark of its column, if that is known: then it is only said how the amount was read.
    """
    read = {
        sign: value
        for sign in ".,"
        if isinstance(value := read_money(text, currency or "USD", locale, mark=sign).value, Amount)
    }
    if len(read) < 2 or read["."] == read[","]:
        return None
    order = sorted(
        read, key=lambda mark: abs(read[mark].value), reverse=decimals_of(currency or "USD") < len("000")
    )
    shown = {sign: show_amount(with_own_decimals(read[sign]), locale) for sign in order}
    return _either("decimal", line, text.strip(), shown, mark)


def order_question(line: int, text: str, days: DayContext) -> FileQuestion:
    """Ask which day a cell means, or say so where the locale or the project knows what comes first."""
    read = in_both_orders(text, days)
    likely = {order: english_date(read[order]) for order in sorted(read, key=days.order.__ne__)}
    is_known = not date_order(days.locale).both_orders or sum(map(days.holds, read.values())) == 1
    return _either("order", line, text, likely, days.order * is_known)


def _either(option: str, line: int, text: str, shown: Mapping[str, str], taken: str) -> FileQuestion:
    """Ask which of two readings of a cell is meant, or say that the first was `taken`."""
    choices = tuple(FileReading(value, f"read {text} as {label}") for value, label in shown.items())
    (first, label), (_, other) = shown.items()
    taken = taken if taken == first else ""
    asked = f"That was read as {label}." if taken else f"Is that {label} or {other}?"
    return FileQuestion(option, f"Line {line} says {text}. {asked}", choices, taken)
