"""A report as a neutral tree of headings, facts, texts and tables, from which every format is written.

Everything in it is plain text, as the applicant wrote it or as the form prints it: each writer makes it safe
for its own format.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportwizard.exports.summary import Measure, measures
from reportwizard.forms.form import Part, Question
from reportwizard.kinds.agreement import statement
from reportwizard.kinds.base import Column, FieldSpec, Region, Typed, Value
from reportwizard.money.currencies import format_exact
from reportwizard.report.expense import EXPENSES
from reportwizard.report.report import Report
from reportwizard.report.written import (
    AMOUNT_SPENT,
    LEDGER,
    REPORT_TYPE,
    REQUIRED,
    UNFINISHED,
    Content,
    Stamp,
    header_part,
    heading,
    help_lines,
    reference_printed_under,
    statement_column,
    write_answer,
)
from reportwizard.text import clean_line, clean_text

if TYPE_CHECKING:
    Cells = Mapping[str, Value]

# Published pages print the two amounts spent in their header, though part 4 asks for them.
_SPENT = ("money.spent", "money.spent.local")
# How many letters stand side by side in a table of a printed page, of the usual size and of a small one.
_ACROSS, _SMALL, _MARGIN = 80, 106, 3
_WORDS = re.compile(r"-?\d[\d.]* [A-Z]{3}\b|\S+")
# The question that asks for the list of expenses, which is printed below its answer.
_ASKS_FOR_EXPENSES = "money.link"


@dataclass(frozen=True, slots=True)
class Text:
    """Text of one or more lines. `answered` is false if a form prints its own."""

    text: str
    answered: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. `header` may be empty; `named` says that the first cell of each row names the row.

    `short` is the header in our own short words. `measures` says for each row how far its target was reached.
    Both may be empty.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    named: bool
    answered: bool = True
    short: tuple[str, ...] = ()
    measures: tuple[Measure | None, ...] = ()

    @property
    def lines(self) -> list[list[str]]:
        """All rows, the header first if there is one."""
        return [list(row) for row in (self.header, *self.rows) if row]

    @property
    def needs(self) -> list[int]:
        """How many letters each column has to have room for: its longest word, or what of it there is."""
        columns = [[_WORDS.findall(cell) for cell in column] for column in zip(*self.lines, strict=True)]
        longest = [max(len(word) for words in column for word in ["", *words]) for column in columns]
        room = _SMALL - _MARGIN * len(columns)
        most = next((one for one in range(24, 8, -1) if sum(min(one, each) for each in longest) <= room), 8)
        return [max(min(one, most), 3) for one in longest]

    @property
    def crowded(self) -> bool:
        """Whether the words have no room beside each other in letters of the usual size."""
        return sum(self.needs) + _MARGIN * len(self.needs) > _ACROSS

    @property
    def weights(self) -> list[int]:
        """How wide the columns are beside each other: room for the words, and more for long cells."""
        needs = [one + _MARGIN for one in self.needs]
        longest = (max(12, *map(len, cells)) for cells in zip(*self.lines, strict=True))
        wishes = [max(min(one, 45) - need, 0) for need, one in zip(needs, longest, strict=True)]
        rest = max((_SMALL if self.crowded else _ACROSS) - sum(needs), 0)
        return [need + rest * wish // (sum(wishes) or 1) for need, wish in zip(needs, wishes, strict=True)]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the header. `id` is empty if the line only repeats what is asked elsewhere.

    `name` is our own short name, and `role` what the answer means; both may be empty.
    """

    id: str
    label: str
    text: str
    answered: bool = True
    name: str = field(default="", compare=False)
    role: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Recalled:
    """A text that others wrote, printed under a question's wording; `name` is our own short name for it."""

    id: str
    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question with its answer. `heading` is number and wording; `mark` is ` (required)` or empty.

    `number` and `name` are the form's number, which may be empty, and our own short name.
    """

    id: str
    number: str
    name: str
    heading: str
    mark: str
    help: tuple[str, ...]
    recalled: Recalled | None
    answer: Text | Table

    @property
    def framed(self) -> bool:
        """Whether an import finds the answer by its frame: a table also if it is empty."""
        return self.answer.answered or isinstance(self.answer, Table)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the form, with the questions that apply; `short` is its short name."""

    id: str
    heading: str
    short: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Document:
    """A whole report. `report` holds only what is exported; `notice` is empty, or says that it is a draft.

    `notes` are (id of a question, words): what a copy for colleagues says beside the answers.
    """

    report: Report
    notice: str
    title: str
    kind: str
    facts_heading: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    stamp: Stamp
    notes: tuple[tuple[str, str], ...] = ()

    def contents(self) -> dict[str, Content]:
        """Return what is in the place of each answer, by the id of its question."""
        found: dict[str, Content] = {fact.id: fact.text for fact in self.facts if fact.id}
        for item in (one for section in self.sections for one in section.items):
            if item.recalled:
                found[item.recalled.id] = item.recalled.text
            found[item.id] = item.answer.lines if isinstance(item.answer, Table) else item.answer.text
        return found


def is_backwards(text: str) -> bool:
    """Whether a line is written from right to left, by its first letter."""
    first: Iterator[str] = (unicodedata.bidirectional(one) for one in text)
    return next((one for one in first if one in ("L", "R", "AL")), "L") != "L"


def build_document(
    report: Report, *, unfinished: bool = False, notes: Iterable[tuple[str, str]] = ()
) -> Document:
    """Lay out a report in the portal's order, without the answers to questions that do not apply.

    Our own questions are no part of it: only its stamp and JSON hold what was chosen there, never words.
    `unfinished` puts a notice on top that says so.
    """
    form, header = report.form, header_part(report.form)
    asked = {question.id for question in report.printed()}
    own = {one.id: _simple(report, one).text for one in report.questions() if _is_carried(report, one)}
    answers = {key: value for key, value in report.answers.items() if key in asked or key in own}
    literal = tuple(key for key, value in answers.items() if value == form.by_id[key].empty_shown_as)
    sections = [_section(report, part) for part in form.parts if part is not header]
    return Document(
        report=replace(report, answers=answers),
        notice=UNFINISHED if unfinished else "",
        title=clean_line(report.title),
        kind=form.title,
        facts_heading=header.heading if header else "",
        facts=_facts(report, header) if header else (),
        sections=_with_expenses([section for section in sections if section.items], report),
        stamp=Stamp(form.id, form.version, report.locale, report.currency, literal, tuple(own.items())),
        notes=tuple(notes),
    )


def _is_carried(report: Report, question: Question) -> bool:
    """Whether the answer to a question of our own comes back from an export."""
    value = report.answers.get(question.id)
    chosen = question.kind in ("yes_no", "choice") and value is not None
    return question.own and chosen and not isinstance(value, Typed)


def _facts(report: Report, header: Part) -> tuple[Fact, ...]:
    facts = []
    for question in report.printed(header):
        text = _simple(report, question)
        if text.text or question.required:
            words = (question.wording, text.text, text.answered, question.name, question.role)
            facts.append(Fact(question.id, *words))
    facts.append(Fact("", REPORT_TYPE, report.form.report_type))
    asked = filter(None, map(report.form.role, _SPENT))
    spent = [_simple(report, one).text for one in asked if one.id in report.answers]
    if spent:
        facts.append(Fact("", AMOUNT_SPENT, ", ".join(spent)))
    return tuple(facts)


def _section(report: Report, part: Part) -> Section:
    asked = report.printed(part)
    recalled = {
        under: question for question in asked if (under := reference_printed_under(report.form, question))
    }
    items = (
        _item(report, question, recalled.get(question.id))
        for question in asked
        if question not in recalled.values()
    )
    return Section(part.id, part.heading, part.short or part.title, tuple(items))


def _with_expenses(sections: list[Section], report: Report) -> tuple[Section, ...]:
    """Put the list of expenses below the question that asks for it; at the end where none does."""
    asks = report.form.role(_ASKS_FOR_EXPENSES)
    for at, section in enumerate(sections):
        ids = [item.id for item in section.items]
        here = asks is not None and asks.id in ids
        if report.ledger and (here or at == len(sections) - 1):
            place = ids.index(asks.id) + 1 if asks and here else len(ids)
            items = (*section.items[:place], _expenses(report), *section.items[place:])
            return (*sections[:at], replace(section, items=items), *sections[at + 1 :])
    return tuple(sections)


def _expenses(report: Report) -> Item:
    from reportwizard.ledger.totals import totals_by_currency
    from reportwizard.ledger.write import table_rows

    header, rows = table_rows(report.ledger)
    totals = tuple(f"Total: {format_exact(amount)}" for amount in totals_by_currency(report.ledger))
    return Item(LEDGER, "", EXPENSES, EXPENSES, "", totals, None, Table(header, rows, named=False))


def _item(report: Report, question: Question, recalled: Question | None) -> Item:
    recalled_text = _simple(report, recalled).text if recalled else ""
    return Item(
        id=question.id,
        number=question.number,
        name=question.name,
        heading=heading(question),
        mark=REQUIRED if report.required(question) else "",
        help=help_lines(question),
        recalled=Recalled(recalled.id, recalled.name, recalled.wording, recalled_text)
        if recalled and recalled_text
        else None,
        answer=_answer(report, question),
    )


def _answer(report: Report, question: Question) -> Text | Table:
    value = report.answers.get(question.id)
    if isinstance(value, Typed) or question.kind not in ("agreement", "table"):
        return _simple(report, question)
    if question.kind == "agreement":
        return _agreement(value if isinstance(value, Mapping) else {}, question, report.region)
    if question.rows:
        return _fixed_table(value if isinstance(value, Mapping) else {}, question, report.region)
    return _free_table(value if isinstance(value, tuple) else (), question, report.region)


def _simple(report: Report, question: Question) -> Text:
    value = report.answers.get(question.id)
    if value is None:
        return Text(question.empty_shown_as, answered=False)
    return Text(clean_text(write_answer(value, question, report.region)))


def _agreement(value: Cells, question: Question, region: Region) -> Table:
    names = {row.id: statement(row) for row in question.rows}
    asked = statement_column(question)
    rows = [(name, _cell(value.get(key), asked, region)) for key, name in _with_unknown(names, value)]
    return Table((), tuple(rows), named=True, answered=bool(value))


def _fixed_table(value: Cells, question: Question, region: Region) -> Table:
    table = {key: cells for key, cells in value.items() if isinstance(cells, Mapping)}
    columns = _columns(table.values(), question)
    names = {row.id: row.label for row in question.rows}
    rows = [
        (name, *(_cell(table.get(key, {}).get(column.id), column, region) for column in columns))
        for key, name in _with_unknown(names, table)
    ]
    return _headed((Column("", ""), *columns), rows, named=True, answered=bool(value))


def _free_table(value: Iterable[Cells], question: Question, region: Region) -> Table:
    table = tuple(value)
    columns = _columns(table, question)
    rows = [tuple(_cell(cells.get(column.id), column, region) for column in columns) for cells in table]
    return _headed(columns, rows, named=False, answered=bool(table))


def _headed(
    columns: Sequence[Column], rows: Sequence[tuple[str, ...]], *, named: bool, answered: bool
) -> Table:
    labels = tuple(column.label for column in columns)
    short = tuple(column.short or column.label for column in columns)
    return Table(labels, tuple(rows), named, answered, short, measures(columns, rows))


def _columns(rows: Iterable[Cells], question: Question) -> list[Column]:
    """The form's columns, and those that a draft holds beside them."""
    names = {column.id: column.label for column in question.columns}
    known = {column.id: column for column in question.columns}
    found = {key: "" for cells in rows for key in cells}
    return [known.get(key) or Column(key, name) for key, name in _with_unknown(names, found)]


def _with_unknown(names: Mapping[str, str], found: Iterable[str]) -> list[tuple[str, str]]:
    """Pair every id with its name; what the form does not know goes by its id."""
    return [*names.items(), *((key, clean_text(key)) for key in found if key not in names)]


def _cell(value: Value | None, asked: FieldSpec, region: Region) -> str:
    return clean_text(write_answer(value, asked, region))
