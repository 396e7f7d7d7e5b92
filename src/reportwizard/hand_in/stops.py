"""The walk through a portal: what it asks, in its order, each with what goes into its box.

Facts that the portal fills in itself are one card to compare. Clicks of neighbouring questions are one card.
Of a table, small numbers are typed over from the card, and each text in it is copied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple
from zlib import crc32

from reportwizard.forms.external import published_forms
from reportwizard.forms.form import Form, Question
from reportwizard.hand_in.wiki_rendering import reshaped
from reportwizard.kinds.agreement import statement
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.table import cells_of
from reportwizard.kinds.values import FieldSpec, Value
from reportwizard.report.report import Report
from reportwizard.report.written import header_part, statement_column, write_answer

FACTS = "facts"
"""The id of the card of what the portal fills in itself."""

CARDS, CELLS, ROWS = "", "cells", "rows"
"""How tables are copied: as cards, cell by cell, or a row at once with tabs between its cells."""

_CLICKED = ("agreement", "choice", "yes_no")
_SMALL = 6
"""Digits of a number that is rather typed than copied."""


class Line(NamedTuple):
    """What is read off a card, to compare, to click or to type: where it belongs, and what it is."""

    label: str
    text: str


class Grid(NamedTuple):
    """A table as the portal has it; `typed` and `copied` are the cells of one stop, as row and column."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    typed: tuple[tuple[int, int], ...]
    copied: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Stop:
    """One stop of the walk: `text` goes on the clipboard, and `lines` are read off the card."""

    kind: Literal["facts", "clicks", "text", "cells"]
    questions: tuple[Question, ...]
    text: str = ""
    lines: tuple[Line, ...] = ()
    grid: Grid | None = None
    cell: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The name under which the place is kept with the draft."""
        return FACTS if self.kind == "facts" else "/".join((self.questions[0].id, *self.cell))

    @property
    def mark(self) -> str:
        """The tick that is kept with the draft; another one where the answer changed since."""
        return f"{self.id} {crc32(repr((self.text, self.lines)).encode()):08x}"

    @property
    def number(self) -> str:
        """The number of the question; of several, the first and the last."""
        questions = self.questions if self.kind != "facts" else ()
        numbers = [question.number for question in questions if question.number]
        return "–".join(dict.fromkeys((numbers[0], numbers[-1]))) if numbers else ""

    @property
    def name(self) -> str:
        """The names of the questions."""
        return (
            "Your grant" if self.kind == "facts" else " · ".join(question.name for question in self.questions)
        )

    @property
    def copied(self) -> str:
        """The name of the cell, or the row, of a table that is copied; `numbers` if they are only typed."""
        if self.grid is None or not self.grid.copied:
            return "numbers" if self.grid else ""
        row, column = self.grid.copied[0]
        names = (self.grid.rows[row][0], self.grid.header[column + 1] if self.cell[-1] else "")
        return " › ".join(filter(None, names))

    @property
    def row(self) -> int:
        """How many rows with something in them are above the first that it is about; 0 without a table."""
        grid = self.grid or Grid((), ((),), ((0, 0),), ())
        return sum(any(row[1:]) for row in grid.rows[: min(grid.typed + grid.copied)[0]])

    @property
    def wording(self) -> str:
        """The question as the portal prints it; of several, the first one's."""
        return "" if self.kind == "facts" else self.questions[0].wording

    @property
    def box(self) -> str:
        """What kind of box to expect there, without an article; empty if nothing is filled in."""
        if self.kind == "text":
            return KINDS[self.questions[0].kind].box
        row = "row of buttons" if len(self.lines) == 1 else f"{len(self.lines)} rows of buttons"
        return {"facts": "", "clicks": row, "cells": "table"}[self.kind]


def portal_text(report: Report, id: str) -> str:
    """Return an answer as the box of a portal takes it."""
    question, value = report.form.by_id.get(id), report.answers.get(id)
    return _portal(report, value, question) if question else ""


def box_text(report: Report, id: str) -> str:
    """Return an answer as it is copied: where the applicant agreed, in the shape that the wiki keeps."""
    text = portal_text(report, id)
    if report.hand_in.reshape and is_long(report, id) and is_published(report.form):
        return reshaped(text)
    return text


def is_long(report: Report, id: str) -> bool:
    """Whether an answer is a text over several lines, which a wiki may print in another shape."""
    question = report.form.by_id.get(id)
    return question is not None and question.kind == "long_text" and "\n" in portal_text(report, id)


def is_published(form: Form) -> bool:
    """Whether reports of this form are printed on a wiki page."""
    return any(other.id == form.id for other, _ in published_forms())


def stops(report: Report, tables: str = CARDS) -> list[Stop]:
    """Return the stops of a report, in the portal's order; `tables` says how its tables are copied."""
    header = header_part(report.form) if report.form.portal else None
    filled_in = header.questions if header else ()
    asked = [
        question for question in report.printed() if question not in filled_in and is_asked(report, question)
    ]
    found = [] if header is None else [_facts(report, header.questions)]
    for is_clicked, group in groupby(
        asked, lambda question: (question.kind in _CLICKED, report.form.part_of[question.id].id)
    ):
        if is_clicked[0]:
            found += _clicks(report, [*group])
            continue
        for question in group:
            if question.kind == "table":
                found += _table(report, question, tables)
            else:
                found.append(Stop("text", (question,), box_text(report, question.id)))
    return [stop for stop in found if stop.text or stop.lines]


def is_asked(report: Report, question: Question) -> bool:
    """Whether a question has an answer that the applicant brings to the portal."""
    after = report.form.part_of[question.id].comes_after
    status = question.role == "report.status"
    return question.id in report.answers and not (question.reference or after or status)


def _facts(report: Report, questions: tuple[Question, ...]) -> Stop:
    printed = [question for question in report.printed() if question in questions]
    shown = tuple(question for question in printed if question.role != "report.status")
    answered = [(asked, report.answers[asked.id]) for asked in shown if asked.id in report.answers]
    lines = (Line(asked.wording, write_answer(value, asked, report.region)) for asked, value in answered)
    return Stop("facts", shown, lines=tuple(lines))


def _clicks(report: Report, questions: list[Question]) -> Iterator[Stop]:
    """Yield a card for each agreement, and one for the other questions between two of them."""
    for alone, group in groupby(
        questions, lambda question: question.id if question.kind == "agreement" else ""
    ):
        asked = tuple(group)
        if alone:
            value, column = report.answers.get(alone), statement_column(asked[0])
            given = value if isinstance(value, Mapping) else {}
            rows = [row for row in asked[0].rows if row.id in given]
            statements = (Line(statement(row), _portal(report, given[row.id], column)) for row in rows)
            yield Stop("clicks", asked, lines=tuple(statements))
        else:
            lines = (
                Line(f"{question.number} {question.wording}".strip(), portal_text(report, question.id))
                for question in asked
            )
            yield Stop("clicks", asked, lines=tuple(line for line in lines if line.text))


def _portal(report: Report, value: Value | None, asked: FieldSpec) -> str:
    return "" if value is None else KINDS[asked.kind].portal(value, asked, report.region)


# Tables


def _table(report: Report, question: Question, tables: str) -> Iterator[Stop]:
    """Yield the stops of a table; each has at most one cell to copy, or one row."""
    value, columns = report.answers[question.id], question.columns
    cells = {(row, column): cell for row, column, cell in cells_of(value)}
    numbers = range(len(value) if isinstance(value, tuple) else 0)
    names = [(row.id, row.label) for row in question.rows] or [(str(at), f"Row {at + 1}") for at in numbers]
    texts = [[_portal(report, cells.get((row, column.id)), column) for column in columns] for row, _ in names]
    while texts and not any(texts[-1]):
        texts.pop()
    header = ("", *(column.short or column.label for column in columns))
    shown = tuple((label, *row) for (_, label), row in zip(names, texts, strict=False))
    for group, copied in _groups(texts, tables):
        lines = (Line(f"{names[row][1]} › {header[column + 1]}", texts[row][column]) for row, column in group)
        row, column = (copied or group)[0]
        text = "\t".join(texts[row]) if tables == ROWS else texts[row][column] if copied else ""
        yield Stop(
            "cells",
            (question,),
            text,
            tuple(lines),
            Grid(header, shown, tuple(group), tuple(copied)),
            (names[row][0], "" if tables == ROWS else columns[column].id),
        )


Place = tuple[int, int]


def _groups(texts: list[list[str]], tables: str) -> Iterator[tuple[list[Place], list[Place]]]:
    """Yield the cells of each stop: those that are typed, and those that are copied."""
    waiting: list[Place] = []  # cells of rows in which nothing is copied
    for row, line in enumerate(texts):
        filled = [(row, column) for column, text in enumerate(line) if text]
        if tables != CARDS:
            yield from [([], filled)] if tables == ROWS and filled else [([], [place]) for place in filled]
            continue
        groups: list[tuple[list[Place], list[Place]]] = []
        typed: list[Place] = []
        for place in filled:
            text = line[place[1]]
            if len(text) <= _SMALL and text.isascii() and text.isdigit():
                typed.append(place)
            else:
                groups.append((typed, [place]))
                typed = []
        if not groups:
            waiting += typed
            continue
        groups[-1][0].extend(typed)
        if waiting:
            yield waiting, []
            waiting = []
        yield from groups
    if waiting:
        yield waiting, []
