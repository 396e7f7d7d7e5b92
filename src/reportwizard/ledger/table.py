"""A list of expenses, or a bank's or wallet's list: one line for each expense, and the other lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import localcontext
from itertools import takewhile

from reportwizard.kinds.values import Region, Typed, from_unclear
from reportwizard.ledger.amounts import days_of, is_blank, problem_text, read_day, read_money
from reportwizard.ledger.columns import (
    MONEY,
    Columns,
    currency_above,
    currency_column,
    kind_of,
    named_column,
    split_tables,
    units_above,
)
from reportwizard.ledger.headings import LOCAL, RANKS, currency_in, total_in
from reportwizard.ledger.money_columns import ColumnValues, MoneyColumns, choose_money_columns, find_marks
from reportwizard.ledger.result import (
    DEFAULTS,
    STATEMENT,
    TABLE,
    LedgerFile,
    LineProblem,
    Options,
    SkippedLine,
    mark_question,
    number_list,
    order_question,
)
from reportwizard.ledger.rows import Cell, Money, Row, text_of
from reportwizard.ledger.statement import (
    DONE,
    IN,
    TRANSFER,
    Line,
    add_fees,
    direction_of,
    directions_by_columns,
    directions_by_sign,
    figures_of,
    has_direction_marks,
    is_balance,
    is_balance_of,
    split_mark,
    status_of,
    summed_up,
    totals_among,
)
from reportwizard.money.amount import Amount
from reportwizard.money.day_reading import DayContext
from reportwizard.money.showing import show_amount
from reportwizard.report.expense import Expense
from reportwizard.text import clean_line

# What a list cannot do without, and what to write over the column that is missing.
_MISSING = {
    "amount": "No column for the amounts was found. Write “Amount” above it.",
    "what": "No column says what was paid for. Write “What” above it.",
    "date": "No column for the days was found. Write “Date” above it, where you have them.",
}
_NAMELESS = (
    "Column {} has no heading; its cells were left out. If one heading covers several columns, undo the"
    " merging and write a heading above each of them."
)
_NO_AMOUNT = "There is no amount in this line. Write what was paid, or take the line out."
_ALL_WENT_OUT = "Every line was counted as money that went out. If money came in, take its line out."
_NO_DAY = "This line has no day, unlike those above it. It was counted. If it is no expense, take it out."
_SUM = "This is the sum of the lines above it. It was counted. If it is a total, take the line out."
_BANKS = frozenset(["value_date", "before", "balance", "direction", "status"])
_PRICE_ADVICE = "Then write what was paid into a column “Total”, and read the file again."
# What the line of a total may hold besides its figures.
_MAY_BE_IN_A_TOTAL = MONEY | {"usd", "currency", "category"}
_COUNTED = ("date", "number")
_PRICES = (RANKS.index("priced"), RANKS.index("unit"))


def read_table(
    rows: Sequence[Row], columns: Columns, region: Region, options: Options = DEFAULTS
) -> LedgerFile:
    """Read the lines below the headings; `options` is what the applicant said about the file."""
    if wrong := [text for text in options.columns.values() if named_column(columns, text) is None]:
        names = ", ".join(f"“{columns.heading(number)}”" for number in range(len(columns.headings)))
        return LedgerFile(refusal=f"There is no column “{wrong[0]}” in this list. It has {names}.")
    return _Table(rows, columns, region, options).read()


class _Table:
    """Reads a list downwards, and then says of each line what it is."""

    def __init__(self, rows: Sequence[Row], columns: Columns, region: Region, options: Options) -> None:
        top = columns.header_index
        ours, others = split_tables(rows, top, columns.headings)
        self.rows, self.others = (list(filter(_has_content, lines)) for lines in (ours, others))
        self.columns, self.region, self.options = columns, region, options
        found = ((name, named_column(columns, text)) for name, text in options.columns.items())
        named = {name: at for name, at in found if at is not None}
        self.fields, amount = {**columns.fields, **named}, named.pop("amount", None)
        # What somebody named for another field holds no amount.
        amounts, numbers = (
            tuple(at for at in ats if at not in named.values()) for ats in (columns.amounts, columns.numbers)
        )
        self.columns = columns = replace(columns, amounts=amounts, numbers=numbers)
        self.is_own = columns.is_own
        scale, self.above = units_above(rows[: max(top, 0)])
        self.currency = currency_above(rows[: max(top, 0)]) or self.above or region.currency
        self.marks, self.ambiguous_cells = find_marks(self.rows, columns, region, options.decimal)
        headings = enumerate(() if self.is_own else columns.headings)
        scales = {at: name for at, heading in headings if (name := heading.scale or scale)}
        self.figures = ColumnValues(self.rows, region, self.marks, scales)
        self.money: MoneyColumns = choose_money_columns(columns, self.figures, amount)
        self.questions = list(self.money.questions)
        days = {row.text(self.fields.get("date")): row.line for row in reversed(self.rows)}
        around = DayContext(region.locale, region.first, region.last, order=options.order, in_file=True)
        self.days, asked = days_of(reversed(days), around)
        self.questions += [order_question(days[asked], asked, self.days)] if asked else []
        self.has_marks = self.money.amount is not None and has_direction_marks(
            row.text(self.money.amount) for row in self.rows
        )
        self.unknown: dict[tuple[str, str], list[int]] = {}
        self.currencies: dict[int, int | None] = {}
        self.lines: list[Line] = []

    @property
    def is_statement(self) -> bool:
        """Whether this is the list of a bank or a wallet."""
        money = self.money
        has_pair = money.income is not None or (money.out is not None and money.balance is not None)
        return has_pair or not _BANKS.isdisjoint(self.fields)

    def read(self) -> LedgerFile:
        """Read every line, and say what it is: an expense, money that came in, or none of them."""
        self.lines = [self._line(index, row) for index, row in enumerate(self.rows)]
        if not self.is_own:
            for line in self.lines:
                self._read_status(line)
            if self.money.out is not None or self.money.income is not None:
                directions_by_columns(self.lines)
            elif question := directions_by_sign(
                self.lines, self.options.direction, is_statement=self.is_statement
            ):
                self.questions.append(question)
            add_fees(self.lines)
            self._read_unclear_marks()
        self._totals()
        self._add_mark_question()
        taken = [line for line in self.lines if not line.reason]
        expenses = [line for line in taken if line.direction != IN]
        return LedgerFile(
            tuple(line.expense for line in expenses),
            tuple(line.row.line for line in expenses),
            STATEMENT if self.is_statement else TABLE,
            (*self._heading_problems(), *(problem for line in self.lines for problem in _problems(line))),
            tuple(self._notes()),
            money_in=tuple(_skipped(line, IN) for line in taken if line.direction == IN),
            left_out=(
                *(_skipped(line, line.reason) for line in self.lines if line.reason),
                *(_skipped(Line(row), "apart") for row in self.others),
            ),
            questions=tuple(self.questions),
        )

    def _line(self, index: int, row: Row) -> Line:
        width = len(self.columns.headings)
        if any(row.cells[width:]) and all(isinstance(cell, str) for cell in row.cells):
            message = (
                f"This line has {len(row.cells)} cells under {width} headings. Is there a separator inside"
                " an amount or a text? Put quotation marks around it. The line was kept as one text, not"
                " counted."
            )
            text = clean_line("; ".join(text_of(cell) for cell in row.cells if cell != ""))
            return Line(row, Expense(what=text), is_torn=True, problems=[("", message)])
        line, money = Line(row), self.money
        amount = self._amount(line, money.amount, "amount")
        for other in money.others if amount is None else ():
            amount = amount or self._amount(line, other, "amount")
        line.out = self._amount(line, money.out, "amount")
        line.income = self._amount(line, money.income, "amount")
        line.balance, line.fee, line.before = (
            None if column is None else self.figures.of(column)[index]
            for column in (money.balance, money.fee, money.before)
        )
        code = "" if money.amount is None else self._named(row, money.amount)[1]
        who, what = self._text(row, "party"), self._text(row, "what")
        if who and what and who.casefold() not in what.casefold():
            what = f"{who}: {what}"
        line.expense = Expense(
            date=self._day(line),
            what=what or who or ("" if self.is_own else self._text(row, "category")),
            category=self._text(row, "category"),
            amount=amount,
            usd=self._amount(line, money.usd, "usd", default="USD"),
            planned=self._amount(line, money.planned, "planned", default=code),
            receipt=self._text(row, "receipt"),
            note=self._text(row, "note"),
        )
        return line

    def _text(self, row: Row, name: str) -> str:
        text = row.text(self.fields.get(name))
        return clean_line(text) if text else ""

    def _day(self, line: Line) -> dt.date | Typed | None:
        cell = line.row.cell(self.fields.get("date"))
        if is_blank(cell):
            return None
        if isinstance(cell, str) and (kept := from_unclear(cell)):
            return kept
        reading = read_day(cell, self.days)
        line.problems += [("date", problem_text(problem)) for problem in reading.problems]
        return reading.value if isinstance(reading.value, dt.date | Typed) else None

    def _amount(self, line: Line, column: int | None, name: str, default: str = "") -> Amount | Typed | None:
        """Read an amount; `default` is its currency where neither its line nor its heading names one."""
        cell: Cell = line.row.cell(column)
        if column is None or is_blank(cell):
            return None
        if isinstance(cell, str):
            if kept := from_unclear(cell):
                return kept
            if self.has_marks and column == self.money.amount:
                cell, line.direction = split_mark(cell)
        named, code = self._named(line.row, column) if name == "amount" else ("", "")
        if any(map(str.isdecimal, named)) and not code:
            # A comma split an amount, so that a number is in the column of its currency.
            problem = (
                f"“{named}” is not a currency. If it belongs to the amount, put quotation marks around both."
            )
            line.problems.append(("amount", problem))
            return Typed(f"{text_of(cell)}, {named}", self.currency)
        currency, sign = self._currency(column, code, "" if code else named, default)
        shown = cell.sign if isinstance(cell, Money) and not self.is_own else ""
        mark, scale = self.marks.get(column, ""), self.figures.scale(column, cell)
        beside = " ".join(filter(None, (scale, sign, shown))) if scale or shown else sign
        reading = read_money(cell, currency, self.region.locale, fixed=bool(code), mark=mark, beside=beside)
        line.problems += [(name, problem_text(problem)) for problem in reading.problems]
        line.problems += [(name, f"{text_of(cell).strip()}: {note}") for note in reading.notes]
        return reading.value if isinstance(reading.value, Amount | Typed) else None

    def _named(self, row: Row, column: int) -> tuple[str, str]:
        """Return what the line says about the currency of an amount: the text, and the code it means."""
        if column not in self.currencies:
            self.currencies[column] = currency_column(self.columns, column)
        named = row.text(self.currencies[column])
        return named, currency_in(named) if named else ""

    def _currency(self, column: int, code: str, sign: str, default: str) -> tuple[str, str]:
        """Return the code that an amount is in, and the sign or word to read beside it."""
        heading = self.columns.headings[column].currency
        if heading == LOCAL:
            heading = self.region.currency or self.currency
        if not code and heading and len(heading) != 3:
            heading, sign = "", sign or heading
        return code or heading or default or self.currency, sign

    def _read_unclear_marks(self) -> None:
        """Note which marks, or words that sound like one, say nothing of lines that are counted."""
        column = self.fields.get("direction", self.columns.unclear_marks)
        for line in self.lines:
            mark, category = line.row.text(column), line.expense.category
            mark = mark or category * (direction_of(category) == IN)
            if mark and line.value and not (line.direction or line.reason):
                self.unknown.setdefault((mark, "which way money went"), []).append(line.row.line)

    def _read_status(self, line: Line) -> None:
        """Note what the mark and the status of a line say."""
        line.direction = line.direction or direction_of(line.row.text(self.fields.get("direction")))
        text = self._text(line.row, "status")
        status = status_of(text)
        if status not in ("", DONE):
            line.reason = status
        elif text and not status:
            self.unknown.setdefault((text, "whether money was paid"), []).append(line.row.line)
        texts = (line.row.text(self.fields.get(name)) for name in ("what", "party", "category", "note"))
        if line.direction == TRANSFER or (self.is_statement and TRANSFER in map(direction_of, texts)):
            line.reason = TRANSFER

    def _totals(self) -> None:
        """Find the lines that add up others, hold no money, or say what is left."""
        for line in self.lines:
            self._classify(line)
        others = [line for line in self.lines if not (line.adds or line.reason)]
        dated = self.lines if 2 * sum(map(self._has_day, others)) > len(others) else []
        for line in dated:
            if not (self._has_day(line) or self._is_numbered(line)):
                line.adds = line.adds or 2
                line.is_total = line.is_total or "end" in map(total_in, self._texts(line.row))
        totals = [(self.lines[at], figures) for at, figures in totals_among(self.lines).items()]
        for line, _ in totals:
            line.reason, line.problems = "total", []
        for at, reason in summed_up(self.lines).items() if not self.is_own else ():
            self.lines[at].reason, self.lines[at].problems = self.lines[at].reason or reason, []
        paid = [line for line in self.lines if line.value is not None and line.reason != "total"]
        is_odd = any(line.reason or line.direction == IN for line in paid)
        if not (is_odd or self.is_statement or len({line.currency for line in paid}) > 1):
            for line, figures in totals:
                line.problems += [("amount", self._wrong_total(*figures))] if figures else []
        self._tell_of_odd_lines(dated)

    def _tell_of_odd_lines(self, dated: Sequence[Line]) -> None:
        """Tell of last lines that were counted and may be none: without a day, or the sum of all others."""
        for line in takewhile(lambda line: not self._has_day(line), reversed(dated)):
            if line.expense.paid is not None and not (line.reason or line.direction == IN or line.problems):
                line.problems.append(("date", _NO_DAY))
        counted = [line for line in self.lines if line.value and not (line.reason or line.direction == IN)]
        values = [line.value or 0 for line in counted]
        if len(values) > 2 and not self.is_own and values[-1] == sum(values[:-1]):
            counted[-1].problems = counted[-1].problems or [("amount", _SUM)]

    def _has_day(self, line: Line) -> bool:
        """Whether a line has a day, even one that can be read in two ways."""
        cell = line.row.cell(self.fields.get("date"))
        return isinstance(line.expense.date, dt.date) or kind_of(cell) == "day"

    def _wrong_total(self, printed: Amount, added: Amount) -> str:
        """Say that a total does not fit, and by how much."""
        with localcontext(prec=100):
            amounts = printed, added, replace(added, value=abs(added.value - printed.value))
        total, real, difference = (show_amount(amount, self.region.locale) for amount in amounts)
        less = "less" if added.value < printed.value else "more"
        return (
            f"This total says {total}, but its lines add up to {real}, {difference} {less}."
            " It was not counted. Is a line missing, or an amount wrong?"
        )

    def _classify(self, line: Line) -> None:
        row, expense = line.row, line.expense
        filled = [cell for cell in row.cells if cell != ""]
        first = next((cell for cell in filled if isinstance(cell, str)), "")
        if line.is_torn:
            line.is_total = total_in(first) == "begin"
            return
        starts = map(total_in, (first, row.text(self.fields.get("date"))))
        is_dated = isinstance(expense.date, dt.date) or bool(expense.date and "begin" not in starts)
        is_single = len(filled) == 1 and expense.is_unpaid
        is_remark = is_single and any(map(str.isalpha, first))
        totals = {*map(total_in, (first, expense.what, *self._texts(row)))}
        if not (is_single or any(self._words(row))):
            line.adds = 1
        elif not self.is_own and any(totals):
            line.adds = 2 if is_dated or self._is_numbered(line) else 1
        may_be_balance = expense.is_unpaid or not is_dated or self.is_statement
        is_foot = ":" in row.cells and not isinstance(expense.date, dt.date)
        is_named = may_be_balance and any(map(is_balance, (first, expense.what)))
        if not self.is_own and (is_foot or is_named):
            line.reason = "balance"
        elif is_remark or not self._is_numbered(line):
            is_empty = self.is_statement or not any(map(row.text, self.fields.values()))
            if "begin" in totals and not is_dated:
                line.is_total = True
            elif is_single or (expense.is_unpaid and is_empty):
                unread = {*self.columns.amounts, *self.columns.numbers}.difference(self.money.columns)
                line.reason = line.reason or ("elsewhere" if any(map(row.text, unread)) else "remark")
        if not self.is_own and self.is_statement and line.value == 0 and not line.is_total:
            line.reason = line.reason or "zero"

    def _words(self, row: Row) -> Iterator[str]:
        """Yield what a line says besides its figures; a word in place of a day or number may name a total."""
        for name, column in self.fields.items():
            text = row.text(column)
            if name not in _MAY_BE_IN_A_TOTAL and (name not in _COUNTED or any(map(str.isdecimal, text))):
                yield text

    def _texts(self, row: Row) -> list[str]:
        """Return the cells that may say that a line adds up others; a note is about something else."""
        notes = self.fields.get("note"), self.fields.get("receipt")
        texts = (cell for at, cell in enumerate(row.cells) if at not in notes and isinstance(cell, str))
        return [text for text in texts if any(map(str.isalpha, text))]

    def _is_numbered(self, line: Line) -> bool:
        number = line.row.text(self.fields.get("number"))
        return any(map(str.isdecimal, number)) and total_in(number) != "begin"

    def _add_mark_question(self) -> None:
        """Ask about the first amount of a column that has two readings, with the cell itself."""
        money = self.money
        for column in (money.amount, money.out, money.income, money.usd, money.planned, *money.others):
            if column is None or column not in self.ambiguous_cells:
                continue
            place, text = self.ambiguous_cells[column]
            row, mark = self.rows[place], self.marks[column]
            code = self._currency(column, self._named(row, column)[1], "", "")[0]
            if question := mark_question(row.line, text, code, self.region.locale, mark):
                self.questions.append(question)
                return

    def _left_out(self) -> list[int]:
        """Return the columns of which nothing was read; one without a heading and without cells is none."""
        used = {*self.fields.values(), *self.money.columns}
        headings, profiles = self.columns.headings, self.columns.profiles
        free = (number for number in range(len(profiles)) if number not in used)
        return [number for number in free if headings[number].text or profiles[number].filled]

    def _heading_problems(self) -> Iterator[LineProblem]:
        columns, amount = self.columns, self.money.amount
        for message in columns.faults:
            yield LineProblem(columns.line or 1, message)
        for number in self._left_out() if any(heading.text for heading in columns.headings) else ():
            if not columns.headings[number].text:
                yield LineProblem(columns.line, _NAMELESS.format(number + 1))
        if amount is not None and "quantity" in self.fields and columns.headings[amount].rank in _PRICES:
            message = f"“{columns.heading(amount)}” may be the price of one piece. {_PRICE_ADVICE}"
            yield LineProblem(columns.line, message, "amount")
        found = set(self.fields)
        if not MONEY.isdisjoint(found - {"planned", "balance", "fee"}):
            found.add("amount")
        for name, message in _MISSING.items():
            if name not in found and columns.header_index >= 0 and not self.is_own:
                yield LineProblem(columns.line, message, name)

    def _of_balances(self) -> Iterator[str]:
        """Say that the balances fit no line, where nothing else says which way money went."""
        balance, is_said = self.money.balance, any(line.direction for line in self.lines)
        if balance is None or is_said or self.money.planned is not None:
            return
        figures = figures_of(self.lines)
        if any(figures[1]) and not is_balance_of(*figures):
            name = self.columns.heading(balance)
            yield f"“{name}” does not say which money came in. {_ALL_WENT_OUT}"

    def _of_units(self) -> Iterator[str]:
        """Say what multiplied the figures, and what gave them another currency than that of the report."""
        for column in self.money.columns:
            if column is not None and (scale := self.figures.scales.get(column, "")):
                yield f"“{self.columns.heading(column)}” was multiplied: its figures were read in “{scale}”."
        read = {line.currency for line in self.lines}
        if self.above not in ("", self.region.currency) and self.above in read:
            yield f"The amounts were read in {self.above}, as a line above the headings says."

    def _notes(self) -> Iterator[str]:
        columns, amount, fee = self.columns, self.money.amount, self.money.fee
        for (text, about), lines in self.unknown.items():
            counted = f"{number_list('line', lines)} {'was' if len(lines) == 1 else 'were'} counted"
            yield f"“{text}” does not say {about}, so {counted}."
        yield from self._of_units()
        is_said = self.money.questions or "amount" in self.options.columns or columns.header_index < 0
        if amount is not None and not is_said and not columns.headings[amount].meanings:
            yield f"The amounts come from the column “{columns.heading(amount)}”."
        fees = [line for line in self.lines if line.fee and not line.reason and line.direction != IN]
        if fee is not None and fees:
            where = number_list("line", (line.row.line for line in fees))
            yield f"“{columns.heading(fee)}” was not added ({where}). If it is not in the amounts, add it."
        yield from self._of_balances()
        same: dict[tuple[Cell, ...], list[int]] = {}
        for line in self.lines:
            if not (line.reason or self.is_own):
                same.setdefault(line.row.cells, []).append(line.row.line)
        for lines in same.values():
            if len(lines) > 1:
                yield f"{number_list('line', lines).capitalize()} are the same. Each of them was counted."
        if columns.header_index < 0:
            yield "The columns have no headings: they were recognised by their cells."
        others = (number for number in self._left_out() if number not in columns.amounts)
        texts = (columns.headings[number].text for number in others)
        if named := ", ".join(f"“{text}”" for text in texts if text):
            yield f"Columns left out: {named}. To take one in, write Kind, Receipt or Note above it."


def _has_content(row: Row) -> bool:
    """Whether a line is more than a row of dashes or stars."""
    return any(not isinstance(cell, str) or any(map(str.isalnum, cell)) for cell in row.cells)


def _skipped(line: Line, reason: str) -> SkippedLine:
    paid = line.expense.paid
    what = line.expense.what or next((text for cell in line.row.cells if (text := text_of(cell))), "")
    return SkippedLine(line.row.line, reason, what, paid if isinstance(paid, Amount) else None)


def _problems(line: Line) -> Iterator[LineProblem]:
    for column, message in line.problems if line.reason in ("", "total") else ():
        yield LineProblem(line.row.line, message, column)
    if not (line.problems or line.reason) and line.direction != IN and line.expense.is_unpaid:
        yield LineProblem(line.row.line, _NO_AMOUNT, "amount")
