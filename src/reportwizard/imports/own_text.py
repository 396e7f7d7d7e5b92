"""Reports that this program wrote as plain text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from reportwizard.forms.page import FormPage
from reportwizard.imports.imported import Filling
from reportwizard.imports.labels import Published, published
from reportwizard.imports.own import answer, empty_report, stamp_in, table_answer
from reportwizard.imports.page import open_page
from reportwizard.imports.wiki_text import read_page
from reportwizard.report.text_layout import read_row, unquoted, unshield
from reportwizard.report.written import (
    AMOUNT_SPENT,
    LEDGER,
    REPORT_TYPE,
    header_part,
    headings,
    help_lines,
    labelled,
    recalled_under,
)
from reportwizard.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportwizard.forms.form import Part, Question
    from reportwizard.imports.imported import Imported
    from reportwizard.kinds.base import Value
    from reportwizard.report.report import Report
    from reportwizard.report.written import Stamp

NAME = "reportwizard-text"
_REPEATED = tuple(f"- {labelled(label)}" for label in (REPORT_TYPE, AMOUNT_SPENT))
# A mail program may break this line, and mark every line as quoted.
_STAMP = re.compile(r"^[> ]*\[(reportwizard:[^\]]{0,500})\]", re.MULTILINE)


def read(text: str, *, currency: str, locale: str) -> Imported | None:
    """Read every answer back as it was; what the form has no place for is kept beside.

    Where an editor or a mail program changed the lines that the answers are found by, they are found by the
    form's wording, as those of a published page are.
    """
    text = clean_text(text)
    *_, found = [None, *_STAMP.finditer(text)]
    if found is None:
        return None
    stamp = stamp_in(found[1].replace(">", " "))
    report = empty_report(stamp, currency, locale)
    above, below = text[: found.start()], text[found.end() :]
    reader = _Reader(report, stamp)
    reader.take(above.removesuffix("\n").split("\n"))
    if reader.is_whole:
        filling = reader.filling
        filling.leave([below])
        return filling.finish(NAME)
    return _by_wording(above, below, report)


def _by_wording(above: str, below: str, report: Report) -> Imported:
    lines = above.split("\n")
    if all(line.startswith(">") for line in lines if line.strip()):
        above = "\n".join(line[1:].removeprefix(" ") for line in lines)
    known = next((one for one in published() if one.form == report.form), None)
    known = known or Published(report.form, FormPage(report.form.id, "", ""))
    imported = read_page(open_page(above, known), known, report.region)
    unplaced = (*imported.unplaced, *([below.strip("\n")] if below.strip("> \n") else []))
    return replace(
        imported, report=replace(imported.report, unplaced=unplaced), unplaced=unplaced, recognised=NAME
    )


class _Reader:
    """Sorts the lines of one report into answers and what is left over."""

    def __init__(self, report: Report, stamp: Stamp) -> None:
        self.filling = Filling(report)
        self._form = report.form
        self._stamp = stamp
        self._headings = headings(report.form)
        self._seen: set[str] = set()

    @property
    def is_whole(self) -> bool:
        """Whether every question that applies has its line, as in a text that nobody changed."""
        header = header_part(self._form)
        asked = (
            one
            for part in self._form.parts
            if part is not header
            for one in self.filling.report.printed(part)
        )
        return all(one.id in self._seen or one.reference for one in asked)

    def take(self, lines: Sequence[str]) -> None:
        """Read the lines above the stamp; those above the first heading repeat what stands below."""
        starts = [at for at, line in enumerate(lines) if line in self._headings]
        for start, end in pairwise([*starts, len(lines)]):
            self._block(lines[start], lines[start + 1 : end])

    def _block(self, line: str, content: Sequence[str]) -> None:
        header = header_part(self._form)
        question = self._form.by_id.get(self._headings[line])
        if question:
            self._seen.add(question.id)
            self._answer(question, content)
        elif header and line == header.heading:
            self._facts(header, content)
        elif self._headings[line] == LEDGER:
            self._expenses(content)
        else:
            self._keep(content)

    def _keep(self, lines: Sequence[str]) -> None:
        self.filling.leave(["\n".join(lines)])

    def _expenses(self, content: Sequence[str]) -> None:
        self.filling.expenses([read_row(line) for line in content if line.startswith("|")])
        self._keep([line for line in content if not line.startswith(("|", "Total: "))])

    def _answer(self, question: Question, content: Sequence[str]) -> None:
        content = _without(("",), content)
        if help := help_lines(question):
            content = _without((*help, ""), content)
        under = recalled_under(self._form, question)
        if under:
            words = list(takewhile(lambda line: line.startswith(">"), content))
            self.filling.put(question.id, self._simple(unquoted(words), question))
            self._body(self._form.by_id[under], _without(("",), content[len(words) :]))
        else:
            self._body(question, content)

    def _body(self, question: Question, lines: Sequence[str]) -> None:
        lines = lines[:-1] if lines and lines[-1] == "" else lines
        if lines:
            self.filling.put(question.id, self._value(lines, question))

    def _value(self, lines: Sequence[str], question: Question) -> Value | None:
        if question.kind in ("agreement", "table") and lines[0].startswith("|") and lines[-1].endswith("|"):
            return table_answer(
                [read_row(line) for line in lines if line], question, self.filling.report.region
            )
        text = "\n".join(unshield(line, self._headings) for line in lines)
        return self._simple(text, question)

    def _simple(self, text: str, question: Question) -> Value | None:
        return answer(text, question, self._stamp, self.filling.report.region)

    def _facts(self, header: Part, content: Sequence[str]) -> None:
        starts = [at for at, line in enumerate(content) if line.startswith("- ")]
        self._keep(content[: starts[0]] if starts else content)
        labels = {f"- {labelled(question.wording)}": question for question in header.printed}
        for start, end in pairwise([*starts, len(content)]):
            indented = list(takewhile(lambda line: line.startswith("  "), content[start + 1 : end]))
            self._fact(labels, [content[start], *indented])
            self._keep(content[start + 1 + len(indented) : end])

    def _fact(self, labels: Mapping[str, Question], lines: Sequence[str]) -> None:
        label = next((label for label in labels if lines[0].startswith(label)), "")
        if label:
            first = lines[0][len(label) :].removeprefix(" ")
            text = "\n".join([first, *(line[2:] for line in lines[1:])])
            self.filling.put(labels[label].id, self._simple(text, labels[label]))
        elif not lines[0].startswith(_REPEATED):
            self._keep(lines)


def _without(start: Sequence[str], lines: Sequence[str]) -> Sequence[str]:
    """Take these lines off the front, where they stand there."""
    return lines[len(start) :] if list(lines[: len(start)]) == list(start) else lines
