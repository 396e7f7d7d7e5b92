"""Roles: how the rest of the program finds what a form asks."""

from __future__ import annotations

from pathlib import Path

from reportwizard.forms.loader import load_form
from reportwizard.forms.roles import ROLES
from reportwizard.report.report import Report

RAPID = load_form("rapid-fund-final")
DOCS = Path(__file__).parents[2] / "docs" / "writing-a-form.md"


def test_a_role_finds_its_question_its_row_and_its_column() -> None:
    due, found = RAPID.role("report.due"), RAPID.row_role("people.editors")
    assert due is not None
    assert found is not None
    assert due.id == "due_date"
    assert (found[0].id, found[1].id) == ("people_metrics", "editors")
    target = found[0].column_role("column.target")
    assert target is not None
    assert target.id == "target"
    assert [question.number for question in RAPID.with_role("compliance")] == ["14.1", "14.2", "14.3"]


def test_a_missing_role_gives_none() -> None:
    assert RAPID.role("no.such") is None
    assert RAPID.row_role("no.such") is None
    assert RAPID.with_role("no.such") == ()
    assert RAPID.questions[0].column_role("column.target") is None
    assert Report(RAPID).value("no.such") is None


def test_a_report_gives_the_answer_to_a_role() -> None:
    report, _ = Report(RAPID).with_typed("project_title", "Camp")
    assert report.value("project.title") == report.title == "Camp"


def test_the_page_on_writing_a_form_names_every_role() -> None:
    table = DOCS.read_text("utf-8").partition("## Roles")[2]
    assert [role for role in ROLES if f"`{role}`" not in table] == []
