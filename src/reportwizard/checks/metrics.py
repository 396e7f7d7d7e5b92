"""Targets and results: what is missing, and what a reader would ask about.

Every table is looked at that has a column for the target (by its role) and one or more columns of results.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from reportwizard.checks.finding import Finding
from reportwizard.checks.links.checks import links_missing_kind
from reportwizard.checks.links.places import bare_links_in, links_in, wiki_links_in
from reportwizard.checks.texts import called, data_file, items
from reportwizard.forms.form import Question
from reportwizard.kinds import count
from reportwizard.kinds.base import Column, Plain, Region, Value
from reportwizard.report.report import Report

TARGET, COMMENTS = "column.target", "column.comments"
CREATED, IMPROVED = "pages.created", "pages.improved"
RESULT = "column.result"
RESULTS = (RESULT, CREATED, IMPROVED)
PARTICIPANTS, EDITORS, ORGANIZERS = "people.participants", "people.editors", "people.organizers"
LOW, HIGH = 50, 150
"""Percent of the target below and above which a reader asks why."""
_FEWEST = 3
"""From so many results on, it is no chance that each is exactly its target."""

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

    def cell(self, role: str) -> Value | None:
        """What stands in the column with a role; None where nothing does."""
        column = self.question.column_role(role)
        return self.cells.get(column.id) if column else None

    @cached_property
    def target(self) -> int:
        """The target; 0 where there is none that is a number."""
        return _number(self.cell(TARGET)) or 0

    @cached_property
    def results(self) -> dict[str, int]:
        """The results that are numbers, by the role of their column."""
        if not self.row:
            found = {RESULT: _number(self.cells.get(self.question.id))}
        else:
            found = {role: _number(self.cell(role)) for role in RESULTS}
        return {role: result for role, result in found.items() if result is not None}

    @property
    def total(self) -> int:
        """All results together: created and improved pages are counted together."""
        return sum(self.results.values())

    @property
    def comment(self) -> str:
        """What stands in the comments of this row."""
        comment = self.cell(COMMENTS)
        return comment.strip() if isinstance(comment, str) else ""


def lines(report: Report) -> Iterator[Line]:
    """Give every filled row of the tables with targets and results, in the form's order."""
    for question in report.questions():
        if question.column_role(TARGET) and any(map(question.column_role, RESULTS)):
            yield from _lines(question, report.answers.get(question.id))


def line_of(report: Report, role: str) -> Line | None:
    """Return the row, or the question for one number, that has a role; None where it is empty."""
    question, row = report.form.row_role(role) or (report.form.role(role), None)
    value = report.answers.get(question.id) if question and report.asked(question) else None
    if question is None or value is None:
        return None
    if row is None:
        return Line(question, "", question.name, {question.id: value})
    return next((line for line in _lines(question, value) if line.row == row.id), None)


def _lines(question: Question, value: Value | None) -> Iterator[Line]:
    labels = {row.id: row.label for row in question.rows}
    name = next((column.id for column in question.columns if column.kind == "text" and not column.role), "")
    rows = (
        value.items() if isinstance(value, Mapping) else enumerate(value if isinstance(value, tuple) else ())
    )
    for row, cells in rows:
        if isinstance(cells, Mapping):
            named = cells.get(name)
            label = named if isinstance(named, str) else f"row {int(row) + 1}" if isinstance(row, int) else ""
            yield Line(question, str(row), labels.get(str(row), label), cells)


def _number(cell: Value | None) -> int | None:
    """Return a cell's whole number; a text counts where it is nothing but a number."""
    if isinstance(cell, str):
        reading = count.read(cell, _COUNTED, _ANYWHERE)
        cell = None if reading.extra_words else reading.value
    return cell if isinstance(cell, int) and not isinstance(cell, bool) else None


def metrics_no_result(report: Report) -> Iterator[Finding]:
    """Fires if a row has a target but no result.

    Source: the form asks for target and result of each metric (question 7); an empty box is not zero.
    """
    for line in lines(report):
        target = line.cell(TARGET)
        wanted = isinstance(target, str | int) and _number(target) != 0
        if wanted and all(line.cell(role) is None for role in RESULTS):
            message = (
                f"Write the result for “{line.label}”; the target was {target}. If there is no result, write"
                " 0."
            )
            data: dict[str, Plain] = {
                "row": line.row,
                "target": target if isinstance(target, int) else str(target),
            }
            yield Finding("metrics.no_result", "warning", line.question.id, message, data)


def metrics_low_result(report: Report) -> Iterator[Finding]:
    """Fires if a result is below 50 % of its target and no comment says why.

    Created and improved pages are counted together. Source: the form has room for comments on each number
    (question 7).
    """
    for line in lines(report):
        if line.target and line.results and not line.comment and line.total * 100 < line.target * LOW:
            yield _far("metrics.low_result", line, "less than half of the target")


def metrics_high_result(report: Report) -> Iterator[Finding]:
    """Fires if a result is above 150 % of its target and no comment says why.

    Created and improved pages are counted together. Source: the form has room for comments on each number
    (question 7).
    """
    for line in lines(report):
        if line.target and line.results and not line.comment and line.total * 100 > line.target * HIGH:
            yield _far("metrics.high_result", line, "far more than the target")


def _far(code: str, line: Line, how: str) -> Finding:
    where = "in the comments of this row" if line.question.column_role(COMMENTS) else "in one of your answers"
    message = (
        f"“{line.label}”: the result {line.total} is {how} of {line.target}. If it is right, say why {where}."
    )
    data: dict[str, Plain] = {
        "row": line.row,
        "target": line.target,
        "result": line.total,
        "percent": line.total * 100 // line.target,
    }
    return Finding(code, "note", line.question.id, message, data)


def metrics_no_tool(report: Report) -> Iterator[Finding]:
    """Fires if there are results, and no comment in a table names the tool or the link that they come from.

    Silent if the links already lack a dashboard (`links.missing_kind`). Source: the form asks for links to
    the tools used (question 7).
    """
    told = [line for line in lines(report) if line.results and line.question.column_role(COMMENTS)]
    tools = items(data_file("links.toml")["tools"])
    for comment in (line.comment for line in told):
        linked = links_in(comment) or bare_links_in(comment) or wiki_links_in(comment)
        if linked or any(tool in comment.casefold() for tool in tools):
            return
    if not told:
        return
    if any(one.data.get("kind") == "dashboard" for one in links_missing_kind(report)):
        return
    column = told[0].question.column_role(COMMENTS)
    assert column is not None
    message = (
        f"No number has a link or a tool in “{column.label}”. Write where each of them comes from: a"
        " dashboard, a list of names, a survey."
    )
    yield Finding("metrics.no_tool", "note", told[0].question.id, message)


def metrics_equal_to_target(report: Report) -> Iterator[Finding]:
    """Fires if all results in one column, three or more, equal their targets.

    Source: a published report of 2023 whose improved pages equal the targets of all three projects.
    """
    by_column: dict[tuple[str, str], list[Line]] = {}
    for line in lines(report):
        for column in line.results if line.target else ():
            by_column.setdefault((line.question.id, column), []).append(line)
    for (_, column), found in by_column.items():
        question = found[0].question
        heading = question.column_role(column)
        equal = len(found) >= _FEWEST and all(line.results[column] == line.target for line in found)
        if equal and heading:
            message = (
                f"All {len(found)} numbers under “{heading.label}” equal their targets. If you copied"
                " the targets, write the results."
            )
            targets: dict[str, Plain] = {line.row: line.target for line in found}
            data: dict[str, Plain] = {"column": heading.id, "targets": targets}
            yield Finding("metrics.equal_to_target", "note", question.id, message, data)


def metrics_more_editors_than_participants(report: Report) -> Iterator[Finding]:
    """Fires if more editors than participants are reported.

    Source: participants are all people who attended, in person or online, so those who edited are among them
    (Meta-Wiki, Grants:Project/Rapid/Report).
    """
    people = line_of(report, EDITORS)
    found = (people, line_of(report, PARTICIPANTS))
    edited, came = (line.results.get(RESULT) if line else None for line in found)
    if people and came is not None and edited is not None and edited > came:
        question = people.question
        message = (
            f"There are {edited} editors but only {came} participants. Editors who attended are participants"
            f" too: check both numbers in {called(question)}."
        )
        data: dict[str, Plain] = {"participants": came, "editors": edited}
        yield Finding("metrics.more_editors_than_participants", "note", question.id, message, data)
