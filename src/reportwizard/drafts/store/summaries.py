"""What a list says about each draft."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.drafts.store.names import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportwizard.checks.finding import Finding
    from reportwizard.report.report import Report


@dataclass(frozen=True, slots=True)
class Summary:
    """One draft in a list.

    `saved_at` is in UTC. `problem` says why the draft cannot be opened; empty if it can. `form` is the id of
    its form. From `form_title` on, everything is known only after the draft was read, the findings after the
    checks have run; None until then. `two_versions` names the answers that wait for a choice. `handed_in_on`
    is the day of the hand-in, if known.
    """

    name: str
    path: Path
    saved_at: datetime
    form: str = ""
    problem: str = ""
    form_title: str = ""
    title: str = ""
    due_date: date | None = None
    answered: int | None = None
    asked: int | None = None
    errors: int | None = None
    warnings: int | None = None
    notes: int | None = None
    two_versions: tuple[str, ...] = ()
    handed_in: bool = False
    handed_in_on: date | None = None

    @property
    def ready(self) -> bool:
        """Whether nothing blocks the hand-in; False until the checks have run."""
        return self.errors == 0

    @property
    def is_example(self) -> bool:
        """Whether this is the example that comes with a form."""
        return self.name in (EXAMPLE, f"{EXAMPLE}-{self.form}")


def summarize(
    name: str, path: Path, saved_at: datetime, report: Report, findings: Iterable[Finding] | None
) -> Summary:
    """Return the summary of a report; `findings` are those of the checks, if they have run."""
    from reportwizard.drafts.merging.conflicts import waiting_ids
    from reportwizard.forms.external import MissingForm
    from reportwizard.report.due import is_handed_in
    from reportwizard.report.progress import progress

    due, done = report.value("report.due"), progress(report)
    has_no_form = isinstance(report.form, MissingForm)
    counts = None if findings is None else Counter(finding.severity for finding in findings)
    return Summary(
        name,
        path,
        saved_at,
        form=report.form.id,
        form_title=f"{report.form.id}: this form is not here" if has_no_form else report.form.title,
        title=report.title,
        due_date=due if isinstance(due, date) else None,
        answered=done.answered,
        asked=done.asked,
        errors=None if counts is None else counts["error"],
        warnings=None if counts is None else counts["warning"],
        notes=None if counts is None else counts["note"],
        two_versions=waiting_ids(report),
        handed_in=is_handed_in(report),
        handed_in_on=report.hand_in.handed_in,
    )
