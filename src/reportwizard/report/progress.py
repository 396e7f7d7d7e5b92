"""How many questions of a report, or of a part of it, are answered."""

from __future__ import annotations

from typing import NamedTuple

from reportwizard.forms.form import Part, Question
from reportwizard.kinds.registry import KINDS
from reportwizard.report.report import Report


class Progress(NamedTuple):
    """How many of the required questions are answered."""

    answered: int
    asked: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.answered / self.asked if self.asked else 1.0


def is_answered(report: Report, question: Question) -> bool:
    """Whether the question has a complete answer that could be read."""
    value = report.answers.get(question.id)
    if value is None:
        return False
    kind = KINDS[question.kind]
    return not kind.missing(value, question) and not kind.problems(value, question, report.region)


def progress(report: Report, part: Part | None = None) -> Progress:
    """Count the required questions of a part, or of the whole form, and those answered."""
    asked = [question for question in report.questions(part) if report.required(question)]
    return Progress(sum(is_answered(report, question) for question in asked), len(asked))


def first_unanswered(report: Report) -> str:
    """Return the id of the first required question without a complete answer, else of the first question."""
    for question in report.questions():
        if report.required(question) and not is_answered(report, question):
            return question.id
    return report.form.questions[0].id
