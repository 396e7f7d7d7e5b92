"""Findings that the applicant set aside with a reason; they come back when their facts change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reportwizard.report.set_aside import SetAside
from reportwizard.text import clean_line, clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportwizard.checks.finding import Finding
    from reportwizard.kinds.base import Plain
    from reportwizard.report.report import Report

LONGEST_REASON = 300
"""Characters of a reason that are kept: it is one sentence."""

# What of a finding's data may change while it stays the same: its place in a text, what passes with the days,
# and what is offered.
_PASSING = frozenset({"start", "end", "sentence", "days", "suggested", "repair", "choices", "status"})


class Aside(NamedTuple):
    """A finding that was set aside, and what the applicant said to it."""

    finding: Finding
    entry: SetAside


class Checked(NamedTuple):
    """What the checks say: what is open, and what was set aside, both in the form's order."""

    findings: tuple[Finding, ...]
    set_aside: tuple[Aside, ...] = ()


def can_be_set_aside(finding: Finding) -> bool:
    """Whether a reason is enough: what must be mended before the hand-in cannot be set aside."""
    return finding.severity != "error"


def at_question(checked: Checked, question: str) -> Checked:
    """Return what the checks say of one question, without what must be mended there."""
    return Checked(
        tuple(one for one in checked.findings if one.question == question and can_be_set_aside(one)),
        tuple(one for one in checked.set_aside if one.finding.question == question),
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


def sort_out(report: Report, findings: Iterable[Finding]) -> Checked:
    """Part findings into those that are open and those that were set aside.

    One that was set aside with other facts is open again, and says so.
    """
    findings = tuple(findings)
    if not report.set_aside:
        return Checked(findings)
    pairs = [(finding, _entry(report.set_aside, finding)) for finding in findings]
    aside = tuple(Aside(finding, entry) for finding, entry in pairs if entry is not None)
    used = [one.entry for one in aside]
    before = {(entry.code, entry.question): entry for entry in report.set_aside if entry not in used}
    still = (finding for finding, entry in pairs if entry is None)
    return Checked(tuple(_again(one, before.get((one.code, one.question))) for one in still), aside)


def _entry(entries: Sequence[SetAside], finding: Finding) -> SetAside | None:
    if not can_be_set_aside(finding):
        return None
    about = facts(finding)
    return next((one for one in entries if one.is_about(finding.code, finding.question, about)), None)


def _again(finding: Finding, before: SetAside | None) -> Finding:
    if before is None or not can_be_set_aside(finding):
        return finding
    words = f"You set this aside before (“{before.reason}”), but the figures or words changed since."
    return replace(finding, message=f"{finding.message} {words}")


def put_aside(report: Report, finding: Finding, reason: str, checked: Checked) -> Report:
    """Return the report with a finding set aside; `checked` is what the checks say of it now.

    `ValueError` for an error, which only mending takes away, and without a reason.
    """
    reason = clean_line(reason).strip()[:LONGEST_REASON]
    if not can_be_set_aside(finding) or not reason:
        raise ValueError(finding.code)
    about = facts(finding)
    others = [facts(one.finding) for one in checked.set_aside if _same_place(one.finding, finding)]
    kept = [one for one in report.set_aside if not _same_place(one, finding) or one.facts in others]
    kept = [one for one in kept if not one.is_about(finding.code, finding.question, about)]
    entry = SetAside(finding.code, finding.question, reason, about)
    return replace(report, set_aside=(*kept, entry))


def _same_place(one: Finding | SetAside, other: Finding) -> bool:
    return (one.code, one.question) == (other.code, other.question)


def take_back(report: Report, entry: SetAside) -> Report:
    """Return the report in which a finding is open again, also where two programs set it aside."""
    about = entry.code, entry.question, entry.facts
    return replace(report, set_aside=tuple(one for one in report.set_aside if not one.is_about(*about)))
