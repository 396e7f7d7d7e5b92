"""A finding: one thing that a check has to say about a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from reportwizard.kinds.base import Plain

if TYPE_CHECKING:
    from datetime import date

    from reportwizard.report.report import Report

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found at which question.

    `code` is stable and may be relied on. An error blocks the hand-in; a warning is what a program officer
    would ask back; a note is a hint. `message` says what to do, in the words of the form, with the figures.
    `data` holds the figures for programs, as plain JSON.
    """

    code: str
    severity: Severity
    question: str
    message: str
    data: Mapping[str, Plain] = field(default_factory=dict)


class Check(Protocol):
    """A check takes a report and gives its findings. It reads no clock, no file and no network."""

    def __call__(self, report: Report, /) -> Iterable[Finding]: ...


class DatedCheck(Protocol):
    """A check that compares with a day. `today` is the day on the applicant's calendar; it reads no clock."""

    def __call__(self, report: Report, today: date, /) -> Iterable[Finding]: ...
