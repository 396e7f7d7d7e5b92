"""Findings that the applicant dismissed with a reason; they come back when their facts change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from reportwizard.checks.finding import Finding
from reportwizard.kinds.base import Plain
from reportwizard.report.dismissal import Dismissal
from reportwizard.report.report import Report
from reportwizard.text import clean_line, clean_text

LONGEST_REASON = 300
"""Characters of a reason that are kept: it is one sentence."""

# What of a finding's data may change while it stays the same: its place in a text, what passes with the days,
# and what is offered.
_PASSING = frozenset({"start", "end", "sentence", "days", "suggested", "repair", "choices", "status"})


class Dismissed(NamedTuple):
    """A dismissed finding, and the applicant's reason."""

    finding: Finding
    entry: Dismissal


class CheckResult(NamedTuple):
    """What the checks say: what is open, and what was dismissed, both in the form's order."""

    findings: tuple[Finding, ...]
    dismissed: tuple[Dismissed, ...] = ()


def can_be_dismissed(finding: Finding) -> bool:
    """Whether a reason is enough: what must be repaired before the hand-in cannot be dismissed."""
    return finding.severity != "error"


def at_question(checked: CheckResult, question: str) -> CheckResult:
    """Return what the checks say of one question, without what must be repaired there."""
    return CheckResult(
        tuple(one for one in checked.findings if one.question == question and can_be_dismissed(one)),
        tuple(one for one in checked.dismissed if one.finding.question == question),
    )


def facts(finding: Finding) -> dict[str, Plain]:
    """Return what makes a finding the same finding again, as a draft holds it."""
    return {key: _tidy(value) for key, value in finding.data.items() if key not in _PASSING}


def _tidy(plain: Plain) -> Plain:
    if isinstance(plain, str):
        return clean_text(plain)
    if isinstance(plain, Mapping):
        return {clean_text(key): _tidy(value) for key, value in plain.items()}
    return [_tidy(value) for value in plain] if isinstance(plain, list) else plain


def split_dismissed(report: Report, findings: Iterable[Finding]) -> CheckResult:
    """Part findings into those that are open and those that were dismissed.

    One that was dismissed with other facts is open again, and says so.
    """
    findings = tuple(findings)
    if not report.dismissed:
        return CheckResult(findings)
    pairs = [(finding, _entry(report.dismissed, finding)) for finding in findings]
    closed = tuple(Dismissed(finding, entry) for finding, entry in pairs if entry is not None)
    used = [one.entry for one in closed]
    before = {(entry.code, entry.question): entry for entry in report.dismissed if entry not in used}
    still = (finding for finding, entry in pairs if entry is None)
    return CheckResult(tuple(_again(one, before.get((one.code, one.question))) for one in still), closed)


def _entry(entries: Sequence[Dismissal], finding: Finding) -> Dismissal | None:
    if not can_be_dismissed(finding):
        return None
    about = facts(finding)
    return next((one for one in entries if one.is_about(finding.code, finding.question, about)), None)


def _again(finding: Finding, before: Dismissal | None) -> Finding:
    if before is None or not can_be_dismissed(finding):
        return finding
    said = f" (“{before.reason}”)" if before.reason else ""
    words = f"You said before that this is right{said}. The figures or words changed since."
    return replace(finding, message=f"{finding.message} {words}")


def dismiss(report: Report, finding: Finding, reason: str, checked: CheckResult) -> Report:
    """Return the report with a finding dismissed; `checked` is what the checks say of it now.

    The reason may be empty. `ValueError` for an error, which only a correction removes.
    """
    reason = clean_line(reason).strip()[:LONGEST_REASON]
    if not can_be_dismissed(finding):
        raise ValueError(finding.code)
    about = facts(finding)
    others = [facts(one.finding) for one in checked.dismissed if _same_place(one.finding, finding)]
    kept = [one for one in report.dismissed if not _same_place(one, finding) or one.facts in others]
    kept = [one for one in kept if not one.is_about(finding.code, finding.question, about)]
    entry = Dismissal(finding.code, finding.question, reason, about)
    return replace(report, dismissed=(*kept, entry))


def _same_place(one: Finding | Dismissal, other: Finding) -> bool:
    return (one.code, one.question) == (other.code, other.question)


def undo_dismissal(report: Report, entry: Dismissal) -> Report:
    """Return the report in which a finding is open again, also where two programs dismissed it."""
    about = entry.code, entry.question, entry.facts
    return replace(report, dismissed=tuple(one for one in report.dismissed if not one.is_about(*about)))
