"""Targets and results: what is missing, and what a reader would ask about.

Every table is looked at that has a column for the target (by its role) and one or more columns of results.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from reportwizard.checks.finding import Finding
from reportwizard.checks.links.checks import links_missing_kind
from reportwizard.checks.links.places import all_links_in
from reportwizard.checks.texts import data_file, items
from reportwizard.forms.form import Question
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Column, Plain, Region, Value
from reportwizard.money.showing import show_count
from reportwizard.report.report import Report

TARGET, COMMENTS = "column.target", "column.comments"
CREATED, IMPROVED = "pages.created", "pages.improved"
RESULT = "column.result"
RESULTS = (RESULT, CREATED, IMPROVED)
PARTICIPANTS, EDITORS, ORGANIZERS = "people.participants", "people.editors", "people.organizers"

# A cell of text is read as a box for numbers would be.
_COUNTED, _ANYWHERE = Column("", "", "count"), Region()


@dataclass(frozen=True)
class Line:
    """One filled row of a table with targets and results. `label` is what a message calls it.

    A question that asks for one number is a line without a row, whose answer is its result.
    """

    question: Question
    row: str
    label: str
    cells: Mapping[str, Value]
    locale: str

    def cell(self, role: str) -> Value | None:
        """What is in the column with a role; None if it is empty."""
        column = self.question.column_role(role)
        return self.cells.get(column.id) if column else None

    @cached_property
    def target(self) -> int:
        """The target; 0 where there is none that is a number."""
        return _number(self.cell(TARGET)) or 0

    @cached_property
    def results(self) -> dict[str, int]:
        """The results that are numbers, by the role of their column."""
        cells = (
            {role: self.cell(role) for role in RESULTS}
            if self.row
            else {RESULT: self.cells[self.question.id]}
        )
        numbers = {role: _number(cell) for role, cell in cells.items()}
        return {role: number for role, number in numbers.items() if number is not None}

    @property
    def total(self) -> int:
        """All results together: created and improved pages are counted together."""
        return sum(self.results.values())

    @property
    def shown(self) -> str:
        """The total as a message has it, with its parts if it is a sum: `63 (24 + 39)`."""
        return with_parts(self.results.values(), self.locale)

    @property
    def comment(self) -> str:
        """The comments of this row."""
        comment = self.cell(COMMENTS)
        return comment.strip() if isinstance(comment, str) else ""


def with_parts(numbers: Iterable[int], locale: str) -> str:
    """Return the sum of numbers, and which they are if there are several: `63 (24 + 39)`."""
    parts = [number for number in numbers if number]
    total, *each = (show_count(number, locale) for number in (sum(parts), *parts))
    return f"{total} ({' + '.join(each)})" if len(parts) > 1 else total


def lines(report: Report) -> Iterator[Line]:
    """Yield every filled row of the tables with targets and results, in the form's order."""
    for question in report.questions():
        if question.column_role(TARGET) and any(map(question.column_role, RESULTS)):
            yield from _lines(question, report.answers.get(question.id), report.locale)


def line_at(report: Report, role: str) -> Line | None:
    """Return the row, or the question for one number, that has a role; None where it is empty."""
    question, row = report.form.row_role(role) or (report.form.role(role), None)
    value = report.answers.get(question.id) if question and report.asked(question) else None
    if question is None or value is None:
        return None
    if row is None:
        return Line(question, "", question.name, {question.id: value}, report.locale)
    return next((line for line in _lines(question, value, report.locale) if line.row == row.id), None)


def _lines(question: Question, value: Value | None, locale: str) -> Iterator[Line]:
    labels = {row.id: row.label for row in question.rows}
    name = next((column.id for column in question.columns if column.kind == "text" and not column.role), "")
    if isinstance(value, Mapping):
        for row, cells in value.items():
            if isinstance(cells, Mapping):
                yield Line(question, row, labels.get(row, ""), cells, locale)
    elif isinstance(value, tuple):
        for number, cells in enumerate(value):
            label = cells.get(name, f"row {number + 1}")
            yield Line(question, str(number), str(label), cells, locale)


def _number(cell: Value | None) -> int | None:
    """Return a cell's whole number; a text counts where it is nothing but a number."""
    if isinstance(cell, str):
        reading = KINDS["count"].read(cell, _COUNTED, _ANYWHERE)
        cell = None if reading.extra_words else reading.value
    return cell if isinstance(cell, int) and not isinstance(cell, bool) else None


def metrics_no_result(report: Report) -> Iterator[Finding]:
    """Fires if a row has a target but no result.

    Source: the form asks for target and result of each metric (question 7); an empty box is not zero.
    """
    for line in lines(report):
        target = line.cell(TARGET)
        if not isinstance(target, str | int) or _number(target) == 0:
            continue
        if all(line.cell(role) is None for role in RESULTS):
            shown = show_count(target, report.locale) if isinstance(target, int) else target
            message = f"Write the result for “{line.label}”; the target was {shown}. Write 0 for none."
            data = {"row": line.row, "target": target}
            yield Finding("metrics.no_result", "warning", line.question.id, message, data)


def metrics_low_result(report: Report) -> Iterator[Finding]:
    """Fires if a result is below 50 % of its target and no comment says why.

    Created and improved pages are counted together. Source: the form has room for comments on each number
    (question 7).
    """
    size = "less than half of the target"
    return _far_off(report, "metrics.low_result", size, lambda line: line.total * 100 < line.target * 50)


def metrics_high_result(report: Report) -> Iterator[Finding]:
    """Fires if a result is above 150 % of its target and no comment says why.

    Created and improved pages are counted together. Source: the form has room for comments on each number
    (question 7).
    """
    size = "far more than the target"
    return _far_off(report, "metrics.high_result", size, lambda line: line.total * 100 > line.target * 150)


def _far_off(report: Report, code: str, size: str, is_far: Callable[[Line], bool]) -> Iterator[Finding]:
    for line in lines(report):
        if not line.target or not line.results or line.comment or not is_far(line):
            continue
        has_room = line.question.column_role(COMMENTS)
        where = "in the comments of this row" if has_room else "in one of your answers"
        target = show_count(line.target, report.locale)
        fact = f"“{line.label}”: the result {line.shown} is {size} of {target}."
        message = f"{fact} If it is right, say why {where}."
        data = {"target": line.target, "result": line.total, "percent": line.total * 100 // line.target}
        yield Finding(code, "note", line.question.id, message, {"row": line.row, **data})


def metrics_no_tool(report: Report) -> Iterator[Finding]:
    """Fires if there are results, and no comment in a table names the tool or the link that they come from.

    Silent if the links already lack a dashboard (`links.missing_kind`). Source: the form asks for links to
    the tools used (question 7).
    """
    counted = [line for line in lines(report) if line.results and line.question.column_role(COMMENTS)]
    tools = items(data_file("links.toml")["tools"])
    for comment in (line.comment for line in counted):
        # The list has words in Latin and Cyrillic letters: what is in others may name a tool.
        unlisted = any(letter > "\u052f" and letter.isalpha() for letter in comment)
        if unlisted or all_links_in(comment) or any(tool in comment.casefold() for tool in tools):
            return
    if counted and all(finding.data.get("kind") != "dashboard" for finding in links_missing_kind(report)):
        message = "No comment says where a number comes from. Name a dashboard, a list of names or a survey."
        yield Finding("metrics.no_tool", "note", counted[0].question.id, message)


def metrics_equal_to_target(report: Report) -> Iterator[Finding]:
    """Fires if all results in one column, three or more, equal their targets.

    Source: a published report of 2023 whose improved pages equal the targets of all three projects.
    """
    by_column: dict[tuple[str, str], list[Line]] = {}
    for line in lines(report):
        for role in line.results if line.target else ():
            by_column.setdefault((line.question.id, role), []).append(line)
    for (question_id, role), filled in by_column.items():
        column = filled[0].question.column_role(role)
        equal = len(filled) >= 3 and all(line.results[role] == line.target for line in filled)
        if equal and column:
            fact = f"All {len(filled)} numbers under “{column.label}” equal their targets."
            message = f"{fact} If you copied the targets, write the results."
            targets: dict[str, Plain] = {line.row: line.target for line in filled}
            code, data = "metrics.equal_to_target", {"column": column.id}
            yield Finding(code, "note", question_id, message, {**data, "targets": targets})


def metrics_more_editors_than_participants(report: Report) -> Iterator[Finding]:
    """Fires if more editors than participants are reported.

    Source: participants are all people who attended, in person or online, so those who edited are among them
    (Meta-Wiki, Grants:Project/Rapid/Report).
    """
    row, other = line_at(report, EDITORS), line_at(report, PARTICIPANTS)
    editors = row.results.get(RESULT) if row else None
    participants = other.results.get(RESULT) if other else None
    if row and editors is not None and participants is not None and editors > participants:
        edited, came = (show_count(number, report.locale) for number in (editors, participants))
        fact = f"There are {edited} editors but only {came} participants."
        message = f"{fact} Editors who attended are participants too: check both numbers."
        data = {"participants": participants, "editors": editors}
        yield Finding("metrics.more_editors_than_participants", "note", row.question.id, message, data)
