"""A report as a neutral tree of headings, facts, texts and tables, from which every format is written.

All of it is plain text, as the applicant wrote it or as the form prints it: each format escapes it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportwizard.exports.summary import Measure, measures
from reportwizard.forms.form import Part, Question
from reportwizard.kinds.agreement import statement
from reportwizard.kinds.values import Column, FieldSpec, Region, Typed, Value
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

Cells = Mapping[str, Value]

# Published pages print the two amounts spent in their header, though part 4 asks for them.
_SPENT = ("money.spent", "money.spent.local")
# How many letters fit into a line of a table on a printed page, at the usual size and at a small one.
_LINE_WIDTH, _SMALL_LINE_WIDTH, _CELL_MARGIN = 80, 106, 3
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
    """Rows of cells. `header` may be empty; with `has_row_names`, the first cell of each row is its name.

    `short_header` is the header in our own short words. `measures` has the target and the result of each row.
    Both may be empty.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    has_row_names: bool
    answered: bool = True
    short_header: tuple[str, ...] = ()
    measures: tuple[Measure | None, ...] = ()

    @property
    def lines(self) -> list[list[str]]:
        """All rows, the header first if there is one."""
        return [list(row) for row in (self.header, *self.rows) if row]

    @property
    def min_widths(self) -> list[int]:
        """The width of each column in letters: its longest word, or as much of it as fits."""
        columns = [[_WORDS.findall(cell) for cell in column] for column in zip(*self.lines, strict=True)]
        longest = [max(len(word) for words in column for word in ["", *words]) for column in columns]
        space = _SMALL_LINE_WIDTH - _CELL_MARGIN * len(columns)
        limits = (limit for limit in range(24, 8, -1) if sum(min(limit, width) for width in longest) <= space)
        limit = next(limits, 8)
        return [max(min(width, limit), 3) for width in longest]

    @property
    def is_crowded(self) -> bool:
        """Whether the words do not fit side by side at the usual letter size."""
        return sum(self.min_widths) + _CELL_MARGIN * len(self.min_widths) > _LINE_WIDTH

    @property
    def relative_widths(self) -> list[int]:
        """The widths of the columns in proportion: space for the words, and more for long cells."""
        widths = [width + _CELL_MARGIN for width in self.min_widths]
        longest = (max(12, *map(len, cells)) for cells in zip(*self.lines, strict=True))
        extra = [max(min(length, 45) - width, 0) for width, length in zip(widths, longest, strict=True)]
        rest = max((_SMALL_LINE_WIDTH if self.is_crowded else _LINE_WIDTH) - sum(widths), 0)
        return [width + rest * more // (sum(extra) or 1) for width, more in zip(widths, extra, strict=True)]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the header. `id` is empty if the line only repeats another answer.

    `name` is our own short name, and `role` what the answer means; both may be empty.
    """

    id: str
    label: str
    text: str
    answered: bool = True
    name: str = field(default="", compare=False)
    role: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A text that others wrote, printed below a question's wording; `name` is our own short name for it."""

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
    reference: Reference | None
    answer: Text | Table

    @property
    def has_markers(self) -> bool:
        """Whether markers enclose the answer for an import: also around an empty table."""
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

    `notes` are (question id, text): the comments in a copy for colleagues.
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
        """Return the content of each answer by the id of its question."""
        contents: dict[str, Content] = {fact.id: fact.text for fact in self.facts if fact.id}
        for item in (item for section in self.sections for item in section.items):
            if item.reference:
                contents[item.reference.id] = item.reference.text
            contents[item.id] = item.answer.lines if isinstance(item.answer, Table) else item.answer.text
        return contents


def is_right_to_left(text: str) -> bool:
    """Whether a line runs from right to left, by its first letter."""
    directions = map(unicodedata.bidirectional, text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"


def numeric_reference(character: str) -> str:
    """Return a character reference such as `&#123;`."""
    return f"&#{ord(character)};"


def protect_start(text: str) -> str:
    """Return a text that can follow a tag.

    A combining mark at its start would merge with the `>` when a program normalizes the file.
    """
    if text and unicodedata.category(text[0]).startswith("M"):
        return numeric_reference(text[0]) + text[1:]
    return text


def build_document(
    report: Report, *, unfinished: bool = False, notes: Iterable[tuple[str, str]] = ()
) -> Document:
    """Lay out a report in the portal's order, without the answers to questions that do not apply.

    Our own questions are not in it: only its stamp and JSON hold what was chosen there, never texts.
    `unfinished` adds a notice at the top.
    """
    form, header = report.form, header_part(report.form)
    asked = {question.id for question in report.printed()}
    own = {
        question.id: _text_answer(report, question).text
        for question in report.questions()
        if question.own
        and question.kind in ("yes_no", "choice")
        and not isinstance(report.answers.get(question.id), Typed | None)
    }
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


def _facts(report: Report, header: Part) -> tuple[Fact, ...]:
    facts = []
    for question in report.printed(header):
        text = _text_answer(report, question)
        if text.text or question.required:
            labels = (question.name, question.role)
            facts.append(Fact(question.id, question.wording, text.text, text.answered, *labels))
    facts.append(Fact("", REPORT_TYPE, report.form.report_type))
    questions = filter(None, map(report.form.role, _SPENT))
    spent = [_text_answer(report, item).text for item in questions if item.id in report.answers]
    if spent:
        facts.append(Fact("", AMOUNT_SPENT, ", ".join(spent)))
    return tuple(facts)


def _section(report: Report, part: Part) -> Section:
    asked, items = report.printed(part), []
    references = {
        under: question for question in asked if (under := reference_printed_under(report.form, question))
    }
    for question in asked:
        if question in references.values():
            continue
        text = _text_answer(report, quoted).text if (quoted := references.get(question.id)) else ""
        item = Item(
            id=question.id,
            number=question.number,
            name=question.name,
            heading=heading(question),
            mark=REQUIRED if report.required(question) else "",
            help=help_lines(question),
            reference=Reference(quoted.id, quoted.name, quoted.wording, text) if quoted and text else None,
            answer=_answer(report, question),
        )
        items.append(item)
    return Section(part.id, part.heading, part.short or part.title, tuple(items))


def _with_expenses(sections: list[Section], report: Report) -> tuple[Section, ...]:
    """Add the list of expenses below the question that asks for it, or at the end."""
    question = report.form.role(_ASKS_FOR_EXPENSES)
    for at, section in enumerate(sections):
        ids = [item.id for item in section.items]
        is_asked = question is not None and question.id in ids
        if report.ledger and (is_asked or at == len(sections) - 1):
            from reportwizard.ledger.totals import totals_by_currency
            from reportwizard.ledger.write import table_rows

            place = ids.index(question.id) + 1 if question and is_asked else len(ids)
            totals = [f"Total: {format_exact(amount)}" for amount in totals_by_currency(report.ledger)]
            totals[1:] = (f"{line} (in another currency, not part of the total above)" for line in totals[1:])
            table = Table(*table_rows(report.ledger), has_row_names=False)
            expenses = Item(LEDGER, "", EXPENSES, EXPENSES, "", tuple(totals), None, table)
            items = (*section.items[:place], expenses, *section.items[place:])
            return (*sections[:at], replace(section, items=items), *sections[at + 1 :])
    return tuple(sections)


def _answer(report: Report, question: Question) -> Text | Table:
    value, region = report.answers.get(question.id), report.region
    if isinstance(value, Typed) or question.kind not in ("agreement", "table"):
        return _text_answer(report, question)
    given: Cells = value if isinstance(value, Mapping) else {}
    if question.kind == "agreement":
        asked = statement_column(question)
        named = _with_unknown_ids({row.id: statement(row) for row in question.rows}, given)
        chosen = tuple((name, _cell(given.get(key), asked, region)) for key, name in named)
        return Table((), chosen, has_row_names=True, answered=bool(given))
    rows: list[tuple[str, ...]]
    if question.rows:
        table = {key: cells for key, cells in given.items() if isinstance(cells, Mapping)}
        columns = _columns(table.values(), question)
        named = _with_unknown_ids({row.id: row.label for row in question.rows}, table)
        rows = [(name, *_row(table.get(key, {}), columns, region)) for key, name in named]
        columns = [Column("", ""), *columns]
    else:
        free = value if isinstance(value, tuple) else ()
        columns = _columns(free, question)
        rows = [_row(cells, columns, region) for cells in free]
    return Table(
        header=tuple(column.label for column in columns),
        rows=tuple(rows),
        has_row_names=bool(question.rows),
        answered=bool(given if question.rows else rows),
        short_header=tuple(column.short or column.label for column in columns),
        measures=measures(columns, rows),
    )


def _text_answer(report: Report, question: Question) -> Text:
    value = report.answers.get(question.id)
    if value is None:
        return Text(question.empty_shown_as, answered=False)
    return Text(clean_text(write_answer(value, question, report.region)))


def _row(cells: Cells, columns: Sequence[Column], region: Region) -> tuple[str, ...]:
    return tuple(_cell(cells.get(column.id), column, region) for column in columns)


def _columns(rows: Iterable[Cells], question: Question) -> list[Column]:
    names = {column.id: column.label for column in question.columns}
    known = {column.id: column for column in question.columns}
    present = dict.fromkeys(key for cells in rows for key in cells)
    return [known.get(key) or Column(key, name) for key, name in _with_unknown_ids(names, present)]


def _with_unknown_ids(names: Mapping[str, str], ids: Iterable[str]) -> list[tuple[str, str]]:
    """Pair every id with its name; an id that the form does not have is its own name."""
    return [*names.items(), *((key, clean_text(key)) for key in ids if key not in names)]


def _cell(value: Value | None, asked: FieldSpec, region: Region) -> str:
    return clean_text(write_answer(value, asked, region))
