"""What can be taken with one key below a question: a reading, a suggestion, a repair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportwizard.checks.dismiss import CheckResult, can_be_dismissed
from reportwizard.checks.finding import Finding, repair_of
from reportwizard.checks.money.figures import EXPLANATION
from reportwizard.checks.money.offers import likeliest_first, unspent_sentence
from reportwizard.forms.form import Question
from reportwizard.kinds.base import Problem, Reading, Value
from reportwizard.report.report import Report
from reportwizard.report.suggestion import suggestion
from reportwizard.ui.wizard import CURRENCY


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to take: its words and a reason, and what it does.

    It sets `answers`, or opens the question `question` or a place, or says that `right` is right as it is.
    """

    words: str
    reason: str = ""
    answers: Mapping[str, Value | None] = field(default_factory=dict)
    question: str = ""
    place: str = ""
    right: Finding | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that is said below an answer, with what helps. `state` is the name of a sign, or empty."""

    state: str
    words: str
    offers: tuple[Offer, ...] = ()


RIGHT = "it is right as it is"
_STATES = {"error": "fix", "warning": "look", "note": "optional"}


def notes_below(
    report: Report, question: Question, reading: Reading | None, checked: CheckResult | None
) -> tuple[Note, ...]:
    """Return all that is said below an answer: of an unclear one only its readings."""
    if question.kind == "money" and question.currency == "local" and not report.currency:
        words = "In which currency did you spend the money? What you wrote is kept."
        return (Note("ask", words, (Offer("choose your currency", place=CURRENCY),)),)
    problems = _problems(report, question, reading)
    if unclear := next((one for one in problems if one.choices and not one.cell), None):
        # For an amount and a day the words stand right of the box.
        state = "" if unclear.code == "ambiguous" else "fix"
        return (Note(state, unclear.message, tuple(_readings(report, question, unclear))),)
    if problems:
        return tuple(Note("fix", one.message) for one in problems[:1] if not one.cell)
    return tuple(_notes(report, question, reading, checked))


def _notes(
    report: Report, question: Question, reading: Reading | None, checked: CheckResult | None
) -> Iterator[Note]:
    if reading is not None and reading.value == report.answers.get(question.id):
        others = [Offer(one.label, one.reason, {question.id: one.value}) for one in reading.alternatives]
        if others or reading.notes:
            yield Note("" if not reading.notes else "look", " ".join(reading.notes), tuple(others))
    if suggested := suggestion(report, question):
        offer = Offer(suggested.label, suggested.reason, {question.id: suggested.value})
        yield Note("", "", (offer,))
    opens = question.role == EXPLANATION and question.id not in report.answers
    if opens and (sentence := unspent_sentence(report)):
        yield Note("", "", (Offer(f"begin with: {sentence}…", "", {question.id: sentence}),))
    if checked is not None:
        for finding in checked.findings:
            yield note_of(report, finding)
        for one in checked.dismissed:
            yield Note("done", f"It is right as it is: {one.entry.reason}".removesuffix(": "))


def _readings(report: Report, question: Question, problem: Problem) -> Iterator[Offer]:
    for one in likeliest_first(report, question, problem.choices):
        yield Offer(one.label, one.reason, {question.id: one.value})


def note_of(report: Report, finding: Finding) -> Note:
    """Return what is said of a finding, with everything that can be done about it by a number."""
    offered = tuple(offers_of(report, finding))
    # Where it can be fixed, Ctrl+R is enough to say that it is right.
    repairs = tuple(one for one in offered if one.answers)
    return Note(_STATES[finding.severity], finding.message, repairs or offered)


def offers_of(report: Report, finding: Finding) -> Iterator[Offer]:
    """Give what can be done about a finding: fix it, look at the other answer, or say that it is right."""
    if question := report.form.by_id.get(finding.question) if finding.severity == "error" else None:
        for problem in _problems(report, question, None):
            if not problem.cell:
                yield from _readings(report, question, problem)
    repair = repair_of(report, finding)
    if repair is not None:
        # Every offer begins with a small letter; names of more capitals stay.
        words = repair.label
        small = words[:1].lower() + words[1:] if words[1:2].islower() else words
        yield Offer(small, "", repair.answers)
    elif other := _other_question(report, finding):
        yield Offer(f"open question {other.number or other.name}", "", question=other.id)
    if can_be_dismissed(finding):
        yield Offer(RIGHT, right=finding)


def _other_question(report: Report, finding: Finding) -> Question | None:
    """Return the question that a finding compares its own with, where its data names it, or a row of it."""
    named = {value for value in finding.data.values() if isinstance(value, str)}
    row = finding.data.get("row")
    others = (one for one in report.form.questions if one.id != finding.question)
    return next((one for one in others if one.id in named or row in {each.id for each in one.rows}), None)


def _problems(report: Report, question: Question, reading: Reading | None) -> Sequence[Problem]:
    from reportwizard.kinds.registry import KINDS

    value = report.answers.get(question.id)
    if value is None:
        return reading.problems if reading else ()
    return KINDS[question.kind].problems(value, question, report.region)
