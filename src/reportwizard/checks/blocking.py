"""The checks that can block a hand-in, apart from the rest: who writes a report need not load them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.checks import required

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportwizard.checks.finding import Check, Finding
    from reportwizard.report.report import Report

BLOCKING: tuple[Check, ...] = (
    required.form_gone,
    required.required_missing,
    required.answer_unreadable,
    required.answer_ambiguous,
)
"""Every check that gives errors; a test holds the others to warnings and notes."""

_WEIGHT = {"error": 0, "warning": 1, "note": 2}


def run_blocking(report: Report) -> tuple[Finding, ...]:
    """Return what must be mended before the hand-in, in the form's order."""
    return in_order(report, (finding for check in BLOCKING for finding in check(report)))


def in_order(report: Report, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the form's order, and at one question the gravest first."""
    place = {question.id: number for number, question in enumerate(report.form.questions)}
    return tuple(
        sorted(findings, key=lambda finding: (place.get(finding.question, -1), _WEIGHT[finding.severity]))
    )
