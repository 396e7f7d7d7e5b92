"""The words that checks read: the texts of a report, and the lists in `data/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from reportwizard.forms.form import Question
from reportwizard.kinds.base import Plain
from reportwizard.kinds.table import cells_of
from reportwizard.report.report import Report

_DATA = Path(__file__).with_name("data")
_TEXTS = ("text", "long_text")
_LONGEST_NOTHING = 60


class Text(NamedTuple):
    """One text that an applicant wrote: a whole answer, or one cell of a table.

    `row` is a row's id, or its number from 0 where rows are free; `row` and `column` are empty where the text
    is an answer.
    """

    question: Question
    words: str
    row: str = ""
    column: str = ""

    @property
    def place(self) -> dict[str, Plain]:
        """Where the text stands inside its answer, as plain JSON; empty where it is the answer."""
        return {"row": self.row, "column": self.column} if self.column else {}


def all_texts(report: Report) -> Iterator[Text]:
    """Give every text of the questions that apply, in the form's order: all of it becomes public."""
    for question in report.questions():
        value = report.answers.get(question.id)
        if question.kind in _TEXTS and isinstance(value, str):
            yield Text(question, value)
        elif question.kind == "table" and value is not None:
            texts = {column.id for column in question.columns if column.kind == "text"}
            for row, column, cell in cells_of(value):
                if column in texts and isinstance(cell, str):
                    yield Text(question, cell, row, column)


def prose(report: Report) -> Iterator[Text]:
    """Give the texts in which people write sentences: not the names and numbers of the report's header."""
    for text in all_texts(report):
        if text.question.kind != "text" or report.form.part_of[text.question.id].number:
            yield text


def narratives(report: Report) -> Iterator[Text]:
    """Give the long answers that tell what happened: no lists of links, nothing that others wrote.

    Parts that ask for amounts tell what was paid, and parts without a number come after the report: neither
    tells how many people came.
    """
    for text in all_texts(report):
        question, part = text.question, report.form.part_of[text.question.id]
        long = question.kind == "long_text" and not question.links and not question.reference
        if long and part.number and all(one.kind != "money" for one in part.questions):
            yield text


def called(question: Question, *, capital: bool = False) -> str:
    """Return how a message names a question: `question 7, “People”`, or its name alone without a number."""
    word = "Question" if capital else "question"
    return f"{word} {question.number} “{question.name}”" if question.number else f"“{question.name}”"


def shortened(words: str, longest: int = 80) -> str:
    """Return `words` on one line, cut in the middle where they are too long for a message."""
    words = " ".join(words.split())
    if len(words) <= longest:
        return words
    return f"{words[: longest * 2 // 3]}…{words[-(longest // 4) :]}"


def id_of(report: Report, role: str) -> str:
    """Return the id of the question with a role; empty where the form has none."""
    question = report.form.role(role)
    return question.id if question else ""


def says_nothing(words: str) -> str:
    """Return an answer that says nothing, such as “N/A”, as it is written; empty where it says something."""
    short = words.strip()
    if len(short) > _LONGEST_NOTHING:
        return ""
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", short).casefold()
    return short if not bare or bare in _empty_answers() else ""


@cache
def _empty_answers() -> frozenset[str]:
    return frozenset(items(data_file("wording.toml")["empty"]))


@cache
def data_file(*path: str) -> dict[str, Any]:
    """Return one file of `data/`, such as `data_file("links.toml")`, as it is."""
    return tomllib.loads(_DATA.joinpath(*path).read_text("utf-8"))


@cache
def data_names(folder: str) -> tuple[str, ...]:
    """Return the names of the files in a folder of `data/`, in alphabetical order."""
    return tuple(sorted(entry.name for entry in _DATA.joinpath(folder).glob("*.toml")))


def items(block: str) -> tuple[str, ...]:
    """Return the entries of a list in a data file: parted by commas or line ends, in small letters."""
    parts = block.casefold().replace("\n", ",").split(",")
    return tuple(entry for part in parts if (entry := part.strip()))
