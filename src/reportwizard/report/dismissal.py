"""A finding that the applicant dismissed, with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportwizard.kinds.values import Plain


@dataclass(frozen=True)
class Dismissal:
    """One dismissed finding: its code, its question, and the facts that it was about.

    With other `facts` the finding comes up again. `reason` is the applicant's, one line. `extra` keeps the
    keys of a draft file that this version does not know. It is not part of the report that is handed in.
    """

    code: str
    question: str
    reason: str = ""
    facts: Mapping[str, Plain] = field(default_factory=dict)
    extra: Mapping[str, Plain] = field(default_factory=dict)

    def is_about(self, code: str, question: str, facts: Mapping[str, Plain]) -> bool:
        """Whether this finding was dismissed."""
        return (self.code, self.question) == (code, question) and self.facts == facts
