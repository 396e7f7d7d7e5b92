"""Reports with a few answers, and what single checks say about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.forms.loader import load_form
from reportwizard.report.report import Report

if TYPE_CHECKING:
    from reportwizard.checks.finding import Check, Finding
    from reportwizard.kinds.values import Value

FORM = "rapid-fund-final"


def small_report(**answers: Value) -> Report:
    """A report in English with these answers as they are kept: tables as {row: {column: cell}}."""
    return Report(load_form(FORM), answers=answers, currency="KES")


def findings_of(check: Check, **answers: Value) -> list[Finding]:
    """What one check finds in a report with these answers."""
    return list(check(small_report(**answers)))


def data_values(finding: Finding, *keys: str) -> tuple[object, ...]:
    """Some of the figures of a finding."""
    return tuple(finding.data.get(key) for key in keys)
