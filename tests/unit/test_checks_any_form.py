"""Checks ask a form for roles: other ids change nothing, and without roles there is little to say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from reportwizard.checks.registry import run_checks
from reportwizard.forms.form import Question
from reportwizard.forms.loader import load_form
from reportwizard.report.report import Report
from support.check_examples import codes, example
from support.small_reports import small_report

if TYPE_CHECKING:
    from reportwizard.checks.finding import Finding

TODAY = date(2026, 10, 1)
_OURS = re.compile(r"[a-z][a-z_]*(?= [=+])")


def renamed(report: Report) -> Report:
    """The same report of a form whose questions, rows and columns have other ids."""
    parts = tuple(replace(part, questions=tuple(map(_renamed, part.questions))) for part in report.form.parts)
    questions = report.form.by_id
    answers = {f"x_{key}": _answer(value, questions[key]) for key, value in report.answers.items()}
    said = tuple(
        replace(comment, answers=tuple(f"x_{question}" for question in comment.answers))
        for comment in report.comments
    )
    return replace(report, form=replace(report.form, parts=parts), answers=answers, comments=said)


def _renamed(question: Question) -> Question:
    condition: dict[str, Any] = {
        name: _OURS.sub(lambda match: f"x_{match[0]}", getattr(question, name))
        for name in ("asked_if", "required_if", "suggested")
    }
    rows = tuple(replace(row, id=f"x_{row.id}") for row in question.rows)
    columns = tuple(replace(column, id=f"x_{column.id}") for column in question.columns)
    beside = f"x_{question.beside}" if question.beside else ""
    return replace(question, id=f"x_{question.id}", rows=rows, columns=columns, beside=beside, **condition)


def _answer(value: Any, question: Question) -> Any:
    if isinstance(value, tuple):
        return tuple(_cells(cells) for cells in value)
    if question.rows and isinstance(value, dict):
        return {f"x_{row}": _cells(cells) if question.columns else cells for row, cells in value.items()}
    return value


def _cells(cells: dict[str, Any]) -> dict[str, Any]:
    return {f"x_{column}": cell for column, cell in cells.items()}


def without_roles(report: Report) -> Report:
    """The same report of a form that gives no question, row or column a role."""

    def bare(question: Question) -> Question:
        rows = tuple(replace(row, role="") for row in question.rows)
        columns = tuple(replace(column, role="") for column in question.columns)
        return replace(question, role="", rows=rows, columns=columns)

    parts = tuple(replace(part, questions=tuple(map(bare, part.questions))) for part in report.form.parts)
    return replace(report, form=replace(report.form, parts=parts))


def _told(findings: tuple[Finding, ...], prefix: str = "") -> list[tuple[str, str, str]]:
    return [
        (finding.code, f"{prefix}{finding.question}" if finding.question else "", finding.message)
        for finding in findings
    ]


def test_renamed_ids_change_no_finding() -> None:
    for code in codes():
        report = example(code, fires=True).report
        assert _told(run_checks(renamed(report), TODAY)) == _told(run_checks(report, TODAY), "x_"), code


def test_a_form_without_roles_gets_only_checks_without_roles() -> None:
    needs_none = (
        "form.",
        "required.",
        "answer.",
        "wording.",
        "links.",
        "privacy.",
        "ledger.",
        "review.",
        "money.minor_units",
    )
    for code in codes():
        report = without_roles(example(code, fires=True).report)
        others = {finding.code for finding in run_checks(report, TODAY)}
        assert {other for other in others if not other.startswith(needs_none)} == set(), code


def test_a_question_for_one_number_counts_as_a_row() -> None:
    """People may have a question of their own in place of a row."""
    form = small_report().form
    counted = Question("came", "How many people came?", "count", role="people.participants")
    parts = tuple(
        replace(
            part, questions=tuple(question for question in part.questions if question.id != "people_metrics")
        )
        for part in form.parts
    )
    parts = (replace(parts[0], questions=(*parts[0].questions, counted)), *parts[1:])
    answers: dict[str, Any] = {
        "came": 33,
        "activities_and_results": "In total 27 people attended the workshop.",
    }
    (finding,) = (
        finding
        for finding in run_checks(Report(replace(form, parts=parts), answers=answers))
        if "claim" in finding.code
    )
    assert (finding.data["said"], finding.data["table"]) == (27, 33)
    assert "“How many people came?”" in finding.message


def test_only_link_kinds_that_the_form_asks_for_are_missing() -> None:
    """A form for any funder asks for no dashboard and no page on a wiki."""
    report = Report(
        load_form("small-grant-report"), answers={"where_to_see": "Film: https://example.org/film"}
    )
    assert [finding.code for finding in run_checks(report) if finding.code.startswith("links.")] == []
