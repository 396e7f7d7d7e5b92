"""Which lines of a list only add up other lines, so that nothing is counted twice."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from itertools import accumulate
from typing import TYPE_CHECKING

from reportwizard.kinds.base import Typed
from reportwizard.money.amount import Amount

if TYPE_CHECKING:
    from reportwizard.ledger.statement import Line

# A total may have been rounded from more decimals than its lines show.
_ROUNDING = Decimal("0.01")
_ZERO = Decimal(0)


def totals_among(lines: Sequence[Line]) -> set[int]:
    """Return the places of lines that add up others: those that say so, and those that have only the figures.

    A bare line is a total where its figures are those of the lines just above it, of all above, of those just
    below it, or of all below; between two bare or named lines the lines belong together.
    """
    named = {at for at, line in enumerate(lines) if line.is_total}
    bare = {at for at, line in enumerate(lines) if line.is_bare and not line.reason and any(_values(line))}
    bare -= named
    if not bare:
        return named
    ends = sorted(named | bare)
    with localcontext(Context(prec=100)):
        sums = _Sums(lines, set(ends))
        return named | {at for place, at in enumerate(ends) if at in bare and sums.fits_some(ends, place)}


def _values(line: Line) -> list[Decimal]:
    """Return the figures of a line, one a column of money; 0 where none stands or none was read."""
    return [figure.value if isinstance(figure, Amount) else _ZERO for figure in line.figures]


class _Sums:
    """What any run of lines adds up to, without those in `skipped`; over unread figures it proves nothing."""

    def __init__(self, lines: Sequence[Line], skipped: set[int]) -> None:
        self.lines = lines
        nothing = [_ZERO for _ in lines[0].figures]
        values = (nothing if at in skipped else _values(line) for at, line in enumerate(lines))
        unread = ([isinstance(figure, Typed) for figure in line.figures] for line in lines)
        self.sums = [list(accumulate(column, initial=_ZERO)) for column in zip(*values, strict=True)]
        self.unread = [list(accumulate(column, initial=0)) for column in zip(*unread, strict=True)]
        self.counts = list(accumulate((at not in skipped for at in range(len(lines))), initial=0))

    def fits_some(self, ends: Sequence[int], place: int) -> bool:
        """Whether a bare line adds up a run of lines beside it."""
        at, count = ends[place], len(self.lines)
        before = ends[place - 1] + 1 if place else 0
        after = ends[place + 1] if place + 1 < len(ends) else count
        spans = ((before, at), (0, at), (at + 1, after), (at + 1, count))
        return any(self._fit(self.lines[at], *span) for span in spans)

    def _fit(self, line: Line, start: int, end: int) -> bool:
        """Whether the figures of a line are what the lines from `start` up to `end` add up to."""
        count = self.counts[end] - self.counts[start]
        known = [
            (figure.value, sums[end] - sums[start])
            for figure, sums, unread in zip(line.figures, self.sums, self.unread, strict=True)
            if isinstance(figure, Amount) and unread[end] == unread[start]
        ]
        fitting = all(abs(added - value) <= _ROUNDING * count for value, added in known)
        return fitting and count > 0 and any(value for value, _ in known)
