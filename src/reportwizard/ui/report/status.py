"""The state of questions, pages and parts, which comes from the answers alone: nobody ticks anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reportwizard.checks.finding import Finding
from reportwizard.forms.form import Part, Question
from reportwizard.report.progress import is_answered
from reportwizard.report.report import Report
from reportwizard.ui.shared.lines import Tab
from reportwizard.ui.wizard import CHECK, HAND_IN

_WORST = ("fix", "look", "open", "done", "optional")
MISSING = "required.missing"
"""The code of the finding that an answer is missing: that is left to do, and nothing to fix."""


def to_fix(findings: Iterable[Finding]) -> list[Finding]:
    """Return what must be fixed before the hand-in."""
    return [one for one in findings if one.severity == "error" and one.code != MISSING]


def to_look_at(findings: Iterable[Finding]) -> list[Finding]:
    """Return what a reader may ask."""
    return [one for one in findings if one.severity == "warning"]


def question_state(report: Report, question: Question, findings: Sequence[Finding]) -> str:
    """Return the sign of a question: `fix`, `look`, `open` (left to do), `done`, or `optional` and empty.

    What a new report holds from the start, such as the name of the program, is nothing done.
    """
    mine = [one for one in findings if one.question == question.id]
    if to_fix(mine):
        return "fix"
    if to_look_at(mine):
        return "look"
    required = report.required(question)
    if is_answered(report, question):
        given = not required and question.default and report.answers.get(question.id) == question.default
        return "optional" if given else "done"
    return "open" if required else "optional"


def page_state(report: Report, page: Iterable[Question], findings: Sequence[Finding]) -> str:
    """Return the sign of a page: the worst of its questions."""
    states = {question_state(report, one, findings) for one in page if report.asked(one)}
    return next((state for state in _WORST if state in states), "optional")


class PartState(NamedTuple):
    """The state of a part: its sign, empty while it is simply open; in words; their colour.

    `many` things are to fix or to look at; `left` required answers are not there.
    """

    sign: str
    words: str
    style: str = "$quiet"
    many: int = 0
    left: int = 0


def asked_state(findings: Iterable[Finding]) -> PartState:
    """Return what is to fix, else what is to look at; without a sign where that is nothing."""
    findings = list(findings)
    for sign, words, found in (("fix", "to fix", to_fix), ("look", "to look at", to_look_at)):
        if many := len(found(findings)):
            return PartState(sign, f"{many} {words}", f"bold ${sign}", many)
    return PartState("", "")


def part_state(report: Report, part: Part, findings: Sequence[Finding]) -> PartState:
    """Return the state of a part."""
    asked = report.questions(part)
    ids = {one.id for one in asked}
    mine = [one for one in findings if one.question in ids]
    required = [one for one in asked if report.required(one)]
    left = sum(not is_answered(report, one) for one in required)
    if (state := asked_state(mine)).many:
        return state._replace(left=left)
    counted = required or [one for one in asked if not one.reference]
    started = any(is_answered(report, one) for one in counted)
    if left:
        return PartState(
            "", f"{left} left" if started else "not started", "" if started else "$quiet", 0, left
        )
    return PartState("done", "done") if started else PartState("", "")


def tabs(report: Report, findings: Sequence[Finding]) -> list[Tab]:
    """Return the names of the parts line: the parts that have questions to answer, Check, and Hand in."""
    made = []
    for part in written_parts(report):
        state = part_state(report, part, findings)
        made.append(Tab(part.id, part.short or part.title, state.sign, state.many, part.number))
    many = len(to_fix(findings)) + len(to_look_at(findings))
    return [*made, Tab(CHECK, "Check", asked_state(findings).sign, many), Tab(HAND_IN, "Hand in")]


def written_parts(report: Report) -> list[Part]:
    """Return the parts that one writes before the hand-in; the others are in the list of parts alone."""
    return [part for part in report.form.parts if not part.comes_after]


def needs_you(report: Report, part: Part, findings: Sequence[Finding]) -> Question:
    """Return the question that a part opens at: what is to fix, to look at, left to do, else the first."""
    asked = report.questions(part)
    first = next((one for one in asked if not one.reference), asked[0])
    for wanted in ("fix", "look", "open"):
        states = ((one, question_state(report, one, findings)) for one in asked)
        if found := next((one for one, state in states if state == wanted), None):
            return found
    return first


def page_name(page: Sequence[Question]) -> str:
    """Return what a page is called beside others: `2 Links to your impact`, `Dates and amounts`."""
    first = page[0] if not page[0].reference else page[-1]
    small = len(page) > 1 and first.page and not first.number
    return first.page if small else f"{first.number} {first.name}".strip()
