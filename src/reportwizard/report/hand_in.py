"""What is kept about the hand-in: how far the copying came, and what readers said since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from reportwizard.kinds.base import Plain


@dataclass(frozen=True)
class HandIn:
    """How far a report has come on its way into the portal, in this round.

    `ticks` are the marks of the stops that are done, and `place` is the id of the one where the applicant is;
    `hand_in.stops` makes both. `limits` are the characters that a box of the portal takes, by question.
    `reshape` is whether texts are copied so that the wiki keeps their lines; None until the applicant was
    asked. `handed_in` is the day on which this round was handed in. `extra` is what a draft held beside.
    """

    round: int = 1
    ticks: tuple[str, ...] = ()
    place: str = ""
    limits: Mapping[str, Plain] = field(default_factory=dict)
    reshape: bool | None = None
    handed_in: date | None = None
    extra: Mapping[str, Plain] = field(default_factory=dict)

    def limit(self, question_id: str) -> int:
        """Return how many characters the portal's box takes; 0 if nobody said."""
        value = self.limits.get(question_id)
        return value if isinstance(value, int) and value > 0 else 0

    def with_limit(self, question_id: str, most: int) -> HandIn:
        """Note how many characters the portal's box takes; 0 takes the note away."""
        others = {key: value for key, value in self.limits.items() if key != question_id}
        return replace(self, limits={**others, question_id: most} if most > 0 else others)

    def with_tick(self, mark: str) -> HandIn:
        """Note that a stop is done; an earlier mark of the same stop goes."""
        others = tuple(one for one in self.ticks if one.split(" ")[0] != mark.split(" ")[0])
        return replace(self, ticks=(*others, mark))


@dataclass(frozen=True)
class Remark:
    """What a reader said or asked: `asks` are the officer's questions, `comments` are a colleague's.

    `answers` are the ids of the questions that it is about. `settled` is whether the applicant is done with
    it; `response` is what the applicant says to it. `extra` is what a draft held beside these names.
    """

    words: str
    who: str = ""
    answers: tuple[str, ...] = ()
    settled: bool = False
    response: str = ""
    extra: Mapping[str, Plain] = field(default_factory=dict)
