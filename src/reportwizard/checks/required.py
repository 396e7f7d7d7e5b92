"""What must be there or settled before the hand-in. Source: the form's `(required)` marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from reportwizard.checks.finding import Check, Finding, in_order
from reportwizard.checks.texts import cell_label, question_label
from reportwizard.forms.external import MissingForm
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Plain
from reportwizard.report.report import Report
from reportwizard.text import clean_line

COMMENT = "review.comment"
"""The code of the finding for what a colleague said."""
_LONGEST_COMMENT = 300


def form_gone(report: Report) -> Iterator[Finding]:
    """Fires if the form of the report cannot be found. Source: without the form nobody knows what must be
    answered.
    """
    if isinstance(report.form, MissingForm):
        message = f"The form “{report.form.id}” is not here. Put its file back, or name it with --form."
        yield Finding("form.gone", "error", report.form.questions[0].id, message)


def required_missing(report: Report) -> Iterable[Finding]:
    """Fires at a required question (whose condition holds) without an answer, or with only part of one."""
    for question in filter(report.required, report.questions()):
        value = report.answers.get(question.id)
        missing = KINDS[question.kind].missing(value, question)
        if value is None:
            message = f"Answer {question_label(question)}."
            yield Finding("required.missing", "error", question.id, message)
        elif missing:
            named = "; ".join(missing) if len(missing) <= 2 else f"{len(missing)} of them"
            message = f"Complete {question_label(question)}. Still missing: {named}."
            yield Finding("required.missing", "error", question.id, message, {"missing": list(missing)})


def answer_unreadable(report: Report) -> Iterator[Finding]:
    """Fires at an answer that could not be read.

    Source: the portal accepts only a number, a date or a choice there.
    """
    return _unread(report, "unreadable")


def answer_ambiguous(report: Report) -> Iterator[Finding]:
    """Fires at an answer that can be read in two ways, until one is chosen.

    Source: only the applicant knows what is meant.
    """
    return _unread(report, "ambiguous")


def _unread(report: Report, code: str) -> Iterator[Finding]:
    """Yield what was not read; its `repairs` hold what each of its readings would answer, as JSON."""
    for question in report.questions():
        kind, value = KINDS[question.kind], report.answers.get(question.id)
        for problem in () if value is None else kind.problems(value, question, report.region):
            if problem.code != code:
                continue
            choices, data = problem.choices, dict[str, Plain]()
            message = f"{cell_label(question, *(problem.cell or ('', '')))}{problem.message}"
            if question.kind == "money" and len(choices) > 1:
                from reportwizard.checks.money.rate import likeliest_first

                choices = likeliest_first(report, question, choices)
            if choices:
                data["choices"] = [choice.label for choice in choices]
            if problem.cell:
                data["row"], data["column"] = problem.cell
            elif choices:
                repairs = data["repairs"] = list[Plain]()
                for choice in choices:
                    plain = kind.to_plain(choice.value)
                    plain = plain.isoformat() if isinstance(plain, date) else plain
                    repairs.append({"label": choice.label, "answers": {question.id: plain}})
            yield Finding(f"answer.{code}", "error", question.id, message, data)


def compliance_no(report: Report) -> Iterator[Finding]:
    """Fires if a question about keeping to the agreement or the law is answered no.

    Source: the fund agreement, which the applicant signs; a no always raises questions.
    """
    for question in report.form.with_role("compliance"):
        if report.asked(question) and report.answers.get(question.id) is False:
            reader = report.form.reader
            message = f"You answered No. Write to your {reader} before you hand in, or change it to Yes."
            yield Finding("compliance.no", "warning", question.id, message)


def review_comment(report: Report) -> Iterator[Finding]:
    """Fires for each comment in a document that came back, until it is settled. Comments are not in the
    report. Source: a colleague who comments waits for an answer.
    """
    first = report.form.questions[0].id
    for comment in report.comments:
        if comment.settled:
            continue
        text, author = clean_line(comment.words), clean_line(comment.who) or "Somebody"
        shown = text if len(text) <= _LONGEST_COMMENT else f"{text[:_LONGEST_COMMENT]} …"
        question = next((answer for answer in comment.answers if answer in report.form.by_id), first)
        data = {"who": comment.who, "words": comment.words}
        yield Finding(COMMENT, "warning", question, f"{author} says: {shown}", data)


BLOCKING: tuple[Check, ...] = (form_gone, required_missing, answer_unreadable, answer_ambiguous)
"""Every check that gives errors; a test holds the others to warnings and notes."""


def run_blocking(report: Report) -> tuple[Finding, ...]:
    """Return what must be repaired before the hand-in, in the form's order."""
    return in_order(report, (finding for check in BLOCKING for finding in check(report)))
