"""Which lines of a list only add up other lines, so that nothing is counted twice."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# A total may have been rounded from more decimals than its lines show.
_ROUNDING = Decimal("0.01")
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One line for adding up. `named`: its words say that it is a total. `bare`: it has no words of its own.

    `values` are its figures, one a column of money; None where a cell is empty or not read. `unread` names
    the columns in which something stands that was not read: sums over it prove nothing.
    """

    values: tuple[Decimal | None, ...]
    unread: frozenset[int] = frozenset()
    named: bool = False
    bare: bool = False


def totals_among(lines: Sequence[Line]) -> set[int]:
    """Return the places of lines that add up others: those that say so, and those that have only the figures.

    A bare line is a total where its figures are those of the lines just above it, of all above, of those just
    below it, or of all below; between two bare or named lines the lines belong together.
    """
    named = {at for at, line in enumerate(lines) if line.named}
    bare = {at for at, line in enumerate(lines) if line.bare and any(line.values)} - named
    ends = sorted(named | bare)
    if not bare:
        return named
    with localcontext(Context(prec=100)):
        sums = _Sums(lines, set(ends))
        return named | {
            at for place, at in enumerate(ends) if at in bare and sums.fits_some(lines, ends, place)
        }


class _Sums:
    """What any run of lines adds up to, without those in `skipped`."""

    def __init__(self, lines: Sequence[Line], skipped: set[int]) -> None:
        counted = [() if at in skipped else line.values for at, line in enumerate(lines)]
        width = max((len(line.values) for line in lines), default=0)
        self.sums = [
            list(accumulate(((row[column] if row else None) or _ZERO for row in counted), initial=_ZERO))
            for column in range(width)
        ]
        self.unread = [
            list(accumulate((column in line.unread for line in lines), initial=0)) for column in range(width)
        ]
        self.counts = list(accumulate((1 if row else 0 for row in counted), initial=0))

    def fits_some(self, lines: Sequence[Line], ends: Sequence[int], place: int) -> bool:
        """Whether a bare line adds up a run of lines beside it."""
        at = ends[place]
        before = ends[place - 1] + 1 if place else 0
        after = ends[place + 1] if place + 1 < len(ends) else len(lines)
        spans = ((before, at), (0, at), (at + 1, after), (at + 1, len(lines)))
        return any(self.fit(lines[at].values, *span) for span in spans)

    def fit(self, values: Sequence[Decimal | None], start: int, end: int) -> bool:
        """Whether these figures are what the lines from `start` up to `end` add up to."""
        count = self.counts[end] - self.counts[start]
        known = [
            (value, sums[end] - sums[start])
            for value, sums, unread in zip(values, self.sums, self.unread, strict=True)
            if value is not None and unread[end] == unread[start]
        ]
        fitting = all(abs(added - value) <= _ROUNDING * count for value, added in known)
        return fitting and count > 0 and any(value for value, _ in known)
