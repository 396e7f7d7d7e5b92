"""A finding that the applicant looked at and left as it is, with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportwizard.kinds.base import Plain


@dataclass(frozen=True)
class Dismissal:
    """One finding that was dismissed: its code, its question, and the facts that it was about.

    `facts` are what of the finding's data makes it the same finding; with other facts it is asked again.
    `reason` is the applicant's, one line. `extra` keeps what a draft file held beside and nobody here knows.
    It is kept in the draft and shown to the applicant; it is no part of the report that is handed in.
    """

    code: str
    question: str
    reason: str = ""
    facts: Mapping[str, Plain] = field(default_factory=dict)
    extra: Mapping[str, Plain] = field(default_factory=dict)

    def is_about(self, code: str, question: str, facts: Mapping[str, Plain]) -> bool:
        """Whether a finding is the one that was dismissed."""
        return (self.code, self.question) == (code, question) and self.facts == facts
