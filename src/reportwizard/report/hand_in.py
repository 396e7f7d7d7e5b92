"""What a draft keeps about the hand-in: the progress of copying, and what readers said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from reportwizard.kinds.values import Plain


@dataclass(frozen=True)
class HandIn:
    """How far a report is copied into the portal, in this round.

    `ticks` are the marks of the stops that are done, and `place` is the id of the current one (both from
    `hand_in.stops`). `limits` are the characters that a box of the portal takes, by question. `reshape`:
    texts are copied so that the wiki keeps their lines; None until the applicant was asked. `handed_in` is
    the day of this round's hand-in; `published`: brought in from a page that says that it was handed in.
    `extra` keeps the keys of a draft that this version does not know.
    """

    round: int = 1
    ticks: tuple[str, ...] = ()
    place: str = ""
    limits: Mapping[str, Plain] = field(default_factory=dict)
    reshape: bool | None = None
    handed_in: date | None = None
    published: bool = False
    extra: Mapping[str, Plain] = field(default_factory=dict)

    def limit(self, question_id: str) -> int:
        """Return how many characters the portal's box takes; 0 if it is not known."""
        value = self.limits.get(question_id)
        return value if isinstance(value, int) and value > 0 else 0

    def with_limit(self, question_id: str, limit: int) -> HandIn:
        """Set how many characters the portal's box takes; 0 if it is not known."""
        others = {key: value for key, value in self.limits.items() if key != question_id}
        return replace(self, limits={**others, question_id: limit} if limit > 0 else others)

    def with_tick(self, mark: str) -> HandIn:
        """Mark a stop as done; an earlier mark of the same stop goes."""
        others = tuple(tick for tick in self.ticks if tick.split(" ")[0] != mark.split(" ")[0])
        return replace(self, ticks=(*others, mark))


@dataclass(frozen=True)
class ReviewComment:
    """What a reader said or asked about the questions in `answers`, and the applicant's `response`.

    `settled`: the applicant is done with it. `extra` keeps the keys of a draft that this version does not
    know.
    """

    words: str
    who: str = ""
    answers: tuple[str, ...] = ()
    settled: bool = False
    response: str = ""
    extra: Mapping[str, Plain] = field(default_factory=dict)
