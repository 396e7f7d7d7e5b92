"""What readers of our own exports need: an empty report by the stamp, and answers by their questions' ids."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import TypeAlias

from reportwizard.errors import FormError, PageError
from reportwizard.forms.form import Question
from reportwizard.forms.outside import find_form
from reportwizard.imports.imported import Filling, Imported
from reportwizard.imports.wordings import plain_words
from reportwizard.kinds.agreement import statement
from reportwizard.kinds.base import Column, Region, Typed, Value
from reportwizard.report.report import Report
from reportwizard.report.written import (
    AMOUNT_SPENT,
    LEDGER,
    REPORT_TYPE,
    UNFINISHED,
    Stamp,
    headings,
    help_lines,
    read_stamp,
    statement_answer,
    unwritten,
)

# The amounts of the header, and the sums of the list of expenses: they only repeat what stands elsewhere.
_REPEATED = (plain_words(AMOUNT_SPENT), ("total",))

Content: TypeAlias = "str | list[list[str]]"
"""What stands in the place of an answer: text, or the rows of a table."""


def stamp_in(text: str) -> Stamp:
    """Return the stamp in a line of an export; `PageError` where it is damaged."""
    stamp = read_stamp(" ".join(text.split()))
    if stamp is None:
        raise PageError(
            "This report was written by this program, and its line “reportwizard: form=…” is damaged.",
            "Export the report again, or copy the whole of it.",
        )
    return stamp


def empty_report(stamp: Stamp, currency: str, locale: str) -> Report:
    """Return a report without answers for the stamp's form, locale and currency.

    `currency` and `locale` count where the stamp names none. `PageError` where the form is not known.
    """
    try:
        form = find_form(stamp.form)
    except FormError as error:
        raise PageError(
            f"This is a report for the form “{stamp.form}”, which we do not have.", error.hint
        ) from error
    return Report(form, locale=stamp.locale or locale, currency=stamp.currency or currency)


def read_framed(
    report: Report, stamp: Stamp, name: str, frames: Iterable[tuple[str, Content]], outside: Iterable[str]
) -> Imported:
    """Read an export that says of each answer whose it is; `outside` are the lines that stand in no answer.

    What is there twice, for a question that the form does not have, or neither an answer nor the form's own
    words, is kept beside the answers.
    """
    filling, seen = Filling(report), dict[str, Content]()
    for answer_id, content in frames:
        question = report.form.by_id.get(answer_id)
        if seen.setdefault(answer_id, content) is not content:
            filling.leave([_as_text(content)] if seen[answer_id] != content else [])
        elif answer_id == LEDGER and not isinstance(content, str):
            filling.expenses(content)
        elif question is None:
            filling.leave([_as_text(content)])
        else:
            filling.put(answer_id, answer(content, question, stamp, report.region))
    known = _own_words(filling.report)
    filling.leave(line for line in outside if not _repeats(plain_words(line), known))
    return filling.finish(name)


def _repeats(words: tuple[str, ...], known: Container[tuple[str, ...]]) -> bool:
    return words in known or any(words[: len(start)] == start for start in _REPEATED)


def _as_text(content: Content) -> str:
    return content if isinstance(content, str) else "\n".join("\t".join(row) for row in content)


def _own_words(report: Report) -> frozenset[tuple[str, ...]]:
    """The words of every line that an export prints around the answers, and of the title that it repeats."""
    form = report.form
    lines = ["", UNFINISHED, form.title, report.title, REPORT_TYPE, f"{REPORT_TYPE} {form.report_type}"]
    lines += headings(form)
    for question in form.questions:
        empty = question.empty_shown_as
        lines += [question.wording, f"{question.wording} {empty}", empty, *help_lines(question)]
    return frozenset(map(plain_words, lines))


def answer(content: Content, question: Question, stamp: Stamp, region: Region) -> Value | None:
    """Read one answer; the word that the form prints for no answer is none."""
    if question.kind in ("agreement", "table") and not isinstance(content, str):
        return table_answer(content, question, region)
    text = _as_text(content)
    if text == question.empty_shown_as and question.id not in stamp.literal:
        return None
    return unwritten(text, question, region)


def table_answer(rows: Sequence[Sequence[str]], question: Question, region: Region) -> Value | None:
    """Read an agreement or a table out of its rows as exports lay them out, the header first in a table.

    Rows and columns stand in the form's order, which tells those of one name apart; moved ones are known by
    their names. What has a name that the form does not know is kept under that name.
    """
    if question.kind == "agreement":
        asked = statement_answer(question)
        rows = [row for row in rows if row]
        ids = _ids([statement(row) for row in question.rows], question, [row[0] for row in rows])
        return _filled((key, _cell(row[1:], asked, region)) for key, row in zip(ids, rows, strict=True))
    if not rows:
        return None
    columns = _columns(rows[0][1:] if question.rows else rows[0], question)
    if not question.rows:
        return tuple(_cells(row, columns, region) for row in rows[1:]) or None
    named = [row for row in rows[1:] if row]
    ids = _ids([row.label for row in question.rows], question, [row[0] for row in named])
    return _filled((key, _cells(row[1:], columns, region)) for key, row in zip(ids, named, strict=True))


def _ids(labels: Sequence[str], question: Question, names: Sequence[str]) -> list[str]:
    """Return the ids of rows by their names."""
    known = {label: row.id for label, row in reversed([*zip(labels, question.rows, strict=True)])}
    placed = zip_longest(names, labels[: len(names)], question.rows[: len(names)])
    return [row.id if row and name == label else known.get(name, name) for name, label, row in placed]


def _columns(names: Sequence[str], question: Question) -> list[Column]:
    known = {column.label: column for column in reversed(question.columns)}
    placed = zip_longest(names, question.columns[: len(names)])
    return [
        column if column and column.label == name else known.get(name) or Column(name, name, kind="")
        for name, column in placed
    ]


def _cells(cells: Sequence[str], columns: Sequence[Column], region: Region) -> dict[str, Value]:
    filled = zip(columns, cells, strict=False)
    return {
        column.id: value for column, text in filled if (value := _cell([text], column, region)) is not None
    }


def _cell(cells: Sequence[str], asked: Column, region: Region) -> Value | None:
    if not cells or not cells[0]:
        return None
    return unwritten(cells[0], asked, region) if asked.kind else Typed(cells[0])


def _filled(pairs: Iterable[tuple[str, Value | None]]) -> Mapping[str, Value] | None:
    return {key: value for key, value in pairs if value} or None
