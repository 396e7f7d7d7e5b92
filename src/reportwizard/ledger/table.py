"""A list of expenses, or a bank's or wallet's list: one line for each expense, and the other lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from reportwizard.kinds.base import Region, Typed
from reportwizard.kinds.unread import from_unclear
from reportwizard.ledger.amounts import days_of, is_blank, problem_text, read_day, read_money
from reportwizard.ledger.columns import MONEY, Columns, currency_above, currency_column, named_column
from reportwizard.ledger.headings import LOCAL, RANKS, currency_in, is_total
from reportwizard.ledger.money_columns import ColumnValues, MoneyColumns, choose_money_columns, find_marks
from reportwizard.ledger.result import (
    NOTHING_SAID,
    STATEMENT,
    TABLE,
    LedgerFile,
    LineProblem,
    Options,
    SkippedLine,
    mark_question,
    number_list,
)  # fmt: skip
from reportwizard.ledger.rows import Cell, Row, text_of
from reportwizard.ledger.statement import (
    DONE,
    IN,
    TRANSFER,
    Line,
    direction_of,
    directions_by_columns,
    directions_by_sign,
    has_direction_marks,
    is_balance,
    split_mark,
    status_of,
    totals_among,
)
from reportwizard.money.amount import Amount
from reportwizard.money.day_reading import DayContext
from reportwizard.report.expense import Expense
from reportwizard.text import clean_line

# What a list cannot do without, and what to write over the column that is missing.
_NEEDED = {
    "amount": "No column for the amounts was found. Write “Amount” over it.",
    "what": "No column says what was paid for. Write “What” over it.",
    "date": "No column for the days was found. Write “Date” over it, where you have them.",
}
_NO_AMOUNT = "There is no amount in this line. Write what was paid, or take the line out."
_BANKS = frozenset(["value_date", "balance", "direction", "status"])
_OF_ONE = "Then write what was paid into a column “Total”, and read the file again."
# What the line of a total may hold besides its figures.
_SAYS_NOTHING = MONEY | {"usd", "currency", "category"}
_CODE_LENGTH = 3
_PRICES = (RANKS.index("priced"), RANKS.index("unit"))


def read_table(
    rows: Sequence[Row], columns: Columns, region: Region, options: Options = NOTHING_SAID
) -> LedgerFile:
    """Read the lines below the headings; `options` is what the applicant said about the file."""
    return _Table(rows, columns, region, options).read()


class _Table:
    """Reads a list downwards, and then says of each line what it is."""

    def __init__(self, rows: Sequence[Row], columns: Columns, region: Region, options: Options) -> None:
        heading = rows[columns.header_index].cells if columns.header_index >= 0 else ()
        self.rows = [
            row for row in rows[columns.header_index + 1 :] if row.cells != heading and _says_something(row)
        ]
        self.columns, self.region, self.options = columns, region, options
        named = {name: named_column(columns, text) for name, text in options.columns.items()}
        self.fields = dict(columns.fields) | {name: at for name, at in named.items() if at is not None}
        self.is_own = columns.is_own
        self.above = currency_above(rows[: max(columns.header_index, 0)])
        self.marks, self.asked = find_marks(self.rows, columns, region, options.decimal)
        self.figures = ColumnValues(self.rows, region, self.marks)
        self.money: MoneyColumns = choose_money_columns(columns, self.figures, options)
        self.questions = list(self.money.questions)
        days = (row.text(self.fields.get("date")) for row in self.rows)
        self.days = days_of(days, DayContext(region.locale, region.first, region.last, in_file=True))
        self.unknown: dict[str, list[int]] = {}
        self.currencies: dict[int, int | None] = {}
        self.lines: list[Line] = []

    @property
    def is_statement(self) -> bool:
        """Whether this is the list of a bank or a wallet."""
        money = self.money
        return (
            money.income is not None
            or (money.out is not None and money.balance is not None)
            or not _BANKS.isdisjoint(self.fields)
        )

    # --- reading ----------------------------------------------------------------------------------------

    def read(self) -> LedgerFile:
        """Read every line, and say what it is: an expense, money that came in, or none of them."""
        self._marked = self.money.amount is not None and has_direction_marks(
            row.text(self.money.amount) for row in self.rows
        )
        self.lines = [self._line(place, row) for place, row in enumerate(self.rows)]
        if not self.is_own:
            for line in self.lines:
                self._read_status(line)
            if self.money.out is not None or self.money.income is not None:
                directions_by_columns(self.lines)
            elif question := directions_by_sign(
                self.lines, self.options.direction, is_statement=self.is_statement
            ):
                self.questions.append(question)
        self._totals()
        self._ask_marks()
        kept = [line for line in self.lines if not line.reason and line.direction != IN]
        problems = (problem for line in self.lines if not line.reason for problem in _problems(line))
        return LedgerFile(
            tuple(line.expense for line in kept),
            tuple(line.row.line for line in kept),
            STATEMENT if self.is_statement else TABLE,
            (*self._of_headings(), *problems),
            tuple(self._said()),
            money_in=tuple(
                _not_taken(line, IN) for line in self.lines if not line.reason and line.direction == IN
            ),
            left_out=tuple(_not_taken(line, line.reason) for line in self.lines if line.reason),
            questions=tuple(self.questions),
        )

    def _line(self, place: int, row: Row) -> Line:
        line = Line(row)
        if any(row.cells[self.columns.width :]) and all(isinstance(cell, str) for cell in row.cells):
            line.is_torn = True
            words = clean_line("; ".join(text_of(cell) for cell in row.cells if cell != ""))
            line.expense = Expense(what=words)
            message = (
                f"This line has {len(row.cells)} cells under {self.columns.width} headings. Is there a"
                " separator inside an amount or a text? Put quotation marks around it. The line was kept as"
                " one text, not counted."
            )
            line.problems.append(("", message))
            return line
        money = self.money
        amount = self._amount(line, money.amount, "amount")
        for other in money.others if amount is None else ():
            amount = amount or self._amount(line, other, "amount")
        line.out = self._amount(line, money.out, "amount")
        line.income = self._amount(line, money.income, "amount")
        line.balance, line.fee = (
            None if column is None else self.figures.of(column)[place]
            for column in (money.balance, money.fee)
        )
        code = "" if money.amount is None else self._named(row, money.amount)[1]
        line.expense = Expense(
            date=self._day(line),
            what=self._what(row),
            category=self._text(row, "category"),
            amount=amount,
            usd=self._amount(line, money.usd, "usd", otherwise="USD"),
            planned=self._amount(line, money.planned, "planned", otherwise=code),
            receipt=self._text(row, "receipt"),
            note=self._text(row, "note"),
        )
        return line

    def _text(self, row: Row, name: str) -> str:
        return clean_line(row.text(self.fields.get(name)))

    def _what(self, row: Row) -> str:
        """Return whom and what was paid for; a name that the words repeat is there once."""
        who, what = self._text(row, "party"), self._text(row, "what")
        if who and what and who.casefold() not in what.casefold():
            return f"{who}: {what}"
        return what or who or ("" if self.is_own else self._text(row, "category"))

    def _day(self, line: Line) -> dt.date | Typed | None:
        cell = line.row.cell(self.fields.get("date"))
        if is_blank(cell):
            return None
        if isinstance(cell, str) and (kept := from_unclear(cell)):
            return kept
        reading = read_day(cell, self.days)
        line.problems += [("date", problem_text(problem)) for problem in reading.problems]
        return reading.value if isinstance(reading.value, dt.date | Typed) else None

    def _amount(
        self, line: Line, column: int | None, name: str, otherwise: str = ""
    ) -> Amount | Typed | None:
        """Read an amount; `otherwise` is its currency where neither its line nor its heading names one."""
        cell: Cell = line.row.cell(column)
        if column is None or is_blank(cell):
            return None
        if isinstance(cell, str):
            if kept := from_unclear(cell):
                return kept
            if self._marked and column == self.money.amount:
                cell, line.direction = split_mark(cell)
        named, code = self._named(line.row, column) if name == "amount" else ("", "")
        if any(map(str.isdecimal, named)) and not code:
            # A comma tore an amount apart, so that a number is in the place of its currency.
            words = (
                f"“{named}” is not a currency. If it belongs to the amount, put quotation marks around both."
            )
            line.problems.append(("amount", words))
            return Typed(f"{text_of(cell)}, {named}", self.above or self.region.currency)
        currency, beside = self._currency(column, code, "" if code else named, otherwise)
        reading = read_money(
            cell,
            currency,
            self.region.locale,
            fixed=bool(code),
            mark=self.marks.get(column, ""),
            beside=beside,
        )
        line.problems += [(name, problem_text(problem)) for problem in reading.problems]
        line.problems += [(name, f"{text_of(cell).strip()}: {note}") for note in reading.notes]
        return reading.value if isinstance(reading.value, Amount | Typed) else None

    def _named(self, row: Row, column: int) -> tuple[str, str]:
        """Return what the line says about the currency of an amount: the words, and the code they mean."""
        if column not in self.currencies:
            self.currencies[column] = currency_column(self.columns, column)
        named = row.text(self.currencies[column])
        return named, currency_in(named) if named else ""

    def _currency(self, column: int, code: str, beside: str, otherwise: str) -> tuple[str, str]:
        """Return the code that an amount is in, and the sign or word to read beside it."""
        headed = self.columns.headings[column].currency
        own = self.above or self.region.currency
        if headed == LOCAL:
            headed = self.region.currency or own
        if not code and headed and len(headed) != _CODE_LENGTH:
            headed, beside = "", beside or headed
        return code or headed or otherwise or own, beside

    # --- which way the money went -----------------------------------------------------------------------

    def _read_status(self, line: Line) -> None:
        """Note what the mark and the status of a line say."""
        line.direction = line.direction or direction_of(line.row.text(self.fields.get("direction")))
        status = status_of(line.row.text(self.fields.get("status"))) if "status" in self.fields else ""
        if status and status != DONE:
            line.reason = status
        elif not status and (status := self._text(line.row, "status")):
            self.unknown.setdefault(status, []).append(line.row.line)
        texts = (line.row.text(self.fields.get(name)) for name in ("what", "party", "category", "note"))
        if line.direction == TRANSFER or (self.is_statement and TRANSFER in map(direction_of, texts)):
            line.reason = TRANSFER

    # --- what is no expense -----------------------------------------------------------------------------

    def _totals(self) -> None:
        """Say which lines add up others, hold no money, or say what is left."""
        dated = sum("date" in self.fields and line.expense.date is not None for line in self.lines)
        for line in self.lines:
            self._look(line)
        last = self.lines[-1] if self.lines and dated == len(self.lines) - 1 >= 2 else None
        if last and last.expense.date is None and not self._is_numbered(last):
            last.is_bare = last.is_bare or not last.reason
        for at in totals_among(self.lines):
            self.lines[at].reason = "total"

    def _look(self, line: Line) -> None:
        if line.is_torn:
            return
        row, expense = line.row, line.expense
        texts = [text_of(cell) for cell in row.cells if isinstance(cell, str) and cell]
        first = texts[0] if texts else ""
        listed = self._is_numbered(line)
        dated = isinstance(expense.date, dt.date) or (expense.date is not None and not is_total(first))
        lonely = len([cell for cell in row.cells if cell != ""]) == 1 and expense.is_unpaid
        named = (number for name, number in self.fields.items() if name not in _SAYS_NOTHING)
        line.is_bare = not any(map(row.text, named)) and not lonely
        says = (first, expense.what)
        may_be_balance = expense.is_unpaid or not dated or self.is_statement
        if not self.is_own and may_be_balance and any(map(is_balance, says)):
            line.reason = "balance"
        elif not listed and not dated and any(map(is_total, says)):
            line.is_total = True
        elif not listed and (
            lonely
            or (expense.is_unpaid and (self.is_statement or not any(map(row.text, self.fields.values()))))
        ):
            line.reason = line.reason or "remark"
        elif not self.is_own and self.is_statement and line.value == 0:
            line.reason = line.reason or "zero"

    def _is_numbered(self, line: Line) -> bool:
        return any(map(str.isdecimal, line.row.text(self.fields.get("number"))))

    def _ask_marks(self) -> None:
        """Ask about the first amount of a column that has two readings, with the cell itself."""
        money = self.money
        for column in (money.amount, money.out, money.income, money.usd, money.planned, *money.others):
            if column is None or column not in self.asked:
                continue
            place, text = self.asked[column]
            code = self._currency(column, self._named(self.rows[place], column)[1], "", "")[0]
            if question := mark_question(self.rows[place].line, text, code, self.region.locale):
                self.questions.append(question)
                return

    def _of_headings(self) -> Iterator[LineProblem]:
        columns = self.columns
        for message in columns.faults:
            yield LineProblem(columns.line or 1, message)
        amount = self.money.amount
        if amount is not None and "quantity" in self.fields and columns.headings[amount].rank in _PRICES:
            words = f"“{columns.heading(amount)}” may be the price of one piece. {_OF_ONE}"
            yield LineProblem(columns.line, words, "amount")
        found = {
            *self.fields,
            *(["amount"] if not MONEY.isdisjoint(self.fields.keys() - {"planned", "balance", "fee"}) else []),
        }
        for name, words in _NEEDED.items():
            if name not in found and columns.header_index >= 0 and not self.is_own:
                yield LineProblem(columns.line, words, name)

    def _said(self) -> Iterator[str]:
        for status, lines in self.unknown.items():
            where = number_list("line", lines)
            yield f"“{status}” does not say whether money was paid, so {where} was counted."
        amount = self.money.amount
        is_told = "amount" in self.options.columns or self.columns.header_index < 0
        if amount is not None and not is_told and not self.columns.headings[amount].meanings:
            yield f"The amounts come from the column “{self.columns.heading(amount)}”."
        fees = [line for line in self.lines if line.fee and not line.reason and line.direction != IN]
        if self.money.fee is not None and fees:
            heading, where = (
                self.columns.heading(self.money.fee),
                number_list("line", (line.row.line for line in fees)),
            )
            yield f"“{heading}” was not added ({where}). If it is not in the amounts, add it."
        if self.columns.header_index < 0:
            yield "The columns have no headings: they were recognised by their cells."
        if self.columns.unplaced:
            named = ", ".join(f"“{text}”" for text in self.columns.unplaced)
            yield f"Left out, because the list has no place for these columns: {named}."


def _says_something(row: Row) -> bool:
    """Whether a line is more than a row of dashes or stars."""
    return any(not isinstance(cell, str) or any(map(str.isalnum, cell)) for cell in row.cells)


def _not_taken(line: Line, reason: str) -> SkippedLine:
    paid = line.expense.paid
    what = line.expense.what or next((text for cell in line.row.cells if (text := text_of(cell))), "")
    return SkippedLine(line.row.line, reason, what, paid if isinstance(paid, Amount) else None)


def _problems(line: Line) -> Iterator[LineProblem]:
    for column, message in line.problems:
        yield LineProblem(line.row.line, message, column)
    if not line.problems and line.direction != IN and line.expense.is_unpaid:
        yield LineProblem(line.row.line, _NO_AMOUNT, "amount")
