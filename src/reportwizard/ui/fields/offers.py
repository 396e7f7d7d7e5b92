"""What can be taken with one key below a question: a reading, a suggestion, a repair, a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportwizard.checks.finding import repair_of
from reportwizard.checks.money.figures import EXPLANATION
from reportwizard.checks.money.offers import likelier_first, unspent_sentence
from reportwizard.kinds.base import Value
from reportwizard.report.suggestion import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportwizard.checks.finding import Finding
    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Problem
    from reportwizard.report.report import Report


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to take: its words, a reason, and the answers that it sets."""

    label: str
    reason: str
    answers: Mapping[str, Value | None]


def offers(
    report: Report, question: Question, problems: tuple[Problem, ...], findings: Iterable[Finding]
) -> tuple[Offer, ...]:
    """Return what to offer: the readings of an unclear text alone, else all that helps."""
    unclear = next((one for one in problems if one.code == "ambiguous" and not one.cell), None)
    if unclear is not None:
        choices = likelier_first(report, question, unclear.choices)
        return tuple(Offer(one.label, one.reason, {question.id: one.value}) for one in choices)
    if problems:
        return ()
    repairs = filter(None, (repair_of(report, finding) for finding in findings))
    offered = [Offer(repair.label, "", repair.answers) for repair in repairs]
    suggested = suggestion(report, question)
    if suggested:
        offered.append(Offer(suggested.label, suggested.reason, {question.id: suggested.value}))
    if (
        question.role == EXPLANATION
        and question.id not in report.answers
        and (words := unspent_sentence(report))
    ):
        offered.append(Offer(f"Begin with: {words}…", "", {question.id: words}))
    return tuple(offered)
