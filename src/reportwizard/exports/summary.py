"""A report at a glance: the numbers of people and pages, and the money awarded, spent and left."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context
from typing import NamedTuple

from reportwizard.kinds.table import cells_of
from reportwizard.kinds.values import Column
from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount, show_count
from reportwizard.report.report import Report

_EXACT = Context(prec=100)
_PEOPLE = {"people.participants": "took part", "people.editors": "edited", "people.organizers": "organized"}
_PAGES = {"pages.created": "created", "pages.improved": "improved"}
_FILES = "pages.files"


class Figure(NamedTuple):
    """One figure for large print: `People`, `18`, and a note below it."""

    label: str
    value: str
    note: str


class Measure(NamedTuple):
    """A result and its target in the same unit; both are finite and not negative."""

    result: float
    target: float


class Fund(NamedTuple):
    """The rows Awarded, Spent and Left, with an amount for each currency, and the share that was spent."""

    rows: tuple[tuple[str, ...], ...]
    share: Measure


def figures(report: Report) -> tuple[Figure, ...]:
    """Return the figures for which the report has an answer: people, pages, money."""
    found: list[Figure] = []
    (participants, label), *others = ((_in_row(report, role), word) for role, word in _PEOPLE.items())
    if participants:
        note = _breakdown(others, report) or label
        found.append(Figure("People", show_count(participants, report.locale), note))
    for label, files in (("Pages", False), ("Files", True)):
        kinds = [(_in_columns(report, role, files=files), word) for role, word in _PAGES.items()]
        if total := sum(number for number, _ in kinds):
            found.append(Figure(label, show_count(total, report.locale), _breakdown(kinds, report)))
    for awarded, spent in _amounts(report)[:1]:
        note = f"spent of {show_amount(awarded, report.locale)}" if awarded else "spent"
        found.append(Figure("Money", show_amount(spent, report.locale), note))
    return tuple(found)


def fund(report: Report) -> Fund | None:
    """Return the money awarded, spent and left; None if one of the first two is not known."""
    pairs = [(awarded, spent) for awarded, spent in _amounts(report) if awarded and awarded.value > 0]
    if not pairs:
        return None
    awarded, spent = zip(*pairs, strict=True)
    left = [Amount(_EXACT.subtract(aim.value, used.value), used.currency) for aim, used in pairs]
    amounts = (("Awarded", awarded), ("Spent", spent), ("Left", left))
    rows = tuple((name, *(show_amount(amount, report.locale) for amount in row)) for name, row in amounts)
    return Fund(rows, Measure(float(spent[0].value), float(awarded[0].value)))


def measures(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> tuple[Measure | None, ...]:
    """Return the result and target of each row of a table, if both are whole numbers."""
    roles = [column.role for column in columns]
    aims = [at for at, role in enumerate(roles) if role == "column.target"]
    results = [at for at, role in enumerate(roles) if role == "column.result" or role in _PAGES]
    found: list[Measure | None] = []
    for row in rows:
        target, result = (
            [int(row[at]) for at in places if row[at].isascii() and row[at].isdigit() and len(row[at]) < 16]
            for places in (aims, results)
        )
        found.append(Measure(sum(result), sum(target)) if sum(target) and result else None)
    return tuple(found)


def _breakdown(counts: Sequence[tuple[int, str]], report: Report) -> str:
    return ", ".join(f"{show_count(number, report.locale)} {word}" for number, word in counts if number)


def _in_row(report: Report, role: str) -> int:
    """Return the result in the row with a role, or the answer to the question with it."""
    table, row = report.form.row_role(role) or (None, None)
    result = table.column_role("column.result") if table else None
    if table is None or row is None or result is None:
        return _count(report.value(role))
    cells = cells_of(report.answers.get(table.id, ()))
    return sum(_count(cell) for at, column, cell in cells if (at, column) == (row.id, result.id))


def _in_columns(report: Report, role: str, *, files: bool) -> int:
    """Return the sum of every column with a role: of the rows that count files, or of all others."""
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
    pairs: dict[str, tuple[Amount | None, Amount]] = {}
    for ending in (".local", ""):
        awarded, spent = (report.value(f"money.{name}{ending}") for name in ("awarded", "spent"))
        if isinstance(spent, Amount) and spent.value >= 0:
            target = awarded if isinstance(awarded, Amount) and awarded.currency == spent.currency else None
            pairs.setdefault(spent.currency, (target, spent))
    return [*pairs.values()]
