"""What checks read: the texts and days of a report by place or by role, and the lists in `data/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from reportwizard.checks.finding import Finding, Severity
from reportwizard.forms.form import Question
from reportwizard.kinds.table import cells_of
from reportwizard.kinds.values import Plain
from reportwizard.report.report import Report

_DATA = Path(__file__).with_name("data")
_LONGEST_PHRASE = 60
LETTERS = r"\d_A-Za-z\u00c0-\u052f"
"""Digits, and letters that make a number a name, as in “5G”; other letters follow one without a space."""


class Text(NamedTuple):
    """One text that an applicant wrote: a whole answer, or one cell of a table.

    `row` is a row's id, or its number from 0 where rows are free; `row` and `column` are empty where the text
    is an answer.
    """

    question: Question
    content: str
    row: str = ""
    column: str = ""

    def finding(
        self,
        code: str,
        severity: Severity,
        message: str,
        data: Mapping[str, Plain],
        repair: tuple[str, str, str] | None = None,
    ) -> Finding:
        """Make a finding about this text.

        `repair` is a label, a part of the text and what replaces it; nothing is offered inside a table.
        """
        data = {**data, "row": self.row, "column": self.column} if self.column else dict(data)
        message = f"{cell_label(self.question, self.row, self.column)}{message}"
        if repair and not self.column:
            label, *pair = repair
            data["repair"] = {"label": label, "replace": [*pair]}
        return Finding(code, severity, self.question.id, message, data)


def all_texts(report: Report) -> Iterator[Text]:
    """Yield every text of the questions that apply, in the form's order: all of it becomes public."""
    for question in report.questions():
        value = report.answers.get(question.id)
        if question.kind in ("text", "long_text") and isinstance(value, str):
            yield Text(question, value)
        elif question.kind == "table" and value is not None:
            texts = {column.id for column in question.columns if column.kind == "text"}
            for row, column, cell in cells_of(value):
                if column in texts and isinstance(cell, str):
                    yield Text(question, cell, row, column)


def prose(report: Report) -> Iterator[Text]:
    """Yield the texts in which people write sentences: not the names and numbers of the report's header."""
    for text in all_texts(report):
        if text.question.kind != "text" or report.form.part_of[text.question.id].number:
            yield text


def narratives(report: Report) -> Iterator[Text]:
    """Yield the long answers that tell what happened: no lists of links, nothing that others wrote.

    Parts that ask for amounts tell what was paid, and parts without a number come after the report: neither
    tells how many people came.
    """
    for text in all_texts(report):
        question, part = text.question, report.form.part_of[text.question.id]
        is_narrative = question.kind == "long_text" and not question.links and not question.reference
        if is_narrative and part.number and all(other.kind != "money" for other in part.questions):
            yield text


def text_at(report: Report, role: str) -> Text | None:
    """Return the text that answers the question with a role; None where there is none."""
    question, value = report.form.role(role), report.value(role)
    return Text(question, value) if question and isinstance(value, str) else None


def day_at(report: Report, role: str) -> date | None:
    """Return the day that answers the question with a role; None where it is not known."""
    day = report.value(role)
    return day if isinstance(day, date) else None


def question_label(question: Question) -> str:
    """Return how a message names another question: `question 7 “People”`, or its name without a number."""
    return f"question {question.number} “{question.name}”" if question.number else f"“{question.name}”"


def cell_label(question: Question, row: str, column: str) -> str:
    """Return what is before a message about a cell, `Editors › Result: `; nothing if it is not known."""
    names = [item.label for item in question.rows if item.id == row]
    if not question.rows and row.isdecimal():
        names = [f"Row {int(row) + 1}"]
    columns = [item.label for item in question.columns if item.id == column]
    return f"{names[0]} › {columns[0]}: " if names and columns else ""


def shortened(text: str, limit: int = 80) -> str:
    """Return a text on one line, cut in the middle where it is too long for a message."""
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit * 2 // 3]}…{text[-(limit // 4) :]}"


def id_at(report: Report, role: str) -> str:
    """Return the id of the question with a role; empty where the form has none."""
    question = report.form.role(role)
    return question.id if question else ""


def empty_phrase(text: str) -> str:
    """Return an answer that says nothing, such as “N/A”, as it is written; empty where it says something."""
    phrase = text.strip()
    if len(phrase) > _LONGEST_PHRASE:
        return ""
    bare = _bare(phrase)
    return phrase if not bare or bare in _empty_phrases() else ""


def _bare(phrase: str) -> str:
    return re.sub(r"^[\W_]+|[\W_]+$", "", phrase).casefold()


@cache
def _empty_phrases() -> frozenset[str]:
    return frozenset(map(_bare, items(data_file("wording.toml")["empty"])))


def load_data_file(*path: str) -> dict[str, Any]:
    """Return one file of `data/`, such as `load_data_file("links.toml")`, as it is."""
    return tomllib.loads(_DATA.joinpath(*path).read_text("utf-8"))


data_file = cache(load_data_file)
"""The same, kept for the next time."""


@cache
def data_names(folder: str) -> tuple[str, ...]:
    """Return the names of the files in a folder of `data/` without `.toml`, in alphabetical order."""
    return tuple(sorted(entry.stem for entry in _DATA.joinpath(folder).glob("*.toml")))


def items(block: str) -> tuple[str, ...]:
    """Return the entries of a list in a data file: parted by commas or line ends, in small letters."""
    parts = block.casefold().replace("\n", ",").split(",")
    return tuple(entry for part in parts if (entry := part.strip()))
