"""What a reader would ask about, and the applicant looked at and left as it is, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportwizard.kinds.base import Plain


class Dismissal(NamedTuple):
    """One finding that was dismissed: its code, its question, and the facts that it was about.

    `facts` are what of the finding's data makes it the same finding; with other facts it is asked again.
    `reason` is the applicant's, one line. `extra` keeps what a draft file held beside and nobody here knows.
    It is kept in the draft and shown to the applicant; it is no part of the report that is handed in.
    """

    code: str
    question: str
    reason: str
    facts: Mapping[str, Plain] = {}
    extra: Mapping[str, Plain] = {}

    def is_about(self, code: str, question: str, facts: Mapping[str, Plain]) -> bool:
        """Whether a finding is the one that was dismissed."""
        return (self.code, self.question) == (code, question) and self.facts == facts
