"""What the applicant signs for: that the agreement and the laws were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.checks.finding import Finding
from reportwizard.checks.texts import called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportwizard.report.report import Report


def compliance_no(report: Report) -> Iterator[Finding]:
    """Fires where a question whether agreement and laws were kept is answered no.

    Source: the fund agreement, which the applicant signs; a no is always asked about.
    """
    for question in report.form.with_role("compliance"):
        if report.asked(question) and report.answers.get(question.id) is False:
            message = (
                f"You answered No to {called(question)}. If No is right, write to your {report.form.reader}"
                " before you hand in. If it is not, change it to Yes."
            )
            yield Finding("compliance.no", "warning", question.id, message)
