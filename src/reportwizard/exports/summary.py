"""A report at a glance: how many people and pages, and what was awarded, spent and is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Context
from typing import NamedTuple

from reportwizard.kinds.base import Column
from reportwizard.kinds.table import cells_of
from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount, show_count
from reportwizard.report.report import Report

_EXACT = Context(prec=100)
_PEOPLE = {"people.participants": "took part", "people.editors": "edited", "people.organizers": "organized"}
_PAGES = {"pages.created": "created", "pages.improved": "improved"}
_FILES = "pages.files"


class Figure(NamedTuple):
    """One figure for large print: `People`, `18`, and a few words that belong below it."""

    label: str
    value: str
    note: str


class Measure(NamedTuple):
    """How much of a target was reached, in the same unit; both are finite and not negative."""

    reached: float
    aim: float


class Fund(NamedTuple):
    """The rows Awarded, Spent and Left, with an amount for each currency; and the share that was spent."""

    rows: tuple[tuple[str, ...], ...]
    share: Measure


def figures(report: Report) -> tuple[Figure, ...]:
    """Return the figures for which the report has an answer: people, pages, money."""
    return (*_people(report), *_pages(report), *_money(report))


def _people(report: Report) -> Iterator[Figure]:
    came, *others = ((_in_row(report, role), word) for role, word in _PEOPLE.items())
    if came[0]:
        yield Figure("People", show_count(came[0], report.locale), _counted(others, report) or came[1])


def _pages(report: Report) -> Iterator[Figure]:
    for label, files in (("Pages", False), ("Files", True)):
        kinds = [(_in_columns(report, role, files=files), word) for role, word in _PAGES.items()]
        if total := sum(number for number, _ in kinds):
            yield Figure(label, show_count(total, report.locale), _counted(kinds, report))


def _money(report: Report) -> Iterator[Figure]:
    for awarded, spent in _amounts(report)[:1]:
        words = f"spent of {show_amount(awarded, report.locale)}" if awarded else "spent"
        yield Figure("Money", show_amount(spent, report.locale), words)


def fund(report: Report) -> Fund | None:
    """Return what was awarded, spent and is left; None if one of the first two is not known."""
    pairs = [(awarded, spent) for awarded, spent in _amounts(report) if awarded and awarded.value > 0]
    if not pairs:
        return None
    left = [Amount(_EXACT.subtract(one.value, two.value), two.currency) for one, two in pairs]
    awarded, spent = zip(*pairs, strict=True)
    named = (("Awarded", awarded), ("Spent", spent), ("Left", left))
    rows = tuple((name, *(show_amount(one, report.locale) for one in row)) for name, row in named)
    return Fund(rows, Measure(float(spent[0].value), float(awarded[0].value)))


def measures(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> tuple[Measure | None, ...]:
    """Return for each row of a table what was reached of its target, where both are whole numbers."""
    roles = [column.role for column in columns]
    aims = [at for at, role in enumerate(roles) if role == "column.target"]
    results = [at for at, role in enumerate(roles) if role == "column.result" or role in _PAGES]
    return tuple(_measure([row[at] for at in aims], [row[at] for at in results]) for row in rows)


def _measure(aims: Sequence[str], results: Sequence[str]) -> Measure | None:
    aim, reached = (
        [int(cell) for cell in cells if cell.isascii() and cell.isdigit() and len(cell) < 16]
        for cells in (aims, results)
    )
    return Measure(sum(reached), sum(aim)) if sum(aim) and reached else None


def _counted(counts: Sequence[tuple[int, str]], report: Report) -> str:
    return ", ".join(f"{show_count(number, report.locale)} {word}" for number, word in counts if number)


def _in_row(report: Report, role: str) -> int:
    """The result in the row that has a role, or the answer to the question that has it."""
    table, row = report.form.row_role(role) or (None, None)
    result = table.column_role("column.result") if table else None
    if table is None or row is None or result is None:
        return _count(report.value(role))
    cells = cells_of(report.answers.get(table.id, ()))
    return sum(_count(cell) for at, column, cell in cells if (at, column) == (row.id, result.id))


def _in_columns(report: Report, role: str, *, files: bool) -> int:
    """The sum of every column that has a role: of the rows that count files, or of all others."""
    total = 0 if files else _count(report.value(role))
    for table in report.printed():
        column, of_files = table.column_role(role), {row.id for row in table.rows if row.role == _FILES}
        for row, at, cell in cells_of(report.answers.get(table.id, ())):
            if column and at == column.id and (row in of_files) == files:
                total += _count(cell)
    return total


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _amounts(report: Report) -> list[tuple[Amount | None, Amount]]:
    """What was awarded and spent, in local currency and in US dollars, where the second is known."""
    pairs: dict[str, tuple[Amount | None, Amount]] = {}
    for ending in (".local", ""):
        awarded, spent = (report.value(f"money.{name}{ending}") for name in ("awarded", "spent"))
        if isinstance(spent, Amount) and spent.value >= 0:
            aim = awarded if isinstance(awarded, Amount) and awarded.currency == spent.currency else None
            pairs.setdefault(spent.currency, (aim, spent))
    return [*pairs.values()]
