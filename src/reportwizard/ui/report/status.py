"""The state of questions, pages and parts, computed from the answers and findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reportwizard.checks.finding import Finding
from reportwizard.drafts.merging.conflicts import waiting_ids
from reportwizard.forms.form import Part, Question
from reportwizard.report.progress import is_answered
from reportwizard.report.report import Report
from reportwizard.ui.shared.bars import Tab
from reportwizard.ui.wizard import CHECK, HAND_IN

_WORST = ("fix", "look", "open", "done", "optional")
MISSING = "required.missing"
"""The code of the finding for a missing answer, which is not counted as something to fix."""


def to_fix(findings: Iterable[Finding]) -> list[Finding]:
    """Return what must be fixed before the hand-in."""
    return [finding for finding in findings if finding.severity == "error" and finding.code != MISSING]


def to_look_at(findings: Iterable[Finding]) -> list[Finding]:
    """Return what a reader may ask, and what colleagues said."""
    return [finding for finding in findings if finding.severity == "warning"]


def question_state(report: Report, question: Question, findings: Sequence[Finding]) -> str:
    """Return `fix`, `look`, `open` (required and not answered), `done` or `optional`.

    An optional answer that is still the form's default is not done.
    """
    own = [finding for finding in findings if finding.question == question.id]
    if to_fix(own):
        return "fix"
    if to_look_at(own):
        return "look"
    required = report.required(question)
    if is_answered(report, question):
        is_default = not required and question.default and report.answers.get(question.id) == question.default
        return "optional" if is_default else "done"
    return "open" if required else "optional"


def page_states(report: Report, part: Part, findings: Sequence[Finding]) -> list[tuple[list[Question], str]]:
    """Return the pages of a part with what is asked on them, and the worst state of that."""
    pages = list[tuple[list[Question], str]]()
    for page in part.pages:
        if asked := [question for question in page if report.asked(question)]:
            states = {question_state(report, question, findings) for question in asked}
            pages.append((asked, min(states, key=_WORST.index)))
    return pages


def entry_id(page: Sequence[Question]) -> str:
    """Return the id of the question that a page opens at."""
    return next((question.id for question in page if not question.reference), page[0].id)


class PartState(NamedTuple):
    """The state of a part: a sign, if it needs one, and a label with its style.

    `findings` are to fix or to look at; `missing` required answers are not there.
    """

    sign: str
    label: str
    style: str = "$quiet"
    findings: int = 0
    missing: int = 0


def findings_state(findings: Iterable[Finding], waiting: int = 0) -> PartState:
    """Return how much is to fix, or else to look at; `waiting` answers have two versions."""
    findings = list(findings)
    counts = len(to_fix(findings)), len(to_look_at(findings)) + waiting
    for sign, label, count in zip(("fix", "look"), ("to fix", "to look at"), counts, strict=True):
        if count:
            return PartState(sign, f"{count} {label}", f"bold ${sign}", count)
    return PartState("", "")


def part_state(report: Report, part: Part, findings: Sequence[Finding]) -> PartState:
    asked = report.questions(part)
    ids = {question.id for question in asked}
    required = [question for question in asked if report.required(question)]
    missing = sum(not is_answered(report, question) for question in required)
    state = findings_state(finding for finding in findings if finding.question in ids)
    if state.findings:
        return state._replace(missing=missing)
    counted = required or [question for question in asked if not question.reference]
    if not any(is_answered(report, question) for question in counted):
        return PartState("", "not started" if missing else "", missing=missing)
    return PartState("", f"{missing} left", "", missing=missing) if missing else PartState("done", "done")


def tabs(report: Report, findings: Sequence[Finding]) -> list[Tab]:
    """Return the tabs: the parts to write, Check, and Hand in."""
    parts = list[Tab]()
    for part in parts_to_write(report):
        state = part_state(report, part, findings)
        parts.append(Tab(part.id, part.short or part.title, state.sign, state.findings, part.number))
    waiting = len(waiting_ids(report))
    count = len(to_fix(findings)) + len(to_look_at(findings)) + waiting
    return [
        *parts,
        Tab(CHECK, "Check", findings_state(findings, waiting).sign, count),
        Tab(HAND_IN, "Hand in"),
    ]


def parts_to_write(report: Report) -> list[Part]:
    """Return the parts that are written before the hand-in."""
    return [part for part in report.form.parts if not part.comes_after]


def entry_question(report: Report, part: Part, findings: Sequence[Finding]) -> Question:
    """Return the question that a part opens at: the first to fix, to look at or to answer, or the first."""
    rank = {"fix": 0, "look": 1, "open": 2}

    def urgency(question: Question) -> tuple[int, bool]:
        return rank.get(question_state(report, question, findings), 3), question.reference

    return min(report.questions(part), key=urgency)


def page_number(page: Sequence[Question]) -> str:
    """Return the number of a page: `14` for 14.1 to 14.3, `10, 11` for both, or nothing."""
    numbers = (question.number.partition(".")[0] for question in page if question.number)
    return ", ".join(dict.fromkeys(numbers))


def page_name(page: Sequence[Question]) -> str:
    """Return the short name of a page: `2 Links to your impact`, `14 Rules kept`, `Dates and amounts`."""
    page = [question for question in page if not question.reference] or page
    first, number = page[0], page_number(page)
    is_group = len(page) > 1 and first.page and (not number or first.number != number)
    return (f"{number} {first.page}" if is_group else f"{first.number} {first.name}").strip()
