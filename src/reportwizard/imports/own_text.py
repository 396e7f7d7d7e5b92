"""Reports that this program wrote as plain text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from reportwizard.errors import PageError
from reportwizard.imports.own import empty_report, imported, simple_answer, table_answer
from reportwizard.report.text_layout import read_row, unquoted, unshield
from reportwizard.report.written import (
    AMOUNT_SPENT,
    LEDGER,
    REPORT_TYPE,
    header_part,
    headings,
    help_lines,
    read_stamp,
    recalled_under,
)
from reportwizard.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportwizard.forms.form import Part, Question
    from reportwizard.imports.imported import Imported
    from reportwizard.kinds.base import Value
    from reportwizard.report.expense import Expense
    from reportwizard.report.report import Report
    from reportwizard.report.written import Stamp

NAME = "reportwizard-text"
_REPEATED = tuple(f"- {label}:" for label in (REPORT_TYPE, AMOUNT_SPENT))
_STAMP_LINE = re.compile(r"\[reportwizard: .*\]")


def read(text: str, *, currency: str, locale: str) -> Imported | None:
    """Read every answer back as it was; what the form has no place for is kept beside."""
    lines = clean_text(text).split("\n")
    at = _stamp_at(lines)
    if at is None:
        return None
    stamp = read_stamp(lines[at])
    if stamp is None:
        raise PageError("This report cannot be read.", "Its last line is damaged. Copy the whole text.")
    reader = _Reader(empty_report(stamp, currency, locale), stamp)
    reader.take(lines[:at])
    reader.keep(lines[at + 1 :])
    report = replace(reader.report, ledger=reader.ledger)
    return imported(report, reader.answers, NAME, reader.unplaced)


def _stamp_at(lines: Sequence[str]) -> int | None:
    found = (at for at in range(len(lines) - 1, -1, -1) if _STAMP_LINE.fullmatch(lines[at].strip()))
    return next(found, None)


class _Reader:
    """Sorts the lines of one report into answers and what is left over."""

    def __init__(self, report: Report, stamp: Stamp) -> None:
        self.report = report
        self.stamp = stamp
        self.answers: dict[str, Value | None] = {}
        self.ledger: tuple[Expense, ...] = ()
        self.unplaced: list[str] = []
        self._headings = headings(report.form)

    def take(self, lines: Sequence[str]) -> None:
        """Read the lines above the stamp; those above the first heading repeat what stands below."""
        starts = [at for at, line in enumerate(lines) if line in self._headings]
        for start, end in pairwise([*starts, len(lines)]):
            self._block(lines[start], lines[start + 1 : end])

    def keep(self, lines: Sequence[str]) -> None:
        """Keep lines that fit nowhere."""
        text = "\n".join(lines).strip("\n")
        if text.strip():
            self.unplaced.append(text)

    def _block(self, line: str, content: Sequence[str]) -> None:
        header = header_part(self.report.form)
        question = self.report.form.by_id.get(self._headings[line])
        if question:
            self._answer(question, content)
        elif header and line == header.heading:
            self._facts(header, content)
        elif self._headings[line] == LEDGER:
            self._expenses(content)
        else:
            self.keep(content)

    def _expenses(self, content: Sequence[str]) -> None:
        from reportwizard.ledger.rows import read_rows

        rows = [read_row(line) for line in content if line.startswith("|")]
        self.ledger = (*self.ledger, *read_rows(rows, self.report.region))
        self.keep([line for line in content if not line.startswith(("|", "Total: "))])

    def _answer(self, question: Question, content: Sequence[str]) -> None:
        content = _without(("",), content)
        if help := help_lines(question):
            content = _without((*help, ""), content)
        under = recalled_under(self.report.form, question)
        if under:
            words = list(takewhile(lambda line: line.startswith(">"), content))
            self.answers[question.id] = self._simple(unquoted(words), question)
            self._body(self.report.form.by_id[under], _without(("",), content[len(words) :]))
        else:
            self._body(question, content)

    def _body(self, question: Question, lines: Sequence[str]) -> None:
        lines = lines[:-1] if lines and lines[-1] == "" else lines
        if lines:
            self.answers[question.id] = self._value(lines, question)

    def _value(self, lines: Sequence[str], question: Question) -> Value | None:
        if question.kind in ("agreement", "table") and lines[0].startswith("|") and lines[-1].endswith("|"):
            return table_answer([read_row(line) for line in lines if line], question, self.report.region)
        text = "\n".join(unshield(line, self._headings) for line in lines)
        return self._simple(text, question)

    def _simple(self, text: str, question: Question) -> Value | None:
        return simple_answer(text, question, self.stamp, self.report.region)

    def _facts(self, header: Part, content: Sequence[str]) -> None:
        starts = [at for at, line in enumerate(content) if line.startswith("- ")]
        self.keep(content[: starts[0]] if starts else content)
        labels = {f"- {question.wording}:": question for question in header.printed}
        for start, end in pairwise([*starts, len(content)]):
            indented = list(takewhile(lambda line: line.startswith("  "), content[start + 1 : end]))
            self._fact(labels, [content[start], *indented])
            self.keep(content[start + 1 + len(indented) : end])

    def _fact(self, labels: Mapping[str, Question], lines: Sequence[str]) -> None:
        label = next((label for label in labels if lines[0].startswith(label)), "")
        if label:
            first = lines[0][len(label) :].removeprefix(" ")
            text = "\n".join([first, *(line[2:] for line in lines[1:])])
            self.answers[labels[label].id] = self._simple(text, labels[label])
        elif not lines[0].startswith(_REPEATED):
            self.keep(lines)


def _without(start: Sequence[str], lines: Sequence[str]) -> Sequence[str]:
    """Take these lines off the front, where they stand there."""
    return lines[len(start) :] if list(lines[: len(start)]) == list(start) else lines
