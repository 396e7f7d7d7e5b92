"""Findings that the applicant dismissed with a reason; they come back when their facts change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from reportwizard.checks.finding import Finding
from reportwizard.kinds.values import Plain
from reportwizard.report.report import Dismissal, Report
from reportwizard.text import clean_line, clean_text

LONGEST_REASON = 300
"""Characters of a reason that are kept: it is one sentence."""

# What of a finding's data may change while it stays the same: what passes with the days, and what is offered.
_PASSING = frozenset({"days", "repair", "choices", "status"})


class Dismissed(NamedTuple):
    """A dismissed finding, and the applicant's reason."""

    finding: Finding
    entry: Dismissal


class CheckResult(NamedTuple):
    """What the checks say: what is open, and what was dismissed, both in the form's order."""

    findings: tuple[Finding, ...]
    dismissed: tuple[Dismissed, ...] = ()

    @property
    def codes(self) -> set[str]:
        """What was found, open or dismissed."""
        return {item.code for item in (*self.findings, *(dismissed.finding for dismissed in self.dismissed))}

    def only(self, keep: Callable[[Finding], bool]) -> CheckResult:
        """Return the findings that are to be kept."""
        dismissed = tuple(entry for entry in self.dismissed if keep(entry.finding))
        return CheckResult(tuple(filter(keep, self.findings)), dismissed)


def can_be_dismissed(finding: Finding) -> bool:
    """Whether a reason is enough: what must be repaired before the hand-in cannot be dismissed."""
    return finding.severity != "error"


def at_question(checked: CheckResult, question: str) -> CheckResult:
    """Return what the checks say of one question, without what must be repaired there."""
    return checked.only(lambda finding: finding.question == question and can_be_dismissed(finding))


def facts(finding: Finding) -> dict[str, Plain]:
    """Return what makes a finding the same finding again, as a draft holds it."""
    return {key: _clean(value) for key, value in finding.data.items() if key not in _PASSING}


def _clean(plain: Plain) -> Plain:
    if isinstance(plain, str):
        return clean_text(plain)
    if isinstance(plain, Mapping):
        return {clean_text(key): _clean(value) for key, value in plain.items()}
    return [_clean(value) for value in plain] if isinstance(plain, list) else plain


def split_dismissed(report: Report, findings: Iterable[Finding]) -> CheckResult:
    """Part findings into those that are open and those that were dismissed.

    One that was dismissed with other facts is open again, and says so.
    """
    if not report.dismissed:
        return CheckResult(tuple(findings))
    still_open: list[Finding] = []
    dismissed: list[Dismissed] = []
    for finding in findings:
        about = *_place(finding), facts(finding)
        entry = next((entry for entry in report.dismissed if entry.is_about(*about)), None)
        if entry and can_be_dismissed(finding):
            dismissed.append(Dismissed(finding, entry))
        else:
            still_open.append(finding)
    used = [item.entry for item in dismissed]
    earlier = {_place(entry): entry for entry in report.dismissed if entry not in used}
    for number, finding in enumerate(still_open):
        entry = earlier.get(_place(finding))
        if entry and can_be_dismissed(finding):
            reason = f" (“{entry.reason}”)" if entry.reason else ""
            note = f"You said before that this is right{reason}. The figures or words changed since."
            still_open[number] = replace(finding, message=f"{finding.message} {note}")
    return CheckResult(tuple(still_open), tuple(dismissed))


def dismiss(report: Report, finding: Finding, reason: str, checked: CheckResult) -> Report:
    """Return the report with a finding dismissed; `checked` is what the checks say of it now.

    The reason may be empty. `ValueError` for an error, which only a correction removes.
    """
    if not can_be_dismissed(finding):
        raise ValueError(finding.code)
    about, place = facts(finding), _place(finding)
    # Of one question, entries with other facts stay only while their findings are there.
    current = [facts(item.finding) for item in checked.dismissed if _place(item.finding) == place]
    kept = [
        entry
        for entry in report.dismissed
        if (_place(entry) != place or entry.facts in current) and not entry.is_about(*place, about)
    ]
    entry = Dismissal(*place, clean_line(reason).strip()[:LONGEST_REASON], about)
    return replace(report, dismissed=(*kept, entry))


def _place(item: Finding | Dismissal) -> tuple[str, str]:
    return item.code, item.question


def undo_dismissal(report: Report, entry: Dismissal) -> Report:
    """Return the report in which a finding is open again, also where two programs dismissed it."""
    about = entry.code, entry.question, entry.facts
    return replace(report, dismissed=tuple(kept for kept in report.dismissed if not kept.is_about(*about)))
