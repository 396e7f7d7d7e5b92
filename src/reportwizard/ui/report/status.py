"""The state of questions, pages and parts, which comes from the answers alone: nobody ticks anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportwizard.checks.finding import Finding
from reportwizard.forms.form import Part, Question
from reportwizard.report.progress import is_answered
from reportwizard.report.report import Report
from reportwizard.ui.shared.lines import Tab

_WORST = ("fix", "look", "open", "done", "optional")
MISSING = "required.missing"
"""The code of the finding that an answer is missing: that is left to do, and nothing to mend."""


def to_fix(findings: Iterable[Finding]) -> list[Finding]:
    """Return what must be mended before the hand-in."""
    return [one for one in findings if one.severity == "error" and one.code != MISSING]


def to_look_at(findings: Iterable[Finding]) -> list[Finding]:
    """Return what a reader may ask."""
    return [one for one in findings if one.severity == "warning"]


def question_state(report: Report, question: Question, findings: Sequence[Finding]) -> str:
    """Return the sign of a question: `fix`, `look`, `open` (left to do), `done`, or `optional` and empty."""
    mine = [one for one in findings if one.question == question.id]
    if to_fix(mine):
        return "fix"
    if to_look_at(mine):
        return "look"
    if is_answered(report, question):
        return "done"
    return "open" if report.required(question) else "optional"


def page_state(report: Report, page: Iterable[Question], findings: Sequence[Finding]) -> str:
    """Return the sign of a page: the worst of its questions."""
    states = {question_state(report, one, findings) for one in page if report.asked(one)}
    return next((state for state in _WORST if state in states), "optional")


@dataclass(frozen=True, slots=True)
class PartState:
    """How many things of a part are to fix, to look at and left, and whether anything was answered yet."""

    fix: int
    look: int
    left: int
    started: bool
    asked: bool = True

    @property
    def sign(self) -> str:
        """The sign of the part; empty while it is simply open."""
        if self.fix:
            return "fix"
        if self.look:
            return "look"
        return "done" if self.started and not self.left else ""

    @property
    def words(self) -> str:
        """The state in words, the first that fits."""
        if self.fix:
            return f"{self.fix} to fix"
        if self.look:
            return f"{self.look} to look at"
        if self.left:
            return f"{self.left} left" if self.started else "not started"
        return "done" if self.started else ""

    @property
    def style(self) -> str:
        """The colour of the words: what needs somebody stands out, done is quiet."""
        if self.fix or self.look:
            return "bold $fix" if self.fix else "bold $look"
        return "" if self.left and self.started else "$quiet"


def part_state(report: Report, part: Part, findings: Sequence[Finding]) -> PartState:
    """Return the state of a part."""
    asked = report.questions(part)
    ids = {one.id for one in asked}
    mine = [one for one in findings if one.question in ids]
    required = [one for one in asked if report.required(one)]
    left = sum(not is_answered(report, one) for one in required)
    # What a new report holds from the start, such as the name of the program, is no beginning.
    counted = required or [one for one in asked if not one.reference]
    started = any(is_answered(report, one) for one in counted)
    return PartState(len(to_fix(mine)), len(to_look_at(mine)), left, started, bool(required))


def tabs(report: Report, findings: Sequence[Finding], check: str, hand_in: str) -> list[Tab]:
    """Return the names of the parts line: the parts that have questions to answer, Check, and Hand in."""
    made = []
    for part in report.form.parts:
        if is_side(part):
            continue
        state = part_state(report, part, findings)
        made.append(Tab(part.id, part.short or part.title, state.sign, state.fix or state.look, part.number))
    fix, look = len(to_fix(findings)), len(to_look_at(findings))
    worst = "fix" if fix else "look" if look else ""
    return [*made, Tab(check, "Check", worst, fix + look), Tab(hand_in, "Hand in")]


def is_side(part: Part) -> bool:
    """Whether a part is only for what comes after the hand-in: it stands in the list of parts alone."""
    return part.comes_after


def needs_you(report: Report, part: Part, findings: Sequence[Finding]) -> Question:
    """Return the question that a part opens at: what is to fix, to look at, left to do, else the first."""
    asked = report.questions(part)
    states = {one.id: question_state(report, one, findings) for one in asked}
    for wanted in ("fix", "look", "open"):
        for question in asked:
            if states[question.id] == wanted:
                return question
    return next((one for one in asked if not one.reference), asked[0])
