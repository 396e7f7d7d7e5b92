"""What can be taken with one key below a question: a reading, a suggestion, a repair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportwizard.checks.dismiss import CheckResult, Dismissed, can_be_dismissed
from reportwizard.checks.finding import Finding, cell_of, repair_of
from reportwizard.checks.money.figures import EXPLANATION
from reportwizard.checks.money.offers import likeliest_first, unspent_sentence
from reportwizard.forms.form import Question
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Choice, Problem, Reading, Value
from reportwizard.report.report import Report
from reportwizard.report.suggestion import suggestion
from reportwizard.ui.wizard import CURRENCY


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to take by its number. `reason` stands behind the label.

    It sets `answers`, or opens the question `question` or a place, or says that what is found is right. In
    Check it may also ask again what was dismissed, copy a text, or remove one.
    """

    label: str
    reason: str = ""
    answers: Mapping[str, Value | None] = field(default_factory=dict)
    question: str = ""
    place: str = ""
    dismisses: Finding | None = None
    asks_again: Dismissed | None = None
    copies: str = ""
    removes: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that is said below an answer, with what helps. `state` is the name of a sign, or empty."""

    state: str
    message: str
    offers: tuple[Offer, ...] = ()


_QUOTED = re.compile("“(.+?)”")
_STATES = {"error": "fix", "warning": "look", "note": "optional"}


def notes_below(
    report: Report, question: Question, reading: Reading | None, checked: CheckResult
) -> tuple[Note, ...]:
    """Return all that is said below an answer: of an unclear one only its readings."""
    if question.kind == "money" and question.currency == "local" and not report.currency:
        message = "In which currency did you spend the money? What you wrote is kept."
        return (Note("ask", message, (Offer("choose your currency", place=CURRENCY),)),)
    problems = _problems(report, question, reading)
    if unclear := next((problem for problem in problems if problem.choices and not problem.cell), None):
        # For an amount and a day the message stands right of the box.
        state = "" if unclear.code == "ambiguous" else "fix"
        return (Note(state, unclear.message, tuple(_readings(report, question, unclear))),)
    if problems:
        return tuple(Note("fix", problem.message) for problem in problems[:1] if not problem.cell)
    return tuple(_notes(report, question, reading, checked))


def _notes(
    report: Report, question: Question, reading: Reading | None, checked: CheckResult
) -> Iterator[Note]:
    def offer(choice: Choice) -> Offer:
        return Offer(choice.label, choice.reason, {question.id: choice.value})

    if reading is not None and reading.value == report.answers.get(question.id):
        others = tuple(map(offer, reading.alternatives))
        # Of too many decimals the checks say the same, and what can be done.
        noted = () if "money.minor_units" in checked.codes else reading.notes
        if others or noted:
            yield Note("look" if noted else "", " ".join(noted), others)
    if suggested := suggestion(report, question):
        yield Note("", "", (offer(suggested),))
    opens = question.role == EXPLANATION and question.id not in report.answers
    if opens and (sentence := unspent_sentence(report)):
        yield Note("", "", (Offer(f"begin with: {sentence}…", "", {question.id: sentence}),))
    for finding in checked.findings:
        offers = tuple(finding_offers(report, finding))
        # Where it can be fixed, Ctrl+R is enough to say that it is right.
        repairs = tuple(repair for repair in offers if repair.answers)
        yield Note(_STATES[finding.severity], finding.message, repairs or offers)
    for dismissed in checked.dismissed:
        yield Note("done", f"It is right as it is: {dismissed.entry.reason}".removesuffix(": "))


def _readings(report: Report, question: Question, problem: Problem) -> Iterator[Offer]:
    for choice in likeliest_first(report, question, problem.choices):
        yield Offer(choice.label, choice.reason, {question.id: choice.value})


def finding_offers(report: Report, finding: Finding) -> Iterator[Offer]:
    """Give what can be done about a finding: fix it, look at the other answer, or say that it is right."""
    if finding.severity == "error" and (question := report.form.by_id.get(finding.question)):
        for problem in _problems(report, question, None):
            if not problem.cell:
                yield from _readings(report, question, problem)
    repair = repair_of(report, finding)
    if repair is not None:
        # Every offer begins with a small letter; names of more capitals stay.
        label = repair.label
        yield Offer(label[:1].lower() + label[1:] if label[1:2].islower() else label, "", repair.answers)
    elif other := _other_question(report, finding):
        label = f"question {other.number}" if other.number else f"“{other.name}”"
        yield Offer(f"open {label}", "", question=other.id)
    if can_be_dismissed(finding):
        yield Offer("it is right as it is", dismisses=finding)


def speaks_of_past(finding: Finding, question: Question, before: Report, now: Report) -> bool:
    """Whether a finding speaks of what a question said before it was changed."""
    was, became = before.answers.get(question.id), now.answers.get(question.id)
    if isinstance(was, str) and isinstance(became, str):
        words = (*_QUOTED.findall(finding.message), *finding.data.values())
        return any(isinstance(word, str) and word in was and word not in became for word in words)
    if finding.question != question.id:
        return was not in (None, became) and before.show(question) in finding.message
    if (row := cell_of(finding)[0]) and isinstance(was, Mapping) and isinstance(became, Mapping):
        return was.get(row) != became.get(row)
    return was != became


def _other_question(report: Report, finding: Finding) -> Question | None:
    """Return the question that a finding compares its own with, where its data names it, or a row of it."""
    named = {value for value in finding.data.values() if isinstance(value, str)}
    others = (question for question in report.form.questions if question.id != finding.question)
    row_id = finding.data.get("row")
    return next(
        (other for other in others if other.id in named or any(row.id == row_id for row in other.rows)), None
    )


def _problems(report: Report, question: Question, reading: Reading | None) -> Sequence[Problem]:
    value = report.answers.get(question.id)
    if value is None:
        return reading.problems if reading else ()
    return KINDS[question.kind].problems(value, question, report.region)
